"""Screen direction: where people look in the shots of a scene, so that no cut turns anybody round.

Whoever stands to the left of those they play with looks to the right, and the other way round. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.writing import dice
from generator.interface import Facing
from tools.story import ShotDraft

Directions = dict[str, Facing]
"""Where everybody in frame looks, by tag."""

_LEAVES = re.compile(
    r"\b(?:leaves|leave|exits|exit|departs|(?:walks|runs|rushes|storms|hurries|goes|steps|slips)"
    r" (?:away|off|out|(?:down|up) the (?:stairs|steps|hill|road|street)))\b|离开|离去|走开|走出|跑开|跑出",
    re.IGNORECASE,
)
_ENTERS = re.compile(
    r"\b(?:enters|enter|arrives|returns|(?:walks|runs|rushes|storms|hurries|comes|steps|slips)"
    r" (?:in|into|back|up|down))\b|进来|走进|跑进|回来|走来|跑来",
    re.IGNORECASE,
)


def directions(shots: Sequence[ShotDraft]) -> tuple[Directions, ...]:
    """Where everybody looks in each shot of one scene.

    Whoever has company in frame looks towards it; whoever is alone in frame looks to where the one they play
    with stands; whoever is alone in the scene keeps one direction. Who goes off and comes in again in their
    next shot keeps going the same way, so they come in from the other side.

    Args:
        shots: the whole scene in order.
    """
    found: list[Directions] = []
    away: Directions = {}
    for index, shot in enumerate(shots):
        now = {tag: _look(tag, index, shots, found) for tag in shot.tags}
        for person in shot.people:
            gone = away.pop(person.tag, Facing.FREE)
            if gone and _ENTERS.search(person.action):
                now[person.tag] = gone
            if _LEAVES.search(person.action):
                away[person.tag] = now[person.tag]
        found.append(now)
    return tuple(found)


def _look(tag: str, index: int, shots: Sequence[ShotDraft], before: Sequence[Directions]) -> Facing:
    shot = shots[index]
    left = shot.tags.index(tag)
    right = len(shot.tags) - 1 - left
    if left != right:
        return Facing.LEFT if left > right else Facing.RIGHT
    partner = next(_partners(tag, index, shots), "")
    if partner:
        return Facing.RIGHT if _stands_left(tag, partner, shots) else Facing.LEFT
    kept = next((known[tag] for known in reversed(before) if tag in known), None)
    return kept or dice.pick((Facing.RIGHT, Facing.LEFT), "facing", tag, shot.scene)


def _partners(tag: str, index: int, shots: Sequence[ShotDraft]) -> Iterator[str]:
    """Whom somebody plays with: those of the shot, of the shots before, of those after, the nearest first;
    in each shot the speakers before the silent."""
    for shot in (*shots[index::-1], *shots[index + 1 :]):
        yield from (t for t in (*(line.speaker for line in shot.lines), *shot.tags) if t != tag)


def _stands_left(one: str, other: str, shots: Sequence[ShotDraft]) -> bool:
    """Whether ``one`` stands to the left of ``other``: as in the first shot that holds both, else by the
    order of the cast."""
    both = next((shot.tags for shot in shots if one in shot.tags and other in shot.tags), ())
    return both.index(one) < both.index(other) if both else (len(one), one) < (len(other), other)
