from __future__ import annotations

import colorsys
import hashlib
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from PIL import Image

from generator.animatic.engine import Animatic
from generator.animatic.palette import rgb
from generator.interface import (
    Angle,
    Camera,
    Cancelled,
    Figure,
    Move,
    Place,
    Scale,
    Setup,
    ShotRequest,
    Unsupported,
)
from generator.media import probe, read_frames
from generator.truth import read_truth
from tests.generator.animatic_shots import (
    KITCHEN,
    MARA,
    PIER,
    TOM,
    pictures,
    request,
    shades,
    silence,
    spoken,
)

FILES = ["clip.mp4", "sound.flac", "truth.json"]
PLAIN = request(lines=spoken(), camera=Camera(move=Move.PUSH_IN), place=PIER)
RICH = request(
    frames=33,
    figures=(
        MARA.model_copy(update={"action": "stands up, waves and hugs the robot"}),
        Figure(tag="ID_B", name="Kip", appearance="a copper robot", wardrobe="red scarf", action="dances"),
        Figure(tag="ID_C", name="Rex", appearance="a small brown dog", action="jumps and barks"),
    ),
    lines=spoken("Kip! Rex!"),
    place=PIER.model_copy(update={"description": "Rain, thunder."}),
    camera=Camera(scale=Scale.FULL, move=Move.CRANE_UP),
    cuts=(Setup(frame=17, camera=Camera(scale=Scale.MEDIUM_CLOSE, on="ID_A", over="ID_B")),),
    sound="a dog barks, rain",
    music="sad piano",
    style="noir, film grain",
)


def no_media(digest: str) -> NoReturn:
    raise AssertionError(f"the animatic asked for {digest}")


def render(asked: ShotRequest, folder: Path) -> bytes:
    folder.mkdir()
    Animatic().render(asked, folder, no_media, lambda _done: None)
    assert sorted(path.name for path in folder.iterdir()) == FILES
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in FILES)).digest()


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("scale", list(Scale))
def test_every_scale_with_every_move_draws_a_full_picture(scale: Scale, move: Move) -> None:
    place = PIER if move in (Move.PAN_LEFT, Move.TILT_UP, Move.PUSH_IN, Move.TRACK_LEFT) else KITCHEN
    asked = request(camera=Camera(scale=scale, move=move), place=place, props=("brass key",))
    first, last = pictures(asked, 0, 8)
    for picture in (first, last):
        assert shades(picture) > 200
        assert (picture[:, :, 3] == 255).all()
    assert not np.array_equal(first, last)


def test_no_picture_of_an_empty_place_is_frozen() -> None:
    drawn = pictures(request(figures=(), camera=Camera(scale=Scale.WIDE)), *range(9))
    assert all(not np.array_equal(one, other) for one, other in pairwise(drawn))


def test_each_camera_height_shows_another_background() -> None:
    low, eye, high = (
        pictures(request(camera=Camera(angle=angle)), 0)[0] for angle in (Angle.LOW, Angle.EYE, Angle.HIGH)
    )
    assert not np.array_equal(low, eye)
    assert not np.array_equal(eye, high)


def test_two_kitchens_differ_and_one_kitchen_stays_the_same() -> None:
    def kitchen(name: str, time: str = "DAY") -> Place:
        return Place(heading=f"INT. {name} - {time}", name=name, time=time)

    ours, again, theirs = (
        pictures(request(figures=(), place=kitchen(name)), 0)[0]
        for name in ("MARA'S KITCHEN", "MARA'S KITCHEN", "TOM'S KITCHEN")
    )
    assert np.array_equal(ours, again)
    assert np.abs(ours.astype(int) - theirs.astype(int)).mean() > 4


def test_day_and_night_differ_in_brightness() -> None:
    day, night = (
        pictures(
            request(
                figures=(), place=PIER.model_copy(update={"time": time, "heading": f"EXT. PIER - {time}"})
            ),
            0,
        )[0]
        for time in ("DAY", "NIGHT")
    )
    assert day[:, :, :3].mean() > night[:, :, :3].mean() + 40


def test_the_mouth_of_the_speaker_moves_and_the_others_does_not() -> None:
    close = Camera(scale=Scale.CLOSE)
    silent = pictures(request(camera=close, figures=(MARA,), frames=41), 20)[0]
    speaking = pictures(request(camera=close, figures=(MARA,), frames=41, lines=spoken()), 20)[0]
    listening = pictures(request(camera=close, figures=(TOM,), frames=41, lines=spoken()), 20)[0]
    alone = pictures(request(camera=close, figures=(TOM,), frames=41, lines=()), 20)[0]
    face = (slice(40, 115), slice(80, 180))
    mouth = np.abs(silent[face].astype(int) - speaking[face].astype(int)).mean()
    still = np.abs(listening[face].astype(int) - alone[face].astype(int)).mean()
    assert mouth > 0.5
    assert mouth > still


