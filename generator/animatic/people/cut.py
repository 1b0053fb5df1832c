"""The outline of the upper garment: how each is cut, and where it lies on a body."""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.acting.anatomy import Body
from generator.animatic.cards.look import Look
from generator.animatic.cards.wardrobe import Top
from generator.animatic.pen import Point
from generator.animatic.people.limbs import hem_of, seated, thickness
from generator.animatic.people.tapered import SHOULDER


class Cut(NamedTuple):
    """Widths against the body; the hem in metres under the hips."""

    chest: float
    waist: float
    hem: float
    flare: float
    """Half width of the hem against the hips."""


_CUTS: dict[Top, Cut] = {
    Top.SHIRT: Cut(1.0, 1.02, 0.05, 1.03),
    Top.TSHIRT: Cut(1.0, 1.06, 0.045, 1.04),
    Top.SWEATER: Cut(1.03, 1.16, 0.03, 0.98),
    Top.CARDIGAN: Cut(1.02, 1.06, 0.15, 1.12),
    Top.COAT: Cut(1.05, 1.1, 0.42, 1.34),
    Top.JACKET: Cut(1.05, 1.2, -0.005, 0.94),
    Top.SUIT: Cut(1.03, 1.0, 0.1, 1.14),
    Top.DRESS: Cut(0.97, 0.94, 0.43, 1.7),
    Top.UNIFORM: Cut(1.02, 1.0, 0.11, 1.16),
    Top.HOODIE: Cut(1.04, 1.2, 0.05, 1.02),
    Top.VEST: Cut(0.99, 1.0, 0.035, 0.98),
    Top.OVERALLS: Cut(1.0, 1.04, 0.04, 1.02),
}


class Outline(NamedTuple):
    """The edge of a garment."""

    points: list[Point]
    hem: float
    """y of the hem."""


def outline_of(look: Look, body: Body, turn: float) -> Outline:
    """The edge of the upper garment, shoulders following the arms and a long hem the legs."""
    build, cut = body.build, _CUTS[look.wears.top]
    (nx, ny), (hx, hy) = body.neck, body.hip
    squeeze = 1 - 0.2 * abs(turn)
    hips = build.hips * squeeze
    drop = min(cut.hem, 0.035) if seated(body) else cut.hem
    hem = hy + drop
    half = hips * (cut.flare if drop == cut.hem else 1.02)
    left_hem, right_hem = hem_of(body, half, hem) if drop > 0.2 else (hx - half, hx + half)
    lift = 0.012 if drop > 0.2 else 0.0
    sides = []
    for index, (sign, end) in enumerate(((-1, left_hem), (1, right_hem))):
        jx, jy = body.arms[index][0]
        top = thickness(look, body) * SHOULDER
        middle = (ny + hy) / 2 + 0.05
        sides.append([
            (nx + sign * 0.056, ny - 0.03),
            (nx + sign * 0.5 * (abs(jx - nx) + 0.02), (ny + jy - top) / 2 - 0.022),
            (jx - sign * 0.01, jy - top),
            (jx + sign * 0.028, jy - 0.014),
            (jx + sign * 0.022 * cut.chest, jy + 0.1),
            ((nx + hx) / 2 + sign * build.waist * squeeze * cut.waist, middle),
            (hx + sign * hips * (1.0 if cut.waist < 1.12 else 1.05), hy - 0.03),
            (end, hem - lift),
        ])  # fmt: skip
    left, right = sides
    bottom = ((left_hem + right_hem) / 2, hem + 0.01)
    return Outline([(nx, ny - 0.012), *right, bottom, *reversed(left)], hem)
