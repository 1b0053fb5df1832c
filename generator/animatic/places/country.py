"""Open country: fields, woods, mountains, gardens, deserts."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import buildings
from generator.animatic.places import nature as put
from generator.animatic.places.ground import HORIZON, air, plain, snowy
from generator.animatic.places.mood import Mood
from generator.animatic.places.nature import boulder


def hills(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Two lines of hills in the haze."""
    put.ridge(pen, HORIZON + 0.1, 1.3, air(mood, snowy(mood, rgb(0x6E8A86)), 0.6), roll)
    put.ridge(pen, HORIZON + 0.12, 0.7, air(mood, snowy(mood, rgb(0x66855F)), 0.4), roll)


def field_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A line of woods far off, a near hill with trees, a fence."""
    for i in range(40):
        put.bush(
            pen,
            -10 + i * 0.5,
            HORIZON + 0.1,
            roll.uniform(0.2, 0.42),
            air(mood, put.leaf(mood, roll), 0.5),
            roll,
        )
    put.ridge(pen, HORIZON + 0.16, 0.28, air(mood, snowy(mood, rgb(0x7C9A5C)), 0.18), roll)
    for _ in range(7):
        put.tree(pen, roll.choice((-1, 1)) * roll.uniform(1.4, 8.0), HORIZON + 0.16, roll.uniform(0.9, 1.9),
                 air(mood, put.leaf(mood, roll), 0.15), roll)  # fmt: skip


def field_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Grass, flowers and a path."""
    color = snowy(mood, hsv(roll.uniform(0.17, 0.27), 0.4, 0.58))
    plain(pen, color, HORIZON + 0.12)
    pen.blob([(-0.4, HORIZON + 0.14), (0.1, -0.5), (-0.9, 0.3), (-2.4, 4), (2.6, 4), (1.2, 0.3), (0.6,
        -0.5), (-0.1, HORIZON + 0.14)],
             mix(color, rgb(0xC2A57A), 0.55))  # fmt: skip
    put.grass(pen, -0.8, 1.6, lighter(color, 0.12), roll)
    for _ in range(60 * (not mood.snow)):
        y = roll.uniform(-0.6, 1.3)
        size = 0.012 + 0.014 * (y + 0.7)
        pen.oval(roll.uniform(-9, 9), y, size, size, hsv(roll.choice((0.0, 0.13, 0.75)), 0.4, 0.95))


def forest_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Trunks in the haze and a clearing."""
    pen.rect(-18, -12, 36, 12 + HORIZON + 2.2, air(mood, rgb(0x6F8B77), 0.42))
    for i in range(44):
        x = -11 + i * 0.5 + roll.uniform(-0.2, 0.2)
        put.trunk(pen, x, HORIZON + 0.2, roll.uniform(0.1, 0.22), air(mood, rgb(0x55685C), 0.4))
    pen.glow(roll.uniform(-1.5, 1.5), -2.6, 3.4, mood.light.key, 0.4)


def forest_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Nearer trunks and undergrowth."""
    color = air(mood, put.leaf(mood, roll) if mood.autumn or mood.snow else rgb(0x4C5F4B), 0.16)
    for i in range(13):
        x = -7.5 + i * 1.25 + roll.uniform(-0.4, 0.4)
        put.trunk(pen, x, HORIZON + 0.42, roll.uniform(0.22, 0.42), air(mood, rgb(0x5A4B40), 0.14))
    for i in range(26):
        put.bush(pen, -10 + i * 0.8, HORIZON + 0.45, roll.uniform(0.5, 0.9), color, roll)


def forest_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Moss, a path, thick trunks."""
    color = snowy(mood, rgb(0x5F6B45))
    plain(pen, color, HORIZON + 0.38)
    pen.blob([(-0.5, HORIZON + 0.38), (-0.2, -0.3), (-1.3, 0.6), (-2.2, 4), (2.4, 4), (1.0, 0.6), (0.6,
        -0.3), (0.3, HORIZON + 0.38)],
             mix(color, rgb(0x9A7F5E), 0.6))  # fmt: skip
    for x in (-3.4, 3.0, -5.6, 5.4):
        put.trunk(pen, x + roll.uniform(-0.3, 0.3), -0.05, roll.uniform(0.5, 0.7), rgb(0x54453B))
    put.grass(pen, -0.55, 1.6, lighter(color, 0.12), roll, 120)
    for _ in range(90 * mood.autumn):
        y = roll.uniform(-0.5, 1.5)
        pen.oval(roll.uniform(-7, 7), y, 0.05 + 0.02 * y, 0.02 + 0.012 * y, put.leaf(mood, roll), 0.85)


def mountain_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Peaks with snow."""
    for x, w, h in ((-5.5, 6, 2.3), (4.8, 6.4, 2.7), (-1.2, 5.6, 3.1), (8.8, 5, 2.0), (-9.5, 5.5, 2.4)):
        put.peak(
            pen,
            x + roll.uniform(-0.7, 0.7),
            HORIZON + 0.15,
            w,
            h * roll.uniform(0.85, 1.1),
            air(mood, rgb(0x6B7A8A), 0.45),
            roll,
        )


