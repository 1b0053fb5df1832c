"""The cut: the circled takes joined into a film, with everything that belongs beside it in one folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from generator.interface import Frame, Lab, Reel
from tools import board, viewing
from tools.editorial.folder import render_folder
from tools.editorial.subtitles import Subtitle, srt
from tools.errors import ToolError
from tools.records import ShotStatus
from tools.store import MediaStore, file_digest, writing


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was delivered."""

    takes: tuple[int, ...]
    frames: int
    sha256: str
    """Of ``film.mp4``."""


@dataclass(frozen=True, slots=True)
class Event:
    """One shot in the cut: a line of the manifest."""

    code: str
    take: int
    first_frame: int
    """Where it begins in the film."""
    frames: int
    clip: str
    truth: str | None
    engine: str
    seed: int
    prompt: str


def deliver(session: Session, store: MediaStore, lab: Lab, film_id: int, folder: Path) -> Delivery:
    """Write ``film.mp4``, subtitles, contact sheet, manifest and the film's papers into ``folder``.

    Everything is made beside it first and moved in file by file at the end, so that a folder delivered
    before stays whole if this is interrupted.

    Raises:
        ToolError: no shot has a circled take.
        NoRoom: the folder cannot be written, or the disk is full.
    """
    film = board.film(session, film_id)
    pairs = [
        (shot, viewing.take(session, shot.take_id))
        for shot in board.shots(session, film_id)
        if shot.take_id is not None and shot.status is not ShotStatus.OMIT
    ]
    if not pairs:
        raise ToolError(f"{film.code} has no rendered shot to cut")
    takes = [take for _, take in pairs]
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f".cutting-{film.code}-*"):  # by a process killed in the middle of a cut
            shutil.rmtree(left)
        partial = Path(tempfile.mkdtemp(dir=folder, prefix=f".cutting-{film.code}-"))
        try:
            _write(session, store, lab, film, takes, partial)
            delivery = Delivery(
                takes=tuple(t.id for t in takes),
                frames=sum(t.request.frames for t in takes),
                sha256=file_digest(partial / "film.mp4"),
            )
            _manifest(film, takes, partial)
            _move_in(partial, folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return delivery


def subtitles(takes: Sequence[viewing.TakeRow]) -> list[Subtitle]:
    """Every line of the film when it is heard, or when it was planned where the engine cannot tell."""
    found, start = [], 0.0
    for take in takes:
        heard = {cue.line: (cue.start, cue.end) for cue in take.cues}
        for number, line in enumerate(take.request.lines):
            begin, end = heard.get(number, (line.start, line.end))
            found.append(Subtitle(start + begin, start + end, line.text))
        start += take.request.frames / take.request.fps
    return found


def _write(
    session: Session,
    store: MediaStore,
    lab: Lab,
    film: board.FilmRow,
    takes: Sequence[viewing.TakeRow],
    folder: Path,
) -> None:
    reels = [
        Reel(store.path(t.clip or ""), store.path(t.sound or ""), t.request.frames, t.code) for t in takes
    ]
    lab.join(reels, folder / "film.mp4")
    (folder / "dialogue.srt").write_text(srt(subtitles(takes)), encoding="utf-8", newline="\n")
    stills = [
        Frame(store.path(t.still or ""), f"{t.code} v{t.number:03d}", t.request.action[:90]) for t in takes
    ]
    lab.contact_sheet(stills, film.title, folder / "contact-sheet.png")
    render_folder(session, film, takes, folder)


def _manifest(film: board.FilmRow, takes: Sequence[viewing.TakeRow], folder: Path) -> None:
    events, start = [], 0
    for take in takes:
        request = take.request
        events.append(
            Event(
                code=take.code,
                take=take.number,
                first_frame=start,
                frames=request.frames,
                clip=take.clip or "",
                truth=take.truth,
                engine=f"{take.engine} {take.engine_version}",
                seed=request.seed,
                prompt=request.prompt,
            )
        )
        start += request.frames
    made = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {str(path.relative_to(folder)): file_digest(path) for path in made}
    manifest = {
        "format": "dailies-cut-1",
        "film": film.code,
        "title": film.title,
        "width": film.width,
        "height": film.height,
        "fps": film.fps,
        "frames": start,
        "shots": [asdict(event) for event in events],
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def _move_in(partial: Path, folder: Path) -> None:
    for path in sorted(partial.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(partial)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
