"""What each policy remembers of a story: the director's own steps, its generator's, and nearness of words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from langgraph.runtime import Runtime

from agent import kok
from agent.crew import Crew, Review
from agent.house import House
from agent.nodes.recall import recall
from agent.nodes.remember import CHOSEN, remember
from agent.state import State
from benchmarks.overhead import Instant, Quick
from benchmarks.stories.filming import film
from benchmarks.stories.story import Story
from tools import board
from tools.db import open_database
from tools.embedding import Embedder
from tools.records import SlotKind
from tools.store import MediaStore

BEST = 4
"""Recalled shots that count."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a policy gives one shot, as places in the shot list."""

    best: tuple[int, ...]
    """Its four best; what is measured as recall@4."""
    slots: tuple[int, ...]
    """All the camera gets."""
    dynamic: tuple[int, ...]
    """Those of the slots that were chosen for this shot."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A filmed story and what each policy remembered of it: policy to shots."""

    story: Story
    remembered: dict[str, list[Remembered]]


@contextmanager
def studio(embedder: Embedder) -> Iterator[Crew]:
    """A crew in a temporary folder, whose camera takes no time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = open_database(f"sqlite:///{folder / 'dailies.db'}")
        try:
            yield Crew(
                database=database,
                store=MediaStore(folder / "media"),
                camera=Instant(),
                lab=Quick(),
                writer=House(),
                embedder=embedder,
                work=folder,
                folder=folder,
                report=lambda _: None,
                review=Review.LATER,
            )
        finally:
            database.close()


def watch(crew: Crew, story: Story) -> Watched:
    """Film a story and let every policy remember."""
    with crew.database.write("benchmark") as session:
        film_id = film(session, story, crew.embedder)
    return Watched(
        story,
        {
            "ours": list(_ours(crew, film_id)),
            "embeddings only": list(_nearest(crew.embedder, story)),
            "native": list(_native(crew, film_id)),
        },
    )


def _ours(crew: Crew, film_id: int) -> Iterator[Remembered]:
    """The true steps of the director, shot by shot."""
    with crew.database.read() as session:
        shots = board.shots(session, film_id)
    place: dict[int | None, int] = {shot.take_id: shot.position for shot in shots}
    runtime = Runtime(context=crew)
    for shot in shots:
        state: State = {"film_id": film_id, "shot_id": shot.id}
        state |= recall(state, runtime)
        memories = [c.memory for c in CHOSEN.validate_python(remember(state, runtime)["memories"])]
        yield Remembered(
            best=tuple(place[r["take"]] for r in state["recalled"][:BEST]),
            slots=tuple(place[m.take_id] for m in memories),
            dynamic=tuple(place[m.take_id] for m in memories if m.kind is SlotKind.DYNAMIC),
        )


def _nearest(embedder: Embedder, story: Story) -> Iterator[Remembered]:
    """The four shots whose words, all of them, come nearest."""
    vectors = embedder.embed(list(_words(story)))
    for position in range(len(story.shots)):
        order = np.argsort(-(vectors[:position] @ vectors[position]), kind="stable")[:BEST]
        best = tuple(int(n) for n in order)
        yield Remembered(best, best, best)


def _words(story: Story) -> Iterator[str]:
    names = {card.tag: card.name for card in story.cast.characters}
    for shot, truth in zip(story.shots, story.truths, strict=True):
        scene = story.scenes[truth.scene]
        parts: Sequence[str] = (
            scene.place,
            scene.time,
            ", ".join(names[tag] for tag in shot.tags),
            shot.action,
            " ".join(line.text for line in shot.lines),
            ", ".join(shot.props),
            shot.continuity,
        )
        yield ". ".join(part for part in parts if part)


def _native(crew: Crew, film_id: int) -> Iterator[Remembered]:
    """First-3 ∪ Recent-4: its best four are the newest."""
    history = crew.history(film_id)
    for position in range(len(history)):
        past = history.before(position)
        chosen = kok.native(kok.Wanted((), frozenset(), {}, {}), past).chosen
        place: dict[int | None, int] = {p.take_id: p.position for p in past}
        slots = tuple(place[c.memory.take_id] for c in chosen)
        yield Remembered(tuple(p.position for p in past[-BEST:]), slots, slots)
