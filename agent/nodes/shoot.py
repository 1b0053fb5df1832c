"""Render: the open take goes to the camera, unless the same request was rendered before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agent import seeds
from agent.crew import Crew, Happening
from agent.state import State
from generator.interface import Unsupported
from tools import board, takes, viewing
from tools.errors import ToolError
from tools.store import writing


def render(state: State, runtime: Runtime[Crew]) -> State:
    """Render the take, or use the clip of an earlier one with the same digest and say so.

    When it was the last of several that were wanted, they are laid side by side on a contact sheet.
    """
    crew, take_id = runtime.context, state["take_id"]
    with crew.database.read() as session:
        take, source = viewing.take(session, take_id), _source(crew, session, take_id)
        film = board.film(session, state["film_id"])
        shot = board.shot_row(session, take.shot_id)
    _made(crew, take, film, source, others=film.rendered - (shot.take_id is not None))
    if shot.wanted == 1:
        sheet = seeds.contact_sheet(crew, take.shot_id)
        crew.report(Happening("remark", f"the takes side by side: {sheet}", take.code))
    return {}


def _made(crew: Crew, take: viewing.TakeRow, film: board.FilmRow, source: int | None, others: int) -> None:
    """Render a take or use the clip of ``source``; ``others``: how many of the other shots are finished."""
    if source is not None:
        with crew.database.write(crew.actor, crew.turn_id) as session:
            takes.reuse_clip(session, take.id, source)
            name = viewing.take_name(session, source)
        words = f"same request as {name}: its clip is used again"
        crew.report(Happening("reuse", words, take.code, others + 1, film.shots))
        return
    try:
        rushes = _shoot(crew, take, others, film.shots)
    except (Unsupported, ToolError) as error:
        with crew.database.write(crew.actor, crew.turn_id) as session:
            takes.fail_take(session, take.id, str(error))
        raise
    with crew.database.write(crew.actor, crew.turn_id) as session:
        takes.finish_take(session, take.id, rushes)


def _source(crew: Crew, session: Session, take_id: int) -> int | None:
    """The take whose clip can be used again: rendered from this very request, its files still there."""
    source = takes.rendered_before(session, take_id)
    if source is None:
        return None
    found = viewing.take(session, source)
    files = [found.clip, found.sound, found.still]
    files += [sha for sha in (found.latents, found.truth) if sha]
    return source if all(crew.store.has(sha or "") for sha in files) else None


def _shoot(crew: Crew, take: viewing.TakeRow, others: int, shots: int) -> takes.Rushes:
    def progress(fraction: float) -> None:
        crew.report(Happening("render", "", take.code, others + fraction, shots))

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
