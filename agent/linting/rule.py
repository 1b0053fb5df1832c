"""What a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from agent.caption import language
from agent.writing.phrases import Phrases, phrases
from generator.interface import Figure, Grammar, ShotRequest


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The camera would not do what is asked: nothing is rendered with ``echo``."""
    WARNING = "warning"
    """It may come out worse than it could."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a request."""

    code: str
    """``C001``: stable, explained in docs/captions.md."""
    severity: Severity
    message: str
    """Got, expected, and what to do."""
    where: str
    """``caption``, ``action``, ``line 2``, ``ID_A``, ``slot 3``, ``fragment 2`` …"""


@dataclass(frozen=True, slots=True)
class Known:
    """What a request does not say itself."""

    grammar: Grammar = "released"
    """The order its camera reads."""
    returning: frozenset[str] | None = None
    """Tags of those whom an earlier take shows; None where memory is not chosen person by person."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A request with its caption taken apart."""

    request: ShotRequest
    known: Known
    words: Phrases
    """The fixed sentences in the language of the caption."""
    prose: str
    """The caption without its dialogue."""
    missing: tuple[int, ...]
    """Indices of the lines that are not in the caption word for word, in their order."""

    @property
    def people(self) -> tuple[Figure, ...]:
        """All who are seen or heard."""
        return (*self.request.figures, *self.request.voices)

    @property
    def speakers(self) -> frozenset[str]:
        """Tags of all who say a line, in the picture or not."""
        return frozenset(line.speaker for line in self.request.lines)

    def name(self, tag: str) -> str:
        """What somebody is called; their tag when they are not in the shot."""
        return next((figure.name for figure in self.people if figure.tag == tag), tag)


class Fault(NamedTuple):
    """Where a rule is broken, and what to do about it."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold for every request."""

    code: str
    severity: Severity
    words: str
    """What must hold, for the documentation."""
    faults: Callable[[Reading], Iterable[Fault]]


def read(request: ShotRequest, known: Known) -> Reading:
    """Take a request's caption apart into dialogue and prose."""
    prose, rest, missing = [], request.prompt, []
    for number, line in enumerate(request.lines):
        before, said, after = rest.partition(f'"{line.text}"')
        if said:
            prose.append(before)
            rest = after
        else:
            missing.append(number)
    return Reading(request, known, phrases(language(request)), " ".join([*prose, rest]), tuple(missing))
