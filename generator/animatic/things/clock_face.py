"""A large clock, and the time that words give it."""

from __future__ import annotations

import math
import re

from generator.animatic.palette import Color, rgb
from generator.animatic.pen import Pen
from generator.animatic.things.stuff import BRASS, INK, PAPER
from generator.animatic.wording import words

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen")  # fmt: skip
_NUMBERS = {word: value for value, word in enumerate(_ONES)} | {"twenty": 20, "quarter": 15, "half": 30}
_DIGITS = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
_USUAL = (10, 9)


def clock(pen: Pen, c: Color | None) -> None:
    """Draw a round clock without its hands."""
    pen.oval(0, 0, 0.48, 0.48, c or rgb(0x35424A))
    pen.oval(0, 0, 0.43, 0.43, PAPER)
    pen.ring(0, 0, 0.43, 0.43, BRASS, 0.016)
    for hour in range(12):
        angle = hour * math.tau / 12
        x, y = math.sin(angle), -math.cos(angle)
        inner = 0.33 if hour % 3 == 0 else 0.36
        pen.line([(x * inner, y * inner), (x * 0.4, y * 0.4)], INK, 0.03 if hour % 3 == 0 else 0.016)


def hands(pen: Pen, time: tuple[int, int] | None, radius: float) -> None:
    """Draw the hands of a dial at ``time`` (hour, minute); ten past ten, nearly, when it is None."""
    hour, minute = time or _USUAL
    for turn, length, width in (((hour % 12 + minute / 60) / 12, 0.62, 0.11), (minute / 60, 0.98, 0.07)):
        x, y = math.sin(turn * math.tau) * radius * length, -math.cos(turn * math.tau) * radius * length
        pen.line([(-x * 0.15, -y * 0.15), (x, y)], INK, radius * width)
    pen.oval(0, 0, radius * 0.09, radius * 0.09, INK)


def time_in(text: str) -> tuple[int, int] | None:
    """The time of day in ``text`` (``nine minutes past eight``, ``8:09``, ``two o'clock``) as hour from 0 to
    23 and minute, or None."""
    digits = _DIGITS.search(text)
    if digits:
        return int(digits[1]), int(digits[2])
    said = [w for w in words(text) if w not in ("minutes", "minute", "a")]
    for at, word in enumerate(said):
        if word in ("past", "to", "before", "after") and 0 < at < len(said) - 1:
            minute, hour = _number(said[:at]), _NUMBERS.get(said[at + 1])
            if minute is not None and minute < 60 and hour is not None and 1 <= hour <= 12:
                return (hour, minute) if word in ("past", "after") else ((hour - 1) % 12, (60 - minute) % 60)
        if word in ("o'clock", "oclock") and at and (hour := _NUMBERS.get(said[at - 1])) is not None:
            return (hour, 0) if 1 <= hour <= 12 else None
    return {"midnight": (0, 0), "noon": (12, 0)}.get(next((w for w in said if w in ("midnight", "noon")), ""))


def _number(said: list[str]) -> int | None:
    """The number at the end of ``said``: one word, or twenty and a unit."""
    last = _NUMBERS.get(said[-1])
    if last is None:
        return None
    return last + 20 if len(said) > 1 and said[-2] == "twenty" and 0 < last < 10 else last
