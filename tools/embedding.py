"""Meaning as a vector: the protocol, and the light embedder that needs no model.

The model-backed one is in :mod:`tools.sentences`; only ``app/build.py`` chooses.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Names the vectors in the database; another name never mixes with this one."""

    @property
    def size(self) -> int:
        """Numbers in a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """float32 [n, size], each row of length one (or zero for a text without words)."""


class HashingEmbedder:
    """Words and letter triples, hashed into a fixed vector: no model, no download, a few microseconds.

    Knows nothing of meaning, but words that share a stem come close.
    """

    def __init__(self, size: int = 384) -> None:
        self.size = size
        self.name = f"hashing-{size}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """float32 [n, size], each row of length one (zero for a text without letters)."""
        vectors = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, words in enumerate(texts):
            for feature, weight in _features(words):
                place, sign = _bucket(feature, self.size)
                vectors[row, place] += sign * weight
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors


def _features(words: str) -> list[tuple[str, float]]:
    found = re.findall(r"[^\W_]+", words.lower())
    triples = [f"^{w}$"[i : i + 3] for w in found for i in range(len(w))]
    return [(w, 1.0) for w in found if len(w) > 2] + [(t, 0.3) for t in triples]


def _bucket(feature: str, size: int) -> tuple[int, float]:
    number = int.from_bytes(hashlib.blake2b(feature.encode(), digest_size=8).digest(), "little")
    return number % size, 1.0 if number >> 63 else -1.0
