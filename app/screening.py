"""The review copy of a film: where it goes, and what goes into it."""

from __future__ import annotations

from pathlib import Path

from agent.crew import Happening, Report
from app.build import Studio
from app.engines import lab
from generator.interface import Leader, Reel
from tools import board, viewing
from tools.board import FilmRow
from tools.errors import ToolError
from tools.store import writing
from tools.timecode import timecode

NAME = "screener.mp4"


def target(film: FilmRow, out: Path | None, *, force: bool) -> Path:
    """Where the copy of ``film`` goes: ``out``, or beside the film.

    Raises:
        ToolError: the film was not cut yet, or the file is there and ``force`` was not said.
    """
    if not film.folder:
        raise ToolError(f"{film.code} has not been cut yet: go on with `dailies resume {film.code}`")
    path = out.expanduser().resolve() if out else Path(film.folder) / NAME
    if path.is_dir():
        raise ToolError(f"got the folder {path}, expected a file such as {path / NAME}")
    if path.suffix.lower() != ".mp4":
        raise ToolError(f"got the file {path.name!r}, expected a name that ends in .mp4")
    if path.exists() and not force:
        raise ToolError(f"{path} is there already: choose another with --out, or write over it with --force")
    return path


def copy(studio: Studio, film: FilmRow, path: Path, report: Report) -> None:
    """Write the review copy of the newest cut of ``film``.

    Raises:
        ToolError: a clip is gone or is not what the cut was made of.
        NoRoom: the folder cannot be written, or the disk is full.
        Unsupported: this machine cannot draw.
    """
    with studio.database.read() as session:
        takes = [viewing.take(session, take_id) for take_id in board.newest_cut(session, film.id)]
    reels = [
        Reel(
            picture=studio.store.path(take.clip or ""),
            sound=studio.store.path(take.sound or ""),
            frames=take.request.frames,
            label=take.code,
            take=take.number,
        )
        for take in takes
    ]
    engines = " · ".join(dict.fromkeys(_engine(take) for take in takes))
    leader = Leader(film.title, film.code, engines, timecode)

    def progress(done: float) -> None:
        report(Happening("screener", "", "", done * len(reels), len(reels)))

    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lab().screener(reels, leader, path, progress)
        except ValueError as error:
            raise ToolError(str(error)) from error


def _engine(take: viewing.TakeRow) -> str:
    return f"{take.engine} {take.engine_version}"
