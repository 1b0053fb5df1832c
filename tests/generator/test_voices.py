"""Cards become voices, and voices say lines in the time they have."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from generator.animatic.sound import espeak
from generator.animatic.sound.formant import say
from generator.animatic.sound.letters import PAUSES, sounds
from generator.animatic.sound.speech import speak, synthesizer
from generator.animatic.sound.stretch import compress
from generator.animatic.sound.voices import Kind, Voice, delivered, voice_of
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


def pitch(*sounds: npt.NDArray[np.float32]) -> float:
    """Median F0 in Hz by autocorrelation of the voiced pieces."""
    return float(np.median(np.concatenate([pitches(sound) for sound in sounds])))


def pitches(sound: npt.NDArray[np.float32]) -> list[float]:
    """F0 in Hz of the voiced pieces: the shortest period the wave comes back to."""
    found: list[float] = []
    low = resample_poly(sound, 1, 4)
    for first in range(0, low.size - 720, 480):
        piece = low[first : first + 720].astype(np.float64)
        if np.sqrt(np.mean(piece**2)) < 0.05:
            continue
        # YIN (de Cheveigné and Kawahara 2002): the cumulative mean keeps multiples of the period away.
        off = np.array([np.sum((piece[:480] - piece[lag : lag + 480]) ** 2) for lag in range(1, 240)])
        share = off * np.arange(1, 240) / np.maximum(np.cumsum(off), 1e-12)
        deep = np.flatnonzero(share[25:] < 0.2) + 25
        if deep.size:
            lag = int(deep[0])
            while lag + 1 < share.size and share[lag + 1] < share[lag]:
                lag += 1
            found.append(12_000 / (lag + 1))
    return found


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


CAST = tuple(
    figure(name, appearance, voice)
    for name, appearance, voice in (
        ("Mara", "a woman in her sixties", "low and rough"), ("Nils", "a boy of ten", "bright and quick"),
        ("Emil", "an old man, 70", "deep and slow"), ("Ines", "a woman, 30", "warm"),
        ("Ann", "a teenage girl", "shrill, fast"), ("Bo", "a man", "deep gravelly bass"),
        ("Cy", "a man, 40", "baritone"), ("Dee", "a woman", "smoky alto"), ("Eva", "a girl of 6", "clear"),
        ("Flo", "an old woman", "cracked, frail"), ("Gus", "a young man", "high and thin tenor"),
        ("Hal", "a man", "flat, monotone"), ("Ida", "", "soprano"), ("Jon", "a man", "sing-song"),
        ("Kai", "a boy of 8", ""), ("Lea", "a girl", "breathy soft"), ("Max", "a man", "hoarse"),
        ("Nia", "a woman", "husky"), ("Otto", "an elderly man", ""), ("Pia", "a woman", "cheerful, musical"),
        ("Quin", "", ""), ("Rob", "a robot", "flat robotic"), ("Sue", "a woman", "deep contralto"),
        ("Tim", "a teenage boy", "nervous"),
    )
)  # fmt: skip
FILM = (LINE, "Tonight it has to turn.", "I have your lamp for that, and nobody in this town will ever know.")


def off_the_card(card: Figure, clear: bool) -> float:
    """By how much the median F0 of the three lines misses that of the card."""
    voice = voice_of(card)
    return pitch(*(speak(text, voice, "en", 8.0, clear=clear).wave for text in FILM)) / voice.pitch - 1.0


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize("card", CAST[:6], ids=lambda card: card.name)
def test_the_pitch_heard_over_a_film_is_the_pitch_of_the_card(card: Figure, clear: bool) -> None:
    assert abs(off_the_card(card, clear)) < 0.05


@pytest.mark.slow
@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize("card", CAST[6:], ids=lambda card: card.name)
def test_every_kind_of_voice_is_as_high_as_its_card(card: Figure, clear: bool) -> None:
    assert abs(off_the_card(card, clear)) < 0.05


@pytest.mark.parametrize("clear", SYNTHESIZERS)
def test_a_shorter_throat_sounds_brighter(clear: bool) -> None:
    bright = []
    for tract in (1.05, 0.95, 0.85):
        voice = replace(voice_of(MARA), pitch=200.0, tract=tract)
        power = np.abs(np.fft.rfft(speak(LINE, voice, "en", 8.0, clear=clear).wave)) ** 2
        tone = np.arange(power.size) * 24_000 / power.size
        kept = (tone > 300) & (tone < 5_000)
        bright.append(float(np.sum(np.log(tone[kept]) * power[kept]) / np.sum(power[kept])))
    assert bright[0] < bright[1] < bright[2]


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
    said = speak(LINE, voice_of(TOM), "en", seconds, clear=clear).wave
    assert 0.8 * seconds * 48_000 <= said.size <= seconds * 48_000
    assert np.abs(said).max() > 0.3


@pytest.mark.parametrize("clear", SYNTHESIZERS)
def test_a_line_with_time_is_not_stretched(clear: bool) -> None:
    assert 2.0 < speak(LINE, voice_of(MARA), "en", 20.0, clear=clear).seconds < 5.5


@pytest.mark.parametrize("clear", SYNTHESIZERS)
@pytest.mark.parametrize(
    "text", ["你好，世界。", "🎬🔥", "…", "?!", "Привет", "A\nB", "\u200b", "123", "x" * 60]
)
def test_any_writing_is_spoken(text: str, clear: bool) -> None:
    said = speak(text, voice_of(MARA), "en", 1.5, clear=clear).wave
    assert 0 < said.size <= 72_000
    assert np.isfinite(said).all()
    assert np.abs(said).max() > 0.05


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=30), seconds=st.floats(0.05, 1.5))
@example(text="", seconds=0.5)
@example(text=".", seconds=0.5)
@example(text="ßÆœ́١٢", seconds=0.5)
def test_the_formant_voice_takes_any_text(text: str, seconds: float) -> None:
    said = speak(text, voice_of(LEA), "en", seconds, clear=False).wave
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
    mine = speak(LINE, voice, "en", 3.0, clear=clear).wave
    program = (
        "import hashlib; from generator.animatic.sound.speech import speak; "
        "from generator.animatic.sound.voices import *; from generator.interface import Figure; "
        f"card = Figure.model_validate_json({MARA.model_dump_json()!r}); "
        f"sound = speak({LINE!r}, voice_of(card), 'en', 3.0, clear={clear}); "
        "print(hashlib.sha256(sound.wave.tobytes()).hexdigest())"
    )
    theirs = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert theirs.stdout.strip() == hashlib.sha256(mine.tobytes()).hexdigest()


@pytest.mark.skipif(not espeak.available(), reason="voices not installed")
def test_a_text_in_another_script_is_said_in_its_language() -> None:
    voice = voice_of(MARA)

    def said(text: str, language: str) -> bytes:
        return speak(text, voice, language, 3.0, clear=True).wave.tobytes()

    assert said("你好", "en") != said("hello", "en")
    assert said("你好", "en") == said("你好", "zh")
    assert said("hello", "xx") == said("hello", "en")


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
    voiced = say("ah oh ah oh ah oh", Voice(Kind.MAN, 110.0, 1.0, 0.05, 0.0, 1.0, 0.0, 1)).wave
    assert pitch(compress(voiced, int(voiced.size * 0.6))) == pytest.approx(pitch(voiced), rel=0.06)
