"""The history of a film: a FAISS index over its shots, rebuilt from SQL, never the truth.

Before every recall it is brought up to date with the rows: a shot whose circled take was replaced, or that
was cut out, is forgotten at once (E54, E63).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import faiss
import numpy as np
from sqlalchemy.orm import Session

from tools.embedding import Vectors
from tools.memory import Past, circled, recollect, stored_vectors
from tools.relevance import Query, Recalled, relevance

CANDIDATES = 256
"""Shots taken from the index by meaning before the exact score is computed."""
SHARING = 64
"""Newest shots taken for each shared character, place and prop, so that none is missed for its words."""


class History:
    """What a film has shown so far.

    Args:
        film_id: the film.
        model: name of the embedder whose vectors are used.
        size: numbers in a vector.
    """

    def __init__(self, film_id: int, model: str, size: int) -> None:
        self.film_id, self.model, self.size = film_id, model, size
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(size))
        self._past: dict[int, Past] = {}
        self._seen: dict[int, tuple[int, int]] = {}
        self._sharing: dict[str, set[int]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._past)

    def sync(self, session: Session) -> None:
        """Bring the index up to date with the rows."""
        present = circled(session, self.film_id)
        gone = [i for i, mark in self._seen.items() if present.get(i) != mark]
        if gone:
            self._forget(gone)
        new = [i for i, mark in present.items() if self._seen.get(i) != mark]
        if new:
            vectors = stored_vectors(session, new, self.model)
            self._learn([p for p in recollect(session, self.film_id, new) if p.shot_id in vectors], vectors)
            self._seen |= {i: present[i] for i in new if i in self._past}

    def before(self, position: int) -> list[Past]:
        """Everything earlier in the film, in order."""
        return sorted((p for p in self._past.values() if p.position < position), key=lambda p: p.position)

    def recall(self, query: Query, vector: Vectors, k: int) -> list[Recalled]:
        """The ``k`` most relevant earlier shots, best first (Eq. 16; ties: the later shot).

        Args:
            query: the shot in hand.
            vector: float32 [size], unit length: what its text means.
            k: how many at most.
        """
        if not self._past:
            return []
        near = self._near(vector)
        scored = [
            relevance(query, past, near.get(past.shot_id) or self._cosine(past.shot_id, vector))
            for past in self._candidates(query, near)
            if past.position < query.position
        ]
        return sorted(scored, key=lambda r: (-r.score, -r.past.position))[:k]

    def _near(self, vector: Vectors) -> dict[int, float]:
        # The shots after the one in hand are in the index too, so ask for more than are wanted.
        scores, ids = self._index.search(vector.reshape(1, -1), min(CANDIDATES, len(self._past)))
        return {int(i): float(s) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0}

    def _candidates(self, query: Query, near: Iterable[int]) -> list[Past]:
        ids = set(near)
        for key in _keys(query.people, query.place, query.props):
            earlier = [i for i in self._sharing.get(key, ()) if self._past[i].position < query.position]
            ids.update(sorted(earlier, key=lambda i: -self._past[i].position)[:SHARING])
        return [self._past[i] for i in ids]

    def _cosine(self, shot_id: int, vector: Vectors) -> float:
        return float(np.dot(self._index.reconstruct(shot_id), vector))

    def _learn(self, news: list[Past], vectors: dict[int, Vectors]) -> None:
        if not news:
            return
        rows = np.stack([vectors[p.shot_id] for p in news]).astype(np.float32)
        self._index.add_with_ids(rows, np.array([p.shot_id for p in news], dtype=np.int64))
        for past in news:
            self._past[past.shot_id] = past
            for key in _keys(past.people, past.place, past.props):
                self._sharing[key].add(past.shot_id)

    def _forget(self, shot_ids: list[int]) -> None:
        self._index.remove_ids(faiss.IDSelectorBatch(np.array(shot_ids, dtype=np.int64)))
        for shot_id in shot_ids:
            self._seen.pop(shot_id)
            past = self._past.pop(shot_id)
            for key in _keys(past.people, past.place, past.props):
                self._sharing[key].discard(shot_id)


def _keys(people: Iterable[str], place: str, props: Iterable[str]) -> list[str]:
    return [
        *(f"who {p}" for p in people),
        *([f"where {place}"] if place else []),
        *(f"what {p}" for p in props),
    ]
