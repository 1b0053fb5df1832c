"""What stands in each kind of room: one function for the wall, one for the floor."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from generator.animatic import furniture as put
from generator.animatic.mood import Hour, Mood
from generator.animatic.nature import bush
from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.sky import window_view

Y = -0.72
"""The foot of the back wall."""
M = -0.3
"""Where furniture stands, a little nearer than the wall."""


@dataclass(frozen=True)
class Shell:
    """The empty room."""

    wall: Color
    trim: Color
    mood: Mood
    name: str


Draw = Callable[[Pen, Shell, random.Random], None]


def _room_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    x = roll.choice((-1, 1))
    put.window(pen, -1.5 * x, -2.2, 1.3, 1.3, s.mood, roll)
    put.door(pen, 2.3 * x, Y, hsv(0.08, 0.35, 0.55))
    put.picture(pen, 0.5 * x, -2.2, 0.7, 0.55, roll)
    put.picture(pen, -3.6 * x, -2.1, 0.6, 0.7, roll)


def _room_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.shelf(pen, -3.4, M, 1.2, 4, roll)
    put.plant(pen, 3.2, M, 0.9, roll)
    put.pendant(pen, 0.2, -2.95, s.mood, s.trim)


def _kitchen_back(pen: Pen, s: Shell, roll: random.Random) -> None:
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


def _kitchen_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
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
    pen.curve([(0.7 * flip, top), (0.7 * flip, top - 0.32), (0.86 * flip, top - 0.34), (0.86 * flip, top - 0.2)], put.METAL, 0.04)
    for i, hue in enumerate((0.1, 0.3, 0.97)):
        pen.rect(-0.7 * flip + i * 0.19, top - 0.22 + i * 0.02, 0.15, 0.22 - i * 0.02, hsv(hue, 0.35, 0.75), r=0.025)
    fridge = rgb(0xD8DDDA)
    pen.rect(3.05 * flip - 0.42, M - 1.9, 0.84, 1.9, fridge, r=0.06)
    pen.rect(3.05 * flip - 0.42, M - 1.25, 0.84, 0.02, darker(fridge, 0.35))
    pen.rect(3.05 * flip - 0.34 * flip - 0.02, M - 1.1, 0.04, 0.35, darker(fridge, 0.4), r=0.02)
    put.pendant(pen, 0.3 * flip, -2.85, s.mood, hsv(0.1, 0.4, 0.75))


def _living_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    flip = roll.choice((-1, 1))
    put.window(pen, -1.9 * flip, -2.15, 1.5, 1.4, s.mood, roll)
    put.fireplace(pen, 1.7 * flip, Y, rgb(0x9B7A6A))
    put.picture(pen, 1.7 * flip, -2.55, 1.0, 0.65, roll)
    put.picture(pen, 3.4 * flip, -2.2, 0.5, 0.65, roll)


def _living_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    color, flip = hsv(roll.random(), 0.36, 0.52), roll.choice((-1, 1))
    pen.oval(0, 0.18, 2.4, 0.36, hsv(roll.random(), 0.4, 0.5))
    pen.oval(0, 0.18, 2.1, 0.29, hsv(0.1, 0.22, 0.74))
    put.sofa(pen, -1.7 * flip, M + 0.05, 2.1, color)
    put.floor_lamp(pen, -3.1 * flip, M, s.mood)
    put.sofa(pen, 2.9 * flip, M + 0.1, 1.0, hsv(roll.random(), 0.3, 0.5))
    put.plant(pen, 3.9 * flip, M, 1.1, roll)


def _bedroom_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    flip = roll.choice((-1, 1))
    put.window(pen, 0.9 * flip, -2.15, 1.3, 1.35, s.mood, roll)
    put.picture(pen, -1.3 * flip, -2.3, 0.8, 0.6, roll)
    put.door(pen, 3.2 * flip, Y, lighter(put.WOOD, 0.2))


def _bedroom_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
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


def _office_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-2.6, 0.0, 2.6):
        put.window(pen, x, -2.2, 1.5, 1.2, s.mood, roll, curtain=False)
        for i in range(9):
            pen.rect(x - 0.76, -2.8 + i * 0.07, 1.52, 0.025, rgb(0xE6E0D2), 0.75)
    put.clock(pen, 1.3, -2.85, 0.17)


def _office_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.shelf(pen, -3.3, M, 1.2, 4, roll)
    put.table(pen, 1.6, M + 0.1, 2.0, lighter(put.WOOD, 0.1))
    screen = rgb(0x2E3238)
    pen.rect(1.35, M - 1.18, 0.75, 0.46, screen, r=0.02)
    pen.rect(1.39, M - 1.14, 0.67, 0.38, mix(screen, rgb(0x7FB2C8), 0.6))
    pen.rect(1.67, M - 0.74, 0.1, 0.1, screen)
    for i in range(4):
        pen.rect(0.75, M - 0.69 - i * 0.03, 0.36 - 0.02 * (i % 2), 0.025, rgb(0xEFEADD))
    pen.rect(3.0, M - 1.35, 0.6, 1.35, rgb(0x77807F), r=0.02)
    for i in range(4):
        pen.rect(3.05, M - 1.3 + i * 0.33, 0.5, 0.28, rgb(0x8B9392), r=0.01)
        pen.rect(3.22, M - 1.2 + i * 0.33, 0.16, 0.03, rgb(0x555B5B))
    put.plant(pen, -1.9, M, 0.9, roll)


def _corridor_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    color = hsv(roll.choice((0.08, 0.4, 0.58)), 0.35, 0.5)
    for i in range(-3, 4):
        put.door(pen, i * 2.1 + 0.4, Y, color)
        pen.rect(i * 2.1 + 0.2, -2.95, 0.4, 0.14, rgb(0xE9E1CC), r=0.02)
        pen.poly([(i * 2.1 - 0.75, -2.6), (i * 2.1 - 0.55, -2.6), (i * 2.1 - 0.5, -2.4), (i * 2.1 - 0.8, -2.4)], rgb(0xF0D9A6))
        if s.mood.hour is not Hour.DAY:
            pen.glow(i * 2.1 - 0.65, -2.4, 1.1, put.WARM, 0.4)


def _corridor_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    runner = hsv(roll.random(), 0.4, 0.45)
    pen.poly([(-9, -0.35), (9, -0.35), (10, 0.5), (-10, 0.5)], runner)
    for y in (-0.29, 0.42):
        pen.rect(-10, y, 20, 0.03, lighter(runner, 0.35))
    put.plant(pen, -2.4, M, 0.9, roll)


def _stairs_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.window(pen, -2.4, -2.3, 0.9, 1.2, s.mood, roll, curtain=False)
    put.picture(pen, -0.9, -2.3, 0.5, 0.65, roll)
    wood = darker(put.WOOD, 0.05)
    for i in range(14):
        x, y = 0.2 + i * 0.3, Y - i * 0.2
        pen.rect(x, y - 0.2, 6, 0.2, darker(wood, 0.12 + 0.01 * i))
        pen.rect(x - 0.03, y - 0.23, 0.36, 0.05, lighter(wood, 0.18))
        pen.rect(x + 0.13, y - 1.05, 0.03, 0.85, darker(wood, 0.3))
    pen.line([(0.3, Y - 1.0), (4.7, Y - 3.94)], darker(wood, 0.4), 0.09)


def _stairs_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.pendant(pen, -1.2, -2.9, s.mood, s.trim)
    put.plant(pen, -3.2, M, 1.0, roll)


def _workshop_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    board = rgb(0x7C6A52)
    put.window(pen, 2.6, -2.3, 1.4, 1.0, s.mood, roll, curtain=False)
    pen.rect(-2.9, -2.95, 3.6, 1.25, board, r=0.02)
    for i in range(9):
        x = -2.65 + i * 0.4
        if i % 3 == 0:
            pen.rect(x - 0.02, -2.75, 0.05, 0.6, put.WOOD, r=0.01)
            pen.rect(x - 0.12, -2.8, 0.25, 0.1, put.METAL, r=0.02)
        elif i % 3 == 1:
            pen.line([(x, -2.75), (x, -2.2)], put.METAL, 0.05)
            pen.ring(x, -2.12, 0.07, 0.07, put.METAL, 0.035)
        else:
            pen.poly([(x - 0.14, -2.7), (x + 0.16, -2.7), (x + 0.1, -2.5), (x - 0.12, -2.56)], put.METAL)
            pen.rect(x - 0.17, -2.74, 0.1, 0.2, hsv(0.02, 0.5, 0.6), r=0.03)


def _workshop_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.table(pen, -1.2, M, 3.2, darker(put.WOOD, 0.1), 0.85)
    pen.rect(-2.3, M - 1.05, 0.3, 0.2, put.METAL, r=0.02)
    pen.rect(-2.1, M - 0.98, 0.36, 0.08, darker(put.METAL, 0.3))
    for i in range(4):
        pen.rect(-0.5 + i * 0.17, M - 1.0 - 0.04 * (i % 2), 0.13, 0.15 + 0.04 * (i % 2), hsv(0.13 * i, 0.45, 0.6), r=0.02)
    put.crate(pen, 2.3, M, 0.8)
    put.crate(pen, 3.0, M + 0.1, 0.62, lighter(put.WOOD, 0.1))
    put.barrel(pen, -3.7, M, 0.95)
    put.pendant(pen, -1.0, -2.8, s.mood, rgb(0x4E6B5C))


def _train_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for i in range(-3, 4):
        x = i * 1.7
        pen.rect(x - 0.7, -2.75, 1.4, 1.25, darker(s.wall, 0.3), r=0.12)
        window_view(pen, x - 0.62, -2.67, 1.24, 1.08, s.mood, roll)
        pen.rect(x - 0.62, -1.62, 1.24, 0.04, s.trim)
    pen.rect(-16, -3.1, 32, 0.08, put.METAL)
    for x in (-3.1, -0.8, 1.3, 3.4):
        bag = hsv(roll.random(), 0.4, 0.5)
        pen.rect(x - 0.35, -3.42, 0.7, 0.32, bag, r=0.05)
        pen.rect(x - 0.1, -3.46, 0.2, 0.05, darker(bag, 0.4), r=0.02)


def _train_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    color = hsv(roll.choice((0.0, 0.35, 0.6)), 0.45, 0.42)
    for x in (-3.4, -1.7, 1.7, 3.4):
        f = 1 if x < 0 else -1
        pen.rect(x - f * 0.42 - 0.13, M - 1.3, 0.26, 1.15, color, r=0.1)
        pen.rect(x - f * 0.42 - 0.12, M - 1.28, 0.24, 0.26, rgb(0xE9E2D2), r=0.06)
        pen.rect(x - 0.42, M - 0.5, 0.84, 0.22, lighter(color, 0.1), r=0.08)
        pen.rect(x - 0.36, M - 0.3, 0.72, 0.3, darker(color, 0.45))


def _shop_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-3.0, -1.4, 0.2, 1.8, 3.4):
        put.shelf(pen, x, Y, 1.5, 5, roll, "jars" if roll.random() < 0.5 else "books")


def _shop_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.counter(pen, 0.6, M + 0.1, 3.4, put.WOOD, lighter(put.WOOD, 0.35))
    top = M + 0.1 - 0.94
    till = rgb(0x5C4A42)
    pen.poly([(1.4, top), (2.0, top), (1.92, top - 0.35), (1.5, top - 0.35)], till)
    pen.rect(1.52, top - 0.5, 0.38, 0.16, rgb(0xD8D2BE), r=0.02)
    pen.oval(-0.3, top - 0.13, 0.14, 0.13, rgb(0xC98E4B))
    put.crate(pen, -2.2, M, 0.6)
    for i in range(5):
        pen.oval(-2.4 + i * 0.1, M - 0.63, 0.08, 0.08, hsv(0.02 + 0.05 * (i % 2), 0.6, 0.75))
    put.pendant(pen, -0.4, -2.85, s.mood, s.trim)


def _cafe_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.window(pen, -2.0, -2.05, 2.3, 1.5, s.mood, roll, curtain=False)
    board = rgb(0x33393A)
    pen.rect(0.6, -2.9, 1.5, 1.1, put.WOOD, r=0.02)
    pen.rect(0.67, -2.83, 1.36, 0.96, board)
    for i in range(6):
        pen.rect(0.8, -2.7 + i * 0.13, roll.uniform(0.5, 0.8), 0.03, rgb(0xD9D9CC), 0.8)
        pen.rect(1.72, -2.7 + i * 0.13, 0.18, 0.03, rgb(0xD9C58C), 0.8)
    put.shelf(pen, 3.2, Y, 1.3, 4, roll, "bottles")


def _cafe_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-2.6, -0.4):
        put.table(pen, x, M + 0.05, 0.85)
        put.chair(pen, x - 0.62, M + 0.05, 1)
        put.chair(pen, x + 0.62, M + 0.05, -1)
        pen.rect(x - 0.06, M - 0.78, 0.1, 0.09, rgb(0xF1ECE0), r=0.02)
    put.counter(pen, 2.6, M, 2.0, darker(s.wall, 0.3), put.WOOD)
    machine = rgb(0xA9AFB2)
    pen.rect(2.1, M - 1.36, 0.75, 0.42, machine, r=0.05)
    pen.rect(2.17, M - 1.18, 0.61, 0.2, darker(machine, 0.5), r=0.02)
    for x in (-1.5, 0.6, 2.6):
        put.pendant(pen, x, -2.7, s.mood, hsv(0.05, 0.5, 0.6))


def _bar_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-2.4, 0.0, 2.4):
        put.shelf(pen, x, Y, 2.2, 5, roll, "bottles")
        pen.glow(x, -2.3, 1.5, put.WARM, 0.22)


def _bar_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.counter(pen, 0.0, M + 0.05, 7.0, darker(put.WOOD, 0.3), put.WOOD)
    for x in (-2.9, -1.6, 1.6, 2.9):
        pen.line([(x, M + 0.3), (x, M - 0.4)], put.METAL, 0.05)
        pen.rect(x - 0.2, M - 0.47, 0.4, 0.1, hsv(0.0, 0.5, 0.45), r=0.05)
    for x in (-2.0, 0.0, 2.0):
        put.pendant(pen, x, -2.7, s.mood, hsv(0.35, 0.45, 0.4))


def _hospital_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.window(pen, -1.6, -2.25, 1.5, 1.2, s.mood, roll, curtain=False)
    put.door(pen, 3.2, Y, rgb(0x9FB7B5))
    pen.rect(1.0, -2.7, 0.62, 0.62, rgb(0xF4F5F1), r=0.05)
    for w, h in ((0.36, 0.12), (0.12, 0.36)):
        pen.rect(1.31 - w / 2, -2.39 - h / 2, w, h, rgb(0xC2574F))
    pen.rect(-16, -1.3, 32, 0.1, lighter(s.wall, 0.4))


def _hospital_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.bed(pen, -1.6, M, rgb(0x9CC0C4), metal=True)
    pen.line([(0.2, M), (0.2, M - 1.75)], put.METAL, 0.035)
    pen.line([(0.02, M - 1.75), (0.38, M - 1.75)], put.METAL, 0.03)
    pen.rect(-0.06, M - 1.7, 0.16, 0.3, (0.86, 0.93, 0.95), 0.85, r=0.04)
    pen.rect(0.75, M - 1.5, 0.62, 0.46, rgb(0x4A5459), r=0.04)
    pen.rect(0.8, M - 1.45, 0.52, 0.34, rgb(0x16302C))
    pen.line([(0.82, M - 1.27), (0.95, M - 1.27), (1.0, M - 1.4), (1.06, M - 1.16), (1.11, M - 1.27), (1.3, M - 1.27)],
             (0.5, 1.2, 0.7), 0.02)  # fmt: skip
    pen.rect(1.0, M - 1.05, 0.12, 1.05, put.METAL)
    curtain = rgb(0xB8D3CF)
    for i in range(9):
        pen.rect(-4.4 + i * 0.16, -2.9, 0.165, 2.5, mix(curtain, darker(curtain, 0.2), i % 2), r=0.03)


def _school_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    pen.rect(-1.9, -2.85, 3.4, 1.35, put.WOOD, r=0.02)
    pen.rect(-1.82, -2.77, 3.24, 1.19, rgb(0x3F5B4C))
    for i in range(4):
        y = -2.6 + i * 0.24
        pen.curve([(-1.6, y), (-1.1, y - 0.04), (-0.6, y + 0.02), (-1.6 + roll.uniform(1.2, 2.6), y)], rgb(0xDCE3D6), 0.022, 0.75)
    pen.rect(-1.82, -1.52, 3.24, 0.06, lighter(put.WOOD, 0.2))
    put.window(pen, 3.0, -2.2, 1.2, 1.3, s.mood, roll, curtain=False)
    put.clock(pen, -2.5, -2.75, 0.19)


def _school_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-3.2, -1.5, 1.5, 3.2):
        put.table(pen, x, M + 0.1, 1.1, lighter(put.WOOD, 0.22), 0.68)
        put.chair(pen, x, M + 0.25, 1 if x < 0 else -1, hsv(0.58, 0.4, 0.6))
        pen.rect(x - 0.2, M - 0.63, 0.3, 0.05, hsv(roll.random(), 0.45, 0.65))


def _library_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-4.2, -2.6, -1.0, 2.2, 3.8):
        put.shelf(pen, x, Y, 1.5, 6, roll)
    put.window(pen, 0.6, -2.1, 1.0, 1.7, s.mood, roll, curtain=False)


def _library_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.table(pen, -1.9, M + 0.05, 1.9)
    for i in range(4):
        pen.rect(-2.3 + 0.02 * i, M - 0.75 - i * 0.06, 0.4, 0.055, hsv(0.17 * i, 0.42, 0.55))
    put.sofa(pen, 2.6, M + 0.05, 1.05, hsv(0.02, 0.45, 0.45))
    put.floor_lamp(pen, 3.5, M, s.mood)


def _lamp_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    glass = 0.9
    for i in range(-5, 6):
        x = i * glass
        window_view(pen, x - glass / 2, -3.1, glass, 2.0, s.mood, roll) if i % 2 == 0 else pen.fade(
            x - glass / 2, -3.1, glass, 2.0, s.mood.sky[0], s.mood.sky[1]
        )
    iron = rgb(0x3A4046)
    sea = mix(s.mood.sky[1], rgb(0x27485C), 0.7)
    pen.rect(-16, -1.55, 32, 0.5, sea)
    for i in range(-11, 12):
        pen.rect(i * glass / 2 * 2 - glass / 2 - 0.04, -3.2, 0.08, 2.2, iron)
    for y in (-3.2, -2.15, -1.1):
        pen.rect(-16, y, 32, 0.08, iron)
    pen.rect(-16, -1.05, 32, 1.05 + Y, darker(s.wall, 0.25))
    for i in range(-14, 15):
        pen.oval(i * 0.45, -0.93, 0.025, 0.025, rgb(0x6F787E))


def _lamp_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    brass, x = rgb(0xB08D45), roll.choice((-1.55, 1.55))
    pen.poly([(x - 0.5, M + 0.1), (x + 0.5, M + 0.1), (x + 0.3, M - 0.75), (x - 0.3, M - 0.75)], rgb(0x3F474D))
    pen.rect(x - 0.62, M - 0.85, 1.24, 0.14, brass, r=0.03)
    lit = s.mood.hour is not Hour.DAY or s.mood.fog or s.mood.storm
    lens = (1.5, 1.3, 0.85) if lit else rgb(0xBFD6D8)
    pen.blob([(x - 0.42, M - 0.85), (x - 0.62, M - 1.5), (x - 0.42, M - 2.15), (x + 0.42, M - 2.15), (x + 0.62, M - 1.5),
              (x + 0.42, M - 0.85)], lens)  # fmt: skip
    for i in range(9):
        y, half = M - 0.95 - i * 0.14, 0.44 + 0.16 * (1 - abs(i - 4) / 4)
        pen.curve([(x - half, y), (x, y + 0.05), (x + half, y)], darker(rgb(0xA8926A), 0.1), 0.018, 0.8)
    pen.oval(x, M - 1.5, 0.18, 0.26, (1.7, 1.6, 1.3) if lit else rgb(0xE2ECEA))
    pen.rect(x - 0.55, M - 2.27, 1.1, 0.13, brass, r=0.03)
    pen.poly([(x - 0.45, M - 2.27), (x, M - 2.6), (x + 0.45, M - 2.27)], brass)
    if lit:
        pen.glow(x, M - 1.5, 3.0, (1.0, 0.86, 0.52), 0.75)
    put.crate(pen, -x * 1.75, M, 0.6)
    put.barrel(pen, -x * 1.4, M + 0.05, 0.7)


def _cabin_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for y in range(12):
        pen.line([(-16, -3.2 + y * 0.21), (16, -3.2 + y * 0.21)], darker(s.wall, 0.25), 0.014)
    brass = rgb(0xB08D45)
    for x in (-2.2, 0.0, 2.2):
        pen.oval(x, -2.1, 0.46, 0.46, brass)
        pen.oval(x, -2.1, 0.37, 0.37, mix(s.mood.sky[1], s.mood.sky[0], 0.5))
        pen.blob([(x - 0.33, -1.95), (x, -2.0), (x + 0.33, -1.93), (x + 0.2, -1.79), (x - 0.2, -1.79)], rgb(0x2F5970))
    put.picture(pen, 1.1, -2.2, 0.6, 0.45, roll)


def _cabin_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.table(pen, 1.8, M, 1.5)
    pen.rect(1.4, M - 0.78, 0.7, 0.03, rgb(0xE9DDBE))
    put.barrel(pen, -2.6, M, 0.85)
    put.crate(pen, -3.4, M, 0.65)
    put.pendant(pen, 0.2, -2.6, s.mood, rgb(0xB08D45))


def _church_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-3.0, 0.0, 3.0):
        pen.blob([(x - 0.5, -0.9), (x - 0.5, -2.3), (x - 0.3, -2.9), (x, -3.2), (x + 0.3, -2.9), (x + 0.5, -2.3), (x + 0.5, -0.9)],
                 darker(s.wall, 0.3))  # fmt: skip
        for row in range(5):
            for column in (-1, 0, 1):
                pen.rect(x + column * 0.27 - 0.12, -2.6 + row * 0.33, 0.24, 0.3, hsv(roll.random(), 0.5, 0.8), r=0.03)
        pen.glow(x, -1.9, 1.3, s.mood.light.key, 0.3)
    for x in (-1.5, 1.5):
        pen.rect(x - 0.2, -8, 0.4, 8 + Y, lighter(s.wall, 0.15))
        pen.rect(x - 0.28, Y - 0.2, 0.56, 0.2, lighter(s.wall, 0.2))


def _church_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    for x in (-2.9, 2.9):
        pen.rect(x - 1.1, M - 0.95, 2.2, 0.3, put.WOOD, r=0.02)
        pen.rect(x - 1.1, M - 0.5, 2.2, 0.12, put.WOOD)
        for side in (-1, 1):
            pen.rect(x + side * 1.1 - 0.07, M - 1.0, 0.14, 1.0, darker(put.WOOD, 0.15), r=0.03)
    for x in (-1.3, 1.3):
        pen.rect(x - 0.04, M - 1.15, 0.08, 0.25, rgb(0xF2EAD8))
        pen.rect(x - 0.02, M - 0.9, 0.04, 0.9, rgb(0xB08D45))
        pen.glow(x, M - 1.22, 0.9, put.WARM, 0.6)


def _prison_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    for row in range(12):
        for column in range(-12, 12):
            x = column * 0.8 + (row % 2) * 0.4
            pen.rect(x, -3.3 + row * 0.22, 0.77, 0.19, mix(s.wall, darker(s.wall), roll.uniform(0.0, 0.5)), r=0.02)
    window_view(pen, -0.4, -2.8, 0.8, 0.6, s.mood, roll)
    for i in range(5):
        pen.rect(-0.35 + i * 0.17, -2.8, 0.03, 0.6, rgb(0x3A3D42))


def _prison_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    put.bed(pen, -2.3, M, rgb(0x7B7F83), metal=True)
    for i in range(10):
        pen.rect(1.6 + i * 0.28, -4.0, 0.05, 4.0 + M, rgb(0x3A3D42))
    for y in (-2.4, -1.1):
        pen.rect(1.5, y, 4, 0.07, rgb(0x3A3D42))


def _car_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    window_view(pen, -4.2, -2.5, 3.9, 1.5, s.mood, roll)
    window_view(pen, 0.1, -2.5, 3.9, 1.5, s.mood, roll)
    for x in (-2.8, 2.4):
        bush(pen, x, -1.0, 0.8, rgb(0x3F5540), roll)


def _car_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    seat = rgb(0x4A4038)
    for x in (-1.1, 1.1):
        pen.rect(x - 0.5, M - 1.2, 1.0, 1.5, seat, r=0.16)
        pen.rect(x - 0.25, M - 1.5, 0.5, 0.34, seat, r=0.1)
        pen.rect(x - 0.4, M - 1.1, 0.8, 1.0, lighter(seat, 0.08), r=0.12)


DRAWN: dict[str, tuple[Draw, Draw]] = {
    "lamp room": (_lamp_back, _lamp_mid), "kitchen": (_kitchen_back, _kitchen_mid),
    "living room": (_living_back, _living_mid), "bedroom": (_bedroom_back, _bedroom_mid),
    "office": (_office_back, _office_mid), "corridor": (_corridor_back, _corridor_mid),
    "stairs": (_stairs_back, _stairs_mid), "workshop": (_workshop_back, _workshop_mid),
    "train": (_train_back, _train_mid), "shop": (_shop_back, _shop_mid), "cafe": (_cafe_back, _cafe_mid),
    "bar": (_bar_back, _bar_mid), "hospital": (_hospital_back, _hospital_mid), "school": (_school_back, _school_mid),
    "library": (_library_back, _library_mid), "boat cabin": (_cabin_back, _cabin_mid),
    "church": (_church_back, _church_mid), "prison": (_prison_back, _prison_mid), "car": (_car_back, _car_mid),
    "room": (_room_back, _room_mid),
}  # fmt: skip
"""For each kind of room: what is on the wall, what stands before it."""
