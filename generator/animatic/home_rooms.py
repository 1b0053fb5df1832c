"""Rooms people live in."""

from __future__ import annotations

import random

from generator.animatic import furniture as put
from generator.animatic.mood import Hour
from generator.animatic.palette import darker, hsv, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.shell import M, Shell, Y


def room_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Any room: a window, a door, pictures."""
    x = roll.choice((-1, 1))
    put.window(pen, -1.5 * x, -2.2, 1.3, 1.3, s.mood, roll)
    put.door(pen, 2.3 * x, Y, hsv(0.08, 0.35, 0.55))
    put.picture(pen, 0.5 * x, -2.2, 0.7, 0.55, roll)
    put.picture(pen, -3.6 * x, -2.1, 0.6, 0.7, roll)


def room_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Any room: books, a plant, a lamp."""
    put.shelf(pen, -3.4, M, 1.2, 4, roll)
    put.plant(pen, 3.2, M, 0.9, roll)
    put.pendant(pen, 0.2, -2.95, s.mood, s.trim)


def kitchen_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Tiles, cupboards, a window, hanging spoons."""
    tiles = lighter(s.wall, 0.35)
    pen.rect(-16, -2.05, 32, 2.05 + Y, tiles)
    for i in range(-60, 61):
        pen.line([(i * 0.2, -2.05), (i * 0.2, Y)], darker(tiles, 0.1), 0.008)
    for i in range(7):
        pen.line([(-12, -2.05 + i * 0.2), (12, -2.05 + i * 0.2)], darker(tiles, 0.1), 0.008)
    flip = roll.choice((-1, 1))
    put.window(pen, 0.9 * flip, -2.25, 1.25, 1.15, s.mood, roll)
    cupboard = hsv(roll.random(), 0.22, 0.72)
    for x in (-1.6, -2.5, 2.6):
        pen.rect(x * flip - 0.42, -3.0, 0.84, 0.85, cupboard, r=0.02)
        pen.rect(x * flip - 0.36, -2.94, 0.72, 0.73, darker(cupboard, 0.1), r=0.02)
        pen.oval(x * flip + 0.26, -2.3, 0.03, 0.03, put.METAL)
    for i in range(5):
        x = -0.75 * flip + i * 0.17
        pen.line([(x, -2.06), (x, -1.9)], put.METAL, 0.014)
        pen.oval(x, -1.84, 0.05, 0.07, darker(put.METAL, 0.15 * (i % 2)))
    put.clock(pen, -0.35 * flip, -2.75, 0.19)


def kitchen_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Worktop, stove, fridge, lamp."""
    color, flip = hsv(roll.random(), 0.26, 0.62), roll.choice((-1, 1))
    put.counter(pen, 0.0, Y + 0.22, 6.2, color, rgb(0xD9C7A8))
    top = Y + 0.22 - 0.94
    stove = rgb(0x3B3D42)
    pen.rect(-1.9 * flip - 0.35, top, 0.7, 0.86, stove)
    pen.rect(-1.9 * flip - 0.27, top + 0.28, 0.54, 0.42, darker(stove, 0.5), r=0.04)
    for i in range(4):
        pen.oval(-1.9 * flip - 0.22 + i * 0.15, top + 0.13, 0.035, 0.035, put.METAL)
    kettle = hsv(0.02, 0.55, 0.7)
    pen.oval(-1.9 * flip, top - 0.15, 0.17, 0.15, kettle)
    pen.ring(-1.9 * flip, top - 0.3, 0.1, 0.1, darker(kettle, 0.5), 0.025)
    pen.curve(
        [(0.7 * flip, top), (0.7 * flip, top - 0.32), (0.86 * flip, top - 0.34), (0.86 * flip, top - 0.2)],
        put.METAL,
        0.04,
    )
    for i, hue in enumerate((0.1, 0.3, 0.97)):
        pen.rect(
            -0.7 * flip + i * 0.19,
            top - 0.22 + i * 0.02,
            0.15,
            0.22 - i * 0.02,
            hsv(hue, 0.35, 0.75),
            r=0.025,
        )
    fridge = rgb(0xD8DDDA)
    pen.rect(3.05 * flip - 0.42, M - 1.9, 0.84, 1.9, fridge, r=0.06)
    pen.rect(3.05 * flip - 0.42, M - 1.25, 0.84, 0.02, darker(fridge, 0.35))
    pen.rect(3.05 * flip - 0.34 * flip - 0.02, M - 1.1, 0.04, 0.35, darker(fridge, 0.4), r=0.02)
    put.pendant(pen, 0.3 * flip, -2.85, s.mood, hsv(0.1, 0.4, 0.75))


