"""Something the user asks is a turn, so that it can be undone as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.build import Studio

USER = "user"
"""Whoever is at this machine; in the studio a guest may have a name of their own."""


@dataclass(frozen=True, slots=True)
class Said:
    """A turn in the making."""

    id: int
    session: Session
    """For the commands of the turn."""


@contextmanager
def turn(studio: Studio, film_id: int, words: str, who: str = USER) -> Iterator[Said]:
    """A turn of the user and what it changes, all or nothing: a refused one leaves no trace."""
    from tools import planning

    with studio.database.write(USER) as session:
        turn_id = planning.open_turn(session, film_id, who, words)
        session.info["turn_id"] = turn_id
        yield Said(turn_id, session)


def opened_turn(studio: Studio, film_id: int, words: str) -> int:
    """Begin a turn whose changes come in transactions of their own; gives its id."""
    with turn(studio, film_id, words) as said:
        return said.id
