"""Levels: how loud each part of a clip is, and a ceiling that is never crossed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE
from generator.loudness import loudness

Stereo = npt.NDArray[np.float32]
"""float32 [2, samples], 48 kHz."""

CEILING = 10 ** (-1.5 / 20)
"""Largest sample after the limiter: -1.5 dBFS, so that rounding and coding stay under -1 dBFS."""

_LOOK = SAMPLE_RATE // 200
_EDGE = SAMPLE_RATE // 100


def at_loudness(sound: Stereo, lufs: float, most: float = 40.0) -> Stereo:
    """``sound`` brought to this integrated loudness by one gain, at most ``most`` dB up; silence stays."""
    now = loudness(sound)
    if now is None:
        return sound
    return np.asarray(sound * 10 ** (min(lufs - now, most) / 20), dtype=np.float32)


def limited(sound: Stereo) -> Stereo:
    """``sound`` with no sample above :data:`CEILING`: the level dips smoothly 5 ms around each peak."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    peaks = np.abs(sound).max(axis=0)
    if float(peaks.max(initial=0.0)) <= CEILING:
        return sound
    needed = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
    # The mean of minima over a span never exceeds the minimum at its middle: smooth, and safe.
    held = minimum_filter1d(needed, 2 * _LOOK + 1, mode="nearest")
    gain = np.asarray(uniform_filter1d(held.astype(np.float64), 2 * _LOOK + 1, mode="nearest"))
    return np.clip(sound * gain, -CEILING, CEILING).astype(np.float32)


def faded(sound: Stereo) -> Stereo:
    """``sound`` with 10 ms of fade at both ends, so that a cut never clicks."""
    out = sound.copy()
    edge = min(_EDGE, out.shape[1] // 2)
    if edge:
        ramp = np.linspace(0.0, 1.0, edge, dtype=np.float32)
        out[:, :edge] *= ramp
        out[:, -edge:] *= ramp[::-1]
    return out


def panned(mono: npt.NDArray[np.float32], side: float) -> Stereo:
    """A mono sound [samples] at ``side``, -1 left to 1 right, with equal power: float32 [2, samples]."""
    angle = (side + 1.0) * np.pi / 4.0
    return np.stack([mono * np.float32(np.cos(angle)), mono * np.float32(np.sin(angle))])
