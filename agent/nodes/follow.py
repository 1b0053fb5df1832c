"""Which shot comes next, and the cut when none does."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent.crew import Crew, Happening
from agent.state import State
from tools import board, cuts
from tools.editorial.delivery import deliver


def next_shot(state: State, runtime: Runtime[Crew]) -> State:
    """The first shot without a circled take, or none."""
    with runtime.context.database.read() as session:
        return {"shot_id": board.next_shot(session, state["film_id"])}


def cut(state: State, runtime: Runtime[Crew]) -> State:
    """Join the circled takes and deliver the film's folder."""
    crew, film_id = runtime.context, state["film_id"]
    with crew.database.read() as session:
        film = board.film(session, film_id)
        crew.report(Happening("cut", "", "", film.rendered, film.shots))
        made = deliver(session, crew.store, crew.lab, film_id, crew.folder)
    with crew.database.write(crew.actor, crew.turn_id) as session:
        cuts.record_cut(session, film_id, made.takes, made.frames, str(crew.folder), made.sha256)
    crew.report(Happening("done", str(crew.folder), "", film.rendered, film.shots))
    return {}
