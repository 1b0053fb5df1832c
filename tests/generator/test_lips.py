"""Mouths move with the sounds they say."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from generator.animatic.sound import espeak
from generator.animatic.sound.mouths import opening
from generator.animatic.sound.phones import Phone, is_shut, opening_of
from generator.animatic.sound.soundtrack import soundtrack
from generator.animatic.sound.speech import speak
from generator.animatic.sound.voices import delivered, voice_of
from generator.interface import Figure, Line, Place, ShotRequest

FRAMES = 150
SYNTHESIZERS = [
    pytest.param(False, id="formant"),
    pytest.param(
        True, id="espeak", marks=pytest.mark.skipif(not espeak.available(), reason="voices not installed")
    ),
]
SAID = (
    ("Mara", "a woman in her sixties", "", "We were never meant to see the lamp go out, were we?"),
    ("Nils", "a boy of ten", "", "Mamma baked a big apple pie. Bob?"),
    ("Emil", "an old man", "whispering", "Put it down. Now!"),
    ("Ines", "a woman, 30", "shouting", "I have your lamp for that, and nobody will ever know."),
    ("Bo", "a man, gravelly", "", "Maybe tomorrow, maybe never, my boy."),
    ("林", "一个老爷爷", "", "你好，妈妈。我们明天去海边吧。"),
    ("Eva", "a girl of 6", "quickly", "Run, before somebody sees us!"),
    ("Gus", "a young man", "slowly", "The fog comes up from the harbour every night."),
)


@lru_cache(maxsize=32)
def said(which: int, clear: bool) -> tuple[npt.NDArray[np.float32], tuple[Phone, ...]]:
    """A line of :data:`SAID` half a second into a clip: the voice [samples], and its sounds."""
    name, appearance, delivery, text = SAID[which]
    voice = delivered(voice_of(Figure(tag="ID_A", name=name, appearance=appearance)), delivery)
    line = speak(text, voice, "en", 5.0, clear=clear)
    first = 24_000 + 777
    wave = np.zeros(FRAMES * 1920, np.float32)
    wave[first : first + line.wave.size] = line.wave
    moved = (Phone(s, start + first / 48_000, end + first / 48_000) for s, start, end in line.phones)
    return wave, tuple(moved)


def heard(wave: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """RMS of every frame over three frames, [frames]."""
    loud = np.sqrt(np.mean(wave.reshape(FRAMES, -1).astype(np.float64) ** 2, axis=1))
    return np.convolve(np.pad(loud, 1, mode="edge"), np.ones(3) / 3, mode="valid")


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize("which", range(len(SAID)))
def test_a_mouth_opens_with_its_voice_and_at_the_same_moment(which: int, clear: bool) -> None:
    wave, phones = said(which, clear)
    mouth, level = opening(wave, phones, FRAMES), heard(wave)
    line = slice(int(phones[0].start * 25), int(phones[-1].end * 25) + 1)
    likeness = [np.corrcoef(np.roll(mouth, lag)[line], level[line])[0, 1] for lag in (-2, -1, 0, 1, 2)]
    assert likeness[2] > 0.75
    assert likeness[2] == max(likeness)


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize("which", range(len(SAID)))
def test_lips_meet_for_every_m_b_and_p_that_lasts(which: int, clear: bool) -> None:
    wave, phones = said(which, clear)
    mouth = opening(wave, phones, FRAMES)
    pressed = [phone for phone in phones if is_shut(phone.symbol) and phone.end - phone.start > 0.04]
    assert pressed or which in (2, 7)
    for phone in pressed:
        assert mouth[int(phone.start * 25) : int(np.ceil(phone.end * 25))].min() < 0.1


@pytest.mark.parametrize("clear", SYNTHESIZERS)
def test_a_mouth_is_shut_in_silence_and_wide_at_its_loudest(clear: bool) -> None:
    wave, phones = said(1, clear)
    mouth = opening(wave, phones, FRAMES)
    silent = ~wave.reshape(FRAMES, -1).any(axis=1)
    assert silent.any()
    assert not mouth[silent].any()
    assert mouth.max() > 0.7


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize("which", range(len(SAID)))
def test_the_sounds_of_a_line_follow_one_another_inside_it(which: int, clear: bool) -> None:
    wave, phones = said(which, clear)
    voiced = np.flatnonzero(wave) / 48_000
    assert len([phone for phone in phones if phone.symbol]) > 8
    assert all(a.start < a.end <= b.start + 1e-6 for a, b in pairwise(phones))
    assert phones[0].start >= voiced[0] - 0.05
    assert phones[-1].end <= voiced[-1] + 0.05


@pytest.mark.parametrize("clear", SYNTHESIZERS)
def test_pauses_are_quiet_and_open_vowels_are_loud(clear: bool) -> None:
    wave, phones = said(1, clear)

    def level(phone: Phone) -> float:
        middle = wave[int(phone.start * 48_000) : int(phone.end * 48_000)]
        return float(np.sqrt(np.mean(middle**2)))

    pauses = [level(phone) for phone in phones if not phone.symbol and phone.end - phone.start > 0.15]
    vowels = [level(phone) for phone in phones if opening_of(phone.symbol) > 0.7]
    assert pauses
    assert max(pauses) < 0.5 * float(np.median(vowels))


def test_a_line_spoken_fast_keeps_its_sounds_in_step() -> None:
    voice = voice_of(Figure(tag="ID_A", name="Mara"))
    slow, fast = (speak(SAID[1][3], voice, "en", seconds, clear=False) for seconds in (5.0, 0.8))
    assert [phone.symbol for phone in fast.phones if phone.symbol] != []
    assert fast.phones[-1].end == pytest.approx(fast.seconds, abs=0.02)
    assert fast.seconds < slow.seconds


def test_a_film_knows_the_sounds_of_every_line_it_speaks() -> None:
    asked = ShotRequest(
        code="LIGHT_010_0010", prompt="", width=128, height=128, frames=97,
        place=Place(heading="INT. LAMP ROOM - NIGHT"), figures=(Figure(tag="ID_A", name="Mara"),),
        lines=(Line(speaker="ID_A", text="Mamma, come back."), Line(speaker="ID_B", text="Never.")),
    )  # fmt: skip
    track = soundtrack(asked)
    assert [(line.line, line.speaker) for line in track.spoken] == [(0, "ID_A"), (1, "ID_B")]
    for line, cue in zip(track.spoken, track.cues, strict=True):
        assert (line.start, line.end) == (cue.start, cue.end)
        assert all(line.start - 1e-6 <= p.start < p.end <= line.end + 1e-6 for p in line.phonemes)
        assert {p.opening for p in line.phonemes if is_shut(p.symbol)} <= {0.0}
        assert max(p.opening for p in line.phonemes) > 0.6


@pytest.mark.parametrize(
    ("wide", "narrow"), [("a", "i"), ("aʊ", "u"), ("ɛ", "s"), ("ɒ", "t"), ("s", "m"), ("u", "b"), ("f", "p")]
)
def test_each_sound_has_its_opening(wide: str, narrow: str) -> None:
    assert opening_of(wide) > opening_of(narrow)
