"""The stories of the toon benchmark: short ones, and some in which somebody returns after fifteen shots.

Everybody is introduced in a shot of their own that is drawn, not generated, as a card's reference would be:
what they look and sound like is then known to memory, and to the words only as far as two colours go.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.toon.speech import SYLLABLES
from generator.toon.world import (
    LEAD,
    MOST_PEOPLE,
    SYLLABLE,
    Action,
    Emotion,
    Identity,
    Person,
    Scene,
    Story,
    ToonShot,
    introduced,
    laid,
    new_shot,
    new_story,
)

AWAY = 15
"""Shots for which somebody is away."""


@dataclass(frozen=True, slots=True)
class Tale:
    """A story with its shots."""

    number: int
    story: Story
    other: Story
    """The same tags on other people, the same places looking otherwise."""
    shots: tuple[ToonShot, ...]
    given: int
    """Shots at the beginning that are drawn."""


def tale(number: int, shots: int, frames: int, *, pairs: bool = False) -> Tale:
    """Two people are introduced, then ``shots`` shots show them at anything, one or both.

    The same number is the same tale, and a longer one begins like a shorter. With ``pairs`` both are in every
    shot, and somebody speaks.

    Raises:
        ValueError: pairs in shots too short to speak in.
    """
    if pairs and frames < LEAD + 2 * SYLLABLE:
        raise ValueError(f"got shots of {frames} frames, expected {LEAD + 2 * SYLLABLE} or more to speak in")
    dice = random.Random(f"toon tale {number}")
    story = new_story(dice)
    other = _recast(dice, story)
    openings = [_alone(dice, tag, story, frames, new=True) for tag in story.cast]
    rest = [_pair(dice, story, frames) if pairs else _peopled(dice, story, frames) for _ in range(shots)]
    return Tale(number, story, other, (*openings, *rest), len(openings))


def returning(number: int, frames: int, away: int = AWAY) -> Tale:
    """Three people; the third is seen once, is away for ``away`` shots, and speaks in the last.

    Everything before the last shot is drawn: only what is chosen of it makes a difference.
    """
    dice = random.Random(f"toon return {number}")
    story = new_story(dice, people=3)
    other = _recast(dice, story)
    one, two, three = dice.sample(list(story.cast), 3)
    pair = replace(story, cast={tag: story.cast[tag] for tag in (one, two)})
    before = [_alone(dice, tag, story, frames, new=True) for tag in (one, two)]
    before += [_peopled(dice, pair, frames), _alone(dice, three, story, frames, new=True)]
    before += [_peopled(dice, pair, frames) for _ in range(away)]
    return Tale(number, story, other, (*before, _alone(dice, three, story, frames)), len(before))


def with_looks_swapped(story: Story, shot: ToonShot) -> Story:
    """The story as it would be if the two people of a shot looked like each other; voices stay."""
    return _swapped(story, shot, voices=False)


def with_voices_swapped(story: Story, shot: ToonShot) -> Story:
    """The story as it would be if the two people of a shot had each other's voices; looks stay."""
    return _swapped(story, shot, voices=True)


def _swapped(story: Story, shot: ToonShot, *, voices: bool) -> Story:
    if len(shot.people) != MOST_PEOPLE:
        raise ValueError(f"got a shot of {len(shot.people)} people, expected {MOST_PEOPLE}")
    one, two = (person.tag for person in shot.people)

    def mixed(tag: int, like: int) -> Identity:
        own, their = story.cast[tag], story.cast[like]
        return replace(own, voice=their.voice) if voices else replace(their, voice=own.voice)

    return replace(story, cast={**story.cast, one: mixed(one, two), two: mixed(two, one)})


def _recast(dice: random.Random, story: Story) -> Story:
    stranger = new_story(dice, people=len(story.cast))
    return replace(stranger, cast=dict(zip(story.cast, stranger.cast.values(), strict=True)))


def _alone(dice: random.Random, tag: int, story: Story, frames: int, *, new: bool = False) -> ToonShot:
    """Somebody by themselves, speaking to the end of the shot."""
    count = max(2, (frames - LEAD) // SYLLABLE)
    look = introduced(story.cast[tag]) if new else None
    return ToonShot(
        frames=frames,
        scene=dice.choice(tuple(Scene)),
        people=(Person(tag, dice.choice(tuple(Action)), dice.choice(tuple(Emotion)), look),),
        lines=laid([(tag, tuple(dice.randrange(len(SYLLABLES)) for _ in range(count)))]),
    )


def _peopled(dice: random.Random, story: Story, frames: int) -> ToonShot:
    return next(shot for shot in _shots(dice, story, frames) if shot.people)


def _pair(dice: random.Random, story: Story, frames: int) -> ToonShot:
    return next(s for s in _shots(dice, story, frames) if len(s.people) == MOST_PEOPLE and s.lines)


def _shots(dice: random.Random, story: Story, frames: int) -> Iterator[ToonShot]:
    while True:
        yield new_shot(dice, story, frames, introduce=0.0)
