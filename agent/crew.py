"""Whom the director works with. Built once in app/build.py, handed to every step."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from agent.writer import Writer
from generator.interface import Generator, Lab
from tools.db import Database
from tools.embedding import Embedder
from tools.history import History
from tools.store import MediaStore


class Review(StrEnum):
    """What happens to a fresh take."""

    LATER = "later"
    """It is circled and waits for the user's review; the work goes on."""
    APPROVE = "approve"
    """It is approved at once: the user said yes to everything."""
    EACH = "each"
    """The work stops and asks after every take."""


THINKING = "thinking"
"""The step of a :class:`Happening` that carries a piece of a model's answer as it comes."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something worth showing while the work goes on."""

    step: str
    """Name of the step: ``story``, ``render``, ``cut`` …"""
    words: str = ""
    shot: str = ""
    """Code of the shot it is about."""
    done: float = 0.0
    """Shots finished, with the fraction of the one in hand."""
    total: int = 0


Report = Callable[[Happening], None]
"""Told what happens; raises :class:`generator.interface.Cancelled` to stop the work."""


@dataclass(frozen=True)
class Crew:
    """Everything a step may use."""

    database: Database
    store: MediaStore
    camera: Generator
    lab: Lab
    writer: Writer
    embedder: Embedder
    work: Path
    """Folder for what is being made; swept at every start."""
    folder: Path
    """Where the film's folder goes."""
    report: Report
    review: Review = Review.LATER
    retakes: int = 0
    """How often at most a take with findings is made again without asking (E61)."""
    actor: str = "director"
    turn_id: int | None = None
    clock: Callable[[], float] = time.monotonic
    histories: dict[int, History] = field(default_factory=dict)

    def history(self, film_id: int) -> History:
        """The film's index, made at its first use."""
        if film_id not in self.histories:
            self.histories[film_id] = History(film_id, self.embedder.name, self.embedder.size)
        return self.histories[film_id]
