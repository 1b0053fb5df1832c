"""A film of thirty shots by the director: a script, the graph, the camera, the cut."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from agent.crew import Review
from app import making
from app.build import open_studio
from app.settings import Settings
from benchmarks.toon_sheet import as_jpeg
from generator.interface import FPS
from tools import board, viewing
from tools.db import Database
from tools.records import JobState

SCRIPT = Path(__file__).with_name("toon-film.fountain")


def shoot(engine: str, page: Path, script: Path = SCRIPT) -> dict[str, Any]:
    """Make the film in an empty home; its contact sheet becomes ``page``, a JPEG.

    Returns:
        For results/toon.json: seconds in the camera (``work``) and of film (``length``), a number a shot, and
        of the whole command (``seconds``).

    Raises:
        RuntimeError: the film did not get done.
    """
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        studio = open_studio(Settings(home=home / "home"))
        try:
            start = time.perf_counter()
            order = making.Order(str(script), engine, out=home / "film", review=Review.APPROVE, yes=True)
            job = making.begin(studio, order)
            outcome = making.carry_on(studio, job, lambda _: None, lambda _: "yes")
            seconds = time.perf_counter() - start
            if outcome.state is not JobState.DONE:
                raise RuntimeError(f"the film is {outcome.state}, expected done: {outcome}")
            work, length = _times(studio.database)
        finally:
            studio.database.close()
        as_jpeg(next((home / "film").rglob("contact-sheet.png")), page)
    return {"work": work, "length": length, "seconds": round(seconds, 1)}


def _times(database: Database) -> tuple[list[float], list[float]]:
    with database.read() as session:
        (film,) = board.films(session)
        shots = [viewing.takes(session, shot.id)[-1] for shot in board.shots(session, film.id)]
    return (
        [round(take.seconds or 0.0, 3) for take in shots],
        [take.request.frames / FPS for take in shots],
    )
