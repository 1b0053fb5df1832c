"""A tale filmed in one way: every shot remembers what the way lets it remember."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.toon_making import RATE, Made, Maker
from benchmarks.toon_memory import Choice, Pick, chosen
from benchmarks.toon_tales import Tale
from generator.echo.memory import Slot
from generator.echo.window import choose_window
from generator.interface import FPS, MAX_SLOTS
from generator.toon.world import LATENTS_PER_SECOND


class Source(StrEnum):
    """Where the pictures and voices of a memory come from."""

    MADE = "made"
    """The film itself, as it was generated."""
    TRUE = "true"
    """Drawings of the same shots."""
    OTHER = "other"
    """Drawings of the same shots, with other people in other rooms."""


class Look(StrEnum):
    """What is judged."""

    MADE = "made"
    DRAWN = "drawn"
    """The drawing itself: the most the judges can say."""
    RECODED = "recoded"
    """The drawing through the autoencoders: the most a generator can reach."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a tale is filmed."""

    name: str
    choice: Choice = Choice.NONE
    source: Source = Source.MADE
    look: Look = Look.MADE
    slots: int = MAX_SLOTS
    """Memories at most."""
    loudest: bool = True
    """Whether a voice is taken from the loudest window of its shot, or from anywhere in it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A shot that was filmed."""

    position: int
    made: Made
    truth: Made
    seconds: float
    """How long it took to make."""


@dataclass(slots=True)
class Reel:
    """The drawings of a tale, each made once, whoever asks."""

    tale: Tale
    maker: Maker
    _drawn: dict[tuple[int, bool], Made] = field(default_factory=dict)

    def drawn(self, position: int, *, other: bool = False) -> Made:
        """A shot as it should be, or as it would be in the other story."""
        key = position, other
        if key not in self._drawn:
            story = self.tale.other if other else self.tale.story
            seed = seed_of(self.tale, position, 0)
            self._drawn[key] = self.maker.draw(self.tale.shots[position], story, seed)
        return self._drawn[key]


def seed_of(tale: Tale, position: int, seed: int) -> int:
    """The noise of a shot: the same in every way of filming."""
    return random.Random(f"{tale.number} {position} {seed}").getrandbits(31)


def film(reel: Reel, way: Way, seed: int = 0) -> Iterator[Shown]:
    """Every shot of a tale that is not given, one after another."""
    tale, maker = reel.tale, reel.maker
    made: dict[int, Made] = {}
    slots: dict[Pick, Slot] = {}

    def past(position: int) -> Made:
        if way.source is Source.MADE and position in made:
            return made[position]
        return reel.drawn(position, other=way.source is Source.OTHER)

    def slot(pick: Pick) -> Slot:
        if pick not in slots:
            slots[pick] = _slot(maker, past(pick.shot), pick, way, seed_of(tale, pick.shot, seed))
        return slots[pick]

    for position in range(tale.given, len(tale.shots)):
        shot, truth = tale.shots[position], reel.drawn(position)
        picks = chosen(way.choice, tale.shots, position, way.slots)
        start = time.perf_counter()
        match way.look:
            case Look.DRAWN:
                found = truth
            case Look.RECODED:
                found = maker.recode(truth)
            case Look.MADE:
                memory = [slot(pick) for pick in picks]
                found = maker.make(shot, memory, seed_of(tale, position, seed))
        made[position] = found
        yield Shown(position, found, truth, time.perf_counter() - start)


def _slot(maker: Maker, made: Made, pick: Pick, way: Way, seed: int) -> Slot:
    frame = len(made.frames) - 1 if pick.last else 0
    if not pick.voiced:
        return maker.remember(made, frame, None)
    return maker.remember(
        made, frame, _loudest(made, maker.window) if way.loudest else _any(made, maker.window, seed)
    )


def _loudest(made: Made, window: int) -> slice:
    return choose_window(
        made.sound,
        RATE,
        frames=len(made.frames),
        latents=_latents(made),
        window=window,
        rate_bug=False,
    ).audio


def _any(made: Made, window: int, seed: int) -> slice:
    start = random.Random(seed).randrange(max(1, _latents(made) - window + 1))
    return slice(start, min(start + window, _latents(made)))


def _latents(made: Made) -> int:
    return len(made.frames) * LATENTS_PER_SECOND // FPS
