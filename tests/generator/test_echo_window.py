"""Eq. 8 as released: by which sound, frames and latents a shot is remembered, and the mel under it."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.echo.spectrogram import heard, log_mel, resample, stereo
from generator.echo.window import Window, choose_window, clip_frames, loudest, loudest_start, loudness
from generator.footage import Samples
from generator.mel import FFT, mel_filters

SHOT = 461_280
"""Samples the camera gives for 241 frames."""


def noise(samples: int, channels: int = 2, level: float = 0.003) -> Samples:
    return (level * np.random.default_rng(7).standard_normal((channels, samples))).astype(np.float32)


def burst(at: float, seconds: float, length: int, rate: int) -> Samples:
    """Quiet noise, loud for ``seconds`` from second ``at`` on."""
    sound = noise(length)
    sound[:, round(at * rate) : round((at + seconds) * rate)] *= 100
    return sound


def chosen(wave: Samples, rate: int = 48_000, *, rate_bug: bool = False) -> Window:
    return choose_window(wave, rate, frames=241, latents=241, rate_bug=rate_bug)


def by_hand(wave: torch.Tensor, width: int, stride: int) -> int:
    """The start of the loudest window, every window summed anew out of the whole log-mel."""
    magnitude = log_mel(wave, 128).double().exp()
    frames = int(magnitude.shape[2])
    starts: list[int] = [*range(0, frames - width + 1, stride)]
    if starts[-1] != frames - width:
        starts.append(frames - width)
    scores = [float(magnitude[:, :, start : start + width].sum()) for start in starts]
    # Single precision cannot tell windows apart that differ by less than this.
    return starts[[score >= max(scores) * (1 - 1e-6) for score in scores].index(True)]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1 << 30), length=st.integers(1, 30_000), width=st.integers(1, 200))
def test_running_sums_choose_what_summing_every_window_chooses(seed: int, length: int, width: int) -> None:
    dice = np.random.default_rng(seed)
    volume = np.repeat(dice.uniform(0, 1, 1 + length // 2000), 2000)[:length]
    wave = torch.from_numpy((dice.standard_normal((2, length)) * volume).astype(np.float32))
    loud = loudness(wave)
    width = min(width, len(loud))
    assert loudest(loud, width, max(1, width // 4)) == by_hand(wave, width, max(1, width // 4))


@pytest.mark.parametrize("at", [0.0, 1.3, 4.0, 5.77])
@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_a_planted_burst_is_found_within_one_stride(at: float, rate: int) -> None:
    found = chosen(burst(at, 3.81, round(9.61 * rate), rate), rate)
    assert abs(found.start - at) <= 0.96
    assert abs(found.frame - (at + 1.9) * 25) <= 25
    assert found.audio.stop - found.audio.start == 96


def test_the_rate_bug_of_the_release_ends_most_shots_on_their_last_frame() -> None:
    # Echo-facts 4.1: 2,884 mel frames, 28 windows; 17 of them point behind the end of the picture.
    assert len(loudness(torch.zeros(2, SHOT))) == 2884
    starts = [*range(0, 2884 - 381 + 1, 95), 2884 - 381]
    assert len(starts) == 28
    found = [chosen(burst(start / 300, 3.81 / 3, SHOT, 48_000), rate_bug=True) for start in starts]
    assert [round(each.start * 100) for each in found] == starts
    assert sum(each.frame == 240 for each in found) == 17
    assert found[starts.index(475)].frame == 166
    assert all(each.clip == tuple(range(232, 241)) for each in found if each.frame == 240)


def test_the_rate_bug_leaves_the_latents_where_the_sound_is() -> None:
    true, bugged = (chosen(burst(6.0, 1.27, SHOT, 48_000), rate_bug=bug) for bug in (False, True))
    assert bugged.audio.start == pytest.approx(6.0 * 25 + 16 - 48, abs=8)
    assert true.audio.start <= 6.0 * 25 <= true.audio.stop
    assert bugged.frame == 240
    assert true.frame < 200


def test_without_the_bug_a_window_maps_to_frames_and_latents_by_hand() -> None:
    # Start 285: 2.85 s to 6.66 s; frames 72 to 166, the middle one 119; 4.755 s of 9.61 s is latent 119.
    found = chosen(burst(2.85, 3.81, SHOT, 48_000))
    assert (found.start, found.end) == (2.85, 6.66)
    assert found.frame == 119
    assert found.clip == tuple(range(115, 124))
    assert found.audio == slice(119 - 48, 119 + 48)


def test_silence_gives_the_first_window_as_released() -> None:
    found = chosen(np.zeros((2, SHOT), np.float32))
    assert found.start == 0.0
    assert found.audio == slice(0, 96)


def test_of_two_equal_bursts_the_first_is_remembered() -> None:
    sound = np.zeros((2, 16_000 * 12), np.float32)
    sound[:, 16_000:17_600] = sound[:, 128_000:129_600] = noise(1600, level=0.5)
    assert chosen(sound, 16_000).start < 1.0


def test_mono_is_remembered_like_the_same_sound_twice() -> None:
    mono = burst(5.0, 2.0, SHOT, 48_000)[0]
    assert chosen(mono) == chosen(mono[None]) == chosen(np.stack([mono, mono]))


def test_a_sound_that_may_not_be_written_is_read_all_the_same() -> None:
    sound = noise(SHOT)
    sound.setflags(write=False)
    assert chosen(sound).audio.stop > 0


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("rate_bug", [False, True])
def test_ten_milliseconds_are_one_window(rate: int, rate_bug: bool) -> None:
    wave = noise(rate // 100)
    found = choose_window(wave, rate, frames=1, latents=1, rate_bug=rate_bug)
    assert (found.start, found.frame, found.audio) == (0.0, 0, slice(0, 1))
    assert found.clip == (0,) * 9


@pytest.mark.slow
@pytest.mark.parametrize("rate_bug", [False, True])
def test_ten_minutes_are_chosen_from_in_seconds(rate_bug: bool) -> None:
    sound = np.zeros((2, 600 * 48_000), np.float32)
    sound[:, 400 * 48_000 : 401 * 48_000] = noise(48_000, level=0.5)
    began = time.process_time()  # 3 s on two free cores; the bound is for busy ones
    found = choose_window(sound, 48_000, frames=15_001, latents=15_000, rate_bug=rate_bug)
    assert time.process_time() - began < 60
    assert found.audio.start <= 400 * 25 <= found.audio.stop


def test_the_end_of_a_long_voice_is_found_to_the_sample_it_may_start_at() -> None:
    sound = burst(20.0, 9.64, 30 * 44_100, 44_100)
    assert abs(loudest_start(sound, 44_100, 425_124) / 44_100 - 20.0) < 0.05
    assert loudest_start(sound, 44_100, 30 * 44_100) == 0
    assert loudest_start(sound[:, -425_130:], 44_100, 425_124) <= 6


@pytest.mark.parametrize("wrong", [{"frames": 0}, {"latents": 0}, {"window": 0}, {"fps": 0}])
def test_a_shot_of_nothing_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="expected at least 1"):
        choose_window(noise(16_000), 16_000, rate_bug=False, **({"frames": 25, "latents": 25} | wrong))


@pytest.mark.parametrize("shape", [(2, 0), (0, 5), (1, 2, 3)])
def test_a_sound_of_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="sound: got shape"):
        chosen(np.zeros(shape, np.float32))


@given(frames=st.integers(1, 400), centre=st.integers(0, 399))
def test_nine_frames_always_lie_inside_the_film(frames: int, centre: int) -> None:
    centre = min(centre, frames - 1)
    clip = clip_frames(centre, frames)
    assert len(clip) == 9
    assert min(clip) >= 0
    assert max(clip) < frames
    assert centre in clip
    if frames >= 9:
        assert clip == tuple(range(clip[0], clip[0] + 9))
        assert clip[4] == centre or clip[0] == 0 or clip[-1] == frames - 1
    else:
        assert clip == (*range(frames), *[frames - 1] * (9 - frames))


def tone(rate: int, samples: int) -> torch.Tensor:
    seconds = torch.arange(samples, dtype=torch.float64) / rate
    low, high = torch.sin(2 * math.pi * 440 * seconds), 0.5 * torch.sin(2 * math.pi * 3000 * seconds)
    return torch.stack([low, high]).float()


# The numbers of the next two tests come from torchaudio 2.11: functional.resample and MelSpectrogram.
TONE_16K = torch.tensor(
    [
        [0.016551655, 0.16970457, 0.34001988, 0.0, -0.16970457],
        [0.059359763, 0.45206800, 0.35798204, 0.0, -0.45206800],
    ]
)
TONE_MEL = torch.tensor(
    [
        [-0.28751528, 0.91649354, -2.85130119, -4.18761730, -5.52348757],
        [-2.97997904, -2.94911027, -2.60073185, -0.94006020, -4.16512346],
    ]
)


def test_resampling_is_torchaudios() -> None:
    slow = resample(tone(48_000, 48_000), 48_000, 16_000)
    assert slow.shape == (2, 16_000)
    torch.testing.assert_close(slow[:, [0, 1, 2, 1000, 15_999]], TONE_16K, atol=1e-6, rtol=0)


def test_the_spectrogram_is_torchaudios() -> None:
    mel = log_mel(resample(tone(48_000, 48_000), 48_000, 16_000))
    assert mel.shape == (1, 2, 101, 64)
    torch.testing.assert_close(mel[0, :, 0, [0, 10, 31, 45, 63]], TONE_MEL, atol=0, rtol=1e-5)


@settings(max_examples=20, deadline=None)
@given(rate=st.sampled_from([8000, 11_025, 22_050, 44_100, 48_000]), samples=st.integers(200, 30_000))
def test_a_resampled_tone_is_the_tone_at_the_other_rate(rate: int, samples: int) -> None:
    slow = resample(tone(rate, samples)[:1], rate, 16_000)
    assert slow.shape[1] == math.ceil(samples * 16_000 / rate)
    inside = slice(100, max(100, slow.shape[1] - 100))
    torch.testing.assert_close(slow[:, inside], tone(16_000, slow.shape[1])[:1, inside], atol=2e-3, rtol=0)


def test_blocks_leave_no_seam() -> None:
    wave = torch.from_numpy(noise(400_001, level=0.3))
    mel = log_mel(wave)
    padded = torch.nn.functional.pad(wave, (512, 512), mode="reflect")
    whole = torch.stft(padded, 1024, 160, window=torch.hann_window(1024), center=False, return_complex=True)
    expected = (whole.abs().transpose(1, 2) @ torch.from_numpy(mel_filters(64)).T).clamp(min=1e-5).log()[None]
    torch.testing.assert_close(mel, expected, atol=2e-4, rtol=0)
    ends = [resample(wave[:, :first], 48_000, 16_000)[:, : first // 3 - 20] for first in (130_000, 270_000)]
    slow = resample(wave, 48_000, 16_000)
    for end in ends:
        torch.testing.assert_close(end, slow[:, : end.shape[1]], atol=1e-6, rtol=0)


def test_a_silent_spectrogram_is_the_floor_everywhere() -> None:
    assert torch.equal(log_mel(torch.zeros(2, 10)), torch.full((1, 2, 7, 64), 1e-5).log())


def test_what_is_heard_is_two_channels_of_at_least_one_transform() -> None:
    assert heard(torch.zeros(480), 48_000).shape == (2, FFT)
    assert heard(torch.zeros(5, 441), 44_100).shape == (2, FFT + 1)
    assert torch.equal(stereo(torch.arange(12.0).view(3, 4)), torch.arange(8.0).view(2, 4))
    with pytest.raises(ValueError, match="got 0 samples a second"):
        heard(torch.zeros(2, 5), 0)
