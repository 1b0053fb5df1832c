"""Heads of the toon world: face, hair, and on top the handle everybody can be told by.

Drawn around the middle of the head, in picture heights, for somebody who stands alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.animatic.palette import Color, darker
from generator.toon.brush import fill, pen
from generator.toon.world import Emotion, Identity

if TYPE_CHECKING:
    import skia

_INK: Color = (0.13, 0.11, 0.16)
_WORN: tuple[Color, ...] = (
    (0.97, 0.50, 0.10),
    (0.20, 0.65, 0.25),
    (0.97, 0.97, 0.97),
    (0.90, 0.12, 0.12),
    _INK,
    (0.12, 0.30, 0.90),
    (0.98, 0.85, 0.15),
    (0.95, 0.30, 0.75),
)
"""Of the handles, as far apart as eight can be."""
_HALVES = ((0.165, 0.165), (0.140, 0.190), (0.195, 0.150))


def half(identity: Identity) -> tuple[float, float]:
    """Half the width and half the height of a head."""
    return _HALVES[identity.head]


def worn(canvas: skia.Canvas, tag: int, identity: Identity) -> None:
    """What the handle of ``tag`` is: something on the head, the same for every ``ID_A``.

    Each has a colour of its own: of what an autoencoder leaves of small things, colour is what stays longest,
    and who cannot be told by their handle cannot be remembered by it.
    """
    width, height = half(identity)
    top, color = -height, _WORN[tag]
    match tag:
        case 0:
            _triangles(canvas, width * 0.62, top + 0.02, 0.15, 0.18, color)
        case 1:
            _circles(canvas, width * 0.78, top + 0.01, 0.09, color)
        case 2:
            _ovals(canvas, width * 0.42, top - 0.08, 0.055, 0.13, color)
        case 3:
            _stroke(canvas, (0.0, top), (0.0, top - 0.10), 0.035, color)
            canvas.drawCircle(0.0, top - 0.12, 0.085, fill(color))
        case 4:
            for side in (-1, 1):
                _stroke(canvas, (side * width * 0.4, top + 0.03), (side * width, top - 0.14), 0.075, color)
        case 5:
            _rect(canvas, -0.12, top - 0.18, 0.24, 0.20, color)
            _rect(canvas, -0.19, top - 0.01, 0.38, 0.045, color)
        case 6:
            _rect(canvas, -0.13, top - 0.06, 0.26, 0.09, color)
            for x in (-0.095, 0.0, 0.095):
                _triangles(canvas, 0.0, top - 0.05, 0.085, 0.12, color, at=x)
        case _:
            canvas.drawCircle(0.0, top - 0.02, 0.05, fill(color))
            for side in (-1, 1):
                _wedge(canvas, side, top - 0.02, color)


def behind(canvas: skia.Canvas, identity: Identity, color: Color) -> None:
    """Long hair, which falls behind the head."""
    width, height = half(identity)
    if identity.style == 1:
        _oval(canvas, 0.0, 0.06, width * 1.22, height * 1.25, color)
    if identity.style == 5:
        for side in (-1, 1):
            canvas.drawCircle(side * width * 1.12, 0.04, 0.075, fill(color))


def face(canvas: skia.Canvas, identity: Identity, skin: Color, emotion: Emotion, opening: float) -> None:
    """Skull, eyes, brows and mouth."""
    width, height = half(identity)
    _oval(canvas, 0.0, 0.0, width, height, skin)
    wide = 1.45 if emotion is Emotion.AMAZED else 1.0
    for side in (-1, 1):
        _oval(canvas, side * 0.062, -0.012, 0.033 * wide, 0.036 * wide, (1, 1, 1))
        canvas.drawCircle(side * 0.062, -0.010, 0.017, fill(_INK))
    _brows(canvas, emotion)
    _mouth(canvas, emotion, opening, skin)


def hair(canvas: skia.Canvas, identity: Identity, color: Color) -> None:
    """What lies on the skull: 0 a cap, 1 long, 2 a fringe, 3 a tuft, 4 spikes, 5 bunches."""
    import skia

    width, height = half(identity)
    brush = fill(color)
    cap = skia.Path()
    deep = {0: -0.30, 1: -0.30, 2: -0.12, 3: -0.62, 4: -0.42, 5: -0.34}[identity.style] * height
    cap.addArc(skia.Rect.MakeLTRB(-width * 1.05, -height * 1.08, width * 1.05, height * 1.0), 180, 180)
    cap.lineTo(width * 1.05, deep)
    cap.quadTo(0.0, deep - height * 0.35, -width * 1.05, deep)
    cap.close()
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(-1, -1, 1, deep + 0.001), True)
    canvas.drawPath(cap, brush)
    canvas.restore()
    if identity.style == 3:
        _oval(canvas, 0.0, -height * 1.02, 0.05, 0.06, color)
    if identity.style == 4:
        for x in (-0.7, -0.25, 0.25, 0.7):
            _triangles(canvas, 0.0, -height * 0.86, 0.09, 0.075, color, at=x * width)


def _brows(canvas: skia.Canvas, emotion: Emotion) -> None:
    lift, slope = {
        Emotion.CALM: (-0.068, 0.0),
        Emotion.HAPPY: (-0.078, 0.0),
        Emotion.SAD: (-0.070, 0.022),
        Emotion.ANGRY: (-0.058, -0.026),
        Emotion.AMAZED: (-0.095, 0.0),
    }[emotion]
    for side in (-1, 1):
        _stroke(canvas, (side * 0.030, lift - slope), (side * 0.092, lift + slope), 0.016, _INK)


def _mouth(canvas: skia.Canvas, emotion: Emotion, opening: float, skin: Color) -> None:
    import skia

    y = 0.088
    if opening > 0.05:
        _oval(canvas, 0.0, y, 0.040 + 0.022 * opening, 0.012 + 0.045 * opening, (0.42, 0.10, 0.14))
        return
    if emotion is Emotion.AMAZED:
        _oval(canvas, 0.0, y, 0.022, 0.028, darker(skin, 0.7))
        return
    bend = {Emotion.HAPPY: 0.05, Emotion.SAD: -0.045}.get(emotion, 0.0)
    line = skia.Path()
    line.moveTo(-0.060, y - bend * 0.5)
    line.quadTo(0.0, y + bend, 0.060, y - bend * 0.5)
    canvas.drawPath(line, pen(0.016, _INK))


def _stroke(
    canvas: skia.Canvas, start: tuple[float, float], end: tuple[float, float], width: float, color: Color
) -> None:
    canvas.drawLine(*start, *end, pen(width, color))


def _rect(canvas: skia.Canvas, x: float, y: float, width: float, height: float, color: Color) -> None:
    import skia

    canvas.drawRect(skia.Rect.MakeXYWH(x, y, width, height), fill(color))


def _oval(canvas: skia.Canvas, x: float, y: float, half_x: float, half_y: float, color: Color) -> None:
    import skia

    canvas.drawOval(skia.Rect.MakeLTRB(x - half_x, y - half_y, x + half_x, y + half_y), fill(color))


def _circles(canvas: skia.Canvas, x: float, y: float, radius: float, color: Color) -> None:
    for side in (-1, 1):
        canvas.drawCircle(side * x, y, radius, fill(color))
        canvas.drawCircle(side * x, y, radius * 0.5, fill(darker(color, 0.35)))


def _ovals(canvas: skia.Canvas, x: float, y: float, half_x: float, half_y: float, color: Color) -> None:
    for side in (-1, 1):
        _oval(canvas, side * x, y, half_x, half_y, color)
        _oval(canvas, side * x, y, half_x * 0.45, half_y * 0.7, darker(color, 0.35))


def _triangles(
    canvas: skia.Canvas,
    x: float,
    base: float,
    width: float,
    height: float,
    color: Color,
    at: float | None = None,
) -> None:
    import skia

    for middle in (at,) if at is not None else (-x, x):
        path = skia.Path()
        path.moveTo(middle - width / 2, base + 0.04)
        path.lineTo(middle, base - height + 0.04)
        path.lineTo(middle + width / 2, base + 0.04)
        path.close()
        canvas.drawPath(path, fill(color))


def _wedge(canvas: skia.Canvas, side: int, top: float, color: Color) -> None:
    import skia

    path = skia.Path()
    path.moveTo(0.0, top)
    for angle in (-35, 35):
        path.lineTo(side * 0.15 * math.cos(math.radians(angle)), top + 0.13 * math.sin(math.radians(angle)))
    path.close()
    canvas.drawPath(path, fill(color))
