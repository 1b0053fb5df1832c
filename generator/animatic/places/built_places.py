"""Places people have built under the sky: a market, a bridge, a stadium."""

from __future__ import annotations

import random

from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, polygon
from generator.animatic.places import buildings
from generator.animatic.places import nature as put
from generator.animatic.places.ground import HORIZON, air, plain, snowy
from generator.animatic.places.lights import LAMP, pool, shadow
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.things.stuff import WOOD


def market_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """House fronts, and strings of bulbs over a row of stalls."""
    x = -9.0
    while x < 9:
        w = roll.uniform(1.9, 2.7)
        tone = hsv(roll.choice((0.05, 0.09, 0.55)), roll.uniform(0.15, 0.3), roll.uniform(0.66, 0.82))
        buildings.house(
            pen, x + w / 2, HORIZON + 0.4, w, roll.uniform(2.2, 2.9), air(mood, tone, 0.2), mood, roll
        )
        x += w - 0.01
    pen.rect(-18, HORIZON + 0.35, 36, 1.5, air(mood, rgb(0xA69C90), 0.1))
    for row in (-2.45, -2.75):
        for i in range(-7, 7):
            a, b = (i * 1.3, row), (i * 1.3 + 1.3, row)
            pen.curve([a, (a[0] + 0.65, row + 0.22), b], rgb(0x3A3640), 0.014)
            for k in (0.2, 0.5, 0.8):
                at = (a[0] + 1.3 * k, row + 0.2 - abs(k - 0.5) * 0.35)
                pen.oval(*at, 0.035, 0.045, (1.2, 1.05, 0.7))
                if mood.hour is not Hour.DAY:
                    pen.glow(*at, 0.4, LAMP, 0.6)


