"""A throat: pulses and noise, shaped by what a mouth does every ten milliseconds.

All that one voice can sound like is a small table of spectra; to say a line is to look up a row for every
step, and to overlap and add. That is quick enough to speak while a network learns to listen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from generator.toon.world import SYLLABLE, Voice

Wave = npt.NDArray[np.float32]
Clock = npt.NDArray[np.float64]
Spectra = npt.NDArray[np.complex64]

RATE = 16_000
"""Samples a second."""
LATENT = 640
"""Samples of one audio latent."""
STEP = 160
"""Samples of one step of the mouth: a quarter of a latent."""
STEPS = SYLLABLE * LATENT // STEP
"""Steps of one syllable: the consonant has the first four, the vowel the rest."""
LOUD = 0.1
"""RMS of a vowel: -20 dBFS."""

_ONSET = LATENT // STEP
_WINDOW, _FFT = 2 * STEP, 768
_WAVES = 5.5
"""Turns of the vibrato a second."""
_HIGHEST = 7_600.0
"""Hz above which a throat has no harmonics."""
_BREATH_FROM = 1_500.0
"""Hz above which breath is heard; under it the pulses are alone, so that they can be counted."""

_VOWELS = (
    (750.0, 1300.0, 2550.0),
    (480.0, 1900.0, 2550.0),
    (280.0, 2300.0, 3000.0),
    (520.0, 850.0, 2450.0),
    (310.0, 1000.0, 2150.0),
)
"""F1 to F3 in Hz of a, e, i, o, u in a throat of length 1."""
_TOP = (3400.0, 4200.0)
_WIDTHS = (80.0, 100.0, 140.0, 220.0, 300.0)


@dataclass(frozen=True, slots=True)
class _Consonant:
    """What the mouth does in the first latent of a syllable, step by step; levels are shares of a vowel's."""

    voiced: tuple[float, float, float, float]
    noise: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    formants: tuple[float, float, float] = (260.0, 900.0, 2200.0)
    muffled: float = 8000.0
    """Hz above which lips or cheeks swallow the voice."""
    hiss: tuple[float, float] = (1000.0, 8000.0)
    """The band of the noise, Hz."""


_SILENT = (0.0, 0.0, 0.0, 0.0)
_MURMUR = (0.3, 0.3, 0.1, 0.4)
_CONSONANTS: dict[str, _Consonant] = {
    "b": _Consonant(_MURMUR, (0.0, 0.0, 0.9, 0.1), muffled=300.0, hiss=(300.0, 1200.0)),
    "d": _Consonant(_MURMUR, (0.0, 0.0, 0.7, 0.1), muffled=300.0, hiss=(2600.0, 4200.0)),
    "f": _Consonant(_SILENT, (0.2, 0.25, 0.25, 0.2), hiss=(700.0, 7800.0)),
    "k": _Consonant(_SILENT, (0.0, 0.1, 1.0, 0.3), hiss=(1300.0, 2100.0)),
    "l": _Consonant((0.6, 0.7, 0.7, 0.7), formants=(360.0, 1500.0, 3200.0)),
    "m": _Consonant((0.7, 0.7, 0.7, 0.5), formants=(250.0, 900.0, 2200.0), muffled=250.0),
    "n": _Consonant((0.6, 0.6, 0.6, 0.5), formants=(200.0, 2100.0, 2700.0)),
    "r": _Consonant((0.1, 0.8, 0.1, 0.8), formants=(500.0, 1250.0, 1500.0)),
    "s": _Consonant(_SILENT, (0.6, 0.7, 0.7, 0.5), hiss=(5400.0, 7800.0)),
    "t": _Consonant(_SILENT, (0.0, 0.1, 1.0, 0.2), hiss=(2600.0, 4200.0)),
    "w": _Consonant((0.1, 0.2, 0.4, 0.7), formants=(320.0, 620.0, 1900.0), muffled=900.0),
}
_GLOTTAL = (0.15, 0.5, 0.9, 1.0)
"""Levels of a vowel that begins by itself."""
_FALL = (1.0,) * (STEPS - _ONSET - 3) + (0.9, 0.75, 0.5)
"""Levels of a vowel to its end."""


