"""The journal: who changed what and when, newest first, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from app.studio.changes import Naming, told
from app.studio.visit import Visit
from tools import board, logbook, undo
from tools.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy.orm import Session

    from tools.board import FilmRow, ShotRow
    from tools.logbook import Entry
    from tools.undo import TurnRow

PAGE = 50
"""Entries of one page."""
MOST = 200
"""Entries that can be asked for at once."""
SHOWN = 3
"""Differences that stand under an entry; all of them are in :func:`turn_changes`."""
CREW = "crew"
"""Who works on a film of itself: the director, the cameras and the critics."""
KINDS: dict[str, tuple[str, ...]] = {
    "plan": ("planning.change_shot", "revising.", "splitting."),
    "cast": ("planning.dress", "revising.change_card", "revising.rename", "likeness."),
    "takes": ("takes.approve", "takes.ask_retake", "revising.retake", "retaking."),
    "memory": ("pinning.",),
    "notes": ("notes.",),
    "files": ("knowledge.",),
    "undo": ("undo.",),
}
"""Kinds of turns, and how their commands begin; a command of cast or takes is not of the plan too."""


@dataclass(frozen=True)
class _Asked:
    """What of the journal somebody wants to see."""

    before: int
    shot: ShotRow | None
    person: str
    kind: str
    limit: int


def journal(
    visit: Visit,
    film: str,
    before: int = 0,
    shot: str = "",
    person: str = "",
    kind: str = "",
    limit: int = PAGE,
) -> dict[str, Any]:
    """Who changed what and when, newest first.

    Each entry is a turn (its words, who said them, its first differences as before and after, whether it can
    be taken back) or a stretch of the crew's work (how often each step was done).

    Args:
        visit: who asks.
        film: the film's code.
        before: ``next`` of the page before; 0 for the newest.
        shot: only what touched this shot, by its code.
        person: only what this person asked; ``crew`` for what the crew did of itself.
        kind: only one kind: plan, cast, takes, memory, notes, files, undo, or work.
        limit: entries on a page, at most 200.
    """
    if kind and kind not in {*KINDS, "work"}:
        raise ToolError(f"got the kind {kind!r}, expected one of: {', '.join((*KINDS, 'work'))}")
    if not 1 <= limit <= MOST:
        raise ToolError(f"got {limit} entries, expected 1 to {MOST}")
    with visit.look(film) as (session, row):
        turns = {turn.id: turn for turn in undo.turns(session, row.id)}
        found = board.shot(session, row, shot) if shot else None
        page, following = _page(session, row, turns, _Asked(before, found, person, kind, limit))
        differences = logbook.changes(session, [one.turn_id for one in page if one.turn_id is not None])
        naming = Naming(session, row.id)
        return {
            "entries": [
                _turn(one, turns[one.turn_id], told(naming, differences.get(one.turn_id, [])))
                if one.turn_id is not None
                else _work(one)
                for one in page
            ],
            "next": following,
            "people": sorted({turn.actor for turn in turns.values()}),
            "kinds": [*KINDS, "work"],
            "shots": [one.code for one in board.shots(session, row.id)],
        }


def turn_changes(visit: Visit, film: str, turn: int) -> dict[str, Any]:
    """Everything that one turn changed, each as what it was before and after.

    Args:
        visit: who asks.
        film: the film's code.
        turn: the turn's number, as the journal has it.
    """
    with visit.look(film) as (session, row):
        undo.words_of(session, row.id, turn)
        return {"changes": told(Naming(session, row.id), undo.turn_changes(session, turn))}


def _page(
    session: Session, film: FilmRow, turns: dict[int, TurnRow], asked: _Asked
) -> tuple[list[Entry], int | None]:
    """The entries of a page, and where the next begins; None after the last."""
    mine = None
    if asked.person:
        mine = [turn.id for turn in turns.values() if turn.actor == asked.person]
    entries: Iterator[Entry] = logbook.entries(
        session,
        film.id,
        before=asked.before,
        shot_id=asked.shot.id if asked.shot is not None else None,
        turns=mine,
        work=asked.person in {"", CREW} and asked.kind in {"", "work"},
    )
    fitting = (
        one
        for one in entries
        if (one.turn_id is None or one.turn_id in turns) and (not asked.kind or asked.kind in _kinds(one))
    )
    page = list(islice(fitting, asked.limit + 1))
    return page[: asked.limit], page[asked.limit - 1].oldest if len(page) > asked.limit else None


def _kinds(entry: Entry) -> set[str]:
    if entry.turn_id is None:
        return {"work"}
    return {kind for tool in entry.tools for kind in _kind(tool)}


def _kind(tool: str) -> Collection[str]:
    """The kind of a command: the one whose beginning fits best."""
    fitting = [
        (len(start), kind) for kind, starts in KINDS.items() for start in starts if tool.startswith(start)
    ]
    return [max(fitting)[1]] if fitting else ()


def _turn(entry: Entry, turn: TurnRow, differences: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "turn": turn.id,
        "place": entry.newest,
        "who": turn.actor,
        "words": turn.text,
        "at": turn.at.isoformat(),
        "kinds": sorted(_kinds(entry)),
        "changes": differences[:SHOWN],
        "more": max(0, len(differences) - SHOWN),
        "stands": turn.stands,
        "gone": turn.gone,
        "returns": turn.returns,
    }


def _work(entry: Entry) -> dict[str, Any]:
    return {
        "turn": None,
        "place": entry.newest,
        "who": CREW,
        "at": entry.at.isoformat(),
        "began": entry.began.isoformat(),
        "kinds": ["work"],
        "steps": entry.tools,
    }


DOORS = (journal, turn_changes)
