"""How long a film should be, read from words: ``one minute``, ``90 seconds``, ``一分半``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.story import Answered, Brief, Topic

USUAL = 60.0
"""Seconds of a film when nobody says."""
SHORTEST, LONGEST = 4.0, 540.0

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TENS = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = (
    {word: float(n) for n, word in enumerate(_ONES, start=1)}
    | {word: 10.0 * n for n, word in enumerate(_TENS, start=1)}
    | {"a": 1.0, "an": 1.0, "half a": 0.5, "one and a half": 1.5, "a couple of": 2.0, "fifteen": 15.0}
    | {"forty-five": 45.0}
)
_HAN = {sign: float(n) for n, sign in enumerate("零一二三四五六七八九")} | {"两": 2.0, "半": 0.5}
_NUMBER = rf"\d+(?:[.,]\d+)?|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![a-z])"
_TIME = (
    rf"(?<![\w.])(?P<number>{_NUMBER})[\s-]*(?:(?P<minutes>minutes?|mins?|m)|seconds?|secs?|s)(?![a-z])"
    r"(?P<half>\s+and\s+a\s+half)?"
)
_TIME_HAN = (
    r"(?P<number>\d+(?:\.\d+)?|[零一两二三四五六七八九十半]+)\s*个?"
    r"(?:(?P<minutes>分)钟?(?P<half>半)?钟?|秒钟?)"
)
_TIMES = (re.compile(_TIME), re.compile(_TIME_HAN))
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d)(?![\d:])")
_FILMS = (
    re.compile(rf"{_TIME}(?:[\s-]+long)?[\s-]+(?:short|film|movie|clip|video|spot|trailer)\b"),
    re.compile(rf"{_TIME_HAN}的?(?:短片|影片|电影|视频|片子)"),
)


def wanted(brief: Brief, answers: Sequence[Answered]) -> float | None:
    """Seconds the user asked for, 4 to 540: the last answer about the length, else a length in the idea
    (``a 30-second film``); None when they did not say."""
    said = [a.answer for a in answers if a.topic is Topic.LENGTH]
    in_idea = [m.group() for film in _FILMS if (m := film.search(brief.text.lower()))]
    found = next((s for text in [*reversed(said), *in_idea] if (s := seconds_in(text))), None)
    return min(max(found, SHORTEST), LONGEST) if found else None


def seconds_in(text: str) -> float | None:
    """Seconds that ``text`` names in English, in Chinese or as ``1:30``; None when it names none."""
    low = text.lower()
    if clock := _CLOCK.search(low):
        return 60.0 * int(clock.group(1)) + int(clock.group(2))
    return sum(_seconds(found) for time in _TIMES for found in time.finditer(low)) or None


def _seconds(found: re.Match[str]) -> float:
    count = _count(found["number"]) + (0.5 if found["half"] else 0.0)
    return count * (60.0 if found["minutes"] else 1.0)


def _count(number: str) -> float:
    """``90``, ``1.5``, ``one and a half``, ``半``, ``三十``, ``四十五``."""
    if number in _WORDS:
        return _WORDS[number]
    if number[0].isdigit():
        return float(number.replace(",", "."))
    tens, ten, ones = number.rpartition("十")
    return (10.0 * _HAN.get(tens, 1.0) if ten else 0.0) + _HAN.get(ones, 0.0)
