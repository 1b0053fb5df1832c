"""A quiet piece of four chords, when the shot asks for music: a place for the composer, not a score."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.animatic.sound.noises import RATE, Dice, Wave, burst, dice_for, played, ring
from generator.animatic.wording import says

Chord = tuple[int, ...]
"""Semitones over the root of the piece."""

_MAJ, _MIN, _SUS, _DIM = (0, 4, 7), (0, 3, 7), (0, 5, 7), (0, 3, 6)


@dataclass(frozen=True, slots=True)
class Mood:
    """How a piece feels."""

    words: tuple[str, ...]
    chords: tuple[tuple[int, Chord], ...]
    """The root of each over that of the piece, and what stands on it."""
    tempo: float
    """Beats a minute."""
    held: float
    """Level of the strings that hold the chord; the rest is plucked."""
    notes: int
    """Plucked notes a beat."""
    drums: bool = False


_MOODS: dict[str, Mood] = {
    "tense": Mood(("tense", "tension", "ominous", "suspense*", "uneasy", "dark", "thriller", "eerie",
                   "menacing",
                   "紧张", "悬疑", "不安", "阴森", "压抑"),
                  ((0, _MIN), (1, _MAJ), (0, _MIN), (-1, _DIM)), 92, 0.9, 1, True),
    "sad": Mood(("sad", "melanchol*", "mourn*", "somber", "sombre", "grief", "lonely", "minor", "wistful",
                 "悲", "忧伤", "伤感", "哀", "孤独"),
                ((0, _MIN), (-4, _MAJ), (-7, _MIN), (-5, _MIN)), 62, 0.5, 1),
    "happy": Mood(("happy", "cheerful", "bright", "joy*", "upbeat", "festive", "major", "欢快", "快乐",
                   "喜悦", "明亮"),
                  ((0, _MAJ), (-5, _MAJ), (-3, _MIN), (-7, _MAJ)), 112, 0.3, 2),
    "hopeful": Mood(("hope*", "uplifting", "warm", "inspir*", "tender", "希望", "温暖", "温柔"),
                    ((-7, _MAJ), (0, _MAJ), (-5, _MAJ), (-3, _MIN)), 84, 0.6, 2),
    "mysterious": Mood(("myster*", "curious", "dream*", "magic*", "ethereal", "strange", "神秘", "梦幻",
                        "奇异"),
                       ((0, _MIN), (1, _MAJ), (0, _SUS), (-4, _MAJ)), 70, 0.5, 1),
    "epic": Mood(("epic", "triumph*", "heroic", "grand", "battle", "adventure", "majestic", "史诗", "宏大",
                  "激昂", "英雄"),
                 ((0, _MIN), (-4, _MAJ), (3, _MAJ), (-2, _MAJ)), 100, 1.0, 2, True),
    "romantic": Mood(("romantic", "love", "waltz", "sentimental", "浪漫", "爱情", "深情"),
                     ((0, (0, 4, 7, 11)), (-3, (0, 3, 7, 10)), (-10, (0, 3, 7, 10)), (-5, (0, 4, 7, 10))),
                     76, 0.7, 2),
    "playful": Mood(("playful", "quirky", "funny", "comic*", "whimsical", "mischiev*", "俏皮", "滑稽", "诙谐",
                     "轻快"),
                    ((0, _MAJ), (2, _MIN), (-5, _MAJ), (0, _MAJ)), 126, 0.05, 2),
    "calm": Mood((), ((0, (0, 4, 7, 14)), (-3, (0, 3, 7, 10)), (-7, (0, 4, 7, 11)), (-5, _SUS)), 72, 0.6, 1),
}  # fmt: skip
_PLUCKED: dict[str, tuple[tuple[str, ...], tuple[float, ...], float]] = {
    "music box": (("music box", "bells", "celesta", "八音盒", "铃"), (1.0, 0.0, 0.3, 0.0, 0.15), 0.7),
    "guitar": (("guitar", "banjo", "lute", "ukulele", "吉他", "琵琶"), (1.0, 0.6, 0.4, 0.3, 0.2), 0.45),
    "harp": (("harp", "zither", "竖琴", "古筝", "古琴"), (1.0, 0.35, 0.12), 0.8),
    "piano": (("piano", "钢琴", "琴"), (1.0, 0.45, 0.2, 0.1, 0.05), 0.9),
}
"""Words, partials, and the seconds a note takes to fall to 1/e; the last is taken when none is named."""
_HELD = ("string", "violin", "cello", "orchestra*", "choir", "organ", "synth*", "pad", "accordion", "flute",
         "弦乐", "提琴", "乐团", "合唱", "风琴", "笛")  # fmt: skip
_NO = (
    r"\b(?:no|without)\s+(?:\w+\s+)?(?:music|score)\b|没有音乐|无音乐|不要音乐"
    r"|^\W*(?:no|none|silence|silent|无|没有)\W*$"
)


def wants_music(music: str) -> bool:
    """True when the words ask for music, and not for ``no music``."""
    return bool(music.strip()) and not re.search(_NO, music.strip().lower())


def mood_of_music(music: str) -> str:
    """The name of the mood these words ask for; ``calm`` when they ask for none."""
    return next((name for name, mood in _MOODS.items() if mood.words and says(music, *mood.words)), "calm")


def music_for(words: str, count: int) -> npt.NDArray[np.float32]:
    """A piece for these words: float32 [2, count], 48 kHz, peak 1; equal words give an equal beginning.

    It comes in softly and goes softly inside the clip, for the next shot begins its own.
    """
    dice = dice_for("music", " ".join(words.lower().split()))
    mood = _MOODS[mood_of_music(words)]
    tempo = mood.tempo * (0.8 if says(words, "slow*", "sparse", "慢", "疏落", "舒缓") else 1.0)
    tempo *= 1.2 if says(words, "fast", "quick", "rapid", "driving", "快节奏", "急促") else 1.0
    size, beat = -(-count // 2), 60.0 / tempo
    root = 110.0 * 2.0 ** (int(dice.integers(0, 8)) / 12.0)
    held = max(mood.held, 0.8) if says(words, *_HELD) else mood.held
    out = np.zeros((2, size), np.float32)
    for bar in range(int(size / RATE / (2 * beat)) + 1):
        offset, shape = mood.chords[bar % 4]
        pitches = [root * 2.0 ** ((offset + step) / 12.0) for step in shape]
        _hold(out, pitches, bar * 2 * beat, 2 * beat, held)
        _pluck(out, pitches, bar * 2 * beat, beat, words, mood, dice)
    return _shaped(played(out)[:, :count])


def _hold(out: Wave, pitches: list[float], start: float, length: float, level: float) -> None:
    """Strings: every tone a little out of tune in the other ear, swelling and going under the next."""
    first, size = int(start * RATE), int(1.6 * length * RATE)
    size = min(size, out.shape[1] - first)
    if size <= 0:
        return
    time = np.arange(size, dtype=np.float32) / RATE
    swell = np.minimum(1.0, time / (0.45 * length)) * np.clip(
        (1.6 * length - time) / (0.6 * length), 0.0, 1.0
    )
    for number, pitch in enumerate((pitches[0] / 2, *pitches)):
        for side, tuning in ((0, 0.9985), (1, 1.0015)):
            turn = np.float32(2 * np.pi * pitch * tuning) * time
            tone = np.sin(turn) + 0.35 * np.sin(2 * turn) + 0.18 * np.sin(3 * turn)
            out[side, first : first + size] += np.float32(0.12 * level / (1 + 0.2 * number)) * swell * tone


def _pluck(
    out: Wave, pitches: list[float], start: float, beat: float, words: str, mood: Mood, dice: Dice
) -> None:
    """Broken chords, and a soft drum on the beat where the mood has one."""
    notes = 1 if says(words, "sparse", "simple", "疏落", "简单") else mood.notes
    _, partials, fall = next(
        (sound for sound in _PLUCKED.values() if says(words, *sound[0])), _PLUCKED["piano"]
    )
    order = [0, 2, 1, 2] if len(pitches) == 3 else [0, 2, 1, 3]
    for number in range(2 * notes):
        pitch = pitches[order[number % 4]] * (2 if number else 1) * (2 if dice.random() < 0.25 else 1)
        note = ring(
            [(pitch * n, level, fall / n**0.7) for n, level in enumerate(partials, start=1) if level],
            1.6,
            0.006,
        )
        _add(
            out,
            0.3 * float(dice.uniform(0.7, 1.0)) * note,
            start + number * beat / notes,
            0.4 * (-1) ** number,
        )
    if mood.drums:
        drum = ring([(62.0, 1.0, 0.14), (110.0, 0.3, 0.06)], 0.6, 0.004) + 0.1 * burst(
            dice, 0.6, 100, 900, 0.05
        )
        _add(out, 0.3 * drum, start, 0.0)


def _add(out: Wave, wave: npt.NDArray[np.floating[Any]], seconds: float, side: float) -> None:
    first = int(seconds * RATE)
    room = min(wave.size, out.shape[1] - first)
    if room > 0:
        angle = (side + 1.0) * np.pi / 4.0
        out[0, first : first + room] += np.float32(np.cos(angle)) * wave[:room]
        out[1, first : first + room] += np.float32(np.sin(angle)) * wave[:room]


def _shaped(piece: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """With a soft beginning and end, peak 1."""
    count = piece.shape[1]
    place = np.arange(count, dtype=np.float32) / (2 * RATE)
    soft = min(1.2, count / (2 * RATE) / 4)
    edges = np.minimum(1.0, np.minimum(place, place[::-1]) / max(soft, 1e-6))
    out = piece * np.sin(np.float32(np.pi / 2) * edges) ** 2
    return np.asarray(out / max(float(np.abs(out).max(initial=0.0)), 1e-9), dtype=np.float32)
