"""What a shot of the toon benchmark remembers, by policy.

The agent's choice is not imitated: the director's own functions choose (:mod:`agent.kok`,
:mod:`tools.relevance`), told of a shot what they are told of it in a film. Two things are missing here: there
are no props, and the words of a toon shot mean nothing, so nothing is recalled because it tells of the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agent import kok
from agent.nodes.recall import OFFERED
from generator.echo.memory import FIRST, RECENT, retain
from generator.interface import FPS, MAX_SLOTS, Scale
from generator.toon.telling import tag_of
from generator.toon.world import Size, ToonShot
from tools.memory import Past
from tools.relevance import Query, best

_SCALES = {Size.WIDE: Scale.FULL, Size.MEDIUM: Scale.MEDIUM, Size.CLOSE: Scale.CLOSE}


class Choice(StrEnum):
    """Who chooses what is remembered."""

    NONE = "none"
    LAST = "last"
    """The last frame of the shot before."""
    NATIVE = "native"
    """First-3 ∪ Recent-4 (Eq. 9)."""
    FIRST = "first"
    """First-3 alone."""
    RECENT = "recent"
    """Recent-4 alone."""
    AGENT = "agent"
    """The director."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A shot that is remembered."""

    shot: int
    """Its place in the tale."""
    voiced: bool
    """Whether its sound is remembered too."""
    last: bool = False
    """Its last frame, not its first."""


def chosen(
    choice: Choice, shots: Sequence[ToonShot], position: int, slots: int = MAX_SLOTS
) -> tuple[Pick, ...]:
    """What the shot at ``position`` remembers of those before it, at most ``slots``."""
    before = tuple(range(position))
    match choice:
        case Choice.NONE:
            found: tuple[Pick, ...] = ()
        case Choice.LAST:
            found = tuple(Pick(shot, voiced=True, last=True) for shot in before[-1:])
        case Choice.NATIVE:
            found = _whole(retain(before))
        case Choice.FIRST:
            found = _whole(retain(before, FIRST, 0))
        case Choice.RECENT:
            found = _whole(retain(before, 0, RECENT))
        case Choice.AGENT:
            found = _agent(shots, position, slots)
    return found[:slots]


def _whole(shots: Sequence[int]) -> tuple[Pick, ...]:
    return tuple(Pick(shot, voiced=True) for shot in shots)


def _agent(shots: Sequence[ToonShot], position: int, slots: int) -> tuple[Pick, ...]:
    past = [_past(shot, number) for number, shot in enumerate(shots[:position])]
    now = _past(shots[position], position)
    query = Query(position, now.scene_id, now.place, now.people, now.props, now.cards, now.speakers)
    recalled = best(query, [(one, 0.0) for one in past], OFFERED)
    wanted = kok.Wanted(now.people, now.speakers, names={}, cards={}, slots=slots)
    picked = [one.memory for one in kok.select(wanted, past, recalled).chosen]
    return tuple(Pick(one.take_id, one.voiced) for one in picked if one.take_id is not None)


def _past(shot: ToonShot, position: int) -> Past:
    """A shot as the director remembers it; every shot is a scene of its own."""
    tags = tuple(tag_of(person.tag) for person in shot.people)
    return Past(
        shot_id=position,
        take_id=position,
        code=f"TOON_{position:04d}",
        take_number=1,
        position=position,
        scene_id=position,
        place=shot.scene.name,
        people=tags,
        speakers=frozenset(tag_of(line.speaker) for line in shot.lines),
        props=frozenset(),
        # Nobody changes clothes here: one card each.
        cards=tuple((tag, ord(tag[-1])) for tag in tags),
        scale=_SCALES[shot.size],
        frame=0,
        audio_start=0.0,
        audio_end=shot.frames / FPS,
        still="",
        clip="",
        sound="",
    )
