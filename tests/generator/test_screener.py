"""The review copy: a slate, then the cut with shot, take and time burnt in and everything else left alone."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from generator.interface import Cancelled, Clip, Leader, Reel
from generator.lab import Lab
from generator.media import Pixels, Samples, encode, probe, read_frames, read_sound
from generator.screener import SLATE_FRAMES
from tools.timecode import timecode

WIDTH, HEIGHT = 384, 224
LEADER = Leader("Twenty Minutes Fast", "TWENTY", "slate 1", timecode)


def made(folder: Path, frames: int, shade: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Clip:
    """A clip of one shade with a tone of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    wave = 0.2 * np.sin(2 * np.pi * (200 + shade) * np.arange(frames * 1920) / 48_000)
    sound: Samples = np.stack([wave, 0.5 * wave]).astype(np.float32)
    picture = np.full((size[1], size[0], 4), shade, np.uint8)
    clip, lossless = encode([picture] * frames, sound, folder, width=size[0], height=size[1])
    return Clip(clip, lossless, frames, *size, sound.shape[1])


def reel(clip: Clip, number: int) -> Reel:
    return Reel(clip.picture, clip.sound, clip.frames, f"TWENTY_010_00{number}0", number)


@pytest.fixture
def reels(tmp_path: Path) -> list[Reel]:
    return [reel(made(tmp_path / str(n), 9 + 8 * n, 60 * n), n) for n in (1, 2, 3)]


@pytest.fixture
def film(tmp_path: Path, reels: list[Reel]) -> Path:
    path = tmp_path / "screener.mp4"
    Lab().screener(reels, LEADER, path, lambda _: None)
    return path


def frame(path: Path, number: int) -> Pixels:
    return read_frames(path, [number])[0].astype(np.int16)


def test_a_review_copy_is_the_cut_with_two_seconds_of_slate_before_it(film: Path) -> None:
    assert probe(film).frames == SLATE_FRAMES + 17 + 25 + 33 == 125
    assert (probe(film).width, probe(film).height) == (WIDTH, HEIGHT)
    slate, first = frame(film, SLATE_FRAMES - 1), frame(film, SLATE_FRAMES)
    assert np.abs(slate - frame(film, 0)).mean() < 1
    assert slate.max() - slate.min() > 60
    assert float(np.median(slate)) < 40 < float(np.median(first))


