"""What the shots of one update have in common: how many, how long, and how much they remember (E30)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch

_FULL = 25
"""Frames of the shots a batch is counted in."""

SLOTS = (0.15, 0.3, 0.25, 0.15, 0.06, 0.04, 0.03, 0.02)
"""How often 0, 1, … 7 shots are remembered."""


class Shape(NamedTuple):
    """One size for all, so that they are one batch."""

    size: int
    frames: int
    slots: int


def shape(
    number: int,
    batch: int,
    slots: Sequence[float],
    frames: Sequence[tuple[int, float]],
) -> Shape:
    """The shape of an update, by chance but by its number alone: nobody in a team waits for a longer one.

    Args:
        number: of the update.
        batch: shots of 25 frames; longer ones are fewer, shorter ones are more.
        slots: how often 0, 1, … shots are remembered.
        frames: lengths and how often each is taught.
    """
    dice = torch.Generator().manual_seed(number)
    length = frames[_drawn([often for _, often in frames], dice)][0]
    return Shape(max(1, round(batch * _FULL / length)), length, _drawn(slots, dice))


def _drawn(weights: Sequence[float], dice: torch.Generator) -> int:
    return int(torch.multinomial(torch.tensor(weights), 1, generator=dice))
