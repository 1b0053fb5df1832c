"""Intervals over stories, and slopes over shots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

RESAMPLES = 4000
_TAIL = 2.5


class Interval(NamedTuple):
    """A figure, and where it lies in 95 of 100 sets of stories drawn from these."""

    value: float
    low: float
    high: float


def mean(column: Numbers) -> Numbers:
    """The mean over stories: [..., S] to [...]."""
    found: Numbers = column.mean(axis=-1)
    return found


def ratio(column: Numbers, other: Numbers) -> Numbers:
    """How many times as large one mean is as another."""
    return mean(column) / mean(other)


def gain(column: Numbers, other: Numbers) -> Numbers:
    """By how much one mean is larger than another."""
    return mean(column) - mean(other)


def bootstrap(
    figure: Callable[..., Numbers], *columns: Sequence[float], resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """A figure of stories with its 95 % percentile interval; stories are drawn with all their columns.

    A story that lacks one of the numbers (NaN) is left out. Over few stories the interval is a little narrow:
    of twenty it holds the truth 93 times in a hundred.

    Args:
        figure: :func:`mean`, :func:`ratio` or the like: float64 [..., S] a column to [...].
        columns: one number a story each, of the same stories in the same order.
        resamples: sets that are drawn.
        seed: of the drawing.

    Raises:
        ValueError: no story has all the numbers, or the columns are not of the same stories.
    """
    if len({len(column) for column in columns}) != 1:
        raise ValueError(f"got columns of {[len(c) for c in columns]} stories, expected the same of each")
    table = np.array(columns, np.float64)
    table = table[:, ~np.isnan(table).any(axis=0)]
    stories = table.shape[1]
    if not stories:
        raise ValueError("no story has this figure")
    picks = np.random.default_rng(seed).integers(0, stories, (resamples, stories))
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = figure(*table[:, picks])
        low, high = np.nanpercentile(drawn, (_TAIL, 100 - _TAIL))
        return Interval(float(figure(*table)), float(low), float(high))


def slope(values: Sequence[float]) -> float:
    """By how much a figure grows from one shot to the next: the line of least squares, NaN left out.

    NaN for fewer than two shots.
    """
    heights = np.array(values, np.float64)
    steps = np.arange(len(heights), dtype=np.float64)
    there = ~np.isnan(heights)
    if there.sum() < 2:
        return float("nan")
    apart = steps[there] - steps[there].mean()
    return float(apart @ heights[there] / (apart @ apart))


def average(values: Sequence[float]) -> float:
    """The mean of those that are numbers; NaN when none is."""
    there = [value for value in values if value == value]  # noqa: PLR0124
    return sum(there) / len(there) if there else float("nan")
