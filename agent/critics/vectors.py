"""Likeness by the vectors of optional models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST: dict[str, float] = {"clip": 0.6, "face": 0.5, "speaker": 0.6}
"""Cosine under which two pictures or voices are not of the same person, by kind of model: loose, for they
were not measured on the models users bring."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A model that does not recognise somebody."""

    name: str
    likeness: float
    least: float


def farther(
    one: Mapping[str, Sequence[float]], others: Sequence[Mapping[str, Sequence[float]]]
) -> Unlike | None:
    """The first model to which ``one`` is like none of the others; None where all know them again."""
    for name, vector in one.items():
        known = [other[name] for other in others if len(other.get(name, ())) == len(vector)]
        likeness = max((cosine(vector, other) for other in known), default=1.0)
        if likeness < LEAST.get(name, 0.5):
            return Unlike(name, likeness, LEAST.get(name, 0.5))
    return None


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """Of two vectors of unit length."""
    return sum(a * b for a, b in zip(one, other, strict=True))
