"""``dailies chat``: make a film in conversation, or take one up and change it."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.command import WAITING, AsJson, YesAll, opened, picture_size, screen_of

if TYPE_CHECKING:
    from app.build import Studio


def chat(
    film: Annotated[str, typer.Argument(help="The film's code. Default: begin a new one.")] = "",
    yes: YesAll = False,
    say: Annotated[
        list[str] | None, typer.Option(help="Say this, then leave; may be given again for more lines.")
    ] = None,
    engine: Annotated[
        str, typer.Option(help="Which camera renders a new film. Default: DAILIES_ENGINE or animatic.")
    ] = "",
    size: Annotated[str, typer.Option(help="Picture size of a new film. Default: the engine's.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where a new film goes. Default: DAILIES_HOME.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a film in conversation, or go on talking about one."""
    with screen_of(as_json=as_json) as screen, opened() as studio:
        from app import making
        from app.conversation import Conversation, Left, goodbye, scripted
        from app.engines import named
        from app.questions import listen

        alone = bool(say) or as_json or not sys.stdin.isatty()
        order = making.Order("", named(engine or studio.settings.engine, ""), picture_size(size), out)
        held = Conversation(
            studio,
            screen,
            scripted(say or [], screen) if say or as_json else listen,
            order,
            yes=yes,
            film_id=_film_id(studio, film),
        )
        screen.say(writer_line(studio))
        if not alone:
            _edit_lines()
        try:
            held.hold()
        except Left:
            pass
        except KeyboardInterrupt:
            screen.say("")
        goodbye(screen, studio, held.film_id)
        facts = _facts(studio, held.film_id)
        screen.result(facts)
        if alone and facts["question"]:
            raise typer.Exit(WAITING)


def writer_line(studio: Studio) -> str:
    """Who writes the films of this studio."""
    from app.models import model, named

    if model(studio.settings) is None:
        return "No language model is set up: the house writer plans by rules (docs/models.md)."
    return f"Planning with {named(studio.settings).writing or 'the one model of the server'}."


def _film_id(studio: Studio, code: str) -> int:
    from tools import board

    if not code:
        return 0
    with studio.database.read() as session:
        return board.film(session, code).id


def _edit_lines() -> None:
    """Arrow keys and the lines said before, where the system can do that."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 — input() uses it once it is there


def _facts(studio: Studio, film_id: int) -> dict[str, Any]:
    """The film, what was said about it, and what it waits for."""
    from app import cards, tables
    from tools import board, jobs, talk
    from tools.records import JobState

    if not film_id:
        return {"film": None, "messages": [], "question": None}
    with studio.database.read() as session:
        film, job = board.film(session, film_id), jobs.newest(session, film_id)
        said = talk.messages(session, film_id)
        asked = job.question if job is not None and job.state is JobState.WAITING else None
    return {
        "film": tables.film_facts(film),
        "messages": [{"speaker": m.speaker, "text": m.text, "turn": m.turn_id} for m in said],
        "question": cards.facts(studio, asked) if asked else None,
    }
