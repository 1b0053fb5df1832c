"""Places without a sky: the deep sea, and the soft space of a dream."""

from __future__ import annotations

import random

from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, polygon, smooth
from generator.animatic.places import nature as put
from generator.animatic.places.ground import HORIZON
from generator.animatic.places.lights import pool, shadow
from generator.animatic.places.mood import Hour, Mood


def deep_water(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Light that falls from the surface into the blue."""
    shade = 0.15 if mood.hour is Hour.NIGHT else 0.0
    top, low = darker(rgb(0x6EB8C4), shade), darker(rgb(0x1C4F6B), shade)
    pen.rect(-18, -12, 36, 6.5, top)
    pen.fade(-18, -5.5, 36, 6.5, top, low)
    pen.rect(-18, 0.9, 36, 6, low)
    for _ in range(7):
        x, w = roll.uniform(-5, 5), roll.uniform(0.25, 0.6)
        pen.poly([(x - w * 0.4, -6), (x + w * 0.4, -6), (x + w * 1.6 + 0.9, 0.6), (x - w * 1.4 + 0.9, 0.6)],
                 (0.9, 1.0, 1.0), 0.05)  # fmt: skip


def deep_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Rocks in the blue, a shoal of fish."""
    shade = 0.2 if mood.hour is Hour.NIGHT else 0.1
    put.ridge(pen, HORIZON + 0.5, 1.2, darker(rgb(0x2F6F86), shade), roll)
    x, y = -mood.side * 1.7, -2.6
    for _ in range(22):
        at, size = (x + roll.gauss(0, 0.6), y + roll.gauss(0, 0.22)), roll.uniform(0.07, 0.12)
        pen.oval(*at, size, size * 0.42, rgb(0xC9D9DC), 0.85)
        pen.poly([(at[0] - size * 0.8, at[1]), (at[0] - size * 1.6, at[1] - size * 0.45), (at[0] - size * 1.6,
                  at[1] + size * 0.45)], rgb(0xC9D9DC), 0.85)  # fmt: skip


def deep_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Weeds and corals."""
    shade = 0.1 if mood.hour is Hour.NIGHT else 0.0
    for i in range(26):
        x = -8 + i * 0.65 + roll.uniform(-0.2, 0.2)
        if abs(x) < 1.1:
            continue
        h, tone = roll.uniform(0.5, 1.9), darker(hsv(roll.choice((0.3, 0.36, 0.42)), 0.45, 0.45), shade)
        pen.curve([(x, -0.35), (x + 0.12, -0.35 - h * 0.35), (x - 0.1, -0.35 - h * 0.7), (x + 0.06,
                                                            -0.35 - h)],
                  tone, 0.08)  # fmt: skip
    for _ in range(9):
        x = roll.choice((-1, 1)) * roll.uniform(1.4, 5)
        tone = darker(hsv(roll.choice((0.98, 0.04, 0.88)), 0.45, 0.75), shade)
        for lean in (-0.3, -0.1, 0.12, 0.3):
            pen.limb(
                [(x, -0.3), (x + lean * 0.6, -0.6), (x + lean * 1.3, -0.85 + abs(lean) * 0.4)], tone, 0.075
            )


def deep_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Sand with nets of light, shells, bubbles."""
    sand = mix(rgb(0xC9B98F), rgb(0x2F7F93), 0.42)
    if mood.hour is Hour.NIGHT:
        sand = darker(sand, 0.15)
    pen.blob(
        [(-18, 6), (-18, -0.4), (-8, -0.5), (-3, -0.38), (2, -0.46), (8, -0.36), (18, -0.45), (18, 6)], sand
    )
    pen.fade(-18, -0.2, 36, 3.2, sand, darker(sand, 0.5), 0.0, 1.0)
    for _ in range(26):
        x, y = roll.uniform(-7, 7), roll.uniform(-0.3, 1.3)
        pen.curve(
            [(x, y), (x + 0.25, y - 0.04), (x + 0.5, y + 0.02), (x + 0.8, y - 0.03)],
            lighter(sand, 0.35),
            0.02,
            0.5,
        )
    for _ in range(14):
        x, y, r = (
            roll.choice((-1, 1)) * roll.uniform(1.6, 3.6),
            roll.uniform(-3.2, -0.4),
            roll.uniform(0.02, 0.06),
        )
        pen.ring(x, y, r, r, (0.9, 1.0, 1.0), 0.012, 0.7)


def soft_light(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A space without walls: one colour that brightens where people stand."""
    hue = roll.random()
    deep = 0.12 if mood.hour is Hour.NIGHT else 0.0
    edge = mood.scheme.pull(hsv(hue, 0.38, 0.62))
    edge, heart = darker(edge, 0.25 + deep), darker(lighter(edge, 0.6), deep)
    pen.rect(-18, -12, 36, 18, edge)
    pen.fade(-18, -5.0, 36, 4.0, edge, heart)
    pen.fade(-18, -1.0, 36, 3.0, heart, edge)
    pen.glow(0, -1.7, 3.6, heart, 0.6)


def soft_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Drifts of mist."""
    for _ in range(14):
        x, y = roll.uniform(-7, 7), roll.uniform(-3.4, -0.6)
        pen.glow(x, y, roll.uniform(0.8, 2.0), lighter(mood.scheme.pull(hsv(roll.random(), 0.3, 0.8)), 0.3),
                 0.2, squash=0.4)  # fmt: skip


def soft_mid(pen: Pen, _mood: Mood, roll: random.Random) -> None:
    """Motes of light."""
    for _ in range(34):
        x, y, r = roll.uniform(-6, 6), roll.uniform(-3.6, 0.3), roll.uniform(0.012, 0.045)
        pen.oval(x, y, r, r, (1.0, 1.0, 0.96), roll.uniform(0.25, 0.7))


def soft_ground(pen: Pen, _mood: Mood, _roll: random.Random) -> None:
    """The reflection on a floor that one feels more than sees."""
    pool(pen, 0.0, 0.1, 3.2, 0.35, (1.0, 0.98, 0.94))
    shadow(pen, 0.0, 0.12, 2.4, 0.14)
    pen.path(smooth([(-9, 0.55), (0, 0.42), (9, 0.55)], closed=False), (1, 1, 1), 0.12, 0.02)
    pen.path(polygon([(-9, 1.1), (9, 1.1)], closed=False), (1, 1, 1), 0.06, 0.03)
