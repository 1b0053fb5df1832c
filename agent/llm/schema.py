"""The strict form of a JSON schema: the one servers can hold a model to, word by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DROPPED = frozenset({"title", "default", "examples", "format", "pattern", "minLength", "maxLength"})
"""Keywords that change nothing for a model, or that servers refuse in a strict schema."""


def strict(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema as structured output wants it; the one given stays as it is.

    Every object is closed, all its properties are required, and a reference stands alone. What the answer
    may leave out it then says as an empty text, an empty list or zero; :class:`skills.answers.Answer`
    reads those as the default.
    """
    return _closed(schema, schema.get("$defs", {}))


def _value(value: object, definitions: Mapping[str, Any]) -> object:
    if isinstance(value, list):
        return [_value(item, definitions) for item in value]
    return _closed(value, definitions) if isinstance(value, Mapping) else value


def _closed(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        return _referred(node, definitions)
    kept: dict[str, Any] = {}
    for key, value in node.items():
        if key in {
            "properties",
            "$defs",
        }:  # keyed by names, not by keywords: a property may be called "title"
            kept[key] = {name: _closed(inner, definitions) for name, inner in value.items()}
        elif key not in _DROPPED:
            kept[key] = _value(value, definitions)
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
    if "properties" in kept:
        kept |= {"additionalProperties": False, "required": list(kept["properties"])}
    return kept


def _referred(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    beside = {key: value for key, value in node.items() if key != "$ref" and key not in _DROPPED}
    if not beside:
        return {"$ref": node["$ref"]}
    # A reference with a description of its own is refused: what it stands for is written out instead.
    return _closed({**definitions[node["$ref"].removeprefix("#/$defs/")], **beside}, definitions)
