"""How far a mouth is open at each frame: its own voice, shaped by the sounds it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from generator.animatic.sound.phones import Phone, is_shut, opening_of
from generator.interface import SAMPLE_RATE

_CLOSED = 0.06
"""Under this share of a voice's loud frames the mouth is shut."""
_FINE = 8
"""Steps a frame in which the sounds are laid before they are eased."""
_SHAPED = 0.45
"""How much of an opening the sound decides; the rest is the loudness of the voice alone."""
_PRESSED = 0.04
"""Opening of lips that make m, b or p."""


def opening(voice: npt.NDArray[np.float32], phones: Sequence[Phone], frames: int) -> npt.NDArray[np.float32]:
    """Opening of a mouth for its voice.

    Args:
        voice: float32 [samples]: all this speaker says in the clip, at its place; zero elsewhere.
        phones: the sounds of it, seconds from the start of the clip.
        frames: frames of the clip; ``samples`` is a multiple of it.

    Returns:
        float32 [frames], 0 to 1; 0 where the voice is silent, for every frame on its own: no lag. The lips
        meet in a frame of every m, b and p that lasts longer than one.
    """
    if voice.size % frames:
        raise ValueError(
            f"mouth: got {voice.size} samples for {frames} frames, expected a whole number a frame."
        )
    loud = np.sqrt(np.mean(voice.reshape(frames, -1).astype(np.float64) ** 2, axis=1))
    if not loud.any():
        return np.zeros(frames, np.float32)
    full = float(np.percentile(loud[loud > 0], 90))
    level = np.clip(loud / max(full, 1e-9), 0.0, 1.0)
    smooth = np.convolve(np.pad(level, 1, mode="edge"), (0.3, 0.4, 0.3), mode="valid")
    frame = voice.size / frames / SAMPLE_RATE
    shape = (1.0 - _SHAPED) + _SHAPED * _shapes(phones, frames, frame)
    mouth = np.where(level < _CLOSED, 0.0, np.clip(smooth**0.9 * shape * 1.15, 0.0, 1.0))
    pressed = _pressed(phones, frames, frame)
    mouth[pressed] = np.minimum(mouth[pressed], _PRESSED)
    return mouth.astype(np.float32)


def _shapes(phones: Sequence[Phone], frames: int, frame: float) -> npt.NDArray[np.float64]:
    """The openings of the sounds, eased over a frame: float64 [frames]."""
    from scipy.ndimage import uniform_filter1d

    fine = np.zeros(frames * _FINE)
    for symbol, start, end in phones:
        first, after = (round(edge / frame * _FINE) for edge in (start, end))
        fine[first:after] = opening_of(symbol)
    eased = uniform_filter1d(fine, _FINE, mode="nearest")
    return np.asarray(eased.reshape(frames, _FINE).mean(axis=1))


def _pressed(phones: Sequence[Phone], frames: int, frame: float) -> list[int]:
    """The frame at the middle of every sound made with closed lips that lasts longer than a frame."""
    return [
        min(int((start + end) / 2 / frame), frames - 1)
        for symbol, start, end in phones
        if is_shut(symbol) and end - start > frame
    ]
