"""Reads: frozen rows for the director, the command line and the studio. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, case, func, select, type_coerce
from sqlalchemy.orm import Session

from tools.errors import NotFound
from tools.jobs import newest, owner_lives
from tools.planning import newest_story
from tools.records import (
    Character,
    Cut,
    Film,
    JobState,
    JournalRow,
    Media,
    Scene,
    Shot,
    ShotStatus,
    Take,
)
from tools.story import (
    Brief,
    CardDraft,
    CastDraft,
    SceneDraft,
    ScenesDraft,
    Screenplay,
    ShotDraft,
    StoryDraft,
)


@dataclass(frozen=True, slots=True)
class FilmRow:
    """A film at a glance."""

    id: int
    code: str
    title: str
    engine: str
    memory: str
    width: int
    height: int
    fps: int
    seed: int
    language: str
    style: str
    source_name: str
    brief: Brief
    screenplay: Screenplay | None
    shots: int
    rendered: int
    approved: int
    frames: int
    """Length of the shot list, frames."""
    state: str
    """``planning``, ``rendering``, ``finished``, ``interrupted``, ``failed``, ``cancelled``, or what it
    waits for."""
    folder: str
    """Where the newest cut was delivered; empty before the first."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ShotRow:
    """A shot at a glance."""

    id: int
    code: str
    position: int
    scene_id: int
    heading: str
    status: ShotStatus
    plan: ShotDraft
    version: int
    take_id: int | None
    take_number: int | None
    takes: int
    wanted: int
    """Takes still asked for, when more than one is wanted at once."""
    seed: int | None
    """The seed of the next take; None for a new one."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One command."""

    id: int
    turn_id: int | None
    at: datetime
    actor: str
    tool: str
    arguments: dict[str, Any]
    changes: list[dict[str, Any]]


def films(session: Session) -> list[FilmRow]:
    """All films, newest first."""
    return [_film_row(session, film) for film in session.scalars(select(Film).order_by(Film.id.desc()))]


def film(session: Session, name: str | int) -> FilmRow:
    """One film by its code (any case) or id.

    Raises:
        NotFound: there is none; the message lists what there is.
    """
    row = session.get(Film, name) if isinstance(name, int) else None
    if row is None:
        row = session.scalar(select(Film).where(func.upper(Film.code) == str(name).upper()))
    if row is None:
        codes = list(session.scalars(select(Film.code).order_by(Film.id.desc()).limit(10)))
        known = f"the films are {', '.join(codes)}" if codes else "there is none yet: `dailies make IDEA`"
        raise NotFound(f"there is no film {name!r}; {known}")
    return _film_row(session, row)


def shots(session: Session, film_id: int) -> list[ShotRow]:
    """The shot list in order, without what was omitted from it."""
    counted = session.execute(
        select(Take.shot_id, func.count()).where(Take.film_id == film_id).group_by(Take.shot_id)
    )
    counts = {shot_id: count for shot_id, count in counted}  # noqa: C416 — dict() takes a Result for a mapping
    rows = session.execute(
        select(Shot, Scene, Take.number)
        .join(Scene, Scene.id == Shot.scene_id)
        .outerjoin(Take, Take.id == Shot.take_id)
        .where(Shot.film_id == film_id)
        .order_by(Shot.position)
    )
    return [_shot_row(shot, scene, number, counts.get(shot.id, 0)) for shot, scene, number in rows]


def shot(session: Session, film_row: FilmRow, name: str) -> ShotRow:
    """One shot by its code, by the end of its code (``0020``, ``010_0020``), or by its place (``#4``).

    Raises:
        NotFound: none or several fit.
    """
    every = shots(session, film_row.id)
    if name.startswith("#") and name[1:].isdigit():
        fitting = [s for s in every if s.position == int(name[1:]) - 1]
    else:
        fitting = [s for s in every if s.code == name.upper()] or [
            s for s in every if s.code.endswith(f"_{name.upper()}")
        ]
    if len(fitting) != 1:
        found = (
            "there is no such shot" if not fitting else f"{len(fitting)} shots end so: give the whole code"
        )
        raise NotFound(
            f"got shot {name!r} of {film_row.code}: {found}; the first is {every[0].code}"
            if every
            else f"{film_row.code} has no shots yet"
        )
    return fitting[0]


def next_shot(session: Session, film_id: int) -> int | None:
    """The first shot in order that has no circled take, awaits a retake, or was left in the middle of one by
    a process that was stopped; None when all are done."""
    return session.scalar(
        select(Shot.id)
        .where(
            Shot.film_id == film_id,
            Shot.status != ShotStatus.OMIT,
            Shot.take_id.is_(None) | Shot.status.in_((ShotStatus.RETAKE, ShotStatus.WIP)),
        )
        .order_by(Shot.position)
        .limit(1)
    )


def story(session: Session, film_id: int) -> tuple[StoryDraft, int, bool, bool] | None:
    """The newest story, its number, and whether story and plan are confirmed; None before the first."""
    row = newest_story(session, film_id)
    if row is None:
        return None
    draft = StoryDraft(
        title=row.title,
        logline=row.logline,
        theme=row.theme,
        style=row.style,
        beats=row.beats,
        screenplay=row.screenplay,
    )
    return draft, row.number, row.confirmed_at is not None, row.plan_confirmed_at is not None


