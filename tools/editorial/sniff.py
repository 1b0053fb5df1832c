"""What a decoded source is: by its content first, by its name second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from tools.editorial.canonical import looks_like_cue
from tools.editorial.heading import is_heading
from tools.editorial.plain import speaker_line
from tools.editorial.source import BadSource
from tools.editorial.title_page import title_page
from tools.story import SourceKind

IDEA_WORDS = 150
"""The longest idea in words, or in Chinese or Japanese characters; longer prose is a text."""

_FOUNTAIN_NAMES = frozenset({".fountain", ".spmd"})
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|[A-Za-z][\w:.-]*[\s/>])", re.IGNORECASE)
_FORCED_CUE = re.compile(r"@\S")


def sniff(text: str, name: str) -> SourceKind:
    """``fdx``, ``fountain``, ``text`` (a play with ``NAME:`` lines, or prose) or ``idea``.

    Raises:
        BadSource: a web page or XML that is not Final Draft, or a name that promises FDX without any XML.
    """
    suffix = PurePath(name).suffix.lower()
    if _MARKUP.match(text):
        return _marked_up(text, suffix, name)
    lines = text.split("\n")
    headings = sum(
        is_heading(lines[i].strip()) for i in range(len(lines)) if i == 0 or not lines[i - 1].strip()
    )
    cues, speakers = _cues(lines), _speakers(lines)
    if cues == 0 and speakers >= 2 and _mostly(speakers, lines):
        return "text"
    if headings or cues >= 2 or (cues and suffix in _FOUNTAIN_NAMES):
        return "fountain"
    if title_page(lines).end and suffix in _FOUNTAIN_NAMES:
        return "fountain"
    if suffix == ".fdx":
        raise BadSource(
            f"{name}: got text without XML, expected a Final Draft file; export the script as FDX"
        )
    if _is_idea(text):
        return "idea"
    return "fountain" if suffix in _FOUNTAIN_NAMES else "text"


def _marked_up(text: str, suffix: str, name: str) -> SourceKind:
    if suffix == ".fdx" or "<FinalDraft" in text[:4000]:
        return "fdx"
    start = text.lstrip()[:40].lower()
    got = "a web page" if start.startswith(("<!doctype html", "<html")) else "XML that is not Final Draft"
    raise BadSource(f"{name}: got {got}, expected a screenplay; export it as Fountain, FDX or plain text")


def _cues(lines: Sequence[str]) -> int:
    """Cues with words under them, as Fountain writes them."""
    return sum(
        (_FORCED_CUE.match(line.strip()) is not None or looks_like_cue(line.strip()))
        and (i == 0 or not lines[i - 1].strip())
        and i + 1 < len(lines)
        and bool(lines[i + 1].strip())
        for i, line in enumerate(lines)
    )


def _speakers(lines: Sequence[str]) -> int:
    return sum(speaker_line(line.strip()) is not None for line in lines)


def _mostly(speakers: int, lines: Sequence[str]) -> bool:
    """A quarter of the lines speak: a play. Fewer: prose that happens to hold colons."""
    return 4 * speakers >= sum(bool(line.strip()) for line in lines)


def _is_idea(text: str) -> bool:
    whole = text.strip()
    if "\n\n" in re.sub(r"\n[ \t]+\n", "\n\n", whole):
        return False
    wide = sum(char > "\u2e7f" for char in whole)
    return len(whole.split()) + wide <= IDEA_WORDS