@dataclass(frozen=True, slots=True)
class _Throat:
    """The spectra of one voice, vowels, then consonants: complex64 [rows, FFT / 2 + 1] each."""

    pulses: Spectra
    air: Spectra


def say(syllables: Sequence[tuple[str, str]], voice: Voice, dice: np.random.Generator) -> Wave:
    """Say syllables of a consonant (or nothing) and a vowel, 160 ms each.

    Args:
        syllables: at least one.
        voice: the throat.
        dice: decides the noise, and nothing else.

    Returns:
        float32 [n] at 16 kHz; the first syllable begins :data:`BEFORE` samples in, and the last rings on
        for at most 33 ms.
    """
    rows, voiced, noise = _score(syllables)
    throat = _throat(voice)
    length = (rows.size + 1) * STEP
    heard = _spectra(_pulses(voice, length)) * (throat.pulses[rows] * voiced[:, None])
    heard += _spectra(dice.standard_normal(length, np.float32)) * (throat.air[rows] * noise[:, None])
    return _added(np.asarray(np.fft.irfft(heard, _FFT, axis=1), np.float32))


BEFORE = STEP // 2
"""Samples that :func:`say` gives before the first syllable: a step fades in over its edge."""


def _score(syllables: Sequence[tuple[str, str]]) -> tuple[npt.NDArray[np.intp], Wave, Wave]:
    """For every step: the row of the throat, and the levels of pulses and noise."""
    parts = [_syllable(consonant, vowel) for consonant, vowel in syllables]
    rows, voiced, noise = (np.concatenate([part[i] for part in parts]) for i in range(3))
    return rows, voiced, noise


@lru_cache(maxsize=128)
def _syllable(consonant: str, vowel: str) -> tuple[npt.NDArray[np.intp], Wave, Wave]:
    spoken = "aeiou".index(vowel)
    made = _CONSONANTS.get(consonant)
    row = spoken if made is None else len(_VOWELS) + list(_CONSONANTS).index(consonant)
    voiced, noise = (_GLOTTAL, _GLOTTAL) if made is None else (made.voiced, made.noise)
    return (
        np.repeat([row, spoken], [_ONSET, STEPS - _ONSET]),
        np.array((*voiced, *_FALL), np.float32),
        np.array((*noise, *_FALL), np.float32),
    )


@lru_cache(maxsize=64)
def _throat(voice: Voice) -> _Throat:
    hertz = np.asarray(np.fft.rfftfreq(_FFT, 1 / RATE), np.float64)
    breath = np.clip((hertz - _BREATH_FROM * 0.7) / (_BREATH_FROM * 0.6), 0.0, 1.0)
    pulses, air = [], []
    for formants in _VOWELS:
        mouth = _mouth(formants, voice.tract)
        pulses.append(_level(mouth, voice) * np.sqrt(1.0 - voice.breath))
        air.append(_air(mouth * np.sqrt(hertz / 1000.0) * breath) * np.sqrt(voice.breath))
    for made in _CONSONANTS.values():
        mouth = _mouth(made.formants, voice.tract)
        pulses.append(_level(mouth / (1.0 + (hertz / made.muffled) ** 3), voice))
        air.append(_air(_band(hertz, made.hiss, voice.tract**0.5)))
    return _Throat(np.stack(pulses).astype(np.complex64), np.stack(air).astype(np.complex64))


def _mouth(formants: tuple[float, float, float], tract: float) -> npt.NDArray[np.complex128]:
    """Five resonances in a row behind the slope of a glottis (12 dB an octave, 6 won back at the lips)."""
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(_FFT))
    spectrum: npt.NDArray[np.complex128] = 1.0 / (1.0 - 0.94 * turn)
    for formant, width in zip((*formants, *_TOP), _WIDTHS, strict=True):
        pole = np.exp(-np.pi * width / RATE + 2j * np.pi * formant * tract / RATE)
        spectrum *= abs(1.0 - pole) ** 2 / ((1.0 - pole * turn) * (1.0 - pole.conjugate() * turn))
    return spectrum


