"""The worker: takes a job, runs the graph, beats its heart, and leaves the job in a true state.

Killed at any moment, it loses at most the take in flight: the next worker sees that the owner is gone and
goes on from the last checkpoint.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.types import Command

from agent.crew import THINKING, Crew, Happening, Report
from agent.graph import builder
from agent.state import State
from agent.writer import BadReply
from generator.interface import Cancelled
from tools import jobs
from tools.db import LOCK_SECONDS, Database, spoken_errors
from tools.errors import ToolError
from tools.records import JobState

BEAT_SECONDS = 0.5
"""A heart beats at most this often."""
STEPS = 1_000_000
"""The graph's own limit against endless loops; the shot list is what ends ours."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the worker ended."""

    state: JobState
    question: dict[str, Any] | None = None
    """What the job waits for."""


def run(crew: Crew, job_id: int) -> Outcome:
    """Work on a job until it is done, asks something, or is cancelled.

    Raises:
        Busy: another living process has the job.
        ToolError: something the user can mend; recorded on the job.
        BadReply: the writer's answer could not be used; recorded on the job.
        Exception: a fault; recorded on the job with its traceback, and raised again.
    """
    with crew.database.write(crew.actor, crew.turn_id) as session:
        jobs.claim(session, job_id, jobs.this_process())
        job = jobs.look(session, job_id)
    heart = _Heart(crew.database, job_id, crew.report)
    try:
        listening = crew.writer.heard_by(lambda piece: heart(Happening(THINKING, piece)))
        return _direct(dataclasses.replace(crew, report=heart, writer=listening), job)
    except Cancelled:
        return _end(crew, job_id, JobState.CANCELLED, "stopped by the user")
    except KeyboardInterrupt:
        with crew.database.write(crew.actor, crew.turn_id) as session:
            jobs.release(session, job_id)
        raise
    except (ToolError, BadReply) as error:
        _end(crew, job_id, JobState.FAILED, str(error))
        raise
    except Exception:
        _end(crew, job_id, JobState.FAILED, traceback.format_exc())
        raise


def _direct(crew: Crew, job: jobs.JobRow) -> Outcome:
    with checkpoints(crew.database) as saver:
        graph = builder.compile(checkpointer=saver)
        config: RunnableConfig = {
            "configurable": {"thread_id": f"job-{job.id}"},
            "recursion_limit": STEPS,
        }
        given = _input(graph.get_state(config), job)
        for _ in graph.stream(given, config, context=crew, durability="sync", stream_mode="updates"):
            pass
        asked = graph.get_state(config).interrupts
        if asked:
            question = dict(asked[0].value)
            with crew.database.write(crew.actor, crew.turn_id) as session:
                jobs.ask(session, job.id, question)
            return Outcome(JobState.WAITING, question)
        outcome = _end(crew, job.id, JobState.DONE)
        saver.delete_thread(f"job-{job.id}")
        return outcome


def _input(snapshot: Any, job: jobs.JobRow) -> Any:  # noqa: ANN401 — langgraph's own types
    """What the graph is given: a new film, the user's answer, or nothing to go on where it stopped."""
    if not snapshot.created_at:
        return State(film_id=job.film_id)
    # A process may die after the graph has come to its next question and before the job says so: the old
    # answer must not be taken for an answer to the new question.
    asked = dict(snapshot.interrupts[0].value) if snapshot.interrupts else None
    return Command(resume=job.answer) if asked and asked == job.question and job.answer else None


def _end(crew: Crew, job_id: int, state: JobState, error: str = "") -> Outcome:
    with crew.database.write(crew.actor, crew.turn_id) as session:
        jobs.end(session, job_id, state, error)
    return Outcome(state)


class _Heart:
    """A report that also beats: progress into SQL, cancellation out of it."""

    def __init__(self, database: Database, job_id: int, report: Report) -> None:
        self._database, self._job_id, self._report = database, job_id, report
        self._last = 0.0

    def __call__(self, happening: Happening) -> None:
        self._report(happening)
        if happening.step in {"render", THINKING} and time.monotonic() - self._last < BEAT_SECONDS:
            return
        self._last = time.monotonic()
        with self._database.write() as session:
            doing = f"{happening.step} {happening.shot}".strip()
            if jobs.beat(session, self._job_id, happening.done, happening.total, doing):
                raise Cancelled


@contextmanager
def checkpoints(database: Database) -> Iterator[BaseCheckpointSaver[Any]]:
    """The graph's checkpoints, in the film database itself."""
    url = database.engine.url
    if url.get_backend_name() == "postgresql":
        from langgraph.checkpoint.postgres import PostgresSaver

        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with PostgresSaver.from_conn_string(plain) as saver:
            saver.setup()
            yield saver
        return
    from langgraph.checkpoint.sqlite import SqliteSaver

    connection = sqlite3.connect(url.database or "", timeout=LOCK_SECONDS, check_same_thread=False)
    try:
        with spoken_errors(str(url)):
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            yield SqliteSaver(connection)
    finally:
        connection.close()
