"""The tables. One class a noun of the film; typed columns; every row carries its version.

Only the commands in this package write them (see :mod:`tools.journal`), each with a journal row in the
same transaction.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, MetaData, Text, UniqueConstraint
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from generator.interface import Cue, Measures, ShotRequest
from tools.columns import Document, Instant, now
from tools.story import Beat, Brief, Evidence, Screenplay, ShotDraft, Topic


class ShotStatus(StrEnum):
    """Where a shot stands (editors.md)."""

    TODO = "todo"
    WIP = "wip"
    REVIEW = "review"
    RETAKE = "retake"
    APPROVED = "approved"
    OMIT = "omit"


class TakeState(StrEnum):
    """Where a take stands; a rendered take is never changed again."""

    OPEN = "open"
    RENDERED = "rendered"
    FAILED = "failed"


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class SlotKind(StrEnum):
    """Fixed slots come from cards and anchors, dynamic ones are chosen for the shot (E56, E57)."""

    FIXED = "fixed"
    DYNAMIC = "dynamic"
    NATIVE = "native"


class Reason(StrEnum):
    """Why a memory was chosen (E57)."""

    CHARACTER = "character"
    SCENE = "scene"
    COSTUME = "costume"
    PROP = "prop"
    ACTION = "action flow"
    NARRATIVE = "narrative"
    NATIVE = "first or recent"


class NoteCategory(StrEnum):
    """What a note is about (E60)."""

    APPEARANCE = "appearance"
    ACTION = "action"
    DIALOGUE = "dialogue"
    CAMERA = "camera"
    LAYOUT = "layout"
    SYNC = "sync"


class CallOutcome(StrEnum):
    """What became of a call of a language model."""

    GOOD = "good"
    """The answer was used."""
    REPAIRED = "repaired"
    """It could not be used; the model was shown why and asked once more."""
    BAD = "bad"
    """It could not be used, and that was the last time of asking."""
    REFUSED = "refused"
    FAILED = "failed"
    """No answer came."""


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can name them too; stores enums by value."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        **{
            kind: SqlEnum(kind, native_enum=False, length=24, values_callable=lambda e: [m.value for m in e])
            for kind in (
                ShotStatus,
                TakeState,
                JobState,
                SlotKind,
                Reason,
                NoteCategory,
                CallOutcome,
                Topic,
            )
        },
    }


def _film() -> Mapped[int]:
    return mapped_column(ForeignKey("film.id", ondelete="CASCADE"), index=True)


class Film(Base):
    """One film: what the user asked for and how it is to be made."""

    __tablename__ = "film"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    brief: Mapped[Brief] = mapped_column(Document(Brief))
    source_name: Mapped[str] = mapped_column(default="")
    screenplay: Mapped[Screenplay | None] = mapped_column(Document(Screenplay))
    """As read from the user's file; None when the film began as an idea."""
    language: Mapped[str] = mapped_column(default="en")
    style: Mapped[str] = mapped_column(default="")
    width: Mapped[int] = mapped_column(default=1280)
    height: Mapped[int] = mapped_column(default=736)
    fps: Mapped[int] = mapped_column(default=25)
    engine: Mapped[str] = mapped_column(default="animatic")
    memory: Mapped[str] = mapped_column(default="agent")
    """Memory policy: ``agent``, ``native`` or ``none``."""
    seed: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Turn(Base):
    """One thing the user asked; all changes made for it belong to it."""

    __tablename__ = "turn"
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    actor: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)


class Question(Base):
    """A question to the user about a vague idea, as a card (E49), and what was answered."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("film_id", "round", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    round: Mapped[int]
    number: Mapped[int]
    """Place in its round, from 1."""
    topic: Mapped[Topic]
    text: Mapped[str] = mapped_column(Text)
    options: Mapped[list[str]] = mapped_column(JSON)
    preset: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    """None until answered; the default of a question that was skipped."""
    given: Mapped[bool] = mapped_column(default=False)
    """True when the answer is the user's own, False when the default was left standing."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Message(Base):
    """Something the user or the director said in the chat. Not journaled: it is the record itself."""

    __tablename__ = "message"
    journaled: ClassVar[bool] = False
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turn.id", ondelete="SET NULL"))
    speaker: Mapped[str]
    """``user`` or ``director``."""
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)


