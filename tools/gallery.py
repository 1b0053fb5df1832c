"""What the studio's pages need of a film's media and of its freshness. Reads only."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.records import Card, Job, JournalRow, KeyMoment, Media, Shot, Take


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
