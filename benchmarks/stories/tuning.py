"""``python -m benchmarks.stories.tuning``: look for better weights of relevance on the stories to learn from.

The held half is not asked for here. What comes out is read, rounded and written into ``tools/relevance.py``
by hand: among weights that do about equally well, round ones are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent.crew import Crew
from agent.nodes.recall import _query
from benchmarks.stories.filming import film
from benchmarks.stories.policies import BEST, studio
from benchmarks.stories.story import Story
from benchmarks.stories.writing import learned
from tools import board, memory
from tools.memory import Past
from tools.records import Reason
from tools.relevance import WEIGHTS, Query, best
from tools.sentences import SentenceEmbedder

STEPS = (0.5, 0.75, 1.33, 2.0)
"""What one weight is multiplied by."""
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A shot that depends on something: what is asked of memory, what there is, and what would be right."""

    query: Query
    earlier: list[tuple[Past, float]]
    right: list[frozenset[int]]


def main() -> None:
    """Change one weight at a time as long as recall@4 rises."""
    with studio(SentenceEmbedder()) as crew:
        asked = [one for story in learned() for one in _asked(crew, story)]
    weights, top = dict(WEIGHTS), _recall(asked, WEIGHTS)
    print(f"{top:.4f} with {_told(weights)}")
    for _ in range(ROUNDS):
        for reason in WEIGHTS:
            for step in STEPS:
                tried = weights | {reason: weights[reason] * step}
                found = _recall(asked, tried)
                if found > top:
                    weights, top = tried, found
                    print(f"{top:.4f} with {_told(weights)}")


def _asked(crew: Crew, story: Story) -> list[Asked]:
    with crew.database.write("benchmark") as session:
        film_id = film(session, story, crew.embedder)
    with crew.database.read() as session:
        shots = board.shots(session, film_id)
        ids = [shot.id for shot in shots]
        vectors = memory.stored_vectors(session, ids, crew.embedder.name)
        pasts = sorted(memory.recollect(session, film_id, ids), key=lambda past: past.position)
        queries = [_query(session, film_id, shot) for shot in shots]
    return [
        Asked(
            query,
            [(p, float(vectors[p.shot_id] @ vectors[shot.id])) for p in pasts[: shot.position]],
            [need.serves for need in story.needs(shot.position)],
        )
        for shot, query in zip(shots, queries, strict=True)
        if story.needs(shot.position)
    ]


def _recall(asked: list[Asked], weights: Mapping[Reason, float]) -> float:
    served = total = 0
    for one in asked:
        found = {r.past.position for r in best(one.query, one.earlier, BEST, weights)}
        served += sum(bool(serves & found) for serves in one.right)
        total += len(one.right)
    return served / total


def _told(weights: Mapping[Reason, float]) -> str:
    whole = sum(weights.values())
    return ", ".join(f"{reason} {value / whole:.2f}" for reason, value in weights.items())


if __name__ == "__main__":
    main()
