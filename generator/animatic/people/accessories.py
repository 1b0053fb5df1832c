"""What is worn besides: tie, apron, scarf, a rolled neck, a hood on the shoulders."""

from __future__ import annotations

from generator.animatic.acting.anatomy import Body
from generator.animatic.cards.look import Look
from generator.animatic.cards.wardrobe import Headwear, Top
from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen, smooth


def necktie(pen: Pen, color: Color, cx: float, y: float, long: float) -> None:
    """A tie with its knot, ``long`` metres from the knot to the point."""
    pen.poly([(cx - 0.014, y + 0.03), (cx + 0.014, y + 0.03), (cx + 0.032, y + long * 0.86), (cx, y + long),
              (cx - 0.032, y + long * 0.86)], color)  # fmt: skip
    pen.poly(
        [(cx - 0.024, y), (cx + 0.024, y), (cx + 0.015, y + 0.036), (cx - 0.015, y + 0.036)],
        darker(color, 0.18),
    )
    for k in (0.4, 0.65):
        pen.line([(cx - 0.024, y + long * k), (cx + 0.024, y + long * (k - 0.1))], lighter(color, 0.3), 0.008)


def apron(pen: Pen, color: Color, cx: float, body: Body, hem: float) -> None:
    """A bib and a cloth before the body, down to ``hem``; the caller clips."""
    (_, ny), (hx, hy), hips = body.neck, body.hip, body.build.hips
    waist = (ny + hy) / 2 + 0.07
    for side in (-1, 1):
        pen.line([(cx + side * 0.1, ny + 0.12), (cx + side * 0.062, ny - 0.05)], color, 0.024)
    bib = [(cx - 0.105, ny + 0.12), (cx + 0.105, ny + 0.12), (hx + hips * 0.8, waist),
           (hx + hips * 0.9, hem - 0.01),
           (hx - hips * 0.9, hem - 0.01), (hx - hips * 0.8, waist)]  # fmt: skip
    pen.poly(bib, color)
    pen.line([*bib, bib[0]], darker(color, 0.4))
    pen.line([(hx - 0.3, waist), (hx + 0.3, waist)], darker(color, 0.22), 0.018)
    pen.line([(cx - 0.07, waist + 0.1), (cx + 0.07, waist + 0.1)], darker(color, 0.4))


def neckwear(pen: Pen, look: Look, body: Body, turn: float) -> None:
    """Scarf, roll neck, hood on the shoulders: what lies over the collar and under the chin."""
    (nx, ny), wears = body.neck, look.wears
    cx = nx + 0.03 * turn
    if wears.top is Top.HOODIE and wears.headwear is not Headwear.HOOD:
        pen.blob([(cx - 0.15, ny + 0.0), (cx - 0.11, ny - 0.075), (cx - 0.05, ny - 0.03), (cx, ny + 0.045),
                  (cx + 0.05, ny - 0.03), (cx + 0.11, ny - 0.075), (cx + 0.15, ny + 0.0),
                  (cx + 0.07, ny + 0.075),
                  (cx, ny + 0.1), (cx - 0.07, ny + 0.075)], darker(wears.top_color, 0.1), 1.1)  # fmt: skip
    if wears.top is Top.SWEATER:
        roll = [(cx - 0.084, ny + 0.004), (cx - 0.074, ny - 0.056), (cx, ny - 0.04), (cx + 0.074, ny - 0.056),
                (cx + 0.084, ny + 0.004), (cx, ny + 0.03)]  # fmt: skip
        pen.blob(roll, darker(wears.top_color, 0.13), 1.1)
    if wears.scarf:
        _scarf(pen, wears.scarf, cx, ny)


def _scarf(pen: Pen, color: Color, cx: float, ny: float) -> None:
    end = [(cx + 0.03, ny + 0.0), (cx + 0.1, ny + 0.01), (cx + 0.125, ny + 0.28), (cx + 0.035, ny + 0.29)]
    for i in range(4):
        x = cx + 0.044 + i * 0.024
        pen.line([(x, ny + 0.27), (x + 0.002, ny + 0.32)], darker(color, 0.2), 0.012)
    pen.path(smooth(end, tension=0.5), darker(color, 0.12))
    pen.path(smooth(end, tension=0.5), darker(color, 0.48), 1.0, 1.1 * pen.hair)
    pen.line([(cx + 0.038, ny + 0.245), (cx + 0.118, ny + 0.236)], lighter(color, 0.4), 0.014)
    pen.blob([(cx - 0.13, ny - 0.01), (cx - 0.1, ny - 0.075), (cx, ny - 0.05), (cx + 0.1, ny - 0.075),
              (cx + 0.13, ny - 0.01), (cx + 0.1, ny + 0.045), (cx, ny + 0.07), (cx - 0.1, ny + 0.045)],
             color, 1.2)  # fmt: skip
    pen.curve([(cx - 0.1, ny - 0.015), (cx, ny + 0.02), (cx + 0.1, ny - 0.02)], darker(color, 0.32), 0.01)
    pen.curve(
        [(cx - 0.06, ny + 0.03), (cx + 0.03, ny + 0.045), (cx + 0.09, ny + 0.02)], darker(color, 0.32), 0.008
    )
