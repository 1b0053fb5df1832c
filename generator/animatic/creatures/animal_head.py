"""The head of an animal, the same on two legs and on four.

Head units; see :mod:`generator.animatic.people.hair`.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.acting.pose import Pose
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.ears import ears
from generator.animatic.creatures.eyes import eyes
from generator.animatic.creatures.markings import face_color, mane, markings, muzzle_color, wool
from generator.animatic.creatures.mouth import Muzzle, beak, muzzle, opening_of, wide_mouth
from generator.animatic.palette import Color, darker
from generator.animatic.pen import Pen, Point, smooth

BEAK: Color = (0.9, 0.63, 0.24)


class Shape(NamedTuple):
    """A skull and where the features are."""

    skull: tuple[Point, ...]
    """The right half from crown to chin."""
    eye: tuple[float, float, float]
    """x and y of the right eye, and its radius."""
    muzzle: Muzzle | None


SHAPES: dict[Creature, Shape] = {
    Creature.DOG: Shape(
        ((0, -1.0), (0.46, -0.84), (0.74, -0.42), (0.8, 0.1), (0.66, 0.55), (0.34, 0.82), (0, 0.9)),
        (0.36, -0.12, 0.2), Muzzle(0.44, 0.46, 0.36, 0.2, 0.18, 0.52, 0.34, 0.34)),
    Creature.CAT: Shape(
        ((0, -0.9), (0.46, -0.78), (0.84, -0.32), (1.0, 0.24), (0.74, 0.6), (0.36, 0.82), (0, 0.88)),
        (0.42, -0.1, 0.235), Muzzle(0.44, 0.36, 0.22, 0.26, 0.1, 0.46, 0.28, 0.26)),
    Creature.FOX: Shape(
        ((0, -0.88), (0.44, -0.74), (0.78, -0.28), (1.1, 0.3), (0.62, 0.58), (0.26, 0.9), (0, 0.98)),
        (0.4, -0.06, 0.19), Muzzle(0.56, 0.27, 0.34, 0.42, 0.14, 0.66, 0.26, 0.36)),
    Creature.WOLF: Shape(
        ((0, -0.96), (0.44, -0.82), (0.76, -0.38), (1.02, 0.3), (0.7, 0.56), (0.34, 0.9), (0, 0.98)),
        (0.37, -0.12, 0.17), Muzzle(0.48, 0.34, 0.38, 0.3, 0.17, 0.6, 0.34, 0.38)),
    Creature.BEAR: Shape(
        ((0, -0.98), (0.48, -0.84), (0.84, -0.36), (0.95, 0.22), (0.74, 0.66), (0.36, 0.9), (0, 0.94)),
        (0.38, -0.14, 0.16), Muzzle(0.42, 0.42, 0.34, 0.22, 0.2, 0.54, 0.28, 0.32)),
    Creature.LION: Shape(
        ((0, -0.96), (0.44, -0.84), (0.78, -0.4), (0.86, 0.2), (0.66, 0.66), (0.36, 0.94), (0, 1.0)),
        (0.38, -0.14, 0.17), Muzzle(0.5, 0.44, 0.26, 0.26, 0.22, 0.56, 0.32, 0.32)),
    Creature.RABBIT: Shape(
        ((0, -0.94), (0.4, -0.82), (0.7, -0.38), (0.86, 0.2), (0.66, 0.62), (0.32, 0.84), (0, 0.9)),
        (0.42, -0.1, 0.23), Muzzle(0.42, 0.34, 0.2, 0.26, 0.09, 0.44, 0.24, 0.26)),
    Creature.MOUSE: Shape(
        ((0, -0.86), (0.44, -0.73), (0.78, -0.28), (0.82, 0.22), (0.52, 0.62), (0.22, 0.9), (0, 0.96)),
        (0.4, -0.06, 0.2), Muzzle(0.56, 0.28, 0.2, 0.42, 0.13, 0.6, 0.2, 0.36)),
    Creature.HORSE: Shape(
        ((0, -1.1), (0.36, -0.98), (0.6, -0.58), (0.54, 0.06), (0.48, 0.56), (0.54, 0.92), (0.34, 1.2),
         (0, 1.28)),
        (0.42, -0.4, 0.17), Muzzle(0.92, 0.5, 0.4, 0.78, 0.42, 1.06, 0.36, 0.34)),
    Creature.COW: Shape(
        ((0, -0.9), (0.42, -0.8), (0.7, -0.44), (0.66, 0.1), (0.58, 0.5), (0.6, 0.84), (0.36, 1.06),
         (0, 1.1)),
        (0.42, -0.24, 0.17), Muzzle(0.68, 0.62, 0.36, 0.56, 0.46, 0.84, 0.4, 0.3)),
    Creature.SHEEP: Shape(
        ((0, -0.86), (0.44, -0.78), (0.62, -0.36), (0.6, 0.16), (0.5, 0.6), (0.28, 0.9), (0, 0.96)),
        (0.34, -0.12, 0.18), Muzzle(0.54, 0.34, 0.3, 0.44, 0.12, 0.64, 0.24, 0.28)),
    Creature.PIG: Shape(
        ((0, -0.95), (0.46, -0.81), (0.82, -0.36), (0.96, 0.24), (0.76, 0.68), (0.38, 0.9), (0, 0.94)),
        (0.42, -0.2, 0.16), Muzzle(0.4, 0.3, 0.2, 0.26, 0.34, 0.64, 0.34, 0.34)),
    Creature.BIRD: Shape(
        ((0, -0.98), (0.46, -0.84), (0.8, -0.4), (0.86, 0.2), (0.68, 0.66), (0.36, 0.9), (0, 0.96)),
        (0.4, -0.12, 0.24), None),
    Creature.FROG: Shape(
        ((0, -0.56), (0.4, -0.5), (0.86, -0.2), (1.12, 0.26), (0.9, 0.66), (0.5, 0.88), (0, 0.94)),
        (0.52, -0.62, 0.27), None),
}  # fmt: skip


def behind_head(pen: Pen, look: Look, pose: Pose) -> None:
    """What is behind the skull and the neck: a mane, horns, ears that stand."""
    mane(pen, look, pose.head_turn)
    ears(pen, look, pose, look.skin, before=False)


def animal_head(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    """The head without what hangs behind it; ``shade_side`` -1 or 1 is where the shadow falls."""
    shape, face = SHAPES[look.creature], face_color(look)
    path = smooth(skull_of(look, pose), tension=0.9)
    if look.creature is Creature.FROG:
        _bulges(pen, shape, pose.head_turn, face)
    pen.shape(path, face)
    with pen.inside(path):
        markings(pen, look, pose)
        _form(pen, face, pose.head_turn, shade_side)
    with pen.moved(0, pose.nod * 4):
        _features(pen, look, pose, shape, face)
    wool(pen, look, pose.head_turn)
    ears(pen, look, pose, look.skin, before=True)


def back_of_head(pen: Pen, look: Look, pose: Pose) -> None:
    """The head seen from behind."""
    shape = SHAPES[look.creature]
    color = darker(look.skin, 0.08)
    if look.creature is Creature.FROG:
        _bulges(pen, shape, 0.0, color)
    pen.blob(skull_of(look, pose), color, 1.0)
    mane(pen, look, 0.0)
    ears(pen, look, pose, color, before=False)
    wool(pen, look, 0.0)
    ears(pen, look, pose, color, before=True)


def lips_of(look: Look, pose: Pose) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the mouth."""
    shape, opening = SHAPES[look.creature].muzzle, opening_of(pose, look)
    if shape is None:
        beaked = look.creature is Creature.BIRD
        x, half = (0.46 if beaked else 0.16) * pose.head_turn, 0.34 if beaked else 0.74
        return (x - half, 0.03 if beaked else 0.3, x + half, 0.58 + 0.36 * opening)
    x = shape.reach * pose.head_turn
    return (x - shape.lip, shape.lip_y - 0.12, x + shape.lip, shape.lip_y + 0.1 + 0.4 * opening)


