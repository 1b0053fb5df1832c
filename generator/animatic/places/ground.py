"""What every place in the open air shares: the horizon, the air, plain ground."""

from __future__ import annotations

from generator.animatic.palette import Color, darker, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places.mood import Mood

HORIZON = -1.05
"""Height of the horizon, metres: the eye of a standing camera."""


def air(mood: Mood, color: Color, share: float) -> Color:
    """``color`` seen through the air: the farther, the more like the horizon."""
    return mix(color, mood.sky[1], share)


def plain(pen: Pen, color: Color, top: float = HORIZON) -> None:
    """Ground of one colour from ``top`` downwards."""
    pen.fade(-18, top, 36, 5.6, lighter(color, 0.08), darker(color, 0.3))


def snowy(mood: Mood, color: Color) -> Color:
    """``color`` under snow when it snows."""
    return mix(color, rgb(0xEEF2F4), 0.85) if mood.snow else color
