"""Small things: what is held between fingers or on a table.

Each is drawn around the origin in a box of about one unit, in colour ``c`` or its usual one.
"""

from __future__ import annotations

from generator.animatic.palette import Color, darker, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.things.stuff import BRASS, INK, PAPER, WOOD


def key(pen: Pen, c: Color | None) -> None:
    """Draw a key."""
    color = c or BRASS
    pen.ring(-0.28, 0, 0.15, 0.15, color, 0.07)
    pen.rect(-0.12, -0.035, 0.56, 0.07, color, r=0.02)
    pen.rect(0.3, 0, 0.05, 0.15, color)
    pen.rect(0.39, 0, 0.05, 0.12, color)
    pen.line([(-0.12, -0.02), (0.4, -0.02)], lighter(color, 0.4), 0.014)


def lamp(pen: Pen, c: Color | None) -> None:
    """Draw a lamp."""
    color = c or rgb(0x5F6B58)
    pen.ring(0, -0.38, 0.15, 0.13, darker(color, 0.3), 0.03)
    pen.poly([(-0.16, -0.28), (0.16, -0.28), (0.1, -0.38), (-0.1, -0.38)], color)
    pen.rect(-0.17, -0.28, 0.34, 0.46, (1.3, 1.08, 0.66), 0.9, r=0.06)
    pen.blob([(0, -0.16), (0.06, 0.02), (0, 0.1), (-0.06, 0.02)], (1.5, 0.9, 0.4))
    for x in (-0.17, 0.0, 0.17):
        pen.line([(x, -0.28), (x, 0.18)], darker(color, 0.2), 0.022)
    pen.rect(-0.22, 0.18, 0.44, 0.2, color, r=0.04)
    pen.glow(0, -0.02, 0.75, (1.0, 0.8, 0.45), 0.6)


def torch(pen: Pen, c: Color | None) -> None:
    """Draw a torch."""
    color = c or rgb(0x3C4048)
    pen.rect(-0.4, -0.08, 0.5, 0.16, color, r=0.04)
    pen.poly([(0.1, -0.09), (0.26, -0.17), (0.26, 0.17), (0.1, 0.09)], lighter(color, 0.15))
    pen.poly([(0.26, -0.15), (0.95, -0.4), (0.95, 0.4), (0.26, 0.15)], (1.4, 1.25, 0.85), 0.35)
    pen.oval(0.26, 0, 0.035, 0.15, (1.5, 1.4, 1.1))


def cup(pen: Pen, c: Color | None) -> None:
    """Draw a cup."""
    color = c or rgb(0xE7DFD0)
    pen.ring(0.3, 0.04, 0.15, 0.16, color, 0.06)
    pen.blob(
        [(-0.28, -0.26), (0.28, -0.26), (0.25, 0.24), (0.14, 0.34), (-0.14, 0.34), (-0.25, 0.24)], color, 1.0
    )
    pen.oval(0, -0.25, 0.27, 0.07, darker(color, 0.15))
    pen.oval(0, -0.24, 0.23, 0.05, rgb(0x6B452F))
    for x in (-0.09, 0.08):
        pen.curve([(x, -0.34), (x + 0.04, -0.42), (x - 0.02, -0.5), (x + 0.03, -0.6)], (1, 1, 1), 0.022, 0.45)


def watch(pen: Pen, c: Color | None) -> None:
    """Draw a watch."""
    color = c or BRASS
    pen.rect(-0.05, -0.48, 0.1, 0.14, color, r=0.02)
    pen.oval(0, 0, 0.38, 0.38, darker(color, 0.15))
    pen.oval(0, 0, 0.34, 0.34, color)
    pen.oval(0, 0, 0.28, 0.28, PAPER)
    for x, y in ((0, -0.23), (0.23, 0), (0, 0.23), (-0.23, 0)):
        pen.oval(x, y, 0.02, 0.02, INK)


def ring(pen: Pen, c: Color | None) -> None:
    """Draw a ring."""
    pen.ring(0, 0.1, 0.26, 0.26, c or BRASS, 0.07)
    pen.poly([(-0.14, -0.22), (-0.08, -0.32), (0.08, -0.32), (0.14, -0.22), (0, -0.08)], rgb(0xB9E0E8))
    pen.line([(-0.14, -0.22), (0.14, -0.22)], (1, 1, 1), 0.014)


def bottle(pen: Pen, c: Color | None) -> None:
    """Draw a bottle."""
    color = c or rgb(0x4C6B4A)
    pen.blob([(-0.07, -0.45), (0.07, -0.45), (0.07, -0.2), (0.17, -0.06), (0.17, 0.4), (-0.17, 0.4),
              (-0.17, -0.06), (-0.07, -0.2)],
             color, 1.0)  # fmt: skip
    pen.rect(-0.17, 0.02, 0.34, 0.22, PAPER)
    pen.rect(-0.075, -0.5, 0.15, 0.08, WOOD, r=0.01)
    pen.line([(-0.1, -0.02), (-0.1, 0.36)], lighter(color, 0.5), 0.02, 0.6)


