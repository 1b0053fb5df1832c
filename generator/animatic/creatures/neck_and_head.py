"""What an animal on four legs wears: a scarf round its neck, a hat on its head."""

from __future__ import annotations

import math

from generator.animatic.acting.pose import Pose
from generator.animatic.cards.look import Look
from generator.animatic.creatures.animal_head import SHAPES
from generator.animatic.creatures.four_legs import Frame
from generator.animatic.creatures.kinds import Beast
from generator.animatic.creatures.upright import HEAD
from generator.animatic.palette import darker
from generator.animatic.pen import Pen
from generator.animatic.people.hats import hat_from_the_back, headwear
from generator.animatic.people.pieces import draw

_BRIM = 0.36
"""How far over the middle of a head a hat sits, unless the eyes are higher; head units."""


def scarf(pen: Pen, look: Look, beast: Beast, frame: Frame) -> None:
    """A scarf with one end hanging at the breast; metres, the animal looks to the right."""
    color = look.wears.scarf
    if color is None:
        return
    (wx, wy), (px, py) = frame.withers, frame.head
    x, y = wx + (px - wx) * 0.5, wy + (py - wy) * 0.5
    long, wide = beast.neck * 1.25, beast.neck * 0.55
    lean = math.degrees(math.atan2(py - wy, px - wx)) + 90
    with pen.moved(x, y, turn=lean):
        pen.blob([(long * 0.5, 0.0), (long * 1.05, wide * 0.4), (long * 0.95, wide * 3.2),
                  (long * 0.45, wide * 3.0)], darker(color, 0.15), 1.0)  # fmt: skip
        pen.blob([(-long, -wide * 0.7), (0, -wide), (long, -wide * 0.5), (long * 1.08, wide * 0.5),
                  (0, wide), (-long, wide * 0.6)], color, 1.0)  # fmt: skip
        pen.curve([(-long * 0.8, 0.0), (0, wide * 0.25), (long * 0.8, 0.0)], darker(color, 0.32))


def hat(pen: Pen, look: Look, pose: Pose) -> None:
    """The hat, from before or from behind; head units of an animal."""
    _, eye, radius = SHAPES[look.creature].eye
    with pen.moved(0, min(0.0, eye - radius + _BRIM), size=1 / HEAD):
        unit = pen.sized(1 / HEAD)
        if pose.back > 0.5:
            draw(unit, hat_from_the_back(look.wears.headwear), look.wears.headwear_color)
        else:
            headwear(unit, look, pose.head_turn)
