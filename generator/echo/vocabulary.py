"""The cartoon world's reader of prompts: rules find what a caption says, an embedding makes vectors of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import nn

from generator.echo.checkpoint import WORDS, BadWeights
from generator.echo.profiles import Profile
from generator.echo.text import Hidden
from generator.toon.reading import read
from generator.toon.words import PAD, tokens

if TYPE_CHECKING:
    from generator.toon.encoder import ToonWords


class Vocabulary:
    """A :class:`generator.echo.text.TextEncoder` of some hundred words.

    Args:
        words: the embedding.
    """

    def __init__(self, words: ToonWords) -> None:
        self._words = words.eval().requires_grad_(False)

    @property
    def part(self) -> nn.Module:
        """The embedding."""
        return self._words

    @torch.no_grad()
    def encode(self, prompt: str, frames: int = 0) -> Hidden:
        """[1, N, D, 1] of a caption for a shot of ``frames``; N is a multiple of the registers."""
        said = tokens(read(prompt, frames))[None].to(next(self._words.parameters()).device)
        return Hidden(self._words(said)[..., None], (said[..., 0] != PAD).long())


def vocabulary(profile: Profile, folder: Path) -> Vocabulary:
    """The reader whose embedding lies in a folder of shipped weights, in float32.

    Raises:
        BadWeights: the file is not there, or is of another network.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from generator.toon.encoder import ToonWords

    path, words = folder / f"{WORDS}.safetensors", ToonWords(**profile.text)
    try:
        words.load_state_dict({name: tensor.float() for name, tensor in load_file(path).items()})
    except (OSError, SafetensorError, RuntimeError) as why:
        raise BadWeights(f"{path} does not fit the words of '{profile.name}': {why}") from why
    return Vocabulary(words)
