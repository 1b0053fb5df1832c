"""What Fountain writes into a text that is not the text: boneyards, notes, emphasis."""

from __future__ import annotations

import re
from typing import NamedTuple

from tools.editorial.source import BadSource


class Uncommented(NamedTuple):
    """A script without its boneyards and notes."""

    text: str
    notes: tuple[str, ...]


def uncomment(text: str, name: str) -> Uncommented:
    """Remove boneyards ``/* */`` and take out notes ``[[ ]]``. A line that held nothing else disappears,
    so that a note between a cue and its words does not part them.

    ``text`` holds no NUL: it marks the places where something was.

    Raises:
        BadSource: an opening mark is never closed; removing or filming the rest would both be wrong.
    """
    pieces, notes, at = [], [], 0
    while found := _OPENING.search(text, at):
        start, end = found.start(), text.find(_CLOSING[found.group()], found.end())
        if end < 0:
            raise BadSource(_unclosed(found.group(), text.count("\n", 0, start) + 1, name))
        if found.group() == "[[":
            notes.append(" ".join(text[found.end() : end].split()))
        pieces.append(text[at:start])
        at = end + 2
    pieces.append(text[at:])
    return Uncommented(_joined(pieces), tuple(note for note in notes if note))


_OPENING = re.compile(r"/\*|\[\[")
_CLOSING = {"/*": "*/", "[[": "]]"}
_HOLE = "\x00"
_SPACED_HOLE = re.compile(rf"[ \t]{_HOLE}+(?=[ \t]|$)")


def _unclosed(opening: str, line: int, name: str) -> str:
    what = "a boneyard" if opening == "/*" else "a note"
    return (
        f"{name}, line {line}: {what} opens with {opening} and is never closed; "
        f"expected {_CLOSING[opening]} after it; close it, or delete the {opening}"
    )


def _joined(pieces: list[str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    kept = []
    for line in _HOLE.join(pieces).split("\n"):
        if _HOLE not in line:
            kept.append(line)
        elif bare := _SPACED_HOLE.sub("", line).replace(_HOLE, "").strip():
            kept.append(bare)
    return "\n".join(kept)


_UNDERLINE = re.compile(r"(?<![\w\\])_(?=\S)([^_\n]*[^_\s\\])_(?!\w)")
_STARS = re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*\n]*[^*\s\\])\1")
_ESCAPED = re.compile(r"\\([*_])")


def plain(text: str) -> str:
    """``text`` without its emphasis: ``*italic*``, ``**bold**``, ``***both***``, ``_underlined_``."""
    for _ in range(3):  # emphasis nests at most three deep: underlined, bold, italic
        text = _STARS.sub(r"\2", _UNDERLINE.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text)
