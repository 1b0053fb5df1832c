"""Pieces of a room. Each stands with its foot at y, or hangs with its middle at (x, y); metres."""

from __future__ import annotations

import random
from collections.abc import Sequence

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, polygon
from generator.animatic.places.lights import pool, shadow
from generator.animatic.places.wares import Ware, book
from generator.animatic.things.stuff import WOOD

METAL = rgb(0x8D949B)


def picture(pen: Pen, x: float, y: float, w: float, h: float, roll: random.Random) -> None:
    """A framed picture."""
    pen.rect(x - w / 2 + 0.02, y - h / 2 + 0.03, w, h, (0.05, 0.04, 0.08), 0.2)
    pen.rect(x - w / 2, y - h / 2, w, h, darker(WOOD, roll.uniform(0, 0.5)))
    hue = roll.random()
    with pen.moved(x, y):
        a, b = w / 2 - 0.05, h / 2 - 0.05
        pen.rect(-a, -b, 2 * a, 2 * b, hsv(hue, 0.2, 0.88))
        pen.poly(
            [(-a, b * 0.2), (-a * 0.2, -b * 0.3), (a * 0.4, b * 0.25), (a, -b * 0.05), (a, b), (-a, b)],
            hsv(hue + 0.1, 0.35, 0.6),
        )
        pen.oval(a * 0.4, -b * 0.45, b * 0.2, b * 0.2, hsv(hue + 0.4, 0.4, 0.92))


def shelf(
    pen: Pen,
    x: float,
    y: float,
    w: float,
    rows: int,
    roll: random.Random,
    wares: Sequence[Ware] = (book,),
    wood: Color = WOOD,
) -> None:
    """A standing case of shelves, each with one of the ``wares``; ``y`` is its foot."""
    wood, step = darker(wood, roll.uniform(0.0, 0.35)), 0.42
    shadow(pen, x, y, w * 0.58)
    h = rows * step + 0.1
    pen.rect(x - w / 2, y - h, w, h, darker(wood, 0.45))
    left, right = x - w / 2, x + w / 2
    with pen.inside(polygon([(left, y - h), (right, y - h), (right, y), (left, y)])):
        for row in range(rows):
            base = y - h + (row + 1) * step
            _stocked(pen, left + 0.07, right - 0.12, base, roll.choice(wares), roll)
            pen.rect(left, base, w, 0.05, wood)
    pen.rect(x - w / 2 - 0.04, y - h - 0.04, w + 0.08, 0.06, wood)
    for side in (-1, 1):
        pen.rect(x + side * (w / 2) - 0.03, y - h, 0.06, h, wood)


def _stocked(pen: Pen, left: float, right: float, base: float, ware: Ware, roll: random.Random) -> None:
    """One shelf with its wares and a few gaps."""
    while left < right:
        left += 0.1 if roll.random() < 0.1 else ware(pen, left, base, roll)


def drawers(pen: Pen, x: float, y: float, w: float, color: Color, h: float = 0.85) -> None:
    """A chest of drawers."""
    shadow(pen, x, y, w * 0.6)
    pen.rect(x - w / 2, y - h, w, h - 0.06, color, r=0.02)
    pen.rect(x - w / 2 - 0.03, y - h - 0.03, w + 0.06, 0.06, lighter(color, 0.15), r=0.02)
    rows = max(1, round(h / 0.28))
    tall = (h - 0.16) / rows
    for i in range(rows):
        pen.rect(
            x - w / 2 + 0.05, y - h + 0.08 + i * tall, w - 0.1, tall - 0.05, lighter(color, 0.07), r=0.02
        )
        pen.oval(x, y - h + 0.06 + (i + 0.5) * tall, 0.028, 0.022, rgb(0xC9A64C))


def table(pen: Pen, x: float, y: float, w: float, color: Color = WOOD, h: float = 0.75) -> None:
    """A table."""
    shadow(pen, x, y, w * 0.55)
    for side in (-1, 1):
        pen.rect(x + side * (w / 2 - 0.12) - 0.035, y - h, 0.07, h, darker(color, 0.35))
    pen.rect(x - w / 2 + 0.04, y - h + 0.05, w - 0.08, 0.1, darker(color, 0.25))
    pen.rect(x - w / 2, y - h, w, 0.07, color, r=0.015)


