"""The words of a shot as vectors; diffusers' text connectors make sentences of them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from generator.toon.words import VOCABULARY, WHO

_WAVES = 24
"""Sines and cosines that tell a moment, from a period of two latents to one of five hundred."""


class ToonWords(nn.Module):
    """An embedding of what is said, of whom, and when; the moment as sines, so that long shots are known too.

    Args:
        width: of a vector.
    """

    periods: Tensor

    def __init__(self, width: int) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, width)
        self.who = nn.Embedding(WHO, width)
        self.when = nn.Linear(2 * _WAVES, width, bias=False)
        self.register_buffer("periods", 2.0 * 250.0 ** torch.linspace(0, 1, _WAVES), persistent=False)

    def forward(self, tokens: Tensor) -> Tensor:
        """int64 [B, N, 3] of :func:`generator.toon.words.tokens` to float [B, N, width]."""
        word, who, when = tokens.unbind(-1)
        phase = when[..., None] * (2 * torch.pi / self.periods)
        waves = torch.cat([phase.sin(), phase.cos()], dim=-1) * (when > 0)[..., None]
        said: Tensor = self.word(word) + self.who(who) + self.when(waves.to(self.when.weight.dtype))
        return said
