"""When a skill is used: its filters against the facts of a film."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from skills.skill import When


@dataclass(frozen=True, slots=True)
class Facts:
    """What skills are chosen by."""

    words: str = ""
    """What the user asked for, and the story as far as it is written."""
    style: str = ""
    """The look of the film, in words."""
    language: str = "en"
    engine: str = ""
    """``animatic``, ``echo:random-tiny``."""
    script: bool = False
    """Whether the film begins as a script."""


def fits(when: When, facts: Facts) -> bool:
    """Whether every filter that is given holds; of its values one is enough.

    Words and styles are found as whole words in any case, or as their plural: ``storm`` in "Storms at sea",
    not in "stormy"; a space stands for a hyphen too. Chinese and Japanese words are found anywhere.
    """
    return (
        (not when.words or said(when.words, facts.words))
        and (not when.styles or said(when.styles, facts.style))
        and (not when.languages or _plain(facts.language).split("-")[0] in map(_plain, when.languages))
        and (not when.engines or _plain(facts.engine).split(":")[0] in map(_plain, when.engines))
        and (when.script is None or when.script is facts.script)
    )


def said(words: Iterable[str], text: str) -> bool:
    """Whether one of the words is in the text."""
    found = _plain(text)
    return any(_pattern(_plain(word)).search(found) for word in words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _pattern(word: str) -> re.Pattern[str]:
    inside = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", word)))
    if any("\u2e80" <= letter <= "\u9fff" for letter in word):
        return re.compile(inside)
    if word.endswith("y"):
        inside = f"{inside[:-1]}(?:y|ie)"
    return re.compile(rf"(?<!\w){inside}(?:e?s)?(?!\w)")
