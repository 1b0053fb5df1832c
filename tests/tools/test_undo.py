from __future__ import annotations

import ast
import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
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
from tools import (
    board,
    jobs,
    knowledge,
    likeness,
    memory,
    notes,
    pinning,
    planning,
    revising,
    splitting,
    takes,
    undo,
    viewing,
)
from tools.db import Database, open_database
from tools.digests import digest
from tools.embedding import HashingEmbedder
from tools.errors import NotFound, ToolError
from tools.likeness import Kind
from tools.records import (
    Attachment,
    Base,
    Character,
    JournalRow,
    NoteCategory,
    Pin,
    Reason,
    Shot,
    ShotStatus,
    SlotKind,
)
from tools.store import Blob

SHORT = "Title: The Lamp\n\nINT. LAMP ROOM - NIGHT\n\nMARA (60s) trims the lamp.\n"
Rows = dict[str, dict[int, dict[str, Any]]]


def _rows(database: Database) -> Rows:
    """Everything that can be taken back, without versions; of files, what the film knows of them."""
    with database.read() as session:
        found: Rows = {
            table: {
                row.id: {  # type: ignore[attr-defined]
                    a.key: getattr(row, a.key) for a in inspect(type(row)).column_attrs if a.key != "version"
                }
                for row in session.scalars(select(kind))
            }
            for table, kind in undo.KINDS.items()
            if kind is not Attachment
        }
        quotes = [
            knowledge.find(session, film.id, "Book", HashingEmbedder(8)) for film in board.films(session)
        ]
        return found | {"knowledge": {0: {"quotes": quotes}}}


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
    """Two takes of every shot, with two open notes on the first; each remembers the first take of the shot
    before, which was replaced."""
    with database.write("director") as session:
        past: list[takes.Memory] = []
        for shot in board.shots(session, film_id):
            first = filmed.take(session, shot.id, 1, past)
            for author in (notes.HUMAN, notes.MEASURES):
                notes.add_note(session, first, "Closer.", NoteCategory.CAMERA, author=author)
            filmed.take(session, shot.id, 2, past)
            past = [
                takes.Memory(
                    SlotKind.DYNAMIC, Reason.SCENE, "the place", 0.5, 0, 0.0, 0.3, False, take_id=first
                )
            ]


def _mara(session: Session, film_id: int) -> int:
    return memory.cards_at(session, film_id, 0)["ID_A"].character_id


@dataclass(frozen=True)
class On:
    """What a change is made on: shots, takes, notes and files chosen by two numbers."""

    session: Session
    film_id: int
    a: int
    b: int

    @cached_property
    def shots(self) -> list[board.ShotRow]:
        return board.shots(self.session, self.film_id)

    @property
    def first(self) -> board.ShotRow:
        return self.shots[self.a % len(self.shots)]

    @property
    def second(self) -> board.ShotRow:
        return self.shots[self.b % len(self.shots)]

    @property
    def ends(self) -> list[board.ShotRow]:
        """The two shots, the earlier one first."""
        return sorted((self.first, self.second), key=lambda shot: shot.position)

    @property
    def mara(self) -> int:
        return memory.cards_at(self.session, self.film_id, 0)["ID_A"].character_id

    @property
    def take(self) -> int:
        """The id of a take of the first shot; of a shot without takes, one that is not there."""
        made = viewing.takes(self.session, self.first.id)
        return made[self.b % len(made)].id if made else 0

    def note(self, *authors: str) -> int:
        said = [n.id for n in viewing.notes(self.session, self.film_id) if not authors or n.author in authors]
        return said[self.a % len(said)]

    @property
    def pin(self) -> tuple[int, int]:
        pins = [(pin.shot_id, pin.take_id) for pin in self.session.scalars(select(Pin))] or [
            (self.first.id, 0)
        ]
        return pins[self.a % len(pins)]

    @property
    def place(self) -> int:
        return self.first.position

    def card(self, until: int | None = None, place: int | None = None, **looks: str) -> None:
        start = self.place if place is None else place
        revising.change_card(self.session, self.mara, looks, start, until)

    @property
    def start(self) -> int | None:
        """From the first shot on, or everywhere."""
        return None if self.b % 3 == 0 else self.place

    def likeness(self, kind: Kind) -> None:
        name, suffix = f"{kind} {self.a % 3}", ".png" if kind is Kind.PICTURE else ".flac"
        likeness.give(self.session, self.mara, kind, Blob(digest(name), suffix, len(name)), self.start)

    def say(self, author: str) -> int:
        return notes.add_note(self.session, self.take, "Hold.", NoteCategory.ACTION, author=author)


FILES = tuple(knowledge.learn(f"{n % 2}.md", f"Book {n}.".encode(), HashingEmbedder(8)) for n in range(4))
"""Two files, each in two forms."""

