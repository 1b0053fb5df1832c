"""What the director itself costs a shot, without model and engine: recall, remember, condition, rows,
checkpoints. The camera here hands back the same files every time and takes no time of its own.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from agent import worker
from agent.crew import Crew, Happening, Review
from agent.house import House
from benchmarks.figure import Figure
from generator.interface import (
    SAMPLE_RATE,
    Capabilities,
    Clip,
    Measures,
    Media,
    Moment,
    Progress,
    ShotRequest,
)
from generator.lab import Lab
from tools import jobs, planning
from tools.db import open_database
from tools.editorial.screenplay import read
from tools.embedding import Embedder
from tools.sentences import SentenceEmbedder
from tools.store import MediaStore
from tools.story import Brief

MEASURED = 30


class Instant:
    """A camera that hands over one small file, different for every shot, in no time."""

    capabilities = Capabilities(name="instant", version="1")

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:  # noqa: ARG002
        picture, sound = folder / "clip.mp4", folder / "sound.flac"
        picture.write_text(request.code)
        sound.write_text(request.code)
        samples = request.frames * SAMPLE_RATE // request.fps
        return Clip(picture, sound, request.frames, request.width, request.height, samples)


class Quick(Lab):
    """A lab that looks at nothing: its work is measured with the engines."""

    def moment(self, clip: Clip, still: Path) -> Moment:
        still.write_text(clip.picture.read_text())
        return Moment(8, 4, 12, 0.0, 1.0, 1.0, still)

    def measure(self, clip: Clip) -> Measures:
        return Measures(
            seconds=clip.frames / clip.fps,
            loudness_lufs=-16.0,
            peak_dbfs=-3.0,
            clipped_samples=0,
            black_frames=0,
            frozen_frames=0,
        )

    def join(self, reels: object, film: Path) -> None:  # noqa: ARG002
        film.write_text("")

    def contact_sheet(self, frames: object, title: str, sheet: Path, counted: str = "shot") -> None:  # noqa: ARG002
        sheet.write_text("")


def measure() -> list[Figure]:
    """Medians over the last thirty shots of a film, by the length of the history before them."""
    embedder = SentenceEmbedder()
    embedder.embed(["loaded before the clock starts"])
    return [
        Figure("per shot after 30 shots", _per_shot(embedder, 30) * 1000, "ms", 100.0),
        Figure("per shot after 1,000 shots", _per_shot(embedder, 1_000) * 1000, "ms", 250.0),
    ]


def _per_shot(embedder: Embedder, history: int) -> float:
    marks: list[float] = []

    def watch(happening: Happening) -> None:
        if happening.step == "review":
            marks.append(time.perf_counter())

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "work").mkdir()
        database = open_database(f"sqlite:///{folder / 'dailies.db'}")
        crew = Crew(
            database=database,
            store=MediaStore(folder / "media"),
            camera=Instant(),
            lab=Quick(),
            writer=House(),
            embedder=embedder,
            work=folder / "work",
            folder=folder / "film",
            report=watch,
            review=Review.LATER,
        )
        job_id = _begin(crew, history + MEASURED)
        for _ in range(2):
            worker.run(crew, job_id)
            with database.write("user") as session:
                jobs.tell(session, job_id, "yes")
        worker.run(crew, job_id)
        database.close()
    return statistics.median(b - a for a, b in zip(marks[-MEASURED - 1 :], marks[-MEASURED:], strict=False))


def _begin(crew: Crew, shots: int) -> int:
    """A film of about so many shots: one scene a shot, four people, recurring places and things."""
    people, places = ("MARA", "JONAS", "ANNA", "BEN"), ("LAMP ROOM", "PIER", "KITCHEN", "FIELD", "STREET")
    scenes = [
        f"INT. {places[n % 5]} - NIGHT\n\n{people[n % 4]}\nThis is line {n} about the letter and the lamp.\n"
        for n in range(shots)
    ]
    source = read("\n".join(scenes).encode(), "long.fountain")
    with crew.database.write("user") as session:
        film_id = planning.create_film(
            session,
            Brief(kind="fountain", text="", literal=True),
            source.screenplay,
            source_name="long.fountain",
            title="Long",
            engine="instant",
            size=(128, 128),
        )
        return jobs.enqueue(session, film_id, "make", {})
