"""Scene headings: which lines are one, and what they say about where and when."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_HEADING = 300
"""Characters; a longer line is never a heading."""

_PREFIX = re.compile(
    r"""(?P<where>
        INT\.?\s?/\s?EXT | EXT\.?\s?/\s?INT | I/E | E/I | INT | EXT | EST(?=\.) | (?-i:EST)
    )(?:\.|\s|:)\s*(?P<rest>\S.*|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_CHINESE = re.compile(
    r"(?P<where>内外景|外内景|内/外|外/内|[内外]景|[内外](?=[.。、·\s]))[.。:：、·\s]*(?P<rest>\S.*|$)"
)
_NUMBER = re.compile(
    r"(?P<number>[0-9]{1,4}[A-Za-z]{0,2}|第[0-9一二三四五六七八九十百]{1,5}[场場])(?:[.、:：]\s*|\s+)(?=\S)"
)
_SPACED = re.compile(r"\s+(?:-{1,3}|[–—―]+)\s+|\s*(?:——|—)\s*")
_TIGHT = re.compile(r"\s*[-–,.，。、·]\s*|\s+")

_TIME_WORDS = """
    DAY NIGHT DAWN DUSK MORNING AFTERNOON EVENING NOON MIDDAY MIDNIGHT SUNRISE SUNSET TWILIGHT LATER
    CONTINUOUS SAME MOMENTS DAYS NIGHTS DAYTIME NIGHTTIME DAYBREAK NIGHTFALL GLOAMING MAGIC-HOUR
    JOUR NUIT AUBE MATIN SOIR TAG NACHT MORGEN ABEND DÍA DIA NOCHE TARDE GIORNO NOTTE NOITE
    日 夜 晨 清晨 早晨 早上 上午 中午 下午 傍晚 黄昏 晚上 夜晚 深夜 凌晨 白天 黎明 日间 夜间 日景 夜景
    日出 日落 稍后 连续 同时"""
_TIMES = frozenset(_TIME_WORDS.split())
_PHRASES = ("MAGIC HOUR", "GOLDEN HOUR", "BLUE HOUR", "SAME TIME", "FIRST LIGHT", "LAST LIGHT")


class Setting(NamedTuple):
    """Where and when a scene plays, out of its heading."""

    interior: bool
    place: str
    time: str


def is_heading(line: str) -> bool:
    """True for a line that opens a scene: ``INT.``, ``EXT.``, ``EST.``, ``INT./EXT.``, ``I/E``, 内景 …"""
    line = without_number(line)[1]
    return len(line) <= MAX_HEADING and bool(_PREFIX.match(line) or _CHINESE.match(line))


def is_certain_heading(line: str) -> bool:
    """True where even a missing blank line leaves no doubt: ``INT. KITCHEN - DAY`` in capitals."""
    line = without_number(line)[1]
    found = _PREFIX.match(line)
    return bool(found and len(line) <= MAX_HEADING and line.upper() == line and "." in line[:8])


def without_number(line: str) -> tuple[str, str]:
    """Split the number off a heading that starts with one: ``12A INT. BARN`` is ``12A``, ``INT. BARN``.

    A shooting script repeats the number at the right margin; that copy is taken off too. A line that is
    not a heading comes back as it is, with no number.
    """
    found = _NUMBER.match(line)
    if not found:
        return "", line
    rest = line[found.end() :]
    if len(rest) > MAX_HEADING or not (_PREFIX.match(rest) or _CHINESE.match(rest)):
        return "", line
    number = found.group("number")
    if rest.endswith(number) and rest[: -len(number)].endswith((" ", "\t")):
        rest = rest[: -len(number)].rstrip()
    return number, rest


def setting(heading: str) -> Setting:
    """What a heading says: ``INT. LAMP ROOM - NIGHT`` is inside, ``LAMP ROOM``, ``NIGHT``.

    A heading without a prefix counts as inside. The time is the part after the last dash, comma or
    stop that holds a word for a time; everything else is the place.
    """
    text = heading.strip()
    chinese = _CHINESE.match(text)
    found = chinese or _PREFIX.match(text)
    where, rest = (found.group("where").upper(), found.group("rest")) if found else ("INT", text)
    interior = where.startswith(("I", "内"))
    place, time = _split_time(rest.strip())
    return Setting(interior, place.strip(" -–—,，。、"), time)


def _split_time(text: str) -> tuple[str, str]:
    cuts = list(_SPACED.finditer(text))
    start = len(text)
    for cut in reversed(cuts):
        if not _is_time(text[cut.end() : start]):
            break
        place, start = text[: cut.start()], cut.start()
    if start < len(text):
        return place, text[start:].strip(" -–—\t―")
    # No spaced dash: the last word or two may still be a time, after a comma, stop, hyphen or space.
    for cut in reversed(list(_TIGHT.finditer(text))[-2:]):
        tail, head = text[cut.end() :], text[: cut.start()]
        if head and _whole_time(tail) and (cut.group().strip() or not tail.isascii()):
            return head, tail
    return text, ""


def _is_time(text: str) -> bool:
    """True when one of the words is a time: ``TWO HOURS LATER``."""
    upper = text.upper()
    words = re.split(r"[^\w'-]+", upper)
    return any(word in _TIMES for word in words) or any(phrase in upper for phrase in _PHRASES)


def _whole_time(text: str) -> bool:
    upper = text.strip().upper()
    return upper in _TIMES or upper in _PHRASES
