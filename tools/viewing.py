"""Takes as they are looked at: what was asked, what came back, what each remembers and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from generator.interface import Cue, Measures, ShotRequest
from tools.errors import NotFound
from tools.lookup import one
from tools.notes import HUMAN, matter
from tools.records import Film, KeyMoment, Note, NoteCategory, Shot, Slot, Take, TakeState
from tools.story import Evidence


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


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note and what became of it (E60)."""

    id: int
    code: str
    """Of its shot."""
    take_id: int
    take_number: int
    """The take it was written on."""
    frame: int | None
    author: str
    """``user``, or a critic."""
    category: NoteCategory
    text: str
    evidence: Evidence | None
    """What a critic measured."""
    label: str
    """What the user said of a critic's note: ``right``, ``wrong`` or nothing yet."""
    at: datetime
    open: bool
    resolved_by: int | None
    """Number of the take that answered it."""
    tried: int | None
    """Number of the newest take made with the note in mind; None when there is none yet."""


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
    said = session.scalars(
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
        notes=tuple(said),
        error=row.error,
    )


def notes(session: Session, film_id: int, shot_id: int | None = None) -> list[NoteRow]:
    """All notes of a film, or of one shot, in the order of the shots and then of time."""
    resolving = aliased(Take)
    tried = (
        select(func.max(resolving.number))
        .where(
            resolving.shot_id == Take.shot_id,
            resolving.number > Take.number,
            resolving.opened_at >= Note.at,
            resolving.state == TakeState.RENDERED,
        )
        .correlate(Take, Note)
        .scalar_subquery()
    )
    by = aliased(Take)
    rows = session.execute(
        select(Note, Shot.code, Take.number, by.number, tried)
        .join(Take, Take.id == Note.take_id)
        .join(Shot, Shot.id == Take.shot_id)
        .outerjoin(by, by.id == Note.resolved_take_id)
        .where(Note.film_id == film_id, *([] if shot_id is None else [Shot.id == shot_id]))
        .order_by(Shot.position, Note.id)
    )
    return [_note_row(*row) for row in rows]


def note(session: Session, film_id: int, note_id: int) -> NoteRow:
    """One note of a film.

    Raises:
        NotFound: the film has no such note.
    """
    found = next((row for row in notes(session, film_id) if row.id == note_id), None)
    if found is None:
        raise NotFound(f"there is no note {note_id} in this film; its notes are shown by `dailies notes`")
    return found


def open_notes(session: Session, shot_id: int) -> tuple[NoteRow, ...]:
    """The notes the next take of a shot is to answer, oldest first.

    What a critic says of take after take is one note: its newest. What the user called wrong does not count.
    """
    rows = session.scalars(
        select(Note)
        .join(Take, Take.id == Note.take_id)
        .where(Take.shot_id == shot_id, Note.resolved_at.is_(None), Note.label != "wrong")
        .order_by(Note.id)
    )
    wanted = {row.id for row in _newest(rows)}
    film_id = one(session, Shot, shot_id).film_id
    return tuple(row for row in notes(session, film_id, shot_id) if row.id in wanted)


def _newest(rows: Iterable[Note]) -> list[Note]:
    """Of each finding of a critic the newest; everything the user said."""
    by_matter = {(row.id if row.author == HUMAN else matter(row)): row for row in rows}
    return list(by_matter.values())


def _note_row(row: Note, code: str, take_number: int, resolved_by: int | None, tried: int | None) -> NoteRow:
    return NoteRow(
        id=row.id,
        code=code,
        take_id=row.take_id,
        take_number=take_number,
        frame=row.frame,
        author=row.author,
        category=row.category,
        text=row.text,
        evidence=row.evidence,
        label=row.label,
        at=row.at,
        open=row.resolved_at is None,
        resolved_by=resolved_by,
        tried=tried,
    )


def numbered(session: Session, shot_id: int, name: str) -> TakeRow:
    """The take of a shot that is meant by ``v002`` or ``2``.

    Raises:
        NotFound: there is no such take; says which there are.
    """
    made = takes(session, shot_id)
    digits = name.casefold().removeprefix("v")
    found = next((row for row in made if digits.isdigit() and row.number == int(digits)), None)
    if found is None:
        known = ", ".join(f"v{row.number:03d}" for row in made) or "none yet"
        raise NotFound(f"got the take {name!r}, expected one of this shot's: {known}")
    return found


def newest(session: Session, film_id: int) -> int:
    """The id of the take of a film that was opened last; 0 before the first."""
    return session.scalar(select(func.max(Take.id)).where(Take.film_id == film_id)) or 0


def rendered_since(session: Session, film_id: int, take_id: int) -> list[TakeRow]:
    """What was rendered in a film after a take, oldest first."""
    ids = session.scalars(
        select(Take.id)
        .where(Take.film_id == film_id, Take.id > take_id, Take.state == TakeState.RENDERED)
        .order_by(Take.id)
    )
    return [take(session, found) for found in ids]


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
