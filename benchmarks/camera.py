"""What a step of the camera costs, beside diffusers' own transformer with dense masks on the same tokens.

On a CUDA card at full size; on a CPU with a small network, in which memory stands to target as in the
release. Weights are random, and both sides read the same ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from benchmarks.figure import Figure
from benchmarks.gpu import dense, weights
from benchmarks.gpu.clock import GIB, alone, held, race
from benchmarks.gpu.scene import Scene, Widths, grid_of, scene, widths_of
from generator.echo.attention import calls, grouped_attention
from generator.echo.backbone import Backbone
from generator.echo.codec import Codec
from generator.echo.memory import Bank, Slot
from generator.echo.policy import One
from generator.echo.profiles import RANDOM_TINY, RELEASE, Profile
from generator.echo.sampling import Pair
from generator.echo.window import LATENTS, choose_window
from generator.interface import FPS, MAX_FRAMES, MAX_SLOTS, SAMPLE_RATE

if TYPE_CHECKING:
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel


@dataclass(frozen=True, slots=True)
class Trial:
    """How large the comparison is."""

    profile: Profile
    size: tuple[int, int]
    """Width and height in pixels."""
    text: int
    """Tokens of the words."""
    frames: int = MAX_FRAMES
    slots: tuple[int, ...] = tuple(range(MAX_SLOTS + 1))
    runs: int = 2

    @property
    def words(self) -> str:
        """The size, for a figure's name."""
        return f"{self.profile.name}, {self.size[0]}×{self.size[1]}, {self.frames} frames"


FULL = Trial(RELEASE, RELEASE.size, 1024)
SMALL = Trial(
    profile=replace(
        RANDOM_TINY,
        name="2 layers of 256",
        transformer=dict(RANDOM_TINY.transformer)
        | {
            "attention_head_dim": 64,
            "cross_attention_dim": 256,
            "audio_attention_head_dim": 32,
            "audio_cross_attention_dim": 128,
            "num_layers": 2,
        },
    ),
    size=(320, 192),
    text=128,
)
_SHOTS = (10, 100, 1000)


