"""What was said of the takes of a film: shown, closed, opened again, called right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.command import AsJson, FilmName, Quiet, opened, screen_of
from app.turning import turn

if TYPE_CHECKING:
    from app.build import Studio
    from app.screen import Screen

NoteNumber = Annotated[int, typer.Argument(help="The note's number, as `dailies notes` shows it.")]


def notes(
    film: FilmName,
    shot: Annotated[str, typer.Argument(help="One shot. Default: all.")] = "",
    only_open: Annotated[bool, typer.Option("--open", help="Only those that are open.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Show what was said of the takes, by you and by the critics, and what became of it."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import tables
        from tools import board, viewing

        with studio.database.read() as session:
            row = board.film(session, film)
            shot_id = board.shot(session, row, shot).id if shot else None
            found = [one for one in viewing.notes(session, row.id, shot_id) if one.open or not only_open]
        screen.table(tables.notes(found), empty="No notes.")
        screen.bare(f"{one.id} {one.code} {'open' if one.open else 'resolved'}" for one in found)
        screen.result({"film": row.code, "notes": [tables.note_facts(one) for one in found]})


def resolve(
    film: FilmName,
    number: NoteNumber,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open it again instead.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Close a note, or open it again."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from tools import notes as changing

        change = changing.unresolve_note if reopen else changing.resolve_note
        film_id = _note_of(studio, film, number)
        with turn(studio, film_id, f"{'reopen' if reopen else 'resolve'} note {number}") as said:
            change(said.session, number)
        _note_told(studio, screen, film_id, number, said.id)


def label(
    film: FilmName,
    number: NoteNumber,
    verdict: Annotated[str, typer.Argument(help="right or wrong; none takes it back.")],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Say whether a critic's note is right or wrong; kept beside it. A wrong one counts no more."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from tools import notes as changing

        film_id, name = _note_of(studio, film, number), "" if verdict == "none" else verdict
        with turn(studio, film_id, f"note {number} is {verdict}") as said:
            changing.label(said.session, number, name)
        _note_told(studio, screen, film_id, number, said.id)


def _note_of(studio: Studio, film: str, number: int) -> int:
    """The film a note belongs to, after a look that it does."""
    from tools import board, viewing

    with studio.database.read() as session:
        row = board.film(session, film)
        viewing.note(session, row.id, number)
    return row.id


def _note_told(studio: Studio, screen: Screen, film_id: int, number: int, turn_id: int) -> None:
    """A note as it stands after a change."""
    from app import tables
    from tools import viewing

    with studio.database.read() as session:
        row = viewing.note(session, film_id, number)
    screen.table(tables.notes([row]))
    screen.bare([f"{row.id} {row.code} {'open' if row.open else 'resolved'}"])
    screen.result({"note": tables.note_facts(row), "turn": turn_id})
