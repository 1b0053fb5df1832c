"""What the user says of takes, carried out: the same for the command line and the studio."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent import difference
from agent.nodes.condition import planned
from agent.remarks import Heard, Remark, note
from tools import takes, viewing
from tools.errors import ToolError
from tools.records import NoteCategory

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from agent.crew import Crew
    from agent.difference import Difference
    from tools.board import FilmRow, ShotRow
    from tools.viewing import TakeRow


def taken(session: Session, shot: ShotRow, name: str = "") -> TakeRow:
    """The take that is named (``v002`` or ``2``), else the circled one.

    Raises:
        ToolError: the shot has no such take.
    """
    if name:
        return viewing.numbered(session, shot.id, name)
    if shot.take_id is None:
        raise ToolError(f"{shot.code} has no take yet: `dailies resume` renders it")
    return viewing.take(session, shot.take_id)


def category(name: str) -> NoteCategory | None:
    """What a note is about, by its name; None for an empty one.

    Raises:
        ToolError: there is no such category; says which there are.
    """
    if not name:
        return None
    try:
        return NoteCategory(name.casefold())
    except ValueError as error:
        known = ", ".join(NoteCategory)
        raise ToolError(f"got the category {name!r}, expected one of {known}") from error


def remarked(
    people: Crew, film_id: int, turn_id: int, take: TakeRow, remark: Remark, *, same_seed: bool = False
) -> Heard:
    """Keep a note, change the plan as it says, and ask for another take where it was understood.

    Nothing is rendered here: the worker does that.
    """
    heard = note(people, film_id, turn_id, take, remark)
    if heard.understood:
        with people.database.write("user", turn_id) as session:
            takes.ask_retake(session, take.shot_id, same_seed=same_seed)
    return heard


def compared(
    session: Session, film: FilmRow, shot: ShotRow, before: str = "", after: str = ""
) -> tuple[tuple[str, str], list[Difference]]:
    """Two takes, or a take and the plan, by name, and what is different in the second.

    Args:
        session: of the database.
        film: the film.
        shot: the shot.
        before: a take; empty for the last but one.
        after: another, or ``plan`` for what would be asked now; empty for the last.

    Raises:
        ToolError: the shot has no such take, or none at all.
    """
    made = [take for take in viewing.takes(session, shot.id) if take.clip]
    if not made:
        raise ToolError(f"{shot.code} has no take yet: there is nothing to compare")
    if after == "plan" or (not after and len(made) == 1):
        old = viewing.numbered(session, shot.id, before) if before else made[-1]
        meant = planned(session, film, shot)
        return (f"v{old.number:03d}", "plan"), difference.conditions(old.request, meant)
    new = viewing.numbered(session, shot.id, after) if after else made[-1]
    old = viewing.numbered(session, shot.id, before) if before else _before(made, new)
    return (f"v{old.number:03d}", f"v{new.number:03d}"), difference.takes(old, new)


def _before(made: Sequence[TakeRow], take: TakeRow) -> TakeRow:
    """The rendered take before another; itself where it is the first."""
    return next((one for one in reversed(made) if one.number < take.number), take)
