"""Pieces that a description may put into any room; each stands with its foot at (x, y); metres."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import furniture as put
from generator.animatic.places.furniture import METAL
from generator.animatic.places.lights import LAMP, pool, shadow
from generator.animatic.things.stuff import BRASS, PAPER, WOOD


def stove(pen: Pen, x: float, y: float, color: Color) -> None:
    """A kitchen stove with an oven door and two pots."""
    shadow(pen, x, y, 0.48)
    pen.rect(x - 0.42, y - 0.92, 0.84, 0.9, color, r=0.03)
    pen.rect(x - 0.45, y - 0.95, 0.9, 0.08, darker(color, 0.45), r=0.02)
    pen.rect(x - 0.33, y - 0.62, 0.66, 0.46, darker(color, 0.6), r=0.04)
    pen.rect(x - 0.27, y - 0.56, 0.54, 0.3, (0.95, 0.55, 0.25), 0.35, r=0.03)
    pen.rect(x - 0.3, y - 0.7, 0.6, 0.035, lighter(METAL, 0.2), r=0.015)
    for i in range(4):
        pen.oval(x - 0.27 + i * 0.18, y - 0.79, 0.035, 0.035, lighter(METAL, 0.2))
    pen.rect(x - 0.34, y - 1.13, 0.3, 0.19, METAL, r=0.03)
    pen.rect(x + 0.08, y - 1.08, 0.26, 0.13, darker(METAL, 0.4), r=0.03)


def fridge(pen: Pen, x: float, y: float, color: Color) -> None:
    """A tall refrigerator with rounded corners."""
    shadow(pen, x, y, 0.5)
    pen.rect(x - 0.42, y - 1.9, 0.84, 1.9, color, r=0.07)
    pen.rect(x + 0.26, y - 1.88, 0.14, 1.86, darker(color, 0.12), r=0.05)
    pen.rect(x - 0.42, y - 1.25, 0.84, 0.02, darker(color, 0.35))
    for top, tall in ((-1.62, 0.28), (-1.13, 0.4)):
        pen.rect(x - 0.36, y + top, 0.045, tall, darker(color, 0.4), r=0.02)


def piano(pen: Pen, x: float, y: float, color: Color) -> None:
    """An upright piano."""
    shadow(pen, x, y, 0.9)
    pen.rect(x - 0.78, y - 1.3, 1.56, 1.28, color, r=0.02)
    pen.rect(x - 0.82, y - 1.34, 1.64, 0.07, lighter(color, 0.14), r=0.02)
    pen.rect(x - 0.66, y - 1.2, 1.32, 0.36, darker(color, 0.2), r=0.02)
    pen.rect(x - 0.25, y - 1.17, 0.5, 0.3, PAPER, r=0.01)
    for i in range(4):
        pen.line([(x - 0.2, y - 1.1 + i * 0.06), (x + 0.2, y - 1.1 + i * 0.06)], rgb(0x3A3540), 0.008, 0.7)
    pen.rect(x - 0.8, y - 0.78, 1.6, 0.1, darker(color, 0.3), r=0.02)
    pen.rect(x - 0.7, y - 0.78, 1.4, 0.06, rgb(0xF4F0E4))
    for i in range(20):
        if i % 7 not in (2, 6):
            pen.rect(x - 0.66 + i * 0.068, y - 0.78, 0.032, 0.035, rgb(0x1F1D22))
    for side in (-1, 1):
        pen.rect(x + side * 0.72 - 0.06, y - 0.7, 0.12, 0.7, lighter(color, 0.08), r=0.02)
    pen.rect(x - 0.2, y - 0.1, 0.4, 0.04, BRASS, r=0.01)


def lathe(pen: Pen, x: float, y: float, color: Color) -> None:
    """A lathe: headstock with its wheel, bed, tailstock."""
    shadow(pen, x, y, 0.95)
    for dx in (-0.6, 0.5):
        pen.poly([(x + dx - 0.2, y), (x + dx + 0.2, y), (x + dx + 0.13, y - 0.75), (x + dx - 0.13, y - 0.75)],
                 darker(color, 0.25))  # fmt: skip
    pen.rect(x - 0.85, y - 0.88, 1.7, 0.15, darker(color, 0.1), r=0.02)
    pen.rect(x - 0.85, y - 1.3, 0.5, 0.44, color, r=0.05)
    pen.oval(x - 0.6, y - 1.1, 0.13, 0.13, METAL)
    pen.rect(x - 0.35, y - 1.16, 0.1, 0.16, METAL, r=0.02)
    pen.rect(x - 0.25, y - 1.11, 0.62, 0.07, lighter(METAL, 0.35))
    pen.rect(x + 0.37, y - 1.2, 0.3, 0.34, color, r=0.04)
    pen.oval(x + 0.72, y - 1.05, 0.11, 0.11, darker(METAL, 0.4))
    pen.rect(x + 0.02, y - 1.02, 0.2, 0.16, darker(METAL, 0.25), r=0.02)


def candles(pen: Pen, x: float, y: float, color: Color) -> None:
    """A stand with three burning candles."""
    shadow(pen, x, y, 0.24, 0.3)
    pen.line([(x, y), (x, y - 1.0)], BRASS, 0.04)
    pen.oval(x, y, 0.18, 0.04, BRASS)
    pen.curve([(x - 0.3, y - 1.12), (x - 0.18, y - 0.95), (x, y - 1.0), (x + 0.18, y - 0.95), (x + 0.3,
               y - 1.12)], BRASS, 0.035)  # fmt: skip
    for dx, tall in ((-0.3, 0.24), (0.0, 0.34), (0.3, 0.24)):
        foot = y - (1.12 if dx else 1.0)
        pen.rect(x + dx - 0.035, foot - tall, 0.07, tall, color, r=0.01)
        top = foot - tall
        pen.blob([(x + dx, top - 0.13), (x + dx + 0.03, top - 0.04), (x + dx, top), (x + dx - 0.03,
                                                            top - 0.04)],
                 (1.4, 0.92, 0.42))  # fmt: skip
    pen.glow(x, y - 1.4, 1.5, LAMP, 0.6)
    pool(pen, x, y, 1.2)


def vase(pen: Pen, x: float, y: float, color: Color, roll: random.Random) -> None:
    """A small table with a vase of flowers."""
    put.table(pen, x, y, 0.6)
    top = y - 0.75
    for i in range(7):
        dx, up = (i - 3) * 0.07 + roll.uniform(-0.02, 0.02), roll.uniform(0.42, 0.6) - abs(i - 3) * 0.05
        pen.line([(x, top - 0.2), (x + dx, top - up)], rgb(0x54774A), 0.016)
        pen.oval(x + dx, top - up, 0.065, 0.06, mix(color, lighter(color, 0.3), (i % 3) / 2))
        pen.oval(x + dx, top - up, 0.022, 0.022, rgb(0xE9C35A))
    pen.blob([(x - 0.06, top - 0.26), (x + 0.06, top - 0.26), (x + 0.1, top - 0.1), (x + 0.05, top),
              (x - 0.05, top), (x - 0.1, top - 0.1)], rgb(0xDDE4E4))  # fmt: skip


def crates(pen: Pen, x: float, y: float, color: Color) -> None:
    """Three boxes, stacked."""
    put.crate(pen, x - 0.36, y, 0.7, color)
    put.crate(pen, x + 0.36, y + 0.02, 0.6, lighter(color, 0.1))
    put.crate(pen, x - 0.2, y - 0.7, 0.5, darker(color, 0.08))


def wardrobe(pen: Pen, x: float, y: float, color: Color) -> None:
    """A wardrobe with two doors."""
    shadow(pen, x, y, 0.75)
    pen.rect(x - 0.65, y - 2.1, 1.3, 2.1, color, r=0.02)
    pen.rect(x - 0.7, y - 2.16, 1.4, 0.1, lighter(color, 0.14), r=0.02)
    for side in (0, 1):
        pen.rect(x - 0.58 + side * 0.6, y - 1.98, 0.55, 1.85, lighter(color, 0.08), r=0.02)
        pen.rect(x - 0.5 + side * 0.6, y - 1.9, 0.39, 0.8, darker(color, 0.06), r=0.02)
        pen.oval(x - 0.07 + side * 0.14, y - 1.05, 0.026, 0.026, rgb(0xC9A64C))


def television(pen: Pen, x: float, y: float, color: Color, *, lit: bool) -> None:
    """A screen on a low board."""
    put.counter(pen, x, y + 0.02, 1.1, darker(WOOD, 0.15), WOOD)
    pen.rect(x - 0.55, y - 1.68, 1.1, 0.7, color, r=0.03)
    glass = (0.5, 0.72, 0.86) if lit else darker(color, 0.4)
    pen.fade(x - 0.5, y - 1.63, 1.0, 0.6, lighter(glass, 0.15), glass)
    pen.poly(
        [(x - 0.4, y - 1.03), (x - 0.1, y - 1.63), (x + 0.05, y - 1.63), (x - 0.25, y - 1.03)],
        (1, 1, 1),
        0.14,
    )
    if lit:
        pen.glow(x, y - 1.3, 1.5, (0.6, 0.8, 1.0), 0.35)


def ladder(pen: Pen, x: float, y: float, color: Color) -> None:
    """A step ladder."""
    shadow(pen, x, y, 0.42, 0.3)
    pen.line([(x + 0.42, y), (x + 0.1, y - 1.9)], darker(color, 0.35), 0.05)
    for dx in (-0.36, 0.0):
        pen.line([(x + dx, y), (x + dx * 0.4, y - 1.92)], color, 0.06)
    for i in range(6):
        at = (i + 0.7) / 7
        pen.line([(x - 0.36 + 0.21 * at, y - 1.9 * at), (x, y - 1.9 * at)], color, 0.045)


def statue(pen: Pen, x: float, y: float, color: Color) -> None:
    """A bust on a column."""
    shadow(pen, x, y, 0.36)
    pen.rect(x - 0.27, y - 0.12, 0.54, 0.12, darker(color, 0.1))
    pen.rect(x - 0.19, y - 1.0, 0.38, 0.9, color)
    for i in range(4):
        pen.rect(x - 0.16 + i * 0.09, y - 0.98, 0.03, 0.84, darker(color, 0.16))
    pen.rect(x - 0.26, y - 1.08, 0.52, 0.1, lighter(color, 0.2))
    pen.blob([(x - 0.26, y - 1.1), (x - 0.24, y - 1.32), (x - 0.09, y - 1.42), (x + 0.09, y - 1.42),
              (x + 0.24, y - 1.32), (x + 0.2, y - 1.1)], lighter(color, 0.12))  # fmt: skip
    pen.oval(x, y - 1.58, 0.13, 0.17, lighter(color, 0.2))
    pen.oval(x + 0.05, y - 1.56, 0.07, 0.13, darker(color, 0.12), 0.6)


def bathtub(pen: Pen, x: float, y: float, color: Color) -> None:
    """A free-standing tub on feet."""
    shadow(pen, x, y, 0.95)
    for dx in (-0.62, 0.62):
        pen.oval(x + dx, y - 0.06, 0.06, 0.08, BRASS)
    pen.blob([(x - 0.92, y - 0.68), (x + 0.92, y - 0.68), (x + 0.82, y - 0.3), (x + 0.5, y - 0.1),
              (x - 0.5, y - 0.1), (x - 0.82, y - 0.3)], color)  # fmt: skip
    pen.blob([(x - 0.8, y - 0.3), (x, y - 0.22), (x + 0.8, y - 0.3), (x + 0.5, y - 0.1), (x - 0.5, y - 0.1)],
             darker(color, 0.14))  # fmt: skip
    pen.rect(x - 0.98, y - 0.74, 1.96, 0.09, lighter(color, 0.3), r=0.045)
    pen.curve(
        [(x + 0.72, y - 0.74), (x + 0.72, y - 1.0), (x + 0.58, y - 1.0), (x + 0.56, y - 0.88)], METAL, 0.045
    )


def bicycle(pen: Pen, x: float, y: float, color: Color) -> None:
    """A bicycle that leans against something."""
    shadow(pen, x, y, 0.8, 0.25)
    for dx in (-0.5, 0.5):
        pen.ring(x + dx, y - 0.34, 0.33, 0.33, rgb(0x2E2C31), 0.04)
        pen.ring(x + dx, y - 0.34, 0.3, 0.3, METAL, 0.012)
    pen.line([(x - 0.5, y - 0.34), (x - 0.2, y - 0.82), (x + 0.34, y - 0.84), (x, y - 0.34),
              (x - 0.5, y - 0.34)], color, 0.05)  # fmt: skip
    pen.line([(x - 0.24, y - 0.92), (x, y - 0.34)], color, 0.05)
    pen.line([(x + 0.5, y - 0.34), (x + 0.32, y - 1.0), (x + 0.5, y - 1.06)], color, 0.045)
    pen.rect(x - 0.38, y - 0.97, 0.28, 0.07, rgb(0x3A2A24), r=0.03)


def fir(pen: Pen, x: float, y: float, color: Color, *, lit: bool) -> None:
    """A decorated fir tree in a tub."""
    shadow(pen, x, y, 0.6)
    pen.rect(x - 0.2, y - 0.28, 0.4, 0.28, rgb(0x9A4A3C), r=0.02)
    for i in range(4):
        low, wide = y - 0.26 - 0.42 * i, 0.74 - 0.16 * i
        pen.poly(
            [(x - wide, low), (x, low - 0.78), (x + wide, low), (x, low - 0.08)],
            mix(color, darker(color), 0.3 * (i % 2)),
        )
    for i in range(16):
        at = i / 16
        dx = (0.62 - 0.55 * at) * (((i * 7) % 11) / 5 - 1)
        pen.oval(x + dx, y - 0.34 - 1.55 * at, 0.035, 0.035, hsv((0.0, 0.13, 0.58)[i % 3], 0.6, 0.9))
        if lit:
            pen.glow(x + dx, y - 0.34 - 1.55 * at, 0.16, LAMP, 0.6)
    pen.poly([(x, y - 2.42), (x + 0.07, y - 2.24), (x - 0.07, y - 2.24)], rgb(0xE9C35A))


def tent(pen: Pen, x: float, y: float, color: Color) -> None:
    """A small ridge tent with an open flap."""
    shadow(pen, x, y, 1.2)
    pen.poly([(x - 1.05, y), (x, y - 1.35), (x + 1.05, y)], color)
    pen.poly([(x, y - 1.35), (x + 1.05, y), (x + 1.4, y - 0.2), (x + 0.42, y - 1.28)], darker(color, 0.28))
    pen.poly([(x - 0.34, y), (x, y - 1.2), (x + 0.34, y)], darker(color, 0.72))
    pen.poly([(x - 0.34, y), (x, y - 1.2), (x - 0.42, y - 0.35)], lighter(color, 0.25))
    for side in (-1, 1):
        pen.line([(x, y - 1.35), (x + side * 1.5, y + 0.05)], rgb(0xD8CDB4), 0.012, 0.7)
