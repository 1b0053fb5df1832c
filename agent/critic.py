"""What the measures say about a take: findings in words, with their evidence, without a model (E61)."""

from __future__ import annotations

from collections.abc import Sequence

from agent.critics import looks, picture, sound, speech, voice
from agent.critics.finding import Critic, Finding, Past
from generator.interface import Measures, ShotRequest

__all__ = ["CRITICS", "Critic", "Finding", "Past", "findings"]

CRITICS: tuple[Critic, ...] = (
    picture.length,
    picture.black,
    picture.frozen,
    picture.cuts,
    sound.clipping,
    sound.breaks,
    sound.together,
    speech.missing,
    speech.accuracy,
    sound.level,
    looks.looks,
    voice.voice,
)
"""Everybody who judges by measures; a new one is a function more."""


def findings(request: ShotRequest, measures: Measures, past: Sequence[Past] = ()) -> list[Finding]:
    """What can be told to be wrong by measures alone, empty for a clean take.

    Args:
        request: what was asked for.
        measures: what was measured on the take.
        past: the story so far: earlier circled takes with the same people.
    """
    return [finding for critic in CRITICS for finding in critic(request, measures, past)]
