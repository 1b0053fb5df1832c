"""The mel scale of the released audio encoder: Slaney's, from 0 to 8 kHz (echo-facts 2.6; E20)."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

RATE = 16_000
"""Samples a second that are listened to."""
HOP = 160
"""Samples between mel frames: 100 frames a second."""
FFT = 1024
"""Samples in one spectrum."""


@cache
def mel_filters(bands: int) -> npt.NDArray[np.float32]:
    """Float32 [bands, 513]: triangles on the mel scale, each of unit area over hertz."""
    edges = _hertz(np.linspace(0.0, _mel(RATE / 2), bands + 2))
    bins = np.linspace(0.0, RATE / 2, FFT // 2 + 1)
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (bins - low) / (centre - low), (high - bins) / (high - centre)
    triangles = np.clip(np.minimum(rising, falling), 0.0, None) * (2.0 / (high - low))
    return np.asarray(triangles, dtype=np.float32)


def _mel(hertz: float) -> float:
    """Slaney: linear to 1 kHz, then logarithmic."""
    return hertz * 3 / 200 if hertz < 1000.0 else 15.0 + 27.0 * float(np.log(hertz / 1000.0) / np.log(6.4))


def _hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.where(mels < 15.0, mels * 200 / 3, 1000.0 * np.exp((mels - 15.0) * np.log(6.4) / 27.0))
