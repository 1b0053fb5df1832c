"""What a house has: from the kitchen, from the hall, from the body's own wardrobe.

Each is drawn around the origin in a box of about one unit, in colour ``c`` or its usual one.
"""

from __future__ import annotations

from generator.animatic.palette import Color, darker, lighter, rgb
from generator.animatic.pen import Pen, polygon, smooth
from generator.animatic.things.stuff import BRASS, INK, WOOD


def kettle(pen: Pen, c: Color | None) -> None:
    """Draw a kettle; the spout points to the right."""
    color = c or rgb(0x4D7480)
    pen.ring(0, -0.16, 0.26, 0.28, darker(color, 0.45), 0.05)
    pen.poly([(0.2, 0.16), (0.47, -0.16), (0.54, -0.12), (0.28, 0.3)], darker(color, 0.2))
    pen.blob([(-0.2, -0.12), (0.2, -0.12), (0.37, 0.2), (0.3, 0.4), (-0.3, 0.4), (-0.37, 0.2)], color, 1.0)
    pen.oval(0, -0.12, 0.2, 0.05, lighter(color, 0.2))
    pen.oval(0, -0.18, 0.05, 0.045, INK)
    pen.oval(-0.17, 0.08, 0.05, 0.12, (1, 1, 1), 0.4)


def bowl(pen: Pen, c: Color | None) -> None:
    """Draw a bowl of soup with its steam."""
    color = c or rgb(0xE4D8C0)
    for x in (-0.16, 0.02, 0.2):
        pen.curve([(x, -0.16), (x - 0.06, -0.28), (x + 0.04, -0.38), (x - 0.02, -0.5)], (1, 1, 1), 0.03, 0.4)
    pen.path(smooth([(-0.46, -0.04), (0.46, -0.04), (0.3, 0.34), (-0.3, 0.34)], tension=0.9), color)
    pen.rect(-0.2, 0.3, 0.4, 0.07, darker(color, 0.25), r=0.03)
    pen.oval(0, -0.05, 0.47, 0.12, lighter(color, 0.3))
    pen.oval(0, -0.045, 0.4, 0.09, rgb(0xC77B38))
    for x, y in ((-0.18, -0.05), (0.05, -0.02), (0.2, -0.06)):
        pen.oval(x, y, 0.05, 0.018, rgb(0x6F8E4A))
    pen.curve([(-0.42, 0.08), (0, 0.16), (0.42, 0.08)], rgb(0x4F7396), 0.035)


def bread(pen: Pen, c: Color | None) -> None:
    """Draw a loaf."""
    color = c or rgb(0xB97A3F)
    loaf = smooth([(-0.5, 0.2), (-0.46, -0.12), (-0.1, -0.26), (0.3, -0.2), (0.5, 0.02), (0.46, 0.24)])
    pen.shape(loaf, color)
    with pen.inside(loaf):
        pen.oval(0, 0.32, 0.6, 0.16, darker(color, 0.35), 0.6, 0.04)
    for x in (-0.26, -0.02, 0.22):
        pen.curve([(x - 0.06, 0.04), (x + 0.02, -0.08), (x + 0.1, -0.15)], lighter(color, 0.55), 0.055)


def scarf(pen: Pen, c: Color | None) -> None:
    """Draw a folded scarf with fringes."""
    color = c or rgb(0xB23B38)
    for x, turn in ((0.1, -14), (-0.1, 10)):
        with pen.moved(x, 0.02, turn=turn):
            pen.shape(polygon([(-0.11, -0.1), (0.11, -0.1), (0.13, 0.4), (-0.13, 0.4)]), darker(color, 0.12))
            for i in range(6):
                pen.line([(-0.11 + i * 0.044, 0.4), (-0.11 + i * 0.046, 0.49)], darker(color, 0.25), 0.018)
            for y in (0.24, 0.32):
                pen.line([(-0.12, y), (0.12, y)], lighter(color, 0.45), 0.03)
    fold = [(-0.4, -0.14), (-0.34, -0.34), (0, -0.42), (0.34, -0.34), (0.4, -0.14), (0.2, 0.04), (-0.2, 0.04)]
    pen.blob(fold, color, 1.0)
    pen.oval(0, -0.25, 0.22, 0.08, darker(color, 0.45))
    for y in (-0.1, -0.03):
        pen.curve([(-0.34, y - 0.08), (0, y + 0.04), (0.34, y - 0.08)], darker(color, 0.25), 0.016)


