"""Who understands the user: a model, or the house's rules. Both call the same tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from agent.model import Listen, Tool
from agent.stage import Stage
from agent.toolbox.shelf import Result
from tools.talk import MessageRow

Run = Callable[[str, Mapping[str, Any] | str], Result]
"""Uses a tool, by its name and arguments (a mapping, or JSON as a model sent it)."""


class Router(Protocol):
    """Turns what the user says into calls of tools."""

    def route(
        self,
        words: str,
        stage: Stage,
        film: str,
        history: Sequence[MessageRow],
        tools: Sequence[Tool],
        run: Run,
        listen: Listen,
    ) -> str:
        """Do what the user asks and answer in words; what was changed is told from the rows, not from here.

        Args:
            words: what the user says.
            stage: what the director is at.
            film: the film in short.
            history: what was said before, oldest first.
            tools: what may be used now.
            run: uses one.
            listen: is told the answer as it comes.

        Raises:
            ToolError: the answer could not be had; what was done until then stands.
            Cancelled: raised by ``listen`` and passed on.
        """
