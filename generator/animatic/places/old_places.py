"""Places where time has passed: ruins, a graveyard, a swamp, a plain of snow."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, lighter, mix, rgb
from generator.animatic.pen import Pen, polygon
from generator.animatic.places import nature as put
from generator.animatic.places import yard_things as yard
from generator.animatic.places.ground import HORIZON, air, plain, snowy
from generator.animatic.places.lights import LAMP
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.nature import boulder

_STONE = rgb(0xB3A88F)
_SNOW = rgb(0xEAF0F5)


def ruins_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A row of columns under a piece of roof, a broken arch."""
    stone = air(mood, _STONE, 0.22)
    put.ridge(pen, HORIZON + 0.22, 0.3, air(mood, snowy(mood, rgb(0x8B9163)), 0.2), roll)
    side = mood.side
    for i in range(4):
        yard.column(pen, side * (1.4 + i * 0.75), HORIZON + 0.45, 1.75, stone, broken=False)
    left = min(side * 1.1, side * 4.0)
    pen.rect(left, HORIZON - 1.68, 2.9, 0.22, lighter(stone, 0.08))
    pen.poly([(left - 0.1, HORIZON - 1.68), (left + 1.45, HORIZON - 2.3), (left + 2.1, HORIZON - 2.02),
              (left + 2.0,
              HORIZON - 1.68)], stone)  # fmt: skip
    x = -side * 2.5
    for dx in (-0.75, 0.75):
        pen.rect(x + dx - 0.2, HORIZON - 1.0, 0.4, 1.5, darker(stone, 0.08))
    arch = [
        (x - 0.75, HORIZON - 0.9),
        (x - 0.6, HORIZON - 1.45),
        (x, HORIZON - 1.75),
        (x + 0.6, HORIZON - 1.45),
        (x + 0.75, HORIZON - 0.9),
    ]
    pen.curve(arch, stone, 0.34)
    for _ in range(9):
        put.bush(pen, roll.choice((-1, 1)) * roll.uniform(1.3, 6), HORIZON + 0.46, 0.36,
                 air(mood, put.leaf(mood, roll), 0.15), roll)  # fmt: skip


def ruins_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Slabs with grass between them, broken columns and stones."""
    color = snowy(mood, mix(_STONE, rgb(0x8C9464), 0.45))
    plain(pen, color, HORIZON + 0.45)
    for row in range(5):
        y = -0.42 + 0.16 * row + 0.06 * row * row
        for i in range(-6, 7):
            if roll.random() < 0.6:
                w, h = 0.75 + 0.2 * row, 0.1 + 0.06 * row
                x = i * (w + 0.08) + roll.uniform(-0.04, 0.04)
                pen.path(polygon([(x, y), (x + w, y), (x + w * 1.03, y + h), (x - w * 0.02, y + h)]),
                         snowy(mood, lighter(_STONE, roll.uniform(0.0, 0.18))), 0.75)  # fmt: skip
    for x, h in ((-3.3, 1.5), (3.4, 0.8), (2.35, 0.45)):
        yard.column(pen, x, -0.12, h, _STONE, broken=True)
    boulder(pen, -2.3, -0.05, 0.45, _STONE, roll)
    put.grass(pen, -0.5, 1.5, lighter(rgb(0x7C8A52), 0.1), roll, 90)


def graveyard_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A chapel with its spire, bare trees, rows of stones."""
    put.ridge(pen, HORIZON + 0.25, 0.3, air(mood, snowy(mood, rgb(0x6C7F58)), 0.18), roll)
    x, stone = mood.side * 2.6, air(mood, rgb(0x9A948A), 0.15)
    pen.rect(x - 0.9, HORIZON - 0.95, 1.8, 1.35, stone)
    pen.poly(
        [(x - 1.05, HORIZON - 0.92), (x - 0.2, HORIZON - 1.6), (x + 1.05, HORIZON - 0.92)], rgb(0x4B4A52)
    )
    pen.rect(x - 0.95, HORIZON - 1.7, 0.6, 2.1, darker(stone, 0.1))
    pen.poly(
        [(x - 1.02, HORIZON - 1.68), (x - 0.65, HORIZON - 2.75), (x - 0.28, HORIZON - 1.68)], rgb(0x45434C)
    )
    pen.rect(x - 0.67, HORIZON - 2.98, 0.04, 0.3, rgb(0x33323A))
    pen.rect(x - 0.74, HORIZON - 2.9, 0.18, 0.04, rgb(0x33323A))
    dark = mood.hour in (Hour.NIGHT, Hour.DUSK)
    for dx in (-0.1, 0.35):
        pen.rect(x + dx, HORIZON - 0.65, 0.2, 0.5, (1.2, 0.95, 0.55) if dark else rgb(0x4E5A66), r=0.08)
    if dark:
        pen.glow(x + 0.2, HORIZON - 0.4, 1.1, LAMP, 0.45)
    for at in (-mood.side * 2.5, -mood.side * 4.6, mood.side * 4.9):
        bare_tree(pen, at, HORIZON + 0.42, 2.3, air(mood, rgb(0x3F3A38), 0.1), roll)
    for i in range(11):
        yard.gravestone(pen, -5 + i * 1.0 + roll.uniform(-0.2, 0.2), HORIZON + 0.5, 0.5, roll)


