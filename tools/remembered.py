"""What a take remembers, memory by memory, as it is shown; and what else could be remembered. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.lookup import one
from tools.records import Card, Character, KeyMoment, Pin, Shot, ShotStatus, Slot, Take, TakeState


@dataclass(frozen=True, slots=True)
class Remembered:
    """A memory of a take: what the camera was given, and why."""

    ordinal: int
    kind: str
    """``fixed``, ``dynamic`` or ``native``."""
    code: str
    """Shot it comes from; empty for a card."""
    take: int
    """Number of its take; of a card its version."""
    character: str
    """Tag of whom it keeps, or empty."""
    picture: str
    """sha256 of the still."""
    voice: str
    """sha256 of the sound it brings along; empty for silence."""
    audio_start: float
    audio_end: float
    """The window of the sound, seconds."""
    frame: int
    score: float
    parts: Mapping[str, float]
    """The score in its named parts; empty where it was not scored."""
    reason: str
    words: str
    now: str
    """``stands``, ``left out``, ``gone``, or the take that took its place: ``v003``."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided of a memory of a shot."""

    code: str
    take: int
    """Number of the take it is about."""
    character: str
    still: str
    words: str
    """Why."""
    never: bool
    """True where it is switched off, False where it is pinned."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A take that a shot could remember."""

    code: str
    take: int
    circled: bool
    still: str
    people: tuple[str, ...]
    """Tags of who is in frame."""


def memories(session: Session, take_id: int) -> list[Remembered]:
    """What a take remembers, slot by slot."""
    take = one(session, Take, take_id)
    parts = {entry["shot"]: entry["parts"] for entry in take.recalled}
    rows = session.scalars(select(Slot).where(Slot.take_id == take_id).order_by(Slot.ordinal))
    return [_memory(session, take, slot, parts) for slot in rows]


def decisions(session: Session, shot_id: int) -> list[Decision]:
    """What the user pinned and switched off for the takes of a shot, oldest first."""
    rows = session.execute(
        select(Pin, Shot.code, Take.number, KeyMoment.still)
        .join(Take, Take.id == Pin.take_id)
        .join(Shot, Shot.id == Take.shot_id)
        .outerjoin(KeyMoment, KeyMoment.take_id == Take.id)
        .where(Pin.shot_id == shot_id)
        .order_by(Pin.id)
    )
    return [
        Decision(code, number, pin.character, still or "", pin.words, pin.never)
        for pin, code, number, still in rows
    ]


def candidates(session: Session, shot_id: int) -> list[Candidate]:
    """Every take that a shot could remember: those of the shots before it that are in the film, in order."""
    shot = one(session, Shot, shot_id)
    rows = session.execute(
        select(Shot, Take.id, Take.number, KeyMoment.still)
        .join(Take, Take.shot_id == Shot.id)
        .join(KeyMoment, KeyMoment.take_id == Take.id)
        .where(
            Shot.film_id == shot.film_id,
            Shot.position < shot.position,
            Shot.status != ShotStatus.OMIT,
            Take.state == TakeState.RENDERED,
        )
        .order_by(Shot.position, Take.number)
    )
    return [
        Candidate(source.code, number, source.take_id == take_id, still, source.plan.tags)
        for source, take_id, number, still in rows
    ]


def _memory(session: Session, take: Take, slot: Slot, parts: Mapping[int, dict[str, float]]) -> Remembered:
    given = next((one for one in take.request.slots if one.ordinal == slot.ordinal), None)
    source = session.get(Take, slot.source_take_id) if slot.source_take_id is not None else None
    shot = one(session, Shot, source.shot_id) if source is not None else None
    card = session.get(Card, slot.source_card_id) if slot.source_card_id is not None else None
    return Remembered(
        ordinal=slot.ordinal,
        kind=str(slot.kind),
        code=shot.code if shot is not None else "",
        take=source.number if source is not None else card.number if card is not None else 0,
        character=slot.character,
        picture=given.picture if given is not None else "",
        voice=given.voice if given is not None else "",
        audio_start=slot.audio_start,
        audio_end=slot.audio_end,
        frame=slot.frame,
        score=slot.score,
        parts=parts.get(shot.id, {}) if shot is not None else {},
        reason=str(slot.reason),
        words=slot.words,
        now=_of_card(session, take, card) if shot is None or source is None else _now(session, shot, source),
    )


def _now(session: Session, shot: Shot, source: Take) -> str:
    if shot.status is ShotStatus.OMIT:
        return "left out"
    now = session.get(Take, shot.take_id) if shot.take_id is not None else None
    if now is None:
        return "gone"
    same = now.id == source.id or now.digest == source.digest or now.clip == source.clip
    return "stands" if same else f"v{now.number:03d}"


def _of_card(session: Session, take: Take, card: Card | None) -> str:
    """Whether the picture of a card is still that of the card which holds at the shot."""
    if card is None:
        return "gone"
    position = one(session, Shot, take.shot_id).position
    cards = one(session, Character, card.character_id).cards
    now = max((c for c in cards if c.from_position <= position), key=lambda c: c.number)
    return "stands" if now.picture == card.picture else f"v{now.number:03d}" if now.picture else "gone"
