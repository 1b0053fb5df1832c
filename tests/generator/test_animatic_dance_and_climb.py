from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from generator.animatic.acting.pose import Gesture, Stance
from generator.animatic.acting.reading import phases_of
from generator.animatic.acting.stage import stage_of
from generator.interface import Camera, Figure, Scale, ShotRequest
from tests.generator.animatic_shots import MARA, TOM, pictures, request, silence


def scene(*figures: Figure, frames: int = 41) -> ShotRequest:
    return request(figures=figures, frames=frames, camera=Camera(scale=Scale.FULL))


def doing(figure: Figure, action: str) -> Figure:
    return figure.model_copy(update={"action": action})


@pytest.mark.parametrize("action", ["dances with Tom", "dances"])
def test_those_who_dance_step_towards_each_other(action: str) -> None:
    asked = scene(doing(MARA, action), doing(TOM, "dances"))
    left, right = stage_of(asked, {}, {}, (), 4.0).actors
    assert right.x[-1] - left.x[-1] < 0.85 * (right.x[0] - left.x[0])
    assert left.turns[-1] > 0 > right.turns[-1]


def test_who_is_asked_to_dance_dances() -> None:
    _, partner = stage_of(scene(doing(MARA, "dances with Tom"), doing(TOM, "")), {}, {}, (), 4.0).actors
    assert partner.act.stance is Stance.DANCE


def climbs(action: str, n: int = 30) -> npt.NDArray[np.int64]:
    asked = scene(doing(MARA, action))
    return pictures(asked, n, sound=silence(asked))[0].astype(int)


def test_a_climber_has_the_ladder_or_the_rope_that_the_words_name() -> None:
    bare = climbs("climbs the wall")
    ladder, rope, han = (climbs(action) for action in ("climbs the ladder", "climbs a rope", "爬上梯子"))
    assert (np.abs(ladder - bare).max(axis=2) > 30).mean() > 0.01
    assert (np.abs(rope - ladder).max(axis=2) > 30).mean() > 0.005
    assert (np.abs(han - ladder).max(axis=2) > 30).mean() < 0.002


def test_a_ladder_stands_still_while_somebody_goes_up() -> None:
    actor = stage_of(scene(doing(MARA, "climbs up the ladder")), {}, {}, (), 4.0).actors[0]
    assert actor.act.stance is Stance.CLIMB
    assert actor.act.gesture is Gesture.CARRY
    assert actor.y[-1] > actor.y[0] + 0.3
    # Rungs below the feet at the end are where they were at the beginning.
    early, late = climbs("climbs the ladder", 2), climbs("climbs the ladder", 40)
    foot = slice(128, 138)
    same = np.abs(early[foot, 100:156] - late[foot, 100:156]).max(axis=2) < 40
    assert same.mean() > 0.6


def test_who_lies_and_sleeps_goes_on_lying() -> None:
    assert {phase.act.stance for phase in phases_of("lies in bed, asleep")} == {Stance.LIE}
    assert phases_of("asleep")[0].act.stance is Stance.SIT
