"""Voices of the toon world: written words as syllables, syllables as sound, and mouths that fit."""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.animatic.sound.pitch import median_pitch
from generator.echo.spectrogram import log_mel
from generator.toon import throat
from generator.toon.speech import SYLLABLES, openings, speak, syllables_of
from generator.toon.world import Line, Scene, Story, ToonShot, Voice, laid, new_identity, new_shot, new_story

Wave = npt.NDArray[np.float32]
ALTO = Voice(pitch=180.0, tract=1.0, breath=0.1, vibrato=0.0)
LATENT = throat.LATENT


def story() -> Story:
    return new_story(random.Random(5), people=2)


def shot(*syllables: str, frames: int = 49, speaker: int | None = None) -> ToonShot:
    tag = next(iter(story().cast)) if speaker is None else speaker
    indices = tuple(SYLLABLES.index(syllable) for syllable in syllables)
    return ToonShot(frames, Scene.ROOM, lines=laid([(tag, indices)]) if indices else ())


def said(*syllables: str, voice: Voice = ALTO, seed: int = 0) -> Wave:
    """The syllables alone, the first at sample 0."""
    letters = [(syllable[:-1], syllable[-1]) for syllable in syllables]
    return throat.say(letters, voice, np.random.default_rng(seed))[throat.BEFORE :]


def heard(wave: Wave) -> Wave:
    return np.asarray(log_mel(torch.from_numpy(wave)[None])[0, 0].numpy())


def decibels(wave: Wave) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(wave.astype(np.float64) ** 2))))


# Words.


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("banana", ["ba", "na", "na"]),
        ("papa", ["ba", "ba"]),
        ("mmm", ["mu"]),
        ("tea, at six", ["ti", "a", "si"]),
        ("", []),
        ("…?!", []),
    ],
)
def test_written_words_are_said_roughly_as_they_are_spelt(text: str, syllables: list[str]) -> None:
    assert [SYLLABLES[index] for index in syllables_of(text)] == syllables


def test_a_letter_of_another_script_is_one_syllable_and_always_the_same() -> None:
    assert len(syllables_of("你好")) == 2
    assert syllables_of("你好你") == (*syllables_of("你好"), *syllables_of("你"))


@given(st.text(max_size=40))
def test_any_text_with_a_letter_or_a_digit_is_said(text: str) -> None:
    syllables = syllables_of(text)
    assert bool(syllables) == any(letter.isalnum() for letter in text)
    assert all(0 <= index < len(SYLLABLES) for index in syllables)


# Sound.


def test_a_shot_has_640_samples_a_frame() -> None:
    wave = speak(shot("ba", "na"), story(), 1)
    assert wave.shape == (49 * 640,)
    assert wave.dtype == np.float32


def test_a_place_in_which_nobody_speaks_is_at_minus_50_decibels() -> None:
    assert decibels(speak(shot(), story(), 1)) == pytest.approx(-50, abs=0.3)


def test_somebody_who_speaks_is_at_minus_20_decibels() -> None:
    wave = speak(shot("a", "la", "e", "no"), story(), 1)
    assert decibels(wave[3 * LATENT : 19 * LATENT]) == pytest.approx(-20, abs=2.5)


def test_a_line_is_heard_from_its_latent_to_its_end() -> None:
    wave = speak(shot("ma", "la"), story(), 1)
    assert decibels(wave[: 3 * LATENT - 80]) < -48
    assert decibels(wave[3 * LATENT : 4 * LATENT]) > -30
    assert decibels(wave[10 * LATENT : 11 * LATENT]) > -32
    assert decibels(wave[12 * LATENT :]) < -48


def test_what_is_said_after_the_end_is_not_heard() -> None:
    assert speak(shot(*["sa"] * 30, frames=25), story(), 1).shape == (25 * 640,)
    late = ToonShot(9, Scene.ROOM, lines=(Line(next(iter(story().cast)), (0,), 40),))
    assert decibels(speak(late, story(), 1)) < -48


