"""Places far from the earth: the moon, a strange planet, open space."""

from __future__ import annotations

import math
import random

import skia

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import nature as put
from generator.animatic.places.cosmos import planet, stars
from generator.animatic.places.ground import HORIZON
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.nature import boulder

_NIGHT: Color = (0.035, 0.04, 0.09)
_REGOLITH = rgb(0x9A9791)


def black_sky(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Stars, and the earth over the horizon."""
    pen.rect(-18, -12, 36, 18, _NIGHT)
    stars(pen, roll, 190, -6, HORIZON + 0.1)
    x, y, r = roll.choice((-1, 1)) * 2.1, -2.75, 0.46
    pen.glow(x, y, 1.2, (0.4, 0.6, 1.0), 0.35)
    pen.oval(x, y, r, r, rgb(0x3F74B0))
    for dx, dy, w, h, tone in ((-0.12, -0.1, 0.2, 0.13, 0x6D9960), (0.13, 0.14, 0.16, 0.1, 0x7FA06A),
                               (0.02, -0.3, 0.22, 0.05, 0xEAF0F2), (-0.1, 0.22, 0.2, 0.05, 0xEAF0F2),
                               (0.2, -0.12, 0.14, 0.04, 0xEAF0F2)):  # fmt: skip
        pen.oval(x + dx, y + dy, w, h, rgb(tone), 0.9)
    globe, lit = skia.Path.Circle(x, y, r), skia.Path.Circle(x - 0.16, y - 0.1, r * 1.02)
    pen.path(skia.Op(globe, lit, skia.PathOp.kDifference_PathOp), _NIGHT, 0.75)


def moon_far(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Pale mountains without air between them."""
    put.ridge(pen, HORIZON + 0.15, 0.75, darker(_REGOLITH, 0.45), roll)
    put.ridge(pen, HORIZON + 0.17, 0.35, darker(_REGOLITH, 0.22), roll)


def moon_mid(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """A plain with the rims of craters."""
    pen.fade(-18, HORIZON + 0.14, 36, 3.0, darker(_REGOLITH, 0.12), _REGOLITH)
    for _ in range(12):
        y = roll.uniform(HORIZON + 0.2, -0.4)
        _crater(pen, roll.uniform(-7, 7), y, (0.25 + 0.7 * (y - HORIZON)) * roll.uniform(0.6, 1.2), _REGOLITH)


def moon_ground(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Dust with craters, stones and the prints of boots."""
    _dust(pen, _REGOLITH, roll)
    for x, size in ((-3.4, 0.7), (3.1, 0.9), (-2.2, 0.3), (2.2, 0.25)):
        boulder(pen, x, -0.15, size, darker(_REGOLITH, 0.12), roll)
    for i in range(12):
        x, y = -2.8 + i * 0.45, 0.75 + 0.1 * math.sin(i * 1.7) + 0.09 * (i % 2)
        pen.oval(x, y, 0.085, 0.032, darker(_REGOLITH, 0.42), 0.8)


def _dust(pen: Pen, color: Color, roll: random.Random) -> None:
    rim = [(-18, -0.5), (-9, -0.42), (-4, -0.5), (0, -0.44), (4, -0.52), (9, -0.42), (18, -0.5)]
    pen.blob([(-18, 6), *rim, (18, 6)], lighter(color, 0.1))
    pen.fade(-18, -0.3, 36, 3.6, lighter(color, 0.1), darker(color, 0.45), 0.0, 1.0)
    for _ in range(12):
        y = roll.uniform(-0.3, 1.4)
        x = roll.choice((-1, 1)) * roll.uniform(1.4, 7.0)
        _crater(pen, x, y, (0.18 + 0.2 * (y + 0.5)) * roll.uniform(0.6, 1.3), color)
    for _ in range(60):
        y = roll.uniform(-0.35, 1.7)
        pen.oval(roll.uniform(-8, 8), y, 0.02 + 0.015 * y, 0.01 + 0.007 * y, darker(color, 0.35), 0.8)


def _crater(pen: Pen, x: float, y: float, r: float, color: Color) -> None:
    pen.oval(x, y - r * 0.03, r * 1.12, r * 0.3, lighter(color, 0.28))
    pen.oval(x, y, r, r * 0.24, darker(color, 0.42))
    pen.oval(x + r * 0.12, y + r * 0.07, r * 0.82, r * 0.16, darker(color, 0.15))


def alien_sky(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A sky of another colour with a large planet and two moons."""
    night = mood.hour is Hour.NIGHT
    hue = roll.choice((0.03, 0.47, 0.78, 0.93))
    top, low = hsv(hue, 0.55, 0.4 if night else 0.55), hsv(hue + 0.06, 0.42, 0.72 if night else 0.92)
    pen.rect(-18, -12, 36, 18, low)
    pen.rect(-18, -12, 36, 6, top)
    pen.fade(-18, -6, 36, 6 + HORIZON, top, low)
    stars(pen, roll, 90 if night else 30, -6, -2.2)
    planet(pen, mood.side * 2.0, -2.7, 0.85, roll)
    for x, y, r in ((-mood.side * 2.4, -3.0, 0.16), (-mood.side * 1.5, -2.5, 0.09)):
        pen.oval(x, y, r, r, lighter(low, 0.55))
        pen.oval(x + r * 0.3, y + r * 0.2, r * 0.75, r * 0.8, mix(low, top, 0.3), 0.5)


def alien_far(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Needles of rock and arches in coloured haze."""
    tone = hsv(0.97 + roll.uniform(-0.05, 0.1), 0.32, 0.5)
    for _ in range(16):
        x, h, w = roll.uniform(-9, 9), roll.uniform(0.5, 2.2), roll.uniform(0.25, 0.6)
        lean = roll.uniform(-0.3, 0.3)
        pen.blob([(x - w, HORIZON + 0.3), (x - w * 0.4 + lean * 0.5, HORIZON - h * 0.6), (x + lean,
                                                            HORIZON - h),
                  (x + w * 0.4 + lean * 0.5, HORIZON - h * 0.55), (x + w, HORIZON + 0.3)],
                 lighter(tone, roll.uniform(0.2, 0.4)))  # fmt: skip
    put.ridge(pen, HORIZON + 0.2, 0.35, lighter(tone, 0.12), roll)


def alien_mid(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """A plain with glowing plants."""
    soil = rgb(0x9B5A4A)
    put.ridge(pen, HORIZON + 0.3, 0.25, darker(soil, 0.1), roll)
    pen.rect(-18, HORIZON + 0.3, 36, 2, soil)
    for _ in range(15):
        x = roll.choice((-1, 1)) * roll.uniform(1.3, 7)
        h, hue = roll.uniform(0.4, 1.0), roll.choice((0.48, 0.85))
        for lean in (-0.25, 0.0, 0.22):
            tip = (x + lean * h * 1.6, HORIZON + 0.5 - h * (1 - abs(lean)))
            pen.curve(
                [(x, HORIZON + 0.55), (x + lean * h * 0.6, HORIZON + 0.5 - h * 0.5), tip],
                hsv(hue, 0.4, 0.4),
                0.05,
            )
            pen.oval(*tip, 0.09, 0.11, hsv(hue, 0.45, 0.9))
        pen.glow(x, HORIZON + 0.5 - h, 0.6, hsv(hue, 0.6, 1.0), 0.4)


def alien_ground(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Red dust and rocks."""
    soil = rgb(0xB06A50)
    _dust(pen, soil, roll)
    for x, size in ((-3.3, 1.0), (3.3, 0.8), (2.3, 0.3)):
        boulder(pen, x, -0.12, size, darker(soil, 0.2), roll)


def space_sky(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Deep space: stars in a band of mist."""
    pen.rect(-18, -12, 36, 18, _NIGHT)
    hue = roll.choice((0.6, 0.75, 0.88, 0.52))
    for i in range(9):
        x, y = -6 + i * 1.5, -1.6 - 0.25 * i + roll.uniform(-0.5, 0.5)
        pen.glow(x, y, roll.uniform(1.4, 2.4), hsv(hue + roll.uniform(-0.08, 0.08), 0.55, 0.6), 0.32)
    stars(pen, roll, 300, -6, 3)


def space_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A planet."""
    planet(pen, mood.side * 1.9, -1.9, 1.25, roll)


def space_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Drifting rocks."""
    for _ in range(9):
        x, y, size = -mood.side * roll.uniform(0.8, 5.5), roll.uniform(-3.4, 0.4), roll.uniform(0.06, 0.26)
        rim = [
            (x + size * math.cos(k * 0.9) * roll.uniform(0.75, 1.1), y + size * 0.8 * math.sin(k * 0.9))
            for k in range(7)
        ]
        pen.poly(rim, rgb(0x6E6A66))
        pen.poly([rim[0], rim[1], rim[2], (x, y)], rgb(0x4A474A))


def space_ground(pen: Pen, _mood: Mood, _roll: random.Random) -> None:
    """The hull under the feet: plates and a rail light."""
    hull = rgb(0x8C949C)
    pen.blob([(-18, 6), (-18, 0.25), (-7, -0.2), (0, -0.32), (7, -0.2), (18, 0.25), (18, 6)], hull)
    pen.fade(-18, -0.3, 36, 3.0, hull, darker(hull, 0.7), 0.0, 1.0)
    for i in range(-12, 13):
        pen.line([(i * 0.62, -0.28 + 0.004 * i * i), (i * 1.5, 4)], darker(hull, 0.3), 0.016)
    for y, sag in ((0.1, 0.3), (0.75, 0.35)):
        pen.curve(
            [(-10, y + sag), (-5, y + 0.08), (0, y), (5, y + 0.08), (10, y + sag)], darker(hull, 0.3), 0.018
        )
    for i in range(-5, 6):
        if i:
            pen.oval(i * 0.9, -0.2 + 0.012 * i * i, 0.05, 0.025, (0.6, 1.1, 1.2))
            pen.glow(i * 0.9, -0.2, 0.45, (0.4, 0.85, 1.0), 0.4)
