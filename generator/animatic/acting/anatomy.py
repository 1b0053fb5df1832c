"""Where the joints of a figure are: proportions by age and build, and limbs by pose.

Body units: a figure is 1.7 high whatever its age, the soles are at y = 0, up is negative; the figure is
scaled to its height in metres when drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from generator.animatic.acting.arms import Arm, between
from generator.animatic.acting.gestures import goal_of
from generator.animatic.acting.legwork import legs_of
from generator.animatic.acting.pose import WALKERS, Gesture, Pose, Stance, ease
from generator.animatic.acting.rests import rest_of
from generator.animatic.acting.stances import ANKLE, KNEELING, Limb, trunk_of
from generator.animatic.cards.look import Age, Look
from generator.animatic.cards.wardrobe import Top
from generator.animatic.pen import Point, bent

__all__ = [
    "ANKLE", "KNEELING", "Body", "Build", "Grasp", "Limb", "body_of", "build_of", "grasp_of", "long_garment",
]  # fmt: skip

_AT_THE_FACE = (Gesture.FACE, Gesture.EAR, Gesture.HEAD, Gesture.WEEP, Gesture.DRINK, Gesture.EAT)
_FOLDED = 0.4
"""How far a gesture is done when the elbow is where it belongs."""
_ARMS_UP = (Stance.JUMP, Stance.FALL, Stance.DANCE)


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
    """1 to the right, -1 to the left, between them while the body turns round."""
    gesture: Gesture
    stance: Stance
    clock: float = 0.0
    """Seconds since the act began."""
    height: float = 0.0
    """How far the soles are over the ground."""
    back: bool = False
    """True when the body is seen from behind."""


def grasp_of(body: Body, pose: Pose) -> Grasp:
    """Where the hands are that may hold something."""
    act, facing = pose.act, pose.facing
    left, right = (arm[2] for arm in body.arms)
    # Who turns round hands the thing over to the other hand.
    share = (1 + facing) / 2
    hands = between(left, right, share), between(right, left, share)
    return Grasp(*hands, body.hip, facing, act.gesture, act.stance, pose.clock, pose.height,
                 pose.back > 0.5)  # fmt: skip


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
    body = _turning(build_of(look), look, pose)
    if pose.before is None or pose.blend >= 1.0:
        return body
    return _between(body_of(look, pose.before), body, ease(pose.blend))


def _turning(build: Build, look: Look, pose: Pose) -> Body:
    """The body; while it turns round, between that to the left and that to the right."""
    way = pose.facing
    if abs(way) >= 1.0:
        return _posed(build, look, pose)
    left, right = (_posed(build, look, _towards(pose, side)) for side in (-1.0, 1.0))
    return _between(left, right, (1 + way) / 2)


def _towards(pose: Pose, side: float) -> Pose:
    """``pose`` as if it were turned to ``side``: who goes on to the other side then steps backwards."""
    backwards = pose.act.stance in WALKERS and side * pose.facing < 0
    return replace(pose, way=side, stride=-pose.stride if backwards else pose.stride)


def _posed(build: Build, look: Look, pose: Pose) -> Body:
    f = pose.facing
    stoop = 0.03 * (look.age is Age.ELDER)
    trunk = trunk_of(build.hip, pose)
    hip, bowed = trunk.hip, trunk.bowed
    torso = build.shoulder - build.hip
    lean = f * (trunk.forward + stoop) + pose.sway
    neck = (hip[0] + lean, hip[1] + torso - 0.006 * pose.breath + stoop + trunk.sink)
    head = (neck[0] + lean * 0.35 + f * (stoop * 0.8 + 0.06 * bowed),
            neck[1] - 0.028 - build.head + pose.nod + 0.09 * bowed)  # fmt: skip
    lead = 1 if f > 0 else 0
    bone = -(build.hip - ANKLE) * 0.503
    return Body(build, hip, neck, head, _arms(build, look, pose, neck, hip, f, lead),
                legs_of(hip, build.hips, bone, pose, f), lead, pose.act.gesture in _AT_THE_FACE)  # fmt: skip


def _arms(
    build: Build, look: Look, pose: Pose, neck: Point, hip: Point, f: float, lead: int
) -> tuple[Limb, Limb]:
    size = look.height / 1.7
    target = (pose.target[0] / size, pose.target[1] / size) if pose.target else None
    squeeze = 1 - 0.2 * abs(pose.turn)
    length = (build.hip - build.shoulder) * 1.12
    left, right = (
        _arm(Arm(pose, (neck[0] + side * (build.wide - 0.035) * squeeze, neck[1] + 0.065), neck, hip, side, f,
                 index == lead, build.head, build.wide, build.hips, length, target))
        for index, side in enumerate((-1, 1))
    )  # fmt: skip
    return left, right


def _arm(arm: Arm) -> Limb:
    pose, side = arm.pose, arm.side
    stance, bone = pose.act.stance, arm.length * 0.5
    rest, goal = rest_of(arm), goal_of(arm)
    k = pose.lift if goal else 0.0
    idle = float(-arm.f if stance in WALKERS else -side if stance in _ARMS_UP else side)
    end, bend = goal or (rest, idle)
    hand = _round(arm, between(rest, end, k), end, k)
    if goal is None and stance is not Stance.WALK:
        hand = _talking(arm, hand)
    return bent(arm.top, hand, bone, bone, idle + (bend - idle) * ease(k / _FOLDED))


def _round(arm: Arm, hand: Point, end: Point, k: float) -> Point:
    """Past the shoulder on the side it ends at: a hand that went through it would throw its elbow round."""
    if end[1] > arm.top[1] or not 0 < k < 1:
        return hand
    return (hand[0] + math.copysign(0.64 * k * (1 - k), end[0] - arm.top[0]), hand[1])


def _talking(arm: Arm, hand: Point) -> Point:
    """Hands that go with what is said: the acting one most, its stresses as beats."""
    raised = min(1.0, arm.pose.talk * 1.5) * (1.0 if arm.lead else 0.35)
    return (hand[0] - arm.side * 0.02 * raised, hand[1] - (0.17 + 0.07 * arm.pose.beat) * raised)


def _between(one: Body, other: Body, k: float) -> Body:
    """A body ``k`` of the way from ``one`` to ``other``; no limb gets longer than its bones."""
    late = one if k < 0.5 else other

    def limbs(a: tuple[Limb, Limb], b: tuple[Limb, Limb]) -> tuple[Limb, Limb]:
        left, right = (
            (between(p[0], q[0], k), between(p[1], q[1], k), between(p[2], q[2], k))
            for p, q in zip(a, b, strict=True)
        )
        return left, right

    return Body(other.build, between(one.hip, other.hip, k), between(one.neck, other.neck, k),
                between(one.head, other.head, k), limbs(one.arms, other.arms), limbs(one.legs, other.legs),
                late.lead, late.over_face)  # fmt: skip


def long_garment(look: Look) -> bool:
    """True when the upper garment also covers the thighs."""
    return look.wears.top in (Top.COAT, Top.DRESS)
