"""Clothes on a body seen from the front: what makes each garment that garment."""

from __future__ import annotations

import skia

from generator.animatic.acting.anatomy import Body
from generator.animatic.cards.look import Look
from generator.animatic.cards.wardrobe import Top
from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen, Point, polygon, smooth
from generator.animatic.people.accessories import apron, necktie
from generator.animatic.people.cut import Outline, outline_of
from generator.animatic.people.patterns import pattern_over
from generator.animatic.people.pieces import fill, line_of, lined, within

GOLD: Color = (0.84, 0.71, 0.4)
_OPEN = (Top.SUIT, Top.COAT, Top.CARDIGAN, Top.JACKET)
_LAYERED = (Top.COAT, Top.JACKET, Top.CARDIGAN)


def torso(pen: Pen, look: Look, body: Body, turn: float, shade_side: float) -> None:
    """The upper garment with its details; ``shade_side`` -1 or 1 is where the shadow falls."""
    wears = look.wears
    edge = outline_of(look, body, turn)
    path = smooth(edge.points, tension=0.8)
    color = cloth_of(look)
    nx, hip = body.neck[0], body.hip
    fill(pen, path, color)
    with within(pen, path):
        pattern_over(pen, wears, body.neck, hip)
        cx = nx + 0.075 * turn
        _details(pen, look, body, cx, (hip[0] + 0.06 * turn, edge.hem))
        if wears.apron:
            apron(pen, wears.apron, cx, body, edge.hem)
        shadow(pen, body, edge, shade_side, color)
    pen.path(path, line_of(color), 1.0, 1.2 * pen.hair)


def cloth_of(look: Look) -> Color:
    """The colour of what covers the chest: under overalls that is the shirt."""
    return look.wears.inner_color if look.wears.top is Top.OVERALLS else look.wears.top_color


def shadow(pen: Pen, body: Body, edge: Outline, side: float, color: Color) -> None:
    """The shadow of the form, and the one that the chin casts; clipped to the garment by the caller."""
    (nx, ny), (hx, hy), wide = body.neck, body.hip, body.build.wide
    fall = side * wide * 0.5
    pen.path(smooth([(nx + fall, ny - 0.1), (nx + fall * 1.1, (ny + hy) / 2),
                     (hx + fall * 0.8, edge.hem + 0.1),
                     (hx + side * 0.6, edge.hem + 0.1), (nx + side * 0.6, ny - 0.1)], tension=0.6),
             darker(color, 0.7), pen.light.shade * 0.8)  # fmt: skip


def _details(pen: Pen, look: Look, body: Body, cx: float, end: Point) -> None:
    top = look.wears.top
    if top is Top.OVERALLS:
        _overalls(pen, look, body, cx)
    elif top in _LAYERED and (look.wears.under is not Top.SHIRT or top is Top.CARDIGAN):
        _worn_open(pen, look, body, cx, end)
    elif top in _OPEN or top is Top.VEST:
        _buttoned(pen, look, body, cx, end)
    elif top is Top.UNIFORM:
        _uniform(pen, look, body, cx, end)
    elif top is Top.DRESS:
        _dress(pen, look, body, cx, end[1])
    elif top is Top.SHIRT:
        _shirt(pen, look, body, cx)
    else:
        _soft_top(pen, look, body, cx)


def _under(pen: Pen, look: Look, body: Body, cx: float, depth: float) -> None:
    """What shows at the neck of an open or buttoned garment."""
    wears, ny = look.wears, body.neck[1]
    color = wears.inner_color
    if wears.under is Top.TSHIRT:
        pen.oval(cx, ny - 0.03, 0.062, 0.06, look.skin)
        pen.ring(cx, ny - 0.03, 0.062, 0.06, darker(color, 0.2), 0.012)
    elif wears.under is Top.SWEATER:
        pen.rect(cx - 0.075, ny - 0.06, 0.15, 0.075, darker(color, 0.12), r=0.025)
        for x in (-0.045, -0.015, 0.015, 0.045):
            pen.line([(cx + x, ny - 0.03), (cx + x, ny + 0.01)], darker(color, 0.35), pen.hair * 0.8)
    else:
        pen.poly([(cx - 0.026, ny - 0.03), (cx, ny + 0.035), (cx + 0.026, ny - 0.03)], look.skin)
        for side in (-1, 1):
            wing = [
                (cx + side * 0.062, ny - 0.04),
                (cx + side * 0.055, ny + 0.05),
                (cx + side * 0.006, ny + 0.03),
            ]
            pen.poly(wing, lighter(color, 0.3))
            pen.line([*wing, wing[0]], darker(color, 0.35), pen.hair * 0.8)
    if wears.tie and wears.under is Top.SHIRT:
        necktie(pen, wears.tie, cx, ny + 0.012, depth)


