"""Arrays of pixels that skia draws on and from: BGRA with premultiplied alpha."""

from __future__ import annotations

import skia

from generator.footage import Pixels

_KIND = (skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)


def surface_on(pixels: Pixels) -> skia.Surface:
    """A surface that draws into uint8 [H, W, 4]."""
    return skia.Surface(pixels, *_KIND)


def image_of(pixels: Pixels) -> skia.Image:
    """A picture of uint8 [H, W, 4] as it is now; the array may be drawn over."""
    return skia.Image.fromarray(pixels, *_KIND, copy=True)
