"""Hands: relaxed, closed, pointing or open, turned with the forearm."""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache

from generator.animatic.acting.pose import Gesture
from generator.animatic.palette import Color
from generator.animatic.pen import Pen, Point
from generator.animatic.people.pieces import Piece, blob, draw, strokes


class Grip(StrEnum):
    """The shape of a hand."""

    LOOSE = "loose"
    FIST = "fist"
    POINT = "point"
    OPEN = "open"


_GRIPS: dict[Gesture, Grip] = {
    Gesture.POINT: Grip.POINT,
    Gesture.WAVE: Grip.OPEN,
    Gesture.RAISE: Grip.OPEN,
    Gesture.CLAP: Grip.OPEN,
    Gesture.HUG: Grip.OPEN,
    Gesture.HEAD: Grip.OPEN,
    Gesture.HOLD: Grip.FIST,
    Gesture.CARRY: Grip.FIST,
    Gesture.LIFT: Grip.FIST,
    Gesture.PUSH: Grip.FIST,
    Gesture.THROW: Grip.FIST,
    Gesture.FIGHT: Grip.FIST,
    Gesture.KNOCK: Grip.FIST,
    Gesture.DRIVE: Grip.FIST,
    Gesture.WRITE: Grip.FIST,
    Gesture.READ: Grip.FIST,
    Gesture.POUR: Grip.FIST,
    Gesture.DRINK: Grip.FIST,
    Gesture.EAT: Grip.FIST,
    Gesture.EAR: Grip.FIST,
}


_ONE_HANDED = (Gesture.POINT, Gesture.WAVE, Gesture.CARRY, Gesture.THROW, Gesture.KNOCK, Gesture.DRINK,
               Gesture.EAT, Gesture.EAR, Gesture.WRITE)  # fmt: skip


def grip_of(gesture: Gesture, lift: float, lead: bool) -> Grip:
    """The shape of a hand in a gesture done by ``lift``; ``lead`` is the one that acts."""
    idle = lift <= 0.3 or (gesture in _ONE_HANDED and not lead)
    return Grip.LOOSE if idle else _GRIPS.get(gesture, Grip.LOOSE)


def hand(pen: Pen, grip: Grip, at: Point, along: Point, size: float, index: int, skin: Color) -> None:
    """A hand whose wrist is ``at``, along a unit vector; ``index`` 0 is the arm at the left."""
    ux, uy = along
    inward = 1.0 if index else -1.0
    flip = math.copysign(1.0, -ux) if abs(ux) > abs(uy) else inward * math.copysign(1.0, uy)
    with pen.moved(*at, turn=math.degrees(math.atan2(uy, ux)), size=size):
        pen.canvas.scale(1.0, flip)
        draw(pen.sized(size), _shape(grip), skin)


@lru_cache(maxsize=8)
def _shape(grip: Grip) -> tuple[Piece, ...]:
    """A hand in units of half its width, along x from the wrist; the thumb is at positive y."""
    if grip is Grip.FIST:
        palm = blob(
            [(-0.6, -0.55), (0.5, -0.85), (1.25, -0.7), (1.4, 0.0), (1.2, 0.7), (0.4, 0.85), (-0.6, 0.55)]
        )
        thumb = blob([(0.2, 0.62), (0.7, 0.42), (1.15, 0.2), (1.3, 0.5), (0.9, 0.8), (0.4, 0.95)])
        return (palm, strokes([[(0.75, y), (1.32, y * 0.95)] for y in (-0.42, -0.08)], -0.32, 0.1), thumb)
    if grip is Grip.POINT:
        finger = blob(
            [(0.5, -0.1), (1.6, 0.12), (2.5, 0.2), (2.62, 0.38), (2.4, 0.54), (1.4, 0.6), (0.5, 0.6)]
        )
        palm = blob(
            [(-0.6, -0.55), (0.5, -0.8), (1.3, -0.72), (1.5, -0.2), (1.3, 0.4), (0.4, 0.8), (-0.6, 0.55)]
        )
        return (finger, palm, strokes([[(0.8, y), (1.4, y)] for y in (-0.4, -0.06)], -0.32, 0.1))
    if grip is Grip.OPEN:
        tips = [(-0.6, -0.5), (0.5, -0.75), (1.35, -1.15), (1.6, -1.0), (1.2, -0.5), (2.1, -0.62),
                (2.2, -0.32),
                (1.35, -0.1), (2.25, 0.05), (2.25, 0.34), (1.3, 0.28), (1.95, 0.6), (1.85, 0.86),
                (0.95, 0.66),
                (1.0, 1.3), (0.7, 1.36), (0.25, 0.7), (-0.6, 0.5)]  # fmt: skip
        return (blob(tips, tension=0.75),)
    palm = blob([(-0.6, -0.5), (0.3, -0.72), (1.2, -0.62), (2.0, -0.3), (2.1, 0.05), (1.8, 0.42), (0.9, 0.66),
                 (-0.6, 0.5)])  # fmt: skip
    thumb = blob([(-0.1, 0.42), (0.5, 0.72), (1.15, 0.78), (1.3, 0.56), (0.8, 0.34), (0.2, 0.2)])
    return (palm, strokes([[(1.15, y), (1.85, y * 0.7)] for y in (-0.26, 0.08)], -0.3, 0.09), thumb)
