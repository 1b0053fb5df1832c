"""Streets, roofs, school yards."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, hsv, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import buildings
from generator.animatic.places import nature as put
from generator.animatic.places.ground import HORIZON, air, plain, snowy
from generator.animatic.places.mood import Hour, Mood


def city_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A skyline in two depths, its windows lit from dusk on."""
    for share, low, high in ((0.68, 1.2, 2.5), (0.45, 0.6, 1.6)):
        x = -11.0
        while x < 11:
            w, h = roll.uniform(0.45, 0.95), roll.uniform(low, high)
            _tower(pen, x, w, h, air(mood, rgb(0x66707F), share + roll.uniform(-0.06, 0.06)), mood, roll)
            x += w * roll.uniform(0.9, 1.35)


def _tower(pen: Pen, x: float, w: float, h: float, color: Color, mood: Mood, roll: random.Random) -> None:
    top = HORIZON + 0.2 - h
    pen.rect(x, top, w, h, color)
    pen.rect(x + w * 0.72, top, w * 0.28, h, darker(color, 0.1))
    shape = roll.randrange(4)
    if shape == 0:
        pen.rect(x + w * 0.3, top - 0.12, w * 0.3, 0.13, color)
    elif shape == 1:
        pen.poly([(x, top), (x + w / 2, top - w * 0.4), (x + w, top)], color)
    elif shape == 2:
        pen.rect(x + w * 0.48, top - 0.35, 0.02, 0.36, color)
    dark = mood.hour in (Hour.NIGHT, Hour.DUSK)
    for row in range(int(h / 0.17)):
        for column in range(max(2, int(w / 0.14))):
            at = (x + 0.05 + column * 0.135, top + 0.08 + row * 0.17)
            if at[0] > x + w - 0.07:
                continue
            lit = roll.random() < 0.28
            if dark and lit:
                pen.rect(*at, 0.055, 0.075, (1.3, 1.05, 0.66), 0.75)
            elif not dark:
                pen.rect(*at, 0.055, 0.075, darker(color, 0.14 if lit else 0.07))


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
        buildings.house(
            pen, x + w / 2, HORIZON + 0.42, w, roll.uniform(2.3, 3.3), air(mood, color, 0.1), mood, roll
        )
        door = darker(hsv(roll.choice((0.0, 0.08, 0.35, 0.58)), 0.4, 0.45), 0.2)
        if roll.random() < 0.5:
            _shop_front(pen, x, w, hsv(roll.random(), 0.36, 0.6), door, mood)
        else:
            _house_door(pen, x + w / 2, door, mood)
        pen.rect(x, HORIZON + 0.3, w, 0.12, darker(color, 0.35))
        x += w - 0.01


def _house_door(pen: Pen, x: float, color: Color, mood: Mood) -> None:
    """A door with two steps and a lamp over it."""
    top = HORIZON - 0.62
    pen.rect(x - 0.3, top - 0.07, 0.6, 1.1, rgb(0xD9D0BE))
    pen.rect(x - 0.23, top, 0.46, 0.98, color, r=0.02)
    pen.rect(x - 0.16, top + 0.08, 0.32, 0.3, darker(color, 0.25), r=0.02)
    pen.oval(x + 0.15, top + 0.55, 0.025, 0.025, rgb(0xC9A64C))
    pen.rect(x - 0.4, HORIZON + 0.36, 0.8, 0.07, rgb(0xB5ADA0))
    if mood.hour is not Hour.DAY:
        pen.oval(x, top - 0.15, 0.06, 0.05, (1.2, 1.05, 0.7))
        pen.glow(x, top - 0.05, 0.9, (1.0, 0.82, 0.5), 0.55)


def _shop_front(pen: Pen, x: float, w: float, color: Color, door: Color, mood: Mood) -> None:
    """A shop window with goods, lit in the evening, under an awning."""
    dark = mood.hour is not Hour.DAY
    left, top = x + w * 0.1, HORIZON - 0.42
    pen.rect(x + w * 0.05, top - 0.1, w * 0.9, 0.94, darker(color, 0.35))
    pen.fade(left, top, w * 0.52, 0.66, (1.25, 1.02, 0.66) if dark else (0.55, 0.66, 0.72),
             (1.1, 0.8, 0.46) if dark else (0.38, 0.46, 0.52))  # fmt: skip
    for i in range(4):
        pen.oval(left + w * (0.08 + 0.12 * i), top + 0.6, 0.09, 0.12 + 0.04 * (i % 2), darker(color, 0.3))
    pen.poly(
        [(left + 0.1, top + 0.66), (left + 0.25, top + 0.66), (left + 0.5, top), (left + 0.35, top)],
        (1, 1, 1),
        0.14,
    )
    pen.rect(x + w * 0.68, top - 0.05, w * 0.22, 0.88, door, r=0.02)
    for i in range(8):
        tone = color if i % 2 else rgb(0xEFE7D6)
        a, b = x + w * (0.06 + 0.11 * i), x + w * (0.17 + 0.11 * i)
        pen.poly([(a, top - 0.2), (b, top - 0.2), (b + 0.02, top + 0.02), (a - 0.02, top + 0.02)], tone)
    pen.rect(x + w * 0.1, top - 0.42, w * 0.8, 0.2, darker(color, 0.2), r=0.02)
    for i in range(6):
        pen.rect(x + w * (0.22 + 0.1 * i), top - 0.37, w * 0.05, 0.1, rgb(0xEFE3C4))
    if dark:
        pen.glow(left + w * 0.26, top + 0.4, 1.2, (1.0, 0.8, 0.46), 0.5)


def street_ground(pen: Pen, mood: Mood, _roll: random.Random) -> None:
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
        buildings.street_lamp(pen, x, -0.2, mood)


def roof_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Roofs and upper floors around."""
    x = -9.0
    while x < 9:
        w = roll.uniform(1.1, 2.0)
        color = air(mood, hsv(roll.choice((0.05, 0.1, 0.58)), 0.2, 0.6), 0.22)
        buildings.house(
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
    buildings.house(pen, 0.0, HORIZON + 0.42, 7.5, 2.6, color, mood, roll, roof=False)
    pen.rect(-1.05, HORIZON - 2.4, 2.1, 2.82, lighter(color, 0.12))
    pen.poly([(-1.25, HORIZON - 2.38), (0, HORIZON - 2.95), (1.25, HORIZON - 2.38)], darker(color, 0.25))
    pen.oval(0, HORIZON - 1.75, 0.34, 0.34, darker(color, 0.4))
    pen.oval(0, HORIZON - 1.75, 0.28, 0.28, rgb(0xF2ECDC))
    pen.line([(0, HORIZON - 1.97), (0, HORIZON - 1.75), (0.13, HORIZON - 1.7)], rgb(0x3A3540), 0.03)
    pen.rect(-0.55, HORIZON - 0.75, 1.1, 1.17, rgb(0x5A4636))
    pen.rect(-0.02, HORIZON - 0.75, 0.04, 1.17, rgb(0x3A2C22))
    if mood.hour is not Hour.DAY:
        pen.glow(0, HORIZON - 0.6, 1.6, (1.0, 0.82, 0.5), 0.5)
    pen.poly([(-0.9, HORIZON - 0.78), (0, HORIZON - 1.2), (0.9, HORIZON - 0.78)], lighter(color, 0.3))
    for x in (-5.4, 5.4):
        put.tree(pen, x, HORIZON + 0.42, 2.6, put.leaf(mood, roll), roll)
