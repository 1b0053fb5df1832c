"""Tiny shots for the camera's tests: a network, memory, words, and a way to see what reaches whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import torch
from torch import Tensor

from generator.echo.backbone import Backbone
from generator.echo.layout import TARGET, Grid, Layout, Stream
from generator.echo.memory import Slot
from generator.echo.profiles import RANDOM_TINY
from generator.echo.sampling import Pair, schedule
from generator.echo.text import Context

GRID = Grid(frames=2, height=2, width=3, audio=6)
LAYERS = 10
EARLY = range(7)
"""The layers of the tiny network that come before int(10 * 0.7)."""
LATE = range(7, LAYERS)
STEP = schedule()[5]
"""A step in the middle, .909375, where target and memory differ in level."""

Place = tuple[str, int]
"""``video`` or ``audio``, and a group."""
Seen = Callable[[int, int, int, int], bool]


def everybody(query: int, key: int, layer: int, layers: int) -> bool:  # noqa: ARG001
    return True


def only_its_own(query: int, key: int, layer: int, layers: int) -> bool:  # noqa: ARG001
    return query == key


@dataclass(frozen=True, slots=True)
class Rule:
    """A sight made of three functions."""

    among_video: Seen = everybody
    among_audio: Seen = everybody
    between: Seen = everybody

    def video(self, query: int, key: int, layer: int, layers: int) -> bool:
        return self.among_video(query, key, layer, layers)

    def audio(self, query: int, key: int, layer: int, layers: int) -> bool:
        return self.among_audio(query, key, layer, layers)

    def across(self, query: int, key: int, layer: int, layers: int) -> bool:
        return self.between(query, key, layer, layers)


def transformer(seed: int = 0) -> Any:
    """The tiny transformer as diffusers builds it, with random weights."""
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return LTX2VideoTransformer3DModel(**RANDOM_TINY.transformer).eval().requires_grad_(False)


@cache
def camera() -> Backbone:
    """The tiny transformer, taken over; shared, because nothing a shot leaves behind may matter."""
    return Backbone.of(transformer())


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def memories(*voices: int | None, seed: int = 10, grid: Grid = GRID) -> list[Slot]:
    """Slots with voices of these lengths, or without one."""
    return [
        Slot(
            normal(1, 128, 1, grid.height, grid.width, seed=seed + 2 * slot),
            None if length is None else normal(1, length, 128, seed=seed + 2 * slot + 1),
            f"shot {slot}",
        )
        for slot, length in enumerate(voices)
    ]


def words() -> Context:
    return Context(normal(1, 8, 128, seed=1), normal(1, 8, 64, seed=2))


def noisy(grid: Grid = GRID, seed: int = 3) -> Pair:
    """A target in the middle of its way."""
    return Pair(normal(1, grid.video, 128, seed=seed), normal(1, grid.audio, 128, seed=seed + 100))


def velocity(layout: Layout, target: Pair | None = None, **settings: float) -> Pair:
    """What the tiny camera says of the target, once."""
    with camera().shot(layout, words(), **settings) as shot:
        return shot(target or noisy(), STEP)


def plain(model: Any, layout: Layout, target: Pair | None = None) -> Pair:
    """What diffusers' own forward pass says of the target, level for level and token for token."""
    target = target or noisy()
    with torch.no_grad():
        video, audio = model(
            hidden_states=layout.video.filled(target.video),
            audio_hidden_states=layout.audio.filled(target.audio),
            encoder_hidden_states=words().video,
            audio_encoder_hidden_states=words().audio,
            timestep=layout.video.levels(STEP.timestep),
            audio_timestep=layout.audio.levels(STEP.timestep),
            sigma=torch.tensor([layout.video_level(STEP.timestep)]),
            audio_sigma=torch.tensor([STEP.timestep]),
            video_coords=layout.video.position,
            audio_coords=layout.audio.position,
            use_cross_timestep=True,
            return_dict=False,
        )
    return Pair(video[:, layout.video.target], audio[:, layout.audio.target])


def layer_by_layer(layout: Layout, target: Pair) -> list[Pair]:
    """Both streams, memory included, as every block leaves them."""
    seen: list[Pair] = []
    blocks = camera().transformer.transformer_blocks
    hooks = [
        block.register_forward_hook(lambda _block, _given, out: seen.append(Pair(*out))) for block in blocks
    ]
    velocity(layout, target)
    for hook in hooks:
        hook.remove()
    return seen


def reach(layout: Layout, changed: Place) -> list[set[Place]]:
    """The groups whose activations, layer by layer, are not bit for bit what they were without the change."""
    target = noisy()
    before = layer_by_layer(layout, target)
    after = layer_by_layer(*_nudged(layout, target, changed))
    return [_different(layout, old, new) for old, new in zip(before, after, strict=True)]


def places(layout: Layout) -> set[Place]:
    """Every group of both streams."""
    return {("video", run.group) for run in layout.video.runs} | {
        ("audio", run.group) for run in layout.audio.runs
    }


def _nudged(layout: Layout, target: Pair, changed: Place) -> tuple[Layout, Pair]:
    name, group = changed
    if group == TARGET:
        return layout, target._replace(**{name: getattr(target, name) + 1.0})
    stream: Stream = getattr(layout, name)
    (run,) = [run for run in stream.runs if run.group == group]
    latent = stream.latent.clone()
    latent[:, run.span] += normal(*latent[:, run.span].shape, seed=77)
    other = replace(stream, latent=latent)
    return (replace(layout, video=other) if name == "video" else replace(layout, audio=other)), target


def _different(layout: Layout, old: Pair, new: Pair) -> set[Place]:
    runs: Sequence[tuple[str, Stream, Tensor, Tensor]] = (
        ("video", layout.video, old.video, new.video),
        ("audio", layout.audio, old.audio, new.audio),
    )
    return {
        (name, run.group)
        for name, stream, was, now in runs
        for run in stream.runs
        if not torch.equal(was[:, run.span], now[:, run.span])
    }
