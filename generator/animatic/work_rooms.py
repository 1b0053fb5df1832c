"""Rooms people work in."""

from __future__ import annotations

import random

from generator.animatic import furniture as put
from generator.animatic.mood import Hour
from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.shell import M, Shell, Y
from generator.animatic.sky import window_view


def office_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Windows with blinds."""
    for x in (-2.6, 0.0, 2.6):
        put.window(pen, x, -2.2, 1.5, 1.2, s.mood, roll, curtain=False)
        for i in range(9):
            pen.rect(x - 0.76, -2.8 + i * 0.07, 1.52, 0.025, rgb(0xE6E0D2), 0.75)
    put.clock(pen, 1.3, -2.85, 0.17)


def office_mid(pen: Pen, _s: Shell, roll: random.Random) -> None:
    """Desk, screen, files, books."""
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


def workshop_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Tools on a board, a window."""
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


def workshop_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A bench, crates, a barrel."""
    put.table(pen, -1.2, M, 3.2, darker(put.WOOD, 0.1), 0.85)
    pen.rect(-2.3, M - 1.05, 0.3, 0.2, put.METAL, r=0.02)
    pen.rect(-2.1, M - 0.98, 0.36, 0.08, darker(put.METAL, 0.3))
    for i in range(4):
        pen.rect(
            -0.5 + i * 0.17,
            M - 1.0 - 0.04 * (i % 2),
            0.13,
            0.15 + 0.04 * (i % 2),
            hsv(0.13 * i, 0.45, 0.6),
            r=0.02,
        )
    put.crate(pen, 2.3, M, 0.8)
    put.crate(pen, 3.0, M + 0.1, 0.62, lighter(put.WOOD, 0.1))
    put.barrel(pen, -3.7, M, 0.95)
    put.pendant(pen, -1.0, -2.8, s.mood, rgb(0x4E6B5C))


def hospital_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A window, a door, a red cross."""
    put.window(pen, -1.6, -2.25, 1.5, 1.2, s.mood, roll, curtain=False)
    put.door(pen, 3.2, Y, rgb(0x9FB7B5))
    pen.rect(1.0, -2.7, 0.62, 0.62, rgb(0xF4F5F1), r=0.05)
    for w, h in ((0.36, 0.12), (0.12, 0.36)):
        pen.rect(1.31 - w / 2, -2.39 - h / 2, w, h, rgb(0xC2574F))
    pen.rect(-16, -1.3, 32, 0.1, lighter(s.wall, 0.4))


def hospital_mid(pen: Pen, _s: Shell, _roll: random.Random) -> None:
    """A bed, a drip, a monitor, a curtain."""
    put.bed(pen, -1.6, M, rgb(0x9CC0C4), metal=True)
    pen.line([(0.2, M), (0.2, M - 1.75)], put.METAL, 0.035)
    pen.line([(0.02, M - 1.75), (0.38, M - 1.75)], put.METAL, 0.03)
    pen.rect(-0.06, M - 1.7, 0.16, 0.3, (0.86, 0.93, 0.95), 0.85, r=0.04)
    pen.rect(0.75, M - 1.5, 0.62, 0.46, rgb(0x4A5459), r=0.04)
    pen.rect(0.8, M - 1.45, 0.52, 0.34, rgb(0x16302C))
    pen.line([(0.82, M - 1.27), (0.95, M - 1.27), (1.0, M - 1.4), (1.06, M - 1.16), (1.11, M - 1.27),
              (1.3, M - 1.27)],
             (0.5, 1.2, 0.7), 0.02)  # fmt: skip
    pen.rect(1.0, M - 1.05, 0.12, 1.05, put.METAL)
    curtain = rgb(0xB8D3CF)
    for i in range(9):
        pen.rect(-4.4 + i * 0.16, -2.9, 0.165, 2.5, mix(curtain, darker(curtain, 0.2), i % 2), r=0.03)


