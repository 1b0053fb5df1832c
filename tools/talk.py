"""What was said in the chat of a film, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.journal import command
from tools.records import Message

USER, DIRECTOR = "user", "director"


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message."""

    id: int
    speaker: str
    text: str
    turn_id: int | None
    at: datetime


@command
def say(session: Session, film_id: int, speaker: str, text: str, turn_id: int | None = None) -> int:
    """Write down what the user or the director said; gives its id."""
    message = Message(film_id=film_id, speaker=speaker, text=text, turn_id=turn_id)
    session.add(message)
    session.flush()
    return message.id


def messages(session: Session, film_id: int, newest: int = 0) -> list[MessageRow]:
    """The chat of a film, oldest first; only the ``newest`` so many, when given."""
    rows = select(Message).where(Message.film_id == film_id).order_by(Message.id.desc())
    found = session.scalars(rows.limit(newest) if newest else rows)
    return [MessageRow(m.id, m.speaker, m.text, m.turn_id, m.at) for m in found][::-1]
