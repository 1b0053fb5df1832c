"""Two people change one film at once: what does not touch is put together, the rest is refused.

Compare-and-set by field. What others changed since somebody looked is read from the journal, so nothing has
to be sent along but what was seen: a shot's version, or for the whole film its newest journal entry
(:func:`mark`). What was done in the same turn was seen by whoever does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools import closet
from tools.errors import Conflict
from tools.records import Card, Character, Film, JournalRow, Scene, Shot, ShotStatus, Turn
from tools.story import ShotDraft

_PLAN = TypeAdapter(ShotDraft)
TOGETHER = (frozenset({"frames", "lines", "cuts"}), frozenset({"action", "fragments"}))
"""Fields that only mean something together: a length and the lines that must fit into it."""
WHOLE = ""
"""The field that stands for a row as a whole: it was made or removed."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """A field as others changed it."""

    before: Any
    """As the journal has it; of a row that was made None, of one that was removed its values."""
    after: Any
    by: tuple[str, ...]
    """Who, with what they had said."""


Others = Mapping[tuple[str, int, str], Theirs]
"""What others changed: by table, id and field; a shot's plan by its own fields."""


def mark(session: Session, film_id: int) -> int:
    """The film as it is seen now: its newest journal entry, 0 before the first."""
    return session.scalar(select(func.max(JournalRow.id)).where(JournalRow.film_id == film_id)) or 0


def version_seen(session: Session, shot: Shot, seen: int | None) -> int:
    """The version a shot had when somebody looked at the film.

    Args:
        session: of the database.
        shot: as it is now.
        seen: their :func:`mark`; None when they look now.
    """
    for row in _since(session, shot.film_id, seen):
        for change in row.changes:
            if (change["table"], change["id"]) == ("shot", shot.id) and "version" in (change["before"] or {}):
                return int(change["before"]["version"])
    return shot.version


def others(session: Session, film_id: int, seen: int | None) -> Others:
    """What others changed since somebody looked, and did not take back.

    Args:
        session: of the database; what was done in its own turn is not told.
        film_id: the film.
        seen: their :func:`mark`; None when they look now.
    """
    found: dict[tuple[str, int, str], Theirs] = {}
    turn_id = session.info.get("turn_id")
    for row in _since(session, film_id, seen):
        own = turn_id is not None and row.turn_id == turn_id
        who = "" if own else _who(session, row)
        for change in row.changes:
            for name, before, after in _fields(change):
                key = (change["table"], change["id"], name)
                if own:
                    found.pop(key, None)
                    continue
                known = found.get(key, Theirs(before, after, ()))
                found[key] = replace(known, after=after, by=tuple(dict.fromkeys((*known.by, who))))
    return {key: theirs for key, theirs in found.items() if theirs.before != theirs.after}


def merged(session: Session, shot: Shot, expected: int, changes: Mapping[str, object]) -> dict[str, object]:
    """The changes that are still to be made to a shot's plan as it stands now.

    Args:
        session: of the database.
        shot: as it is now, at another version than the one that was seen.
        expected: the version that was seen.
        changes: new values by field, as they were meant for that version.

    Raises:
        Conflict: somebody changed one of these fields since, or left the shot out of the film, or the version
            never was; says who and what.
        ValidationError: a value cannot be.
    """
    found = others(session, shot.film_id, _seen_as(session, shot, expected))
    theirs = {name: change for (table, key, name), change in found.items() if (table, key) == _key(shot)}
    versions = f"version {shot.version}, yours was {expected}"
    if "status" in theirs and shot.status is ShotStatus.OMIT:
        raise _refused(f"{shot.code} was left out of the film by {_names([theirs['status']])}", versions)
    planned = {name: change for name, change in theirs.items() if name in ShotDraft.model_fields}
    before = {name: change.before for name, change in planned.items()}
    seen = _PLAN.validate_python(shot.plan.model_dump(mode="json") | before, strict=False)
    meant = _PLAN.validate_python(seen.model_dump() | dict(changes))
    mine = {name for name in changes if getattr(meant, name) != getattr(shot.plan, name)}
    if met := _met(mine, set(planned)):
        by = _names(planned[name] for name in sorted(met))
        raise _refused(f"{shot.code} had its {', '.join(sorted(met))} changed by {by}", versions)
    return {name: changes[name] for name in mine}