def cast(session: Session, film_id: int) -> CastDraft:
    """Everybody, with their newest card."""
    rows = session.scalars(select(Character).where(Character.film_id == film_id).order_by(Character.id))
    return CastDraft(
        characters=tuple(
            CardDraft(
                tag=c.tag,
                name=c.name,
                appearance=c.cards[-1].appearance,
                wardrobe=c.cards[-1].wardrobe,
                voice=c.cards[-1].voice,
            )
            for c in rows
        )
    )


def scenes(session: Session, film_id: int) -> ScenesDraft:
    """All scenes in order."""
    rows = session.scalars(select(Scene).where(Scene.film_id == film_id).order_by(Scene.number))
    names = SceneDraft.model_fields
    return ScenesDraft(scenes=tuple(SceneDraft(**{n: getattr(s, n) for n in names}) for s in rows))


def scene_plans(session: Session, scene_id: int) -> dict[int, ShotDraft]:
    """The shot list of one scene: shot id to plan, in order."""
    rows = session.execute(
        select(Shot.id, Shot.plan).where(Shot.scene_id == scene_id).order_by(Shot.position)
    )
    return {shot_id: plan for shot_id, plan in rows}  # noqa: C416 — dict() takes a Result for a mapping


def scene_of(session: Session, shot_id: int) -> SceneDraft:
    """The scene a shot plays in."""
    row = session.scalars(select(Scene).join(Shot, Shot.scene_id == Scene.id).where(Shot.id == shot_id)).one()
    return SceneDraft(**{n: getattr(row, n) for n in SceneDraft.model_fields})


def shot_row(session: Session, shot_id: int) -> ShotRow:
    """One shot by id.

    Raises:
        NotFound: there is none.
    """
    found = session.execute(
        select(Shot, Scene, Take.number)
        .join(Scene, Scene.id == Shot.scene_id)
        .outerjoin(Take, Take.id == Shot.take_id)
        .where(Shot.id == shot_id)
    ).one_or_none()
    if found is None:
        raise NotFound(f"there is no shot {shot_id}")
    count = session.scalar(select(func.count()).where(Take.shot_id == shot_id))
    return _shot_row(found[0], found[1], found[2], count or 0)


def newest_cut(session: Session, film_id: int) -> tuple[int, ...]:
    """The ids of the takes in the newest cut, in order; empty before the first."""
    takes = session.scalar(
        select(Cut.takes).where(Cut.film_id == film_id).order_by(Cut.number.desc()).limit(1)
    )
    return tuple(takes or ())


def journal(session: Session, film_id: int) -> list[JournalEntry]:
    """Everything that was done to a film, oldest first."""
    rows = session.scalars(select(JournalRow).where(JournalRow.film_id == film_id).order_by(JournalRow.id))
    return [JournalEntry(r.id, r.turn_id, r.at, r.actor, r.tool, r.arguments, r.changes) for r in rows]


def missing_media(session: Session, has: Any) -> Sequence[str]:  # noqa: ANN401 — a predicate on digests
    """Digests the rows refer to that ``has`` does not find."""
    return [sha for sha in session.scalars(select(Media.sha256)) if not has(sha)]


def _film_row(session: Session, row: Film) -> FilmRow:
    # Summed in SQL: reading every plan for its length would cost more than the rest of a step.
    frames = func.sum(type_coerce(Shot.plan, JSON)["frames"].as_integer())
    approved = func.sum(case((Shot.status == ShotStatus.APPROVED, 1), else_=0))
    count, done, agreed, length = session.execute(
        select(func.count(), func.count(Shot.take_id), approved, frames).where(
            Shot.film_id == row.id, Shot.status != ShotStatus.OMIT
        )
    ).one()
    folder = session.scalar(
        select(Cut.folder).where(Cut.film_id == row.id).order_by(Cut.number.desc()).limit(1)
    )
    return FilmRow(
        id=row.id,
        code=row.code,
        title=row.title,
        engine=row.engine,
        memory=row.memory,
        width=row.width,
        height=row.height,
        fps=row.fps,
        seed=row.seed,
        language=row.language,
        style=row.style,
        source_name=row.source_name,
        brief=row.brief,
        screenplay=row.screenplay,
        shots=count,
        rendered=done,
        approved=agreed or 0,
        frames=length or 0,
        state=_state(session, row.id, count, done, folder),
        folder=folder or "",
        created_at=row.created_at,
    )


def _state(session: Session, film_id: int, shots_: int, done: int, folder: str | None) -> str:
    job = newest(session, film_id)
    if job is not None and job.state is JobState.WAITING and job.question:
        return f"waits for your word on the {job.question['gate']}"
    if job is not None and job.state in {JobState.FAILED, JobState.CANCELLED}:
        return str(job.state)
    if job is not None and job.state in {JobState.QUEUED, JobState.RUNNING} and not owner_lives(session, job):
        return "interrupted"
    if not shots_:
        return "planning"
    return "finished" if done == shots_ and folder else "rendering"


def _shot_row(shot_: Shot, scene: Scene, take_number: int | None, takes_: int) -> ShotRow:
    return ShotRow(
        id=shot_.id,
        code=shot_.code,
        position=shot_.position,
        scene_id=shot_.scene_id,
        heading=scene.heading,
        status=shot_.status,
        plan=shot_.plan,
        version=shot_.version,
        take_id=shot_.take_id,
        take_number=take_number,
        takes=takes_,
        wanted=shot_.wanted,
        seed=shot_.seed,
    )
