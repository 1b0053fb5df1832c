"""What stands on shelves; each draws one piece with its left foot at (x, base), in metres."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.things.stuff import WOOD

Ware = Callable[[Pen, float, float, random.Random], float]
"""Draws a piece of 0.2 to 0.31 metres at most and returns how far on the next one stands."""

CRUST = rgb(0xC98F4A)
STEEL = rgb(0x9BA2A8)
_LEAF = rgb(0x5B8050)


def book(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """The back of a book."""
    tall, wide = roll.uniform(0.2, 0.31), roll.uniform(0.035, 0.075)
    color = hsv(roll.random(), 0.36, roll.uniform(0.4, 0.68))
    pen.rect(x, base - tall, wide, tall, color)
    pen.rect(x, base - tall * 0.8, wide, 0.02, lighter(color, 0.4))
    return wide + 0.006


def bottle(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A bottle with a label."""
    color, tall = hsv(roll.random(), 0.36, 0.6), roll.uniform(0.2, 0.31)
    pen.rect(x, base - tall * 0.62, 0.085, tall * 0.62, color, r=0.015)
    pen.rect(x + 0.03, base - tall, 0.025, tall * 0.45, color)
    pen.rect(x, base - tall * 0.42, 0.085, tall * 0.2, rgb(0xE9E0C9))
    return 0.115


