"""Takes as they are looked at: what was asked, what came back, what each remembers and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from generator.interface import Cue, Measures, ShotRequest
from tools.lookup import one
from tools.records import Film, KeyMoment, Note, Shot, Slot, Take, TakeState


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A memory of a take and why it was chosen."""

    ordinal: int
    kind: str
    character: str
    source: str
    """``LIGHT_010_0020 v001`` or ``card ID_A 1``."""
    frame: int
    audio_start: float
    audio_end: float
    voiced: bool
    score: float
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A take with everything that was asked and came back."""

    id: int
    shot_id: int
    code: str
    number: int
    state: TakeState
    engine: str
    engine_version: str
    camera: dict[str, str]
    """How the engine was set up, by name; empty when it has nothing to say."""
    request: ShotRequest
    digest: str
    slots: tuple[SlotRow, ...]
    recalled: tuple[dict[str, Any], ...]
    left_out: tuple[str, ...]
    skill: str
    clip: str | None
    sound: str | None
    still: str | None
    latents: str | None
    truth: str | None
    cues: tuple[Cue, ...]
    measures: Measures | None
    seconds: float | None
    reused: str
    """The take whose clip this is, or empty."""
    verdict: str
    notes: tuple[str, ...]
    error: str


def takes(session: Session, shot_id: int) -> list[TakeRow]:
    """All takes of a shot, oldest first."""
    ids = session.scalars(select(Take.id).where(Take.shot_id == shot_id).order_by(Take.number))
    return [take(session, take_id) for take_id in ids]


def take(session: Session, take_id: int) -> TakeRow:
    """One take, whole.

    Raises:
        NotFound: there is none.
    """
    row = one(session, Take, take_id)
    code = session.scalar(select(Shot.code).where(Shot.id == row.shot_id)) or ""
    still = session.scalar(select(KeyMoment.still).where(KeyMoment.take_id == take_id))
    slots = session.scalars(select(Slot).where(Slot.take_id == take_id).order_by(Slot.ordinal))
    notes = session.scalars(
        select(Note.text).where(Note.take_id == take_id, Note.resolved_at.is_(None)).order_by(Note.id)
    )
    return TakeRow(
        id=row.id,
        shot_id=row.shot_id,
        code=code,
        number=row.number,
        state=row.state,
        engine=row.engine,
        engine_version=row.engine_version,
        camera=row.camera,
        request=row.request,
        digest=row.digest,
        slots=tuple(_slot_row(session, s) for s in slots),
        recalled=tuple(row.recalled),
        left_out=tuple(row.left_out),
        skill=row.skill,
        clip=row.clip,
        sound=row.sound,
        still=still,
        latents=row.latents,
        truth=row.truth,
        cues=row.cues,
        measures=row.measures,
        seconds=row.seconds,
        reused=take_name(session, row.reused_take_id),
        verdict=row.verdict,
        notes=tuple(notes),
        error=row.error,
    )


def take_name(session: Session, take_id: int | None) -> str:
    """``LIGHT_010_0020 v001``, or empty."""
    if take_id is None:
        return ""
    found = session.execute(
        select(Shot.code, Take.number).join(Take, Take.shot_id == Shot.id).where(Take.id == take_id)
    ).one_or_none()
    return f"{found[0]} v{found[1]:03d}" if found else ""


def rendered_count(session: Session, shot_id: int) -> int:
    """How many takes of a shot have been rendered."""
    return (
        session.scalar(select(func.count()).where(Take.shot_id == shot_id, Take.state == TakeState.RENDERED))
        or 0
    )


def render_seconds(session: Session, engine: str) -> float | None:
    """Measured seconds of rendering per second of film, in films by this engine; None before a first take."""
    rows = session.execute(
        select(Take.seconds, Take.measures)
        .join(Film, Film.id == Take.film_id)
        .where(Film.engine == engine, Take.state == TakeState.RENDERED, Take.seconds > 0)
        .order_by(Take.id.desc())
        .limit(20)
    )
    pairs = [(s, m.seconds) for s, m in rows if s and m]
    return sum(s for s, _ in pairs) / sum(m for _, m in pairs) if pairs else None


def _slot_row(session: Session, slot: Slot) -> SlotRow:
    source = take_name(session, slot.source_take_id) or f"card {slot.source_card_id}"
    return SlotRow(
        ordinal=slot.ordinal,
        kind=slot.kind,
        character=slot.character,
        source=source,
        frame=slot.frame,
        audio_start=slot.audio_start,
        audio_end=slot.audio_end,
        voiced=slot.voiced,
        score=slot.score,
        reason=slot.reason,
        words=slot.words,
    )
