"""The shot that a tool's user means, as the film was when they looked at it.

Who says "shot 3" means the one that stood third then. Where others have put another one there since, nothing
is done, and it is said who did that. A code always means its shot.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from agent.toolbox import finding
from agent.toolbox.kit import Hand
from tools import board, merging
from tools.lookup import one
from tools.records import Shot


def shot(hand: Hand, session: Session, name: str) -> board.ShotRow:
    """The shot that is meant (:func:`agent.toolbox.finding.shot`).

    Raises:
        Conflict: it is named by its place, and another stood there when the user looked.
        NotFound: none or several fit.
    """
    row = finding.shot(session, hand.film(session), name)
    _stood(hand, session, name, [row])
    return row


def shots(hand: Hand, session: Session, names: str) -> list[board.ShotRow]:
    """The shots that are meant, in order (:func:`agent.toolbox.finding.shots`).

    Raises:
        Conflict: one is named by its place, and another stood there when the user looked.
        NotFound: one of them is not there.
    """
    rows = finding.shots(session, hand.film(session), names)
    _stood(hand, session, names, rows)
    return rows


def version(hand: Hand, session: Session, row: board.ShotRow) -> int:
    """The version of a shot that the user saw."""
    return merging.version_seen(session, one(session, Shot, row.id), hand.seen)


def _stood(hand: Hand, session: Session, names: str, rows: list[board.ShotRow]) -> None:
    if finding.by_place(names):
        merging.stood(session, hand.film_id, [row.position for row in rows], hand.seen)
