"""A text of the user's as passages: short enough to be quoted, whole enough to be understood. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tools.editorial.heading import is_heading

MOST_WORDS = 160
"""Words of a passage; a Chinese or Japanese character counts as one."""
LONGEST_HEADING = 120
"""Characters; the rest of a longer one is left out."""

_WIDE = "\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
# Eighty characters without a space are no word, but they must not make a passage without end.
_WORD = re.compile(rf"[{_WIDE}]\s*|[^\s{_WIDE}]{{1,80}}\s*")
_SENTENCE = re.compile(r".+?(?:[.!?…][\"'”’)]*(?=\s)\s*|[。！？]+[”’」』）]*\s*|\Z)", re.DOTALL)
_MARKDOWN = re.compile(r"#{1,6}\s+(?P<words>.*?)\s*#*\s*")
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage and the heading it stands under; empty where the text has none."""

    heading: str
    text: str


def passages(text: str, *, script: bool = False) -> list[Piece]:
    """The passages of a text, in order: together all of its words but its headings.

    They end at paragraphs; a paragraph of more than :data:`MOST_WORDS` words is split at sentences, and a
    sentence as long at words. A passage never reaches over a heading.

    Args:
        text: lines end with ``\\n``.
        script: headings are those of scenes, not of Markdown.
    """
    heading = _scene if script else _section
    return [
        Piece(under, words) for under, paragraphs in _sections(text, heading) for words in _packed(paragraphs)
    ]


def _scene(line: str) -> str | None:
    return line.strip()[:LONGEST_HEADING] if is_heading(line.strip()) else None


def _section(line: str) -> str | None:
    found = _MARKDOWN.fullmatch(line.strip())
    return found["words"][:LONGEST_HEADING] if found else None


def _sections(text: str, heading: Callable[[str], str | None]) -> Iterator[tuple[str, list[str]]]:
    """Each heading with the paragraphs under it."""
    under, lines = "", list[str]()
    for line in text.split("\n"):
        if (found := heading(line)) is None:
            lines.append(line)
            continue
        yield under, _paragraphs(lines)
        under, lines = found, []
    yield under, _paragraphs(lines)


def _paragraphs(lines: list[str]) -> list[str]:
    return [f"{part.strip()}\n\n" for part in _BLANK.split("\n".join(lines)) if part.strip()]


Split = Callable[[str], list[str]]


def _packed(
    parts: Iterable[str], split: Split = _SENTENCE.findall, finer: Split = _WORD.findall
) -> Iterator[str]:
    """Parts joined as far as they fit; of one that is too long by itself the end begins the next passage."""
    kept, size = "", 0
    for part in parts:
        words = len(_WORD.findall(part))
        if kept and size + words > MOST_WORDS:
            yield kept.strip()
            kept, size = "", 0
        if words <= MOST_WORDS:
            kept, size = kept + part, size + words
            continue
        *whole, rest = _packed(split(part), finer)
        yield from whole
        kept, size = f"{rest}\n\n", len(_WORD.findall(rest))
    if kept.strip():
        yield kept.strip()
