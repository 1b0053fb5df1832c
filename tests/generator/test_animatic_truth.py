from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from generator.animatic.engine import Animatic
from generator.animatic.palette import rgb
from generator.footage import read_frames
from generator.interface import Camera, Facing, Line, Move, Scale, Setup, ShotRequest
from generator.truth import Truth, read_truth
from tests.generator.animatic_shots import MARA, PIER, TOM, request

LINES = (
    Line(speaker="ID_A", text="My lamp is brown.", start=0.2, end=1.6),
    Line(speaker="ID_B", text="No.", start=1.7, end=2.3),
)


def rendered(folder: Path, **changes: object) -> tuple[Truth, Path]:
    """The truth and the picture of a clip."""
    folder.mkdir(parents=True, exist_ok=True)
    clip = Animatic().render(request(**changes), folder, Path, lambda _: None)
    assert clip.truth is not None
    return read_truth(clip.truth), clip.picture


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    return rendered(tmp_path_factory.mktemp("talk"), frames=65, lines=LINES)[0]


def test_every_curve_is_as_long_as_the_clip(talk: Truth) -> None:
    assert talk.frames == len(talk.view) == 65
    for figure in talk.figures:
        for curve in (figure.body, figure.head, figure.lips, figure.opening, figure.gaze, figure.turn,
                      figure.shut):  # fmt: skip
            assert len(curve) == 65


def test_it_says_who_is_there_and_what_they_look_like(talk: Truth) -> None:
    mara, tom = talk.figures
    assert (mara.tag, mara.look.age, mara.look.hair, mara.look.top) == ("ID_A", "elder", "bun", "coat")
    assert (tom.look.age, tom.look.feminine) == ("child", False)
    assert mara.voice.pitch < tom.voice.pitch
    assert (talk.place.kind, talk.place.interior, talk.place.hour) == ("kitchen", True, "night")


def test_phonemes_follow_each_other_inside_their_line(talk: Truth) -> None:
    assert [line.speaker for line in talk.lines] == ["ID_A", "ID_B"]
    for line in talk.lines:
        assert line.phonemes
        starts = [p.start for p in line.phonemes]
        assert starts == sorted(starts)
        assert line.start - 0.02 <= starts[0]
        assert line.phonemes[-1].end <= line.end + 0.02


def test_a_mouth_is_open_while_its_owner_speaks_and_shut_while_the_other_does(talk: Truth) -> None:
    for figure, line in zip(talk.figures, talk.lines, strict=True):
        heard = slice(int(line.start * 25) + 1, int(line.end * 25) - 1)
        opening = np.array(figure.opening)
        assert opening[heard].max() > 0.4
        opening[heard.start - 2 : heard.stop + 3] = 0
        assert opening.max() < 0.1


def test_listeners_look_at_who_speaks(talk: Truth) -> None:
    mara, tom = talk.figures
    first = round((talk.lines[0].start + talk.lines[0].end) / 2 * 25)
    assert tom.gaze[first][0] < 0 < mara.gaze[first][0]


def painted(picture: Path, truth: Truth, tag: str, frame: int) -> np.ndarray:
    """Pixels of the picture inside somebody's head, uint8 [n, 3]."""
    (pixels,) = read_frames(picture, [frame])
    figure = next(f for f in truth.figures if f.tag == tag)
    box = figure.head[frame]
    assert box is not None
    left, top, right, bottom = (round(v) for v in box)
    wide, tall = (right - left) // 4, (bottom - top) // 4
    return pixels[top + 2 * tall : bottom - tall, left + wide : right - wide].reshape(-1, 3)


def test_where_a_head_is_said_to_be_there_is_a_face(tmp_path: Path) -> None:
    day = PIER.model_copy(update={"heading": "EXT. PIER - DAY", "time": "DAY"})
    truth, picture = rendered(
        tmp_path, width=640, height=384, place=day, camera=Camera(scale=Scale.MEDIUM, move=Move.PAN_RIGHT)
    )
    for frame in (0, 8):
        for figure in truth.figures:
            inside = painted(picture, truth, figure.tag, frame).astype(float) / 255
            skin = np.array(rgb(int(figure.look.skin[1:], 16)))
            near = np.abs(inside - skin).max(axis=1) < 0.16
            assert near.mean() > 0.35, (figure.tag, frame)


def test_whoever_is_not_in_a_set_up_has_no_box_in_it(tmp_path: Path) -> None:
    cut = Setup(frame=5, camera=Camera(scale=Scale.CLOSE, on="ID_B"))
    truth, _ = rendered(tmp_path, cuts=(cut,))
    mara, tom = truth.figures
    assert [box is None for box in mara.body] == [False] * 5 + [True] * 4
    assert None not in tom.body
    assert [(s.first, s.after) for s in truth.setups] == [(0, 5), (5, 9)]


def test_the_same_request_has_the_same_truth(tmp_path: Path) -> None:
    asked: dict[str, object] = {"lines": LINES[1:], "frames": 57}
    digests = set()
    for name in ("one", "two"):
        rendered(tmp_path / name, **asked)
        digests.add(hashlib.sha256((tmp_path / name / "truth.json").read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("size", [(128, 128), (1920, 1088)])
def test_boxes_grow_with_the_picture(tmp_path: Path, size: tuple[int, int]) -> None:
    truth, _ = rendered(tmp_path, width=size[0], height=size[1], figures=(MARA,))
    box = truth.figures[0].head[4]
    assert box is not None
    assert 0.1 < (box[3] - box[1]) / size[1] < 0.5


def test_an_insert_names_its_thing_and_shows_nobody(tmp_path: Path) -> None:
    truth, _ = rendered(tmp_path, camera=Camera(scale=Scale.INSERT), props=("brass key",))
    assert truth.props == ("key",)
    assert all(box is None for figure in truth.figures for box in figure.body)


def test_a_truth_of_another_make_is_refused_with_the_field(tmp_path: Path, talk: Truth) -> None:
    foreign = json.loads(talk.model_dump_json()) | {"schema_version": 9}
    (tmp_path / "truth.json").write_text(json.dumps(foreign))
    with pytest.raises(ValidationError, match="schema_version"):
        read_truth(tmp_path / "truth.json")


def test_screen_direction_is_written_down(tmp_path: Path) -> None:
    asked: ShotRequest = request(figures=(TOM.model_copy(update={"facing": Facing.LEFT}),))
    clip = Animatic().render(asked, tmp_path, Path, lambda _: None)
    assert clip.truth is not None
    (tom,) = read_truth(clip.truth).figures
    assert tom.facing is Facing.LEFT
    assert tom.gaze[4][0] < 0
