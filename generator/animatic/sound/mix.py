"""Levels: how loud each part of a clip is, and a ceiling that is never crossed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE
from generator.loudness import SILENCE_LUFS, loudness, swings

Stereo = npt.NDArray[np.float32]
"""float32 [2, samples], 48 kHz."""

CEILING = 10 ** (-3.0 / 20)
"""The farthest the wave may swing: -3 dBTP, so that it stays under -1 dBTP when AAC has rounded it."""

_LOOK = SAMPLE_RATE // 200
_EDGE = SAMPLE_RATE // 100
_BLOCK, _MARGIN = 1920, 16
_PIECE = SAMPLE_RATE // 25
_GATE = 15.0
"""LU under the mean at which a place no longer counts (10), with 5 to spare."""
_NEAR = 0.4
"""Decibels by which a mix may miss its loudness."""
_PASSES = 8


def at_loudness(sound: Stereo, lufs: float) -> Stereo:
    """``sound`` brought to this integrated loudness by one gain; silence stays."""
    now = loudness(sound)
    return sound if now is None else np.asarray(sound * 10 ** ((lufs - now) / 20), dtype=np.float32)


def mastered(front: Stereo, place: Stereo, lufs: float) -> Stereo:
    """``front`` over ``place``, with ``front`` so loud that all of it has ``lufs`` under the ceiling.

    A limiter takes some of the loudness away, so the gain is found in a few passes: as far as the last two
    tell, between the loudest that was too quiet and the quietest that was too loud. ``place`` is never
    raised; behind something brief it is lowered.
    """
    place = place * np.float32(10 ** (_lower(front, place, lufs) / 20))
    gain, slope, low, high = 0.0, 1.0, -60.0, 60.0
    best, missed, before = place, np.inf, (0.0, -np.inf)
    for _ in range(_PASSES):
        out = limited(faded(front * np.float32(10 ** (gain / 20)) + place))
        now = loudness(out) or SILENCE_LUFS
        missing = lufs - now
        if abs(missing) < missed:
            best, missed = out, abs(missing)
        if missed < _NEAR:
            break
        if np.isfinite(before[1]):
            slope = min(max((now - before[1]) / (gain - before[0]), 0.3), 1.0)
        before = gain, now
        low, high = (gain, high) if missing > 0 else (low, gain)
        gain += missing / slope
        if not low < gain < high:
            gain = (low + high) / 2
    return best


def _lower(front: Stereo, place: Stereo, lufs: float) -> float:
    """Decibels, 0 or less, that keep a place out of the measure of what is heard before it.

    BS.1770 leaves out what is 10 LU under the mean of the whole. A word in a long silence hardly moves that
    mean: a place that counts would have to be made up for by shouting.
    """
    level = loudness(place)
    pieces = front[:, : front.shape[1] // _PIECE * _PIECE].reshape(2, -1, _PIECE)
    loud = np.sqrt(np.mean(pieces**2, axis=(0, 2)))
    share = float(np.mean(loud > 0.2 * loud.max()))
    return 0.0 if level is None else min(0.0, lufs - _GATE + 10.0 * float(np.log10(share)) - level)


def limited(sound: Stereo) -> Stereo:
    """``sound`` swinging no farther than :data:`CEILING`, between the samples too: the level dips smoothly
    5 ms around each peak."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    # Between samples a wave of speech or noise never swings to twice what its samples show.
    if float(np.abs(sound).max(initial=0.0)) <= CEILING / 2:
        return sound
    peaks = _peaks(sound)
    if float(peaks.max(initial=0.0)) <= CEILING:
        return sound
    needed = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
    # The mean of minima over a span never exceeds the minimum at its middle: smooth, and safe.
    held = minimum_filter1d(needed, 2 * _LOOK + 1, mode="nearest")
    gain = np.asarray(uniform_filter1d(held.astype(np.float64), 2 * _LOOK + 1, mode="nearest"))
    return np.clip(sound * gain, -CEILING, CEILING).astype(np.float32)


def _peaks(sound: Stereo) -> npt.NDArray[np.float32]:
    """How far either ear's wave swings at each sample; between the samples only where it is loud."""
    peaks = np.abs(sound).max(axis=0)
    blocks = np.add.reduceat(peaks > CEILING / 2, np.arange(0, peaks.size, _BLOCK))
    for block in np.flatnonzero(blocks).tolist():
        start = block * _BLOCK
        first, after = max(0, start - _MARGIN), start + _BLOCK + _MARGIN
        inner = peaks[start : start + _BLOCK]
        inner[:] = swings(sound[:, first:after]).max(axis=0)[start - first :][: inner.size]
    return np.asarray(peaks)


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
