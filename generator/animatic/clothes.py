"""Clothes on a body: the shape of the torso and what makes each garment that garment."""

from __future__ import annotations

from generator.animatic.acting import Stance
from generator.animatic.anatomy import Body, long_garment
from generator.animatic.look import Look
from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen, Point, smooth
from generator.animatic.wardrobe import Headwear, Top

_GOLD: Color = (0.84, 0.71, 0.4)
_OPEN = (Top.SUIT, Top.COAT, Top.CARDIGAN, Top.JACKET)


def torso(pen: Pen, look: Look, body: Body, turn: float, stance: Stance, shade_side: float) -> None:
    """The upper garment with its details."""
    wears, build = look.wears, body.build
    (nx, ny), (hx, hy) = body.neck, body.hip
    squeeze = 1 - 0.2 * abs(turn)
    wide, waist, hips = build.wide * squeeze, build.waist * squeeze, build.hips * squeeze
    hem, flare = hy + 0.035, hips * 1.02
    low = stance in (Stance.SIT, Stance.KNEEL)
    if long_garment(look) and not low:
        hem, flare = (
            hy + (0.4 if wears.top is Top.COAT else 0.42),
            hips * (1.28 if wears.top is Top.COAT else 1.62),
        )
    middle = (ny + hy) / 2 + 0.04
    right = [
        (nx + 0.062, ny - 0.018),
        (nx + wide * 0.78, ny + 0.018),
        (nx + wide, ny + 0.085),
        (nx + wide * 0.93, ny + 0.2),
        ((nx + hx) / 2 + waist, middle),
        (hx + hips, hy - 0.02),
        (hx + flare, hem),
    ]
    left = [
        (2 * (nx if y < middle - 0.01 else (nx + hx) / 2 if y < hy - 0.03 else hx) - x, y)
        for x, y in reversed(right)
    ]
    color = wears.inner_color if wears.top is Top.OVERALLS else wears.top_color
    path = smooth([*right, (hx, hem + 0.012), *left, (nx, ny - 0.01)], tension=0.8)
    pen.shape(path, color)
    with pen.inside(path):
        cx = nx + 0.075 * turn
        _details(pen, look, body, cx, (hx + 0.06 * turn, hem))
        if wears.apron:
            _apron(pen, wears.apron, cx, ny, hem, hips)
        fall = shade_side * wide * 0.45
        pen.path(smooth([(nx + fall, ny - 0.1), (nx + fall * 1.1, middle), (hx + fall * 0.8, hem + 0.1),
                         (hx + shade_side * 0.6, hem + 0.1), (nx + shade_side * 0.6, ny - 0.1)], tension=0.6),
                 darker(color, 0.7), pen.light.shade * 0.8)  # fmt: skip
    pen.path(path, darker(color, 0.42), 1.0, pen.hair)


def _details(pen: Pen, look: Look, body: Body, cx: float, end: Point) -> None:
    top = look.wears.top
    if top is Top.OVERALLS:
        _overalls(pen, look, body, cx)
    elif top in _OPEN or top is Top.VEST:
        _open_front(pen, look, body, cx, end)
    elif top is Top.UNIFORM:
        _uniform(pen, look, body, cx, end)
    elif top is Top.DRESS:
        _dress(pen, look, body, cx, end[1])
    else:
        _soft_top(pen, look, body, cx)


def _open_front(pen: Pen, look: Look, body: Body, cx: float, end: Point) -> None:
    """Coat, jacket, suit, cardigan, vest: a shirt shows between the lapels."""
    wears, ny, (hx, hy) = look.wears, body.neck[1], body.hip
    color, line, top = wears.top_color, darker(wears.top_color, 0.4), ny - 0.03
    depth = {Top.COAT: 0.16, Top.JACKET: 0.15, Top.SUIT: 0.26, Top.VEST: 0.2, Top.CARDIGAN: 0.4}[wears.top]
    pen.poly([(cx - 0.075, top), (cx, ny + depth), (cx + 0.075, top)], wears.inner_color)
    if wears.tie and wears.top is not Top.CARDIGAN:
        knot = [(cx - 0.018, ny - 0.005), (cx + 0.018, ny - 0.005)]
        pen.poly(
            [*knot, (cx + 0.03, ny + depth * 0.8), (cx, ny + depth), (cx - 0.03, ny + depth * 0.8)], wears.tie
        )
    lapel = darker(color, 0.12) if wears.top is Top.CARDIGAN else lighter(color, 0.1)
    for side in (-1, 1):
        outer = [(cx + side * 0.07, top), (cx + side * 0.125, ny + 0.045)]
        edge = [*outer, (cx + side * 0.085, ny + depth * 0.55), (cx, ny + depth)]
        pen.poly(edge, lapel)
        pen.line(edge, line)
    pen.line([(cx, ny + depth), end], line)
    for i in range(4 if wears.top is Top.COAT else 2):
        pen.oval(cx + 0.03, ny + depth + 0.045 + i * 0.095, 0.011, 0.011, darker(color, 0.55))
    if wears.top is Top.COAT:
        for side in (-1, 1):
            pen.line([(hx + side * 0.075, hy + 0.03), (hx + side * 0.15, hy + 0.01)], line, pen.hair * 1.4)