def graveyard_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Grass, headstones on both sides of a path, fallen leaves."""
    color = snowy(mood, rgb(0x68794F))
    plain(pen, color, HORIZON + 0.42)
    pen.blob(
        [(-0.5, -0.62), (-0.9, 0.2), (-1.9, 4), (2.1, 4), (1.0, 0.2), (0.55, -0.62)],
        mix(color, rgb(0xA79C88), 0.6),
    )
    put.grass(pen, -0.55, 1.6, lighter(color, 0.12), roll, 110)
    for x, y, size in (
        (-2.4, -0.32, 0.75),
        (-3.5, -0.1, 1.0),
        (2.5, -0.3, 0.8),
        (3.5, -0.08, 1.05),
        (-1.7, -0.45, 0.6),
    ):
        yard.gravestone(pen, x, y, size, roll)
    for _ in range(26):
        y = roll.uniform(-0.4, 1.4)
        pen.oval(roll.uniform(-6, 6), y, 0.04 + 0.02 * y, 0.018 + 0.01 * y, rgb(0xA8703A), 0.8)


def bare_tree(pen: Pen, x: float, y: float, h: float, color: Color, roll: random.Random) -> None:
    """A tree without leaves."""
    pen.poly(
        [(x - h * 0.04, y), (x - h * 0.018, y - h * 0.5), (x + h * 0.018, y - h * 0.5), (x + h * 0.04, y)],
        color,
    )
    for side, start, rise in ((-1, 0.4, 0.34), (1, 0.46, 0.42), (-1, 0.5, 0.5), (1, 0.36, 0.25)):
        bend = side * h * roll.uniform(0.16, 0.3)
        tip = (x + bend, y - h * (start + rise))
        pen.curve(
            [(x, y - h * start), (x + bend * 0.6, y - h * (start + rise * 0.35)), tip], color, h * 0.022
        )
        for k in (0.45, 0.75):
            at = (x + bend * k, y - h * (start + rise * k * 0.85))
            pen.line([at, (at[0] + side * h * 0.1, at[1] - h * 0.1)], color, h * 0.014)


def swamp_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Dead trees in the mist."""
    pen.rect(-18, HORIZON - 0.4, 36, 3, air(mood, rgb(0x6B7B60), 0.55))
    put.ridge(pen, HORIZON + 0.2, 0.8, air(mood, rgb(0x5C6E58), 0.5), roll)
    for _ in range(14):
        bare_tree(
            pen,
            roll.uniform(-9, 9),
            HORIZON + 0.3,
            roll.uniform(1.6, 3.0),
            air(mood, rgb(0x4A5248), 0.45),
            roll,
        )
    pen.fade(-18, HORIZON - 0.9, 36, 1.3, mood.sky[1], mood.sky[1], 0.0, 0.55)


