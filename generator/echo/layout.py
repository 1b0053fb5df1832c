"""Tokens: what stands where, how noisy it is, and which group it belongs to.

A mode of the camera is a layout of tokens, not a model (design, section 5). A layout has two streams, video
and audio; each token carries a latent, a noise level, a position in time (and in the picture), and a group:
the memory slot it comes from, or the target. The sampler and the attention know nothing else, so further
modes (a given speech, speakers in regions, chunks of a live picture) are further builders here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, Protocol

import torch
from torch import Tensor

TARGET = -1
"""The group of what is being generated; further regions of it, where a mode has some, are -2, -3 …

Memory slot i is group i."""
CLAPPER = 1000
"""The group of the one clean token that tells everybody where the shot begins; more than any slot."""

FRAMES_PER_LATENT = 8
PIXELS_PER_LATENT = 32
LATENTS_PER_SECOND = 25
"""Audio latents a second: 16 kHz, hop 160, four mel frames each."""
_MELS_PER_LATENT = 4


class Run(NamedTuple):
    """Neighbouring tokens of one group: ``start`` to ``stop``, exclusive."""

    group: int
    start: int
    stop: int

    @property
    def span(self) -> slice:
        """The tokens as a slice."""
        return slice(self.start, self.stop)


class Sight(Protocol):
    """A rule of who sees whom; constant over the steps of the sampler."""

    def video(self, query: int, key: int, layer: int, layers: int) -> bool:
        """Whether video tokens of group ``query`` see video tokens of group ``key`` in this layer."""

    def audio(self, query: int, key: int, layer: int, layers: int) -> bool:
        """The same among audio tokens (Eq. 10)."""

    def across(self, query: int, key: int, layer: int, layers: int) -> bool:
        """The same between the streams, in both directions (Eq. 11)."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of one modality, in the order in which the network gets them."""

    latent: Tensor
    """[1, N, C]: clean latents; zeros where noise will stand."""
    clean: Tensor
    """bool [N]: sigma 0, never predicted, never re-noised (E18)."""
    position: Tensor
    """float32 [1, A, N, 2]: start and end on every axis: seconds, then pixels down, then pixels across."""
    runs: tuple[Run, ...]
    """Who the tokens belong to; together they cover 0 to N without a gap."""

    def __post_init__(self) -> None:
        ends = [0, *(run.stop for run in self.runs)]
        starts = [*(run.start for run in self.runs), self.latent.shape[1]]
        if starts != ends:
            raise ValueError(f"runs {self.runs} do not cover {self.latent.shape[1]} tokens one after another")
        kinds = [kind for kind, _ in groupby(run.group <= TARGET for run in self.runs)]
        if kinds.count(True) != 1:
            raise ValueError(f"runs {self.runs}: expected a target, all its regions side by side")

    @property
    def tokens(self) -> int:
        """N."""
        return self.latent.shape[1]

    @property
    def target(self) -> slice:
        """The tokens that become the shot, with all its regions: they stand side by side."""
        runs = [run for run in self.runs if run.group <= TARGET]
        return slice(runs[0].start, runs[-1].stop)

    def filled(self, target: Tensor) -> Tensor:
        """The stream with ``target`` [1, T, C] in its place; clean tokens stay what they are."""
        tokens = self.latent.to(target.dtype).clone()
        tokens[:, self.target] = self.held(target)
        return tokens

    def held(self, target: Tensor) -> Tensor:
        """``target`` [1, T, C] with its own clean tokens (a first frame) put back."""
        span = self.target
        clean = self.clean[span]
        if not clean.any():
            return target
        return torch.where(clean[None, :, None], self.latent[:, span].to(target.dtype), target)

    def levels(self, level: float) -> Tensor:
        """float32 [1, N]: every token's noise level when the target stands at ``level``; clean ones 0."""
        levels = torch.full((1, self.tokens), level, dtype=torch.float32, device=self.latent.device)
        levels[:, self.clean] = 0.0
        return levels


@dataclass(frozen=True, slots=True)
class Layout:
    """Two streams and the rule between them."""

    video: Stream
    audio: Stream
    sight: Sight
    video_sigma_follows_first_token: bool = True
    """The one video sigma that modulates text and sound is that of the first target token: 0 when the
    release is given a clean first frame, though the rest of the picture is noise (echo-facts 3.2)."""

    def video_level(self, level: float) -> float:
        """The video stream's one noise level when the target stands at ``level``."""
        first = bool(self.video.clean[self.video.target][0])
        return 0.0 if first and self.video_sigma_follows_first_token else level

    def audio_level(self, level: float) -> float:
        """The audio stream's: 0 when the whole sound is given (a speech to perform)."""
        return 0.0 if bool(self.audio.clean[self.audio.target].all()) else level


