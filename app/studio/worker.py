"""The studio's worker: a process of its own that does what the jobs say, one after another.

The page only writes jobs. This process finds them, also those that a killed worker left in the middle, and
leaves each in a true state. It ends when the server that started it does.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

from agent.crew import Happening
from agent.writer import BadReply
from app import making
from app.build import open_studio
from app.cards import YES
from app.command import settings
from generator.interface import Unsupported
from tools import board, jobs
from tools.errors import ToolError
from tools.records import JobState

if TYPE_CHECKING:
    from app.build import Studio

IDLE_SECONDS = 0.25
"""Between two looks for work."""
_log = logging.getLogger("dailies.worker")


def main() -> None:
    """Work until the server is gone, or the process is told to stop."""
    signal.signal(signal.SIGTERM, _interrupt)
    studio, server = open_studio(settings()), os.getppid()
    try:
        while os.getppid() == server:
            if not work(studio, lambda: os.getppid() == server):
                time.sleep(IDLE_SECONDS)
    except KeyboardInterrupt:
        pass
    finally:
        studio.database.close()


def work(studio: Studio, wanted: Callable[[], bool] = lambda: True) -> bool:
    """Do one job, when there is one; gives False when there is none.

    Args:
        studio: where the jobs are.
        wanted: asked all the while; where it says no, the job goes back into the queue.

    Raises:
        KeyboardInterrupt: it is not wanted any more, or the process is told to stop.
    """

    def report(_happening: Happening) -> None:
        if not wanted():
            raise KeyboardInterrupt

    with studio.database.read() as session:
        job_id = jobs.next_job(session)
    if job_id is None:
        return False
    try:
        making.carry_on(studio, job_id, report, _answer(studio, job_id))
    except (ToolError, Unsupported, BadReply) as error:
        _log.info("job %s: %s", job_id, error)
    except Exception:  # noqa: BLE001 — recorded on the job by the worker; the next job is not to blame
        _log.exception("job %s failed", job_id)
    _again(studio, job_id)
    return True


def _answer(studio: Studio, job_id: int) -> making.Answerer:
    """Yes to everything where the film was ordered so; else the question waits on the page."""
    with studio.database.read() as session:
        assumed = jobs.look(session, job_id).options.get("yes", False)
    return lambda _: YES if assumed else None


def _again(studio: Studio, job_id: int) -> None:
    """What was asked for while a job was ending is done by another."""
    with studio.database.read() as session:
        job = jobs.look(session, job_id)
        left = job.state is JobState.DONE and board.next_shot(session, job.film_id) is not None
    if left:
        making.revive(studio, job.film_id)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
