"""The chat: at any time the user says something, tools do it, and the answer is read from the rows.

A message is one turn. Each tool is its own transaction inside it, so a later failure loses nothing, and undo
takes the whole turn back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agent import briefing, receipts
from agent.crew import Crew
from agent.model import Listen
from agent.router import Router
from agent.stage import Stage, stage_of
from agent.toolbox import shelf
from agent.toolbox.kit import Hand
from agent.writer import BadReply
from agent.writing.sentences import sentence
from generator.interface import FPS, Unsupported
from tools import board, merging, planning, talk, undo
from tools.errors import ToolError

CALLS = 12
"""Tools that may be used for one message."""
LONGEST = 4_000
"""Characters of one message of the user."""
HISTORY = 10
CAST_TOKENS, SHOTS_TOKENS = 250, 700


@dataclass(frozen=True, slots=True)
class Reply:
    """What the director answers."""

    text: str
    turn_id: int
    changed: bool
    """The film is not as it was."""
    goes_on: bool
    """A question was answered: the worker should run now."""


@dataclass
class _Tools:
    """The tools as one message may use them."""

    hand: Hand
    stage: Stage
    listen: Listen
    results: list[shelf.Result] = field(default_factory=list)

    def run(self, name: str, arguments: Mapping[str, Any] | str) -> shelf.Result:
        """Use one; beyond :data:`CALLS` none is used any more."""
        self.listen("")  # stops here when the user wants to stop
        if len(self.results) >= CALLS:
            return shelf.Result(
                name, f"{CALLS} tools have been used for this message: say what is done", False
            )
        given = arguments if isinstance(arguments, str) else shelf.written(arguments)
        self.results.append(shelf.use(self.hand, self.stage, name, given))
        return self.results[-1]


def _silent(_piece: str) -> None:
    """Listen to nothing."""


def converse(
    crew: Crew,
    router: Router,
    film_id: int,
    words: str,
    listen: Listen = _silent,
    *,
    who: str = talk.USER,
) -> Reply:
    """Do what the user says and answer.

    Whatever goes wrong is answered in words; the user's message and everything done before are kept.

    Args:
        crew: whom the film is made with.
        router: who understands what is said.
        film_id: the film.
        words: what is said.
        listen: is told the answer as it comes.
        who: the name of whoever says it, where several people work on the film.

    Raises:
        ToolError: the message is empty or too long; nothing was written.
        Cancelled: raised by ``listen`` and passed on; what was done until then stands.
    """
    said = words.strip()
    if not said or len(said) > LONGEST:
        raise ToolError(
            f"got a message of {len(said)} characters, expected 1 to {LONGEST}: attach long notes as a file"
        )
    with crew.database.read() as session:
        seen = merging.mark(session, film_id)
        history, stage = talk.messages(session, film_id, HISTORY), stage_of(session, film_id)
        film = in_short(receipts.film_of(session, film_id), board.story(session, film_id))
    with crew.database.write("user") as session:
        turn_id = planning.open_turn(session, film_id, who, said)
        talk.say(session, film_id, talk.USER, said, turn_id)
    tools = _Tools(Hand(crew, film_id, turn_id, seen), stage, listen)
    answer = fault = ""
    try:
        answer = router.route(said, stage, film, history, shelf.offered(stage), tools.run, listen)
    except (ToolError, BadReply, Unsupported) as error:
        fault = str(error)
    reply = _reply(crew, film_id, turn_id, answer, [*tools.results, *_failed(fault)])
    with crew.database.write(crew.actor) as session:
        talk.say(session, film_id, talk.DIRECTOR, reply.text, turn_id)
    return reply


def in_short(now: receipts.Film, told: tuple[Any, int, bool, bool] | None) -> str:
    """The film as it stands, in a few lines: what a router is told of it."""
    film = now.film
    head = f"{film.title} ({film.code}), {film.shots} shots, {film.frames / FPS:.0f} s, {film.state}"
    lines = [head, f"Style: {film.style}" if film.style else ""]
    if told is not None:
        lines.append(f"Logline: {told[0].logline}")
    people = board.cast(now.session, film.id).characters
    lines.append(briefing.cast(people, CAST_TOKENS))
    lines.append(briefing.shots([row.plan for row in now.rows], 1, people, SHOTS_TOKENS))
    return "\n".join(line for line in lines if line)


def _failed(fault: str) -> list[shelf.Result]:
    """What went wrong beside the tools, told like what went wrong with them."""
    return [shelf.Result("", fault, done=False)] if fault else []


def _reply(crew: Crew, film_id: int, turn_id: int, answer: str, results: Sequence[shelf.Result]) -> Reply:
    """The answer from the rows as they stand; in the router's words only where nothing changed."""
    with crew.database.read() as session:
        changes = undo.turn_changes(session, turn_id)
        film = receipts.film_of(session, film_id)
        told = receipts.receipts(film, [c for c in changes if c.table in undo.KINDS])
        after = receipts.meaning(film, changes) if told else ""
    steered = any(c.table == "job" for c in changes)
    done = [r.text for r in results if r.done and r.tool in {"confirm", "rewrite_story", "undo", "redo"}]
    failed = [r for r in results if not r.done and not any(o.done and o.tool == r.tool for o in results)]
    if not told and not steered:
        said = [answer or _plainly(failed), *(_not_done(r) for r in failed if answer)]
        return Reply("\n".join(said), turn_id, changed=False, goes_on=False)
    lines = [*(sentence(words) for words in (*done, *told)), after]
    lines += [_not_done(r) for r in failed]
    return Reply("\n".join(line for line in lines if line), turn_id, changed=bool(told), goes_on=steered)


def _not_done(result: shelf.Result) -> str:
    """What a tool could not do: said even where a model claims that it did."""
    return sentence(f"Not done: {result.text}")


def _plainly(failed: Sequence[shelf.Result]) -> str:
    """What to say where there is no answer."""
    return "\n".join(sentence(r.text) for r in failed) or "Nothing was changed."
