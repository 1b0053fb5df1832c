"""The nouns of a film as plain values: what a writer proposes and what the tables store.

These types are also the structured answers of a language model, so every field explains itself.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from generator.interface import FPS, MAX_CUTS, MAX_FRAGMENTS, MAX_FRAMES, Camera, Frozen, Line, Setup

Tag = Annotated[str, StringConstraints(pattern=r"^ID_[A-Z]{1,3}$")]
"""A character's name inside captions: ``ID_A`` … ``ID_Z``, ``ID_AA`` …"""

SourceKind = Literal["fountain", "fdx", "text", "idea"]

MAX_ROUNDS = 3
"""Rounds of questions before the director goes on with what it knows (E49)."""
MAX_QUESTIONS = 3
"""Questions in one round."""
WORDS_PER_SECOND = 3.0
"""The pace of speech the model was trained on (captions.md, section 3)."""
LONGEST_SHOT = MAX_FRAMES / FPS
"""Seconds of the longest shot."""
LINE_PAUSE = 0.5
"""Seconds of air before the first line, between lines, and after the last."""


# -- the screenplay -------------------------------------------------------------------------------------


class Speech(Frozen):
    """One character speaking: a cue, perhaps a parenthetical, and the words."""

    kind: Literal["speech"] = "speech"
    speaker: str = Field(description="The cue without its extension, as written: MARA, not MARA (V.O.).")
    text: str = Field(description="The words, byte for byte as written; may contain single line breaks.")
    parenthetical: str = ""
    extension: str = Field(default="", description="V.O., O.S., CONT'D … without brackets.")
    dual: bool = Field(default=False, description="Spoken together with the speech before it.")
    index: int = Field(ge=0, description="Place among all speeches of the screenplay, from 0.")

    @property
    def voice_over(self) -> bool:
        """True when the speaker is heard but not seen."""
        said = self.extension.upper().replace(".", "").replace(" ", "")
        return any(mark in said for mark in ("VO", "OS", "OC"))


class Action(Frozen):
    """What happens: one paragraph."""

    kind: Literal["action"] = "action"
    text: str


Block = Annotated[Speech | Action, Field(discriminator="kind")]


class ScriptScene(Frozen):
    """A scene of the screenplay."""

    heading: str = Field(description="As written: INT. LAMP ROOM - NIGHT. Empty when the script has none.")
    interior: bool = True
    place: str = Field(default="", description="The place in the heading: LAMP ROOM.")
    time: str = Field(default="", description="The time in the heading: NIGHT.")
    number: str = Field(default="", description="The scene number as written, if any.")
    synopsis: str = ""
    blocks: tuple[Block, ...] = ()


class Screenplay(Frozen):
    """A script, format forgotten: scenes of action and speech."""

    title: str = ""
    author: str = ""
    scenes: tuple[ScriptScene, ...]
    notes: tuple[str, ...] = Field(default=(), description="Writer's notes [[ ]]; kept, never filmed.")

    def speeches(self) -> list[Speech]:
        """All speeches in order; ``speeches()[i].index == i``."""
        return [b for scene in self.scenes for b in scene.blocks if isinstance(b, Speech)]


# -- what the writer answers ----------------------------------------------------------------------------


class Brief(Frozen):
    """What the user asked for."""

    kind: SourceKind
    text: str = Field(description="The idea, or the plain text.")
    language: str = "en"
    style: str = Field(default="", description="Style in the user's words; empty means the writer chooses.")
    seed: int = 0
    literal: bool = Field(default=False, description="Keep the dialogue byte for byte (captions.md 5).")


class Topic(StrEnum):
    """What may be asked about a vague idea (E49)."""

    THEME = "theme"
    STYLE = "style"
    CHARACTERS = "characters"
    SCENES = "scenes"
    LENGTH = "length"
    DIRECTION = "direction"


class QuestionDraft(Frozen):
    """One question to the user, as a card: two to six options, free text beside them, and a default."""

    topic: Topic
    text: str = Field(min_length=1, description="The question, in the user's language.")
    options: tuple[str, ...] = Field(min_length=2, max_length=6)
    preset: str = Field(description="The option taken when the user skips the question.")

    @model_validator(mode="after")
    def _preset_is_an_option(self) -> Self:
        if self.preset not in self.options:
            raise ValueError(f"the default {self.preset!r} is none of the options {list(self.options)}")
        return self


class QuestionsDraft(Frozen):
    """One round of questions; none when the idea says enough."""

    questions: tuple[QuestionDraft, ...] = Field(default=(), max_length=MAX_QUESTIONS)
    enough: bool = Field(default=True, description="True when nothing more needs asking after these.")


class Answered(Frozen):
    """What the user said to a question, or the default they left standing."""

    topic: Topic
    question: str
    answer: str
    given: bool = Field(description="False when the user skipped it: the answer is its default.")


class Beat(Frozen):
    """One turn of the story."""

    name: Literal["set-up", "turn", "pay-off"]
    text: str


