"""Hair, hats and beards as shapes around a head.

Head units: the origin is the centre of the head, one unit is half its height; the crown is at y = -1, the
chin at y = 1, the temples at x = ±0.82. ``t`` is the turn of the head, -1 to 1.
"""

from __future__ import annotations

from generator.animatic.look import Beard, Hair, Look
from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen, Point
from generator.animatic.wardrobe import Headwear

_LONGS = (Hair.LONG, Hair.WAVY)


def back_hair(pen: Pen, look: Look, t: float) -> None:
    """What lies behind the head and the neck."""
    color = darker(look.hair_color, 0.22)
    style = look.hair
    if look.wears.headwear is Headwear.HOOD:
        hood = look.wears.headwear_color
        pen.blob([(-1.12, -0.2), (-0.75, -1.12), (0, -1.34), (0.75, -1.12), (1.12, -0.2), (1.06, 0.9), (0,
            1.25),
                  (-1.06, 0.9)], darker(hood, 0.12), edge=1.0)  # fmt: skip
        return
    if style in _LONGS:
        wave = 0.1 if style is Hair.WAVY else 0.0
        pen.blob([(-0.92, -0.5), (-0.5, -1.08), (0.5, -1.08), (0.92, -0.5), (1.0 + wave, 0.4), (0.98, 1.1),
                  (1.06 + wave, 1.8), (0.5, 1.98), (0, 1.85), (-0.5, 1.98), (-1.06 - wave, 1.8), (-0.98, 1.1),
                  (-1.0 - wave, 0.4)], color, edge=1.0)  # fmt: skip
    elif style is Hair.BOB:
        pen.blob([(-0.95, -0.4), (-0.5, -1.05), (0.5, -1.05), (0.95, -0.4), (1.06, 0.5), (0.98, 0.98),
                  (0.4, 1.05),
                  (-0.4, 1.05), (-0.98, 0.98), (-1.06, 0.5)], color, edge=1.0)  # fmt: skip
    elif style is Hair.BUN:
        pen.oval(-0.25 * t, -1.2, 0.42, 0.36, darker(color, 0.3))
        pen.oval(-0.25 * t, -1.21, 0.4, 0.34, look.hair_color)
        pen.curve(
            [(-0.25 * t - 0.2, -1.3), (-0.25 * t, -1.38), (-0.25 * t + 0.22, -1.28)], lighter(color, 0.2)
        )
    elif style is Hair.PONYTAIL:
        side = -1 if t > 0 else 1
        pen.blob([(side * 0.5, -0.75), (side * 1.0, -0.85), (side * 1.32, -0.2), (side * 1.2, 0.7),
                  (side * 1.02, 1.15), (side * 0.95, 0.5), (side * 0.85, -0.1)], color, edge=1.0)  # fmt: skip
    elif style is Hair.BRAIDS:
        for side in (-1, 1):
            for i in range(5):
                x, y = side * (0.86 + 0.03 * i), 0.35 + 0.27 * i
                pen.oval(x, y, 0.2 - 0.015 * i, 0.19, darker(color, 0.35))
                pen.oval(x, y, 0.175 - 0.015 * i, 0.165, look.hair_color)
            pen.oval(side * 0.99, 1.62, 0.1, 0.08, look.wears.top_color)
    elif style is Hair.AFRO:
        puffs = [
            (-0.8, -0.55),
            (-0.45, -1.05),
            (0.05, -1.22),
            (0.5, -1.03),
            (0.82, -0.5),
            (0.92, 0.0),
            (-0.92, 0.0),
        ]
        _puffs(pen, puffs, 0.5, color)
    elif style is Hair.CURLY:
        _puffs(pen, [(-0.82, -0.3), (0.82, -0.3), (-0.86, 0.12), (0.86, 0.12)], 0.26, color)


def _puffs(pen: Pen, centres: list[Point], radius: float, color: Color) -> None:
    for x, y in centres:
        pen.oval(x, y, radius + pen.hair, radius + pen.hair, darker(color, 0.42))
    for x, y in centres:
        pen.oval(x, y, radius, radius, color)


