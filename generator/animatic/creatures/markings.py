"""What is drawn on the fur, and what grows from a head beside ears: masks, stripes, manes, wool, horns.

Head units; see :mod:`generator.animatic.people.hair`.
"""

from __future__ import annotations

import math

from generator.animatic.acting.pose import Pose
from generator.animatic.cards.look import Creature, Look
from generator.animatic.palette import Color, darker, lighter, luma, mix
from generator.animatic.pen import Pen
from generator.animatic.wording import dice

_CREAM: Color = (0.95, 0.92, 0.86)
_HORN: Color = (0.88, 0.83, 0.7)


def mane_color(look: Look) -> Color:
    """Of a lion's or a horse's mane and tail."""
    if look.creature is Creature.LION:
        return mix(look.skin, (0.45, 0.2, 0.08), 0.75)
    return darker(look.skin, 0.5)


def face_color(look: Look) -> Color:
    """Of the face: the fur's, but a sheep's face is not of wool."""
    if look.creature is Creature.SHEEP:
        return (0.29, 0.25, 0.26) if luma(look.skin) > 0.5 else (0.72, 0.63, 0.53)
    return look.skin


def muzzle_color(look: Look) -> Color:
    """Of the muzzle: lighter than the face; a cow's is rosy, a horse's dark."""
    face = face_color(look)
    if look.creature is Creature.COW:
        return (0.89, 0.68, 0.63)
    if look.creature is Creature.PIG:
        return lighter(face, 0.1)
    if look.creature is Creature.HORSE:
        return mix(face, (0.35, 0.28, 0.27), 0.45)
    return mix(face, _CREAM, {Creature.FOX: 0.88, Creature.SHEEP: 0.08}.get(look.creature, 0.55))


def mane(pen: Pen, look: Look, t: float) -> None:
    """What is behind the skull: the mane of a lion, the wool of a sheep, the horns of a cow."""
    if look.creature is Creature.LION and not look.feminine:
        for radius, color in ((1.42, mane_color(look)), (1.2, lighter(mane_color(look), 0.14))):
            pen.blob(_scallops(radius, 13, 0.12, (-0.12 * t, 0.02)), color, 1.0)
    elif look.creature is Creature.HORSE:
        side = -1 if t >= 0 else 1
        pen.blob([(0.1 * side, -1.12), (0.55 * side, -0.9), (0.82 * side, -0.2), (0.9 * side, 0.5),
                  (0.72 * side, 1.1), (0.45 * side, 0.6), (0.3 * side, -0.2)], mane_color(look),
                  1.0)  # fmt: skip
    elif look.creature is Creature.COW:
        for side in (-1, 1):
            pen.blob([(side * 0.3, -0.72), (side * 0.62, -0.86), (side * 0.74, -1.22), (side * 0.66, -1.3),
                      (side * 0.46, -1.02), (side * 0.24, -0.88)], _HORN, 1.0)  # fmt: skip


def _scallops(radius: float, count: int, depth: float, at: tuple[float, float]) -> list[tuple[float, float]]:
    points = []
    for i in range(2 * count):
        r = radius * (1 + depth * (0.5 if i % 2 else -0.5))
        angle = math.tau * i / (2 * count)
        points.append((at[0] + r * math.sin(angle), at[1] - r * math.cos(angle) * 1.04))
    return points


