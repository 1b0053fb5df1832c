"""Critique: what the measures found, and what a model saw, becomes notes on the take (E61).

Where the crew allows it, a take with findings is made again, so many times at most, and the best one counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agent import steps
from agent.crew import Crew, Happening
from agent.critic import Finding, Past, findings
from agent.model import Misconfigured, OverBudget, Unreachable
from agent.state import State
from agent.writer import BadReply
from generator.interface import Cancelled
from skills.answers import CritiqueAnswer
from tools import board, notes, retaking, takes, viewing

SO_FAR = 6
"""Newest earlier takes with the same people that a take is compared with."""


def critique(state: State, runtime: Runtime[Crew]) -> State:
    """Turn what was measured and seen into notes on the take, once; then say whether it is made again.

    A take is never lost for its critic: one that cannot look leaves a word in the verdict.
    """
    crew, take_id = runtime.context, state["take_id"]
    with crew.database.read() as session:
        take = viewing.take(session, take_id)
        if take.measures is None:
            return {"tries": 0}
        past = [] if take.verdict else _past(crew, session, state["film_id"], take)
    if not take.verdict:
        _judge(crew, take, [(notes.MEASURES, f) for f in findings(take.request, take.measures, past)])
    return {"tries": _tries(crew, state, take_id)}


def _past(crew: Crew, session: Session, film_id: int, take: viewing.TakeRow) -> list[Past]:
    """The story so far of the people in a take, oldest first."""
    history = crew.history(film_id)
    history.sync(session)
    people = {figure.tag for figure in take.request.figures} | {line.speaker for line in take.request.lines}
    sharing = [
        past.take_id
        for past in history.before(board.shot_row(session, take.shot_id).position)
        if people & ({tag for tag, _ in past.cards} | past.speakers)
    ]
    rows = [viewing.take(session, take_id) for take_id in sharing[-SO_FAR:]]
    return [Past(f"{row.code} v{row.number:03d}", row.request, row.measures) for row in rows if row.measures]


def _judge(crew: Crew, take: viewing.TakeRow, found: list[tuple[str, Finding]]) -> None:
    try:
        critic, seen = _seen(crew, take)
    except (BadReply, OverBudget, Unreachable, Misconfigured) as error:
        _write(crew, take, found, {notes.MEASURES}, unseen=str(error))
    except (Cancelled, KeyboardInterrupt):
        # The take is circled by now: the next job goes on behind it.
        _write(crew, take, found, {notes.MEASURES}, unseen="the work was stopped")
        raise
    else:
        _write(
            crew, take, [*found, *((critic, finding) for finding in seen)], {notes.MEASURES, critic} - {""}
        )


def _write(
    crew: Crew,
    take: viewing.TakeRow,
    found: Sequence[tuple[str, Finding]],
    critics: set[str],
    unseen: str = "",
) -> None:
    """Notes and verdict in one transaction; ``unseen``: why no critic looked at the take."""
    words = "; ".join(finding.words for _, finding in found) or "clean"
    with crew.database.write("critic", crew.turn_id) as session:
        for author, finding in found:
            notes.add_note(
                session,
                take.id,
                finding.words,
                finding.category,
                author=author,
                frame=finding.frame,
                evidence=finding.evidence,
            )
        takes.judge(session, take.id, f"{words}; not looked at: {unseen}" if unseen else words, critics)


def _seen(crew: Crew, take: viewing.TakeRow) -> tuple[str, list[Finding]]:
    """The writer's critic and what it finds in the still of the key moment; empty where there is none."""
    if steps.CRITIQUE not in crew.writer.knows or take.still is None:
        return "", []
    if not crew.store.has(take.still):
        raise BadReply("the still of the key moment is not in the media store")
    values = {"request": take.request, "stills": (crew.store.path(take.still),)}
    answer = crew.writer.ask(steps.CRITIQUE, values, CritiqueAnswer)
    return crew.writer.credit(steps.CRITIQUE), [
        Finding(fault.category, f"{fault.words} ({fault.evidence})" if fault.evidence else fault.words)
        for fault in answer.findings
    ]


def _tries(crew: Crew, state: State, take_id: int) -> int:
    """How often the shot was made again, the time to come included; 0 when no take follows this one.

    Several takes that the user asked for are all made anyhow, and the user chooses.
    """
    tries = state.get("tries", 0)
    if not crew.retakes:
        return 0
    with crew.database.read() as session:
        take = viewing.take(session, take_id)
        found = retaking.found_in(session, [take_id])[take_id]
        several = board.shot_row(session, take.shot_id).wanted > 0
        made = retaking.newest_takes(session, take.shot_id, tries + 1)
        film = board.film(session, state["film_id"])
    if found and tries < crew.retakes and not several:
        words = f"made again ({tries + 1} of at most {crew.retakes}): {take.verdict}"
        crew.report(Happening("retake", words, take.code, film.rendered, film.shots))
        return tries + 1
    if tries:
        with crew.database.write("critic", crew.turn_id) as session:
            retaking.circle_best(session, made)
    return 0