def school_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A blackboard, a window, a clock."""
    pen.rect(-1.9, -2.85, 3.4, 1.35, put.WOOD, r=0.02)
    pen.rect(-1.82, -2.77, 3.24, 1.19, rgb(0x3F5B4C))
    for i in range(4):
        y = -2.6 + i * 0.24
        pen.curve(
            [(-1.6, y), (-1.1, y - 0.04), (-0.6, y + 0.02), (-1.6 + roll.uniform(1.2, 2.6), y)],
            rgb(0xDCE3D6),
            0.022,
            0.75,
        )
    pen.rect(-1.82, -1.52, 3.24, 0.06, lighter(put.WOOD, 0.2))
    put.window(pen, 3.0, -2.2, 1.2, 1.3, s.mood, roll, curtain=False)
    put.clock(pen, -2.5, -2.75, 0.19)


def school_mid(pen: Pen, _s: Shell, roll: random.Random) -> None:
    """Rows of desks."""
    for x in (-3.2, -1.5, 1.5, 3.2):
        put.table(pen, x, M + 0.1, 1.1, lighter(put.WOOD, 0.22), 0.68)
        put.chair(pen, x, M + 0.25, 1 if x < 0 else -1, hsv(0.58, 0.4, 0.6))
        pen.rect(x - 0.2, M - 0.63, 0.3, 0.05, hsv(roll.random(), 0.45, 0.65))


def library_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Walls of books."""
    for x in (-4.2, -2.6, -1.0, 2.2, 3.8):
        put.shelf(pen, x, Y, 1.5, 6, roll)
    put.window(pen, 0.6, -2.1, 1.0, 1.7, s.mood, roll, curtain=False)


def library_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A reading table, an armchair, a lamp."""
    put.table(pen, -1.9, M + 0.05, 1.9)
    for i in range(4):
        pen.rect(-2.3 + 0.02 * i, M - 0.75 - i * 0.06, 0.4, 0.055, hsv(0.17 * i, 0.42, 0.55))
    put.sofa(pen, 2.6, M + 0.05, 1.05, hsv(0.02, 0.45, 0.45))
    put.floor_lamp(pen, 3.5, M, s.mood)


def lamp_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """The glass of a lighthouse lantern, sea and sky behind it."""
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


def lamp_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """The great lens on its pedestal, lit from dusk to dawn."""
    brass, x = rgb(0xB08D45), roll.choice((-1.55, 1.55))
    pen.poly(
        [(x - 0.5, M + 0.1), (x + 0.5, M + 0.1), (x + 0.3, M - 0.75), (x - 0.3, M - 0.75)], rgb(0x3F474D)
    )
    pen.rect(x - 0.62, M - 0.85, 1.24, 0.14, brass, r=0.03)
    lit = s.mood.hour is not Hour.DAY or s.mood.fog or s.mood.storm
    lens = (1.5, 1.3, 0.85) if lit else rgb(0xBFD6D8)
    pen.blob([(x - 0.42, M - 0.85), (x - 0.62, M - 1.5), (x - 0.42, M - 2.15), (x + 0.42, M - 2.15),
              (x + 0.62, M - 1.5),
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


def cabin_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Planks and portholes."""
    for y in range(12):
        pen.line([(-16, -3.2 + y * 0.21), (16, -3.2 + y * 0.21)], darker(s.wall, 0.25), 0.014)
    brass = rgb(0xB08D45)
    for x in (-2.2, 0.0, 2.2):
        pen.oval(x, -2.1, 0.46, 0.46, brass)
        pen.oval(x, -2.1, 0.37, 0.37, mix(s.mood.sky[1], s.mood.sky[0], 0.5))
        pen.blob(
            [(x - 0.33, -1.95), (x, -2.0), (x + 0.33, -1.93), (x + 0.2, -1.79), (x - 0.2, -1.79)],
            rgb(0x2F5970),
        )
    put.picture(pen, 1.1, -2.2, 0.6, 0.45, roll)


def cabin_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A chart table, a barrel, a swinging lamp."""
    put.table(pen, 1.8, M, 1.5)
    pen.rect(1.4, M - 0.78, 0.7, 0.03, rgb(0xE9DDBE))
    put.barrel(pen, -2.6, M, 0.85)
    put.crate(pen, -3.4, M, 0.65)
    put.pendant(pen, 0.2, -2.6, s.mood, rgb(0xB08D45))