def wool(pen: Pen, look: Look, t: float) -> None:
    """What lies on the forehead: a cap of wool, a forelock."""
    if look.creature is Creature.SHEEP:
        puffs = [(-0.56, -0.5), (0.56, -0.5), (-0.34, -0.84), (0.34, -0.84), (0.0, -0.98), (0.0, -0.66)]
        for grow, color in ((pen.hair, darker(look.skin, 0.42)), (0.0, look.skin)):
            for x, y in puffs:
                pen.oval(x + 0.12 * t, y, 0.33 + grow, 0.3 + grow, color)
        for x, y in puffs[2:5]:
            pen.curve([(x + 0.12 * t - 0.13, y - 0.1), (x + 0.12 * t, y - 0.17),
                       (x + 0.12 * t + 0.12, y - 0.08)],
                      darker(look.skin, 0.2), 0.03)  # fmt: skip
    elif look.creature is Creature.HORSE:
        s = 0.16 * t
        pen.blob([(s - 0.2, -1.12), (s + 0.2, -1.12), (s + 0.24, -0.72), (s + 0.04, -0.26), (s - 0.02, -0.6),
                  (s - 0.2, -0.42)], mane_color(look), 0.8)  # fmt: skip
    elif look.creature is Creature.BIRD:
        color = darker(look.skin, 0.25)
        for lean in (-0.18, 0.0, 0.18):
            pen.blob([(-0.1 + 0.1 * t, -0.84), (0.1 + 0.1 * t, -0.84), (lean + 0.1, -1.22),
                      (lean, -1.3)], color,
                     0.8)  # fmt: skip


def markings(pen: Pen, look: Look, pose: Pose) -> None:
    """What is painted on the face, inside the skull."""
    t, face = pose.head_turn, face_color(look)
    kind = look.creature
    if kind in (Creature.FOX, Creature.WOLF):
        light = muzzle_color(look)
        for side in (-1, 1):
            pen.blob([(0.2 * t + side * 0.08, 0.2), (0.2 * t + side * 0.5, 0.3), (side * 1.2, 0.2),
                      (side * 1.1, 0.8), (0.1 * t, 1.2)], light)  # fmt: skip
        if kind is Creature.WOLF:
            pen.blob([(0.2 * t - 0.12, -1.1), (0.2 * t + 0.12, -1.1), (0.28 * t + 0.1, 0.1),
                      (0.28 * t - 0.1, 0.1)],
                     darker(face, 0.3))  # fmt: skip
    elif kind is Creature.CAT:
        dark = darker(face, 0.32)
        for x, tip in ((-0.26, -0.42), (0.0, -0.34), (0.26, -0.42)):
            at = x + 0.18 * t
            pen.poly([(at - 0.08, -1.0), (at + 0.08, -1.0), (at * 0.9, tip)], dark)
        for side in (-1, 1):
            for y in (0.12, 0.32):
                pen.poly([(side * 1.0, y - 0.06), (side * 1.0, y + 0.08), (side * 0.66, y + 0.06)], dark)
    elif kind is Creature.DOG:
        _patch(pen, look, t)
        pen.blob([(0.24 * t - 0.09, -1.1), (0.24 * t + 0.09, -1.1), (0.3 * t + 0.16, 0.3),
                  (0.3 * t - 0.16, 0.3)],
                 mix(face, _CREAM, 0.45))  # fmt: skip
    elif kind is Creature.COW:
        side = 1 if dice("patch", look.name).random() < 0.5 else -1
        dark = darker(face, 0.75) if luma(face) > 0.4 else _CREAM
        pen.blob([(side * 0.14 + 0.2 * t, -1.0), (side * 0.9, -1.0), (side * 0.9, 0.1),
                  (side * 0.4 + 0.2 * t, 0.18),
                  (side * 0.16 + 0.2 * t, -0.3)], dark)  # fmt: skip
    elif kind is Creature.HORSE:
        pen.blob([(0.26 * t - 0.1, -0.5), (0.26 * t, -0.72), (0.26 * t + 0.1, -0.5), (0.32 * t + 0.08, 0.5),
                  (0.32 * t - 0.08, 0.5)], _CREAM)  # fmt: skip
    elif kind in (Creature.BIRD, Creature.FROG):
        pen.oval(0.2 * t, 1.0, 0.86, 0.62, mix(face, _CREAM, 0.6))


def _patch(pen: Pen, look: Look, t: float) -> None:
    """Every second dog has a dark patch round an eye."""
    roll = dice("patch", look.name)
    if roll.random() < 0.5:
        side = 1 if roll.random() < 0.5 else -1
        pen.oval(0.24 * t + side * 0.4, -0.1, 0.34, 0.38, darker(look.skin, 0.36))
