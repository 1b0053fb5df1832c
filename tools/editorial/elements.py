"""The one stream of elements that every reader gives, and the cue that opens a speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What an element of a script is."""

    HEADING = auto()
    ACTION = auto()
    CUE = auto()
    DIALOGUE = auto()
    PARENTHETICAL = auto()
    SECTION = auto()
    SYNOPSIS = auto()
    BREAK = auto()
    """The end of a paragraph."""


@dataclass(frozen=True, slots=True)
class Element:
    """One line or paragraph of a script, its markup taken off."""

    kind: Kind
    text: str = ""
    """Heading, action, words, or the name of a cue."""
    number: str = ""
    """Scene number of a heading."""
    extension: str = ""
    """V.O., CONT'D … of a cue, without brackets."""
    dual: bool = False
    """A cue spoken together with the speech before it."""


MAX_CUE = 120
"""Characters; a longer line is never a cue in a text."""

_TAIL = re.compile(r"\(([^()]*)\)\s*$")


def cue(text: str, dual: bool = False) -> Element:
    """Take a cue line apart: ``MARA (V.O.) (CONT'D) ^`` is MARA, ``V.O., CONT'D``, dual.

    A line of more than ``MAX_CUE`` characters is all name.
    """
    rest = text.strip()
    if len(rest) > MAX_CUE:
        return Element(Kind.CUE, " ".join(rest.split()), dual=dual)
    if rest.endswith("^"):
        rest, dual = rest[:-1].rstrip(), True
    extensions: list[str] = []
    while found := _TAIL.search(rest):
        if found.group(1).strip():
            extensions.insert(0, found.group(1).strip())
        rest = rest[: found.start()].rstrip()
    if rest.endswith("^"):
        rest, dual = rest[:-1].rstrip(), True
    return Element(Kind.CUE, " ".join(rest.split()), extension=", ".join(extensions), dual=dual)
