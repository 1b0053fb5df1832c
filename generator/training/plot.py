"""The log of a stage as a picture: a panel for every figure, over updates."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import skia

from generator.lettering import width_of, write
from generator.training.files import whole
from generator.training.log import Line

_COLUMNS, _WIDTH, _HEIGHT = 3, 460, 280
_TOP, _LEFT, _RIGHT, _ABOVE, _BELOW = 64, 74, 24, 44, 40
_GROUND, _PAPER, _FRAME = 0xFFF6F5F2, 0xFFFFFFFF, 0xFFC9C7C1
_INK, _PALE, _LINE, _DOT = 0xFF33332F, 0xFF77766F, 0xFF2B6CB0, 0xFFC05621
_SMOOTH = 15
"""Lines to each side of which the strong curve is the mean."""
_MOST = 400
"""Points of a curve: more of them cannot be told apart."""
_DECADES = 20.0
"""A figure that is always positive and varies by this factor is drawn in logarithms."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A figure over time."""

    name: str
    points: tuple[tuple[int, float], ...]
    """Update and value."""
    measured: bool
    """Held out: a few values, each of them drawn."""

    @property
    def logarithmic(self) -> bool:
        """Whether its scale is one of factors."""
        values = [value for _, value in self.points]
        return min(values) > 0 and max(values) > _DECADES * min(values)


def panels(lines: Sequence[Line]) -> tuple[Panel, ...]:
    """A panel for every figure, those of the training first, each kind in the order it came up."""
    found: dict[tuple[bool, str], list[tuple[int, float]]] = {}
    for line in lines:
        for name, value in line.figures.items():
            if math.isfinite(value):
                found.setdefault((line.measured, name), []).append((line.step, value))
    return tuple(
        Panel(name, _thinned(points), measured)
        for (measured, name), points in sorted(found.items(), key=lambda item: item[0][0])
    )


def draw(lines: Sequence[Line], title: str, path: Path) -> None:
    """Draw a log as PNG, three panels a row; nothing is written while there is nothing to draw.

    Training figures are pale with their moving mean on top; held-out ones are orange.
    """
    shown = panels(lines)
    if not shown:
        return
    rows = -(-len(shown) // _COLUMNS)
    surface = skia.Surface(_COLUMNS * _WIDTH, _TOP + rows * _HEIGHT)
    canvas = surface.getCanvas()
    canvas.clear(_GROUND)
    write(canvas, title, 24, 42, 26, _paint(_INK), bold=True)
    for number, panel in enumerate(shown):
        row, column = divmod(number, _COLUMNS)
        canvas.save()
        canvas.translate(column * _WIDTH, _TOP + row * _HEIGHT)
        _panel(canvas, panel)
        canvas.restore()
    with whole(path) as temporary:
        temporary.write_bytes(bytes(surface.makeImageSnapshot().encodeToData()))


def _panel(canvas: skia.Canvas, panel: Panel) -> None:
    box = skia.Rect.MakeLTRB(_LEFT, _ABOVE, _WIDTH - _RIGHT, _HEIGHT - _BELOW)
    canvas.drawRect(box, _paint(_PAPER))
    canvas.drawRect(box, _stroke(_FRAME, 1))
    write(canvas, f"{panel.name}, held out" if panel.measured else panel.name, _LEFT, 30, 17, _paint(_INK))
    across, down = _scales(panel, box)
    steps = [step for step, _ in panel.points]
    for step in dict.fromkeys((min(steps), max(steps))):
        _words(canvas, f"{step:,}", across(step), _HEIGHT - 18, 0.5)
    values = [value for _, value in panel.points]
    for value in dict.fromkeys((min(values), max(values))):
        _words(canvas, f"{value:.3g}", _LEFT - 8, down(value) + 5, 1.0)
    _words(canvas, f"now {values[-1]:.4g}", _WIDTH - _RIGHT, 30, 1.0)
    places = [(across(step), down(value)) for step, value in panel.points]
    if panel.measured:
        _curve(canvas, places, _stroke(_DOT, 2))
        for x, y in places:
            canvas.drawCircle(x, y, 4, _paint(_DOT))
    else:
        _curve(canvas, places, _stroke(_LINE & 0x55FFFFFF, 1))
        smooth = zip(steps, _smoothed(values), strict=True)
        _curve(canvas, [(across(step), down(value)) for step, value in smooth], _stroke(_LINE, 2))


def _scales(panel: Panel, box: skia.Rect) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """From updates and values to pixels; a figure that never changes lies in the middle."""
    scale = math.log if panel.logarithmic else float
    first, last = panel.points[0][0], panel.points[-1][0]
    values = [scale(value) for _, value in panel.points]
    low, high = min(values), max(values)

    def across(step: float) -> float:
        return float(box.left() + box.width() * ((step - first) / (last - first) if last > first else 0.5))

    def down(value: float) -> float:
        part = (scale(value) - low) / (high - low) if high > low else 0.5
        return float(box.bottom() - 10 - (box.height() - 20) * part)

    return across, down


def _smoothed(values: Sequence[float]) -> list[float]:
    """Every value's mean with its neighbours, as many on each side as both have."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    sides = [min(_SMOOTH, n, len(values) - 1 - n) for n in range(len(values))]
    return [float(sums[n + s + 1] - sums[n - s]) / (2 * s + 1) for n, s in enumerate(sides)]


def _thinned(points: Sequence[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """Not too many of them, the newest among them."""
    stride = -(-len(points) // _MOST)
    return tuple(reversed(points[::-1][::stride]))


def _curve(canvas: skia.Canvas, places: Sequence[tuple[float, float]], paint: skia.Paint) -> None:
    for before, after in pairwise(places):
        canvas.drawLine(*before, *after, paint)


def _words(canvas: skia.Canvas, text: str, x: float, y: float, share: float) -> None:
    """Words of which ``share`` lies left of ``x``."""
    write(canvas, text, x - width_of(text, 13) * share, y, 13, _paint(_PALE))


def _paint(colour: int) -> skia.Paint:
    return skia.Paint(Color=colour, AntiAlias=True)


def _stroke(colour: int, width: float) -> skia.Paint:
    return skia.Paint(Color=colour, AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width)
