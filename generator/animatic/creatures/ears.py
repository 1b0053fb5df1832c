"""Ears: their shape by kind, and how a feeling turns them.

Head units. Outlines are those of the right ear, around the point where it grows; y is upwards negative.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.acting.pose import Pose
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.mien import mien_of
from generator.animatic.palette import Color, darker, mix
from generator.animatic.pen import Pen, Point

_PINK: Color = (0.86, 0.55, 0.53)
_BEHIND = 0.12
"""A turn of the head that takes the farther hanging ear behind the skull."""


class Ear(NamedTuple):
    """The right ear."""

    root: Point
    outline: tuple[Point, ...]
    turn: float
    """Degrees to the outside at rest."""
    fall: float
    """Degrees further to the outside when laid back; half of it inwards when pricked."""
    before: bool = False
    """True when it hangs before the skull."""


def _grown(outline: tuple[Point, ...], wide: float, tall: float) -> tuple[Point, ...]:
    return tuple((x * wide, y * tall) for x, y in outline)


_POINTED = ((-0.34, 0.14), (-0.25, -0.35), (0.06, -0.86), (0.28, -0.34), (0.36, 0.22))
_ROUND = (
    (-0.28, 0.14),
    (-0.36, -0.2),
    (-0.2, -0.46),
    (0.06, -0.52),
    (0.3, -0.38),
    (0.36, -0.08),
    (0.24, 0.2),
)
_LEAF = ((-0.12, 0.08), (-0.2, -0.3), (-0.06, -0.7), (0.04, -0.76), (0.19, -0.36), (0.13, 0.08))
_LONG = ((-0.17, 0.12), (-0.25, -0.5), (-0.2, -1.1), (-0.02, -1.4), (0.17, -1.12), (0.23, -0.5), (0.17, 0.12))
_FLAP = ((-0.2, -0.1), (0.06, -0.22), (0.34, -0.02), (0.46, 0.5), (0.36, 0.92), (0.12, 0.98), (-0.02, 0.6),
         (-0.12, 0.2))  # fmt: skip
_FOLD = ((-0.3, 0.16), (-0.2, -0.3), (0.14, -0.56), (0.46, -0.28), (0.44, 0.16), (0.26, 0.06), (0.1, 0.24))

_EARS: dict[Creature, Ear] = {
    Creature.DOG: Ear((0.6, -0.64), _FLAP, -2.0, -16.0, before=True),
    Creature.CAT: Ear((0.5, -0.6), _grown(_POINTED, 1.0, 0.95), 12.0, 44.0),
    Creature.FOX: Ear((0.5, -0.52), _grown(_POINTED, 1.02, 1.28), 14.0, 42.0),
    Creature.WOLF: Ear((0.5, -0.66), _grown(_POINTED, 0.82, 0.92), 10.0, 46.0),
    Creature.BEAR: Ear((0.64, -0.66), _grown(_ROUND, 0.9, 0.86), 22.0, 34.0),
    Creature.LION: Ear((0.66, -0.62), _grown(_ROUND, 0.82, 0.8), 26.0, 30.0),
    Creature.RABBIT: Ear((0.32, -0.72), _LONG, 8.0, 66.0),
    Creature.MOUSE: Ear((0.62, -0.52), _grown(_ROUND, 1.62, 1.62), 24.0, 30.0),
    Creature.HORSE: Ear((0.3, -0.9), _grown(_LEAF, 0.95, 0.86), 10.0, 44.0),
    Creature.COW: Ear((0.6, -0.5), _grown(_LEAF, 1.15, 0.92), 82.0, 30.0),
    Creature.SHEEP: Ear((0.56, -0.3), _grown(_LEAF, 1.0, 0.82), 102.0, 24.0),
    Creature.PIG: Ear((0.52, -0.62), _FOLD, 8.0, 30.0),
}


def ears(pen: Pen, look: Look, pose: Pose, fur: Color, *, before: bool) -> None:
    """The ears behind the skull, or those that hang ``before`` it."""
    ear = _EARS.get(look.creature)
    if ear is None or (before and not ear.before):
        return
    feel, t = mien_of(pose.act.feeling).ears, pose.head_turn
    swing = -feel * ear.fall * (1.0 if feel < 0 else 0.4) + 2.0 * pose.beat
    for side in (-1, 1):
        if ear.before and before is (side * t > _BEHIND):
            continue
        away = 0.12 * t if ear.before and not before else -0.1 * t * (not ear.before)
        x = side * ear.root[0] * (1 - 0.16 * max(0.0, side * t)) + away
        _ear(pen, look, ear, (x, ear.root[1]), side, ear.turn + swing, fur, pose.back > 0.5)


def _ear(pen: Pen, look: Look, ear: Ear, at: Point, side: int, turn: float, fur: Color, back: bool) -> None:
    dark = look.creature is Creature.FOX
    with pen.moved(*at, turn=side * turn):
        outline = [(side * x, y) for x, y in ear.outline]
        pen.blob(outline, darker(fur, 0.3 if ear.before else 0.06), 1.0)
        if ear.before or back:
            return
        low = min(y for _, y in ear.outline)
        pen.blob([(x * 0.62, y * 0.74 - 0.02) for x, y in outline], mix(fur, _PINK, 0.55))
        if dark:
            pen.blob([(x * 0.5 + side * 0.03, low + (y - low) * 0.3) for x, y in outline], darker(fur, 0.72))
