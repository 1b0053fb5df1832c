"""Smoother momentum: an average over Adam's own average, so that noisy gradients turn it less abruptly (E42).

After every step the momentum buffer is replaced by its running mean over steps. The mean is taken over what
Adam makes of the buffer (freed of its bias towards zero) and is put back in those terms, so a gradient that
stays the same gives the same updates as without, from the first step on.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer
from torch.utils.hooks import RemovableHandle

SMOOTHED = "smoothed"
"""The running mean among an optimiser's state of a parameter; it is saved and loaded with the rest."""


def smooth_momentum(optimizer: Optimizer, share: float) -> RemovableHandle:
    """Average an Adam's momentum from now on.

    Args:
        optimizer: of the Adam family: a ``betas`` in each group, ``exp_avg`` and ``step`` in its state.
        share: of the past in the running mean, 0 to 1 exclusive; 0 leaves everything bit for bit.

    Returns:
        What takes the smoothing out again.

    Raises:
        ValueError: another share, or an optimiser without Adam's momentum.
    """
    if not 0 <= share < 1:
        raise ValueError(f"got a share of {share}, expected 0 to less than 1")
    if any("betas" not in group for group in optimizer.param_groups):
        raise ValueError(f"got {type(optimizer).__name__}, expected an optimiser of the Adam family")

    def smooth(running: Optimizer, _args: object, _kwargs: object) -> None:
        for group in running.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None and share:
                    _smooth(running.state[parameter], group["betas"][0], share)

    return optimizer.register_step_post_hook(smooth)


@torch.no_grad()
def _smooth(state: dict[str, Any], beta: float, share: float) -> None:
    momentum: Tensor = state["exp_avg"]
    unbiased = 1 - beta ** float(state["step"])
    latest = momentum / unbiased
    mean = state[SMOOTHED].lerp_(latest, 1 - share) if SMOOTHED in state else latest
    state[SMOOTHED] = mean
    torch.mul(mean, unbiased, out=momentum)
