"""How a picture goes on from frame to frame: black, at rest, cut, or with a piece missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.interface import Run

BLACK_LUMA = 24
"""Luma (16 is black, 235 white) under which a cell counts as black: a night scene stays above."""
BLACK_SHARE = 0.99
"""The share of black cells that makes a black frame."""
FROZEN = 2
"""Two frames are equal when the luma of no cell differs by more: a key frame over a still picture gives this
much, and a mouth or a breath more."""
SETTLING_MEAN, SETTLING_MOST = 0.25, 8
"""Mean and largest change of the frames in which a coder still works a picture out that stands already."""
SETTLING = 2
"""The most such frames."""
SHUTTER = 2
"""Frames before and after that say how much a picture changes anyhow."""
LASTING = 2
"""Frames after a spike that must still show the other picture: a flash of lightning is over by then."""
SPIKE = 1.8
"""Change against the largest of the frames around it from which it is looked at closely."""
SUDDEN = 0.18
"""Mean over the cells of what changed while nothing near it did just before or after, in steps of 256. The
107 shots of four films stay under 0.14. Of 48 jumps one was 0.20, all others 0.23 and more."""
CUT_CHANGE = 4.0
"""Mean change of all cells from which a spike can be a cut; the least of those cuts was 5.8."""
ALIKE = 0.6
"""Correlation of the luma before and after from which it is the same set-up."""
SHADE = 2
"""Steps of luma that count as one brightness."""
_CODER = 0.15
"""Change of a picture that stands still."""
_REACH = 3
"""Cells across that count as near."""
_NOISE = 1.0


@dataclass(frozen=True, slots=True)
class Motion:
    """What was found, by frame."""

    black: tuple[Run, ...]
    frozen: tuple[Run, ...]
    """Frames equal to the one before; the first of a run is the first such frame."""
    cuts: tuple[int, ...]
    """First frames of another picture."""
    jumps: tuple[int, ...]
    """First frames after a piece of the movement that is missing."""
    plain: float
    """Share of the cells in the commonest brightness, give or take :data:`SHADE`."""


def motion(cells: npt.NDArray[np.uint8]) -> Motion:
    """Look at all changes of a clip; ``cells`` as in :class:`generator.measuring.screening.Screening`."""
    black = np.mean(cells[:, 0] < BLACK_LUMA, axis=(1, 2)) >= BLACK_SHARE
    change, largest = _changes(cells)
    spikes = [
        frame
        for frame in range(1, len(cells))
        if change[frame] >= SPIKE * (_around(change, frame) + _CODER)
        and not black[frame - 1 : frame + 1].any()
        and _sudden(cells, frame) >= SUDDEN
        and _lasts(cells, frame)
    ]
    cuts = [frame for frame in spikes if change[frame] >= CUT_CHANGE and _likeness(cells, frame) < ALIKE]
    return Motion(
        black=runs(black),
        frozen=tuple(_settled(run, change, largest) for run in runs(largest <= FROZEN)),
        cuts=tuple(cuts),
        jumps=tuple(frame for frame in spikes if frame not in cuts),
        plain=_plain(cells[:, 0]),
    )


def runs(marks: npt.NDArray[np.bool_]) -> tuple[Run, ...]:
    """The unbroken runs of true values of a clip's frames."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
    return tuple(
        Run(first=int(first), last=int(after) - 1)
        for first, after in zip(edges[::2], edges[1::2], strict=True)
    )


def _changes(cells: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int16]]:
    """Mean change of all cells, and largest change of the luma of one, against the frame before: [frames]."""
    change = np.zeros(len(cells))
    largest = np.full(len(cells), 255, np.int16)
    for frame in range(1, len(cells)):
        apart = np.abs(cells[frame].astype(np.int16) - cells[frame - 1])
        change[frame], largest[frame] = apart.mean(), apart[0].max()
    return change, largest


def _settled(run: Run, change: npt.NDArray[np.float64], largest: npt.NDArray[np.int16]) -> Run:
    """A run with the frames before it in which only the coder was at work."""
    first, least = run.first, max(1, run.first - SETTLING)
    if run.frames > SHUTTER:
        while first > least and change[first - 1] <= SETTLING_MEAN and largest[first - 1] <= SETTLING_MOST:
            first -= 1
    return Run(first=first, last=run.last)


def _near(frame: int, count: int) -> list[int]:
    """The frames around one, without it; the first frame of a clip has nothing to differ from."""
    return [n for n in range(max(1, frame - SHUTTER), min(count, frame + SHUTTER + 1)) if n != frame]


def _around(change: npt.NDArray[np.float64], frame: int) -> float:
    return float(change[_near(frame, len(change))].max(initial=0.0))


def _apart(cells: npt.NDArray[np.uint8], frame: int, other: int) -> npt.NDArray[np.float32]:
    """Mean change of every cell between two frames, [rows, columns]."""
    apart = np.abs(cells[frame].astype(np.int16) - cells[other])
    return np.asarray(apart.mean(axis=0), np.float32)


def _sudden(cells: npt.NDArray[np.uint8], frame: int) -> float:
    """How much changes at a frame where nothing near changes just before or after: what moves on, does."""
    from scipy.ndimage import maximum_filter

    near = [_apart(cells, other, other - 1) for other in _near(frame, len(cells))]
    usual = maximum_filter(np.max(near, axis=0), _REACH) if near else np.float32(0.0)
    return float(np.maximum(_beyond(cells[frame], cells[frame - 1]) - usual - _NOISE, 0.0).mean())


def _beyond(now: npt.NDArray[np.uint8], before: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Mean change of every cell beyond half a step to those beside it: so far a camera in hand may sway."""
    from scipy.ndimage import maximum_filter, minimum_filter

    here = before.astype(np.float32)
    least = (here + minimum_filter(before, (1, 3, 3))) / 2
    most = (here + maximum_filter(before, (1, 3, 3))) / 2
    apart = np.maximum(np.maximum(least - now, now - most), 0)
    return np.asarray(apart.mean(axis=0), np.float32)


def _lasts(cells: npt.NDArray[np.uint8], frame: int) -> bool:
    """Whether half of what changed is still changed a little later."""
    later = min(frame + LASTING, len(cells) - 1)
    at_once = _apart(cells, frame, frame - 1).mean()
    return bool(_apart(cells, later, frame - 1).mean() >= 0.5 * at_once)


def _likeness(cells: npt.NDArray[np.uint8], frame: int) -> float:
    """Correlation of the luma of a frame with that of the one before."""
    before, after = cells[frame - 1, 0].ravel().astype(np.float64), cells[frame, 0].ravel().astype(np.float64)
    spread = float(before.std() * after.std())
    return float(np.mean((before - before.mean()) * (after - after.mean()))) / spread if spread else 0.0


def _plain(luma: npt.NDArray[np.uint8]) -> float:
    if not luma.size:
        return 0.0
    counts = np.bincount(luma.ravel(), minlength=256)
    return round(float(np.convolve(counts, np.ones(2 * SHADE + 1), "same").max() / luma.size), 3)
