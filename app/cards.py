"""The director's questions about an idea as cards, one after another (E49).

Everything is words and letters: no colour is needed to read a card, no mouse to answer it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.build import Studio
    from app.screen import Screen
    from tools.asking import QuestionRow

Hear = Callable[[str], str | None]
"""Asks for a line, showing a prompt; None when nobody is there to answer, or not any more."""

YES = "yes"
SKIP = "skip"
LEAVE = ("stop", "quit", "/quit")
_LETTERS = "abcdef"


def of(studio: Studio, question: dict[str, Any]) -> list[QuestionRow]:
    """The cards of a question of the gate ``questions``."""
    from tools import asking

    with studio.database.read() as session:
        return asking.questions(session, int(question["film_id"]), int(question["round"]))


def facts(studio: Studio, question: dict[str, Any]) -> dict[str, Any]:
    """A question for programs: that of the gate ``questions`` with its cards."""
    if question["gate"] != "questions":
        return question
    return question | {"cards": [card_facts(card) for card in of(studio, question)]}


def card_facts(card: QuestionRow) -> dict[str, Any]:
    """One card for programs."""
    return {
        "number": card.number,
        "topic": str(card.topic),
        "text": card.text,
        "options": list(card.options),
        "default": card.preset,
    }


def ask(
    cards: Sequence[QuestionRow], screen: Screen, hear: Hear, talk: Callable[[str], object]
) -> str | None:
    """Put the cards to the user; a slash command among the answers goes to ``talk``.

    Returns:
        ``yes`` where every default was left standing, else the answers as JSON by number; None when the user
        leaves, or nobody is there.
    """
    count = "One question" if len(cards) == 1 else f"{len(cards)} questions"
    screen.heading(f"{count} before I write.")
    screen.say(f"Enter takes what is marked, {SKIP} takes it for all the rest, {LEAVE[0]} leaves.")
    answers: dict[str, str] = {}
    for card in cards:
        _show(card, len(cards), screen)
        said = _answer(screen, hear, talk)
        if said is None or said.strip().lower() in LEAVE:
            return None
        if said.strip().lower() == SKIP:
            break
        if chosen := meant(card, said):
            answers[str(card.number)] = chosen
    return json.dumps(answers, ensure_ascii=False) if answers else YES


def _answer(screen: Screen, hear: Hear, talk: Callable[[str], object]) -> str | None:
    from tools.asking import LONGEST_ANSWER

    while (said := hear("your answer: ")) is not None:
        words = said.strip()
        if words.startswith("/") and words not in LEAVE:
            talk(words)
        elif len(words) > LONGEST_ANSWER:
            screen.say(f"got {len(words)} characters, expected at most {LONGEST_ANSWER}: say it shorter")
        else:
            break
    return said


def meant(card: QuestionRow, said: str) -> str:
    """What a line means on a card: a letter, a number or the beginning of an option, else itself.

    Nothing stands for the default, whichever way that was said.
    """
    words = " ".join(said.split())
    low = words.lower()
    options = card.options
    by_mark = {**dict(zip(_LETTERS, options, strict=False)), **{str(n): o for n, o in enumerate(options, 1)}}
    fitting = [option for option in options if len(low) > 1 and option.lower().startswith(low)]
    chosen = by_mark.get(low.rstrip(").")) or (fitting[0] if len(fitting) == 1 else words)
    return "" if chosen == card.preset else chosen


def _show(card: QuestionRow, count: int, screen: Screen) -> None:
    place = f"{card.number} of {count}, " if count > 1 else ""
    screen.say(f"\n{place}{card.topic}: {card.text}")
    for letter, option in zip(_LETTERS, card.options, strict=False):
        mark = "  <- Enter" if option == card.preset else ""
        screen.say(f"   {letter}) {option}{mark}")
    screen.say("   or your own words")
