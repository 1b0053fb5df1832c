"""The layers of a place as pictures: drawn once a shot, then moved under the camera."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import skia

from generator.animatic.camera import View
from generator.animatic.palette import Light
from generator.animatic.pen import Pen
from generator.animatic.places.interiors import Layer
from generator.canvas import image_of, surface_on
from generator.footage import Pixels

_LARGEST = 2400
"""Longest side of a layer picture in pixels: keeps memory flat whatever the move."""
_SAME = 1e-4
"""Two scales that differ by less show the same picture: a tenth of a pixel across the frame."""
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_SOFT = 1.5
"""Standard deviation of a blur, in pixels, from which a picture counts as out of focus."""
_SHARP, _WIDE_BLUR = 0.3, 5.0


@dataclass(frozen=True)
class Plate:
    """A layer as a picture, with the rectangle of the world it shows."""

    image: skia.Image
    left: float
    top: float
    scale: float
    """Pixels a metre."""
    soft: bool
    """True when the picture is out of focus."""

    def draw(self, canvas: skia.Canvas, box: tuple[float, float, float, float], height: int) -> None:
        """Show the part ``box`` (left, top, right, bottom in metres) in a picture ``height`` pixels high."""
        k = height / (box[3] - box[1])
        left, top = (self.left - box[0]) * k, (self.top - box[1]) * k
        if abs(k - self.scale) < _SAME * k:
            # Copying whole pixels is ten times faster than sampling between them.
            canvas.drawImage(self.image, round(left), round(top))
            return
        wide, tall = self.image.width() / self.scale * k, self.image.height() / self.scale * k
        target = skia.Rect.MakeXYWH(left, top, wide, tall)
        # What is out of focus has no edge that could jump, so the nearest pixel will do: six times faster.
        # Source-over, too, is ten times faster than any other mode.
        canvas.drawImageRect(self.image, target, _NEAREST if self.soft else _LINEAR)


def plate(
    layer: Layer, light: Light, views: Sequence[View], size: tuple[int, int], blur: float, opaque: bool
) -> Plate | None:
    """Draw a layer large enough for all ``views`` (already at its depth); None when nothing is in sight.

    ``blur`` is the standard deviation in pixels of the picture.
    """
    width, height = size
    aspect = width / height
    boxes = [view.rect(aspect) for view in views]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    scale = height / min(view.span for view in views)
    scale = min(scale, _LARGEST / max(right - left, bottom - top), 4 * _LARGEST)
    rim = 2 / scale
    left, top = left - rim, top - rim
    across, down = max(2, round((right - left + rim) * scale)), max(2, round((bottom - top + rim) * scale))

    def paint(canvas: skia.Canvas, at: float) -> None:
        canvas.scale(at, at)
        canvas.translate(-left, -top)
        layer[1](Pen(canvas, light, 1.6 / at * height / 736))

    pixels = _painted(paint, (across, down), scale, blur, opaque)
    return _cropped(pixels, left, top, scale, opaque, blur >= _SOFT)


def _painted(
    paint: Callable[[skia.Canvas, float], None],
    size: tuple[int, int],
    scale: float,
    blur: float,
    opaque: bool,
) -> Pixels:
    """A picture of ``size`` pixels with ``scale`` pixels a metre, out of focus by ``blur`` pixels.

    What is out of focus is painted small and enlarged: a wide blur is the slowest thing skia does.
    """
    pixels, canvas = _canvas(size)
    if blur <= _SHARP:
        paint(canvas, scale)
        return pixels
    smaller = 4 if blur >= _WIDE_BLUR else 2 if blur >= _WIDE_BLUR / 2 else 1
    small, inner = _canvas((-(-size[0] // smaller), -(-size[1] // smaller)))
    tile = skia.TileMode.kClamp if opaque else skia.TileMode.kDecal
    soft = skia.ImageFilters.Blur(blur / smaller, blur / smaller, tile)
    inner.saveLayer(None, skia.Paint(ImageFilter=soft))
    paint(inner, scale / smaller)
    inner.restore()
    target = skia.Rect.MakeWH(small.shape[1] * smaller, small.shape[0] * smaller)
    canvas.drawImageRect(image_of(small), target, _LINEAR)
    return pixels


def _canvas(size: tuple[int, int]) -> tuple[Pixels, skia.Canvas]:
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    return pixels, surface_on(pixels).getCanvas()


def _cropped(
    pixels: Pixels,
    left: float,
    top: float,
    scale: float,
    opaque: bool,
    soft: bool,
) -> Plate | None:
    """Rows without paint cost time in every frame: leave them out."""
    if not opaque:
        rows = np.flatnonzero(pixels[:, :, 3].any(axis=1))
        if not rows.size:
            return None
        first, last = max(0, int(rows[0]) - 1), int(rows[-1]) + 2
        pixels, top = np.ascontiguousarray(pixels[first:last]), top + first / scale
    return Plate(image_of(pixels), left, top, scale, soft)


@lru_cache(maxsize=2)
def vignette(width: int, height: int) -> skia.Image:
    """A picture that darkens the corners softly."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far = ((x / width - 0.5) ** 2 + ((y / height - 0.5) * 0.9) ** 2) * 2
    alpha = np.clip((far - 0.25) * 0.55, 0.0, 0.28)
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[:, :, 3] = np.round(alpha * 255)
    return image_of(pixels)
