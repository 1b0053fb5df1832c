"""How noisy a training sample is.

Who somebody is gets decided while almost everything is still noise: what memory is worth was measured to lie
above 0.85. So both curves are named by their median, and half of all samples are noisier than that. The
draws of one batch are spread evenly over the curve, which makes one step say as much as several.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

EMPHASIS = 0.85
"""Half of all samples are noisier than this."""


class Levels(Protocol):
    """A curve of noise levels."""

    def draw(self, dice: torch.Generator, count: int) -> Tensor:
        """float32 [count] on the CPU, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """Uniform levels whose odds of noise to data are shifted: much weight close to 1, none missing.

    Raises:
        ValueError: a median or bounds outside 0 to 1.
    """

    median: float = EMPHASIS
    lowest: float = 0.0
    """Nothing is drawn below; what falls there is lifted to it."""
    highest: float = 1.0

    def __post_init__(self) -> None:
        _check(self.median, self.lowest, self.highest)

    def draw(self, dice: torch.Generator, count: int) -> Tensor:
        """float32 [count]: ``s u / (1 + (s - 1) u)`` with s the odds of the median."""
        odds, even = self.median / (1 - self.median), evenly(dice, count)
        return (odds * even / (1 + (odds - 1) * even)).clamp(self.lowest, self.highest)


@dataclass(frozen=True, slots=True)
class LogitNormal:
    """Levels whose logit is normal: weight around the median, little at both ends.

    Raises:
        ValueError: a median or bounds outside 0 to 1, or a spread that is not positive.
    """

    median: float = EMPHASIS
    spread: float = 1.0
    """Standard deviation of the logit."""
    lowest: float = 0.0
    highest: float = 1.0

    def __post_init__(self) -> None:
        _check(self.median, self.lowest, self.highest)
        if self.spread <= 0:
            raise ValueError(f"got a spread of {self.spread}, expected more than 0")

    def draw(self, dice: torch.Generator, count: int) -> Tensor:
        """float32 [count]: the sigmoid of a normal number around the logit of the median."""
        middle = torch.tensor(self.median).logit()
        normal: Tensor = torch.special.ndtri(evenly(dice, count))
        return (middle + self.spread * normal).sigmoid().clamp(self.lowest, self.highest)


def evenly(dice: torch.Generator, count: int) -> Tensor:
    """float32 [count] in 0 to 1, exclusive: one uniform draw from each of ``count`` equal parts, shuffled."""
    within = torch.rand(count, generator=dice)
    parts = torch.randperm(count, generator=dice)
    return ((parts + within) / count).clamp(1e-6, 1 - 1e-6)


def _check(median: float, lowest: float, highest: float) -> None:
    if not 0 < median < 1:
        raise ValueError(f"got a median of {median}, expected more than 0 and less than 1")
    if not 0 <= lowest <= highest <= 1:
        raise ValueError(f"got levels from {lowest} to {highest}, expected 0 to 1")
