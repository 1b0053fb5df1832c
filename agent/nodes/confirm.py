"""The two gates: nothing is rendered before the user said yes to the story and to the shot list (E51).

A step that interrupts is run again from its start when the answer comes, so each gate only reads before it
asks, and there is one question a step.
"""

from __future__ import annotations

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent import steps
from agent.crew import Crew
from agent.state import State
from tools import board, planning
from tools.errors import ToolError

YES, AGAIN = "yes", "again"


def confirm_story(state: State, runtime: Runtime[Crew]) -> State:
    """Ask for the story: ``yes``, ``again`` for another one, or words for what is to change in it."""
    crew, film_id = runtime.context, state["film_id"]
    with crew.database.read() as session:
        told = board.story(session, film_id)
    if told is not None and told[2]:
        return {"verdict": YES}
    if not crew.writer.confirms(steps.STORY):
        with crew.database.write(crew.actor, crew.turn_id) as session:
            planning.confirm_story(session, film_id)
        return {"verdict": YES}
    number = told[1] if told is not None else 0
    question = {
        "gate": "story",
        "film_id": film_id,
        "story": number,
        "options": [YES, AGAIN],
        "words": crew.writer.follows_words,
    }
    answer = _answer(interrupt(question), (YES, AGAIN), words=crew.writer.follows_words)
    if answer != YES:
        wish = "" if answer == AGAIN else answer
        return {"verdict": AGAIN, "drafts": number, "wish": wish}
    with crew.database.write("user", crew.turn_id) as session:
        planning.confirm_story(session, film_id)
    return {"verdict": YES}


def confirm_shots(state: State, runtime: Runtime[Crew]) -> State:
    """Ask for cast, scenes and shot list: ``yes``."""
    crew, film_id = runtime.context, state["film_id"]
    with crew.database.read() as session:
        told = board.story(session, film_id)
    if told is not None and told[3]:
        return {"verdict": YES}
    if not crew.writer.confirms(steps.SHOTS):
        with crew.database.write(crew.actor, crew.turn_id) as session:
            planning.confirm_plan(session, film_id)
        return {"verdict": YES}
    answer = _answer(interrupt({"gate": "shot list", "film_id": film_id, "options": [YES]}), (YES,))
    with crew.database.write("user", crew.turn_id) as session:
        planning.confirm_plan(session, film_id)
    return {"verdict": answer}


def _answer(said: object, options: tuple[str, ...], *, words: bool = False) -> str:
    if said in options or (words and str(said).strip()):
        return str(said)
    raise ToolError(f"got the answer {said!r}, expected one of: {', '.join(options)}")
