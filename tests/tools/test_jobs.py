from __future__ import annotations

import os
import socket
import subprocess
import sys

import psutil
import pytest

from tests.tools import drafts
from tools import jobs
from tools.db import Database
from tools.errors import Busy, ToolError
from tools.records import Job, JobState


def _owner(pid: int, start: float) -> str:
    return f"{socket.gethostname()}:{pid}:{start:.2f}"


def _enqueue(database: Database) -> tuple[int, int]:
    with database.write() as session:
        film_id = drafts.film(session)
        return film_id, jobs.enqueue(session, film_id, "make", {"out": ""})


def test_one_film_has_one_unfinished_job(database: Database) -> None:
    film_id, job_id = _enqueue(database)
    with database.write() as session:
        assert jobs.enqueue(session, film_id, "make", {"review": "each"}) == job_id
        assert session.get_one(Job, job_id).options == {"out": "", "review": "each"}


def test_a_job_of_a_living_process_is_refused_with_its_number(database: Database) -> None:
    film_id, job_id = _enqueue(database)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        with database.write() as session:
            jobs.claim(session, job_id, _owner(other.pid, psutil.Process(other.pid).create_time()))
        with pytest.raises(Busy, match=f"process {other.pid}"), database.write() as session:
            jobs.claim(session, job_id, jobs.this_process())
        with pytest.raises(Busy), database.write() as session:
            jobs.enqueue(session, film_id, "make", {})
        other.kill()
    with database.write() as session:
        assert jobs.unfinished(session) == [film_id]
        jobs.claim(session, job_id, jobs.this_process())


def test_a_reused_process_number_does_not_keep_a_job(database: Database) -> None:
    _, job_id = _enqueue(database)
    with database.write() as session:
        jobs.claim(session, job_id, _owner(os.getpid(), 1.0))
    with database.write() as session:
        jobs.claim(session, job_id, jobs.this_process())


def test_a_job_of_another_machine_is_kept_while_its_heart_beats(database: Database) -> None:
    _, job_id = _enqueue(database)
    with database.write() as session:
        jobs.claim(session, job_id, "elsewhere:1:1.00")
        jobs.beat(session, job_id, 0.5, 3, "render")
    with database.read() as session:
        assert jobs.unfinished(session) == []


def test_a_finished_job_cannot_be_claimed(database: Database) -> None:
    _, job_id = _enqueue(database)
    with database.write() as session:
        jobs.claim(session, job_id, jobs.this_process())
        jobs.end(session, job_id, JobState.DONE)
    with pytest.raises(ToolError, match="done"), database.write() as session:
        jobs.claim(session, job_id, jobs.this_process())


def test_a_cancelled_job_hears_it_at_its_next_beat(database: Database) -> None:
    _, job_id = _enqueue(database)
    with database.write() as session:
        jobs.claim(session, job_id, jobs.this_process())
        assert not jobs.beat(session, job_id, 0.0, 3, "render")
        jobs.cancel(session, job_id)
        assert jobs.beat(session, job_id, 0.1, 3, "render")


def test_a_failed_film_is_unfinished_and_a_stopped_one_is_not(database: Database) -> None:
    (one, failed), (_, stopped) = _enqueue(database), _enqueue(database)
    with database.write() as session:
        jobs.end(session, failed, JobState.FAILED, "no room left")
        jobs.end(session, stopped, JobState.CANCELLED)
        assert jobs.unfinished(session) == [one]
        again = jobs.enqueue(session, one, "make", {})
        jobs.end(session, again, JobState.DONE)
        assert jobs.unfinished(session) == []


def test_only_a_waiting_job_takes_an_answer(database: Database) -> None:
    _, job_id = _enqueue(database)
    with pytest.raises(ToolError, match="asked nothing"), database.write() as session:
        jobs.tell(session, job_id, "yes")
    with database.write() as session:
        jobs.claim(session, job_id, jobs.this_process())
        jobs.ask(session, job_id, {"gate": "story"})
        jobs.tell(session, job_id, "yes")
        job = session.get_one(Job, job_id)
        assert (job.state, job.answer) == (JobState.QUEUED, "yes")