def front_hair(pen: Pen, look: Look, t: float) -> None:
    """What lies on the skull and the forehead."""
    color, style, s = look.hair_color, look.hair, 0.14 * t
    covered = look.wears.headwear is not Headwear.NONE
    if covered and style not in (Hair.BALD, Hair.RECEDING):
        _temples(pen, color, s)
        return
    if style is Hair.BALD:
        pen.curve(
            [(-0.35 + s, -0.86), (-0.1 + s, -0.93), (0.15 + s, -0.9)], lighter(look.skin, 0.45), 0.05, 0.7
        )
    elif style is Hair.BUZZ:
        pen.blob([(-0.84, -0.05), (-0.8, -0.55), (-0.45, -0.98), (0, -1.06), (0.45, -0.98), (0.8, -0.55),
                  (0.84, -0.05),
                  (0.7, -0.35), (0.5 + s, -0.62), (s, -0.7), (-0.5 + s, -0.62), (-0.7, -0.35)], color,
                  0.7)  # fmt: skip
    elif style is Hair.RECEDING:
        for side in (-1, 1):
            pen.blob([(side * 0.86, 0.05), (side * 0.92, -0.35), (side * 0.72, -0.72), (side * 0.6, -0.6),
                      (side * 0.66, -0.3), (side * 0.76, -0.02)], color, 0.8)  # fmt: skip
        pen.curve([(-0.25 + s, -0.92), (0.05 + s, -0.97), (0.3 + s, -0.92)], color, 0.05, 0.7)
    elif style is Hair.SHORT:
        pen.blob([(-0.87, 0.02), (-0.95, -0.5), (-0.62, -1.05), (-0.1, -1.2), (0.5, -1.12), (0.9, -0.7),
                  (0.88, 0.02),
                  (0.76, -0.28), (0.62 + s, -0.52), (0.2 + s, -0.5), (-0.15 + s, -0.62), (-0.5 + s, -0.48),
                  (-0.74, -0.26)], color, 1.0)  # fmt: skip
        _shine(pen, color, s)
    elif style is Hair.PARTED:
        pen.blob([(-0.88, 0.08), (-0.96, -0.45), (-0.72, -0.98), (-0.25, -1.15), (0.4, -1.14), (0.9, -0.78),
                  (0.9, 0.08), (0.78, -0.25), (0.6 + s, -0.45), (0.1 + s, -0.52), (-0.4 + s, -0.82),
                  (-0.62 + s, -0.5),
                  (-0.77, -0.2)], color, 1.0)  # fmt: skip
        pen.curve([(-0.4 + s, -0.82), (-0.36 + s, -1.0), (-0.25 + s, -1.12)], darker(color, 0.4), 0.03)
        _shine(pen, color, s)
    elif style in (Hair.CURLY, Hair.AFRO):
        puffs = [(-0.72, -0.45), (-0.6 + s, -0.78), (-0.22 + s, -0.98), (0.2 + s, -0.98), (0.58 + s, -0.8),
                 (0.74, -0.45), (0.0 + s, -0.74), (-0.36 + s, -0.68), (0.38 + s, -0.68)]  # fmt: skip
        _puffs(pen, puffs, 0.27, color)
        for x, y in puffs[1:5]:
            pen.curve(
                [(x - 0.12, y - 0.08), (x, y - 0.15), (x + 0.12, y - 0.06)], lighter(color, 0.25), 0.025, 0.8
            )
    else:
        _swept(pen, look, s)


def _temples(pen: Pen, color: Color, s: float) -> None:
    for side in (-1, 1):
        pen.blob(
            [(side * 0.86, 0.1), (side * 0.92, -0.4), (side * 0.7 + s, -0.55), (side * 0.72 + s, -0.2)], color
        )


def _shine(pen: Pen, color: Color, s: float) -> None:
    pen.curve([(-0.5 + s, -0.88), (-0.1 + s, -1.02), (0.35 + s, -0.98)], lighter(color, 0.3), 0.045, 0.55)


