"""Tails: one by kind; they wag with joy, hang with sorrow and move with the breath.

Metres around the root of the tail; the animal looks to the right.
"""

from __future__ import annotations

import math

from generator.animatic.acting.pose import Feeling, Pose
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.markings import mane_color
from generator.animatic.palette import Color, darker, lighter, mix
from generator.animatic.pen import Pen, Point

_CREAM: Color = (0.95, 0.92, 0.86)
_LOW = (Feeling.SAD, Feeling.AFRAID, Feeling.TIRED)

_CURVES: dict[Creature, tuple[float, tuple[Point, ...]]] = {
    Creature.DOG: (0.055, ((0, 0), (-0.12, -0.1), (-0.16, -0.26), (-0.1, -0.36))),
    Creature.CAT: (0.045, ((0, 0), (-0.16, 0.0), (-0.24, -0.16), (-0.2, -0.34), (-0.28, -0.44))),
    Creature.LION: (0.045, ((0, 0), (-0.2, 0.04), (-0.3, 0.24), (-0.38, 0.42))),
    Creature.MOUSE: (0.02, ((0, 0), (-0.16, 0.06), (-0.26, -0.04), (-0.38, -0.02), (-0.44, -0.12))),
    Creature.COW: (0.035, ((0, 0), (-0.1, 0.08), (-0.12, 0.34), (-0.1, 0.58))),
    Creature.PIG: (
        0.028,
        ((0, 0), (-0.07, -0.06), (-0.02, -0.1), (0.0, -0.04), (-0.08, -0.02), (-0.12, -0.09)),
    ),
}


_HANGING = (Creature.FOX, Creature.WOLF, Creature.HORSE, Creature.COW, Creature.LION)


def tail(pen: Pen, look: Look, pose: Pose, root: Point, size: float = 1.0, *, floor: bool = False) -> None:
    """Draw the tail at ``root``; ``size`` 1 is that of a grown animal; on the ``floor`` it lies flat."""
    flat = 46.0 if floor and look.creature in _HANGING else 0.0
    with pen.moved(*root, turn=_swing(look, pose) * (0.3 if flat else 1.0) + flat, size=size):
        _tail(pen.sized(size), look)


def _swing(look: Look, pose: Pose) -> float:
    """Degrees; positive lets it hang (the animal looks to the right, so it turns against the clock)."""
    if look.creature is Creature.DOG and pose.act.feeling is Feeling.HAPPY:
        return 22.0 * math.sin(pose.clock * 13.0)
    low = -48.0 if pose.act.feeling in _LOW and look.creature in (Creature.DOG, Creature.CAT, Creature.FOX,
                                                                  Creature.WOLF) else 0.0  # fmt: skip
    return low + 7.0 * (pose.breath - 0.5) + 5.0 * pose.beat


def _tail(pen: Pen, look: Look) -> None:
    kind, fur = look.creature, look.skin
    if kind in _CURVES:
        width, curve = _CURVES[kind]
        color = mix(fur, (0.86, 0.55, 0.53), 0.5) if kind is Creature.MOUSE else fur
        pen.curve(curve, darker(color, 0.42), width + 2 * pen.hair)
        pen.curve(curve, color, width)
        if kind in (Creature.LION, Creature.COW):
            x, y = curve[-1]
            tuft = mane_color(look) if kind is Creature.LION else darker(fur, 0.6)
            pen.blob([(x + 0.03, y - 0.04), (x + 0.06, y + 0.05), (x - 0.03, y + 0.15),
                      (x - 0.06, y + 0.03)], tuft,
                     1.0)  # fmt: skip
    elif kind in (Creature.FOX, Creature.WOLF):
        tip = _CREAM if kind is Creature.FOX else darker(fur, 0.4)
        grow = 0.88 if kind is Creature.FOX else 0.72
        brush = [(0.03, -0.03), (-0.14, -0.05), (-0.32, -0.02), (-0.46, 0.1), (-0.5, 0.26), (-0.36, 0.24),
                 (-0.2, 0.16),
                 (0.0, 0.06)]  # fmt: skip
        pen.blob([(x * grow, y * grow) for x, y in brush], fur, 1.0)
        end = [(-0.43, 0.08), (-0.475, 0.14), (-0.495, 0.255), (-0.37, 0.235), (-0.4, 0.16)]
        pen.blob([(x * grow, y * grow) for x, y in end], tip)  # fmt: skip
    elif kind is Creature.HORSE:
        pen.blob([(0.05, -0.06), (-0.12, -0.04), (-0.24, 0.2), (-0.26, 0.55), (-0.2, 0.82), (-0.1, 0.6),
                  (-0.06, 0.3)],
                 mane_color(look), 1.0)  # fmt: skip
    elif kind in (Creature.RABBIT, Creature.SHEEP, Creature.BEAR):
        radius = {Creature.RABBIT: 0.06, Creature.SHEEP: 0.055}.get(kind, 0.05)
        color = lighter(fur, 0.6) if kind is Creature.RABBIT else fur
        pen.oval(-radius * 0.5, 0.0, radius + pen.hair, radius + pen.hair, darker(color, 0.42))
        pen.oval(-radius * 0.5, 0.0, radius, radius, color)
