"""Bright rooms of tile and glass: a bathroom, a laboratory, a greenhouse."""

from __future__ import annotations

import random

import skia

from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import big_things as big
from generator.animatic.places import furniture as put
from generator.animatic.places import openings
from generator.animatic.places import wall_things as wall
from generator.animatic.places.lights import LAMP, pool, shadow
from generator.animatic.places.mood import Hour
from generator.animatic.places.nature import LEAF, bush
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.places.sky import sky
from generator.animatic.things.stuff import BRASS, WOOD


def bathroom_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Tiles, a mirror over the basin, a frosted window, towels."""
    tile, seam = lighter(s.wall, 0.3), darker(s.wall, 0.08)
    pen.rect(-16, -2.1, 32, 2.1 + Y, tile)
    for i in range(-50, 51):
        pen.line([(i * 0.24, -2.1), (i * 0.24, Y)], seam, 0.01)
    for i in range(6):
        pen.line([(-12, -2.1 + i * 0.24), (12, -2.1 + i * 0.24)], seam, 0.01)
    pen.rect(-16, -2.2, 32, 0.11, hsv(roll.random(), 0.35, 0.55))
    openings.window(pen, s, -1.9, -2.45, 1.0, 0.9, roll, curtain=False)
    pen.rect(-2.4, -2.9, 1.0, 0.9, (1, 1, 1), 0.35)
    frame, tone = s.own(pen, "mirror", BRASS)
    wall.mirror(frame, 2.1, -2.1, s.wall, tone)
    for x in (1.5, 2.7):
        pen.oval(x, -2.4, 0.07, 0.1, (1.0, 0.96, 0.85))
        if s.lit:
            pen.glow(x, -2.4, 1.3, LAMP, 0.5)
    pen.rect(-0.15, -1.8, 0.75, 0.03, put.METAL)
    cloth = hsv(roll.random(), 0.35, 0.78)
    pen.rect(-0.1, -1.79, 0.36, 0.62, cloth, r=0.02)
    pen.rect(-0.1, -1.34, 0.36, 0.05, lighter(cloth, 0.5))


def bathroom_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A tub, a basin, a mat."""
    tub, tone = s.own(pen, "bathtub", rgb(0xEDEFEC))
    big.bathtub(tub, -2.2, M + 0.02, tone)
    white = rgb(0xEEF0ED)
    shadow(pen, 2.1, M, 0.3)
    pen.poly([(1.95, M), (2.25, M), (2.2, M - 0.7), (2.0, M - 0.7)], darker(white, 0.08))
    pen.blob([(1.65, M - 0.88), (2.55, M - 0.88), (2.4, M - 0.68), (2.1, M - 0.6), (1.8, M - 0.68)], white)
    pen.rect(1.62, M - 0.93, 0.96, 0.07, lighter(white, 0.4), r=0.03)
    pen.curve([(2.1, M - 0.93), (2.1, M - 1.12), (2.22, M - 1.12), (2.22, M - 1.03)], put.METAL, 0.04)
    mat = hsv(roll.random(), 0.3, 0.66)
    pen.oval(-1.9, M + 0.36, 0.8, 0.13, mat)
    pen.oval(-1.9, M + 0.35, 0.7, 0.1, lighter(mat, 0.25))
    put.plant(pen, 3.4, M, 0.7, roll)


