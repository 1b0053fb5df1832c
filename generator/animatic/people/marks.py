"""What a face has that others have not: freckles, scars, moles, a patch, wrinkles; head units."""

from __future__ import annotations

from functools import lru_cache

import skia

from generator.animatic.cards.look import Age, Look, Mark
from generator.animatic.palette import Color, darker, lighter, luma, mix
from generator.animatic.pen import Pen
from generator.animatic.people.eyes import eye_x
from generator.animatic.wording import dice

_PATCH: Color = (0.13, 0.12, 0.15)
_FRECKLES = ((0.26, 0.32), (0.36, 0.4), (0.48, 0.33), (0.56, 0.43), (0.42, 0.5), (0.3, 0.46), (0.06, 0.2))


def marks(pen: Pen, look: Look, turn: float) -> None:
    """Everything on the skin of the face."""
    if look.age is Age.ELDER or Mark.WRINKLES in look.marks:
        _wrinkles(pen, look, turn)
    if Mark.FRECKLES in look.marks:
        with pen.moved(0.24 * turn, 0):
            pen.path(_freckles(), crease(mix(look.skin, (0.6, 0.25, 0.1), 0.4), 0.25), 0.8)
    if Mark.SCAR in look.marks:
        _scar(pen, look, 0.22 * turn, side_of(look.name))
    if Mark.MOLE in look.marks:
        side = side_of(look.name)
        pen.oval(0.26 * turn + side * 0.36, 0.58, 0.045, 0.045, darker(look.skin, 0.62))


def eye_patch(pen: Pen, look: Look, turn: float) -> None:
    """The patch and its band; drawn over the eyes."""
    if Mark.EYE_PATCH not in look.marks:
        return
    x = eye_x(1, turn)
    pen.curve([(-0.82, -0.16), (0.1 * turn, -0.36), (x, -0.1), (0.82, 0.04)], _PATCH, 0.06)
    pen.blob(
        [(x - 0.24, -0.13), (x, -0.2), (x + 0.22, -0.1), (x + 0.2, 0.16), (x, 0.29), (x - 0.2, 0.16)],
        _PATCH,
        1,
    )
    pen.curve([(x - 0.12, -0.08), (x, -0.12), (x + 0.1, -0.07)], lighter(_PATCH, 0.25), 0.03, 0.7)


def crease(skin: Color, share: float) -> Color:
    """A line on ``skin``: darker by ``share``, by more where the skin is dark, so that it is seen on any."""
    return darker(skin, share + 0.9 * max(0.0, 0.5 - luma(skin)))


@lru_cache(maxsize=512)
def side_of(name: str) -> int:
    """The side of the face a mark is on, -1 or 1, by name."""
    return dice("mark", name).choice((-1, 1))


@lru_cache(maxsize=1)
def _freckles() -> skia.Path:
    path = skia.Path()
    for side in (-1, 1):
        for x, y in _FRECKLES:
            path.addCircle(side * x, y, 0.028)
    return path


def _scar(pen: Pen, look: Look, x: float, side: int) -> None:
    pale = mix(lighter(look.skin, 0.4), (0.85, 0.5, 0.5), 0.3)
    cut = [(x + side * 0.36, 0.22), (x + side * 0.44, 0.4), (x + side * 0.62, 0.64)]
    pen.curve(cut, darker(look.skin, 0.45), 0.06)
    pen.curve(cut, pale, 0.034)
    for k in (0.32, 0.45):
        cx = x + side * (0.26 + 0.5 * k)
        pen.line([(cx - 0.05, k + 0.02), (cx + 0.05, k - 0.02)], darker(look.skin, 0.4), 0.026)


def _wrinkles(pen: Pen, look: Look, turn: float) -> None:
    line = crease(look.skin, 0.34)
    x = 0.28 * turn
    for side in (-1, 1):
        fold = [(x + side * 0.25, 0.4), (x + side * 0.37, 0.54), (x + side * 0.39, 0.7)]
        bag = [(x + side * 0.2, 0.27), (x + side * 0.36, 0.32), (x + side * 0.5, 0.26)]
        pen.curve(fold, line, 0.028, 0.75)
        pen.curve(bag, line, 0.024, 0.65)
        for k in (-0.05, 0.05):
            start = x * 0.9 + side * 0.58 * (1 - 0.2 * max(0.0, side * turn))
            pen.line([(start, 0.05 + k * 0.4), (start + side * 0.1, 0.05 + k)], line, 0.02, 0.7)
    for y in (-0.5, -0.6):
        pen.curve([(0.2 * turn - 0.28, y), (0.2 * turn, y - 0.04), (0.2 * turn + 0.28, y)], line, 0.022, 0.5)
