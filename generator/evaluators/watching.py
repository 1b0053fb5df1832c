"""What happens in a film, where it plays, how many are in it, and whether lips move with the words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from generator.evaluators.crops import HEIGHT, SIDE
from generator.evaluators.layers import seeing
from generator.toon.world import MOST_PEOPLE, Action, Scene

GLIMPSES, APART = 8, 3
"""Frames from which an action is known, and how far they are from each other: just under one swing."""
SPAN = (GLIMPSES - 1) * APART + 1
"""Frames from the first glimpse to the last."""
MOST_LAG = 8
"""Frames that lips are looked for before and after the words."""

Curve = npt.NDArray[np.float32]


class ActionNet(nn.Module):
    """Watches one person's side: float32 [B, 8, 3, 96, 80], -1 to 1; gives logits [B, 8] of the actions.

    It sees the mean picture in colour and how every glimpse differs from it in grey.
    """

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            seeing(3 + GLIMPSES, width, kernel=7, stride=4),
            seeing(width, 2 * width, stride=2),
            seeing(2 * width, 2 * width, stride=2),
            nn.Flatten(),
            nn.Linear(2 * width * (HEIGHT // 16) * (SIDE // 16), 96),
            nn.BatchNorm1d(96),
            nn.ReLU(inplace=True),
            nn.Linear(96, len(Action)),
        )

    def forward(self, glimpses: Tensor) -> Tensor:
        """Logits of one action for each row."""
        mean = glimpses.mean(dim=1)
        moved = glimpses.mean(dim=2) - mean.mean(dim=1, keepdim=True)
        logits: Tensor = self.layers(torch.cat([mean, 3.0 * moved], dim=1))
        return logits


class Around(NamedTuple):
    """What a whole picture shows: logits, one row a picture."""

    scene: Tensor
    """[B, 12]."""
    people: Tensor
    """[B, 3]: nobody, one or two."""


class PlaceNet(nn.Module):
    """Looks at whole pictures: float32 [B, 3, 96, 128], -1 to 1, a quarter as wide and high."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            seeing(3, width),
            seeing(width, 2 * width, stride=2),
            seeing(2 * width, width, stride=2),
            nn.Flatten(),
            nn.Linear(width * 6 * 8, 64),
            nn.BatchNorm1d(64),
            nn.ReLU(inplace=True),
        )
        self.scene = nn.Linear(64, len(Scene))
        self.people = nn.Linear(64, MOST_PEOPLE + 1)

    def forward(self, pictures: Tensor) -> Around:
        """What every picture shows by itself."""
        known = self.layers(functional.avg_pool2d(pictures, 4))
        return Around(self.scene(known), self.people(known))


def glimpses(frames: int) -> list[list[int]]:
    """Numbers of the frames to watch in a film of so many: up to four spells spread over it.

    A film shorter than one spell is watched with its last frame held.
    """
    last = max(frames - SPAN, 0)
    starts = sorted({round(place) for place in np.linspace(0, last, 4)})
    return [[min(start + APART * n, frames - 1) for n in range(GLIMPSES)] for start in starts]


class Lips(NamedTuple):
    """How a mouth follows its words."""

    lag: int
    """Frames the mouth is late; negative where it is early."""
    likeness: float
    """Correlation there, -1 to 1."""


def lips(seen: Curve, spoken: Curve) -> Lips | None:
    """Compare the opening of a mouth, frame by frame, with that of its words.

    Args:
        seen: float32 [T].
        spoken: float32 [T].

    Returns:
        The best of all lags up to :data:`MOST_LAG`, or None where one of the two never moves.
    """
    found = [Lips(lag, _correlation(seen, spoken, lag)) for lag in range(-MOST_LAG, MOST_LAG + 1)]
    known = [one for one in found if not np.isnan(one.likeness)]
    return max(known, key=lambda one: (one.likeness, -abs(one.lag)), default=None)


def _correlation(seen: Curve, spoken: Curve, lag: int) -> float:
    length = min(len(seen), len(spoken))
    late, early = max(lag, 0), max(-lag, 0)
    one, other = seen[late : length - early], spoken[early : length - late]
    if one.size < 2 or one.std() < 1e-6 or other.std() < 1e-6:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
