"""What a workshop, a deck or a yard has lying about.

Each is drawn around the origin in a box of about one unit, in colour ``c`` or its usual one.
"""

from __future__ import annotations

import math

from generator.animatic.palette import Color, darker, lighter, rgb
from generator.animatic.pen import Pen, Point, polygon
from generator.animatic.things.stuff import BRASS, INK, STEEL, WOOD


def gear(pen: Pen, c: Color | None) -> None:
    """Draw a gear wheel with twelve teeth and four spokes."""
    color = c or BRASS
    for shift, tone in ((0.03, darker(color, 0.45)), (0.0, color)):
        rim: list[Point] = []
        for tooth in range(12):
            for turn, radius in ((-0.3, 0.36), (-0.2, 0.46), (0.2, 0.46), (0.3, 0.36)):
                angle = (tooth + turn) * math.tau / 12
                rim.append((radius * math.cos(angle) + shift, radius * math.sin(angle) + shift))
        pen.path(polygon(rim), tone)
    pen.ring(0, 0, 0.3, 0.3, lighter(color, 0.3), 0.02)
    for quarter in range(4):
        angle = (quarter + 0.5) * math.tau / 4
        pen.oval(0.19 * math.cos(angle), 0.19 * math.sin(angle), 0.075, 0.075, darker(color, 0.5))
    pen.oval(0, 0, 0.09, 0.09, darker(color, 0.2))
    pen.oval(0, 0, 0.045, 0.045, INK)


def wrench(pen: Pen, c: Color | None) -> None:
    """Draw a spanner with an open jaw and a ring."""
    color = c or STEEL
    with pen.moved(0, 0, turn=-35):
        pen.rect(-0.32, -0.06, 0.64, 0.12, darker(color, 0.3), r=0.04)
        pen.rect(-0.32, -0.055, 0.64, 0.09, color, r=0.04)
        pen.ring(-0.4, 0, 0.09, 0.09, color, 0.08)
        jaw = [(0.28, -0.1), (0.38, -0.17), (0.54, -0.15), (0.54, -0.06), (0.42, -0.05), (0.42, 0.05),
               (0.54, 0.06), (0.54, 0.15), (0.38, 0.17), (0.28, 0.1)]  # fmt: skip
        pen.shape(polygon(jaw), color)
        pen.line([(-0.25, -0.03), (0.25, -0.03)], lighter(color, 0.5), 0.016)


def hammer(pen: Pen, c: Color | None) -> None:
    """Draw a hammer."""
    with pen.moved(0, 0, turn=28):
        pen.limb([(0, -0.2), (0, 0.46)], WOOD, 0.085)
        pen.rect(-0.22, -0.38, 0.36, 0.2, c or STEEL, r=0.03)
        pen.poly([(0.14, -0.37), (0.36, -0.3), (0.36, -0.25), (0.14, -0.2)], darker(c or STEEL, 0.2))
        pen.rect(-0.27, -0.4, 0.08, 0.24, darker(c or STEEL, 0.25), r=0.02)


def oil_can(pen: Pen, c: Color | None) -> None:
    """Draw an oil can with a long thin spout."""
    color = c or rgb(0x9A4A3C)
    pen.line([(0.06, -0.2), (0.42, -0.46)], STEEL, 0.04)
    pen.ring(-0.3, 0.08, 0.14, 0.2, darker(color, 0.3), 0.05)
    pen.shape(polygon([(-0.26, 0.38), (0.26, 0.38), (0.2, 0.02), (-0.2, 0.02)]), color)
    pen.shape(polygon([(-0.2, 0.02), (0.2, 0.02), (0.08, -0.22), (-0.06, -0.22)]), lighter(color, 0.12))
    pen.rect(-0.27, 0.33, 0.54, 0.07, BRASS, r=0.02)
    pen.line([(-0.13, 0.08), (-0.17, 0.3)], lighter(color, 0.5), 0.025, 0.7)


