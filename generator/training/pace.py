"""How long a stage lasts, and how fast it learns at each point of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Decay(StrEnum):
    """What becomes of the learning rate after the warm-up."""

    COSINE = "cosine"
    """Half a cosine over the whole budget, down to nothing."""
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a stage may use; exactly one of the two is given."""

    steps: int | None = None
    seconds: float | None = None

    def share(self, step: int, seconds: float) -> float:
        """How much of it is used, 0 to 1, after ``step`` updates and so many seconds."""
        used = step / self.steps if self.steps is not None else seconds / (self.seconds or math.inf)
        return min(used, 1.0)

    def spent(self, step: int, seconds: float) -> bool:
        """Whether nothing is left of it."""
        return self.share(step, seconds) >= 1.0

    def left(self, step: int, seconds: float, speed: float) -> float:
        """Seconds that are still to come at ``speed`` updates a second; infinite at no speed."""
        if self.seconds is not None:
            return max(self.seconds - seconds, 0.0)
        return max((self.steps or 0) - step, 0) / speed if speed else math.inf


def rate(number: int, share: float, warmup: int = 0, decay: Decay = Decay.COSINE) -> float:
    """The learning rate of an update as a part of the highest, 0 to 1.

    It rises in equal steps over the first ``warmup`` updates and falls with the ``share`` of the budget that
    is used; where both apply, they are multiplied.

    Args:
        number: updates done before this one.
        share: 0 to 1.
        warmup: updates until it is at its highest.
        decay: what it does then.
    """
    rising = min(1.0, (number + 1) / warmup) if warmup else 1.0
    falling = 0.5 * (1 + math.cos(math.pi * share)) if decay is Decay.COSINE else 1.0
    return rising * falling
