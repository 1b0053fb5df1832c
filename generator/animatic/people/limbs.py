"""Legs and arms with what is worn on them, and shoes."""

from __future__ import annotations

import math

from generator.animatic.acting.anatomy import ANKLE, Body, Limb, long_garment
from generator.animatic.cards.look import Look
from generator.animatic.cards.wardrobe import Bottom, Top
from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen, Point, polygon, smooth
from generator.animatic.people.hands import Grip, hand
from generator.animatic.people.patterns import pattern_along
from generator.animatic.people.pieces import fill, lined
from generator.animatic.people.tapered import draw_edge, draw_taper, taper

SKIRT = 0.36
"""Length of a skirt below the hips."""
_SOLE = 0.6
_BARE = (Top.TSHIRT, Top.DRESS)
_SHIRTED = (Top.VEST, Top.OVERALLS)
_BULK = {Top.COAT: 1.14, Top.SWEATER: 1.1, Top.HOODIE: 1.12, Top.JACKET: 1.12, Top.CARDIGAN: 1.06,
         Top.SUIT: 1.04}  # fmt: skip
_RIBBED = (Top.SWEATER, Top.HOODIE, Top.JACKET, Top.CARDIGAN)


def skirted(look: Look) -> bool:
    """True when a skirt is worn under the upper garment."""
    return look.wears.bottom is Bottom.SKIRT and look.wears.top is not Top.DRESS


def thickness(look: Look, body: Body) -> float:
    """Half the width of an arm with its sleeve at the shoulder."""
    return _BULK.get(look.wears.top, 1.0) * body.build.arm * 0.56


def seated(body: Body) -> bool:
    """True when the hips are so low that the thighs lie before the body."""
    return body.hip[1] > 0.78 * body.build.hip


def legs(pen: Pen, look: Look, body: Body, turn: float) -> None:
    """Legs, shoes and the lower garment; a skirt, a dress or a coat covers the thighs of who sits."""
    wears, build = look.wears, body.build
    f = 1.0 if turn >= 0 else -1.0
    bare = skirted(look) or wears.top is Top.DRESS or wears.bottom is Bottom.SHORTS
    color = wears.top_color if wears.top is Top.OVERALLS else wears.bottom_color
    over = wears.top_color if wears.top is Top.DRESS or long_garment(look) else wears.bottom_color
    sitting = seated(body)
    pair = list(enumerate(body.legs))
    for index, limb in pair if f > 0 else pair[::-1]:
        _shoe(pen, limb, f, index, abs(turn), wears.shoes)
        thick = build.leg
        if bare:
            draw_taper(pen, taper(limb, thick * 0.42, thick * 0.33, thick * 0.22), look.skin)
            if wears.bottom is Bottom.SHORTS and wears.top is not Top.DRESS:
                draw_taper(pen, taper(_upper(limb, 0.86), thick * 0.56, thick * 0.54, thick * 0.52), color)
        else:
            draw_taper(pen, taper(_short(limb, 0.02), thick * 0.54, thick * 0.43, thick * 0.37), color)
        if sitting and (skirted(look) or long_garment(look)):
            draw_taper(pen, taper(_upper(limb, 0.98), thick * 0.6, thick * 0.58, thick * 0.54), over)
    if skirted(look) and not sitting:
        _skirt(pen, look, body)


def hem_of(body: Body, half: float, y: float) -> tuple[float, float]:
    """Left and right end of a hem at height ``y``, ``half`` as wide as it hangs, wider where the legs are."""
    spread = [_x_at(limb, y) for limb in body.legs]
    room = body.build.leg * 0.56
    x = body.hip[0]
    return min(x - half, min(spread) - room), max(x + half, max(spread) + room)


def skirt_hem(look: Look, body: Body) -> tuple[float, float]:
    """Left and right end of the hem of a skirt; under a coat it falls straight."""
    flare = 1.1 if long_garment(look) else 1.5
    return hem_of(body, body.build.hips * flare, body.hip[1] + SKIRT)


def _x_at(limb: Limb, y: float) -> float:
    a, b = (limb[0], limb[1]) if y < limb[1][1] else (limb[1], limb[2])
    share = (y - a[1]) / (b[1] - a[1]) if b[1] - a[1] > 1e-6 else 1.0
    return a[0] + (b[0] - a[0]) * min(1.0, max(0.0, share))


def _upper(limb: Limb, reach: float) -> Limb:
    (ax, ay), (bx, by), _ = limb
    end = (ax + (bx - ax) * reach, ay + (by - ay) * reach)
    return (ax, ay), ((ax + end[0]) / 2, (ay + end[1]) / 2), end


def _short(limb: Limb, by: float) -> Limb:
    """The limb without the last ``by`` metres."""
    (x, y), (ux, uy) = limb[2], _along(limb)
    return limb[0], limb[1], (x - ux * by, y - uy * by)


def _along(limb: Limb) -> Point:
    (ax, ay), (bx, by) = limb[1], limb[2]
    length = max(math.hypot(bx - ax, by - ay), 1e-6)
    return ((bx - ax) / length, (by - ay) / length)


