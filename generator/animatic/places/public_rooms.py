"""Rooms people pass through: cafés, bars, churches, prisons."""

from __future__ import annotations

import random

from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import furniture as put
from generator.animatic.places import lamps, openings
from generator.animatic.places.lights import LAMP, daylight, pool, shadow
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.places.sky import window_view
from generator.animatic.places.wares import Ware, bottle, jar, teapot
from generator.animatic.things.stuff import BRASS, WOOD
from generator.animatic.wording import says

_TEA = ("tea house", "teahouse", "tearoom", "tea room", "tea shop", "茶馆", "茶楼", "茶室", "茶店")


def cafe_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A large window, the menu on a board."""
    openings.window(pen, s, -2.0, -2.05, 2.3, 1.5, roll, curtain=False)
    board = rgb(0x33393A)
    pen.rect(0.6, -2.9, 1.5, 1.1, WOOD, r=0.02)
    pen.rect(0.67, -2.83, 1.36, 0.96, board)
    for i in range(6):
        pen.rect(0.8, -2.7 + i * 0.13, roll.uniform(0.5, 0.8), 0.03, rgb(0xD9D9CC), 0.8)
        pen.rect(1.72, -2.7 + i * 0.13, 0.18, 0.03, rgb(0xD9C58C), 0.8)
    put.shelf(pen, 3.2, Y, 1.3, 4, roll, _served(s))


def _served(s: Shell) -> tuple[Ware, ...]:
    return (teapot, jar) if says(s.name, *_TEA) else (bottle,)


def cafe_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """Small tables, the counter with its machine."""
    top, wood = s.own(pen, "table", WOOD)
    seat, tone = s.own(pen, "chair", WOOD)
    for x in (-3.2, -1.6):
        put.chair(seat, x - 0.56, M + 0.02, 1, tone)
        put.chair(seat, x + 0.56, M + 0.02, -1, tone)
        put.table(top, x, M + 0.08, 0.8, wood)
        pen.rect(x - 0.06, M - 0.76, 0.1, 0.09, rgb(0xF1ECE0), r=0.02)
        pen.rect(x + 0.12, M - 0.83, 0.05, 0.16, rgb(0xDDE4E4), r=0.01)
        pen.oval(x + 0.145, M - 0.88, 0.05, 0.05, hsv(0.97, 0.5, 0.8))
    put.counter(pen, 2.6, M, 2.0, darker(s.wall, 0.3), WOOD)
    machine = rgb(0xA9AFB2)
    pen.rect(2.1, M - 1.36, 0.75, 0.42, machine, r=0.05)
    pen.rect(2.17, M - 1.18, 0.61, 0.2, darker(machine, 0.5), r=0.02)
    pen.poly([(3.0, M - 0.94), (3.5, M - 0.94), (3.45, M - 1.2), (3.05, M - 1.2)], (0.86, 0.93, 0.96), 0.5)
    for i in range(3):
        pen.oval(3.13 + i * 0.13, M - 0.98, 0.06, 0.05, hsv(0.08, 0.5, 0.72))
    for x in (-2.4, 0.3, 2.6):
        lamps.pendant(pen, x, -2.75, s.mood, hsv(0.05, 0.5, 0.6))


def bar_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Walls of bottles, lit from above."""
    shelves, wood = s.own(pen, "bookshelf", WOOD)
    for x in (-2.4, 0.0, 2.4):
        put.shelf(shelves, x, Y, 2.2, 5, roll, (bottle,), wood)
        pen.glow(x, -2.6, 1.5, LAMP, 0.3)


def bar_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """The bar and its stools."""
    put.counter(pen, 0.0, M + 0.05, 7.0, darker(WOOD, 0.3), WOOD)
    pen.rect(-3.5, M - 0.05, 7.0, 0.045, BRASS, r=0.02)
    seat, tone = s.own(pen, "chair", hsv(0.0, 0.5, 0.45))
    for x in (-3.0, -1.9, 1.9, 3.0):
        shadow(pen, x, M + 0.3, 0.26)
        pen.oval(x, M + 0.29, 0.19, 0.04, put.METAL)
        pen.line([(x, M + 0.28), (x, M - 0.4)], put.METAL, 0.05)
        seat.rect(x - 0.2, M - 0.47, 0.4, 0.11, tone, r=0.05)
    shade, tone = s.own(pen, "lamp", hsv(0.35, 0.45, 0.4))
    for x in (-2.2, 0.0, 2.2):
        lamps.pendant(shade, x, -2.7, s.mood, tone)


