"""A whole studio for tests, built through the front door with the light parts the product ships."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from agent import worker
from agent.crew import Crew, Happening, Review
from agent.house import House
from generator.interface import Generator
from generator.lab import Lab
from generator.slate import Slate
from tools import board, jobs, planning, viewing
from tools.db import Database
from tools.editorial.screenplay import read
from tools.embedding import HashingEmbedder
from tools.records import JobState
from tools.store import MediaStore
from tools.story import Brief

SCRIPT = """Title: The Lamp

INT. LAMP ROOM - NIGHT

MARA (60s, silver hair in a bun, yellow oilskin coat) trims the lamp.

MARA
The boat is late.

JONAS (30s, black beard, red scarf) comes up the stairs with a letter.

JONAS
(out of breath)
It is not coming. Read this.

Mara reads the letter.

MARA
Then we keep the lamp lit.

EXT. PIER - DAWN

Jonas waits alone on the pier. Rain.

JONAS
She was right.
"""


@dataclass
class Home:
    """A database, a media store and a crew in a temporary folder."""

    database: Database
    folder: Path
    camera: Generator = field(default_factory=Slate)
    happenings: list[Happening] = field(default_factory=list)

    @property
    def store(self) -> MediaStore:
        return MediaStore(self.folder / "media")

    def crew(self, **changes: Any) -> Crew:
        work = self.folder / "work"
        work.mkdir(exist_ok=True)
        crew = Crew(
            database=self.database,
            store=self.store,
            camera=self.camera,
            lab=Lab(),
            writer=House(),
            embedder=HashingEmbedder(),
            work=work,
            folder=self.folder / "film",
            report=self.happenings.append,
            review=Review.LATER,
        )
        return replace(crew, **changes)

    def begin(
        self, script: str = SCRIPT, *, memory: str = "agent", size: tuple[int, int] = (128, 128)
    ) -> int:
        """Create film and job; gives the job's id."""
        source = read(script.encode(), "test.fountain")
        literal = source.screenplay is not None
        brief = Brief(kind=source.kind, text="" if literal else source.text, literal=literal)
        title = source.screenplay.title if source.screenplay else "Idea"
        with self.database.write("user") as session:
            film_id = planning.create_film(
                session,
                brief,
                source.screenplay,
                source_name="test.fountain",
                title=title or "Test",
                engine=self.camera.capabilities.name,
                size=size,
                memory=memory,
            )
            return jobs.enqueue(session, film_id, "make", {})

    def run(self, job_id: int, *answers: str, **changes: Any) -> worker.Outcome:
        """Work on a job, answering its questions; unanswered questions end the run."""
        crew = self.crew(**changes)
        outcome = worker.run(crew, job_id)
        for answer in answers:
            assert outcome.state is JobState.WAITING, outcome
            with self.database.write("user") as session:
                jobs.tell(session, job_id, answer)
            outcome = worker.run(crew, job_id)
        return outcome

    def make(self, script: str = SCRIPT, **choices: Any) -> board.FilmRow:
        """A finished film; an idea is asked about before its story."""
        job_id = self.begin(script, **choices)
        gates = 2 if self.film().screenplay else 3
        outcome = self.run(job_id, *["yes"] * gates)
        assert outcome.state is JobState.DONE
        return self.film()

    def film(self) -> board.FilmRow:
        """The newest film."""
        with self.database.read() as session:
            return board.films(session)[0]

    def shots(self) -> list[board.ShotRow]:
        """The newest film's shots."""
        with self.database.read() as session:
            return board.shots(session, board.films(session)[0].id)

    def takes(self) -> list[viewing.TakeRow]:
        """All takes of the newest film, in shot order."""
        with self.database.read() as session:
            return [
                t
                for s in board.shots(session, board.films(session)[0].id)
                for t in viewing.takes(session, s.id)
            ]
