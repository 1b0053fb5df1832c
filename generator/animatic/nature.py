"""Trees, hills, water, houses: pieces of the open air, in metres; a thing stands with its foot at y."""

from __future__ import annotations

import math
import random

from generator.animatic.lights import pool, shadow
from generator.animatic.mood import Hour, Mood
from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, Point

LEAF = rgb(0x5F7F4E)
BARK = rgb(0x6B5140)


def leaf(mood: Mood, roll: random.Random) -> Color:
    """The colour of a broad-leaved crown: green, turned in autumn, white under snow."""
    turned = hsv(roll.uniform(0.03, 0.12), 0.62, roll.uniform(0.6, 0.78))
    if mood.snow:
        return mix(LEAF, rgb(0xE9EEF1), 0.7)
    return turned if mood.autumn else mix(LEAF, rgb(0x6F8B4F), roll.random())


def flowers(pen: Pen, x: float, y: float, color: Color, roll: random.Random) -> None:
    """A bed of flowers about 1.4 metres wide."""
    bush(pen, x, y, 0.7, LEAF, roll)
    for _ in range(26):
        at = x + roll.uniform(-0.65, 0.65), y - roll.uniform(0.06, 0.38)
        size = roll.uniform(0.035, 0.06)
        pen.oval(*at, size, size, mix(color, lighter(color, 0.4), roll.random()))
        pen.oval(*at, size * 0.35, size * 0.35, rgb(0xE9C35A))


def ridge(pen: Pen, y: float, height: float, color: Color, roll: random.Random, rough: bool = False) -> None:
    """A line of hills, or of peaks when ``rough``, from edge to edge; ``y`` is its foot."""
    phases = [roll.uniform(0, math.tau) for _ in range(3)]
    points: list[Point] = []
    for i in range(65):
        x = -16 + i * 0.5
        wave = (
            math.sin(x * 0.33 + phases[0]) * 0.5
            + math.sin(x * 0.71 + phases[1]) * 0.3
            + math.sin(x * 1.3 + phases[2]) * 0.2
        )
        if rough:
            wave = 1 - 2 * abs(math.sin(x * 0.52 + phases[0])) ** 0.8 + 0.25 * math.sin(x * 2.9 + phases[1])
        points.append((x, y - height * (0.55 + 0.45 * wave)))
    if rough:
        pen.poly([*points, (16, y + 0.6), (-16, y + 0.6)], color)
    else:
        pen.blob([(-16.5, y + 4), *points, (16.5, y + 4)], color)


def peak(pen: Pen, x: float, y: float, w: float, h: float, color: Color, roll: random.Random) -> None:
    """A mountain with a lit and a dark side and snow."""
    lean = roll.uniform(-0.12, 0.12) * w
    top = (x + lean, y - h)
    pen.poly([(x - w / 2, y), top, (x + w / 2, y)], color)
    pen.poly(
        [top, (x + w / 2, y), (x + w * 0.1, y), (x + lean * 0.4 + w * 0.05, y - h * 0.5)], darker(color, 0.25)
    )
    snow = [(top[0] - w * 0.11, y - h * 0.76), (top[0] - w * 0.04, y - h * 0.7), (top[0], y - h * 0.77),
            (top[0] + w * 0.05, y - h * 0.69), (top[0] + w * 0.11, y - h * 0.77)]  # fmt: skip
    pen.poly([top, *reversed(snow)], rgb(0xEEF1F2))


def tree(pen: Pen, x: float, y: float, h: float, color: Color, roll: random.Random) -> None:
    """A round-headed tree."""
    shadow(pen, x, y, h * 0.3, 0.3)
    w = h * 0.05
    pen.poly(
        [(x - w * 1.3, y), (x - w * 0.6, y - h * 0.6), (x + w * 0.6, y - h * 0.6), (x + w * 1.3, y)], BARK
    )
    for side in (-1, 1):
        pen.line([(x, y - h * 0.4), (x + side * h * 0.13, y - h * 0.6)], BARK, w * 0.8)
    puffs = [
        (roll.uniform(-0.26, 0.26) * h, -h * roll.uniform(0.5, 0.86), h * roll.uniform(0.13, 0.2))
        for _ in range(8)
    ]
    for dx, dy, r in puffs:
        pen.oval(x + dx + 0.02 * h, y + dy + 0.03 * h, r * 1.08, r, darker(color, 0.22))
    for dx, dy, r in puffs:
        pen.oval(x + dx, y + dy, r, r * 0.92, color)
    for dx, dy, r in puffs[:4]:
        pen.oval(x + dx - r * 0.25, y + dy - r * 0.3, r * 0.5, r * 0.4, lighter(color, 0.14), 0.8)


def pine(pen: Pen, x: float, y: float, h: float, color: Color, snow: bool = False) -> None:
    """A conifer."""
    pen.rect(x - h * 0.025, y - h * 0.2, h * 0.05, h * 0.2, BARK)
    for i in range(4):
        low, wide = y - h * (0.12 + 0.2 * i), h * (0.21 - 0.04 * i)
        top = low - h * 0.34
        pen.poly(
            [(x - wide, low), (x, top), (x + wide, low), (x, low - h * 0.035)],
            mix(color, darker(color), 0.3 * (i % 2)),
        )
        pen.poly([(x, top), (x + wide, low), (x + wide * 0.15, low - h * 0.03)], darker(color, 0.25))
        if snow:
            pen.poly([(x - wide * 0.5, low - h * 0.17), (x, top), (x + wide * 0.5, low - h * 0.17), (x,
                low - h * 0.2)],
                     rgb(0xEFF3F5))  # fmt: skip


