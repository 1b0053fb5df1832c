"""Takes of one shot: another seed is framed and acted a little differently, and tells the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.animatic.acting.stage import stage_of
from generator.animatic.camera import Subject, framing
from generator.animatic.engine import Animatic
from generator.animatic.shot import shot_of
from generator.interface import Camera, Move, Scale, Setup, ShotRequest
from generator.truth import FigureTruth, Truth, read_truth
from tests.generator.animatic_shots import PIER, pictures, request, silence, spoken

NEAR = 0.07
"""How far apart two takes may put somebody, in picture widths."""
FACTS = {"tag", "look", "voice", "facing", "stance", "gesture", "travel", "feeling", "holds", "opening"}


def told(asked: ShotRequest, folder: Path) -> tuple[Truth, bytes]:
    """What the truth of a take says, and the sha256 of all its bytes."""
    folder.mkdir()
    clip = Animatic().render(asked, folder, Path, lambda _: None)
    assert clip.truth is not None
    files = (clip.picture, clip.sound, clip.truth)
    return read_truth(clip.truth), hashlib.sha256(b"".join(f.read_bytes() for f in files)).digest()


def test_two_seeds_differ_in_the_picture_and_tell_of_the_same_people_in_the_same_places(
    tmp_path: Path,
) -> None:
    asked = request(lines=spoken(), place=PIER, frames=33)
    one, two = (asked.model_copy(update={"seed": seed}) for seed in (1, 2))
    (first, bytes_one), (second, bytes_two) = told(one, tmp_path / "1"), told(two, tmp_path / "2")
    assert bytes_one != bytes_two
    pair = [pictures(take, 20, sound=silence(asked))[0] for take in (one, two)]
    assert np.mean(np.any(pair[0] != pair[1], axis=2)) > 0.1
    assert (first.place, first.setups, first.lines) == (second.place, second.setups, second.lines)
    for a, b in zip(first.figures, second.figures, strict=True):
        assert a.model_dump(include=FACTS) == b.model_dump(include=FACTS)
        assert apart(a, b) < NEAR * asked.width


def apart(one: FigureTruth, other: FigureTruth) -> float:
    """How far two takes put the head of somebody apart at most, pixels."""
    pairs = [(a, b) for a, b in zip(one.head, other.head, strict=True) if a and b]
    assert len(pairs) == len(one.head)
    return max(abs(p - q) for a, b in pairs for p, q in zip(a, b, strict=True))


def test_one_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    asked = request(seed=77)
    assert told(asked, tmp_path / "1") == told(asked, tmp_path / "2")


def test_a_seed_keeps_its_framing_when_the_words_are_changed() -> None:
    asked = request(seed=5, figures=(request().figures[0],))
    changed = asked.model_copy(update={"prompt": "other words", "lines": spoken("Who is there?")})
    (one,), (two,) = (shot_of(take, silence(take)).setups for take in (asked, changed))
    assert one.views == two.views


def test_the_framing_of_a_take_is_the_same_on_both_sides_of_a_cut() -> None:
    cut = Setup(frame=5, camera=Camera(scale=Scale.MEDIUM))
    asked = request(seed=9, cuts=(cut,), camera=Camera(scale=Scale.MEDIUM, move=Move.STATIC))
    before, after = shot_of(asked, silence(asked)).setups
    assert set(before.views) == set(after.views)
    assert len(set(before.views)) == 1


@pytest.mark.parametrize("aspect", [0.6, 1.74])
@pytest.mark.parametrize("scale", [s for s in Scale if s is not Scale.INSERT])
@given(seed=st.integers(0, 2**32 - 1))
def test_no_seed_takes_a_chin_into_the_caption_or_a_head_out_of_the_picture(
    scale: Scale, aspect: float, seed: int
) -> None:
    pair = [Subject(-0.3, 1.5, 1.66, 0.31, 0.4), Subject(0.3, 1.2, 1.35, 0.3, -0.4)]
    people = pair[:1] if scale is Scale.EXTREME_CLOSE else pair
    plain = framing(scale, people, aspect)
    taken = plain.by_hand(seed, aspect)
    assert 0.98 <= taken.height / plain.height <= 1.05
    assert abs(taken.x - plain.x) <= 0.015 * plain.height * aspect + 1e-9
    left, top, right, bottom = taken.rect(aspect)
    for person in people:
        chin = (-(person.eye - 0.6 * person.head) - top) / (bottom - top)
        assert chin < 0.8 + 1e-6 or scale is Scale.EXTREME_CLOSE
        assert scale is Scale.EXTREME_CLOSE or left < person.x - 0.45 * person.head
        assert scale is Scale.EXTREME_CLOSE or person.x + 0.45 * person.head < right


def test_who_waits_blinks_and_looks_aside_at_other_times_in_another_take() -> None:
    takes = []
    for seed in (1, 2, 1):
        (mara,) = stage_of(
            request(seed=seed, frames=121, figures=(request().figures[0],)), {}, {}, (), 4.0
        ).actors
        takes.append([(mara.pose(frame).blink, mara.pose(frame).look) for frame in range(121)])
    assert takes[0] == takes[2] != takes[1]
