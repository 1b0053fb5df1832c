"""Memory: pairs of a look and a voice from one moment, the bank that keeps them, and their latents at hand.

A story is ``p(S) = prod p(S_t | c_t, M_{t-1})`` with ``M_t = U(M_{t-1}, S_t)`` (Eq. 6; E17): a bank is a
value, and remembering a shot gives the next one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, cast

import torch
from torch import Tensor

from generator.interface import Unsupported

FIRST = 3
"""Shots from the beginning that are never forgotten (Eq. 9)."""
RECENT = 4
"""Latest shots that are remembered (Eq. 9)."""

_KEY = 512
"""Bytes a key is taken to need."""

Item = TypeVar("Item")
Latent = TypeVar("Latent", bound="Tensor | None")


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One synchronous memory, ``m_i = (m_v, m_a)``: both halves from the same moment (Eq. 7; E19).

    Raises:
        ValueError: latents of another shape, or no source.
        Unsupported: a voice from elsewhere without ``paired=False``.
    """

    video: Tensor
    """float [1, C, 1, h, w], normalised."""
    audio: Tensor | None
    """float [1, L, C'], normalised; None for a slot without a voice."""
    source: str
    """Where it was taken: sha256 of the clip, or of the card's picture."""
    voice_source: str = ""
    """Where the voice was taken when that is another shot (E28); empty when it is the same."""
    paired: bool = True
    """False allows a voice from another shot."""
    words: str = ""
    """What is remembered, for people."""

    def __post_init__(self) -> None:
        if self.video.ndim != 5 or self.video.shape[:3:2] != (1, 1):
            raise ValueError(f"a look: got latents {list(self.video.shape)}, expected [1, C, 1, h, w]")
        if self.audio is not None and (self.audio.ndim != 3 or self.audio.shape[0] != 1):
            raise ValueError(f"a voice: got latents {list(self.audio.shape)}, expected [1, length, C]")
        if not self.source:
            raise ValueError("a memory without a source: name the clip or the picture it was taken from")
        if self.paired and self.voice_source not in {"", self.source}:
            raise Unsupported(
                f"the look of {self.source} with the voice of {self.voice_source}: the camera was taught "
                "that both come from one moment. Take both from one shot, or say paired=False to try it."
            )

    def to(self, device: torch.device) -> Slot:
        """The same memory with its latents on a device."""
        audio = None if self.audio is None else self.audio.to(device)
        return replace(self, video=self.video.to(device), audio=audio)


def recast(look: Slot, voice: Slot, *, paired: bool = True) -> Slot:
    """The look of one slot with the voice of another: appearance from here, timbre from there (E28).

    Raises:
        Unsupported: the slots are of different shots and ``paired`` is not set to False.
    """
    heard_in = voice.voice_source or voice.source
    elsewhere = "" if heard_in == look.source else heard_in
    words = (
        ", voice of ".join(slot.words or slot.source for slot in (look, voice)) if elsewhere else look.words
    )
    return replace(look, audio=voice.audio, voice_source=elsewhere, paired=paired, words=words)


def retain(history: Sequence[Item], first: int = FIRST, recent: int = RECENT) -> tuple[Item, ...]:
    """What is kept of a history: the first three and the latest four, in order, each once (Eq. 9; E23).

    Never more than ``first + recent``, whatever the two are. (The release keeps everything when its limit is
    not larger than the shots it fixes, and long stories slowly decay: echo-facts 4.1.)

    Raises:
        ValueError: a negative number.
    """
    if first < 0 or recent < 0:
        raise ValueError(f"got {first} first and {recent} recent, expected 0 or more")
    opening = history[:first]
    return (*opening, *history[max(len(opening), len(history) - recent) :])


@dataclass(frozen=True, slots=True)
class Bank(Generic[Item]):
    """M: what a story remembers so far; at most ``first + recent`` slots, in the order they were shot.

    A slot is whatever stands for a moment: its latents (:class:`Slot`), or where they are to be found.
    """

    slots: tuple[Item, ...] = ()
    first: int = FIRST
    recent: int = RECENT

    def remember(self, slot: Item) -> Bank[Item]:
        """``M_t = U(M_{t-1}, S_t)``: the bank after one more shot; this one stays as it is (Eq. 6, 9)."""
        return replace(self, slots=retain((*self.slots, slot), self.first, self.recent))


class SlotCache:
    """Latents by what they were made of, on the CPU; the longest unused are dropped first.

    Args:
        limit: bytes, 512 MiB unless told.
    """

    def __init__(self, limit: int = 512 << 20) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, Tensor | None] = OrderedDict()
        self.size = 0
        """Bytes held."""

    def __len__(self) -> int:
        return len(self._kept)

    def get_or(self, key: Hashable, make: Callable[[], Latent]) -> Latent:
        """The latents of ``key``, made now if they are not here.

        Args:
            key: all that decides them: sha256 of the content, and what was done to it (frame, size, window,
                version of the policy).
            make: gives the tensor, or None for a silence; called at most once, and again after a failure.

        Returns:
            A tensor on the CPU, shared with whoever asks next: do not write into it.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return cast(Latent, self._kept[key])
        made = make()
        # A copy of its own: a slice would keep all of the tensor it was cut from.
        latent = None if made is None else made.detach().cpu().clone()
        if _weight(latent) <= self._limit:
            self._keep(key, latent)
        return cast(Latent, latent)

    def _keep(self, key: Hashable, latent: Tensor | None) -> None:
        self._kept[key] = latent
        self.size += _weight(latent)
        while self.size > self._limit:
            self.size -= _weight(self._kept.popitem(last=False)[1])


def _weight(latent: Tensor | None) -> int:
    """Bytes of an entry. A silence weighs something too, or there could be any number of them."""
    return _KEY + (0 if latent is None else latent.nbytes)