def skull_of(look: Look, pose: Pose) -> list[Point]:
    """The outline; the chin goes down with the jaw and leads when the head turns."""
    shape, t = SHAPES[look.creature], pose.head_turn
    chin, jaw = shape.skull[-1][1], 0.12 * opening_of(pose, look)
    right = [(x, y + jaw * max(0.0, y / chin)) for x, y in shape.skull]
    left = [(-x, y) for x, y in right[-2:0:-1]]
    return [(x + 0.07 * t * (y + 0.6), y) for x, y in (*right, *left)]


def _features(pen: Pen, look: Look, pose: Pose, shape: Shape, face: Color) -> None:
    if look.creature is Creature.BIRD:
        eyes(pen, look, pose, shape.eye, face)
        beak(pen, look, pose, BEAK)
    elif look.creature is Creature.FROG:
        wide_mouth(pen, look, pose, face)
        eyes(pen, look, pose, shape.eye, face)
    elif shape.muzzle is not None:
        muzzle(pen, look, pose, shape.muzzle, muzzle_color(look))
        eyes(pen, look, pose, shape.eye, face)


def _bulges(pen: Pen, shape: Shape, t: float, color: Color) -> None:
    """The eyes of a frog stand on its head."""
    out, y, radius = shape.eye
    for side in (-1, 1):
        x = 0.24 * t + side * out * (1 - 0.22 * max(0.0, side * t))
        pen.oval(x, y, radius * 1.36 + pen.hair, radius * 1.36 + pen.hair, darker(color, 0.42))
        pen.oval(x, y, radius * 1.36, radius * 1.36, color)


def _form(pen: Pen, face: Color, t: float, side: float) -> None:
    """The shadow on the side away from the light."""
    edge = side * 0.46 + 0.12 * t
    pen.path(smooth([(edge, -1.4), (edge + side * 0.1, -0.3), (edge, 0.35), (edge - side * 0.15, 0.8),
                     (edge - side * 0.4, 1.4), (side * 1.5, 1.5), (side * 1.5, -1.4)]),
             darker(face, 0.42), pen.light.shade + 0.06)  # fmt: skip