def _buttoned(pen: Pen, look: Look, body: Body, cx: float, end: Point) -> None:
    """Coat, jacket, suit, vest: closed under the lapels."""
    wears, ny, (hx, hy) = look.wears, body.neck[1], body.hip
    color, line, top = wears.top_color, darker(wears.top_color, 0.44), ny - 0.03
    depth = {Top.COAT: 0.17, Top.JACKET: 0.1, Top.SUIT: 0.28, Top.VEST: 0.22}[wears.top]
    pen.poly([(cx - 0.082, top - 0.03), (cx, ny + depth), (cx + 0.082, top - 0.03)], wears.inner_color)
    _under(pen, look, body, cx, depth - 0.02)
    if wears.top is not Top.VEST:
        broad = 0.15 if wears.top is Top.COAT else 0.115
        for side in (-1, 1):
            edge = [(cx + side * 0.06, top - 0.02), (cx + side * broad, ny + 0.045),
                    (cx + side * (broad - 0.03), ny + 0.085),
                    (cx + side * broad * 0.9, ny + 0.1), (cx, ny + depth)]  # fmt: skip
            pen.poly(edge, lighter(color, 0.1))
            pen.line(edge, line)
    pen.line([(cx, ny + depth), end], line, pen.hair * 1.3)
    if wears.top is Top.JACKET:
        _zip(pen, body, cx, (ny + depth, hy), color)
        return
    for i in range(4 if wears.top is not Top.SUIT else 2):
        pen.oval(cx + 0.028, ny + depth + 0.04 + i * 0.09, 0.012, 0.012, darker(color, 0.6))
    if wears.top is Top.VEST:
        pen.poly(
            [(cx - 0.05, end[1] + 0.05), (cx, end[1] - 0.045), (cx + 0.05, end[1] + 0.05)], darker(color, 0.6)
        )
    if wears.top is Top.SUIT:
        pen.poly([(cx + 0.085, ny + 0.17), (cx + 0.15, ny + 0.16), (cx + 0.15, ny + 0.145),
                  (cx + 0.118, ny + 0.13),
                  (cx + 0.085, ny + 0.15)], wears.inner_color)  # fmt: skip
    _pockets(pen, hx, hy, line, 0.2 if wears.top is Top.COAT else 0.0)


def _pockets(pen: Pen, hx: float, hy: float, line: Color, drop: float) -> None:
    for side in (-1, 1):
        pocket = [(hx + side * 0.065, hy - 0.01 + drop * 0.3), (hx + side * 0.15, hy - 0.03 + drop * 0.3)]
        pen.line(pocket, line, pen.hair * 1.6)


def _zip(pen: Pen, body: Body, cx: float, ends: tuple[float, float], color: Color) -> None:
    pen.line([(cx, ends[0]), (cx, ends[1])], darker(color, 0.6), 0.012)
    pen.line([(cx, ends[0]), (cx, ends[1])], lighter(color, 0.4), 0.004)
    pen.rect(body.hip[0] - 0.3, body.hip[1] - 0.055, 0.6, 0.1, darker(color, 0.18))


