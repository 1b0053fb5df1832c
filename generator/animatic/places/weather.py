"""Rain, snow, leaves and lightning between the place and the camera."""

from __future__ import annotations

import math

import skia

from generator.animatic.palette import Color
from generator.animatic.pen import Pen
from generator.animatic.places.mood import Mood
from generator.animatic.wording import dice
from generator.interface import FPS

_RAIN: Color = (0.86, 0.91, 0.97)
_FLASH_EVERY = 2.9
"""Seconds between two flashes of a storm, on average."""
_LEAVES: tuple[Color, ...] = ((0.78, 0.45, 0.2), (0.85, 0.62, 0.26), (0.62, 0.3, 0.18))


def fall(canvas: skia.Canvas, mood: Mood, frame: int, width: int, height: int) -> None:
    """Draw the weather of one frame over a picture of ``width`` by ``height`` pixels.

    Indoors only the lightning of a storm is seen, fainter.
    """
    if mood.storm:
        _flash(canvas, frame, width, height, 0.12 if mood.interior else 0.3)
    if mood.interior:
        return
    if mood.snow:
        _snow(canvas, frame, width, height)
    elif mood.rain:
        _rain(canvas, frame, width, height, mood.storm)
    elif mood.autumn:
        _leaves(canvas, frame, width, height)


def splashes(pen: Pen, mood: Mood, frame: int) -> None:
    """Rings where drops hit the ground; in the metres of the people, before they are drawn."""
    if mood.interior or not mood.rain or mood.snow:
        return
    beat = frame // 3
    for i in range(26):
        # A ring lives three frames; each has its own place, so that the ground never repeats itself.
        roll = dice("splash", i, beat)
        x, y = roll.uniform(-4.5, 4.5), roll.uniform(-0.25, 0.9)
        grown = (frame % 3 + 1) / 3
        size = (0.05 + 0.05 * y) * (0.5 + grown)
        pen.ring(x, y, size, size * 0.34, _RAIN, 0.012, 0.6 - 0.15 * (frame % 3))
        pen.line([(x, y), (x + 0.01, y - 0.07 * (1 - grown * 0.6))], _RAIN, 0.012, 0.45)


def lightning(frame: int) -> float:
    """How bright a flash is at a frame of a storm, 0 to 1: two strokes, then it fades in a quarter second."""
    time = frame / FPS
    cell = math.floor(time / _FLASH_EVERY)
    start = (cell + dice("lightning", cell).uniform(0.05, 0.8)) * _FLASH_EVERY
    since = time - start
    if not 0 <= since < 0.36:
        return 0.0
    second = 0.75 if since >= 0.14 else 0.0
    return max(math.exp(-since * 22), second * math.exp(-(since - 0.14) * 12) if second else 0.0)


def _flash(canvas: skia.Canvas, frame: int, width: int, height: int, strongest: float) -> None:
    bright = lightning(frame)
    if bright > 0.04:
        paint = skia.Paint(skia.Color4f(0.86, 0.9, 1.0, bright * strongest))
        canvas.drawRect(skia.Rect.MakeWH(width, height), paint)


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


def _leaves(canvas: skia.Canvas, frame: int, width: int, height: int) -> None:
    """A few leaves that swing down and turn."""
    roll, time = dice("leaves"), frame / FPS
    for i in range(16):
        x, y, near, phase = roll.random(), roll.random(), roll.random(), roll.uniform(0, math.tau)
        py = ((y + time * (0.07 + 0.06 * near)) % 1.15 - 0.08) * height
        px = ((x + 0.035 * math.sin(time * 1.6 + phase) - 0.02 * time) % 1.1 - 0.05) * width
        size = height * (0.007 + 0.008 * near)
        paint = skia.Paint(skia.Color4f(*_LEAVES[i % 3], 0.85))
        paint.setAntiAlias(True)
        canvas.save()
        canvas.translate(px, py)
        canvas.rotate(60 * math.sin(time * 2.1 + phase) + 90 * near)
        flat = 0.25 + 0.35 * abs(math.sin(time * 1.7 + phase * 2))
        canvas.drawOval(skia.Rect.MakeLTRB(-size, -size * flat, size, size * flat), paint)
        canvas.restore()
