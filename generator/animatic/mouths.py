"""How far a mouth is open at each frame: the loudness of its own voice."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_CLOSED = 0.06
"""Under this share of a voice's loud frames the mouth is shut."""


def opening(voice: npt.NDArray[np.float32], frames: int) -> npt.NDArray[np.float32]:
    """Opening of a mouth for its voice.

    Args:
        voice: float32 [samples]: all this speaker says in the clip, at its place; zero elsewhere.
        frames: frames of the clip; ``samples`` is a multiple of it.

    Returns:
        float32 [frames], 0 to 1; 0 where the voice is silent, for every frame on its own: no lag.
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
    smooth = np.convolve(np.pad(level, 1, mode="edge"), (0.2, 0.6, 0.2), mode="valid")
    # The ear hears loudness by its root; so a half-loud vowel is a well open mouth.
    return np.where(level < _CLOSED, 0.0, np.sqrt(smooth)).astype(np.float32)
