"""Film grain: fine noise over the whole picture, another one in every frame."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from generator.canvas import image_of

_SIDE = 256
_TILES = 3
_STRONGEST = 26
"""Alpha (0 to 255) of the brightest and the darkest grains at full strength."""


def grain_over(canvas: skia.Canvas, strength: float, frame: int, width: int, height: int) -> None:
    """Lay grain over a picture of ``width`` by ``height`` pixels; ``strength`` is 0 (none) to 1 (8 mm)."""
    if strength <= 0:
        return
    lot = np.random.default_rng(frame)
    tile = int(lot.integers(_TILES))
    left, top = (-int(shift) for shift in lot.integers(_SIDE, size=2))
    paint = _paint(tile, round(_STRONGEST * min(strength, 1.0)))
    canvas.save()
    canvas.translate(left, top)
    canvas.drawRect(skia.Rect.MakeWH(width - left, height - top), paint)
    canvas.restore()


@lru_cache(maxsize=12)
def _paint(tile: int, strongest: int) -> skia.Paint:
    """A paint that fills with one of the tiles: black and white grains, most of them faint."""
    noise = np.random.default_rng(1000 + tile).normal(0.0, 0.42, (_SIDE, _SIDE))
    alpha = np.round(np.clip(np.abs(noise), 0, 1) * strongest).astype(np.uint8)
    pixels = np.zeros((_SIDE, _SIDE, 4), np.uint8)
    pixels[:, :, :3] = np.where(noise > 0, alpha, 0)[:, :, None]
    pixels[:, :, 3] = alpha
    paint = skia.Paint()
    paint.setShader(image_of(pixels).makeShader(skia.TileMode.kRepeat, skia.TileMode.kRepeat))
    return paint
