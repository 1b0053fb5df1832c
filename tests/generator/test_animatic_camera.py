from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generator.animatic.camera import View, at_depth, moved
from generator.animatic.shot import shot_of
from generator.footage import Pixels
from generator.interface import Camera, Facing, Move, Scale, Setup, ShotRequest
from tests.generator.animatic_shots import MARA, PIER, TOM, pictures, request, silence

NEAR, FAR = 1.0, 0.3
LEFT = MARA.model_copy(update={"facing": Facing.RIGHT, "action": ""})
RIGHT = TOM.model_copy(update={"facing": Facing.LEFT, "action": ""})


def pair(**changes: object) -> ShotRequest:
    return request(figures=(LEFT, RIGHT), **changes)


def grown(move: Move, depth: float) -> float:
    """How much larger a layer is at the end of a move than at its start."""
    view = View(0.0, -1.3, 2.0)
    start, end = (at_depth(moved(view, move, share, 0.0), depth, Camera()) for share in (0.0, 1.0))
    return start.span / end.span


def likeness(one: Pixels, other: Pixels) -> float:
    """Share of pixels that are nearly the same, 0 to 1."""
    far = np.abs(one[:, :, :3].astype(int) - other[:, :, :3]).max(axis=2)
    return float((far < 12).mean())


def test_a_zoom_enlarges_near_and_far_alike_and_a_dolly_does_not() -> None:
    assert grown(Move.ZOOM_IN, NEAR) == pytest.approx(grown(Move.ZOOM_IN, FAR), rel=1e-6)
    assert grown(Move.PUSH_IN, NEAR) > 1.15 * grown(Move.PUSH_IN, FAR)


def test_a_crane_rises_and_one_that_comes_down_ends_where_the_people_are() -> None:
    view = View(0.0, -1.3, 2.0)
    assert moved(view, Move.CRANE_UP, 0.0, 0.0) == view == moved(view, Move.CRANE_DOWN, 1.0, 0.0)
    assert moved(view, Move.CRANE_UP, 1.0, 0.0).y < view.y - 0.4


@pytest.mark.parametrize(("on", "over", "side"), [("ID_A", "ID_B", 1), ("ID_B", "ID_A", -1)])
def test_over_a_shoulder_the_head_is_at_the_edge_the_other_one_looks_to(
    on: str, over: str, side: int
) -> None:
    past = Camera(scale=Scale.MEDIUM_CLOSE, on=on, over=over)
    alone = Camera(scale=Scale.MEDIUM_CLOSE, on=on)
    asked = pair(camera=past)
    (shown,) = shot_of(asked, silence(asked)).setups[0].stage.actors
    assert shown.figure.tag == on
    with_head, without = (pictures(pair(camera=c), 0, sound=silence(asked))[0] for c in (past, alone))
    height, width = with_head.shape[:2]
    edge = slice(0, width // 5) if side < 0 else slice(-(width // 5), None)
    other = slice(-(width // 5), None) if side < 0 else slice(0, width // 5)
    middle = slice(height // 3, height * 2 // 3)
    there = likeness(with_head[middle, edge], without[middle, edge])
    assert there < 0.7
    assert there < likeness(with_head[middle, other], without[middle, other]) - 0.1


def test_an_internal_cut_changes_the_picture_at_its_frame_and_not_before() -> None:
    cut = Setup(frame=5, camera=Camera(scale=Scale.CLOSE, on="ID_B"))
    whole, parts = pair(), pair(cuts=(cut,))
    before, same = pictures(whole, 4)[0], pictures(parts, 4)[0]
    assert np.array_equal(before, same)
    after, changed = pictures(whole, 5)[0], pictures(parts, 5)[0]
    assert likeness(after, changed) < 0.6


def test_a_shot_has_up_to_three_internal_cuts() -> None:
    cameras = (Camera(scale=Scale.WIDE), Camera(scale=Scale.CLOSE, on="ID_A"), Camera(scale=Scale.INSERT))
    cuts = tuple(Setup(frame=2 * n + 2, camera=camera) for n, camera in enumerate(cameras))
    drawn = pictures(pair(cuts=cuts, props=("brass key",)), 1, 3, 5, 8)
    assert all(likeness(one, other) < 0.8 for one, other in pairwise(drawn))


def test_a_close_set_up_for_one_person_shows_that_person_alone() -> None:
    asked = pair(camera=Camera(scale=Scale.CLOSE, on="ID_B"))
    (setup,) = shot_of(asked, silence(asked)).setups
    assert [actor.figure.tag for actor in setup.stage.actors] == ["ID_B"]
    wide = pair(camera=Camera(scale=Scale.FULL, on="ID_B"))
    (setup,) = shot_of(wide, silence(wide)).setups
    assert [actor.figure.tag for actor in setup.stage.actors] == ["ID_A", "ID_B"]


def test_a_set_up_for_somebody_who_is_not_there_shows_everybody() -> None:
    asked = pair(camera=Camera(scale=Scale.CLOSE, on="ID_Z", over="ID_Y"))
    (setup,) = shot_of(asked, silence(asked)).setups
    assert len(setup.stage.actors) == 2
    assert setup.shoulder is None


def test_looking_past_the_only_person_shows_that_person() -> None:
    nobody_else = request(figures=(LEFT,), camera=Camera(on="ID_A", over="ID_A"))
    (setup,) = shot_of(nobody_else, silence(nobody_else)).setups
    assert len(setup.stage.actors) == 1
    assert setup.shoulder is None


def test_a_shoulder_against_the_sea_moves_when_the_camera_does() -> None:
    past = Camera(scale=Scale.MEDIUM, on="ID_A", over="ID_B", move=Move.PAN_RIGHT)
    first, last = pictures(pair(camera=past, place=PIER), 0, 8)
    assert likeness(first, last) < 0.9
