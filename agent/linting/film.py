"""A film as the linter sees it: the newest take of each shot, or the plan of one that was not rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agent.linter import Finding, Known, Severity, lint
from agent.linting.past import returning
from agent.nodes.condition import asked, planned
from generator.interface import Grammar
from tools import board, memory, viewing
from tools.memory import Past


@dataclass(frozen=True, slots=True)
class Linted:
    """A shot and what is wrong with it."""

    code: str
    take: int
    """Number of its newest take; 0 when it has none and its plan was looked at."""
    findings: tuple[Finding, ...]


def linted(
    session: Session, film: board.FilmRow, shots: Sequence[board.ShotRow], grammar: Grammar
) -> list[Linted]:
    """What the rules find in these shots, in their order; ``grammar``: the order the film's camera reads."""
    past = memory.recollect(session, film.id, memory.circled(session, film.id))
    return [_linted(session, film, shot, grammar, past) for shot in shots]


def _linted(
    session: Session, film: board.FilmRow, shot: board.ShotRow, grammar: Grammar, past: Sequence[Past]
) -> Linted:
    takes = viewing.takes(session, shot.id)
    if takes:
        earlier = (p for p in past if p.position < shot.position)
        known = Known(grammar, returning(film.memory, earlier))
        return Linted(shot.code, takes[-1].number, tuple(lint(takes[-1].request, known)))
    return Linted(shot.code, 0, _of_the_plan(session, film, shot, grammar))


def _of_the_plan(
    session: Session, film: board.FilmRow, shot: board.ShotRow, grammar: Grammar
) -> tuple[Finding, ...]:
    try:
        request = asked(film, planned(session, film, shot), grammar)
    except ValueError as error:
        return (Finding("C001", Severity.ERROR, str(error), "caption"),)
    return tuple(lint(request, Known(grammar)))