def _band(hertz: npt.NDArray[np.float64], hiss: tuple[float, float], scale: float) -> npt.NDArray[np.float64]:
    low, high = hiss[0] * scale, min(hiss[1] * scale, _HIGHEST)
    return 1.0 / (1.0 + (low / np.maximum(hertz, 1.0)) ** 8) / (1.0 + (hertz / high) ** 8)


def _level(spectrum: npt.NDArray[np.complex128], voice: Voice) -> npt.NDArray[np.complex128]:
    """The spectrum at which a voice's pulses have the loudness of a vowel."""
    harmonics = np.arange(1, _harmonics(voice) + 1) * voice.pitch
    heard = np.interp(harmonics, np.fft.rfftfreq(_FFT, 1 / RATE), np.abs(spectrum) ** 2)
    return np.asarray(spectrum * (LOUD / np.sqrt(heard.sum() / 2.0)))


def _air(spectrum: npt.NDArray[np.generic]) -> npt.NDArray[np.complex128]:
    """The spectrum at which noise of deviation 1 has the loudness of a vowel."""
    both = np.mean(np.abs(spectrum) ** 2)
    return np.asarray(spectrum * (LOUD / np.sqrt(both)), np.complex128)


def _harmonics(voice: Voice) -> int:
    return int(_HIGHEST / (voice.pitch * 2.0 ** (voice.vibrato / 12.0)))


def turns(voice: Voice, time: Clock) -> Clock:
    """How often a voice has swung ``time`` seconds after its line began: float64, of float64 seconds."""
    swing, around = _vibrato(voice)
    return np.asarray(voice.pitch * (time - swing * np.cos(around * time) / around))


def hertz(voice: Voice, time: Clock) -> Clock:
    """Its F0 at that time: the slope of :func:`turns`."""
    swing, around = _vibrato(voice)
    return np.asarray(voice.pitch * (1.0 + swing * np.sin(around * time)))


def _vibrato(voice: Voice) -> tuple[float, float]:
    """Depth as a share of the pitch, and speed in radians a second."""
    return voice.vibrato / 12.0 * float(np.log(2.0)), 2.0 * np.pi * _WAVES


def _pulses(voice: Voice, length: int) -> Wave:
    """Every harmonic under 7.6 kHz at amplitude 1, by the closed form of the sum of cosines."""
    half = np.pi * (turns(voice, (np.arange(length) - BEFORE) / RATE) % 1.0)
    count = _harmonics(voice)
    below = np.sin(half)
    near = np.abs(below) < 1e-6
    ratio = np.sin((2 * count + 1) * half) / np.where(near, 1.0, below)
    return np.asarray((np.where(near, 2 * count + 1, ratio) - 1.0) / 2.0, np.float32)


_HANN = np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_WINDOW) / _WINDOW), np.float32)


def _spectra(wave: Wave) -> Spectra:
    """Windows of 20 ms every 10 ms: [n] to complex64 [n / 160 - 1, FFT / 2 + 1]."""
    windows = np.lib.stride_tricks.sliding_window_view(wave, _WINDOW)[::STEP]
    return np.asarray(np.fft.rfft(windows * _HANN, _FFT, axis=1), np.complex64)


def _added(pieces: Wave) -> Wave:
    """Pieces of :data:`_FFT` samples, each 10 ms after the one before."""
    whole = np.zeros((pieces.shape[0] + _FFT // STEP + 1) * STEP, np.float32)
    for part in range(0, _FFT, STEP):
        chunk = pieces[:, part : part + STEP]
        laid = whole[part : part + pieces.shape[0] * STEP].reshape(-1, STEP)
        laid[:, : chunk.shape[1]] += chunk
    return whole
