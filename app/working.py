"""The director at work before the user: progress on the screen, questions asked there, Ctrl-C heard."""

from __future__ import annotations

from agent.crew import Crew, Review
from agent.worker import Outcome
from app import making
from app.build import Studio
from app.cards import Hear
from app.questions import Talk, ask
from app.screen import Screen
from app.stopping import Stopping


def work(
    studio: Studio,
    screen: Screen,
    job_id: int,
    *,
    yes: bool = False,
    review: Review | None = None,
    people: Crew | None = None,
    hear: Hear | None = None,
    talk: Talk | None = None,
) -> Outcome:
    """Run a job at the terminal until it ends or a question stays unanswered.

    Args:
        studio: where the film is.
        screen: where all is shown.
        job_id: the job.
        yes: say yes to every question.
        review: what happens to a fresh take; see :func:`app.making.carry_on`.
        people: whom to work with; see there.
        hear: where answers come from; see :func:`app.questions.ask`.
        talk: whom other words than an answer are said to; see there.

    Raises:
        KeyboardInterrupt: Ctrl-C; see :mod:`app.stopping`.
    """
    with screen.progress() as progress, Stopping() as stopping:
        return making.carry_on(
            studio,
            job_id,
            stopping.report(progress),
            stopping.answerer(ask(studio, screen, progress, yes=yes, hear=hear, talk=talk)),
            review=review,
            people=people,
        )
