"""What hangs on a wall, around its middle at (x, y); metres."""

from __future__ import annotations

from generator.animatic.palette import Color, darker, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.things.stuff import BRASS, INK, PAPER, WOOD


def clock(pen: Pen, x: float, y: float, r: float, color: Color = WOOD) -> None:
    """A wall clock."""
    pen.oval(x + 0.02, y + 0.03, r, r, (0.05, 0.04, 0.08), 0.25)
    pen.oval(x, y, r, r, color)
    pen.oval(x, y, r * 0.84, r * 0.84, rgb(0xF2ECDC))
    for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0)):
        pen.oval(x + dx * r * 0.7, y + dy * r * 0.7, r * 0.05, r * 0.05, INK)
    pen.line([(x, y), (x, y - r * 0.6)], INK, r * 0.09)
    pen.line([(x, y), (x + r * 0.42, y + r * 0.18)], INK, r * 0.11)


def poster(pen: Pen, x: float, y: float, color: Color) -> None:
    """A printed sheet with a bold shape and two lines of type."""
    pen.rect(x - 0.38, y - 0.52, 0.8, 1.08, (0.05, 0.04, 0.08), 0.2)
    pen.rect(x - 0.4, y - 0.55, 0.8, 1.08, PAPER)
    pen.rect(x - 0.35, y - 0.5, 0.7, 0.7, color)
    pen.oval(x, y - 0.15, 0.21, 0.21, lighter(color, 0.6))
    pen.poly([(x - 0.35, y + 0.2), (x - 0.05, y - 0.12), (x + 0.35, y + 0.2)], darker(color, 0.4))
    pen.rect(x - 0.3, y + 0.28, 0.6, 0.08, INK)
    pen.rect(x - 0.22, y + 0.41, 0.44, 0.04, INK, 0.7)


def portrait(pen: Pen, x: float, y: float, color: Color) -> None:
    """A painted head in a heavy frame."""
    pen.rect(x - 0.37, y - 0.46, 0.8, 1.0, (0.05, 0.04, 0.08), 0.25)
    pen.rect(x - 0.4, y - 0.5, 0.8, 1.0, color, r=0.02)
    pen.rect(x - 0.31, y - 0.41, 0.62, 0.82, rgb(0x4C5046))
    pen.blob([(x - 0.26, y + 0.41), (x - 0.2, y + 0.13), (x, y + 0.05), (x + 0.2, y + 0.13), (x + 0.26,
              y + 0.41)], rgb(0x2E3640))  # fmt: skip
    pen.oval(x, y - 0.1, 0.12, 0.15, rgb(0xD9B28C))
    pen.oval(x, y - 0.21, 0.13, 0.08, rgb(0x5B4636))


def chart(pen: Pen, x: float, y: float, color: Color) -> None:
    """A map on rollers."""
    pen.rect(x - 0.62, y - 0.45, 1.24, 0.9, color)
    for dy in (-0.45, 0.45):
        pen.rect(x - 0.68, y + dy - 0.03, 1.36, 0.06, WOOD, r=0.02)
    land, sea = mix(color, rgb(0x7E9A66), 0.65), mix(color, rgb(0x7FA3B5), 0.6)
    pen.rect(x - 0.56, y - 0.38, 1.12, 0.76, sea)
    for dx, dy, size in ((-0.3, -0.1, 0.2), (0.16, -0.06, 0.26), (0.34, 0.2, 0.12), (-0.2, 0.24, 0.1)):
        pen.blob([(x + dx - size, y + dy), (x + dx - size * 0.3, y + dy - size * 0.7), (x + dx + size * 0.9,
                  y + dy - size * 0.3), (x + dx + size * 0.5, y + dy + size * 0.7)], land)  # fmt: skip
    for i in (-0.28, 0.0, 0.28):
        pen.line([(x + i, y - 0.38), (x + i, y + 0.38)], darker(color, 0.3), 0.006, 0.6)


def mirror(pen: Pen, x: float, y: float, wall: Color, color: Color = BRASS) -> None:
    """A mirror that shows the other side of the room as tones."""
    pen.rect(x - 0.42, y - 0.6, 0.84, 1.2, color, r=0.06)
    pen.fade(x - 0.36, y - 0.54, 0.72, 1.08, lighter(wall, 0.45), darker(wall, 0.12))
    for dx, w in ((-0.2, 0.1), (-0.03, 0.04)):
        pen.poly([(x + dx, y + 0.54), (x + dx + w, y + 0.54), (x + dx + w + 0.3, y - 0.54),
                  (x + dx + 0.3, y - 0.54)], (1, 1, 1), 0.22)  # fmt: skip


def banner(pen: Pen, x: float, y: float, color: Color) -> None:
    """A long swallow-tailed cloth that hangs from a rod; ``y`` is the rod."""
    pen.rect(x - 0.36, y - 0.04, 0.72, 0.05, BRASS, r=0.02)
    pen.poly([(x - 0.3, y), (x + 0.3, y), (x + 0.3, y + 1.35), (x, y + 1.15), (x - 0.3, y + 1.35)], color)
    pen.poly([(x + 0.18, y), (x + 0.3, y), (x + 0.3, y + 1.35), (x + 0.18, y + 1.27)], darker(color, 0.2))
    pen.ring(x, y + 0.5, 0.14, 0.14, lighter(BRASS, 0.2), 0.035)
    pen.poly([(x, y + 0.38), (x + 0.08, y + 0.56), (x - 0.08, y + 0.56)], lighter(BRASS, 0.2))


def neon(pen: Pen, x: float, y: float, color: Color, *, lit: bool) -> None:
    """A sign of bent glass tubes: an arrow and two strokes."""
    pen.rect(x - 0.55, y - 0.26, 1.1, 0.52, darker(color, 0.75), r=0.05)
    tone = lighter(color, 0.45) if lit else color
    pen.curve([(x - 0.42, y), (x - 0.2, y - 0.14), (x, y), (x - 0.2, y + 0.14), (x - 0.42, y)], tone, 0.035)
    for dy in (-0.12, 0.0, 0.12):
        pen.line([(x + 0.12, y + dy), (x + 0.42 - abs(dy), y + dy)], tone, 0.035)
    if lit:
        pen.glow(x, y, 1.1, color, 0.6)