def test_the_plates_are_burnt_in_at_the_top_and_the_rest_is_the_clean_film(
    film: Path, reels: list[Reel]
) -> None:
    for one, first in zip(reels, (0, 17, 42), strict=True):
        clean = frame(one.picture, 5)
        burnt = np.abs(frame(film, SLATE_FRAMES + first + 5) - clean).max(axis=2)
        top = round(0.16 * HEIGHT)
        assert burnt[top:].max() <= 6
        assert burnt[:top, : WIDTH // 2].max() > 60
        assert burnt[:top, WIDTH // 2 :].max() > 60
        assert burnt[:top, round(0.55 * WIDTH) : round(0.65 * WIDTH)].max() <= 6


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_the_letters_stand_out_from_their_plate_on_any_picture(tmp_path: Path, shade: int) -> None:
    path = tmp_path / "screener.mp4"
    Lab().screener([reel(made(tmp_path / "a", 9, shade), 1)], LEADER, path, lambda _: None)
    plates = frame(path, SLATE_FRAMES + 2)[: round(0.09 * HEIGHT)]
    time = plates[round(0.04 * HEIGHT) :, round(0.8 * WIDTH) :].mean(axis=2)
    assert time.max() - time.min() > 120


def test_only_the_running_numbers_change_from_frame_to_frame(film: Path) -> None:
    before, after = frame(film, SLATE_FRAMES + 55), frame(film, SLATE_FRAMES + 56)
    moved = np.abs(after - before).max(axis=2) > 24
    name = moved[: round(0.08 * HEIGHT), : WIDTH // 2]
    assert moved[:, WIDTH // 2 :].any()
    assert moved[: round(0.16 * HEIGHT), : WIDTH // 2].any()
    assert not name.any()


def test_the_sound_is_that_of_the_cut_after_two_seconds_of_silence(film: Path, reels: list[Reel]) -> None:
    heard, silence = read_sound(film), SLATE_FRAMES * 1920
    whole = np.concatenate([read_sound(one.sound) for one in reels], axis=1)
    assert np.abs(heard[:, : silence - 2048]).max() < 1e-3
    noise = np.mean((heard[:, silence : silence + whole.shape[1]] - whole) ** 2) / np.mean(whole**2)
    assert float(noise) < 0.01


def test_the_same_cut_gives_the_same_bytes(film: Path, reels: list[Reel]) -> None:
    before = film.read_bytes()
    Lab().screener(reels, LEADER, film, lambda _: None)
    assert film.read_bytes() == before


def test_every_frame_is_a_25th_of_a_second_after_the_last(film: Path) -> None:
    with av.open(str(film)) as container:
        times = [one.time for one in container.decode(video=0)]
    assert times == pytest.approx([number / 25 for number in range(125)], abs=1e-6)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "01:00:00:00"),
        (24, "01:00:00:24"),
        (25, "01:00:01:00"),
        (1500, "01:01:00:00"),
        (90_000, "02:00:00:00"),
    ],
)
def test_timecode_counts_hours_minutes_seconds_and_frames_from_hour_one(number: int, said: str) -> None:
    assert timecode(number) == said


@pytest.mark.parametrize("title", ["", "😀🎬", "سينما الليل", "灯塔", "long title " * 500])
@pytest.mark.parametrize("size", [(128, 128), (160, 320)])
def test_any_title_gives_a_slate_at_any_size(tmp_path: Path, title: str, size: tuple[int, int]) -> None:
    path = tmp_path / "screener.mp4"
    one = reel(made(tmp_path / "a", 9, 128, size), 1)
    Lab().screener([one], Leader(title, "FILM", title, timecode), path, lambda _: None)
    slate = frame(path, 0)
    assert slate.max() - slate.min() > 60
    assert np.ptp(slate[:, -3:].astype(int)) < 16


def test_a_stopped_copy_leaves_the_folder_as_it_was(film: Path, reels: list[Reel]) -> None:
    before, told = sorted(film.parent.iterdir()), list[float]()

    def stop(done: float) -> None:
        told.append(done)
        if done > 0.5:
            raise Cancelled

    was = film.read_bytes()
    with pytest.raises(Cancelled):
        Lab().screener(reels, LEADER, film, stop)
    assert told == sorted(told)
    assert (sorted(film.parent.iterdir()), film.read_bytes()) == (before, was)


def test_clips_that_cannot_be_copied_are_refused_by_name(tmp_path: Path, reels: list[Reel]) -> None:
    path = tmp_path / "screener.mp4"
    small = reel(made(tmp_path / "small", 9, 10, (128, 128)), 4)
    with pytest.raises(ValueError, match="TWENTY_010_0040 is 128x128, but TWENTY_010_0010 is 384x224"):
        Lab().screener([*reels, small], LEADER, path, lambda _: None)
    with pytest.raises(ValueError, match="nothing to copy"):
        Lab().screener([], LEADER, path, lambda _: None)
    short = Reel(reels[0].picture, reels[0].sound, 25, "SHORT")
    with pytest.raises(ValueError, match="SHORT: its"):
        Lab().screener([short], LEADER, path, lambda _: None)
    reels[1].picture.write_bytes(b"no film")
    with pytest.raises(ValueError, match=r"clip\.mp4"):
        Lab().screener(reels, LEADER, path, lambda _: None)
    assert not [p for p in tmp_path.iterdir() if "screener" in p.name]
