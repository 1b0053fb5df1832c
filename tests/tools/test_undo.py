from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tests.making import Home
from tests.tools import drafts, filmed
from tools import board, jobs, memory, notes, pinning, planning, revising, takes, undo, viewing
from tools.db import Database, open_database
from tools.errors import NotFound, ToolError
from tools.records import Base, Character, NoteCategory, Pin, Shot, ShotStatus

SHORT = "Title: The Lamp\n\nINT. LAMP ROOM - NIGHT\n\nMARA (60s) trims the lamp.\n"
Rows = dict[str, dict[int, dict[str, Any]]]


def _rows(database: Database) -> Rows:
    """Everything that can be taken back, without versions."""
    with database.read() as session:
        return {
            table: {
                row.id: {  # type: ignore[attr-defined]
                    a.key: getattr(row, a.key) for a in inspect(type(row)).column_attrs if a.key != "version"
                }
                for row in session.scalars(select(kind))
            }
            for table, kind in undo.KINDS.items()
        }


def _in_turn(database: Database, film_id: int, change: Callable[[Session], object]) -> int:
    with database.write("user") as session:
        turn_id = planning.open_turn(session, film_id, "user", getattr(change, "__name__", "move"))
    with database.write("user", turn_id) as session:
        change(session)
    return turn_id


def _undo(database: Database, film_id: int) -> str:
    with database.read() as session:
        last = undo.last_turn(session, film_id)
    assert last is not None
    return _take_back(database, film_id, last)


def _redo(database: Database, film_id: int) -> str:
    with database.read() as session:
        last = undo.last_undone(session, film_id)
    assert last is not None
    return _take_back(database, film_id, last)


def _take_back(database: Database, film_id: int, target: int) -> str:
    with database.write("user") as session:
        turn_id = planning.open_turn(session, film_id, "user", f"undo of turn {target}")
    with database.write("user", turn_id) as session:
        return undo.undo_turn(session, target)


def _planned(database: Database) -> int:
    with database.write("user") as session:
        return drafts.planned(session)


def _film_it(database: Database, film_id: int) -> None:
    """Two takes of every shot, with two open notes on the first."""
    with database.write("director") as session:
        for shot in board.shots(session, film_id):
            first = filmed.take(session, shot.id, 1)
            for author in (notes.HUMAN, notes.MEASURES):
                notes.add_note(session, first, "Closer.", NoteCategory.CAMERA, author=author)
            filmed.take(session, shot.id, 2)


def _mara(session: Session, film_id: int) -> int:
    return memory.cards_at(session, film_id, 0)["ID_A"].character_id


