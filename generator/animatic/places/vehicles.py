"""The insides of what drives: a railway carriage, a car."""

from __future__ import annotations

import random

from generator.animatic.palette import darker, hsv, lighter, rgb
from generator.animatic.pen import Pen, polygon, smooth
from generator.animatic.places import furniture as put
from generator.animatic.places.lights import LAMP, shadow
from generator.animatic.places.mood import Hour
from generator.animatic.places.nature import bush
from generator.animatic.places.shell import M, Shell
from generator.animatic.places.sky import window_view


def train_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Windows, luggage racks, a row of lamps."""
    for i in range(-3, 4):
        x = i * 1.75
        pen.rect(x - 0.76, -2.8, 1.52, 1.35, darker(s.wall, 0.35), r=0.14)
        window_view(pen, x - 0.68, -2.72, 1.36, 1.18, s.mood, roll)
        pen.poly([(x - 0.3, -1.54), (x - 0.12, -1.54), (x + 0.3, -2.72), (x + 0.12, -2.72)], (1, 1, 1), 0.1)
        pen.rect(x - 0.68, -2.16, 1.36, 0.035, darker(s.wall, 0.3))
        pen.rect(x - 0.68, -1.58, 1.36, 0.05, s.trim)
        if s.mood.hour is not Hour.NIGHT:
            pen.glow(x, -2.1, 1.3, s.mood.light.key, 0.2)
        pen.oval(x + 0.875, -2.55, 0.06, 0.09, (1.0, 0.93, 0.75))
        if s.lit:
            pen.glow(x + 0.875, -2.5, 1.0, LAMP, 0.5)
    pen.rect(-16, -3.1, 32, 0.06, put.METAL)
    for x in (-3.1, -0.8, 1.3, 3.4):
        bag = hsv(roll.random(), 0.4, 0.5)
        pen.rect(x - 0.35, -3.42, 0.7, 0.32, bag, r=0.05)
        pen.rect(x - 0.1, -3.46, 0.2, 0.05, darker(bag, 0.4), r=0.02)


def train_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Pairs of facing seats with a table between them, and the aisle free."""
    seat, color = s.own(pen, "chair", hsv(roll.choice((0.0, 0.35, 0.6)), 0.45, 0.42))
    for x in (-2.7, 2.7):
        shadow(pen, x, M, 1.5)
        pen.rect(x - 0.36, M - 0.72, 0.72, 0.06, lighter(put.METAL, 0.3), r=0.02)
        pen.rect(x - 0.03, M - 0.68, 0.06, 0.68, put.METAL)
        for f in (-1, 1):
            _seat(seat, x + f * 0.85, -f, color)


def _seat(pen: Pen, x: float, f: float, color: tuple[float, float, float]) -> None:
    """One seat from its side; ``f`` is the way it looks."""
    back = [(x - f * 0.16, M - 0.3), (x - f * 0.26, M - 1.25), (x - f * 0.36, M - 1.4), (x - f * 0.52,
                                                            M - 1.36),
            (x - f * 0.5, M - 0.1), (x - f * 0.2, M - 0.08)]  # fmt: skip
    pen.path(smooth(back), color)
    pen.path(polygon([(x - f * 0.3, M - 1.4), (x - f * 0.24, M - 1.12), (x - f * 0.34, M - 1.1),
                      (x - f * 0.44, M - 1.4)]), rgb(0xE9E2D2))  # fmt: skip
    left = min(x - f * 0.45, x + f * 0.4)
    pen.rect(left, M - 0.5, 0.85, 0.22, lighter(color, 0.12), r=0.09)
    pen.rect(left + 0.06, M - 0.3, 0.73, 0.28, darker(color, 0.45), r=0.03)
    pen.rect(min(x - f * 0.3, x + f * 0.25), M - 0.74, 0.55, 0.07, darker(color, 0.55), r=0.035)


def car_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """The road behind, through the rear window and the side windows."""
    pen.rect(-16, -12, 32, 18, rgb(0x2C2E33))
    view = smooth(
        [(-2.0, -1.25), (-1.75, -2.35), (-1.3, -2.6), (1.3, -2.6), (1.75, -2.35), (2.0, -1.25)], tension=0.5
    )
    sides = [
        polygon([(f * 2.35, -1.2), (f * 2.1, -2.45), (f * 4.6, -2.75), (f * 5.2, -1.1)]) for f in (-1, 1)
    ]
    for pane in (view, *sides):
        with pen.inside(pane):
            window_view(pen, -5.4, -2.85, 10.8, 1.9, s.mood, roll)
            for x in (-3.6, -2.6, 2.5, 3.4):
                bush(pen, x, -1.15, 0.7, rgb(0x3F5540), roll)
            pen.poly([(-1.6, -1.0), (1.6, -1.0), (0.16, -1.72), (-0.16, -1.72)], rgb(0x55575C))
            for a, b in ((-1.62, -1.58), (-1.5, -1.4), (-1.25, -1.1)):
                pen.line([(0, a), (0, b)], rgb(0xE3DCC2), 0.025)
            if s.mood.hour in (Hour.NIGHT, Hour.DUSK):
                for _ in range(16):
                    x, y = roll.uniform(-5, 5), roll.uniform(-2.3, -1.4)
                    size, hue = roll.uniform(0.05, 0.12), roll.choice((0.11, 0.11, 0.02, 0.5))
                    pen.oval(x, y, size, size, hsv(hue, 0.45, 1.0), 0.5)
    pen.curve([(-5, -3.0), (0, -2.85), (5, -3.0)], rgb(0x45484E), 0.12)
    pen.rect(-16, -1.2, 32, 0.12, rgb(0x3A3C42))
    pen.oval(0, -2.95, 0.22, 0.05, (1.0, 0.94, 0.8) if s.lit else rgb(0x8C8E92))
    if s.lit:
        pen.glow(0, -2.9, 1.9, LAMP, 0.3)


def car_mid(pen: Pen, s: Shell, _roll: random.Random) -> None:
    """The back seat with its head rests, and the doors."""
    cloth, seat = s.own(pen, "chair", rgb(0x5A4A40))
    cloth.rect(-2.3, M - 1.05, 4.6, 1.6, seat, r=0.22)
    cloth.fade(-2.3, M - 0.3, 4.6, 0.85, darker(seat, 0.5), darker(seat, 0.5), 0.0, 0.7)
    for x in (-1.25, 0.0, 1.25):
        cloth.rect(x - 0.26, M - 1.36, 0.52, 0.34, lighter(seat, 0.06), r=0.11)
        cloth.rect(x - 0.58, M - 0.98, 1.16, 0.85, lighter(seat, 0.08), r=0.14)
        for i in (-0.3, 0.0, 0.3):
            cloth.line([(x + i, M - 0.93), (x + i, M - 0.2)], darker(seat, 0.2), 0.014)
    leaf, door = s.own(pen, "door", rgb(0x3B3E45))
    for f in (-1, 1):
        leaf.poly([(f * 2.3, -1.15), (f * 5.5, -1.0), (f * 5.5, 2), (f * 2.5, 2)], door)
        leaf.poly(
            [(f * 2.5, -0.75), (f * 3.6, -0.7), (f * 3.6, -0.55), (f * 2.52, -0.58)], lighter(door, 0.2)
        )
