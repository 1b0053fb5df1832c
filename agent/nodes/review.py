"""Review: the human approves a take, asks for another, says what should be different, or leaves it.

A remark is kept as a note on the take before anything else is tried. It is carried out by the writer where it
knows how, else by the house's rules; where neither understands it the note stays open, nothing is rendered
again, and the question is asked once more (E60, E62).
"""

from __future__ import annotations

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent import remarks
from agent.crew import Crew, Happening, Review
from agent.nodes.confirm import AGAIN, YES
from agent.state import State
from tools import board, takes, viewing
from tools.errors import ToolError

LATER = "later"
OPTIONS = [YES, AGAIN, LATER]


def review(state: State, runtime: Runtime[Crew]) -> State:
    """Approve, ask for another take, change the shot as told, or leave the take for later."""
    crew, take_id, film_id = runtime.context, state["take_id"], state["film_id"]
    with crew.database.read() as session:
        take = viewing.take(session, take_id)
        wanted = board.shot_row(session, take.shot_id).wanted
    if wanted:
        return {"verdict": AGAIN}
    answer = {Review.APPROVE: YES, Review.LATER: LATER}.get(crew.review) or _asked(crew, film_id, take)
    with crew.database.write("user", crew.turn_id) as session:
        if answer == YES:
            takes.approve(session, take_id)
        elif answer == AGAIN:
            takes.ask_retake(session, take.shot_id)
        film = board.film(session, film_id)
    crew.report(Happening("review", answer, take.code, film.rendered, film.shots))
    return {"verdict": answer}


def _asked(crew: Crew, film_id: int, take: viewing.TakeRow) -> str:
    """What the user says of a take; remarks are heard until one is understood, or another word is said.

    The graph runs this again from its start at every answer: what was said before is known by the take's own
    notes, so a remark is kept and carried out once.
    """
    question = {
        "gate": "take",
        "film_id": film_id,
        "take_id": take.id,
        "options": OPTIONS,
        "words": True,
        "said": "",
    }
    answer = str(interrupt(question))
    while answer not in OPTIONS:
        if not answer.strip():
            raise ToolError(
                f"got the answer {answer!r}, expected {', '.join(OPTIONS)}, or what should be different"
            )
        heard = remarks.hear(crew, film_id, take, answer.strip())
        if heard.understood:
            return AGAIN
        answer = str(interrupt(question | {"said": heard.text}))
    return answer
