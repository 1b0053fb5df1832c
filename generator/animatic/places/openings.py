"""Windows and doors, with the light that falls through them; metres."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, hsv, lighter, rgb
from generator.animatic.pen import Pen, smooth
from generator.animatic.places.lights import daylight
from generator.animatic.places.shell import Shell, Y
from generator.animatic.places.sky import window_view
from generator.animatic.things.stuff import WOOD


def window(
    pen: Pen, s: Shell, x: float, y: float, w: float, h: float, roll: random.Random, curtain: bool = True
) -> None:
    """A window around its middle, with the light that falls through it into the room."""
    left, top, frame = x - w / 2, y - h / 2, rgb(0xE4DCCB)
    cloth = hsv(roll.random(), 0.27, 0.7)
    pen.rect(left - 0.07, top - 0.07, w + 0.14, h + 0.14, frame, r=0.015)
    window_view(pen, left, top, w, h, s.mood, roll)
    pen.rect(left, top, w, 0.05, (0.05, 0.04, 0.1), 0.25)
    pen.rect(left, top, 0.03, h, (0.05, 0.04, 0.1), 0.18)
    if s.told.broken:
        _cracks(pen, x, y, w, h)
    pen.rect(x - 0.025, top, 0.05, h, frame)
    pen.rect(left, y - 0.02, w, 0.04, frame)
    daylight(pen, x, top, w, top + h, s.mood, Y)
    pen.rect(left - 0.14, top + h + 0.05, w + 0.28, 0.07, lighter(frame, 0.2), r=0.015)
    pen.rect(left - 0.14, top + h + 0.12, w + 0.28, 0.03, (0.1, 0.08, 0.12), 0.18)
    if (curtain or s.told.has("curtains")) and not s.lacks("curtains"):
        _curtains(pen, s, x, y, w, h, cloth)


def _curtains(pen: Pen, s: Shell, x: float, y: float, w: float, h: float, usual: Color) -> None:
    fabric, color = s.own(pen, "curtains", usual)
    top, low = y - h / 2 - 0.22, y + h / 2 + 0.14
    for side in (-1, 1):
        out, inn = x + side * (w / 2 + 0.3), x + side * (w / 2 - 0.12)
        tie = y + h * 0.18
        cloth = [(inn, top), (out, top), (out, tie), (out + side * 0.03, low),
                 (x + side * (w / 2 + 0.02), low), (x + side * (w / 2 + 0.08), tie),
                 (inn + side * 0.04, y - h * 0.1)]  # fmt: skip
        fabric.path(smooth(cloth, tension=0.45), color)
        for i in (0.25, 0.5, 0.75):
            fold = inn + (out - inn) * i
            fabric.curve(
                [(fold, top + 0.04), (fold + side * 0.04, tie), (fold + side * 0.05, low - 0.03)],
                darker(color, 0.22),
                0.022,
                0.55,
            )
    pen.rect(x - w / 2 - 0.42, top - 0.05, w + 0.84, 0.05, darker(WOOD, 0.25), r=0.02)


def _cracks(pen: Pen, x: float, y: float, w: float, h: float) -> None:
    """A hole with splinters in the upper pane, and boards of light where the glass is gone."""
    cx, cy = x - w * 0.22, y - h * 0.18
    star = [(cx + dx * w, cy + dy * h) for dx, dy in ((-0.12, -0.02), (-0.03, -0.16), (0.05, -0.05), (0.16,
            -0.08), (0.07, 0.05), (0.1, 0.18), (-0.02, 0.08), (-0.11, 0.13))]  # fmt: skip
    pen.poly(star, (0.06, 0.07, 0.1), 0.8)
    for px, py in star:
        pen.line([(px, py), (px + (px - cx) * 0.9, py + (py - cy) * 0.9)], (0.95, 0.97, 1.0), 0.012, 0.8)


def door(pen: Pen, x: float, y: float, color: Color, w: float = 0.95, h: float = 2.1) -> None:
    """A panelled door."""
    pen.rect(x - w / 2 - 0.09, y - h - 0.09, w + 0.18, h + 0.09, lighter(color, 0.3))
    pen.rect(x - w / 2, y - h, w, h, color)
    for row, tall in ((0.12, 0.75), (1.02, 0.9)):
        for side in (-1, 1):
            pen.rect(x + side * w * 0.22 - w * 0.16, y - h + row, w * 0.32, tall, darker(color, 0.16), r=0.02)
    pen.oval(x + w * 0.4, y - 1.0, 0.035, 0.035, rgb(0xC9A64C))
