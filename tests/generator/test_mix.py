"""Every clip is as loud as the next, and none clips."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from generator.animatic.sound.ambience import PLACE_LUFS, ambience
from generator.animatic.sound.mix import CEILING, at_loudness, limited, mastered, panned
from generator.animatic.sound.soundtrack import soundtrack
from generator.animatic.sound.speech import speak
from generator.animatic.sound.voices import delivered, voice_of
from generator.footage import read_sound
from generator.interface import Figure, Line, Place, ShotRequest
from generator.loudness import loudness, true_peak
from generator.media import encode

MARA = Figure(tag="ID_A", name="Mara", appearance="a woman in her thirties", voice="warm")
TOM = Figure(tag="ID_B", name="Tom", appearance="an old man", voice="deep")
KITCHEN = Place(heading="INT. KITCHEN - NIGHT", name="KITCHEN", time="NIGHT")
STREET = Place(heading="EXT. STREET - DAY", interior=False, name="STREET", time="DAY", description="rain")


def shot(frames: int = 73, *lines: Line, **more: Any) -> ShotRequest:
    facts: dict[str, Any] = {"place": KITCHEN, "figures": (MARA, TOM)} | more
    return ShotRequest(
        code="LIGHT_010_0010", prompt="", width=128, height=128, frames=frames, lines=lines, **facts
    )


def says(text: str, delivery: str = "", speaker: str = "ID_A") -> Line:
    return Line(speaker=speaker, text=text, delivery=delivery)


SHOTS = {
    "a line": shot(73, says("The lamp is out again, and nobody saw it.")),
    "one word in a long shot": shot(241, says("No.")),
    "nine frames of a word": shot(9, says("Go!")),
    "nine frames of far too many words": shot(9, says("The lamp is out again and nobody saw it at all")),
    "a shout": shot(73, says("Get out of there!", "shouting")),
    "a whisper": shot(73, says("Did you hear that?", "whispering")),
    "a whisper and a shout": shot(97, says("Hear that?", "whispering"), says("Run!", "shouting", "ID_B")),
    "a hum": shot(73, says("Hmm.")),
    "an emoji": shot(73, says("🎬")),
    "chinese": shot(97, says("你好，妈妈。"), action="她走进来，敲门。", place=STREET, language="zh"),
    "music": shot(73, music="sad strings"),
    "nine frames of music": shot(9, music="epic"),
    "words over music": shot(97, says("I remember it."), music="hopeful piano"),
    "a knock": shot(73, action="She knocks on the door."),
    "nine frames of a knock": shot(9, action="She knocks on the door."),
    "a switch": shot(97, sound="a switch"),
    "nine frames of a switch": shot(9, sound="a switch"),
    "thunder in the rain": shot(73, sound="thunder", place=STREET),
    "a heartbeat": shot(73, sound="heartbeat"),
    "steps in the rain": shot(73, action="Tom walks across the street.", place=STREET),
    "typing": shot(73, action="He types."),
    "a gun shot": shot(73, action="She fires the gun."),
    "everything": shot(
        121, says("The lamp is out."), says("Light it.", "", "ID_B"), sound="rain, a bell", music="tense",
        action="She walks in and knocks. A glass shatters.",
    ),
}  # fmt: skip


def finely(sound: npt.NDArray[np.float32]) -> float:
    """The true peak in dBTP, four times oversampled."""
    return float(20 * np.log10(np.abs(resample_poly(sound.astype(np.float64), 4, 1, axis=1)).max()))


@pytest.mark.parametrize("name", SHOTS)
def test_a_clip_with_more_than_its_place_is_at_minus_sixteen_and_never_clips(name: str) -> None:
    samples = soundtrack(SHOTS[name]).samples
    assert loudness(samples) == pytest.approx(-16.0, abs=1.0)
    assert finely(samples) < -1.0
    assert np.abs(samples).max() < 1.0


@pytest.mark.parametrize("delivery", ["", "whispering", "shouting"])
@pytest.mark.parametrize("text", ["Go!", "Hmm.", "The lamp is out again, and nobody saw it."])
def test_the_voice_of_our_own_is_as_loud(text: str, delivery: str) -> None:
    said = speak(text, delivered(voice_of(TOM), delivery), "en", 2.0, clear=False).wave
    front = np.zeros((2, 96_000), np.float32)
    front[:, : said.size] = panned(said, 0.0)
    samples = mastered(at_loudness(front, -16.0), ambience(KITCHEN, "", 96_000), -16.0)
    assert loudness(samples) == pytest.approx(-16.0, abs=1.0)
    assert finely(samples) < -1.0


@pytest.mark.parametrize("name", ["a shout", "steps in the rain", "nine frames of a knock", "everything"])
def test_the_coded_sound_stays_under_the_peak_too(name: str, tmp_path: Path) -> None:
    asked = SHOTS[name]
    black = np.zeros((128, 128, 4), np.uint8)
    for coded in encode(
        (black for _ in range(asked.frames)), soundtrack(asked).samples, tmp_path, width=128, height=128
    ):
        assert finely(np.asarray(read_sound(coded))) < -1.0


@pytest.mark.parametrize("place", [KITCHEN, STREET], ids=lambda place: place.name)
def test_a_place_alone_stays_quiet_and_at_one_level(place: Place) -> None:
    levels = [loudness(soundtrack(shot(frames, place=place)).samples) for frames in (49, 121, 241)]
    assert levels == pytest.approx([PLACE_LUFS] * 3, abs=2.0)


def test_music_lies_far_under_the_words() -> None:
    plain, with_music = (
        soundtrack(shot(97, says("I remember it."), music=music)) for music in ("", "hopeful piano")
    )
    under = loudness(with_music.samples - plain.samples)
    assert under is not None
    assert -42.0 < under < -30.0


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 99), gain=st.floats(0.1, 30))
def test_the_limiter_never_lets_the_wave_swing_over(seed: int, gain: float) -> None:
    sound = (gain * np.random.default_rng(seed).standard_normal((2, 9600))).astype(np.float32)
    held = limited(sound)
    assert np.abs(held).max() <= CEILING + 1e-6
    assert true_peak(held) < -1.0


def test_a_peak_between_samples_is_seen() -> None:
    # A sine at a quarter of the rate, caught beside its tops.
    tone = np.sin(2 * np.pi * 12_000 * np.arange(4_800) / 48_000 + np.pi / 4).astype(np.float32)
    sound = np.stack([tone, tone])
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-3.0, abs=0.1)
    assert true_peak(sound) == pytest.approx(0.0, abs=0.25)
    assert true_peak(np.zeros((2, 100), np.float32)) == -np.inf
