"""A tall stack of blocks through two places on the card.

While one block computes in one place, the next is copied into the other. The numbers are the same: only
where they lie changes. diffusers' group offloading does the like, but needs a further library, allocates
anew for every block, and leaves the weights away from the card when it is taken off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import psutil
import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

PLACES = 2
"""Blocks on the card at once."""
_ALIGNED = 256
"""Every tensor of a place begins at a multiple of this many bytes, as the CUDA allocator has it."""
_SPARE = 1.25
"""Host memory that must be free, as a share of the blocks, before they are pinned."""


def blocks_of(part: nn.Module) -> tuple[nn.Module, ...]:
    """The stack that can be streamed: of a transformer or a language model; empty for any other part."""
    for name in ("transformer_blocks", "layers"):
        stack = getattr(part, name, None)
        if isinstance(stack, nn.ModuleList):
            return tuple(stack)
    return ()


def tensors_of(*modules: nn.Module) -> list[Tensor]:
    """Parameters and buffers, each once, in a fixed order."""
    found = (t for module in modules for t in (*module.parameters(), *module.buffers()))
    return list({id(tensor): tensor for tensor in found}.values())


def size_of(tensors: Sequence[Tensor]) -> int:
    """Bytes."""
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors)


class Relay:
    """Blocks that take turns on a device; between turns their weights are in host memory.

    The blocks must be run in their order, one at a time. Weights are only read: what is written into them
    on the device is lost.

    Args:
        blocks: a stack, on the CPU. On a CUDA device its weights move to pinned host memory when there is
            room for that, so that copies do not wait for the processor.
        device: where blocks compute. On the CPU the same steps are taken without overlap.
    """

    def __init__(self, blocks: Sequence[nn.Module], device: torch.device) -> None:
        self._blocks, self._device = tuple(blocks), device
        self._tensors = [tensors_of(block) for block in blocks]
        self._homes = _homes(self._tensors, device)
        cuda = device.type == "cuda"
        self._side = torch.cuda.Stream(device) if cuda else None  # type: ignore[no-untyped-call]
        self._places: list[Tensor] = []
        self._holds = [-1] * PLACES
        self._hooks: list[RemovableHandle] = []

    @property
    def size(self) -> int:
        """Bytes on the device while it is open."""
        return PLACES * max(_extent(homes) for homes in self._homes)

    def open(self) -> None:
        """Take the places on the device; from here on every block fetches its weights when it is called."""
        self.close()
        with _outside_inference():
            extent = self.size // PLACES
            self._places = [
                torch.empty(extent, dtype=torch.uint8, device=self._device) for _ in range(PLACES)
            ]
        for number, block in enumerate(self._blocks):
            self._hooks.append(block.register_forward_pre_hook(self._turn(number)))
            self._hooks.append(block.register_forward_hook(self._over(number)))

    def close(self) -> None:
        """Give the places back; the blocks are in host memory, also after an error in the middle of one."""
        while self._hooks:
            self._hooks.pop().remove()
        for number in range(len(self._blocks)):
            self._send_home(number)
        if self._side is not None:
            # A copy that was fetched ahead may still be writing where others are about to allocate.
            torch.cuda.current_stream(self._device).wait_stream(self._side)
        self._places, self._holds = [], [-1] * PLACES

    def _turn(self, number: int) -> Any:  # noqa: ANN401 — a hook
        def fetch(*_: object) -> None:
            place, after = number % PLACES, (number + 1) % len(self._blocks)
            if self._holds[place] != number:
                self._copy(number)
            if self._side is not None:
                torch.cuda.current_stream(self._device).wait_stream(self._side)
            with _outside_inference():
                views = _views(self._places[place], self._homes[number])
                for tensor, view in zip(self._tensors[number], views, strict=True):
                    tensor.data = view
            if after % PLACES != place:
                self._copy(after)

        return fetch

    def _over(self, number: int) -> Any:  # noqa: ANN401 — a hook
        return lambda *_: self._send_home(number)

    def _send_home(self, number: int) -> None:
        with _outside_inference():
            for tensor, home in zip(self._tensors[number], self._homes[number], strict=True):
                tensor.data = home

    def _copy(self, number: int) -> None:
        """Fill the block's place, once all that was asked of the device so far is done with it."""
        place = number % PLACES
        if self._side is not None:
            self._side.wait_stream(torch.cuda.current_stream(self._device))
        with _outside_inference(), self._beside():
            for view, home in zip(
                _views(self._places[place], self._homes[number]), self._homes[number], strict=True
            ):
                view.copy_(home, non_blocking=True)
        self._holds[place] = number

    def _beside(self) -> AbstractContextManager[object]:
        return nullcontext() if self._side is None else torch.cuda.stream(self._side)


def _homes(tensors: Sequence[Sequence[Tensor]], device: torch.device) -> list[list[Tensor]]:
    """Where the weights are between turns; the tensors themselves are moved there too."""
    size = sum(size_of(block) for block in tensors)
    pinned = device.type == "cuda" and psutil.virtual_memory().available > _SPARE * size
    homes = []
    with _outside_inference():
        for block in tensors:
            for tensor in block:
                home = tensor.data.to("cpu").contiguous()
                # One at a time: what was mapped from a file is let go before the next is read.
                tensor.data = home.pin_memory() if pinned else home
            homes.append([tensor.data for tensor in block])
    return homes


def _extent(homes: Sequence[Tensor]) -> int:
    return sum(_padded(home) for home in homes)


def _padded(tensor: Tensor) -> int:
    return -(-tensor.numel() * tensor.element_size() // _ALIGNED) * _ALIGNED


def _views(place: Tensor, homes: Sequence[Tensor]) -> Iterator[Tensor]:
    """A place [bytes] cut into tensors of the types and shapes of ``homes``."""
    start = 0
    for home in homes:
        stop = start + home.numel() * home.element_size()
        yield place[start:stop].view(home.dtype).view(home.shape)
        start += _padded(home)


@contextmanager
def _outside_inference() -> Iterator[None]:
    """Weights outlive the take they are moved for, so they must not become inference tensors."""
    with torch.inference_mode(mode=False), torch.no_grad():
        yield
