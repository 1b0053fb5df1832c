"""What a turn changed, in sentences, read from the rows after the commit: never from a model's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from agent.stale import stale
from agent.toolbox import finding
from agent.writing.sentences import with_article
from generator.interface import FPS, Line
from tools import board, closet, memory
from tools.knowledge import ASIDE
from tools.records import Card, Character, ShotStatus
from tools.story import ShotDraft
from tools.undo import Changed

_PLAN = TypeAdapter(ShotDraft)
_STATES = {
    ShotStatus.OMIT: "left out of the film",
    ShotStatus.RETAKE: "to be rendered again",
    ShotStatus.APPROVED: "approved",
    ShotStatus.REVIEW: "waiting for your review",
    ShotStatus.TODO: "to be rendered",
}
NAMED = 4
"""Shots that are named in one sentence; more are counted."""
_TEXTS = ("action", "sound", "music", "continuity")


@dataclass(frozen=True)
class Film:
    """What the sentences need to know of the film as it stands now."""

    session: Session
    film: board.FilmRow
    rows: Sequence[board.ShotRow]
    codes: Mapping[int, str]
    names: Mapping[str, str]


def film_of(session: Session, film_id: int) -> Film:
    """The film as it stands now."""
    rows = board.shots(session, film_id)
    names = {c.tag: c.name for c in board.cast(session, film_id).characters}
    return Film(session, board.film(session, film_id), rows, finding.short_codes(rows), names)


def receipts(now: Film, changes: Sequence[Changed]) -> list[str]:
    """A sentence for everything that changed; the story's own row says nothing the film's does not."""
    by_table: dict[str, list[Changed]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    dressed = "card" in by_table
    told = [*_placed(now, by_table.get("shot", []))]
    told += _together(
        pair for c in _in_order(now, by_table.get("shot", [])) for pair in _shot(now, c, dressed)
    )
    told += [*_cards(now, by_table.get("card", []))]
    told += [words for c in by_table.get("character", []) for words in _renamed(c)]
    told += [words for c in by_table.get("scene", []) for words in _scene(c)]
    about = by_table.get("film", []) or by_table.get("story", [])
    told += [words for c in about for words in _values("", c, ("title", "style"))]
    told += [words for c in by_table.get("story", []) for words in _values("", c, ("logline",))]
    told += ["the note is kept" for c in by_table.get("note", []) if c.before is None]
    told += [words for c in by_table.get("attachment", []) for words in _attached(c)]
    return list(dict.fromkeys(told))


def meaning(now: Film, changes: Sequence[Changed]) -> str:
    """Which takes no longer fit the plan, and how to have them rendered again; empty when all do."""
    touched = _touched(now, changes)
    old = [row for row in stale(now.session, now.film, touched) if row.status is not ShotStatus.RETAKE]
    if not old:
        return ""
    which = _ranges([row.position + 1 for row in old])
    if len(old) == 1:
        return f"Shot {which} has a take that no longer fits: `retake {which}` renders it again."
    return f"{len(old)} shots have takes that no longer fit: `retake {which}` renders them again."


def _touched(now: Film, changes: Sequence[Changed]) -> list[board.ShotRow]:
    """The shots whose takes may rest on what changed."""
    shots = {c.id for c in changes if c.table == "shot" and "plan" in (c.after or {})}
    scenes = {c.id for c in changes if c.table == "scene"}
    if any("style" in (c.after or {}) for c in changes if c.table == "film"):
        return list(now.rows)
    dressed = {(c.after or c.before or {}).get("character_id") for c in changes if c.table == "card"}
    cards = memory.cards_at(now.session, now.film.id, finding.EVERYWHERE)
    tags = {tag for tag, card in cards.items() if card.character_id in dressed}
    return [
        row
        for row in now.rows
        if row.id in shots
        or row.scene_id in scenes
        or tags & {*row.plan.tags, *(line.speaker for line in row.plan.lines)}
    ]


def _placed(now: Film, changes: Sequence[Changed]) -> Iterator[str]:
    """New and moved shots; the shots that only made room are not told."""
    moved = {
        c.id: c.after["position"] - c.before["position"]
        for c in changes
        if c.before and c.after and c.after.get("position", 0) != c.before.get("position", 0)
    }
    born = [c for c in changes if c.before is None]
    gone = [c for c in changes if c.after is None]
    for change in born:
        yield f"{now.codes[change.id]} is new, shot {(change.after or {})['position'] + 1} of the film"
    for change in gone:
        yield f"{(change.before or {})['code']} is gone"
    if born or gone or not moved:
        return
    if len(moved) == 2:
        yield " and ".join(now.codes[i] for i in sorted(moved)) + " changed places"
        return
    far = max(abs(delta) for delta in moved.values())
    for shot_id in [i for i in moved if abs(moved[i]) == far]:
        place = next(row.position for row in now.rows if row.id == shot_id)
        yield f"{now.codes[shot_id]} is now shot {place + 1}"


def _in_order(now: Film, changes: Sequence[Changed]) -> list[Changed]:
    places = {row.id: row.position for row in now.rows}
    return sorted(changes, key=lambda c: places.get(c.id, 0))


def _together(told: Iterable[tuple[str, str]]) -> list[str]:
    """Shots of which the same is to be said, in one sentence."""
    by_words: dict[str, list[str]] = {}
    for code, words in told:
        by_words.setdefault(words, []).append(code)
    return [
        f"{', '.join(codes) if len(codes) <= NAMED else f'{len(codes)} shots'}{words}"
        for words, codes in by_words.items()
    ]


def _shot(now: Film, change: Changed, dressed: bool) -> Iterator[tuple[str, str]]:
    """The shot's code, and what is to be said of it."""
    if change.before is None or change.after is None:
        return
    code = now.codes[change.id]
    if "plan" in change.after:
        old, new = (
            _PLAN.validate_python(side["plan"], strict=False) for side in (change.before, change.after)
        )
        yield from ((code, f": {words}") for words in _plan(now, old, new, dressed=dressed))
    if "status" in change.after and change.after["status"] != change.before["status"]:
        back = change.before["status"] == ShotStatus.OMIT
        state = "back in the film" if back else _STATES.get(ShotStatus(change.after["status"]))
        if state:
            yield code, f": {state}"


