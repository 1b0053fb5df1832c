"""Puts a story into a database as the director would: through the commands, with a take for every shot."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.stories.story import Story
from generator.interface import Clip, Measures, Moment, Place, ShotRequest
from tools import board, memory, planning, takes
from tools.digests import digest
from tools.embedding import Embedder
from tools.records import Character
from tools.store import Blob
from tools.story import Action, Brief, ScenesDraft, Screenplay, ScriptScene, ShotListDraft

MEASURES = Measures(
    seconds=1.0, loudness_lufs=-16.0, peak_dbfs=-3.0, clipped_samples=0, black_frames=0, frozen_frames=0
)


def film(session: Session, story: Story, embedder: Embedder) -> int:
    """A film with plan, cards and vectors, and one rendered take of every shot; gives its id."""
    film_id = planning.create_film(
        session,
        Brief(kind="fountain", text=""),
        Screenplay(scenes=(ScriptScene(heading="", blocks=(Action(text="…"),)),)),
        source_name=f"{story.number}.fountain",
        title=f"S{story.number}",
        engine="none",
        size=(128, 128),
    )
    planning.write_cast(session, film_id, story.cast)
    planning.write_scenes(session, film_id, ScenesDraft(scenes=story.scenes))
    planning.write_shots(session, film_id, ShotListDraft(shots=story.shots))
    people = {c.tag: c.id for c in session.query(Character).filter_by(film_id=film_id)}
    for change in story.dressings:
        planning.dress(session, people[change.tag], change.wardrobe, change.position)
    vectors = memory.embed_shots(session, film_id, embedder)
    memory.write_embeddings(session, film_id, embedder.name, vectors)
    for shot in board.shots(session, film_id):
        _take(session, film_id, shot)
    return film_id


def _take(session: Session, film_id: int, shot: board.ShotRow) -> None:
    """A take as a camera would have made it that leaves files of no content."""
    frames = shot.plan.frames
    request = ShotRequest(
        code=shot.code, frames=frames, place=Place(heading=shot.heading), prompt="", width=128, height=128
    )
    cards = memory.cards_at(session, film_id, shot.position)
    opening = takes.Opening(
        shot_id=shot.id,
        request=request,
        engine="none",
        engine_version="1",
        inputs={f"card {tag}": digest([cards[tag].id, cards[tag].number]) for tag in shot.plan.tags},
    )
    take_id = takes.open_take(session, opening)
    clip, sound, still = (_blob(shot.code, suffix) for suffix in (".mp4", ".flac", ".png"))
    nowhere = Path()
    takes.finish_take(
        session,
        take_id,
        takes.Rushes(
            clip=clip,
            sound=sound,
            still=still,
            facts=Clip(nowhere, nowhere, frames, 128, 128, frames * 1920),
            moment=Moment(frames // 2, frames // 2 - 4, frames // 2 + 4, 0.0, 1.0, 1.0, nowhere),
            measures=MEASURES,
            seconds=0.0,
        ),
    )


def _blob(code: str, suffix: str) -> Blob:
    return Blob(hashlib.sha256(f"{code}{suffix}".encode()).hexdigest(), suffix, 0)
