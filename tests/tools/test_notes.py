from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.tools import drafts, filmed
from tools import board, notes, takes, viewing
from tools.db import Database
from tools.errors import NotFound, ToolError
from tools.records import NoteCategory
from tools.story import Evidence

BLACK = Evidence(measure="black", value=12, expected="no black frame", frame=30, last_frame=41)


@pytest.fixture
def shot_id(database: Database) -> int:
    """The first shot of a film, with one take."""
    with database.write() as session:
        film_id = drafts.planned(session)
        shot = board.shots(session, film_id)[0]
        filmed.take(session, shot.id, 1)
    return shot.id


def _take(session: Session, shot_id: int, number: int = 1) -> int:
    return viewing.numbered(session, shot_id, f"v{number}").id


def _note(session: Session, take_id: int, words: str = "Hold longer.", author: str = notes.HUMAN) -> int:
    return notes.add_note(session, take_id, words, NoteCategory.ACTION, author=author)


def _found(session: Session, take_id: int, measure: Evidence | None = BLACK) -> int:
    category = NoteCategory.CAMERA
    return notes.add_note(session, take_id, "black", category, author=notes.MEASURES, evidence=measure)


def test_a_note_stays_open_until_it_is_resolved(database: Database, shot_id: int) -> None:
    with database.write() as session:
        take_id = _take(session, shot_id)
        note = _note(session, take_id)
        assert viewing.take(session, take_id).notes == ("Hold longer.",)
        notes.resolve_note(session, note)
        assert viewing.take(session, take_id).notes == ()
        notes.unresolve_note(session, note)
        assert viewing.take(session, take_id).notes == ("Hold longer.",)


@pytest.mark.parametrize(
    ("words", "frame"),
    [
        ("", None),
        ("  ", 0),
        ("\x1f\x00", None),
        ("\u200b", None),
        ("Late.", -1),
        ("Late.", 10_000),
        ("x" * 2_001, None),
    ],
)
def test_a_note_without_words_or_outside_the_take_is_refused(
    database: Database, shot_id: int, words: str, frame: int | None
) -> None:
    with pytest.raises(ToolError, match="expected"), database.write() as session:
        notes.add_note(session, _take(session, shot_id), words, NoteCategory.SYNC, author="mara", frame=frame)


def test_a_note_on_no_take_is_refused(database: Database) -> None:
    with pytest.raises(NotFound, match="no take 99"), database.write() as session:
        _note(session, 99)


def test_an_open_note_counts_for_the_next_take_and_is_answered_by_the_one_that_is_approved(
    database: Database, shot_id: int
) -> None:
    with database.write() as session:
        first = _note(session, _take(session, shot_id))
        second = filmed.take(session, shot_id, 2)
        later = _note(session, _take(session, shot_id), "Said after the second was made.")
        assert [(n.id, n.tried) for n in viewing.open_notes(session, shot_id)] == [(first, 2), (later, None)]
        takes.approve(session, second)
        assert [n.id for n in viewing.open_notes(session, shot_id)] == [later]
        assert viewing.note(session, 1, first).resolved_by == 2


def test_a_note_on_the_approved_take_itself_stays_open(database: Database, shot_id: int) -> None:
    with database.write() as session:
        note = _note(session, _take(session, shot_id))
        takes.approve(session, _take(session, shot_id))
        assert [n.id for n in viewing.open_notes(session, shot_id)] == [note]


def test_what_a_critic_finds_no_more_is_resolved_by_that_take(database: Database, shot_id: int) -> None:
    with database.write() as session:
        first = _take(session, shot_id)
        black = _found(session, first)
        frozen = _found(session, first, BLACK.model_copy(update={"measure": "frozen"}))
        mine = _note(session, first)
        second = filmed.take(session, shot_id, 2)
        again = _found(session, second)
        takes.judge(session, second, "black")
        assert [n.id for n in viewing.open_notes(session, shot_id)] == [mine, again]
        assert viewing.note(session, 1, frozen).resolved_by == 2
        third = filmed.take(session, shot_id, 3)
        takes.judge(session, third, "clean")
        assert [viewing.note(session, 1, n).resolved_by for n in (black, again)] == [3, 3]


def test_a_critic_that_did_not_look_resolves_nothing(database: Database, shot_id: int) -> None:
    with database.write() as session:
        seen = _note(session, _take(session, shot_id), "six fingers", author="critic 1.0.0")
        second = filmed.take(session, shot_id, 2)
        takes.judge(session, second, "clean")
        assert [n.id for n in viewing.open_notes(session, shot_id)] == [seen]
        takes.judge(session, second, "clean", critics=[notes.MEASURES, "critic 1.0.0"])
        assert viewing.open_notes(session, shot_id) == ()


def test_what_the_user_says_of_a_critics_note_is_kept_beside_it(database: Database, shot_id: int) -> None:
    with database.write() as session:
        note = _found(session, _take(session, shot_id))
        notes.label(session, note, "wrong")
        assert viewing.open_notes(session, shot_id) == ()
        row = viewing.note(session, 1, note)
        assert (row.label, row.open, row.evidence) == ("wrong", True, BLACK)
        notes.label(session, note, "")
        assert len(viewing.open_notes(session, shot_id)) == 1


@pytest.mark.parametrize(("author", "verdict"), [(notes.MEASURES, "maybe"), (notes.HUMAN, "right")])
def test_another_label_or_one_on_the_users_own_note_is_refused(
    database: Database, shot_id: int, author: str, verdict: str
) -> None:
    with pytest.raises(ToolError, match="right or wrong"), database.write() as session:
        notes.label(session, _note(session, _take(session, shot_id), author=author), verdict)


def test_a_note_is_not_answered_by_a_take_of_another_shot(database: Database, shot_id: int) -> None:
    with database.write() as session:
        other = filmed.take(session, board.shots(session, 1)[1].id)
        note = _note(session, _take(session, shot_id))
    with pytest.raises(ToolError, match="of another shot"), database.write() as session:
        notes.resolve_note(session, note, other)


@pytest.mark.usefixtures("shot_id")
def test_a_note_of_no_film_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound, match="no note 9"), database.read() as session:
        viewing.note(session, 1, 9)
