"""When each line may be heard."""

from __future__ import annotations

from collections.abc import Sequence

from generator.interface import Line

LEAD = 0.3
"""Seconds of air before, between and after lines whose time was not planned."""
_SHORTEST = 0.12


def windows(lines: Sequence[Line], seconds: float) -> list[tuple[float, float]]:
    """Start and end in seconds for every line, inside the clip.

    A planned line (``end`` above 0) keeps its window, cut at the end of the clip. The others follow one
    another with 0.3 s of air, and share what is left of the clip by their length in letters, so that the last
    has room too.

    Args:
        lines: the lines of the shot, in order.
        seconds: length of the clip.
    """
    shortest = min(_SHORTEST, seconds / 2)
    air = min(LEAD, seconds / (2 * len(lines) + 2)) if lines else LEAD
    spans: list[tuple[float, float]] = []
    cursor = air
    for index, line in enumerate(lines):
        if line.end > 0:
            start = min(line.start, seconds - shortest)
            spans.append((start, min(max(line.end, start + shortest), seconds)))
            cursor = spans[-1][1] + air
            continue
        waiting = _unplanned_run(lines, index)
        limit = _limit(lines, index + len(waiting), seconds) - air
        start = min(cursor, seconds - shortest)
        room = max(limit - start - air * (len(waiting) - 1), shortest)
        share = len(line.text) / sum(len(other.text) for other in waiting)
        end = min(max(start + room * share, start + shortest), seconds)
        spans.append((start, end))
        cursor = end + air
    return spans


def _unplanned_run(lines: Sequence[Line], first: int) -> list[Line]:
    run = []
    for line in lines[first:]:
        if line.end > 0:
            break
        run.append(line)
    return run


def _limit(lines: Sequence[Line], index: int, seconds: float) -> float:
    return min(lines[index].start, seconds) if index < len(lines) else seconds
