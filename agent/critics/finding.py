"""What a critic finds, and what it is given to find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.interface import Figure, Measures, ShotRequest
from tools.records import NoteCategory
from tools.story import Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the number and what was expected (E61)."""

    category: NoteCategory
    words: str
    frame: int | None = None
    """Where it begins; None for the whole take."""
    evidence: Evidence | None = None
    """None for what a model says it sees."""


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier circled take: part of the story so far."""

    name: str
    """``LIGHT_010_0020 v001``."""
    request: ShotRequest
    measures: Measures


Critic = Callable[[ShotRequest, Measures, Sequence[Past]], Iterable[Finding]]
"""One kind of fault; gives nothing where it cannot tell."""


def figure_of(request: ShotRequest, tag: str) -> Figure | None:
    """Somebody of a shot, seen or only heard."""
    return next((figure for figure in (*request.figures, *request.voices) if figure.tag == tag), None)


def named(tag: str, request: ShotRequest) -> str:
    """What somebody of a shot is called."""
    figure = figure_of(request, tag)
    return figure.name if figure else tag


def inside(frame: int, request: ShotRequest) -> int:
    """The nearest frame the shot was to have: a note can only be pinned to one of those."""
    return min(max(frame, 0), request.frames - 1)
