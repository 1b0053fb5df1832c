"""Rules about what is seen, and when."""

from __future__ import annotations

from collections.abc import Iterator

from agent.linting.rule import Fault, Reading, Rule, Severity
from agent.timeline import repeats, room

CROWD = 2
"""The most people a camera keeps apart."""


def _crowd(read: Reading) -> Iterator[Fault]:
    if (count := len(read.request.figures)) > CROWD:
        yield Fault(
            "people",
            f"{count} people are in frame, at most {CROWD} come out well: split the shot, or leave some "
            "out of it",
        )


def _order(read: Reading) -> Iterator[Fault]:
    request = read.request
    starts = [fragment.start for fragment in request.fragments]
    if len(starts) > (most := room(request.frames)):
        yield Fault(
            "fragments",
            f"{len(starts)} fragments in {request.frames / request.fps:.2f} s, expected at most {most}: one "
            "for each 3.24 s",
        )
    if starts != sorted(set(starts)) or any(start * request.fps >= request.frames for start in starts):
        yield Fault(
            "fragments",
            f"fragments begin at {', '.join(f'{start:g} s' for start in starts)}, expected rising times "
            f"inside the {request.frames / request.fps:.2f} s of the shot",
        )


def _repeats(read: Reading) -> Iterator[Fault]:
    for place in repeats([fragment.text for fragment in read.request.fragments]):
        yield Fault(
            f"fragment {place + 1}",
            f"it tells nearly the same as fragment {place}: say what is new, or leave it out",
        )


RULES = (
    Rule("P001", Severity.WARNING, "At most two people are in frame.", _crowd),
    Rule("P002", Severity.WARNING, "Fragments rise in time and are no more than there is room for.", _order),
    Rule("P003", Severity.WARNING, "No fragment repeats the one before it.", _repeats),
)