MOVES: dict[str, Callable[[On], object]] = {
    "swap": lambda on: revising.swap_shots(on.session, on.first.id, on.second.id),
    "move": lambda on: revising.move_shot(on.session, on.first.id, on.second.position),
    "omit": lambda on: revising.omit_shot(on.session, on.first.id),
    "restore": lambda on: revising.restore_shot(on.session, on.first.id),
    "insert": lambda on: revising.insert_shot(on.session, on.first.id, drafts.shot(10), before=on.b % 2 == 1),
    "split": lambda on: splitting.split_shot(
        on.session, on.first.id, on.first.version, second=f"Half {on.b}."
    ),
    "from here": lambda on: on.card(wardrobe=f"coat {on.b % 4}"),
    "only here": lambda on: on.card(on.place + 1, voice=f"voice {on.b % 4}"),
    "everywhere": lambda on: on.card(place=0, appearance=f"hair {on.b % 4}"),
    "dress": lambda on: planning.dress(on.session, on.mara, f"dress {on.b}", on.place),
    "scene": lambda on: revising.change_scene(on.session, on.first.scene_id, {"light": f"light {on.b % 4}"}),
    "style": lambda on: revising.change_story(on.session, on.film_id, style=f"style {on.a % 4}"),
    "title": lambda on: revising.change_story(on.session, on.film_id, title=f"Lamp {on.a % 4}"),
    "stretch": lambda on: revising.stretch_shot(on.session, on.first.id, on.first.version, 9.0 - on.b % 9),
    "shorten": lambda on: revising.shorten_film(on.session, on.film_id, 1.0 + on.b / 2),
    "rename": lambda on: revising.rename(on.session, on.mara, f"Mara {on.a % 4}"),
    "retake": lambda on: revising.retake(on.session, [on.first.id, on.second.id]),
    "takes": lambda on: takes.ask_retake(on.session, on.first.id, count=on.b % 4 + 1),
    "same seed": lambda on: takes.ask_retake(on.session, on.first.id, same_seed=True),
    "approve": lambda on: takes.approve(on.session, on.take),
    "note": lambda on: on.say(notes.HUMAN),
    "find": lambda on: on.say(notes.MEASURES),
    "resolve": lambda on: notes.resolve_note(on.session, on.note()),
    "reopen": lambda on: notes.unresolve_note(on.session, on.note()),
    "label": lambda on: notes.label(on.session, on.note(notes.MEASURES), notes.VERDICTS[on.b % 3]),
    "pin": lambda on: pinning.pin(on.session, on.ends[1].id, on.ends[0].take_id or 0, "kept"),
    "unpin": lambda on: pinning.unpin(on.session, *on.pin),
    "keep": lambda on: pinning.keep(on.session, on.first.id),
    "switch off": lambda on: pinning.switch_off(
        on.session, on.ends[1].id, on.ends[0].take_id or 0, "not him"
    ),
    "instead": lambda on: pinning.swap(
        on.session, on.shots[-1].id, on.take, on.second.take_id or 0, "rather", "ID_A" if on.b % 2 else ""
    ),
    "change": lambda on: planning.change_shot(
        on.session, on.first.id, on.first.version, {"sound": f"wind {on.b % 4}"}
    ),
    "attach": lambda on: knowledge.keep(on.session, on.film_id, FILES[on.b % 4]),
    "picture": lambda on: on.likeness(Kind.PICTURE),
    "voice": lambda on: on.likeness(Kind.VOICE),
    "no picture": lambda on: likeness.take_away(on.session, on.mara, Kind.PICTURE, on.start),
    "no voice": lambda on: likeness.take_away(on.session, on.mara, Kind.VOICE, on.start),
    "take away": lambda on: knowledge.detach(on.session, on.film_id, f"{on.b % 2}.md"),
}
"""Every kind of thing a turn can hold; a card changes from here on, only here, or everywhere."""
moves = st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 9), st.integers(0, 9))


def _do(session: Session, film_id: int, move: tuple[str, int, int]) -> None:
    what, a, b = move
    MOVES[what](On(session, film_id, a, b))


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


@settings(max_examples=20, deadline=None)
@given(done=st.lists(moves, min_size=1, max_size=10))
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


def test_a_filmed_plan_is_taken_back_with_its_take_which_is_kept(home: Home) -> None:
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
    assert home.shots()[0].take_number == 1
    assert home.shots()[0].takes == 2
    with home.database.read() as session:
        again = undo.last_undone(session, film.id)
    assert again is not None
    _in_turn(home.database, film.id, lambda s: undo.undo_turn(s, again))
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


def test_after_a_retake_is_taken_back_the_take_before_it_counts_again_and_both_are_kept(home: Home) -> None:
    film = home.make(SHORT)
    shot = home.shots()[0]
    for _ in range(2):
        _in_turn(home.database, film.id, lambda s: takes.ask_retake(s, shot.id, count=2))
        with home.database.write("user") as session:
            job_id = jobs.enqueue(session, film.id, "make", {})
        home.run(job_id)
    assert home.shots()[0].take_number == 5
    _undo(home.database, film.id)
    assert (home.shots()[0].take_number, home.shots()[0].takes) == (3, 5)
    _undo(home.database, film.id)
    assert (home.shots()[0].take_number, home.shots()[0].takes) == (1, 5)
    assert home.shots()[0].status is shot.status


