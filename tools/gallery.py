"""What the studio's pages need of a film's media and of its freshness. Reads only."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.notes import HUMAN, matter
from tools.records import Card, Job, JournalRow, KeyMoment, Media, Note, Shot, Take


def stills(session: Session, film_id: int) -> dict[int, str]:
    """The still of the key moment of every rendered take of a film, by the take's id."""
    rows = session.execute(select(KeyMoment.take_id, KeyMoment.still).where(KeyMoment.film_id == film_id))
    return {take_id: still for take_id, still in rows}  # noqa: C416 — dict() takes a Result for a mapping


def poster(session: Session, film_id: int) -> str | None:
    """The still that stands for a film: of its first shot that has one."""
    return session.scalar(
        select(KeyMoment.still)
        .join(Shot, Shot.take_id == KeyMoment.take_id)
        .where(Shot.film_id == film_id)
        .order_by(Shot.position)
        .limit(1)
    )


def suffix(session: Session, film_id: int, sha256: str) -> str | None:
    """With which suffix a file of a film is stored; None where the film has no such file."""
    owned = (
        select(Take.id).where(Take.film_id == film_id, (Take.clip == sha256) | (Take.sound == sha256)),
        select(KeyMoment.id).where(KeyMoment.film_id == film_id, KeyMoment.still == sha256),
        select(Card.id).where(Card.film_id == film_id, (Card.picture == sha256) | (Card.sound == sha256)),
    )
    if all(session.scalar(query.limit(1)) is None for query in owned):
        return None
    return session.scalar(select(Media.suffix).where(Media.sha256 == sha256))


def stamp(session: Session, film_id: int) -> str:
    """Changes whenever a row of a film does, or what its work waits for; not while work merely goes on."""
    written = session.scalar(select(func.max(JournalRow.id)).where(JournalRow.film_id == film_id)) or 0
    return f"{written}:{_work(session, film_id)}"


def stirring(session: Session) -> str:
    """Changes whenever anything changes in any film."""
    return str(session.scalar(select(func.max(JournalRow.id))) or 0)


def _work(session: Session, film_id: int) -> str:
    newest = select(Job.id, Job.state).where(Job.film_id == film_id).order_by(Job.id.desc()).limit(1)
    found = session.execute(newest).one_or_none()
    return f"{found[0]}/{found[1]}" if found else ""


def open_notes(session: Session, film_id: int) -> dict[int, int]:
    """How many notes the next take of each shot is to answer, by the shot's id; shots without one are not in.

    What a critic says of take after take counts once; what the user called wrong does not count.
    """
    rows = session.execute(
        select(Take.shot_id, Note)
        .join(Take, Take.id == Note.take_id)
        .where(Note.film_id == film_id, Note.resolved_at.is_(None), Note.label != "wrong")
    )
    found: dict[int, set[object]] = defaultdict(set)
    for shot_id, note in rows:
        found[shot_id].add(note.id if note.author == HUMAN else matter(note))
    return {shot_id: len(matters) for shot_id, matters in found.items()}


def rendered_seconds(session: Session, film_id: int) -> float:
    """Seconds of rendering a film has cost so far."""
    return session.scalar(select(func.sum(Take.seconds)).where(Take.film_id == film_id)) or 0.0
