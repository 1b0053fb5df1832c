"""Several processes that teach the same thing: each its own lessons, all the same weights.

Started by torchrun, one process a core or a card. Alone, everything here does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Team:
    """Who trains: this process is number ``rank`` of ``size``. The first alone writes files."""

    rank: int = 0
    size: int = 1

    @property
    def first(self) -> bool:
        """Whether this process writes."""
        return self.rank == 0

    def agreed(self, seconds: float, wanted: bool) -> tuple[float, bool]:
        """The first one's ``seconds``, and whether anybody wants: all go on, or stop, at the same update."""
        if self.size == 1:
            return seconds, wanted
        said = torch.tensor([seconds if self.first else 0.0, float(wanted)], dtype=torch.float64)
        dist.all_reduce(said)
        return said[0].item(), said[1].item() > 0

    def gathered(self, state: Tensor) -> list[Tensor]:
        """Everybody's tensor, in the order of ranks; all of one shape and type, on the CPU."""
        if self.size == 1:
            return [state]
        found = [torch.empty_like(state) for _ in range(self.size)]
        dist.all_gather(found, state)
        return found

    def share(self, modules: Mapping[str, nn.Module]) -> None:
        """Give everybody the first one's weights and buffers."""
        if self.size == 1:
            return
        with torch.no_grad():
            for module in modules.values():
                for tensor in module.state_dict().values():
                    dist.broadcast(tensor, src=0)

    def wait(self) -> None:
        """Until everybody is here."""
        if self.size > 1:
            dist.barrier()


@contextmanager
def joined() -> Iterator[Team]:
    """The team this process belongs to: what torchrun says, or what was joined before; else alone."""
    if dist.is_available() and dist.is_initialized():
        yield _team()
        return
    if not (dist.is_available() and dist.is_torchelastic_launched()):
        yield Team()
        return
    dist.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo")
    try:
        yield _team()
    finally:
        dist.destroy_process_group()


def synchronise(parameters: Iterable[nn.Parameter]) -> None:
    """Replace every gradient by its mean over the team; call it between ``backward`` and the update.

    A parameter without a gradient here counts as 0 where another process has one, and stays without where
    nobody has. Every process must give the same parameters in the same order.
    """
    if not (dist.is_available() and dist.is_initialized()) or dist.get_world_size() == 1:
        return
    known = [parameter for parameter in parameters if parameter.requires_grad]
    having = torch.tensor([float(parameter.grad is not None) for parameter in known])
    dist.all_reduce(having)
    taught = [parameter for parameter, count in zip(known, having.tolist(), strict=True) if count]
    for group in _alike(taught):
        _average(group)


def _team() -> Team:
    return Team(dist.get_rank(), dist.get_world_size())


def _alike(parameters: Iterable[nn.Parameter]) -> Iterable[list[nn.Parameter]]:
    """Parameters by device and type: those of one kind travel in one piece."""
    groups: dict[tuple[torch.device, torch.dtype], list[nn.Parameter]] = {}
    for parameter in parameters:
        groups.setdefault((parameter.device, parameter.dtype), []).append(parameter)
    return groups.values()


@torch.no_grad()
def _average(parameters: list[nn.Parameter]) -> None:
    for parameter in parameters:
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    piece = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(piece)
    piece /= dist.get_world_size()
    for gradient, mean in zip(
        gradients, torch.split(piece, [gradient.numel() for gradient in gradients]), strict=True
    ):
        gradient.copy_(mean.view_as(gradient))
