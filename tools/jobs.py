"""Commands about jobs: the queue of long work, in SQL, owned by whichever worker claimed it."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psutil
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.columns import now
from tools.errors import Busy, NotFound, ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import Beating, Film, Job, JobState

STALE = timedelta(seconds=30)
"""A running job of another machine without a heartbeat for this long has no owner any more."""
SAME_START = 2.0
"""Seconds by which a process's start time may seem to move when the clock is set."""
LIVE = (JobState.QUEUED, JobState.RUNNING, JobState.WAITING)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job at a glance."""

    id: int
    film_id: int
    state: JobState
    options: dict[str, Any]
    question: dict[str, Any] | None
    answer: str | None
    """To ``question``; not yet handed to the graph for certain."""


def look(session: Session, job_id: int) -> JobRow:
    """One job.

    Raises:
        NotFound: there is none.
    """
    job = one(session, Job, job_id)
    return JobRow(job.id, job.film_id, job.state, job.options, job.question, job.answer)


def this_process() -> str:
    """``host:pid:start``: a name no later process can have by chance."""
    return f"{socket.gethostname()}:{os.getpid()}:{psutil.Process().create_time():.2f}"


@command
def enqueue(session: Session, film_id: int, kind: str, options: dict[str, Any]) -> int:
    """Put work for a film into the queue, or take over what is unfinished there; gives the job's id.

    Raises:
        Busy: another living process is at work on the film.
    """
    job = session.scalar(
        select(Job).where(Job.film_id == film_id, Job.state.in_(LIVE)).order_by(Job.id).limit(1)
    )
    if job is None:
        job = Job(film_id=film_id, kind=kind, options=options)
        session.add(job)
        session.flush()
    elif owner_lives(session, job):
        raise busy(session, job)
    else:
        job.options = job.options | options
    return job.id


@command
def claim(session: Session, job_id: int, owner: str) -> None:
    """Take a job for this process.

    Raises:
        Busy: another living process has it.
    """
    job = one(session, Job, job_id)
    if job.state not in LIVE:
        raise ToolError(f"job {job_id} is {job.state}; only an unfinished one can be run")
    if job.owner != owner and owner_lives(session, job):
        raise busy(session, job)
    job.state, job.owner, job.error = JobState.RUNNING, owner, ""
    heart = session.get(Beating, job_id)
    if heart is None:
        session.add(Beating(job_id=job_id, at=now()))
    else:
        heart.at, heart.cancel = now(), False


@command
def ask(session: Session, job_id: int, question: dict[str, Any]) -> None:
    """The job needs a word from the user before it can go on."""
    job = one(session, Job, job_id)
    job.state, job.question, job.answer, job.owner = JobState.WAITING, question, None, ""


@command
def tell(session: Session, job_id: int, answer: str) -> None:
    """Answer a waiting job; it goes back into the queue."""
    job = one(session, Job, job_id)
    if job.state is not JobState.WAITING:
        raise ToolError(f"job {job_id} is {job.state}; it asked nothing")
    job.state, job.answer = JobState.QUEUED, answer


@command
def release(session: Session, job_id: int) -> None:
    """Put a running job back into the queue: its process was told to stop."""
    job = one(session, Job, job_id)
    job.state, job.owner = JobState.QUEUED, ""


@command
def end(session: Session, job_id: int, state: JobState, error: str = "") -> None:
    """The job is done, failed or cancelled."""
    job = one(session, Job, job_id)
    job.state, job.error, job.owner, job.ended_at = state, error, "", now()


def beat(session: Session, job_id: int, done: float, total: int, doing: str) -> bool:
    """Say that work goes on, and how far it is; gives True when somebody asked to cancel."""
    heart = session.get(Beating, job_id)
    if heart is None:
        raise NotFound(f"job {job_id} has not been claimed")
    heart.at, heart.done, heart.total, heart.doing = now(), done, total, doing
    return heart.cancel


def heart(session: Session, job_id: int) -> Beating | None:
    """The last heartbeat of a job; None where nobody has taken it up yet."""
    return session.get(Beating, job_id)


def cancel(session: Session, job_id: int) -> None:
    """Ask the owner of a job to stop after the frame in hand."""
    heart = session.get(Beating, job_id)
    if heart is not None:
        heart.cancel = True


def owner_lives(session: Session, job: Job) -> bool:
    """True when the process that claimed the job is still there."""
    if job.state is not JobState.RUNNING or not job.owner:
        return False
    host, pid, start = job.owner.rsplit(":", 2)
    if host == socket.gethostname():
        try:
            return abs(psutil.Process(int(pid)).create_time() - float(start)) < SAME_START
        except psutil.NoSuchProcess:
            return False
    heart = session.get(Beating, job.id)
    return heart is not None and now() - heart.at < STALE


def busy(session: Session, job: Job) -> Busy:
    """The refusal, in words."""
    film = session.get(Film, job.film_id)
    host, pid, _ = job.owner.rsplit(":", 2)
    name = film.code if film else job.film_id
    return Busy(
        f"process {pid} on {host} is at work on {name} right now. "
        "Wait for it, or stop it; nothing was changed."
    )


def unfinished(session: Session) -> list[int]:
    """Ids of films whose newest job was queued, interrupted, left waiting or failed, oldest first.

    A film that somebody is at work on, or that the user stopped, is not among them.
    """
    newest_jobs = select(func.max(Job.id)).group_by(Job.film_id)
    jobs = session.scalars(
        select(Job).where(Job.id.in_(newest_jobs), Job.state.in_((*LIVE, JobState.FAILED))).order_by(Job.id)
    )
    return [job.film_id for job in jobs if not owner_lives(session, job)]


def next_job(session: Session) -> int | None:
    """The oldest job that a worker can take up: queued, or left by a process that is gone."""
    waiting = select(Job).where(Job.state.in_((JobState.QUEUED, JobState.RUNNING))).order_by(Job.id)
    return next((job.id for job in session.scalars(waiting) if not owner_lives(session, job)), None)


def newest(session: Session, film_id: int) -> Job | None:
    """The last job of a film."""
    return session.scalar(select(Job).where(Job.film_id == film_id).order_by(Job.id.desc()).limit(1))


def request_stop(session: Session, film_id: int) -> bool:
    """Ask whoever works on a film to stop; gives False when nobody does."""
    job = newest(session, film_id)
    if job is None or not owner_lives(session, job):
        return False
    cancel(session, job.id)
    return True
