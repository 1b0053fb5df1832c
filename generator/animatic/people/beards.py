"""Beards and moustaches in head units; see :mod:`generator.animatic.people.hair`."""

from __future__ import annotations

from functools import lru_cache

from generator.animatic.cards.look import Beard, Look
from generator.animatic.pen import Pen, smooth
from generator.animatic.people.pieces import Piece, blob, draw, step_of, strokes, turn_of


def beard(pen: Pen, look: Look, turn: float, jaw: float) -> None:
    """The hair on cheeks and chin; ``jaw`` is how far the chin is down."""
    if look.beard is Beard.STUBBLE:
        pen.path(_stubble(step_of(turn), step_of(jaw)).path, look.hair_color, 0.26)
    else:
        draw(pen, chin_hair(look.beard, step_of(turn), step_of(jaw)), look.hair_color)


def moustache(pen: Pen, look: Look, turn: float) -> None:
    """The hair over the lip; drawn over the mouth."""
    draw(pen, _lip_hair(look.beard, step_of(turn)), look.hair_color)


@lru_cache(maxsize=512)
def _stubble(step: int, low: int) -> Piece:
    s, jaw = 0.22 * turn_of(step), turn_of(low)
    return Piece(smooth([(-0.74, 0.18), (-0.64, 0.62), (-0.26, 0.98 + jaw), (0.26, 0.98 + jaw), (0.64, 0.62),
                         (0.74, 0.18), (0.46 + s, 0.46), (s, 0.42), (-0.46 + s, 0.46)]))  # fmt: skip


@lru_cache(maxsize=1024)
def chin_hair(kind: Beard, step: int, low: int) -> tuple[Piece, ...]:
    """The pieces of a beard on a head turned by ``step`` with the chin ``low`` steps down."""
    s, jaw = 0.24 * turn_of(step), turn_of(low)
    if kind in (Beard.FULL, Beard.LONG):
        end = (1.95 if kind is Beard.LONG else 1.26) + jaw
        half = 0.4 if kind is Beard.LONG else 0.52
        outline = [(-0.84, 0.0), (-0.82, 0.55), (-0.7, 0.9 + jaw), (-half, (1.1 + end) / 2),
                   (-0.16 + s * 0.4, end),
                   (0.16 + s * 0.4, end), (half, (1.1 + end) / 2), (0.7, 0.9 + jaw), (0.82, 0.55),
                   (0.84, 0.0),
                   (0.72, 0.3), (0.5 + s, 0.52), (0.3 + s, 0.5), (s, 0.46), (-0.3 + s, 0.5), (-0.5 + s, 0.52),
                   (-0.72, 0.3)]  # fmt: skip
        falls = [[(x + s, 0.96 + jaw), (x + s * 0.7, (1 + end) / 2), (x * 0.7 + s * 0.4, end - 0.12)]
                 for x in (-0.34, -0.02, 0.3)]  # fmt: skip
        sides = [[(f * 0.72, 0.4), (f * 0.62, 0.7), (f * 0.5, 0.92 + jaw)] for f in (-1, 1)]
        return (blob(outline, tension=0.85), strokes(falls, -0.26, 0.03), strokes(sides, 0.16, 0.035))
    if kind is Beard.GOATEE:
        tuft = [(-0.3 + s, 0.8), (-0.24 + s, 1.06 + jaw), (s * 0.8, 1.3 + jaw), (0.24 + s, 1.06 + jaw),
                (0.3 + s, 0.8), (s, 0.9 + jaw * 0.6)]  # fmt: skip
        return (blob(tuft, edge=0.8), strokes([[(s, 0.98 + jaw), (s * 0.9, 1.2 + jaw)]], -0.25, 0.03))
    return ()


@lru_cache(maxsize=512)
def _lip_hair(kind: Beard, step: int) -> tuple[Piece, ...]:
    if kind not in (Beard.MOUSTACHE, Beard.FULL, Beard.LONG, Beard.GOATEE):
        return ()
    s = 0.3 * turn_of(step)
    wide = 0.46 if kind is Beard.MOUSTACHE else 0.36
    half = [(0.1, 0.44), (wide * 0.6, 0.47), (wide, 0.63), (wide * 0.62, 0.6), (0.14, 0.565)]
    points = [(s, 0.47), *((s + x, y) for x, y in half), (s, 0.55), *((s - x, y) for x, y in reversed(half))]
    return (blob(points, -0.06, 0.7), strokes([[(s, 0.48), (s, 0.54)]], -0.3, 0.02))
