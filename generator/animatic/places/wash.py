"""The pen that places are painted with: every colour is drawn to the hues of the film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from generator.animatic.palette import Color, Light, luma, mix
from generator.animatic.pen import Pen
from generator.animatic.places.style import Scheme


@dataclass(frozen=True)
class _Washed(Light):
    scheme: Scheme | None = None

    def __call__(self, color: Color) -> Color:
        strongest = max(color)
        if strongest > 1:
            # What shines by itself is not dimmed by the night around it.
            red, green, blue = (channel / strongest * 1.12 for channel in faded(self, color))
            return (min(1.0, red), min(1.0, green), min(1.0, blue))
        return super().__call__(self.scheme.pull(color) if self.scheme else color)


class Wash(Pen):
    """A pen whose lamps lose their colour, too, when the film has none."""

    def glow(
        self, x: float, y: float, radius: float, color: Color, alpha: float, squash: float = 1.0
    ) -> None:
        """Light added around a point; see :meth:`Pen.glow`."""
        super().glow(x, y, radius, faded(self.light, color), alpha, squash)


def faded(light: Light, color: Color) -> Color:
    """The colour of a lamp in a film under ``light``: grey where the film is black and white."""
    grey = luma(color)
    return mix((grey, grey, grey), color, min(1.0, light.saturation * 1.4))


def washed(draw: Callable[[Pen], None], scheme: Scheme) -> Callable[[Pen], None]:
    """``draw`` with all its colours drawn to the hues of ``scheme``."""

    def painted(pen: Pen) -> None:
        draw(Wash(pen.canvas, _under(pen.light, scheme), pen.hair))

    return painted


def named(pen: Pen) -> Pen:
    """The pen for what the words give a colour: that stays what they say."""
    return Wash(pen.canvas, _Washed(**_facts(pen.light)), pen.hair)


def _under(light: Light, scheme: Scheme) -> Light:
    return _Washed(**_facts(light), scheme=scheme)


def _facts(light: Light) -> dict[str, Any]:
    return {field.name: getattr(light, field.name) for field in fields(Light)}