def gloves(pen: Pen, c: Color | None) -> None:
    """Draw a pair of gloves."""
    color = c or rgb(0x9A6B41)
    for side in (-1, 1):
        with pen.moved(side * 0.24, 0.02, turn=side * 10):
            for x, top in ((-0.13, -0.32), (-0.045, -0.42), (0.045, -0.42), (0.13, -0.34)):
                pen.limb([(x, 0.0), (x * 1.1, top)], color, 0.085)
            pen.limb([(-side * 0.14, 0.12), (-side * 0.27, -0.08)], color, 0.095)
            pen.rect(-0.18, -0.06, 0.36, 0.32, color, r=0.06)
            pen.rect(-0.19, 0.24, 0.38, 0.16, darker(color, 0.3), r=0.03)
            for x in (-0.08, 0.0, 0.08):
                pen.line([(x, -0.02), (x, 0.14)], darker(color, 0.3), 0.014)


def coat(pen: Pen, c: Color | None) -> None:
    """Draw a coat on a hook."""
    color = c or rgb(0x4A5A74)
    pen.line([(0, -0.54), (0, -0.44)], BRASS, 0.04)
    for side in (-1, 1):
        arm = [(side * 0.16, -0.38), (side * 0.28, -0.34), (side * 0.4, 0.2), (side * 0.28, 0.22)]
        pen.shape(polygon(arm), darker(color, 0.15))
    body = [(-0.12, -0.44), (0.12, -0.44), (0.26, -0.34), (0.22, 0), (0.31, 0.5), (-0.31, 0.5), (-0.22, 0),
            (-0.26, -0.34)]  # fmt: skip
    pen.shape(polygon(body), color)
    pen.line([(0, -0.24), (0, 0.5)], darker(color, 0.45), 0.016)
    for side in (-1, 1):
        pen.poly([(side * 0.12, -0.44), (0, -0.22), (side * 0.15, -0.26)], lighter(color, 0.18))
        pen.line([(side * 0.11, 0.14), (side * 0.21, 0.11)], darker(color, 0.45), 0.025)
    for y in (-0.14, 0.0, 0.14, 0.28):
        pen.oval(0.05, y, 0.022, 0.022, BRASS)


def door(pen: Pen, c: Color | None) -> None:
    """Draw a panelled door in its frame."""
    color = c or rgb(0x50718A)
    pen.rect(-0.38, -0.72, 0.76, 1.5, WOOD)
    pen.rect(-0.32, -0.66, 0.64, 1.44, color)
    for x in (-0.25, 0.03):
        for y, tall in ((-0.57, 0.48), (0.02, 0.6)):
            pen.rect(x, y, 0.22, tall, darker(color, 0.28), r=0.015)
            pen.rect(x + 0.02, y + 0.02, 0.18, tall - 0.04, lighter(color, 0.08), r=0.01)
    pen.oval(0.25, -0.03, 0.035, 0.035, BRASS)


def window(pen: Pen, c: Color | None) -> None:
    """Draw a window of four panes with a sill."""
    frame = c or rgb(0xE7DFCF)
    pen.rect(-0.52, -0.52, 1.04, 0.98, darker(frame, 0.2))
    pen.rect(-0.49, -0.49, 0.98, 0.92, frame)
    for x in (-0.43, 0.03):
        for y in (-0.43, 0.01):
            pen.fade(x, y, 0.4, 0.38, rgb(0x86A9C4), rgb(0xC9D9DC))
            pen.line([(x + 0.06, y + 0.26), (x + 0.22, y + 0.06)], (1, 1, 1), 0.025, 0.5)
    pen.rect(-0.58, 0.42, 1.16, 0.08, darker(frame, 0.12), r=0.01)
