"""``SKILL.md`` of the Agent Skills format, in and out: plain knowledge that other programs read as well.

Its front matter has a name and a description; what only Dailies asks stands under ``metadata``, as words:
``version``, ``applies-to``, ``words``, ``styles``, ``languages``, ``engines``, ``script``, ``requires``. Its
body is the knowledge, taken literally. Files beside it are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from skills import document
from skills.document import BadYaml, Document, Loc
from skills.hooks import Hook
from skills.skill import SCHEMA, Skill, SkillKind

KNOWS = (Hook.STORY, Hook.SCENES, Hook.SHOTS, Hook.BREAKDOWN, Hook.CONDITION)
"""Where knowledge is heard unless it says otherwise."""
LISTS = ("words", "styles", "languages", "engines")
PLACES: Mapping[str, Loc] = {
    "version": ("version",),
    "applies-to": ("applies_to",),
    "requires": ("requires",),
    **{name: ("when", name) for name in (*LISTS, "script")},
}
"""What stands under ``metadata``, and where a skill.yaml has it."""
_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n---[ \t]*(?:\n|\Z)\s*(?P<body>.*?)\s*\Z", re.DOTALL)


def parse(text: str, folder: str) -> Document:
    """A SKILL.md as the document of a skill.yaml that says the same; its lines are those of the file.

    Args:
        text: the file.
        folder: name of its folder, for a file that does not name itself.

    Raises:
        BadYaml: it has no front matter, or the front matter cannot be read.
    """
    text = text.replace("\r\n", "\n")
    found = _FRONT.match(text)
    if found is None:
        raise BadYaml(1, "expected a head between two lines `---` with a name and a description")
    head = _head(found["head"])
    body = text.count("\n", 0, found.start("body")) + 1
    return Document(_data(head.data, found["body"], folder), _lines(head, body), {("prompt",): body})


def written(skill: Skill) -> str:
    """A knowledge skill as the text of a SKILL.md that loads as the same knowledge; its tests stay behind."""
    when = skill.when
    metadata = {"version": skill.version, "applies-to": ", ".join(skill.applies_to)}
    metadata |= {name: ", ".join(getattr(when, name)) for name in LISTS if getattr(when, name)}
    if when.script is not None:
        metadata["script"] = str(when.script).lower()
    if skill.requires:
        metadata["requires"] = ", ".join(skill.requires)
    head = {"name": skill.name, "description": skill.description, "metadata": metadata}
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=100)
    return f"---\n{front}---\n\n{skill.prompt.strip()}\n"


def _head(text: str) -> Document:
    """The front matter; its lines are those of the file, which begins with a ``---``."""
    try:
        head = document.parse(text)
    except BadYaml as error:
        raise BadYaml(error.line + 1, str(error)) from error
    if not isinstance(head.data, dict):
        raise BadYaml(2, "the head has no keys, expected `name` and `description`")
    head = Document(head.data, {loc: line + 1 for loc, line in head.keys.items()}, {})
    if not isinstance(head.data.setdefault("metadata", {}), dict):
        raise BadYaml(head.line(("metadata",)), "metadata: expected keys, such as `version: 1.0.0`")
    return head


def _lines(head: Document, body: int) -> dict[Loc, int]:
    """Where each key of the skill.yaml that says the same stands in the file."""
    lines = {**head.keys, ("prompt",): body}
    for name, loc in PLACES.items():
        if ("metadata", name) in head.keys:
            lines[loc] = head.keys[("metadata", name)]
    return lines


def _data(head: dict[str, Any], body: str, folder: str) -> dict[str, Any]:
    metadata = head["metadata"]
    when: dict[str, Any] = {name: _words(metadata[name]) for name in LISTS if name in metadata}
    if "script" in metadata:
        when["script"] = str(metadata["script"]).lower() == "true"
    return {
        "schema": SCHEMA,
        "name": head.get("name", folder),
        "version": _version(metadata.get("version", "0.0.0")),
        "description": head.get("description", ""),
        "kind": SkillKind.KNOWLEDGE,
        "applies_to": _words(metadata.get("applies-to", KNOWS)),
        "when": when,
        "requires": _words(metadata.get("requires", ())),
        "literal": True,
        "prompt": body,
    }


def _words(given: object) -> list[str]:
    parts = given if isinstance(given, Iterable) and not isinstance(given, str) else str(given).split(",")
    return [word for part in parts if (word := str(part).strip())]


def _version(given: object) -> object:
    """``1.0`` and ``1`` are versions elsewhere; here they have three numbers."""
    text = str(given)
    return text + ".0" * (2 - text.count(".")) if re.fullmatch(r"\d+(\.\d+){0,2}", text) else given
