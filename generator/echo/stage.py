"""Which parts are on the card while one of them works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from generator.echo.residency import MARGIN, Residency, free_bytes
from generator.echo.streaming import Relay, blocks_of, size_of, tensors_of


class Stage:
    """The parts of a camera and the device they work on.

    Parts are loaded in host memory, where they may be mapped from a file, and come to the device when they
    are used. Going back costs nothing: weights are only read, so the host's copy is still true.

    Args:
        parts: by name, on the CPU. Under :attr:`Residency.LAYERS` those with a stack of blocks
            (``transformer``, a language model) are streamed.
        device: where parts work.
        residency: when parts leave. :meth:`settle` changes it from one shot to the next.
    """

    def __init__(self, parts: Mapping[str, nn.Module], device: torch.device, residency: Residency) -> None:
        self._device, self._residency = device, residency
        self._visitors: dict[str, _Visitor] = {}
        self._in_use: Counter[str] = Counter()
        self._rooms: dict[str, int] = {}
        for name, part in parts.items():
            self.add(name, part)

    @property
    def residency(self) -> Residency:
        """The one in force."""
        return self._residency

    @property
    def held(self) -> int:
        """Bytes of weights on the device now. Those of a CPU are always there and count while in use."""
        return sum(visitor.here for visitor in self._visitors.values())

    def add(self, name: str, part: nn.Module) -> None:
        """Take in a further part, such as the text encoder, which is loaded only when words are new.

        Raises:
            ValueError: there is a part of this name already.
        """
        if name in self._visitors:
            raise ValueError(f"got the part {name!r} twice, expected each once")
        self._visitors[name] = _Visitor(part, self._device)

    def settle(self, residency: Residency, rooms: Mapping[str, int] | None = None) -> None:
        """Work in this way from now on. Must not be called while a part is in use.

        Args:
            residency: when parts leave.
            rooms: bytes that each part needs besides its weights (:func:`generator.echo.residency.work`).
        """
        if residency is not self._residency:
            self.empty()
        self._residency, self._rooms = residency, dict(rooms or {})

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """Have a part on the device; afterwards it leaves, unless it is resident.

        A part that does not fit beside the others makes those leave that are not in use: a text encoder of
        24 GB and a resident transformer take turns where they must, and stay where they can.

        Args:
            name: of the part.

        Raises:
            KeyError: no such part.
            torch.OutOfMemoryError: it does not fit even alone; it is off the device again.
        """
        visitor = self._visitors[name]
        self._in_use[name] += 1
        try:
            self._admit(visitor, self._rooms.get(name, 0))
            yield
        finally:
            self._in_use[name] -= 1
            if not self._in_use[name] and self._residency is not Residency.RESIDENT:
                visitor.leave()

    def empty(self) -> None:
        """Send every part that is not in use off the device and give what the allocator keeps back."""
        for name, visitor in self._visitors.items():
            if not self._in_use[name]:
                visitor.leave()
        if self._device.type == "cuda":
            torch.cuda.empty_cache()

    def _admit(self, visitor: _Visitor, room: int) -> None:
        streamed = self._residency is Residency.LAYERS
        wanted = visitor.wanted(streamed=streamed) - visitor.here + room
        if self._device.type == "cuda" and free_bytes(self._device) < wanted * (1 + MARGIN):
            self.empty()
        visitor.come(streamed=streamed)


class _Visitor:
    """A part that comes to a device and leaves it."""

    def __init__(self, part: nn.Module, device: torch.device) -> None:
        self._part, self._device = part, device
        blocks = {id(tensor) for tensor in tensors_of(*blocks_of(part))}
        self._all = tensors_of(part)
        self._around = [tensor for tensor in self._all if id(tensor) not in blocks]
        self._away: list[tuple[Tensor, Tensor]] = []
        self._relay: Relay | None = None
        self._relayed = False
        self._whole = False

    @property
    def here(self) -> int:
        """Bytes of its weights on the device."""
        if self._relayed and self._relay is not None:
            return size_of(self._around) + self._relay.size
        return size_of(self._all) if self._whole else 0

    def wanted(self, *, streamed: bool) -> int:
        """Bytes of its weights when it has come."""
        relay = self._relayer() if streamed else None
        return size_of(self._all) if relay is None else size_of(self._around) + relay.size

    def come(self, *, streamed: bool) -> None:
        if self._whole or self._relayed:
            return
        relay = self._relayer() if streamed else None
        try:
            self._bring(self._all if relay is None else self._around)
            if relay is not None:
                relay.open()
        except BaseException:
            self.leave()
            raise
        self._whole, self._relayed = relay is None, relay is not None

    def leave(self) -> None:
        if self._relay is not None:
            self._relay.close()
        with torch.inference_mode(mode=False), torch.no_grad():
            while self._away:
                tensor, home = self._away.pop()
                tensor.data = home
        self._whole = self._relayed = False

    def _bring(self, tensors: list[Tensor]) -> None:
        with torch.inference_mode(mode=False), torch.no_grad():
            for tensor in tensors:
                home = tensor.data.to("cpu")
                tensor.data = home.to(self._device, non_blocking=True)
                self._away.append((tensor, home))

    def _relayer(self) -> Relay | None:
        blocks = blocks_of(self._part)
        if blocks and self._relay is None:
            self._relay = Relay(blocks, self._device)
        return self._relay
