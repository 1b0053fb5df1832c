"""The empty room that furniture stands in."""

from __future__ import annotations

from dataclasses import dataclass

from generator.animatic.palette import Color
from generator.animatic.pen import Pen
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.told import Told
from generator.animatic.places.wash import named

Y = -0.72
"""The foot of the back wall, metres."""
M = -0.3
"""Where furniture stands, a little nearer than the wall."""


@dataclass(frozen=True)
class Shell:
    """The empty room."""

    wall: Color
    trim: Color
    mood: Mood
    name: str
    told: Told
    side: int
    """-1 or 1: to which side its window or hearth is."""

    @property
    def lit(self) -> bool:
        """True when the lamps are on."""
        return self.mood.hour is not Hour.DAY or self.mood.storm

    def own(self, pen: Pen, kind: str, usual: Color) -> tuple[Pen, Color]:
        """The pen and the colour of a piece of the room: what the words give a colour keeps it as it is."""
        color = self.told.colors.get(kind)
        return (pen, usual) if color is None else (named(pen), color)

    def lacks(self, kind: str) -> bool:
        """True when the words say the room has none."""
        return kind in self.told.missing
