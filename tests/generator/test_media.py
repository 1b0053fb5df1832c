"""Frames and samples go into files and come back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.interface import Cancelled
from generator.media import Pixels, Samples, encode, probe, read_frames, read_sound, write_png

SIZE = 128


def counted(count: int) -> Iterator[Pixels]:
    """Frame i is the one grey i * 5 + 10."""
    for index in range(count):
        frame = np.full((SIZE, SIZE, 4), index * 5 + 10, np.uint8)
        frame[..., 3] = 255
        yield frame


def tone(frames: int, level: float = 0.3) -> Samples:
    time = np.arange(frames * 1920) / 48_000
    return (level * np.stack([np.sin(2 * np.pi * 330 * time), np.sin(2 * np.pi * 550 * time)])).astype(
        np.float32
    )


def clip(folder: Path, frames: int = 33) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    return encode(counted(frames), tone(frames), folder, width=SIZE, height=SIZE)


def test_a_clip_has_exactly_the_frames_and_samples_given(tmp_path: Path) -> None:
    picture, sound = clip(tmp_path)
    seen, heard = probe(picture), probe(sound)
    assert (seen.frames, seen.width, seen.height, seen.fps) == (33, SIZE, SIZE, Fraction(25))
    assert (heard.rate, heard.samples) == (48_000, 33 * 1920)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "sound.flac"]


def test_the_sound_comes_back_to_the_last_bit_of_sixteen(tmp_path: Path) -> None:
    _, sound = clip(tmp_path, 17)
    back = read_sound(sound)
    assert back.dtype == np.float32
    assert back.shape == (2, 17 * 1920)
    assert np.abs(back - tone(17)).max() <= 0.5 / 32768 + 1e-7


def test_full_scale_does_not_wrap_around(tmp_path: Path) -> None:
    loud = np.tile(np.array([[1.5], [-1.5]], np.float32), (1, 9 * 1920))
    _, sound = encode(counted(9), loud, tmp_path, width=SIZE, height=SIZE)
    back = read_sound(sound)
    assert back[0].min() > 0.999
    assert back[1].max() < -0.999


def test_the_sound_inside_the_mp4_is_in_step_with_the_lossless_one(tmp_path: Path) -> None:
    click = np.zeros((2, 33 * 1920), np.float32)
    click[:, 30_000:30_040] = 0.8
    picture, _ = encode(counted(33), click, tmp_path, width=SIZE, height=SIZE)
    assert abs(int(np.abs(read_sound(picture)[0]).argmax()) - 30_020) < 48


def test_frames_are_found_by_number_in_any_order(tmp_path: Path) -> None:
    picture, _ = clip(tmp_path, 41)
    asked = [40, 0, 26, 25, 24, 7, 7]
    for number, frame in zip(asked, read_frames(picture, asked), strict=True):
        assert frame.shape == (SIZE, SIZE, 3)
        assert abs(float(frame.mean()) - (number * 5 + 10)) < 2.5


@settings(max_examples=12, deadline=None)
@given(asked=st.lists(st.integers(0, 40), min_size=1, max_size=5))
def test_any_choice_of_frames_is_exact(tmp_path_factory: pytest.TempPathFactory, asked: list[int]) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-choice"
    picture = folder / "clip.mp4"
    if not picture.exists():
        clip(folder, 41)
    assert [round((float(f.mean()) - 10) / 5) for f in read_frames(picture, asked)] == asked


def test_colours_survive(tmp_path: Path) -> None:
    frame = np.zeros((SIZE, SIZE, 4), np.uint8)
    frame[...] = (40, 90, 200, 255)
    picture, _ = encode([frame] * 9, tone(9), tmp_path, width=SIZE, height=SIZE)
    assert np.abs(read_frames(picture, [4])[0].mean(axis=(0, 1)) - (200, 90, 40)).max() < 4


def test_the_same_clip_is_the_same_bytes(tmp_path: Path) -> None:
    one, other = clip(tmp_path / "a"), clip(tmp_path / "b")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_a_cancelled_clip_leaves_nothing(tmp_path: Path) -> None:
    def stopped() -> Iterator[Pixels]:
        yield from counted(12)
        raise Cancelled

    with pytest.raises(Cancelled):
        encode(stopped(), tone(33), tmp_path, width=SIZE, height=SIZE)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_clip_leaves_the_one_before(tmp_path: Path) -> None:
    picture, sound = clip(tmp_path)
    before = picture.read_bytes(), sound.read_bytes()
    with pytest.raises(ValueError, match="samples for 12 frames, expected 23040"):
        encode(counted(12), tone(33), tmp_path, width=SIZE, height=SIZE)
    assert (picture.read_bytes(), sound.read_bytes()) == before
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("sound", "size", "words"),
    [
        (np.zeros((1, 9 * 1920), np.float32), SIZE, r"expected float32 \[2, samples\]"),
        (np.zeros((2, 9 * 1920), np.float64), SIZE, "got float64"),
        (np.full((2, 9 * 1920), np.nan, np.float32), SIZE, "NaN"),
        (np.zeros((2, 100), np.float32), SIZE, "got 100 samples for 9 frames"),
        (np.zeros((2, 9 * 1920), np.float32), 127, "expected even"),
        (np.zeros((2, 9 * 1920), np.float32), 64, r"frame 0: got uint8 \[128, 128, 4\]"),
    ],
)
def test_wrong_input_is_refused_in_words(tmp_path: Path, sound: Samples, size: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        encode(counted(9), sound, tmp_path, width=size, height=size)
    assert list(tmp_path.iterdir()) == []


def test_no_frames_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one frame"):
        encode([], np.zeros((2, 0), np.float32), tmp_path, width=SIZE, height=SIZE)


@pytest.mark.parametrize(
    "content", [b"", b"not a film at all" * 50, b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 400]
)
def test_foreign_files_are_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "holiday.mp4"
    path.write_bytes(content)
    for read in (probe, read_sound, lambda p: read_frames(p, [0])):
        with pytest.raises(ValueError, match=r"holiday\.mp4"):
            read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"gone\.flac"):
        read_sound(tmp_path / "gone.flac")


def test_a_film_cut_short_is_noticed(tmp_path: Path) -> None:
    picture, _ = clip(tmp_path)
    picture.write_bytes(picture.read_bytes()[: -picture.stat().st_size // 3])
    with pytest.raises(ValueError, match=r"clip\.mp4"):
        probe(picture)


def test_a_frame_beyond_the_end_is_refused(tmp_path: Path) -> None:
    picture, sound = clip(tmp_path, 9)
    with pytest.raises(ValueError, match="no frame 9; it holds 9 frames"):
        read_frames(picture, [9])
    with pytest.raises(ValueError, match="counted from 0"):
        read_frames(picture, [-1])
    with pytest.raises(ValueError, match="no picture"):
        read_frames(sound, [0])


def test_a_png_is_the_same_bytes_and_the_same_picture(tmp_path: Path) -> None:
    from PIL import Image

    picture = np.random.default_rng(3).integers(0, 255, (20, 30, 3), dtype=np.uint8)
    write_png(picture, tmp_path / "a.png")
    write_png(picture, tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    with Image.open(tmp_path / "a.png") as back:
        assert np.array_equal(np.asarray(back), picture)
    with pytest.raises(ValueError, match=r"expected uint8 \[H, W, 3\]"):
        write_png(picture[..., :2], tmp_path / "c.png")
