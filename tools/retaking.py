"""Which of several takes counts, when the critics had a shot made again by themselves (E61)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.notes import HUMAN
from tools.records import Note, Shot, ShotStatus, Take, TakeState


@command
def circle_best(session: Session, take_ids: Sequence[int]) -> int:
    """Circle the take the critics found least in, the newer one of equals, and say so in its verdict.

    Done again, it changes nothing.

    Args:
        session: of the database.
        take_ids: judged takes of one shot.

    Returns:
        The take's id.

    Raises:
        ToolError: there is none, or they are of several shots.
    """
    rows = [one(session, Take, take_id) for take_id in take_ids]
    if len({take.shot_id for take in rows}) != 1:
        raise ToolError(f"got the takes {list(take_ids)}, expected some of one shot")
    found = found_in(session, take_ids)
    best = min(rows, key=lambda take: (found[take.id], -take.number))
    words = f"the best of {len(rows)} takes"
    if words not in best.verdict:
        best.verdict = f"{best.verdict}; {words}"
    shot = one(session, Shot, best.shot_id)
    shot.take_id, shot.status = best.id, ShotStatus.REVIEW
    return best.id


def found_in(session: Session, take_ids: Sequence[int]) -> dict[int, int]:
    """How much the critics found in each of these takes, answered since or not."""
    rows = session.execute(
        select(Note.take_id, func.count().label("found"))
        .where(Note.take_id.in_(take_ids), Note.author != HUMAN)
        .group_by(Note.take_id)
    )
    return dict.fromkeys(take_ids, 0) | {row.take_id: row.found for row in rows}


def newest_takes(session: Session, shot_id: int, count: int) -> list[int]:
    """The ids of the newest rendered takes of a shot, oldest first."""
    ids = session.scalars(
        select(Take.id)
        .where(Take.shot_id == shot_id, Take.state == TakeState.RENDERED)
        .order_by(Take.number.desc())
        .limit(count)
    )
    return list(ids)[::-1]
