"""The key moment of a clip (Eq. 8; requirements E20, E22): where its sound is fullest, with its picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from generator.interface import FPS, SAMPLE_RATE
from generator.mel import FFT, HOP, RATE, mel_filters

WINDOW = 3.84
"""Seconds of sound a memory keeps: 96 audio latents of the released model (E20)."""
CLIP_FRAMES = 9
"""Frames of picture a memory keeps (E22)."""

_MELS = 128
_TIE = 1e-9
"""Windows within this fraction of the best count as equally loud; it hides the rounding of running sums."""
_SILENT = 1e-7


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """Where the key moment is; see :class:`generator.interface.Moment` for the fields."""

    frame: int
    first_frame: int
    last_frame: int
    audio_start: float
    audio_end: float
    energy: float


def key_moment(
    sound: npt.NDArray[np.float32], frames: int, fps: int = FPS, window: float = WINDOW
) -> KeyMoment:
    """The window of ``sound`` with the largest summed mel magnitude, and the frame at its centre (Eq. 8).

    ``tau* = argmax_tau |Mel[tau - D/2 : tau + D/2]|_1``: first on ties; the middle for silence; the whole
    sound when it is shorter than the window. Windows start every 10 ms and never reach over the ends.

    Args:
        sound: float32 [2, n] or [n], 48 kHz.
        frames: length of the picture in frames, at least 1.
        fps: frames a second of the picture.
        window: D in seconds.

    Raises:
        ValueError: no frames, a window of no length, or sound of another shape.
    """
    if frames < 1 or fps < 1 or window * RATE < HOP:
        raise ValueError(
            f"got {frames} frames at {fps} fps and a window of {window} s; expected more than none."
        )
    loud = mel_magnitude(sound)  # [T], one value each 10 ms
    width = round(window * RATE / HOP)
    if loud.size <= width:
        seconds = sound.shape[-1] / SAMPLE_RATE
        energy = float(loud.mean() / _MELS) if loud.size else 0.0
        return _moment(seconds / 2, (0.0, seconds), energy, frames, fps)
    start, total = loudest_window(loud, width)
    energy = total / (width * _MELS)
    if energy < _SILENT:
        start, energy = (loud.size - width) // 2, 0.0
    step = HOP / RATE
    return _moment((start + width / 2) * step, (start * step, (start + width) * step), energy, frames, fps)


def loudest_window(loud: npt.NDArray[np.float64], width: int) -> tuple[int, float]:
    """First start of the ``width`` consecutive values with the largest sum, and that sum."""
    running = np.concatenate([[0.0], np.cumsum(loud, dtype=np.float64)])
    totals = running[width:] - running[:-width]
    best = float(totals.max())
    start = int(np.argmax(totals >= best - abs(best) * _TIE))
    return start, float(totals[start])


def mel_magnitude(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Mel magnitude of every 10 ms, summed over channels and the 128 bands: float64 [T], T = samples // 480.

    The spectrogram is that of the released audio encoder: 16 kHz, Hann window of 1024, hop 160, centred with
    reflection, Slaney mel scale and norm from 0 to 8 kHz, power 1 (E20).
    """
    if sound.ndim not in (1, 2) or (sound.ndim == 2 and sound.shape[0] != 2):
        raise ValueError(f"sound: got shape {list(sound.shape)}, expected [2, samples] or [samples].")
    from scipy import fft, signal

    channels = np.atleast_2d(np.asarray(sound, dtype=np.float32))
    count = channels.shape[1] * RATE // SAMPLE_RATE // HOP
    if count == 0:
        return np.zeros(0)
    slow = signal.resample_poly(channels, 1, SAMPLE_RATE // RATE, axis=1)
    around = ((0, 0), (FFT // 2, FFT // 2))
    # Reflection needs more sound than it adds; anything so short is one window anyway.
    long = slow.shape[1] > FFT // 2
    padded = np.pad(slow, around, mode="reflect") if long else np.pad(slow, around)
    pieces = np.lib.stride_tricks.sliding_window_view(padded, FFT, axis=1)[:, : count * HOP : HOP]
    magnitude = np.abs(fft.rfft(pieces * _hann(), axis=2))  # [channels, T, 513]
    # The sum over bands is linear, so it can be taken before the product: one weight for each of 513 bins.
    return np.asarray((magnitude @ mel_filters(_MELS).sum(axis=0)).sum(axis=0), dtype=np.float64)


@cache
def _hann() -> npt.NDArray[np.float32]:
    from scipy.signal import get_window

    return np.asarray(get_window("hann", FFT), dtype=np.float32)


def _moment(centre: float, span: tuple[float, float], energy: float, frames: int, fps: int) -> KeyMoment:
    # A hair above, so that a centre that is a whole frame in decimals is not floored to the one before.
    frame = min(int(centre * fps + 1e-6), frames - 1)
    first = max(0, min(frame - CLIP_FRAMES // 2, frames - CLIP_FRAMES))
    last = min(first + CLIP_FRAMES, frames) - 1
    return KeyMoment(frame, first, last, span[0], span[1], energy)
