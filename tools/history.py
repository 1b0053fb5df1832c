"""The history of a film: a FAISS index over its shots, rebuilt from SQL, never the truth.

Before every recall it is brought up to date with the rows: a shot whose circled take was replaced, or that
was cut out, is forgotten at once (E54, E63).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest

import faiss
import numpy as np
from sqlalchemy.orm import Session

from tools.embedding import Vectors
from tools.memory import Past, circled, recollect, stored_vectors
from tools.relevance import Query, Recalled, best, same_place, same_thing

CANDIDATES = 256
"""Shots taken from the index by meaning before the exact score is computed."""
SHARING = 64
"""Newest shots taken for each shared character, place and prop, so that none is missed for its words."""


Key = tuple[str, str]
"""What shots are found by: ``("who", "ID_A")``, ``("where", "pier")``, ``("what", "letter")``."""


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
        self._sharing: dict[Key, set[int]] = defaultdict(set)

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
        """The ``k`` earlier shots that together meet most of what the one in hand needs, best first (Eq. 16;
        ties: the later shot).

        Args:
            query: the shot in hand.
            vector: float32 [size], unit length: what its text means.
            k: how many at most.
        """
        if not self._past:
            return []
        near = self._near(vector)
        earlier = (
            (past, near.get(past.shot_id) or self._cosine(past.shot_id, vector))
            for past in self._candidates(query, near)
            if past.position < query.position
        )
        return best(query, earlier, k)

    def _near(self, vector: Vectors) -> dict[int, float]:
        # The shots after the one in hand are in the index too, so ask for more than are wanted.
        scores, ids = self._index.search(vector.reshape(1, -1), min(CANDIDATES, len(self._past)))
        return {int(i): float(s) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0}

    def _candidates(self, query: Query, near: Iterable[int]) -> list[Past]:
        ids = set(near)
        for key in self._sharing:
            if not _asks(query, key):
                continue
            earlier = [i for i in self._sharing[key] if self._past[i].position < query.position]
            ids.update(nlargest(SHARING, earlier, key=lambda i: self._past[i].position))
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
            for key in _keys(past):
                self._sharing[key].add(past.shot_id)

    def _forget(self, shot_ids: list[int]) -> None:
        self._index.remove_ids(faiss.IDSelectorBatch(np.array(shot_ids, dtype=np.int64)))
        for shot_id in shot_ids:
            self._seen.pop(shot_id)
            past = self._past.pop(shot_id)
            for key in _keys(past):
                self._sharing[key].discard(shot_id)


def _keys(past: Past) -> set[Key]:
    who = {("who", tag) for tag in {*past.people, *past.speakers}}
    return who | {("where", past.place)} | {("what", prop) for prop in past.props}


def _asks(query: Query, key: Key) -> bool:
    """Whether a shot found by this key can meet a need."""
    kind, name = key
    if kind == "who":
        return name in query.people or name in query.speakers
    if kind == "where":
        return same_place(query.place, name) > 0
    return any(same_thing(prop, name) for prop in query.props)
