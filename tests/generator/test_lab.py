"""The lab joins clips without touching their pictures, finds moments and draws sheets."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from generator.interface import Clip, Frame, Reel
from generator.lab import Lab
from generator.media import Samples, encode, probe, read_frames, read_sound
from generator.sheet import MAX_HEIGHT, layout

SIZE = 128


def made(folder: Path, frames: int, shade: int, size: int = SIZE, fps: int = 25) -> Clip:
    """A clip of one shade that drifts, with a tone of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    time = np.arange(frames * 48_000 // fps) / 48_000
    wave = 0.2 * np.sin(2 * np.pi * (200 + shade) * time) * np.sin(np.pi * time / time[-1])
    sound: Samples = np.stack([wave, 0.5 * wave]).astype(np.float32)
    pictures = [np.full((size, size, 4), shade + index % 20, np.uint8) for index in range(frames)]
    picture, lossless = encode(pictures, sound, folder, width=size, height=size, fps=fps)
    return Clip(picture, lossless, frames, size, size, sound.shape[1], fps)


def reel(clip: Clip, label: str) -> Reel:
    return Reel(clip.picture, clip.sound, clip.frames, label)


@pytest.fixture
def reels(tmp_path: Path) -> list[Reel]:
    lengths = (9, 33, 17, 41)
    return [
        reel(made(tmp_path / str(i), length, 40 + 50 * i), f"LIGHT_010_00{i}0")
        for i, length in enumerate(lengths)
    ]


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_a_film_has_every_frame_of_its_clips_and_no_other(tmp_path: Path, reels: list[Reel]) -> None:
    film = tmp_path / "film.mp4"
    Lab().join(reels, film)
    assert probe(film).frames == 100
    assert [round(float(frame.mean())) for frame in read_frames(film, [0, 9, 42, 59])] == pytest.approx(
        [40, 90, 140, 190], abs=3
    )


def test_pictures_are_copied_never_coded_again(tmp_path: Path, reels: list[Reel]) -> None:
    film = tmp_path / "film.mp4"
    Lab().join(reels, film)
    assert packets(film) == [packet for one in reels for packet in packets(one.picture)]


def test_every_frame_of_a_film_is_a_25th_of_a_second_after_the_last(
    tmp_path: Path, reels: list[Reel]
) -> None:
    film = tmp_path / "film.mp4"
    Lab().join(reels, film)
    with av.open(str(film)) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert times == pytest.approx([index / 25 for index in range(100)], abs=1e-6)


def test_the_sound_of_a_film_is_the_lossless_sounds_in_a_row(tmp_path: Path, reels: list[Reel]) -> None:
    film = tmp_path / "film.mp4"
    Lab().join(reels, film)
    whole = np.concatenate([read_sound(one.sound) for one in reels], axis=1)
    heard = read_sound(film)[:, : whole.shape[1]]
    assert heard.shape == whole.shape
    noise = float(np.mean((heard - whole) ** 2)) / float(np.mean(whole**2))
    assert noise < 0.01
    for lag in (-2, 2):
        assert np.mean((np.roll(heard, lag, axis=1) - whole) ** 2) > np.mean((heard - whole) ** 2)


def test_every_shot_is_a_chapter(tmp_path: Path, reels: list[Reel]) -> None:
    film = tmp_path / "film.mp4"
    Lab().join(reels, film)
    with av.open(str(film)) as container:
        chapters = container.chapters()
    assert [chapter["metadata"]["title"] for chapter in chapters] == [one.label for one in reels]
    starts = [float(chapter["start"] * (chapter["time_base"] or 0)) for chapter in chapters]
    assert starts == pytest.approx([0.0, 9 / 25, 42 / 25, 59 / 25], abs=1e-3)


def test_the_same_clips_make_the_same_film(tmp_path: Path, reels: list[Reel]) -> None:
    Lab().join(reels, tmp_path / "a.mp4")
    Lab().join(reels, tmp_path / "b.mp4")
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_film_can_be_watched_before_it_is_all_there(tmp_path: Path, reels: list[Reel]) -> None:
    film = tmp_path / "film.mp4"
    Lab().join(reels, film)
    content = film.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_clips_of_two_sizes_are_refused_by_name(tmp_path: Path, reels: list[Reel]) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"the cut of yesterday")
    other = reel(made(tmp_path / "big", 9, 60, size=160), "LIGHT_020_0010")
    with pytest.raises(ValueError, match="LIGHT_020_0010 is 160x160, but LIGHT_010_0000 is 128x128"):
        Lab().join([*reels, other], film)
    assert film.read_bytes() == b"the cut of yesterday"
    assert not list(tmp_path.glob("*.part"))
    assert not list(tmp_path.glob(".*.part"))


def test_clips_of_two_rates_are_refused_by_name(tmp_path: Path, reels: list[Reel]) -> None:
    other = reel(made(tmp_path / "fast", 9, 60, fps=50), "LIGHT_020_0010")
    with pytest.raises(ValueError, match="LIGHT_020_0010 is 50 frames a second, but LIGHT_010_0000 has 25"):
        Lab().join([*reels, other], tmp_path / "film.mp4")


def test_a_sound_of_the_wrong_length_is_refused_by_name(tmp_path: Path, reels: list[Reel]) -> None:
    wrong = Reel(reels[1].picture, reels[0].sound, reels[1].frames, "LIGHT_010_0099")
    with pytest.raises(ValueError, match="LIGHT_010_0099: its sound has 17280 samples, expected 63360"):
        Lab().join([reels[0], wrong], tmp_path / "film.mp4")


def test_a_picture_of_the_wrong_length_is_refused_by_name(tmp_path: Path, reels: list[Reel]) -> None:
    wrong = Reel(reels[0].picture, reels[1].sound, reels[1].frames, "LIGHT_010_0099")
    with pytest.raises(ValueError, match="LIGHT_010_0099: its picture has 9 frames, expected 33"):
        Lab().join([wrong], tmp_path / "film.mp4")


def test_nothing_to_join_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="got no clips"):
        Lab().join([], tmp_path / "film.mp4")


def test_a_corrupt_clip_is_refused_by_name(tmp_path: Path, reels: list[Reel]) -> None:
    reels[2].picture.write_bytes(b"torn")
    with pytest.raises(ValueError, match=r"clip\.mp4"):
        Lab().join(reels, tmp_path / "film.mp4")
    assert not (tmp_path / "film.mp4").exists()


def test_the_moment_of_a_clip_has_its_still(tmp_path: Path) -> None:
    clip = made(tmp_path / "clip", 41, 100)
    moment = Lab(window=0.4).moment(clip, tmp_path / "still.png")
    assert abs(moment.frame - 20) <= 2
    assert moment.energy > 0
    with Image.open(moment.still) as still:
        assert still.size == (SIZE, SIZE)
        assert float(np.asarray(still).mean()) == pytest.approx(100 + moment.frame % 20, abs=3)


@pytest.mark.parametrize("count", [1, 2, 14, 31, 140, 600])
def test_a_sheet_is_never_taller_than_its_limit(count: int) -> None:
    grid = layout(count, 736 / 1280)
    assert grid.height <= MAX_HEIGHT
    assert grid.columns * grid.rows >= count


def test_a_sheet_shows_every_picture_in_order(tmp_path: Path) -> None:
    frames = []
    for index, colour in enumerate([(200, 30, 30), (30, 200, 30), (30, 30, 200)]):
        path = tmp_path / f"{index}.png"
        Image.new("RGB", (320, 184), colour).save(path)
        frames.append(Frame(path, f"LIGHT_010_00{index}0", "a line of words " * index))
    sheet = tmp_path / "sheet.png"
    Lab().contact_sheet(frames, "A title 你好 " * 12, sheet)
    grid = layout(3, 184 / 320)
    with Image.open(sheet) as page:
        assert page.size == (1920, grid.height)
        for index, colour in enumerate([(200, 30, 30), (30, 200, 30), (30, 30, 200)]):
            left, top = grid.corner(index)
            assert page.getpixel((left + grid.cell // 2, top + grid.picture // 2)) == colour


def test_a_sheet_says_whether_it_shows_shots_or_takes(tmp_path: Path) -> None:
    picture = tmp_path / "still.png"
    Image.new("RGB", (64, 32)).save(picture)
    heads = {}
    for count, counted in ((1, "shot"), (1, "take"), (2, "shot"), (2, "take")):
        sheet = tmp_path / "sheet.png"
        Lab().contact_sheet([Frame(picture, "X")] * count, "Title", sheet, counted)
        with Image.open(sheet) as page:
            top = layout(count, 0.5).top
            heads[count, counted] = page.crop((0, 0, page.width, top)).tobytes()
            below = page.crop((0, top, page.width, page.height)).tobytes()
        Lab().contact_sheet([Frame(picture, "X")] * count, "Title", sheet)
        with Image.open(sheet) as page:
            assert page.crop((0, top, page.width, page.height)).tobytes() == below
            assert (page.crop((0, 0, page.width, top)).tobytes() == heads[count, counted]) == (
                counted == "shot"
            )
    assert len(set(heads.values())) == 4


def test_a_sheet_sets_accents_and_other_alphabets(tmp_path: Path) -> None:
    picture = tmp_path / "still.png"
    Image.new("RGB", (64, 32)).save(picture)
    drawn = set()
    for word in ("é", "ü", "ж", "ω", "—"):
        sheet = tmp_path / "sheet.png"
        Lab().contact_sheet([Frame(picture, "X", word)], "Title", sheet)
        drawn.add(sheet.read_bytes())
    assert len(drawn) == 5


def test_a_sheet_without_pictures_or_with_a_bad_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="got no pictures"):
        Lab().contact_sheet([], "Empty", tmp_path / "sheet.png")
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    with pytest.raises(ValueError, match=r"bad\.png"):
        Lab().contact_sheet([Frame(bad, "X")], "Bad", tmp_path / "sheet.png")
    assert not (tmp_path / "sheet.png").exists()
