"""Films: what there is, how each stands, and a new one from an idea, a screenplay or an example."""

from __future__ import annotations

from typing import Any

from agent.crew import Review
from app import making, source
from app.engines import named, standings
from app.studio import uploads
from app.studio.facts import film_card
from app.studio.visit import EVERY, Visit
from app.studio.work import work_facts
from tools import board, gallery, jobs
from tools.editorial.screenplay import Source, read
from tools.errors import ToolError

LONGEST_IDEA = 100_000
"""Characters of an idea or a pasted screenplay."""


def films(visit: Visit) -> dict[str, Any]:
    """All films this guest may see, newest first, with the examples and the engines a new one can have."""
    with visit.studio.database.read() as session:
        rows = [row for row in board.films(session) if visit.guest.may_see(row.code)]
        cards = [film_card(row, gallery.poster(session, row.id)) for row in rows]
    return {
        "films": cards,
        "examples": [{"name": name, "words": words} for name, words in source.examples().items()],
        "engines": [one.facts() for one in standings(visit.studio.settings)],
        "engine": visit.studio.settings.engine,
        "may_make": EVERY in visit.guest.films,
    }


def make(
    visit: Visit,
    idea: str = "",
    upload: str = "",
    example: str = "",
    title: str = "",
    style: str = "",
    engine: str = "",
    seed: int = 0,
    ask: bool = True,
) -> dict[str, Any]:
    """Begin a film; the worker plans and renders it. Gives its code.

    Args:
        visit: who asks.
        idea: an idea, or a screenplay, as text.
        upload: a file that was brought, instead.
        example: the name of an example, instead.
        title: empty for the screenplay's own.
        style: the look, in words.
        engine: which camera renders; empty for the setting's.
        seed: another seed, another film from the same idea.
        ask: False to take the story and the shot list as they come.
    """
    if EVERY not in visit.guest.films:
        raise ToolError(
            "you may work on the films you were given, not begin new ones: ask who runs this studio"
        )
    given = [idea.strip(), upload, example]
    if sum(map(bool, given)) != 1:
        raise ToolError("expected one of an idea, a file and an example: what is the film about?")
    if len(idea) > LONGEST_IDEA:
        raise ToolError(f"got {len(idea):,} characters, expected at most {LONGEST_IDEA:,}")
    order = making.Order(
        source="",
        engine=named(engine or visit.studio.settings.engine, ""),
        title=title.strip(),
        style=style.strip(),
        seed=seed,
        review=Review.LATER,
        yes=not ask,
    )
    job_id = making.commission(visit.studio, order, *_source(visit, idea, upload, example))
    with visit.studio.database.read() as session:
        return {"film": board.film(session, jobs.look(session, job_id).film_id).code}


def pulse(visit: Visit, film: str) -> dict[str, Any]:
    """What a page asks every second: a stamp that changes with the rows, and how far the work is."""
    with visit.look(film) as (session, row):
        return {
            "stamp": gallery.stamp(session, row.id),
            "title": row.title,
            "state": row.state,
            "fps": row.fps,
            "work": work_facts(session, row),
        }


def stirring(visit: Visit) -> dict[str, Any]:
    """A stamp that changes when anything does: asked every second by the list of films."""
    with visit.studio.database.read() as session:
        return {"stamp": gallery.stirring(session)}


def stop(visit: Visit, film: str) -> dict[str, Any]:
    """Stop the work on a film after the frame in hand; what is rendered is kept."""
    with visit.studio.database.write("user") as session:
        return {"stopped": jobs.request_stop(session, visit.film(session, film).id)}


def go_on(visit: Visit, film: str) -> dict[str, Any]:
    """Go on with a film that was stopped, interrupted or failed, or cut it anew."""
    with visit.look(film) as (_, row):
        pass
    return {"job": making.revive(visit.studio, row.id)}


def _source(visit: Visit, idea: str, upload: str, example: str) -> tuple[Source, str]:
    """What the film is made from, and its name; words are never taken for the path of a file."""
    if example:
        return source.load(f"{source.EXAMPLE}{example}")
    if upload:
        path = uploads.taken(visit, upload)
        name = uploads.name_of(upload)
        return read(path.read_bytes(), name), name
    return read(idea.encode(), "idea"), ""


DOORS = (films, make, pulse, stirring, stop, go_on)