def test_the_code_of_a_shot_is_not_in_its_picture() -> None:
    one, other = (pictures(request(code=code), 0)[0] for code in ("LIGHT_010_0010", "OTHER_990_0990"))
    assert np.array_equal(one, other)


def test_a_clip_has_the_frames_the_size_and_the_sound_asked_for(tmp_path: Path) -> None:
    asked = request(frames=25 - 8, lines=spoken("Hello."), width=160, height=288)
    clip = Animatic().render(asked, tmp_path, no_media, lambda _done: None)
    seen = probe(clip.picture)
    assert (seen.frames, seen.width, seen.height) == (17, 160, 288)
    assert probe(clip.sound).samples == clip.samples == 17 * 1920
    assert clip.cues[0].line == 0
    assert shades_of_file(clip.picture) > 100


def shades_of_file(path: Path) -> int:
    return len(np.unique(read_frames(path, [5])[0].reshape(-1, 3), axis=0))


@pytest.mark.parametrize("asked", [PLAIN, RICH], ids=["plain", "rich"])
def test_the_same_request_gives_the_same_bytes_here_and_in_another_process(
    asked: ShotRequest, tmp_path: Path
) -> None:
    here = render(asked, tmp_path / "one")
    assert here == render(asked, tmp_path / "two")
    program = (
        "import hashlib, sys, pathlib\n"
        "from generator.animatic.engine import Animatic\n"
        "from generator.interface import ShotRequest\n"
        "asked = ShotRequest.model_validate_json(sys.argv[1])\n"
        "folder = pathlib.Path(sys.argv[2])\n"
        "Animatic().render(asked, folder, pathlib.Path, lambda done: None)\n"
        "files = sorted(folder.iterdir())\n"
        "print(hashlib.sha256(b''.join(path.read_bytes() for path in files)).hexdigest())\n"
    )
    (tmp_path / "three").mkdir()
    there = subprocess.run(
        [sys.executable, "-c", program, asked.model_dump_json(), str(tmp_path / "three")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "7", "PATH": ""},
    )
    assert there.stdout.strip() == here.hex()


@pytest.mark.parametrize(
    "wrong", [{"width": 250}, {"height": 96}, {"width": 1952}, {"frames": 10}, {"frames": 249}]
)
def test_an_unsupported_request_is_refused_before_any_work(tmp_path: Path, wrong: dict[str, int]) -> None:
    heard: list[float] = []
    with pytest.raises(Unsupported, match=r"expected|at most"):
        Animatic().render(request(**wrong), tmp_path, no_media, heard.append)
    assert heard == []
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_every_eight_frames_and_ends_at_one(tmp_path: Path) -> None:
    heard: list[float] = []
    Animatic().render(request(frames=33), tmp_path, no_media, heard.append)
    assert heard == sorted(heard)
    assert len(heard) == 6
    assert heard[-1] == 1.0


def test_a_cancelled_render_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: float) -> None:
        if done > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        Animatic().render(request(frames=33), tmp_path, no_media, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_reference_picture_gives_its_colours_where_the_card_names_none(tmp_path: Path) -> None:
    model = Figure(tag="ID_A", name="Ada", appearance="a woman, red hair", wardrobe="purple sweater")
    looks = []
    drawn = request(figures=(model,), camera=Camera(scale=Scale.MEDIUM_CLOSE), width=384, height=384)
    pixels = pictures(drawn, 4, sound=silence(drawn))[0]
    picture = tmp_path / "ada.png"
    Image.fromarray(pixels[:, :, 2::-1]).save(picture)
    for portrait in ("", "ada"):
        unnamed = Figure(tag="ID_A", name="Zoe", appearance="a woman", portrait=portrait)
        (tmp_path / f"clip {portrait}").mkdir()
        clip = Animatic().render(
            request(figures=(unnamed,)), tmp_path / f"clip {portrait}", lambda _: picture, lambda _: None
        )
        assert clip.truth is not None
        looks.append(read_truth(clip.truth).figures[0].look)
    alone, like_ada = looks
    purple = read_hue("#6d4c86")
    assert abs(read_hue(like_ada.top_color) - purple) < 0.05
    assert like_ada.top_color != alone.top_color
    assert (like_ada.top, like_ada.hair) == (alone.top, alone.hair)


def read_hue(color: str) -> float:
    return colorsys.rgb_to_hsv(*rgb(int(color[1:], 16)))[0]


def test_a_reference_picture_that_is_none_is_refused_with_its_name(tmp_path: Path) -> None:
    bad = tmp_path / "notes.png"
    bad.write_text("not a picture")
    asked = request(figures=(MARA.model_copy(update={"portrait": "0" * 64}),))
    (tmp_path / "clip").mkdir()
    with pytest.raises(Unsupported, match=r"reference picture of Mara .* notes\.png: .* PNG or JPEG"):
        Animatic().render(asked, tmp_path / "clip", lambda _: bad, lambda _: None)
    assert list((tmp_path / "clip").iterdir()) == []
