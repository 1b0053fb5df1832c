"""How the trunk and the legs are held, stance by stance, body units; y downwards."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from generator.animatic.acting.pose import Gesture, Pose, Stance
from generator.animatic.acting.stunts import bow_share, crouch
from generator.animatic.pen import Point

ANKLE = -0.085
"""y of an ankle on the ground."""
KNEELING = -0.42
"""y of the hips of somebody who kneels on one knee."""
SADDLE = 0.23
"""How far the hips of a rider are behind the middle of the bicycle."""

Limb = tuple[Point, Point, Point]
"""Start, joint and end."""


@dataclass(frozen=True, slots=True)
class Trunk:
    """The hips, and how far the shoulders are out of the line above them."""

    hip: Point
    forward: float
    """To where the body faces."""
    sink: float = 0.0
    """How much lower the shoulders are than over a straight back."""
    bowed: float = 0.0
    """How far the head goes forward and down, 0 to 1."""


def trunk_of(hip: float, pose: Pose) -> Trunk:
    """The trunk in a pose of somebody whose hips are at ``hip`` when standing."""
    return _TRUNKS.get(pose.act.stance, _standing)(hip, pose, _bend(pose))


def _bend(pose: Pose) -> float:
    """How far the body leans to where it faces for what the hands do."""
    act, lean = pose.act, 0.12 * pose.act.leaning
    if act.gesture is Gesture.FIGHT:
        return lean + 0.09 * math.sin(pose.clock * 5.71 + (math.pi if act.answers else 0.0))
    return lean + _LEANS.get(act.gesture, 0.0) * pose.lift


_LEANS = {Gesture.REACH: 0.05, Gesture.THROW: 0.05, Gesture.PUSH: 0.05, Gesture.GIVE: 0.04,
          Gesture.TAKE: 0.04, Gesture.KISS: 0.07, Gesture.HUG: 0.045, Gesture.OPEN: 0.03}  # fmt: skip


def _standing(hip: float, pose: Pose, bend: float) -> Trunk:
    shift = pose.sway * 0.5 + 0.022 * pose.weight
    return Trunk((shift, hip + 0.004 * abs(pose.weight)), bend, 0.03 * pose.act.leaning)


def _sitting(_hip: float, pose: Pose, bend: float) -> Trunk:
    return Trunk((0.0, -0.5), bend, 0.03 * pose.act.leaning)


def _kneeling(_hip: float, pose: Pose, bend: float) -> Trunk:
    return Trunk((0.0, KNEELING), bend + 0.12, 0.03 * pose.act.leaning)


def _riding(hip: float, pose: Pose, bend: float) -> Trunk:
    return Trunk((pose.sway * 0.5, hip), bend + 0.13)


def _walking(hip: float, pose: Pose, bend: float) -> Trunk:
    return Trunk((0.0, hip + 0.022 * abs(math.sin(pose.stride)) + 0.012), bend + 0.03)


def _running(hip: float, pose: Pose, bend: float) -> Trunk:
    return Trunk((0.0, hip + 0.05 * abs(math.sin(pose.stride)) + 0.012), bend + 0.13)


def _sneaking(hip: float, pose: Pose, bend: float) -> Trunk:
    return Trunk((0.0, hip + 0.13 + 0.03 * abs(math.sin(pose.stride))), bend + 0.13, 0.04, 0.25)


def _jumping(hip: float, pose: Pose, bend: float) -> Trunk:
    low = crouch(pose.clock)
    return Trunk((0.0, hip + 0.2 * low), bend + 0.1 * low, 0.03 * low)


def _bowing(hip: float, pose: Pose, _bend: float) -> Trunk:
    k = bow_share(pose.clock)
    return Trunk((-0.04 * k * pose.facing, hip), 0.3 * k, 0.17 * k, k)


def _dancing(hip: float, pose: Pose, _bend: float) -> Trunk:
    beat = pose.clock * 4.2
    return Trunk((0.06 * math.sin(beat), hip + 0.035 * abs(math.cos(beat))), 0.05 * math.sin(beat + 0.6))


def _climbing(hip: float, pose: Pose, _bend: float) -> Trunk:
    return Trunk((0.02 * math.sin(pose.clock * 5.0), hip + 0.03), 0.02)


_TRUNKS: dict[Stance, Callable[[float, Pose, float], Trunk]] = {
    Stance.SIT: _sitting, Stance.KNEEL: _kneeling, Stance.RIDE: _riding, Stance.WALK: _walking,
    Stance.RUN: _running, Stance.SNEAK: _sneaking, Stance.JUMP: _jumping, Stance.BOW: _bowing,
    Stance.DANCE: _dancing, Stance.CLIMB: _climbing,
}  # fmt: skip
