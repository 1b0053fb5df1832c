"""How the sound's autoencoder and the vocoder are taught, and what they start from."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.echo.profiles import TOON_128, Profile
from generator.toon.speech import melody, speak
from generator.toon.vocoder import ToonVocoder, octaves, pulses_of, shaped
from generator.toon.world import Line, Scene, Story, ToonShot, new_story
from generator.training.audio_vae import AudioVaeTask, audio_vae, both_ears, heard_mels, pieces
from generator.training.task import Task
from generator.training.vocoder import VocoderTask, pitch_error, sound_error

VOCODER: Mapping[str, Any] = {**TOON_128.vocoder, "hidden_channels": 16, "resnet_dilations": [[1]]}
SMALL: Profile = replace(TOON_128, audio_vae={**TOON_128.audio_vae, "base_channels": 8}, vocoder=VOCODER)


def autoencoder() -> Task:
    return AudioVaeTask(SMALL, batch=2, lr=2e-3, stories=2, half=False)


def singer() -> Task:
    return VocoderTask(SMALL, batch=2, lr=2e-3, stories=2)


def vocoder() -> ToonVocoder:
    torch.manual_seed(0)
    return ToonVocoder(**VOCODER)


def talk(frames: int = 41) -> tuple[ToonShot, Story]:
    """Somebody says aaaa from latent 3 on."""
    story = new_story(random.Random(1), people=1)
    return ToonShot(frames, Scene.ROOM, lines=(Line(next(iter(story.cast)), (0, 0, 0, 0), 3),)), story


def lessons(task: Task, count: int, seed: int = 0) -> list[float]:
    dice = torch.Generator().manual_seed(seed)
    return [task.step(number, dice)["loss"] for number in range(count)]


# Both.


@pytest.mark.parametrize("make", [autoencoder, singer])
def test_the_error_falls(make: Callable[[], Task]) -> None:
    losses = lessons(make(), 12)
    assert np.mean(losses[-3:]) < np.mean(losses[:3])


@pytest.mark.parametrize("make", [autoencoder, singer])
def test_the_same_dice_teach_the_same(make: Callable[[], Task]) -> None:
    assert lessons(make(), 2) == lessons(make(), 2)
    assert lessons(make(), 2) != lessons(make(), 2, seed=1)


@pytest.mark.parametrize("make", [autoencoder, singer])
def test_what_is_measured_are_finite_numbers(make: Callable[[], Task]) -> None:
    assert np.isfinite(list(make().measure().values())).all()


def test_pieces_are_cut_at_the_same_place_as_they_say() -> None:
    mels = torch.arange(3 * 20).view(3, 20, 1).expand(-1, -1, 64)
    cut, which, starts = pieces(mels, 8, 5, torch.Generator().manual_seed(0))
    assert torch.equal(cut[:, :, 0], which[:, None] * 20 + starts[:, None] + torch.arange(5))


# The autoencoder.


def test_a_second_of_speech_is_25_latents_of_32_values() -> None:
    vae = audio_vae(TOON_128)
    latent = vae.encode(both_ears(torch.zeros(1, 97, 64))).latent_dist.mode()
    assert latent.shape == (1, 2, 25, 16)
    assert vae.latents_mean.shape == vae.latents_std.shape == (32,)


@torch.no_grad()
def test_a_new_autoencoder_answers_with_about_the_loudness_of_a_quiet_place() -> None:
    torch.manual_seed(0)
    again = audio_vae(TOON_128)(both_ears(torch.full((1, 33, 64), -5.0))).sample
    assert float(again.mean()) == pytest.approx(-5.0, abs=1.0)


@pytest.mark.slow
def test_measuring_sets_the_statistics_by_which_tokens_become_normal() -> None:
    task = AudioVaeTask(SMALL, batch=2, lr=2e-3, stories=1)
    task.measure()
    assert (task.vae.latents_std > 0).all()
    assert not torch.equal(task.vae.latents_std, torch.ones(32))


# Pulses.


def test_a_steady_pitch_of_100_hertz_is_a_pulse_a_frame() -> None:
    pulses = pulses_of(torch.full((1, 5), 100.0))[0].view(5, 160)
    assert (pulses.argmax(dim=1) == pulses[0].argmax()).all()
    assert float(pulses.square().mean()) == pytest.approx(1.0, rel=0.05)


@settings(max_examples=20, deadline=None)
@given(st.floats(90, 350))
def test_pulses_are_as_loud_and_as_many_as_the_pitch_says(pitch: float) -> None:
    pulses = pulses_of(torch.full((1, 100), pitch))[0]
    assert float(pulses.square().mean()) == pytest.approx(1.0, rel=0.1)
    peaks = (pulses[1:-1] > pulses[:-2]) & (pulses[1:-1] >= pulses[2:]) & (pulses[1:-1] > pulses.max() / 3)
    assert int(peaks.sum()) == pytest.approx(pitch, abs=1.01)


def test_the_known_pulses_of_a_shot_stand_where_its_wave_has_them() -> None:
    """A voice is its pulses through a mouth: shifted by half a period they fit worse than as they are."""
    shot, story = talk()
    wave, found = speak(shot, story, 0), melody(shot, story)
    spoken = slice(4 * 640, 18 * 640)
    voice = next(iter(story.cast.values())).voice
    pulses = shaped(torch.from_numpy(found.turns), torch.from_numpy(found.hertz).clamp(min=100.0)).numpy()

    def fit(turn: float) -> float:
        shift = round(turn / voice.pitch * 16_000)
        ring = np.correlate(np.abs(wave[spoken]), np.roll(pulses, shift)[spoken])
        return float(ring[0])

    assert fit(0.05) > fit(0.55)


def test_nobody_sings_where_nobody_speaks() -> None:
    shot, story = talk()
    hertz = melody(shot, story).hertz
    pitch = next(iter(story.cast.values())).voice.pitch
    assert (hertz[: 3 * 640] == 0).all()
    assert hertz[3 * 640 : 19 * 640] == pytest.approx(pitch, rel=0.04)
    assert (hertz[19 * 640 :] == 0).all()


# The vocoder.


@torch.no_grad()
def test_a_frame_is_480_samples_and_both_ears_hear_the_same() -> None:
    wave = vocoder()(torch.randn(1, 2, 13, 64) - 5)
    assert wave.shape == (1, 2, 13 * 480)
    assert torch.equal(wave[:, 0], wave[:, 1])


@torch.no_grad()
def test_what_is_heard_is_the_first_half_resampled() -> None:
    singing, mel = vocoder(), torch.randn(1, 13, 64) - 5
    sung = singing.sung(mel)
    assert torch.equal(singing(both_ears(mel))[:, 0], singing.resampler(sung[:, None])[:, 0].clamp(-1, 1))


@torch.no_grad()
def test_the_same_spectrum_is_always_sung_alike() -> None:
    singing, mel = vocoder(), torch.randn(1, 13, 64) - 5
    assert torch.equal(singing.sung(mel), singing.sung(mel))


@torch.no_grad()
def test_alike_frames_are_not_sung_alike_unless_the_pitch_is_a_hundred_hertz() -> None:
    """What convolutions alone cannot do: the pulses are counted on from frame to frame."""
    singing, mel = vocoder(), torch.full((1, 40, 64), -5.0)
    last = singing.larynx.layers[-1]
    assert isinstance(last, torch.nn.Conv1d)
    assert last.bias is not None
    last.weight.zero_()
    last.bias.zero_()[35] = 50.0  # 80 Hz x 2 ^ (35 / 95 x log2 5) = 144.7 Hz
    assert float(singing.larynx(mel)[0, 0]) == pytest.approx(float(octaves(torch.tensor(144.7))), abs=0.002)
    frames = singing.score(mel)[0, 0, :, 64:224]
    assert not torch.allclose(frames[10], frames[11], atol=0.1)


def test_a_sound_has_no_error_against_itself_and_more_the_louder_it_is_wrong() -> None:
    wave = 0.1 * torch.randn(1, 6400, generator=torch.Generator().manual_seed(0))
    errors = [float(sound_error(factor * wave, wave)) for factor in (1.0, 1.1, 1.5)]
    assert errors[0] == 0.0
    assert errors[0] < errors[1] < errors[2]


def test_silence_can_be_learnt_from_without_infinite_slopes() -> None:
    sung = torch.zeros(1, 6400, requires_grad=True)
    sound_error(sung, 0.1 * torch.randn(1, 6400)).backward()  # type: ignore[no-untyped-call]
    assert sung.grad is not None
    assert torch.isfinite(sung.grad).all()


def test_an_octave_is_an_octave_and_silence_is_not_judged() -> None:
    hertz = torch.tensor([[160.0, 0.0, 320.0]])
    height = torch.tensor([[2.0, 7.0, 2.0]])  # 320 Hz, anything, 320 Hz
    assert float(pitch_error(height, hertz)) == 0.5
    assert float(pitch_error(height, torch.zeros(1, 3))) == 0.0


def test_the_second_half_is_left_alone() -> None:
    task = VocoderTask(SMALL, batch=2, lr=2e-3, stories=1)
    before = {name: part.clone() for name, part in task.vocoder.bwe_generator.state_dict().items()}
    lessons(task, 2)
    after = task.vocoder.bwe_generator.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert not after["conv_out.weight"].any()


def test_half_of_the_lessons_come_through_the_autoencoder() -> None:
    task = VocoderTask(SMALL, batch=2, lr=2e-3, stories=1, vae=audio_vae(SMALL))
    assert {"f0_error", "f0_error_vae"} <= set(task.measure())
    assert np.isfinite(lessons(task, 2)).all()


def test_a_sound_of_n_samples_has_a_mel_frame_every_160() -> None:
    assert heard_mels(np.zeros((2, 1600), np.float32)).shape == (2, 11, 64)
