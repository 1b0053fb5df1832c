"""What is still to do on a film that nobody works on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tools import board
from tools.records import ShotStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ON = frozenset(("go on", "continue", "resume", "render", "继续"))
"""Words for: do what is still to do."""
ALL_DONE = (
    "Everything is rendered and cut. Say what should be different, or which shots to take again: retake 3-5"
)


class Remaining(StrEnum):
    """What comes next."""

    PLAN = "plan"
    """The story or the shot list is not confirmed."""
    SHOTS = "shots"
    """A shot has no take, or awaits another one."""
    CUT = "cut"
    """All is rendered, but the newest cut holds other takes, or another order."""
    NOTHING = "nothing"


def remaining(session: Session, film_id: int) -> Remaining:
    """What is still to do."""
    told = board.story(session, film_id)
    if told is None or not told[3]:
        return Remaining.PLAN
    if board.next_shot(session, film_id) is not None:
        return Remaining.SHOTS
    shots = [s for s in board.shots(session, film_id) if s.status is not ShotStatus.OMIT]
    as_cut = board.newest_cut(session, film_id) == tuple(s.take_id for s in shots)
    return Remaining.NOTHING if as_cut else Remaining.CUT
