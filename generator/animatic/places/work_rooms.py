"""Rooms people work in."""

from __future__ import annotations

import random

from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import big_things as big
from generator.animatic.places import furniture as put
from generator.animatic.places import lamps, openings
from generator.animatic.places import wall_things as wall
from generator.animatic.places.lights import pool, shadow
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.things.stuff import WOOD


def office_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Windows with blinds, a board with notes between them."""
    for x in (-2.7, 2.7):
        openings.window(pen, s, x, -2.2, 1.6, 1.25, roll, curtain=False)
        for i in range(9):
            pen.rect(x - 0.8, -2.82 + i * 0.07, 1.6, 0.025, rgb(0xE6E0D2), 0.75)
    pen.rect(-0.75, -2.75, 1.5, 0.95, WOOD, r=0.02)
    pen.rect(-0.69, -2.69, 1.38, 0.83, rgb(0xB99468))
    for i in range(7):
        x, y = -0.6 + (i % 4) * 0.33 + roll.uniform(-0.03, 0.03), -2.6 + (i // 4) * 0.38
        pen.rect(x, y, 0.22, 0.26, mix(rgb(0xF1EAD8), hsv(roll.random(), 0.4, 0.85), 0.35 * (i % 2)))
        pen.oval(x + 0.11, y + 0.02, 0.02, 0.02, hsv(0.0, 0.6, 0.7))
    if not s.lacks("clock"):
        dial, rim = s.own(pen, "clock", darker(WOOD, 0.35))
        wall.clock(dial, 1.3, -2.85, 0.17, rim)


def office_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Desk, screen, files, books."""
    shelves, wood = s.own(pen, "bookshelf", WOOD)
    put.shelf(shelves, -3.3, M, 1.2, 4, roll, wood=wood)
    desk, tone = s.own(pen, "table", lighter(WOOD, 0.1))
    put.table(desk, 1.75, M + 0.1, 2.0, tone)
    screen = rgb(0x2E3238)
    pen.rect(1.5, M - 1.18, 0.75, 0.46, screen, r=0.02)
    pen.rect(1.54, M - 1.14, 0.67, 0.38, mix(screen, rgb(0x7FB2C8), 0.6))
    pen.rect(1.82, M - 0.74, 0.1, 0.1, screen)
    if s.lit:
        pen.glow(1.87, M - 0.95, 0.8, (0.6, 0.85, 1.0), 0.4)
    for i in range(4):
        pen.rect(0.9, M - 0.69 - i * 0.03, 0.36 - 0.02 * (i % 2), 0.025, rgb(0xEFEADD))
    lamps.table_lamp(pen, 2.55, M - 0.65, s)
    shadow(pen, 3.4, M, 0.4)
    pen.rect(3.1, M - 1.35, 0.6, 1.35, rgb(0x77807F), r=0.02)
    for i in range(4):
        pen.rect(3.15, M - 1.3 + i * 0.33, 0.5, 0.28, rgb(0x8B9392), r=0.01)
        pen.rect(3.32, M - 1.2 + i * 0.33, 0.16, 0.03, rgb(0x555B5B))
    put.plant(pen, -2.1, M, 0.9, roll)
    lamps.pendant(pen, -0.6, -2.95, s.mood, rgb(0x55645F))


