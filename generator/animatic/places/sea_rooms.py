"""Rooms at sea and above it: the lantern of a lighthouse, the cabin of a boat."""

from __future__ import annotations

import random

import skia

from generator.animatic.palette import darker, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import furniture as put
from generator.animatic.places import lamps
from generator.animatic.places.lights import pool, shadow
from generator.animatic.places.mood import Hour
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.places.sky import sky
from generator.animatic.things.stuff import BRASS, PAPER, WOOD

_IRON = rgb(0x3A4046)


def lamp_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """The glass of a lighthouse lantern, sea and sky behind it."""
    pen.canvas.save()
    pen.canvas.clipRect(skia.Rect.MakeLTRB(-16, -3.2, 16, -1.0))
    sky(pen, s.mood, roll, -1.7)
    water = mix(s.mood.sky[1], rgb(0x27485C), 0.7)
    pen.fade(-16, -1.62, 32, 0.7, lighter(water, 0.15), darker(water, 0.3))
    for _ in range(60):
        x, y = roll.uniform(-9, 9), roll.uniform(-1.58, -1.1)
        pen.line([(x, y), (x + roll.uniform(0.1, 0.4), y)], lighter(water, 0.35), 0.012, 0.5)
    pen.canvas.restore()
    for i in range(-10, 11):
        x = i * 0.9
        pen.rect(x - 0.495, -3.2, 0.09, 2.2, _IRON)
        pen.poly([(x - 0.3, -2.1), (x - 0.1, -2.1), (x + 0.2, -3.1), (x, -3.1)], (1, 1, 1), 0.07)
    for y in (-3.2, -2.15, -1.1):
        pen.rect(-16, y, 32, 0.08, _IRON)
    pen.rect(-16, -3.4, 32, 0.22, darker(_IRON, 0.3))
    pen.rect(-16, -1.05, 32, 1.05 + Y, darker(s.wall, 0.25))
    for i in range(-20, 21):
        pen.oval(i * 0.45, -0.93, 0.025, 0.025, rgb(0x6F787E))


def lamp_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """The great lens on its pedestal, lit from dusk to dawn."""
    brass, x = rgb(0xB08D45), roll.choice((-1.75, 1.75))
    shadow(pen, x, M + 0.1, 0.7)
    pen.poly(
        [(x - 0.5, M + 0.1), (x + 0.5, M + 0.1), (x + 0.3, M - 0.75), (x - 0.3, M - 0.75)], rgb(0x3F474D)
    )
    pen.poly(
        [(x + 0.2, M + 0.1), (x + 0.5, M + 0.1), (x + 0.3, M - 0.75), (x + 0.12, M - 0.75)], rgb(0x2C3237)
    )
    pen.rect(x - 0.62, M - 0.85, 1.24, 0.14, brass, r=0.03)
    lit = s.mood.hour is not Hour.DAY or s.mood.fog or s.mood.storm
    lens = (1.5, 1.3, 0.85) if lit else rgb(0xBFD6D8)
    pen.blob([(x - 0.42, M - 0.85), (x - 0.62, M - 1.5), (x - 0.42, M - 2.15), (x + 0.42, M - 2.15),
              (x + 0.62, M - 1.5), (x + 0.42, M - 0.85)], lens)  # fmt: skip
    for i in range(9):
        y, half = M - 0.95 - i * 0.14, 0.44 + 0.16 * (1 - abs(i - 4) / 4)
        pen.curve([(x - half, y), (x, y + 0.05), (x + half, y)], darker(rgb(0xA8926A), 0.1), 0.018, 0.8)
    pen.oval(x, M - 1.5, 0.18, 0.26, (1.7, 1.6, 1.3) if lit else rgb(0xE2ECEA))
    pen.rect(x - 0.55, M - 2.27, 1.1, 0.13, brass, r=0.03)
    pen.poly([(x - 0.45, M - 2.27), (x, M - 2.6), (x + 0.45, M - 2.27)], brass)
    if lit:
        pen.glow(x, M - 1.5, 3.2, (1.0, 0.86, 0.52), 0.75)
        pool(pen, x, M + 0.35, 2.4, 0.4, (1.0, 0.86, 0.52))
    boxes, tone = s.own(pen, "crates", WOOD)
    put.crate(boxes, -x * 1.6, M, 0.6, tone)
    cask, tone = s.own(pen, "barrels", WOOD)
    put.barrel(cask, -x * 1.25, M + 0.05, 0.7, tone)


def cabin_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Planks, beams, portholes, a bunk."""
    for y in range(12):
        pen.line([(-16, -3.2 + y * 0.21), (16, -3.2 + y * 0.21)], darker(s.wall, 0.25), 0.014)
    for x in (-3.3, -1.1, 1.1, 3.3):
        pen.rect(x - 0.09, -3.4, 0.18, 3.4 + Y, darker(s.wall, 0.3))
        pen.rect(x - 0.09, -3.4, 0.04, 3.4 + Y, darker(s.wall, 0.1))
    for x in (-2.2, 0.0, 2.2):
        pen.oval(x, -2.1, 0.5, 0.5, darker(BRASS, 0.35))
        pen.oval(x, -2.12, 0.47, 0.47, BRASS)
        pen.oval(x, -2.1, 0.37, 0.37, mix(s.mood.sky[1], s.mood.sky[0], 0.5))
        pen.blob([(x - 0.35, -1.99), (x, -2.04), (x + 0.35, -1.97), (x + 0.2, -1.79), (x - 0.2, -1.79)],
                 rgb(0x2F5970))  # fmt: skip
        pen.poly([(x - 0.18, -1.9), (x - 0.08, -1.9), (x + 0.12, -2.35), (x + 0.02, -2.35)], (1, 1, 1), 0.15)
        if s.mood.hour is not Hour.NIGHT:
            pen.glow(x, -2.1, 0.9, s.mood.light.key, 0.25)
    pen.rect(-5.4, -1.25, 1.9, 0.55, darker(s.wall, 0.35))
    pen.rect(-5.4, -1.45, 1.9, 0.22, rgb(0xD8D0BE), r=0.06)
    put.picture(pen, 1.1, -2.75, 0.5, 0.35, roll)


def cabin_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A chart table, a barrel, a coil of rope, a swinging lamp."""
    desk, wood = s.own(pen, "table", WOOD)
    put.table(desk, 2.0, M, 1.6, wood)
    pen.poly([(1.5, M - 0.77), (2.4, M - 0.77), (2.5, M - 0.74), (1.4, M - 0.74)], PAPER)
    pen.rect(2.45, M - 0.86, 0.12, 0.1, BRASS, r=0.02)
    put.chair(pen, 2.95, M + 0.05, -1)
    cask, tone = s.own(pen, "barrels", WOOD)
    put.barrel(cask, -2.4, M, 0.85, tone)
    boxes, tone = s.own(pen, "crates", WOOD)
    put.crate(boxes, -3.2, M, 0.65, tone)
    for i in range(4):
        pen.ring(-1.65, M + 0.02 - i * 0.07, 0.24 - i * 0.01, 0.07, rgb(0xC0A272), 0.05)
    lamps.pendant(pen, 0.2, -2.6, s.mood, BRASS)
