"""A remark on a take: kept as a note first, then carried out by the writer or the house's rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agent import steps
from agent.crew import Crew
from agent.house_router import clauses, understood
from agent.stage import Stage
from agent.toolbox import shelf
from agent.toolbox.kit import Hand
from tools import board, notes, planning, undo, viewing
from tools.records import NoteCategory

_ABOUT = (
    (NoteCategory.SYNC, r"sync|lips?|mouth|口型|同步"),
    (NoteCategory.DIALOGUE, r"line|says?|voice|whisper|loud|quiet|word|台词|声音|说"),
    (NoteCategory.CAMERA, r"camera|closer|wider|angle|pan|zoom|longer|shorter|镜头|近|远"),
    (NoteCategory.APPEARANCE, r"coat|dress|hair|face|wears?|hat|colou?r|衣|外套|头发|脸"),
    (NoteCategory.LAYOUT, r"left|right|behind|in front|background|place|左|右|背景"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a remark."""

    understood: bool
    """True when the plan was changed: the shot should be rendered again."""
    text: str


def hear(crew: Crew, film_id: int, take: viewing.TakeRow, words: str) -> Heard:
    """Keep a remark as a note on the take and change the plan as it says.

    A remark that stands on the take already is not carried out again; it counts as understood where the take
    no longer fits the plan.
    """
    if words in take.notes:
        with crew.database.read() as session:
            planned = board.shot_row(session, take.shot_id).plan
        differs = (planned.lines, planned.action, planned.camera) != (
            take.request.lines,
            take.request.action,
            take.request.camera,
        )
        return Heard(differs, "that is kept as a note")
    with crew.database.write("user", crew.turn_id) as session:
        turn_id = planning.open_turn(session, film_id, "user", words)
    with crew.database.write("user", turn_id) as session:
        notes.add_note(session, take.id, words, category(words), author="user")
    told = _carried_out(crew, Hand(crew, film_id, turn_id), take.code, words)
    with crew.database.read() as session:
        changed = {c.table for c in undo.turn_changes(session, turn_id)} & undo.KINDS.keys() - {"note"}
    return Heard(bool(changed), told)


def category(words: str) -> NoteCategory:
    """What a remark is about, by its words; what nothing tells is about the action."""
    low = words.casefold()
    return next((about for about, pattern in _ABOUT if re.search(pattern, low)), NoteCategory.ACTION)


def _carried_out(crew: Crew, hand: Hand, code: str, words: str) -> str:
    if steps.REVISE in crew.writer.knows:
        given = {"shot": code, "note": words}
        return shelf.use(hand, Stage.RENDERING, "revise_shot", shelf.written(given)).text
    told = []
    for part in clauses(words):
        call = understood(part)
        if call is None:
            told.append(f"“{part}” was not understood; it is kept as a note")
            continue
        tool, arguments = call
        told.append(shelf.use(hand, Stage.RENDERING, tool, shelf.written(_here(tool, arguments, code))).text)
    return "; ".join(told)


def _here(tool: str, arguments: Mapping[str, Any], code: str) -> dict[str, Any]:
    """A remark is about its own shot, where it names no other."""
    given = {name: code if value in {"here", "all"} else value for name, value in arguments.items()}
    unsaid = {"shorten": "shot", "change_wardrobe": "from_shot", "why_memory": "shot"}.get(tool)
    return given | ({unsaid: code} if unsaid and unsaid not in given else {})
