"""Chance that never changes: choices drawn from a digest of words, the same in every process."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import TypeVar

T = TypeVar("T")


def number(*key: object) -> int:
    """A 64-bit number decided by ``key`` alone (sha256), the same in any process."""
    text = "\x1f".join(str(part) for part in key)
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def pick(options: Sequence[T], *key: object) -> T:
    """One of ``options`` (not empty), decided by ``key``."""
    return options[number(*key) % len(options)]


def pick_new(options: Sequence[T], used: Collection[T], *key: object) -> T:
    """Like :func:`pick`, but the next one not in ``used`` while there is one."""
    start = number(*key) % len(options)
    for step in range(len(options)):
        option = options[(start + step) % len(options)]
        if option not in used:
            return option
    return options[start]
