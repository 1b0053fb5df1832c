"""Eq. 8: the key moment is where the sound is fullest."""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.mel import mel_filters
from generator.moment import key_moment, loudest_window, mel_magnitude

FRAMES = 241


def burst(at: float, length: float = 1.0, frames: int = FRAMES) -> npt.NDArray[np.float32]:
    """Quiet noise with a loud second in it."""
    dice = np.random.default_rng(5)
    sound = 0.003 * dice.standard_normal((2, frames * 1920))
    first = int(at * 48_000)
    part = sound[:, first : first + int(length * 48_000)]
    part += 0.3 * dice.standard_normal(part.shape)
    return sound.astype(np.float32)


def test_a_burst_in_the_middle_is_inside_the_window_and_near_the_frame() -> None:
    # Every window that holds a short burst is nearly as good; a burst as long as the window has one best.
    found = key_moment(burst(3.0, 3.84), FRAMES)
    assert abs(found.audio_start - 3.0) < 0.05
    assert abs(found.frame - (3.0 + 1.92) * 25) <= 2
    assert found.last_frame - found.first_frame == 8
    assert found.first_frame == found.frame - 4


@settings(max_examples=15, deadline=None)
@given(at=st.floats(0.0, 8.6))
def test_a_planted_burst_is_always_inside_the_window(at: float) -> None:
    found = key_moment(burst(at), FRAMES)
    assert found.audio_start <= at + 0.06
    assert found.audio_end >= at + 1.0 - 0.06
    assert 0.0 <= found.audio_start < found.audio_end <= FRAMES / 25


@pytest.mark.parametrize(("at", "side"), [(0.0, "start"), (8.64, "end")])
def test_the_window_stops_at_the_edges(at: float, side: str) -> None:
    found = key_moment(burst(at), FRAMES, window=1.0)
    assert found.audio_end - found.audio_start == pytest.approx(1.0)
    assert (found.audio_start if side == "start" else FRAMES / 25 - found.audio_end) == pytest.approx(
        0, abs=0.05
    )


def test_silence_gives_the_middle_and_no_energy() -> None:
    found = key_moment(np.zeros((2, FRAMES * 1920), np.float32), FRAMES)
    assert found.energy == 0.0
    assert abs(found.frame - FRAMES // 2) <= 1
    assert (found.audio_start + found.audio_end) / 2 == pytest.approx(FRAMES / 50, abs=0.01)


def test_sound_shorter_than_the_window_is_taken_whole() -> None:
    found = key_moment(burst(0.0, 0.5, 33), 33)
    assert found.audio_start == 0.0
    assert found.audio_end == pytest.approx(33 / 25)
    assert found.frame == 16
    assert found.energy > 0


def test_a_steady_tone_is_a_tie_and_the_first_window_wins() -> None:
    values = np.full(900, 0.1)
    assert loudest_window(values, 384)[0] == 0
    values[600:] = 0.3
    assert loudest_window(values, 100)[0] == 600


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.integers(0, 1000), min_size=1, max_size=80),
    width=st.integers(1, 80),
)
@example(values=[0, 0, 0], width=2)
@example(values=[5, 1, 5, 1, 5], width=2)
def test_running_sums_find_what_brute_force_finds(values: list[int], width: int) -> None:
    width = min(width, len(values))
    loud = np.array(values, dtype=np.float64) / 7.0
    sums = [sum(values[start : start + width]) for start in range(len(values) - width + 1)]
    start, total = loudest_window(loud, width)
    assert start == sums.index(max(sums))
    assert total == pytest.approx(max(sums) / 7.0)


@settings(max_examples=25, deadline=None)
@given(frames=st.integers(1, 60), seed=st.integers(0, 99), window=st.sampled_from([0.2, 1.0, 3.84]))
def test_nine_frames_whenever_the_clip_has_nine(frames: int, seed: int, window: float) -> None:
    sound = np.random.default_rng(seed).standard_normal((2, frames * 1920)).astype(np.float32)
    found = key_moment(sound, frames, window=window)
    assert 0 <= found.first_frame <= found.frame <= found.last_frame < frames
    assert found.last_frame - found.first_frame + 1 == min(frames, 9)
    assert 0.0 <= found.audio_start < found.audio_end <= frames / 25 + 1e-9


def test_the_mel_filters_are_slaneys() -> None:
    filters = mel_filters(128)
    hertz = np.linspace(0, 8000, 513)
    assert filters.shape == (128, 513)
    # Slaney's scale has 15 mels to 1 kHz and 27 a factor of 6.4; the top is 45.2456.
    assert hertz[filters[-1].argmax()] == pytest.approx(7_809, abs=16)
    assert np.all(np.diff(filters.argmax(axis=1)) >= 0)
    # Slaney's norm: each triangle has unit area over hertz.
    assert filters[64:].sum(axis=1) * (8000 / 512) == pytest.approx(np.ones(64), abs=0.05)


def test_magnitude_counts_not_power() -> None:
    quiet = burst(1.0)
    assert mel_magnitude(2 * quiet) == pytest.approx(2 * mel_magnitude(quiet), rel=1e-4)


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match=r"expected \[2, samples\]"):
        key_moment(np.zeros((3, 4800), np.float32), 5)
    with pytest.raises(ValueError, match="got 0 frames"):
        key_moment(np.zeros((2, 4800), np.float32), 0)


def test_a_full_shot_takes_well_under_a_tenth_of_a_second() -> None:
    sound = burst(2.0)
    key_moment(sound, FRAMES)
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        key_moment(sound, FRAMES)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.1