class StoryDraft(Frozen):
    """The global story the user confirms (E51), with the screenplay it will be shot from."""

    title: str
    logline: str
    theme: str = ""
    style: str = Field(description="The look of the whole film, in words.")
    beats: tuple[Beat, ...]
    screenplay: Screenplay


class CardDraft(Frozen):
    """Who somebody is, for the whole film."""

    tag: Tag
    name: str
    appearance: str = Field(description="Age, build, hair, face: what does not change.")
    wardrobe: str = Field(description="What they wear.")
    voice: str = Field(description="Eight to fourteen words; empty for a character who never speaks.")


class CastDraft(Frozen):
    """Everybody in the film, in order of appearance."""

    characters: tuple[CardDraft, ...]


class SceneDraft(Frozen):
    """Where and when, for all shots of a scene."""

    number: int = Field(ge=10, description="Ten, twenty, thirty …")
    heading: str
    interior: bool
    place: str
    time: str = ""
    light: str = ""
    description: str = ""
    synopsis: str = Field(default="", description="What happens, for a scene without a script.")
    planned: int = Field(default=0, ge=0, description="Shots it should get; 0 leaves that open.")


class ScenesDraft(Frozen):
    """The scenes in order."""

    scenes: tuple[SceneDraft, ...]


class Coverage(StrEnum):
    """What a shot is for in its scene."""

    ESTABLISHING = "establishing"
    MASTER = "master"
    TWO_SHOT = "two-shot"
    GROUP = "group"
    SINGLE = "single"
    REACTION = "reaction"
    INSERT = "insert"


class Performance(Frozen):
    """What one person in frame does, in order."""

    tag: Tag
    action: str = ""
    expression: str = ""


class ShotDraft(Frozen):
    """One shot of the plan (E52)."""

    scene: int = Field(ge=10, description="Number of its scene.")
    coverage: Coverage
    frames: int = Field(ge=9, le=MAX_FRAMES, description="8k + 1.")
    action: str = Field(description="What happens, in one or two sentences.")
    people: tuple[Performance, ...] = Field(default=(), description="Who is in frame, left to right.")
    lines: tuple[Line, ...] = ()
    camera: Camera = Camera()
    cuts: tuple[Setup, ...] = Field(
        default=(), max_length=MAX_CUTS, description="Set-ups that follow the camera's inside the shot."
    )
    props: tuple[str, ...] = Field(default=(), description="Things that matter, one or two words each.")
    sound: str = ""
    music: str = ""
    continuity: str = Field(default="", description="What must stay from earlier shots, in words.")
    fragments: tuple[str, ...] = Field(
        default=(),
        max_length=MAX_FRAGMENTS,
        description="What is seen in turn, one for each 3.24 seconds of a longer shot (J22).",
    )

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags in frame, left to right."""
        return tuple(person.tag for person in self.people)

    def faces(self, camera: Camera) -> tuple[str, ...]:
        """Tags of those whose faces a set-up of this shot shows, left to right: of the person over whose
        shoulder it looks there is only a back."""
        return tuple(tag for tag in self.tags if tag != camera.over and camera.on in {"", tag})

    def camera_at(self, frame: int) -> Camera:
        """The set-up that shows a frame of the shot."""
        begun = [cut.camera for cut in self.cuts if cut.frame <= frame]
        return begun[-1] if begun else self.camera


class ShotListDraft(Frozen):
    """All shots in order."""

    shots: tuple[ShotDraft, ...]


# -- review ---------------------------------------------------------------------------------------------


class Evidence(Frozen):
    """What a critic measured and what it expected (E61)."""

    measure: str = Field(description="Which measure: black, frozen, cut, clipping, silence, identity …")
    value: float
    expected: str = Field(description="In words: no black frame, a voice within 4 semitones of 180 Hz.")
    frame: int | None = Field(default=None, ge=0, description="First frame it shows at.")
    last_frame: int | None = Field(default=None, ge=0)


# -- time -----------------------------------------------------------------------------------------------


def speech_seconds(text: str) -> float:
    """Seconds needed to say ``text``: words at three a second, or Chinese characters at four."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    rest = "".join(" " if "\u4e00" <= c <= "\u9fff" else c for c in text)
    return max(0.6, len(rest.split()) / WORDS_PER_SECOND + han / 4.0)


def legal_frames(seconds: float) -> int:
    """The smallest legal length (8k + 1 frames, 9 to 241) that lasts at least ``seconds``."""
    k = -(-(max(seconds, 0.0) * FPS - 1) // 8)
    return int(min(max(8 * k + 1, 9), MAX_FRAMES))


def film_code(title: str) -> str:
    """A short code for file names: up to eight letters or digits, ``FILM`` when the title has none."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in title.upper()).split()
    kept = [w for w in words if w not in {"A", "AN", "THE", "OF", "AND"}] or words
    return (kept[0] if kept else "FILM")[:8]


def shot_code(film: str, scene: int, shot: int) -> str:
    """``LIGHT_010_0020``."""
    return f"{film}_{scene:03d}_{shot:04d}"


def tag_for(index: int) -> str:
    """``ID_A`` for 0, ``ID_Z`` for 25, ``ID_AA`` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return f"ID_{letters}"
