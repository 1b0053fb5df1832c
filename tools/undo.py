"""Taking back what was done for a turn, as a whole, from the journal's rows before and after.

Undo is a command like any other: it has its own turn and its own journal row, so redo is undo of the undo.
Changes of the plan, notes, labels, pins, approvals and asked retakes can be taken back. What planned the
film and what was rendered stays. Where a take was made for what is taken back, the take that counted before
counts again, and the new one is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Enum as SqlEnum
from sqlalchemy import inspect as look
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools import knowledge
from tools.columns import Document, Instant
from tools.errors import NotFound, ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import (
    Attachment,
    Base,
    Card,
    Character,
    Film,
    JournalRow,
    Note,
    Pin,
    Question,
    Scene,
    Shot,
    ShotStatus,
    Slot,
    Story,
    Take,
    Turn,
)

KINDS: Mapping[str, type[Base]] = {
    kind.__tablename__: kind
    for kind in (Film, Story, Character, Card, Scene, Shot, Note, Pin, Question, Attachment)
}
"""The tables whose rows can be taken back."""
CHANGES = frozenset(
    {
        "planning.change_shot",
        "planning.dress",
        "takes.approve",
        "takes.ask_retake",
        "notes.add_note",
        "notes.resolve_note",
        "notes.unresolve_note",
        "notes.label",
        "knowledge.keep",
        "knowledge.detach",
    }
)
"""Commands that can be taken back, beside all of the modules of :data:`WHOLE`."""
WHOLE = ("revising.", "splitting.", "pinning.", "likeness.")
UNDO = "undo.undo_turn"
MOVES_ON = frozenset({"status", "take_id", "wanted", "seed"})
"""Fields of a shot that rendering moves on by itself."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one row: the fields that changed, before the first and after the last command."""

    table: str
    id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class TurnRow:
    """Something somebody asked, and whether what it changed stands."""

    id: int
    actor: str
    text: str
    at: datetime
    stands: bool
    """It changed something that can be taken back."""
    gone: bool
    """It has been taken back."""
    returns: bool
    """It was taken back last, and redo does it again."""


def turns(session: Session, film_id: int) -> list[TurnRow]:
    """Everything that was asked about a film, oldest first; an undo itself neither stands nor is gone."""
    live, undoes = _history(session, film_id)
    stand, gone = set(live) - undoes.keys(), _taken_back(undoes) - undoes.keys()
    back = undoes.get(last_undone(session, film_id) or 0, set())
    rows = session.scalars(select(Turn).where(Turn.film_id == film_id).order_by(Turn.id))
    return [
        TurnRow(row.id, row.actor, row.text, row.at, row.id in stand, row.id in gone, row.id in back)
        for row in rows
    ]


def turn_changes(session: Session, turn_id: int) -> list[Changed]:
    """Everything that changed in a turn, one entry a row, in the order the rows were first touched."""
    return merged(_rows(session, turn_id))


def merged(rows: Iterable[JournalRow]) -> list[Changed]:
    """The changes of several commands, oldest first, one entry a row."""
    found: dict[tuple[str, int], Changed] = {}
    for row in rows:
        for change in row.changes:
            key = (change["table"], change["id"])
            fresh = Changed(*key, change["before"], change["after"])
            found[key] = _then(found[key], fresh) if key in found else fresh
    return [change for change in found.values() if _differs(change)]


def last_turn(session: Session, film_id: int) -> int | None:
    """The newest turn whose changes stand and can be taken back; None when there is none."""
    live, undoes = _history(session, film_id)
    return next((turn for turn in live if turn not in undoes), None)


def last_undone(session: Session, film_id: int) -> int | None:
    """The newest undo that can itself be taken back; None once something else has been changed since."""
    live, undoes = _history(session, film_id)
    ordinary = [turn for turn in live if turn not in undoes]
    undos = [turn for turn in live if turn in undoes and not undoes[turn] & undoes.keys()]
    return undos[0] if undos and (not ordinary or undos[0] > ordinary[0]) else None


def words_of(session: Session, film_id: int, turn_id: int) -> str:
    """What the user said in a turn of a film.

    Raises:
        NotFound: the film has no such turn.
    """
    turn = session.get(Turn, turn_id)
    if turn is None or turn.film_id != film_id:
        raise NotFound(f"there is no turn {turn_id} of this film; its turns are shown by `dailies log`")
    return turn.text