def _worn_open(pen: Pen, look: Look, body: Body, cx: float, end: Point) -> None:
    """Coat, jacket or cardigan over something: a strip of it shows from neck to hem."""
    wears, ny, (hx, hy) = look.wears, body.neck[1], body.hip
    color, line = wears.top_color, darker(wears.top_color, 0.44)
    low = end[1] + 0.06
    wide = 0.045 if wears.top is Top.CARDIGAN else 0.068
    hem = min(hy + 0.03, end[1] + 0.03)
    strip = [(cx - 0.078, ny - 0.06), (cx + 0.078, ny - 0.06), (end[0] + wide, hem), (end[0] - wide, hem)]
    fill(pen, polygon(strip), wears.inner_color)
    if hem < end[1]:
        legs = wears.bottom_color
        pen.poly(
            [
                (end[0] - wide, hem),
                (end[0] + wide, hem),
                (end[0] + wide * 1.3, low),
                (end[0] - wide * 1.3, low),
            ],
            legs,
        )
    _under(pen, look, body, cx, hem - ny - 0.1)
    trim = darker(color, 0.16) if wears.top is Top.CARDIGAN else lighter(color, 0.1)
    edges, flaps = skia.Path(), skia.Path()
    for side in (-1, 1):
        inside = [
            (cx + side * 0.078, ny - 0.06),
            (end[0] + side * wide, hem),
            (end[0] + side * wide * 1.3, low),
        ]
        edges.addPath(polygon(inside, closed=False))
        flap = [
            inside[0],
            (cx + side * 0.15, ny + 0.04),
            (cx + side * 0.13, ny + 0.1),
            (cx + side * 0.08, ny + 0.26),
        ]
        flaps.addPath(polygon(flap, closed=False))
    if wears.top is Top.CARDIGAN:
        pen.path(edges, trim, 1.0, 0.034)
    else:
        lined(pen, flaps, trim, 1.0)
    pen.path(edges, line, 1.0, pen.hair)
    if wears.top is Top.CARDIGAN:
        for i in range(4):
            pen.oval(cx + 0.066 + (end[0] + 0.045 - cx - 0.066) * i * 0.2, ny + 0.16 + i * 0.1, 0.011, 0.011,
                     darker(color, 0.55))  # fmt: skip
    _pockets(pen, hx, hy, line, 0.2 if wears.top is Top.COAT else 0.0)


def _uniform(pen: Pen, look: Look, body: Body, cx: float, end: Point) -> None:
    wears, ny, (hx, hy) = look.wears, body.neck[1], body.hip
    color = wears.top_color
    pen.poly([(cx - 0.07, ny - 0.05), (cx, ny + 0.08), (cx + 0.07, ny - 0.05)], wears.inner_color)
    if wears.tie:
        necktie(pen, wears.tie, cx, ny - 0.01, 0.12)
    pen.line([(cx, ny + 0.07), end], darker(color, 0.44), pen.hair * 1.3)
    for side in (-1, 1):
        wing = [
            (cx + side * 0.07, ny - 0.045),
            (cx + side * 0.11, ny + 0.03),
            (cx + side * 0.05, ny + 0.095),
            (cx, ny + 0.07),
        ]
        pen.poly(wing, lighter(color, 0.12))
        pen.line([*wing, wing[0]], darker(color, 0.44))
        pen.rect(cx + side * 0.105 - 0.042, ny + 0.15, 0.084, 0.07, darker(color, 0.14), r=0.008)
        pen.rect(cx + side * 0.105 - 0.044, ny + 0.145, 0.088, 0.022, darker(color, 0.24), r=0.008)
        jx, jy = body.arms[0 if side < 0 else 1][0]
        pen.line([(jx - side * 0.07, jy - 0.055), (jx + side * 0.0, jy - 0.04)], GOLD, 0.022)
    for i in range(4):
        pen.oval(cx + 0.024, ny + 0.125 + i * 0.075, 0.012, 0.012, GOLD)
    pen.rect(hx - 0.32, hy - 0.1, 0.64, 0.046, darker(color, 0.62))
    pen.rect(cx - 0.032, hy - 0.104, 0.064, 0.054, GOLD, r=0.008)


def _dress(pen: Pen, look: Look, body: Body, cx: float, hem: float) -> None:
    color, ny, (hx, hy) = look.wears.top_color, body.neck[1], body.hip
    waist = (ny + hy) / 2 + 0.03
    pen.oval(cx, ny - 0.035, 0.088, 0.088, look.skin)
    pen.ring(cx, ny - 0.035, 0.088, 0.088, lighter(color, 0.35), 0.016)
    pen.rect(hx - 0.3, waist, 0.6, 0.04, darker(color, 0.4))
    for x in (-0.12, -0.04, 0.05, 0.13):
        fold = [(hx + x * 0.5, waist + 0.06), (hx + x, hy + 0.12), (hx + x * 1.7, hem)]
        pen.curve(fold, darker(color, 0.45), pen.hair, alpha=0.6)


