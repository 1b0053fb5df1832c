"""What the director and a language model say to each other: plain data, one protocol, three ways to fail.

Nothing here knows a server. :mod:`agent.llm` speaks to any OpenAI-compatible one, :mod:`agent.scripted`
answers from a script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Protocol

from tools.errors import ToolError

Use = Literal["writing", "vision", "cheap"]
"""What a call needs: the best writer, a model that sees pictures, or one that is quick and costs little."""

Role = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model asks for a tool."""

    id: str
    name: str
    arguments: str
    """JSON as the model sent it; it may not even be JSON."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Role
    text: str
    pictures: tuple[Path, ...] = ()
    """PNG or JPEG files shown with the text; only to a model that sees."""
    calls: tuple[ToolCall, ...] = ()
    """Of an assistant: the tools it asked for."""
    answers: str = ""
    """Of a tool: the id of the call this answers."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A function of the director as a model may call it."""

    name: str
    description: str
    parameters: Mapping[str, Any]
    """JSON schema of the arguments: an object."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything a model is given for one answer."""

    skill: str
    """Name and version of the skill that asks: ``story 1.0.0``."""
    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    """JSON schema of the answer; None leaves the answer free."""
    tools: tuple[Tool, ...] = ()
    use: Use = "writing"
    answer_tokens: int = 2_000
    """The longest answer."""
    temperature: float = 0.7
    seed: int = 0


class Ending(StrEnum):
    """Why a model stopped."""

    STOP = "stop"
    LENGTH = "length"
    """It ran into ``answer_tokens`` or the end of its context: the text is cut off."""
    TOOLS = "tools"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Said:
    """A model's answer."""

    text: str
    calls: tuple[ToolCall, ...] = ()
    ending: Ending = Ending.STOP
    model: str = ""
    """As the server named it."""
    tokens_in: int = 0
    tokens_out: int = 0
    counted: bool = False
    """True when the server counted the tokens; otherwise they are estimated."""
    seconds: float = 0.0
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, per million tokens, in the user's own currency."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0


@dataclass(frozen=True, slots=True)
class Models:
    """The models there are, by what they are for; an empty name switches that ability off."""

    writing: str = ""
    vision: str = ""
    cheap: str = ""
    prices: Mapping[str, Price] = field(default_factory=dict)
    context: int = 8_192
    """Tokens of prompt and answer together that every one of them can hold."""

    def named(self, use: Use) -> str:
        """The model for a use; what is cheap falls back on what writes, vision falls back on nothing."""
        return {"writing": self.writing, "vision": self.vision, "cheap": self.cheap or self.writing}[use]


Listen = Callable[[str], None]
"""Told each piece of an answer's text as it comes; raises :class:`generator.interface.Cancelled` to stop."""


class Model(Protocol):
    """Something that answers prompts."""

    @property
    def models(self) -> Models:
        """What it can do."""

    def complete(self, prompt: Prompt, listen: Listen) -> Said:
        """Answer a prompt.

        ``listen`` is also called with an empty string at least every half second while nothing comes, so
        that waiting can be cancelled.

        Raises:
            Unreachable: the server could not be reached, kept failing or kept silent; all tries are spent.
            Misconfigured: it will never work so: a wrong key, no such model, a prompt it cannot hold.
            Cancelled: raised by ``listen`` and passed on.
        """


class Unreachable(ToolError):
    """The model did not answer: no connection, too many requests, a server error, silence."""


class Misconfigured(ToolError):
    """The model cannot answer until a setting is changed; the message names it."""


class OverBudget(ToolError):
    """The film has used up what it may; the message says how much and how to allow more."""
