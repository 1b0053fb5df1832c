"""What is woven into or printed on cloth: one path a pattern, made once, laid over a garment.

Metres of a body; a pattern hangs from its origin: x across, y along the cloth.
"""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from generator.animatic.acting.anatomy import Limb
from generator.animatic.cards.wardrobe import Pattern, Wardrobe
from generator.animatic.pen import Pen, Point
from generator.animatic.people.pieces import within

_WIDE = 0.5
"""How far a pattern reaches to both sides."""
_LONG = (-0.12, 1.3)

# Stroke width and alpha; a width of 0 fills.
_INK: dict[Pattern, tuple[float, float]] = {
    Pattern.STRIPES: (0.03, 1.0),
    Pattern.PINSTRIPES: (0.0055, 0.8),
    Pattern.CHECKS: (0.026, 0.55),
    Pattern.DOTS: (0.0, 1.0),
    Pattern.FLOWERS: (0.0, 0.95),
}


def pattern_over(pen: Pen, wears: Wardrobe, top: Point, low: Point) -> None:
    """Lay the pattern of the upper garment from ``top`` along the line to ``low``; the caller clips."""
    if wears.pattern is Pattern.PLAIN:
        return
    width, alpha = _INK[wears.pattern]
    restore = skia.AutoCanvasRestore(pen.canvas)
    pen.canvas.translate(*top)
    if low[1] - top[1] > 0.1:
        pen.canvas.skew((low[0] - top[0]) / (low[1] - top[1]), 0.0)
    pen.path(_drawn(wears.pattern), wears.pattern_color, alpha, width)
    restore.restore()


def pattern_along(pen: Pen, wears: Wardrobe, sleeve: skia.Path, limb: Limb) -> None:
    """Lay the pattern inside a sleeve, turned with each bone of the arm."""
    if wears.pattern is Pattern.PLAIN:
        return
    width, alpha = _INK[wears.pattern]
    with within(pen, sleeve):
        for start, end, first in ((limb[0], limb[1], True), (limb[1], limb[2], False)):
            length = math.dist(start, end)
            turn = math.degrees(math.atan2(start[0] - end[0], end[1] - start[1]))
            with pen.moved(*start, turn=turn):
                pen.canvas.clipRect(
                    skia.Rect.MakeLTRB(-0.2, -0.1 if first else 0.0, 0.2, length if first else 0.4)
                )
                pen.path(_drawn(wears.pattern, 0.12), wears.pattern_color, alpha, width)


@lru_cache(maxsize=16)
def _drawn(pattern: Pattern, wide: float = _WIDE) -> skia.Path:
    path = skia.Path()
    top, low = _LONG if wide == _WIDE else (-0.1, 0.42)
    if pattern in (Pattern.STRIPES, Pattern.CHECKS):
        for y in _steps(top, low, 0.068):
            path.moveTo(-wide, y)
            path.lineTo(wide, y)
    if pattern in (Pattern.PINSTRIPES, Pattern.CHECKS):
        for x in _steps(-wide, wide, 0.034 if pattern is Pattern.PINSTRIPES else 0.068):
            path.moveTo(x, top)
            path.lineTo(x, low)
    if pattern is Pattern.DOTS:
        for row, y in enumerate(_steps(top, low, 0.05)):
            for x in _steps(-wide, wide, 0.066):
                path.addCircle(x + 0.033 * (row % 2), y, 0.0125)
    if pattern is Pattern.FLOWERS:
        for row, y in enumerate(_steps(top, low, 0.085)):
            for x in _steps(-wide, wide, 0.1):
                _flower(path, x + 0.05 * (row % 2), y, row)
    return path


def _flower(path: skia.Path, x: float, y: float, row: int) -> None:
    for petal in range(5):
        angle = math.tau * (petal / 5) + row
        path.addCircle(x + 0.017 * math.cos(angle), y + 0.017 * math.sin(angle), 0.0105)


def _steps(start: float, end: float, step: float) -> list[float]:
    """Places ``step`` apart around 0 from ``start`` to ``end``."""
    return [i * step for i in range(math.ceil(start / step), math.floor(end / step) + 1)]
