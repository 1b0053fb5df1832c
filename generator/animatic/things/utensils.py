"""Tools, machines and luggage.

Each is drawn around the origin in a box of about one unit, in colour ``c`` or its usual one.
"""

from __future__ import annotations

from generator.animatic.palette import Color, darker, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.things.stuff import BRASS, INK, STEEL, WOOD


def phone(pen: Pen, c: Color | None) -> None:
    """Draw a phone."""
    pen.rect(-0.22, -0.45, 0.44, 0.9, c or rgb(0x2C2F36), r=0.06)
    pen.rect(-0.18, -0.37, 0.36, 0.7, rgb(0x88B4C9), r=0.02)
    pen.rect(-0.13, -0.28, 0.26, 0.08, (1, 1, 1), 0.85, r=0.02)
    pen.rect(-0.13, -0.15, 0.18, 0.08, (1, 1, 1), 0.55, r=0.02)
    pen.oval(0, 0.39, 0.03, 0.03, STEEL)


def knife(pen: Pen, c: Color | None) -> None:
    """Draw a knife."""
    pen.poly([(-0.08, -0.07), (0.4, -0.07), (0.5, 0.02), (0.36, 0.07), (-0.08, 0.07)], STEEL)
    pen.line([(-0.05, -0.05), (0.39, -0.05)], lighter(STEEL, 0.6), 0.016)
    pen.rect(-0.48, -0.065, 0.4, 0.13, c or WOOD, r=0.04)
    for x in (-0.36, -0.2):
        pen.oval(x, 0, 0.02, 0.02, STEEL)


def gun(pen: Pen, c: Color | None) -> None:
    """Draw a gun."""
    color = c or rgb(0x3B3E44)
    pen.rect(-0.25, -0.22, 0.68, 0.16, color, r=0.02)
    pen.poly([(-0.25, -0.1), (-0.02, -0.1), (-0.12, 0.32), (-0.34, 0.3)], darker(WOOD, 0.2))
    pen.ring(0.05, 0.0, 0.09, 0.09, color, 0.03)
    pen.rect(0.36, -0.26, 0.04, 0.05, color)


def radio(pen: Pen, c: Color | None) -> None:
    """Draw a radio."""
    color = c or rgb(0x7A4E3A)
    pen.line([(0.28, -0.28), (0.44, -0.6)], STEEL, 0.02)
    pen.rect(-0.48, -0.3, 0.96, 0.6, color, r=0.07)
    pen.rect(-0.42, -0.23, 0.5, 0.46, lighter(color, 0.35), r=0.03)
    for i in range(6):
        pen.line([(-0.38, -0.17 + i * 0.07), (0.04, -0.17 + i * 0.07)], darker(color, 0.2), 0.018)
    pen.rect(0.14, -0.2, 0.28, 0.12, (1.15, 0.98, 0.68), r=0.02)
    for x in (0.19, 0.36):
        pen.oval(x, 0.1, 0.075, 0.075, BRASS)
        pen.line([(x, 0.1), (x + 0.03, 0.05)], INK, 0.02)


def bag(pen: Pen, c: Color | None) -> None:
    """Draw a bag."""
    color = c or rgb(0x7A5138)
    pen.ring(0, -0.3, 0.15, 0.12, darker(color, 0.4), 0.045)
    pen.rect(-0.5, -0.26, 1.0, 0.62, color, r=0.06)
    for x in (-0.3, 0.22):
        pen.rect(x, -0.26, 0.08, 0.62, darker(color, 0.3))
        pen.rect(x - 0.01, -0.06, 0.1, 0.1, BRASS, r=0.02)
    pen.line([(-0.5, -0.06), (0.5, -0.06)], darker(color, 0.35), 0.018)


def rope(pen: Pen, c: Color | None) -> None:
    """Draw a rope."""
    color = c or rgb(0xC0A272)
    for i in range(4):
        pen.ring(0, 0.24 - i * 0.12, 0.4 - i * 0.02, 0.15, darker(color, 0.3), 0.12)
        pen.ring(0, 0.24 - i * 0.12, 0.4 - i * 0.02, 0.15, color, 0.085)
    pen.curve([(0.36, -0.1), (0.5, 0.1), (0.44, 0.36)], color, 0.08)


