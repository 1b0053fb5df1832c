"""The smallest good answer of a kind, to show a model its form and to test a skill with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

FILLER = "…"


def example(answer: type[BaseModel]) -> dict[str, Any]:
    """An answer with every required field, and one item in each list on top."""
    schema = answer.model_json_schema()
    lists = [name for name, one in schema["properties"].items() if "items" in one]
    return {
        name: _value(schema["properties"][name], schema.get("$defs", {}))
        for name in schema["properties"]
        if name in schema.get("required", ()) or name in lists
    }


def first_text(value: object, path: str = "") -> tuple[str, str]:
    """The first text in an example and its path, ``beats.0.name``; both empty when there is none."""
    if isinstance(value, str):
        return path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inside = (first_text(one, f"{path}.{key}".lstrip(".")) for key, one in items)
    return next((found for found in inside if found[1]), ("", ""))


def _value(schema: Mapping[str, Any], kinds: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if "$ref" in schema:
        return _value(kinds[schema["$ref"].rpartition("/")[2]], kinds)
    if "enum" in schema or "const" in schema:
        return schema["enum"][0] if "enum" in schema else schema["const"]
    match schema["type"]:
        case "object":
            return {name: _value(schema["properties"][name], kinds) for name in schema.get("required", ())}
        case "array":
            return [_value(schema["items"], kinds)] * max(1, schema.get("minItems", 1))
        case kind:
            number = max(1, schema.get("minimum", 1))
            return {"integer": number, "number": number, "boolean": True}.get(kind, FILLER)
