"""Finding words in free text: whole words for alphabets, plain substrings for Chinese."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

_WORD = re.compile(r"[a-zà-ÿ0-9']+")
DENIED = re.compile(
    r"(?:(?<![a-z])(?:no|not|without|never)(?: an?| any| his| her| their)?\s*|(?:没有?|不|无)[戴穿留]?着?)$"
)
T = TypeVar("T")


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


def plain(text: str) -> str:
    """``text`` as a :class:`Lexicon` reads it: lower case, straight apostrophes, hyphens as spaces."""
    return text.lower().replace("’", "'").replace("-", " ")


class Found(NamedTuple, Generic[T]):
    """A stem in a text: where it begins and ends, and what it stands for."""

    start: int
    end: int
    meaning: T


class Lexicon(Generic[T]):
    """Stems and what they stand for; where two begin at one place, the longer is meant.

    A stem matches whole words or their plural, ``scar*`` every word that begins so; a Chinese stem matches
    anywhere. What the text denies (``no beard``, ``without a hat``, ``不戴眼镜``) is not found.
    """

    def __init__(self, meanings: Mapping[str, T]) -> None:
        longest = sorted(meanings, key=lambda stem: (-len(stem), stem))
        latin = [stem for stem in longest if not is_han(stem[0]) and not is_han(stem[-1])]
        other = [stem for stem in longest if stem not in set(latin)]
        self._meanings = [meanings[stem] for stem in (*latin, *other)]
        branches = []
        if latin:
            branches.append(rf"(?<![a-z0-9])(?:{'|'.join(map(_branch, latin))})(?![a-z0-9])")
        if other:
            branches.append("|".join(f"({re.escape(stem)})" for stem in other))
        self._pattern = re.compile("|".join(branches))

    def find(self, text: str) -> Iterator[Found[T]]:
        """Every stem of ``text`` (:func:`plain`) from left to right; none overlaps another."""
        for match in self._pattern.finditer(text):
            if not DENIED.search(text, max(0, match.start() - 16), match.start()):
                yield Found(match.start(), match.end(), self._meanings[(match.lastindex or 1) - 1])

    def first(self, text: str) -> T | None:
        """What the first stem of ``text`` (:func:`plain`) stands for, or None."""
        return next((found.meaning for found in self.find(text)), None)


def stems(meaning: T, written: str) -> dict[str, T]:
    """The stems ``written`` between spaces, each with ``meaning``; an underscore stands for a space."""
    return {stem.replace("_", " "): meaning for stem in written.split()}


def _branch(stem: str) -> str:
    word = re.escape(stem.removesuffix("*"))
    return f"({word}[a-z]*)" if stem.endswith("*") else f"({word})(?:e?s)?"


def dice(*facts: object) -> random.Random:
    """A random source that depends only on ``facts`` (sha256 of their text), in every process."""
    text = "\x1f".join(str(fact) for fact in facts)
    return random.Random(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())  # noqa: S311 — drawing
