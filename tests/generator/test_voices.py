"""Cards become voices, and voices say lines in the time they have."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.animatic import espeak
from generator.animatic.formant import say
from generator.animatic.letters import PAUSES, sounds
from generator.animatic.speech import speak, synthesizer
from generator.animatic.stretch import compress
from generator.animatic.voices import Kind, Voice, delivered, voice_of
from generator.interface import Figure

LINE = "We were never meant to see the lamp go out, were we?"
SYNTHESIZERS = [
    pytest.param(False, id="formant"),
    pytest.param(
        True, id="espeak", marks=pytest.mark.skipif(not espeak.available(), reason="voices not installed")
    ),
]


def figure(name: str, appearance: str = "", voice: str = "", **more: str) -> Figure:
    return Figure(tag="ID_A", name=name, appearance=appearance, voice=voice, **more)


def pitch(sound: npt.NDArray[np.float32]) -> float:
    """Median F0 in Hz by autocorrelation of the voiced pieces."""
    found = []
    for first in range(0, sound.size - 4096, 2048):
        piece = sound[first : first + 4096].astype(np.float64)
        if np.sqrt(np.mean(piece**2)) < 0.05:
            continue
        like = np.fft.irfft(np.abs(np.fft.rfft(piece - piece.mean(), 16_384)) ** 2)
        lag = 120 + int(np.argmax(like[120:800]))
        if like[lag] > 0.4 * like[0]:
            found.append(48_000 / lag)
    return float(np.median(found))


MARA = figure("Mara", "a woman in her thirties", "warm, unhurried")
TOM = figure("Tom", "an old man with a beard", "gravelly, deep")
LEA = figure("Lea", "a girl of 9 years", "bright")


@pytest.mark.parametrize(
    ("card", "kind", "low", "high"),
    [
        (MARA, Kind.WOMAN, 155, 255),
        (TOM, Kind.MAN, 70, 110),
        (LEA, Kind.CHILD, 230, 335),
        (figure("Cy", "a man, 40", "baritone"), Kind.MAN, 75, 140),
        (figure("Robin", "", "a clear soprano voice"), Kind.WOMAN, 170, 255),
    ],
)
def test_a_card_decides_throat_and_pitch(card: Figure, kind: Kind, low: float, high: float) -> None:
    voice = voice_of(card)
    assert voice.kind is kind
    assert low <= voice.pitch <= high


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize("card", [MARA, TOM, LEA], ids=lambda card: card.name)
def test_the_pitch_heard_is_the_pitch_of_the_card(card: Figure, clear: bool) -> None:
    voice = voice_of(card)
    assert pitch(speak(LINE, voice, "en", 8.0, clear=clear)) == pytest.approx(voice.pitch, rel=0.1)


def test_a_character_keeps_the_voice_whatever_they_do() -> None:
    assert voice_of(MARA) == voice_of(
        MARA.model_copy(update={"action": "the man runs", "expression": "furious", "tag": "ID_C"})
    )


def test_two_people_of_one_kind_differ() -> None:
    voices = {voice_of(figure(name, "a man")).pitch for name in ("Tom", "Ben", "Ivo", "Kai", "Lev")}
    assert len(voices) == 5


def test_words_about_the_voice_move_it() -> None:
    plain = voice_of(figure("Tom", "a man"))
    assert voice_of(figure("Tom", "a man", "deep")).pitch < plain.pitch
    assert voice_of(figure("Tom", "a man", "high and thin")).pitch > plain.pitch
    assert voice_of(figure("Tom", "a man", "hoarse")).rough > plain.rough
    assert voice_of(figure("Tom", "a man", "slow")).rate < plain.rate


def test_a_parenthetical_changes_how_never_who() -> None:
    plain = voice_of(MARA)
    assert delivered(plain, "") == plain
    assert delivered(plain, "whispering").breath == 1.0
    assert delivered(plain, "shouting").gain > plain.gain > delivered(plain, "quietly").gain
    assert {delivered(plain, how).pitch for how in ("whispering", "shouting", "fast")} == {plain.pitch}


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize("seconds", [0.2, 1.0, 2.0])
def test_a_long_line_ends_inside_a_short_window(seconds: float, clear: bool) -> None:
    said = speak(LINE, voice_of(TOM), "en", seconds, clear=clear)
    assert 0.8 * seconds * 48_000 <= said.size <= seconds * 48_000
    assert np.abs(said).max() > 0.3


@pytest.mark.parametrize("clear", SYNTHESIZERS)
def test_a_line_with_time_is_not_stretched(clear: bool) -> None:
    said = speak(LINE, voice_of(MARA), "en", 20.0, clear=clear)
    assert 2.0 < said.size / 48_000 < 5.5


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize(
    "text", ["你好，世界。", "🎬🔥", "…", "?!", "Привет", "A\nB", "\u200b", "123", "x" * 60]
)
def test_any_writing_is_spoken(text: str, clear: bool) -> None:
    said = speak(text, voice_of(MARA), "en", 1.5, clear=clear)
    assert 0 < said.size <= 72_000
    assert np.isfinite(said).all()
    assert np.abs(said).max() > 0.05


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=30), seconds=st.floats(0.05, 1.5))
@example(text="", seconds=0.5)
@example(text=".", seconds=0.5)
@example(text="ßÆœ́١٢", seconds=0.5)
def test_the_formant_voice_takes_any_text(text: str, seconds: float) -> None:
    said = speak(text, voice_of(LEA), "en", seconds, clear=False)
    assert said.size <= seconds * 48_000
    assert np.isfinite(said).all()
    assert np.abs(said).max(initial=0.0) <= 1.0


def test_sounds_follow_letters() -> None:
    assert sounds("She thinks, 2!") == ["Se", "Tinks", ",", *sounds("two"), "!"]
    assert sounds("flame") == ["flam"]
    assert sounds("🎬 ...") == ["m"]
    assert sounds("你")[0] == sounds("你")[0] != sounds("好")[0]
    assert all(piece in PAUSES or piece for piece in sounds("a, b; c"))


@pytest.mark.parametrize("clear", SYNTHESIZERS)
def test_a_voice_is_the_same_samples_in_every_process_and_order(clear: bool) -> None:
    voice = voice_of(MARA)
    speak("Something else first.", voice_of(TOM), "en", 3.0, clear=clear)
    mine = speak(LINE, voice, "en", 3.0, clear=clear)
    program = (
        "import hashlib; from generator.animatic.speech import speak; "
        "from generator.animatic.voices import *; from generator.interface import Figure; "
        f"card = Figure.model_validate_json({MARA.model_dump_json()!r}); "
        f"sound = speak({LINE!r}, voice_of(card), 'en', 3.0, clear={clear}); "
        "print(hashlib.sha256(sound.tobytes()).hexdigest())"
    )
    theirs = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert theirs.stdout.strip() == hashlib.sha256(mine.tobytes()).hexdigest()


@pytest.mark.skipif(not espeak.available(), reason="voices not installed")
def test_a_text_in_another_script_is_said_in_its_language() -> None:
    voice = voice_of(MARA)
    assert not np.array_equal(espeak.say("你好", voice, "en"), espeak.say("hello", voice, "en"))
    assert np.array_equal(espeak.say("你好", voice, "en"), espeak.say("你好", voice, "zh"))
    assert np.array_equal(espeak.say("hello", voice, "xx"), espeak.say("hello", voice, "en"))


def test_the_synthesizer_in_use_has_a_name() -> None:
    assert synthesizer() == (f"espeak-{espeak.version()}" if espeak.available() else "formant-1")


def test_no_time_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="got 0 seconds"):
        speak("Hello.", voice_of(MARA), "en", 0)


@settings(max_examples=25, deadline=None)
@given(length=st.integers(0, 40_000), seed=st.integers(0, 9))
def test_compression_keeps_the_length_asked_for_and_the_level(length: int, seed: int) -> None:
    time = np.arange(48_000) / 48_000
    sound = (0.5 * np.sin(2 * np.pi * (150 + 20 * seed) * time)).astype(np.float32)
    short = compress(sound, length)
    assert short.size == length
    assert np.abs(short).max(initial=0.0) <= 0.6


def test_compression_keeps_the_pitch() -> None:
    voiced = say("ah oh ah oh ah oh", Voice(Kind.MAN, 110.0, 1.0, 0.05, 0.0, 1.0, 0.0, 1))
    assert pitch(compress(voiced, int(voiced.size * 0.6))) == pytest.approx(pitch(voiced), rel=0.06)