def _shirt(pen: Pen, look: Look, body: Body, cx: float) -> None:
    wears, (_, ny), (_, hy) = look.wears, body.neck, body.hip
    color, line = wears.top_color, darker(wears.top_color, 0.44)
    pen.poly([(cx - 0.055, ny - 0.05), (cx, ny + 0.075), (cx + 0.055, ny - 0.05)], look.skin)
    pen.line([(cx, ny + 0.07), (cx, hy + 0.1)], line)
    for i in range(5):
        pen.oval(cx, ny + 0.12 + i * 0.085, 0.0095, 0.0095, darker(color, 0.55))
    pen.rect(cx + 0.06, ny + 0.14, 0.07, 0.075, darker(color, 0.12), r=0.008)
    pen.line([(cx + 0.06, ny + 0.158), (cx + 0.13, ny + 0.158)], line)
    if wears.tie:
        necktie(pen, wears.tie, cx, ny + 0.02, 0.32)
    for side in (-1, 1):
        wing = [(cx + side * 0.05, ny - 0.05), (cx + side * 0.105, ny + 0.012),
                (cx + side * 0.06, ny + 0.085),
                (cx + side * 0.004, ny + 0.04)]  # fmt: skip
        pen.poly(wing, lighter(color, 0.18))
        pen.line([*wing, wing[0]], line)


def _soft_top(pen: Pen, look: Look, body: Body, cx: float) -> None:
    """T-shirt, sweater and hoodie: pulled over the head."""
    wears, (_, ny), (hx, hy) = look.wears, body.neck, body.hip
    color, line = wears.top_color, darker(wears.top_color, 0.44)
    if wears.top is Top.TSHIRT:
        pen.oval(cx, ny - 0.04, 0.075, 0.07, look.skin)
        pen.ring(cx, ny - 0.04, 0.075, 0.07, darker(color, 0.2), 0.02)
        pen.line([(hx - 0.3, hy + 0.028), (hx + 0.3, hy + 0.028)], line, alpha=0.6)
    elif wears.top is Top.HOODIE:
        for side in (-1, 1):
            pen.line(
                [(cx + side * 0.034, ny + 0.06), (cx + side * 0.04, ny + 0.21)], lighter(color, 0.65), 0.013
            )
        pocket = [
            (hx - 0.13, hy - 0.02),
            (hx - 0.09, hy - 0.15),
            (hx + 0.09, hy - 0.15),
            (hx + 0.13, hy - 0.02),
        ]
        pen.poly(pocket, darker(color, 0.12))
        pen.line(pocket, line)
        pen.rect(hx - 0.32, hy + 0.005, 0.64, 0.09, darker(color, 0.18))
    else:
        pen.rect(hx - 0.32, hy - 0.03, 0.64, 0.12, darker(color, 0.16))
        for i in range(-6, 7):
            pen.line([(hx + i * 0.03, hy - 0.025), (hx + i * 0.03, hy + 0.06)], line, pen.hair * 0.8, 0.6)


def _overalls(pen: Pen, look: Look, body: Body, cx: float) -> None:
    color, (_, ny), (hx, hy) = look.wears.top_color, body.neck, body.hip
    line = darker(color, 0.44)
    pen.poly([(cx - 0.05, ny - 0.05), (cx, ny + 0.05), (cx + 0.05, ny - 0.05)], look.skin)
    pen.poly([(cx - 0.12, ny + 0.16), (cx + 0.12, ny + 0.16), (hx + 0.14, hy - 0.13), (hx + 0.32, hy - 0.1),
              (hx + 0.32, hy + 0.2), (hx - 0.32, hy + 0.2), (hx - 0.32, hy - 0.1),
              (hx - 0.14, hy - 0.13)], color)  # fmt: skip
    pen.line(
        [(hx - 0.14, hy - 0.13), (cx - 0.12, ny + 0.16), (cx + 0.12, ny + 0.16), (hx + 0.14, hy - 0.13)], line
    )
    for side in (-1, 1):
        pen.line([(cx + side * 0.13, ny - 0.04), (cx + side * 0.095, ny + 0.19)], color, 0.044)
        pen.oval(cx + side * 0.095, ny + 0.19, 0.017, 0.017, GOLD)
    pen.rect(cx - 0.06, ny + 0.22, 0.12, 0.09, darker(color, 0.14), r=0.012)
    pen.line([(cx - 0.06, ny + 0.24), (cx + 0.06, ny + 0.24)], line)