def workshop_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Bricks, tools on a board, shelves of tins, a window."""
    for row in range(11):
        for column in range(-14, 14):
            if roll.random() < 0.3:
                x = column * 0.52 + (row % 2) * 0.26
                pen.rect(x, -3.3 + row * 0.215, 0.48, 0.18, darker(s.wall, roll.uniform(0.05, 0.16)), r=0.02)
    openings.window(pen, s, 2.5, -2.35, 1.5, 1.1, roll, curtain=False)
    pen.rect(-2.5, -2.95, 3.2, 1.25, rgb(0x7C6A52), r=0.02)
    for i in range(8):
        x = -2.25 + i * 0.4
        if i % 3 == 0:
            pen.rect(x - 0.02, -2.75, 0.05, 0.6, WOOD, r=0.01)
            pen.rect(x - 0.12, -2.8, 0.25, 0.1, put.METAL, r=0.02)
        elif i % 3 == 1:
            pen.line([(x, -2.75), (x, -2.2)], put.METAL, 0.05)
            pen.ring(x, -2.12, 0.07, 0.07, put.METAL, 0.035)
        else:
            pen.poly([(x - 0.14, -2.7), (x + 0.16, -2.7), (x + 0.1, -2.3), (x - 0.06, -2.3)], put.METAL)
            pen.rect(x - 0.17, -2.74, 0.14, 0.16, hsv(0.02, 0.5, 0.6), r=0.03)
    for y in (-2.5, -1.85):
        pen.rect(-4.9, y, 1.9, 0.06, WOOD)
        for i in range(7):
            tall = roll.uniform(0.18, 0.32)
            pen.rect(-4.8 + i * 0.26, y - tall, 0.2, tall, hsv(roll.random(), 0.35, 0.55), r=0.02)
    pen.ring(1.25, -2.2, 0.2, 0.26, rgb(0xC0A272), 0.07)


def workshop_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A bench with a vice, crates, a barrel."""
    bench, wood = s.own(pen, "table", darker(WOOD, 0.1))
    put.table(bench, -1.9, M, 2.6, wood, 0.85)
    put.drawers(pen, -2.75, M - 0.02, 0.6, darker(WOOD, 0.25), 0.74)
    pen.rect(-2.9, M - 1.08, 0.3, 0.23, put.METAL, r=0.02)
    pen.rect(-2.66, M - 1.0, 0.36, 0.08, darker(put.METAL, 0.3))
    for i in range(4):
        tall = 0.15 + 0.04 * (i % 2)
        pen.rect(-1.5 + i * 0.17, M - 0.85 - tall, 0.13, tall, hsv(0.13 * i, 0.45, 0.6), r=0.02)
    boxes, tone = s.own(pen, "crates", WOOD)
    put.crate(boxes, 2.35, M, 0.8, tone)
    put.crate(boxes, 3.1, M + 0.1, 0.62, lighter(tone, 0.1))
    put.crate(boxes, 2.5, M - 0.8, 0.5, darker(tone, 0.1))
    cask, tone = s.own(pen, "barrels", WOOD)
    put.barrel(cask, -3.9, M, 0.95, tone)
    lamps.pendant(pen, -1.3, -2.8, s.mood, rgb(0x4E6B5C))
    lamps.pendant(pen, 2.0, -2.8, s.mood, rgb(0x4E6B5C))


def hospital_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A window, a door, a red cross, a lamp over the bed."""
    pen.rect(-16, -1.3, 32, 0.1, lighter(s.wall, 0.4))
    openings.window(pen, s, -0.6, -2.25, 1.3, 1.2, roll, curtain=False)
    leaf, color = s.own(pen, "door", rgb(0x9FB7B5))
    openings.door(leaf, 3.2, Y, color)
    pen.rect(1.5, -2.75, 0.56, 0.56, rgb(0xF4F5F1), r=0.05)
    for w, h in ((0.34, 0.11), (0.11, 0.34)):
        pen.rect(1.78 - w / 2, -2.47 - h / 2, w, h, rgb(0xC2574F))
    pen.rect(-2.75, -2.5, 1.0, 0.16, rgb(0xEEF1EE), r=0.05)
    if s.lit:
        pen.glow(-2.25, -2.35, 1.9, (0.9, 0.98, 0.95), 0.5)


def hospital_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A bed, a drip, a monitor, a curtain."""
    cover, color = s.own(pen, "bed", rgb(0x9CC0C4))
    put.bed(cover, -2.1, M, color, metal=True)
    pen.line([(-0.75, M), (-0.75, M - 1.75)], put.METAL, 0.035)
    pen.line([(-0.93, M - 1.75), (-0.57, M - 1.75)], put.METAL, 0.03)
    pen.rect(-1.01, M - 1.7, 0.16, 0.3, (0.86, 0.93, 0.95), 0.85, r=0.04)
    shadow(pen, 1.65, M, 0.36)
    pen.rect(1.59, M - 1.05, 0.12, 1.05, put.METAL)
    pen.rect(1.34, M - 1.5, 0.62, 0.46, rgb(0x4A5459), r=0.04)
    pen.rect(1.39, M - 1.45, 0.52, 0.34, rgb(0x16302C))
    beat = [(1.41, -1.27), (1.54, -1.27), (1.59, -1.4), (1.65, -1.16), (1.7, -1.27), (1.89, -1.27)]
    pen.line([(x, M + y) for x, y in beat], (0.5, 1.2, 0.7), 0.02)
    pen.glow(1.65, M - 1.28, 0.7, (0.4, 0.9, 0.6), 0.3 if s.lit else 0.1)
    put.chair(pen, 2.5, M + 0.05, -1, rgb(0x8AA6A8))
    cloth, tone = s.own(pen, "curtains", rgb(0xB8D3CF))
    pen.rect(-5.2, -2.95, 2.2, 0.04, put.METAL)
    for i in range(12):
        shade = mix(tone, darker(tone, 0.2), i % 2)
        cloth.rect(-4.9 + i * 0.15, -2.9, 0.155, 2.5 + 0.02 * (i % 3), shade, r=0.03)


