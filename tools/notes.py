"""Commands about notes: remarks on a take, at a frame, open until answered."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tools.columns import now
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import Note, NoteCategory, Take


@command
def add_note(
    session: Session,
    take_id: int,
    words: str,
    category: NoteCategory,
    *,
    author: str,
    frame: int | None = None,
) -> int:
    """Pin a note to a take; gives its id.

    Raises:
        ToolError: the note is empty, or the frame is outside the take.
    """
    take = one(session, Take, take_id)
    if not words.strip():
        raise ToolError("got an empty note, expected words")
    if frame is not None and not 0 <= frame < take.request.frames:
        raise ToolError(f"got frame {frame}, expected 0 to {take.request.frames - 1}")
    note = Note(
        film_id=take.film_id, take_id=take_id, frame=frame, author=author, category=category, text=words
    )
    session.add(note)
    session.flush()
    return note.id


@command
def resolve_note(session: Session, note_id: int, by_take_id: int | None = None) -> None:
    """Close a note, naming the take that answered it, if one did."""
    note = one(session, Note, note_id)
    note.resolved_at, note.resolved_take_id = note.resolved_at or now(), by_take_id
