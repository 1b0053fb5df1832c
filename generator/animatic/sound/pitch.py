"""How high a voice is: the fundamental frequency by autocorrelation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE

_RATE = SAMPLE_RATE // 4
_STEP, _SIZE = _RATE // 50, _RATE // 20
_LONGEST = 15 * SAMPLE_RATE
"""Samples that are listened to: enough of any line."""
_REACH = 1.7
_QUIET = 0.15
_PERIODIC = 0.5


def median_pitch(wave: npt.NDArray[np.float32], about: float) -> float | None:
    """The median F0 of a voice in Hz.

    Args:
        wave: float32 [samples], mono, 48 kHz.
        about: where it is expected, Hz; looked for from 1/1.7 to 1.7 times this, so that an octave is never
            taken for another.

    Returns:
        Hz, or None when nothing is voiced (a whisper, or too short a sound).
    """
    from scipy.fft import irfft, rfft
    from scipy.signal import resample_poly

    low = np.asarray(resample_poly(wave[:_LONGEST], 1, 4), np.float32)
    longest, shortest = int(_RATE / about * _REACH), int(_RATE / about / _REACH)
    if low.size < 2 * _SIZE:
        return None
    pieces = np.lib.stride_tricks.sliding_window_view(low, _SIZE)[::_STEP] * np.hanning(_SIZE).astype("f4")
    power = np.sqrt((pieces**2).mean(axis=1))
    pieces = pieces[power > _QUIET * power.max()]
    size = 2 * _SIZE
    like = irfft(np.abs(rfft(pieces, size)) ** 2, size)[:, :_SIZE]
    taper = irfft(np.abs(rfft(np.hanning(_SIZE), size)) ** 2, size)[:_SIZE]
    # Without the window's own fall-off, long periods stand beside short ones.
    like = like / np.maximum(taper / taper[0], 0.05) / np.maximum(like[:, :1], 1e-9)
    lag = shortest + np.argmax(like[:, shortest : longest + 1], axis=1)
    rows = np.arange(len(lag))
    before, peak, after = like[rows, lag - 1], like[rows, lag], like[rows, lag + 1]
    bend = before - 2 * peak + after
    fine = lag + np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, 1.0), 0.0)
    voiced = (peak > _PERIODIC) & (lag > shortest) & (lag < longest)
    return float(np.median(_RATE / fine[voiced])) if voiced.any() else None
