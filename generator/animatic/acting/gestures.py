"""Where the hands go, gesture by gesture, body units; y downwards."""

from __future__ import annotations

import math
from collections.abc import Callable

from generator.animatic.acting.arms import Arm, between
from generator.animatic.acting.pose import Gesture, Stance, ease
from generator.animatic.pen import Point

Goal = tuple[Point, float] | None
"""Where a hand goes, and to which side its elbow bends; None leaves the arm at rest."""


def goal_of(arm: Arm) -> Goal:
    """Where the hand goes for the gesture of the pose; a climber has none free."""
    gesture = arm.pose.act.gesture
    if arm.pose.act.stance is Stance.CLIMB:
        return None
    both = _BOTH.get(gesture)
    if both:
        return both(arm)
    single = _LEADING.get(gesture) if arm.lead else None
    if single:
        return single(arm)
    if gesture is Gesture.NONE and arm.lead and arm.pose.act.laughing and arm.pose.act.stance is Stance.STAND:
        return arm.at(0.05, 0.33 + 0.008 * math.sin(arm.pose.clock * 11)), arm.side
    return None


def _pulse(time: float, period: float, count: int, width: float) -> float:
    """``count`` short strokes of ``width`` seconds at the start of every ``period``, 0 to 1."""
    at = time % period
    return math.sin(math.pi * (at % width) / width) if at < count * width else 0.0


def _hold(arm: Arm) -> Goal:
    return arm.near(0.075, 0.33 + 0.008 * arm.pose.breath), arm.side * 0.42


def _read(arm: Arm) -> Goal:
    page = _pulse(arm.pose.clock + 2.0, 4.1, 1, 0.7) if arm.lead else 0.0
    return arm.near(0.115 - 0.17 * page, 0.31 + 0.006 * arm.pose.breath - 0.07 * page), arm.side * 0.42


def _cross(arm: Arm) -> Goal:
    return arm.near(-0.1, 0.24 + (0.035 if arm.side > 0 else 0.0)), arm.side


def _hips(arm: Arm) -> Goal:
    return (arm.hip[0] + arm.side * (arm.hips + 0.015), arm.hip[1] - 0.07), arm.side


def _raise(arm: Arm) -> Goal:
    return (arm.neck[0] + arm.side * 0.3, arm.neck[1] - 0.34 + 0.02 * arm.pose.breath), -arm.side


def _lift(arm: Arm) -> Goal:
    x, y = arm.near(0.1, 0.17 + 0.008 * arm.pose.breath)
    return (x + arm.f * 0.15, y), arm.side * 0.5


def _push(arm: Arm) -> Goal:
    if arm.pose.act.stance is Stance.RIDE:
        return arm.at(0.44 + arm.f * arm.side * 0.05, 0.35), -arm.f * 0.5
    strain = 0.02 * math.sin(arm.pose.clock * 3.1)
    return arm.at(0.4 + strain + arm.f * arm.side * 0.05, 0.33), -arm.f * 0.5


def _work(arm: Arm) -> Goal:
    toil = math.sin(arm.pose.clock * 4.4 + arm.side)
    x, y = arm.near(0.08, 0.36 + 0.02 * toil)
    return (x + arm.f * (0.22 + 0.02 * toil * arm.side), y), arm.side * 0.42


def _pour(arm: Arm) -> Goal:
    return arm.at(0.24 if arm.lead else -0.06, 0.17 if arm.lead else 0.4), arm.side * 0.6


def _head(arm: Arm) -> Goal:
    return (arm.neck[0] + arm.side * arm.head * 0.78, arm.neck[1] - arm.head * 1.15), -arm.side


def _weep(arm: Arm) -> Goal:
    rub = 0.012 * math.sin(arm.pose.clock * 7)
    goal = (arm.neck[0] + arm.f * 0.02 + arm.side * (arm.head * 0.4 + rub), arm.neck[1] - arm.head * 0.82)
    return goal, arm.side * 0.9


def _hug(arm: Arm) -> Goal:
    pat = 0.02 * math.sin(arm.pose.clock * 5) if arm.lead else 0.0
    return arm.at(0.36 if arm.lead else 0.31, 0.13 + pat if arm.lead else 0.36), -arm.f * 0.6


def _kiss(arm: Arm) -> Goal:
    return arm.at(0.26 if arm.lead else 0.22, 0.2 if arm.lead else 0.32), -arm.f * 0.5


def _fight(arm: Arm) -> Goal:
    late = 0.55 if arm.pose.act.answers else 0.0
    stroke = min(1.0, 1.3 * _pulse(arm.pose.clock + late, 1.1, 1, 0.55))
    if not arm.lead:
        return arm.at(0.16, 0.1), -arm.f * 0.9
    return arm.at(0.24 + 0.46 * stroke, 0.1 - 0.08 * stroke), -arm.f * 0.8


def _clap(arm: Arm) -> Goal:
    apart = 0.012 + 0.1 * abs(math.sin(arm.pose.clock * 8.5))
    x, y = arm.near(apart, 0.16 + 0.01 * arm.pose.breath)
    return (x + arm.f * 0.1, y), arm.side * 0.6


def _write(arm: Arm) -> Goal:
    if not arm.lead:
        return arm.at(0.08, 0.37), arm.side * 0.5
    t = arm.pose.clock
    return arm.at(0.17 + 0.035 * math.sin(t * 1.7), 0.335 + 0.009 * math.sin(t * 13)), arm.side * 0.5


