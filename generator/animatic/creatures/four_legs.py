"""Where the joints of an animal on four legs are.

Metres; the animal looks to the right, the soles are at y = 0, up is negative,
and the head is over the origin,
where the camera looks for it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from generator.animatic.acting.pose import Gesture, Pose, Stance, ease
from generator.animatic.cards.look import Creature
from generator.animatic.creatures.kinds import Beast
from generator.animatic.pen import Point, bent

Leg = tuple[Point, Point, Point]
"""Root, joint and paw."""

LYING_HEAD = 0.68
"""How far before the point where it stands an animal that lies has its head, metres: as far as a person."""
_PAWS = (Gesture.WAVE, Gesture.POINT, Gesture.REACH, Gesture.RAISE, Gesture.SHAKE, Gesture.KNOCK)
"""What an animal does with a fore paw."""
_LEAPING = 0.05
"""Metres over the ground from which the legs are stretched out in a leap."""
_MOVING = (Stance.WALK, Stance.RUN, Stance.SNEAK, Stance.RIDE, Stance.CLIMB, Stance.SWIM)


@dataclass(frozen=True)
class Frame:
    """The joints at one moment."""

    hips: Point
    withers: Point
    """Middle of the body at the shoulders."""
    head: Point
    hind: tuple[Leg, Leg]
    """Far and near."""
    fore: tuple[Leg, Leg]
    seated: bool = False
    lying: bool = False


def frame_of(beast: Beast, kind: Creature, pose: Pose) -> Frame:
    """The joints of a beast in a pose, on its way there from the stance it was in before."""
    frame = _posed(beast, kind, pose)
    if pose.before is None or pose.blend >= 1.0:
        return frame
    return _between(frame_of(beast, kind, pose.before), frame, ease(pose.blend))


def _posed(beast: Beast, kind: Creature, pose: Pose) -> Frame:
    stance = pose.act.stance
    if stance is Stance.JUMP and pose.height > _LEAPING:
        pose, stance = replace(pose, stride=-math.pi / 2), Stance.RUN
    if stance in (Stance.LIE, Stance.FALL):
        frame = _lying(beast, pose)
    elif stance in (Stance.SIT, Stance.DANCE):
        frame = _sitting(beast, kind, pose)
    elif stance in _MOVING:
        frame = _moving(beast, pose, stance)
    elif stance in (Stance.KNEEL, Stance.BOW):
        frame = _bowing(beast, pose)
    else:
        frame = _standing(beast, pose)
    return _placed(frame, LYING_HEAD if stance is Stance.LIE else 0.0, -0.35 * beast.leg)


def _standing(beast: Beast, pose: Pose) -> Frame:
    breath = 0.006 * pose.breath
    hips = (-beast.length, -(beast.back - beast.haunch) - breath * 0.5)
    withers = (0.0, -(beast.back - beast.chest) - breath)
    lift = pose.lift if pose.act.gesture in _PAWS else 0.0
    floor = (-beast.leg * 0.5, 0.0)
    near = (beast.leg * 0.3, floor[1])
    long = -withers[1]
    raised = (near[0] + long * 0.75 * lift, -long * 0.62 * lift)
    if pose.act.gesture is Gesture.WAVE:
        raised = (raised[0], raised[1] - 0.12 * long * lift * math.sin(pose.clock * 9.0))
    return Frame(hips, withers, _head(beast, withers, pose),
                 (_hind(beast, hips, (hips[0] + beast.leg * 0.5, 0.0)),
                  _hind(beast, hips, (hips[0] - beast.leg * 0.6, 0.0))),
                 (_fore(withers, (withers[0] + beast.leg * 1.1, 0.0)), _fore(withers, raised)))  # fmt: skip


def _moving(beast: Beast, pose: Pose, stance: Stance) -> Frame:
    """Walk: each paw a quarter of the cycle after the other; run: hind pair, then fore pair."""
    running = stance is Stance.RUN
    long = beast.back - beast.chest
    reach, rise = (0.62, 0.34) if running else (0.34, 0.14)
    low = 0.22 * long if stance is Stance.SNEAK else 0.0
    bob = (0.1 if running else 0.03) * long * abs(math.sin(pose.stride))
    pitch = 0.13 * long * math.cos(pose.stride) if running else 0.0
    hips = (-beast.length, -(beast.back - beast.haunch) - bob - pitch + low)
    withers = (0.0, -long - bob + pitch + low)
    phases = (0.5, 0.0, 3.5, 3.0) if running else (math.pi, 0.0, 1.5 * math.pi, 0.5 * math.pi)

    def paw(root: Point, phase: float) -> Point:
        at = pose.stride + phase
        return (root[0] + reach * long * math.sin(at), -rise * long * max(0.0, math.cos(at)))

    hind = tuple(_hind(beast, hips, paw(hips, phase)) for phase in phases[:2])
    fore = tuple(_fore(withers, paw(withers, phase)) for phase in phases[2:])
    return Frame(hips, withers, _head(beast, withers, pose), (hind[0], hind[1]), (fore[0], fore[1]))


def _sitting(beast: Beast, kind: Creature, pose: Pose) -> Frame:
    """On the haunches; a horse or a cow sits lower in front, because nobody has seen one sit like a dog."""
    steep = math.radians(34 if kind in (Creature.HORSE, Creature.COW) else 60)
    hips = (0.0, -beast.haunch * 0.92)
    long = max(beast.length * 0.92, (beast.back - beast.chest) * 0.7)
    withers = (long * math.cos(steep), hips[1] - long * math.sin(steep) - 0.006 * pose.breath)
    foot = beast.haunch * 1.15
    hind = [((hips[0] + beast.haunch * 0.2, hips[1]), (foot + dx, hips[1] * 0.9), (foot * 0.9 + dx, 0.0))
            for dx in (beast.leg * 0.6, 0.0)]  # fmt: skip
    lift = pose.lift if pose.act.gesture in _PAWS else 0.0
    paw = (withers[0] + 0.02, 0.0)
    up = (paw[0] + 0.3 * beast.back * lift, -beast.back * 0.62 * lift)
    return Frame(hips, withers, _head(beast, withers, pose), (hind[0], hind[1]),
                 (_fore(withers, (paw[0] + beast.leg * 0.8, 0.0)), _fore(withers, up)),
                 seated=True)  # fmt: skip


def _lying(beast: Beast, pose: Pose) -> Frame:
    """Like a sphinx; asleep with the chin on the paws."""
    withers, hips = (0.0, -beast.chest - 0.01), (-beast.length * 0.95, -beast.haunch)
    forward = max(beast.reach[0] + beast.head * 0.4, beast.chest * 1.3)
    head = (beast.reach[0] * 1.15, withers[1] + beast.reach[1] * 0.72)
    if pose.act.asleep or pose.act.stance is Stance.FALL:
        head = (forward, -beast.head * 0.82)
    fore = [((beast.chest * 0.2, withers[1] * 0.7), (forward * 0.5, -beast.leg * 0.55),
             (forward + dx, -beast.leg * 0.05))
            for dx in (beast.leg * 0.7, 0.0)]  # fmt: skip
    foot = hips[0] + beast.haunch * 1.3
    hind = [((hips[0], hips[1]), (foot + dx, hips[1] * 0.7), (foot * 0.9 + dx, 0.0)) for dx in (0.04, 0.0)]
    head = (head[0], head[1] - 0.006 * pose.breath + pose.nod)
    return Frame(hips, withers, head, (hind[0], hind[1]), (fore[0], fore[1]), lying=True)


def _bowing(beast: Beast, pose: Pose) -> Frame:
    """Elbows on the ground, the hips up: a dog that wants to play."""
    up = _standing(beast, pose)
    withers = (0.0, -beast.chest - 0.04)
    forward = beast.chest + beast.leg * 2
    fore = [((0.0, withers[1]), (forward * 0.4, -0.03), (forward + dx, 0.0)) for dx in (beast.leg * 0.7, 0.0)]
    return replace(up, withers=withers, head=_head(beast, withers, pose), fore=(fore[0], fore[1]))


def _head(beast: Beast, withers: Point, pose: Pose) -> Point:
    x, y = beast.reach
    dip = 0.35 * (pose.act.down or pose.act.stance is Stance.SNEAK) - 0.2 * pose.act.up
    return (withers[0] + x + pose.sway, withers[1] + y + dip * beast.head + pose.nod)


def _hind(beast: Beast, hips: Point, paw: Point) -> Leg:
    """The hock bends backwards."""
    bone = (beast.back - beast.haunch) * 0.53
    return bent(hips, paw, bone, bone, -0.9)


def _fore(withers: Point, paw: Point) -> Leg:
    bone = max(-withers[1], 0.05) * 0.51
    return bent(withers, paw, bone, bone, 0.4)


def _placed(frame: Frame, x: float, dy: float) -> Frame:
    """Moved so that the head is ``x`` metres to the right of the origin, and downwards by ``dy``."""
    dx = x - frame.head[0]

    def move(point: Point) -> Point:
        return (point[0] + dx, point[1] + dy)

    def leg(joints: Leg) -> Leg:
        return (move(joints[0]), move(joints[1]), move(joints[2]))

    return replace(
        frame, hips=move(frame.hips), withers=move(frame.withers), head=move(frame.head),
        hind=(leg(frame.hind[0]), leg(frame.hind[1])), fore=(leg(frame.fore[0]), leg(frame.fore[1])),
    )  # fmt: skip


def _between(one: Frame, other: Frame, share: float) -> Frame:
    """A frame on its way from ``one`` to ``other``."""

    def mixed(a: Point, b: Point) -> Point:
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    def pair(a: tuple[Leg, Leg], b: tuple[Leg, Leg]) -> tuple[Leg, Leg]:
        far, near = (
            (mixed(p[0], q[0]), mixed(p[1], q[1]), mixed(p[2], q[2])) for p, q in zip(a, b, strict=True)
        )
        return far, near

    late = other if share > 0.5 else one
    return Frame(mixed(one.hips, other.hips), mixed(one.withers, other.withers), mixed(one.head, other.head),
                 pair(one.hind, other.hind), pair(one.fore, other.fore), late.seated, late.lying)  # fmt: skip
