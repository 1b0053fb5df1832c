"""What decides which skills are used for a film: its words, its style, its language, its engine."""

from __future__ import annotations

from skills.library import Facts
from tools import asking, board
from tools.db import Database
from tools.story import Screenplay


def facts(database: Database, film_id: int) -> Facts:
    """The film as it stands now: what the user asked for and answered, and the story told so far."""
    with database.read() as session:
        film, told = board.film(session, film_id), board.story(session, film_id)
        answers = asking.answered(session, film_id)
    words = [film.brief.text, _said(film.screenplay), *(a.answer for a in answers)]
    if told is not None:
        words += [told[0].title, told[0].logline, *(beat.text for beat in told[0].beats)]
    styles = [film.style, *(a.answer for a in answers if a.topic == "style")]
    return Facts(
        words="\n".join(w for w in words if w),
        style=", ".join(s for s in styles if s),
        language=film.language,
        engine=film.engine.partition(":")[0],
        script=film.screenplay is not None,
    )


def _said(screenplay: Screenplay | None) -> str:
    scenes = screenplay.scenes if screenplay is not None else ()
    return "\n".join([s.heading for s in scenes] + [b.text for s in scenes for b in s.blocks])
