"""Commands about pins: memories the user wants kept, whatever recall finds, or switched off (E59).

A pin is the one way in which a take may remember another that is no longer circled. Where no place is left it
displaces what was recalled, never what keeps a person: where the shot of the pinned take has a fixed slot,
that slot stays and is filled from the pinned take.

A memory that is switched off is none for that shot: no take of the shot it came from is recalled, fills a
slot that keeps a person, or stands for a policy's first or newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from generator.interface import MAX_SLOTS
from tools import memory, provenance
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.memory import Past
from tools.provenance import CardRow
from tools.records import Character, KeyMoment, Pin, Scene, Shot, ShotStatus, Slot, Take, TakeState
from tools.viewing import take_name


@dataclass(frozen=True, slots=True)
class Kept:
    """A pinned memory: what is known of the take, and why the user wants it."""

    past: Past
    words: str


@dataclass(frozen=True, slots=True)
class Off:
    """A memory that is switched off."""

    shot_id: int
    """The shot no take of which is remembered."""
    take_id: int
    """The take it was decided of."""
    code: str
    """Of the shot."""
    words: str


@command
def pin(session: Session, shot_id: int, take_id: int, words: str = "", character: str = "") -> int:
    """Let the takes of a shot remember a take; gives the pin's id. Pinning twice changes the words, and what
    was switched off is on again.

    Args:
        session: of the database.
        shot_id: the shot that is to remember.
        take_id: what it is to remember.
        words: why, in the user's words.
        character: tag of the person it keeps; empty for a place or an action.

    Raises:
        ToolError: the take was not rendered, is not of an earlier shot of the film, nobody has that tag, or
            seven are pinned already.
    """
    shot, source = _rememberable(session, shot_id, take_id)
    if character:
        _known(session, shot.film_id, character)
    _clear(session, [row for row, of in _all(session, shot_id) if row.never and of == source.id])
    found = _pins(session, shot_id)
    same = next((p for p in found if p.take_id == take_id and p.character == character), None)
    if same is not None:
        same.words = words or same.words
        return same.id
    if len(found) >= MAX_SLOTS:
        raise ToolError(f"{shot.code} has {len(found)} pins already, as many as it can remember: unpin one")
    fresh = Pin(film_id=shot.film_id, shot_id=shot_id, take_id=take_id, character=character, words=words)
    session.add(fresh)
    session.flush()
    return fresh.id


@command
def unpin(session: Session, shot_id: int, take_id: int) -> None:
    """Leave it to recall again whether a shot remembers a take, pinned or switched off.

    Raises:
        ToolError: it is neither; says what is pinned.
    """
    found, source = _pins(session, shot_id), one(session, Take, take_id).shot_id
    wanted = [
        row for row, of in _all(session, shot_id) if (of == source if row.never else row.take_id == take_id)
    ]
    if not wanted:
        code = one(session, Shot, shot_id).code
        known = ", ".join(take_name(session, p.take_id) for p in found) or "nothing"
        raise ToolError(f"{take_name(session, take_id)} is not pinned in {code}; pinned is {known}")
    _clear(session, wanted)


@command
def switch_off(session: Session, shot_id: int, take_id: int, words: str = "") -> int:
    """Let no take of a shot remember the shot a take is of; gives the pin's id. Pins of its takes are let go.

    Args:
        session: of the database.
        shot_id: the shot that is not to remember.
        take_id: what it is not to remember, nor any other take of the same shot.
        words: why, in the user's words.

    Raises:
        ToolError: the take was not rendered, or is not of an earlier shot of the film.
    """
    shot, source = _rememberable(session, shot_id, take_id)
    of = [row for row, source_id in _all(session, shot_id) if source_id == source.id]
    same = next((row for row in of if row.never), None)
    if same is not None:
        same.words = words or same.words
        return same.id
    _clear(session, of)
    fresh = Pin(film_id=shot.film_id, shot_id=shot_id, take_id=take_id, words=words, never=True)
    session.add(fresh)
    session.flush()
    return fresh.id


@command
def swap(
    session: Session, shot_id: int, take_id: int, other_id: int, words: str = "", character: str = ""
) -> int:
    """Let the takes of a shot remember another take in the place of one; gives the pin's id.

    Args:
        session: of the database.
        shot_id: the shot that remembers.
        take_id: what it is to remember no more; where the other is of another shot, it is switched off.
        other_id: what it is to remember instead.
        words: why, in the user's words.
        character: tag of the person the memory keeps, or empty.

    Raises:
        ToolError: one of them cannot be remembered in that shot; says why.
    """
    old, new = one(session, Take, take_id), one(session, Take, other_id)
    if old.id == new.id:
        raise ToolError(f"got {take_name(session, take_id)} twice, expected another take in its place")
    if old.shot_id == new.shot_id:
        _clear(session, [row for row, of in _all(session, shot_id) if of == old.shot_id])
    else:
        switch_off(session, shot_id, take_id, words)
    return pin(session, shot_id, other_id, words, character)


@command
def keep(session: Session, shot_id: int, words: str = "kept as it was") -> list[int]:
    """Pin what the circled take of a shot remembers and was replaced since, so that the take stands as it is.

    Gives the ids of the takes that were pinned; what is out of the film, or comes later now, is not.
    """
    shot = one(session, Shot, shot_id)
    slots = session.scalars(select(Slot).where(Slot.take_id == shot.take_id).order_by(Slot.ordinal)).all()
    sources = [(slot.source_take_id, slot.character) for slot in slots if slot.source_take_id is not None]
    gone = replaced(session, shot_id, [take_id for take_id, _ in sources])
    off = {source.shot_id for source in switched_off(session, shot_id)}
    of = {take_id: one(session, Shot, one(session, Take, take_id).shot_id) for take_id in gone}
    kept = [
        (take_id, character)
        for take_id, character in sources
        if take_id in gone and of[take_id].id not in off and _comes_before(of[take_id], shot)
    ]
    for take_id, character in kept:
        pin(session, shot_id, take_id, words, character)
    return list(dict.fromkeys(take_id for take_id, _ in kept))


def pinned(session: Session, shot_id: int) -> list[Kept]:
    """What the user wants a shot to remember, oldest wish first.

    A take is described as it was asked for, not as its shot is planned now. Pins to takes of shots that now
    come later, or were left out of the film, are not among them.
    """
    shot = one(session, Shot, shot_id)
    rows = session.execute(
        select(Pin, Take, KeyMoment, Shot, Scene)
        .join(Take, Take.id == Pin.take_id)
        .join(KeyMoment, KeyMoment.take_id == Take.id)
        .join(Shot, Shot.id == Take.shot_id)
        .join(Scene, Scene.id == Shot.scene_id)
        .where(
            Pin.shot_id == shot_id,
            ~Pin.never,
            Shot.position < shot.position,
            Shot.status != ShotStatus.OMIT,
        )
        .order_by(Pin.id)
    ).all()
    cards = provenance.cards(session, shot.film_id) if rows else {}
    found = [
        Kept(_past(cards, source, take, moment, scene), row.words)
        for row, take, moment, source, scene in rows
    ]
    return list({kept.past.take_id: kept for kept in found}.values())


def switched_off(session: Session, shot_id: int) -> list[Off]:
    """What the user wants a shot not to remember, oldest wish first; what comes later by now is not told."""
    rows = session.execute(
        select(Pin, Shot)
        .join(Take, Take.id == Pin.take_id)
        .join(Shot, Shot.id == Take.shot_id)
        .where(Pin.shot_id == shot_id, Pin.never, Shot.position < one(session, Shot, shot_id).position)
        .order_by(Pin.id)
    )
    return [Off(source.id, row.take_id, source.code, row.words) for row, source in rows]


def replaced(session: Session, shot_id: int, take_ids: Iterable[int]) -> set[int]:
    """Of these takes, those that a take of a shot may not remember: no longer circled, and not pinned; or
    switched off."""
    wanted = set(take_ids)
    circled = session.scalars(
        select(Shot.take_id).where(Shot.take_id.in_(wanted), Shot.status != ShotStatus.OMIT)
    ).all()
    off = [source.shot_id for source in switched_off(session, shot_id)]
    of_those = session.scalars(select(Take.id).where(Take.id.in_(wanted), Take.shot_id.in_(off))).all()
    return wanted - set(circled) - {row.take_id for row in _pins(session, shot_id)} | set(of_those)


def _pins(session: Session, shot_id: int) -> list[Pin]:
    """What is kept, oldest wish first."""
    return [row for row, _ in _all(session, shot_id) if not row.never]


def _all(session: Session, shot_id: int) -> list[tuple[Pin, int]]:
    """Every decision, each with the id of the shot whose take it is about."""
    rows = session.execute(
        select(Pin, Take.shot_id)
        .join(Take, Take.id == Pin.take_id)
        .where(Pin.shot_id == shot_id)
        .order_by(Pin.id)
    )
    return [(row, source_id) for row, source_id in rows]


def _clear(session: Session, rows: Iterable[Pin]) -> None:
    """Take decisions back at once: the next may be about the same take."""
    for row in rows:
        session.delete(row)
    session.flush()


def _rememberable(session: Session, shot_id: int, take_id: int) -> tuple[Shot, Shot]:
    """The shot that remembers, and that of the take.

    Raises:
        ToolError: a take of the one can never remember that take.
    """
    shot, take = one(session, Shot, shot_id), one(session, Take, take_id)
    source = one(session, Shot, take.shot_id)
    name = take_name(session, take_id)
    if take.state is not TakeState.RENDERED:
        raise ToolError(f"{name} has not been rendered; only a rendered take can be remembered")
    if source.film_id != shot.film_id or not _comes_before(source, shot):
        raise ToolError(f"got {name} to be remembered in {shot.code}, expected a take of an earlier shot")
    return shot, source


def _comes_before(source: Shot, shot: Shot) -> bool:
    return source.position < shot.position and source.status is not ShotStatus.OMIT


def _known(session: Session, film_id: int, tag: str) -> None:
    tags = sorted(session.scalars(select(Character.tag).where(Character.film_id == film_id)))
    if tag not in tags:
        raise ToolError(f"got {tag!r} as the person to keep, expected one of {', '.join(tags)}")


def _past(
    cards: Mapping[str, Sequence[CardRow]], shot: Shot, take: Take, moment: KeyMoment, scene: Scene
) -> Past:
    """What is known of a take, as it was asked for: its shot may be planned otherwise by now."""
    request = take.request
    camera = next(c for first, after, c in request.setups if first <= moment.frame < after)
    seen = tuple(f.tag for f in request.figures if f.tag != camera.over and camera.on in {"", f.tag})
    dressed = provenance.worn_by(take.inputs, cards)
    return memory.past(
        (shot, take, moment, scene),
        camera,
        people=seen,
        lines=request.lines,
        props=request.props,
        cards=tuple((card.tag, card.id) for card in dressed if card.tag in seen),
    )
