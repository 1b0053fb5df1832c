"""Clarify: what an idea leaves open, as cards with a default each (E49)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent import briefing
from agent.authoring.given import answered, language
from agent.authoring.wording import strangers
from agent.desk import Desk
from agent.steps import given
from agent.writing.mentions import key
from agent.writing.sentences import flat
from skills.answers import AskedQuestion, Questions
from skills.hooks import Hook
from tools.story import MAX_ROUNDS, Answered, Brief, QuestionDraft, QuestionsDraft

MOST_OPTIONS = 6


def clarify(desk: Desk, sources: Callable[[str], str], values: Mapping[str, object]) -> QuestionsDraft:  # noqa: ARG001
    """The next round of questions; none when the idea says enough, or all have been asked before.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query; what is asked does not need them.
        values: ``brief``, ``answers`` and ``round``, from 1.

    Raises:
        BadReply: a value is missing, or the answer was no good twice.
    """
    brief, asked = given(values, "brief", Brief), answered(values)
    tongue = language(brief)

    def check(answer: Questions) -> list[str]:
        return [f for n, q in enumerate(answer.questions, 1) for f in _faults(q, n, tongue)]

    found = desk.ask(
        Hook.CLARIFY,
        {
            "idea": briefing.idea(brief, 1_500),
            "answers": briefing.answers(asked, 600),
            "round": given(values, "round", int),
            "rounds": MAX_ROUNDS,
            "language": tongue,
        },
        Questions,
        check,
        seed=brief.seed,
    )
    cards = tuple(_card(question) for question in found.questions if _fresh(question, asked))
    return QuestionsDraft(questions=cards, enough=found.enough or not cards)


def _faults(question: AskedQuestion, number: int, tongue: str) -> list[str]:
    few = len(_options(question)) < 2
    found = [f"question {number} has one option only: give two to six that differ"] if few else []
    words = " ".join([question.text, *question.options])
    return found + strangers(words, tongue, f"question {number}")


def _fresh(question: AskedQuestion, asked: tuple[Answered, ...]) -> bool:
    """Whether it was not asked in an earlier round."""
    return key(question.text) not in {key(a.question) for a in asked}


def _card(question: AskedQuestion) -> QuestionDraft:
    options = _options(question)
    preset = next(o for o in options if key(o) == key(question.preset))
    return QuestionDraft(topic=question.topic, text=flat(question.text), options=options, preset=preset)


def _options(question: AskedQuestion) -> tuple[str, ...]:
    """The options that differ, with the default among them, at most six."""
    texts: dict[str, str] = {}
    for text in (*question.options, question.preset):
        texts.setdefault(key(text), flat(text))
    default = texts[key(question.preset)]
    kept = [text for text in texts.values() if text][:MOST_OPTIONS]
    return tuple(kept if default in kept else [default, *kept][:MOST_OPTIONS])
