"""A model's text read as an answer: forgiving about what stands around the JSON, strict about the JSON.

Thoughts, prose, code fences and trailing commas are passed over. What is missing is never made up: a text
that was cut off is said to be cut off, so that it can be asked for again.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

A = TypeVar("A", bound=BaseModel)

MOST_FAULTS = 6
"""Faults told at once: a small model mends a few, and drowns in many."""
DEEPEST = 64
"""Brackets within brackets; no answer is nearly as deep."""
SHOWN = 60
"""Characters of what was got that an error shows."""

_THINKS = re.compile(r"\s*<(?:think|thinking|reasoning)>", re.IGNORECASE)
_THOUGHT = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)
_BEGINS = re.compile(r"""[{]\s*["}]|[\[]\s*[\[{"\]\d-]""")
"""Where JSON may begin: a brace in prose is followed by something else."""
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*+"?|[{}\[\]]', re.DOTALL)
_COMMA = re.compile(r'("(?:\\.|[^"\\])*+")|,(?=\s*[}\]])', re.DOTALL)
_PLAINLY = {
    "string_type": "text in quotes",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "an object",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Unusable(ValueError):
    """A text that is not the answer asked for; the message tells the model what to mend."""

    def __init__(self, *faults: str) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class _CutOff(Unusable):
    """The text ends before the JSON does."""


def read(text: str, answer: type[A]) -> A:
    """The answer in a model's text: of several pieces of JSON the longest that fits.

    A longer piece that was cut off is never passed over for a shorter one, nor is anything for an empty one.

    Args:
        text: what the model said.
        answer: what it must be.

    Raises:
        Unusable: there is no JSON, it is cut off or broken, or it is not such an answer; at most six faults,
            each saying where, what was got, and what was expected.
    """
    pieces = sorted(_pieces(_without_thoughts(text)), key=len, reverse=True)
    pieces = [piece for piece in pieces if piece is pieces[0] or re.search(r"\w", piece)]
    if not pieces:
        raise Unusable(_no_json(text))
    unusable: list[Unusable] = []
    for piece in pieces:
        try:
            return _answer(_parsed(piece), answer)
        except _CutOff:
            raise
        except Unusable as error:
            unusable.append(error)
    raise unusable[0]


def _no_json(text: str) -> str:
    got = f"got the text {_short(text.strip())}" if text.strip() else "got an empty answer"
    return f"{got}, expected one JSON object that begins with {{ and ends with }}"


def _without_thoughts(text: str) -> str:
    """What follows a model's thinking aloud; some servers leave out the tag that opens it.

    Raises:
        Unusable: it never stopped thinking.
    """
    opened, closed = _THINKS.match(text), _THOUGHT.search(text)
    if opened and not closed:
        raise Unusable("the text ends while still thinking, expected the JSON object: think less")
    if closed and (opened or not _begins(text[: closed.start()])):
        return text[closed.end() :]
    return text


def _begins(text: str) -> bool:
    return _BEGINS.search(text) is not None


def _pieces(text: str) -> Iterator[str]:
    """The outermost objects and lists; one that never ends reaches to the end of the text."""
    start = 0
    while begin := _BEGINS.search(text, start):
        start = _end(text, begin.start())
        yield text[begin.start() : start]


def _end(text: str, start: int) -> int:
    """Where the bracket at ``start`` is closed; the end of the text when it is not."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
        if depth == 0:
            return token.end()
        if depth > DEEPEST:
            break
    return len(text)


def _parsed(piece: str) -> Any:  # noqa: ANN401 — any JSON
    depth = deepest = 0
    for token in _TOKEN.finditer(piece):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token[0], 0)
        deepest = max(depth, deepest)
    if deepest > DEEPEST:
        raise Unusable(f"the JSON is nested more than {DEEPEST} deep, expected the object of the schema")
    if depth:
        raise _CutOff(f"the JSON ends in the middle of {_short(piece[-40:])}, expected all of it")
    try:
        return _clean(json.loads(_COMMA.sub(lambda m: m[1] or "", piece), strict=False))
    except json.JSONDecodeError as error:
        near = error.doc[max(0, error.pos - 20) : error.pos + 20]
        raise Unusable(f"the JSON is broken near {_short(near)}: {error.msg.lower()}") from error
    except ValueError as error:  # a number with thousands of digits
        raise Unusable(f"the JSON holds a number that cannot be read: {_short(str(error))}") from error


def _clean(value: Any) -> Any:  # noqa: ANN401 — any JSON
    """The same without what no text holds: control characters, halves of characters, NaN."""
    match value:
        case str():
            return _CONTROL.sub("", value)
        case float() if not math.isfinite(value):
            return None
        case list():
            return [_clean(v) for v in value]
        case dict():
            return {_CONTROL.sub("", k): _clean(v) for k, v in value.items()}
        case _:
            return value


def _answer(value: Any, answer: type[A]) -> A:  # noqa: ANN401 — any JSON
    faults: list[tuple[str, ...]] = []
    for shape in _shapes(value, answer):
        try:
            return answer.model_validate(shape)
        except ValidationError as error:
            faults.append(_faults(error, answer))
    raise Unusable(*faults[0])


def _shapes(value: Any, answer: type[BaseModel]) -> Iterator[Any]:  # noqa: ANN401 — any JSON
    """The value as it came, out of a wrapping it came in, or as the one list of the answer."""
    lists = [n for n, f in answer.model_fields.items() if get_origin(f.annotation) in {tuple, list}]
    if isinstance(value, list) and len(lists) == 1:
        yield {lists[0]: value}
    yield value
    if isinstance(value, list) and len(value) == 1:
        yield value[0]
    if isinstance(value, dict) and len(value) == 1 and not value.keys() & answer.model_fields.keys():
        yield from value.values()


def _faults(error: ValidationError, answer: type[BaseModel]) -> tuple[str, ...]:
    found = error.errors(include_url=False)
    # A list whose items are wrong is also said to be too short: the items say it better.
    deeper = {one["loc"][:depth] for one in found for depth in range(len(one["loc"]))}
    told = [_fault(one) for one in found if one["loc"] not in deeper]
    if len(told) > MOST_FAULTS:
        told[MOST_FAULTS - 1 :] = [f"and {len(told) - MOST_FAULTS + 1} more faults"]
    if any(len(one["loc"]) <= 1 and one["type"] in {"missing", "model_type"} for one in found):
        told[0] += f" (the fields of the answer are {', '.join(answer.model_fields)})"
    return tuple(told)


def _fault(error: ErrorDetails) -> str:
    where = _path(error["loc"])
    match error["type"]:
        case "missing":
            return f"{where} is missing"
        case "extra_forbidden":
            return f"{where} is no field of the answer: leave it out"
        case _:
            got = json.dumps(error["input"], ensure_ascii=False, default=str)
            return f"{where}: got {_shorten(got)}, {_expected(error)}"


def _expected(error: ErrorDetails) -> str:
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] in {"literal_error", "enum"}:
        return f"expected {context['expected']}"
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] in _PLAINLY:
        return f"expected {_PLAINLY[error['type']]}"
    words = re.sub(r"^[A-Z][a-z]+ should (?:be |have )?", "", error["msg"])
    return f"expected {re.sub(' after validation, not .*', '', words)}"


def _path(parts: Sequence[int | str]) -> str:
    """``characters[0].wardrobe``; places in lists count from 0, as in JSON."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return path.removeprefix(".") or "the answer"


def _short(text: str) -> str:
    return f"'{_shorten(' '.join(_CONTROL.sub('', text).split()))}'"


def _shorten(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
