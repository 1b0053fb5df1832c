"""Commands about pins: memories the user wants kept, whatever recall finds (E59).

A pin is the one way in which a take may remember another that is no longer circled. Where no place is left it
displaces what was recalled, never what keeps a person: where the shot of the pinned take has a fixed slot,
that slot stays and is filled from the pinned take.
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


@command
def pin(session: Session, shot_id: int, take_id: int, words: str = "", character: str = "") -> int:
    """Let the takes of a shot remember a take; gives the pin's id. Pinning twice changes the words.

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
    shot, take = one(session, Shot, shot_id), one(session, Take, take_id)
    source = one(session, Shot, take.shot_id)
    name = take_name(session, take_id)
    if take.state is not TakeState.RENDERED:
        raise ToolError(f"{name} has not been rendered; only a rendered take can be remembered")
    if source.film_id != shot.film_id or not _comes_before(source, shot):
        raise ToolError(f"got {name} to be remembered in {shot.code}, expected a take of an earlier shot")
    if character:
        _known(session, shot.film_id, character)
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
    """Leave it to recall again whether a shot remembers a take.

    Raises:
        ToolError: it is not pinned; says what is.
    """
    found = _pins(session, shot_id)
    wanted = [p for p in found if p.take_id == take_id]
    if not wanted:
        code = one(session, Shot, shot_id).code
        known = ", ".join(take_name(session, p.take_id) for p in found) or "nothing"
        raise ToolError(f"{take_name(session, take_id)} is not pinned in {code}; pinned is {known}")
    for row in wanted:
        session.delete(row)


@command
def keep(session: Session, shot_id: int, words: str = "kept as it was") -> list[int]:
    """Pin what the circled take of a shot remembers and was replaced since, so that the take stands as it is.

    Gives the ids of the takes that were pinned; what is out of the film, or comes later now, is not.
    """
    shot = one(session, Shot, shot_id)
    slots = session.scalars(select(Slot).where(Slot.take_id == shot.take_id).order_by(Slot.ordinal)).all()
    sources = [(slot.source_take_id, slot.character) for slot in slots if slot.source_take_id is not None]
    gone = replaced(session, shot_id, [take_id for take_id, _ in sources])
    kept = [
        (take_id, character)
        for take_id, character in sources
        if take_id in gone and _comes_before(one(session, Shot, one(session, Take, take_id).shot_id), shot)
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
        .where(Pin.shot_id == shot_id, Shot.position < shot.position, Shot.status != ShotStatus.OMIT)
        .order_by(Pin.id)
    ).all()
    cards = provenance.cards(session, shot.film_id) if rows else {}
    found = [
        Kept(_past(cards, source, take, moment, scene), row.words)
        for row, take, moment, source, scene in rows
    ]
    return list({kept.past.take_id: kept for kept in found}.values())


def replaced(session: Session, shot_id: int, take_ids: Iterable[int]) -> set[int]:
    """Of these takes, those that a take of a shot may not remember: no longer circled, and not pinned."""
    wanted = set(take_ids)
    circled = session.scalars(
        select(Shot.take_id).where(Shot.take_id.in_(wanted), Shot.status != ShotStatus.OMIT)
    ).all()
    return wanted - set(circled) - {row.take_id for row in _pins(session, shot_id)}


def _pins(session: Session, shot_id: int) -> list[Pin]:
    return list(session.scalars(select(Pin).where(Pin.shot_id == shot_id).order_by(Pin.id)))


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
    return Past(
        shot_id=shot.id,
        take_id=take.id,
        code=shot.code,
        take_number=take.number,
        position=shot.position,
        scene_id=shot.scene_id,
        place=memory.place_key(scene.place, scene.heading),
        people=seen,
        speakers=frozenset(line.speaker for line in request.lines),
        props=frozenset(prop.casefold() for prop in request.props),
        cards=tuple((card.tag, card.id) for card in dressed if card.tag in seen),
        scale=camera.scale,
        frame=moment.frame,
        audio_start=moment.audio_start,
        audio_end=moment.audio_end,
        still=moment.still,
        clip=take.clip or "",
        sound=take.sound or "",
        latents=take.latents or "",
        back=camera.over,
    )
