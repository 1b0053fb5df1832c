"""What everything in the toon world is drawn with: flat colours with soft edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.animatic.palette import Color

if TYPE_CHECKING:
    import skia


def fill(color: Color) -> skia.Paint:
    """A brush that fills."""
    import skia

    return skia.Paint(Color4f=skia.Color4f(*color, 1.0), AntiAlias=True)


def pen(width: float, color: Color) -> skia.Paint:
    """A round pen that draws lines."""
    import skia

    return skia.Paint(Color4f=skia.Color4f(*color, 1.0), AntiAlias=True, StrokeWidth=width,
                      Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)  # fmt: skip
