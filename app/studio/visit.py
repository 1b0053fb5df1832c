"""Who is in the studio, and what they may see: handed to every door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.turning import USER, turn
from tools import board
from tools.errors import NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.build import Studio
    from app.studio.staffing import Staffing
    from tools.board import FilmRow

EVERY = "*"
"""Stands for all films, in what somebody may see."""
ALONE = USER
"""The name of whoever needs none: the only person at this machine."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has come in."""

    name: str = ALONE
    films: frozenset[str] = frozenset({EVERY})
    """Codes of the films they may see and change."""

    def may_see(self, code: str) -> bool:
        """True where a film is open to them."""
        return EVERY in self.films or code in self.films


@dataclass(frozen=True, slots=True)
class Visit:
    """One call of a door."""

    studio: Studio
    guest: Guest
    staffing: Staffing = field(repr=False)
    """The crews that answer in the chat and carry out notes, by film."""

    def film(self, session: Session, code: str) -> FilmRow:
        """The film a door is about.

        Raises:
            NotFound: there is none, or it is not open to this guest: the words are the same.
        """
        self.admit(code)
        try:
            row = board.film(session, code)
        except NotFound:
            row = None
        if row is None or row.code != code.upper():
            raise _no_film(code)
        return row

    def admit(self, code: str) -> None:
        """Let the guest on to a film, if it is there.

        Raises:
            NotFound: it is not open to this guest: the words are as if there were none.
        """
        if not self.guest.may_see(code.upper()):
            raise _no_film(code)

    @contextmanager
    def look(self, code: str) -> Iterator[tuple[Session, FilmRow]]:
        """A reading session and the film."""
        with self.studio.database.read() as session:
            yield session, self.film(session, code)

    @contextmanager
    def turn(self, code: str, words: str) -> Iterator[Change]:
        """A writing session, as one turn that can be undone as a whole; all of it or nothing.

        Args:
            code: the film's.
            words: what the guest asked, as the journal and undo will call it.
        """
        with self.look(code) as (_, film):
            pass
        with turn(self.studio, film.id, words, self.guest.name) as said:
            yield Change(said.session, film, said.id)

    def open_turn(self, code: str, words: str) -> tuple[FilmRow, int]:
        """A turn for what opens sessions of its own, such as a note; gives the film and the turn's id."""
        with self.turn(code, words) as change:
            return change.film, change.turn_id


def _no_film(code: str) -> NotFound:
    return NotFound(f"there is no film {code!r} here: the list of films shows what there is")


@dataclass(frozen=True, slots=True)
class Change:
    """A change in the making."""

    session: Session
    film: FilmRow
    turn_id: int
