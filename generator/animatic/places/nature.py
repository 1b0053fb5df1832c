"""Trees, hills, water, houses: pieces of the open air, in metres; a thing stands with its foot at y."""

from __future__ import annotations

import math
import random

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, Point
from generator.animatic.places.lights import shadow
from generator.animatic.places.mood import Hour, Mood

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


def ridge(pen: Pen, y: float, height: float, color: Color, roll: random.Random) -> None:
    """A line of hills from edge to edge; ``y`` is its foot."""
    phases = [roll.uniform(0, math.tau) for _ in range(3)]
    points: list[Point] = []
    for i in range(65):
        x = -16 + i * 0.5
        wave = (
            math.sin(x * 0.33 + phases[0]) * 0.5
            + math.sin(x * 0.71 + phases[1]) * 0.3
            + math.sin(x * 1.3 + phases[2]) * 0.2
        )
        points.append((x, y - height * (0.55 + 0.45 * wave)))
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
    shadow(pen, x, y, w * 1.3)
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


def boulder(pen: Pen, x: float, y: float, size: float, color: Color, roll: random.Random) -> None:
    """A rock with a lit and a dark side."""
    shadow(pen, x, y, size * 0.6)
    top = size * roll.uniform(0.6, 0.8)
    rim = [(x - size * 0.55, y), (x - size * 0.5, y - top * 0.5), (x - size * 0.2, y - top), (x + size * 0.2,
           y - top * 0.92), (x + size * 0.5, y - top * 0.45), (x + size * 0.58, y)]  # fmt: skip
    pen.poly(rim, color)
    pen.poly(
        [rim[3], rim[4], rim[5], (x + size * 0.05, y), (x + size * 0.12, y - top * 0.5)], darker(color, 0.25)
    )
    pen.poly([rim[1], rim[2], rim[3], (x - size * 0.1, y - top * 0.7)], lighter(color, 0.12))
