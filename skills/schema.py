"""The JSON schema of skill.yaml, for editors: they complete keys and underline mistakes while one types.

``dailies skills schema > skills/skill.schema.json`` renews the file beside the program's own skills.
"""

from __future__ import annotations

import json

from skills.skill import SCHEMA, Skill

FILE = "skill.schema.json"
HEAD = f"# yaml-language-server: $schema=../{FILE}"
"""First line of a skill.yaml: where an editor finds the schema."""


def schema() -> str:
    """The schema as JSON text; the same bytes for the same format."""
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    return json.dumps(document | Skill.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
