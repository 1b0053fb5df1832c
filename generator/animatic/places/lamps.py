"""Lamps and candles of a room, with the light they give; metres."""

from __future__ import annotations

from generator.animatic.palette import Color, darker, rgb
from generator.animatic.pen import Pen
from generator.animatic.places.furniture import METAL
from generator.animatic.places.lights import LAMP, pool, shadow
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.shell import Shell, Y

_SHADE = rgb(0xE8CF9E)


def pendant(pen: Pen, x: float, y: float, mood: Mood, color: Color) -> None:
    """A lamp hanging with its shade at (x, y)."""
    pen.line([(x, y - 4), (x, y)], (0.15, 0.13, 0.15), 0.02)
    pen.poly([(x - 0.08, y - 0.12), (x + 0.08, y - 0.12), (x + 0.26, y + 0.12), (x - 0.26, y + 0.12)], color)
    on = mood.hour is not Hour.DAY
    pen.oval(x, y + 0.13, 0.1, 0.07, (1.0, 0.95, 0.8) if on else (0.9, 0.9, 0.86))
    if on:
        pen.glow(x, y + 0.2, 2.6, LAMP, 0.5)
        pool(pen, x, Y + 0.7, 2.3, 0.22)


def floor_lamp(pen: Pen, x: float, y: float, mood: Mood, color: Color = _SHADE) -> None:
    """A standing lamp."""
    shadow(pen, x, y, 0.3, 0.3)
    pen.line([(x, y), (x, y - 1.4)], (0.2, 0.17, 0.17), 0.035)
    pen.oval(x, y, 0.18, 0.04, (0.2, 0.17, 0.17))
    pen.poly(
        [(x - 0.13, y - 1.72), (x + 0.13, y - 1.72), (x + 0.25, y - 1.35), (x - 0.25, y - 1.35)],
        color,
    )
    if mood.hour is not Hour.DAY:
        pen.glow(x, y - 1.5, 1.9, LAMP, 0.55)
        pool(pen, x, y + 0.05, 1.5)


def table_lamp(pen: Pen, x: float, y: float, s: Shell) -> None:
    """A small lamp with its foot on a table top at ``y``."""
    pen.oval(x, y - 0.02, 0.1, 0.03, darker(METAL, 0.5))
    pen.line([(x, y), (x, y - 0.2)], darker(METAL, 0.5), 0.03)
    pen.poly([(x - 0.08, y - 0.46), (x + 0.08, y - 0.46), (x + 0.16, y - 0.18), (x - 0.16, y - 0.18)], _SHADE)
    if s.lit:
        pen.glow(x, y - 0.3, 1.5, LAMP, 0.55)


def candles_on_stand(pen: Pen, x: float, y: float) -> None:
    """A tall stand with one burning candle."""
    shadow(pen, x, y, 0.2, 0.3)
    pen.line([(x, y), (x, y - 1.25)], darker(LAMP, 0.4), 0.045)
    pen.rect(x - 0.05, y - 1.5, 0.1, 0.25, rgb(0xF2EAD8), r=0.01)
    pen.blob([(x, y - 1.66), (x + 0.035, y - 1.54), (x, y - 1.5), (x - 0.035, y - 1.54)], (1.4, 0.95, 0.45))
    pen.glow(x, y - 1.56, 1.2, LAMP, 0.6)
