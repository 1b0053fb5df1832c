"""Recall: which earlier shots matter for the one in hand (Eq. 16)."""

from __future__ import annotations

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agent.crew import Crew
from agent.nodes.plan import learn
from agent.state import State, shot_in_hand
from tools import board, memory
from tools.relevance import Query

OFFERED = 8
"""Shots recall offers; remembering keeps the best few of them."""


def recall(state: State, runtime: Runtime[Crew]) -> State:
    """Offer the earlier shots most relevant to the one in hand, with the parts of each score."""
    crew, film_id, shot_id = runtime.context, state["film_id"], shot_in_hand(state)
    learn(crew, film_id, shot_id)
    with crew.database.read() as session:
        history = crew.history(film_id)
        history.sync(session)
        query = _query(session, film_id, board.shot_row(session, shot_id))
        vector = memory.stored_vectors(session, [shot_id], crew.embedder.name)[shot_id]
    found = history.recall(query, vector, OFFERED)
    return {
        "recalled": [
            {
                "shot": r.past.shot_id,
                "code": r.past.code,
                "take": r.past.take_id,
                "score": round(r.score, 6),
                "parts": {str(part): round(value, 6) for part, value in r.parts.items()},
            }
            for r in found
        ]
    }


def _query(session: Session, film_id: int, shot: board.ShotRow) -> Query:
    dressed = memory.cards_at(session, film_id, shot.position)
    scene = board.scene_of(session, shot.id)
    return Query(
        position=shot.position,
        scene_id=shot.scene_id,
        place=memory.place_key(scene.place, scene.heading),
        people=shot.plan.tags,
        props=frozenset(p.casefold() for p in shot.plan.props),
        cards=tuple((t, dressed[t].id) for t in shot.plan.tags if t in dressed),
        speakers=frozenset(line.speaker for line in shot.plan.lines),
    )
