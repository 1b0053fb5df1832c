"""The questions of the director's steps: what a writer is given, by name, and what it gives.

=========  ===========================================================  ==============
step       values                                                       answer
=========  ===========================================================  ==============
clarify    brief, answers, round                                        QuestionsDraft
story      brief, screenplay, answers, before, wish                     StoryDraft
cast       brief, story, answers                                        CastDraft
scenes     brief, story, answers, cast                                  ScenesDraft
shots      brief, story, answers, cast, scenes                          ShotListDraft
condition  condition (ShotCondition), recalled (lines), notes (words)   ShotCondition
revise     note (words), shot (ShotDraft), cast, scene (SceneDraft)     RevisionAnswer
critique   request (ShotRequest), stills (paths)                        CritiqueAnswer
=========  ===========================================================  ==============

``brief`` is a :class:`tools.story.Brief`, ``answers`` a tuple of :class:`tools.story.Answered`,
``screenplay`` a :class:`tools.story.Screenplay` or None, ``before`` the last story or None, and ``wish`` what
is to change in it, in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from agent.writer import BadReply

V = TypeVar("V")

CLARIFY = "clarify"
STORY = "story"
CAST = "cast"
SCENES = "scenes"
SHOTS = "shots"
CONDITION = "condition"
REVISE = "revise"
CRITIQUE = "critique"


def given(values: Mapping[str, object], name: str, kind: type[V]) -> V:
    """What a step is given under a name.

    Raises:
        BadReply: it is missing or of another type.
    """
    value = values.get(name)
    if not isinstance(value, kind):
        got = "nothing" if value is None else type(value).__name__
        raise BadReply(f"got {got} as '{name}', expected a {kind.__name__}: pass it in values.")
    return value