def trunk(pen: Pen, x: float, y: float, w: float, color: Color) -> None:
    """A tall trunk whose crown is out of sight."""
    pen.poly([(x - w * 0.8, y), (x - w * 0.42, y - 0.6), (x - w * 0.38, y - 9), (x + w * 0.38, y - 9),
              (x + w * 0.42, y - 0.6),
              (x + w * 0.9, y)], color)  # fmt: skip
    pen.poly([(x + w * 0.1, y), (x + w * 0.16, y - 9), (x + w * 0.38, y - 9), (x + w * 0.42, y - 0.6),
              (x + w * 0.9, y)],
             darker(color, 0.22))  # fmt: skip
    for i in range(4):
        pen.line(
            [(x - w * 0.2, y - 0.7 - i * 1.1), (x - w * 0.16, y - 1.1 - i * 1.1)],
            darker(color, 0.3),
            w * 0.06,
        )


def bush(pen: Pen, x: float, y: float, size: float, color: Color, roll: random.Random) -> None:
    """A low bush."""
    for i in range(5):
        r = size * roll.uniform(0.22, 0.34)
        pen.oval(x + (i - 2) * size * 0.25, y - r * 0.7, r, r, mix(color, darker(color), 0.35 * (i % 2)))
    pen.rect(x - size * 0.75, y - 0.04, size * 1.5, 0.05, darker(color, 0.35), 0.5, r=0.02)


def grass(pen: Pen, low: float, high: float, color: Color, roll: random.Random, count: int = 160) -> None:
    """Tufts scattered between two heights of the picture, larger when nearer."""
    for _ in range(count):
        y = roll.uniform(low, high)
        size = 0.05 + 0.09 * (y - low) / max(high - low, 0.1)
        x = roll.uniform(-12, 12)
        tone = mix(color, lighter(color), roll.uniform(0, 0.6))
        for lean in (-0.5, 0.0, 0.45):
            pen.line(
                [(x + lean * size * 0.3, y), (x + lean * size, y - size * (1.3 - abs(lean) * 0.6))],
                tone,
                size * 0.16,
            )


def sea(pen: Pen, top: float, low: float, mood: Mood, roll: random.Random) -> None:
    """Water from a horizon line to a shore, with the path of the moon or of a low sun on it."""
    upper, lower = mix(mood.sky[1], rgb(0x3F6E86), 0.55), rgb(0x2D5870)
    pen.fade(-16, top, 32, low - top, upper, lower)
    for _ in range(150):
        share = roll.random() ** 1.6
        y, long = top + (low - top) * share, 0.08 + 0.6 * share
        x = roll.uniform(-13, 13)
        tone = lighter(upper, 0.4) if roll.random() < 0.6 else darker(lower, 0.25)
        pen.curve(
            [(x, y), (x + long * 0.5, y - 0.02 - 0.03 * share), (x + long, y)],
            tone,
            0.01 + 0.012 * share,
            0.5,
        )
    if mood.hour is not Hour.DAY and not (mood.rain or mood.fog or mood.snow):
        _path_of_light(pen, top, low, mood)


def _path_of_light(pen: Pen, top: float, low: float, mood: Mood) -> None:
    roll = random.Random(7)  # noqa: S311 — drawing
    color = (0.8, 0.87, 1.0) if mood.hour is Hour.NIGHT else mood.light.key
    for i in range(46):
        share = (i / 46) ** 1.8
        half = 0.12 + 0.75 * share
        x = mood.side * 1.9 + roll.uniform(-half, half)
        long, y = 0.06 + 0.3 * share, top + 0.02 + (low - top) * share
        pen.line(
            [(x - long / 2, y), (x + long / 2, y)],
            lighter(color, 0.3),
            0.012 + 0.014 * share,
            0.75 - 0.3 * share,
        )


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


def boat(pen: Pen, x: float, y: float, size: float, color: Color) -> None:
    """A small fishing boat."""
    pen.poly(
        [
            (x - 0.9 * size, y - 0.32 * size),
            (x + 1.0 * size, y - 0.4 * size),
            (x + 0.7 * size, y),
            (x - 0.7 * size, y),
        ],
        color,
    )
    pen.rect(x - 0.88 * size, y - 0.36 * size, 1.85 * size, 0.06 * size, lighter(color, 0.5))
    pen.rect(x - 0.4 * size, y - 0.75 * size, 0.55 * size, 0.42 * size, rgb(0xE6DFCE))
    pen.rect(x - 0.3 * size, y - 0.68 * size, 0.34 * size, 0.16 * size, rgb(0x4A6070))
    pen.line(
        [(x + 0.3 * size, y - 0.35 * size), (x + 0.3 * size, y - 1.4 * size)], rgb(0x4A3A30), 0.04 * size
    )
    pen.line(
        [(x + 0.3 * size, y - 1.35 * size), (x + 0.95 * size, y - 0.4 * size)], rgb(0x4A3A30), 0.014 * size
    )


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