def chair(pen: Pen, x: float, y: float, f: float = 1.0, color: Color = WOOD) -> None:
    """A plain chair; ``f`` 1 has its back on the left."""
    dark = darker(color, 0.25)
    shadow(pen, x, y, 0.32, 0.3)
    for at in (-0.19, 0.19):
        pen.rect(x + at - 0.02, y - 0.45, 0.04, 0.45, dark)
    pen.rect(x - 0.22, y - 0.48, 0.44, 0.05, color)
    pen.rect(x - f * 0.2 - 0.022, y - 0.98, 0.044, 0.52, dark)
    pen.rect(x - f * 0.2 - 0.03, y - 0.95, 0.06, 0.22, color, r=0.02)


def sofa(pen: Pen, x: float, y: float, w: float, color: Color) -> None:
    """A sofa, or an armchair when ``w`` is about one metre."""
    shadow(pen, x, y, w * 0.56)
    pen.rect(x - w / 2 + 0.08, y - 0.9, w - 0.16, 0.65, darker(color, 0.12), r=0.12)
    seats = max(1, round(w / 0.75))
    wide = (w - 0.3) / seats
    for i in range(seats):
        pen.rect(x - w / 2 + 0.15 + i * wide, y - 0.5, wide - 0.02, 0.2, lighter(color, 0.08), r=0.06)
    pen.rect(x - w / 2 + 0.1, y - 0.32, w - 0.2, 0.22, color)
    for side in (-1, 1):
        pen.rect(x + side * (w / 2 - 0.1) - 0.12, y - 0.62, 0.24, 0.52, darker(color, 0.05), r=0.09)
        pen.rect(x + side * (w / 2 - 0.16) - 0.03, y - 0.1, 0.06, 0.1, darker(WOOD, 0.4))


def bed(pen: Pen, x: float, y: float, color: Color, metal: bool = False) -> None:
    """A bed seen from its side, head on the left."""
    shadow(pen, x, y, 1.25)
    frame = lighter(METAL, 0.3) if metal else darker(WOOD, 0.1)
    pen.rect(x - 1.1, y - 1.05, 0.09, 1.05, frame, r=0.03)
    pen.rect(x + 1.0, y - 0.7, 0.09, 0.7, frame, r=0.03)
    pen.rect(x - 1.05, y - 0.38, 2.1, 0.12, frame)
    pen.rect(x - 1.03, y - 0.58, 2.06, 0.24, rgb(0xEDE8DE), r=0.07)
    pen.rect(x - 0.98, y - 0.72, 0.52, 0.2, rgb(0xF7F3EA), r=0.09)
    pen.blob([(x - 0.4, y - 0.62), (x + 0.3, y - 0.66), (x + 1.04, y - 0.6), (x + 1.06, y - 0.2),
              (x + 0.2, y - 0.17),
              (x - 0.42, y - 0.2)], color)  # fmt: skip
    pen.rect(x - 0.45, y - 0.64, 0.16, 0.42, lighter(color, 0.35), r=0.04)


def counter(pen: Pen, x: float, y: float, w: float, color: Color, top: Color) -> None:
    """A row of cupboards with a worktop."""
    shadow(pen, x, y, w * 0.53, 0.35)
    pen.rect(x - w / 2, y - 0.88, w, 0.82, color)
    pen.rect(x - w / 2 + 0.04, y - 0.08, w - 0.08, 0.08, darker(color, 0.6))
    count = max(1, round(w / 0.62))
    wide = w / count
    for i in range(count):
        left = x - w / 2 + i * wide
        pen.rect(left + 0.04, y - 0.8, wide - 0.08, 0.66, darker(color, 0.08), r=0.02)
        pen.rect(left + wide / 2 - 0.07, y - 0.76, 0.14, 0.025, METAL, r=0.01)
    pen.rect(x - w / 2 - 0.04, y - 0.94, w + 0.08, 0.08, top, r=0.012)


def plant(pen: Pen, x: float, y: float, size: float, roll: random.Random) -> None:
    """A plant in a pot."""
    leaf = hsv(roll.uniform(0.27, 0.4), 0.4, 0.5)
    shadow(pen, x, y, 0.32 * size)
    for i in range(9):
        out, up = (i - 4) * 0.085 * size, (0.75 - abs(i - 4) * 0.08 + roll.uniform(-0.06, 0.06)) * size
        tip = (x + out * 2.2, y - 0.25 * size - up)
        pen.blob([(x + out * 0.3, y - 0.25 * size), (x + out * 1.0 - 0.05 * size,
                                                     y - 0.25 * size - up * 0.6), tip,
                  (x + out * 1.4 + 0.05 * size, y - 0.25 * size - up * 0.5)], mix(leaf, lighter(leaf),
                      (i % 3) / 3))  # fmt: skip
    pot = rgb(0xB0694A)
    pen.poly(
        [
            (x - 0.17 * size, y - 0.3 * size),
            (x + 0.17 * size, y - 0.3 * size),
            (x + 0.12 * size, y),
            (x - 0.12 * size, y),
        ],
        pot,
    )
    pen.rect(x - 0.19 * size, y - 0.33 * size, 0.38 * size, 0.07 * size, lighter(pot, 0.12), r=0.01)


