"""Render: the open take goes to the camera, unless the same request was rendered before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agent.crew import Crew, Happening
from agent.state import State
from generator.interface import Unsupported
from tools import board, takes, viewing
from tools.errors import ToolError
from tools.store import writing


def render(state: State, runtime: Runtime[Crew]) -> State:
    """Render the take, or use the clip of an earlier one with the same digest and say so."""
    crew, take_id = runtime.context, state["take_id"]
    with crew.database.read() as session:
        take, source = viewing.take(session, take_id), _source(crew, session, take_id)
        film = board.film(session, state["film_id"])
    if source is not None:
        with crew.database.write(crew.actor, crew.turn_id) as session:
            takes.reuse_clip(session, take_id, source)
            name = viewing.take_name(session, source)
        crew.report(
            Happening(
                "reuse",
                f"same request as {name}: its clip is used again",
                take.code,
                film.rendered + 1,
                film.shots,
            )
        )
        return {}
    try:
        rushes = _shoot(crew, take, film)
    except (Unsupported, ToolError) as error:
        with crew.database.write(crew.actor, crew.turn_id) as session:
            takes.fail_take(session, take_id, str(error))
        raise
    with crew.database.write(crew.actor, crew.turn_id) as session:
        takes.finish_take(session, take_id, rushes)
    return {}


def _source(crew: Crew, session: Session, take_id: int) -> int | None:
    """The take whose clip can be used again: rendered from this very request, its files still there."""
    source = takes.rendered_before(session, take_id)
    if source is None:
        return None
    found = viewing.take(session, source)
    files = [found.clip, found.sound, found.still]
    files += [sha for sha in (found.latents, found.truth) if sha]
    return source if all(crew.store.has(sha or "") for sha in files) else None


def _shoot(crew: Crew, take: viewing.TakeRow, film: board.FilmRow) -> takes.Rushes:
    def progress(fraction: float) -> None:
        crew.report(Happening("render", "", take.code, film.rendered + fraction, film.shots))

    progress(0.0)
    with writing(crew.work), tempfile.TemporaryDirectory(dir=crew.work, prefix="take-") as name:
        folder, start = Path(name), crew.clock()
        clip = crew.camera.render(take.request, folder, crew.store.path, progress)
        seconds = crew.clock() - start
        moment = crew.lab.moment(clip, folder / "still.png")
        measures = crew.lab.measure(clip)
        return takes.Rushes(
            clip=crew.store.put(clip.picture),
            sound=crew.store.put(clip.sound),
            still=crew.store.put(moment.still),
            facts=clip,
            moment=moment,
            measures=measures,
            seconds=seconds,
            camera=crew.camera.capabilities.facts,
            latents=crew.store.put(clip.latents) if clip.latents else None,
            truth=crew.store.put(clip.truth) if clip.truth else None,
        )
