"""What is said: a small recogniser of syllables, and how far they are from what was to be said."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from generator.evaluators.layers import hearing
from generator.evaluators.voice import BANDS
from generator.toon.speech import SYLLABLES

NOTHING = 0
"""The symbol between syllables; syllable n is symbol n + 1."""


class SpeechNet(nn.Module):
    """Listens to a clip: float32 [B, T, 128] to logits [B, ceil(T / 4), 61], one row an audio latent.

    The symbols are those of connectionist temporal classification: nothing, or a syllable; equal neighbours
    are one. A syllable lasts four latents, so there is room for nothing between two equal ones.
    """

    def __init__(self, width: int = 128) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            hearing(BANDS, width, stride=2),
            hearing(width, width, stride=2),
            hearing(width, width),
            hearing(width, width, kernel=3, spread=2),
            nn.Conv1d(width, len(SYLLABLES) + 1, 1),
        )

    def forward(self, heard: Tensor) -> Tensor:
        """Logits of the symbols at every latent."""
        logits: Tensor = self.layers(heard.transpose(1, 2))
        return logits.transpose(1, 2)


def decoded(logits: Tensor) -> tuple[int, ...]:
    """The syllables of one clip: the likeliest symbols of [T, 61], equal neighbours once, without nothing."""
    symbols: list[int] = logits.argmax(dim=-1).tolist()
    return tuple(
        symbol - 1
        for symbol, before in zip(symbols, [NOTHING, *symbols], strict=False)
        if symbol not in (NOTHING, before)
    )


def edits(wanted: Sequence[int], heard: Sequence[int]) -> int:
    """How many syllables must be put in, taken out or exchanged to make one out of the other."""
    row = list(range(len(heard) + 1))
    for number, syllable in enumerate(wanted, start=1):
        corner, row[0] = row[0], number
        for place, other in enumerate(heard, start=1):
            corner, row[place] = (
                row[place],
                min(corner + (syllable != other), row[place] + 1, row[place - 1] + 1),
            )
    return row[-1]


def written(syllables: Sequence[int]) -> str:
    """Syllables as letters: ``ba to ni``."""
    return " ".join(SYLLABLES[syllable] for syllable in syllables)
