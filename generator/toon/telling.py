"""A shot of the toon world told as the director tells shots: what :mod:`generator.toon.reading` takes back.

Told is all that a :class:`ToonShot` says, but when its lines begin: they are laid again one after another
(:func:`generator.toon.world.laid`), and a look without a colour is no look.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator import interface
from generator.interface import Camera, Figure, Place, Scale, ShotCondition
from generator.toon.speech import SYLLABLES
from generator.toon.world import (
    LATENTS_PER_SECOND,
    Action,
    Emotion,
    Line,
    Move,
    Person,
    Scene,
    Size,
    ToonShot,
)

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Edda", "Finn", "Gwen", "Hal")
"""What everybody is called, by tag."""

_DOES = {
    Action.STAND: "stands", Action.WAVE: "waves", Action.WALK: "walks", Action.JUMP: "jumps",
    Action.NOD: "nods", Action.SHAKE: "shakes their head", Action.HOLD: "holds a ball",
    Action.DANCE: "dances",
}  # fmt: skip
_FACES = {
    Emotion.CALM: "calm", Emotion.HAPPY: "happy", Emotion.SAD: "sad", Emotion.ANGRY: "angry",
    Emotion.AMAZED: "amazed",
}  # fmt: skip
_MOVES = {
    Move.STATIC: interface.Move.STATIC, Move.PAN_LEFT: interface.Move.PAN_LEFT,
    Move.PAN_RIGHT: interface.Move.PAN_RIGHT, Move.PUSH_IN: interface.Move.PUSH_IN,
    Move.PULL_OUT: interface.Move.PULL_OUT,
}  # fmt: skip
_SCALES = {Size.WIDE: Scale.WIDE, Size.MEDIUM: Scale.MEDIUM, Size.CLOSE: Scale.CLOSE}
_PLACES = {
    Scene.ROOM: ("INT", "LIVING ROOM", "DAY"), Scene.KITCHEN: ("INT", "KITCHEN", "DAY"),
    Scene.STREET: ("EXT", "STREET", "DAY"), Scene.FOREST: ("EXT", "FOREST", "DAY"),
    Scene.SEA: ("EXT", "BEACH", "DAY"), Scene.DESERT: ("EXT", "DESERT", "DAY"),
    Scene.SNOW: ("EXT", "SNOWFIELD", "DAY"), Scene.NIGHT: ("EXT", "HILL", "NIGHT"),
    Scene.FIELD: ("EXT", "MEADOW", "DAY"), Scene.CAVE: ("INT", "CAVE", "DAY"),
    Scene.WORKSHOP: ("INT", "WORKSHOP", "DAY"), Scene.STAGE: ("INT", "STAGE", "NIGHT"),
}  # fmt: skip


def condition(shot: ToonShot, code: str = "TOON_010_0010") -> ShotCondition:
    """A shot in the director's terms, for its caption and for the cameras that read them.

    Lines without syllables are left out; who speaks without being in the picture is heard off screen.
    """
    seen = {person.tag for person in shot.people}
    lines = [line for line in shot.lines if line.syllables]
    heard = dict.fromkeys(line.speaker for line in lines if line.speaker not in seen)
    where, name, time = _PLACES[shot.scene]
    return ShotCondition(
        code=code,
        frames=shot.frames,
        place=Place(heading=f"{where}. {name} - {time}", interior=where == "INT", name=name, time=time),
        figures=tuple(_figure(person) for person in shot.people),
        voices=tuple(Figure(tag=tag_of(tag), name=NAMES[tag]) for tag in heard),
        lines=tuple(_said(line, unseen=line.speaker in heard) for line in lines),
        action=" ".join(f"{NAMES[person.tag]} {_DOES[person.action]}." for person in shot.people),
        camera=Camera(scale=_SCALES[shot.size], move=_MOVES[shot.move]),
    )


def tag_of(tag: int) -> str:
    """``ID_A`` for 0, to ``ID_H`` for 7."""
    return f"ID_{chr(ord('A') + tag)}"


def spelled(syllables: Sequence[int]) -> str:
    """Words that are said as exactly these syllables, each a word of its own: ``ba lo mi``."""
    return " ".join(SYLLABLES[index] for index in syllables)


def _figure(person: Person) -> Figure:
    hair, shirt = (person.look.hair, person.look.shirt) if person.look else (None, None)
    return Figure(
        tag=tag_of(person.tag),
        name=NAMES[person.tag],
        appearance="" if hair is None else f"{hair.name.lower()} hair",
        wardrobe="" if shirt is None else f"{shirt.name.lower()} shirt",
        action=_DOES[person.action],
        expression=_FACES[person.emotion],
    )


def _said(line: Line, *, unseen: bool) -> interface.Line:
    return interface.Line(
        speaker=tag_of(line.speaker),
        text=spelled(line.syllables),
        voice_over=unseen,
        start=line.start / LATENTS_PER_SECOND,
        end=line.end / LATENTS_PER_SECOND,
    )