def floor_vase(pen: Pen, x: float, y: float, roll: random.Random) -> None:
    """A tall vase with dry twigs, about 1.6 metres high."""
    clay = hsv(roll.random(), 0.3, 0.42)
    for i in range(9):
        lean = (i - 4) * 0.1 + roll.uniform(-0.04, 0.04)
        tip = (x + lean * 1.6, y - 1.5 - roll.uniform(0.0, 0.3) + abs(lean) * 0.5)
        pen.curve([(x + lean * 0.2, y - 0.75), (x + lean * 0.8, y - 1.2), tip], darker(WOOD, 0.35), 0.022)
        pen.oval(*tip, 0.035, 0.06, mix(WOOD, (0.9, 0.84, 0.7), 0.35))
    pen.blob([(x - 0.1, y - 0.8), (x + 0.1, y - 0.8), (x + 0.12, y - 0.7), (x + 0.24, y - 0.4), (x + 0.14, y),
              (x - 0.14, y), (x - 0.24, y - 0.4), (x - 0.12, y - 0.7)], clay)  # fmt: skip


def fireplace(pen: Pen, x: float, y: float, color: Color) -> None:
    """A hearth with a fire."""
    pen.rect(x - 0.75, y - 1.2, 1.5, 1.2, color)
    pen.rect(x - 0.85, y - 1.28, 1.7, 0.12, darker(WOOD, 0.2), r=0.02)
    pen.rect(x - 0.48, y - 0.85, 0.96, 0.85, (0.13, 0.1, 0.11), r=0.05)
    for i, (dx, tall) in enumerate(((-0.2, 0.3), (0.0, 0.46), (0.18, 0.34), (0.07, 0.26))):
        flame = ((0.95, 0.5, 0.2), (0.98, 0.66, 0.27), (0.93, 0.44, 0.2), (1.0, 0.87, 0.5))[i]
        pen.blob([(x + dx - 0.1, y - 0.08), (x + dx - 0.06, y - tall * 0.6), (x + dx + 0.01, y - tall - 0.06),
                  (x + dx + 0.08, y - tall * 0.5), (x + dx + 0.1, y - 0.08)], flame)  # fmt: skip
    pen.rect(x - 0.36, y - 0.12, 0.72, 0.09, darker(WOOD, 0.45), r=0.04)
    pen.glow(x, y - 0.35, 1.8, (1.0, 0.6, 0.28), 0.5)
    pool(pen, x, y + 0.3, 1.9, 0.3, (1.0, 0.6, 0.28))


def crate(pen: Pen, x: float, y: float, size: float, color: Color = WOOD) -> None:
    """A wooden box."""
    shadow(pen, x, y, size * 0.62)
    pen.rect(x - size / 2, y - size, size, size, color)
    edge = darker(color, 0.3)
    for i in range(4):
        pen.rect(x - size / 2, y - size * (i + 1) / 4, size, size * 0.03, edge)
    for side in (-1, 1):
        pen.rect(x + side * size * 0.43 - size * 0.07, y - size, size * 0.14, size, lighter(color, 0.1))
    pen.line(
        [(x - size * 0.36, y - size * 0.05), (x + size * 0.36, y - size * 0.95)],
        lighter(color, 0.08),
        size * 0.09,
    )


def barrel(pen: Pen, x: float, y: float, size: float, color: Color = WOOD) -> None:
    """A barrel."""
    shadow(pen, x, y, size * 0.5)
    pen.blob([(x - size * 0.3, y - size), (x + size * 0.3, y - size), (x + size * 0.42, y - size * 0.5),
              (x + size * 0.3, y),
              (x - size * 0.3, y), (x - size * 0.42, y - size * 0.5)], darker(color, 0.1))  # fmt: skip
    for at in (0.22, 0.78):
        pen.rect(x - size * 0.4, y - size * at, size * 0.8, size * 0.06, darker(METAL, 0.45))
