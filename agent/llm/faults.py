"""What went wrong with a call, and what can be done: try again, ask for less, or tell the user."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.llm.server import Server
from agent.llm.terms import Terms, lesser
from agent.model import Misconfigured, Use

if TYPE_CHECKING:
    from openai import APIError

SETTINGS: Mapping[Use, str] = {
    "writing": "DAILIES_LLM_MODEL",
    "vision": "DAILIES_LLM_VISION_MODEL",
    "cheap": "DAILIES_LLM_CHEAP_MODEL",
}
"""Where the model for each use is named."""
_PASSING = {408: "it took too long (408)", 409: "it is busy (409)", 429: "too many requests (429)"}
_FORM = re.compile(r"response_format|json_schema|grammar")
_FULL = re.compile(
    r"context.?(length|size|window)|maximum context|prompt (is )?too long|too many (input )?tokens", re.I
)
_SPENT = re.compile(r"insufficient_quota|exceeded your current quota|billing", re.I)
_KEY = re.compile(r"(api|access)[ _-]?key", re.I)
_NO_PICTURES = re.compile(r"image|multi-?modal|vision", re.I)
_NO_TOOLS = re.compile(r"tool.*(not support|unsupported|requires)|(not support|unsupported).*tool", re.I)


class Passing(Exception):
    """It may go better next time."""

    def __init__(self, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.wait = wait
        """Seconds the server asks to wait; None when it says nothing of it."""


class Declined(Exception):
    """The server does not take the request as it is; it may on lesser terms."""

    def __init__(self, terms: Terms) -> None:
        super().__init__("declined")
        self.terms = terms


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that went wrong."""

    server: Server
    use: Use = "writing"
    terms: Terms = field(default_factory=Terms)
    sent: Mapping[str, Any] | None = None
    """The request's fields; None when it only asked for the list of models."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """The request's fields."""
        return self.sent or {}

    @property
    def model(self) -> str:
        """Who was asked."""
        return str(self.fields.get("model", "the language model"))

    @property
    def shows_pictures(self) -> bool:
        """Whether pictures were sent along."""
        return any(isinstance(message["content"], list) for message in self.fields.get("messages", ()))


def judge(error: APIError, asked: Asked, served: tuple[str, ...] = ()) -> Passing | Declined | Misconfigured:
    """What an error of the client means; ``served`` are the server's models when one was not found."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return Passing(f"it was silent for {asked.server.timeout:g} s (DAILIES_LLM_TIMEOUT)")
    if isinstance(error, openai.APIConnectionError):
        cause = asked.server.clean(str(error.__cause__ or error)).rstrip(".")
        return Passing(f"no connection ({cause}); it may not be running")
    # An error in the middle of a stream has no status: the server failed after it had begun.
    status = error.status_code if isinstance(error, openai.APIStatusError) else 500
    complaint = f"{error.param or ''} {error.code or ''} {error.type or ''} {_words(error)}"
    words = asked.server.clean(_words(error))
    facts = (status, complaint, words, asked)
    lasting = _locked(*facts) or _unable(*facts) or (_absent(words, asked, served) if status == 404 else "")
    if lasting:
        return Misconfigured(lasting)
    terms = _left(status, complaint, asked)
    if terms is not None:
        return Declined(terms)
    if status >= 500 or status in _PASSING:
        named = _PASSING.get(status, f"an error of the server ({status})")
        return Passing(f"{named}: {words}", _asked_to_wait(error))
    return Misconfigured(
        f"the language model at {asked.server.address} refused the request ({status}): {words}"
    )


def listed(names: tuple[str, ...]) -> str:
    """Names in a sentence, at most twelve."""
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return ", ".join(names[:12]) + more


def no_model_answers(server: Server, words: str) -> str:
    """Whatever is at the address is no language model; ``words`` is what it said."""
    return (
        f"nothing answers at {server.address} as a language model would: {words}. "
        "Check DAILIES_LLM_BASE_URL: most end in /v1"
    )


def _left(status: int, complaint: str, asked: Asked) -> Terms | None:
    """The terms to try next, when a field of the request is what the server does not like."""
    if status in {400, 422}:
        return lesser(asked.terms, asked.fields, complaint, vague=True)
    # A failing server is believed only when it speaks of the form of the answer: "stream error" says nothing.
    if status >= 500 and _FORM.search(complaint):
        return lesser(asked.terms, asked.fields, "response_format", vague=False)
    return None


def _locked(status: int, complaint: str, words: str, asked: Asked) -> str:
    """Why the server does not let us in at all, in words; empty when it does."""
    at = f"the language model at {asked.server.address}"
    if 300 <= status < 400:
        return f"{at} sends us on to another address; set DAILIES_LLM_BASE_URL to that one if you trust it"
    if status in {401, 403} or (status == 400 and _KEY.search(complaint)):
        return f"{at} does not let us in ({status}): {words}. Set DAILIES_LLM_API_KEY to a key it knows"
    if status == 402 or (status == 429 and _SPENT.search(complaint)):
        return (
            f"{at} says that the account behind DAILIES_LLM_API_KEY has nothing left: {words}. "
            "Top it up, or set another key"
        )
    return ""


def _unable(status: int, complaint: str, words: str, asked: Asked) -> str:
    """What this model can never do, in words; empty for anything else."""
    if status not in {400, 404, 413, 422, 500}:
        return ""
    if _FULL.search(complaint):
        return (
            f"{asked.model} cannot hold the prompt: {words}. "
            "Set DAILIES_LLM_CONTEXT to the tokens it can hold, or run it with a longer context"
        )
    if asked.shows_pictures and _NO_PICTURES.search(complaint):
        return (
            f"{asked.model} takes no pictures: {words}. "
            "Set DAILIES_LLM_VISION_MODEL to one that does, or to nothing"
        )
    if asked.fields.get("tools") and _NO_TOOLS.search(complaint):
        return f"{asked.model} cannot call tools: {words}. Set {SETTINGS[asked.use]} to one that can"
    return ""


def _absent(words: str, asked: Asked, served: tuple[str, ...]) -> str:
    if served and asked.model not in served:
        return (
            f"there is no model {asked.model!r} at {asked.server.address}; it has {listed(served)}. "
            f"Set {SETTINGS[asked.use]} to one of them"
        )
    return no_model_answers(asked.server, words)


def _words(error: APIError) -> str:
    if isinstance(error.body, Mapping) and isinstance(error.body.get("message"), str):
        return str(error.body["message"]).rstrip(".")
    return error.message.rstrip(".")


def _asked_to_wait(error: APIError) -> float | None:
    response = getattr(error, "response", None)
    asked = response.headers.get("retry-after", "") if response is not None else ""
    return float(asked) if re.fullmatch(r"\d+(\.\d+)?", asked) else None
