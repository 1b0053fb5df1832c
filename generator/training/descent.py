"""One update: backwards, agreed on by the team, no longer than allowed, and down."""

from __future__ import annotations

import math
from collections.abc import Iterable

from torch import Tensor, nn
from torch.optim import Optimizer

from generator.training.together import synchronise


def descend(
    loss: Tensor,
    parameters: Iterable[nn.Parameter],
    optimizers: Iterable[Optimizer],
    clip: float = math.inf,
) -> None:
    """Take a step against the gradient of ``loss``, and of nothing that was there before.

    Args:
        loss: a number with a gradient.
        parameters: what is taught; the same in every process of a team, in one order.
        optimizers: whose they are.
        clip: longest gradient, over all of them.
    """
    taught = list(parameters)
    for parameter in taught:
        parameter.grad = None
    loss.backward()  # type: ignore[no-untyped-call]
    synchronise(taught)
    nn.utils.clip_grad_norm_(taught, clip)
    for optimizer in optimizers:
        optimizer.step()