class Call(Base):
    """One call of a language model. Not journaled: it changes nothing of the film."""

    __tablename__ = "call"
    __table_args__ = (Index("ix_call_film_id_request_digest", "film_id", "request_digest"),)
    journaled: ClassVar[bool] = False
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turn.id", ondelete="SET NULL"))
    skill: Mapped[str]
    """Name and version: ``story 1.0.0``."""
    purpose: Mapped[str]
    """``writing``, ``vision`` or ``cheap``."""
    model: Mapped[str]
    tokens_in: Mapped[int] = mapped_column(default=0)
    tokens_out: Mapped[int] = mapped_column(default=0)
    counted: Mapped[bool] = mapped_column(default=False)
    """True when the server counted the tokens; otherwise they are estimated."""
    seconds: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=1)
    cost: Mapped[float | None]
    """In the currency of the prices; None where none is known."""
    outcome: Mapped[CallOutcome]
    request_digest: Mapped[str]
    reply_digest: Mapped[str] = mapped_column(default="")
    request: Mapped[str] = mapped_column(Text)
    """The prompt as JSON, without pictures (they are named by digest)."""
    reply: Mapped[str] = mapped_column(Text, default="")
    error: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)


class Attachment(Base):
    """A file the user gave as knowledge: notes, a bible, research (E50)."""

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("film_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    name: Mapped[str]
    """The file's name, without folders."""
    sha256: Mapped[str]
    """Of the file as it was given."""
    size: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)


class Passage(Base):
    """A piece of an attachment, as it is found and quoted. Not journaled: it follows from the file."""

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("attachment_id", "number"),)
    journaled: ClassVar[bool] = False
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    """Place in the file, from 1."""
    heading: Mapped[str] = mapped_column(Text, default="")
    """The heading it stands under, if the file has any."""
    text: Mapped[str] = mapped_column(Text)
    model: Mapped[str]
    """Which embedder made the vector."""
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    """float32, little-endian, unit length."""


