"""What changed, as people read it: of whom or what, which field, and what it was before and is after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools import logbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from tools.undo import Changed

TOLD = frozenset(
    ("film", "story", "character", "card", "scene", "shot", "note", "pin", "question", "attachment", "take")
)
"""Tables whose rows mean something to people."""
COUNTED = frozenset(("version", "updated_at", "created_at", "wanted", "digest", "id", "film_id"))
"""Columns that the studio keeps for itself."""
WHOLE: Mapping[str, tuple[str, ...]] = {
    "shot": ("code",),
    "note": ("text",),
    "card": ("wardrobe", "appearance", "voice"),
    "attachment": ("name",),
    "pin": ("words",),
    "character": ("name",),
    "scene": ("heading",),
}
"""What stands for a row that is new or gone."""
LONGEST = 600
"""Characters of a value; a longer one is cut."""


class Naming:
    """What rows are called, looked up once."""

    def __init__(self, session: Session, film_id: int) -> None:
        self._names = logbook.names(session, film_id)

    def of(self, change: Changed) -> str:
        """The name of a row: by itself, by what it hangs on, or by what it was called."""
        row = (change.before or {}) | (change.after or {})
        own = self._names.get((change.table, change.id)) or row.get("code") or row.get("name")
        hangs_on = (self._names[key] for key in _hangs_on(row) if key in self._names)
        return str(own or next(hangs_on, ""))


def told(naming: Naming, changes: Sequence[Changed]) -> list[dict[str, Any]]:
    """Each difference: ``{"of", "kind", "field", "before", "after"}``; before or after is None for a row that
    is new or gone."""
    found = [
        {"of": naming.of(change), "kind": change.table, "field": field, "before": before, "after": after}
        for change in changes
        if change.table in TOLD
        for field, before, after in _differences(change)
    ]
    # A story's title and look are the film's too, and told once.
    films = [(one["field"], one["before"], one["after"]) for one in found if one["kind"] == "film"]
    return [
        one
        for one in found
        if one["kind"] != "story" or (one["field"], one["before"], one["after"]) not in films
    ]


def _differences(change: Changed) -> Iterator[tuple[str, str | None, str | None]]:
    if change.before is None or change.after is None:
        row = change.after or change.before or {}
        words = _words([row[name] for name in WHOLE.get(change.table, ()) if row.get(name)])
        yield ("", None, words) if change.before is None else ("", words, None)
        return
    yield from _fields("", change.before, change.after)


def _fields(path: str, before: object, after: object) -> Iterator[tuple[str, str, str]]:
    """The leaves that differ, each by its path: ``plan camera scale``."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            if name not in COUNTED and not name.endswith("_id"):
                inner = "" if name == "plan" else name.replace("_", " ")
                yield from _fields(f"{path} {inner}".strip(), before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (was, now) in enumerate(zip(before, after, strict=True), 1):
            yield from _fields(f"{path} {number}".strip() if len(before) > 1 else path, was, now)
    else:
        yield path, _words(before), _words(after)


def _words(value: object) -> str:
    """A value as a line; nothing for none."""
    match value:
        case None | "" | [] | {}:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return _cut("; ".join(_words(one) for one in value))
        case dict():
            return _cut(", ".join(_words(one) for one in value.values() if _words(one)))
        case _:
            return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _hangs_on(row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name in ("shot", "take", "character", "scene"):
        if isinstance(row.get(f"{name}_id"), int):
            yield name, row[f"{name}_id"]
