"""A remark on a take: kept as a note first, then carried out by the writer, or the house's rules (E62)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from agent import difference, revision, steps
from agent.crew import Crew
from agent.difference import Difference
from agent.house_router import clauses, understood
from agent.nodes.condition import planned
from agent.revision import Reach
from agent.stage import Stage
from agent.stale import stale
from agent.toolbox import changing, ordering, shelf
from agent.toolbox.kit import Hand
from agent.writer import BadReply
from generator.interface import ShotCondition
from skills.answers import RevisionAnswer
from tools import board, merging, notes, planning, viewing
from tools.errors import ToolError
from tools.records import NoteCategory

PLAN_TOOLS = frozenset(item.name for item in (*changing.TOOLS, *ordering.TOOLS))
"""What a remark may do beside changing its shot: nothing but change the plan."""
_ABOUT = (
    (NoteCategory.SYNC, r"sync|lips?|mouth|口型|同步"),
    (NoteCategory.DIALOGUE, r"lines?|says?|voice|whisper|shout|loud|quiet|words?|台词|声音|说"),
    (
        NoteCategory.CAMERA,
        r"camera|closer|wider|angle|pan|zoom|push in|pull (?:out|back)|longer|shorter|too (?:long|short)|"
        r"镜头|近|远",
    ),
    (NoteCategory.APPEARANCE, r"coat|dress|hair|beard|face|wears?|hat|colou?r|衣|外套|头发|脸"),
    (
        NoteCategory.LAYOUT,
        r"left|right|behind|in front|background|place|too (?:dark|bright)|light|左|右|背景",
    ),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a remark."""

    understood: bool
    """True when the shot is not planned as it was filmed any more: it should be rendered again."""
    text: str
    """What was done, or why nothing was, in words."""
    note_id: int = 0
    differences: tuple[Difference, ...] = ()
    """What is asked of the shot now and was not before."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a take."""

    words: str
    frame: int | None = None
    """The frame it is about, from 0; None for the whole take."""
    category: NoteCategory | None = None
    """What it is about; None leaves that to its words."""
    reach: Reach | None = None
    """Where a change of a card holds; None leaves that to the words."""
    only_note: bool = False
    """True to keep it as a note and change nothing."""


def hear(crew: Crew, film_id: int, take: viewing.TakeRow, words: str) -> Heard:
    """Keep a remark as a note on the take and change the plan as it says, as a turn of its own.

    A remark that stands on the take already is not carried out again; it counts as understood where the take
    no longer fits the plan.
    """
    if words in take.notes:
        return Heard(_outgrown(crew, film_id, take), "that is kept as a note")
    with crew.database.write("user", crew.turn_id) as session:
        turn_id = planning.open_turn(session, film_id, "user", words)
    return note(crew, film_id, turn_id, take, Remark(words))


def note(crew: Crew, film_id: int, turn_id: int, take: viewing.TakeRow, remark: Remark) -> Heard:
    """Keep a remark as a note on the take and change the plan as it says.

    Raises:
        ToolError: the note is empty or too long, or its frame is outside the take. Nothing was changed.
    """
    about = remark.category or category(remark.words)
    with crew.database.write("user", turn_id) as session:
        seen = merging.mark(session, film_id)
        note_id = notes.add_note(
            session, take.id, remark.words, about, author=notes.HUMAN, frame=remark.frame
        )
    if remark.only_note:
        return Heard(understood=False, text="kept as a note", note_id=note_id)
    before = _meant(crew, film_id, take.shot_id)
    told = "; ".join(_carried_out(crew, Hand(crew, film_id, turn_id, seen), take, remark))
    found = difference.conditions(before, _meant(crew, film_id, take.shot_id))
    return Heard(bool(found), told, note_id, tuple(found))


def category(words: str) -> NoteCategory:
    """What a remark is about, by its words; what nothing tells is about the action."""
    low = words.casefold()
    return next((about for about, pattern in _ABOUT if re.search(pattern, low)), NoteCategory.ACTION)


def _meant(crew: Crew, film_id: int, shot_id: int) -> ShotCondition:
    with crew.database.read() as session:
        return planned(session, board.film(session, film_id), board.shot_row(session, shot_id))


def _outgrown(crew: Crew, film_id: int, take: viewing.TakeRow) -> bool:
    """True where the take, which is the circled one, no longer fits the plan."""
    with crew.database.read() as session:
        film, row = board.film(session, film_id), board.shot_row(session, take.shot_id)
        return bool(stale(session, film, [row]))


def _carried_out(crew: Crew, hand: Hand, take: viewing.TakeRow, remark: Remark) -> Iterator[str]:
    """What was done for each part of a remark, or why it was not."""
    follows = crew.writer.follows_words
    for part in [remark.words] if follows else clauses(remark.words):
        try:
            yield from _revised(crew, hand, take, part, remark.reach) or [_commanded(hand, take.code, part)]
        except (ToolError, BadReply) as error:
            yield f"{error}; it is kept as a note"


def _revised(crew: Crew, hand: Hand, take: viewing.TakeRow, words: str, reach: Reach | None) -> list[str]:
    """Words as the writer understands them; nothing where it is the house and does not."""
    if steps.REVISE not in crew.writer.knows:
        return []
    with crew.database.read() as session:
        values = revision.values(session, hand.film_id, board.shot_row(session, take.shot_id), words)
    answer = crew.writer.ask(steps.REVISE, values, RevisionAnswer)
    if not answer.changes:
        if crew.writer.follows_words or _command(words) is None:
            raise ToolError(answer.question or "the note changes nothing")
        return []
    with hand.writing() as session:
        done = revision.apply(session, hand.film_id, take.shot_id, answer, reach, seen=hand.seen)
    return [*done, *([answer.question] if answer.question else [])]


def _command(words: str) -> tuple[str, dict[str, Any]] | None:
    """The command of the chat that words are, as far as it changes the plan."""
    call = understood(words)
    return call if call is not None and call[0] in PLAN_TOOLS else None


def _commanded(hand: Hand, code: str, words: str) -> str:
    """A command of the chat, said of a take: it may be about another shot.

    Raises:
        ToolError: it is none, or it cannot be done.
    """
    call = _command(words)
    if call is None:
        raise ToolError(f"“{words}” was not understood")
    tool, arguments = call
    result = shelf.use(hand, Stage.RENDERING, tool, shelf.written(_here(tool, arguments, code)))
    if not result.done:
        raise ToolError(result.text)
    return result.text


def _here(tool: str, arguments: Mapping[str, Any], code: str) -> dict[str, Any]:
    """A remark is about its own shot, where it names no other."""
    given = {name: code if value in {"here", "all"} else value for name, value in arguments.items()}
    unsaid = {"shorten": "shot", "change_wardrobe": "from_shot"}.get(tool)
    return given | ({unsaid: code} if unsaid and unsaid not in given else {})
