"""Clarify: what a vague idea leaves open is asked in rounds of cards, each with a default (E49)."""

from __future__ import annotations

import json

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent import steps
from agent.crew import Crew, Happening
from agent.nodes.confirm import YES
from agent.state import State
from agent.writing.sentences import counted
from tools import asking, board
from tools.errors import ToolError
from tools.story import MAX_ROUNDS, QuestionsDraft


def clarify(state: State, runtime: Runtime[Crew]) -> State:
    """Ask the next round, unless there is a script, a story, nothing left to ask, or three were asked."""
    crew, film_id, number = runtime.context, state["film_id"], state.get("round", 0) + 1
    with crew.database.read() as session:
        film, told = board.film(session, film_id), board.story(session, film_id)
        asked, answers = asking.rounds(session, film_id), asking.answered(session, film_id)
    settled = film.screenplay is not None or told is not None or number > MAX_ROUNDS
    if settled or state.get("enough", False) or steps.CLARIFY not in crew.writer.knows:
        return {"round": 0}
    if asked >= number:
        return {"round": number}
    values = {"brief": film.brief, "answers": answers, "round": number}
    draft = crew.writer.ask(steps.CLARIFY, values, QuestionsDraft)
    if not draft.questions:
        return {"round": 0}
    with crew.database.write(crew.actor, crew.turn_id) as session:
        asking.write_questions(session, film_id, number, draft)
    crew.report(Happening("clarify", counted(len(draft.questions), "question")))
    return {"round": number, "enough": draft.enough}


def ask(state: State, runtime: Runtime[Crew]) -> State:
    """Show the cards: ``yes`` takes every default, JSON gives answers by number: ``{"1": "noir"}``."""
    crew, film_id, number = runtime.context, state["film_id"], state["round"]
    with crew.database.read() as session:
        cards = asking.questions(session, film_id, number)
    if all(card.answer is not None for card in cards):
        return {}
    question = {"gate": "questions", "film_id": film_id, "round": number, "options": [YES], "words": True}
    answers = _answers(interrupt(question))
    with crew.database.write("user", crew.turn_id) as session:
        asking.answer_questions(session, film_id, number, answers)
    return {}


def _answers(said: object) -> dict[int, str]:
    if said == YES:
        return {}
    expected = 'expected yes, or answers by number such as {"1": "noir", "2": ""}'
    try:
        given = json.loads(str(said))
    except ValueError as error:
        raise ToolError(f"got the answer {said!r}, {expected}") from error
    if not isinstance(given, dict) or not all(k.isdecimal() and isinstance(v, str) for k, v in given.items()):
        raise ToolError(f"got the answer {said!r}, {expected}")
    return {int(number): words for number, words in given.items()}
