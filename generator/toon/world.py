"""What there is in the toon world, and who lives in it.

The information of a shot is split. What happens, and a handle for everyone in it, stands in the words; who
exactly they are (hues, shapes, pitch) stands nowhere but in memory. The handle of a person is their tag: it
is worn on the head, so words and memory meet in something that can be seen.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

FPS = 25
LATENTS_PER_SECOND = 25
"""Audio latents a second: the clock of everything that is said."""
SYLLABLE = 4
"""Audio latents of one syllable: 160 ms."""
LEAD = 3
"""Audio latents before the first syllable of a shot."""
GAP = 6
"""Audio latents between two lines."""
TAGS = 8
"""How many people a story can tell apart: ``ID_A`` to ``ID_H``."""
MOST_PEOPLE = 2
"""People in one picture."""


class Scene(IntEnum):
    """Where a shot plays."""

    ROOM = 0
    KITCHEN = 1
    STREET = 2
    FOREST = 3
    SEA = 4
    DESERT = 5
    SNOW = 6
    NIGHT = 7
    FIELD = 8
    CAVE = 9
    WORKSHOP = 10
    STAGE = 11


class Action(IntEnum):
    """What somebody does."""

    STAND = 0
    WAVE = 1
    WALK = 2
    JUMP = 3
    NOD = 4
    SHAKE = 5
    HOLD = 6
    DANCE = 7


class Emotion(IntEnum):
    """How somebody feels."""

    CALM = 0
    HAPPY = 1
    SAD = 2
    ANGRY = 3
    AMAZED = 4


class Move(IntEnum):
    """What the camera does."""

    STATIC = 0
    PAN_LEFT = 1
    PAN_RIGHT = 2
    PUSH_IN = 3
    PULL_OUT = 4


class Size(IntEnum):
    """How large people stand in the picture."""

    WIDE = 0
    MEDIUM = 1
    CLOSE = 2


class Word(IntEnum):
    """The five words for a hue; so few that they cannot stand for memory."""

    RED = 0
    YELLOW = 1
    GREEN = 2
    BLUE = 3
    PURPLE = 4


_HUES = (0.0, 0.14, 0.36, 0.60, 0.80)
"""The middle of each word, in turns."""

HAIRS = 6
"""Hair styles."""
HEADS = 3
"""Shapes of a head: round, tall, wide."""
PATTERNS = 3
"""Shirts: plain, with a band, in two colours."""


def named(hue: float) -> Word:
    """The word nearest to a hue (turns, wraps)."""
    return min(Word, key=lambda word: abs((hue - _HUES[word] + 0.5) % 1.0 - 0.5))


@dataclass(frozen=True, slots=True)
class Voice:
    """The throat somebody speaks with."""

    pitch: float
    """F0 in Hz, 90 to 350."""
    tract: float
    """Scale of the formants, 0.8 (a long throat) to 1.25 (a short one)."""
    breath: float
    """Share of noise, 0 to 0.4."""
    vibrato: float
    """Depth in semitones, 0 to 0.6."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is: what only memory knows."""

    skin: float
    """Hues are in turns, 0 to 1."""
    hair: float
    shirt: float
    style: int
    """Hair style, 0 to ``HAIRS - 1``."""
    head: int
    """0 to ``HEADS - 1``."""
    pattern: int
    """0 to ``PATTERNS - 1``."""
    voice: Voice


@dataclass(frozen=True, slots=True)
class Setting:
    """How a kind of place looks in this story: what only memory knows of it."""

    tint: float
    """Shift of its hues, -0.08 to 0.08 turns."""
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The words of a first appearance; None where no colour is said."""

    hair: Word | None
    shirt: Word | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the picture."""

    tag: int
    """0 for ``ID_A``."""
    action: Action = Action.STAND
    emotion: Emotion = Emotion.CALM
    look: Look | None = None
    """Only where they are introduced."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said."""

    speaker: int
    """A tag; somebody in the picture, or a voice from outside."""
    syllables: tuple[int, ...]
    """Indices into :data:`generator.toon.speech.SYLLABLES`."""
    start: int
    """Audio latents from the start of the shot."""

    @property
    def end(self) -> int:
        """Audio latent after the last syllable."""
        return self.start + SYLLABLE * len(self.syllables)