def swamp_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Green water with reeds and stumps."""
    water = air(mood, rgb(0x4B5F4C), 0.15)
    pen.fade(-18, HORIZON + 0.25, 36, 1.4, lighter(mix(water, mood.sky[1], 0.35), 0.05), darker(water, 0.25))
    for _ in range(34):
        x, y = roll.uniform(-9, 9), roll.uniform(HORIZON + 0.32, -0.3)
        pen.oval(x, y, roll.uniform(0.08, 0.2), 0.025, mix(rgb(0x7E9A55), water, 0.2))
    for _ in range(40):
        x = roll.choice((-1, 1)) * roll.uniform(1.2, 8)
        y, h = HORIZON + roll.uniform(0.35, 0.7), roll.uniform(0.4, 0.9)
        pen.line([(x, y), (x + roll.uniform(-0.1, 0.1), y - h)], rgb(0x6E7A45), 0.022)
        pen.rect(x - 0.03, y - h - 0.02, 0.06, 0.2, rgb(0x6A4A34), r=0.03)
    if mood.hour is Hour.NIGHT:
        for _ in range(16):
            at = roll.uniform(-5, 5), roll.uniform(HORIZON - 0.7, -0.4)
            pen.oval(*at, 0.022, 0.022, (1.1, 1.15, 0.6))
            pen.glow(*at, 0.28, (0.85, 1.0, 0.45), 0.6)
    for x in (-3.4, 3.0):
        put.trunk(pen, x, HORIZON + 0.75, 0.42, air(mood, rgb(0x4A453B), 0.1))


def swamp_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A tongue of mud and moss in dark water."""
    mud = snowy(mood, rgb(0x626648))
    pen.fade(-18, -0.45, 36, 4, rgb(0x3D5047), rgb(0x1F2C2A))
    for i in range(16):
        x, y = roll.uniform(-7, 7), roll.uniform(-0.35, 1.2)
        pen.line([(x, y), (x + 0.3 + 0.03 * i, y)], mood.sky[1], 0.016, 0.35)
    pen.blob(
        [
            (-5.5, 4),
            (-3.2, 0.5),
            (-2.6, -0.1),
            (-1.4, -0.42),
            (1.2, -0.45),
            (2.5, -0.12),
            (3.2, 0.45),
            (5.5, 4),
        ],
        mud,
    )
    pen.blob([(-4.6, 4), (-2.6, 0.6), (-1.4, -0.2), (1.3, -0.24), (2.7, 0.55), (4.6, 4)], lighter(mud, 0.1))
    put.grass(pen, -0.4, 1.4, rgb(0x7C8450), roll, 110)


def snow_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Drifts, and a few firs under snow."""
    put.ridge(pen, HORIZON + 0.25, 0.35, air(mood, mix(_SNOW, rgb(0x9DB4CC), 0.4), 0.25), roll)
    for _ in range(13):
        put.pine(pen, roll.choice((-1, 1)) * roll.uniform(1.6, 8), HORIZON + 0.34, roll.uniform(0.5, 1.2),
                 air(mood, rgb(0x4C6660), 0.25), snow=True)  # fmt: skip
    pen.blob(
        [(-18, 4), (-18, -0.75), (-6, -0.68), (-1, -0.8), (5, -0.66), (18, -0.78), (18, 4)],
        air(mood, _SNOW, 0.12),
    )


def snow_ground(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Smooth snow in soft waves with a line of foot prints."""
    blue = mix(_SNOW, rgb(0x8FA9C6), 0.45)
    pen.blob(
        [(-18, 6), (-18, -0.5), (-7, -0.4), (-2, -0.52), (3, -0.38), (9, -0.5), (18, -0.4), (18, 6)], _SNOW
    )
    pen.fade(-18, -0.2, 36, 3.4, _SNOW, darker(blue, 0.2), 0.0, 1.0)
    for _ in range(9):
        x, y = roll.uniform(-7, 7), roll.uniform(-0.25, 1.2)
        pen.curve([(x - 1.2, y + 0.05), (x, y - 0.05), (x + 1.3, y + 0.06)], blue, 0.05, 0.6)
    for i in range(14):
        k = i / 14
        x, y = -0.9 - 2.2 * k + 0.09 * (i % 2), -0.42 + 0.9 * (1 - k) ** 2
        pen.oval(x, y, 0.05 + 0.05 * (1 - k), 0.02 + 0.02 * (1 - k), darker(blue, 0.15))
