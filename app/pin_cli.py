"""``dailies pin`` and ``dailies unpin``: memories the user wants kept."""

from __future__ import annotations

from typing import Annotated

import typer

from app.command import AsJson, FilmName, Quiet, opened, screen_of
from app.impact_cli import ShotName, TakeName, take_named


def pin(
    film: FilmName,
    shot: ShotName,
    source: Annotated[
        str, typer.Argument(help="The shot to remember. Default: what its take remembers and was replaced.")
    ] = "",
    take: Annotated[str, typer.Option(help="Which take of it: v001. Default: the circled one.")] = "",
    why: Annotated[str, typer.Option(help="Why, in your words.")] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Let a shot remember a take, whatever is recalled and whatever is circled. Renders nothing."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app.screen import program
        from app.turning import turn
        from tools import board, pinning, provenance

        with studio.database.read() as session:
            row = board.film(session, film)
            on, web = board.shot(session, row, shot), provenance.read(session, row.id)
            chosen = take_named(web, board.shot(session, row, source), take) if source else None
        with turn(studio, row.id, f"pin {on.code} {source}".strip()) as said:
            if chosen is not None:
                pinning.pin(said.session, on.id, chosen.id, why)
                names = [chosen.name]
            else:
                kept = pinning.keep(said.session, on.id, why or "kept as it was")
                names = [web.takes[take_id].name for take_id in kept]
        none = f"Nothing that {on.code} remembers was replaced."
        screen.say(f"{on.code} keeps {', '.join(names)}." if names else none)
        filmed = web.circled(on)
        if chosen is not None and filmed is not None and chosen.id not in {s.take_id for s in filmed.slots}:
            again = f"{program()} refresh {row.code} --only {on.code}"
            screen.say(f"{filmed.name} does not remember it yet: {again}")
        screen.bare(names)
        screen.result({"shot": on.code, "pinned": names})


def unpin(
    film: FilmName,
    shot: ShotName,
    source: Annotated[str, typer.Argument(help="The shot whose take is pinned.")],
    take: TakeName = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Leave it to recall again whether a shot remembers a take."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app.turning import turn
        from tools import board, pinning, provenance

        with studio.database.read() as session:
            row = board.film(session, film)
            on, web = board.shot(session, row, shot), provenance.read(session, row.id)
            found = take_named(web, board.shot(session, row, source), take)
        with turn(studio, row.id, f"unpin {on.code} {found.name}") as said:
            pinning.unpin(said.session, on.id, found.id)
        screen.say(f"{found.name} is no longer pinned in {on.code}.")
        screen.bare([found.name])
        screen.result({"shot": on.code, "unpinned": found.name})
