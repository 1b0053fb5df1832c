"""What light does in a place: soft shadows under things, daylight through a window, pools under lamps."""

from __future__ import annotations

import skia

from generator.animatic.palette import Color
from generator.animatic.pen import Pen, polygon
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.wash import faded

SHADE: Color = (0.05, 0.04, 0.1)
LAMP: Color = (1.0, 0.82, 0.5)


def shadow(pen: Pen, x: float, y: float, half: float, deep: float = 0.36) -> None:
    """The soft shadow on the floor of a thing ``2 * half`` metres wide that stands at (x, y)."""
    ends = [_argb(SHADE, deep), _argb(SHADE, deep * 0.75), _argb(SHADE, 0.0)]
    paint = skia.Paint(AntiAlias=True)
    paint.setShader(skia.GradientShader.MakeRadial(skia.Point(0, 0), half * 1.2, ends, [0.0, 0.6, 1.0]))
    with pen.moved(x, y, squash=0.09 + 0.05 / max(half, 0.2)):
        pen.canvas.drawCircle(0, 0, half * 1.2, paint)


def daylight(pen: Pen, x: float, top: float, w: float, low: float, mood: Mood, floor: float) -> None:
    """A shaft of light from a window (its middle ``x``, its height from ``top`` to ``low``) to the floor.

    It falls to the right in the morning half of a film's day and to the left at dusk; the moon's is faint.
    """
    if mood.rain or mood.fog or mood.snow:
        return
    lean = -1.1 if mood.hour is Hour.DUSK else 1.1
    strength = {Hour.DAY: 0.2, Hour.DAWN: 0.26, Hour.DUSK: 0.3, Hour.NIGHT: 0.1}[mood.hour]
    color = (0.62, 0.74, 1.0) if mood.hour is Hour.NIGHT else mood.light.key
    near, far = x - w / 2, x + w / 2
    shaft = [(near, top), (far, top), (far + lean * 1.25, floor + 0.78), (near + lean * 1.25, floor + 0.78)]
    _beam(pen, shaft, top, floor + 0.78, color, strength * 0.5)
    for left, right in ((near, x - 0.05), (x + 0.05, far)):
        patch = [(left + lean * 0.85, floor + 0.24), (right + lean * 0.85, floor + 0.24),
                 (right + lean * 1.25, floor + 0.78), (left + lean * 1.25, floor + 0.78)]  # fmt: skip
        _beam(pen, patch, floor, floor + 1.2, color, strength * 1.3)
    if mood.hour is not Hour.NIGHT:
        pen.glow(x, (top + low) / 2, w * 1.5, color, strength)


def pool(pen: Pen, x: float, y: float, radius: float, strength: float = 0.3, color: Color = LAMP) -> None:
    """Lamp light lying on a floor."""
    pen.glow(x, y, radius, color, strength, squash=0.24)


def _beam(
    pen: Pen, corners: list[tuple[float, float]], top: float, low: float, color: Color, strength: float
) -> None:
    ends = [skia.Point(0, top), skia.Point(0, low)]
    paint = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kScreen)
    seen = faded(pen.light, color)
    shades = [_argb(seen, strength), _argb(seen, strength * 0.35)]
    paint.setShader(skia.GradientShader.MakeLinear(ends, shades))
    pen.canvas.drawPath(polygon(corners), paint)


def _argb(color: Color, alpha: float) -> int:
    red, green, blue = (round(255 * min(1.0, max(0.0, c))) for c in color)
    return int(skia.ColorSetARGB(round(255 * min(1.0, alpha)), red, green, blue))
