"""A language model understands the user: it answers in words, or asks for tools until it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent.desk import Desk
from agent.model import Listen, Message, Tool
from agent.router import Run
from agent.stage import Stage
from agent.toolbox import shelf
from tools.talk import USER, MessageRow

ROUNDS = 6
"""Times a model may ask for tools before it must be done."""
REMEMBERED = 10
"""Messages of the chat it is shown."""
LONGEST_MESSAGE = 400
LONGEST_RESULT = 2_000
"""Characters of one message, and of one tool's answer: a model's context is small."""


def _nothing(_query: str) -> str:
    """Quote no files."""
    return ""


class ModelRouter:
    """A :class:`agent.router.Router` over a desk.

    Args:
        desk: puts the conversation to the model.
        sources: passages of the attached files that fit what is said, quoted; or nothing.
    """

    def __init__(self, desk: Desk, sources: Callable[[str], str] = _nothing) -> None:
        self._desk, self._sources = desk, sources

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
        """Let the model talk and use tools, in at most :data:`ROUNDS` rounds."""
        values = {
            "step": str(stage),
            "film": film,
            "sources": self._sources(words),
            "language": self._desk.facts.language,
        }
        messages = [_as_message(row) for row in history[-REMEMBERED:]] + [Message("user", words)]
        desk = self._desk.heard_by(listen)
        for _ in range(ROUNDS):
            said = desk.converse(values, messages, tools)
            if not said.calls:
                break
            messages.append(Message("assistant", said.text, calls=said.calls))
            for call in said.calls:
                result = run(call.name, call.arguments)
                messages.append(Message("tool", result.text[:LONGEST_RESULT], answers=call.id))
                if result.done and shelf.ITEMS[result.tool].changes:
                    # What was changed is told from the rows; the model's account of it is not shown.
                    desk = self._desk.heard_by(lambda _: listen(""))
        return said.text.strip()


def _as_message(row: MessageRow) -> Message:
    return Message("user" if row.speaker == USER else "assistant", row.text[:LONGEST_MESSAGE])
