"""Distribution matching: which way a sample has to move so that samples look like those of the teacher.

Teacher and critic see the same noised sample under the same condition. The teacher says what it would clean
it to if it were real, the critic what it would clean it to if it were one of the student's; the difference is
the gradient of the divergence between the two distributions (E40).
"""

from __future__ import annotations

import torch
from torch import Tensor

_LEAST = 1e-4
"""Smallest scale of a direction: a sample that the teacher agrees with is left alone, not thrown far."""


@torch.no_grad()
def direction(sample: Tensor, real: Tensor, fake: Tensor) -> Tensor:
    """Where the divergence grows: ``(fake - real) / mean |sample - real|``, the mean over each sample.

    Args:
        sample: x0 of the student, [B, N, C].
        real: x0 by the teacher of the noised sample, [B, N, C].
        fake: x0 by the critic of the same, [B, N, C].

    Returns:
        [B, N, C]: to be gone against; without a gradient of its own.
    """
    sample, real, fake = sample.float(), real.float(), fake.float()
    scale = (sample - real).abs().mean(dim=(1, 2), keepdim=True).clamp(min=_LEAST)
    return (fake - real) / scale


def dmd_loss(sample: Tensor, uphill: Tensor) -> Tensor:
    """``0.5 mean (x - [x - g])^2``, with the bracket held still: its gradient in x is g over the count.

    Args:
        sample: x0 of the student, with a gradient, [B, N, C].
        uphill: g, see :func:`direction`.
    """
    sample = sample.float()
    return 0.5 * (sample - (sample - uphill).detach()).square().mean()
