"""From one frame to the next nobody moves farther than somebody quick does."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from generator.animatic.acting.anatomy import body_of, grasp_of
from generator.animatic.acting.pose import Stance
from generator.animatic.acting.stage import Actor, stage_of
from generator.animatic.pen import Point
from generator.animatic.people.extents import extent_of
from generator.interface import Figure, Place
from generator.measuring.motion import motion
from tests.generator.animatic_shots import MARA, TOM, pictures, request, silence

QUICK = {"head": 0.12, "hip": 0.1, "hand": 0.24, "elbow": 0.24, "foot": 0.24}
"""Metres in a frame: a head at 3 m/s, a hand at 6 m/s."""
NOD, TILT, GLANCE = 0.025, 4.0, 0.6
"""Most in a frame: metres in the face, degrees, and of the whole way of the eyes."""

DOINGS = (
    "leans on her broom and looks up",
    "sits down, laughs and looks down",
    "holds a lantern, then turns around",
    "points at the sea, turns around and waves",
    "carries a suitcase, then turns around",
    "runs, stops and drinks tea",
    "walks to the window and reads a letter",
    "kneels, then stands up and claps",
    "cries, then looks up",
    "swims, then climbs a ladder",
    "dances, then knocks at the door",
    "falls, then gets up and eats",
    "looks into the camera, nods and hugs him",
)


def acting(words: str, frames: int = 121, person: Figure = MARA) -> Actor:
    doing = person.model_copy(update={"action": words, "expression": ""})
    return stage_of(request(figures=(doing,), frames=frames), {}, {}, (), 4.0).actors[0]


def joints(actor: Actor, frame: int) -> dict[str, tuple[Point, ...]]:
    """Where the body is, metres."""
    pose, size = actor.pose(frame), actor.look.height / 1.7
    body, angle = body_of(actor.look, pose), math.radians(pose.roll)
    c, s = math.cos(angle), math.sin(angle)

    def placed(*points: Point) -> tuple[Point, ...]:
        x, y = float(actor.x[frame]), float(actor.y[frame])
        return tuple(((px * c - py * s) * size + x, (px * s + py * c) * size - y) for px, py in points)

    return {
        "head": placed(body.head),
        "hip": placed(body.hip),
        "hand": placed(*(arm[2] for arm in body.arms)),
        "elbow": placed(*(arm[1] for arm in body.arms)),
        "foot": placed(*(leg[2] for leg in body.legs)),
    }


@pytest.mark.parametrize("words", DOINGS)
def test_no_joint_moves_farther_in_a_frame_than_somebody_quick_moves_it(words: str) -> None:
    actor = acting(words)
    falling = [actor.pose(frame).act.stance is Stance.FALL for frame in range(121)]
    for frame, (one, other) in enumerate(pairwise(joints(actor, frame) for frame in range(121)), start=1):
        if falling[frame]:
            continue
        for name, most in QUICK.items():
            far = max(math.dist(a, b) for a, b in zip(one[name], other[name], strict=True))
            assert far < most, f"{name} at frame {frame}"


@pytest.mark.parametrize("words", DOINGS)
def test_a_head_comes_into_its_new_place_over_several_frames(words: str) -> None:
    for before, after in pairwise(acting(words).pose(frame) for frame in range(121)):
        assert abs(after.nod - before.nod) < NOD
        assert abs(after.slant - before.slant) < TILT
        assert math.dist(after.look, before.look) < GLANCE


def test_a_thing_in_the_hand_of_who_turns_round_goes_over_to_the_other_hand() -> None:
    actor = acting("carries a suitcase, then turns around")
    poses = [actor.pose(frame) for frame in range(121)]
    assert {pose.facing for pose in poses} > {-1.0, 1.0}
    held = [grasp_of(body_of(actor.look, pose), pose).lead for pose in poses]
    assert min(x for x, _ in held) < -0.1
    assert max(x for x, _ in held) > 0.1
    assert max(math.dist(one, other) for one, other in pairwise(held)) < QUICK["hand"]


def test_an_animal_that_turns_round_gets_narrow_and_is_not_mirrored_in_a_frame() -> None:
    dog = Figure(tag="ID_A", name="Rex", appearance="a small brown dog")
    actor = acting("sits, then turns around", 73, dog)
    boxes = [extent_of(actor.look, actor.pose(frame)).body for frame in range(73)]
    widths = [box.right - box.left for box in boxes]
    assert min(widths) < 0.8 * widths[0]
    assert max(abs(one.left - other.left) for one, other in pairwise(boxes)) < QUICK["hand"]


@pytest.mark.parametrize("turn", ["looks into the camera", "stands"])
def test_who_does_not_turn_round_acts_to_one_side_all_the_time(turn: str) -> None:
    actor = acting(turn, 73, TOM)
    assert {actor.pose(frame).facing for frame in range(73)} == {math.copysign(1.0, actor.turn)}


@pytest.mark.parametrize("frames", [41, 73, 97])
def test_nothing_new_is_begun_in_the_last_frames_of_a_shot(frames: int) -> None:
    for words in DOINGS:
        actor = acting(words, frames)
        late = [span.first for span in actor.spans if span.first > frames - 6]
        assert not late, words


def test_the_picture_of_somebody_in_stripes_never_jumps() -> None:
    jersey = Figure(
        tag="ID_C", name="Jonas", appearance="a burly man", wardrobe="blue and white striped jersey"
    )
    asked = request(
        figures=(jersey,), frames=33, seed=29, place=Place(heading="INT. OFFICE - MORNING", name="OFFICE")
    )
    drawn = np.stack(pictures(asked, *range(33), sound=silence(asked)))[..., :3].astype(np.float32)
    small = drawn.reshape(33, 40, 4, 64, 4, 3).mean(axis=(2, 4)).round().astype(np.uint8)
    assert motion(np.moveaxis(small, -1, 1)).jumps == ()
