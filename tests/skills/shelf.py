"""Skills written into a folder, as a user would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from skills.skill import SCHEMA, Skill

TIP: dict[str, Any] = {
    "schema": SCHEMA,
    "name": "tip",
    "version": "1.0.0",
    "description": "A small piece of knowledge. Use when testing.",
    "kind": "knowledge",
    "applies_to": ["story"],
    "prompt": "Keep it small.",
    "tests": [{"name": "it is there", "contains": ["small"]}],
}
ASKING: dict[str, Any] = TIP | {
    "name": "asking",
    "kind": "prompt",
    "output": "story@1",
    "inputs": {"idea": {"type": "text"}, "seconds": {"type": "number"}, "language": {"type": "word"}},
    "prompt": "Write {{ seconds }} seconds in {{ language }}.\n{{ idea }}",
    "tests": [
        {
            "name": "it asks",
            "values": {"idea": "A fox.", "seconds": 60, "language": "en"},
            "contains": ["<idea>\nA fox.\n</idea>", "60 seconds in en"],
        }
    ],
}
STORY: dict[str, Any] = {
    "title": "The Fox",
    "logline": "A fox wants a hat.",
    "style": "picture book",
    "beats": [{"name": name, "text": "It goes on."} for name in ("set-up", "turn", "pay-off")],
}
"""A good answer to the story's question."""


def skill(base: dict[str, Any] = TIP, **changes: object) -> Skill:
    """A skill with some keys changed."""
    return Skill.model_validate(base | changes)


def shelve(folder: Path, base: dict[str, Any] = TIP, **changes: object) -> Path:
    """Write a skill with some keys changed below ``folder``; gives its own folder."""
    data = base | changes
    return write(folder / str(data["name"]), yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def write(folder: Path, text: str | bytes, file: str = "skill.yaml") -> Path:
    """Write the text of a skill; gives its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder
