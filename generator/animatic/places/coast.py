"""Sea, shore, harbour and deck."""

from __future__ import annotations

import random

from generator.animatic.palette import darker, hsv, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import buildings, country
from generator.animatic.places import nature as put
from generator.animatic.places.furniture import barrel, crate
from generator.animatic.places.ground import HORIZON, air, snowy
from generator.animatic.places.mood import Mood


def sea_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """The open sea, perhaps with an island."""
    if roll.random() < 0.6:
        x = roll.choice((-1, 1)) * roll.uniform(2.2, 4.2)
        land = air(mood, rgb(0x55696A), 0.5)
        pen.blob([(x - 2.4, HORIZON + 0.06), (x - 1.4, HORIZON - 0.34), (x, HORIZON - 0.5), (x + 1.3,
            HORIZON - 0.25),
                  (x + 2.6, HORIZON + 0.06)], land)  # fmt: skip
    put.sea(pen, HORIZON, 1.6, mood, roll)


def sea_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Nearer water, perhaps with a boat."""
    put.sea(pen, HORIZON + 0.3, 1.8, mood, roll)
    if roll.random() < 0.7:
        put.boat(
            pen,
            roll.choice((-1, 1)) * roll.uniform(1.8, 3.4),
            HORIZON + 0.42,
            0.55,
            hsv(roll.random(), 0.5, 0.55),
        )


def beach_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Sand with a line of foam."""
    sand = snowy(mood, rgb(0xD9C39A))
    edge = [(-18, -0.42), (-9, -0.38), (-4, -0.45), (0, -0.36), (4, -0.44), (9, -0.37), (18, -0.42)]
    pen.blob([(-18, 6), *edge, (18, 6)], sand)
    pen.curve([(x, y - 0.015) for x, y in edge], rgb(0xF3F1E8), 0.06, 0.85)
    pen.fade(-18, -0.3, 36, 4.5, sand, darker(sand, 0.25), 0.0, 1.0)
    for _ in range(50):
        y = roll.uniform(-0.25, 1.6)
        pen.oval(
            roll.uniform(-9, 9),
            y,
            0.03 * (0.6 + y),
            0.014 * (0.6 + y),
            darker(sand, roll.uniform(0.15, 0.4)),
            0.7,
        )


def cliff_mid(pen: Pen, mood: Mood, _roll: random.Random) -> None:
    """A headland with a lighthouse."""
    side = -mood.side
    rock = air(mood, rgb(0x6A675F), 0.12)
    x = side * 1.9
    pen.blob([(x - 3.0, 0.2), (x - 1.9, -0.75), (x - 1.0, -1.15), (x + 0.2, -1.3), (x + 1.4, -1.12),
              (x + 2.4, -0.6),
              (x + 3.2, 0.2)], rock)  # fmt: skip
    pen.blob(
        [(x - 1.3, -1.03), (x - 0.4, -1.3), (x + 0.9, -1.28), (x + 1.6, -1.0), (x, -1.1)],
        air(mood, rgb(0x738A55), 0.1),
    )
    buildings.lighthouse(pen, x, -1.25, 2.0, mood)


def harbour_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Houses around a bay."""
    country.hills(pen, mood, roll)
    x = -8.0
    while x < 8:
        w = roll.uniform(0.5, 0.9)
        buildings.house(
            pen,
            x,
            HORIZON + 0.1,
            w,
            roll.uniform(0.5, 0.95),
            air(mood, hsv(roll.random(), 0.25, 0.82), 0.25),
            mood,
            roll,
        )
        x += w + roll.uniform(0.0, 0.3)


def harbour_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Boats at their moorings."""
    put.sea(pen, HORIZON + 0.2, 1.8, mood, roll)
    for x in (-3.6, 0.9, 3.4):
        put.boat(
            pen,
            x + roll.uniform(-0.4, 0.4),
            HORIZON + 0.55,
            roll.uniform(0.75, 1.05),
            hsv(roll.random(), 0.5, 0.5),
        )


def harbour_ground(pen: Pen, mood: Mood, _roll: random.Random) -> None:
    """The planks of a pier with bollards."""
    wood = snowy(mood, rgb(0x8B735B))
    pen.fade(-18, -0.42, 36, 4.6, wood, darker(wood, 0.4))
    pen.rect(-18, -0.46, 36, 0.09, darker(wood, 0.35))
    for i in range(-44, 45):
        pen.line([(i * 0.36, -0.4), (i * 0.95, 4.0)], darker(wood, 0.3), 0.014)
    for x in (-4.6, -2.9, 2.5, 4.4):
        pen.rect(x - 0.12, -0.86, 0.24, 0.62, darker(wood, 0.2), r=0.05)
        pen.rect(x - 0.14, -0.7, 0.28, 0.09, rgb(0xC9B78E), r=0.03)
    barrel(pen, -3.6, -0.05, 0.7)
    crate(pen, 3.5, 0.0, 0.6)


def deck_ground(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """The deck of a ship with rail and mast."""
    wood = rgb(0xA07C58)
    pen.blob([(-18, 5), (-9, -0.1), (-4, -0.34), (0, -0.4), (4, -0.34), (9, -0.1), (18, 5)], wood)
    pen.fade(-18, 0.0, 36, 4, wood, darker(wood, 0.4), 0.0, 1.0)
    for i in range(-26, 27):
        pen.line([(i * 0.3, -0.33), (i * 0.85, 3.4)], darker(wood, 0.3), 0.013)
    for y in (-1.1, -0.72):
        pen.curve([(-8, y + 0.2), (-4, y), (0, y - 0.06), (4, y), (8, y + 0.2)], rgb(0xE6DFCE), 0.05)
    for i in range(-7, 8):
        pen.rect(i * 1.05 - 0.03, -1.12, 0.06, 0.82, rgb(0xE6DFCE))
    x = roll.choice((-2.5, 2.5))
    pen.rect(x - 0.09, -9, 0.18, 9, rgb(0x7A5C42))
    pen.line([(x, -6), (x - 6, -0.3)], rgb(0x6B5A48), 0.025)
    pen.line([(x, -6), (x + 6, -0.3)], rgb(0x6B5A48), 0.025)
    barrel(pen, -x * 1.35, -0.05, 0.72)
