"""A shot to measure: random memory, words and noise of the right shapes, laid out by the 1.0 policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor

from generator.echo.layout import Grid, Layout, grid
from generator.echo.memory import Slot
from generator.echo.policy import CHANNELS, One
from generator.echo.sampling import Pair, Step, schedule
from generator.echo.text import Context
from generator.interface import FPS

if TYPE_CHECKING:
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel


class Scene(NamedTuple):
    """What one step of the sampler needs besides the network."""

    layout: Layout
    context: Context
    target: Pair
    step: Step


class Widths(NamedTuple):
    """Channels of the two streams and how many tokens the words have."""

    video: int
    audio: int
    text: int


def scene(size: Grid, slots: int, widths: Widths, device: torch.device, dtype: torch.dtype) -> Scene:
    """One step in the middle of the loop, with ``slots`` memories as 1.0 lays them out: it has all the rules.

    Args:
        size: the target in latents.
        slots: memories, each one latent frame and the policy's window of sound.
        widths: of the transformer that will see it.
        device: where everything lies.
        dtype: of what changes from step to step; positions and levels stay float32.
    """
    policy = One()
    window = policy.switches.window
    dice = torch.Generator(device).manual_seed(0)

    def draw(*shape: int) -> Tensor:
        return torch.randn(shape, generator=dice, device=device).to(dtype)

    memory = [
        Slot(draw(1, CHANNELS, 1, size.height, size.width), draw(1, window, CHANNELS), "noise")
        for _ in range(slots)
    ]
    return Scene(
        layout=policy.story(memory, size, device=device),
        context=Context(draw(1, widths.text, widths.video), draw(1, widths.text, widths.audio)),
        target=Pair(draw(1, size.video, CHANNELS), draw(1, size.audio, CHANNELS)),
        step=schedule()[5],
    )


def grid_of(frames: int, size: tuple[int, int]) -> Grid:
    """The latents of a shot of ``frames`` at ``size`` (width, height)."""
    width, height = size
    return grid(frames, height, width, FPS)


def widths_of(transformer: LTX2VideoTransformer3DModel, text: int) -> Widths:
    """The widths of a transformer, read off its own weights."""
    return Widths(transformer.proj_in.out_features, transformer.audio_proj_in.out_features, text)