class Grid(NamedTuple):
    """The size of a shot in latents."""

    frames: int
    height: int
    width: int
    audio: int

    @property
    def video(self) -> int:
        """Video tokens."""
        return self.frames * self.height * self.width


def grid(frames: int, height: int, width: int, fps: float) -> Grid:
    """The latents of ``frames`` (8k + 1) pictures of ``height`` x ``width`` pixels (steps of 32)."""
    if (
        (frames - 1) % FRAMES_PER_LATENT
        or frames < 1
        or height % PIXELS_PER_LATENT
        or width % PIXELS_PER_LATENT
    ):
        raise ValueError(
            f"got {frames} frames of {width}x{height}; expected {FRAMES_PER_LATENT}k+1 frames and sides in "
            f"steps of {PIXELS_PER_LATENT}"
        )
    return Grid(
        frames=1 + (frames - 1) // FRAMES_PER_LATENT,
        height=height // PIXELS_PER_LATENT,
        width=width // PIXELS_PER_LATENT,
        audio=round(frames / fps * LATENTS_PER_SECOND),
    )


def video_position(frames: int, height: int, width: int, fps: float) -> Tensor:
    """Where video latents stand: float32 [1, 3, frames * height * width, 2], frame by frame, row by row.

    Latent frame f covers ``max(0, 8f - 7) / fps`` to ``(8f + 1) / fps`` seconds: the first stands for one
    picture, every other for eight.
    """
    time = torch.arange(frames + 1, dtype=torch.float32) * FRAMES_PER_LATENT + 1 - FRAMES_PER_LATENT
    time = time.clamp(min=0) / fps
    down = torch.arange(height + 1, dtype=torch.float32) * PIXELS_PER_LATENT
    across = torch.arange(width + 1, dtype=torch.float32) * PIXELS_PER_LATENT
    axes = [torch.stack([edge[:-1], edge[1:]], dim=-1) for edge in (time, down, across)]
    shape = (frames, height, width, 2)
    spread = [
        axes[0][:, None, None].expand(shape),
        axes[1][None, :, None].expand(shape),
        axes[2][None, None].expand(shape),
    ]
    return torch.stack([axis.reshape(-1, 2) for axis in spread])[None]


def audio_position(length: int) -> Tensor:
    """Where audio latents stand: float32 [1, 1, length, 2] seconds, ``max(0, 4i - 3)`` to ``4i + 1`` hops."""
    mel = torch.arange(length + 1, dtype=torch.float32) * _MELS_PER_LATENT + 1 - _MELS_PER_LATENT
    time = mel.clamp(min=0) * 160 / 16_000
    return torch.stack([time[:-1], time[1:]], dim=-1)[None, None]


def centred(position: Tensor, second: float) -> Tensor:
    """The same tokens moved in time so that the middle of first start and last end is at ``second``.

    In float32 and in this order: at 500 seconds one step of float32 is seen by the fastest phases.
    """
    middle = (position[:, 0, :1, 0] + position[:, 0, -1:, 1]) * 0.5
    moved = position.clone()
    moved[:, 0] += (second - middle).view(1, 1, 1)
    return moved


class Part(NamedTuple):
    """Tokens of one group, ready to be joined: latent [1, n, C] and position [1, A, n, 2]."""

    group: int
    latent: Tensor
    position: Tensor


def stream(memory: Sequence[Part], target: Part, held: Tensor | None = None) -> Stream:
    """Memory, then target, as one stream.

    Args:
        memory: clean parts, in the order of their tokens.
        target: what is generated; its latents matter only where ``held`` is true.
        held: bool [T], the target's own clean tokens, or None.
    """
    parts = [*memory, target]
    ends = torch.tensor([part.latent.shape[1] for part in parts]).cumsum(0).tolist()
    starts = [0, *ends[:-1]]
    clean = torch.ones(ends[-1], dtype=torch.bool)
    clean[starts[-1] :] = False if held is None else held
    device = target.latent.device
    return Stream(
        latent=torch.cat([part.latent for part in parts], dim=1),
        clean=clean.to(device),
        position=torch.cat([part.position for part in parts], dim=2).to(device),
        runs=tuple(Run(p.group, a, b) for p, a, b in zip(parts, starts, ends, strict=True)),
    )
