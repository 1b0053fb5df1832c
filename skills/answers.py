"""The named, versioned answers a skill may ask a model for.

They are small on purpose: a model fills in what only it can know, and the director adds tags, frame numbers
and the words of a script itself. A field that may stay empty has a default; models that write ``null`` or
``"none"`` there mean the default.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.interface import MAX_FRAGMENTS, Angle, Move, Scale
from tools.records import NoteCategory
from tools.story import MAX_QUESTIONS, Coverage, Topic

_NOTHING = {"null", "none", "nil", "n/a", "undefined", "-"}


class Answer(BaseModel):
    """An answer of a model: an unknown field is an error, an empty word is the field's default."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_the_default(cls, given: Any) -> Any:  # noqa: ANN401 — whatever the model sent
        if not isinstance(given, Mapping):
            return given
        required = {name for name, field in cls.model_fields.items() if field.is_required()}
        return {name: value for name, value in given.items() if name in required or not _nothing(value)}


def _nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip().casefold() in _NOTHING)


class AskedQuestion(Answer):
    """One question to the user."""

    topic: Topic
    text: str = Field(min_length=1, description="The question, short.")
    options: tuple[str, ...] = Field(min_length=2, max_length=6, description="Two to six short answers.")
    preset: str = Field(min_length=1, description="The option to take when the user skips the question.")


class Questions(Answer):
    """What to ask about an idea."""

    questions: tuple[AskedQuestion, ...] = Field(default=(), max_length=MAX_QUESTIONS)
    enough: bool = Field(default=True, description="True when nothing more needs asking after these.")


class StoryBeat(Answer):
    """One turn of the story."""

    name: Literal["set-up", "turn", "pay-off"]
    text: str = Field(min_length=1, description="One or two sentences: what happens.")


class StoryAnswer(Answer):
    """The story of the whole film."""

    title: str = Field(min_length=1, description="Two to five words.")
    logline: str = Field(
        min_length=1, description="One sentence: who wants what, and what stands in the way."
    )
    theme: str = Field(default="", description="What it is about, in a few words.")
    style: str = Field(
        min_length=1, description="The look of the whole film in one line: medium, light, colour."
    )
    beats: tuple[StoryBeat, ...] = Field(min_length=3, max_length=12)


class CastMember(Answer):
    """Somebody in the film."""

    name: str = Field(min_length=1, description="As they are called in the film.")
    appearance: str = Field(min_length=1, description="Age, build, hair, face: what does not change.")
    wardrobe: str = Field(min_length=1, description="What they wear.")
    voice: str = Field(default="", description="Eight to fourteen words; empty for one who never speaks.")


class CastAnswer(Answer):
    """Everybody in the film, in order of importance."""

    characters: tuple[CastMember, ...] = Field(min_length=1, max_length=26)


class PlannedScene(Answer):
    """One scene."""

    interior: bool
    place: str = Field(min_length=1, description="LAMP ROOM, PIER: a few words.")
    time: str = Field(default="", description="DAY, NIGHT, DAWN …")
    light: str = Field(default="", description="Where the light comes from and its colour.")
    description: str = Field(default="", description="What the place looks like: two or three things.")
    synopsis: str = Field(default="", description="What happens, in order, with who is there.")
    shots: int = Field(default=0, ge=0, description="How many shots it needs.")


class ScenesAnswer(Answer):
    """The scenes in order."""

    scenes: tuple[PlannedScene, ...] = Field(min_length=1)


class Doing(Answer):
    """What one person in frame does."""

    name: str = Field(min_length=1, description="A name from the cast.")
    action: str = ""
    expression: str = Field(default="", description="One or two words for the face.")


class Framing(Answer):
    """Where the camera stands."""

    scale: Scale = Scale.MEDIUM
    move: Move = Move.STATIC
    angle: Angle = Angle.EYE
    on: str = Field(default="", description="The one person the set-up is for; empty for all in frame.")
    over: str = Field(default="", description="Over whose shoulder it looks; mostly empty.")


class Spoken(Answer):
    """A line of dialogue."""

    speaker: str = Field(min_length=1, description="A name from the cast.")
    text: str = Field(min_length=1, description="The words, without quotes: eight to thirteen of them.")
    delivery: str = Field(default="", description="How it is said, in one or two words.")
    off_screen: bool = Field(default=False, description="True when heard but not seen.")


