"""The critic: a model that sees looks at a still of a take and says what is not as asked (E61)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from agent.authoring import asked
from agent.caption import language
from agent.desk import Desk
from agent.steps import given
from agent.writer import BadReply
from generator.interface import ShotRequest
from skills.answers import CritiqueAnswer, SeenFault
from skills.hooks import Hook
from tools.records import NoteCategory

UNSEEN = {NoteCategory.DIALOGUE, NoteCategory.SYNC}
"""What no still shows."""
MOST = 8
"""Findings all critics together may have: the first are the gravest."""


def critique(
    desk: Desk,
    sources: Callable[[str], str],  # noqa: ARG001 — what was asked is in the request
    values: Mapping[str, object],
) -> CritiqueAnswer:
    """What every critic that fits the film finds in the stills of a take, each thing once.

    Args:
        desk: asks a model that sees.
        sources: passages of attached files for a query.
        values: ``request`` (:class:`ShotRequest`) and ``stills`` (paths of pictures).

    Raises:
        BadReply: a value is missing, no critic fits, or an answer was no good twice.
    """
    request, stills = given(values, "request", ShotRequest), given(values, "stills", tuple)
    pictures = tuple(path for path in stills if isinstance(path, Path))
    critics = desk.library.critics(desk.facts)
    if not pictures or not critics:
        lacking = "no critic skill fits this film" if pictures else "there is no picture to look at"
        raise BadReply(f"critique: {lacking}")
    texts = {
        "shot": asked.shot(request),
        "cast": asked.cast(request, 400),
        "language": language(request),
    }
    found: dict[tuple[NoteCategory, str], SeenFault] = {}
    for critic in critics:
        answer = desk.ask(Hook.CRITIQUE, texts, CritiqueAnswer, faults, pictures=pictures, skill=critic)
        found |= {(fault.category, fault.words.casefold()): fault for fault in answer.findings}
    return CritiqueAnswer(findings=tuple(found.values())[:MOST])


def credit(desk: Desk) -> str:
    """Who looks at the takes of this film: ``critic 1.0.0``, several with commas; empty for nobody."""
    return ", ".join(one.skill.credit for one in desk.library.critics(desk.facts))


def faults(answer: CritiqueAnswer) -> list[str]:
    """What is wrong with a critic's answer: findings nobody could have seen."""
    told = []
    for number, found in enumerate(answer.findings, start=1):
        if found.category in UNSEEN:
            told.append(
                f"finding {number} is about {found.category}, which a still does not show: leave it out"
            )
        if not found.evidence:
            told.append(f"finding {number} has no evidence: say what in the picture shows it")
    return told
