"""Where the joints of a figure are: proportions by age and build, and limbs by pose.

Body units: a figure is 1.7 high whatever its age, the soles are at y = 0, up is negative; the figure is
scaled to its height in metres when drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.animatic.acting import Gesture, Pose, Stance
from generator.animatic.look import Age, Look
from generator.animatic.pen import Point, bent
from generator.animatic.wardrobe import Top

ANKLE = -0.085
"""y of an ankle on the ground."""
KNEELING = -0.42
"""y of the hips of somebody who kneels on one knee."""
SADDLE = 0.23
"""How far the hips of a rider are behind the middle of the bicycle."""

Limb = tuple[Point, Point, Point]
"""Start, joint and end."""


@dataclass(frozen=True)
class Build:
    """Proportions of a standing figure, body units."""

    head: float
    """Half the height of the head."""
    shoulder: float
    """y of the line of the shoulders."""
    hip: float
    """y of the hip joints."""
    wide: float
    """Half the width of the shoulders."""
    waist: float
    hips: float
    arm: float
    """Thickness of a sleeve."""
    leg: float


@dataclass(frozen=True)
class Body:
    """The joints at one moment, body units."""

    build: Build
    hip: Point
    neck: Point
    """Middle of the shoulder line."""
    head: Point
    """Centre of the head."""
    arms: tuple[Limb, Limb]
    """Left and right in the picture."""
    legs: tuple[Limb, Limb]
    lead: int
    """Index of the arm that acts."""
    over_face: bool
    """True when the acting hands are drawn over the head."""


@dataclass(frozen=True)
class Grasp:
    """Where hands are that may hold something, body units."""

    lead: Point
    other: Point
    hip: Point
    facing: float
    """1 to the right, -1 to the left."""
    gesture: Gesture
    stance: Stance


def build_of(look: Look) -> Build:
    """The proportions of a look."""
    if look.age is Age.CHILD:
        head, wide, hips, limb = 0.2, 0.175, 0.15, 1.12
    elif look.age is Age.TEEN:
        head, wide, hips, limb = 0.172, 0.185, 0.145, 1.0
    else:
        head = 0.158
        wide, hips, limb = (0.188, 0.165, 0.94) if look.feminine else (0.226, 0.16, 1.06)
    wide, hips = wide * look.girth, hips * look.girth
    shoulder = -(1.7 - 2 * head - 0.035)
    waist = (
        hips * (0.82 if look.feminine and look.age is not Age.CHILD else 0.98) * (1 + 0.5 * (look.girth - 1))
    )
    return Build(
        head,
        shoulder,
        shoulder * 0.635,
        wide,
        waist,
        hips,
        0.1 * limb * look.girth,
        0.135 * limb * look.girth,
    )


def body_of(look: Look, pose: Pose) -> Body:
    """The joints of a look in a pose."""
    build = build_of(look)
    stance = pose.act.stance
    f = 1.0 if pose.turn >= 0 else -1.0
    stoop = 0.03 * (look.age is Age.ELDER)
    hip = _hip(build, pose, stance)
    torso = build.shoulder - build.hip
    bend = {Stance.RUN: 0.13, Stance.WALK: 0.03, Stance.KNEEL: 0.12, Stance.RIDE: 0.13}.get(stance, 0.0)
    lean = f * (bend + 0.12 * pose.act.leaning) + f * stoop + pose.sway
    if pose.act.gesture in (Gesture.REACH, Gesture.THROW, Gesture.PUSH):
        lean += f * 0.05 * pose.lift
    neck = (hip[0] + lean, hip[1] + torso - 0.006 * pose.breath + stoop + 0.03 * pose.act.leaning)
    head = (neck[0] + lean * 0.35 + f * stoop * 0.8, neck[1] - 0.028 - build.head + pose.nod)
    lead = 1 if f > 0 else 0
    return Body(build, hip, neck, head, _arms(build, pose, neck, hip, f, lead), _legs(build, pose, hip,
        f), lead,
                pose.act.gesture in (Gesture.FACE, Gesture.EAR, Gesture.HEAD))  # fmt: skip


def _hip(build: Build, pose: Pose, stance: Stance) -> Point:
    if stance is Stance.SIT:
        return (0.0, -0.5)
    if stance is Stance.KNEEL:
        return (0.0, KNEELING)
    if stance in (Stance.WALK, Stance.RUN):
        bob = 0.022 if stance is Stance.WALK else 0.05
        return (0.0, build.hip + bob * abs(math.sin(pose.stride)) + 0.012)
    return (pose.sway * 0.5, build.hip)


def _legs(build: Build, pose: Pose, hip: Point, f: float) -> tuple[Limb, Limb]:
    stance, bone = pose.act.stance, -(build.hip - ANKLE) * 0.503
    apart = build.hips * 0.52 * (1 - 0.35 * abs(pose.turn))
    legs = []
    for side in (-1, 1):
        top = (hip[0] + side * apart, hip[1])
        if stance is Stance.SIT:
            knee = (top[0] + f * 0.3 + side * 0.02, hip[1] + 0.03)
            legs.append((top, knee, (knee[0] + f * 0.01, ANKLE)))
        elif stance is Stance.KNEEL:
            if side * f > 0:
                legs.append((top, (top[0] + f * 0.3, -0.46), (top[0] + f * 0.28, ANKLE)))
            else:
                legs.append((top, (top[0] + f * 0.06, -0.06), (top[0] - f * 0.34, -0.05)))
        elif stance is Stance.RIDE:
            phase = pose.stride + (math.pi if side > 0 else 0.0)
            pedal = (hip[0] + f * (SADDLE + 0.13 * math.cos(phase)), -0.31 + 0.13 * math.sin(phase))
            legs.append(bent(top, pedal, bone, bone, f))
        elif stance in (Stance.WALK, Stance.RUN):
            reach, rise = (0.26, 0.1) if stance is Stance.WALK else (0.4, 0.3)
            phase = pose.stride + (math.pi if side > 0 else 0.0)
            foot = (top[0] + f * reach * math.sin(phase), ANKLE - rise * max(0.0, math.cos(phase)))
            legs.append(bent(top, foot, bone, bone, f))
        else:
            legs.append(bent(top, (side * (apart + 0.02), ANKLE), bone, bone, f * 0.12))
    return legs[0], legs[1]


def _arms(build: Build, pose: Pose, neck: Point, hip: Point, f: float, lead: int) -> tuple[Limb, Limb]:
    squeeze = 1 - 0.2 * abs(pose.turn)
    bone = (build.hip - build.shoulder) * 0.56
    arms = []
    for index, side in enumerate((-1, 1)):
        top = (neck[0] + side * (build.wide - 0.035) * squeeze, neck[1] + 0.065)
        rest = _rest(build, pose, top, hip, side, f)
        goal, bend = _goal(build, pose, neck, hip, side, f, index == lead)
        k = pose.lift if goal else 0.0
        goal = goal or rest
        hand = (rest[0] + (goal[0] - rest[0]) * k, rest[1] + (goal[1] - rest[1]) * k)
        if goal == rest and index == lead and pose.act.stance is not Stance.WALK:
            raised = min(1.0, pose.talk * 1.5)
            hand = (hand[0] - side * 0.02 * raised, hand[1] - (0.17 + 0.05 * pose.beat) * raised)
        arms.append(
            bent(
                top,
                hand,
                bone,
                bone,
                bend if k > 0.15 else (-f if pose.act.stance in (Stance.WALK, Stance.RUN) else side),
            )
        )
    return arms[0], arms[1]


def _rest(build: Build, pose: Pose, top: Point, hip: Point, side: int, f: float) -> Point:
    length = (build.hip - build.shoulder) * 1.12
    if pose.act.stance is Stance.SIT:
        return (hip[0] + f * 0.2 + side * 0.06, hip[1] - 0.04)
    if pose.act.stance is Stance.KNEEL:
        return (hip[0] + f * (0.26 + 0.05 * side * f), hip[1] - 0.09)
    if pose.act.stance in (Stance.WALK, Stance.RUN):
        swing = math.sin(pose.stride + (0.0 if side > 0 else math.pi))
        reach, up = (0.22, 0.94) if pose.act.stance is Stance.WALK else (0.3, 0.62)
        return (top[0] + side * 0.02 + f * reach * swing, top[1] + length * up - 0.05 * abs(swing))
    return (top[0] + side * 0.065, top[1] + length * 0.965 + 0.004 * pose.breath)


def _goal(
    build: Build, pose: Pose, neck: Point, hip: Point, side: int, f: float, lead: bool
) -> tuple[Point | None, float]:
    """Where a hand goes for the gesture, and to which side the elbow bends."""
    x, y = neck
    gesture, middle = pose.act.gesture, x + 0.05 * pose.turn
    toil = math.sin(pose.stride * 0.6)
    both: dict[Gesture, tuple[Point, float]] = {
        Gesture.HOLD: ((middle + side * 0.075, y + 0.33 + 0.008 * pose.breath), side * 0.42),
        Gesture.READ: ((middle + side * 0.115, y + 0.31 + 0.006 * pose.breath), side * 0.42),
        Gesture.CROSS: ((middle - side * 0.1, y + 0.24 + (0.035 if side > 0 else 0.0)), side),
        Gesture.HIPS: ((hip[0] + side * (build.hips + 0.015), hip[1] - 0.07), side),
        Gesture.RAISE: ((x + side * 0.3, y - 0.34 + 0.02 * pose.breath), -side),
        Gesture.LIFT: ((middle + f * 0.15 + side * 0.1, y + 0.17 + 0.008 * pose.breath), side * 0.5),
        Gesture.PUSH: (
            (x + f * (0.44 if pose.act.stance is Stance.RIDE else 0.38) + side * 0.05, y + 0.35),
            -f * 0.5,
        ),
        Gesture.WORK: ((middle + f * 0.22 + side * 0.08, y + 0.36 + 0.012 * toil), side * 0.42),
        Gesture.POUR: ((middle + (f * 0.24 if lead else -f * 0.06), y + (0.17 if lead else 0.4)), side * 0.6),
        Gesture.HEAD: ((x + side * build.head * 0.78, y - build.head * 1.15), -side),
    }
    if gesture in both:
        return both[gesture]
    if not lead:
        return None, side
    wave = math.sin(pose.stride * 1.35) * 0.07
    single: dict[Gesture, tuple[Point, float]] = {
        Gesture.POINT: ((x + f * 0.6, y + 0.03 + 0.01 * pose.breath), -f * 0.4),
        Gesture.REACH: ((x + f * 0.48, y + 0.15), -f * 0.5),
        Gesture.THROW: ((x + f * 0.52, y + 0.0), -f * 0.5),
        Gesture.CARRY: ((x + f * (build.wide + 0.05), hip[1] + 0.02), f * 0.2),
        Gesture.WAVE: ((x + f * (0.36 + wave), y - 0.26), -f),
        Gesture.EAR: ((x + f * build.head * 0.98, y - build.head * 0.62), -f),
        Gesture.FACE: ((x + f * build.head * 0.42, y - build.head * 0.12), f * 0.8),
    }
    return single.get(gesture, (None, side))


def long_garment(look: Look) -> bool:
    """True when the upper garment also covers the thighs."""
    return look.wears.top in (Top.COAT, Top.DRESS)
