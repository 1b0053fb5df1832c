"""Which seed a take is made from, and several takes of one shot laid side by side."""

from __future__ import annotations

import hashlib
from pathlib import Path

from agent.crew import Crew
from generator.interface import Frame
from tools import board, viewing
from tools.records import TakeState
from tools.store import writing

SHEETS = "takes"
"""Folder of the contact sheets inside the film's own."""


def seed_for(film_seed: int, shot: board.ShotRow, rendered: int) -> int:
    """The seed of the next take of a shot: the one asked for, else a new one.

    Args:
        film_seed: of the film.
        shot: the shot.
        rendered: how many of its takes have been rendered.
    """
    return seed_of(film_seed, shot.code.split("_", 1)[1], rendered) if shot.seed is None else shot.seed


def seed_of(film_seed: int, shot: str, rendered: int) -> int:
    """The seed of a take, 0 to 2**32 - 1: the film's, the shot's and the number of takes before it, mixed.

    ``shot`` is its code without the film: ``010_0020``.
    """
    return int.from_bytes(hashlib.sha256(f"{film_seed}/{shot}/{rendered}".encode()).digest()[:4], "big")


def sheet_path(crew: Crew, code: str) -> Path:
    """Where the contact sheet of a shot's takes is."""
    return crew.folder / SHEETS / f"{code}.png"


def contact_sheet(crew: Crew, shot_id: int) -> Path:
    """Draw the key moment of every rendered take of a shot, with its seed; gives the file.

    Raises:
        NoRoom: the folder cannot be written.
    """
    with crew.database.read() as session:
        shot, made = board.shot_row(session, shot_id), viewing.takes(session, shot_id)
    frames = [
        Frame(
            crew.store.path(take.still),
            f"v{take.number:03d}" + (", circled" if take.id == shot.take_id else ""),
            f"seed {take.request.seed}",
        )
        for take in made
        if take.state is TakeState.RENDERED and take.still
    ]
    sheet = sheet_path(crew, shot.code)
    with writing(sheet.parent):
        sheet.parent.mkdir(parents=True, exist_ok=True)
        crew.lab.contact_sheet(frames, shot.code, sheet, "take")
    return sheet
