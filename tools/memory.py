"""Commands and reads of memory: what each shot means, and what is known of every circled take."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from generator.interface import Camera, Line, Scale
from tools import provenance
from tools.digests import text_digest
from tools.embedding import Embedder, Vectors
from tools.journal import command
from tools.provenance import CardRow
from tools.records import Card, Character, Embedding, KeyMoment, Scene, Shot, ShotStatus, Take
from tools.story import ShotDraft

SOMEBODY = "somebody"
"""Stands for every name in what is embedded."""


@dataclass(frozen=True, slots=True)
class Past:
    """A shot that has a circled take: what the director can remember of it."""

    shot_id: int
    take_id: int
    code: str
    take_number: int
    position: int
    scene_id: int
    place: str
    people: tuple[str, ...]
    """Tags of those whose faces the key moment shows, left to right."""
    speakers: frozenset[str]
    """Tags heard, in frame or not."""
    props: frozenset[str]
    cards: tuple[tuple[str, int], ...]
    """(tag, card id) of the people in frame, as they were dressed in the take."""
    scale: Scale
    """How large the key moment shows them."""
    frame: int
    audio_start: float
    audio_end: float
    still: str
    clip: str
    sound: str
    latents: str = ""
    """sha256 of what the camera generated; empty when it kept none."""
    back: str = ""
    """Tag of the person over whose shoulder the key moment looks; empty when it does not."""


def shot_text(plan: ShotDraft, names: Collection[str]) -> str:
    """The words that stand for a shot in recall: what happens, what is said, what matters.

    Place and people are compared as such (:mod:`tools.relevance`). Names are left out here: two shots of Mara
    are near each other in any embedding, whatever happens in them.
    """
    parts = [plan.action, " ".join(line.text for line in plan.lines), ", ".join(plan.props)]
    return _nameless(". ".join(part for part in parts if part), names)


def _nameless(words: str, names: Collection[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        named = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
        words = re.sub(named, SOMEBODY if name.isascii() else "某人", words, flags=re.IGNORECASE)
    return words


def embed_shots(
    session: Session, film_id: int, embedder: Embedder, shot_id: int | None = None
) -> list[tuple[int, str, Vectors]]:
    """Compute the vectors a film lacks: (shot id, digest of its text, vector [size]).

    A shot lacks one when it has none by this model. Of ``shot_id`` it is also seen whether its words have
    changed since: an earlier shot is looked at again when it is made again.
    """
    rows = session.execute(
        select(Shot, Embedding.text_digest)
        .outerjoin(Embedding, (Embedding.shot_id == Shot.id) & (Embedding.model == embedder.name))
        .where(Shot.film_id == film_id, Embedding.id.is_(None) | (Shot.id == shot_id))
    ).all()
    names = session.scalars(select(Character.name).where(Character.film_id == film_id)).all()
    texts = [(shot.id, shot_text(shot.plan, names), digest) for shot, digest in rows]
    lacking = [(i, words) for i, words, digest in texts if text_digest(words) != digest]
    if not lacking:
        return []
    vectors = embedder.embed([words for _, words in lacking])
    return [(i, text_digest(words), vector) for (i, words), vector in zip(lacking, vectors, strict=True)]


@command
def write_embeddings(
    session: Session, film_id: int, model: str, vectors: Sequence[tuple[int, str, Vectors]]
) -> None:
    """Keep what shots mean, replacing what a changed shot used to mean."""
    for shot_id, digest, vector in vectors:
        old = session.scalars(
            select(Embedding).where(Embedding.shot_id == shot_id, Embedding.model == model)
        ).all()
        for row in old:
            session.delete(row)
        session.add(
            Embedding(
                film_id=film_id,
                shot_id=shot_id,
                model=model,
                text_digest=digest,
                vector=np.asarray(vector, dtype="<f4").tobytes(),
            )
        )


def circled(session: Session, film_id: int) -> dict[int, tuple[int, int]]:
    """What memory may rest on: shot id to (circled take id, version of the shot)."""
    rows = session.execute(
        select(Shot.id, Shot.take_id, Shot.version).where(
            Shot.film_id == film_id, Shot.take_id.is_not(None), Shot.status != ShotStatus.OMIT
        )
    )
    return {shot_id: (take_id, version) for shot_id, take_id, version in rows if take_id is not None}


def recollect(session: Session, film_id: int, shot_ids: Iterable[int]) -> list[Past]:
    """Read what is known of these shots' circled takes."""
    wanted, cards = list(shot_ids), provenance.cards(session, film_id)
    found: list[Past] = []
    for start in range(0, len(wanted), 500):  # SQLite binds at most a few thousand values
        rows = session.execute(
            select(Shot, Take, KeyMoment, Scene)
            .join(Take, Take.id == Shot.take_id)
            .join(KeyMoment, KeyMoment.take_id == Take.id)
            .join(Scene, Scene.id == Shot.scene_id)
            .where(Shot.id.in_(wanted[start : start + 500]))
        )
        found += [_past(cards, shot, take, moment, scene) for shot, take, moment, scene in rows]
    return found