@command
def undo_turn(session: Session, turn_id: int) -> str:
    """Set every row back to what it was before a turn; gives what the user had said in it.

    Raises:
        ToolError: the turn changed nothing that can be taken back, somebody has built on it since, or a row
            it made is used elsewhere. Nothing was changed.
    """
    turn = one(session, Turn, turn_id)
    rows = [row for row in _rows(session, turn_id) if undoable(row.tool)]
    changes = [c for row in reversed(rows) for c in reversed(row.changes) if c["table"] in KINDS]
    if not changes:
        raise ToolError(f"“{turn.text}” changed nothing that can be taken back")
    if turn_id in _gone(session, turn.film_id):
        raise ToolError(f"“{turn.text}” has been taken back already: redo does it again")
    skipped = sum(not _set_back(session, change, rows[-1]) for change in changes)
    if skipped == len(changes):
        raise ToolError(
            f"“{turn.text}” is being carried out, or was for the first time, and what was filmed stays: "
            "wait for it, or stop the work; then change the plan, or take an earlier turn back by its number"
        )
    session.flush()
    return turn.text


def _rows(session: Session, turn_id: int) -> Sequence[JournalRow]:
    return session.scalars(
        select(JournalRow).where(JournalRow.turn_id == turn_id).order_by(JournalRow.id)
    ).all()


def _then(first: Changed, second: Changed) -> Changed:
    """Two changes of one row as one."""
    before = None if first.before is None else (second.before or {}) | first.before
    after = None if second.after is None else (first.after or {}) | second.after
    return Changed(first.table, first.id, before, after)


def _differs(change: Changed) -> bool:
    if change.before is None or change.after is None:
        return change.before is not change.after
    return any(change.before.get(name) != value for name, value in change.after.items() if name != "version")


def undoable(tool: str) -> bool:
    """True for a command, by its name in the journal, that can be taken back."""
    return tool in CHANGES or tool == UNDO or tool.startswith(WHOLE)


def _history(session: Session, film_id: int) -> tuple[list[int], dict[int, set[int]]]:
    """The turns that stand, newest first, and which turns each undo took back.

    A turn that also planned the film belongs to the film itself: it cannot be taken back.
    """
    rows = session.execute(
        select(JournalRow.turn_id, JournalRow.tool, JournalRow.arguments)
        .where(JournalRow.film_id == film_id, JournalRow.turn_id.is_not(None))
        .order_by(JournalRow.id)
    ).all()
    planning = {turn for turn, tool, _ in rows if tool.startswith("planning.write_")}
    turns = {turn for turn, tool, _ in rows if undoable(tool)} - planning
    undoes: dict[int, set[int]] = {}
    for turn, tool, given in rows:
        if tool == UNDO:
            undoes.setdefault(turn, set()).add(int(given["turn_id"]))
    return sorted(turns - _taken_back(undoes), reverse=True), undoes


def _gone(session: Session, film_id: int) -> set[int]:
    return _taken_back(_history(session, film_id)[1])


def _taken_back(undoes: Mapping[int, set[int]]) -> set[int]:
    """The turns that do not stand; an undo that was itself taken back takes nothing back."""
    gone: set[int] = set()
    for turn in sorted(undoes, reverse=True):
        if turn not in gone:
            gone |= undoes[turn]
    return gone


def _set_back(session: Session, change: Mapping[str, Any], last: JournalRow) -> bool:
    """Take one change back; False where rendering has moved on from all of it.

    Args:
        session: of the database.
        change: as the journal has it.
        last: the last command of its turn: who changed the row after it has built on it.
    """
    kind, before, after = KINDS[change["table"]], change["before"], change["after"]
    row = session.get(kind, change["id"])
    if before is None:
        _remove(session, row, kind, change, last)
        return True
    if after is None:
        _make_again(session, row, kind, before)
        return True
    if row is None:
        raise ToolError(f"{_name(kind, change)} has been removed since: nothing was taken back")
    values = dict(_values(kind, before))
    if isinstance(row, Attachment) and "name" in values:
        _name_free(session, row, values["name"])
    moved = _moved(row, kind, after)
    if moved - MOVES_ON or (moved and _later(session, change, moved, last)):
        raise _built_on(session, kind, change, moved, last)
    again = _counted_before(session, row, last) if moved and isinstance(row, Shot) else None
    if again is not None:
        values |= {"take_id": again, "wanted": 0, "seed": None}
    kept = MOVES_ON if moved and again is None else frozenset()
    for name in values.keys() - kept:
        setattr(row, name, values[name])
    return not moved or bool(values.keys() - kept)


def _counted_before(session: Session, shot: Shot, last: JournalRow) -> int | None:
    """The take of a shot that counted when a command was given; None before the first, and while a take is
    being made."""
    if shot.status is ShotStatus.WIP:
        return None
    rows = session.scalars(
        select(JournalRow.changes)
        .where(JournalRow.film_id == shot.film_id, JournalRow.id < last.id)
        .order_by(JournalRow.id.desc())
    )
    circled = (
        change["after"]["take_id"]
        for changes in rows
        for change in reversed(changes)
        if (change["table"], change["id"]) == ("shot", shot.id) and "take_id" in (change["after"] or {})
    )
    return next(circled, None)


