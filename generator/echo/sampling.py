"""The eight-step loop of the distilled generator: denoise, add fresh noise, again (echo-facts 3).

And the many small steps of the teacher it was distilled from, without fresh noise.

It knows tokens and noise levels, not what the tokens are: any layout goes through the same loop.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import torch
from torch import Tensor

from generator.echo.layout import Grid, Layout
from generator.echo.policy import EXACT, Rounding, packed
from generator.echo.profiles import RELEASE, Widths

SIGMAS = (1.0, 0.99375, 0.9875, 0.98125, 0.975, 0.909375, 0.725, 0.421875, 0.0)
"""Noise levels of the release: eight network calls, the last result is kept (E40)."""


class Pair(NamedTuple):
    """The two streams of the target: video [1, T, C] and audio [1, T', C']."""

    video: Tensor
    audio: Tensor


class Step(NamedTuple):
    """One call of the network and the noise that follows it."""

    sigma: float
    """Noise level the network's velocity is taken at."""
    timestep: float
    """What the network is told: a thousand times the level."""
    keep: float
    """Share of the clean prediction in the next input."""
    noise: float
    """Share of fresh noise in the next input; 0 ends the loop."""


class Velocity(Protocol):
    """The network: noisy target in, velocity of the target out."""

    def __call__(self, target: Pair, step: Step) -> Pair:
        """dz/dsigma of every target token, in the shapes of ``target`` (Eq. 12: noise minus clean)."""


class Noise(Protocol):
    """Where randomness comes from: each draw is standard normal, video first, then audio."""

    def draw(self) -> Pair:
        """The next noise for the whole target."""


def schedule(sigmas: Sequence[float] = SIGMAS, rounding: Rounding = EXACT) -> list[Step]:
    """The steps between these noise levels.

    Args:
        sigmas: falling, to 0 exactly.
        rounding: what is rounded to bfloat16 on the way.

    Raises:
        ValueError: levels that do not fall to 0.
    """
    pairs = list(itertools.pairwise(sigmas))
    if not pairs or sigmas[-1] != 0.0 or any(a <= b for a, b in pairs):
        raise ValueError(f"got the noise levels {list(sigmas)}; expected them to fall to 0")
    level = _bf16 if rounding.levels else float
    share = _bf16 if rounding.shares else float
    return [
        Step(level(now), level(level(now) * 1000), share(1 - share(after)), share(after))
        for now, after in pairs
    ]


def denoise(
    velocity: Velocity,
    noise: Noise,
    layout: Layout,
    steps: Sequence[Step],
    progress: Callable[[float], None] = lambda _: None,
) -> Pair:
    """Run the loop: ``x0 = x - sigma v`` in float32, then ``x = keep x0 + noise eps`` with fresh eps.

    Clean tokens of the target (a first frame) are put back before, between and after. Video and audio stand
    at the same level in every step. ``progress`` hears the fraction done after each call and may raise.

    Returns:
        The clean target, normalised latents in the dtype of the noise.
    """
    target = _held(layout, noise.draw())
    for number, step in enumerate(steps, start=1):
        flow = velocity(target, step)
        clean = _held(layout, Pair(*(_clean(x, v, step.sigma) for x, v in zip(target, flow, strict=True))))
        progress(number / len(steps))
        if step.noise == 0.0:
            return clean
        fresh = noise.draw()
        target = _held(
            layout,
            Pair(*(x0 * step.keep + eps * step.noise for x0, eps in zip(clean, fresh, strict=True))),
        )
    return target


def falling(steps: int, shift: float = 3.0) -> tuple[float, ...]:
    """Noise levels from 1 to 0 for this many steps, closer together where there is more noise.

    Evenly spaced levels u become ``shift u / (1 + (shift - 1) u)``: what a shot shows is settled early.

    Raises:
        ValueError: no steps, or a shift that is not positive.
    """
    if steps < 1 or shift <= 0:
        raise ValueError(f"got {steps} steps and a shift of {shift}, expected at least 1 and above 0")
    even = (1 - step / steps for step in range(steps + 1))
    return tuple(shift * level / (1 + (shift - 1) * level) for level in even)


def integrate(
    velocity: Velocity,
    noise: Noise,
    layout: Layout,
    sigmas: Sequence[float],
    progress: Callable[[float], None] = lambda _: None,
) -> Pair:
    """Follow the flow in Euler steps, ``x + (sigma' - sigma) v`` (Eq. 12): noise is drawn once.

    For a teacher that was not distilled. Clean tokens and ``progress`` as in :func:`denoise`.
    """
    target = _held(layout, noise.draw())
    steps = schedule(sigmas)
    for number, step in enumerate(steps, start=1):
        flow = velocity(target, step)
        moved = (_clean(x, v, step.sigma - step.noise) for x, v in zip(target, flow, strict=True))
        target = _held(layout, Pair(*moved))
        progress(number / len(steps))
    return target


class PackedNoise:
    """Noise drawn as tokens, [1, T, C], the way diffusers does."""

    def __init__(
        self,
        generator: torch.Generator,
        grid: Grid,
        dtype: torch.dtype = torch.float32,
        widths: Widths = RELEASE.widths,
    ) -> None:
        self._generator, self._grid, self._dtype, self._widths = generator, grid, dtype, widths

    def draw(self) -> Pair:
        """The next noise."""
        video, audio = self._widths
        return Pair(self._normal((1, self._grid.video, video)), self._normal((1, self._grid.audio, audio)))

    def _normal(self, shape: tuple[int, ...]) -> Tensor:
        return torch.randn(shape, generator=self._generator, device=self._generator.device, dtype=self._dtype)


class ReleasedNoise(PackedNoise):
    """Noise drawn as the release does: video [1, F, C, H, W], frames before channels; audio as tokens."""

    def draw(self) -> Pair:
        """The next noise."""
        grid, widths = self._grid, self._widths
        video = self._normal((1, grid.frames, widths.video, grid.height, grid.width)).transpose(1, 2)
        return Pair(packed(video).contiguous(), self._normal((1, grid.audio, widths.audio)))


def _clean(noisy: Tensor, velocity: Tensor, sigma: float) -> Tensor:
    return (noisy.float() - velocity.float() * sigma).to(noisy.dtype)


def _held(layout: Layout, target: Pair) -> Pair:
    return Pair(layout.video.held(target.video), layout.audio.held(target.audio))


def _bf16(value: float) -> float:
    return float(torch.tensor(value, dtype=torch.bfloat16))