def kept_apart(
    session: Session, row: Scene | Film | Character, called: str, values: Mapping[str, str], seen: int | None
) -> None:
    """Refuse new values of a row's fields where others changed these fields to something else.

    Args:
        session: of the database.
        row: a scene, a film, or somebody, as they are now.
        called: what to call it.
        values: the new values, by field.
        seen: the :func:`mark` of the film they were meant for; None for now.

    Raises:
        Conflict: they did; says who and what.
    """
    film_id = row.id if isinstance(row, Film) else row.film_id
    found = others(session, film_id, seen)
    met = {
        name: found[(*_key(row), name)]
        for name, value in values.items()
        if (*_key(row), name) in found and getattr(row, name) != value
    }
    if met:
        raise _refused(f"{called} had the {', '.join(sorted(met))} changed by {_names(met.values())}")


def dressed_apart(
    session: Session,
    who: Character,
    looks: Mapping[str, str],
    from_position: int,
    until: int | None,
    seen: int | None,
) -> None:
    """Refuse new looks of somebody where others changed these looks in one of the shots they are meant for.

    Shots are compared, not places: who is moved along keeps what they wear.

    Args:
        session: of the database.
        who: somebody, as they are now.
        looks: the new values of ``appearance``, ``wardrobe``, ``voice``.
        from_position: the first place they hold at, as shots stand now.
        until: the first place they no longer hold at; None when they stay.
        seen: the :func:`mark` of the film they were meant for; None for now.

    Raises:
        Conflict: they did; says who, what and in which shot.
    """
    found = others(session, who.film_id, seen)
    if not found:
        return
    then = _cards_then(who, found)
    after = _with(who.cards, closet.changed(who.cards, looks, from_position, until))
    start = _place_then(session, who.film_id, from_position, found)
    end = None if until is None else _place_then(session, who.film_id, until, found)
    wished = _with(then, closet.changed(then, looks, start, end))
    for shot, place in _places_then(session, who.film_id, found):
        was, now = closet.at(then, place), closet.at(who.cards, shot.position)
        wish, effect = closet.at(wished, place), closet.at(after, shot.position)
        here = start <= place and (end is None or place < end)
        for name, value in looks.items():
            theirs = getattr(was, name) != getattr(now, name) != value
            mine = getattr(effect, name) != getattr(now, name) or (here and getattr(wish, name) == value)
            if theirs and mine:
                by = _names(_about(found, who, shot))
                raise _refused(f"{who.name} had the {name} changed in {shot.code} by {by}")


def stood(session: Session, film_id: int, positions: Iterable[int], seen: int | None) -> None:
    """Refuse what counts on the order of the film where others changed it.

    Args:
        session: of the database.
        film_id: the film.
        positions: the places that are counted on, 0 … n-1.
        seen: the :func:`mark` of the film as it was counted; None for now.

    Raises:
        Conflict: another shot stands at one of them now; says which, and who did it.
    """
    found = others(session, film_id, seen)
    wanted = set(positions)
    for shot in _order(session, film_id):
        moved = [found[key] for name in ("position", WHOLE) if (key := (*_key(shot), name)) in found]
        if shot.position in wanted and moved:
            raise _refused(f"shot {shot.position + 1} is now {shot.code}: moved by {_names(moved)}")


def untouched(session: Session, shot: Shot, seen: int | None) -> None:
    """Refuse to leave a shot out that others changed: they count on it.

    Args:
        session: of the database.
        shot: as it is now.
        seen: the :func:`mark` of the film when it was looked at; None for now.

    Raises:
        Conflict: they changed its plan or its place; says who and what.
    """
    found = others(session, shot.film_id, seen)
    counted = {"position", *ShotDraft.model_fields}
    theirs = {n: change for (table, key, n), change in found.items() if (table, key) == _key(shot)}
    met = {name: change for name, change in theirs.items() if name in counted}
    if met:
        raise _refused(f"{shot.code} had its {', '.join(sorted(met))} changed by {_names(met.values())}")


def done_since(session: Session, turn_id: int, seen: int | None) -> bool:
    """True where a turn was (also) carried out after somebody looked at the film."""
    if seen is None:
        return False
    rows = select(JournalRow.id).where(JournalRow.turn_id == turn_id, JournalRow.id > seen).limit(1)
    return session.scalar(rows) is not None


# -- the journal ----------------------------------------------------------------------------------------


def _since(session: Session, film_id: int, seen: int | None) -> Iterable[JournalRow]:
    """Everything done to a film after a mark, oldest first."""
    if seen is None:
        return ()
    return session.scalars(
        select(JournalRow).where(JournalRow.film_id == film_id, JournalRow.id > seen).order_by(JournalRow.id)
    ).all()


