"""What a model's words may not be: in another language than the film, or dialogue where action belongs."""

from __future__ import annotations

import re

from agent.writing.banks import language_of

_QUOTES = re.compile(r"[\"“”„«»「」『』]")
_LATIN = re.compile(r"[A-Za-z]")
FEW = 16
"""Latin letters that a Chinese text may be made of all the same: a name."""


def foreign(text: str, language: str) -> bool:
    """True when ``text`` is clearly in another script than a film in English or Chinese is."""
    if language.startswith("zh"):
        return language_of(text) == "en" and len(_LATIN.findall(text)) > FEW
    return language.startswith("en") and language_of(text) == "zh"


def strangers(text: str, language: str, what: str) -> list[str]:
    """One sentence when ``text`` is in another language, else none; ``what``: where it stands."""
    if not foreign(text, language):
        return []
    return [f"{what} is in another language than the film: write it in '{language}'"]


def quoting(action: str, what: str) -> list[str]:
    """One sentence when an action holds dialogue, else none."""
    if not _QUOTES.search(action):
        return []
    return [f"{what} holds quotation marks: write what is seen, and put what is said into the lines"]


def unquoted(text: str) -> str:
    """Words on one line, without the quotation marks round them."""
    flat = " ".join(text.split())
    while len(flat) > 2 and _QUOTES.match(flat[0]) and _QUOTES.match(flat[-1]):
        flat = flat[1:-1].strip()
    return flat