def _eat(arm: Arm) -> Goal:
    if not arm.lead:
        return arm.at(0.1, 0.36), arm.side * 0.5
    bite = ease(1.6 * math.sin(arm.pose.clock * 3.4 - 0.6))
    return _to_the_mouth(arm, arm.at(0.16, 0.31), arm.at(arm.head * 0.42, -arm.head * 0.06), bite)


def _to_the_mouth(arm: Arm, low: Point, mouth: Point, share: float) -> Goal:
    """Before the chest: a hand that went by the shoulder would throw its elbow round."""
    x, y = between(low, mouth, share)
    return (x - arm.f * 0.4 * share * (1 - share), y), arm.f * 0.8


def _drive(arm: Arm) -> Goal:
    wheel = 0.5 * math.sin(arm.pose.clock * 0.9) + 0.06 * math.sin(arm.pose.clock * 6.1)
    x, y = arm.at(0.26, 0.3)
    return (x + arm.side * 0.12 * math.cos(wheel), y + arm.side * 0.12 * math.sin(wheel)), arm.side * 0.5


def _unwrap(arm: Arm) -> Goal:
    if not arm.lead:
        return arm.at(0.06, 0.37), arm.side * 0.5
    k = ease((arm.pose.clock - 0.7) / 0.8)
    return between(arm.at(0.14, 0.3), arm.at(0.24, 0.12), k), arm.side * 0.6


def _point(arm: Arm) -> Goal:
    rise = -0.34 if arm.pose.act.up or arm.pose.act.high else 0.0
    return arm.at(0.76, 0.02 + rise + 0.01 * arm.pose.breath), -arm.f * 0.4


def _reach(arm: Arm) -> Goal:
    return arm.at(0.56, 0.15), -arm.f * 0.5


def _throw(arm: Arm) -> Goal:
    t = arm.pose.clock
    wound, gone = ease((t - 0.2) / 0.45), ease((t - 0.8) / 0.14)
    back = between(arm.at(0.1, 0.4), arm.at(-0.36, 0.06), wound)
    after = between(arm.at(0.55, 0.0), arm.at(0.4, 0.3), ease((t - 1.1) / 0.5))
    return between(back, after, gone), -arm.f * 0.6


def _carry(arm: Arm) -> Goal:
    return (arm.neck[0] + arm.f * (arm.wide + 0.05), arm.hip[1] + 0.02), arm.f * 0.2


def _wave(arm: Arm) -> Goal:
    return arm.at(0.36 + 0.09 * math.sin(arm.pose.clock * 8.5), -0.26), -arm.f


def _ear(arm: Arm) -> Goal:
    return arm.at(arm.head * 1.1, -arm.head * 0.6), -arm.f


def _face(arm: Arm) -> Goal:
    return arm.at(arm.head * 0.42, -arm.head * 0.12), arm.f * 0.8


def _drink(arm: Arm) -> Goal:
    sip = ease(1.5 * math.sin(arm.pose.clock * 1.7 - 0.2) + 0.3)
    return _to_the_mouth(arm, arm.at(0.17, 0.29), arm.at(arm.head * 0.42, -arm.head * 0.04), sip)


def _offer(arm: Arm) -> Goal:
    return arm.target or arm.at(0.5, 0.2), -arm.f * 0.5


def _take(arm: Arm) -> Goal:
    # From a table, when nobody holds it out.
    return arm.target or arm.at(0.44, 0.46), -arm.f * 0.5


def _shake(arm: Arm) -> Goal:
    x, y = arm.target or arm.at(0.46, 0.3)
    return (x, y + 0.03 * math.sin(arm.pose.clock * 9.5) * (arm.pose.clock > 0.6)), -arm.f * 0.5


def _open(arm: Arm) -> Goal:
    k = ease((arm.pose.clock - 1.1) / 1.0)
    return between(arm.at(0.62, 0.27), arm.at(0.26, 0.3), k), -arm.f * 0.5


def _knock(arm: Arm) -> Goal:
    stroke = _pulse(arm.pose.clock, 1.7, 3, 0.28)
    return arm.at(0.37 + 0.09 * stroke, -0.02 - 0.03 * stroke), -arm.f * 0.8


_BOTH: dict[Gesture, Callable[[Arm], Goal]] = {
    Gesture.HOLD: _hold, Gesture.READ: _read, Gesture.CROSS: _cross, Gesture.HIPS: _hips,
    Gesture.RAISE: _raise, Gesture.LIFT: _lift, Gesture.PUSH: _push, Gesture.WORK: _work,
    Gesture.POUR: _pour, Gesture.HEAD: _head, Gesture.WEEP: _weep, Gesture.HUG: _hug, Gesture.KISS: _kiss,
    Gesture.FIGHT: _fight, Gesture.CLAP: _clap, Gesture.WRITE: _write, Gesture.EAT: _eat,
    Gesture.DRIVE: _drive, Gesture.UNWRAP: _unwrap,
}  # fmt: skip
_LEADING: dict[Gesture, Callable[[Arm], Goal]] = {
    Gesture.POINT: _point, Gesture.REACH: _reach, Gesture.THROW: _throw, Gesture.CARRY: _carry,
    Gesture.WAVE: _wave, Gesture.EAR: _ear, Gesture.FACE: _face, Gesture.DRINK: _drink,
    Gesture.GIVE: _offer, Gesture.TAKE: _take, Gesture.SHAKE: _shake, Gesture.OPEN: _open,
    Gesture.KNOCK: _knock,
}  # fmt: skip
