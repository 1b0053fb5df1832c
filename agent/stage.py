"""What the director is at, as far as the user is concerned: it decides what they may ask for."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from tools import board, jobs
from tools.records import JobState


class Stage(StrEnum):
    """A stretch of the work."""

    STORY = "story"
    """There is no shot list yet: questions are open, or the story waits for a yes."""
    SHOTS = "shots"
    """The shot list waits for a yes."""
    RENDERING = "rendering"
    """Shots are being rendered, or will be at once."""
    FINISHED = "finished"
    """Nobody is at work: the film is cut, or the work was stopped."""


def stage_of(session: Session, film_id: int) -> Stage:
    """Where a film stands, from its rows and its newest job."""
    told, job = board.story(session, film_id), jobs.newest(session, film_id)
    if told is None or not board.shots(session, film_id):
        return Stage.STORY
    if not told[3]:
        return Stage.SHOTS if told[2] else Stage.STORY
    working = job is not None and job.state in {JobState.QUEUED, JobState.RUNNING, JobState.WAITING}
    return Stage.RENDERING if working else Stage.FINISHED


def gate_of(session: Session, film_id: int) -> tuple[int, str] | None:
    """The job that waits for the user and what it asks about; None when none does."""
    job = jobs.newest(session, film_id)
    if job is None or job.state is not JobState.WAITING or not job.question:
        return None
    return job.id, str(job.question["gate"])
