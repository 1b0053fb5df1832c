"""What a tool of the chat is, and who holds it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from agent.crew import Crew
from agent.stage import Stage
from tools import board


class Args(BaseModel):
    """Arguments of a tool: small, every one explained; numbers are taken for text where text is expected."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True, title=""
    )


SHOT = "Its place in the film: 3. Or its code: 0030. Or: here, first, last."
REMOVE = "none"
"""The word that takes something away; an empty value leaves it as it is."""


def shot_field(words: str = SHOT, default: str | None = None) -> Any:  # noqa: ANN401 — pydantic's field
    """A field that names a shot."""
    if default is None:
        return Field(description=words, min_length=1, max_length=40)
    return Field(default=default, description=words, max_length=40)


def choice(kind: type[Any], words: str) -> Any:  # noqa: ANN401 — pydantic's field
    """A field that takes one of an enumeration's values; what is nearly one of them is understood."""
    values: list[Any] = ["", *(str(value) for value in kind)]
    return Field(default="", description=words, max_length=60, json_schema_extra={"enum": values})


@dataclass(frozen=True, slots=True)
class Hand:
    """Who uses a tool: on which film, and for which turn."""

    crew: Crew
    film_id: int
    turn_id: int
    seen: int | None = None
    """The film's mark when the user looked at it (:func:`tools.merging.mark`): what others change after that
    is kept. None for the film as it is at each use."""

    def reading(self) -> AbstractContextManager[Session]:
        """A session to look at the film."""
        return self.crew.database.read()

    def writing(self) -> AbstractContextManager[Session]:
        """A transaction that belongs to the user's turn."""
        return self.crew.database.write("user", self.turn_id)

    def film(self, session: Session) -> board.FilmRow:
        """The film as it stands."""
        return board.film(session, self.film_id)


@dataclass(frozen=True, slots=True)
class Item:
    """A tool of the chat."""

    name: str
    description: str
    arguments: type[Args]
    use: Callable[[Hand, Any], str]
    """Does it; gives what the model is told. Raises ToolError with got, expected and what to do."""
    stages: frozenset[Stage]
    changes: bool = True
    """False when it only looks."""


ANY = frozenset(Stage)
PLANNED = ANY - {Stage.STORY}
FILMED = frozenset({Stage.RENDERING, Stage.FINISHED})
