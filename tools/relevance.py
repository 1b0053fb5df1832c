"""How relevant earlier shots are to the one in hand: Rel of Eq. 16, as six named parts (E57).

A shot in hand has needs: the face and the voice of somebody, how they looked last, the place, a thing, the
movement it goes on with, what it tells of. An earlier shot meets some of them, each 0 to 1; a need that an
earlier choice has met as well is worth nothing more. The parts are the paper's six reasons. The score is
their weighted sum, so it is 0 to 1 too, and the part that adds most to it is the reason shown to the user.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

from generator.interface import Scale
from tools.memory import Past
from tools.records import Reason

WEIGHTS: Mapping[Reason, float] = {
    Reason.PROP: 0.30,
    Reason.COSTUME: 0.27,
    Reason.CHARACTER: 0.16,
    Reason.SCENE: 0.12,
    Reason.NARRATIVE: 0.12,
    Reason.ACTION: 0.03,
}
"""They sum to one. Tuned on stories with known dependencies: docs/decisions/0012."""
ALIKE = 0.8
"""A thing or a place under a longer or a shorter name."""
OLDER = 0.25
"""Somebody in the same clothes, but not as last seen: hair, dirt and bandages are on no card."""
CLOSED = 0.4
"""How much of its place a close picture shows."""
OPEN = frozenset({Scale.EXTREME_WIDE, Scale.WIDE, Scale.FULL, Scale.MEDIUM})
"""Shot sizes that show where they play."""

Need = tuple[Reason, str]
"""Something the shot in hand needs: a reason and a name (``face ID_A``, ``letter``)."""

_ARTICLES = frozenset({"", "a", "an", "the", "of", "in", "on", "at"})


@dataclass(frozen=True, slots=True)
class Query:
    """The shot in hand, as recall sees it."""

    position: int
    scene_id: int
    place: str
    people: tuple[str, ...]
    props: frozenset[str]
    cards: tuple[tuple[str, int], ...]
    speakers: frozenset[str] = frozenset()
    """Tags heard, in frame or not."""


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


def best(
    query: Query,
    earlier: Iterable[tuple[Past, float]],
    k: int,
    weights: Mapping[Reason, float] = WEIGHTS,
) -> list[Recalled]:
    """The ``k`` shots that together meet most of what the one in hand needs, best first.

    Each is scored for what it adds to those before it: the second of two shots of the same room is worth
    little, a shot of the letter much. Of equals the later one comes first.

    Args:
        query: the shot in hand.
        earlier: shots, each with the cosine of its text and that of the one in hand, -1 to 1.
        k: how many at most.
        weights: of the parts.
    """
    offered = list(earlier)
    seen = last_seen(past for past, _ in offered)
    given = [
        {need: weights[need[0]] * value for need, value in met(query, past, cosine, seen).items()}
        for past, cosine in offered
    ]
    # What a shot adds can only shrink while others are chosen, so most are never looked at again.
    waiting = [(-sum(given[n].values()), -past.position, n) for n, (past, _) in enumerate(offered)]
    heapify(waiting)
    have: dict[Need, float] = {}
    chosen: list[Recalled] = []
    while waiting and len(chosen) < k:
        _, place, n = heappop(waiting)
        adds = {need: max(0.0, value - have.get(need, 0.0)) for need, value in given[n].items()}
        now = (-sum(adds.values()), place, n)
        if waiting and now > waiting[0]:
            heappush(waiting, now)
            continue
        have |= {need: max(value, have.get(need, 0.0)) for need, value in given[n].items()}
        chosen.append(_recalled(offered[n][0], adds))
    return chosen


def relevance(query: Query, past: Past, cosine: float) -> Recalled:
    """Score one earlier shot as if there were no other; ``cosine`` is that of the two texts, -1 to 1."""
    return best(query, [(past, cosine)], 1)[0]


def met(query: Query, past: Past, cosine: float, seen: Mapping[str, int]) -> dict[Need, float]:
    """How far an earlier shot meets each need of the one in hand; those of one reason sum to at most one.

    Args:
        query: the shot in hand.
        past: the earlier shot.
        cosine: of the two texts, -1 to 1.
        seen: position of the newest earlier shot that shows each face.
    """
    # Equal cosines are equal words, "somebody listens": told alike, they meet one need and not several.
    found: dict[Need, float] = {(Reason.NARRATIVE, f"{cosine:.4f}"): max(0.0, cosine)}
    asked = len(query.people) + len(query.speakers)
    for tag in query.people:
        if tag in past.people:
            found[Reason.CHARACTER, f"face {tag}"] = 1 / asked
    for tag in query.speakers:
        if past.speakers == {tag}:
            found[Reason.CHARACTER, f"voice {tag}"] = 1 / asked
    for card in query.cards:
        if card in past.cards:
            newest = seen.get(card[0], past.position) == past.position
            found[Reason.COSTUME, card[0]] = (1.0 if newest else OLDER) / len(query.cards)
    if place := same_place(query.place, past.place):
        found[Reason.SCENE, ""] = place * (1.0 if past.scale in OPEN else CLOSED)
    for prop in query.props:
        if likeness := max((same_thing(prop, other) for other in past.props), default=0.0):
            found[Reason.PROP, prop] = likeness / len(query.props)
    if query.scene_id == past.scene_id:
        found[Reason.ACTION, ""] = 1 / (query.position - past.position)
    return found


def last_seen(pasts: Iterable[Past]) -> dict[str, int]:
    """Position of the newest shot that shows each face, by tag."""
    seen: dict[str, int] = {}
    for past in pasts:
        for tag in past.people:
            seen[tag] = max(past.position, seen.get(tag, past.position))
    return seen


@lru_cache(maxsize=65_536)
def same_place(one: str, other: str) -> float:
    """1 for the same name, :data:`ALIKE` when one name holds all words of the other, else 0."""
    if one == other:
        return float(bool(one))
    few, many = sorted((frozenset(words(one)), frozenset(words(other))), key=len)
    return ALIKE if few and few <= many else 0.0


@lru_cache(maxsize=65_536)
def same_thing(one: str, other: str) -> float:
    """1 for the same name, :data:`ALIKE` for a brass key and a key (not for a key ring), else 0."""
    if one == other:
        return 1.0
    few, many = sorted((words(one), words(other)), key=len)
    return ALIKE if few and few[-1] == many[-1] and {*few} <= {*many} else 0.0


@lru_cache(maxsize=65_536)
def words(name: str) -> tuple[str, ...]:
    """What a name is compared by: its words without articles, endings of the plural and possessives."""
    plain = (word.rstrip("s") for word in re.findall(r"[^\W_]+", name.casefold()))
    return tuple(word for word in plain if word not in _ARTICLES)


def _recalled(past: Past, adds: Mapping[Need, float]) -> Recalled:
    parts = dict.fromkeys(WEIGHTS, 0.0)
    for (reason, _), value in adds.items():
        parts[reason] += value
    return Recalled(past, sum(parts.values()), parts)
