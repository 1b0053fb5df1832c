"""A frog: it squats, and hops when it walks or runs.

Metres; it looks to the right, see :mod:`generator.animatic.creatures.hide`.
"""

from __future__ import annotations

import math

from generator.animatic.acting.pose import Gesture, Pose, Stance
from generator.animatic.cards.look import Look
from generator.animatic.palette import Color, darker, mix
from generator.animatic.pen import Pen, Point

HEAD = 0.18
"""Half the height of the head."""
_CREAM: Color = (0.95, 0.92, 0.86)
_HOPS = {Stance.WALK: 0.12, Stance.RUN: 0.24, Stance.SNEAK: 0.04, Stance.DANCE: 0.1, Stance.CLIMB: 0.1}
_HANDS = (Gesture.WAVE, Gesture.POINT, Gesture.REACH, Gesture.RAISE, Gesture.SHAKE, Gesture.KNOCK)


def over_ground(pose: Pose) -> float:
    """How high it is in its hop, metres."""
    return pose.measured(lambda p: _HOPS.get(p.act.stance, 0.0) * abs(math.sin(p.stride)))


def head_of(pose: Pose) -> Point:
    """The middle of the head when it looks to the right."""
    flat = pose.measured(lambda p: 0.07 * (p.act.stance in (Stance.LIE, Stance.FALL) or p.act.asleep))
    return (pose.sway, -0.32 - over_ground(pose) + flat - 0.005 * pose.breath + pose.nod)


def frog(pen: Pen, look: Look, pose: Pose) -> None:
    """Legs and body; the head comes after."""
    over, skin = over_ground(pose), look.skin
    x, y = -0.08, -0.17 - over
    far, stretch = darker(skin, 0.2), min(1.0, over / 0.1)
    _fore(pen, pose, (x + 0.18, y + 0.02), over, far, raised=False)
    _hind(pen, (x - 0.06, y + 0.06), stretch, far)
    pen.blob([(x + 0.2, y - 0.14), (x + 0.25, y + 0.02), (x + 0.16, y + 0.14), (x - 0.12, y + 0.15),
              (x - 0.24, y + 0.06),
              (x - 0.16, y - 0.1), (x, y - 0.2)], skin, 1.0)  # fmt: skip
    pen.blob([(x + 0.23, y - 0.04), (x + 0.22, y + 0.07), (x + 0.08, y + 0.14), (x + 0.1, y + 0.0)],
             mix(skin, _CREAM, 0.6))  # fmt: skip
    for at in ((-0.1, -0.07), (-0.16, 0.02), (-0.03, -0.12)):
        pen.oval(x + at[0], y + at[1], 0.025, 0.018, darker(skin, 0.25))
    _hind(pen, (x - 0.1, y + 0.06), stretch, skin)
    _fore(pen, pose, (x + 0.13, y + 0.03), over, skin, raised=pose.act.gesture in _HANDS)


def _hind(pen: Pen, hip: Point, stretch: float, color: Color) -> None:
    """Folded on the ground, or stretched out behind in a hop."""
    (x, y), k = hip, stretch
    knee = (x + 0.1 - 0.16 * k, y - 0.04 + 0.06 * k)
    foot = (x - 0.02 - 0.2 * k, y + 0.08 + 0.05 * k)
    pen.limb([knee, foot, (foot[0] + 0.16 - 0.2 * k, foot[1] + 0.02 + 0.03 * k)], color, 0.036)
    pen.limb([(x, y), knee], color, 0.1)


def _fore(pen: Pen, pose: Pose, shoulder: Point, over: float, color: Color, *, raised: bool) -> None:
    x, y = shoulder
    lift = pose.lift if raised else 0.0
    wave = 0.04 * math.sin(pose.clock * 9.0) * (pose.act.gesture is Gesture.WAVE)
    floor = -0.02 - over * 0.85
    hand = (x + 0.05 + (0.14 + wave) * lift, floor + (y - 0.1 - floor) * lift)
    pen.limb([(x, y), (x + 0.05 + 0.05 * lift, (y + hand[1]) / 2 + 0.01), hand], color, 0.042)
    for finger in (-0.02, 0.015, 0.05):
        tip = (hand[0] + finger, hand[1] + (0.012 if lift < 0.5 else -0.035))
        pen.line([hand, tip], darker(color, 0.12), 0.018)