def _uniform(pen: Pen, look: Look, body: Body, cx: float, end: Point) -> None:
    wears, ny, (hx, hy) = look.wears, body.neck[1], body.hip
    color = wears.top_color
    pen.poly([(cx - 0.06, ny - 0.03), (cx, ny + 0.07), (cx + 0.06, ny - 0.03)], wears.inner_color)
    pen.line([(cx, ny + 0.06), end], darker(color, 0.4))
    for i in range(4):
        pen.oval(cx + 0.025, ny + 0.1 + i * 0.075, 0.012, 0.012, _GOLD)
    for side in (-1, 1):
        pen.rect(cx + side * 0.1 - 0.04, ny + 0.13, 0.08, 0.055, darker(color, 0.15), r=0.008)
        pen.rect(cx + side * 0.16 - 0.045, ny + 0.012, 0.09, 0.024, _GOLD, r=0.01)
    pen.rect(hx - 0.3, hy - 0.11, 0.6, 0.045, darker(color, 0.6))
    pen.rect(cx - 0.03, hy - 0.113, 0.06, 0.05, _GOLD, r=0.006)


def _dress(pen: Pen, look: Look, body: Body, cx: float, hem: float) -> None:
    color, ny, (hx, hy) = look.wears.top_color, body.neck[1], body.hip
    pen.oval(cx, ny - 0.02, 0.085, 0.075, look.skin)
    pen.ring(cx, ny - 0.02, 0.085, 0.075, lighter(color, 0.35), 0.016)
    pen.rect(hx - 0.3, (ny + hy) / 2 + 0.02, 0.6, 0.035, darker(color, 0.35))
    for x in (-0.1, 0.02, 0.12):
        fold = [(hx + x * 0.6, hy - 0.04), (hx + x, hy + 0.15), (hx + x * 1.5, hem)]
        pen.curve(fold, darker(color, 0.4), alpha=0.5)


def _soft_top(pen: Pen, look: Look, body: Body, cx: float) -> None:
    """Shirt, t-shirt, sweater and hoodie."""
    wears, (_, ny), (hx, hy) = look.wears, body.neck, body.hip
    color, line = wears.top_color, darker(wears.top_color, 0.4)
    if wears.top is Top.SHIRT:
        pen.poly([(cx - 0.05, ny - 0.03), (cx, ny + 0.07), (cx + 0.05, ny - 0.03)], look.skin)
        for side in (-1, 1):
            wing = [(cx + side * 0.06, ny - 0.035), (cx + side * 0.1, ny + 0.02), (cx + side * 0.055,
                ny + 0.075),
                    (cx, ny + 0.03)]  # fmt: skip
            pen.poly(wing, lighter(color, 0.16))
            pen.line([*wing, wing[0]], line)
        pen.line([(cx, ny + 0.06), (cx, hy + 0.1)], line)
        for i in range(4):
            pen.oval(cx, ny + 0.13 + i * 0.085, 0.009, 0.009, darker(color, 0.5))
        pen.rect(cx + 0.055, ny + 0.15, 0.065, 0.07, darker(color, 0.1), r=0.008)
        if wears.tie:
            pen.poly([(cx - 0.018, ny + 0.02), (cx + 0.018, ny + 0.02), (cx + 0.032, ny + 0.28), (cx,
                ny + 0.32),
                      (cx - 0.032, ny + 0.28)], wears.tie)  # fmt: skip
    elif wears.top is Top.TSHIRT:
        pen.oval(cx, ny - 0.025, 0.075, 0.05, look.skin)
        pen.ring(cx, ny - 0.025, 0.075, 0.05, line, 0.012)
    elif wears.top is Top.HOODIE:
        pen.curve([(cx - 0.11, ny - 0.02), (cx - 0.06, ny + 0.06), (cx, ny + 0.08), (cx + 0.06, ny + 0.06),
                   (cx + 0.11, ny - 0.02)], darker(color, 0.18), 0.035)  # fmt: skip
        for side in (-1, 1):
            pen.line(
                [(cx + side * 0.03, ny + 0.075), (cx + side * 0.034, ny + 0.2)], lighter(color, 0.6), 0.011
            )
        pen.poly([(hx - 0.12, hy - 0.04), (hx - 0.085, hy - 0.15), (hx + 0.085, hy - 0.15), (hx + 0.12,
            hy - 0.04)],
                 darker(color, 0.14))  # fmt: skip
    else:
        pen.rect(cx - 0.08, ny - 0.06, 0.16, 0.065, darker(color, 0.14), r=0.03)
        pen.rect(hx - 0.3, hy - 0.02, 0.6, 0.1, darker(color, 0.16))
        for i in range(-4, 5):
            pen.line([(hx + i * 0.04, hy - 0.02), (hx + i * 0.04, hy + 0.06)], line, alpha=0.6)


