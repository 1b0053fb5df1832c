"""Places and times: what the bank knows about a heading."""

from __future__ import annotations

import re
from functools import lru_cache

from agent.writing import dice
from agent.writing.banks import Bank, PlaceWords

_HAN = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=8_192)
def word_pattern(word: str) -> re.Pattern[str]:
    """Finds ``word`` or its plural in lower-case text; a Chinese word anywhere."""
    return re.compile(
        re.escape(word) if _HAN.search(word) else rf"(?<![\w'-]){re.escape(word)}(?:s|es)?(?![\w'])"
    )


def find_places(text: str, bank: Bank) -> list[tuple[int, str, str]]:
    """Places in ``text`` as (position, word as named, name in the bank); longer words hide others."""
    low = text.lower()
    hits: list[tuple[int, int, str, str]] = []
    for name, facts in bank.places.items():
        for word in (name, *facts.also):
            hits += [(m.start(), -len(m.group()), word, name) for m in word_pattern(word).finditer(low)]
    hits.sort()
    kept: list[tuple[int, str, str]] = []
    end = -1
    for start, length, word, name in hits:
        if start >= end:
            kept.append((start, word, name))
            end = start - length
    return kept


def facts_of(place: str, interior: bool, bank: Bank) -> PlaceWords:
    """What the bank knows about a place's name; the last word named counts most (HARBOUR CAFE is a cafe)."""
    found = find_places(place, bank)
    if found:
        return bank.places[found[-1][2]]
    return bank.generic_places["interior" if interior else "exterior"]


def time_of(words: str, bank: Bank, before: str = "") -> str:
    """One of the bank's times for a heading's words; ``before`` for CONTINUOUS and the like, else by day."""
    low = words.lower()
    for name in bank.heading_times:
        if word_pattern(name.lower()).search(low):
            return name
    for word in sorted(bank.times, key=len, reverse=True):
        if word_pattern(word).search(low):
            return bank.times[word]
    return before or bank.headings["time"]


def light(interior: bool, time: str, bank: Bank) -> str:
    """The light in words for one of the bank's times."""
    return (bank.light_in if interior else bank.light_out)[time]


def heading(place: str, interior: bool, time: str, bank: Bank) -> str:
    """A heading as a screenplay writes it."""
    form = bank.headings["interior" if interior else "exterior"]
    return form.format(place=place.upper(), time=time)


def somewhere(bank: Bank, *key: object) -> str:
    """A place for a film that names none."""
    return dice.pick(bank.default_places, *key)
