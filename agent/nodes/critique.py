"""Critique: what the measures found, and what a model saw, becomes notes on the take (E61)."""

from __future__ import annotations

from collections.abc import Sequence

from langgraph.runtime import Runtime

from agent import steps
from agent.crew import Crew
from agent.critic import Finding, findings
from agent.model import Misconfigured, OverBudget, Unreachable
from agent.state import State
from agent.writer import BadReply
from generator.interface import Cancelled
from skills.answers import CritiqueAnswer
from tools import notes, takes, viewing

MEASURES = "measures"
"""Who writes the notes of what was measured."""


def critique(state: State, runtime: Runtime[Crew]) -> State:
    """Turn what was measured and seen into notes on the take, once.

    A take is never lost for its critic: one that cannot look leaves a word in the verdict.
    """
    crew, take_id = runtime.context, state["take_id"]
    with crew.database.read() as session:
        take = viewing.take(session, take_id)
    if take.verdict or take.measures is None:
        return {}
    found = [(MEASURES, finding) for finding in findings(take.request, take.measures)]
    try:
        found += _seen(crew, take)
    except (BadReply, OverBudget, Unreachable, Misconfigured) as error:
        _write(crew, take_id, found, unseen=str(error))
    except (Cancelled, KeyboardInterrupt):
        # The take is circled by now: the next job goes on behind it.
        _write(crew, take_id, found, unseen="the work was stopped")
        raise
    else:
        _write(crew, take_id, found)
    return {}


def _write(crew: Crew, take_id: int, found: Sequence[tuple[str, Finding]], unseen: str = "") -> None:
    """Notes and verdict in one transaction; ``unseen``: why no critic looked at the take."""
    words = "; ".join(finding.words for _, finding in found) or "clean"
    with crew.database.write("critic", crew.turn_id) as session:
        for author, finding in found:
            notes.add_note(session, take_id, finding.words, finding.category, author=author)
        takes.judge(session, take_id, f"{words}; not looked at: {unseen}" if unseen else words)


def _seen(crew: Crew, take: viewing.TakeRow) -> list[tuple[str, Finding]]:
    """What the writer's critic finds in the still of the key moment; nothing where there is no critic."""
    if steps.CRITIQUE not in crew.writer.knows or take.still is None:
        return []
    if not crew.store.has(take.still):
        raise BadReply("the still of the key moment is not in the media store")
    values = {"request": take.request, "stills": (crew.store.path(take.still),)}
    answer = crew.writer.ask(steps.CRITIQUE, values, CritiqueAnswer)
    author = crew.writer.credit(steps.CRITIQUE)
    return [
        (
            author,
            Finding(fault.category, f"{fault.words} ({fault.evidence})" if fault.evidence else fault.words),
        )
        for fault in answer.findings
    ]
