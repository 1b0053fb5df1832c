"""Rain, snow and fog between the people and the camera."""

from __future__ import annotations

import math

import skia

from generator.animatic.mood import Mood
from generator.animatic.palette import Color
from generator.animatic.wording import dice
from generator.interface import FPS

_RAIN: Color = (0.86, 0.91, 0.97)


def fall(canvas: skia.Canvas, mood: Mood, frame: int, width: int, height: int) -> None:
    """Draw the weather of one frame over a picture of ``width`` by ``height`` pixels; nothing indoors."""
    if mood.interior:
        return
    if mood.snow:
        _snow(canvas, frame, width, height)
    elif mood.rain:
        _rain(canvas, frame, width, height, mood.storm)


def _rain(canvas: skia.Canvas, frame: int, width: int, height: int, storm: bool) -> None:
    roll, time = dice("rain"), frame / FPS
    lean = 0.3 if storm else 0.08
    path = (skia.Path(), skia.Path())
    for i in range(110 if storm else 70):
        x, y, near = roll.random(), roll.random(), i % 2
        speed = (2.6 if near else 1.9) * roll.uniform(0.9, 1.1)
        long = height * (0.075 if near else 0.045)
        py = ((y + time * speed) % 1.15 - 0.1) * height
        px = ((x - time * speed * lean * 0.6) % 1.1 - 0.05) * width
        path[near].moveTo(px, py)
        path[near].lineTo(px - lean * long, py + long)
    for near in (0, 1):
        paint = skia.Paint(skia.Color4f(*_RAIN, 0.34 if near else 0.2))
        paint.setAntiAlias(True)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(max(1.0, height * (0.0024 if near else 0.0016)))
        canvas.drawPath(path[near], paint)


def _snow(canvas: skia.Canvas, frame: int, width: int, height: int) -> None:
    roll, time = dice("snow"), frame / FPS
    path = skia.Path()
    for _ in range(110):
        x, y, near = roll.random(), roll.random(), roll.random()
        phase = roll.uniform(0, math.tau)
        py = ((y + time * (0.07 + 0.1 * near)) % 1.1 - 0.05) * height
        px = ((x + 0.02 * math.sin(time * 1.3 + phase)) % 1.0) * width
        path.addCircle(px, py, height * (0.0022 + 0.0042 * near))
    paint = skia.Paint(skia.Color4f(1.0, 1.0, 1.0, 0.8))
    paint.setAntiAlias(True)
    canvas.drawPath(path, paint)