def church_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Coloured windows between pillars and arches, an altar."""
    for x in (-3.4, 3.4):
        _coloured_window(pen, s, x, roll)
    _coloured_window(pen, s, 0.0, roll)
    for x in (-5.1, -1.7, 1.7, 5.1):
        pen.rect(x - 0.24, -8, 0.48, 8 + Y, lighter(s.wall, 0.15))
        pen.rect(x + 0.06, -8, 0.18, 8 + Y, darker(s.wall, 0.15), 0.5)
        for y, half in ((Y - 0.2, 0.34), (-3.0, 0.33)):
            pen.rect(x - half, y, 2 * half, 0.2, lighter(s.wall, 0.25))
    for x in (-3.4, 0.0, 3.4):
        pen.curve([(x - 1.5, -2.9), (x - 1.1, -3.7), (x, -4.2), (x + 1.1, -3.7), (x + 1.5, -2.9)],
                  lighter(s.wall, 0.2), 0.16)  # fmt: skip
    pen.rect(-0.95, Y - 0.62, 1.9, 0.62, rgb(0xE9E3D4))
    pen.rect(-1.02, Y - 0.68, 2.04, 0.08, lighter(WOOD, 0.1))
    pen.rect(-0.04, Y - 1.2, 0.08, 0.52, BRASS)
    pen.rect(-0.16, Y - 1.06, 0.32, 0.07, BRASS)


def _coloured_window(pen: Pen, s: Shell, x: float, roll: random.Random) -> None:
    frame = [(x - 0.52, -1.15), (x - 0.52, -2.5), (x - 0.4, -2.95), (x, -3.35), (x + 0.4, -2.95),
             (x + 0.52, -2.5), (x + 0.52, -1.15)]  # fmt: skip
    pen.poly(frame, darker(s.wall, 0.55))
    shine = 0.45 if s.lit else 0.74
    for row in range(6):
        for column in (-1, 0, 1):
            if row or not column:
                tone = hsv(roll.choice((0.0, 0.1, 0.34, 0.6, 0.77)) + roll.uniform(-0.03, 0.03), 0.42, shine)
                pen.rect(x + column * 0.31 - 0.14, -3.02 + row * 0.31, 0.28, 0.28, tone, r=0.02)
    pen.ring(x, -2.3, 0.22, 0.22, darker(s.wall, 0.6), 0.03)
    if not s.lit:
        pen.glow(x, -2.1, 1.6, s.mood.light.key, 0.3)
        for i, hue in enumerate((0.0, 0.6, 0.1)):
            pool(pen, x + 0.5 + (i - 1) * 0.35, Y + 0.5 + 0.1 * i, 0.5, 0.3, hsv(hue, 0.5, 1.0))


def church_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """Pews and candles."""
    for x in (-2.95, 2.95):
        shadow(pen, x, M, 1.25)
        pen.rect(x - 1.1, M - 0.95, 2.2, 0.3, WOOD, r=0.02)
        pen.rect(x - 1.1, M - 0.5, 2.2, 0.12, WOOD)
        pen.rect(x - 1.1, M - 0.38, 2.2, 0.34, darker(WOOD, 0.4))
        for side in (-1, 1):
            pen.rect(x + side * 1.1 - 0.07, M - 1.0, 0.14, 1.0, darker(WOOD, 0.15), r=0.03)
    stick, wax = s.own(pen, "candles", rgb(0xF2EAD8))
    for x in (-1.55, 1.55):
        shadow(pen, x, M, 0.18)
        pen.rect(x - 0.02, M - 0.9, 0.04, 0.9, BRASS)
        pen.oval(x, M - 0.9, 0.1, 0.03, BRASS)
        stick.rect(x - 0.04, M - 1.15, 0.08, 0.25, wax)
        pen.blob(
            [(x, M - 1.29), (x + 0.03, M - 1.19), (x, M - 1.15), (x - 0.03, M - 1.19)], (1.4, 0.95, 0.45)
        )
        pen.glow(x, M - 1.22, 1.1, LAMP, 0.65)


def prison_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Stones, a barred window, marks for the days, a bulb."""
    for row in range(11):
        for column in range(-12, 12):
            x = column * 0.8 + (row % 2) * 0.4
            tone = mix(s.wall, darker(s.wall), roll.uniform(0.0, 0.5))
            pen.rect(x, -3.3 + row * 0.22, 0.77, 0.19, tone, r=0.02)
    window_view(pen, -0.5, -2.85, 1.0, 0.7, s.mood, roll)
    for i in range(6):
        pen.rect(-0.45 + i * 0.18, -2.85, 0.035, 0.7, rgb(0x3A3D42))
    pen.rect(-0.6, -2.15, 1.2, 0.09, lighter(s.wall, 0.15))
    daylight(pen, 0.0, -2.85, 1.0, -2.15, s.mood, Y)
    for i in range(14):
        x = -2.3 + (i % 7) * 0.1
        pen.line(
            [(x, -2.0 + 0.3 * (i // 7)), (x + 0.01, -1.82 + 0.3 * (i // 7))],
            lighter(s.wall, 0.45),
            0.018,
            0.8,
        )
    for y in (-1.72, -1.42):
        pen.line([(-2.36, y - 0.05), (-1.64, y - 0.22)], lighter(s.wall, 0.45), 0.018, 0.8)
    pen.line([(1.0, -4), (1.0, -2.95)], (0.1, 0.1, 0.1), 0.02)
    pen.oval(1.0, -2.88, 0.07, 0.09, (1.0, 0.95, 0.78) if s.lit else rgb(0xD9D6C8))
    if s.lit:
        pen.glow(1.0, -2.85, 2.4, (1.0, 0.9, 0.62), 0.55)
        pool(pen, 0.8, Y + 0.5, 1.8, 0.25)


def prison_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A cot, a bucket and bars."""
    cover, tone = s.own(pen, "bed", rgb(0x7B7F83))
    put.bed(cover, -2.4, M, tone, metal=True)
    shadow(pen, 1.35, M, 0.2)
    pen.poly([(1.18, M - 0.36), (1.52, M - 0.36), (1.46, M), (1.24, M)], put.METAL)
    pen.oval(1.35, M - 0.36, 0.17, 0.045, darker(put.METAL, 0.5))
    for i in range(10):
        pen.rect(2.1 + i * 0.26, -4.0, 0.055, 4.0 + M, rgb(0x3A3D42))
        pen.rect(2.1 + i * 0.26, -4.0, 0.018, 4.0 + M, rgb(0x6A6F75))
    for y in (-2.4, -1.1):
        pen.rect(2.0, y, 4, 0.07, rgb(0x3A3D42))
