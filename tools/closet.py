"""A character's cards along the shot list: which holds where, and what a change part way adds. Pure.

Of the cards that begin at or before a place the newest holds. A change from a place on is therefore written
as a new card there, and a new card at every later place where something else had been decided, so that a
red coat from shot 3 on does not take away the dress of shot 8.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from tools.records import Card


@dataclass(frozen=True, slots=True)
class Worn:
    """What a card says."""

    appearance: str
    wardrobe: str
    voice: str
    picture: str | None = None
    sound: str | None = None


@dataclass(frozen=True, slots=True)
class Hung:
    """What holds from a place of the shot list on."""

    from_position: int
    worn: Worn


def changed(
    cards: Sequence[Card], changes: Mapping[str, Any], from_position: int, until: int | None = None
) -> list[Hung]:
    """The cards to add, in order, so that ``changes`` hold from one place to the next decision about them.

    Args:
        cards: all cards of one character.
        changes: new values by name: ``appearance``, ``wardrobe``, ``voice``, ``picture``, ``sound``.
        from_position: the first place they hold at.
        until: the first place they no longer hold at; None when they stay.
    """
    places = {c.from_position for c in cards if c.from_position > from_position}
    places |= set() if until is None else {until}
    before = at(cards, from_position)
    added = [Hung(from_position, replace(before, **changes))]
    if added[0].worn == before:
        return []
    open_changes = dict(changes)
    for place in sorted(places):
        now = at(cards, place)
        decided = {n for n in open_changes if getattr(now, n) != getattr(before, n)}
        kept = {} if until is not None and place >= until else open_changes
        open_changes = {n: v for n, v in kept.items() if n not in decided}
        worn = replace(now, **open_changes)
        if worn != added[-1].worn:
            added.append(Hung(place, worn))
        before = now
    return added


def at(cards: Sequence[Card], position: int) -> Worn:
    """What holds at a place; before the first card, what the first card says."""
    fitting = [c for c in cards if c.from_position <= position] or list(cards[:1])
    card = max(fitting, key=lambda c: c.number)
    return Worn(**{f.name: getattr(card, f.name) for f in fields(Worn)})
