"""Something the user asks on the command line is a turn, so that it can be undone as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.build import Studio


def opened_turn(studio: Studio, film_id: int, words: str) -> int:
    """Begin a turn of the user; gives its id."""
    from tools import planning

    with studio.database.write("user") as session:
        return planning.open_turn(session, film_id, "user", words)
