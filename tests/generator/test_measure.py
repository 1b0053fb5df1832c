"""Measures with answers known beforehand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from generator.interface import Clip, Measures
from generator.loudness import loudness
from generator.measure import measure, peak_dbfs
from generator.media import Pixels, encode
from generator.plugins.plugin import Footage

SIZE = 128


def sine(level_db: float, seconds: float = 2.0, hertz: float = 997.0) -> npt.NDArray[np.float32]:
    time = np.arange(round(seconds * 48_000)) / 48_000
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * time)
    return np.stack([wave, wave]).astype(np.float32)


def moving(count: int) -> list[Pixels]:
    """A bright square that goes right, three pixels a frame, over a grey texture."""
    frames = []
    ground = np.random.default_rng(1).integers(90, 120, (SIZE, SIZE, 1), dtype=np.uint8)
    for index in range(count):
        frame = np.repeat(ground, 4, axis=2)
        frame[40:80, index * 3 : index * 3 + 30] = 230
        frames.append(frame)
    return frames


def clip(folder: Path, frames: list[Pixels], sound: npt.NDArray[np.float32]) -> Clip:
    picture, lossless = encode(frames, sound, folder, width=SIZE, height=SIZE)
    return Clip(picture, lossless, len(frames), SIZE, SIZE, sound.shape[1])


def test_a_stereo_sine_at_minus_23_dbfs_is_minus_23_lufs() -> None:
    # EBU Tech 3341, case 1: a 1 kHz sine of -23 dBFS on both channels reads -23.0 LUFS.
    assert loudness(sine(-23.0, 5.0, 1000.0)) == pytest.approx(-23.0, abs=0.05)


def test_quiet_parts_are_gated_away() -> None:
    # EBU Tech 3341, case 3: -36 dBFS before and after do not lower a -23 dBFS middle.
    parts = [sine(-36.0, 2, 1000.0), sine(-23.0, 12, 1000.0), sine(-36.0, 2, 1000.0)]
    assert loudness(np.concatenate(parts, axis=1)) == pytest.approx(-23.0, abs=0.1)


def test_one_channel_is_three_decibels_less() -> None:
    both = sine(-20.0)
    one = both * np.array([[1.0], [0.0]], np.float32)
    assert loudness(both) == pytest.approx((loudness(one) or 0) + 3.01, abs=0.02)


def test_low_rumble_counts_less_than_speech_range() -> None:
    assert (loudness(sine(-20.0, hertz=30.0)) or 0) < (loudness(sine(-20.0, hertz=1000.0)) or 0) - 8


@pytest.mark.parametrize("samples", [0, 1, 480, 48_000])
def test_silence_has_no_loudness(samples: int) -> None:
    assert loudness(np.zeros((2, samples), np.float32)) is None


def test_a_sound_shorter_than_a_block_is_measured_whole() -> None:
    assert loudness(sine(-20.0, 0.36)) == pytest.approx(-20.0, abs=0.6)


def test_an_ordinary_clip_has_no_faults(tmp_path: Path) -> None:
    found = measure(clip(tmp_path, moving(25), sine(-20.0, 1.0)))
    assert found.seconds == 1.0
    assert found.loudness_lufs == pytest.approx(-20.0, abs=0.2)
    assert found.peak_dbfs == pytest.approx(-20.0, abs=0.01)
    assert (found.clipped_samples, found.black_frames, found.frozen_frames) == (0, 0, 0)


def test_a_black_tail_is_counted(tmp_path: Path) -> None:
    frames = moving(20) + [np.zeros((SIZE, SIZE, 4), np.uint8)] * 13
    found = measure(clip(tmp_path, frames, sine(-20.0, 33 / 25)))
    assert found.black_frames == 13


def test_a_dark_night_is_not_black(tmp_path: Path) -> None:
    frames = [frame // 6 for frame in moving(9)]
    assert measure(clip(tmp_path, frames, sine(-20.0, 9 / 25))).black_frames == 0


def test_a_frozen_half_is_counted_over_key_frames(tmp_path: Path) -> None:
    frames = moving(30)
    found = measure(clip(tmp_path, frames + [frames[-1]] * 30, sine(-20.0, 60 / 25)))
    assert found.frozen_frames == 30


def test_clipping_is_counted_sample_by_sample(tmp_path: Path) -> None:
    sound = sine(-6.0, 9 / 25)
    sound[0, 100:140] = 1.0
    sound[1, 200:203] = -1.2
    found = measure(clip(tmp_path, moving(9), sound))
    assert found.clipped_samples == 43
    assert found.peak_dbfs == pytest.approx(0.0, abs=0.001)


def test_silence_has_neither_loudness_nor_peak(tmp_path: Path) -> None:
    found = measure(clip(tmp_path, moving(9), np.zeros((2, 9 * 1920), np.float32)))
    assert found.loudness_lufs is None
    assert found.peak_dbfs is None
    assert peak_dbfs(np.zeros((2, 0), np.float32)) is None


def test_a_clip_of_another_length_is_refused(tmp_path: Path) -> None:
    made = clip(tmp_path, moving(9), sine(-20.0, 9 / 25))
    with pytest.raises(ValueError, match=r"clip\.mp4: holds 9 frames, expected 17"):
        measure(Clip(made.picture, made.sound, 17, SIZE, SIZE, 17 * 1920))


class Onlooker:
    """A plug-in that keeps what it was shown."""

    def __init__(self) -> None:
        self.frames: list[int] = []

    def add(self, measures: Measures, footage: Footage) -> Measures:
        self.frames = sorted(footage.whole)
        return measures


def test_models_are_shown_frames_all_over_a_clip_of_which_nobody_knows_who_is_where(tmp_path: Path) -> None:
    onlooker = Onlooker()
    measure(clip(tmp_path, moving(25), sine(-20.0, 1.0)), [onlooker])
    assert onlooker.frames == [0, 3, 7, 10, 14, 17, 21, 24]
