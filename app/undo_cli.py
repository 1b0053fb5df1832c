"""``dailies undo`` and ``dailies redo``: everything one thing the user said has changed, as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from app.command import AsJson, FilmName, Quiet, opened, screen_of
from app.turning import turn


def undo(
    film: FilmName,
    number: Annotated[
        int,
        typer.Argument(
            help="The turn, as `dailies log` shows it. Default: the last.", metavar="TURN", show_default=False
        ),
    ] = 0,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Take back everything one thing you said has changed. Rendered takes are kept."""
    _back(film, number, again=False, quiet=quiet, as_json=as_json)


def redo(film: FilmName, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Do again what was taken back last."""
    _back(film, 0, again=True, quiet=quiet, as_json=as_json)


def _back(film: str, number: int, *, again: bool, quiet: bool, as_json: bool) -> None:
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import undoing
        from app.screen import program
        from tools import board, undo

        with studio.database.read() as session:
            row = board.film(session, film)
            target, words = undoing.target(session, row.id, number, again=again)
        doing = "redo" if again else "undo"
        with turn(studio, row.id, f"{doing}: {words}") as taking:
            undo.undo_turn(taking.session, target)
        said = words.removeprefix("undo: ") if again else words
        screen.say(f"{'done again' if again else 'taken back'}: “{said}”")
        with studio.database.read() as session:
            told = undoing.told(session, row.id, taking.id)
            older = undoing.fitting(session, row.id, taking.id)
        told += [f"v{n:03d} fits again: {program()} approve {row.code} {code} v{n:03d}" for code, n in older]
        for line in told:
            screen.say(f"  {line}")
        screen.bare(told)
        screen.result({"film": row.code, "turn": taking.id, "of": target, "said": said, "changes": told})
