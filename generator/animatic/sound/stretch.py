"""A sound made shorter at the same pitch: overlap-add with waveform alignment (WSOLA, Verhelst 1993)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE

_SIZE = SAMPLE_RATE // 25
_HOP = _SIZE // 2
_REACH = SAMPLE_RATE // 100


def compress(sound: npt.NDArray[np.float32], length: int) -> npt.NDArray[np.float32]:
    """``sound`` [samples] in at most ``length`` samples; itself, copied, when it is short enough."""
    if sound.size <= length:
        return sound.copy()
    if length < 2 * _SIZE or sound.size < 2 * (_SIZE + _REACH):
        return _resampled(sound, length)
    window = np.hanning(_SIZE + 1)[:_SIZE].astype(np.float32)
    padded = np.pad(sound, (0, _SIZE + 2 * _REACH))
    steps = (length - _SIZE) // _HOP
    pace = (sound.size - _SIZE) / max(steps, 1) / _HOP
    out = np.zeros(length, np.float32)
    weight = np.zeros(length, np.float32)
    at = 0
    for step in range(steps + 1):
        if step:
            at = _aligned(padded, at + _HOP, round(step * _HOP * pace))
        place = step * _HOP
        out[place : place + _SIZE] += window * padded[at : at + _SIZE]
        weight[place : place + _SIZE] += window
    return np.asarray(out / np.maximum(weight, 0.05), dtype=np.float32)


def _aligned(sound: npt.NDArray[np.float32], natural: int, wanted: int) -> int:
    """Start near ``wanted`` (within 10 ms) whose wave goes on best from ``natural``."""
    first = max(0, wanted - _REACH)
    follows = sound[natural : natural + _HOP]
    field = sound[first : first + 2 * _REACH + _HOP]
    if follows.size < _HOP or field.size < _HOP:
        return min(wanted, sound.size - _SIZE)
    from scipy.signal import correlate

    likeness = np.asarray(correlate(field, follows, mode="valid", method="fft"))
    return min(first + int(np.argmax(likeness)), sound.size - _SIZE)


def _resampled(sound: npt.NDArray[np.float32], length: int) -> npt.NDArray[np.float32]:
    """Too short to overlap: played faster."""
    if length < 1:
        return sound[:0].copy()
    places = np.linspace(0.0, sound.size - 1.0, length)
    return np.interp(places, np.arange(sound.size), sound).astype(np.float32)
