"""Undo and redo, as the command line and the studio share them: which turn, and what became of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent import receipts
from agent.difference import conditions
from agent.nodes.condition import planned
from tools import board, undo, viewing
from tools.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from tools.board import ShotRow
    from tools.undo import Changed


def target(session: Session, film_id: int, turn: int, *, again: bool) -> tuple[int, str]:
    """The turn to take back, or to do again, and what was said in it.

    Args:
        session: of the database.
        film_id: the film.
        turn: the turn; 0 for the last.
        again: True to do again what was taken back last.

    Raises:
        ToolError: there is none.
    """
    last = turn or (undo.last_undone if again else undo.last_turn)(session, film_id)
    if last is None:
        why = "nothing was taken back since the last change" if again else "the plan is as it was written"
        raise ToolError(f"there is nothing to {'do again' if again else 'take back'}: {why}")
    return last, undo.words_of(session, film_id, last)


def told(session: Session, film_id: int, turn_id: int) -> list[str]:
    """What became of the rows in a turn that took another back, in sentences."""
    changes = [c for c in undo.turn_changes(session, turn_id) if c.table in undo.KINDS]
    now = receipts.film_of(session, film_id)
    lines = receipts.receipts(now, changes)
    lines += [words for change in changes if (words := _circled(now.rows, change) or _beside(change))]
    return list(dict.fromkeys(lines))


def fitting(session: Session, film_id: int, turn_id: int) -> list[tuple[str, int]]:
    """Shots whose circled take was made from what is gone while an older one fits: their codes, and the
    number of the take that fits."""
    found = []
    changes = undo.turn_changes(session, turn_id)
    touched = {c.id for c in changes if c.table == "shot" and "plan" in (c.after or {})}
    film = board.film(session, film_id)
    for shot_id in sorted(touched):
        shot = board.shot_row(session, shot_id)
        meant = planned(session, film, shot)
        fits = [t for t in viewing.takes(session, shot_id) if t.clip and not conditions(t.request, meant)]
        if fits and shot.take_id is not None and shot.take_id not in {take.id for take in fits}:
            found.append((shot.code, fits[-1].number))
    return found


def _circled(rows: Sequence[ShotRow], change: Changed) -> str:
    """Which take counts again, where that changed."""
    if change.table != "shot" or "take_id" not in (change.after or {}):
        return ""
    found = next(row for row in rows if row.id == change.id)
    return f"{found.code}: v{found.take_number:03d} counts again" if found.take_number else ""


def _beside(change: Changed) -> str:
    """What is to be said of a note or a pin."""
    if change.table not in {"note", "pin"}:
        return ""
    name = f"{change.table} {change.id}"
    if change.after is None:
        return f"{name} is gone"
    if change.before is None:
        return f"{name} is there again"
    if "resolved_at" in change.after:
        return f"{name} is {'resolved' if change.after['resolved_at'] else 'open'} again"
    if "label" in change.after:
        return f"{name} is called {change.after['label'] or 'nothing'} again"
    return ""
