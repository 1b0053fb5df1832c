"""Who answers the director's questions: a language model or the house writer, behind one method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar

from pydantic import BaseModel

A = TypeVar("A", bound=BaseModel)


class BadReply(Exception):
    """A writer's answer is not what was asked for, or nobody knows the skill.

    The message says what was got, what was expected, and what to do, so that it can be shown once to the
    writer and then to the user.
    """


class Writer(Protocol):
    """Answers a skill with a value of a given type."""

    def ask(self, skill: str, values: Mapping[str, object], answer: type[A]) -> A:
        """Answer ``skill`` for ``values`` as an ``answer``.

        Args:
            skill: name of a skill: ``story``, ``cast``, ``scenes``, ``shots`` …
            values: what the skill needs to know, by name.
            answer: the pydantic model the answer must be.

        Raises:
            BadReply: the skill is unknown, a value is missing, or the answer did not validate.
        """
