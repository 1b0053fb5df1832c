"""The title page of a Fountain script: ``Title: …`` lines before the first blank line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tools.editorial.heading import is_heading
from tools.editorial.markup import plain

_ENTRY = re.compile(r"([^\W\d_][\w ]{0,30})[:：](.*)$")
_TITLE = frozenset({"title", "标题", "片名", "剧名"})
_AUTHOR = frozenset({"author", "authors", "writer", "written by", "作者", "编剧"})
_KEYS = (
    _TITLE
    | _AUTHOR
    | {"credit", "source", "contact", "copyright", "draft date", "date", "revision", "format"}
)


class TitlePage(NamedTuple):
    """What the title page says, and the first line after it (an index)."""

    title: str
    author: str
    end: int


def title_page(lines: Sequence[str]) -> TitlePage:
    """Read the title page off the start of a script. Without one, everything is empty and ``end`` is 0.

    The first key must be one that title pages know, so that a script opening with ``MARA: Hello`` or
    ``FADE IN:`` loses nothing.
    """
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    first = _key(lines[start]) if start < len(lines) else ""
    if first not in _KEYS:
        return TitlePage("", "", 0)
    values: dict[str, list[str]] = {}
    key, end = first, start
    for end in range(start, len(lines) + 1):
        if end == len(lines) or not lines[end].strip() or is_heading(lines[end].strip()):
            break
        found = _ENTRY.match(lines[end])
        key, value = (found.group(1).strip().lower(), found.group(2)) if found else (key, lines[end])
        values.setdefault(key, []).append(plain(value.strip()))
    return TitlePage(_first(values, _TITLE), _first(values, _AUTHOR), end)


def _key(line: str) -> str:
    found = _ENTRY.match(line.strip())
    return found.group(1).strip().lower() if found else ""


def _first(values: dict[str, list[str]], keys: frozenset[str]) -> str:
    return next((" ".join(filter(None, values[key])) for key in values if key in keys), "")