def mountain_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A slope with conifers."""
    put.ridge(pen, HORIZON + 0.3, 0.6, air(mood, snowy(mood, rgb(0x5B7058)), 0.2), roll)
    for _ in range(26):
        put.pine(
            pen,
            roll.uniform(-9, 9),
            HORIZON + 0.32,
            roll.uniform(0.6, 1.3),
            air(mood, rgb(0x3F5E4E), 0.16),
            mood.snow,
        )


def mountain_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Stony grass between two conifers."""
    cliff_ground(pen, mood, roll)
    for x in (-4.2, 4.0):
        put.pine(pen, x + roll.uniform(-0.4, 0.4), -0.15, 3.2, rgb(0x37543F), mood.snow)


def cliff_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Grass and stones on a headland."""
    color = snowy(mood, rgb(0x76875A))
    edge = [(-18, -0.45), (-8, -0.5), (-4, -0.38), (0, -0.45), (4, -0.36), (8, -0.5), (18, -0.42)]
    pen.blob([(-18, 6), *edge, (18, 6)], color)
    pen.fade(-18, -0.2, 36, 4.2, color, darker(color, 0.35), 0.0, 1.0)
    for _ in range(16):
        x, y = roll.uniform(-8, 8), roll.uniform(-0.35, 1.3)
        r = roll.uniform(0.06, 0.2) * (0.8 + y * 0.4)
        pen.blob([(x - r, y), (x - r * 0.6, y - r * 0.8), (x + r * 0.3, y - r), (x + r, y)], rgb(0x7F7B72))
    put.grass(pen, -0.4, 1.6, lighter(color, 0.1), roll, 120)


def garden_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A house behind trees and a hedge."""
    buildings.house(pen, roll.choice((-2.4, 2.4)), HORIZON + 0.35, 2.6, 1.9, hsv(0.09, 0.2, 0.85), mood, roll)
    for _ in range(6):
        put.tree(
            pen,
            roll.uniform(-7, 7),
            HORIZON + 0.4,
            roll.uniform(1.2, 2.2),
            air(mood, put.leaf(mood, roll), 0.1),
            roll,
        )
    for i in range(18):
        put.bush(pen, -8 + i * 0.95, HORIZON + 0.5, 0.6, put.leaf(mood, roll), roll)


def garden_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A lawn with a path of slabs between beds of flowers."""
    lawn = snowy(mood, hsv(roll.uniform(0.22, 0.29), 0.42, 0.54))
    plain(pen, lawn, HORIZON + 0.45)
    put.grass(pen, -0.5, 1.6, lighter(lawn, 0.12), roll, 110)
    for i in range(6):
        y = -0.42 + 0.12 * i + 0.05 * i * i
        half = 0.3 + 0.13 * i
        pen.oval(0.08 * (-1) ** i, y, half, 0.05 + 0.03 * i, darker(lawn, 0.3))
        pen.oval(0.08 * (-1) ** i, y - 0.012, half, 0.05 + 0.028 * i, snowy(mood, rgb(0xB3A999)))
    if not mood.snow:
        for x, y in ((-2.3, -0.32), (-3.5, -0.12), (2.4, -0.3), (3.6, -0.1)):
            put.flowers(pen, x, y, hsv(roll.choice((0.0, 0.12, 0.8, 0.93)), 0.48, 0.85), roll)


def desert_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A nearer dune with its shaded side, a cactus and rocks."""
    sand = rgb(0xD2AC74)
    put.ridge(pen, HORIZON + 0.32, 0.5, air(mood, sand, 0.12), roll)
    for _ in range(3):
        x, w = roll.uniform(-6, 6), roll.uniform(1.4, 2.6)
        pen.blob([(x - w, HORIZON + 0.45), (x - w * 0.3, HORIZON + 0.08), (x, HORIZON - 0.02), (x + w * 0.4,
                                                            HORIZON + 0.3),
                  (x + w, HORIZON + 0.45)], darker(sand, 0.16))  # fmt: skip
    for x in (mood.side * -2.4, mood.side * 3.8):
        cactus(pen, x, HORIZON + 0.62, roll.uniform(0.9, 1.3), air(mood, rgb(0x5F7F55), 0.12))


def cactus(pen: Pen, x: float, y: float, h: float, color: Color) -> None:
    """A tall cactus with two arms."""
    pen.limb([(x, y), (x, y - h)], color, h * 0.17)
    for side, at, up in ((-1, 0.42, 0.3), (1, 0.55, 0.26)):
        elbow = (x + side * h * 0.24, y - h * at)
        pen.limb([(x, y - h * at), elbow, (elbow[0], elbow[1] - h * up)], color, h * 0.12)
    for dx in (-0.03, 0.03):
        pen.line([(x + dx * h, y), (x + dx * h, y - h)], darker(color, 0.2), 0.012)


def desert_ground(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Rippled sand."""
    sand = rgb(0xD8B67F)
    plain(pen, sand, HORIZON + 0.12)
    for _ in range(14):
        x, y = roll.uniform(-9, 9), roll.uniform(-0.7, 1.4)
        pen.curve([(x - 0.8, y), (x, y - 0.07), (x + 0.8, y)], darker(sand, 0.18), 0.02, 0.6)
        pen.curve(
            [(x - 0.7, y + 0.05), (x + 0.1, y - 0.01), (x + 0.7, y + 0.05)], lighter(sand, 0.3), 0.02, 0.5
        )
    for x, size in ((-3.3, 0.6), (2.9, 0.4), (3.6, 0.75)):
        boulder(pen, x, -0.2, size, rgb(0xA98A66), roll)


def dunes(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A line of dunes."""
    put.ridge(pen, HORIZON + 0.14, 0.9, air(mood, rgb(0xCFA873), 0.25), roll)
