"""Speech of the toon world: written words become syllables of even length, and a shot becomes sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from generator.animatic.sound.letters import PAUSES, sounds
from generator.toon import throat
from generator.toon.world import SYLLABLE, Line, Scene, Story, ToonShot

CONSONANTS = ("", "b", "d", "f", "k", "l", "m", "n", "r", "s", "t", "w")
"""What a syllable begins with; the first is nothing."""
VOWELS = ("a", "e", "i", "o", "u")
SYLLABLES = tuple(consonant + vowel for consonant in CONSONANTS for vowel in VOWELS)
"""All there are, 60: index = consonant * 5 + vowel."""

Wave = npt.NDArray[np.float32]
Curve = npt.NDArray[np.float32]

QUIET = 10.0 ** (-50.0 / 20.0)
"""RMS of a place in which nobody speaks: -50 dBFS."""

_CONSONANT_OF: Mapping[str, str] = {letter: letter for letter in "bdfklmnrstw"} | {
    "p": "b", "v": "f", "g": "k", "N": "n", "z": "s", "S": "s", "C": "t", "T": "t", "J": "d",
}  # fmt: skip
"""The sound letters that begin a syllable; all others (h, j) begin it with nothing."""
_VOWEL_OF: Mapping[str, str] = {
    "a": "a", "A": "a", "Y": "a", "e": "e", "E": "e", "@": "e", "i": "i", "I": "i", "o": "o", "O": "o",
    "u": "u", "U": "u",
}  # fmt: skip
_OPENINGS: Mapping[str, float] = {"a": 1.0, "e": 0.65, "i": 0.45, "o": 0.6, "u": 0.3}
_ONSETS: Mapping[str, float] = {"b": 0.0, "m": 0.0, "f": 0.1, "w": 0.15}
"""How far a mouth is open in a consonant."""
_ONSET = 0.22
"""In any other."""
_CLOSING = 0.7
"""The last latent of a syllable against its vowel."""


def syllables_of(text: str) -> tuple[int, ...]:
    """Written words as indices into :data:`SYLLABLES`; the same words always give the same.

    Latin letters go by rough rules, every letter of another script is a syllable of its own. A text with a
    letter or a digit has at least one syllable, any other text none.
    """
    if not any(letter.isalnum() for letter in text):
        return ()
    return tuple(index for word in sounds(text) if word not in PAUSES for index in _spoken(word))


def speak(shot: ToonShot, story: Story, seed: int) -> Wave:
    """The sound of a shot: its lines, and very quietly the place.

    A voice's noise and the place are drawn from ``seed``; all else is decided by shot and story. What is
    said after the end is not heard.

    Returns:
        float32 [frames * 640], mono, 16 kHz; about -20 dBFS (RMS) while somebody speaks, -50 dBFS else.

    Raises:
        KeyError: somebody speaks who is not in the story.
    """
    dice = np.random.default_rng(seed)
    wave = _place(shot.scene, shot.frames * throat.LATENT, dice)
    for line in shot.lines:
        if line.syllables:
            said = throat.say(
                [_letters(index) for index in line.syllables], story.cast[line.speaker].voice, dice
            )
            _lay(wave, said, line.start * throat.LATENT - throat.BEFORE)
    return wave


@dataclass(frozen=True, slots=True)
class Melody:
    """The pulses of all voices of a shot, sample by sample: [frames * 640] at 16 kHz."""

    turns: npt.NDArray[np.float64]
    """Swings since the line began; a whole number is a pulse."""
    hertz: npt.NDArray[np.float32]
    """F0; 0 where nobody speaks."""


def melody(shot: ToonShot, story: Story) -> Melody:
    """What the voices of a shot sing; the truth behind :func:`speak`."""
    found = Melody(np.zeros(shot.frames * throat.LATENT), np.zeros(shot.frames * throat.LATENT, np.float32))
    for line in shot.lines:
        span = slice(line.start * throat.LATENT, line.end * throat.LATENT)
        time = np.arange(found.turns[span].size) / throat.RATE
        found.turns[span] = throat.turns(story.cast[line.speaker].voice, time)
        found.hertz[span] = throat.hertz(story.cast[line.speaker].voice, time)
    return found


def openings(line: Line) -> Curve:
    """How far the mouth of who says a line is open: float32 [4 * syllables], 0 to 1, by audio latent.

    It is shut where b and m begin, widest for a, and nearly closed for u.
    """
    return np.array([opening for index in line.syllables for opening in _syllable(index)], np.float32)


def _spoken(word: str) -> list[int]:
    """Each group of vowels with the consonant before it; a word of consonants alone is said with a u."""
    found: list[int] = []
    consonant, before = "", False
    for letter in word:
        vowel = _VOWEL_OF.get(letter)
        if vowel is None:
            consonant = _CONSONANT_OF.get(letter, "")
        elif not before:
            found.append(_index(consonant, vowel))
            consonant = ""
        before = vowel is not None
    return found or [_index(consonant, "u")]


def _index(consonant: str, vowel: str) -> int:
    return CONSONANTS.index(consonant) * len(VOWELS) + VOWELS.index(vowel)


def _letters(index: int) -> tuple[str, str]:
    return CONSONANTS[index // len(VOWELS)], VOWELS[index % len(VOWELS)]


def _syllable(index: int) -> tuple[float, ...]:
    consonant, vowel = _letters(index)
    wide = _OPENINGS[vowel]
    onset = _ONSETS.get(consonant, _ONSET) if consonant else wide / 2
    return (onset, *(wide,) * (SYLLABLE - 2), _CLOSING * wide)


def _lay(wave: Wave, said: Wave, start: int) -> None:
    first, after = max(start, 0), min(start + said.size, wave.size)
    if first < after:
        wave[first:after] += said[first - start : after - start]


def _place(scene: Scene, length: int, dice: np.random.Generator) -> Wave:
    noise = np.fft.rfft(dice.standard_normal(length, np.float32))
    return np.asarray(np.fft.irfft(noise * _colour(scene, length), length), np.float32)


@lru_cache(maxsize=64)
def _colour(scene: Scene, length: int) -> Curve:
    """The spectrum that gives noise of deviation 1 the sound of a place: a hump over a slope."""
    centre, width, slope = _SOUNDS[scene]
    octaves = np.log2(np.maximum(np.fft.rfftfreq(length, 1 / throat.RATE), 40.0) / centre)
    spectrum = 2.0 ** (slope / 6.0 * octaves) + 3.0 * np.exp(-0.5 * (octaves / width) ** 2)
    return np.asarray(spectrum * (QUIET / np.sqrt(np.mean(spectrum**2))), np.float32)


_SOUNDS: Mapping[Scene, tuple[float, float, float]] = {
    Scene.ROOM: (250.0, 0.5, -6.0), Scene.KITCHEN: (120.0, 0.3, -3.0), Scene.STREET: (400.0, 1.2, -6.0),
    Scene.FOREST: (4200.0, 0.3, -3.0), Scene.SEA: (900.0, 1.0, -3.0), Scene.DESERT: (700.0, 0.4, -6.0),
    Scene.SNOW: (2200.0, 1.0, -3.0), Scene.NIGHT: (5200.0, 0.15, -4.0), Scene.FIELD: (3400.0, 0.6, -4.0),
    Scene.CAVE: (180.0, 0.25, -9.0), Scene.WORKSHOP: (1500.0, 0.25, -3.0), Scene.STAGE: (550.0, 0.2, -5.0),
}  # fmt: skip
"""A place: the middle of its hump in Hz, the hump's width in octaves, and the slope in dB an octave."""