def glass(pen: Pen, c: Color | None) -> None:
    """Draw a glass."""
    pen.poly([(-0.2, -0.34), (0.2, -0.34), (0.15, 0.34), (-0.15, 0.34)], (0.86, 0.93, 0.96), 0.5)
    pen.poly([(-0.185, -0.08), (0.185, -0.08), (0.15, 0.32), (-0.15, 0.32)], c or rgb(0xB4793A), 0.85)
    pen.line([(-0.13, -0.28), (-0.1, 0.26)], (1, 1, 1), 0.02, 0.7)


def candle(pen: Pen, c: Color | None) -> None:
    """Draw a candle."""
    pen.oval(0, 0.36, 0.3, 0.08, BRASS)
    pen.rect(-0.1, -0.2, 0.2, 0.56, c or PAPER, r=0.02)
    pen.line([(0, -0.2), (0, -0.27)], INK, 0.016)
    pen.blob([(0, -0.5), (0.07, -0.33), (0, -0.25), (-0.07, -0.33)], (1.4, 0.86, 0.36))
    pen.glow(0, -0.36, 0.85, (1.0, 0.78, 0.42), 0.7)


def flower(pen: Pen, c: Color | None) -> None:
    """Draw a flower."""
    color = c or rgb(0xC24F58)
    pen.curve([(0.02, 0.46), (-0.03, 0.15), (0.0, -0.16)], rgb(0x54774A), 0.035)
    pen.blob([(-0.01, 0.2), (0.14, 0.08), (0.26, 0.1), (0.12, 0.2)], rgb(0x54774A))
    for x, y in ((0, -0.34), (0.13, -0.24), (0.08, -0.09), (-0.08, -0.09), (-0.13, -0.24)):
        pen.oval(x, y, 0.105, 0.105, color)
    pen.oval(0, -0.2, 0.08, 0.08, rgb(0xE9C35A))


def coin(pen: Pen, c: Color | None) -> None:
    """Draw a coin."""
    color = c or BRASS
    pen.oval(0.02, 0.03, 0.36, 0.36, darker(color, 0.4))
    pen.oval(0, 0, 0.36, 0.36, color)
    pen.ring(0, 0, 0.3, 0.3, lighter(color, 0.35), 0.02)
    pen.poly([(0, -0.2), (0.06, -0.05), (0.2, -0.05), (0.09, 0.05), (0.13, 0.2), (0, 0.11), (-0.13, 0.2),
              (-0.09, 0.05),
              (-0.2, -0.05), (-0.06, -0.05)], darker(color, 0.22))  # fmt: skip


def fruit(pen: Pen, c: Color | None) -> None:
    """Draw a fruit."""
    color = c or rgb(0xB8433C)
    pen.blob([(0, -0.26), (0.2, -0.34), (0.38, -0.16), (0.34, 0.2), (0.12, 0.38), (0, 0.34), (-0.12,
        0.38), (-0.34, 0.2),
              (-0.38, -0.16), (-0.2, -0.34)], color, 1.0)  # fmt: skip
    pen.curve([(0, -0.26), (0.02, -0.38), (0.07, -0.46)], WOOD, 0.04)
    pen.blob([(0.05, -0.38), (0.18, -0.5), (0.32, -0.46), (0.2, -0.36)], rgb(0x5F8A4E))
    pen.oval(-0.18, -0.12, 0.07, 0.1, (1, 1, 1), 0.45)


def ball(pen: Pen, c: Color | None) -> None:
    """Draw a ball."""
    color = c or rgb(0xC2503F)
    pen.oval(0, 0, 0.38, 0.38, color)
    pen.blob(
        [(-0.37, -0.05), (0, -0.14), (0.37, -0.05), (0.37, 0.1), (0, 0.03), (-0.37, 0.1)],
        lighter(color, 0.75),
    )
    pen.oval(-0.13, -0.2, 0.09, 0.06, (1, 1, 1), 0.6)


def box(pen: Pen, c: Color | None) -> None:
    """Draw a box."""
    color = c or rgb(0xA67B4F)
    pen.poly([(-0.42, -0.1), (0.26, -0.1), (0.26, 0.36), (-0.42, 0.36)], color)
    pen.poly([(0.26, -0.1), (0.46, -0.24), (0.46, 0.2), (0.26, 0.36)], darker(color, 0.25))
    pen.poly([(-0.42, -0.1), (-0.2, -0.24), (0.46, -0.24), (0.26, -0.1)], lighter(color, 0.2))
    pen.rect(-0.14, -0.1, 0.12, 0.46, rgb(0xA83F3A))
    pen.rect(-0.13, 0.02, 0.1, 0.1, BRASS, r=0.01)
