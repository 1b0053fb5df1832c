"""What is taught from: stories of the toon world, each shot a pure function of its number."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from generator.toon.picture import Drawn, draw
from generator.toon.speech import speak
from generator.toon.world import Story, ToonShot, new_shot, new_story

HELD_OUT = 900_000
"""Number of the first story that nobody is taught from."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot of the corpus: what the words say of it, and where it stands."""

    toon: ToonShot
    story: Story
    seed: int

    def drawn(self, width: int, height: int) -> Drawn:
        """Its picture; see :func:`generator.toon.picture.draw`."""
        return draw(self.toon, self.story, self.seed, width, height)

    def spoken(self) -> npt.NDArray[np.float32]:
        """Its sound: float32 [frames * 640], 16 kHz."""
        return speak(self.toon, self.story, self.seed)


@dataclass(frozen=True)
class Corpus:
    """Stories by number; the same seed gives the same ones on every machine.

    Args:
        seed: of all of them; another seed is another corpus, as for what is held out.
        frames: lengths of shots, by how often each is wanted.
        shots: in every story.
        people: in every story.
    """

    seed: int
    frames: tuple[int, ...] = (25,)
    shots: int = 6
    people: int = 2

    def story(self, number: int) -> tuple[Shot, ...]:
        """The shots of a story; two shots with the same people differ in all else."""
        dice = random.Random(f"{self.seed}:{number}")  # noqa: S311 — drawing
        story = new_story(dice, self.people)
        return tuple(
            Shot(new_shot(dice, story, dice.choice(self.frames)), story, dice.randrange(2**31))
            for _ in range(self.shots)
        )


@dataclass(frozen=True)
class Pool:
    """Pictures drawn once and used often.

    Args:
        corpus: whose shots; only those of one length can stand in one array.
        stories: numbers of the stories to draw.
        size: width and height in pixels.
    """

    corpus: Corpus
    stories: Sequence[int]
    size: tuple[int, int]

    @cached_property
    def shots(self) -> tuple[Shot, ...]:
        """Every shot, in order."""
        return tuple(shot for number in self.stories for shot in self.corpus.story(number))

    @cached_property
    def pictures(self) -> npt.NDArray[np.uint8]:
        """uint8 [shots, T, H, W, 3]."""
        return np.stack([shot.drawn(*self.size).frames for shot in self.shots])

    @cached_property
    def waves(self) -> npt.NDArray[np.float32]:
        """float32 [shots, T * 640], 16 kHz."""
        return np.stack([shot.spoken() for shot in self.shots])
