"""Whether a film still says its script, word for word, after a change (captions.md, section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.editorial.literal import differences
from tools.errors import ToolError
from tools.lookup import one
from tools.records import Film, Shot, ShotStatus


@contextmanager
def words_kept(session: Session, film_id: int) -> Iterator[None]:
    """Refuse what is done inside when it changes the words of a film that keeps its script.

    Raises:
        ToolError: it does; the message names the first difference. The transaction must be given up.
    """
    before = set(_astray(session, film_id))
    yield
    fresh = [words for words in _astray(session, film_id) if words not in before]
    if fresh:
        raise ToolError(
            f"this film keeps its script word for word; with this change, {fresh[0]}. "
            "For other words, change the script and begin a film with it."
        )


def _astray(session: Session, film_id: int) -> list[str]:
    film = one(session, Film, film_id)
    if not film.brief.literal or film.screenplay is None:
        return []
    plans = session.scalars(
        select(Shot.plan)
        .where(Shot.film_id == film_id, Shot.status != ShotStatus.OMIT)
        .order_by(Shot.position)
    )
    return differences(film.screenplay, [line for plan in plans for line in plan.lines])