def test_a_retake_that_is_being_made_is_not_taken_back(home: Home) -> None:
    film = home.make(SHORT)
    shot = home.shots()[0]
    _in_turn(home.database, film.id, lambda s: takes.ask_retake(s, shot.id))
    with home.database.write("director") as session:
        request = viewing.takes(session, shot.id)[0].request
        takes.open_take(
            session, takes.Opening(shot_id=shot.id, request=request, engine="slate", engine_version="1")
        )
    with pytest.raises(ToolError, match="is being carried out"):
        _undo(home.database, film.id)


def test_an_approval_that_was_built_on_stays_until_that_is_taken_back(database: Database) -> None:
    film_id = _planned(database)
    _film_it(database, film_id)
    with database.read() as session:
        first = board.shots(session, film_id)[0]

    def approve(session: Session) -> None:
        takes.approve(session, viewing.takes(session, first.id)[0].id)

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


STAYS = {
    "planning": "create_film open_turn write_story write_cast write_scenes write_shots "
    "confirm_story confirm_plan",
    "takes": "open_take finish_take reuse_clip fail_take judge register_media",
    "notes": "answer_notes settle",
    "retaking": "circle_best",
    "memory": "write_embeddings",
    "cuts": "record_cut",
    "jobs": "enqueue claim ask tell release end",
    "asking": "write_questions answer_questions",
    "talk": "say",
    "ledger": "record_call",
}
"""Commands that are never taken back: what planned the film, what was filmed, and what was said."""


def _commands() -> set[str]:
    """Every command there is, as the journal calls it."""
    return {
        f"{path.stem}.{node.name}"
        for path in Path(undo.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(mark, ast.Name) and mark.id == "command" for mark in node.decorator_list)
    }


def test_every_command_is_taken_back_or_stays_for_a_reason() -> None:
    stays = {f"{module}.{name}" for module, names in STAYS.items() for name in names.split()}
    assert {name for name in _commands() if not undo.undoable(name)} == stays
    assert _commands() >= undo.CHANGES


FIRST = {
    "restore": "omit",
    "shorten": "stretch",
    "reopen": "resolve",
    "unpin": "pin",
    "no picture": "picture",
    "no voice": "voice",
    "take away": "attach",
}
"""What must have been done before something can be."""


@pytest.mark.parametrize("what", sorted(MOVES))
def test_each_kind_of_turn_is_taken_back_and_done_again(database: Database, what: str) -> None:
    film_id = _planned(database)
    _film_it(database, film_id)
    for earlier in [FIRST[what]] if what in FIRST else []:
        _in_turn(database, film_id, partial(_do, film_id=film_id, move=(earlier, 1, 0)))
    before = _rows(database)
    turn_id = _in_turn(database, film_id, partial(_do, film_id=film_id, move=(what, 1, 0)))
    after = _rows(database)
    assert after != before
    assert _held(database, turn_id) <= set(filter(undo.undoable, _commands()))
    _undo(database, film_id)
    assert _rows(database) == before
    _redo(database, film_id)
    assert _rows(database) == after


def test_every_command_that_can_be_taken_back_is_in_a_kind_of_turn_that_is_tried(database: Database) -> None:
    film_id = _planned(database)
    _film_it(database, film_id)
    held: set[str] = set()
    for what in [*FIRST.values(), *MOVES]:
        held |= _held(database, _in_turn(database, film_id, partial(_do, film_id=film_id, move=(what, 1, 0))))
    assert held == set(filter(undo.undoable, _commands())) - {undo.UNDO}


def _held(database: Database, turn_id: int) -> set[str]:
    """The commands of a turn that changed something, as the journal calls them."""
    with database.read() as session:
        rows = select(JournalRow.tool).where(JournalRow.turn_id == turn_id)
        return set(session.scalars(rows))


def test_a_file_that_was_attached_anew_is_not_in_the_way_of_an_older_one(database: Database) -> None:
    film_id = _planned(database)
    _in_turn(database, film_id, lambda s: knowledge.keep(s, film_id, FILES[0]))
    away = _in_turn(database, film_id, lambda s: knowledge.detach(s, film_id, "0.md"))
    _in_turn(database, film_id, lambda s: knowledge.keep(s, film_id, FILES[2]))
    with pytest.raises(ToolError, match="attached anew since: take that back first"):
        _take_back(database, film_id, away)
    _undo(database, film_id)
    _take_back(database, film_id, away)
    with database.read() as session:
        assert [quote.text for quote in knowledge.find(session, film_id, "Book", HashingEmbedder(8))] == [
            "Book 0."
        ]