def living_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A window, a hearth, pictures."""
    flip = roll.choice((-1, 1))
    put.window(pen, -1.9 * flip, -2.15, 1.5, 1.4, s.mood, roll)
    put.fireplace(pen, 1.7 * flip, Y, rgb(0x9B7A6A))
    put.picture(pen, 1.7 * flip, -2.55, 1.0, 0.65, roll)
    put.picture(pen, 3.4 * flip, -2.2, 0.5, 0.65, roll)


def living_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Sofa, armchair, lamp, rug."""
    color, flip = hsv(roll.random(), 0.36, 0.52), roll.choice((-1, 1))
    pen.oval(0, 0.18, 2.4, 0.36, hsv(roll.random(), 0.4, 0.5))
    pen.oval(0, 0.18, 2.1, 0.29, hsv(0.1, 0.22, 0.74))
    put.sofa(pen, -1.7 * flip, M + 0.05, 2.1, color)
    put.floor_lamp(pen, -3.1 * flip, M, s.mood)
    put.sofa(pen, 2.9 * flip, M + 0.1, 1.0, hsv(roll.random(), 0.3, 0.5))
    put.plant(pen, 3.9 * flip, M, 1.1, roll)


def bedroom_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A window, a door, a picture."""
    flip = roll.choice((-1, 1))
    put.window(pen, 0.9 * flip, -2.15, 1.3, 1.35, s.mood, roll)
    put.picture(pen, -1.3 * flip, -2.3, 0.8, 0.6, roll)
    put.door(pen, 3.2 * flip, Y, lighter(put.WOOD, 0.2))


def bedroom_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Bed, bedside lamp, wardrobe."""
    put.bed(pen, -1.7, M + 0.05, hsv(roll.random(), 0.32, 0.62))
    pen.rect(-0.35, M - 0.52, 0.5, 0.52, put.WOOD, r=0.02)
    pen.rect(-0.3, M - 0.42, 0.4, 0.16, darker(put.WOOD, 0.15))
    pen.line([(-0.1, M - 0.52), (-0.1, M - 0.72)], (0.25, 0.2, 0.2), 0.03)
    pen.poly([(-0.18, M - 0.98), (-0.02, M - 0.98), (0.06, M - 0.72), (-0.26, M - 0.72)], rgb(0xE8CF9E))
    if s.mood.hour is not Hour.DAY:
        pen.glow(-0.1, M - 0.85, 1.5, put.WARM, 0.5)
    wardrobe = darker(put.WOOD, 0.12)
    pen.rect(1.7, M - 2.1, 1.3, 2.1, wardrobe, r=0.02)
    for side in (0, 1):
        pen.rect(1.77 + side * 0.6, M - 2.0, 0.55, 1.85, lighter(wardrobe, 0.07), r=0.02)
        pen.oval(2.28 + side * 0.13, M - 1.05, 0.025, 0.025, rgb(0xC9A64C))


def corridor_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A row of doors and wall lamps."""
    color = hsv(roll.choice((0.08, 0.4, 0.58)), 0.35, 0.5)
    for i in range(-3, 4):
        put.door(pen, i * 2.1 + 0.4, Y, color)
        pen.rect(i * 2.1 + 0.2, -2.95, 0.4, 0.14, rgb(0xE9E1CC), r=0.02)
        pen.poly(
            [(i * 2.1 - 0.75, -2.6), (i * 2.1 - 0.55, -2.6), (i * 2.1 - 0.5, -2.4), (i * 2.1 - 0.8, -2.4)],
            rgb(0xF0D9A6),
        )
        if s.mood.hour is not Hour.DAY:
            pen.glow(i * 2.1 - 0.65, -2.4, 1.1, put.WARM, 0.4)


def corridor_mid(pen: Pen, _s: Shell, roll: random.Random) -> None:
    """A runner on the floor, a plant."""
    runner = hsv(roll.random(), 0.4, 0.45)
    pen.poly([(-9, -0.35), (9, -0.35), (10, 0.5), (-10, 0.5)], runner)
    for y in (-0.29, 0.42):
        pen.rect(-10, y, 20, 0.03, lighter(runner, 0.35))
    put.plant(pen, -2.4, M, 0.9, roll)


def stairs_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A flight of stairs going up to the right."""
    put.window(pen, -2.4, -2.3, 0.9, 1.2, s.mood, roll, curtain=False)
    put.picture(pen, -0.9, -2.3, 0.5, 0.65, roll)
    wood = darker(put.WOOD, 0.05)
    for i in range(14):
        x, y = 0.2 + i * 0.3, Y - i * 0.2
        pen.rect(x, y - 0.2, 6, 0.2, darker(wood, 0.12 + 0.01 * i))
        pen.rect(x - 0.03, y - 0.23, 0.36, 0.05, lighter(wood, 0.18))
        pen.rect(x + 0.13, y - 1.05, 0.03, 0.85, darker(wood, 0.3))
    pen.line([(0.3, Y - 1.0), (4.7, Y - 3.94)], darker(wood, 0.4), 0.09)


def stairs_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A lamp and a plant at the foot of the stairs."""
    put.pendant(pen, -1.2, -2.9, s.mood, s.trim)
    put.plant(pen, -3.2, M, 1.0, roll)