def _plan(now: Film, old: ShotDraft, new: ShotDraft, *, dressed: bool) -> Iterator[str]:
    if old.frames != new.frames:
        yield f"length {old.frames / FPS:.1f} s → {new.frames / FPS:.1f} s"
    for name in ("scale", "move", "angle"):
        before, after = getattr(old.camera, name), getattr(new.camera, name)
        if before != after:
            yield f"{before} → {after}"
    for name in _TEXTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after and not (dressed and name == "continuity"):
            yield f"{name}: {after}" if after else f"no {name}"
    if old.props != new.props:
        yield f"props: {', '.join(new.props) or 'none'}"
    for was, person in zip(old.people, new.people, strict=False):
        name = now.names.get(person.tag, person.tag)
        if was.action != person.action:
            yield f"{name} {person.action or 'does nothing of their own'}"
        if was.expression != person.expression:
            yield f"{name}'s face: {person.expression or 'as it comes'}"
    yield from _lines(now, old.lines, new.lines)


def _lines(now: Film, old: Sequence[Line], new: Sequence[Line]) -> Iterator[str]:
    if len(old) == len(new):
        for was, line in zip(old, new, strict=True):
            name = now.names.get(line.speaker, line.speaker)
            if was.text != line.text:
                yield f"{name} says “{line.text}” instead of “{was.text}”"
            if was.delivery != line.delivery:
                yield f"{name} says “{line.text}” {line.delivery or 'plainly'}"
        return
    kept, had = {line.text for line in new}, {line.text for line in old}
    yield from (f"“{line.text}” is not said any more" for line in old if line.text not in kept)
    yield from (f"“{line.text}” is said again" for line in new if line.text not in had)


def _cards(now: Film, changes: Sequence[Changed]) -> Iterator[str]:
    """What somebody looks like from where on; a card taken away is told by what holds in its place."""
    by_character: dict[int, list[Changed]] = {}
    for change in changes:
        if change.before is None or change.after is None:
            by_character.setdefault((change.after or change.before or {})["character_id"], []).append(change)
    for character_id, cards in by_character.items():
        yield from _looks(now, now.session.get_one(Character, character_id), cards)


def _looks(now: Film, who: Character, changes: Sequence[Changed]) -> Iterator[str]:
    born = {c.id for c in changes if c.before is None}
    gone = [Card(**_card(c.before)) for c in changes if c.before is not None]
    old = [card for card in who.cards if card.id not in born] + gone
    places = sorted({(c.after or c.before or {})["from_position"] for c in changes})
    before = [closet.at(old, place) for place in places]
    after = [closet.at(who.cards, place) for place in places]
    for index, place in enumerate(places):
        fields = [
            n for n in ("wardrobe", "appearance", "voice") if _is(before, n, index) != _is(after, n, index)
        ]
        ends = next((p for p, b, a in zip(places, before, after, strict=True) if p > place and b == a), None)
        for name in fields:
            yield _look(now, who.name, name, str(_is(after, name, index)), place, ends)


def _is(worn: Sequence[closet.Worn], name: str, index: int) -> object:
    return getattr(worn[index], name)


def _look(now: Film, name: str, field: str, value: str, place: int, ends: int | None) -> str:
    what = {
        "wardrobe": f"{name} wears {with_article(value)}",
        "appearance": f"{name} looks so: {value}",
        "voice": f"{name}'s voice: {value or 'none'}",
    }[field]
    if ends is not None and ends == place + 1:
        return f"{what} in {_code_at(now, place)} only"
    if ends is not None:
        return f"{what} from {_code_at(now, place)} to {_code_at(now, ends - 1)}"
    return f"{what} from {_code_at(now, place)} on" if place else f"{what} in the whole film"


def _code_at(now: Film, place: int) -> str:
    return next((now.codes[row.id] for row in now.rows if row.position == place), "the end")


def _card(stored: Mapping[str, Any] | None) -> dict[str, Any]:
    names = ("number", "from_position", "appearance", "wardrobe", "voice", "picture", "sound")
    return {name: (stored or {})[name] for name in names}


def _renamed(change: Changed) -> Iterator[str]:
    if change.before and change.after and "name" in change.after:
        yield f"{change.before['name']} is now called {change.after['name']}"


def _scene(change: Changed) -> Iterator[str]:
    yield from _values("the scene's ", change, ("time", "light", "description"))


def _values(whose: str, change: Changed, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if change.after and name in change.after and change.after[name] != (change.before or {}).get(name):
            yield f"{whose}{name}: {change.after[name] or 'none'}"


def _attached(change: Changed) -> Iterator[str]:
    was, now = ((side or {}).get("name", "") for side in (change.before, change.after))
    if was and ASIDE not in was:
        yield f"{was} is no longer attached"
    if now and ASIDE not in now:
        yield f"{now} is attached"


def _ranges(places: Sequence[int]) -> str:
    """``3-5, 8`` for 3, 4, 5 and 8."""
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][-1] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else f"{r[0]}" for r in found)
