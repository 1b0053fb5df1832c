"""Hair as shapes around a head.

Head units: the origin is the centre of the head, one unit is half its height; the crown is at y = -1, the
chin at y = 1, the temples at x = ±0.82. A step is the turn of the head, see
:mod:`generator.animatic.people.pieces`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import skia

from generator.animatic.cards.look import Hair, Look
from generator.animatic.cards.wardrobe import Headwear
from generator.animatic.pen import Pen, Point
from generator.animatic.people.pieces import Piece, blob, draw, puffs, step_of, strokes, turn_of

Pieces = tuple[Piece, ...]
_UNDER_HAT = -0.5
"""y below which hair shows from under a hat."""


def back_hair(pen: Pen, look: Look, turn: float) -> None:
    """What lies behind the head and the neck."""
    if look.wears.headwear in (Headwear.HOOD, Headwear.KERCHIEF):
        return
    with _clipped(pen, look):
        draw(pen, behind_head(look.hair, step_of(turn)), look.hair_color)


def front_hair(pen: Pen, look: Look, turn: float) -> None:
    """What lies on the skull and the forehead."""
    if look.hair is Hair.BALD:
        draw(pen, _SHINE, look.skin)
        return
    with _clipped(pen, look):
        draw(pen, before_head(look.hair, step_of(turn)), look.hair_color)


def _clipped(pen: Pen, look: Look) -> skia.AutoCanvasRestore:
    """Under a hat only what is below its rim can be seen; in a hood what is inside it."""
    restore = skia.AutoCanvasRestore(pen.canvas)
    worn = look.wears.headwear
    if worn in (Headwear.HOOD, Headwear.KERCHIEF):
        pen.canvas.clipRect(skia.Rect.MakeLTRB(-0.86, -0.8, 0.86, 0.7))
    elif worn is not Headwear.NONE:
        pen.canvas.clipRect(skia.Rect.MakeLTRB(-3, _UNDER_HAT, 3, 4))
    return restore


_SHINE = (strokes([[(-0.4, -0.8), (-0.2, -0.89), (0.05, -0.9)]], 0.5, 0.06),)


@lru_cache(maxsize=1024)
def behind_head(style: Hair, step: int) -> Pieces:
    """The hair of a style behind a head turned by ``step``; empty when there is none."""
    make = _BEHIND.get(style)
    return make(-0.06 * turn_of(step)) if make else ()


def _long_behind(b: float) -> Pieces:
    half = [(0.52, -1.08), (0.93, -0.5), (1.0, 0.4), (1.02, 1.2), (1.0, 1.86), (0.6, 2.0)]
    return (_mirrored(half, (0, 1.92), b), _strands((-0.9, -0.72, 0.72, 0.9), 0.6, 1.85))


def _wavy_behind(b: float) -> Pieces:
    half = [(0.5, -1.08), (0.98, -0.5), (1.0, 0.0), (1.16, 0.4), (1.04, 0.82), (1.2, 1.24), (1.02, 1.6),
            (0.62, 1.62)]  # fmt: skip
    return (_mirrored(half, (0, 1.5), b), _strands((-0.98, 0.98), 0.4, 1.5))


def _bob_behind(b: float) -> Pieces:
    half = [(0.5, -1.06), (0.97, -0.4), (1.08, 0.35), (1.1, 0.82), (0.8, 1.0), (0.4, 0.98)]
    return (_mirrored(half, (0, 0.95), b),)


def _bun(b: float) -> Pieces:
    x = 2.4 * b
    return (
        puffs([(x, -1.22, 0.38)]),
        strokes([[(x - 0.2, -1.3), (x, -1.42), (x + 0.2, -1.32)]], 0.22),
        strokes([[(x - 0.24, -1.12), (x, -1.02), (x + 0.22, -1.14)]], -0.3),
    )


def _ponytail(b: float) -> Pieces:
    side = -1.0 if b < 0 else 1.0
    tail = [(0.5, -0.8), (0.98, -1.0), (1.34, -0.62), (1.42, 0.1), (1.3, 0.8), (1.12, 1.3), (1.06, 0.6),
            (0.98, 0.0), (0.86, -0.4)]  # fmt: skip
    inner = [(1.08, -0.6), (1.24, 0.0), (1.18, 0.7)]
    return (
        blob([(side * x, y) for x, y in tail], -0.12),
        strokes([[(side * x, y) for x, y in inner]], 0.16, 0.05),
    )


def _afro(b: float) -> Pieces:
    ring = [(-0.95, 0.12, 0.42), (-1.0, -0.4, 0.48), (-0.75, -0.92, 0.5), (-0.28, -1.22, 0.48),
            (0.28, -1.22, 0.48), (0.75, -0.92, 0.5), (1.0, -0.4, 0.48), (0.95, 0.12, 0.42)]  # fmt: skip
    return (puffs([(x + b, y, r) for x, y, r in ring], -0.12),)


def _curls_behind(b: float) -> Pieces:
    return (puffs([(f * x + b, y, 0.27) for f in (-1, 1) for x, y in ((0.86, -0.35), (0.9, 0.08))], -0.15),)


_BEHIND: dict[Hair, Callable[[float], Pieces]] = {
    Hair.LONG: _long_behind,
    Hair.WAVY: _wavy_behind,
    Hair.BOB: _bob_behind,
    Hair.BUN: _bun,
    Hair.PONYTAIL: _ponytail,
    Hair.AFRO: _afro,
    Hair.CURLY: _curls_behind,
}


def _mirrored(half: list[Point], low: Point, shift: float) -> Piece:
    """A shape that is the same on both sides, behind the head: a little darker than the hair before it."""
    points = [*half, low, *((-x, y) for x, y in reversed(half))]
    return blob([(x + shift * (y < 0.5), y) for x, y in points], -0.16)


def _strands(at: tuple[float, ...], top: float, low: float) -> Piece:
    lines = [[(x * 0.97, top), (x * 1.03, (top + low) / 2), (x * 0.96, low - 0.1)] for x in at]
    return strokes(lines, -0.36, 0.03)


@lru_cache(maxsize=1024)
def before_head(style: Hair, step: int) -> Pieces:
    """The hair of a style on a head turned by ``step``; empty when there is none."""
    turn = turn_of(step)
    return _BEFORE[style](0.16 * turn, -0.05 * turn) if style in _BEFORE else ()


def cap(half: list[Point], shift: float) -> list[Point]:
    """Outline over the crown from the left temple to the right one; ``half`` ends at the crown."""
    left = [(-x + shift, y) for x, y in half[:-1]]
    return [*left, (half[-1][0] + shift, half[-1][1]), *((x + shift, y) for x, y in reversed(half[:-1]))]


def _buzz(s: float, b: float) -> Pieces:
    crown = cap([(0.84, 0.0), (0.88, -0.5), (0.55, -0.98), (0, -1.09)], b)
    line = [(0.76, -0.28), (0.7 + s, -0.5), (0.42 + s, -0.66), (s, -0.7), (s - 0.42, -0.66),
            (s - 0.7, -0.5), (-0.76, -0.28)]  # fmt: skip
    return (
        blob([*crown, *line], 0.08, 0.7),
        strokes([[(-0.4, -0.9), (0, -1.0), (0.3, -0.96)]], 0.26, 0.06),
    )


def _short(s: float, b: float) -> Pieces:
    crown = [(-0.86, 0.06), (-0.95, -0.4), (-0.84, -0.88), (-0.42, -1.2), (0.12, -1.29), (0.66, -1.12),
             (0.95, -0.62), (0.88, 0.06)]  # fmt: skip
    fringe = [(0.79, -0.1), (0.76, -0.42), (0.56 + s, -0.66), (0.36 + s, -0.5), (0.14 + s, -0.68),
              (-0.12 + s, -0.5), (-0.32 + s, -0.68), (-0.56 + s, -0.5), (-0.75, -0.4),
              (-0.79, -0.1)]  # fmt: skip
    locks = [[(0.14 + s, -0.68), (0.24 + s, -0.88), (0.2, -1.06)], [(-0.32 + s, -0.68), (-0.26 + s, -0.88),
             (-0.32, -1.04)], [(0.56 + s, -0.66), (0.68 + s, -0.8), (0.66, -0.94)]]  # fmt: skip
    return (
        blob([*((x + b, y) for x, y in crown), *fringe], tension=0.8),
        strokes(locks, -0.3),
        strokes([[(-0.62, -0.84), (-0.3, -1.06), (0.12, -1.14)]], 0.26, 0.055),
    )


def _parted(s: float, b: float) -> Pieces:
    crown = [(-0.87, 0.1), (-0.94, -0.45), (-0.8, -0.9), (-0.46, -1.12), (-0.1, -1.27), (0.5, -1.24),
             (0.92, -0.82), (0.97, -0.4), (0.89, 0.1)]  # fmt: skip
    line = [(0.77, -0.12), (0.72, -0.42), (0.6 + s, -0.62), (0.2 + s, -0.6), (-0.22 + s, -0.74),
            (-0.42 + s, -0.98), (-0.56 + s, -0.7), (-0.72, -0.48), (-0.77, -0.12)]  # fmt: skip
    sweep = [[(-0.3 + s, -0.9), (0.1 + s, -0.86), (0.6 + s, -0.74)], [(-0.34 + s, -1.0), (0.2, -1.04),
             (0.74, -0.84)]]  # fmt: skip
    return (
        blob([*((x + b, y) for x, y in crown), *line], tension=0.85),
        strokes([[(-0.42 + s, -0.98), (-0.42 + s, -1.06), (-0.36, -1.15)], sweep[0]], -0.34, 0.03),
        strokes([sweep[1]], 0.24, 0.05),
    )


def _receding(s: float, _b: float) -> Pieces:
    side = [(0.85, 0.14), (0.96, -0.1), (0.95, -0.42), (0.78, -0.74), (0.66, -0.66), (0.72, -0.4),
            (0.78, -0.06)]  # fmt: skip
    return (
        blob([(-x, y) for x, y in side], edge=0.8),
        blob(side, edge=0.8),
        strokes(
            [[(-0.4 + s, -0.94), (0.0, -1.03), (0.44 + s, -0.92)], [(-0.2 + s, -0.92), (0.1, -0.98)]],
            0.1,
            0.03,
        ),
        strokes([[(f * 0.84, -0.05), (f * 0.86, -0.4)] for f in (-1, 1)], -0.28, 0.03),
    )


def _curls(s: float, b: float) -> Pieces:
    balls = [(-0.8 + b, -0.42, 0.24), (-0.66 + b, -0.8, 0.28), (-0.26 + b, -1.04, 0.29),
             (0.2 + b, -1.05, 0.29),
             (0.62 + b, -0.82, 0.28), (0.8 + b, -0.42, 0.24), (-0.45 + s, -0.68, 0.22),
             (-0.08 + s, -0.76, 0.25),
             (0.3 + s, -0.72, 0.22), (0.0, -0.95, 0.3)]  # fmt: skip
    arcs = [[(x - 0.13, y - 0.02), (x - 0.02, y - 0.15), (x + 0.13, y - 0.06)] for x, y, _ in balls[1:5]]
    lower = [[(x - 0.12, y + 0.06), (x, y + 0.13), (x + 0.12, y + 0.04)] for x, y, _ in balls[2:9]]
    return (puffs(balls), strokes(lower, -0.3, 0.03), strokes(arcs, 0.24, 0.04))


def _bob(s: float, b: float) -> Pieces:
    crown = cap([(0.9, 0.86), (1.04, 0.5), (1.0, -0.1), (0.9, -0.66), (0.5, -1.12), (0.02, -1.2)], b)
    inside = [(0.74, 0.72), (0.78, 0.2), (0.74, -0.14), (0.66 + s, -0.32), (0.36 + s, -0.26),
              (0.02 + s, -0.3),
              (-0.34 + s, -0.24), (-0.66 + s, -0.32), (-0.74, -0.14), (-0.78, 0.2),
              (-0.74, 0.72)]  # fmt: skip
    locks = [[(x + s, -0.32), (x * 0.9 + s, -0.62), (x * 0.6, -0.92)] for x in (-0.5, -0.16, 0.18, 0.52)]
    return (
        blob([*crown, *inside], tension=0.85),
        strokes([*locks, [(-0.9, 0.6), (-0.92, 0.1), (-0.84, -0.4)]], -0.28, 0.028),
        strokes([[(-0.66, -0.74), (-0.1, -0.9), (0.5, -0.84)]], 0.22, 0.07),
    )


def _swept(style: Hair, s: float, b: float) -> Pieces:
    """Longer hair from a parting: loose at the sides, or drawn back over the ears."""
    loose = style in (Hair.LONG, Hair.WAVY)
    low = {Hair.LONG: 1.25, Hair.WAVY: 1.05, Hair.BRAIDS: 0.3}.get(style, 0.1)
    part = {Hair.LONG: -0.1, Hair.BRAIDS: 0.0, Hair.PONYTAIL: 0.42}.get(style, -0.36)
    wave = 0.1 if style is Hair.WAVY else 0.0
    outer = [
        (0.8 if loose else 0.85, low),
        (0.99 + wave, low * 0.55),
        (0.98, -0.2),
        (0.86, -0.78),
        (0.44, -1.12),
    ]
    crown = cap([*outer, (part * 0.4, -1.19)], b)
    hang = [(0.72, low * 0.6), (0.79, 0.1), (0.77, -0.2)] if loose else [(0.78, -0.16)]
    line = [*hang, (0.6 + s, -0.54), ((0.3 + part) / 2 + 0.1 + s, -0.78), (part + s, -0.9),
            ((part - 0.45) / 2 - 0.1 + s, -0.74), (-0.62 + s, -0.5),
            *((-x, y) for x, y in reversed(hang))]  # fmt: skip
    locks = [[(part + s, -0.9), (part * 0.8 + s, -1.02), (part * 0.6, -1.14)]]
    locks += [[(part + 0.1 * f + s, -0.92), (f * 0.5 + s, -0.8), (f * 0.84, -0.3)] for f in (-1, 1)]
    pieces = [blob([*crown, *line], tension=0.85), strokes(locks, -0.3, 0.028),
              strokes([[(-0.72, -0.56), (-0.56, -0.82), (-0.3, -0.98)]], 0.24, 0.06)]  # fmt: skip
    if loose:
        edge = [[(f * 0.9, -0.1), (f * (0.9 + wave), 0.4), (f * 0.84, low - 0.15)] for f in (-1, 1)]
        pieces.append(strokes(edge, -0.26, 0.03))
    if style is Hair.BRAIDS:
        pieces += braids()
    return tuple(pieces)


_BEFORE: dict[Hair, Callable[[float, float], Pieces]] = {
    Hair.BUZZ: _buzz,
    Hair.SHORT: _short,
    Hair.PARTED: _parted,
    Hair.RECEDING: _receding,
    Hair.CURLY: _curls,
    Hair.AFRO: _curls,
    Hair.BOB: _bob,
    **{
        style: partial(_swept, style)
        for style in (Hair.LONG, Hair.WAVY, Hair.BUN, Hair.PONYTAIL, Hair.BRAIDS)
    },
}


def braids() -> list[Piece]:
    """Two braids that hang before the shoulders."""
    pieces = []
    for f in (-1, 1):
        knots = [(f * (0.9 + 0.03 * i), 0.3 + 0.25 * i, 0.19 - 0.012 * i) for i in range(6)]
        pieces.append(puffs(knots))
        folds = [[(x - 0.13, y - 0.06), (x, y + 0.08), (x + 0.13, y - 0.06)] for x, y, _ in knots]
        pieces.append(strokes(folds, -0.34, 0.03))
        pieces.append(blob([(f * 1.08 - 0.1, 1.72), (f * 1.08 + 0.1, 1.72), (f * 1.12, 2.0)], -0.1))
    return pieces
