"""Sky, clouds, stars, and what is seen through windows."""

from __future__ import annotations

import random

import skia

from generator.animatic.palette import Color, Light, darker, lighter, mix
from generator.animatic.pen import Pen
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.wash import Wash


def _air(pen: Pen) -> Pen:
    """The sky shines by itself: its colours already are those of the hour."""
    saturation = pen.light.saturation if pen.light.saturation < 0.5 else 1.0
    return Wash(pen.canvas, Light(saturation=saturation), pen.hair)


def sky(pen: Pen, mood: Mood, roll: random.Random, horizon: float = -1.05) -> None:
    """The whole sky down to a little below ``horizon``, metres."""
    air = _air(pen)
    top, low = mood.sky
    # Under everything, or the soft edges where two parts meet would let nothing show through.
    air.rect(-16, -12, 32, 18, low)
    air.rect(-16, -12, 32, 5.6, top)
    air.fade(-16, -6.5, 32, horizon + 6.5, top, low)
    clear = not (mood.rain or mood.fog or mood.snow)
    # Clouds have their own dice, so that stars and sun do not move them.
    drift = random.Random(roll.random())  # noqa: S311 — drawing
    x = mood.side * roll.uniform(1.5, 2.3)
    if mood.hour is Hour.NIGHT:
        if clear:
            _stars(air, roll)
            air.glow(x, -3.0, 1.3, (0.75, 0.83, 1.0), 0.35)
            air.oval(x, -3.0, 0.24, 0.24, (0.95, 0.95, 0.88))
            air.oval(x + 0.09, -3.05, 0.05, 0.05, (0.86, 0.86, 0.8))
            air.oval(x - 0.07, -2.94, 0.035, 0.035, (0.86, 0.86, 0.8))
    elif clear and mood.hour in (Hour.DAWN, Hour.DUSK):
        air.glow(x, horizon - 0.25, 3.2, mood.light.key, 0.75)
        air.oval(x, horizon - 0.3, 0.36, 0.36, mix(mood.light.key, (1, 1, 0.92), 0.55))
    elif clear:
        air.glow(x, -3.6, 2.4, (1.0, 0.97, 0.85), 0.6)
    _clouds(air, mood, drift)


def _stars(pen: Pen, roll: random.Random) -> None:
    for _ in range(130):
        size = roll.uniform(0.006, 0.016)
        pen.oval(
            roll.uniform(-8, 8),
            roll.uniform(-6, -1.3),
            size,
            size,
            (0.92, 0.95, 1.0),
            roll.uniform(0.25, 0.9),
        )


def _clouds(pen: Pen, mood: Mood, roll: random.Random) -> None:
    top, low = mood.sky
    color = lighter(low, 0.5) if mood.hour is Hour.DAY else mix(low, top, 0.35)
    if mood.storm:
        color = darker(mix(top, low, 0.4), 0.3)
    for _ in range(9 if (mood.rain or mood.snow) else 6):
        x, y, size = roll.uniform(-8, 8), roll.uniform(-4.6, -1.9), roll.uniform(0.5, 1.1)
        cloud(pen, x, y, size, color, 0.85 if mood.storm else 0.6, roll)


def cloud(pen: Pen, x: float, y: float, size: float, color: Color, alpha: float, roll: random.Random) -> None:
    """One flat-bottomed cloud about ``2.4 * size`` metres wide."""
    path = skia.Path()
    for i in range(5):
        radius = size * (0.3 + 0.14 * (2 - abs(i - 2)) * roll.uniform(0.7, 1.1)) * 0.62
        cx = x + (i - 2) * size * 0.44
        path = skia.Op(path, skia.Path.Circle(cx, y - radius * 0.55, radius), skia.PathOp.kUnion_PathOp)
    base = skia.Path.RRect(
        skia.Rect.MakeXYWH(x - size * 1.15, y - size * 0.14, size * 2.3, size * 0.2), size * 0.1, size * 0.1
    )
    pen.path(skia.Op(path, base, skia.PathOp.kUnion_PathOp), color, alpha)


def window_view(pen: Pen, x: float, y: float, w: float, h: float, mood: Mood, roll: random.Random) -> None:
    """What is outside a window whose top left corner is (x, y)."""
    # Its own dice, or a clear night would change the colours of the curtains.
    roll = random.Random(roll.random())  # noqa: S311 — drawing
    air = _air(pen)
    top, low = mood.sky
    air.fade(x, y, w, h, top, low)
    kind = roll.randrange(3)
    far = mix(low, (0.2, 0.26, 0.3), 0.45)
    base = y + h * 0.74
    if kind == 0:
        hills = [
            (x, base),
            (x + w * 0.3, base - h * 0.12),
            (x + w * 0.7, base + h * 0.03),
            (x + w, base - h * 0.08),
        ]
        air.poly([*hills, (x + w, y + h), (x, y + h)], far)
    elif kind == 1:
        left = x
        while left < x + w:
            wide, tall = w * roll.uniform(0.13, 0.26), h * roll.uniform(0.14, 0.42)
            air.rect(left, y + h - tall, min(wide, x + w - left), tall, mix(far, low, roll.uniform(0, 0.3)))
            left += wide
    else:
        air.rect(x, base, w, h * 0.26, far)
        for _ in range(3):
            cx = x + w * roll.uniform(0.1, 0.9)
            air.oval(cx, base, w * 0.13, h * roll.uniform(0.12, 0.24), darker(far, 0.15))
        air.rect(x, y + h * 0.93, w, h * 0.07, darker(far, 0.15))
    if mood.hour is Hour.NIGHT and not mood.rain:
        for _ in range(7):
            air.oval(
                x + w * roll.uniform(0.06, 0.94),
                y + h * roll.uniform(0.05, 0.5),
                0.008,
                0.008,
                (1, 1, 0.92),
                0.8,
            )
    if mood.rain:
        for _ in range(14):
            rx, ry = x + w * roll.uniform(0.05, 0.95), y + h * roll.uniform(0.02, 0.8)
            pen.line([(rx, ry), (rx - 0.012, ry + 0.1)], (0.85, 0.9, 0.96), 0.008, 0.5)
    if mood.snow:
        for _ in range(16):
            pen.oval(
                x + w * roll.uniform(0.05, 0.95),
                y + h * roll.uniform(0.05, 0.95),
                0.014,
                0.014,
                (1, 1, 1),
                0.8,
            )
