"""The average of weights over the last updates, which is better than any single one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypedDict

import torch
from torch import Tensor, nn

_YOUNG = 10
"""The average follows its weights closely at first: after n updates it keeps (1 + n) / (10 + n) at most."""


class State(TypedDict):
    """An average as it is kept."""

    updates: int
    means: dict[str, dict[str, Tensor]]
    """By module, then by name in its state dict."""


class Average:
    """The exponential moving average of modules: parameters and floating buffers, in float32 at least.

    Other buffers (counters) are copied as they are.

    Args:
        modules: by name; the average begins with their weights.
        decay: how much of it stays at an update, 0 (it is the weights themselves) to below 1.
    """

    def __init__(self, modules: Mapping[str, nn.Module], decay: float) -> None:
        self._modules, self._decay, self._updates = modules, decay, 0
        self._means = {
            name: {key: _wide(tensor).clone() for key, tensor in module.state_dict().items()}
            for name, module in modules.items()
        }

    @torch.no_grad()
    def update(self) -> None:
        """Take the weights after one more update in."""
        kept = min(self._decay, (1 + self._updates) / (_YOUNG + self._updates))
        self._updates += 1
        for mean, tensor in self._pairs():
            if mean.is_floating_point():
                mean.lerp_(tensor.to(mean.dtype), 1 - kept)
            else:
                mean.copy_(tensor)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """The average stands in the modules while the context lasts; then they are as before, whatever was
        done to them."""
        pairs = list(self._pairs())
        before = [tensor.clone() for _, tensor in pairs]
        try:
            with torch.no_grad():
                for mean, tensor in pairs:
                    tensor.copy_(mean)
            yield
        finally:
            with torch.no_grad():
                for (_, tensor), was in zip(pairs, before, strict=True):
                    tensor.copy_(was)

    def state_dict(self) -> State:
        """All there is to go on from."""
        return {"updates": self._updates, "means": self._means}

    def load_state_dict(self, state: State) -> None:
        """Go on from what :meth:`state_dict` gave; the modules are left alone."""
        self._updates = state["updates"]
        for name, tensors in self._means.items():
            for key, mean in tensors.items():
                mean.copy_(state["means"][name][key])

    def _pairs(self) -> Iterator[tuple[Tensor, Tensor]]:
        for name, module in self._modules.items():
            now = module.state_dict()
            yield from ((mean, now[key]) for key, mean in self._means[name].items())


def _wide(tensor: Tensor) -> Tensor:
    narrow = tensor.is_floating_point() and tensor.dtype.itemsize < 4
    return tensor.float() if narrow else tensor