def _moved(row: Base, kind: type[Base], after: Mapping[str, Any]) -> set[str]:
    """The columns that are no longer as a change left them."""
    return {name for name, value in _values(kind, after) if getattr(row, name) != value}


def _built_on(
    session: Session, kind: type[Base], change: Mapping[str, Any], moved: set[str], last: JournalRow
) -> ToolError:
    """The refusal: who built on a row since, and what to do."""
    later = _later(session, change, moved, last)
    by = f" by “{later}”" if later else ""
    return ToolError(
        f"{_name(kind, change)} has been changed since ({', '.join(sorted(moved))}){by}: take the later "
        "change back first, or change it by hand. Nothing was taken back"
    )


def _later(session: Session, change: Mapping[str, Any], moved: set[str], last: JournalRow) -> str:
    """The newest thing the user said, and that stands, for which these columns of a row were changed after a
    command; empty when they said nothing."""
    rows = session.scalars(
        select(JournalRow)
        .where(
            JournalRow.film_id == last.film_id,
            JournalRow.id > last.id,
            JournalRow.turn_id.is_not(None),
            JournalRow.turn_id != last.turn_id,
        )
        .order_by(JournalRow.id.desc())
    )
    gone = _gone(session, last.film_id) if last.film_id is not None else set()
    for row in rows:
        touched = any(
            (c["table"], c["id"]) == (change["table"], change["id"]) and moved & (c["after"] or {}).keys()
            for c in row.changes
        )
        if touched and undoable(row.tool) and row.tool != UNDO and row.turn_id not in gone:
            return one(session, Turn, row.turn_id or 0).text
    return ""


def _remove(
    session: Session, row: Base | None, kind: type[Base], change: Mapping[str, Any], last: JournalRow
) -> None:
    if row is None:
        raise ToolError(f"{_name(kind, change)} has been removed since: nothing was taken back")
    name = _name(kind, change)
    remembered = select(Slot.id).where(Slot.source_card_id == change["id"]).limit(1)
    if isinstance(row, Card) and session.scalar(remembered) is not None:
        raise ToolError(f"a take remembers {name}, so it stays: give them their old looks back in words")
    filmed = select(Take.id).where(Take.shot_id == row.id).limit(1) if isinstance(row, Shot) else None
    if filmed is not None and session.scalar(filmed) is not None:
        raise ToolError(f"{name} has been filmed, so it stays: leave it out of the film instead (omit)")
    if moved := _moved(row, kind, change["after"]) - MOVES_ON:
        raise _built_on(session, kind, change, moved, last)
    if isinstance(row, Attachment):
        knowledge.put_aside(row)  # its passages could not be made again
        session.flush()
        return
    session.delete(row)
    session.flush()
    _look_again(session, row)


def _make_again(session: Session, row: Base | None, kind: type[Base], before: Mapping[str, Any]) -> None:
    if row is not None:
        raise ToolError("its place has been taken by something new since: make it again in words")
    if kind is Attachment:  # of an earlier program, which did not keep them
        raise ToolError(f"{before['name']} must be attached again: its passages went with it")
    fresh = kind(**dict(_values(kind, before)))
    session.add(fresh)
    session.flush()
    _look_again(session, fresh)


def _name_free(session: Session, row: Attachment, name: str) -> None:
    taken = select(Attachment.id).where(
        Attachment.film_id == row.film_id, Attachment.name == name, Attachment.id != row.id
    )
    if session.scalar(taken) is not None:
        raise ToolError(f"{name} has been attached anew since: take that back first. Nothing was taken back")


def _look_again(session: Session, row: Base) -> None:
    """A character's cards as the session holds them are out of date."""
    if isinstance(row, Card):
        session.expire(one(session, Character, row.character_id), ["cards"])


def _name(kind: type[Base], change: Mapping[str, Any]) -> str:
    whole = change["before"] or {}
    whole = whole | (change["after"] or {})
    return str(whole.get("code") or whole.get("name") or f"the {kind.__tablename__} {change['id']}")


def _values(kind: type[Base], stored: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A journal's JSON as the values the columns hold, without what the database counts itself."""
    columns = look(kind).columns
    for name, value in stored.items():
        if name != "version":
            yield name, _value(columns[name].type, value)


def _value(column: object, value: object) -> Any:  # noqa: ANN401 — whatever the column holds
    match column:
        case _ if value is None:
            return None
        case Document():
            return TypeAdapter(column.kind).validate_python(value, strict=False)
        case SqlEnum():
            return column.enum_class(value) if column.enum_class else value
        case Instant():
            return datetime.fromisoformat(str(value))
        case _:
            return value
