"""Commands about takes: open, finish, fail, circle, approve. Takes are append-only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from generator.interface import Clip, Measures, Moment, ShotRequest
from tools import notes
from tools.columns import now
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import (
    KeyMoment,
    Media,
    Reason,
    Shot,
    ShotStatus,
    Slot,
    SlotKind,
    Take,
    TakeState,
)
from tools.store import Blob

MOST_TAKES = 8
"""Takes of a shot that may be asked for at once."""


@dataclass(frozen=True, slots=True)
class Memory:
    """One memory chosen for a take, with where it comes from and why."""

    kind: SlotKind
    reason: Reason
    words: str
    score: float
    frame: int
    audio_start: float
    audio_end: float
    voiced: bool
    character: str = ""
    take_id: int | None = None
    card_id: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything known about a take before it is rendered."""

    shot_id: int
    request: ShotRequest
    engine: str
    engine_version: str
    camera: Mapping[str, str] = field(default_factory=dict)
    """How the engine is set up: the facts of its capabilities."""
    memories: Sequence[Memory] = ()
    recalled: Sequence[Mapping[str, Any]] = ()
    left_out: Sequence[str] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Rushes:
    """What came back from the camera, already in the media store."""

    clip: Blob
    sound: Blob
    still: Blob
    facts: Clip
    moment: Moment
    measures: Measures
    seconds: float
    latents: Blob | None = None
    """What the camera generated, before it was decoded; None when it keeps none."""
    truth: Blob | None = None
    """What the camera knows to be true of every frame; None when it knows nothing."""
    camera: Mapping[str, str] = field(default_factory=dict)
    """How the camera was set up while it rendered; empty leaves what it said at opening."""


@command
def open_take(session: Session, opening: Opening) -> int:
    """Open the next take of a shot with its request and slots; gives its id.

    A take of this very request that was opened and not finished (a killed process) is given back instead,
    with the camera as it is set up now.
    """
    shot = one(session, Shot, opening.shot_id)
    digest = opening.request.digest(opening.engine, opening.engine_version)
    open_one = session.scalar(
        select(Take).where(Take.shot_id == shot.id, Take.state == TakeState.OPEN).order_by(Take.number.desc())
    )
    if open_one is not None and open_one.digest == digest:
        open_one.camera = dict(opening.camera)
        return open_one.id
    if open_one is not None:
        open_one.state, open_one.error = (
            TakeState.FAILED,
            "given up: the request changed before it was rendered",
        )
    last = session.scalar(select(func.max(Take.number)).where(Take.shot_id == shot.id)) or 0
    take = Take(
        film_id=shot.film_id,
        shot_id=shot.id,
        number=last + 1,
        engine=opening.engine,
        engine_version=opening.engine_version,
        camera=dict(opening.camera),
        request=opening.request,
        digest=digest,
        inputs=dict(opening.inputs),
        recalled=[dict(r) for r in opening.recalled],
        left_out=list(opening.left_out),
        skill=opening.skill,
    )
    session.add(take)
    session.flush()
    session.add_all(_slot(take, n, memory) for n, memory in enumerate(opening.memories))
    shot.status = ShotStatus.WIP
    return take.id


@command
def finish_take(session: Session, take_id: int, rushes: Rushes) -> None:
    """Record a rendered clip and circle the take. Does nothing when the take is already rendered."""
    take = one(session, Take, take_id)
    if take.state is TakeState.RENDERED:
        return
    for blob in (rushes.clip, rushes.sound, rushes.still, rushes.latents, rushes.truth):
        if blob is not None:
            register_media(session, blob)
    session.flush()
    moment = rushes.moment
    _rendered(take, rushes.clip.sha256, rushes.sound.sha256)
    take.latents = rushes.latents.sha256 if rushes.latents else None
    take.truth = rushes.truth.sha256 if rushes.truth else None
    take.camera = dict(rushes.camera or take.camera)
    take.cues, take.measures, take.seconds = rushes.facts.cues, rushes.measures, rushes.seconds
    session.add(
        KeyMoment(
            film_id=take.film_id,
            take_id=take.id,
            frame=moment.frame,
            first_frame=moment.first_frame,
            last_frame=moment.last_frame,
            audio_start=moment.audio_start,
            audio_end=moment.audio_end,
            energy=moment.energy,
            still=rushes.still.sha256,
        )
    )
    _circle(session, take)


@command
def reuse_clip(session: Session, take_id: int, source_id: int) -> None:
    """Give a take the clip of an earlier one with the same digest, its latents, its truth and how the camera
    that made them was set up, and say whose they are."""
    take, source = one(session, Take, take_id), one(session, Take, source_id)
    if take.state is TakeState.RENDERED:
        return
    if source.digest != take.digest or source.clip is None or source.sound is None:
        raise ToolError(f"take {source_id} is not a rendering of the request of take {take_id}")
    moment = session.scalar(select(KeyMoment).where(KeyMoment.take_id == source.id))
    if moment is None:
        raise ToolError(f"take {source_id} has no key moment")
    _rendered(take, source.clip, source.sound)
    take.latents, take.truth, take.camera = source.latents, source.truth, dict(source.camera)
    take.cues, take.measures, take.seconds = source.cues, source.measures, 0.0
    take.reused_take_id = source.reused_take_id or source.id
    names = ("frame", "first_frame", "last_frame", "audio_start", "audio_end", "energy", "still")
    session.add(
        KeyMoment(film_id=take.film_id, take_id=take.id, **{name: getattr(moment, name) for name in names})
    )
    _circle(session, take)


