"""The raw stuff of places and things: noise in a band, slow movement, rings, and events on a time line.

Everything that is not a voice is made at :data:`RATE` and played at twice that: half the work, and nothing of
it is missed above 12 kHz. What is :data:`LOOP` samples long goes round: its end meets its beginning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE

RATE = SAMPLE_RATE // 2
"""Samples a second of places, things and music before they are mixed."""
LOOP = 10 * RATE
"""Samples of the sound of a place, longer than the longest clip."""
Wave = npt.NDArray[np.float32]
"""Mono, float32 [samples], at :data:`RATE`."""
Wide = npt.NDArray[np.float32]
"""Stereo, float32 [2, samples], at :data:`RATE`."""
Dice = np.random.Generator


def dice_for(*words: object) -> Dice:
    """The random numbers that belong to these words, the same in every process."""
    digest = hashlib.sha256("\n".join(str(word) for word in words).encode("utf-8", "surrogatepass")).digest()
    return np.random.Generator(np.random.SFC64(int.from_bytes(digest[:8], "big")))


def band(dice: Dice, count: int, low: float, high: float) -> Wave:
    """Noise from ``low`` to ``high`` Hz that goes round, RMS 1: float32 [count]."""
    from scipy.fft import irfft, next_fast_len, rfftfreq

    size = next_fast_len(max(count, 2), real=True)
    tone = np.maximum(rfftfreq(size, 1 / RATE).astype(np.float32), np.float32(1.0))
    shape = 1.0 / np.sqrt((1.0 + (np.float32(low) / tone) ** 4) * (1.0 + (tone / np.float32(high)) ** 4))
    noise = dice.standard_normal((2, tone.size), dtype=np.float32) * shape
    return levelled(irfft(noise[0] + np.complex64(1j) * noise[1], size)[:count])


def slow(dice: Dice, count: int, hertz: float, low: float = 0.0, high: float = 1.0) -> Wave:
    """A level that wanders between ``low`` and ``high`` about ``hertz`` times a second and goes round:
    float32 [count]."""
    points = dice.random(max(2, round(count / RATE * hertz))).astype(np.float32)
    at = np.arange(count, dtype=np.float32) * np.float32(points.size / max(count, 1))
    index = at.astype(np.int64)
    eased = 0.5 - 0.5 * np.cos(np.float32(np.pi) * (at - index))
    wander = points[index % points.size] * (1 - eased) + points[(index + 1) % points.size] * eased
    return np.asarray(low + (high - low) * wander, dtype=np.float32)


def levelled(wave: npt.NDArray[np.float32], rms: float = 1.0) -> npt.NDArray[np.float32]:
    """``wave`` at this RMS; silence stays silence."""
    power = float(np.sqrt(np.mean(wave**2))) if wave.size else 0.0
    return np.asarray(wave * (rms / power) if power > 0 else wave, dtype=np.float32)


def times(seconds: float) -> Wave:
    """The seconds of every sample: float32 [seconds * RATE]."""
    return np.arange(int(seconds * RATE), dtype=np.float32) / np.float32(RATE)


def decay(seconds: float, fall: float, attack: float = 0.002) -> Wave:
    """An envelope that rises in ``attack`` seconds, falls to 1/e in ``fall`` seconds, and ends at 0."""
    time = times(seconds)
    fade = np.minimum(1.0, (seconds - time) / (0.25 * seconds))
    return np.asarray(np.minimum(1.0, time / attack) * np.exp(-time / fall) * fade, dtype=np.float32)


def hill(seconds: float, power: float = 1.0) -> Wave:
    """An envelope that swells and goes, longest in the middle."""
    return np.asarray(np.sin(np.pi * times(seconds) / seconds).clip(0.0) ** power, dtype=np.float32)


def burst(dice: Dice, seconds: float, low: float, high: float, fall: float, attack: float = 0.001) -> Wave:
    """A stroke of noise between two frequencies, RMS 1 before its envelope."""
    envelope = decay(seconds, fall, attack)
    return np.asarray(envelope * band(dice, envelope.size, low, high), dtype=np.float32)


def ring(parts: Sequence[tuple[float, float, float]], seconds: float, attack: float = 0.001) -> Wave:
    """Struck things: for each part its Hz, its level, and the seconds it takes to fall to 1/e."""
    time = times(seconds)
    out = np.zeros(time.size, np.float32)
    for pitch, level, fall in parts:
        out += np.float32(level) * np.sin(np.float32(2 * np.pi * pitch) * time) * decay(seconds, fall, attack)
    return out


def glide(pitches: Sequence[float], seconds: float, partials: Sequence[float] = (1.0,)) -> Wave:
    """A tone that slides through ``pitches`` in Hz, evenly spaced, with partials of these levels."""
    time = times(seconds)
    pitch = np.interp(time, np.linspace(0.0, seconds, len(pitches)), pitches)
    turn = 2 * np.pi * np.cumsum(pitch) / RATE
    tones = [level * np.sin(number * turn) for number, level in enumerate(partials, start=1)]
    return np.asarray(np.sum(tones, axis=0), dtype=np.float32)


def strung(hits: Sequence[tuple[float, npt.NDArray[np.floating[Any]]]]) -> Wave:
    """Waves at their seconds, one after another or over one another."""
    size = max(int(at * RATE) + wave.size for at, wave in hits)
    out = np.zeros(size, np.float32)
    for at, wave in hits:
        first = int(at * RATE)
        out[first : first + wave.size] += wave
    return out


def moments(dice: Dice, per_second: float, least: int = 0) -> list[float]:
    """Seconds of a loop at which something happens by chance, so many times a second, sorted."""
    seconds = LOOP / RATE
    number = max(least, int(dice.poisson(per_second * seconds)))
    return sorted(dice.uniform(0.0, seconds, number).tolist())


def wide(wave: Wave) -> Wide:
    """A loop in both ears: the other hears the same noise at another moment, which is other noise."""
    return np.stack([wave, np.roll(wave, wave.size * 2 // 5)])


def place(out: Wide, wave: Wave, seconds: float, side: float) -> None:
    """Add ``wave`` to a loop at ``side``, -1 left to 1 right; what reaches over the end is heard at the
    beginning."""
    angle = (side + 1.0) * np.pi / 4.0
    where = (int(seconds * RATE) + np.arange(wave.size)) % out.shape[1]
    out[0, where] += np.float32(np.cos(angle)) * wave
    out[1, where] += np.float32(np.sin(angle)) * wave


def played(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """From :data:`RATE` to 48 kHz along the last axis."""
    from scipy.signal import resample_poly

    return np.asarray(resample_poly(sound, 2, 1, axis=-1), dtype=np.float32)
