from __future__ import annotations

import threading
from typing import Any

import pytest

from generator.interface import Camera, Line, Scale
from tests.tools import drafts, filmed
from tools import board, planning, revising
from tools.db import Database
from tools.errors import Conflict, ToolError
from tools.story import ShotDraft, ShotListDraft

CLOSE = Camera(scale=Scale.CLOSE)


@pytest.fixture
def shot(database: Database) -> board.ShotRow:
    """A shot that two people look at."""
    spoken = Line(speaker="ID_A", text="It is late.", start=0.5, end=1.5)
    plan = drafts.shot(10, "ID_A", frames=97).model_copy(update={"lines": (spoken,), "fragments": ("a", "b")})
    with database.write() as session:
        film_id = drafts.film(session)
        planning.write_cast(session, film_id, drafts.CAST)
        planning.write_scenes(session, film_id, drafts.SCENES)
        planning.write_shots(session, film_id, ShotListDraft(shots=(plan,)))
        return board.shots(session, film_id)[0]


def _change(database: Database, shot: board.ShotRow, actor: str, **changes: Any) -> None:
    with database.write(actor) as session:
        planning.change_shot(session, shot.id, shot.version, changes)


def _plan(database: Database, shot: board.ShotRow) -> ShotDraft:
    with database.read() as session:
        return board.shot_row(session, shot.id).plan


def test_changes_of_different_fields_from_one_version_both_stand(
    database: Database, shot: board.ShotRow
) -> None:
    _change(database, shot, "mara", camera=CLOSE)
    _change(database, shot, "jonas", sound="wind")
    _change(database, shot, "anna", props=("lamp",))
    plan = _plan(database, shot)
    assert (plan.camera, plan.sound, plan.props) == (CLOSE, "wind", ("lamp",))


def test_two_changes_of_one_field_are_refused_and_it_is_said_who_changed_what(
    database: Database, shot: board.ShotRow
) -> None:
    _change(database, shot, "mara", sound="rain", camera=CLOSE)
    with pytest.raises(Conflict, match="had its sound changed by mara in the meantime"):
        _change(database, shot, "jonas", sound="wind", music="a cello")
    assert (_plan(database, shot).sound, _plan(database, shot).music) == ("rain", "")


def test_the_same_change_twice_is_no_conflict(database: Database, shot: board.ShotRow) -> None:
    for actor in ("mara", "jonas"):
        _change(database, shot, actor, sound="rain")
    assert _plan(database, shot).sound == "rain"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"frames": 121}, {"lines": ()}),
        ({"lines": ()}, {"frames": 121}),
        ({"action": "She waits."}, {"fragments": ("c",)}),
    ],
)
def test_fields_that_mean_something_only_together_are_not_mixed(
    database: Database, shot: board.ShotRow, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    _change(database, shot, "mara", **mine)
    with pytest.raises(Conflict, match="changed by mara"):
        _change(database, shot, "jonas", **theirs)


def test_what_rendering_does_to_a_shot_is_in_nobodys_way(database: Database, shot: board.ShotRow) -> None:
    with database.write("director") as session:
        filmed.take(session, shot.id)
    _change(database, shot, "mara", sound="rain")
    assert _plan(database, shot).sound == "rain"


def test_a_length_chosen_from_an_old_version_does_not_swallow_a_new_line(
    database: Database, shot: board.ShotRow
) -> None:
    said = Line(speaker="ID_A", text="It is very late.", start=0.5, end=2.0)
    _change(database, shot, "mara", lines=(said,))
    with pytest.raises(Conflict, match="lines"), database.write("jonas") as session:
        revising.stretch_shot(session, shot.id, shot.version, 6.0)
    assert _plan(database, shot).lines == (said,)


def test_a_version_that_never_was_is_refused(database: Database, shot: board.ShotRow) -> None:
    with pytest.raises(Conflict, match="yours was 7"), database.write() as session:
        planning.change_shot(session, shot.id, 7, {"sound": "rain"})


def test_a_value_that_cannot_be_is_refused_when_merging_too(database: Database, shot: board.ShotRow) -> None:
    _change(database, shot, "mara", sound="rain")
    with pytest.raises(ToolError, match="got 3 as the frames"):
        _change(database, shot, "jonas", frames=3)


def test_of_many_writers_at_once_each_change_stands_or_is_refused(
    database: Database, shot: board.ShotRow
) -> None:
    wanted: list[dict[str, Any]] = [
        {"sound": "rain"},
        {"music": "a cello"},
        {"sound": "wind"},
        {"props": ("lamp",)},
    ]
    barrier, refused = threading.Barrier(len(wanted)), []

    def change(changes: dict[str, Any]) -> None:
        barrier.wait()
        try:
            _change(database, shot, "user", **changes)
        except Conflict:
            refused.append(changes)

    threads = [threading.Thread(target=change, args=(changes,)) for changes in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plan = _plan(database, shot)
    assert len(refused) == 1
    assert (plan.music, plan.props) == ("a cello", ("lamp",))
    assert plan.sound in {"rain", "wind"} - {refused[0]["sound"]}