@dataclass(frozen=True, slots=True)
class ToonShot:
    """A shot as the toon world understands it: all that the words say."""

    frames: int
    """8k + 1."""
    scene: Scene
    move: Move = Move.STATIC
    size: Size = Size.MEDIUM
    people: tuple[Person, ...] = ()
    """At most two, from left to right."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """People and places that stay the same from shot to shot."""

    cast: Mapping[int, Identity]
    """By tag."""
    settings: Mapping[Scene, Setting]


def new_identity(dice: random.Random) -> Identity:
    """Somebody new; every trait is drawn by itself."""
    return Identity(
        skin=dice.random(),
        hair=dice.random(),
        shirt=dice.random(),
        style=dice.randrange(HAIRS),
        head=dice.randrange(HEADS),
        pattern=dice.randrange(PATTERNS),
        voice=Voice(
            pitch=90.0 * (350.0 / 90.0) ** dice.random(),
            tract=0.8 * (1.25 / 0.8) ** dice.random(),
            breath=0.4 * dice.random(),
            vibrato=0.6 * dice.random(),
        ),
    )


def new_story(dice: random.Random, people: int = 2) -> Story:
    """``people`` with different tags, and how every kind of place looks here."""
    tags = sorted(dice.sample(range(TAGS), people))
    return Story(
        cast={tag: new_identity(dice) for tag in tags},
        settings={scene: Setting(dice.uniform(-0.08, 0.08), dice.random() < 0.5) for scene in Scene},
    )


def introduced(identity: Identity) -> Look:
    """The words somebody is introduced with."""
    return Look(hair=named(identity.hair), shirt=named(identity.shirt))


def laid(said: list[tuple[int, tuple[int, ...]]]) -> tuple[Line, ...]:
    """Lines one after another from :data:`LEAD` on, :data:`GAP` between them: (speaker, syllables) each."""
    lines: list[Line] = []
    start = LEAD
    for speaker, syllables in said:
        line = Line(speaker, syllables, start)
        lines.append(line)
        start = line.end + GAP
    return tuple(lines)


def new_shot(dice: random.Random, story: Story, frames: int, *, introduce: float = 0.3) -> ToonShot:
    """A shot of a story in which anything may happen.

    Args:
        dice: decides.
        story: who may be in it.
        frames: its length.
        introduce: how often somebody's colours are said in words.
    """
    from generator.toon.speech import SYLLABLES

    tags = list(story.cast)
    count = min(len(tags), dice.choices((0, 1, 2), (0.04, 0.66, 0.30))[0])
    people = tuple(
        Person(
            tag,
            Action(dice.randrange(len(Action))),
            Emotion(dice.randrange(len(Emotion))),
            introduced(story.cast[tag]) if dice.random() < introduce else None,
        )
        for tag in dice.sample(tags, count)
    )
    speakers = [person.tag for person in people]
    said: list[tuple[int, tuple[int, ...]]] = []
    room = frames - LEAD
    while speakers and room >= SYLLABLE * 2 and dice.random() < 0.85:
        most = min(room // SYLLABLE, 16)
        length = dice.randint(2, most)
        said.append((dice.choice(speakers), tuple(dice.randrange(len(SYLLABLES)) for _ in range(length))))
        room -= SYLLABLE * length + GAP
    return ToonShot(
        frames=frames,
        scene=Scene(dice.randrange(len(Scene))),
        move=dice.choices(tuple(Move), (0.72, 0.07, 0.07, 0.07, 0.07))[0],
        size=dice.choices(tuple(Size), (0.2, 0.6, 0.2))[0],
        people=people,
        lines=laid(said),
    )