def _swept(pen: Pen, look: Look, s: float) -> None:
    """Longer hair: two wings from a parting, or a fringe for bob and braids."""
    color = look.hair_color
    low = {Hair.BOB: 0.85, Hair.LONG: 0.95, Hair.WAVY: 0.95}.get(look.hair, 0.12)
    if look.hair is Hair.BOB:
        pen.blob([(-0.94, low), (-1.02, 0), (-0.9, -0.62), (-0.45, -1.1), (0.1, -1.17), (0.6, -1.03),
                  (0.95, -0.55),
                  (1.02, 0), (0.94, low), (0.8, 0.5), (0.76, -0.1), (0.68 + s, -0.34), (0.3 + s, -0.28),
                  (-0.1 + s, -0.36), (-0.45 + s, -0.28), (-0.7 + s, -0.32), (-0.76, -0.1), (-0.8, 0.5)],
                 color, 1.0)  # fmt: skip
    else:
        out = 0.8 if low > 0.5 else 0.86
        pen.blob([(-out, low), (-0.98, low * 0.4), (-0.95, -0.5), (-0.5, -1.08), (0.05, -1.16), (0.55, -1.06),
                  (0.95, -0.5), (0.98, low * 0.4), (out, low), (0.76, low * 0.35), (0.72, -0.2), (0.5 + s,
                      -0.52),
                  (-0.12 + s, -0.86), (-0.5 + s, -0.5), (-0.74, -0.18), (-0.77, low * 0.35)], color,
                  1.0)  # fmt: skip
        pen.curve([(-0.12 + s, -0.86), (-0.08 + s, -1.0), (0.0 + s, -1.13)], darker(color, 0.4), 0.03)
    _shine(pen, color, s)


def headwear(pen: Pen, look: Look, t: float) -> None:
    """Hat, cap, hood or kerchief."""
    kind, color, s = look.wears.headwear, look.wears.headwear_color, 0.12 * t
    if kind is Headwear.BEANIE:
        pen.blob([(-0.94, -0.38), (-0.92, -0.85), (-0.5, -1.3), (0, -1.4), (0.5, -1.3), (0.92, -0.85),
                  (0.94, -0.38),
                  (0, -0.5)], color, 1.0)  # fmt: skip
        _band(pen, lighter(color, 0.14), s, -0.6, -0.34, 0.98)
    elif kind is Headwear.CAP:
        pen.blob([(-0.92, -0.45), (-0.9, -0.9), (-0.45, -1.24), (0.1, -1.3), (0.6, -1.18), (0.93, -0.85),
                  (0.92, -0.45),
                  (0, -0.55)], color, 1.0)  # fmt: skip
        lean = 0.35 if t >= 0 else -0.35
        pen.blob([(-0.72 + lean, -0.52), (lean, -0.66), (0.72 + lean, -0.52), (0.9 + lean, -0.32), (lean,
            -0.42),
                  (-0.9 + lean, -0.32)], darker(color, 0.25), 1.0)  # fmt: skip
    elif kind is Headwear.BRIM:
        pen.blob([(-0.78, -0.5), (-0.76, -1.2), (-0.3, -1.42), (0.0, -1.36), (0.3, -1.42), (0.76, -1.2),
                  (0.78, -0.5)],
                 color, 1.0)  # fmt: skip
        _band(pen, darker(color, 0.45), s, -0.82, -0.58, 0.79)
        pen.blob([(-1.42, -0.52), (-0.7, -0.64), (0, -0.68), (0.7, -0.64), (1.42, -0.52), (0.8, -0.42),
                  (0, -0.4),
                  (-0.8, -0.42)], color, 1.0)  # fmt: skip
    elif kind is Headwear.HELMET:
        pen.blob([(-0.98, -0.3), (-0.95, -0.85), (-0.5, -1.28), (0, -1.36), (0.5, -1.28), (0.95, -0.85),
                  (0.98, -0.3),
                  (0, -0.45)], color, 1.0)  # fmt: skip
        pen.curve([(-0.25, -1.25), (-0.2, -0.9), (-0.22, -0.5)], lighter(color, 0.3), 0.06)
        pen.blob(
            [(-1.05, -0.38), (0, -0.58), (1.05, -0.38), (1.0, -0.25), (0, -0.4), (-1.0, -0.25)],
            darker(color, 0.2),
            1,
        )
    elif kind in (Headwear.HOOD, Headwear.KERCHIEF):
        pen.blob([(-0.98, 0.75), (-1.1, 0.0), (-1.0, -0.7), (-0.5, -1.2), (0, -1.3), (0.5, -1.2), (1.0, -0.7),
                  (1.1, 0.0), (0.98, 0.75), (0.8, 0.62), (0.79, -0.1), (0.6 + s, -0.52), (s, -0.64),
                  (-0.6 + s, -0.52),
                  (-0.79, -0.1), (-0.8, 0.62)], color, 1.0)  # fmt: skip
        if kind is Headwear.KERCHIEF:
            pen.blob(
                [(-0.2, 0.98), (0, 0.92), (0.2, 0.98), (0.28, 1.3), (0, 1.16), (-0.28, 1.3)],
                darker(color, 0.1),
                1,
            )


