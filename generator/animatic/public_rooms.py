"""Rooms people pass through."""

from __future__ import annotations

import random

from generator.animatic import furniture as put
from generator.animatic.nature import bush
from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.shell import M, Shell, Y
from generator.animatic.sky import window_view


def train_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Windows and luggage racks."""
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


def train_mid(pen: Pen, _s: Shell, roll: random.Random) -> None:
    """Facing seats."""
    color = hsv(roll.choice((0.0, 0.35, 0.6)), 0.45, 0.42)
    for x in (-3.4, -1.7, 1.7, 3.4):
        f = 1 if x < 0 else -1
        pen.rect(x - f * 0.42 - 0.13, M - 1.3, 0.26, 1.15, color, r=0.1)
        pen.rect(x - f * 0.42 - 0.12, M - 1.28, 0.24, 0.26, rgb(0xE9E2D2), r=0.06)
        pen.rect(x - 0.42, M - 0.5, 0.84, 0.22, lighter(color, 0.1), r=0.08)
        pen.rect(x - 0.36, M - 0.3, 0.72, 0.3, darker(color, 0.45))


def shop_back(pen: Pen, _s: Shell, roll: random.Random) -> None:
    """Shelves full of goods."""
    for x in (-3.0, -1.4, 0.2, 1.8, 3.4):
        put.shelf(pen, x, Y, 1.5, 5, roll, "jars" if roll.random() < 0.5 else "books")


def shop_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A counter with a till."""
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


def cafe_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A large window, the menu on a board."""
    put.window(pen, -2.0, -2.05, 2.3, 1.5, s.mood, roll, curtain=False)
    board = rgb(0x33393A)
    pen.rect(0.6, -2.9, 1.5, 1.1, put.WOOD, r=0.02)
    pen.rect(0.67, -2.83, 1.36, 0.96, board)
    for i in range(6):
        pen.rect(0.8, -2.7 + i * 0.13, roll.uniform(0.5, 0.8), 0.03, rgb(0xD9D9CC), 0.8)
        pen.rect(1.72, -2.7 + i * 0.13, 0.18, 0.03, rgb(0xD9C58C), 0.8)
    put.shelf(pen, 3.2, Y, 1.3, 4, roll, "bottles")


def cafe_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """Small tables, the counter with its machine."""
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


def bar_back(pen: Pen, _s: Shell, roll: random.Random) -> None:
    """Walls of bottles, lit from above."""
    for x in (-2.4, 0.0, 2.4):
        put.shelf(pen, x, Y, 2.2, 5, roll, "bottles")
        pen.glow(x, -2.3, 1.5, put.WARM, 0.22)


def bar_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """The bar and its stools."""
    put.counter(pen, 0.0, M + 0.05, 7.0, darker(put.WOOD, 0.3), put.WOOD)
    for x in (-2.9, -1.6, 1.6, 2.9):
        pen.line([(x, M + 0.3), (x, M - 0.4)], put.METAL, 0.05)
        pen.rect(x - 0.2, M - 0.47, 0.4, 0.1, hsv(0.0, 0.5, 0.45), r=0.05)
    for x in (-2.0, 0.0, 2.0):
        put.pendant(pen, x, -2.7, s.mood, hsv(0.35, 0.45, 0.4))


def church_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Coloured windows between pillars."""
    for x in (-3.0, 0.0, 3.0):
        pen.blob([(x - 0.5, -0.9), (x - 0.5, -2.3), (x - 0.3, -2.9), (x, -3.2), (x + 0.3, -2.9), (x + 0.5,
            -2.3), (x + 0.5, -0.9)],
                 darker(s.wall, 0.3))  # fmt: skip
        for row in range(5):
            for column in (-1, 0, 1):
                pen.rect(
                    x + column * 0.27 - 0.12,
                    -2.6 + row * 0.33,
                    0.24,
                    0.3,
                    hsv(roll.random(), 0.5, 0.8),
                    r=0.03,
                )
        pen.glow(x, -1.9, 1.3, s.mood.light.key, 0.3)
    for x in (-1.5, 1.5):
        pen.rect(x - 0.2, -8, 0.4, 8 + Y, lighter(s.wall, 0.15))
        pen.rect(x - 0.28, Y - 0.2, 0.56, 0.2, lighter(s.wall, 0.2))


def church_mid(pen: Pen, _s: Shell, _roll: random.Random) -> None:
    """Pews and candles."""
    for x in (-2.9, 2.9):
        pen.rect(x - 1.1, M - 0.95, 2.2, 0.3, put.WOOD, r=0.02)
        pen.rect(x - 1.1, M - 0.5, 2.2, 0.12, put.WOOD)
        for side in (-1, 1):
            pen.rect(x + side * 1.1 - 0.07, M - 1.0, 0.14, 1.0, darker(put.WOOD, 0.15), r=0.03)
    for x in (-1.3, 1.3):
        pen.rect(x - 0.04, M - 1.15, 0.08, 0.25, rgb(0xF2EAD8))
        pen.rect(x - 0.02, M - 0.9, 0.04, 0.9, rgb(0xB08D45))
        pen.glow(x, M - 1.22, 0.9, put.WARM, 0.6)


def prison_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Stones and a barred window."""
    for row in range(12):
        for column in range(-12, 12):
            x = column * 0.8 + (row % 2) * 0.4
            pen.rect(
                x, -3.3 + row * 0.22, 0.77, 0.19, mix(s.wall, darker(s.wall), roll.uniform(0.0, 0.5)), r=0.02
            )
    window_view(pen, -0.4, -2.8, 0.8, 0.6, s.mood, roll)
    for i in range(5):
        pen.rect(-0.35 + i * 0.17, -2.8, 0.03, 0.6, rgb(0x3A3D42))


def prison_mid(pen: Pen, _s: Shell, _roll: random.Random) -> None:
    """A cot and bars."""
    put.bed(pen, -2.3, M, rgb(0x7B7F83), metal=True)
    for i in range(10):
        pen.rect(1.6 + i * 0.28, -4.0, 0.05, 4.0 + M, rgb(0x3A3D42))
    for y in (-2.4, -1.1):
        pen.rect(1.5, y, 4, 0.07, rgb(0x3A3D42))


def car_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """The road outside two windows."""
    window_view(pen, -4.2, -2.5, 3.9, 1.5, s.mood, roll)
    window_view(pen, 0.1, -2.5, 3.9, 1.5, s.mood, roll)
    for x in (-2.8, 2.4):
        bush(pen, x, -1.0, 0.8, rgb(0x3F5540), roll)


def car_mid(pen: Pen, _s: Shell, _roll: random.Random) -> None:
    """The backs of the seats."""
    seat = rgb(0x4A4038)
    for x in (-1.1, 1.1):
        pen.rect(x - 0.5, M - 1.2, 1.0, 1.5, seat, r=0.16)
        pen.rect(x - 0.25, M - 1.5, 0.5, 0.34, seat, r=0.1)
        pen.rect(x - 0.4, M - 1.1, 0.8, 1.0, lighter(seat, 0.08), r=0.12)
