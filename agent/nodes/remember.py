"""Remember: at most seven memories, fixed and dynamic, each with its source and its reason (E56 to E59)."""

from __future__ import annotations

from collections.abc import Sequence

from langgraph.runtime import Runtime
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from agent import kok, pinned
from agent.crew import Crew
from agent.state import State, shot_in_hand
from tools import board, memory, pinning
from tools.memory import Past
from tools.records import Card, Reason
from tools.relevance import Recalled

CHOSEN = TypeAdapter(list[kok.Chosen])
"""How the memories travel to the next step."""


def remember(state: State, runtime: Runtime[Crew]) -> State:
    """Choose the memories of the next take by the film's policy: ``agent``, ``native`` or ``none``.

    They come from circled takes and from what the user has pinned, never from a replaced take (E63) or from
    a shot that the user switched off.
    """
    crew, film_id, shot_id = runtime.context, state["film_id"], shot_in_hand(state)
    with crew.database.read() as session:
        film, shot = board.film(session, film_id), board.shot_row(session, shot_id)
        history = crew.history(film_id)
        history.sync(session)
        pins, off = pinning.pinned(session, shot_id), pinning.switched_off(session, shot_id)
        wanted = _wanted(session, film, shot, crew.camera.capabilities.max_slots)
    past = pinned.standing_in(history.before(shot.position), pins, off)
    chosen = _select(film.memory, wanted, past, _recalled(state, past), pins)
    selection = pinned.explained(chosen, pins, off)
    return {
        "memories": CHOSEN.dump_python(list(selection.chosen), mode="json"),
        "left_out": list(selection.left_out),
    }


def _select(
    policy: str,
    wanted: kok.Wanted,
    past: Sequence[Past],
    recalled: Sequence[Recalled],
    pins: Sequence[pinning.Kept],
) -> kok.Selection:
    if policy == "none":
        return kok.Selection(())
    if policy == "native":
        return kok.native(wanted, past)
    return kok.select(wanted, past, pinned.before_recalled(recalled, pins))


def _recalled(state: State, past: Sequence[Past]) -> list[Recalled]:
    by_shot = {p.shot_id: p for p in past}
    return [
        Recalled(by_shot[r["shot"]], r["score"], {Reason(name): v for name, v in r["parts"].items()})
        for r in state.get("recalled", [])
        if r["shot"] in by_shot
    ]


def _wanted(session: Session, film: board.FilmRow, shot: board.ShotRow, slots: int) -> kok.Wanted:
    dressed = memory.cards_at(session, film.id, shot.position)
    return kok.Wanted(
        people=shot.plan.tags,
        speakers=frozenset(line.speaker for line in shot.plan.lines),
        names={c.tag: c.name for c in board.cast(session, film.id).characters},
        cards={tag: _reference(card) for tag, card in dressed.items()},
        slots=slots,
    )


def _reference(card: Card) -> kok.Reference:
    return kok.Reference(card.id, card.picture or "", card.sound or "")
