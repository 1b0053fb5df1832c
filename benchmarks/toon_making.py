"""Who makes the shots of the toon benchmark, and who judges them: what both are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from torch import Tensor

from generator.echo.memory import Slot
from generator.toon.world import Story, ToonShot

RATE = 16_000
"""Samples a second of what is judged: nothing in the toon world sounds above 8 kHz."""

Film = npt.NDArray[np.uint8]
Wave = npt.NDArray[np.float32]
Figures = Mapping[str, float]
"""What was measured of a shot, by name; NaN or absent where there is nothing to measure."""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A shot as it is seen and heard."""

    frames: Film
    """uint8 [T, H, W, 3] RGB."""
    sound: Wave
    """float32 [T * 640], 16 kHz mono."""
    video: Tensor | None = None
    """The latents it was decoded from, float32 [1, C, f, h, w]; None for a drawing."""
    audio: Tensor | None = None
    """float32 [1, L, C]; None for a drawing."""


class Maker(Protocol):
    """A camera that works on latents, without a film around it."""

    @property
    def identity(self) -> str:
        """Its weights and switches in a few words."""

    @property
    def window(self) -> int:
        """Audio latents of a memory."""

    def draw(self, shot: ToonShot, story: Story, seed: int) -> Made:
        """The truth: what the shot should look and sound like."""

    def make(self, shot: ToonShot, memory: Sequence[Slot], seed: int) -> Made:
        """Generate a shot; of the story it knows the words and the memory."""

    def recode(self, made: Made) -> Made:
        """The same shot through the autoencoders and back: the best that can be generated."""

    def remember(self, made: Made, frame: int, voice: slice | None) -> Slot:
        """A memory of a shot.

        Args:
            made: the shot.
            frame: which picture of it.
            voice: which audio latents; None for silence.
        """


class Judge(Protocol):
    """What a shot is measured by."""

    def figures(self, made: Made, shot: ToonShot, story: Story) -> Figures:
        """How far a shot is what it should be (:data:`benchmarks.toon_scoring.METRICS`)."""


class Brings(Protocol):
    """Something small that names a maker, to be sent to another process and built there."""

    def __hash__(self) -> int:
        """What is named twice is loaded once."""

    def maker(self) -> Maker:
        """Load it."""

    def judge(self) -> Judge:
        """Load who judges it."""
