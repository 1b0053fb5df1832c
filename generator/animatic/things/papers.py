"""Things to read.

Each is drawn around the origin in a box of about one unit, in colour ``c`` or its usual one.
"""

from __future__ import annotations

from generator.animatic.palette import Color, darker, rgb
from generator.animatic.pen import Pen
from generator.animatic.things.stuff import INK, PAPER


def letter(pen: Pen, c: Color | None) -> None:
    """Draw a written sheet."""
    pen.rect(-0.36, -0.42, 0.72, 0.84, c or PAPER, r=0.015)
    pen.poly([(0.2, -0.42), (0.36, -0.26), (0.2, -0.26)], darker(c or PAPER, 0.18))
    for i in range(6):
        pen.line([(-0.27, -0.22 + i * 0.1), (0.27 - 0.13 * (i % 3), -0.22 + i * 0.1)], INK, 0.014, 0.75)


def envelope(pen: Pen, c: Color | None) -> None:
    """Draw a sealed envelope."""
    color = c or PAPER
    pen.rect(-0.45, -0.28, 0.9, 0.56, color, r=0.02)
    pen.line([(-0.45, -0.27), (0, 0.05), (0.45, -0.27)], darker(color, 0.35), 0.014)
    pen.oval(0, 0.04, 0.07, 0.07, rgb(0xA3362F))


def book(pen: Pen, c: Color | None) -> None:
    """Draw a book."""
    color = c or rgb(0x7B3D3A)
    pen.rect(-0.5, -0.3, 1.0, 0.64, color, r=0.03)
    for side in (-1, 1):
        pen.blob(
            [
                (0, -0.27),
                (side * 0.25, -0.33),
                (side * 0.46, -0.28),
                (side * 0.46, 0.27),
                (side * 0.25, 0.22),
                (0, 0.28),
            ],
            PAPER,
        )
        for i in range(5):
            pen.line([(side * 0.08, -0.17 + i * 0.08), (side * 0.38, -0.19 + i * 0.08)], INK, 0.01, 0.6)
    pen.line([(0, -0.27), (0, 0.29)], darker(PAPER, 0.4), 0.014)


def photo(pen: Pen, c: Color | None) -> None:
    """Draw a photo."""
    pen.rect(-0.36, -0.42, 0.72, 0.84, PAPER, r=0.015)
    pen.rect(-0.3, -0.36, 0.6, 0.56, c or rgb(0x9DB3B8))
    pen.poly(
        [(-0.3, 0.2), (-0.3, 0.02), (-0.05, -0.1), (0.12, 0.04), (0.3, -0.04), (0.3, 0.2)], rgb(0x6F7F68)
    )
    for x, s in ((-0.08, 1.0), (0.1, 0.85)):
        pen.oval(x, -0.08, 0.06 * s, 0.07 * s, rgb(0xE0B995))
        pen.blob(
            [(x - 0.1 * s, 0.2), (x - 0.07 * s, 0.02), (x + 0.07 * s, 0.02), (x + 0.1 * s, 0.2)],
            rgb(0x54495E),
        )


def chart(pen: Pen, c: Color | None) -> None:
    """Draw a folded map."""
    tone = c or rgb(0xE3D3A8)
    for i in range(4):
        x = -0.48 + i * 0.24
        dy = 0.03 * (i % 2)
        pen.poly(
            [(x, -0.32 + dy), (x + 0.24, -0.29 - dy), (x + 0.24, 0.35 - dy), (x, 0.32 + dy)],
            darker(tone, 0.1 * (i % 2)),
        )
    pen.blob(
        [(-0.3, -0.14), (-0.02, -0.2), (0.14, 0.0), (-0.05, 0.16), (-0.28, 0.1)], rgb(0x8FAE86), alpha=0.8
    )
    pen.curve([(-0.36, 0.2), (-0.1, 0.06), (0.12, 0.12), (0.32, -0.12)], rgb(0xA8443A), 0.022)
    for side in (-1, 1):
        pen.line(
            [(0.32 - 0.05, -0.12 - 0.05 * side), (0.32 + 0.05, -0.12 + 0.05 * side)], rgb(0xA8443A), 0.025
        )


def ticket(pen: Pen, c: Color | None) -> None:
    """Draw a ticket with a torn edge."""
    color = c or rgb(0xE5C98E)
    with pen.moved(0, 0, turn=-7):
        teeth = [(0.48 + 0.03 * (i % 2), -0.24 + i * 0.06) for i in range(9)]
        pen.poly([(-0.48, -0.24), *teeth, (-0.48, 0.24)], color)
        pen.line([(0.2, -0.22), (0.2, 0.22)], darker(color, 0.35), 0.012)
        pen.rect(-0.4, -0.16, 0.5, 0.09, darker(color, 0.5), r=0.01)
        for y in (0.0, 0.07, 0.14):
            pen.line([(-0.4, y), (0.02, y)], INK, 0.014, 0.7)
        pen.oval(0.33, 0.0, 0.05, 0.05, darker(color, 0.6))
