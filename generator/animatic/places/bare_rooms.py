"""Rooms that are no houses: the bridge of a spaceship, a tent, a cave."""

from __future__ import annotations

import random

import skia

from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, polygon, smooth
from generator.animatic.places import furniture as put
from generator.animatic.places import nature
from generator.animatic.places.cosmos import planet, stars
from generator.animatic.places.lights import LAMP, pool, shadow
from generator.animatic.places.mood import Hour
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.things.stuff import WOOD


def spaceship_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A wide window to the stars between ribs and lights."""
    hull = s.wall
    view = polygon([(-3.0, -1.25), (-3.5, -2.1), (-2.7, -3.15), (2.7, -3.15), (3.5, -2.1), (3.0, -1.25)])
    pen.path(view, darker(hull, 0.5), 1.0, 0.22)
    with pen.inside(view):
        pen.rect(-4, -4, 8, 4, (0.03, 0.035, 0.08))
        stars(pen, roll, 90, -3.2, -1.2)
        planet(pen, roll.choice((-1.6, 1.6)), -1.75, 0.8, roll)
    for x in (-1.2, 1.2):
        pen.line([(x, -1.25), (x * 1.05, -3.15)], darker(hull, 0.4), 0.07)
    for i in range(-8, 9):
        x = i * 1.1
        if abs(x) > 3.4:
            pen.rect(x - 0.45, -3.1, 0.9, 2.2, lighter(hull, 0.06), r=0.06)
            for k in range(4):
                pen.rect(
                    x - 0.3,
                    -2.8 + k * 0.42,
                    0.6,
                    0.1,
                    (0.5, 0.95, 1.1) if k % 2 else darker(hull, 0.4),
                    r=0.03,
                )
    for y in (-3.36, -0.98):
        pen.rect(-16, y, 32, 0.05, (0.55, 1.0, 1.15))
        pen.fade(-16, y, 32, 0.6, (0.4, 0.9, 1.0), (0.4, 0.9, 1.0), 0.22, 0.0)


def spaceship_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Consoles with lights on both sides, chairs before them."""
    hull = darker(s.wall, 0.25)
    for side in (-1, 1):
        shadow(pen, side * 2.6, M, 1.2)
        pen.poly([(side * 1.65, M), (side * 3.8, M), (side * 3.95, M - 0.85), (side * 1.5, M - 0.85)], hull)
        pen.poly([(side * 1.5, M - 0.85), (side * 3.95, M - 0.85), (side * 3.75, M - 1.12), (side * 1.7,
                                                            M - 1.12)],
                 lighter(hull, 0.18))  # fmt: skip
        for i in range(9):
            x = side * (1.85 + i * 0.21)
            tone = hsv(roll.choice((0.5, 0.5, 0.12, 0.95)), 0.55, 1.1)
            pen.rect(x - 0.06, M - 1.04 + 0.08 * (i % 2), 0.12, 0.05, tone, r=0.02)
        pen.rect(side * 2.6 - 0.45, M - 1.62, 0.9, 0.48, darker(hull, 0.4), r=0.04)
        pen.fade(side * 2.6 - 0.4, M - 1.58, 0.8, 0.4, (0.2, 0.55, 0.62), (0.08, 0.22, 0.3))
        pen.ring(side * 2.6, M - 1.38, 0.14, 0.14, (0.6, 1.1, 1.1), 0.018)
        pen.line([(side * 2.6 - 0.32, M - 1.38), (side * 2.6 + 0.32, M - 1.38)], (0.6, 1.1, 1.1), 0.012)
        pen.glow(side * 2.6, M - 1.3, 1.3, (0.4, 0.9, 1.0), 0.35)
        pool(pen, side * 2.2, M + 0.25, 1.4, 0.2, (0.4, 0.85, 1.0))


