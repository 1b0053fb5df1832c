"""Shapes that are made once and drawn in every frame: hair, hats, beards, hands.

They are kept by style and by the turn of the head in steps too small to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import skia

from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen, Point, smooth

_STEPS = 96
_COVERS = 1.25
"""Width of a hair in pixels from which its line covers a hard edge."""
_SEEN = 0.9
"""Width in hairs under which a line is not worth drawing."""


class Piece(NamedTuple):
    """A shape in a tone of one colour."""

    path: skia.Path
    tone: float = 0.0
    """-1 to 1: how much darker or lighter than the colour."""
    edge: float = 0.0
    """Line around it in hairs; below 0 it lies under the shape, so that only the silhouette is lined."""
    width: float = 0.0
    """Drawn as a stroke of this width when it is not 0."""


def draw(pen: Pen, pieces: Iterable[Piece], color: Color) -> None:
    """Draw ``pieces`` in order in tones of ``color``; lines too thin to be seen are left out."""
    for path, tone, edge, width in pieces:
        if 0 < width < _SEEN * pen.hair:
            continue
        seen = toned(color, tone)
        if edge < 0:
            pen.path(path, line_of(seen), 1.0, -2 * edge * pen.hair)
        if edge >= 1 and not width:
            fill(pen, path, seen)
        else:
            pen.path(path, seen, 1.0, width)
        if edge > 0:
            pen.path(path, line_of(seen), 1.0, edge * pen.hair)


@lru_cache(maxsize=4096)
def toned(color: Color, tone: float) -> Color:
    """``color`` made darker (below 0) or lighter."""
    return darker(color, -tone) if tone < 0 else lighter(color, tone) if tone else color


def fill(pen: Pen, path: skia.Path, color: Color) -> None:
    """Fill a shape whose edge is lined afterwards: under a wide line the edge need not be smooth.

    A hard edge costs a fraction of a smooth one.
    """
    paint = pen.paint(color)
    hard = (pen.weight or pen.canvas.getTotalMatrix().mapRadius(pen.hair)) > _COVERS
    paint.setAntiAlias(not hard)
    pen.canvas.drawPath(path, paint)
    paint.setAntiAlias(True)


def lined(pen: Pen, path: skia.Path, color: Color, edge: float = 1.2) -> None:
    """Fill a shape and draw its edge in a darker tone, ``edge`` hairs wide."""
    fill(pen, path, color)
    pen.path(path, line_of(color), 1.0, edge * pen.hair)


def within(pen: Pen, path: skia.Path) -> skia.AutoCanvasRestore:
    """Draw only inside ``path``, whose edge is lined afterwards: the hard edge of the clip is under the line.

    A hard edge costs a fifth of a smooth one.
    """
    return pen.inside(path, smooth=False)


def line_of(color: Color) -> Color:
    """The colour of the line around a shape of ``color``."""
    return toned(color, -0.46)


def step_of(turn: float) -> int:
    """The step of a turn from -1 to 1, for keeping shapes."""
    return round(turn * _STEPS)


def turn_of(step: int) -> float:
    """The turn a step stands for."""
    return step / _STEPS


def blob(points: Sequence[Point], tone: float = 0.0, edge: float = 1.1, tension: float = 0.9) -> Piece:
    """A lined shape through ``points``."""
    return Piece(smooth(points, tension=tension), tone, edge)


def strokes(lines: Iterable[Sequence[Point]], tone: float, width: float = 0.035) -> Piece:
    """Several soft lines in one tone: strands, seams, folds."""
    path = skia.Path()
    for points in lines:
        path.addPath(smooth(points, closed=False))
    return Piece(path, tone, 0.0, width)


def puffs(balls: Iterable[tuple[float, float, float]], tone: float = 0.0) -> Piece:
    """Round tufts (x, y, radius) with a line around all of them together."""
    path = skia.Path()
    for x, y, radius in balls:
        path.addCircle(x, y, radius)
    return Piece(path, tone, -1.0)