def _band(pen: Pen, color: Color, s: float, top: float, low: float, half: float) -> None:
    pen.blob([(-half, top + 0.1), (s, top - 0.06), (half, top + 0.1), (half, low + 0.08), (s, low - 0.05),
              (-half, low + 0.08)], color, 0.7)  # fmt: skip


def beard(pen: Pen, look: Look, t: float, jaw: float) -> None:
    """Beard and moustache; ``jaw`` is how far the chin is down, head units."""
    color, s, kind = look.hair_color, 0.24 * t, look.beard
    if kind is Beard.STUBBLE:
        pen.blob([(-0.72, 0.15), (-0.6, 0.72), (-0.2, 1.0 + jaw), (0.2, 1.0 + jaw), (0.6, 0.72), (0.72, 0.15),
                  (0.42 + s, 0.4), (s, 0.36), (-0.42 + s, 0.4)], color, alpha=0.28)  # fmt: skip
    elif kind in (Beard.FULL, Beard.LONG):
        drop = 1.75 if kind is Beard.LONG else 1.24
        pen.blob([(-0.8, 0.62), (-0.52, (1 + drop) / 2), (0, drop + jaw), (0.52, (1 + drop) / 2),
                  (0.8, 0.62), (0.82, 0.0), (0.7, 0.28), (0.52 + s, 0.56), (0.3 + s, 0.52), (s, 0.45),
                  (-0.3 + s, 0.52), (-0.52 + s, 0.56), (-0.7, 0.28), (-0.82, 0.0)],
                 color, 1.0)  # fmt: skip
        for x in (-0.25, 0.05, 0.3):
            pen.curve(
                [(x + s, 0.95), (x + s * 0.8, (1 + drop) / 2), (x * 0.8, drop - 0.12)],
                darker(color, 0.25),
                0.025,
            )
    elif kind is Beard.GOATEE:
        pen.blob([(-0.24 + s, 0.78), (-0.2 + s, 1.05), (s * 0.8, 1.24 + jaw), (0.2 + s, 1.05), (0.24 + s,
            0.78),
                  (s, 0.86)], color, 0.8)  # fmt: skip


def moustache(pen: Pen, look: Look, t: float) -> None:
    """The hair over the lip; drawn over the mouth."""
    if look.beard not in (Beard.MOUSTACHE, Beard.FULL, Beard.LONG, Beard.GOATEE):
        return
    s, color = 0.28 * t, look.hair_color
    wide = 0.42 if look.beard is Beard.MOUSTACHE else 0.34
    pen.blob([(s, 0.42), (s + wide * 0.6, 0.45), (s + wide, 0.62), (s + wide * 0.5, 0.57), (s, 0.53),
              (s - wide * 0.5, 0.57), (s - wide, 0.62), (s - wide * 0.6, 0.45)], color, 0.7)  # fmt: skip
