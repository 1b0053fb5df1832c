"""Who somebody of the toon world is, to the evaluators that were taught on it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from generator.evaluators.files import weights_of
from generator.interface import Heard, Measures, Seen
from generator.mel import HOP
from generator.plugins.plugin import Footage, unit, window_of

if TYPE_CHECKING:
    from generator.evaluators.crops import Frames
    from generator.evaluators.judge import Judge
    from generator.evaluators.person import Look

NAME = "toon"
"""What its vectors are called in the measures."""
SHORTEST = 0.3
"""Seconds of a phrase from which its speaker can be told: two syllables."""
WIDEST, SHAPE = 256, 4 / 3
"""Pixels across a picture of the toon world, at most, and its width over its height."""


class ToonModel:
    """A :class:`~generator.plugins.plugin.Plugin` for the clips of a toon camera.

    That camera says neither who is where nor when lines are said. The evaluators see how many people there
    are, look for one in the middle and for two on the left and the right, and tell them by what they wear on
    the head. Clips whose engine knows what it drew are of another world, and so are large pictures: those are
    left as they are.

    Args:
        folder: where ``evaluators.safetensors`` lies.

    Raises:
        Unsupported: it is not there.
    """

    def __init__(self, folder: Path) -> None:
        weights_of(folder)
        self._folder = folder

    def add(self, measures: Measures, footage: Footage) -> Measures:
        """Give everybody who is seen or heard the vector they are known by, and phrases their syllables.

        A line with a cue is given no words: it would be compared with the letters of its text, which the toon
        world says in fewer syllables than people write.
        """
        film = _film(footage)
        if film is None:
            return measures
        return measures.model_copy(
            update={
                "people": self._seen(film, min(footage.whole)),
                "heard": tuple(self._heard(one, footage) for one in measures.heard),
            }
        )

    def _seen(self, film: Frames, first: int) -> tuple[Seen, ...]:
        from generator.evaluators.crops import side

        count = int(self._judge.around(film).people.argmax())
        looks = [self._judge.look(side(film, place, count)).together() for place in range(count)]
        return tuple(
            Seen(tag=f"ID_{chr(ord('A') + tag)}", frame=first, vectors={NAME: unit(look.vector[0].numpy())})
            for tag, look in zip(_handles(looks), looks, strict=True)
        )

    def _heard(self, one: Heard, footage: Footage) -> Heard:
        from generator.evaluators.speech import written
        from generator.evaluators.voice import mels

        if one.end - one.start < SHORTEST:
            return one
        wave = window_of(footage.sound, one)
        heard = mels(wave)
        throat = self._judge.throat(heard, [(0, wave.size // HOP)])
        words = written(self._judge.understood(heard)) if one.line is None else one.words
        vectors = {**one.vectors, NAME: unit(throat.vector[0].numpy())}
        return one.model_copy(update={"words": words, "vectors": vectors})

    @cached_property
    def _judge(self) -> Judge:
        from generator.evaluators.judge import Judge

        return Judge.load(self._folder)


def _film(footage: Footage) -> Frames | None:
    """The frames to look at, uint8 [T, 96, 128, 3], or None where they are not of the toon world."""
    from generator.evaluators.crops import sized

    if footage.truth is not None or not footage.whole:
        return None
    frames = np.stack([footage.whole[number] for number in sorted(footage.whole)])
    height, width = frames.shape[1:3]
    return sized(frames) if width <= WIDEST and abs(width / height - SHAPE) < 0.01 else None


def _handles(looks: list[Look]) -> list[int]:
    """The handle each wears; two people never wear the same."""
    likely = [look.choices["tag"][0].log_softmax(dim=-1) for look in looks]
    if len(likely) < 2:
        return [int(one.argmax()) for one in likely]
    both = likely[0][:, None] + likely[1][None, :]
    both.fill_diagonal_(float("-inf"))
    return list(divmod(int(both.argmax()), both.shape[1]))
