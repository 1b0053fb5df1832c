"""What the linter must know of the shots before."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tools import board, memory


def returning(session: Session, film: board.FilmRow, shot: board.ShotRow) -> frozenset[str] | None:
    """Tags of those whose faces memory knows from earlier shots; None where it does not go by person."""
    if film.memory != "agent":
        return None
    past = memory.recollect(session, film.id, memory.circled(session, film.id))
    return frozenset(tag for p in past if p.position < shot.position for tag in p.people)