@command
def fail_take(session: Session, take_id: int, error: str) -> None:
    """Record why a take could not be rendered; the shot goes back to what it was."""
    take = one(session, Take, take_id)
    if take.state is not TakeState.OPEN:
        return
    take.state, take.error = TakeState.FAILED, error
    shot = one(session, Shot, take.shot_id)
    shot.status = ShotStatus.TODO if shot.take_id is None else ShotStatus.REVIEW
    shot.wanted, shot.seed = 0, None


@command
def judge(session: Session, take_id: int, verdict: str, critics: Collection[str] = (notes.MEASURES,)) -> None:
    """Record what the critics said of a take, in words, and close what they no longer find (E61).

    Args:
        session: of the database.
        take_id: the take; the critics' notes on it are written.
        verdict: what they said.
        critics: those who have looked at it.
    """
    one(session, Take, take_id).verdict = verdict
    notes.settle(session, take_id, critics)


@command
def approve(session: Session, take_id: int) -> None:
    """The human said yes: circle this take, mark the shot approved, close the notes it was made to answer.

    An older take may be approved again; the newer ones are kept. Takes still asked for are not made.

    Raises:
        ToolError: the take has not been rendered, or its shot is left out of the film.
    """
    take = one(session, Take, take_id)
    if take.state is not TakeState.RENDERED:
        raise ToolError(f"v{take.number:03d} has not been rendered; only a rendered take can be approved")
    shot = one(session, Shot, take.shot_id)
    if shot.status is ShotStatus.OMIT:
        raise ToolError(f"{shot.code} is left out of the film: restore it before you approve a take")
    shot.take_id, shot.status = take.id, ShotStatus.APPROVED
    shot.wanted, shot.seed = 0, None
    notes.answer_notes(session, take_id)


@command
def ask_retake(session: Session, shot_id: int, *, count: int = 1, same_seed: bool = False) -> None:
    """The human wants other takes of this shot (E62).

    Args:
        session: of the database.
        shot_id: the shot.
        count: how many, each with its own seed.
        same_seed: make the one take with the seed of the circled one: what is then different comes from what
            was asked differently.

    Raises:
        ToolError: too many takes, several with one seed, or the seed of a take there is not.
    """
    shot = one(session, Shot, shot_id)
    if not 1 <= count <= MOST_TAKES:
        raise ToolError(f"got {count} takes, expected 1 to {MOST_TAKES}")
    if same_seed and count > 1:
        raise ToolError(f"got {count} takes with the same seed, which would be one take: ask for one")
    if same_seed and shot.take_id is None:
        raise ToolError(f"{shot.code} has no take yet whose seed could be used again")
    circled = one(session, Take, shot.take_id) if same_seed and shot.take_id is not None else None
    shot.seed = circled.request.seed if circled is not None else None
    shot.wanted = count if count > 1 else 0
    shot.status = ShotStatus.RETAKE


@command
def register_media(session: Session, blob: Blob) -> None:
    """Record a stored file, once."""
    if session.get(Media, blob.sha256) is None:
        session.add(Media(sha256=blob.sha256, suffix=blob.suffix, size=blob.size))


def rendered_before(session: Session, take_id: int) -> int | None:
    """The newest rendered take with the same digest, in any film: its clip can be used again."""
    take = one(session, Take, take_id)
    return session.scalar(
        select(Take.id)
        .where(Take.digest == take.digest, Take.state == TakeState.RENDERED, Take.id != take.id)
        .order_by(Take.id.desc())
        .limit(1)
    )


def _rendered(take: Take, clip: str, sound: str) -> None:
    take.state, take.clip, take.sound, take.rendered_at = TakeState.RENDERED, clip, sound, now()


def _circle(session: Session, take: Take) -> None:
    """The newest take counts until the user says otherwise; another is made where more are wanted."""
    shot = one(session, Shot, take.shot_id)
    shot.wanted = max(shot.wanted - 1, 0)
    shot.take_id, shot.seed = take.id, None
    shot.status = ShotStatus.RETAKE if shot.wanted else ShotStatus.REVIEW


def _slot(take: Take, ordinal: int, memory: Memory) -> Slot:
    return Slot(
        film_id=take.film_id,
        take_id=take.id,
        ordinal=ordinal,
        kind=memory.kind,
        source_take_id=memory.take_id,
        source_card_id=memory.card_id,
        character=memory.character,
        frame=memory.frame,
        audio_start=memory.audio_start,
        audio_end=memory.audio_end,
        voiced=memory.voiced,
        score=memory.score,
        reason=memory.reason,
        words=memory.words,
    )
