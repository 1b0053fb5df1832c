"""Things that stand in the open air, each with its foot at (x, y); metres."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, lighter, mix, rgb
from generator.animatic.pen import Pen, smooth
from generator.animatic.places.lights import LAMP, pool, shadow
from generator.animatic.things.stuff import WOOD

_STONE = rgb(0xA7A196)


def bench(pen: Pen, x: float, y: float, color: Color) -> None:
    """A park bench."""
    shadow(pen, x, y, 0.95)
    for top in (-0.92, -0.76, -0.52):
        pen.rect(x - 0.85, y + top, 1.7, 0.11, color if top < -0.6 else lighter(color, 0.1), r=0.02)
    for dx in (-0.7, 0.7):
        pen.rect(x + dx - 0.035, y - 0.92, 0.07, 0.92, rgb(0x33373C), r=0.02)


def fence(pen: Pen, y: float, color: Color) -> None:
    """A picket fence from edge to edge, open where people stand."""
    for i in range(-34, 35):
        x = i * 0.3
        if abs(x) > 1.5:
            pen.poly(
                [(x - 0.06, y), (x - 0.06, y - 0.72), (x, y - 0.82), (x + 0.06, y - 0.72), (x + 0.06, y)],
                color,
            )
            pen.rect(x + 0.02, y - 0.72, 0.04, 0.72, darker(color, 0.2))
    for side in (-1, 1):
        for rise in (0.2, 0.55):
            pen.rect(min(side * 1.5, side * 11), y - rise, 9.5, 0.07, darker(color, 0.12))


def fountain(pen: Pen, x: float, y: float, color: Color) -> None:
    """A round basin with a jet."""
    shadow(pen, x, y, 1.1)
    water = rgb(0x7FB2C4)
    pen.rect(x - 0.95, y - 0.42, 1.9, 0.42, color, r=0.1)
    pen.oval(x, y - 0.42, 0.95, 0.15, lighter(color, 0.2))
    pen.oval(x, y - 0.41, 0.83, 0.11, water)
    pen.rect(x - 0.1, y - 1.1, 0.2, 0.7, color)
    pen.oval(x, y - 1.1, 0.42, 0.09, lighter(color, 0.15))
    pen.oval(x, y - 1.11, 0.35, 0.06, water)
    for dx in (-0.36, -0.18, 0.18, 0.36):
        pen.curve([(x, y - 1.65), (x + dx * 0.7, y - 1.6), (x + dx, y - 1.12)], (0.93, 0.97, 1.0), 0.03, 0.75)


def well(pen: Pen, x: float, y: float, color: Color) -> None:
    """A well with a small roof and a bucket."""
    shadow(pen, x, y, 0.7)
    pen.rect(x - 0.55, y - 0.7, 1.1, 0.7, color, r=0.06)
    for i in range(9):
        pen.rect(
            x - 0.5 + (i % 3) * 0.35, y - 0.62 + (i // 3) * 0.22, 0.28, 0.16, darker(color, 0.12), r=0.03
        )
    pen.oval(x, y - 0.7, 0.56, 0.1, lighter(color, 0.2))
    pen.oval(x, y - 0.7, 0.44, 0.07, (0.08, 0.08, 0.12))
    for dx in (-0.5, 0.5):
        pen.rect(x + dx - 0.04, y - 1.7, 0.08, 1.0, WOOD)
    pen.poly([(x - 0.75, y - 1.62), (x, y - 2.1), (x + 0.75, y - 1.62)], darker(WOOD, 0.25))
    pen.line([(x, y - 1.62), (x, y - 1.15)], rgb(0xC0A272), 0.025)
    pen.poly([(x - 0.13, y - 1.15), (x + 0.13, y - 1.15), (x + 0.09, y - 0.92), (x - 0.09, y - 0.92)], WOOD)


def car(pen: Pen, x: float, y: float, color: Color, *, lit: bool) -> None:
    """A parked car from its side, with its lights on at night."""
    shadow(pen, x, y, 1.75, 0.45)
    body = smooth([(x - 1.55, y - 0.25), (x - 1.55, y - 0.65), (x - 0.95, y - 0.78), (x + 1.1, y - 0.78),
                   (x + 1.6,
                   y - 0.62), (x + 1.62, y - 0.25)], tension=0.5)  # fmt: skip
    cabin = smooth(
        [(x - 1.05, y - 0.74), (x - 0.7, y - 1.25), (x + 0.5, y - 1.25), (x + 1.0, y - 0.74)], tension=0.4
    )
    pen.path(cabin, darker(color, 0.15))
    for left, right in ((-0.85, -0.16), (-0.06, 0.74)):
        pen.poly([(x + left, y - 0.78), (x + left * 0.8 - 0.02, y - 1.17), (x + right * 0.66, y - 1.17),
                  (x + right, y - 0.78)], rgb(0x9FBAC4))  # fmt: skip
    pen.path(body, color)
    pen.line([(x - 1.45, y - 0.52), (x + 1.5, y - 0.52)], lighter(color, 0.3), 0.025)
    for dx in (-0.95, 1.0):
        pen.oval(x + dx, y - 0.25, 0.29, 0.29, rgb(0x25262B))
        pen.oval(x + dx, y - 0.25, 0.15, 0.15, rgb(0xA9AFB4))
    pen.oval(x + 1.56, y - 0.53, 0.06, 0.08, (1.2, 1.15, 0.95))
    pen.oval(x - 1.53, y - 0.55, 0.04, 0.08, rgb(0xB8433C))
    if lit:
        pen.glow(x + 1.6, y - 0.5, 1.1, LAMP, 0.6)
        pool(pen, x + 2.3, y + 0.05, 1.1, 0.35)


def campfire(pen: Pen, x: float, y: float) -> None:
    """Burning logs in a ring of stones."""
    for i in range(7):
        pen.oval(x + (i - 3) * 0.17, y + 0.02 - 0.03 * (3 - abs(i - 3)) / 3, 0.11, 0.07, darker(_STONE, 0.2))
    for f in (-1, 1):
        pen.line([(x - f * 0.34, y - 0.02), (x + f * 0.26, y - 0.2)], darker(WOOD, 0.4), 0.1)
    for dx, tall, tone in ((-0.13, 0.44, (0.95, 0.42, 0.16)), (0.13, 0.4, (0.95, 0.48, 0.18)), (0.0, 0.66,
                           (1.0, 0.62, 0.24)), (0.0, 0.34, (1.2, 0.95, 0.5))):  # fmt: skip
        pen.blob([(x + dx - 0.12, y - 0.1), (x + dx - 0.04, y - tall * 0.6), (x + dx, y - tall),
                  (x + dx + 0.07,
                  y - tall * 0.5), (x + dx + 0.12, y - 0.1)], tone)  # fmt: skip
    pen.glow(x, y - 0.35, 2.6, (1.0, 0.62, 0.3), 0.6)
    pool(pen, x, y, 2.6, 0.45, (1.0, 0.62, 0.3))


def signpost(pen: Pen, x: float, y: float, color: Color) -> None:
    """A post with two boards."""
    shadow(pen, x, y, 0.25)
    pen.rect(x - 0.05, y - 1.9, 0.1, 1.9, darker(WOOD, 0.2))
    for top, f, tone in ((-1.85, 1, color), (-1.5, -1, lighter(color, 0.12))):
        pen.poly([(x - f * 0.35, y + top), (x + f * 0.5, y + top), (x + f * 0.68, y + top + 0.13),
                  (x + f * 0.5,
                  y + top + 0.26), (x - f * 0.35, y + top + 0.26)], tone)  # fmt: skip
        pen.line([(x - f * 0.25, y + top + 0.13), (x + f * 0.42, y + top + 0.13)], darker(tone, 0.5), 0.035)


def snowman(pen: Pen, x: float, y: float, color: Color) -> None:
    """Three balls of snow with a carrot and a hat."""
    shadow(pen, x, y, 0.55)
    for rise, r in ((0.42, 0.46), (1.02, 0.33), (1.5, 0.24)):
        pen.oval(x, y - rise, r, r, color)
        pen.oval(x + r * 0.3, y - rise + r * 0.25, r * 0.62, r * 0.62, mix(color, rgb(0x9DB0C4), 0.35), 0.5)
    pen.poly([(x, y - 1.52), (x + 0.32, y - 1.47), (x, y - 1.44)], rgb(0xD9813A))
    for dx in (-0.08, 0.1):
        pen.oval(x + dx, y - 1.58, 0.03, 0.03, rgb(0x26242A))
    pen.rect(x - 0.28, y - 1.74, 0.56, 0.06, rgb(0x2B2A30), r=0.02)
    pen.rect(x - 0.18, y - 2.0, 0.36, 0.28, rgb(0x2B2A30), r=0.02)


def gravestone(pen: Pen, x: float, y: float, size: float, roll: random.Random) -> None:
    """A headstone or a cross, a little crooked."""
    shadow(pen, x, y, 0.34 * size)
    tone = darker(_STONE, roll.uniform(0.0, 0.25))
    with pen.moved(x, y, turn=roll.uniform(-6, 6), size=size):
        if roll.random() < 0.3:
            pen.rect(-0.08, -1.05, 0.16, 1.05, tone, r=0.02)
            pen.rect(-0.32, -0.82, 0.64, 0.15, tone, r=0.02)
            pen.rect(0.02, -1.05, 0.06, 1.05, darker(tone, 0.2))
        else:
            pen.path(smooth([(-0.3, 0.05), (-0.3, -0.6), (-0.2, -0.8), (0, -0.88), (0.2, -0.8), (0.3, -0.6),
                             (0.3, 0.05)], tension=0.6), tone)  # fmt: skip
            pen.rect(0.16, -0.66, 0.12, 0.68, darker(tone, 0.2), 0.7)
            for i in range(3):
                pen.rect(-0.17, -0.6 + i * 0.13, 0.3, 0.03, darker(tone, 0.35))
        pen.rect(-0.36, -0.05, 0.72, 0.08, darker(tone, 0.15), r=0.02)


def column(pen: Pen, x: float, y: float, h: float, color: Color, *, broken: bool) -> None:
    """A fluted column, whole or broken off."""
    shadow(pen, x, y, 0.45)
    pen.rect(x - 0.36, y - 0.16, 0.72, 0.16, darker(color, 0.1))
    top = y - h
    rim = [
        (x - 0.25, top + 0.15),
        (x - 0.1, top - 0.05),
        (x + 0.05, top + 0.12),
        (x + 0.18, top),
        (x + 0.25, top + 0.2),
    ]
    pen.poly(
        [
            (x - 0.26, y - 0.16),
            *(rim if broken else [(x - 0.22, top), (x + 0.22, top)]),
            (x + 0.26, y - 0.16),
        ],
        color,
    )
    for dx in (-0.13, 0.0, 0.12):
        pen.rect(x + dx, top + 0.22, 0.035, h - 0.42, darker(color, 0.2))
    pen.poly([(x + 0.14, y - 0.16), (x + 0.14, top + 0.18), (x + 0.24, top + 0.22), (x + 0.26, y - 0.16)],
             darker(color, 0.3), 0.6)  # fmt: skip
    if not broken:
        pen.rect(x - 0.34, top - 0.16, 0.68, 0.18, lighter(color, 0.12))
