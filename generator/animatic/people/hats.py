"""What is worn on the head, in head units; see :mod:`generator.animatic.people.hair`."""

from __future__ import annotations

from functools import lru_cache

from generator.animatic.cards.look import Look
from generator.animatic.cards.wardrobe import Headwear
from generator.animatic.pen import Pen
from generator.animatic.people.pieces import Piece, blob, draw, step_of, strokes, turn_of


def headwear(pen: Pen, look: Look, turn: float) -> None:
    """The hat, cap, hood, kerchief or helmet on the hair."""
    if look.wears.headwear is not Headwear.NONE:
        draw(pen, hat(look.wears.headwear, step_of(turn)), look.wears.headwear_color)


def back_of_hood(pen: Pen, look: Look) -> None:
    """The inside of a hood or the fall of a kerchief, behind the head."""
    if look.wears.headwear in (Headwear.HOOD, Headwear.KERCHIEF):
        draw(pen, _BEHIND, look.wears.headwear_color)


_BEHIND = (
    blob([(-1.06, -0.2), (-0.74, -1.08), (0, -1.3), (0.74, -1.08), (1.06, -0.2), (0.98, 0.8), (0, 1.2),
          (-0.98, 0.8)], -0.5),
)  # fmt: skip


@lru_cache(maxsize=1024)
def hat(kind: Headwear, step: int) -> tuple[Piece, ...]:
    """The pieces of a hat on a head turned by ``step``; empty for none."""
    t = turn_of(step)
    s, lean = 0.1 * t, 0.4 * t
    if kind is Headwear.BEANIE:
        return _beanie(s)
    if kind is Headwear.CAP:
        dome = [(-0.97, -0.44), (-0.97, -0.86), (-0.55, -1.24), (0.0, -1.36), (0.55, -1.24), (0.97, -0.86),
                (0.97, -0.44), (s, -0.52)]  # fmt: skip
        peak = [(-0.74 + lean, -0.54), (lean, -0.66), (0.74 + lean, -0.54), (0.88 + lean * 1.3, -0.33),
                (lean * 1.4, -0.36), (-0.88 + lean * 1.3, -0.33)]  # fmt: skip
        seams = [[(s, -1.35), (s * 1.4, -1.0), (s * 1.6, -0.64)], [(-0.5, -1.22), (-0.62, -0.9),
                 (-0.6, -0.56)],
                 [(0.5, -1.22), (0.62, -0.9), (0.6, -0.56)]]  # fmt: skip
        return (
            blob(dome),
            strokes(seams, -0.28, 0.025),
            strokes([[(-0.5, -1.08), (-0.3, -1.2)]], 0.25, 0.06),
            blob(peak, -0.28),
            blob([(s - 0.06, -1.37), (s, -1.42), (s + 0.06, -1.37), (s, -1.33)], -0.2),
        )
    if kind is Headwear.BRIM:
        crown = [(-0.82, -0.5), (-0.8, -1.05), (-0.56, -1.42), (-0.12, -1.34), (0.14, -1.34), (0.56, -1.42),
                 (0.8, -1.05), (0.82, -0.5)]  # fmt: skip
        band = [(-0.83, -0.84), (s, -0.92), (0.83, -0.84), (0.85, -0.6), (s, -0.66), (-0.85, -0.6)]
        brim = [(-1.44, -0.6), (-0.85, -0.66), (s, -0.72), (0.85, -0.66), (1.44, -0.6), (1.1, -0.42),
                (0.5, -0.36), (s, -0.34), (-0.5, -0.36), (-1.1, -0.42)]  # fmt: skip
        return (
            blob(crown, tension=0.8),
            strokes([[(-0.08, -1.3), (0.0, -1.1), (0.02, -0.95)]], -0.25, 0.04),
            blob(band, -0.55, 0.0),
            blob(brim),
            strokes([[(-1.2, -0.58), (-0.5, -0.62), (0.2, -0.64)]], 0.2, 0.04),
        )
    if kind is Headwear.HELMET:
        shell = [(-1.0, -0.3), (-0.99, -0.85), (-0.55, -1.3), (0, -1.42), (0.55, -1.3), (0.99, -0.85),
                 (1.0, -0.3), (0, -0.46)]  # fmt: skip
        rim = [(-1.1, -0.38), (-0.5, -0.54), (s, -0.6), (0.5, -0.54), (1.1, -0.38), (1.04, -0.24), (s, -0.42),
               (-1.04, -0.24)]  # fmt: skip
        straps = [[(f * 0.92, -0.25), (f * 0.86, 0.3), (f * 0.5, 0.9)] for f in (-1, 1)]
        return (
            strokes(straps, -0.55, 0.06),
            blob(shell),
            strokes([[(-0.62, -0.95), (-0.4, -1.17), (-0.12, -1.28)]], 0.45, 0.09),
            strokes(
                [[(s + x, -1.36), (s + x * 1.4, -0.9), (s + x * 1.4, -0.6)] for x in (-0.12, 0.12)],
                -0.22,
                0.03,
            ),
            blob(rim, -0.2),
        )
    if kind in (Headwear.HOOD, Headwear.KERCHIEF):
        return _around_the_face(kind, s)
    return ()


