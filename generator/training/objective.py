"""What training minimises: rectified flow on the target, and how its streams are weighed.

Everything here works on tokens, [B, N, C] with one noise level for each sample or each token.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from generator.echo.sampling import Pair

LONGEST_MEMORY = 7
"""Slots that training goes up to (E30)."""
AUDIO_SHARE = 0.5
"""Weight of the sound in distillation (Eq. 15; E41)."""


def dice_of_measures() -> torch.Generator:
    """The dice that held-out shots, levels and noise are drawn by: the same ones at every look."""
    return torch.Generator().manual_seed(7)


def noise_like(clean: Tensor, dice: torch.Generator) -> Tensor:
    """Standard normal noise in the shape, type and place of ``clean``, always drawn on the CPU.

    So a run can be repeated on another device.
    """
    return torch.randn(clean.shape, generator=dice).to(clean)


def noised(clean: Tensor, noise: Tensor, sigma: Tensor) -> Tensor:
    """``z = (1 - sigma) z0 + sigma z1``, the straight way from data to noise (Eq. 12; E29).

    Args:
        clean: z0, [B, N, C].
        noise: z1, the same shape.
        sigma: levels, 0 to 1: [B] for whole samples or [B, N] for single tokens.
    """
    level = _spread(sigma, clean)
    return (1 - level) * clean + level * noise


def velocity(clean: Tensor, noise: Tensor) -> Tensor:
    """What the network is asked for: ``z1 - z0``, the same at every level (Eq. 12)."""
    return noise - clean


def cleaned(noisy: Tensor, velocity: Tensor, sigma: Tensor) -> Tensor:
    """The clean sample that a velocity points to: ``z - sigma v``; shapes as in :func:`noised`."""
    return noisy - _spread(sigma, noisy) * velocity


def rf_loss(prediction: Tensor, target: Tensor, counted: Tensor | None = None) -> Tensor:
    """Mean squared error of the velocity (Eq. 12), of counted tokens only.

    Args:
        prediction: [B, N, C].
        target: [B, N, C], see :func:`velocity`.
        counted: bool, [N] or [B, N]: tokens that are predicted; the others (memory, a given first frame)
            are conditions and get no gradient at all (E18). None counts every token.

    Returns:
        A float32 number; 0 where nothing is counted.
    """
    errors = (prediction.float() - target.float()).square().mean(dim=-1)
    if counted is None:
        return errors.mean()
    counted = counted.expand_as(errors)
    return torch.where(counted, errors, 0.0).sum() / counted.sum().clamp(min=1)


def flow_losses(
    flow: Callable[[Tensor, Tensor], Pair], clean: Pair, sigma: Tensor, dice: torch.Generator
) -> Pair:
    """:func:`rf_loss` of both streams of these shots under fresh noise.

    Args:
        flow: the network: noisy video and audio to dz/dsigma of both.
        clean: video [B, T, C] and audio [B, T', C'].
        sigma: level of each shot, [B].
        dice: where noise comes from: the picture's first.
    """
    noise = Pair(*(noise_like(x, dice) for x in clean))
    found = flow(*(noised(x, e, sigma) for x, e in zip(clean, noise, strict=True)))
    wanted = (velocity(x, e) for x, e in zip(clean, noise, strict=True))
    return Pair(*(rf_loss(v, to) for v, to in zip(found, wanted, strict=True)))


def memory_length_weight(slots: int, longest: int = LONGEST_MEMORY, factor: float = 2.0) -> float:
    """``lambda_v(K) = 1 + alpha K / K_max``, with alpha such that the longest memory weighs ``factor``.

    Lips are harder to move when much is remembered, so the picture counts for more then (Eq. 13; E31).

    Args:
        slots: K, 0 to ``longest``.
        longest: K_max.
        factor: lambda_v(K_max): 2 in the first stage, 4 in the second (E33).

    Raises:
        ValueError: more slots than the longest memory, or less than none.
    """
    if not 0 <= slots <= longest:
        raise ValueError(f"got {slots} slots of memory, expected 0 to {longest}")
    return 1.0 + (factor - 1.0) * slots / longest if longest else 1.0


def total(video: Tensor, audio: Tensor, video_weight: float, audio_share: float = 1.0) -> Tensor:
    """``lambda_v(K) L_v + lambda_a L_a``: lambda_a is 1 in training (Eq. 13), 0.5 in distillation (15)."""
    return video_weight * video + audio_share * audio


def _spread(sigma: Tensor, over: Tensor) -> Tensor:
    return sigma.reshape(*sigma.shape, *[1] * (over.ndim - sigma.ndim)).to(over)
