"""Gulls, hands and eyes.

Each is drawn around the origin in a box of about one unit, in colour ``c`` or its usual one.
"""

from __future__ import annotations

from generator.animatic.palette import Color, darker, lighter, mix, rgb
from generator.animatic.pen import Pen, smooth

_SKIN = rgb(0xE2B691)


def gull(pen: Pen, c: Color | None) -> None:
    """Draw a gull with spread wings, flying to the right."""
    white = c or rgb(0xF2F2EE)
    grey = rgb(0x9DA8B2)
    for lift, tone in ((-0.02, darker(grey, 0.2)), (0.0, grey)):
        side = 1 if lift else -1
        wing = [(0.06, -0.02), (side * 0.16, -0.2), (side * 0.36, -0.36), (side * 0.56, -0.34),
                (side * 0.36, -0.22), (side * 0.2, -0.02), (-0.06, 0.06)]  # fmt: skip
        pen.blob(wing, tone, 0.8)
        pen.blob([(side * 0.44, -0.37), (side * 0.6, -0.35), (side * 0.45, -0.27)], rgb(0x34363C))
    pen.poly([(-0.22, 0.02), (-0.42, 0.06), (-0.4, 0.12), (-0.2, 0.1)], white)
    pen.blob(
        [(-0.28, 0.06), (-0.05, -0.05), (0.18, -0.06), (0.3, -0.04), (0.28, 0.05), (0.05, 0.12)], white, 0.8
    )
    pen.poly([(0.3, -0.04), (0.42, 0.01), (0.29, 0.03)], rgb(0xE0A53C))
    pen.oval(0.24, -0.02, 0.018, 0.018, rgb(0x24242A))


def hand(pen: Pen, c: Color | None) -> None:
    """Draw an open hand coming from the left."""
    cloth, skin = c or rgb(0x5B6B7C), _SKIN
    pen.rect(-0.95, -0.17, 0.6, 0.36, cloth, r=0.06)
    pen.rect(-0.44, -0.18, 0.09, 0.38, darker(cloth, 0.25), r=0.03)
    pen.limb([(-0.36, 0.02), (-0.14, 0.02)], skin, 0.24)
    for y, reach in ((0.17, 0.3), (0.09, 0.42), (0.0, 0.47), (-0.09, 0.42)):
        pen.limb([(-0.02, y), (reach * 0.6, y - 0.01), (reach, y + 0.02)], skin, 0.085)
    pen.blob([(-0.2, -0.15), (0.05, -0.17), (0.12, 0.02), (0.05, 0.2), (-0.2, 0.17)], skin)
    pen.limb([(-0.12, -0.1), (0.06, -0.25), (0.2, -0.28)], skin, 0.095)
    pen.curve([(-0.04, 0.1), (0.0, -0.02), (0.06, -0.1)], darker(skin, 0.25), 0.016)


def fist(pen: Pen, c: Color | None) -> None:
    """Draw a closed hand coming from the left."""
    cloth, skin = c or rgb(0x5B6B7C), _SKIN
    pen.rect(-0.95, -0.17, 0.62, 0.36, cloth, r=0.06)
    pen.rect(-0.42, -0.18, 0.09, 0.38, darker(cloth, 0.25), r=0.03)
    pen.limb([(-0.34, 0.02), (-0.1, 0.02)], skin, 0.26)
    pen.blob([(-0.14, -0.2), (0.2, -0.24), (0.3, 0.0), (0.22, 0.26), (-0.12, 0.24)], skin, 1.0)
    for y in (-0.15, -0.03, 0.09, 0.2):
        pen.limb([(0.06, y), (0.28, y)], skin, 0.11)
    pen.limb([(-0.04, -0.14), (0.14, -0.06), (0.18, 0.06)], lighter(skin, 0.06), 0.1)


def eye(pen: Pen, c: Color | None) -> None:
    """Draw an eye and the skin round it, filling the picture."""
    iris = c or rgb(0x5E8AA0)
    pen.rect(-4, -4, 8, 8, _SKIN)
    pen.oval(0, 0.02, 0.72, 0.42, darker(_SKIN, 0.18), 0.6, 0.08)
    pen.curve([(-0.72, -0.42), (-0.2, -0.6), (0.4, -0.55), (0.76, -0.36)], rgb(0x5A4032), 0.11)
    path = smooth(
        [(-0.58, 0.06), (-0.3, -0.2), (0.1, -0.25), (0.42, -0.12), (0.58, 0.04), (0.3, 0.2), (-0.2, 0.22)]
    )
    pen.path(path, (0.97, 0.96, 0.94))
    with pen.inside(path):
        pen.oval(0.02, -0.02, 0.25, 0.25, darker(iris, 0.4))
        pen.oval(0.02, -0.02, 0.22, 0.22, iris)
        pen.oval(0.02, -0.02, 0.11, 0.11, (0.05, 0.05, 0.06))
        pen.oval(0.1, -0.1, 0.055, 0.055, (1, 1, 1), 0.95)
        pen.rect(-0.6, -0.3, 1.2, 0.14, darker(_SKIN, 0.5), 0.25)
    pen.curve([(-0.6, 0.07), (-0.3, -0.2), (0.1, -0.25), (0.42, -0.12), (0.6, 0.04)], rgb(0x3A2A24), 0.05)
    pen.curve(
        [(-0.5, -0.18), (-0.2, -0.34), (0.2, -0.36), (0.54, -0.2)], mix(_SKIN, rgb(0x7A4A3A), 0.5), 0.025
    )
