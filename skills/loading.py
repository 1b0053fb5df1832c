"""A folder as a skill: ``skill.yaml``, or ``SKILL.md`` of the Agent Skills format.

Everything that is wrong is said at once, each fault with its line, so that a file is mended in one go.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from skills import markdown, template
from skills.document import MOST_BYTES, BadYaml, Document, Loc, parse, text_of
from skills.skill import SCHEMA, Cost, Input, Misfit, Skill, SkillTest, When

YAML, MARKDOWN = "skill.yaml", "SKILL.md"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is not a skill."""

    line: int
    """From 1."""
    code: str
    """As :mod:`skills.lint` lists them: S001, S002 …"""
    words: str


class Unloadable(Exception):
    """The folder holds no skill that can be used."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{path}:{faults[0].line}: {faults[0].words}")
        self.path, self.faults = path, faults


@dataclass(frozen=True, slots=True)
class Read:
    """A skill and the text it was read from."""

    skill: Skill
    path: Path
    document: Document

    def line(self, *loc: str | int) -> int:
        """The line of a part of it."""
        return self.document.line(loc)

    def prompt_line(self, line: int) -> int:
        """The line in the file of a line of its prompt, both from 1."""
        return self.document.texts.get(("prompt",), 1) + line - 1


def file_in(folder: Path) -> Path | None:
    """The file of a folder that says the skill; ``skill.yaml`` before ``SKILL.md``."""
    return next((p for p in (folder / YAML, folder / MARKDOWN) if p.is_file() or p.is_symlink()), None)


def load(folder: Path) -> Read:
    """Read the skill of a folder.

    Raises:
        Unloadable: with every fault, by line.
    """
    path = file_in(folder)
    if path is None:
        lost = f"a skill stands in a folder of its own: move it to {folder.stem}/{YAML}"
        words = f"there is no {YAML} and no {MARKDOWN} in it" if folder.is_dir() else lost
        raise Unloadable(folder, (Fault(1, "S001", words),))
    try:
        document = _document(path)
    except BadYaml as error:
        raise Unloadable(path, (Fault(error.line, "S001", str(error)),)) from error
    try:
        read = Read(Skill.model_validate(document.data), path, document)
    except ValidationError as error:
        raise Unloadable(path, _misfits(error.errors(), document)) from error
    faults = [_misnamed(read, folder.name)] if read.skill.name != folder.name else []
    faults += [Fault(read.prompt_line(f.line), f.code, f.words) for f in template.faults(read.skill)]
    if faults:
        raise Unloadable(path, tuple(sorted(faults, key=lambda f: f.line)))
    return read


def _document(path: Path) -> Document:
    folder = path.parent
    if path.resolve() != folder.parent.resolve() / folder.name / path.name:
        raise BadYaml(1, f"it is a link to {path.resolve()}; put the file itself into its folder")
    try:
        with path.open("rb") as file:
            text = text_of(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise BadYaml(1, f"it cannot be read: {error.strerror}") from error
    document = markdown.parse(text, path.parent.name) if path.name == MARKDOWN else parse(text)
    if not isinstance(document.data, dict):
        raise BadYaml(1, f"got a {type(document.data).__name__}, expected keys such as `schema: {SCHEMA}`")
    return document


def _misnamed(read: Read, folder: str) -> Fault:
    words = f"the name {read.skill.name!r} is not that of its folder, {folder!r}; make them the same"
    return Fault(read.line("name"), "S002", words)


def _misfits(errors: list[ErrorDetails], document: Document) -> tuple[Fault, ...]:
    strange = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], near) for loc in strange for near in _near(str(loc[-1]), _keys(loc))}
    # One mistake is said once: a misspelt key makes the right one missing, a wrong item its list too short.
    inner = {error["loc"][:depth] for error in errors for depth in range(1, len(error["loc"]))}
    told = [
        error
        for error in errors
        if error["loc"] not in inner and (error["type"] != "missing" or error["loc"] not in meant)
    ]
    return tuple(sorted((_fault(error, document) for error in told), key=lambda f: f.line))


def _fault(error: ErrorDetails, document: Document) -> Fault:
    at = getattr(error.get("ctx", {}).get("error"), "at", ())
    loc: Loc = (*error["loc"], *at)
    return Fault(document.line(loc), "S002", _words(error, loc))


def _words(error: ErrorDetails, loc: Loc) -> str:  # noqa: PLR0911 — one answer a kind of fault
    name, given = ".".join(map(str, loc)), _short(error["input"])
    match error["type"]:
        case "extra_forbidden":
            return f"unknown key {name!r}{_nearest(str(loc[-1]), _keys(loc))}"
        case "missing":
            return f"{name!r} is missing"
        case "value_error" if isinstance(error["ctx"]["error"], Misfit):
            return str(error["ctx"]["error"])
        case "string_type" if loc == ("version",):
            return f'the version is the number {given}; put three numbers in quotes: "1.0.0"'
        case "string_pattern_mismatch" if loc == ("version",):
            return f'got the version {given}, expected three numbers in quotes: "1.0.0"'
        case "string_pattern_mismatch":
            return f"{name}: got {given}, expected small letters, digits and single hyphens: storm-at-sea"
        case "enum" | "literal_error":
            expected = str(error["ctx"]["expected"])
            known = [one.strip(" '") for one in expected.replace(" or ", ", ").split(",")]
            near = _nearest(str(error["input"]), known)
            return f"{name}: got {given}, expected {expected}{near}"
        case _:
            return f"{name}: got {given}; {error['msg'][0].lower()}{error['msg'][1:]}"


def _keys(loc: Loc) -> list[str]:
    """The keys there may be beside the one at ``loc``."""
    inner: Mapping[str | int, type[BaseModel]] = {
        "when": When,
        "cost": Cost,
        "inputs": Input,
        "tests": SkillTest,
    }
    model = Skill if len(loc) == 1 else inner.get(loc[0])
    fields = model.model_fields.items() if model else ()
    return [field.alias or name for name, field in fields]


def _nearest(word: str, known: list[str]) -> str:
    return "".join(f"; did you mean {near!r}?" for near in _near(word, known))


def _near(word: str, known: list[str]) -> list[str]:
    """The known word that is most like another; none when none is."""
    return difflib.get_close_matches(word, known, n=1)


def _short(value: Any) -> str:  # noqa: ANN401 — whatever stands in the file
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
