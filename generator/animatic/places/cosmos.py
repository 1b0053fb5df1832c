"""Stars and planets."""

from __future__ import annotations

import random

import skia

from generator.animatic.palette import Color, darker, hsv, lighter, mix
from generator.animatic.pen import Pen, polygon


def stars(pen: Pen, roll: random.Random, count: int, top: float, low: float) -> None:
    """Stars over the whole width between two heights."""
    for _ in range(count):
        size = 0.006 + 0.014 * roll.random() ** 3
        at = roll.uniform(-8, 8), roll.uniform(top, low)
        pen.oval(
            *at, size, size, mix((0.8, 0.88, 1.0), (1.0, 0.93, 0.8), roll.random()), roll.uniform(0.3, 1.0)
        )


def planet(pen: Pen, x: float, y: float, r: float, roll: random.Random) -> None:
    """A banded planet, lit from the upper left, sometimes with a ring."""
    color = hsv(roll.random(), 0.34, 0.72)
    ringed = roll.random() < 0.5
    pen.glow(x - r * 0.2, y - r * 0.2, r * 1.5, color, 0.35)
    if ringed:
        _ring(pen, x, y, r, color)
    pen.oval(x, y, r, r, color)
    with pen.inside(skia.Path.Circle(x, y, r)):
        for i in range(5):
            at = y - r * 0.7 + i * r * 0.34
            half = (max(0.0, r * r - (at - y) ** 2)) ** 0.5 * 0.98
            tone = (lighter(color, 0.2), darker(color, 0.18))[i % 2]
            pen.oval(x, at, half, r * roll.uniform(0.05, 0.11), tone, 0.7)
    globe = skia.Path.Circle(x, y, r)
    lit = skia.Path.Circle(x - r * 0.32, y - r * 0.24, r * 1.02)
    pen.path(skia.Op(globe, lit, skia.PathOp.kDifference_PathOp), (0.03, 0.03, 0.08), 0.62)
    if ringed:
        with pen.inside(
            polygon([(x - 3 * r, y), (x + 3 * r, y), (x + 3 * r, y + 2 * r), (x - 3 * r, y + 2 * r)])
        ):
            _ring(pen, x, y, r, color)


def _ring(pen: Pen, x: float, y: float, r: float, color: Color) -> None:
    with pen.moved(x, y, turn=-14):
        pen.ring(0, 0, r * 1.75, r * 0.34, lighter(color, 0.35), r * 0.1, 0.85)
        pen.ring(0, 0, r * 1.5, r * 0.28, darker(color, 0.1), r * 0.06, 0.7)
