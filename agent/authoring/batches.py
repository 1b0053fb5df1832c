"""Long lists in runs that a small model can hold."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def runs(labels: Sequence[Hashable], most: int) -> list[range]:
    """The places of ``labels`` in as few runs of at most ``most`` as there can be, each about as long as the
    others, and cut where the label changes wherever that costs no further run.

    Args:
        labels: of each thing in order, such as the scene of each shot.
        most: the longest run, from 1.
    """
    found: list[range] = []
    start = 0
    while start < len(labels):
        rest = len(labels) - start
        count = -(-rest // most)
        even = -(-rest // count)
        ends = range(start + rest - most * (count - 1), start + min(most, rest) + 1)
        borders = [end for end in ends if end == len(labels) or labels[end] != labels[end - 1]]
        end = min(borders, key=lambda e: abs(e - start - even), default=start + even)
        found.append(range(start, end))
        start = end
    return found