class Story(Base):
    """A version of the global story (E51). The newest is the film's; older ones are kept."""

    __tablename__ = "story"
    __table_args__ = (UniqueConstraint("film_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    number: Mapped[int]
    title: Mapped[str]
    logline: Mapped[str] = mapped_column(Text)
    theme: Mapped[str] = mapped_column(Text, default="")
    style: Mapped[str] = mapped_column(Text)
    beats: Mapped[tuple[Beat, ...]] = mapped_column(Document(tuple[Beat, ...]))
    screenplay: Mapped[Screenplay] = mapped_column(Document(Screenplay))
    skill: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None]
    plan_confirmed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Character(Base):
    """Somebody in the film. Who they are stays; what they look like is their newest card."""

    __tablename__ = "character"
    __table_args__ = (UniqueConstraint("film_id", "tag"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    tag: Mapped[str]
    name: Mapped[str]
    cards: Mapped[list[Card]] = relationship(order_by="Card.number", lazy="selectin")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Card(Base):
    """A version of a character's card. A change of wardrobe is a new version; old ones stay."""

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("character_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    character_id: Mapped[int] = mapped_column(ForeignKey("character.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    from_position: Mapped[int] = mapped_column(default=0)
    """The card holds from this position of the shot list on."""
    appearance: Mapped[str] = mapped_column(Text)
    wardrobe: Mapped[str] = mapped_column(Text)
    voice: Mapped[str] = mapped_column(Text, default="")
    picture: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"))
    """Reference picture."""
    sound: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"))
    """Reference voice."""


class Scene(Base):
    """Where and when, for all its shots."""

    __tablename__ = "scene"
    __table_args__ = (UniqueConstraint("film_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    number: Mapped[int]
    heading: Mapped[str]
    interior: Mapped[bool]
    place: Mapped[str]
    time: Mapped[str] = mapped_column(default="")
    light: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    synopsis: Mapped[str] = mapped_column(Text, default="")
    """What happens; empty where there is a script."""
    planned: Mapped[int] = mapped_column(default=0)
    """Shots it should get; 0 leaves that open."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Shot(Base):
    """One shot of the plan. Its code is never renumbered; its position is its place in the cut."""

    __tablename__ = "shot"
    __table_args__ = (
        UniqueConstraint("scene_id", "number"),
        Index("ix_shot_film_id_position", "film_id", "position"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    scene_id: Mapped[int] = mapped_column(ForeignKey("scene.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    code: Mapped[str]
    position: Mapped[int]
    plan: Mapped[ShotDraft] = mapped_column(Document(ShotDraft))
    status: Mapped[ShotStatus] = mapped_column(default=ShotStatus.TODO)
    take_id: Mapped[int | None] = mapped_column(
        ForeignKey("take.id", use_alter=True, ondelete="SET NULL", name="fk_shot_take_id_take")
    )
    """The circled take: the one the cut and the memory use."""
    wanted: Mapped[int] = mapped_column(default=0)
    """Takes still asked for, when more than one is wanted at once; 0 leaves it at the next."""
    seed: Mapped[int | None] = mapped_column(BigInteger)
    """The seed of the next takes; None gives each a new one."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Take(Base):
    """One attempt at a shot: exactly what was asked of the camera, and what came back."""

    __tablename__ = "take"
    __table_args__ = (UniqueConstraint("shot_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    shot_id: Mapped[int] = mapped_column(ForeignKey("shot.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    state: Mapped[TakeState] = mapped_column(default=TakeState.OPEN)
    engine: Mapped[str]
    engine_version: Mapped[str]
    camera: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """How the engine that made the clip was set up, by name: profile, policy, weights, residency."""
    request: Mapped[ShotRequest] = mapped_column(Document(ShotRequest))
    digest: Mapped[str] = mapped_column(index=True)
    inputs: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Digest of each input by name (shot, cards, scene, memory sources, style, engine): staleness."""
    recalled: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What recall offered for this take, best first, with the parts of each score (Eq. 16)."""
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What did not fit into seven slots, in words."""
    skill: Mapped[str] = mapped_column(default="")
    clip: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"))
    sound: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"))
    latents: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"))
    """What the camera generated, before it was decoded; None when it keeps none."""
    truth: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"))
    """What the camera knows to be true of every frame; None when it knows nothing."""
    cues: Mapped[tuple[Cue, ...]] = mapped_column(Document(tuple[Cue, ...]), default=())
    measures: Mapped[Measures | None] = mapped_column(Document(Measures))
    seconds: Mapped[float | None]
    """How long the render took; 0 for a reused clip."""
    reused_take_id: Mapped[int | None] = mapped_column(ForeignKey("take.id", ondelete="SET NULL"))
    """The take whose clip this is, when the same request had been rendered before."""
    verdict: Mapped[str] = mapped_column(Text, default="")
    error: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime] = mapped_column(default=now)
    rendered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Slot(Base):
    """One memory of a take: where it came from and why it was chosen."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("take_id", "ordinal"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    take_id: Mapped[int] = mapped_column(ForeignKey("take.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    kind: Mapped[SlotKind]
    source_take_id: Mapped[int | None] = mapped_column(ForeignKey("take.id", ondelete="SET NULL"), index=True)
    source_card_id: Mapped[int | None] = mapped_column(ForeignKey("card.id", ondelete="SET NULL"))
    character: Mapped[str] = mapped_column(default="")
    frame: Mapped[int]
    audio_start: Mapped[float]
    audio_end: Mapped[float]
    voiced: Mapped[bool]
    score: Mapped[float]
    reason: Mapped[Reason]
    words: Mapped[str] = mapped_column(Text)
    """The reason as a sentence."""


class KeyMoment(Base):
    """The key moment of a take (KOK, Eq. 8)."""

    __tablename__ = "moment"
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    take_id: Mapped[int] = mapped_column(ForeignKey("take.id", ondelete="CASCADE"), unique=True)
    frame: Mapped[int]
    first_frame: Mapped[int]
    last_frame: Mapped[int]
    audio_start: Mapped[float]
    audio_end: Mapped[float]
    energy: Mapped[float]
    still: Mapped[str] = mapped_column(ForeignKey("media.sha256"))


class Embedding(Base):
    """What a shot means, as a vector: the rows the FAISS index is rebuilt from."""

    __tablename__ = "embedding"
    __table_args__ = (UniqueConstraint("shot_id", "model", "text_digest"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    shot_id: Mapped[int] = mapped_column(ForeignKey("shot.id", ondelete="CASCADE"), index=True)
    model: Mapped[str]
    text_digest: Mapped[str]
    """Digest of the text embedded: a changed shot gets a new row."""
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    """float32, little-endian, unit length."""


class Pin(Base):
    """What the user decided of a memory: the takes of a shot remember this take, whatever recall finds; or
    they never remember any take of its shot."""

    __tablename__ = "pin"
    __table_args__ = (UniqueConstraint("shot_id", "take_id", "character"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    shot_id: Mapped[int] = mapped_column(ForeignKey("shot.id", ondelete="CASCADE"), index=True)
    take_id: Mapped[int] = mapped_column(ForeignKey("take.id", ondelete="CASCADE"), index=True)
    character: Mapped[str] = mapped_column(default="")
    """Tag of the person it keeps; empty for a place or an action."""
    words: Mapped[str] = mapped_column(Text, default="")
    """Why, in the user's words."""
    never: Mapped[bool] = mapped_column(default=False)
    """True where it is switched off instead of kept; ``character`` is empty then."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Note(Base):
    """A remark on a take, at a frame, by a human or a critic."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    take_id: Mapped[int] = mapped_column(ForeignKey("take.id", ondelete="CASCADE"), index=True)
    frame: Mapped[int | None]
    author: Mapped[str]
    category: Mapped[NoteCategory]
    text: Mapped[str] = mapped_column(Text)
    evidence: Mapped[Evidence | None] = mapped_column(Document(Evidence))
    """What a critic measured; None for a note in words."""
    label: Mapped[str] = mapped_column(default="")
    """What the human said of a critic's note: ``right`` or ``wrong``; empty until they do."""
    at: Mapped[datetime] = mapped_column(default=now)
    resolved_at: Mapped[datetime | None]
    resolved_take_id: Mapped[int | None] = mapped_column(ForeignKey("take.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Cut(Base):
    """A finished film: which takes, in which order, joined into which file."""

    __tablename__ = "cut"
    __table_args__ = (UniqueConstraint("film_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    number: Mapped[int]
    takes: Mapped[list[int]] = mapped_column(JSON)
    frames: Mapped[int]
    folder: Mapped[str]
    """Where it was delivered."""
    sha256: Mapped[str]
    """Of ``film.mp4``."""
    at: Mapped[datetime] = mapped_column(default=now)


class Media(Base):
    """A file of the media store. The row is written after the file is safely in place, never before."""

    __tablename__ = "media"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    suffix: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)


class Job(Base):
    """One piece of long work, owned by the worker."""

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = _film()
    kind: Mapped[str]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    question: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the job waits to be told."""
    answer: Mapped[str | None]
    owner: Mapped[str] = mapped_column(default="")
    """``host:pid:start`` of the process at work."""
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Beating(Base):
    """Heartbeat and progress of a job. Not journaled: it says that work goes on, not what changed."""

    __tablename__ = "beat"
    journaled: ClassVar[bool] = False
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]
    done: Mapped[float] = mapped_column(default=0.0)
    """Shots finished, with the fraction of the one in hand."""
    total: Mapped[int] = mapped_column(default=0)
    doing: Mapped[str] = mapped_column(default="")
    cancel: Mapped[bool] = mapped_column(default=False)
    """Set by whoever wants the job to stop."""


class JournalRow(Base):
    """One command: who, which, with what, and every row before and after."""

    __tablename__ = "journal"
    journaled: ClassVar[bool] = False
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int | None] = mapped_column(index=True)
    turn_id: Mapped[int | None] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    actor: Mapped[str]
    tool: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """``{"table", "id", "before", "after"}``; before is null for a new row, after for a deleted one."""
