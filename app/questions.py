"""The director's questions at the terminal, and the answer ``--yes`` gives."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import typer

from app import cards
from app.build import Studio
from app.cards import LEAVE, YES, Hear
from app.making import Answerer
from app.progress import Progress
from app.screen import Screen
from app.talking import Aside, Talking

Talk = Callable[[str], Aside]
"""Says something to the director beside its question."""


def ask(
    studio: Studio,
    screen: Screen,
    progress: Progress,
    *,
    yes: bool,
    hear: Hear | None = None,
    talk: Talk | None = None,
) -> Answerer:
    """Who answers: ``--yes``, a person at a terminal, or nobody yet.

    Args:
        studio: where the film is.
        screen: where the question is shown.
        progress: taken away while it is asked.
        yes: say yes to everything.
        hear: where answers come from; None for the terminal, if there is one.
        talk: whom other words than an answer are said to; None for the director of the film asked about.
    """

    def answer(question: dict[str, Any]) -> str | None:
        if yes:
            return YES
        if hear is None and (screen.as_json or not sys.stdin.isatty()):
            return None
        progress.pause()
        try:
            director = talk or Talking(studio, screen, int(question["film_id"])).beside
            if question["gate"] == "questions":
                return cards.ask(cards.of(studio, question), screen, hear or listen, director)
            return _gate(studio, screen, question, hear or listen, director)
        finally:
            progress.go_on()

    return answer


def listen(prompt: str) -> str | None:
    """A line from the terminal, or of what was piped in (which is shown, as if typed); None at its end."""
    try:
        words = input(prompt)
    except EOFError:
        typer.echo()
        return None
    if not sys.stdin.isatty():
        typer.echo(words)
    return words


def _gate(studio: Studio, screen: Screen, question: dict[str, Any], hear: Hear, talk: Talk) -> str | None:
    """Ask until there is an answer; the user may talk beside it and change what is asked about."""
    options = [*question["options"], LEAVE[0]]
    _show(studio, screen, question)
    while True:
        said = hear(f"[{'/'.join(options)}] or say what to change: ")
        if said is None or said.strip().lower() in LEAVE:
            return None
        words = said.strip()
        fitting = [o for o in options if o.startswith(words.lower())] if words else [YES]
        if len(fitting) == 1:
            return None if fitting[0] in LEAVE else fitting[0]
        if question.get("words") and not words.startswith("/"):
            return words
        aside = talk(words)
        if aside.goes_on:
            return YES
        if aside.changed:
            _show(studio, screen, question, again=True)


def _show(studio: Studio, screen: Screen, question: dict[str, Any], *, again: bool = False) -> None:
    """What is asked about; of a long list, after a change that was told, the question only."""
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
            screen.say(f"  look: {film.style or told[0].style}")
            screen.say("\nIs this the story? (again: another one)")
        elif question["gate"] == "shot list":
            if not again:
                people = board.cast(session, film.id).characters
                screen.say("")
                screen.table(tables.cast(people))
                screen.say("")
                screen.table(tables.shots(board.shots(session, film.id), people, film.fps))
            rate = viewing.render_seconds(session, film.engine)
            list_again = " (/shots shows them)" if again else ""
            screen.say(f"\nShall these shots be rendered?{list_again}{_estimate(rate, film)}")
        else:
            take = viewing.take(session, int(question["take_id"]))
            screen.heading(f"{take.code} v{take.number:03d}", str(studio.store.path(take.clip or "")))
            screen.say(f"  {take.verdict}\nKeep this take? (again: another one; later: decide later)")


def _estimate(rate: float | None, film: Any) -> str:  # noqa: ANN401 — board.FilmRow, imported late
    if rate is None:
        return ""
    return f" About {rate * film.frames / film.fps:.0f} s, from the takes rendered before."
