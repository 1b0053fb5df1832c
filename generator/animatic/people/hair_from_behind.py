"""Hair on a head seen from behind, in head units; see :mod:`generator.animatic.people.hair`."""

from __future__ import annotations

from functools import lru_cache

from generator.animatic.cards.look import Hair
from generator.animatic.people.hair import Pieces, braids, cap
from generator.animatic.people.pieces import blob, puffs, strokes


@lru_cache(maxsize=32)
def from_the_back(style: Hair) -> Pieces:
    """The hair of a style on a head seen from behind; empty when there is none."""
    if style is Hair.BALD:
        return ()
    if style is Hair.RECEDING:
        ring = [(0, -0.12), (0.6, 0.78), (0.95, 0.1), (0.86, -0.3)]
        return (blob([*cap([*ring[:0:-1], ring[0]], 0.0), (0, 0.84)], edge=1.0),)
    if style in (Hair.AFRO, Hair.CURLY):
        return _curls_from_the_back(1.28 if style is Hair.AFRO else 1.04)
    return (*_fall_from_the_back(style), *_TIED.get(style, ()))


def _curls_from_the_back(big: float) -> Pieces:
    places = ((-0.72, 0.3), (-0.78, -0.2), (-0.62, -0.66), (-0.22, -0.9), (0.22, -0.9), (0.62, -0.66),
              (0.78, -0.2), (0.72, 0.3), (-0.3, 0.5), (0.3, 0.5), (0, 0.1), (-0.35, -0.3), (0.35, -0.3),
              (0, -0.55), (-0.4, 0.15), (0.4, 0.15), (0, 0.55))  # fmt: skip
    balls = [(x * big, y * big, 0.36 * big) for x, y in places]
    arcs = [[(x - 0.14, y), (x, y - 0.13), (x + 0.14, y - 0.03)] for x, y, _ in balls]
    return (puffs(balls), strokes(arcs, 0.2, 0.04))


def _fall_from_the_back(style: Hair) -> Pieces:
    """Straight down to the nape, or over the shoulders."""
    nape, wide = {Hair.LONG: (2.0, 1.0), Hair.WAVY: (1.66, 1.1), Hair.BOB: (1.02, 1.06)}.get(
        style, (0.8, 0.9)
    )
    if nape > 1:
        half = [(0.5, -1.1), (0.93, -0.5), (wide, 0.3), (wide * 0.98, nape * 0.78), (0.5, nape)]
    else:
        half = [(0.5, -1.1), (0.92, -0.5), (0.87, 0.0), (0.74, 0.4), (0.5, 0.72), (0.22, nape)]
    shape = blob([(0, -1.2), *half, (0, nape * 1.02), *((-x, y) for x, y in reversed(half))])
    fall = [[(x * 0.4, -0.9), (x, -0.1), (x * (0.98 if nape > 1 else 0.7), nape * 0.8)]
            for x in (-0.62, -0.25, 0.2, 0.6)]  # fmt: skip
    shine = [(-0.5, -0.8), (0, -0.93), (0.4, -0.86)]
    return (shape, strokes(fall, -0.26, 0.035), strokes([shine], 0.22, 0.07))


_TIED: dict[Hair, Pieces] = {
    Hair.BUN: (
        puffs([(0, -0.72, 0.42)]),
        strokes([[(-0.22, -0.8), (0, -0.95), (0.22, -0.8)]], 0.2, 0.05),
    ),
    Hair.PONYTAIL: (
        blob([(0, -0.72), (0.26, -0.55), (0.34, 0.2), (0.24, 1.0), (0, 1.5), (-0.24, 1.0), (-0.34, 0.2),
              (-0.26, -0.55)], 0.04),
        strokes([[(0, -0.4), (0.06, 0.3), (0, 1.1)]], -0.3, 0.04),
    ),
    Hair.BRAIDS: tuple(braids()),
}  # fmt: skip
"""What tied hair has besides, seen from behind."""
