"""An answer as it is heard, piece by piece, and what was said in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.model import Ending, Prompt, Said, ToolCall
from agent.tokens import estimate, estimate_prompt

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion, ChatCompletionChunk

_ENDINGS = {"length": Ending.LENGTH, "content_filter": Ending.REFUSED}


@dataclass(slots=True)
class _Call:
    place: int
    id: str
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class Heard:
    """What has come of an answer so far."""

    text: str = ""
    refusal: str = ""
    finish: str = ""
    """Why the model stopped, in the server's word; empty while it goes on."""
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    counted: bool = False
    began: bool = False
    """Whether anything came at all."""
    size: int = 0
    """Bytes of text and of calls so far."""
    calls: list[_Call] = field(default_factory=list)

    def add(self, answer: ChatCompletionChunk | ChatCompletion) -> str:
        """Take in a chunk of a stream, or a whole answer at once; gives its piece of text."""
        self.began = True
        self.model = answer.model or self.model
        if answer.usage is not None and answer.usage.prompt_tokens:
            self.tokens_in, self.counted = answer.usage.prompt_tokens, True
            self.tokens_out = answer.usage.completion_tokens or 0
        # The chunk that brings the usage has no choices; some servers send null there.
        for choice in (answer.choices or [])[:1]:
            self.finish = choice.finish_reason or self.finish
            part: Any = getattr(choice, "delta", None) or getattr(choice, "message", None)
            if part is not None:
                return self._part(part)
        return ""

    def said(self, prompt: Prompt, name: str, seconds: float, attempts: int) -> Said:
        """The whole answer; tokens the server did not count are estimated."""
        text = self.text or self.refusal
        calls = tuple(ToolCall(c.id or f"call_{n}", c.name, c.arguments) for n, c in enumerate(self.calls, 1))
        spoken = text + "".join(c.name + c.arguments for c in calls)
        return Said(
            text=text,
            calls=calls,
            ending=self._ending(),
            model=self.model or name,
            tokens_in=self.tokens_in if self.counted else estimate_prompt(prompt),
            tokens_out=self.tokens_out if self.counted else estimate(spoken),
            counted=self.counted,
            seconds=seconds,
            attempts=attempts,
        )

    def _part(self, part: Any) -> str:  # noqa: ANN401 — a delta or a message: the same names
        piece = part.content or ""
        self.text += piece
        self.size += len(piece.encode("utf-8", "replace"))
        self.refusal += getattr(part, "refusal", None) or ""
        for place, call in enumerate(part.tool_calls or []):
            self._call(place if getattr(call, "index", None) is None else call.index, call)
        return piece

    def _call(self, place: int, call: Any) -> None:  # noqa: ANN401 — whole, or a delta of one
        known = [c for c in self.calls if c.place == place]
        # Some servers give every call the place 0: an id not heard before begins another call.
        if not known or (call.id and known[-1].id and call.id != known[-1].id):
            known = [_Call(place, "")]
            self.calls += known
        heard = known[-1]
        heard.id = call.id or heard.id
        if call.function is not None:
            heard.name += call.function.name or ""
            arguments = call.function.arguments or ""
            heard.arguments += arguments
            self.size += len(arguments.encode("utf-8", "replace"))

    def _ending(self) -> Ending:
        if self.refusal:
            return Ending.REFUSED
        return _ENDINGS.get(self.finish) or (Ending.TOOLS if self.calls else Ending.STOP)
