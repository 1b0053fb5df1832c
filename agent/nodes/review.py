"""Review: the human approves a take, asks for another, or leaves it for later."""

from __future__ import annotations

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent.crew import Crew, Happening, Review
from agent.nodes.confirm import AGAIN, YES
from agent.state import State
from tools import board, takes, viewing
from tools.errors import ToolError

LATER = "later"


def review(state: State, runtime: Runtime[Crew]) -> State:
    """Approve, ask for another take, or leave the circled take for later, as the crew was told."""
    crew, take_id, film_id = runtime.context, state["take_id"], state["film_id"]
    with crew.database.read() as session:
        take = viewing.take(session, take_id)
    answer = {Review.APPROVE: YES, Review.LATER: LATER}.get(crew.review) or interrupt(
        {"gate": "take", "film_id": film_id, "take_id": take_id, "options": [YES, AGAIN, LATER]}
    )
    if answer not in {YES, AGAIN, LATER}:
        raise ToolError(f"got the answer {answer!r}, expected one of: {YES}, {AGAIN}, {LATER}")
    with crew.database.write("user", crew.turn_id) as session:
        if answer == YES:
            takes.approve(session, take_id)
        elif answer == AGAIN:
            takes.ask_retake(session, take.shot_id)
        film = board.film(session, film_id)
    crew.report(Happening("review", answer, take.code, film.rendered, film.shots))
    return {"verdict": answer}
