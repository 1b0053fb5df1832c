"""The raw stuff of places and things: noise in a band, slow movement, and events on a time line."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE

Wave = npt.NDArray[np.float64]
"""Mono, float64 [samples], 48 kHz."""
Dice = np.random.Generator


def dice_for(*words: object) -> Dice:
    """The random numbers that belong to these words, the same in every process."""
    digest = hashlib.sha256("\n".join(str(word) for word in words).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def band(dice: Dice, count: int, low: float, high: float) -> Wave:
    """Noise between two frequencies in Hz, RMS 1: float64 [count]."""
    from scipy.signal import butter, sosfilt

    settle = 4_800
    shape = butter(2, (low, high), "bandpass", fs=SAMPLE_RATE, output="sos")
    noise = np.asarray(sosfilt(shape, dice.standard_normal(count + settle)))[settle:]
    return levelled(noise)


def slow(dice: Dice, count: int, hertz: float, low: float = 0.0, high: float = 1.0) -> Wave:
    """A level that wanders between ``low`` and ``high`` about ``hertz`` times a second: float64 [count]."""
    points = dice.random(int(count / SAMPLE_RATE * hertz) + 4)
    at = np.arange(count) * (hertz / SAMPLE_RATE)
    part, whole = np.modf(at)
    eased = 0.5 - 0.5 * np.cos(np.pi * part)
    index = whole.astype(int)
    wander = points[index] * (1.0 - eased) + points[index + 1] * eased
    return np.asarray(low + (high - low) * wander)


def levelled(wave: Wave, rms: float = 1.0) -> Wave:
    """``wave`` at this RMS; silence stays silence."""
    power = float(np.sqrt(np.mean(wave**2))) if wave.size else 0.0
    return wave * (rms / power) if power > 0 else wave


def decay(seconds: float, fall: float, attack: float = 0.002) -> Wave:
    """An envelope that rises in ``attack`` seconds and falls to 1/e in ``fall`` seconds."""
    time = times(seconds)
    return np.asarray(np.minimum(1.0, time / attack) * np.exp(-time / fall))


def times(seconds: float) -> Wave:
    """The seconds of every sample: float64 [seconds * 48000]."""
    return np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def lay(out: Wave, wave: Wave, seconds: float) -> None:
    """Add ``wave`` to ``out`` from this moment on; what reaches over the end is left out."""
    first = int(seconds * SAMPLE_RATE)
    if 0 <= first < out.size:
        room = min(wave.size, out.size - first)
        out[first : first + room] += wave[:room]


def moments(dice: Dice, count: int, per_second: float) -> list[float]:
    """Seconds at which something happens by chance, so many times a second, sorted."""
    length = count / SAMPLE_RATE
    return sorted(dice.uniform(0.0, length, int(dice.poisson(per_second * length))).tolist())
