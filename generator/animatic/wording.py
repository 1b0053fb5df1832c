"""Finding words in free text: whole words for alphabets, plain substrings for Chinese."""

from __future__ import annotations

import hashlib
import random
import re
from functools import lru_cache

_WORD = re.compile(r"[a-zà-ÿ0-9']+")


def is_han(character: str) -> bool:
    """True for a Chinese character (CJK Unified Ideographs and extension A)."""
    return "\u3400" <= character <= "\u9fff"


@lru_cache(maxsize=512)
def words(text: str) -> tuple[str, ...]:
    """The lower-case words of ``text`` in order, with a possessive ``'s`` taken off."""
    return tuple(w.removesuffix("'s") for w in _WORD.findall(text.lower().replace("’", "'")))


def says(text: str, *stems: str) -> bool:
    """True when ``text`` has one of ``stems``.

    A stem matches a whole word or its plural; ``walk*`` matches every word that begins so; a stem with a
    space matches the words in a row; a Chinese stem matches anywhere.
    """
    return first_place(text, *stems) >= 0


def first_place(text: str, *stems: str) -> int:
    """Index of the first word of ``text`` that matches one of ``stems``, or -1; see :func:`says`."""
    found = words(text)
    places = [_place(found, text, stem) for stem in stems]
    return min((p for p in places if p >= 0), default=-1)


def _place(found: tuple[str, ...], text: str, stem: str) -> int:
    if any(is_han(c) for c in stem):
        return text.find(stem)
    if " " in stem:
        parts = tuple(stem.split())
        ends = range(len(found) - len(parts) + 1)
        return next((i for i in ends if found[i : i + len(parts)] == parts), -1)
    if stem.endswith("*"):
        return next((i for i, w in enumerate(found) if w.startswith(stem[:-1])), -1)
    return next((i for i, w in enumerate(found) if w in (stem, stem + "s", stem + "es")), -1)


def dice(*facts: object) -> random.Random:
    """A random source that depends only on ``facts`` (sha256 of their text), in every process."""
    text = "\x1f".join(str(fact) for fact in facts)
    return random.Random(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())  # noqa: S311 — drawing
