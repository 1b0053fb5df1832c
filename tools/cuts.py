"""Command about cuts: which takes became which film."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.journal import command
from tools.records import Cut


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