def tent_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Cloth that hangs from a ridge, the night or the day through the flap."""
    cloth = s.wall
    pen.rect(-16, -12, 32, 12 + Y, darker(cloth, 0.2))
    for i in range(-9, 10):
        fold = [(i * 0.25, -4.1), (i * 0.25 + 0.25, -4.1), ((i + 1) * 0.78, Y + 0.02), (i * 0.78, Y + 0.02)]
        tone = (cloth, darker(cloth, 0.1), lighter(cloth, 0.06))[i % 3]
        pen.poly(fold, tone)
    flap = smooth([(0.0, -2.75), (0.34, -1.8), (0.62, Y), (-0.62, Y), (-0.34, -1.8)], tension=0.4)
    with pen.inside(flap):
        pen.fade(-1, -3, 2, 3 + Y, *s.mood.sky)
        pen.blob([(-1, Y + 0.3), (-0.6, -1.25), (0.1, -1.12), (0.7, -1.3), (1, Y + 0.3)], mix(s.mood.sky[1],
                 rgb(0x3F5540), 0.6))  # fmt: skip
    for side in (-1, 1):
        pen.blob([(0.0, -2.8), (side * 0.3, -1.9), (side * 0.62, Y), (side * 0.95, Y), (side * 0.55, -1.7)],
                 lighter(cloth, 0.2))  # fmt: skip
    for side in (-1, 1):
        pen.line([(side * 2.15, Y + 0.1), (side * 2.05, -4)], WOOD, 0.09)
    if s.mood.hour is not Hour.NIGHT:
        pen.glow(0, -2.4, 3.4, s.mood.light.key, 0.3)
        pool(pen, 0, Y + 0.4, 1.4, 0.3, s.mood.light.key)
    rug = hsv(roll.random(), 0.4, 0.5)
    pen.poly([(-2.4, -0.45), (2.4, -0.45), (3.2, 0.5), (-3.2, 0.5)], rug)
    pen.poly([(-2.2, -0.37), (2.2, -0.37), (2.9, 0.38), (-2.9, 0.38)], lighter(rug, 0.3))
    pen.poly([(-2.0, -0.3), (2.0, -0.3), (2.6, 0.27), (-2.6, 0.27)], rug)


def tent_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A camp bed, a chest, a lantern on the pole."""
    cover, tone = s.own(pen, "bed", hsv(roll.random(), 0.34, 0.55))
    put.bed(cover, -2.6, M, tone)
    put.crate(pen, 2.7, M, 0.6)
    pen.oval(2.7, M - 0.72, 0.2, 0.13, hsv(roll.random(), 0.35, 0.6))
    glass, shade = s.own(pen, "lamp", rgb(0x5F6B58))
    x, y = 2.0, -1.9
    glass.rect(x - 0.12, y - 0.05, 0.24, 0.06, shade, r=0.02)
    glass.rect(x - 0.12, y + 0.28, 0.24, 0.07, shade, r=0.02)
    pen.rect(x - 0.09, y + 0.01, 0.18, 0.27, (1.3, 1.08, 0.66) if s.lit else rgb(0xDCE2DC), 0.9, r=0.03)
    if s.lit:
        pen.glow(x, y + 0.15, 2.8, LAMP, 0.7)
        pool(pen, 1.2, M + 0.3, 2.0, 0.3)


def cave_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Rock walls, the bright mouth of the cave, stalactites."""
    rock = s.wall
    pen.rect(-16, -12, 32, 12 + Y + 0.2, darker(rock, 0.35))
    side = roll.choice((-1, 1))
    door = side * 1.4
    rim = [(door - 1.05, Y + 0.5), (door - 0.95, -1.9), (door - 0.3, -2.65), (door + 0.6, -2.45),
           (door + 1.05, -1.6), (door + 1.0, Y + 0.5)]  # fmt: skip
    # The mouth stands on the floor: what is below it is cut off.
    mouth = skia.Op(
        smooth(rim), polygon([(-9, -9), (9, -9), (9, Y + 0.2), (-9, Y + 0.2)]), skia.PathOp.kIntersect_PathOp
    )
    for _ in range(22):
        x, y = roll.uniform(-6, 6), roll.uniform(-3.6, -1.0)
        size = roll.uniform(0.4, 1.0)
        corners = [(x - size, y), (x - size * 0.3, y - size * 0.6), (x + size * 0.7, y - size * 0.4),
                   (x + size * 0.9,
                   y + size * 0.3), (x - size * 0.2, y + size * 0.55)]  # fmt: skip
        pen.poly(corners, darker(rock, roll.uniform(0.12, 0.42)), 0.8)
    pen.path(mouth, darker(rock, 0.55), 1.0, 0.16)
    with pen.inside(mouth):
        pen.fade(side * 1.4 - 1.3, -2.8, 2.6, 2.8 + Y, *s.mood.sky)
        pen.blob([(side * 1.4 - 1.3, Y + 0.2), (side * 1.4 - 0.6, -1.15), (side * 1.4 + 0.4, -1.3),
                  (side * 1.4 + 1.3,
                 -1.0), (side * 1.4 + 1.3, Y + 0.2)], mix(s.mood.sky[1], rgb(0x50655A), 0.55))  # fmt: skip
    bright = s.mood.light.key if s.mood.hour is not Hour.NIGHT else (0.6, 0.72, 1.0)
    pen.glow(side * 1.4, -1.7, 2.8, bright, 0.42 if s.mood.hour is not Hour.NIGHT else 0.3)
    pool(pen, side * 1.1, Y + 0.45, 2.2, 0.35, bright)
    for i in range(26):
        x, long = -7 + i * 0.55 + roll.uniform(-0.15, 0.15), roll.uniform(0.3, 1.1)
        pen.poly([(x - 0.16, -4.2), (x + 0.16, -4.2), (x + 0.12, -3.45), (x, -3.4 + long * 0.6), (x - 0.12,
                                                            -3.45)],
                 darker(rock, 0.55))  # fmt: skip


def cave_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Boulders and a pool of water at the sides."""
    rock, tone = s.own(pen, "rocks", darker(s.wall, 0.15))
    for x, size in ((-3.2, 0.9), (-2.3, 0.5), (2.5, 0.6), (3.4, 1.1), (1.85, 0.3)):
        nature.boulder(rock, x, M, size, tone, roll)
    water = mix(s.mood.sky[1], rgb(0x2B5560), 0.7)
    pen.oval(-2.6, M + 0.42, 0.95, 0.12, darker(water, 0.4))
    pen.oval(-2.6, M + 0.41, 0.88, 0.1, water)
    for i in range(3):
        pen.line(
            [(-3.0 + i * 0.3, M + 0.39 + 0.02 * i), (-2.7 + i * 0.3, M + 0.39 + 0.02 * i)],
            lighter(water, 0.5),
            0.014,
        )