def broom(pen: Pen, c: Color | None) -> None:
    """Draw a broom, standing on its bristles."""
    straw = c or rgb(0xC9A45E)
    pen.limb([(0, -0.5), (0, 0.24)], WOOD, 0.028)
    pen.shape(polygon([(-0.05, 0.2), (0.05, 0.2), (0.13, 0.5), (-0.13, 0.5)]), straw)
    for x in (-0.07, -0.035, 0.0, 0.035, 0.07):
        pen.line([(x * 0.5, 0.26), (x * 1.5, 0.49)], darker(straw, 0.3), 0.008)
    pen.rect(-0.055, 0.2, 0.11, 0.035, rgb(0x8E3F38), r=0.01)


def whistle(pen: Pen, c: Color | None) -> None:
    """Draw a whistle on its cord."""
    color = c or BRASS
    pen.curve([(0.2, 0.06), (0.44, -0.02), (0.36, -0.4), (0.02, -0.44), (-0.16, -0.5)], rgb(0x6F3B34), 0.035)
    pen.oval(0.12, 0.12, 0.26 + pen.hair, 0.26 + pen.hair, darker(color, 0.45))
    pen.rect(-0.48, -0.15, 0.62, 0.17, darker(color, 0.45), r=0.03)
    pen.oval(0.12, 0.12, 0.26, 0.26, color)
    pen.rect(-0.48, -0.14, 0.62, 0.15, color, r=0.03)
    pen.poly([(-0.2, -0.15), (-0.06, -0.15), (-0.1, -0.02)], INK)
    pen.oval(0.12, 0.12, 0.15, 0.15, darker(color, 0.15))
    pen.oval(0.03, 0.02, 0.07, 0.05, (1, 1, 1), 0.55)
    pen.ring(0.4, 0.12, 0.05, 0.05, darker(color, 0.2), 0.028)


def chain(pen: Pen, c: Color | None) -> None:
    """Draw a few links of a chain."""
    color = c or STEEL
    for i in range(5):
        with pen.moved(-0.36 + i * 0.18, -0.24 + i * 0.12, turn=34):
            if i % 2:
                pen.limb([(-0.1, 0), (0.1, 0)], darker(color, 0.15), 0.06)
            else:
                pen.ring(0, 0, 0.14, 0.085, darker(color, 0.45), 0.075)
                pen.ring(0, 0, 0.14, 0.085, color, 0.05)


def basket(pen: Pen, c: Color | None) -> None:
    """Draw a woven basket."""
    color = c or rgb(0xB98C56)
    pen.ring(0, -0.14, 0.33, 0.32, darker(color, 0.3), 0.05)
    pen.shape(polygon([(-0.44, -0.12), (0.44, -0.12), (0.34, 0.38), (-0.34, 0.38)]), color)
    for row in range(4):
        for column in range(7):
            x = -0.36 + column * 0.11 + 0.03 * (row % 2)
            pen.line([(x, -0.02 + row * 0.1), (x + 0.06, -0.02 + row * 0.1)], darker(color, 0.3), 0.022)
    pen.rect(-0.47, -0.16, 0.94, 0.09, darker(color, 0.15), r=0.04)


def boat(pen: Pen, c: Color | None) -> None:
    """Draw a small open boat from the side, with its wake."""
    color = c or rgb(0x4F7F62)
    pen.line([(0.05, -0.06), (0.05, -0.5)], WOOD, 0.035)
    pen.poly([(0.02, -0.48), (-0.34, -0.12), (0.02, -0.12)], rgb(0xEDE5D2))
    pen.poly([(0.08, -0.46), (0.3, -0.12), (0.08, -0.12)], rgb(0xDDD3BC))
    hull = [(-0.52, -0.08), (0.56, -0.12), (0.4, 0.2), (-0.38, 0.2)]
    pen.shape(polygon(hull), color)
    pen.line([(-0.52, -0.06), (0.55, -0.1)], lighter(color, 0.5), 0.045)
    for x, y in ((-0.66, 0.21), (0.2, 0.25), (-0.1, 0.3)):
        pen.line([(x, y), (x + 0.45, y)], (1, 1, 1), 0.022, 0.6)
