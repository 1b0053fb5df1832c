"""The director's questions at the terminal, and the answer ``--yes`` gives."""

from __future__ import annotations

import sys
from typing import Any

import typer

from app.build import Studio
from app.making import Answerer
from app.progress import Progress
from app.screen import Screen

YES = "yes"
LEAVE = "stop"


def ask(studio: Studio, screen: Screen, progress: Progress, *, yes: bool) -> Answerer:
    """Who answers: ``--yes``, a person at a terminal, or nobody yet."""

    def answer(question: dict[str, Any]) -> str | None:
        if yes:
            return YES
        if screen.as_json or not sys.stdin.isatty():
            return None
        progress.pause()
        try:
            _show(studio, screen, question)
            return _choose([*question["options"], LEAVE])
        finally:
            progress.go_on()

    return answer


def _choose(options: list[str]) -> str | None:
    while True:
        said = typer.prompt(f"[{'/'.join(options)}]", default=YES, show_default=False).strip().lower()
        fitting = [o for o in options if o.startswith(said)]
        if len(fitting) == 1:
            return None if fitting[0] == LEAVE else fitting[0]
        typer.echo(f"got {said!r}, expected one of: {', '.join(options)}")


def _show(studio: Studio, screen: Screen, question: dict[str, Any]) -> None:
    from app import tables
    from tools import board, viewing

    with studio.database.read() as session:
        film = board.film(session, int(question["film_id"]))
        if question["gate"] == "story":
            told = board.story(session, film.id)
            assert told is not None  # noqa: S101 — the gate comes after the story
            screen.heading(told[0].title, told[0].logline)
            for beat in told[0].beats:
                screen.say(f"  {beat.name}: {beat.text}")
            screen.say("\nIs this the story? (again: another one)")
        elif question["gate"] == "shot list":
            people = board.cast(session, film.id).characters
            screen.table(tables.cast(people))
            screen.table(tables.shots(board.shots(session, film.id), people, film.fps))
            rate = viewing.render_seconds(session, film.engine)
            screen.say("Shall these shots be rendered?" + _estimate(rate, film))
        else:
            take = viewing.take(session, int(question["take_id"]))
            screen.heading(f"{take.code} v{take.number:03d}", str(studio.store.path(take.clip or "")))
            screen.say(f"  {take.verdict}\nKeep this take? (again: another one; later: decide later)")


def _estimate(rate: float | None, film: Any) -> str:  # noqa: ANN401 — board.FilmRow, imported late
    if rate is None:
        return ""
    return f" About {rate * film.frames / film.fps:.0f} s, from the takes rendered before."
