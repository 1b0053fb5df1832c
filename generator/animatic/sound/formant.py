"""A voice of our own: pulses of a throat ringing in a mouth.

Every glottal pulse starts five decaying waves, one a formant (formant-wave synthesis: Rodet 1984), so the
mouth may move from pulse to pulse without a filter that changes under the signal; consonants are shaped
noise.
It says a line with the right length, melody and syllables, not with clear words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.animatic.sound.letters import PAUSES, sounds
from generator.animatic.sound.phones import Phone, Utterance
from generator.animatic.sound.voices import Voice
from generator.interface import SAMPLE_RATE

Wave = npt.NDArray[np.float64]

_CONTROL = 200
"""Steps of the mouth a second."""
_GRAIN = 0.022
"""Seconds one pulse rings."""
_BANDWIDTHS = (70.0, 100.0, 150.0, 240.0)
_TOP = (3300.0, 4100.0)
_NOISES = {"s": (4500.0, 9000.0), "S": (2000.0, 5200.0), "f": (1200.0, 8000.0), "h": (500.0, 3000.0)}
"""Pass bands of the noises in Hz, before they are scaled to the throat."""


@dataclass(frozen=True, slots=True)
class Sound:
    """How one sound letter is made."""

    formants: tuple[float, float, float]
    """F1 to F3 in Hz of an adult man."""
    seconds: float
    voiced: float
    """Level of the pulses, 0 to 1."""
    noise: str = ""
    """Which noise, a key of ``_NOISES``."""
    level: float = 0.0
    """Level of the noise."""
    burst: bool = False
    """A closure first, then the noise: p, t, k."""


def _vowel(f1: float, f2: float, f3: float, seconds: float = 0.1) -> Sound:
    return Sound((f1, f2, f3), seconds, 1.0)


def _hum(f1: float, f2: float, f3: float, voiced: float = 0.5) -> Sound:
    return Sound((f1, f2, f3), 0.065, voiced)


def _hiss(f2: float, noise: str, level: float, voiced: float = 0.0, seconds: float = 0.085) -> Sound:
    return Sound((350.0, f2, 2600.0), seconds, voiced, noise, level)


def _stop(f2: float, noise: str, level: float, voiced: float = 0.0) -> Sound:
    return Sound((300.0, f2, 2500.0), 0.075, voiced, noise, level, burst=True)


_PAUSE = " "
_BETWEEN_WORDS = 0.02
_SHORTEST = 0.35
"""Seconds of the shortest line: a hum takes its time."""
_SOUNDS = {
    "a": _vowel(700, 1600, 2500), "e": _vowel(530, 1840, 2480, 0.09), "i": _vowel(400, 1990, 2550, 0.08),
    "o": _vowel(570, 900, 2400), "u": _vowel(620, 1200, 2400, 0.085), "@": _vowel(500, 1400, 2300, 0.07),
    "I": _vowel(280, 2250, 2890, 0.12), "U": _vowel(310, 870, 2250, 0.12), "O": _vowel(450, 800, 2500, 0.13),
    "E": _vowel(440, 2050, 2600, 0.13), "A": _vowel(720, 1200, 2500, 0.14),
    "Y": _vowel(620, 1700, 2500, 0.14),
    "m": _hum(280, 1000, 2200), "n": _hum(280, 1500, 2400), "N": _hum(280, 1900, 2500),
    "l": _hum(360, 1100, 2600, 0.65), "r": _hum(420, 1250, 1650, 0.65), "w": _hum(310, 700, 2200, 0.6),
    "j": _hum(290, 2200, 2900, 0.6),
    "s": _hiss(1700, "s", 0.30), "z": _hiss(1700, "s", 0.16, 0.35, 0.07), "S": _hiss(1900, "S", 0.32),
    "f": _hiss(1100, "f", 0.14), "v": _hiss(1100, "f", 0.07, 0.45, 0.06), "T": _hiss(1400, "f", 0.12),
    "h": _hiss(1500, "h", 0.16, 0.0, 0.05),
    "p": _stop(900, "f", 0.25), "t": _stop(1800, "s", 0.28), "k": _stop(1700, "S", 0.25),
    "b": _stop(900, "f", 0.12, 0.3), "d": _stop(1800, "s", 0.12, 0.3), "g": _stop(1700, "S", 0.12, 0.3),
    "C": _stop(1900, "S", 0.34), "J": _stop(1900, "S", 0.2, 0.3),
    _PAUSE: Sound((450.0, 1450.0, 2450.0), 0.0, 0.0),
}  # fmt: skip
_VOWELS = frozenset("aeiou@IUOEAY")
_IPA = {
    "a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɒ", "u": "ʌ", "@": "ə", "I": "iː", "U": "uː", "O": "oʊ", "E": "eɪ",
    "A": "aʊ", "Y": "aɪ", "N": "ŋ", "r": "ɹ", "S": "ʃ", "T": "θ", "g": "ɡ", "C": "tʃ", "J": "dʒ",
}  # fmt: skip
"""The sound letters that are not IPA already."""


@dataclass(frozen=True, slots=True)
class Score:
    """What throat and mouth do at every step of 1/200 s: float64 [T] each, formants [T, 5]."""

    phones: tuple[Phone, ...]
    pitch: Wave
    formants: Wave
    voiced: Wave
    noises: dict[str, Wave]


def say(text: str, voice: Voice, seconds: float | None = None) -> Utterance:
    """Say ``text``, in at most ``seconds`` when given.

    A line that does not fit is spoken as much faster as it must be.
    """
    score = _score(text, voice, seconds)
    seed = hashlib.sha256(f"{voice.colour}:{text}".encode()).digest()
    dice = np.random.default_rng(int.from_bytes(seed[:8], "big"))
    count = score.pitch.size * (SAMPLE_RATE // _CONTROL)
    out = _pulses(score, voice, dice, count) + _hisses(score, voice, dice, count)
    peak = float(np.abs(out).max(initial=0.0))
    return Utterance(np.asarray(out / peak if peak > 0 else out, dtype=np.float32), score.phones)


def _score(text: str, voice: Voice, seconds: float | None) -> Score:
    pieces = sounds(text)
    while pieces[-1] in PAUSES and len(pieces) > 1:
        pieces = pieces[:-1]
    letters, spans, accents = _timed(pieces)
    made = [_SOUNDS[letter] for letter in letters]
    spans = spans / voice.rate
    spans *= max(1.0, _SHORTEST / float(spans.sum()))
    if seconds is not None:
        spans = spans * min(1.0, seconds / float(spans.sum()))
    edges = np.floor(np.cumsum(spans) * _CONTROL + 1e-9).astype(int)
    steps = max(int(edges[-1]), 1)
    which = np.minimum(np.searchsorted(edges, np.arange(steps), side="right"), len(made) - 1)
    starts = np.concatenate([[0], edges[:-1]])
    inside = (np.arange(steps) - starts[which]) / np.maximum(edges[which] - starts[which], 1)
    closed = np.array([s.burst for s in made])[which] & (inside < 0.55)
    voiced = _smooth(np.array([s.voiced for s in made])[which] * np.where(closed, 0.4, 1.0), 5)
    formants = np.array([(*s.formants, *_TOP) for s in made])[which] / voice.tract
    noises = {
        name: _smooth(np.array([s.level * (s.noise == name) for s in made])[which] * ~closed, 3)
        for name in _NOISES
    }
    pitch = _melody(text, voice, _smooth(np.array(accents)[which], 15), voiced > 0.5)
    times = zip(letters, starts / _CONTROL, edges / _CONTROL, strict=True)
    phones = tuple(
        Phone(_IPA.get(letter, letter.strip()), float(start), float(end))
        for letter, start, end in times
        if end > start
    )
    return Score(phones, pitch, _smooth(formants, 7), voiced, noises)


def _timed(pieces: list[str]) -> tuple[list[str], Wave, list[float]]:
    """The sound letters of the pieces, their seconds [N], and their accent (1 on a word's first vowel)."""
    letters: list[str] = []
    spans: list[float] = []
    accents: list[float] = []
    for piece in pieces:
        if piece in PAUSES:
            letters.append(_PAUSE)
            spans.append(PAUSES[piece])
            accents.append(0.0)
            continue
        stressed = next((place for place, letter in enumerate(piece) if letter in _VOWELS), -1)
        for place, letter in enumerate(piece):
            letters.append(letter)
            spans.append(_SOUNDS[letter].seconds * (1.2 if place == stressed else 1.0))
            accents.append(float(place == stressed))
        letters.append(_PAUSE)
        spans.append(_BETWEEN_WORDS)
        accents.append(0.0)
    return letters, np.array(spans), accents


def _melody(text: str, voice: Voice, accent: Wave, heard: npt.NDArray[np.bool_]) -> Wave:
    """F0 in Hz [T]: falls over the line, lifts on accents, rises in a question; where it is ``heard``, its
    median is the voice's."""
    place = np.linspace(0.0, 1.0, accent.size)
    tones = voice.melody * (2.0 - 4.0 * place + 3.0 * accent)
    if text.rstrip().endswith(("?", "？")):
        tones += voice.melody * 10.0 * np.clip((place - 0.75) / 0.25, 0.0, 1.0) ** 2
    middle = np.median(tones[heard]) if heard.any() else 0.0
    return np.asarray(voice.pitch * 2.0 ** ((tones - middle) / 12.0), dtype=np.float64)


def _smooth(values: Wave, width: int) -> Wave:
    from scipy.ndimage import uniform_filter1d

    return np.asarray(uniform_filter1d(values.astype(np.float64), width, axis=0, mode="nearest"))


def _pulses(score: Score, voice: Voice, dice: np.random.Generator, count: int) -> Wave:
    """The voiced part: every pulse rings in the five formants of its moment."""
    if voice.breath >= 1.0:
        return np.zeros(count)
    per_step = SAMPLE_RATE // _CONTROL
    turns = np.concatenate([[0.0], np.cumsum(score.pitch / _CONTROL)])
    total = int(turns[-1])
    if total == 0:
        return np.zeros(count)
    shaken = np.arange(total) + dice.normal(0.0, 0.006 + 0.05 * voice.rough, total)
    at = np.interp(np.clip(shaken, 0.0, turns[-1]), turns, np.arange(turns.size)) * per_step
    step = np.minimum((at / per_step).astype(int), score.pitch.size - 1)
    level = score.voiced[step] * (1.0 + dice.normal(0.0, 0.02 + 0.2 * voice.rough, total))
    size = int(_GRAIN * SAMPLE_RATE)
    first = np.floor(at).astype(int)
    # [pulses, size]; single precision: a pulse is short, and children have three hundred a second.
    time = ((np.arange(size)[None, :] - (at - first)[:, None]) / SAMPLE_RATE).clip(0.0).astype(np.float32)
    rings = np.zeros((total, size), np.float32)
    for index, width in enumerate((*_BANDWIDTHS, 300.0)):
        formant = score.formants[step, index][:, None].astype(np.float32)
        tilt = np.minimum(500.0 / formant, 1.0) ** np.float32(0.7 + 0.5 * voice.breath)
        turn, fall = np.float32(2.0 * np.pi) * formant, np.float32(-np.pi * width)
        rings += tilt * np.exp(fall * time) * np.sin(turn * time)
    rings *= np.minimum(1.0, time / np.float32(0.0004)) * (_fade_out(size) * level[:, None]).astype(
        np.float32
    )
    out = np.zeros(count + size)
    np.add.at(out, (first[:, None] + np.arange(size)[None, :]).clip(0, count + size - 1), rings)
    return out[:count]


def _hisses(score: Score, voice: Voice, dice: np.random.Generator, count: int) -> Wave:
    """The noise part: consonants, and the breath that goes with the voice."""
    from scipy.signal import butter, sosfilt

    levels = dict(score.noises)
    levels["h"] = levels["h"] + score.voiced * voice.breath * (0.5 if voice.breath >= 1.0 else 0.12)
    out = np.zeros(count)
    grid = np.arange(count) / (SAMPLE_RATE // _CONTROL)
    for name, level in levels.items():
        noise = dice.standard_normal(count)
        if not level.any():
            continue
        band = np.minimum(np.array(_NOISES[name]) / voice.tract**0.5, 20_000.0)
        shaped = np.asarray(sosfilt(butter(2, band, "bandpass", fs=SAMPLE_RATE, output="sos"), noise))
        out += shaped * np.interp(grid, np.arange(level.size), level)
    return out


def _fade_out(size: int) -> Wave:
    fade = np.ones(size)
    tail = size // 4
    fade[-tail:] = np.linspace(1.0, 0.0, tail)
    return fade