def umbrella(pen: Pen, c: Color | None) -> None:
    """Draw an umbrella."""
    color = c or rgb(0xA2393C)
    pen.line([(0, -0.4), (0, 0.36)], WOOD, 0.035)
    pen.curve([(0, 0.36), (0.05, 0.46), (0.13, 0.38)], WOOD, 0.04)
    pen.blob(
        [
            (-0.5, -0.02),
            (-0.36, -0.34),
            (0, -0.46),
            (0.36, -0.34),
            (0.5, -0.02),
            (0.25, -0.1),
            (0, -0.02),
            (-0.25, -0.1),
        ],
        color,
        1.0,
    )
    for x in (-0.22, 0.22):
        pen.curve([(0, -0.45), (x * 0.8, -0.3), (x, -0.08)], darker(color, 0.3), 0.012)


def hat(pen: Pen, c: Color | None) -> None:
    """Draw a hat."""
    color = c or rgb(0x57463B)
    pen.oval(0, 0.17, 0.5, 0.12, darker(color, 0.12))
    pen.blob(
        [(-0.3, 0.14), (-0.27, -0.24), (-0.1, -0.3), (0, -0.26), (0.1, -0.3), (0.27, -0.24), (0.3, 0.14)],
        color,
        1.0,
    )
    pen.rect(-0.295, 0.0, 0.59, 0.12, darker(color, 0.5))


def bicycle(pen: Pen, c: Color | None) -> None:
    """Draw a bicycle."""
    color = c or rgb(0x35383E)
    for x in (-0.3, 0.3):
        pen.ring(x, 0.16, 0.21, 0.21, INK, 0.03)
        pen.oval(x, 0.16, 0.03, 0.03, STEEL)
    pen.line([(-0.3, 0.16), (-0.12, -0.14), (0.2, -0.16), (0.0, 0.16), (-0.3, 0.16)], color, 0.035)
    pen.line([(-0.12, -0.14), (0.0, 0.16)], color, 0.035)
    pen.line([(0.3, 0.16), (0.19, -0.24), (0.3, -0.28)], color, 0.032)
    pen.line([(-0.14, -0.2), (-0.12, -0.14)], INK, 0.03)
    pen.rect(-0.22, -0.24, 0.17, 0.05, INK, r=0.02)


def computer(pen: Pen, c: Color | None) -> None:
    """Draw a computer."""
    color = c or rgb(0x7D848B)
    pen.rect(-0.4, -0.36, 0.8, 0.54, darker(color, 0.5), r=0.03)
    pen.rect(-0.36, -0.32, 0.72, 0.45, rgb(0x86B1C4))
    pen.rect(-0.28, -0.24, 0.4, 0.04, (1, 1, 1), 0.8)
    pen.rect(-0.28, -0.16, 0.3, 0.04, (1, 1, 1), 0.6)
    pen.poly([(-0.4, 0.2), (0.4, 0.2), (0.5, 0.34), (-0.5, 0.34)], color)


def camera(pen: Pen, c: Color | None) -> None:
    """Draw a camera."""
    pen.rect(-0.44, -0.2, 0.88, 0.5, c or rgb(0x3B3C42), r=0.06)
    pen.rect(-0.16, -0.3, 0.32, 0.14, STEEL, r=0.03)
    for r, tone in ((0.21, STEEL), (0.17, INK), (0.1, rgb(0x5A7C93))):
        pen.oval(0, 0.05, r, r, tone)
    pen.oval(-0.04, 0.0, 0.03, 0.03, (1, 1, 1), 0.8)


def binoculars(pen: Pen, c: Color | None) -> None:
    """Draw a binoculars."""
    color = c or rgb(0x35373D)
    for side in (-1, 1):
        pen.poly([(side * 0.12, -0.3), (side * 0.3, -0.3), (side * 0.42, 0.3), (side * 0.08, 0.3)], color)
        pen.oval(side * 0.25, 0.3, 0.17, 0.06, rgb(0x6E93A6))
    pen.rect(-0.12, -0.12, 0.24, 0.14, darker(color, 0.2))
