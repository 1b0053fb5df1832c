"""All tools of the chat: which may be used when, and one of them used, whatever a model sends."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from agent.model import Tool
from agent.stage import Stage
from agent.toolbox import changing, ordering, reading, steering
from agent.toolbox.kit import Args, Hand, Item
from agent.writer import BadReply
from generator.interface import Unsupported
from tools.errors import ToolError

ITEMS: Mapping[str, Item] = {
    item.name: item for item in (*reading.TOOLS, *changing.TOOLS, *ordering.TOOLS, *steering.TOOLS)
}
MOST_FAULTS = 3
TOLD = ("type", "description", "enum")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a call."""

    tool: str
    text: str
    done: bool
    """False when it could not be done; ``text`` says why and what to do."""


def offered(stage: Stage) -> tuple[Tool, ...]:
    """The tools a model may call at a stage."""
    return tuple(described(item) for item in ITEMS.values() if stage in item.stages)


def described(item: Item) -> Tool:
    """A tool as a model sees it."""
    return Tool(item.name, item.description, schema(item.arguments))


def schema(arguments: type[Args]) -> dict[str, Any]:
    """JSON schema of a tool's arguments, with what tells a model how to fill them in and nothing more: bounds
    are checked when it calls."""
    drawn = arguments.model_json_schema()
    fields = {
        name: {key: value for key, value in field.items() if key in TOLD}
        for name, field in drawn.get("properties", {}).items()
    }
    required = drawn.get("required", [])
    return {
        "type": "object",
        "properties": fields,
        "required": required,
        "additionalProperties": False,
    }


def use(hand: Hand, stage: Stage, name: str, arguments: str) -> Result:
    """Use a tool as a model asks for it. Never raises for what the model or the user can mend.

    Raises:
        Cancelled: the user stopped it.
    """
    item = ITEMS.get(name)
    if item is None or stage not in item.stages:
        return Result(name, _not_offered(name, stage), done=False)
    try:
        given = item.arguments.model_validate(_mapping(arguments))
        return Result(name, item.use(hand, given), done=True)
    except ValidationError as error:
        return Result(name, _faults(item, error), done=False)
    except (ToolError, BadReply, Unsupported) as error:
        return Result(name, str(error), done=False)


def written(arguments: Mapping[str, Any]) -> str:
    """Arguments as a model sends them."""
    return json.dumps(arguments, ensure_ascii=False)


def _mapping(arguments: str) -> dict[str, Any]:
    try:
        given = json.loads(arguments or "{}")
    except ValueError as error:
        raise ToolError(f"got arguments that are not JSON ({error}), expected an object") from error
    if not isinstance(given, dict):
        raise ToolError(f"got {arguments[:60]} as arguments, expected an object such as {{}}")
    return {name: _flat(value) for name, value in given.items() if value is not None}


def _flat(value: object) -> object:
    """Small models send a list where words with commas are expected."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _faults(item: Item, error: ValidationError) -> str:
    names = list(item.arguments.model_fields)
    told = []
    for fault in error.errors()[:MOST_FAULTS]:
        where = ".".join(map(str, fault["loc"]))
        if fault["type"] == "extra_forbidden":
            near = difflib.get_close_matches(where, names, 1)
            told.append(f"there is no argument '{where}'" + (f", expected '{near[0]}'" if near else ""))
        elif fault["type"] == "missing":
            told.append(f"'{where}' is missing")
        else:
            told.append(f"'{where}': got {str(fault['input'])[:60]!r}; {fault['msg']}")
    return f"{item.name}: {'; '.join(told)}. It takes {', '.join(names) or 'no arguments'}."


def _not_offered(name: str, stage: Stage) -> str:
    if name in ITEMS:
        return f"{name} cannot be used now, while the director is at: {stage}. {_WHEN[stage]}"
    near = difflib.get_close_matches(name, ITEMS, 1)
    known = ", ".join(item.name for item in ITEMS.values() if stage in item.stages)
    return f"there is no tool '{name[:60]}'" + (
        f"; did you mean {near[0]}?" if near else f"; there are {known}"
    )


_WHEN = {
    Stage.STORY: "The shots are planned once the story is confirmed.",
    Stage.SHOTS: "Nothing is rendered yet: the shot list waits for a yes.",
    Stage.RENDERING: "The story has been confirmed.",
    Stage.FINISHED: "The story has been confirmed.",
}
