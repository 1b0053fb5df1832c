"""AdaLN once for each noise level instead of once for each token.

A shot has two levels: 0 for memory, sigma for the target. Computed token by token, nine modulation rows for
35 000 tokens are 2.6 GB and a matrix product of 10 TFLOP in every step (echo-facts 3.1); computed once for
each level and spread over the tokens afterwards they are the same numbers for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

if TYPE_CHECKING:
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel


@dataclass(slots=True)
class Spread:
    """Which of the computed levels each token of a stream stands at."""

    index: Tensor | None = None
    """int64 [N]; None when all tokens share one level, which broadcasts."""

    def over(self, value: Tensor) -> Tensor:
        """[1, U, D] for U levels as [1, N, D], or as it is when there is one level."""
        return value if self.index is None else value[:, self.index]


def install(transformer: LTX2VideoTransformer3DModel) -> None:
    """Make a transformer compute its modulation once for each distinct noise level. Batches of one only."""
    video, audio = Spread(), Spread()
    transformer.time_embed.forward = _by_level(transformer.time_embed.forward, video)
    transformer.audio_time_embed.forward = _by_level(transformer.audio_time_embed.forward, audio)
    for block in transformer.transformer_blocks:
        block.get_mod_params = _spreading(block, video, audio)


def _by_level(forward: Callable[..., tuple[Tensor, Tensor]], spread: Spread) -> Callable[..., Any]:
    """``LTX2AdaLayerNormSingle.forward`` over the distinct values of its timesteps [N].

    The rows stay one for each level, [U, k D]; the embedding the output layer reads is spread, [N, D].
    """

    def embed(timestep: Tensor, **kwargs: Any) -> tuple[Tensor, Tensor]:  # noqa: ANN401
        levels, index = torch.unique(timestep, return_inverse=True)
        spread.index = index if levels.numel() > 1 else None
        rows, embedded = forward(levels, **kwargs)
        return rows, embedded[index]

    return embed


def _spreading(block: Any, video: Spread, audio: Spread) -> Callable[..., tuple[Tensor, ...]]:  # noqa: ANN401
    """``get_mod_params`` of a block: the table is added for each level, then spread over the tokens.

    The tables of text and cross-modal modulation have one level by nature and are left alone.
    """

    def params(table: Tensor, rows: Tensor, batch: int) -> tuple[Tensor, ...]:
        values = table[None, None].to(rows.device) + rows.reshape(batch, rows.shape[1], table.shape[0], -1)
        if table is block.scale_shift_table:
            return tuple(video.over(value) for value in values.unbind(dim=2))
        if table is block.audio_scale_shift_table:
            return tuple(audio.over(value) for value in values.unbind(dim=2))
        return values.unbind(dim=2)

    return params
