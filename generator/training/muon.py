"""Muon: momentum made orthogonal, so that all directions of a matrix learn at one speed (Jordan 2024).

torch has one for matrices alone; here the weights of convolutions are matrices too, and a matrix is scaled by
its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

_ROUNDS = 5
_CUBIC = (3.4445, -4.7750, 2.0315)
"""Coefficients of the Newton-Schulz iteration, chosen by Jordan for a steep start."""


class Muon(Optimizer):
    """Momentum with orthogonal steps.

    Args:
        params: tensors of two axes or more; all axes but the first are one.
        lr: length of a step, about 0.01 to 0.05.
        momentum: share of the old direction that is kept (Nesterov).
        decay: share of a weight that is lost at a learning rate of 1.
    """

    def __init__(
        self, params: Iterable[Tensor], lr: float = 0.02, momentum: float = 0.95, decay: float = 0.0
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:  # type: ignore[override]
        """One update of every tensor that has a gradient."""
        loss = None if closure is None else closure()
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is not None:
                    self._update(weight, weight.grad, group)
        return loss

    def _update(self, weight: Tensor, gradient: Tensor, group: dict[str, Any]) -> None:
        state = self.state[weight]
        if not state:
            state["momentum_buffer"] = torch.zeros_like(weight)
        held = state["momentum_buffer"].mul_(group["momentum"]).add_(gradient)
        ahead = torch.add(gradient, held, alpha=group["momentum"])
        matrix = ahead.flatten(1)
        stretch = max(1.0, matrix.shape[0] / matrix.shape[1]) ** 0.5
        weight.mul_(1 - group["lr"] * group["decay"])
        weight.add_(orthogonal(matrix).view_as(weight), alpha=-group["lr"] * stretch)


def orthogonal(matrix: Tensor) -> Tensor:
    """The nearest matrix, roughly, whose singular values are all about 1: float32 [M, N] of float [M, N]."""
    first, second, third = _CUBIC
    tall = matrix.shape[0] > matrix.shape[1]
    x = (matrix.T if tall else matrix).bfloat16()
    x = x / (x.norm() + 1e-7)
    for _ in range(_ROUNDS):
        square = x @ x.T
        x = torch.addmm(x, second * square + third * square @ square, x, beta=first)
    return (x.T if tall else x).float()


def optimizers(module: nn.Module, lr: float, small: float = 1e-3) -> dict[str, Optimizer]:
    """Muon for what is wide inside a network; AdamW for vectors, tables and embeddings.

    Args:
        module: what is taught.
        lr: of Muon.
        small: of AdamW.
    """
    wide: list[Tensor] = []
    rest: list[Tensor] = []
    embeddings = {id(part.weight) for part in module.modules() if isinstance(part, nn.Embedding)}
    for name, weight in module.named_parameters():
        inner = weight.ndim > 1 and min(weight.shape[:2]) > 1 and id(weight) not in embeddings
        table = "table" in name or "registers" in name
        (wide if inner and not table else rest).append(weight)
    return {
        "muon": Muon(wide, lr),
        "adamw": torch.optim.AdamW(rest, lr=small, betas=(0.9, 0.98), weight_decay=0.0),
    }
