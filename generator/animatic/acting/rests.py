"""Where the hands are that have nothing to do, stance by stance, body units; y downwards."""

from __future__ import annotations

import math
from collections.abc import Callable

from generator.animatic.acting.arms import Arm, between
from generator.animatic.acting.pose import Gesture, Stance, ease
from generator.animatic.acting.stunts import arms_up
from generator.animatic.pen import Point


def rest_of(arm: Arm) -> Point:
    """Where the hand is when it has nothing to do."""
    return _RESTS.get(arm.pose.act.stance, _hanging)(arm)


def _hanging(arm: Arm) -> Point:
    # The hand over the leg that carries the weight hangs a little closer.
    out = 0.065 - 0.012 * arm.side * arm.pose.weight
    return (arm.top[0] + arm.side * out, arm.top[1] + arm.length * 0.965 + 0.004 * arm.pose.breath)


def _sitting(arm: Arm) -> Point:
    return (arm.hip[0] + arm.f * 0.2 + arm.side * 0.06, arm.hip[1] - 0.04)


def _kneeling(arm: Arm) -> Point:
    return (arm.hip[0] + arm.f * (0.26 + 0.05 * arm.side * arm.f), arm.hip[1] - 0.09)


def _sneaking(arm: Arm) -> Point:
    return arm.at(0.3 + 0.05 * arm.side * math.sin(arm.pose.stride), 0.2 + 0.05 * arm.side)


def _swinging(arm: Arm, reach: float, low: float) -> Point:
    swing = math.sin(arm.pose.stride + (0.0 if arm.side > 0 else math.pi))
    x, y = arm.top
    return (x + arm.side * 0.02 + arm.f * reach * swing, y + arm.length * low - 0.05 * abs(swing))


def _jumping(arm: Arm) -> Point:
    fly, (x, y) = arms_up(arm.pose.clock), arm.top
    hang = (x + arm.side * 0.1 - arm.f * 0.1 * (1 - fly), y + arm.length * 0.9)
    return between(hang, (x + arm.side * 0.24, y - 0.4), fly)


def _falling(arm: Arm) -> Point:
    (x, y), side, clock = arm.top, arm.side, arm.pose.clock
    flying = (x + side * 0.36, y - 0.18 + 0.2 * math.sin(clock * 17 + side))
    # On the ground the lower arm lies under the head, the upper one before the body.
    lying = (x + side * 0.03, y - 0.47) if side * arm.f > 0 else (x - side * 0.05, y + 0.4)
    return between(flying, lying, ease((clock - 0.55) / 0.3))


def _bowing(arm: Arm) -> Point:
    return (arm.hip[0] + arm.f * 0.1 + arm.side * 0.08, arm.hip[1] + 0.06)


def _turn(arm: Arm, pace: float) -> float:
    """The phase of two arms that take turns, radians."""
    return arm.pose.clock * pace + (0.0 if arm.side > 0 else math.pi)


def _dancing(arm: Arm) -> Point:
    up = 0.5 + 0.5 * math.sin(_turn(arm, 4.2))
    return (arm.top[0] + arm.side * (0.3 - 0.05 * up), arm.top[1] + 0.28 - 0.62 * up)


def _climbing(arm: Arm) -> Point:
    """Hand over hand: on a rope both are in the middle."""
    out = 0.03 if arm.pose.act.gesture is Gesture.HOLD else 0.16
    return (arm.neck[0] + arm.side * out, arm.top[1] - 0.27 - 0.2 * math.sin(_turn(arm, 5.0)))


def _swimming(arm: Arm) -> Point:
    at = _turn(arm, 4.5)
    return (arm.top[0] + 0.4 * math.sin(at), arm.top[1] - 0.42 * math.cos(at))


_RESTS: dict[Stance, Callable[[Arm], Point]] = {
    Stance.SIT: _sitting, Stance.KNEEL: _kneeling, Stance.SNEAK: _sneaking,
    Stance.WALK: lambda arm: _swinging(arm, 0.22, 0.94), Stance.RUN: lambda arm: _swinging(arm, 0.3, 0.62),
    Stance.JUMP: _jumping, Stance.FALL: _falling, Stance.BOW: _bowing, Stance.DANCE: _dancing,
    Stance.CLIMB: _climbing, Stance.SWIM: _swimming,
}  # fmt: skip
