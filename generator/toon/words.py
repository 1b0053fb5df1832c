"""What the words of a shot are to the network: tokens of meaning, of whom, and of when.

A caption is prose; a network of a few million weights cannot learn prose. So the caption is read by rules
(:mod:`generator.toon.reading`) and what it says is written again in some hundred words, each with the person
it is about and, for a syllable, the moment it is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from generator.toon.speech import SYLLABLES
from generator.toon.world import (
    SYLLABLE,
    TAGS,
    Action,
    Emotion,
    Line,
    Move,
    Person,
    Scene,
    Size,
    ToonShot,
    Word,
)

PAD = 0
REGISTERS = 16
"""The number of tokens is a multiple of this: connectors fill what the words leave with so many registers."""

_ALONE, _LEFT, _RIGHT = 1, 2, 3
_SCENE = 4
_MOVE = _SCENE + len(Scene)
_SIZE = _MOVE + len(Move)
_ACTION = _SIZE + len(Size)
_EMOTION = _ACTION + len(Action)
_HAIR = _EMOTION + len(Emotion)
_SHIRT = _HAIR + len(Word)
_SYLLABLE = _SHIRT + len(Word)
VOCABULARY = _SYLLABLE + len(SYLLABLES)
"""How many words there are, PAD included."""
WHO = TAGS + 1
"""How many persons a word can be about, nobody included."""


class Token(NamedTuple):
    """A word, whom it is about (tag + 1; 0 for nobody), and when (audio latent + 1; 0 for no time)."""

    word: int
    who: int = 0
    when: int = 0


def tokens(shot: ToonShot) -> Tensor:
    """The words of a shot: int64 [N, 3], padded on the left to a multiple of :data:`REGISTERS`."""
    said = [*_told(shot)]
    padding = -len(said) % REGISTERS
    return torch.tensor([*[Token(PAD)] * padding, *said])


def _told(shot: ToonShot) -> Iterator[Token]:
    yield Token(_SCENE + shot.scene)
    yield Token(_MOVE + shot.move)
    yield Token(_SIZE + shot.size)
    places = (_ALONE,) if len(shot.people) == 1 else (_LEFT, _RIGHT)
    for place, person in zip(places, shot.people, strict=False):
        yield from _person(place, person)
    for line in shot.lines:
        yield from _line(line)


def _person(place: int, person: Person) -> Iterator[Token]:
    who = person.tag + 1
    yield Token(place, who)
    yield Token(_ACTION + person.action, who)
    yield Token(_EMOTION + person.emotion, who)
    if person.look and person.look.hair is not None:
        yield Token(_HAIR + person.look.hair, who)
    if person.look and person.look.shirt is not None:
        yield Token(_SHIRT + person.look.shirt, who)


def _line(line: Line) -> Iterator[Token]:
    for number, syllable in enumerate(line.syllables):
        yield Token(_SYLLABLE + syllable, line.speaker + 1, line.start + SYLLABLE * number + 1)
