"""Two people change one plan at once: what does not touch is put together, the rest is refused.

Compare-and-set by field. What the other one changed since is read from the journal, so nothing has to be sent
along but the version that was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.errors import Conflict
from tools.records import JournalRow, Shot
from tools.story import ShotDraft

_PLAN = TypeAdapter(ShotDraft)
TOGETHER = (frozenset({"frames", "lines", "cuts"}), frozenset({"action", "fragments"}))
"""Fields that only mean something together: a length and the lines that must fit into it."""


def merged(session: Session, shot: Shot, expected: int, changes: Mapping[str, object]) -> dict[str, object]:
    """The changes that are still to be made to a shot's plan as it stands now.

    Args:
        session: of the database.
        shot: as it is now, at another version than the one that was seen.
        expected: the version that was seen.
        changes: new values by field, as they were meant for that version.

    Raises:
        Conflict: somebody changed one of these fields since, or the version never was; says who and what.
        ValidationError: a value cannot be.
    """
    since = list(_since(session, shot, expected))
    if not since:
        raise _refused(shot, expected, "was changed by somebody else")
    seen = next((plan for _, plan in since if plan is not None), shot.plan)
    meant = _PLAN.validate_python(seen.model_dump() | dict(changes))
    mine = {n for n in changes if _value(meant, n) not in {_value(seen, n), _value(shot.plan, n)}}
    theirs = {n for n in ShotDraft.model_fields if _value(seen, n) != _value(shot.plan, n)}
    if met := _met(mine, theirs):
        who = " and ".join(sorted({actor for actor, plan in since if plan is not None}))
        raise _refused(shot, expected, f"had its {', '.join(sorted(met))} changed by {who} in the meantime")
    return {name: changes[name] for name in mine}


def _since(session: Session, shot: Shot, expected: int) -> Iterator[tuple[str, ShotDraft | None]]:
    """Who changed the shot after a version, oldest first, with the plan before it where the plan changed;
    nothing when the journal does not reach back to that version."""
    rows = session.scalars(
        select(JournalRow).where(JournalRow.film_id == shot.film_id).order_by(JournalRow.id.desc())
    )
    found: list[tuple[str, ShotDraft | None]] = []
    for row in rows:
        for change in reversed(row.changes):
            if (change["table"], change["id"]) != ("shot", shot.id) or not _of_version(change):
                continue
            if change["after"]["version"] <= expected:
                yield from reversed(found)
                return
            before = change["before"].get("plan") if change["before"] else None
            found.append((row.actor, _PLAN.validate_python(before, strict=False) if before else None))
            if change["before"] and change["before"]["version"] == expected:
                yield from reversed(found)
                return


def _of_version(change: Mapping[str, Any]) -> bool:
    return bool(change["after"]) and "version" in change["after"]


def _met(mine: set[str], theirs: set[str]) -> set[str]:
    """Where two changes touch: the same field, or fields of one unit."""
    units = [unit for unit in TOGETHER if mine & unit and theirs & unit]
    return (mine & theirs) | {name for unit in units for name in theirs & unit}


def _value(plan: ShotDraft, name: str) -> str:
    """A field in a form that can be compared and kept in a set."""
    return repr(getattr(plan, name))


def _refused(shot: Shot, expected: int, why: str) -> Conflict:
    return Conflict(
        f"{shot.code} {why} (version {shot.version}, yours was {expected}). Look at it again; nothing was "
        "changed."
    )
