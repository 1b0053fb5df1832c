"""How the legs are held, stance by stance, body units; y downwards."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from generator.animatic.acting.pose import Pose, Stance, ease
from generator.animatic.acting.stances import ANKLE, SADDLE, Limb
from generator.animatic.acting.stunts import crouch, fall_share, jump_height
from generator.animatic.pen import Point, bent

_STEPS = {Stance.RUN: (0.4, 0.3), Stance.SNEAK: (0.24, 0.2)}
"""How far a step goes and how high the foot is lifted."""


@dataclass(frozen=True, slots=True)
class Leg:
    """What a foot has to know of the body it belongs to."""

    pose: Pose
    hip: Point
    """The middle of the hips."""
    top: Point
    """The hip joint."""
    side: int
    """-1 the left leg in the picture, 1 the right one."""
    apart: float
    """From the middle to the hip joint."""
    bone: float
    """Length of half a leg."""
    f: float
    """Where the body faces: 1 to the right, -1 to the left."""

    def to(self, foot: Point, bend: float) -> Limb:
        """The leg with its ankle at ``foot``."""
        return bent(self.top, foot, self.bone, self.bone, bend)

    def phase(self, pace: float) -> float:
        """The phase of two legs that take turns, radians."""
        return self.pose.clock * pace + (0.0 if self.side > 0 else math.pi)

    @property
    def step(self) -> float:
        """The phase of the step, radians."""
        return self.pose.stride + (math.pi if self.side > 0 else 0.0)


def legs_of(hip: Point, hips: float, bone: float, pose: Pose, f: float) -> tuple[Limb, Limb]:
    """Left and right leg in the picture.

    ``hips`` is half the width of the hips, ``bone`` the length of half a leg, ``f`` where the body faces.
    """
    apart = hips * 0.52 * (1 - 0.35 * abs(pose.turn))
    draw = _LEGS.get(pose.act.stance, _standing)
    left, right = (
        draw(Leg(pose, hip, (hip[0] + side * apart, hip[1]), side, apart, bone, f)) for side in (-1, 1)
    )
    return left, right


def _standing(leg: Leg) -> Limb:
    # The leg without the weight steps a little aside and gives at the knee.
    free = max(0.0, -leg.side * leg.pose.weight)
    return leg.to((leg.side * (leg.apart + 0.02 + 0.025 * free), ANKLE), leg.f * 0.12 + leg.side * 0.2 * free)


def _sitting(leg: Leg) -> Limb:
    knee = (leg.top[0] + leg.f * 0.3 + leg.side * 0.02, leg.top[1] + 0.03)
    return leg.top, knee, (knee[0] + leg.f * 0.01, ANKLE)


def _kneeling(leg: Leg) -> Limb:
    x, f = leg.top[0], leg.f
    if leg.side * f > 0:
        return leg.top, (x + f * 0.3, -0.46), (x + f * 0.28, ANKLE)
    return leg.top, (x + f * 0.06, -0.06), (x - f * 0.34, -0.05)


def _riding(leg: Leg) -> Limb:
    x = leg.hip[0] + leg.f * (SADDLE + 0.13 * math.cos(leg.step))
    return leg.to((x, -0.31 + 0.13 * math.sin(leg.step)), leg.f)


def _stepping(leg: Leg) -> Limb:
    reach, rise = _STEPS.get(leg.pose.act.stance, (0.26, 0.1))
    x = leg.top[0] + leg.f * reach * math.sin(leg.step)
    return leg.to((x, ANKLE - rise * max(0.0, math.cos(leg.step))), leg.f)


def _jumping(leg: Leg) -> Limb:
    tuck = min(1.0, jump_height(leg.pose.clock) * 3)
    foot = (leg.side * (leg.apart + 0.03 + 0.05 * tuck), ANKLE - 0.12 * tuck)
    return leg.to(foot, leg.side * 0.8 if crouch(leg.pose.clock) > 0.05 else leg.f * 0.5)


def _falling(leg: Leg) -> Limb:
    kick = 0.2 * ease(fall_share(leg.pose.clock) * 1.4) * (leg.side * leg.f < 0)
    return leg.to((leg.side * leg.apart * 0.8, ANKLE - kick), leg.side * 0.9)


def _dancing(leg: Leg) -> Limb:
    up = max(0.0, math.sin(leg.phase(4.2)))
    return leg.to((leg.side * (leg.apart + 0.05 + 0.05 * up), ANKLE - 0.13 * up), leg.side * 0.8)


def _climbing(leg: Leg) -> Limb:
    foot = (leg.hip[0] + leg.side * 0.1, ANKLE - 0.17 + 0.15 * math.sin(leg.phase(5.0)))
    return leg.to(foot, leg.side * 0.9)


def _swimming(leg: Leg) -> Limb:
    return leg.to((leg.side * leg.apart + 0.12 * math.sin(leg.pose.clock * 9 + leg.side), ANKLE), leg.f * 0.4)


_LEGS: dict[Stance, Callable[[Leg], Limb]] = {
    Stance.SIT: _sitting, Stance.KNEEL: _kneeling, Stance.RIDE: _riding, Stance.WALK: _stepping,
    Stance.RUN: _stepping, Stance.SNEAK: _stepping, Stance.JUMP: _jumping, Stance.FALL: _falling,
    Stance.DANCE: _dancing, Stance.CLIMB: _climbing, Stance.SWIM: _swimming,
}  # fmt: skip
