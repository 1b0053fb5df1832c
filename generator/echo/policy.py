"""How a checkpoint was taught to remember: which tokens memory becomes, where they stand, who sees whom."""

from __future__ import annotations

from enum import StrEnum


class Version(StrEnum):
    """The released weights by number. Same tensors, different memory: a wrong pairing loads and misleads."""

    ONE = "1.0"
    ONE_FIVE = "1.5"