def _overalls(pen: Pen, look: Look, body: Body, cx: float) -> None:
    color, (_, ny), (hx, hy) = look.wears.top_color, body.neck, body.hip
    pen.rect(hx - 0.3, hy - 0.14, 0.6, 0.4, color)
    pen.rect(cx - 0.11, ny + 0.14, 0.22, hy - ny, color, r=0.02)
    for side in (-1, 1):
        pen.line([(cx + side * 0.13, ny - 0.02), (cx + side * 0.085, ny + 0.17)], color, 0.042)
        pen.oval(cx + side * 0.085, ny + 0.17, 0.014, 0.014, _GOLD)
    pen.rect(cx - 0.055, ny + 0.2, 0.11, 0.085, darker(color, 0.16), r=0.012)


def _apron(pen: Pen, color: Color, cx: float, ny: float, hem: float, hips: float) -> None:
    pen.poly([(cx - 0.1, ny + 0.1), (cx + 0.1, ny + 0.1), (cx + hips * 0.9, ny + 0.34), (cx + hips * 0.95,
        hem - 0.01),
              (cx - hips * 0.95, hem - 0.01), (cx - hips * 0.9, ny + 0.34)], color)  # fmt: skip
    for side in (-1, 1):
        pen.line([(cx + side * 0.1, ny + 0.1), (cx + side * 0.07, ny - 0.04)], color, 0.022)
    pen.line([(cx - hips, ny + 0.34), (cx + hips, ny + 0.34)], darker(color, 0.25), 0.014)


def neckwear(pen: Pen, look: Look, body: Body, turn: float) -> None:
    """Scarf, hood on the shoulders: what lies over the collar and under the chin."""
    (nx, ny), wears = body.neck, look.wears
    cx = nx + 0.03 * turn
    if wears.top is Top.HOODIE and wears.headwear is not Headwear.HOOD:
        pen.curve([(cx - 0.13, ny - 0.01), (cx - 0.1, ny - 0.055), (cx, ny - 0.03), (cx + 0.1, ny - 0.055),
                   (cx + 0.13, ny - 0.01)], darker(wears.top_color, 0.1), 0.045)  # fmt: skip
    if not wears.scarf:
        return
    color = wears.scarf
    pen.blob([(cx + 0.04, ny + 0.0), (cx + 0.1, ny + 0.02), (cx + 0.115, ny + 0.26), (cx + 0.03, ny + 0.27)],
             darker(color, 0.12), 1.0)  # fmt: skip
    for i in range(3):
        pen.line(
            [(cx + 0.045 + i * 0.025, ny + 0.25), (cx + 0.045 + i * 0.026, ny + 0.295)],
            darker(color, 0.2),
            0.012,
        )
    pen.blob([(cx - 0.12, ny - 0.02), (cx - 0.09, ny - 0.07), (cx, ny - 0.05), (cx + 0.09, ny - 0.07),
              (cx + 0.12, ny - 0.02), (cx + 0.09, ny + 0.04), (cx, ny + 0.06), (cx - 0.09, ny + 0.04)],
             color, 1.0)  # fmt: skip
    pen.curve([(cx - 0.09, ny - 0.01), (cx, ny + 0.018), (cx + 0.09, ny - 0.015)], darker(color, 0.3), 0.01)