def test_an_empty_line_is_silent() -> None:
    nothing = ToonShot(49, Scene.ROOM, lines=(Line(next(iter(story().cast)), (), 3),))
    assert np.array_equal(speak(nothing, story(), 1), speak(shot(), story(), 1))


def test_the_same_seed_gives_the_same_sound_and_another_the_same_words_with_another_noise() -> None:
    one, two = (speak(shot("sa", "fi"), story(), seed) for seed in (1, 2))
    assert np.array_equal(one, speak(shot("sa", "fi"), story(), 1))
    assert not np.array_equal(one, two)
    assert np.abs(heard(one) - heard(two)).mean() < 1.0


def test_a_voice_from_outside_the_picture_is_heard_and_a_stranger_is_refused() -> None:
    assert shot("ma").people == ()
    stranger = next(tag for tag in range(8) if tag not in story().cast)
    with pytest.raises(KeyError):
        speak(shot("ma", speaker=stranger), story(), 1)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**31))
def test_nothing_that_can_happen_clips(seed: int) -> None:
    dice = random.Random(seed)
    people = new_story(dice)
    assert np.abs(speak(new_shot(dice, people, 97), people, seed)).max() < 0.9


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**31))
def test_the_pitch_of_a_voice_can_be_measured_to_a_tenth_of_a_semitone(seed: int) -> None:
    voice = new_identity(random.Random(seed)).voice
    wave = said("ma", "si", "o", "ku", "le", "da", "ra", "we", voice=voice)
    found = median_pitch(np.repeat(wave, 3), voice.pitch)
    assert found is not None
    assert abs(12 * np.log2(found / voice.pitch)) < 0.2


def test_a_long_throat_sounds_lower_than_a_short_one_at_the_same_pitch() -> None:
    long, short = (said("a", "a", voice=Voice(150.0, tract, 0.0, 0.0)) for tract in (0.8, 1.25))
    centre = [np.abs(np.fft.rfft(wave))[: wave.size // 4] for wave in (long, short)]
    spread = [float((part * np.arange(part.size)).sum() / part.sum()) for part in centre]
    assert spread[0] < 0.9 * spread[1]


def test_breath_is_noise_above_the_pitch() -> None:
    dry, breathy = (said("a", "a", "a", voice=Voice(200.0, 1.0, b, 0.0), seed=1) for b in (0.0, 0.4))
    other = said("a", "a", "a", voice=Voice(200.0, 1.0, 0.4, 0.0), seed=2)
    assert np.abs(breathy - other).max() > 0.02
    assert decibels(breathy[2560:5120]) == pytest.approx(decibels(dry[2560:5120]), abs=1.0)


def test_the_sixty_syllables_of_a_voice_can_be_told_apart() -> None:
    """Each is nearest to its own mean of four others, whatever the noise."""
    voice = Voice(130.0, 1.0, 0.2, 0.0)
    patches = np.stack(
        [
            [heard(said("ma", syllable, "ma", voice=voice, seed=seed))[17:29] for seed in range(5)]
            for syllable in SYLLABLES
        ]
    )
    means = patches[:, :4].mean(axis=1)
    off = np.abs(patches[:, 4, None] - means[None]).mean(axis=(2, 3))
    assert (off.argmin(axis=1) == np.arange(60)).mean() > 0.95


# Mouths.


def test_a_mouth_has_four_openings_a_syllable() -> None:
    mouth = openings(Line(0, (0, 7, 13), 3))
    assert mouth.shape == (12,)
    assert mouth.dtype == np.float32
    assert 0 <= mouth.min() <= mouth.max() <= 1


@pytest.mark.parametrize("syllable", ["ba", "mo"])
def test_lips_are_shut_where_b_and_m_begin(syllable: str) -> None:
    assert openings(Line(0, (SYLLABLES.index(syllable),), 0))[0] == 0.0


def test_a_is_the_widest_and_u_the_narrowest() -> None:
    wide = {vowel: openings(Line(0, (SYLLABLES.index(vowel),), 0)).max() for vowel in "aeiou"}
    assert max(wide, key=lambda vowel: wide[vowel]) == "a"
    assert min(wide, key=lambda vowel: wide[vowel]) == "u"
