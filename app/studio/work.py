"""The work on a film: how far it is, as the bar of the page shows it, and letting it begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import making
from tools import jobs, viewing
from tools.errors import Busy
from tools.records import JobState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.studio.visit import Visit
    from tools.board import FilmRow

WORDS = {
    "story": "writing the story",
    "cast": "casting",
    "scenes": "setting the scenes",
    "shots": "writing the shot list",
    "learn": "reading the story so far",
    "render": "rendering",
    "cut": "cutting",
    "thinking": "the model is writing",
}
"""Steps of the work, as people call them."""


def work_facts(session: Session, film: FilmRow) -> dict[str, Any] | None:
    """What is being done; None where nothing is, or it waits for a word.

    ``done`` and ``total`` count shots, ``left`` is seconds, None where nothing was measured yet.
    """
    job = jobs.newest(session, film.id)
    if job is None or job.state not in {JobState.QUEUED, JobState.RUNNING}:
        return None
    heart = jobs.heart(session, job.id)
    running = jobs.owner_lives(session, job)
    step, _, shot = (heart.doing if heart is not None and running else "").partition(" ")
    done, total = (heart.done, heart.total) if heart is not None and running else (0.0, 0)
    rate = viewing.render_seconds(session, film.engine)
    frames = film.frames * max(0.0, 1 - done / total) if total else 0.0
    return {
        "running": running,
        "words": WORDS.get(step, "working") if running else "waiting for the worker",
        "shot": shot,
        "done": done,
        "total": total,
        "left": rate * frames / film.fps if rate is not None and total else None,
    }


def started(visit: Visit, film_id: int) -> bool:
    """Give the worker what is to do; False where it is at it already, and will come to that too."""
    try:
        making.revive(visit.studio, film_id)
    except Busy:
        return False
    return True
