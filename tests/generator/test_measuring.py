"""What is measured on pictures and sounds whose faults are known, drawn here or by the animatic."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.animatic.engine import Animatic
from generator.animatic.sound.voices import voice_of
from generator.interface import Clip, Cue, Line, Measures, Run
from generator.measure import measure
from generator.measuring import hearing
from generator.measuring.motion import motion, runs
from generator.measuring.people import hue_of
from tests.generator.animatic_shots import MARA, TOM, request

Cells = npt.NDArray[np.uint8]
TALL, WIDE = 40, 64


def room(shade: int) -> Cells:
    """A picture that another shade differs from everywhere, [3, rows, columns]."""
    field = np.random.default_rng(shade).integers(60, 180, (TALL // 8, WIDE // 8), dtype=np.uint8)
    return np.stack([np.kron(field, np.ones((8, 8), np.uint8)), *np.full((2, TALL, WIDE), 128, np.uint8)])


def walk(count: int, shade: int = 1, start: int = 0, speed: int = 1) -> list[Cells]:
    """A bright figure that goes right through a room."""
    frames = []
    for number in range(count):
        frame = room(shade).copy()
        frame[0, 10:22, start + speed * number : start + speed * number + 8] = 230
        frames.append(frame)
    return frames


# -- the picture ------------------------------------------------------------------------------------------


def test_what_moves_on_neither_cuts_nor_jumps() -> None:
    found = motion(np.stack(walk(30)))
    assert (found.cuts, found.jumps, found.black, found.frozen) == ((), (), (), ())


def test_another_picture_is_a_cut_at_its_first_frame() -> None:
    found = motion(np.stack(walk(12) + walk(12, shade=2)))
    assert (found.cuts, found.jumps) == ((12,), ())


def test_a_missing_piece_of_a_movement_is_a_jump() -> None:
    found = motion(np.stack(walk(12) + walk(12, start=40)))
    assert (found.cuts, found.jumps) == ((), (12,))


def test_a_flash_is_neither() -> None:
    frames = walk(24)
    frames[12] = np.full_like(frames[12], 235)
    found = motion(np.stack(frames))
    assert (found.cuts, found.jumps) == ((), ())


def test_a_fade_is_no_cut() -> None:
    one, other = room(1).astype(float), room(2).astype(float)
    frames = [(one + (other - one) * share).astype(np.uint8) for share in np.linspace(0, 1, 24)]
    assert motion(np.stack(frames)).cuts == ()


def test_black_is_black_and_no_cut() -> None:
    found = motion(np.stack(walk(12) + [np.full((3, TALL, WIDE), 16, np.uint8)] * 6))
    assert found.black == (Run(first=12, last=17),)
    assert (found.cuts, found.jumps) == ((), ())


def test_a_picture_that_stops_is_frozen_from_its_first_equal_frame() -> None:
    frames = walk(12)
    found = motion(np.stack(frames + [frames[-1]] * 10))
    assert found.frozen == (Run(first=12, last=21),)


def test_a_card_is_plain_and_a_room_is_not() -> None:
    assert motion(np.full((3, 3, TALL, WIDE), 90, np.uint8)).plain == 1.0
    assert motion(np.stack(walk(3))).plain < 0.3


@given(st.lists(st.booleans(), max_size=40))
def test_runs_hold_exactly_the_marked_frames(marks: list[bool]) -> None:
    found = runs(np.array(marks, np.bool_))
    assert {n for run in found for n in range(run.first, run.last + 1)} == {
        n for n, m in enumerate(marks) if m
    }
    assert all(one.last + 1 < other.first for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("rgb", "hue"), [((1, 0, 0), 0), ((1, 1, 0), 60), ((0, 1, 0), 120), ((0, 1, 1), 180), ((0, 0, 1), 240)]
)
def test_hues_are_those_of_the_colour_circle(rgb: tuple[int, int, int], hue: int) -> None:
    r, g, b = rgb
    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    found = hue_of(np.array([(b - luma) / 1.8556]), np.array([(r - luma) / 1.5748]))
    assert found[0] % 360 == pytest.approx(hue, abs=0.5)


# -- the sound --------------------------------------------------------------------------------------------


def test_clipping_and_silence_are_told_by_frame() -> None:
    sound = np.full((2, 10 * 1920), 0.1, np.float32)
    sound[0, 3 * 1920 + 5] = 1.0
    sound[:, 6 * 1920 : 8 * 1920] = 0.0
    assert hearing.clipped(sound, 25) == (1, (Run(first=3, last=3),))
    assert hearing.silent(sound, 25) == (Run(first=6, last=7),)


@pytest.mark.parametrize("samples", [0, 1, 100, 960, 1919, 5000])
def test_a_sound_of_any_length_can_be_listened_to(samples: int) -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, (2, samples)).astype(np.float32)
    for cues in ((), (Cue(line=0, start=0.0, end=samples / 48_000),), (Cue(line=0, start=5.0, end=6.0),)):
        assert len(hearing.heard(sound, cues)) in {len(cues), 0, 1}


def test_silence_has_neither_pitch_nor_level() -> None:
    (heard,) = hearing.heard(np.zeros((2, 48_000), np.float32), (Cue(line=0, start=0.2, end=0.8),))
    assert (heard.pitch, heard.voiced, heard.level) == (None, 0.0, hearing.LEAST_DB)


# -- whole clips ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """Mara says something to Tom."""
    said = Line(speaker="ID_A", text="The boat is late again, and the lamp is low.", start=0.4, end=3.0)
    asked = request(frames=81, lines=(said,), figures=(MARA, TOM))
    return Animatic().render(asked, tmp_path_factory.mktemp("talk"), Path, lambda _: None)


def test_a_line_is_heard_with_the_pitch_of_its_speaker(talk: Clip) -> None:
    (heard,) = measure(talk).heard
    assert heard.pitch == pytest.approx(voice_of(MARA).pitch, rel=0.05)
    assert heard.rise is not None
    assert heard.rise > 10
    assert 0.2 < heard.beat < 0.9
    assert len(heard.timbre) == 12


def test_without_cues_the_same_line_is_found_as_a_phrase(talk: Clip) -> None:
    phrases = measure(replace(talk, cues=())).heard
    assert phrases
    assert {phrase.line for phrase in phrases} == {None}
    longest = max(phrases, key=lambda phrase: phrase.end - phrase.start)
    assert longest.pitch == pytest.approx(voice_of(MARA).pitch, rel=0.06)


def test_people_are_seen_in_the_colours_of_their_cards(talk: Clip) -> None:
    people = {one.tag: one for one in measure(talk).people}
    assert set(people) == {"ID_A", "ID_B"}
    mara, tom = people["ID_A"], people["ID_B"]
    assert mara.hair is not None
    assert tom.hair is not None
    assert tom.hair[2] > mara.hair[2] + 10  # red against grey
    assert len(mara.hues) == 13
    assert sum(mara.hues) == pytest.approx(1.0, abs=0.01)


def test_without_a_truth_nobody_is_seen_and_nothing_is_guessed(talk: Clip) -> None:
    assert measure(replace(talk, truth=None)).people == ()


def test_the_same_clip_is_measured_the_same_and_survives_the_database(talk: Clip) -> None:
    found = measure(talk)
    assert found == measure(talk)
    assert type(found).model_validate_json(found.model_dump_json()) == found
    assert len(found.model_dump_json()) < 4_000


def test_measures_of_the_first_versions_are_still_read() -> None:
    old: dict[str, Any] = {"seconds": 1.0, "loudness_lufs": None, "peak_dbfs": None, "clipped_samples": 0,
                           "black_frames": 0, "frozen_frames": 0}  # fmt: skip
    read = Measures.model_validate(old)
    assert (read.cuts, read.sound_seconds, read.people) == (None, None, ())
