"""The colours of somebody's reference picture.

Nothing is recognised: what runs smoothly in from the edges of the picture is taken for background, the most
of what is skin-coloured in the middle for the face, and hair and clothes are looked for above and below it.
"""

from __future__ import annotations

import colorsys
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generator.animatic.palette import Color

MAX_PIXELS = 50_000_000
"""The largest picture that is opened."""
_SIDE = 192
"""Longest side of what is looked at, pixels."""
_SHADES = 24
_ALIKE = 0.1
"""How far red, green and blue together may differ in what is one colour under uneven light."""
_EDGE = 0.08
"""From what difference on two neighbours are two things."""
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError,
           Image.DecompressionBombError, Image.DecompressionBombWarning)  # fmt: skip
"""What Pillow raises for a file that is no picture, or only the beginning of one."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Portrait:
    """Colours seen in a picture, before any light; None where it does not tell."""

    skin: Color | None = None
    hair: Color | None = None
    top: Color | None = None


@dataclass(frozen=True)
class _Shades:
    """A small picture in a few colours."""

    labels: NDArray[np.uint8]
    """Which colour each pixel has, [H, W]; the background and what is transparent have none: N."""
    colors: NDArray[np.float64]
    """The colours, 0 to 1, [N, 3]."""

    def counts(self, where: Mask) -> NDArray[np.int64]:
        """How many pixels of ``where`` each colour has."""
        return np.bincount(self.labels[where], minlength=len(self.colors) + 1)[: len(self.colors)]

    def color(self, shade: int) -> Color:
        red, green, blue = (float(channel) for channel in self.colors[shade])
        return (red, green, blue)


def colours_of(picture: Path) -> Portrait:
    """The colours of the person in a picture: a face near the middle, hair around it, clothes below.

    Raises:
        ValueError: the file is no picture, or one of more than 50 million pixels; the message names it.
    """
    shades = _shades(_opened(picture))
    high, wide = shades.labels.shape
    y, x = np.mgrid[0:high, 0:wide]
    y, x = (y + 0.5) / high, (x + 0.5) / wide
    person = _foreground(shades, x, y)
    face = _most(shades, _window(x, y, (0.34, 0.12), (0.66, 0.62)), person & _skin_tones(shades), 0.05)
    if face is None:
        return Portrait()
    left, top, right, bottom = _box(shades, face, x, y)
    size, tall = right - left, bottom - top
    rest = person & (np.abs(shades.colors - shades.colors[face]).sum(axis=1) > 2 * _ALIKE)
    crown = _window(x, y, (left - 0.4 * size, top - 0.5 * tall), (right + 0.4 * size, top + 0.35 * tall))
    chest = _window(x, y, (left - 0.7 * size, bottom + 0.25 * tall), (right + 0.7 * size, 1.0))
    hair, worn = _most(shades, crown, rest, 0.06), _most(shades, chest, rest, 0.15)
    return Portrait(
        shades.color(face),
        None if hair is None else shades.color(hair),
        None if worn is None else shades.color(worn),
    )


def _opened(picture: Path) -> Image.Image:
    """A small RGBA copy of the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(picture, formats=_FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise ValueError(f"{opened.width}x{opened.height} pixels, at most {MAX_PIXELS}")
                opened.draft("RGB", (_SIDE * 2, _SIDE * 2))
                small = opened.convert("RGBA")
    except _BROKEN as error:
        raise ValueError(f"{picture.name}: not a picture that can be read ({error})") from error
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return small


def _shades(small: Image.Image) -> _Shades:
    few = small.convert("RGB").quantize(_SHADES, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    labels = np.asarray(few, dtype=np.uint8).copy()
    pixels = np.asarray(small, dtype=np.float64) / 255
    count = int(labels.max()) + 1
    labels[(pixels[..., 3] < 0.5) | _background(pixels)] = count
    # The middle of its pixels, not their mean, so that soft edges do not stain a flat colour.
    colors = [
        np.median(pixels[labels == n, :3], axis=0) if (labels == n).any() else np.zeros(3)
        for n in range(count)
    ]
    return _Shades(labels, np.array(colors))


def _background(pixels: NDArray[np.float64]) -> Mask:
    """What of [H, W, 4] can be reached from the top and the upper sides without crossing an edge, [H, W]."""
    across = np.abs(np.diff(pixels, axis=1)).sum(axis=2) < _EDGE
    down = np.abs(np.diff(pixels, axis=0)).sum(axis=2) < _EDGE
    reached = np.zeros(pixels.shape[:2], dtype=np.bool_)
    reached[0] = True
    # Shoulders may leave the picture in its lower half.
    reached[: len(reached) // 2, [0, -1]] = True
    before, now = 0, int(reached.sum())
    while before < now:
        reached[:, 1:] |= reached[:, :-1] & across
        reached[:, :-1] |= reached[:, 1:] & across
        reached[1:] |= reached[:-1] & down
        reached[:-1] |= reached[1:] & down
        before, now = now, int(reached.sum())
    return reached


def _foreground(shades: _Shades, x: NDArray[np.float64], y: NDArray[np.float64]) -> Mask:
    """Which colours are of the middle and not like what lies along the left, right and upper edge."""
    edge = (x < 0.1) | (x > 0.9) | (y < 0.05)
    middle = (abs(x - 0.5) < 0.22) & (y > 0.08)
    around = shades.counts(edge) / max(1, int(edge.sum()))
    inside = shades.counts(middle) / max(1, int(middle.sum()))
    alike = np.abs(shades.colors[:, None] - shades.colors[None]).sum(axis=2) < _ALIKE
    return np.asarray(inside > 1.5 * (alike @ around), dtype=np.bool_)


def _skin_tones(shades: _Shades) -> Mask:
    """Which colours skin can have: orange hues, neither grey nor glaring."""
    tones = [colorsys.rgb_to_hsv(*color) for color in shades.colors]
    return np.array([(h < 0.12 or h > 0.96) and 0.08 < s < 0.62 and v > 0.2 for h, s, v in tones])


def _window(x: NDArray[np.float64], y: NDArray[np.float64], start: tuple[float, float],
            end: tuple[float, float]) -> Mask:  # fmt: skip
    return (x >= start[0]) & (y >= start[1]) & (x <= end[0]) & (y <= end[1])


def _most(shades: _Shades, where: Mask, able: Mask, share: float) -> int | None:
    """The commonest of the colours that are ``able`` in a window; None when none has ``share`` of it."""
    counts = np.where(able, shades.counts(where), 0)
    best = int(counts.argmax()) if len(counts) else 0
    return best if len(counts) and counts[best] > share * where.sum() else None


def _box(shades: _Shades, face: int, x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, ...]:
    """Left, top, right and bottom of most of the face, 0 to 1: hands and a bare neck are left out."""
    near = (shades.labels == face) & _window(x, y, (0.25, 0.05), (0.75, 0.7))
    (left, right), (top, bottom) = (np.percentile(axis[near], (4, 96)) for axis in (x, y))
    return float(left), float(top), float(right), float(bottom)
