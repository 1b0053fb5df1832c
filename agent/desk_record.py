"""A call of a model as the ledger keeps it. The same question always has the same digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from agent.desk_prompt import Question
from agent.model import Message, Models, Price, Prompt, Said
from tools.ledger import Entry
from tools.records import CallOutcome


def price(prompt: Prompt, models: Models) -> Price | None:
    """What the model that is asked costs; None where no price is known."""
    return models.prices.get(models.named(prompt.use))


def digest(prompt: Prompt, models: Models) -> str:
    """sha256 of everything that can change the answer, but for how long it may be.

    The length depends on what is left of the budget: it must not make a known answer a new question.
    """
    return _sha256(_json(_document(prompt, models)))


def entry(
    question: Question,
    models: Models,
    request_digest: str,
    said: Said,
    outcome: CallOutcome,
    error: str = "",
) -> Entry:
    """The call, to be written down; pictures are named by the sha256 of their files."""
    prompt = question.prompt
    request = {"answer_tokens": prompt.answer_tokens, "left_out": question.left_out}
    reply = _reply(said)
    return Entry(
        skill=prompt.skill,
        purpose=prompt.use,
        model=said.model or models.named(prompt.use),
        tokens_in=said.tokens_in,
        tokens_out=said.tokens_out,
        counted=said.counted,
        seconds=said.seconds,
        attempts=said.attempts,
        cost=_cost(said, price(prompt, models)),
        outcome=outcome,
        request_digest=request_digest,
        request=_json(_document(prompt, models) | request),
        reply_digest=_sha256(reply) if reply else "",
        reply=reply,
        error=error,
    )


def _document(prompt: Prompt, models: Models) -> dict[str, Any]:
    return {
        "model": models.named(prompt.use),
        "skill": prompt.skill,
        "use": prompt.use,
        "temperature": prompt.temperature,
        "seed": prompt.seed,
        "messages": [_message(message) for message in prompt.messages],
        "schema": prompt.schema,
        "tools": [
            {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
            for tool in prompt.tools
        ],
    }


def _message(message: Message) -> dict[str, Any]:
    """A message with what it has, and nothing of what it has not."""
    document = {
        "role": message.role,
        "text": message.text,
        "pictures": [hashlib.sha256(path.read_bytes()).hexdigest() for path in message.pictures],
        "calls": [{"id": call.id, "name": call.name, "arguments": call.arguments} for call in message.calls],
        "answers": message.answers,
    }
    return {name: value for name, value in document.items() if value or name in {"role", "text"}}


def _cost(said: Said, known: Price | None) -> float | None:
    if known is None:
        return None
    return (said.tokens_in * known.tokens_in + said.tokens_out * known.tokens_out) / 1e6


def _reply(said: Said) -> str:
    """The text, or text and calls as JSON."""
    if not said.calls:
        return said.text
    calls = [{"name": call.name, "arguments": call.arguments} for call in said.calls]
    return _json({"text": said.text, "calls": calls})


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