moves = st.one_of(
    st.tuples(st.just("swap"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("omit"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("restore"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("insert"), st.integers(0, 9), st.integers(0, 1)),
    st.tuples(st.just("dress"), st.integers(0, 9), st.integers(0, 3)),
    st.tuples(st.just("once"), st.integers(0, 9), st.integers(0, 3)),
    st.tuples(st.just("scene"), st.integers(0, 9), st.integers(0, 3)),
    st.tuples(st.just("style"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("stretch"), st.integers(0, 9), st.integers(1, 9)),
    st.tuples(st.just("rename"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("retake"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("takes"), st.integers(0, 9), st.integers(1, 4)),
    st.tuples(st.just("same seed"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("approve"), st.integers(0, 9), st.integers(1, 2)),
    st.tuples(st.just("note"), st.integers(0, 9), st.integers(1, 2)),
    st.tuples(st.just("find"), st.integers(0, 9), st.integers(1, 2)),
    st.tuples(st.just("resolve"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("reopen"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("label"), st.integers(0, 9), st.integers(0, 2)),
    st.tuples(st.just("pin"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("unpin"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("change"), st.integers(0, 9), st.integers(0, 3)),
)


def _do(session: Session, film_id: int, move: tuple[str, int, int]) -> None:
    what, a, b = move
    shots = board.shots(session, film_id)
    first, second = shots[a % len(shots)], shots[b % len(shots)]
    mara, place = _mara(session, film_id), first.position
    made = viewing.takes(session, first.id)
    said = [note.id for note in viewing.notes(session, film_id)]
    found = [note.id for note in viewing.notes(session, film_id) if note.author == notes.MEASURES]
    earlier, later = sorted((first, second), key=lambda shot: shot.position)
    pins = [(pin.shot_id, pin.take_id) for pin in session.scalars(select(Pin))] or [(first.id, 0)]
    remark = (NoteCategory.ACTION, NoteCategory.CAMERA)
    doing: dict[str, Callable[[], object]] = {
        "swap": lambda: revising.swap_shots(session, first.id, second.id),
        "move": lambda: revising.move_shot(session, first.id, second.position),
        "omit": lambda: revising.omit_shot(session, first.id),
        "restore": lambda: revising.restore_shot(session, first.id),
        "insert": lambda: revising.insert_shot(session, first.id, drafts.shot(10), before=bool(b)),
        "dress": lambda: revising.change_card(session, mara, {"wardrobe": f"coat {b}"}, place),
        "once": lambda: revising.change_card(session, mara, {"voice": f"voice {b}"}, place, place + 1),
        "scene": lambda: revising.change_scene(session, first.scene_id, {"light": f"light {b}"}),
        "style": lambda: revising.change_story(session, film_id, style=f"style {a}"),
        "stretch": lambda: revising.stretch_shot(session, first.id, first.version, float(b)),
        "rename": lambda: revising.rename(session, mara, f"Mara {a}"),
        "retake": lambda: revising.retake(session, [first.id, second.id]),
        "takes": lambda: takes.ask_retake(session, first.id, count=b),
        "same seed": lambda: takes.ask_retake(session, first.id, same_seed=True),
        "approve": lambda: takes.approve(session, _of(made, b)),
        "note": lambda: notes.add_note(session, _of(made, b), "Hold.", remark[0], author=notes.HUMAN),
        "find": lambda: notes.add_note(session, _of(made, b), "Black.", remark[1], author=notes.MEASURES),
        "resolve": lambda: notes.resolve_note(session, said[a % len(said)]),
        "reopen": lambda: notes.unresolve_note(session, said[a % len(said)]),
        "label": lambda: notes.label(session, found[a % len(found)], notes.VERDICTS[b]),
        "pin": lambda: pinning.pin(session, later.id, earlier.take_id or 0, "kept"),
        "unpin": lambda: pinning.unpin(session, *pins[a % len(pins)]),
        "change": lambda: planning.change_shot(session, first.id, first.version, {"sound": f"wind {b}"}),
    }
    doing[what]()


def _of(made: list[viewing.TakeRow], number: int) -> int:
    """The id of a take by number; of a shot without takes, one that is not there."""
    return made[min(number, len(made)) - 1].id if made else 0


@contextmanager
def _copy(migrated: Path) -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.db"
        shutil.copy(migrated, path)
        database = open_database(f"sqlite:///{path}")
        try:
            yield database
        finally:
            database.close()


@settings(max_examples=15, deadline=None)
@given(done=st.lists(moves, min_size=1, max_size=8))
def test_undoing_everything_gives_the_film_back_and_redoing_it_all_the_changes(
    migrated: Path, done: list[tuple[str, int, int]]
) -> None:
    with _copy(migrated) as database:
        film_id = _planned(database)
        _film_it(database, film_id)
        states = [_rows(database)]
        for move in done:
            try:
                _in_turn(database, film_id, partial(_do, film_id=film_id, move=move))
            except ToolError:
                continue
            if _rows(database) != states[-1]:
                states.append(_rows(database))
            with database.read() as session:
                positions = [s.position for s in board.shots(session, film_id)]
            assert positions == list(range(len(positions)))
        for state in reversed(states[:-1]):
            _undo(database, film_id)
            assert _rows(database) == state
        for state in states[1:]:
            _redo(database, film_id)
            assert _rows(database) == state


def test_a_turn_is_taken_back_as_a_whole(database: Database) -> None:
    film_id = _planned(database)
    before = _rows(database)

    def both(session: Session) -> None:
        first, second, _ = board.shots(session, film_id)
        revising.swap_shots(session, first.id, second.id)
        revising.change_card(session, _mara(session, film_id), {"wardrobe": "a red coat"}, 1)

    _in_turn(database, film_id, both)
    assert _undo(database, film_id) == "both"
    assert _rows(database) == before
    with database.read() as session:
        assert undo.last_turn(session, film_id) is None


def test_two_commands_on_one_row_in_one_turn_are_both_taken_back(database: Database) -> None:
    film_id = _planned(database)
    before = _rows(database)

    def twice(session: Session) -> None:
        for seconds in (3.0, 4.0):
            shot = board.shots(session, film_id)[0]
            revising.stretch_shot(session, shot.id, shot.version, seconds)

    turn_id = _in_turn(database, film_id, twice)
    with database.read() as session:
        (change,) = undo.turn_changes(session, turn_id)
    assert change.before is not None
    assert change.after is not None
    assert (change.before["plan"]["frames"], change.after["plan"]["frames"]) == (49, 105)
    _undo(database, film_id)
    assert _rows(database) == before


def test_what_somebody_has_built_on_is_not_pulled_away(database: Database) -> None:
    film_id = _planned(database)

    def stretch(session: Session, seconds: float) -> None:
        shot = board.shots(session, film_id)[0]
        revising.stretch_shot(session, shot.id, shot.version, seconds)

    first = _in_turn(database, film_id, lambda s: stretch(s, 3.0))
    _in_turn(database, film_id, lambda s: stretch(s, 4.0))
    state = _rows(database)
    with pytest.raises(ToolError, match=r"changed since \(plan\).*Nothing was taken back"):
        _take_back(database, film_id, first)
    assert _rows(database) == state


def test_there_is_no_redo_once_something_else_was_changed(database: Database) -> None:
    film_id = _planned(database)
    style = itertools.count()

    def restyle(session: Session) -> None:
        revising.change_story(session, film_id, style=f"style {next(style)}")

    _in_turn(database, film_id, restyle)
    _undo(database, film_id)
    _in_turn(database, film_id, restyle)
    with database.read() as session:
        assert undo.last_undone(session, film_id) is None


def test_a_filmed_plan_can_still_be_taken_back_and_its_take_stays(home: Home) -> None:
    film = home.make(SHORT)
    before = _rows(home.database)

    def stretch(session: Session) -> None:
        shot = board.shots(session, film.id)[0]
        revising.stretch_shot(session, shot.id, shot.version, 6.0)
        revising.retake(session, [shot.id])

    _in_turn(home.database, film.id, stretch)
    with home.database.write("user") as session:
        job_id = jobs.enqueue(session, film.id, "make", {})
    home.run(job_id)
    assert len(home.takes()) == len(home.shots()) + 1
    _undo(home.database, film.id)
    after = _rows(home.database)
    assert after["shot"].keys() == before["shot"].keys()
    assert all(after["shot"][i]["plan"] == row["plan"] for i, row in before["shot"].items())
    assert home.shots()[0].status is ShotStatus.REVIEW
    assert home.shots()[0].take_number == 2


def test_an_inserted_shot_that_was_filmed_stays_and_it_is_said_why(home: Home) -> None:
    film = home.make(SHORT)
    shot = home.shots()[0]

    def insert(session: Session) -> None:
        revising.insert_shot(session, shot.id, drafts.shot(10))

    _in_turn(home.database, film.id, insert)
    with home.database.write("user") as session:
        job_id = jobs.enqueue(session, film.id, "make", {})
    home.run(job_id)
    with pytest.raises(ToolError, match="has been filmed, so it stays"):
        _undo(home.database, film.id)
    with home.database.read() as session:
        assert session.scalar(select(Shot).where(Shot.number == 15)) is not None


def test_a_retake_that_was_carried_out_cannot_be_taken_back(home: Home) -> None:
    film = home.make(SHORT)
    shot = home.shots()[0]

    def again(session: Session) -> None:
        revising.retake(session, [shot.id])

    _in_turn(home.database, film.id, again)
    with home.database.write("user") as session:
        job_id = jobs.enqueue(session, film.id, "make", {})
    home.run(job_id)
    with pytest.raises(ToolError, match="has been carried out since"):
        _undo(home.database, film.id)


def test_an_approval_that_was_built_on_stays_until_that_is_taken_back(database: Database) -> None:
    film_id = _planned(database)
    _film_it(database, film_id)
    with database.read() as session:
        first = board.shots(session, film_id)[0]

    def approve(session: Session) -> None:
        takes.approve(session, _of(viewing.takes(session, first.id), 1))

    def again(session: Session) -> None:
        takes.ask_retake(session, first.id)

    approved = _in_turn(database, film_id, approve)
    state = _rows(database)
    _in_turn(database, film_id, again)
    with pytest.raises(ToolError, match=r"changed since \(status\) by “again”: take the later change back"):
        _take_back(database, film_id, approved)
    assert _undo(database, film_id) == "again"
    assert _rows(database) == state
    assert _undo(database, film_id) == "approve"


def test_a_turn_is_not_taken_back_twice(database: Database) -> None:
    film_id = _planned(database)

    def restyle(session: Session) -> None:
        revising.change_story(session, film_id, style="woodcut")

    turn_id = _in_turn(database, film_id, restyle)
    _take_back(database, film_id, turn_id)
    with pytest.raises(ToolError, match="has been taken back already: redo"):
        _take_back(database, film_id, turn_id)


def test_a_note_that_was_answered_since_is_not_pulled_away(database: Database) -> None:
    film_id = _planned(database)
    _film_it(database, film_id)
    with database.read() as session:
        take_id = viewing.takes(session, board.shots(session, film_id)[0].id)[0].id

    def remark(session: Session) -> None:
        notes.add_note(session, take_id, "Hold.", NoteCategory.ACTION, author=notes.HUMAN)

    def resolve(session: Session) -> None:
        notes.resolve_note(session, viewing.notes(session, film_id)[2].id)

    said = _in_turn(database, film_id, remark)
    _in_turn(database, film_id, resolve)
    with pytest.raises(ToolError, match=r"changed since \(resolved_at\) by “resolve”"):
        _take_back(database, film_id, said)


def test_a_turn_of_another_film_is_not_there(database: Database) -> None:
    film_id = _planned(database)
    with database.write("user") as session:
        other = drafts.film(session, "Another")
        turn_id = planning.open_turn(session, other, "user", "hello")
        assert undo.words_of(session, other, turn_id) == "hello"
        with pytest.raises(NotFound, match="no turn"):
            undo.words_of(session, film_id, turn_id)


def test_planning_itself_is_never_taken_back(home: Home) -> None:
    with home.database.write("user") as session:
        film_id = drafts.film(session)
        turn_id = planning.open_turn(session, film_id, "user", "make it")
    with home.database.write("user", turn_id) as session:
        planning.write_cast(session, film_id, drafts.CAST)
    with home.database.read() as session:
        assert undo.last_turn(session, film_id) is None
    with pytest.raises(ToolError, match="changed nothing that can be taken back"):
        _take_back(home.database, film_id, turn_id)
    with home.database.read() as session:
        assert len(session.scalars(select(Character)).all()) == 2


def test_every_kind_of_row_that_can_be_taken_back_is_a_table() -> None:
    assert set(undo.KINDS) <= set(Base.metadata.tables)
