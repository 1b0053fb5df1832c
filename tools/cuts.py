"""Cuts: which takes became which film, and whether they still would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.journal import command
from tools.records import Cut, Take


@dataclass(frozen=True, slots=True)
class CutRow:
    """A delivered cut."""

    number: int
    clips: tuple[str, ...]
    """sha256 of what was joined, in order."""
    frames: int
    folder: str
    at: datetime


@command
def record_cut(
    session: Session, film_id: int, takes: Sequence[int], frames: int, folder: str, sha256: str
) -> int:
    """Record a delivered cut; the same film in the same folder is recorded once. Gives its number."""
    last = session.scalar(select(Cut).where(Cut.film_id == film_id).order_by(Cut.number.desc()).limit(1))
    if last is not None and (last.sha256, last.folder) == (sha256, folder):
        return last.number
    cut = Cut(
        film_id=film_id,
        number=1 if last is None else last.number + 1,
        takes=list(takes),
        frames=frames,
        folder=folder,
        sha256=sha256,
    )
    session.add(cut)
    session.flush()
    return cut.number


def newest(session: Session, film_id: int) -> CutRow | None:
    """The newest cut of a film; None before the first."""
    cut = session.scalar(select(Cut).where(Cut.film_id == film_id).order_by(Cut.number.desc()).limit(1))
    if cut is None:
        return None
    rows = session.execute(select(Take.id, Take.clip).where(Take.film_id == film_id))
    clips = {take_id: clip for take_id, clip in rows}  # noqa: C416 — dict() takes a Result for a mapping
    return CutRow(
        number=cut.number,
        clips=tuple(clips.get(take_id) or "" for take_id in cut.takes),
        frames=cut.frames,
        folder=cut.folder,
        at=cut.at,
    )