def laboratory_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Cabinets of glassware, screens, a window into the next room."""
    pen.rect(-3.9, -2.9, 2.3, 1.2, rgb(0x9AA7AC), r=0.03)
    pen.fade(-3.82, -2.82, 2.14, 1.04, (0.55, 0.68, 0.72), (0.7, 0.8, 0.82))
    for row in range(2):
        pen.rect(-3.82, -2.32 + row * 0.5, 2.14, 0.04, rgb(0x8A979C))
        for i in range(8):
            x, tone = -3.7 + i * 0.26, hsv(roll.random(), 0.45, 0.75)
            base = -2.32 + row * 0.5
            pen.poly([(x, base), (x + 0.18, base), (x + 0.12, base - 0.16), (x + 0.12, base - 0.28),
                      (x + 0.06, base - 0.28), (x + 0.06, base - 0.16)], (0.9, 0.96, 0.97), 0.8)  # fmt: skip
            pen.poly(
                [(x + 0.01, base), (x + 0.17, base), (x + 0.13, base - 0.12), (x + 0.05, base - 0.12)], tone
            )
    for x, w in ((-0.9, 1.1), (0.45, 1.6)):
        pen.rect(x - 0.05, -2.8, w, 0.85, rgb(0x3A444B), r=0.03)
        pen.fade(x, -2.75, w - 0.1, 0.75, rgb(0x1C3A44), rgb(0x14262E))
        line = [(x + 0.05 + i * (w - 0.2) / 12, -2.3 - 0.25 * roll.random()) for i in range(13)]
        pen.line(line, (0.5, 1.1, 0.9), 0.022)
        pen.glow(x + w / 2, -2.4, 1.0, (0.5, 0.9, 0.9), 0.25)
    openings.door(pen, 3.3, Y, rgb(0xB9C3C6))
    for x in (-2.2, 1.6):
        pen.rect(x - 0.8, -3.3, 1.6, 0.07, (1.1, 1.1, 1.1), r=0.02)
        pen.glow(x, -3.2, 2.0, (0.9, 0.97, 1.0), 0.4 if s.lit else 0.15)


def laboratory_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """Benches with a microscope, flasks and a burner."""
    top, tone = s.own(pen, "table", rgb(0xD5DCDD))
    for x, w in ((-2.4, 2.2), (2.3, 2.0)):
        put.counter(top, x, M + 0.05, w, tone, rgb(0x4C565B))
    y = M + 0.05 - 0.96
    for x, hue, size in ((-3.1, 0.35, 1.0), (-2.7, 0.56, 0.75), (2.0, 0.9, 0.9), (2.9, 0.12, 0.8)):
        pen.poly([(x - 0.14 * size, y), (x + 0.14 * size, y), (x + 0.04 * size, y - 0.2 * size),
                  (x - 0.04 * size, y - 0.2 * size)], hsv(hue, 0.55, 0.85))  # fmt: skip
        pen.poly([(x - 0.07 * size, y - 0.15 * size), (x + 0.07 * size, y - 0.15 * size), (x + 0.04 * size,
                  y - 0.36 * size), (x - 0.04 * size, y - 0.36 * size)], (0.92, 0.97, 0.98), 0.7)  # fmt: skip
    dark = rgb(0x33393E)
    pen.rect(-2.0, y - 0.05, 0.34, 0.05, dark, r=0.02)
    pen.curve([(-1.7, y - 0.03), (-1.66, y - 0.28), (-1.84, y - 0.4)], dark, 0.06)
    pen.line([(-1.95, y - 0.16), (-1.78, y - 0.5)], lighter(dark, 0.25), 0.09)


def greenhouse_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Panes to the sky, iron ribs, hanging pots."""
    pen.canvas.save()
    pen.canvas.clipRect(skia.Rect.MakeLTRB(-16, -12, 16, Y - 0.45))
    sky(pen, s.mood, roll, -1.3)
    pen.canvas.restore()
    for i in range(14):
        bush(pen, -7 + i * 1.1, -1.15, roll.uniform(0.6, 1.1), mix(LEAF, s.mood.sky[1], 0.45), roll)
    iron = rgb(0xE4E6E0)
    for i in range(-9, 10):
        pen.rect(i * 0.85 - 0.025, -3.1, 0.05, 3.1 + Y, iron)
        pen.line([(i * 0.85, -3.1), (i * 0.5, -5.2)], iron, 0.045)
    for y in (-3.1, -2.1):
        pen.rect(-16, y, 32, 0.06, iron)
    pen.rect(-16, Y - 0.5, 32, 0.5, rgb(0xA5745C))
    pen.rect(-16, Y - 0.53, 32, 0.06, iron)
    for x in (-2.6, -1.1, 1.2, 2.7):
        pen.line([(x, -4), (x, -2.75)], rgb(0x55504A), 0.014)
        pen.poly([(x - 0.16, -2.75), (x + 0.16, -2.75), (x + 0.1, -2.5), (x - 0.1, -2.5)], rgb(0xB0694A))
        for k in range(7):
            dx = (k - 3) * 0.09
            pen.curve([(x, -2.78), (x + dx, -2.7 - 0.1 * (k % 2)), (x + dx * 1.7,
                                                            -2.3 + 0.12 * abs(k - 3) * -1)],
                      lighter(LEAF, 0.1 * (k % 3)), 0.035)  # fmt: skip
    if s.mood.hour is not Hour.NIGHT:
        pen.glow(roll.choice((-1.8, 1.8)), -3.0, 3.4, s.mood.light.key, 0.4)
        pool(pen, 0, Y + 0.6, 2.6, 0.2, s.mood.light.key)


def greenhouse_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Beds and benches of plants on both sides, the path free."""
    for side in (-1, 1):
        put.table(pen, side * 2.75, M, 2.4, mix(WOOD, rgb(0xA7A08F), 0.4), 0.7)
        for i in range(5):
            x = side * (1.75 + i * 0.48)
            put.plant(pen, x, M - 0.7, roll.uniform(0.5, 0.75), roll)
            if roll.random() < 0.6:
                tone = hsv(roll.choice((0.93, 0.0, 0.13, 0.75)), 0.5, 0.88)
                for k in range(4):
                    pen.oval(x + (k - 1.5) * 0.12, M - 1.15 - 0.1 * (k % 2), 0.06, 0.055, tone)
        for i in range(4):
            bush(pen, side * (1.9 + i * 0.6), M, 0.5, darker(LEAF, 0.1 * (i % 2)), roll)
    if s.lit:
        for x in (-1.7, 1.7):
            pen.oval(x, -2.4, 0.08, 0.1, (1.2, 1.05, 0.7))
            pen.glow(x, -2.4, 1.9, LAMP, 0.5)
