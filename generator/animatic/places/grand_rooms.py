"""Large rooms made to impress: a stage, a court of law, a throne."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, lighter, mix, rgb
from generator.animatic.pen import Pen, polygon
from generator.animatic.places import lamps
from generator.animatic.places import wall_things as wall
from generator.animatic.places.lights import LAMP, pool, shadow
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.things.stuff import BRASS, WOOD


def theatre_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """The back of a stage: a painted cloth in soft light, a batten of lamps."""
    pen.rect(-16, -12, 32, 12 + Y, rgb(0x1E1A22))
    pen.fade(-3.6, -3.4, 7.2, 3.4 + Y, mix(s.mood.sky[0], rgb(0x7FA0B8), 0.6), rgb(0xE6CFA8))
    for i in range(3):
        base, tone = Y - 0.25 + 0.1 * i, mix(rgb(0x8FA38C), rgb(0x4D6552), i / 2)
        hills = [(-3.6 + k * 0.6, base - roll.uniform(0.1, 0.5 - 0.13 * i)) for k in range(13)]
        with pen.inside(polygon([(-3.6, -4), (3.6, -4), (3.6, Y), (-3.6, Y)])):
            pen.blob([(-4, Y + 0.3), *hills, (4, Y + 0.3)], tone)
    pen.rect(-16, -3.55, 32, 0.14, rgb(0x2A2730))
    for i in range(-4, 5):
        x = i * 0.85
        pen.rect(x - 0.09, -3.45, 0.18, 0.24, rgb(0x3A3640), r=0.03)
        pen.oval(x, -3.2, 0.08, 0.04, (1.2, 1.1, 0.85))
        pen.path(polygon([(x - 0.08, -3.2), (x + 0.08, -3.2), (x + 0.55, Y), (x - 0.55, Y)]), LAMP, 0.035)
    pool(pen, 0.0, Y + 0.55, 3.2, 0.45, (1.0, 0.9, 0.7))


def theatre_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """Curtains drawn to both sides, a valance, footlights."""
    cloth, color = s.own(pen, "curtains", rgb(0x9C2F36))
    for side in (-1, 1):
        for i in range(9):
            x = side * (2.35 + i * 0.3)
            tone = (color, darker(color, 0.28), lighter(color, 0.08))[i % 3]
            left = min(x, x + side * 0.34)
            cloth.rect(left, -8, 0.34, 8 + M + 0.06, tone)
        cloth.fade(
            min(side * 2.35, side * 5.35),
            -1.2,
            3.0,
            1.2 + M + 0.06,
            darker(color, 0.7),
            darker(color, 0.7),
            0.0,
            0.5,
        )
        pen.rect(min(side * 2.35, side * 3.25), -1.5, 0.9, 0.08, BRASS, r=0.03)
    for i in range(-12, 13):
        cloth.oval(i * 0.62, -3.5, 0.4, 0.42, darker(color, 0.12 * (i % 2)))
        pen.rect(i * 0.62 - 0.3, -3.1, 0.6, 0.03, BRASS, r=0.01)
    cloth.rect(-16, -8, 32, 4.45, color)
    pen.rect(-16, M + 1.35, 32, 6, rgb(0x241C1C))
    for i in range(-6, 7):
        pen.oval(i * 0.62, M + 1.33, 0.12, 0.06, rgb(0x55483C))
        pen.glow(i * 0.62, M + 1.28, 0.55, LAMP, 0.35)


def courtroom_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Dark panels, columns and a seal."""
    panel = mix(WOOD, s.wall, 0.35)
    pen.rect(-16, -2.9, 32, 2.9 + Y, panel)
    for i in range(-9, 10):
        x = i * 0.95
        pen.rect(x - 0.4, -2.75, 0.8, 1.15, darker(panel, 0.14), r=0.02)
        pen.rect(x - 0.4, -1.5, 0.8, 0.66, darker(panel, 0.14), r=0.02)
        pen.rect(x - 0.4, -2.75, 0.8, 0.03, darker(panel, 0.4))
    pen.rect(-16, -2.98, 32, 0.12, lighter(panel, 0.2))
    for x in (-3.2, 3.2):
        pen.rect(x - 0.22, -8, 0.44, 8 + Y, rgb(0xCFC6B4))
        pen.rect(x + 0.06, -8, 0.16, 8 + Y, rgb(0xA79E8E))
    pen.oval(0, -2.55, 0.46, 0.46, darker(BRASS, 0.3))
    pen.oval(0, -2.55, 0.4, 0.4, BRASS)
    pen.rect(-0.012, -2.8, 0.024, 0.5, darker(BRASS, 0.55))
    for side in (-1, 1):
        pen.line([(0, -2.74), (side * 0.22, -2.68)], darker(BRASS, 0.55), 0.022)
        pen.oval(side * 0.22, -2.5, 0.09, 0.035, darker(BRASS, 0.55))
    flag, tone = s.own(pen, "flag", rgb(0x3F5B8C))
    for side in (-1, 1):
        pen.line([(side * 1.9, Y), (side * 1.9, -2.6)], BRASS, 0.035)
        shade = tone if side < 0 else lighter(tone, 0.45)
        edge = [(side * 1.9, -2.55), (side * 1.42, -2.35), (side * 1.5, -1.75), (side * 1.44, -1.15)]
        flag.poly([*edge, (side * 1.9, -1.05)], shade)
        for dx in (1.6, 1.75):
            flag.line([(side * dx, -2.4), (side * (dx + 0.04), -1.12)], darker(shade, 0.25), 0.03, 0.7)
        if s.lit:
            pen.glow(side * 3.2, -2.3, 1.6, LAMP, 0.4)
    pool(pen, roll.uniform(-0.2, 0.2), Y + 0.5, 2.4, 0.14, s.mood.light.key)