def _seen_as(session: Session, shot: Shot, expected: int) -> int:
    """The mark of the film when a shot had a version.

    Raises:
        Conflict: the journal does not know of such a version.
    """
    rows = session.scalars(
        select(JournalRow).where(JournalRow.film_id == shot.film_id).order_by(JournalRow.id.desc()),
        execution_options={"yield_per": 20},
    )
    for row in rows:
        versions = [
            change["before"]["version"]
            for change in row.changes
            if (change["table"], change["id"]) == _key(shot) and "version" in (change["before"] or {})
        ]
        if expected in versions:
            return row.id - 1
        if versions and min(versions) < expected:
            break
    raise _refused(
        f"{shot.code} was changed by somebody else", f"version {shot.version}, yours was {expected}"
    )


def _fields(change: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What a journal's change says of each field: its name, before, after."""
    before, after = change["before"], change["after"]
    if before is None or after is None:
        yield WHOLE, before, after
        return
    for name in after.keys() - {"version"}:
        if name != "plan":
            yield name, before[name], after[name]
            continue
        for field in ShotDraft.model_fields:
            old, new = before["plan"].get(field), after["plan"].get(field)
            if old != new:
                yield field, old, new


def _who(session: Session, row: JournalRow) -> str:
    turn = session.get(Turn, row.turn_id) if row.turn_id else None
    return row.actor if turn is None else f"{turn.actor} (“{turn.text}”)"


# -- where two changes touch ----------------------------------------------------------------------------


def _met(mine: set[str], theirs: set[str]) -> set[str]:
    """Where two changes touch: the same field, or fields of one unit."""
    units = [unit for unit in TOGETHER if mine & unit and theirs & unit]
    return (mine & theirs) | {name for unit in units for name in theirs & unit}


def _with(cards: Sequence[Card], hung: Sequence[closet.Hung]) -> list[Card]:
    """Cards with newer ones."""
    last = max(card.number for card in cards)
    return [*cards, *(_card(one, last + number) for number, one in enumerate(hung, start=1))]


def _cards_then(who: Character, found: Others) -> list[Card]:
    """Somebody's cards as they were before others changed them."""
    kept = [card for card in who.cards if ("card", card.id, WHOLE) not in found]
    then = [_moved_back(card, found) for card in kept]
    gone = [
        theirs.before
        for (table, _, name), theirs in found.items()
        if table == "card" and name == WHOLE and _gone_of(theirs, who)
    ]
    names = ("number", "from_position", "appearance", "wardrobe", "voice", "picture", "sound")
    return [*then, *(Card(**{name: values[name] for name in names}) for values in gone)]


def _gone_of(theirs: Theirs, who: Character) -> bool:
    """True for a card of somebody that was removed."""
    return theirs.after is None and theirs.before["character_id"] == who.id


def _moved_back(card: Card, found: Others) -> Card:
    theirs = found.get(("card", card.id, "from_position"))
    start = card.from_position if theirs is None else int(theirs.before)
    return _card(closet.Hung(start, closet.at([card], card.from_position)), card.number)


def _card(hung: closet.Hung, number: int) -> Card:
    worn = hung.worn
    return Card(
        number=number,
        from_position=hung.from_position,
        appearance=worn.appearance,
        wardrobe=worn.wardrobe,
        voice=worn.voice,
        picture=worn.picture,
        sound=worn.sound,
    )


def _places_then(session: Session, film_id: int, found: Others) -> Iterator[tuple[Shot, int]]:
    """Every shot with the place it had before others moved any; one they made has that of the one it comes
    after, whose clothes it was put in with."""
    place = 0
    for shot in _order(session, film_id):
        if (*_key(shot), WHOLE) not in found:
            theirs = found.get((*_key(shot), "position"))
            place = shot.position if theirs is None else int(theirs.before)
        yield shot, place


def _place_then(session: Session, film_id: int, position: int, found: Others) -> int:
    """Where what stands at a place now stood before; after the last shot, a place after all."""
    places = {shot.position: place for shot, place in _places_then(session, film_id, found)}
    return places.get(position, len(places))


def _about(found: Others, who: Character, shot: Shot) -> list[Theirs]:
    """What others did that can have changed how somebody looks in a shot."""
    hers = {card.id for card in who.cards}
    return [
        theirs
        for (table, key, name), theirs in found.items()
        if (table, key) == _key(shot)
        or (table == "card" and (key in hers or (name == WHOLE and _gone_of(theirs, who))))
    ]


def _order(session: Session, film_id: int) -> list[Shot]:
    return list(session.scalars(select(Shot).where(Shot.film_id == film_id).order_by(Shot.position)))


def _key(row: Shot | Scene | Film | Character) -> tuple[str, int]:
    return row.__tablename__, row.id


def _names(changes: Iterable[Theirs]) -> str:
    return " and ".join(dict.fromkeys(who for change in changes for who in change.by))


def _refused(why: str, versions: str = "") -> Conflict:
    told = f" ({versions})" if versions else ""
    return Conflict(f"{why} in the meantime{told}. Look at it again; nothing was changed.")
