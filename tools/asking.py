"""Commands and reads of the questions about a vague idea (E49): asked in rounds, answered or skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.errors import ToolError
from tools.journal import command
from tools.records import Question
from tools.story import Answered, QuestionsDraft, Topic

LONGEST_ANSWER = 2_000
"""Characters of one answer."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as a card."""

    round: int
    number: int
    topic: Topic
    text: str
    options: tuple[str, ...]
    preset: str
    answer: str | None
    given: bool


@command
def write_questions(session: Session, film_id: int, round_: int, draft: QuestionsDraft) -> None:
    """Ask a round of questions, once."""
    if rounds(session, film_id) >= round_:
        return
    session.add_all(
        Question(
            film_id=film_id,
            round=round_,
            number=number,
            topic=question.topic,
            text=question.text,
            options=list(question.options),
            preset=question.preset,
        )
        for number, question in enumerate(draft.questions, start=1)
    )


@command
def answer_questions(session: Session, film_id: int, round_: int, answers: Mapping[int, str]) -> None:
    """Answer a round; a question that is left out, or answered with nothing, gets its default.

    Raises:
        ToolError: there is no such question, or an answer is too long.
    """
    asked = {
        q.number: q
        for q in session.scalars(
            select(Question).where(Question.film_id == film_id, Question.round == round_)
        )
    }
    if strangers := sorted(answers.keys() - asked.keys()):
        raise ToolError(f"got answers to the questions {strangers}, expected some of {sorted(asked)}")
    for number, question in asked.items():
        said = " ".join(answers.get(number, "").split())
        if len(said) > LONGEST_ANSWER:
            raise ToolError(
                f"got an answer of {len(said)} characters, expected at most {LONGEST_ANSWER}: "
                "attach long notes to the film as a file instead"
            )
        question.answer, question.given = said or question.preset, bool(said)


def rounds(session: Session, film_id: int) -> int:
    """How many rounds have been asked."""
    return session.scalar(select(func.max(Question.round)).where(Question.film_id == film_id)) or 0


def questions(session: Session, film_id: int, round_: int) -> list[QuestionRow]:
    """The cards of a round, in order."""
    rows = session.scalars(
        select(Question)
        .where(Question.film_id == film_id, Question.round == round_)
        .order_by(Question.number)
    )
    return [
        QuestionRow(q.round, q.number, q.topic, q.text, tuple(q.options), q.preset, q.answer, q.given)
        for q in rows
    ]


def answered(session: Session, film_id: int) -> tuple[Answered, ...]:
    """Everything the user was asked and what holds, in order."""
    rows = session.scalars(
        select(Question)
        .where(Question.film_id == film_id, Question.answer.is_not(None))
        .order_by(Question.round, Question.number)
    )
    return tuple(
        Answered(topic=q.topic, question=q.text, answer=q.answer or q.preset, given=q.given) for q in rows
    )
