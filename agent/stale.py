"""Which circled takes no longer fit the plan: they were rendered from what has since been changed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from agent.nodes.condition import inputs_of
from tools import board, revising, viewing
from tools.records import ShotStatus

TOGETHER = ("memory ",)
"""Inputs that are only known while a take is opened; they are not looked at."""


def stale(session: Session, film: board.FilmRow, rows: Iterable[board.ShotRow]) -> list[board.ShotRow]:
    """Of these shots, those whose circled take rests on another plan, card, scene or style."""
    return [row for row in rows if row.status is not ShotStatus.OMIT and _differs(session, film, row)]


def _differs(session: Session, film: board.FilmRow, row: board.ShotRow) -> bool:
    if row.take_id is None:
        return False
    take = viewing.take(session, row.take_id)
    then = revising.rested_on(session, row.take_id)
    now = inputs_of(session, film, row, take.request, ())
    names = {name for name in then.keys() | now.keys() if not name.startswith(TOGETHER)}
    return any(then.get(name) != now.get(name) for name in names)
