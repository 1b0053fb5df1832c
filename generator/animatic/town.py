"""Streets, roofs, school yards."""

from __future__ import annotations

import random

from generator.animatic import nature as put
from generator.animatic.ground import HORIZON, air, plain, snowy
from generator.animatic.mood import Hour, Mood
from generator.animatic.palette import darker, hsv, lighter, rgb
from generator.animatic.pen import Pen


def city_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A skyline, lit at night."""
    x = -11.0
    while x < 11:
        w, h = roll.uniform(0.5, 1.1), roll.uniform(0.9, 2.7)
        color = air(mood, rgb(0x6F7886), 0.48 + roll.uniform(-0.08, 0.08))
        pen.rect(x, HORIZON + 0.2 - h, w, h, color)
        if mood.hour in (Hour.NIGHT, Hour.DUSK):
            for _ in range(int(h * 6)):
                wx, wy = x + roll.uniform(0.06, w - 0.12), HORIZON + 0.15 - roll.uniform(0.1, h)
                pen.rect(wx, wy, 0.05, 0.07, (1.35, 1.08, 0.66), 0.8)
        x += w * roll.uniform(0.85, 1.1)


def street_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A row of house fronts."""
    x = -10.0
    while x < 10:
        w = roll.uniform(1.7, 2.6)
        color = hsv(
            roll.choice((0.03, 0.08, 0.11, 0.3, 0.55, 0.6)) + roll.uniform(-0.02, 0.02),
            roll.uniform(0.18, 0.38),
            roll.uniform(0.6, 0.8),
        )
        put.house(
            pen, x + w / 2, HORIZON + 0.42, w, roll.uniform(2.3, 3.3), air(mood, color, 0.1), mood, roll
        )
        pen.rect(
            x + w * 0.38,
            HORIZON - 0.5,
            w * 0.24,
            0.92,
            darker(hsv(roll.choice((0.0, 0.08, 0.35, 0.58)), 0.4, 0.45), 0.2),
            r=0.02,
        )
        if roll.random() < 0.5:
            awning = hsv(roll.random(), 0.36, 0.66)
            pen.poly(
                [
                    (x + w * 0.06, HORIZON - 0.55),
                    (x + w * 0.94, HORIZON - 0.55),
                    (x + w, HORIZON - 0.3),
                    (x, HORIZON - 0.3),
                ],
                awning,
            )
        x += w + 0.02


def street_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Pavement, kerb, road and lamps."""
    paving, road = snowy(mood, rgb(0xA9A298)), rgb(0x5B5D63)
    plain(pen, paving, HORIZON + 0.4)
    for i in range(-40, 41):
        pen.line([(i * 0.5, HORIZON + 0.4), (i * 0.92, 0.55)], darker(paving, 0.16), 0.012)
    for y in (-0.5, -0.3, 0.0):
        pen.line([(-18, y), (18, y)], darker(paving, 0.16), 0.012)
    pen.rect(-18, 0.55, 36, 5, snowy(mood, road))
    pen.rect(-18, 0.42, 36, 0.14, lighter(paving, 0.15))
    for i in range(-8, 9):
        pen.rect(i * 1.8, 1.2, 0.9, 0.1, rgb(0xD8D2BE), 0.8)
    for x in (-4.4, 3.9):
        put.street_lamp(pen, x, -0.2, mood)
    if mood.rain:
        for _ in range(14):
            pen.oval(
                roll.uniform(-7, 7),
                roll.uniform(-0.4, 1.4),
                roll.uniform(0.2, 0.6),
                0.035,
                lighter(mood.sky[1], 0.2),
                0.35,
            )


def roof_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Roofs and upper floors around."""
    x = -9.0
    while x < 9:
        w = roll.uniform(1.1, 2.0)
        color = air(mood, hsv(roll.choice((0.05, 0.1, 0.58)), 0.2, 0.6), 0.22)
        put.house(
            pen,
            x + w / 2,
            HORIZON + 1.2,
            w,
            roll.uniform(1.2, 2.4),
            color,
            mood,
            roll,
            roof=roll.random() < 0.4,
        )
        x += w + roll.uniform(0.05, 0.4)


def roof_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A flat roof with parapet, chimney and aerial."""
    roof, wall = snowy(mood, rgb(0x7F7D80)), rgb(0x8C6B5C)
    pen.fade(-18, -0.4, 36, 4.6, roof, darker(roof, 0.35))
    pen.rect(-18, -0.82, 36, 0.46, wall)
    pen.rect(-18, -0.88, 36, 0.1, lighter(wall, 0.25))
    for i in range(-30, 31):
        pen.line([(i * 0.45, -0.76), (i * 0.45, -0.4)], darker(wall, 0.2), 0.014)
    x = roll.choice((-3.2, 3.2))
    pen.rect(x - 0.45, -1.55, 0.9, 1.45, darker(wall, 0.12))
    pen.rect(x - 0.52, -1.62, 1.04, 0.1, lighter(wall, 0.12))
    pen.line([(-x, -0.2), (-x, -2.6)], put.BARK, 0.05)
    for y, half in ((-2.4, 0.4), (-2.1, 0.55), (-1.8, 0.45)):
        pen.line([(-x - half, y), (-x + half, y)], rgb(0x4A4E54), 0.035)


def yard_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A large building with its entrance."""
    color = air(mood, hsv(roll.choice((0.03, 0.09)), 0.32, 0.7), 0.1)
    put.house(pen, 0.0, HORIZON + 0.42, 7.5, 2.6, color, mood, roll, roof=False)
    pen.rect(-0.55, HORIZON - 0.75, 1.1, 1.17, rgb(0x5A4636))
    pen.poly([(-0.9, HORIZON - 0.78), (0, HORIZON - 1.2), (0.9, HORIZON - 0.78)], lighter(color, 0.3))
    for x in (-5.4, 5.4):
        put.tree(pen, x, HORIZON + 0.42, 2.6, put.LEAF, roll)
