from __future__ import annotations

import pytest
from sqlalchemy import delete, update

from tests.tools import drafts
from tools import board, planning
from tools.db import Database
from tools.journal import OutsideCommand
from tools.records import Character, Film, Shot


def test_a_command_leaves_who_what_and_every_row_before_and_after(database: Database) -> None:
    with database.write("mara") as session:
        film_id = drafts.planned(session)
    with database.write("jonas") as session:
        shot = board.shots(session, film_id)[0]
        planning.change_shot(session, shot.id, shot.version, {"action": "She waits."})
    with database.read() as session:
        entries = board.journal(session, film_id)
    assert [e.tool for e in entries] == [
        "planning.create_film",
        "planning.write_story",
        "planning.write_cast",
        "planning.write_scenes",
        "planning.write_shots",
        "planning.change_shot",
    ]
    assert [e.actor for e in entries] == ["mara"] * 5 + ["jonas"]
    last = entries[-1]
    assert last.arguments == {"shot_id": shot.id, "expected": 1, "changes": {"action": "She waits."}}
    assert len(last.changes) == 1
    change = last.changes[0]
    assert (change["table"], change["id"]) == ("shot", shot.id)
    assert change["before"]["plan"]["action"] == "She trims the lamp."
    assert change["after"]["plan"]["action"] == "She waits."
    assert (change["before"]["version"], change["after"]["version"]) == (1, 2)


def test_a_new_row_has_no_before(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.film(session)
    with database.read() as session:
        (entry,) = board.journal(session, film_id)
    assert entry.changes[0]["before"] is None
    assert entry.changes[0]["after"]["code"] == "LAMP"


def test_a_command_that_changes_nothing_leaves_no_row(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
    with database.write() as session:
        planning.write_cast(session, film_id, drafts.CAST)
        planning.write_shots(session, film_id, drafts.SHOTS)
        planning.write_story(session, film_id, drafts.STORY, "house 1")
    with database.read() as session:
        assert len(board.journal(session, film_id)) == 5


def test_a_change_outside_a_command_is_refused_and_not_written(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.film(session)
    with pytest.raises(OutsideCommand), database.write() as session:
        session.get_one(Film, film_id).title = "Stolen"
    with database.read() as session:
        assert board.film(session, film_id).title == "The Lamp"


@pytest.mark.parametrize("statement", [update(Shot).values(code="X"), delete(Character)])
def test_a_bulk_statement_cannot_pass_the_journal_by(database: Database, statement: object) -> None:
    with pytest.raises(OutsideCommand), database.write() as session:
        session.execute(statement)  # type: ignore[call-overload]


def test_a_failed_command_leaves_neither_rows_nor_journal(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
    shot = drafts.shot(10, "ID_Q")
    with database.write() as session:
        other = drafts.film(session, "Other")
        planning.write_scenes(session, other, drafts.SCENES)
    with pytest.raises(Exception, match="ID_Q"), database.write() as session:
        planning.write_shots(session, other, drafts.SHOTS.model_copy(update={"shots": (shot,)}))
    with database.read() as session:
        assert board.shots(session, other) == []
        assert [e.tool for e in board.journal(session, other)] == [
            "planning.create_film",
            "planning.write_scenes",
        ]
        assert len(board.shots(session, film_id)) == 3
