"""A held chord, when the shot asks for music: a place for the composer, not a score."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from generator.animatic.noises import dice_for, slow
from generator.interface import SAMPLE_RATE

_MINOR, _MAJOR, _OPEN = (0, 7, 12, 15, 19), (0, 7, 12, 16, 19), (0, 7, 12, 14, 19)
_SAD = r"minor|sad|dark|tense|ominous|melanchol\w*|somber|sombre|mourn\w*|low|uneasy|suspense\w*|eerie"
_GLAD = r"major|happy|bright|warm|hope\w*|cheerful|gentle|tender|uplifting|playful|triumph\w*"
_NONE = r"\b(?:no|without|none|silence|silent)\b"


def wants_music(music: str) -> bool:
    """True when the words ask for music, and not for ``no music``."""
    return bool(music.strip()) and not re.search(_NONE, music.lower())


def pad(music: str, count: int) -> npt.NDArray[np.float32]:
    """A chord for these words: float32 [2, count], RMS 0.3; equal words give an equal chord in every shot."""
    dice = dice_for("music", " ".join(music.lower().split()))
    words = music.lower()
    chord = _MINOR if re.search(_SAD, words) else _MAJOR if re.search(_GLAD, words) else _OPEN
    root = 98.0 * 2.0 ** (int(dice.integers(0, 8)) / 12.0)
    time = np.arange(count) / SAMPLE_RATE
    out = np.zeros((2, count))
    for index, semitones in enumerate(chord):
        pitch = root * 2.0 ** (semitones / 12.0)
        level = slow(dice, count, 0.3, 0.55, 1.0) / (1.0 + 0.35 * index)
        for side, detune in ((0, 0.9988), (1, 1.0012)):
            angle = 2 * np.pi * pitch * detune * time + dice.uniform(0, 6)
            tone = np.sin(angle) + 0.3 * np.sin(2 * angle) + 0.1 * np.sin(3 * angle)
            out[side] += level * tone
    return (
        np.asarray(0.3 * out / np.sqrt(np.mean(out**2)), dtype=np.float32)
        if count
        else out.astype(np.float32)
    )
