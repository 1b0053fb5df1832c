"""Houses, street lamps, a lighthouse: what is built in the open air, standing with its foot at y; metres."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places.lights import pool, shadow
from generator.animatic.places.mood import Hour, Mood


def house(
    pen: Pen,
    x: float,
    y: float,
    w: float,
    h: float,
    color: Color,
    mood: Mood,
    roll: random.Random,
    roof: bool = True,
) -> None:
    """A house front with windows, lit at night."""
    pen.rect(x - w / 2, y - h, w, h, color)
    pen.rect(x + w * 0.36, y - h, w * 0.14, h, darker(color, 0.3), 0.45)
    if roof:
        cover = rgb(roll.choice((0x7A4A3E, 0x58525C, 0x6B5A4C)))
        cover = mix(cover, rgb(0xEEF2F4), 0.85) if mood.snow else cover
        pen.poly(
            [
                (x - w * 0.56, y - h),
                (x - w * 0.3, y - h - w * 0.32),
                (x + w * 0.3, y - h - w * 0.32),
                (x + w * 0.56, y - h),
            ],
            cover,
        )
        pen.rect(x + w * 0.12, y - h - w * 0.48, w * 0.11, w * 0.3, darker(color, 0.35))
    else:
        pen.rect(x - w * 0.53, y - h - 0.08, w * 1.06, 0.14, darker(color, 0.2))
    dark = mood.hour in (Hour.NIGHT, Hour.DUSK)
    columns, rows = max(2, round(w / 0.75)), max(1, int((h - 0.9) / 0.85))
    for row in range(rows):
        for column in range(columns):
            wx = x - w / 2 + (column + 0.5) * w / columns
            lit = roll.random() < 0.5 and dark
            pane = (1.35, 1.05, 0.62) if lit else darker(mix(mood.sky[1], rgb(0x52636E), 0.6), 0.2)
            wy = y - h + 0.28 + row * 0.85
            pen.rect(wx - 0.19, wy - 0.04, 0.38, 0.56, lighter(color, 0.4))
            pen.rect(wx - 0.15, wy, 0.3, 0.48, pane)
            pen.rect(wx - 0.012, wy, 0.024, 0.48, lighter(color, 0.4))
            if lit:
                pen.glow(wx, wy + 0.24, 0.55, (1.0, 0.78, 0.42), 0.35)


def street_lamp(pen: Pen, x: float, y: float, mood: Mood) -> None:
    """A lamp post, lit from dusk to dawn."""
    iron = rgb(0x2D3136)
    shadow(pen, x, y, 0.25)
    pen.rect(x - 0.035, y - 2.9, 0.07, 2.9, iron)
    pen.rect(x - 0.1, y - 0.3, 0.2, 0.3, iron, r=0.03)
    pen.poly(
        [(x - 0.11, y - 2.9), (x - 0.17, y - 3.25), (x + 0.17, y - 3.25), (x + 0.11, y - 2.9)],
        (0.9, 0.85, 0.7) if mood.hour is Hour.DAY else (1.3, 1.1, 0.72),
    )
    pen.poly([(x - 0.22, y - 3.24), (x, y - 3.42), (x + 0.22, y - 3.24)], iron)
    if mood.hour is not Hour.DAY:
        pen.glow(x, y - 3.05, 2.2, (1.0, 0.84, 0.52), 0.7)
        pool(pen, x, y + 0.05, 1.9, 0.45)


def lighthouse(pen: Pen, x: float, y: float, h: float, mood: Mood) -> None:
    """A striped tower, its lamp lit from dusk to dawn and in fog."""
    w = h * 0.2
    white, band = rgb(0xEDE7DA), hsv(0.01, 0.62, 0.68)
    for i in range(5):
        a, b = i / 5, (i + 1) / 5
        wa, wb = w * (1 - 0.38 * a), w * (1 - 0.38 * b)
        pen.poly([(x - wa / 2, y - h * 0.8 * a), (x + wa / 2, y - h * 0.8 * a), (x + wb / 2, y - h * 0.8 * b),
                  (x - wb / 2, y - h * 0.8 * b)], band if i % 2 else white)  # fmt: skip
    top = y - h * 0.8
    pen.poly(
        [(x + w * 0.12, y), (x + w / 2, y), (x + w * 0.31, top), (x + w * 0.08, top)], (0.1, 0.09, 0.16), 0.22
    )
    pen.rect(x - w * 0.42, top - h * 0.025, w * 0.84, h * 0.03, rgb(0x33363C))
    lit = mood.hour is not Hour.DAY or mood.fog or mood.storm
    pen.rect(x - w * 0.22, top - h * 0.12, w * 0.44, h * 0.1, (1.7, 1.45, 0.9) if lit else rgb(0xBFD3D9))
    for side in (-1, 0, 1):
        pen.rect(x + side * w * 0.21 - w * 0.02, top - h * 0.12, w * 0.04, h * 0.1, rgb(0x33363C))
    pen.poly([(x - w * 0.3, top - h * 0.12), (x, top - h * 0.2), (x + w * 0.3, top - h * 0.12)], band)
    if lit:
        for side in (-1, 1):
            pen.poly([(x, top - h * 0.08), (x + side * 9, top - h * 0.08 - 0.9), (x + side * 9,
                top - h * 0.08 + 0.5)],
                     (1.7, 1.5, 1.0), 0.14)  # fmt: skip
        pen.glow(x, top - h * 0.07, h * 0.5, (1.0, 0.9, 0.6), 0.8)