def market_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Cobbles between two rows of stalls."""
    stone = snowy(mood, rgb(0xA3988C))
    plain(pen, stone, HORIZON + 0.55)
    for row in range(11):
        y = -0.42 + 0.03 * row + 0.017 * row * row
        for i in range(-26, 27):
            w = 0.24 + 0.03 * row
            pen.oval(i * w + w / 2 * (row % 2), y, w * 0.43, 0.025 + 0.008 * row, darker(stone, 0.13), 0.5)
    for x, hue in ((-3.3, 0.01), (3.3, 0.58), (-1.9, 0.13), (1.95, 0.36)):
        near = abs(x) > 2.5
        _stall(pen, x, -0.12 if near else -0.34, 1.0 if near else 0.72, hsv(hue, 0.42, 0.64), mood, roll)


def _stall(
    pen: Pen,
    x: float,
    y: float,
    size: float,
    color: tuple[float, float, float],
    mood: Mood,
    roll: random.Random,
) -> None:
    """A stall with a striped awning and goods on its board."""
    shadow(pen, x, y, 1.0 * size)
    with pen.moved(x, y, size=size):
        for dx in (-0.78, 0.78):
            pen.rect(dx - 0.035, -2.1, 0.07, 2.1, darker(WOOD, 0.2))
        pen.rect(-0.85, -0.85, 1.7, 0.85, darker(WOOD, 0.12))
        for i in range(6):
            pen.rect(-0.85 + i * 0.285, -0.85, 0.02, 0.85, darker(WOOD, 0.4))
        pen.rect(-0.92, -0.92, 1.84, 0.1, lighter(WOOD, 0.15), r=0.02)
        for i in range(3):
            hue = roll.choice((0.0, 0.07, 0.13, 0.27, 0.8))
            for k in range(9):
                at = (-0.62 + i * 0.62 + (k % 5 - 2) * 0.1, -0.98 - 0.1 * (k // 5))
                pen.oval(
                    *at, 0.07, 0.07, hsv(hue + roll.uniform(-0.02, 0.02), 0.55, roll.uniform(0.65, 0.85))
                )
        for i in range(7):
            left = -1.05 + i * 0.3
            tone = color if i % 2 else rgb(0xF0E8D6)
            pen.poly(
                [(left * 0.86, -2.3), (left * 0.86 + 0.258, -2.3), (left + 0.3, -1.85), (left, -1.85)], tone
            )
            pen.oval(left + 0.15, -1.85, 0.15, 0.1, tone)
        if mood.hour is not Hour.DAY:
            pen.glow(0, -1.6, 1.7, LAMP, 0.55)


def bridge_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """The river below with its banks."""
    put.sea(pen, HORIZON + 0.18, 2.0, mood, roll)
    for i in range(22):
        x = -9 + i * 0.85
        if abs(x) > 2.4:
            bank = HORIZON + 0.24 + 0.05 * abs(x) / 3
            put.bush(pen, x, bank, roll.uniform(0.3, 0.55), air(mood, put.leaf(mood, roll), 0.25), roll)


def bridge_ground(pen: Pen, mood: Mood, _roll: random.Random) -> None:
    """A stone deck with a balustrade, and lamps upon it."""
    stone = snowy(mood, rgb(0xA89F92))
    pen.rect(-18, -0.62, 36, 0.26, darker(stone, 0.3))
    for i in range(-30, 31):
        x = i * 0.34
        pen.blob([(x - 0.06, -0.6), (x - 0.1, -0.82), (x - 0.05, -1.1), (x + 0.05, -1.1), (x + 0.1, -0.82),
                  (x + 0.06, -0.6)], darker(stone, 0.08))  # fmt: skip
    pen.rect(-18, -1.2, 36, 0.14, lighter(stone, 0.14))
    pen.rect(-18, -1.07, 36, 0.03, darker(stone, 0.35))
    for i in range(-3, 4):
        x = i * 2.72
        pen.rect(x - 0.22, -1.3, 0.44, 0.95, stone)
        pen.rect(x - 0.28, -1.36, 0.56, 0.1, lighter(stone, 0.2))
        if i % 2:
            with pen.moved(x, -1.34, size=0.55):
                buildings.street_lamp(pen, 0, 0, mood)
    pen.fade(-18, -0.4, 36, 4.4, stone, darker(stone, 0.42))
    for row in range(8):
        y = -0.34 + 0.05 * row + 0.025 * row * row
        pen.line([(-18, y), (18, y)], darker(stone, 0.18), 0.012)
        for i in range(-16, 17):
            w = 0.55 + 0.09 * row
            pen.line([(i * w + w / 2 * (row % 2), y), ((i * w + w / 2 * (row % 2)) * 1.06,
                                                       y + 0.05 + 0.05 * row)],
                     darker(stone, 0.18), 0.012)  # fmt: skip


def stadium_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """The stand opposite: rows of people as dots, floodlights under the roof."""
    shell = air(mood, rgb(0x77808C), 0.3)
    pen.poly(
        [(-18, HORIZON + 0.4), (-18, -3.2), (-6, -2.75), (6, -2.75), (18, -3.2), (18, HORIZON + 0.4)], shell
    )
    pen.rect(-18, -2.95, 36, 0.18, darker(shell, 0.35))
    for row in range(9):
        y = -2.55 + row * 0.17
        pen.rect(-18, y + 0.06, 36, 0.03, darker(shell, 0.25))
        for i in range(-62, 63):
            if roll.random() < 0.8:
                tone = hsv(
                    roll.choice((0.0, 0.08, 0.13, 0.58, 0.6)), roll.uniform(0.1, 0.5), roll.uniform(0.45, 0.9)
                )
                pen.oval(i * 0.15 + roll.uniform(-0.03, 0.03), y, 0.045, 0.055, air(mood, tone, 0.2))
    for i in range(-9, 10):
        pen.rect(i * 0.62 - 0.2, -2.79, 0.4, 0.07, (1.3, 1.28, 1.15), r=0.03)
    if mood.hour is not Hour.DAY:
        for x in (-4.6, -2.3, 0.0, 2.3, 4.6):
            pen.glow(x, -2.75, 2.1, (0.95, 0.97, 1.0), 0.5)


def stadium_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Boards along the line."""
    for i in range(-7, 8):
        tone = hsv(roll.choice((0.0, 0.12, 0.58, 0.38)), 0.5, 0.62)
        pen.rect(i * 1.5 - 0.74, HORIZON + 0.2, 1.48, 0.36, air(mood, tone, 0.1))
        pen.rect(i * 1.5 - 0.45, HORIZON + 0.33, 0.9, 0.1, (1, 1, 1), 0.8, r=0.02)


def stadium_ground(pen: Pen, mood: Mood, _roll: random.Random) -> None:
    """Mown grass in stripes, white lines."""
    grass = snowy(mood, rgb(0x5E8C4C))
    plain(pen, grass, HORIZON + 0.5)
    for i in range(-8, 9):
        if i % 2:
            pen.path(polygon([(i * 1.1, -0.55), (i * 1.1 + 1.1, -0.55), (i * 2.6 + 2.6, 4), (i * 2.6, 4)]),
                     lighter(grass, 0.18), 0.5)  # fmt: skip
    pen.line([(-18, -0.36), (18, -0.36)], (1, 1, 1), 0.05, 0.9)
    pen.curve([(-3.4, -0.34), (-2.2, 0.35), (0, 0.6), (2.2, 0.35), (3.4, -0.34)], (1, 1, 1), 0.05, 0.85)
    if mood.hour is not Hour.DAY:
        pool(pen, 0, 0.2, 5.2, 0.4, (0.95, 0.98, 1.0))


def wall_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Hills with a town wall and towers far off."""
    put.ridge(pen, HORIZON + 0.1, 1.1, air(mood, snowy(mood, rgb(0x6E8A86)), 0.55), roll)
    stone = air(mood, rgb(0xA89A84), 0.45)
    for x in (-4.2, -1.6, 2.6):
        h = roll.uniform(0.7, 1.3)
        pen.rect(x - 0.22, HORIZON + 0.1 - h, 0.44, h, mix(stone, mood.sky[1], 0.1))
        for k in (-0.2, -0.05, 0.1):
            pen.rect(x + k, HORIZON + 0.02 - h, 0.1, 0.1, stone)
