"""How relevant an earlier shot is to the one in hand: Rel of Eq. 16, as six named parts (E57).

Each part is 0 to 1 and is one of the paper's six reasons. The score is their weighted sum, so it is 0 to 1
too, and the part that adds most to it is the reason shown to the user.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from tools.memory import Past
from tools.records import Reason

WEIGHTS: Mapping[Reason, float] = {
    Reason.CHARACTER: 0.30,
    Reason.NARRATIVE: 0.25,
    Reason.SCENE: 0.15,
    Reason.PROP: 0.15,
    Reason.ACTION: 0.10,
    Reason.COSTUME: 0.05,
}
"""They sum to one. Faces first: a wrong face is seen at once, a wrong wall is not."""


@dataclass(frozen=True, slots=True)
class Query:
    """The shot in hand, as recall sees it."""

    position: int
    scene_id: int
    place: str
    people: tuple[str, ...]
    props: frozenset[str]
    cards: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """An earlier shot, its score, and what the score is made of."""

    past: Past
    score: float
    parts: Mapping[Reason, float]
    """Weighted: they sum to the score."""

    @property
    def reason(self) -> Reason:
        """The part that adds most."""
        return max(self.parts, key=lambda part: self.parts[part])


def relevance(query: Query, past: Past, cosine: float) -> Recalled:
    """Score one earlier shot; ``cosine`` is that of the two texts, -1 to 1."""
    raw = {
        Reason.CHARACTER: _share(frozenset(query.people), frozenset(past.people)),
        Reason.NARRATIVE: max(0.0, cosine),
        Reason.SCENE: float(bool(query.place) and query.place == past.place),
        Reason.PROP: _share(query.props, past.props),
        Reason.ACTION: float(query.scene_id == past.scene_id and query.position - past.position == 1),
        Reason.COSTUME: _share(frozenset(query.cards), frozenset(past.cards)),
    }
    parts = {part: WEIGHTS[part] * value for part, value in raw.items()}
    return Recalled(past, sum(parts.values()), parts)


def _share(wanted: Set[object], have: Set[object]) -> float:
    """The share of ``wanted`` that ``have`` holds; 0 when nothing is wanted."""
    return len(wanted & have) / len(wanted) if wanted else 0.0
