"""A prompt as an OpenAI-compatible server wants it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agent.llm.schema import strict
from agent.llm.terms import Terms
from agent.model import Message, Prompt

SKILL = "Skill: "
"""The first line of every request names the skill: a server that answers from a script goes by it."""
_PNG = b"\x89PNG"


def body(prompt: Prompt, model: str, terms: Terms) -> dict[str, Any]:
    """The fields of a chat completion, as ``terms`` allow them.

    Raises:
        OSError: a picture cannot be read.
    """
    fields: dict[str, Any] = {
        "model": model,
        "messages": _messages(prompt, terms),
        "temperature": prompt.temperature,
        "seed": prompt.seed,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if terms.limit:
        fields[terms.limit] = prompt.answer_tokens
    if prompt.tools:
        fields["tools"] = [
            {
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": dict(tool.parameters),
                },
            }
            for tool in prompt.tools
        ]
    if prompt.schema is not None and terms.form != "text":
        fields["response_format"] = _format(prompt, prompt.schema, terms)
    return {name: value for name, value in fields.items() if name not in terms.without}


def _format(prompt: Prompt, schema: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    if terms.form == "json_object":
        return {"type": "json_object"}
    named = {"name": prompt.skill.split()[0], "strict": True, "schema": strict(schema)}
    return {"type": "json_schema", "json_schema": named}


def _messages(prompt: Prompt, terms: Terms) -> list[dict[str, Any]]:
    messages = [_message(m) for m in prompt.messages]
    if messages[:1] and messages[0]["role"] == "system":
        messages[0]["content"] = f"{SKILL}{prompt.skill}\n{messages[0]['content']}"
    else:
        messages.insert(0, {"role": "system", "content": f"{SKILL}{prompt.skill}"})
    if prompt.schema is not None and terms.form != "json_schema":
        _spell_out(messages[-1], prompt.schema)
    return messages


def _spell_out(message: dict[str, Any], schema: Mapping[str, Any]) -> None:
    written = json.dumps(strict(schema), ensure_ascii=False, separators=(",", ":"))
    words = f"\n\nAnswer with one JSON object and nothing else. It must fit this JSON schema:\n{written}"
    if isinstance(message["content"], str):
        message["content"] += words
    else:
        message["content"][0]["text"] += words


def _message(message: Message) -> dict[str, Any]:
    said: dict[str, Any] = {"role": message.role, "content": message.text}
    if message.pictures:
        shown = [{"type": "image_url", "image_url": {"url": _data_url(p)}} for p in message.pictures]
        said["content"] = [{"type": "text", "text": message.text}, *shown]
    if message.calls:
        said["tool_calls"] = [
            {"id": c.id, "type": "function", "function": {"name": c.name, "arguments": c.arguments}}
            for c in message.calls
        ]
    if message.role == "tool":
        said["tool_call_id"] = message.answers
    return said


def _data_url(picture: Path) -> str:
    data = picture.read_bytes()
    kind = "png" if data.startswith(_PNG) else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