class Seen(Answer):
    """What every planned shot says of its picture and sound."""

    coverage: Coverage
    action: str = Field(min_length=1, description="What happens, in one or two sentences. No dialogue.")
    people: tuple[Doing, ...] = Field(default=(), description="Who is in frame, left to right.")
    camera: Framing = Framing()
    props: tuple[str, ...] = Field(default=(), description="Things that matter, one or two words each.")
    sound: str = ""
    music: str = ""
    continuity: str = Field(default="", description="What must stay from earlier shots.")
    fragments: tuple[str, ...] = Field(
        default=(),
        max_length=MAX_FRAGMENTS,
        description="For a shot longer than 3.24 seconds: what is seen in turn, without repeating.",
    )


class WrittenShot(Seen):
    """A shot of a film without a script: the model writes the dialogue."""

    scene: int = Field(description="Number of its scene: 10, 20 …")
    seconds: float = Field(ge=1.0, le=9.6)
    lines: tuple[Spoken, ...] = ()


class ShotsAnswer(Answer):
    """A run of shots in order."""

    shots: tuple[WrittenShot, ...] = Field(min_length=1)


class LinedShot(Seen):
    """A shot of a script: which numbered pieces of it the shot covers; the words stay the script's."""

    covers: tuple[int, ...] = Field(description="Numbers of the pieces it covers, in order; may be empty.")


class BreakdownAnswer(Answer):
    """A run of shots that covers a run of pieces, each exactly once and in order."""

    shots: tuple[LinedShot, ...] = Field(min_length=1)


class ConditionAnswer(Answer):
    """A shot, written anew with what earlier shots have shown."""

    action: str = Field(min_length=1)
    people: tuple[Doing, ...] = ()
    sound: str = ""
    music: str = ""
    continuity: str = ""
    fragments: tuple[str, ...] = Field(default=(), max_length=MAX_FRAGMENTS)


class Kept(Answer):
    """What must stay in one shot."""

    shot: int = Field(ge=1, description="The shot's place in the list, from 1.")
    keep: str = Field(min_length=1, description="What stays, in at most twenty words.")


class ContinuityAnswer(Answer):
    """What must stay from shot to shot."""

    notes: tuple[Kept, ...] = ()


class Change(Answer):
    """One field that a note changes."""

    of: Literal["shot", "character", "scene"]
    name: str = Field(default="", description="The character's name; empty for the shot itself or its scene.")
    field: Literal[
        "action",
        "expression",
        "seconds",
        "scale",
        "move",
        "angle",
        "props",
        "sound",
        "music",
        "continuity",
        "delivery",
        "line",
        "appearance",
        "wardrobe",
        "voice",
        "light",
        "description",
    ]
    value: str = Field(description="The new value, whole; empty removes it.")
    line: int = Field(default=0, ge=0, description="For delivery and line: which line of the shot, from 1.")
    onwards: bool = Field(default=False, description="For a character: true when it holds from here on.")


class RevisionAnswer(Answer):
    """What a note changes; nothing when it cannot be done, and then why."""

    changes: tuple[Change, ...] = ()
    question: str = Field(default="", description="What to ask the user when the note is not clear.")


class SeenFault(Answer):
    """One thing a critic found."""

    category: NoteCategory
    words: str = Field(min_length=1, description="What is wrong, what was expected.")
    evidence: str = Field(default="", description="What in the picture shows it.")


class CritiqueAnswer(Answer):
    """What a critic found; nothing when the take is as asked."""

    findings: tuple[SeenFault, ...] = Field(default=(), max_length=8)


ANSWERS: Mapping[str, type[Answer]] = {
    "questions@1": Questions,
    "story@1": StoryAnswer,
    "cast@1": CastAnswer,
    "scenes@1": ScenesAnswer,
    "shots@1": ShotsAnswer,
    "breakdown@1": BreakdownAnswer,
    "condition@1": ConditionAnswer,
    "continuity@1": ContinuityAnswer,
    "revision@1": RevisionAnswer,
    "critique@1": CritiqueAnswer,
}
"""Every answer there is, by name and version."""
