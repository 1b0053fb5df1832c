"""The waveform of a sound, as the studio draws it under the film."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from generator.footage import read_sound
from generator.interface import SAMPLE_RATE

PEAKS = 100
"""Peaks a second: four a frame at 25 frames a second."""


def peaks(sound: Path) -> bytes:
    """How loud a sound is along its time, one byte a hundredth of a second: 0 silence, 255 as loud as can be.

    Raises:
        ValueError: the file is bad or has no sound.
    """
    loud = np.abs(read_sound(sound)).max(axis=0)
    step = SAMPLE_RATE // PEAKS
    padded = np.pad(loud, (0, -loud.size % step))
    highest = padded.reshape(-1, step).max(axis=1) if padded.size else padded
    return bytes(np.clip(np.rint(highest * 255), 0, 255).astype(np.uint8))
