"""``dailies undo`` and ``dailies redo``: everything one thing the user said has changed, as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.command import AsJson, FilmName, Quiet, opened, screen_of
from app.turning import turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.build import Studio
    from tools.board import ShotRow
    from tools.undo import Changed


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
        from tools import board, undo

        with studio.database.read() as session:
            row = board.film(session, film)
            target = number or _last(studio, row.id, again=again)
            words = undo.words_of(session, row.id, target)
        doing = "redo" if again else "undo"
        with turn(studio, row.id, f"{doing}: {words}") as taking:
            undo.undo_turn(taking.session, target)
        said = words.removeprefix("undo: ") if again else words
        screen.say(f"{'done again' if again else 'taken back'}: “{said}”")
        told = _taken_back(studio, row.id, taking.id)
        for line in told:
            screen.say(f"  {line}")
        screen.bare(told)
        screen.result({"film": row.code, "turn": taking.id, "of": target, "said": said, "changes": told})


def _last(studio: Studio, film_id: int, *, again: bool) -> int:
    from tools import undo
    from tools.errors import ToolError

    with studio.database.read() as session:
        last = undo.last_undone(session, film_id) if again else undo.last_turn(session, film_id)
    if last is None:
        why = "nothing was taken back since the last change" if again else "the plan is as it was written"
        raise ToolError(f"there is nothing to {'do again' if again else 'take back'}: {why}")
    return last


def _taken_back(studio: Studio, film_id: int, turn_id: int) -> list[str]:
    """What became of the rows, in sentences; then which older take fits again."""
    from agent import receipts
    from tools import undo

    with studio.database.read() as session:
        changes = [c for c in undo.turn_changes(session, turn_id) if c.table in undo.KINDS]
        now = receipts.film_of(session, film_id)
        told = receipts.receipts(now, changes)
        told += [words for change in changes if (words := _circled(now.rows, change) or _beside(change))]
        return list(dict.fromkeys(told)) + _fitting(studio, film_id, changes)


def _circled(rows: Sequence[ShotRow], change: Changed) -> str:
    """Which take counts again, where that changed."""
    if change.table != "shot" or "take_id" not in (change.after or {}):
        return ""
    found = next(row for row in rows if row.id == change.id)
    return f"{found.code}: v{found.take_number:03d} counts again" if found.take_number else ""


def _beside(change: Changed) -> str:
    """What is to be said of a note or a pin."""
    if change.table not in {"note", "pin"}:
        return ""
    name = f"{change.table} {change.id}"
    if change.after is None:
        return f"{name} is gone"
    if change.before is None:
        return f"{name} is there again"
    if "resolved_at" in change.after:
        return f"{name} is {'resolved' if change.after['resolved_at'] else 'open'} again"
    if "label" in change.after:
        return f"{name} is called {change.after['label'] or 'nothing'} again"
    return ""


def _fitting(studio: Studio, film_id: int, changes: Sequence[Changed]) -> list[str]:
    """Shots whose circled take was made from what is gone while an older one fits: how to go back to it."""
    from agent.difference import conditions
    from agent.nodes.condition import planned
    from app.screen import program
    from tools import board, viewing

    told = []
    touched = {change.id for change in changes if change.table == "shot" and "plan" in (change.after or {})}
    with studio.database.read() as session:
        film = board.film(session, film_id)
        for shot_id in sorted(touched):
            shot = board.shot_row(session, shot_id)
            meant = planned(session, film, shot)
            fits = [t for t in viewing.takes(session, shot_id) if t.clip and not conditions(t.request, meant)]
            if fits and shot.take_id is not None and shot.take_id not in {take.id for take in fits}:
                name = f"v{fits[-1].number:03d}"
                told.append(f"{name} fits again: {program()} approve {film.code} {shot.code} {name}")
    return told