def _skirt(pen: Pen, look: Look, body: Body) -> None:
    (hx, hy), hips, color = body.hip, body.build.hips, look.wears.bottom_color
    low = hy + SKIRT
    left, right = skirt_hem(look, body)
    path = smooth([(hx - hips * 0.7, hy - 0.05), (hx + hips * 0.7, hy - 0.05),
                   (hx + hips * 0.98, hy + 0.03), (right, low),
                   ((left + right) / 2, low + 0.025), (left, low),
                   (hx - hips * 0.98, hy + 0.03)], tension=0.5)  # fmt: skip
    lined(pen, path, color)
    for share in (0.25, 0.5, 0.75):
        x = left + (right - left) * share
        pen.line([(hx + (x - hx) * 0.72, hy + 0.08), (x, low - 0.01)], darker(color, 0.3), pen.hair)


def _shoe(pen: Pen, leg: Limb, f: float, index: int, turned: float, color: Color) -> None:
    """A shoe with its sole; the toes point outwards from the front and forwards from the side."""
    ux, uy = _along(leg)
    lifted = leg[2][1] < ANKLE - 0.03 or uy < 0.5
    share = min(1.0, turned / 0.45)
    out = (1.0 if index else -1.0) * 0.5 * (1 - share) + f * share
    side = math.copysign(1.0, -ux if uy < 0.25 else out)
    long = 0.085 + 0.08 * min(1.0, abs(out) * 0.4 + 0.6 * share)
    angle = math.degrees(math.atan2(-ux, uy)) * 0.75 if lifted else 0.0
    if uy < 0.25 and leg[2][1] > ANKLE - 0.03:
        angle = 180.0  # The shin lies on the ground: so does the instep.
    with pen.moved(*leg[2], turn=angle):
        upper = [(-side * 0.05, -0.04), (side * 0.045, -0.045), (side * long * 0.62, 0.005),
                 (side * long, 0.045),
                 (side * long, 0.07), (-side * 0.062, 0.07), (-side * 0.066, 0.02)]  # fmt: skip
        path = smooth(upper, tension=0.8)
        lined(pen, path, color)
        sole = polygon([(-side * 0.064, 0.078), (side * (long - 0.005), 0.078)], False)
        pen.path(sole, darker(color, _SOLE), 1.0, 0.018)
        pen.line([(side * 0.03, -0.01), (side * long * 0.55, 0.022)], lighter(color, 0.22), 0.008, 0.8)


def sleeve(
    pen: Pen, look: Look, body: Body, index: int, grip: Grip = Grip.LOOSE, shade_side: float = 0.0
) -> None:
    """One arm: hand, sleeve and cuff; the arm of ``shade_side`` (-1 left, 1 right) is in shadow."""
    wears, thick, limb = look.wears, body.build.arm, body.arms[index]
    color = wears.inner_color if wears.top in _SHIRTED else wears.top_color
    ux, uy = _along(limb)
    size = 0.034 if look.feminine else 0.039
    hand(pen, grip, (limb[2][0] - ux * 0.012, limb[2][1] - uy * 0.012), (ux, uy), size, index, look.skin)
    arm = _short(limb, 0.022)
    middle = ((body.neck[0] + body.hip[0]) / 2, (body.neck[1] + body.hip[1]) / 2)
    if wears.top in _BARE:
        draw_taper(pen, taper(arm, thick * 0.42, thick * 0.34, thick * 0.25), look.skin)
        short = _upper(limb, 0.5)
        shape = taper(short, thick * 0.56, thick * 0.56, thick * 0.52, middle)
        fill(pen, shape.fill, color)
        pattern_along(pen, wears, shape.fill, short)
        draw_edge(pen, shape, color)
        return
    half = thickness(look, body)
    shape = taper(arm, half, half * 0.8, half * 0.64, middle, seam=wears.top is Top.VEST)
    fill(pen, shape.fill, color)
    if wears.top is not Top.VEST:
        pattern_along(pen, wears, shape.fill, arm)
    if shade_side == 2 * index - 1:
        pen.path(shape.fill, darker(color, 0.7), pen.light.shade * 0.8)
    draw_edge(pen, shape, color)
    _cuff(pen, look, arm, (ux, uy), half * 0.66)


def _cuff(pen: Pen, look: Look, arm: Limb, along: Point, half: float) -> None:
    """The end of a sleeve: a knitted band, a shirt's cuff under a suit, or a seam."""
    (x, y), (ux, uy) = arm[2], along
    color = look.wears.inner_color if look.wears.top in _SHIRTED else look.wears.top_color
    px, py = -uy * half * 0.86, ux * half * 0.86

    def across(back: float, width: float, tone: Color) -> None:
        a, b = x - ux * back, y - uy * back
        pen.path(polygon([(a - px, b - py), (a + px, b + py)], False), tone, 1.0, width)

    if look.wears.top in _RIBBED:
        across(0.02, 0.034, darker(color, 0.16))
    elif look.wears.top is Top.SUIT:
        across(-0.004, 0.016, look.wears.inner_color)
    elif look.wears.top is Top.UNIFORM:
        across(0.045, 0.014, (0.84, 0.71, 0.4))
    else:
        across(0.034, pen.hair, darker(color, 0.42))
