"""Sound moves lips: what the picture hears learns faster than the rest (E32).

The output of every attention from picture to sound stays what it is; the gradient that comes back through it
is multiplied. So both what is heard and how it is heard weigh more against everything else that is learned.

Such attentions stand one behind another, and a way back through several is multiplied several times: with
random weights, ten layers and gamma 6 their own gradient grew 44 times, and that of the first layer 95 times.
Where that is too much, the gradient can be kept to the attentions' own weights, which then get gamma times
theirs in every layer; Adam, which divides by the size of a gradient, hardly feels that.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle


class Amplification:
    """The hooks in one transformer; they stay until removed.

    Args:
        transformer: has ``transformer_blocks``, each with ``audio_to_video_attn``.
        gamma: 2 in the first stage, 6 in the second (E33); 1 changes nothing.
        own: only the attentions' own weights are amplified; what they got from picture and sound learns as
            without.
    """

    def __init__(self, transformer: nn.Module, gamma: float, *, own: bool = False) -> None:
        self._handles: list[RemovableHandle] = []
        for block in transformer.get_submodule("transformer_blocks").children():
            attention = block.get_submodule("audio_to_video_attn")
            self._handles.append(attention.register_forward_hook(_louder(gamma)))
            if own:
                self._handles.append(attention.register_forward_pre_hook(_softer(gamma), with_kwargs=True))

    def remove(self) -> None:
        """Take the hooks out; again is harmless."""
        while self._handles:
            self._handles.pop().remove()


def amplified(values: Tensor, gamma: float) -> Tensor:
    """``values`` bit for bit, with a gradient that is ``gamma`` times as strong."""
    result: Tensor = _Amplified.apply(values, gamma)  # type: ignore[no-untyped-call]
    return result


class _Amplified(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, values: Tensor, gamma: float) -> Tensor:  # noqa: ANN401
        ctx.gamma = gamma
        return values.view_as(values)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:  # noqa: ANN401
        return gradient * ctx.gamma, None


def _louder(gamma: float) -> Any:  # noqa: ANN401
    def hook(_attention: nn.Module, _given: object, output: Tensor) -> Tensor:
        return amplified(output, gamma)

    return hook


def _softer(gamma: float) -> Any:  # noqa: ANN401
    def hook(
        _attention: nn.Module, given: tuple[Tensor, ...], named: dict[str, Any]
    ) -> tuple[tuple[Tensor, ...], dict[str, Any]]:
        picture, *others = given
        heard = amplified(named["encoder_hidden_states"], 1 / gamma)
        return (amplified(picture, 1 / gamma), *others), {**named, "encoder_hidden_states": heard}

    return hook
