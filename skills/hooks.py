"""Where skills take hold: a closed list of hook points, what each is given and what it must answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Hook(StrEnum):
    """A moment of the director's work."""

    CLARIFY = "clarify"
    STORY = "story"
    CAST = "cast"
    SCENES = "scenes"
    SHOTS = "shots"
    BREAKDOWN = "breakdown"
    CONDITION = "condition"
    CONTINUITY = "continuity"
    REVISE = "revise"
    CRITIQUE = "critique"
    CHAT = "chat"


class Kind(StrEnum):
    """What a value is to the prompt."""

    TEXT = "text"
    """Material from the user or from earlier answers: set between tags, never taken for instructions."""
    WORD = "word"
    """A short value the director itself chose: a language, a step."""
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a hook point."""

    kind: Kind
    words: str
    """What it is, for the author of a skill."""


@dataclass(frozen=True, slots=True)
class HookPoint:
    """What a hook is for."""

    words: str
    given: Mapping[str, Given]
    answer: str
    """Name of its answer in :data:`skills.answers.ANSWERS`; empty where it answers in words and tools."""
    confirmed: bool = False
    """True where the user is shown the answer and says yes or no before the work goes on (E51)."""


def _text(words: str) -> Given:
    return Given(Kind.TEXT, words)


LANGUAGE = Given(Kind.WORD, "the language everything is written in: en, zh …")
IDEA = _text("what the user asked for, in their words")
ANSWERS = _text("the questions asked so far and what holds")
STORY = _text("title, logline, style and beats")
CAST = _text("everybody: tag, name, looks, clothes, voice")
SCENES = _text("the scenes: number, heading, light, what happens")
SOURCES = _text("passages from the files the user attached, each with its source; mostly empty")

HOOKS: Mapping[Hook, HookPoint] = {
    Hook.CLARIFY: HookPoint(
        "ask what an idea leaves open",
        {
            "idea": IDEA,
            "answers": ANSWERS,
            "round": Given(Kind.NUMBER, "this round, from 1"),
            "rounds": Given(Kind.NUMBER, "the most rounds there may be"),
            "language": LANGUAGE,
        },
        "questions@1",
    ),
    Hook.STORY: HookPoint(
        "write the story of the whole film",
        {
            "idea": IDEA,
            "answers": ANSWERS,
            "script": _text("the user's script, scene by scene; empty when the film begins as an idea"),
            "seconds": Given(Kind.NUMBER, "how long the film should be; 0 leaves it open"),
            "before": _text("the last version, when the user wants it changed"),
            "wish": _text("what the user wants changed in it"),
            "sources": SOURCES,
            "language": LANGUAGE,
        },
        "story@1",
        confirmed=True,
    ),
    Hook.CAST: HookPoint(
        "give everybody a face, clothes and a voice",
        {
            "story": STORY,
            "idea": IDEA,
            "answers": ANSWERS,
            "script": _text("what the script says of its people; empty without a script"),
            "names": _text(
                "the names that must be in the cast, exactly so, one a line; empty without a script"
            ),
            "sources": SOURCES,
            "language": LANGUAGE,
        },
        "cast@1",
    ),
    Hook.SCENES: HookPoint(
        "lay out the scenes",
        {
            "story": STORY,
            "cast": CAST,
            "answers": ANSWERS,
            "headings": _text("the script's own scenes, numbered: keep them; empty without a script"),
            "shots": Given(Kind.NUMBER, "how many shots the whole film should have; 0 with a script"),
            "most": Given(Kind.NUMBER, "the most shots a film may have"),
            "sources": SOURCES,
            "language": LANGUAGE,
        },
        "scenes@1",
    ),
    Hook.SHOTS: HookPoint(
        "write a run of shots of a film without a script",
        {
            "story": STORY,
            "cast": CAST,
            "scenes": SCENES,
            "wanted": _text("which shots to write now: a line a scene with its number and how many shots"),
            "before": _text("the shots just before, so that the next one follows from them"),
            "first": Given(Kind.NUMBER, "place of the first of them in the film, from 1"),
            "count": Given(Kind.NUMBER, "how many shots to write"),
            "sources": SOURCES,
            "language": LANGUAGE,
        },
        "shots@1",
        confirmed=True,
    ),
    Hook.BREAKDOWN: HookPoint(
        "break a run of a script down into shots; its words stay",
        {
            "story": STORY,
            "cast": CAST,
            "scenes": SCENES,
            "pieces": _text("the script's pieces, numbered, each with its seconds"),
            "before": _text("the shots just before"),
            "longest": Given(Kind.NUMBER, "the most seconds a shot may last"),
            "language": LANGUAGE,
        },
        "breakdown@1",
        confirmed=True,
    ),
    Hook.CONDITION: HookPoint(
        "write one shot anew with what earlier shots have shown",
        {
            "shot": _text("the shot as planned"),
            "cast": _text("the cards of those in it, as they stand now"),
            "scene": _text("where and when it plays"),
            "recalled": _text("earlier shots that matter, and why"),
            "notes": _text("open notes on it"),
            "language": LANGUAGE,
        },
        "condition@1",
    ),
    Hook.CONTINUITY: HookPoint(
        "say what must stay from shot to shot",
        {"shots": _text("the whole shot list, a line a shot"), "cast": CAST, "language": LANGUAGE},
        "continuity@1",
    ),
    Hook.REVISE: HookPoint(
        "turn a note on a shot into the fields it changes",
        {
            "note": _text("the user's words"),
            "shot": _text("the shot as planned"),
            "cast": _text("the cards of those in it"),
            "scene": _text("where and when it plays"),
            "language": LANGUAGE,
        },
        "revision@1",
    ),
    Hook.CRITIQUE: HookPoint(
        "look at a picture of a take and say what is not as asked",
        {
            "shot": _text("what was asked for"),
            "cast": _text("the cards of those in it"),
            "language": LANGUAGE,
        },
        "critique@1",
    ),
    Hook.CHAT: HookPoint(
        "answer the user and call the director's tools",
        {
            "step": Given(Kind.WORD, "what the director is at: story, shots, rendering, finished"),
            "film": _text("the film as it stands, in short"),
            "sources": SOURCES,
            "language": LANGUAGE,
        },
        "",
    ),
}
