"""A note on a shot, carried out: each change of a ``RevisionAnswer`` goes where it belongs.

Only what the note names changes (E62): fields of the shot, what one person does in it, a card, the scene. A
card that changes ``onwards`` holds from this shot on; otherwise it holds in this shot alone, which is two
cards: one from here, and the old looks back from the next shot.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from agent.amending import CAMERA, TEXTS, amended, changes, performed
from agent.toolbox import finding
from agent.toolbox.changing import dress
from skills.answers import Change, RevisionAnswer
from tools import board, planning, revising
from tools.errors import ToolError
from tools.story import ShotDraft

SHOT = frozenset({*TEXTS, *CAMERA, "seconds", "props", "delivery", "line"})
PERFORMANCE = frozenset({"action", "expression"})
CARD = frozenset({"appearance", "wardrobe", "voice"})
SCENE = frozenset({"light", "description"})
FIELDS = {"shot": SHOT, "character": PERFORMANCE | CARD, "scene": SCENE}


def apply(session: Session, film_id: int, shot_id: int, answer: RevisionAnswer) -> list[str]:
    """Carry out a revision; gives a sentence a change, and nothing for an answer that only asks.

    Raises:
        ToolError: a field does not belong where it was put, a value cannot be, somebody is not in the cast,
            or the film keeps its script. Give up the transaction: half a revision is none.
    """
    film, row = board.film(session, film_id), board.shot_row(session, shot_id)
    wanted = sorted(answer.changes, key=_last)
    for change in wanted:
        _belongs(change)
    plan = row.plan
    for change in wanted:
        plan = _planned(session, film, plan, change)
    if fresh := changes(row.plan, plan):
        planning.change_shot(session, row.id, row.version, fresh)
    for change in wanted:
        if change.of == "character" and change.field in CARD:
            _dress(session, film, row, change)
        elif change.of == "scene":
            revising.change_scene(session, row.scene_id, {change.field: change.value})
    return [_told(row, change) for change in wanted]


def _last(change: Change) -> int:
    """The length comes after the words it must hold."""
    return int(change.field == "seconds")


def _belongs(change: Change) -> None:
    if change.field not in FIELDS[change.of]:
        raise ToolError(
            f"got the {change.field} of a {change.of}, expected one of {', '.join(sorted(FIELDS[change.of]))}"
        )
    if change.of == "character" and not change.name:
        raise ToolError(f"got the {change.field} of nobody, expected a name of the cast")


def _planned(session: Session, film: board.FilmRow, plan: ShotDraft, change: Change) -> ShotDraft:
    if change.of == "shot":
        return amended(plan, change.field, change.value, change.line)
    if change.of == "character" and change.field in PERFORMANCE:
        who = finding.person(session, film, change.name)
        return performed(plan, who.tag, who.name, change.field, change.value)
    return plan


def _dress(session: Session, film: board.FilmRow, row: board.ShotRow, change: Change) -> None:
    who = finding.person(session, film, change.name)
    until = None if change.onwards else row.position + 1
    dress(session, film, who, {change.field: change.value}, row.position, until)


def _told(row: board.ShotRow, change: Change) -> str:
    whose = {"shot": row.code, "character": change.name, "scene": f"scene {row.plan.scene}"}[change.of]
    value = f": {change.value}" if change.value else " removed"
    return f"{whose}, {change.field}{value}"
