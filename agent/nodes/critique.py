"""Critique: what the measures found becomes notes on the take."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent.crew import Crew
from agent.critic import findings
from agent.state import State
from tools import notes, takes, viewing


def critique(state: State, runtime: Runtime[Crew]) -> State:
    """Turn what the measures found into notes on the take, once."""
    crew, take_id = runtime.context, state["take_id"]
    with crew.database.read() as session:
        take = viewing.take(session, take_id)
    if take.verdict or take.measures is None:
        return {}
    found = findings(take.request, take.measures)
    with crew.database.write("critic", crew.turn_id) as session:
        for finding in found:
            notes.add_note(session, take_id, finding.words, finding.category, author="measures")
        takes.judge(session, take_id, "; ".join(f.words for f in found) or "clean")
    return {}