def stored_vectors(session: Session, shot_ids: Sequence[int], model: str) -> dict[int, Vectors]:
    """The vectors of these shots, as far as they have one by this model."""
    found: dict[int, Vectors] = {}
    for start in range(0, len(shot_ids), 500):
        rows = session.execute(
            select(Embedding.shot_id, Embedding.vector).where(
                Embedding.shot_id.in_(shot_ids[start : start + 500]), Embedding.model == model
            )
        )
        found |= {shot_id: np.frombuffer(vector, dtype="<f4") for shot_id, vector in rows}
    return found


def cards_at(session: Session, film_id: int, position: int) -> dict[str, Card]:
    """Everybody's card as it stands at a position of the shot list, by tag."""
    characters = session.scalars(select(Character).where(Character.film_id == film_id).order_by(Character.id))
    closets = {c.tag: c.cards for c in characters}
    fitting = {tag: [c for c in cards if c.from_position <= position] for tag, cards in closets.items()}
    return {tag: max(cards, key=lambda c: c.number) for tag, cards in fitting.items() if cards}


def place_key(place: str, heading: str) -> str:
    """What makes two scenes play in the same place: its name, or the heading where it has none."""
    return (place or heading).casefold()


def _dressed(cards: Mapping[str, Sequence[CardRow]], shot: Shot, take: Take) -> dict[str, int]:
    """Id of the card everybody wore in a take, by tag.

    Where the card that holds at the shot now looks the same it stands for the old one: a change that was
    taken back is none.
    """
    now = provenance.worn(cards, shot.position)
    wore = {card.tag: card for card in provenance.worn_by(take.inputs, cards)}
    return {
        tag: now[tag].id if tag in now and _alike(now[tag], card) else card.id for tag, card in wore.items()
    }


def _alike(one: CardRow, other: CardRow) -> bool:
    return (one.appearance, one.wardrobe) == (other.appearance, other.wardrobe)


def _past(
    cards: Mapping[str, Sequence[CardRow]], shot: Shot, take: Take, moment: KeyMoment, scene: Scene
) -> Past:
    plan, dressed = shot.plan, _dressed(cards, shot, take)
    camera = plan.camera_at(moment.frame)
    return past(
        (shot, take, moment, scene),
        camera,
        people=plan.faces(camera),
        lines=plan.lines,
        props=plan.props,
        cards=tuple((tag, dressed[tag]) for tag in plan.tags if tag in dressed),
    )


def past(
    filmed: tuple[Shot, Take, KeyMoment, Scene],
    camera: Camera,
    *,
    people: tuple[str, ...],
    lines: Iterable[Line],
    props: Iterable[str],
    cards: tuple[tuple[str, int], ...],
) -> Past:
    """What can be remembered of a take: what is stored with it, and what it shows and says."""
    shot, take, moment, scene = filmed
    return Past(
        shot_id=shot.id,
        take_id=take.id,
        code=shot.code,
        take_number=take.number,
        position=shot.position,
        scene_id=shot.scene_id,
        place=place_key(scene.place, scene.heading),
        people=people,
        speakers=frozenset(line.speaker for line in lines),
        props=frozenset(prop.casefold() for prop in props),
        cards=cards,
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
