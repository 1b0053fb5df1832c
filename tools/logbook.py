"""The journal as people read it: by turn and by stretch of the crew's work, newest first, a page at a time.

A film of three hundred shots has thousands of journal rows with megabytes of changes: what is listed is read
from the narrow columns alone, and the changes only of the turns that are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.orm import Session

from tools.records import Card, Character, JournalRow, Note, Pin, Scene, Shot, Take
from tools.undo import Changed, merged

BLOCK = 500
"""Journal rows read at once."""
SAID = ("planning.open_turn", "talk.say")
"""Commands that only write down that something was said: the turn itself says that."""
WORKED = "jobs.claim"
"""The command with which a worker takes up a film: a turn with one of them is the crew's work on the film."""
HEAVY = ("takes.open_take", "planning.write_", "memory.", "jobs.")
"""What the crew writes a shot by: large, and said of the shot by its takes."""

Narrow: TypeAlias = "Row[int, int | None, datetime, str]"
"""Id, turn, time and command of a journal row."""


@dataclass
class Entry:
    """A turn, or a stretch of the crew's work between turns."""

    turn_id: int | None
    """None for the crew's work."""
    newest: int
    """Id of its newest journal row; with ``oldest``, where it stands in the journal."""
    oldest: int
    at: datetime
    """When its newest row was written."""
    began: datetime
    tools: dict[str, int] = field(default_factory=dict)
    """How often each command was run."""

    def add(self, row: Narrow) -> None:
        """Take in an older row."""
        self.oldest, self.began = min(self.oldest, row.id), row.at
        self.tools[row.tool] = self.tools.get(row.tool, 0) + 1


def entries(
    session: Session,
    film_id: int,
    *,
    before: int = 0,
    shot_id: int | None = None,
    turns: Collection[int] | None = None,
    work: bool = True,
) -> Iterator[Entry]:
    """The journal of a film, newest first, read as far as it is asked for.

    Args:
        session: of the database.
        film_id: the film.
        before: the ``oldest`` of the last entry that is known already; 0 for the newest.
        shot_id: only what touched this shot.
        turns: only these turns; None for all.
        work: False to leave out what the crew did of itself.
    """
    worked = _worked(session, film_id)
    asked = JournalRow.turn_id.in_(turns) if turns is not None else JournalRow.turn_id.not_in(worked)
    of_crew = or_(JournalRow.turn_id.is_(None), JournalRow.turn_id.in_(worked))
    listed = [
        JournalRow.film_id == film_id,
        JournalRow.tool.not_in(SAID),
        or_(asked, of_crew) if work else asked,
    ]
    if shot_id is not None:
        listed += [JournalRow.tool.not_like(f"{prefix}%") for prefix in HEAVY]
    seen = _shown(session, film_id, before) - worked if before else set()
    rows = _rows(session, listed, before, shot_id)
    yield from _grouped((row for row in rows if row.turn_id not in seen), worked)


def changes(session: Session, turn_ids: Collection[int]) -> dict[int, list[Changed]]:
    """What each of these turns changed, one entry a row."""
    rows: dict[int, list[JournalRow]] = {}
    for row in session.scalars(
        select(JournalRow).where(JournalRow.turn_id.in_(turn_ids)).order_by(JournalRow.id)
    ):
        rows.setdefault(row.turn_id or 0, []).append(row)
    return {turn_id: merged(of_turn) for turn_id, of_turn in rows.items()}


def _grouped(rows: Iterator[Narrow], worked: Collection[int]) -> Iterator[Entry]:
    """Rows as entries. A turn's rows come one after another but for what the crew did in the meantime."""
    entry: Entry | None = None
    done: set[int] = set()
    for row in rows:
        turn_id = None if row.turn_id in worked else row.turn_id
        if turn_id in done:
            continue
        if entry is None or entry.turn_id != turn_id:
            if entry is not None:
                done |= {entry.turn_id} if entry.turn_id is not None else set()
                yield entry
            entry = Entry(turn_id, row.id, row.id, row.at, row.at)
        entry.add(row)
    if entry is not None:
        yield entry


def _rows(
    session: Session, listed: Sequence[ColumnElement[bool]], before: int, shot_id: int | None
) -> Iterator[Narrow]:
    narrow = select(JournalRow.id, JournalRow.turn_id, JournalRow.at, JournalRow.tool).where(*listed)
    while True:
        older = narrow.where(JournalRow.id < before) if before else narrow
        block = session.execute(older.order_by(JournalRow.id.desc()).limit(BLOCK)).all()
        touching = _touching(session, [row.id for row in block], shot_id) if shot_id is not None else None
        yield from (row for row in block if touching is None or row.id in touching)
        if len(block) < BLOCK:
            return
        before = block[-1].id


def _touching(session: Session, row_ids: Collection[int], shot_id: int) -> set[int]:
    """Those of the rows that changed a shot, or something that hangs on it."""
    takes = set(session.scalars(select(Take.id).where(Take.shot_id == shot_id)))
    notes = set(session.scalars(select(Note.id).where(Note.take_id.in_(takes))))
    found = session.execute(
        select(JournalRow.id, JournalRow.changes).where(JournalRow.id.in_(row_ids)).order_by(JournalRow.id)
    )
    own = {"shot": {shot_id}, "take": takes, "note": notes}
    return {
        row_id
        for row_id, changed in found
        if any(
            change["id"] in own.get(change["table"], ())
            or (change["after"] or change["before"] or {}).get("shot_id") == shot_id
            for change in changed
        )
    }


def _shown(session: Session, film_id: int, before: int) -> set[int]:
    """Turns that have a row on an earlier page: the whole turn was shown there."""
    newer = select(JournalRow.turn_id).where(JournalRow.film_id == film_id, JournalRow.id >= before)
    return {turn for turn in session.scalars(newer.distinct()) if turn is not None}


def _worked(session: Session, film_id: int) -> set[int]:
    """Turns that are the crew's work: what the film was begun with."""
    claims = select(JournalRow.turn_id).where(JournalRow.film_id == film_id, JournalRow.tool == WORKED)
    return {turn for turn in session.scalars(claims.distinct()) if turn is not None}


def names(session: Session, film_id: int) -> dict[tuple[str, int], str]:
    """What the rows of a film are called, by table and id; notes and cards by what they hang on."""
    codes = select(Shot.id, Shot.code).where(Shot.film_id == film_id)
    shots: dict[int, str] = {key: code for key, code in session.execute(codes)}  # noqa: C416 — a Result
    called = select(Character.id, Character.name).where(Character.film_id == film_id)
    people: dict[int, str] = {key: name for key, name in session.execute(called)}  # noqa: C416 — a Result
    found = {("shot", key): code for key, code in shots.items()}
    found |= {("character", key): name for key, name in people.items()}
    scenes = select(Scene.id, Scene.number).where(Scene.film_id == film_id)
    found |= {("scene", key): str(number) for key, number in session.execute(scenes)}
    takes = select(Take.id, Take.shot_id, Take.number).where(Take.film_id == film_id)
    found |= {("take", key): f"{shots.get(shot, '')} v{no:03d}" for key, shot, no in session.execute(takes)}
    notes = select(Note.id, Note.take_id).where(Note.film_id == film_id)
    found |= {("note", key): found.get(("take", take), "") for key, take in session.execute(notes)}
    cards = select(Card.id, Card.character_id).where(Card.film_id == film_id)
    found |= {("card", key): people.get(who, "") for key, who in session.execute(cards)}
    pins = select(Pin.id, Pin.shot_id).where(Pin.film_id == film_id)
    return found | {("pin", key): shots.get(shot, "") for key, shot in session.execute(pins)}