def measure() -> list[Figure]:
    """Steps with 0 to 7 memories on both sides, attention alone, and shots late in a long story."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return [
        *steps(FULL if device.type == "cuda" else SMALL, device),
        attention((640, 352), 8, device),
        *story(_SHOTS, device),
    ]


class Row(NamedTuple):
    """Both sides with as many memories."""

    slots: int
    ours: float
    theirs: float
    """Seconds of a step."""
    our_bytes: int
    their_bytes: int
    """Held at most beyond the weights; masks count."""
    apart: float
    """The largest difference between the two velocities, as a share of their largest number."""

    def figures(self, words: str) -> list[Figure]:
        """For the table."""
        memories = f"{self.slots} memor{'y' if self.slots == 1 else 'ies'}"
        return [
            Figure(f"a step with {memories} ({words})", self.ours, "s"),
            Figure(f"the same in diffusers with dense masks, {memories}", self.theirs, "s"),
            Figure(f"memory of that step, {memories}", self.our_bytes / GIB, "GiB"),
            Figure(f"memory of it in diffusers, {memories}", self.their_bytes / GIB, "GiB"),
        ]


def steps(trial: Trial, device: torch.device) -> list[Figure]:
    """Seconds and memory of a step on both sides, how much faster ours is, and how far the results part."""
    dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
    made = weights.network(trial.profile, device, dtype, ("transformer",))
    other, backbone = dense.twin(made.transformer), Backbone.of(made.transformer)
    widths, size = widths_of(made.transformer, trial.text), grid_of(trial.frames, trial.size)
    rows = [
        _compared(backbone, other, scene(size, slots, widths, device, dtype), slots, trial.runs)
        for slots in trial.slots
    ]
    last, most = rows[-1], max(row.apart for row in rows)
    speed, saved = last.theirs / last.ours, last.their_bytes / last.our_bytes
    return [figure for row in rows for figure in row.figures(trial.words)] + [
        Figure(f"diffusers ÷ ours, time with {last.slots} memories", speed, "×", 1.0, at_least=True),
        Figure(f"diffusers ÷ ours, memory with {last.slots} memories", saved, "×", 1.0, at_least=True),
        Figure("largest difference between the two", most, "", 1e-4 if dtype is torch.float32 else 0.1),
    ]


def _compared(
    backbone: Backbone, other: LTX2VideoTransformer3DModel, at: Scene, slots: int, runs: int
) -> Row:
    device = at.target.video.device

    def ours() -> Pair:
        with backbone.shot(at.layout, at.context) as velocity:
            return velocity(at.target, at.step)

    def theirs() -> Pair:
        with dense.masked(other, at.layout, at.target.video.dtype):
            return dense.velocity(other, at)

    with alone():
        apart = _apart(ours(), theirs())
    room = held(ours, device), held(theirs, device)
    # Timed inside: seats and masks are made once a shot, not once a step.
    with (
        backbone.shot(at.layout, at.context) as velocity,
        dense.masked(other, at.layout, at.target.video.dtype),
    ):
        took = race([partial(velocity, at.target, at.step), partial(dense.velocity, other, at)], device, runs)
    return Row(slots, took[0], took[1], *room, apart)


def attention(picture: tuple[int, int], heads: int, device: torch.device) -> Figure:
    """Picture that listens to sound in a shot with all memories, grouped and with a dense mask."""
    laid = scene(grid_of(MAX_FRAMES, picture), MAX_SLOTS, Widths(1, 1, 1), device, torch.float32).layout
    queries, keys, rule = laid.video.runs, laid.audio.runs, partial(_across, laid.sight.across)
    mask, plan = dense.mask(queries, keys, rule).to(device), calls(queries, keys, rule)
    dice = torch.Generator(device).manual_seed(0)
    query, key, value = (
        torch.randn((1, count, heads, 64), generator=dice, device=device)
        for count in (laid.video.tokens, laid.audio.tokens, laid.audio.tokens)
    )
    grouped, masked = race(
        [
            lambda: grouped_attention(query, key, value, plan, _fused),
            lambda: _fused(query, key, value, None, mask),
        ],
        device,
    )
    name = f"attention of picture to sound, {laid.video.tokens:,} × {laid.audio.tokens:,}: dense ÷ grouped"
    return Figure(name, masked / grouped, "×", 1.0, at_least=True)


def story(shots: tuple[int, ...], device: torch.device, runs: int = 5) -> list[Figure]:
    """What shot n of a story costs: choosing and encoding what is remembered of the last one, then a step."""
    made = weights.network(RANDOM_TINY, device, torch.float32)
    codec, backbone = Codec(made), Backbone.of(made.transformer)
    took = race([_shot(number, codec, backbone, device) for number in shots], device, runs)
    figures = [
        Figure(f"shot {number:,} of a story (random-tiny, one step)", seconds * 1000, "ms")
        for number, seconds in zip(shots, took, strict=True)
    ]
    return [*figures, Figure(f"shot {shots[-1]:,} ÷ shot {shots[0]:,}", took[-1] / took[0], "×", 1.2)]


def _shot(number: int, codec: Codec, backbone: Backbone, device: torch.device) -> Callable[[], object]:
    """One more shot after ``number - 2`` that were remembered; the last one still is to be."""
    size, policy, dice = grid_of(25, RANDOM_TINY.size), One(), np.random.default_rng(0)
    at = scene(size, 0, widths_of(backbone.transformer, 128), device, torch.float32)
    wave = (dice.standard_normal((2, SAMPLE_RATE * 241 // FPS)) * 0.1).astype(np.float32)
    film = dice.integers(0, 256, (25, *RANDOM_TINY.size[::-1], 3), np.uint8)
    heard = torch.zeros(1, MAX_FRAMES, 128, device=device)
    seen = torch.zeros(1, 128, 1, size.height, size.width, device=device)
    bank: Bank[Slot] = Bank()
    for past in range(1, number - 1):
        bank = bank.remember(Slot(seen, heard[:, :LATENTS], f"shot {past}"))

    def shoot() -> None:
        found = choose_window(wave, SAMPLE_RATE, frames=25, latents=MAX_FRAMES, rate_bug=False)
        look = codec.encode_frames(film[list(found.clip)])[:, :, -1:]
        slots = bank.remember(Slot(look, heard[:, found.audio], "the last shot")).slots
        layout = policy.story([slot.to(device) for slot in slots], size, device=device)
        with backbone.shot(layout, at.context) as velocity:
            velocity(at.target, at.step)

    return shoot


def _across(rule: Callable[[int, int, int, int], bool], query: int, key: int) -> bool:
    return rule(query, key, 0, 1)


def _fused(
    query: Tensor, key: Tensor, value: Tensor, scale: float | None, mask: Tensor | None = None
) -> Tensor:
    """Attention of [B, N, H, D]."""
    q, k, v = (part.transpose(1, 2) for part in (query, key, value))
    return scaled_dot_product_attention(q, k, v, attn_mask=mask, scale=scale).transpose(1, 2)


def _apart(one: Pair, two: Pair) -> float:
    return max(
        float((a.float() - b.float()).abs().max() / b.float().abs().max())
        for a, b in zip(one, two, strict=True)
    )
