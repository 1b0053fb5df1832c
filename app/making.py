"""Making a film from the command line: begin it, run the worker, answer its questions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent import worker
from agent.crew import Report, Review
from agent.writing.banks import language_of
from app.build import Studio, crew
from app.engines import camera
from app.source import load
from generator.interface import check_sides
from tools import board, jobs, planning
from tools.editorial.screenplay import Source
from tools.errors import ToolError
from tools.records import JobState
from tools.story import Brief

Answerer = Callable[[dict[str, Any]], str | None]
"""Given a question, gives the answer, or None to leave it for later."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the user wants made."""

    source: str
    engine: str
    size: tuple[int, int] | None = None
    """Width and height in pixels; None leaves it to the engine."""
    out: Path | None = None
    title: str = ""
    style: str = ""
    seed: int = 0
    memory: str = "agent"
    review: Review = Review.LATER


def begin(studio: Studio, order: Order) -> int:
    """Read the source, then create film and job in one transaction; gives the job's id.

    Raises:
        ToolError: the source or a choice is no good. Nothing was changed.
    """
    source, name = load(order.source)
    size = _size(studio, order)
    if order.memory not in {"agent", "native", "none"}:
        raise ToolError(f"got the memory policy {order.memory!r}, expected agent, native or none")
    brief = Brief(
        kind=source.kind,
        text=source.text if source.screenplay is None else "",
        language=language_of(source.text),
        style=order.style,
        seed=order.seed,
        literal=source.screenplay is not None,
    )
    title = order.title or _title(source, name)
    with studio.database.write("user") as session:
        film_id = planning.create_film(
            session,
            brief,
            source.screenplay,
            source_name=name,
            title=title,
            engine=order.engine,
            size=size,
            memory=order.memory,
        )
        turn_id = planning.open_turn(session, film_id, "user", f"make {name or source.text[:200]}")
        out = str(order.out.expanduser().resolve()) if order.out else ""
        options = {"out": out, "review": str(order.review), "turn": turn_id}
        return jobs.enqueue(session, film_id, "make", options)


def carry_on(
    studio: Studio, job_id: int, report: Report, answer: Answerer, *, review: Review | None = None
) -> worker.Outcome:
    """Run a job until it ends or a question stays unanswered."""
    with studio.database.read() as session:
        job = jobs.look(session, job_id)
        film = board.film(session, job.film_id)
    people = dataclasses.replace(
        crew(studio, film.engine),
        folder=Path(job.options.get("out") or studio.settings.films / film.code),
        report=report,
        review=review or Review(job.options.get("review", "later")),
        turn_id=job.options.get("turn"),
    )
    waiting = job.state is JobState.WAITING
    outcome = worker.Outcome(job.state, job.question) if waiting else worker.run(people, job_id)
    while outcome.state is JobState.WAITING and outcome.question is not None:
        said = answer(outcome.question)
        if said is None:
            return outcome
        with studio.database.write("user", people.turn_id) as session:
            jobs.tell(session, job_id, said)
        outcome = worker.run(people, job_id)
    return outcome


def revive(studio: Studio, film_id: int) -> int:
    """A job that goes on with a film: its unfinished one, or a new one where the last has ended."""
    with studio.database.write("user") as session:
        last = jobs.newest(session, film_id)
        options = last.options if last is not None else {"out": "", "review": str(Review.LATER)}
        return jobs.enqueue(session, film_id, "make", options)


def _size(studio: Studio, order: Order) -> tuple[int, int]:
    able = camera(studio.settings, order.engine).capabilities
    return check_sides(order.size or able.size, able)


def _title(source: Source, name: str) -> str:
    if source.screenplay is not None and source.screenplay.title:
        return source.screenplay.title
    if name and source.screenplay is not None:
        return Path(name).stem.replace("-", " ").replace("_", " ").title()
    words = " ".join(source.text.split())
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]}…"
