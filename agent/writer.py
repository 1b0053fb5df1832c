"""Who answers the director's questions: a language model or the house writer, behind one method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from pydantic import BaseModel

from agent.model import Listen

A = TypeVar("A", bound=BaseModel)


class BadReply(Exception):
    """A writer's answer is not what was asked for, or nobody knows the skill.

    The message says what was got, what was expected, and what to do, so that it can be shown once to the
    writer and then to the user.
    """


class Writer(Protocol):
    """Answers the questions of the director's steps, each with a value of a given type.

    The steps are ``clarify``, ``story``, ``cast``, ``scenes``, ``shots``, ``condition``, ``revise`` and
    ``critique``; :mod:`agent.steps` names what each is given and gives.
    """

    @property
    def knows(self) -> frozenset[str]:
        """The steps it can answer."""

    @property
    def follows_words(self) -> bool:
        """Whether it can change a story as the user says in words."""

    @property
    def remarks(self) -> Sequence[str]:
        """What it went on without, in words for the user; the newest last."""

    def heard_by(self, listen: Listen) -> Writer:
        """The same writer, heard by ``listen`` while it thinks: each piece of an answer as it comes, and
        nothing at least every half second, so that waiting can be stopped."""

    def confirms(self, step: str) -> bool:
        """Whether the user is asked for a yes to what a step gave (E51)."""

    def credit(self, step: str) -> str:
        """Who answers a step, for the record: ``house 1``, ``story 1.0.0``."""

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        """Answer ``step`` for ``values`` as an ``answer``.

        Args:
            step: which question.
            values: what the step needs to know, by name.
            answer: the pydantic model the answer must be.

        Raises:
            BadReply: the step is unknown, a value is missing, or the answer did not validate.
        """
