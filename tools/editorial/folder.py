"""A film as a folder of readable papers, rendered from workspace_templates/."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from sqlalchemy.orm import Session

from tools import board, viewing
from tools.editorial.transcript import transcript
from tools.records import ShotStatus
from tools.story import CastDraft, ScenesDraft, StoryDraft
from tools.timecode import timecode

PAPERS = ("README.md", "story.md", "cast.md", "shots.md", "journal.md", "screenplay.fountain")
"""One template each; ``shot.md`` is rendered once a shot, into ``shots/``."""


def render_folder(
    session: Session, film: board.FilmRow, takes: Sequence[viewing.TakeRow], folder: Path
) -> None:
    """Write the film's papers into ``folder``: story, cast, shot sheets with slots and reasons, journal."""
    templates = _templates()
    people, places = board.cast(session, film.id), board.scenes(session, film.id)
    shots = board.shots(session, film.id)
    facts = {
        "film": film,
        "story": _story(session, film, people, places, shots),
        "cast": people.characters,
        "names": {c.tag: c.name for c in people.characters},
        "scenes": places.scenes,
        "shots": shots,
        "takes": takes,
        "starts": _starts(takes),
        "journal": board.journal(session, film.id),
        "seconds": sum(t.request.frames for t in takes) / film.fps,
    }
    for name in PAPERS:
        _write(folder / name, templates.get_template(f"{name}.j2").render(facts))
    sheet = templates.get_template("shot.md.j2")
    for take in takes:
        _write(folder / "shots" / f"{take.code}.md", sheet.render(facts | {"take": take}))


def _story(
    session: Session,
    film: board.FilmRow,
    cast: CastDraft,
    scenes: ScenesDraft,
    shots: Sequence[board.ShotRow],
) -> StoryDraft | None:
    """The story; one that has no screenplay of its own gets one made from its shots."""
    told = board.story(session, film.id)
    if told is None or told[0].screenplay.scenes:
        return told[0] if told else None
    plans = [shot.plan for shot in shots if shot.status is not ShotStatus.OMIT]
    return told[0].model_copy(update={"screenplay": transcript(film.title, cast, scenes, plans)})


def _templates() -> ImmutableSandboxedEnvironment:
    # Markdown and Fountain, not HTML: nothing to escape, and a missing name is an error, not a gap.
    environment = ImmutableSandboxedEnvironment(
        loader=PackageLoader("workspace_templates", ""),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["timecode"] = timecode
    environment.filters["oneline"] = lambda text: " ".join(str(text).split())
    return environment


def _starts(takes: Sequence[viewing.TakeRow]) -> dict[int, int]:
    starts, frame = {}, 0
    for take in takes:
        starts[take.id] = frame
        frame += take.request.frames
    return starts


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
