"""What changed under a take, in sentences: ``Mara's coat changed: yellow → red, from LAMP_010_0090 on``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agent.clothing import still_worn
from agent.inputs import Change
from agent.writing.sentences import clip
from generator.interface import FPS
from tools.provenance import Web, worn

_WORDS = 14
"""Words of a value that are shown."""
_CARD = {"appearance": "looks", "wardrobe": "clothes", "voice": "voice"}
_CALLED = {"shot.fragments": "what is seen in turn"}
_WHOLE = {"shot": "the plan of the shot", "scene": "the scene", "screen direction": "where people look"}


def sentences(web: Web, position: int, changes: Sequence[Change]) -> list[str]:
    """A sentence for everything that changed.

    Args:
        web: the film.
        position: place of the shot whose take it is.
        changes: what of its inputs is no longer so.
    """
    differ = {change.name for change in changes}
    if {"shot.lines", "shot.length"} & differ:  # the lines are timed anew whenever either changes
        changes = [change for change in changes if change.name != "shot.timing"]
    if _only_clothes(changes):  # what still is worn follows the card, which is told
        changes = [change for change in changes if change.name != "shot.continuity"]
    return [words for change in changes for words in _told(web, position, change)]


def _only_clothes(changes: Sequence[Change]) -> bool:
    """True when the continuity differs in nothing but the clothes of changed cards."""
    worn_on = next((change for change in changes if change.name == "shot.continuity"), None)
    if worn_on is None or worn_on.was is None:
        return False
    said = worn_on.was
    for change in changes:
        if change.name.endswith(".wardrobe") and change.was is not None:
            said = still_worn(said, change.was, change.now)
    return bool(said == worn_on.now)


def _told(web: Web, position: int, change: Change) -> Iterator[str]:
    whose, _, field = change.name.partition(".")
    names = web.names
    if change.name == "shot.people":
        yield from _people(change, names)
    elif change.name == "shot.lines":
        yield from _lines(change, names)
    elif change.name == "shot.timing":
        yield "the lines are spoken at other times"
    elif whose.startswith("card "):
        tag = whose.removeprefix("card ")
        yield _card(names.get(tag, tag), field, change) + _since(web, tag, field, position)
    elif whose.startswith("direction "):
        tag = whose.removeprefix("direction ")
        yield f"{names.get(tag, tag)} now looks {change.now or 'where the camera wants'}"
    elif change.name in _WHOLE:
        yield f"{_WHOLE[change.name]} was changed"
    else:
        what = _CALLED.get(change.name, f"the {field or change.name}")
        what = f"{what} of the scene" if whose == "scene" else what
        yield f"{what} changed{_step(change.name, change.was, change.now)}"


def _card(name: str, field: str, change: Change) -> str:
    if field == "name":
        return f"{change.was or 'somebody'} is now called {change.now}"
    if field in {"picture", "sound"}:
        what = "picture" if field == "picture" else "voice"
        return f"{name}'s reference {what} was {'changed' if change.now else 'taken away'}"
    if change.was is not None and (piece := _piece(change.was, change.now)):
        return f"{name}'s {piece[0]} changed: {piece[1]} → {piece[2]}"
    return f"{name}'s {_CARD[field]} changed{_step(field, change.was, change.now)}"


def _since(web: Web, tag: str, field: str, position: int) -> str:
    """From which shot on the card says so; nothing where it does from the first."""
    if field not in _CARD:
        return ""
    places = sorted({card.from_position for card in web.cards[tag] if card.from_position <= position})
    value = getattr(worn(web.cards, position)[tag], field)
    since = 0
    for place in places:
        if getattr(worn(web.cards, place)[tag], field) != value:
            since = -1
        elif since < 0:
            since = place
    code = web.code_at(since) if since > 0 else ""
    return f", from {code} on" if code else ""


def _piece(was: str, now: str) -> tuple[str, str, str] | None:
    """The one piece of clothing of which only some words changed, and those words before and after.

    >>> _piece("yellow oilskin coat, dark boots", "red oilskin coat, dark boots")
    ('oilskin coat', 'yellow', 'red')
    """
    old, new = (re.split(r"\s*,\s*|\s+and\s+", looks) for looks in (was, now))
    pairs = [(a.split(), b.split()) for a, b in zip(old, new, strict=False) if a != b]
    if len(old) != len(new) or len(pairs) != 1:
        return None
    before, after = pairs[0]
    steps = [s for s in difflib.SequenceMatcher(None, before, after).get_opcodes() if s[0] != "equal"]
    if len(steps) != 1 or steps[0][0] != "replace":
        return None
    _, i, j, k, m = steps[0]
    return (" ".join(before[j:]), " ".join(before[i:j]), " ".join(after[k:m])) if before[j:] else None


def _people(change: Change, names: Mapping[str, str]) -> Iterator[str]:
    if change.was is None:
        yield "what the people in frame do was changed"
        return
    was, now = ({row[0]: row[1:] for row in rows} for rows in (change.was, change.now))
    yield from (f"{names.get(tag, tag)} is no longer in frame" for tag in was if tag not in now)
    yield from (f"{names.get(tag, tag)} is in frame now" for tag in now if tag not in was)
    both = [tag for tag in was if tag in now]
    if both != [tag for tag in now if tag in was]:
        yield "the people stand in another order"
    for tag in both:
        for what, old, new in zip(("action", "expression"), was[tag], now[tag], strict=True):
            if old != new:
                yield f"{names.get(tag, tag)}'s {what} changed{_step(what, old, new)}"


def _lines(change: Change, names: Mapping[str, str]) -> Iterator[str]:
    if change.was is None:
        yield "the lines were changed"
        return
    was, now = change.was, change.now
    steps = difflib.SequenceMatcher(None, [*map(repr, was)], [*map(repr, now)]).get_opcodes()
    for step, i, j, k, m in steps:
        if step == "equal":
            continue
        old, new = was[i:j], now[k:m]
        yield from (_line(a, b, names) for a, b in zip(old, new, strict=False))
        yield from (f"a line of {names.get(ln[0], ln[0])} is gone: {_quoted(ln)}" for ln in old[len(new) :])
        yield from (f"a line of {names.get(ln[0], ln[0])} is new: {_quoted(ln)}" for ln in new[len(old) :])


def _line(was: Sequence[Any], now: Sequence[Any], names: Mapping[str, str]) -> str:
    who = names.get(now[0], now[0])
    if was[:2] == now[:2] and was[2] != now[2]:
        return f"the line of {who} is said {now[2] or 'plainly'} now: {_quoted(now)}"
    return f"the line of {who} was changed: {_quoted(was)} → {_quoted(now)}"


def _quoted(line: Sequence[Any]) -> str:
    return f"“{clip(line[1], _WORDS)}”"


def _step(name: str, was: object, now: object) -> str:
    """``: yellow → red``; nothing where the old value is not known, or both read alike."""
    if was is None or _shown(name, was) == _shown(name, now):
        return ""
    return f": {_shown(name, was)} → {_shown(name, now)}"


def _shown(name: str, value: Any) -> str:  # noqa: ANN401 — a value of JSON
    if name == "shot.length":
        return f"{value / FPS:.1f} s"
    if name == "shot.camera":
        return "; ".join(_set_up(camera) for _, camera in value)
    if name == "scene.heading":
        return str(value[0])
    if name == "size":
        return "x".join(map(str, value))
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return clip(words, _WORDS) or "none"


def _set_up(camera: Mapping[str, str]) -> str:
    height = "" if camera["angle"] == "eye level" else f", {camera['angle']}"
    return f"{camera['scale']}{height}, {camera['move']}"