def school_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A blackboard, a window, a map, a clock."""
    pen.rect(-1.9, -2.85, 3.4, 1.35, WOOD, r=0.02)
    pen.rect(-1.82, -2.77, 3.24, 1.19, rgb(0x3F5B4C))
    pen.fade(-1.82, -2.77, 3.24, 0.3, (0.05, 0.05, 0.08), (0.05, 0.05, 0.08), 0.25, 0.0)
    for i in range(4):
        y = -2.6 + i * 0.24
        end = -1.6 + roll.uniform(1.2, 2.6)
        pen.curve([(-1.6, y), (-1.1, y - 0.04), (-0.6, y + 0.02), (end, y)], rgb(0xDCE3D6), 0.022, 0.75)
    pen.ring(1.0, -2.2, 0.22, 0.22, rgb(0xDCE3D6), 0.018, 0.7)
    pen.rect(-1.82, -1.52, 3.24, 0.06, lighter(WOOD, 0.2))
    openings.window(pen, s, 2.95, -2.2, 1.3, 1.3, roll, curtain=False)
    chart, tone = s.own(pen, "map", rgb(0xDCCBA0))
    wall.chart(chart, -3.35, -2.1, tone)
    if not s.lacks("clock"):
        dial, rim = s.own(pen, "clock", darker(WOOD, 0.35))
        wall.clock(dial, -2.3, -2.85, 0.19, rim)


def school_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Rows of desks."""
    desk, wood = s.own(pen, "table", lighter(WOOD, 0.22))
    seat, tone = s.own(pen, "chair", hsv(0.58, 0.4, 0.6))
    for x in (-3.2, -1.7, 1.7, 3.2):
        put.chair(seat, x + (0.5 if x < 0 else -0.5) * 0.2, M + 0.02, 1 if x < 0 else -1, tone)
        put.table(desk, x, M + 0.14, 1.1, wood, 0.68)
        pen.rect(x - 0.2, M - 0.59, 0.3, 0.05, hsv(roll.random(), 0.45, 0.65))
    for x in (-1.6, 1.6):
        lamps.pendant(pen, x, -3.0, s.mood, rgb(0xE4E0D2))


def library_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Walls of books round a tall window."""
    shelves, wood = s.own(pen, "bookshelf", WOOD)
    for x in (-4.25, -2.65, -1.05, 2.25, 3.85):
        put.shelf(shelves, x, Y, 1.5, 6, roll, wood=wood)
    openings.window(pen, s, 0.6, -2.1, 1.0, 1.7, roll, curtain=False)


def library_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A reading table with a green lamp, a ladder, an armchair."""
    rail, tone = s.own(pen, "ladder", darker(WOOD, 0.2))
    big.ladder(rail, -3.5, M - 0.15, tone)
    desk, wood = s.own(pen, "table", WOOD)
    put.table(desk, -2.0, M + 0.05, 1.7, wood)
    for i in range(4):
        pen.rect(-2.5 + 0.02 * i, M - 0.75 - i * 0.06, 0.4, 0.055, hsv(0.17 * i, 0.42, 0.55))
    lamps.table_lamp(pen, -1.55, M - 0.7, s)
    chair, cloth = s.own(pen, "armchair", hsv(0.02, 0.45, 0.45))
    put.sofa(chair, 2.5, M + 0.05, 1.05, cloth)
    shade, tone = s.own(pen, "lamp", rgb(0xE8CF9E))
    lamps.floor_lamp(shade, 3.4, M, s.mood, tone)
    pool(pen, 0.6, M + 0.5, 1.4, 0.12, s.mood.light.key)
