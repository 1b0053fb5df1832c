"""How the people of a clip look, where the engine says in which part of the picture they are.

A critic that searched for them itself would mistake a curtain for a coat; without a truth beside the clip
nobody is measured, and nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from generator.footage import Pixels
from generator.interface import FPS, Colour, Cue, Seen
from generator.truth import Box, FigureTruth, Truth

LOOKS = 5
"""Frames in which each person is looked at."""
WHOLE = 0.6
"""Share of a region that must be in the picture."""
GREY = 14.0
"""Length of the colour difference under which a pixel has no hue."""
HUES = 12

_LEAST_SIDE = 3
_CAPTION = 0.3
"""Seconds around a line in which its words may be written over the picture."""

Samples = npt.NDArray[np.float64]


def looked_at(truth: Truth, cues: Sequence[Cue]) -> dict[str, tuple[int, ...]]:
    """By tag, the frames in which somebody is looked at: spread out, and where nobody speaks if possible."""
    return {figure.tag: _frames(figure, cues) for figure in truth.figures if any(figure.body)}


def seen(truth: Truth, at: Mapping[str, Sequence[int]], whole: Mapping[int, Pixels]) -> tuple[Seen, ...]:
    """Everybody of a clip by the colours of hair, face and clothes.

    Args:
        truth: where they are.
        at: the frames to look at, by tag.
        whole: those frames, uint8 [H, W, 3] RGB.
    """
    return tuple(
        _seen(figure, [(number, whole[number]) for number in at[figure.tag] if number in whole])
        for figure in truth.figures
        if at.get(figure.tag)
    )


def cut_out(box: Box | None, picture: Pixels) -> Pixels | None:
    """What of a box is in the picture, or None when that is less than :data:`WHOLE` of it or tiny."""
    if box is None:
        return None
    height, width = picture.shape[:2]
    left, top = max(round(box[0]), 0), max(round(box[1]), 0)
    right, bottom = min(round(box[2]), width), min(round(box[3]), height)
    if right - left <= _LEAST_SIDE or bottom - top < _LEAST_SIDE:
        return None
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return picture[top:bottom, left:right] if (right - left) * (bottom - top) >= WHOLE * whole else None


def _frames(figure: FigureTruth, cues: Sequence[Cue]) -> tuple[int, ...]:
    shown = [n for n, (body, head) in enumerate(zip(figure.body, figure.head, strict=True)) if body and head]
    free = [number for number in shown if not any(_over(cue, number) for cue in cues)]
    pool = free if len(free) >= LOOKS else shown
    picked = {pool[round(place)] for place in np.linspace(0, len(pool) - 1, min(LOOKS, len(pool)))}
    return tuple(sorted(picked))


def _over(cue: Cue, number: int) -> bool:
    return cue.start - _CAPTION <= number / FPS <= cue.end + _CAPTION


def _seen(figure: FigureTruth, looks: Sequence[tuple[int, Pixels]]) -> Seen:
    parts = [_parts(figure, number, picture) for number, picture in looks]
    hair, face, clothes = zip(*parts, strict=True) if parts else ((), (), ())
    dressed = [part for part in clothes if part is not None]
    return Seen(
        tag=figure.tag,
        frame=next(number for number, body in enumerate(figure.body) if body),
        hair=_usual(hair),
        face=_usual(face),
        clothes=_usual(clothes),
        hues=_hues(np.concatenate(dressed)) if dressed else (),
    )


def _parts(figure: FigureTruth, number: int, picture: Pixels) -> list[Samples | None]:
    """Pixels of hair, face and clothes in one frame: float [n, 3] each, or None."""
    body, head = figure.body[number], figure.head[number]
    if body is None or head is None:
        return [None, None, None]
    left, top, right, bottom = head
    wide, tall, middle = right - left, bottom - top, (left + right) / 2
    boxes = (
        (left + 0.1 * wide, top - 0.12 * tall, right - 0.1 * wide, top + 0.18 * tall),
        (left + 0.2 * wide, top + 0.35 * tall, right - 0.2 * wide, bottom - 0.1 * tall),
        (middle - 0.55 * wide, bottom + 0.3 * tall, middle + 0.55 * wide, bottom + 1.3 * tall),
    )
    return [_colours(cut_out(_both(box, body), picture)) for box in boxes]


def _both(one: Box, other: Box) -> Box:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def _colours(part: Pixels | None) -> Samples | None:
    """Luma and colour differences (Rec. 709), [n, 3]."""
    if part is None:
        return None
    rgb = part.reshape(-1, 3).astype(np.float64)
    luma = rgb @ np.array([0.2126, 0.7152, 0.0722])
    return np.stack([luma, (rgb[:, 2] - luma) / 1.8556, (rgb[:, 0] - luma) / 1.5748], axis=1)


def _usual(parts: Iterable[Samples | None]) -> Colour | None:
    """The median over the frames of the mean colour of a region: a hand before it for once is left out."""
    means = [part.mean(axis=0) for part in parts if part is not None]
    if not means:
        return None
    luma, blue, red = np.median(means, axis=0)
    return (round(float(luma), 1), round(float(blue), 1), round(float(red), 1))


def _hues(colours: Samples) -> tuple[float, ...]:
    hued = np.hypot(colours[:, 1], colours[:, 2]) >= GREY
    places = (hue_of(colours[hued, 1], colours[hued, 2]) // (360 / HUES)).astype(np.int64) % HUES
    shares = np.bincount(places, minlength=HUES) / len(colours)
    return tuple(round(float(share), 3) for share in (*shares, 1.0 - shares.sum()))


def hue_of(blue: Samples, red: Samples) -> Samples:
    """Degrees of hue from red on, by colour difference: red 0, yellow about 60, green 120, blue 240."""
    luma = np.zeros_like(blue)
    r, b = luma + 1.5748 * red, luma + 1.8556 * blue
    g = luma - (0.2126 * 1.5748 * red + 0.0722 * 1.8556 * blue) / 0.7152
    return np.asarray(np.degrees(np.arctan2(np.sqrt(3.0) * (g - b), 2.0 * r - g - b)) % 360.0, np.float64)
