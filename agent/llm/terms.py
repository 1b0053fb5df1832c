"""What a server takes and what it refuses: the terms on which a model is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Form = Literal["json_schema", "json_object", "text"]

_LESSER_FORM: Mapping[Form, Form] = {"json_schema": "json_object", "json_object": "text"}
_LESSER_LIMIT = {"max_tokens": "max_completion_tokens", "max_completion_tokens": ""}
_NAMES = {
    "stream_options": re.compile(r"\bstream_options\b|include_usage"),
    "max_tokens": re.compile(r"\bmax_tokens\b"),
    "max_completion_tokens": re.compile(r"\bmax_completion_tokens\b"),
    "temperature": re.compile(r"\btemperature\b"),
    "seed": re.compile(r"\bseed\b"),
    "response_format": re.compile(
        r"response_format|json_schema|json_object|schema|grammar|structured|guided"
    ),
    "stream": re.compile(r"\bstream(ing)?\b"),
}
"""How a complaint names a field, the most particular first."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What to put into a request: everything at first, without what a server has refused later on."""

    form: Form = "json_schema"
    """How the form of an answer is asked for."""
    limit: str = "max_tokens"
    """The field that holds the longest answer; empty for none."""
    without: frozenset[str] = frozenset()
    """Fields left out."""

    def less(self, field: str) -> Terms:
        """The terms without a field, or with its lesser form."""
        if field == "response_format":
            return replace(self, form=_LESSER_FORM[self.form])
        if field in _LESSER_LIMIT:
            return replace(self, limit=_LESSER_LIMIT[field])
        also = {"stream_options"} if field == "stream" else set()
        return replace(self, without=self.without | {field} | also)


def lesser(terms: Terms, sent: Mapping[str, Any], complaint: str, *, vague: bool) -> Terms | None:
    """The terms to try after a server refused a request; None when nothing is left to give up.

    Args:
        terms: those of the request.
        sent: the request's fields.
        complaint: what the server said of it.
        vague: whether a complaint that names no field may be about the form of the answer. A server that
            fails (500) over a schema names it; one that refuses (400) may not.
    """
    words = complaint.casefold()
    for field, pattern in _NAMES.items():
        if field in sent and pattern.search(words):
            return terms.less(field)
    return terms.less("response_format") if vague and "response_format" in sent else None
