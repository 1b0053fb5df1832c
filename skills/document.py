"""YAML as a person wrote it: plain data, and the line every part of it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

MOST_BYTES = 64 * 1024
DEEPEST = 12
"""Lists and mappings inside one another; a skill needs six."""

Loc = tuple[str | int, ...]
"""The way to a value: ``("tests", 0, "values")``."""


class BadYaml(ValueError):
    """The text is no document; ``line`` counts from 1."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML text says, and where."""

    data: Any
    keys: Mapping[Loc, int]
    """Line of every key and list item, from 1."""
    texts: Mapping[Loc, int]
    """Line on which each text begins; of a block (``|``) the line after the bar."""

    def line(self, loc: Sequence[str | int]) -> int:
        """The line of a value, or of the nearest thing round it that is there."""
        way = tuple(loc)
        while way and way not in self.keys:
            way = way[:-1]
        return self.keys.get(way, 1)


def text_of(data: bytes) -> str:
    """Bytes of a file as text.

    Raises:
        BadYaml: they are too many, or not UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise BadYaml(1, f"the file has {len(data):,} bytes, {MOST_BYTES:,} at most")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadYaml(line, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error


def parse(text: str) -> Document:
    """Read one YAML document of plain data.

    Raises:
        BadYaml: it is not YAML, a key stands twice, or it uses what a skill does not need: anchors and
            aliases, tags, or nesting without end.
    """
    try:
        _guard(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            raise BadYaml(1, "the file is empty")
        marks = list(_walk(root, ()))
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml(mark.line + 1 if mark else 1, _said(error)) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise BadYaml(line, f"the character U+{ord(text[error.position]):04X} cannot stand here") from error
    except ValueError as error:
        if isinstance(error, BadYaml):
            raise
        raise BadYaml(1, f"a value cannot be read: {error}; put it in quotes") from error
    return Document(
        data,
        keys={loc: line for loc, line, _ in marks},
        texts={loc: line for loc, _, line in marks if line},
    )


def _guard(text: str) -> None:
    """Refuse what could blow up before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadYaml(line, "anchors (&) and aliases (*) are not read here; put the text in quotes")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise BadYaml(line, f"lists and mappings stand more than {DEEPEST} deep")


def _walk(node: yaml.Node, loc: Loc) -> Iterator[tuple[Loc, int, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                raise BadYaml(line, f"the key {name!r} stands twice, first on line {seen[name]}; keep one")
            seen[name] = line
            yield (*loc, name), line, _text_line(value)
            yield from _walk(value, (*loc, name))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*loc, number), value.start_mark.line + 1, _text_line(value)
            yield from _walk(value, (*loc, number))


def _text_line(node: yaml.Node) -> int:
    """Where a text begins; 0 for what is no text."""
    if not isinstance(node, yaml.ScalarNode):
        return 0
    return int(node.start_mark.line) + 1 + (node.style in {"|", ">"})


def _said(error: yaml.MarkedYAMLError) -> str:
    words = " ".join(str(part) for part in (error.context, error.problem) if part)
    hint = "; a text with a colon or braces needs quotes" if "mapping values" in words else ""
    return f"this is not YAML: {words}{hint}"
