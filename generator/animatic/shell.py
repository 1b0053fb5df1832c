"""The empty room that furniture stands in."""

from __future__ import annotations

from dataclasses import dataclass

from generator.animatic.mood import Mood
from generator.animatic.palette import Color

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