def _beanie(s: float) -> tuple[Piece, ...]:
    knit = [(-0.95, -0.4), (-0.95, -0.85), (-0.55, -1.28), (0, -1.44), (0.55, -1.28), (0.95, -0.85),
            (0.95, -0.4),
            (0, -0.5)]  # fmt: skip
    fold = [(-1.0, -0.62), (s, -0.78), (1.0, -0.62), (1.01, -0.34), (0.98, -0.28), (s, -0.42), (-0.98, -0.28),
            (-1.01, -0.34)]  # fmt: skip
    ribs = [[(x + s * (1 - x * x), -0.69 + 0.1 * x * x), (x * 1.02 + s * (1 - x * x), -0.4 + 0.1 * x * x)]
            for x in (-0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8)]  # fmt: skip
    rows = [[(x * 0.35, -1.34), (x * 0.8, -1.05), (x * 0.86, -0.75)] for x in (-0.75, -0.38, 0.0, 0.38, 0.75)]
    return (blob(knit), strokes(rows, -0.16, 0.03), blob(fold, 0.12), strokes(ribs, -0.12, 0.03))


def _around_the_face(kind: Headwear, s: float) -> tuple[Piece, ...]:
    low = 0.86 if kind is Headwear.KERCHIEF else 0.95
    outer = [(-0.98, low), (-1.12, 0.1), (-1.02, -0.7), (-0.52, -1.22), (0, -1.34), (0.52, -1.22),
             (1.02, -0.7),
             (1.12, 0.1), (0.98, low)]  # fmt: skip
    rim = -0.72 if kind is Headwear.HOOD else -0.6
    inner = [(0.7, low - 0.06), (0.8, 0.1), (0.72 + s, -0.42), (0.4 + s, rim), (s, rim - 0.08),
             (-0.4 + s, rim),
             (-0.72 + s, -0.42), (-0.8, 0.1), (-0.7, low - 0.06)]  # fmt: skip
    folds = [[(-0.98, -0.5), (-0.94, 0.1), (-0.86, 0.7)], [(0.98, -0.5), (0.94, 0.1), (0.86, 0.7)]]
    pieces = [blob([*outer, *inner]), strokes(folds, -0.24, 0.035),
              strokes([[(-0.66, -0.86), (-0.2, -1.1), (0.2, -1.12)]], 0.2, 0.06)]  # fmt: skip
    if kind is Headwear.KERCHIEF:
        pieces.append(blob([(-0.72, 0.78), (-0.3, 1.02), (0, 1.08), (0.3, 1.02), (0.72, 0.78),
                            (0.5, 1.12), (0.2, 1.2),
                            (0.24, 1.5), (0.0, 1.3), (-0.24, 1.5), (-0.2, 1.2), (-0.5, 1.12)], -0.08,
                           tension=0.7))  # fmt: skip
    else:
        pieces.append(strokes([[(f * 0.2, 1.0), (f * 0.24, 1.5)] for f in (-1, 1)], 0.5, 0.06))
    return tuple(pieces)


@lru_cache(maxsize=16)
def hat_from_the_back(kind: Headwear) -> tuple[Piece, ...]:
    """The pieces of a hat seen from behind; empty for none."""
    if kind in (Headwear.HOOD, Headwear.KERCHIEF):
        half = [(0.52, -1.22), (1.02, -0.7), (1.1, 0.1), (0.96, 0.8), (0.5, 1.14)]
        whole = [(0, -1.34), *half, (0, 1.22), *((-x, y) for x, y in reversed(half))]
        folds = [[(0, -1.3), (0.02, -0.4), (0, 0.4)], [(-0.7, 0.9), (-0.4, 0.5)], [(0.7, 0.9), (0.4, 0.5)]]
        return (blob(whole), strokes(folds, -0.26, 0.035))
    pieces = hat(kind, 0)
    return tuple(pieces[:-2]) if kind is Headwear.CAP else pieces
