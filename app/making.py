"""Making a film from the command line: begin it, run the worker, answer its questions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent import worker
from agent.crew import Crew, Report, Review
from agent.writing.banks import language_of
from app import cards
from app.build import Studio, crew, critics
from app.engines import camera
from app.source import load
from generator.interface import check_sides
from tools import board, jobs, planning
from tools.editorial.screenplay import Source
from tools.errors import ToolError
from tools.records import JobState
from tools.story import Brief

Answerer = Callable[[dict[str, Any]], str | None]
"""Given a question, gives the answer, or None to leave it for later.

A question that was answered elsewhere in the meantime, in the chat, keeps that answer.
"""


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
    yes: bool = False
    """True to take the story and the shot list as they come, whoever works on the film."""


def begin(studio: Studio, order: Order) -> int:
    """Read the source, then create film and job in one transaction; gives the job's id.

    Raises:
        ToolError: the source or a choice is no good. Nothing was changed.
        Unsupported: the camera, or a model of the critics, is not there. Nothing was changed.
    """
    return commission(studio, order, *load(order.source))


def commission(studio: Studio, order: Order, source: Source, name: str) -> int:
    """Create film and job from a source that was read; gives the job's id.

    Args:
        studio: where the film will be.
        order: what the user wants made.
        source: what it is made from.
        name: the name the source came under, empty for words.

    Raises:
        ToolError: a choice is no good. Nothing was changed.
    """
    size = _size(studio, order)
    critics(studio.settings)  # a model that is not there is said before there is a film
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
        options = {"out": out, "review": str(order.review), "turn": turn_id, "yes": order.yes}
        return jobs.enqueue(session, film_id, "make", options)


def staff(studio: Studio, film_id: int) -> Crew:
    """Whom a film is made with, delivering into its own folder, telling nobody."""
    with studio.database.read() as session:
        film, last = board.film(session, film_id), jobs.newest(session, film_id)
        out = last.options.get("out") if last is not None else ""
    folder = Path(out or studio.settings.films / film.code)
    return dataclasses.replace(crew(studio, film), folder=folder)


def carry_on(
    studio: Studio,
    job_id: int,
    report: Report,
    answer: Answerer,
    *,
    review: Review | None = None,
    people: Crew | None = None,
) -> worker.Outcome:
    """Run a job until it ends or a question stays unanswered.

    Args:
        studio: where the film is.
        job_id: the job.
        report: told how far it is.
        answer: asked the director's questions.
        review: what happens to a fresh take; None for what the job was begun with.
        people: whom to work with, as :func:`staff` gives them; None for a new crew.
    """
    with studio.database.read() as session:
        job = jobs.look(session, job_id)
    people = dataclasses.replace(
        people or staff(studio, job.film_id),
        report=report,
        review=review or Review(job.options.get("review", "later")),
        turn_id=job.options.get("turn"),
    )
    waiting = job.state is JobState.WAITING
    outcome = worker.Outcome(job.state, job.question) if waiting else worker.run(people, job_id)
    while outcome.state is JobState.WAITING and outcome.question is not None:
        said = answer(outcome.question)
        if said is None:
            return worker.Outcome(outcome.state, cards.facts(studio, outcome.question))
        _tell(studio, people, job_id, said)
        outcome = worker.run(people, job_id)
    return outcome


def _tell(studio: Studio, people: Crew, job_id: int, said: str) -> None:
    with studio.database.write("user", people.turn_id) as session:
        if jobs.look(session, job_id).state is JobState.WAITING:
            jobs.tell(session, job_id, said)


def revive(studio: Studio, film_id: int) -> int:
    """A job that goes on with a film: its unfinished one, or a new one where the last has ended.

    A yes to everything was said of the film as it was ordered: takes asked for afterwards wait to be seen.
    """
    with studio.database.write("user") as session:
        last = jobs.newest(session, film_id)
        options = last.options if last is not None else {"out": "", "review": str(Review.LATER)}
        if last is not None and last.state is JobState.DONE and options.get("review") == Review.APPROVE:
            options = options | {"review": str(Review.LATER)}
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
