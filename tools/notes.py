"""Commands about notes: remarks on a take, at a frame, open until a later take answers them (E60).

A note stays with the take it was written on and counts for every later take of the shot until it is resolved:
by the take that the human approves, by the user's word, or, for a critic's note, by the first later take in
which that critic does not find it again.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tools.columns import now
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import Note, NoteCategory, Take
from tools.story import Evidence
from tools.visible import visible

HUMAN = "user"
"""The author of what the user says; every other author may be a critic."""
MEASURES = "measures"
"""The critic who measures and looks at every take."""
LONGEST = 2_000
"""Characters of one note."""

VERDICTS = ("right", "wrong", "")
"""What the human may say of a critic's note; nothing takes it back."""


@command
def add_note(
    session: Session,
    take_id: int,
    words: str,
    category: NoteCategory,
    *,
    author: str,
    frame: int | None = None,
    evidence: Evidence | None = None,
) -> int:
    """Pin a note to a take; gives its id.

    Args:
        session: of the database.
        take_id: the take it is about.
        words: what is to be said.
        category: what it is about.
        author: ``user``, or the name of a critic.
        frame: the frame it is about, from 0; None for the whole take.
        evidence: what a critic measured (E61).

    Raises:
        ToolError: the note is empty or too long, or the frame is outside the take.
    """
    take = one(session, Take, take_id)
    if not visible(words) or len(words) > LONGEST:
        length = len(words) if visible(words) else 0
        raise ToolError(f"got a note of {length} characters, expected 1 to {LONGEST}")
    if frame is not None and not 0 <= frame < take.request.frames:
        raise ToolError(f"got frame {frame}, expected 0 to {take.request.frames - 1}")
    note = Note(
        film_id=take.film_id,
        take_id=take_id,
        frame=frame,
        author=author,
        category=category,
        text=words,
        evidence=evidence,
    )
    session.add(note)
    session.flush()
    return note.id


@command
def resolve_note(session: Session, note_id: int, by_take_id: int | None = None) -> None:
    """Close a note, naming the take that answered it, if one did.

    Raises:
        ToolError: that take is of another shot.
    """
    note = one(session, Note, note_id)
    if by_take_id is not None:
        asked, answer = one(session, Take, note.take_id), one(session, Take, by_take_id)
        if asked.shot_id != answer.shot_id:
            raise ToolError(
                f"take {by_take_id} is of another shot than note {note_id}; expected one of the same"
            )
    note.resolved_at, note.resolved_take_id = note.resolved_at or now(), by_take_id


@command
def unresolve_note(session: Session, note_id: int) -> None:
    """Open a note again: it counts for the next take."""
    note = one(session, Note, note_id)
    note.resolved_at = note.resolved_take_id = None


@command
def label(session: Session, note_id: int, verdict: str) -> None:
    """Keep what the human says of a critic's note, beside it: ``right``, ``wrong``, or nothing any more.

    Raises:
        ToolError: another word, or the note is the user's own.
    """
    note = one(session, Note, note_id)
    if verdict not in VERDICTS:
        raise ToolError(f"got the label {verdict!r}, expected right or wrong")
    if note.author == HUMAN:
        raise ToolError(f"note {note_id} is your own; only a critic's note is labelled right or wrong")
    note.label = verdict


@command
def answer_notes(session: Session, take_id: int) -> None:
    """Close the notes a take was made to answer: those on earlier takes, written before it was opened."""
    take = one(session, Take, take_id)
    for note in _earlier(session, take, Note.at <= take.opened_at):
        note.resolved_at, note.resolved_take_id = now(), take.id


@command
def settle(session: Session, take_id: int, critics: Collection[str]) -> None:
    """Close what critics said of earlier takes of a shot and do not say of this one.

    Args:
        session: of the database.
        take_id: a take these critics have looked at; their notes on it are written.
        critics: the authors who have looked.
    """
    take = one(session, Take, take_id)
    said = {matter(note) for note in session.scalars(select(Note).where(Note.take_id == take_id))}
    for note in _earlier(session, take, Note.author.in_(critics)):
        if matter(note) not in said:
            note.resolved_at, note.resolved_take_id = now(), take.id


def matter(note: Note) -> tuple[str, str, str]:
    """What makes two notes of a critic the same finding: who, what about, which measure."""
    return note.author, note.category, note.evidence.measure if note.evidence else ""


def _earlier(session: Session, take: Take, which: ColumnElement[bool]) -> list[Note]:
    """The open notes on earlier takes of a take's shot."""
    return list(
        session.scalars(
            select(Note)
            .join(Take, Take.id == Note.take_id)
            .where(Take.shot_id == take.shot_id, Take.number < take.number, Note.resolved_at.is_(None), which)
            .order_by(Note.id)
        )
    )