def jar(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A jar with a lid."""
    color, tall = hsv(roll.random(), 0.36, 0.6), roll.uniform(0.2, 0.31)
    pen.rect(x, base - tall * 0.66, 0.12, tall * 0.66, mix(color, (0.9, 0.9, 0.86), 0.35), r=0.02)
    pen.rect(x - 0.005, base - tall * 0.74, 0.13, tall * 0.12, darker(WOOD, 0.2), r=0.01)
    return 0.17


def loaf(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A round loaf with its cuts."""
    crust, half = mix(CRUST, darker(CRUST, 0.4), roll.random()), roll.uniform(0.12, 0.16)
    middle, tall = x + half, roll.uniform(0.14, 0.19)
    pen.blob([(middle - half, base - 0.03), (middle - half * 0.8, base - tall * 0.75), (middle, base - tall),
              (middle + half * 0.8, base - tall * 0.75), (middle + half, base - 0.03), (middle, base)],
             crust)  # fmt: skip
    for k in (-0.4, 0.0, 0.4):
        at = middle + k * half
        pen.line([(at - 0.03, base - tall * 0.85), (at + 0.025, base - tall * 0.5)],
                 lighter(crust, 0.5), 0.022)  # fmt: skip
    return 2 * half + 0.02


def bread_basket(pen: Pen, x: float, base: float, _roll: random.Random) -> float:
    """A basket of long loaves that stand in it."""
    for i in range(5):
        crust = mix(CRUST, darker(CRUST, 0.4), (i * 2 % 5) / 4)
        with pen.moved(x + 0.06 + i * 0.06, base - 0.1, turn=(i - 2) * 6):
            pen.rect(-0.032, -0.23, 0.064, 0.25, crust, r=0.03)
            pen.line([(-0.012, -0.17), (0.014, -0.13)], lighter(crust, 0.5), 0.014)
    wicker = rgb(0x9B7440)
    pen.poly([(x - 0.01, base - 0.14), (x + 0.37, base - 0.14), (x + 0.33, base), (x + 0.03, base)], wicker)
    for y in (0.1, 0.05):
        pen.line([(x + 0.01, base - y), (x + 0.35, base - y)], darker(wicker, 0.3), 0.014)
    return 0.4


def flowers(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A bunch of one colour in a small bucket."""
    petals = hsv(roll.choice((0.95, 0.0, 0.06, 0.13, 0.78, 0.6)), roll.uniform(0.4, 0.6), 0.88)
    bunch(pen, x + 0.11, base, 0.34, petals, roll)
    return 0.23


def potted(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A green plant in a pot of clay."""
    leaf, middle = mix(_LEAF, rgb(0x86A05A), roll.random()), x + 0.11
    for i in range(7):
        tip = (middle + (i - 3) * 0.042, base - 0.31 + 0.02 * abs(i - 3) + roll.uniform(-0.01, 0.01))
        pen.curve([(middle, base - 0.1), ((middle + tip[0]) / 2, base - 0.25), tip],
                  darker(leaf, 0.08 * (i % 3)), 0.034)  # fmt: skip
    pen.poly([(middle - 0.08, base - 0.13), (middle + 0.08, base - 0.13), (middle + 0.055, base),
              (middle - 0.055, base)], rgb(0xB8704A))  # fmt: skip
    return 0.25


def bunch(pen: Pen, x: float, base: float, size: float, petals: Color, roll: random.Random) -> None:
    """A bucket of flowers of one colour, ``size`` metres high, its foot in the middle at ``x``."""
    with pen.moved(x, base, size=size):
        pen.oval(0.0, -0.5, 0.32, 0.2, _LEAF)
        for i in range(9):
            at = (
                -0.3 + 0.15 * (i % 5) + 0.07 * (i // 5),
                -0.62 - 0.17 * (i // 5) + roll.uniform(-0.05, 0.05),
            )
            pen.oval(*at, 0.115, 0.11, mix(petals, lighter(petals, 0.4), (i % 3) / 2))
            pen.oval(*at, 0.04, 0.04, darker(petals, 0.35))
        pen.poly([(-0.26, -0.42), (0.26, -0.42), (0.19, 0.0), (-0.19, 0.0)], STEEL)
        pen.poly([(0.06, -0.42), (0.26, -0.42), (0.19, 0.0), (0.06, 0.0)], darker(STEEL, 0.2))
        pen.line([(-0.27, -0.41), (0.27, -0.41)], lighter(STEEL, 0.4), 0.05)


def medicine(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A white box, or a brown bottle, with a coloured band."""
    band, tall = hsv(roll.choice((0.36, 0.57, 0.0, 0.12)), 0.5, 0.72), roll.uniform(0.16, 0.26)
    if roll.random() < 0.3:
        pen.rect(x, base - tall * 0.75, 0.1, tall * 0.75, rgb(0x8A5A34), r=0.02)
        pen.rect(x + 0.03, base - tall, 0.04, tall * 0.3, rgb(0xE8E6DE))
        pen.rect(x, base - tall * 0.5, 0.1, tall * 0.28, rgb(0xF1EEE4))
        return 0.13
    wide = roll.uniform(0.1, 0.2)
    pen.rect(x, base - tall, wide, tall, rgb(0xF1F2EE))
    pen.rect(x, base - tall * 0.45, wide, tall * 0.22, band)
    return wide + 0.02


def hardware(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A tin of paint with its drip, or a box of screws."""
    if roll.random() < 0.55:
        paint = hsv(roll.random(), 0.55, 0.72)
        pen.rect(x, base - 0.22, 0.19, 0.22, STEEL, r=0.01)
        pen.rect(x, base - 0.17, 0.19, 0.12, paint)
        pen.rect(x - 0.008, base - 0.235, 0.206, 0.03, lighter(STEEL, 0.3), r=0.01)
        pen.rect(x + 0.04, base - 0.22, 0.04, 0.09, paint, r=0.015)
        return 0.21
    pen.rect(x, base - 0.15, 0.22, 0.15, rgb(0x8E6F4B))
    pen.rect(x + 0.03, base - 0.11, 0.16, 0.07, rgb(0xE6DEC8))
    pen.line([(x + 0.06, base - 0.075), (x + 0.16, base - 0.075)], darker(STEEL, 0.4), 0.018)
    return 0.24


def toy(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A bear, a ball, a stack of bricks or a car."""
    bright = hsv(roll.choice((0.0, 0.08, 0.14, 0.35, 0.57, 0.9)), 0.55, 0.86)
    kind = roll.randrange(4)
    if kind == 0:
        bear(pen, x + 0.12, base, 0.3, mix(rgb(0xB07F4A), bright, 0.15))
        return 0.26
    if kind == 1:
        pen.oval(x + 0.1, base - 0.1, 0.1, 0.1, bright)
        pen.oval(x + 0.1, base - 0.1, 0.045, 0.1, lighter(bright, 0.7))
        return 0.23
    if kind == 2:
        for i, tone in enumerate((bright, hsv(roll.random(), 0.5, 0.85), hsv(roll.random(), 0.5, 0.85))):
            pen.rect(x + 0.01 * i, base - 0.095 * (i + 1), 0.09, 0.09, tone, r=0.01)
        return 0.13
    pen.rect(x, base - 0.11, 0.24, 0.08, bright, r=0.03)
    pen.rect(x + 0.06, base - 0.17, 0.12, 0.08, lighter(bright, 0.5), r=0.03)
    for dx in (0.06, 0.18):
        pen.oval(x + dx, base - 0.035, 0.037, 0.037, rgb(0x2E2C33))
    return 0.27


def bear(pen: Pen, x: float, base: float, size: float, fur: Color) -> None:
    """A sitting bear of cloth, ``size`` metres high, its middle at ``x``."""
    with pen.moved(x, base, size=size):
        for side in (-1, 1):
            pen.oval(side * 0.2, -0.88, 0.11, 0.11, darker(fur, 0.15))
            pen.oval(side * 0.28, -0.34, 0.1, 0.15, fur)
            pen.oval(side * 0.2, -0.1, 0.15, 0.11, darker(fur, 0.1))
        pen.oval(0.0, -0.27, 0.25, 0.27, fur)
        pen.oval(0.0, -0.24, 0.14, 0.16, lighter(fur, 0.35))
        pen.oval(0.0, -0.7, 0.26, 0.23, fur)
        pen.oval(0.0, -0.63, 0.11, 0.09, lighter(fur, 0.4))
        for dx, dy in ((-0.1, -0.75), (0.1, -0.75), (0.0, -0.66)):
            pen.oval(dx, dy, 0.028, 0.028, rgb(0x2B2422))


def cut(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A ham with its bone, or a row of chops."""
    meat = hsv(0.98 + roll.uniform(-0.01, 0.02), 0.5, roll.uniform(0.62, 0.72))
    if roll.random() < 0.5:
        pen.rect(x + 0.24, base - 0.09, 0.1, 0.04, rgb(0xEFE6D4), r=0.015)
        pen.blob([(x, base - 0.07), (x + 0.06, base - 0.17), (x + 0.18, base - 0.16), (x + 0.28, base - 0.08),
                  (x + 0.18, base), (x + 0.05, base)], meat)  # fmt: skip
        pen.oval(x + 0.08, base - 0.085, 0.05, 0.06, lighter(meat, 0.5))
        return 0.37
    for i in range(3):
        pen.oval(x + 0.07 + i * 0.1, base - 0.07, 0.07, 0.07, rgb(0xF0DCD2))
        pen.oval(x + 0.08 + i * 0.1, base - 0.07, 0.055, 0.055, mix(meat, lighter(meat, 0.2), i / 2))
    return 0.36


def fruit(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A tray heaped with one kind of fruit or greens."""
    tone = hsv(roll.choice((0.0, 0.03, 0.08, 0.13, 0.24, 0.32)), 0.6, 0.78)
    for row, count in enumerate((5, 4, 3)):
        for i in range(count):
            at = (x + 0.06 + row * 0.035 + i * 0.07, base - 0.11 - row * 0.055)
            pen.oval(*at, 0.042, 0.042, mix(tone, lighter(tone, 0.25), (i + row) % 2))
    pen.rect(x, base - 0.1, 0.4, 0.1, lighter(WOOD, 0.2))
    pen.line([(x, base - 0.05), (x + 0.4, base - 0.05)], darker(WOOD, 0.2), 0.012)
    return 0.42


def teapot(pen: Pen, x: float, base: float, roll: random.Random) -> float:
    """A teapot and a cup."""
    glaze = hsv(roll.choice((0.06, 0.55, 0.4, 0.1)), 0.35, roll.uniform(0.45, 0.85))
    pen.ring(x + 0.24, base - 0.09, 0.045, 0.05, darker(glaze, 0.15), 0.02)
    pen.line([(x + 0.06, base - 0.07), (x, base - 0.14)], glaze, 0.03)
    pen.oval(x + 0.14, base - 0.085, 0.095, 0.085, glaze)
    pen.oval(x + 0.14, base - 0.17, 0.05, 0.02, darker(glaze, 0.25))
    pen.oval(x + 0.14, base - 0.19, 0.018, 0.018, darker(glaze, 0.25))
    pen.rect(x + 0.32, base - 0.06, 0.07, 0.06, lighter(glaze, 0.3), r=0.02)
    return 0.43
