"""A limb as one tapered shape: it grows out of the body, bends once and narrows to its end."""

from __future__ import annotations

import math
from typing import NamedTuple

import skia

from generator.animatic.acting.anatomy import Limb
from generator.animatic.palette import Color
from generator.animatic.pen import Pen, Point, smooth
from generator.animatic.people.pieces import fill, line_of

_EXTEND = skia.Path.AddPathMode.kExtend_AddPathMode


SHOULDER = 0.82
"""How far the rounding of a shoulder is over its joint, against the thickness of the arm there."""


class Taper(NamedTuple):
    """A limb ready to be drawn."""

    fill: skia.Path
    line: skia.Path
    """Its edge, left open where the limb comes out of the body."""


def taper(
    limb: Limb, start: float, joint: float, end: float, body: Point | None = None, *, seam: bool = False
) -> Taper:
    """The shape around ``limb``, half as wide as the three numbers at start, joint and end.

    An arm is rounded over the shoulder away from ``body``, its middle; its edge begins below the armpit, so
    that no seam crosses what it grows out of, unless there is to be a ``seam``.
    """
    one, other = _sides(limb, (start, joint, end))
    if body is not None and _facing(one[1], limb[0], body):
        one, other = other, one
    (ax, ay), (ux, uy) = limb[0], _unit(limb[0], limb[1])
    nx, ny = (one[0][0] - ax) * 0.7, (one[0][1] - ay) * 0.7
    one = [(ax - ux * start * SHOULDER, ay - uy * start * SHOULDER),
           (ax + nx - ux * start * 0.6, ay + ny - uy * start * 0.6), *one]  # fmt: skip
    outer = smooth(one, closed=False, tension=0.9)
    shape = skia.Path(outer)
    shape.lineTo(*other[-1])
    shape.addPath(smooth(other[::-1], closed=False, tension=0.9), _EXTEND)
    shape.close()
    if body is None or seam:
        return Taper(shape, shape)
    line = skia.Path(outer) if uy > 0.2 else smooth(one[2:], closed=False, tension=0.9)
    line.lineTo(*other[-1])
    line.addPath(smooth(other[:0:-1], closed=False, tension=0.9), _EXTEND)
    return Taper(shape, line)


def draw_taper(pen: Pen, shape: Taper, color: Color) -> None:
    """Fill the limb and line its edge."""
    fill(pen, shape.fill, color)
    draw_edge(pen, shape, color)


def draw_edge(pen: Pen, shape: Taper, color: Color) -> None:
    """Line the limb."""
    pen.path(shape.line, line_of(color), 1.0, 1.2 * pen.hair)


def _facing(point: Point, near: Point, body: Point) -> bool:
    return (point[0] - near[0]) * (body[0] - near[0]) + (point[1] - near[1]) * (body[1] - near[1]) * 0.2 > 0


def _unit(a: Point, b: Point) -> Point:
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length) if length > 1e-6 else (0.0, 1.0)


def _sides(limb: Limb, half: tuple[float, float, float]) -> tuple[list[Point], list[Point]]:
    """The two edges from start to end."""
    a, b, c = limb
    (ux, uy), (vx, vy) = _unit(a, b), _unit(b, c)
    bones = math.dist(a, b), math.dist(b, c)
    dot = max(-0.98, min(1.0, ux * vx + uy * vy))
    hollow = (vx - ux, vy - uy)
    sides = []
    for sign in (1.0, -1.0):
        n, m = (-uy * sign, ux * sign), (-vy * sign, vx * sign)
        begin, finish = _out(a, n, half[0]), _out(c, m, half[2])
        upper = _out(_between(a, b), n, (half[0] + half[1]) * 0.52)
        lower = _out(_between(b, c), m, (half[1] + half[2]) * 0.5)
        armpit = (begin[0] * 0.3 + upper[0] * 0.7, begin[1] * 0.3 + upper[1] * 0.7)
        if n[0] * hollow[0] + n[1] * hollow[1] > 0.02:
            reach = min(half[1] / math.sqrt((1 + dot) / 2), 0.8 * min(bones))
            size = math.hypot(*hollow)
            crease = (b[0] + hollow[0] / size * reach, b[1] + hollow[1] / size * reach)
            sides.append(
                [begin, armpit, crease, lower, finish] if dot > 0.55 else [begin, armpit, crease, finish]
            )
        else:
            corner = [_out(b, n, half[1]), _out(b, m, half[1])]
            if dot > 0.5:
                corner = [_between(*corner)]
            sides.append([begin, armpit, *corner, lower, finish])
    return sides[0], sides[1]


def _out(at: Point, along: Point, far: float) -> Point:
    return (at[0] + along[0] * far, at[1] + along[1] * far)


def _between(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