def courtroom_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """The judge's bench, the witness stand, the rail."""
    bench, wood = s.own(pen, "table", darker(WOOD, 0.12))
    for x, w, h in ((0.0, 2.5, 1.15), (-2.6, 1.2, 0.95), (2.75, 1.5, 0.8)):
        shadow(pen, x, M, w * 0.6)
        bench.rect(x - w / 2, M - h, w, h, wood)
        bench.rect(x - w / 2 - 0.07, M - h - 0.06, w + 0.14, 0.1, lighter(wood, 0.18), r=0.02)
        for i in range(max(1, round(w / 0.6))):
            left = x - w / 2 + 0.08 + i * 0.6
            bench.rect(left, M - h + 0.14, 0.46, h - 0.28, darker(wood, 0.15), r=0.02)
    pen.rect(0.62, M - 1.28, 0.22, 0.06, lighter(WOOD, 0.1), r=0.02)
    pen.rect(0.66, M - 1.36, 0.14, 0.09, lighter(WOOD, 0.2), r=0.03)


def throne_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Stone, tall windows, banners, torches."""
    for row in range(11):
        for column in range(-12, 12):
            if roll.random() < 0.5:
                x = column * 0.9 + (row % 2) * 0.45
                pen.rect(x, -3.3 + row * 0.22, 0.86, 0.2, darker(s.wall, roll.uniform(0.04, 0.16)), r=0.02)
    for x in (-1.7, 1.7):
        glass = polygon([(x - 0.3, -1.3), (x - 0.3, -2.7), (x, -3.15), (x + 0.3, -2.7), (x + 0.3, -1.3)])
        pen.path(glass, darker(s.wall, 0.55))
        with pen.inside(glass):
            pen.fade(x - 0.24, -3.2, 0.48, 1.9, *s.mood.sky)
            pen.rect(x - 0.02, -3.2, 0.04, 2, darker(s.wall, 0.6))
        if not s.lit:
            pen.glow(x, -2.2, 1.4, s.mood.light.key, 0.35)
            pool(pen, x * 0.8, Y + 0.5, 1.2, 0.25, s.mood.light.key)
    flag, tone = s.own(pen, "flag", rgb(0x7A2F45))
    for x in (-3.1, 3.1):
        wall.banner(flag, x, -3.1, tone)
    for x in (-2.45, 2.45):
        _torch(pen, x, -2.05)


def _torch(pen: Pen, x: float, y: float) -> None:
    pen.poly([(x - 0.07, y), (x + 0.07, y), (x + 0.03, y + 0.45), (x - 0.03, y + 0.45)], rgb(0x4A3A30))
    for dx, tall, tone in ((0.0, 0.34, (1.0, 0.6, 0.24)), (0.01, 0.2, (1.3, 1.0, 0.5))):
        pen.blob([(x + dx - 0.08, y - 0.02), (x + dx, y - tall), (x + dx + 0.08, y - 0.02)], tone)
    pen.glow(x, y - 0.15, 1.6, (1.0, 0.66, 0.34), 0.6)


def throne_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """A carpet, steps, and the throne upon them, away from where people stand."""
    cloth, tone = s.own(pen, "rug", rgb(0x8E2F3A))
    cloth.poly([(-0.7, Y), (0.7, Y), (2.6, 3.5), (-2.6, 3.5)], tone)
    for side in (-1, 1):
        cloth.line([(side * 0.62, Y), (side * 2.35, 3.5)], lighter(BRASS, 0.1), 0.04)
    stone = rgb(0x9A948A)
    for i, half in enumerate((1.5, 1.2, 0.9)):
        pen.rect(-half, M - 0.12 * (i + 1), 2 * half, 0.12, lighter(stone, 0.06 * i))
        pen.rect(-half, M - 0.12 * (i + 1), 2 * half, 0.025, lighter(stone, 0.35))
    seat, velvet = s.own(pen, "armchair", rgb(0x8E2F3A))
    _throne(pen, seat, velvet, M - 0.36)
    lamps.candles_on_stand(pen, -2.7, M)
    lamps.candles_on_stand(pen, 2.7, M)


def _throne(pen: Pen, seat: Pen, velvet: Color, y: float) -> None:
    pen.rect(-0.42, y - 1.65, 0.84, 1.65, darker(BRASS, 0.25), r=0.08)
    pen.poly([(-0.42, y - 1.6), (0, y - 2.0), (0.42, y - 1.6)], BRASS)
    pen.oval(0, y - 1.72, 0.09, 0.09, rgb(0xA02C3C))
    seat.rect(-0.31, y - 1.5, 0.62, 1.0, velvet, r=0.06)
    seat.rect(-0.42, y - 0.55, 0.84, 0.2, lighter(velvet, 0.1), r=0.06)
    for side in (-1, 1):
        pen.rect(side * 0.5 - 0.08, y - 0.85, 0.16, 0.85, BRASS, r=0.04)
        pen.oval(side * 0.5, y - 0.87, 0.12, 0.1, lighter(BRASS, 0.2))
