"""Who somebody is to look at: the traits of the toon world, the handle on the head, the mouth."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn

from generator.evaluators.crops import HEIGHT, SIDE
from generator.evaluators.layers import Gaze, seeing, unit
from generator.toon.world import HAIRS, HEADS, PATTERNS, TAGS, Emotion

LIKENESS = 32
"""Numbers in the vector of a look."""
HUES = ("skin", "hair", "shirt")
"""What has a hue."""
CHOICES = {"style": HAIRS, "head": HEADS, "pattern": PATTERNS, "tag": TAGS, "emotion": len(Emotion)}
"""What is one of so many."""


class Look(NamedTuple):
    """What is seen of people, one row each."""

    hues: Tensor
    """[B, 3, 2]: sine and cosine of skin, hair and shirt; not of unit length."""
    choices: dict[str, Tensor]
    """Logits [B, n] of :data:`CHOICES`."""
    opening: Tensor
    """[B]: of the mouth, logit of 0 to 1."""
    vector: Tensor
    """[B, 32], of unit length: the same person is near, whatever they wear on the head."""

    def turns(self) -> Tensor:
        """The hues in turns: [B, 3], 0 to 1."""
        return torch.atan2(self.hues[..., 0], self.hues[..., 1]).div(2 * math.pi).remainder(1.0)

    def together(self) -> Look:
        """The rows as one: frames of the same person."""
        return Look(
            self.hues.mean(0, keepdim=True),
            {name: logits.mean(0, keepdim=True) for name, logits in self.choices.items()},
            self.opening.mean(0, keepdim=True),
            unit(self.vector.mean(0, keepdim=True)),
        )


class PersonNet(nn.Module):
    """Looks at one person's side of a picture: float32 [B, 3, 96, 80], -1 to 1."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.trunk = nn.Sequential(
            seeing(3, width, kernel=7, stride=4),
            seeing(width, 2 * width, stride=2),
            seeing(2 * width, 2 * width),
            seeing(2 * width, 3 * width, spread=2),
            Gaze(3 * width, (HEIGHT // 8, SIDE // 8), gazes=16),
            nn.Linear(16 * 3 * width, 128),
            nn.BatchNorm1d(128),
            nn.ReLU(inplace=True),
        )
        self.hues = nn.Linear(128, 2 * len(HUES))
        self.choices = nn.ModuleDict({name: nn.Linear(128, count) for name, count in CHOICES.items()})
        self.opening = nn.Linear(128, 1)
        self.vector = nn.Linear(128, LIKENESS)

    def forward(self, pictures: Tensor) -> Look:
        """What is seen in every picture by itself."""
        known = self.trunk(pictures)
        return Look(
            self.hues(known).unflatten(1, (len(HUES), 2)),
            {name: head(known) for name, head in self.choices.items()},
            self.opening(known)[:, 0],
            unit(self.vector(known)),
        )


def on_circle(turns: Tensor) -> Tensor:
    """Hues [...] in turns as sine and cosine [..., 2]: 0 and 1 are the same."""
    angle = turns * (2 * math.pi)
    return torch.stack([angle.sin(), angle.cos()], dim=-1)


def apart(one: float, other: float) -> float:
    """How far two hues are from each other, in turns: 0 to 0.5."""
    return abs((one - other + 0.5) % 1.0 - 0.5)
