"""SubRip subtitles (.srt): written, and read back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tools.errors import ToolError

_TIMING = re.compile(
    r"\s*(\d{1,4}):(\d{2}):(\d{2})[,.](\d{3})\s*-->\s*(\d{1,4}):(\d{2}):(\d{2})[,.](\d{3})(?:\s.*)?$"
)
MAX_SECONDS = 9999 * 3600
"""The latest time that is written or read."""


class BadSubtitles(ToolError, ValueError):
    """Subtitles that cannot be written or read; the message says which cue or line, and what to do."""


@dataclass(frozen=True, slots=True)
class Subtitle:
    """Words on the screen from ``start`` to ``end``, seconds from the start of the film.

    Raises:
        BadSubtitles: times that are not ``0 <= start <= end``, or no words.
    """

    start: float
    end: float
    text: str
    """May hold single line breaks."""

    def __post_init__(self) -> None:
        if not (0 <= self.start <= self.end <= MAX_SECONDS):
            raise BadSubtitles(f"subtitle from {self.start} s to {self.end} s: expected 0 <= start <= end")
        if not self.text.strip():
            raise BadSubtitles(f"subtitle at {self.start} s: got no words, expected some; leave it out")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A subtitle in whole milliseconds."""

    start: int
    end: int
    text: str


def srt(cues: Sequence[Subtitle]) -> str:
    """SubRip text of ``cues``: numbered from 1 in order of time, ``\\n`` line ends, times rounded to the
    nearest millisecond. Words are written as they are; blank lines inside a cue, which would end it, go.

    No two cues overlap: a cue ends where the next starts, and cues that start together share their time.
    """
    blocks = (
        f"{number}\n{_timecode(cue.start)} --> {_timecode(cue.end)}\n{cue.text}\n"
        for number, cue in enumerate(_apart(cues), start=1)
    )
    return "\n".join(blocks)


def parse_srt(text: str) -> list[Subtitle]:
    """The subtitles in SubRip ``text``, in its order; also with CRLF, a byte order mark, or no numbers.

    Raises:
        BadSubtitles: a block without a legal timing line; names the line.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Subtitle] = []
    for blank, block in groupby(enumerate(lines, start=1), key=lambda numbered: not numbered[1].strip()):
        if not blank:
            found.append(_subtitle(list(block)))
    return found


def _subtitle(block: list[tuple[int, str]]) -> Subtitle:
    first = 1 if len(block) > 1 and block[0][1].strip().isdecimal() else 0
    number, timing = block[first]
    times = _TIMING.match(timing)
    words = "\n".join(line for _, line in block[first + 1 :])
    if not times or not words:
        got = f"'{timing[:60]}'" if not times else "a timing without words"
        raise BadSubtitles(
            f"subtitles, line {number}: got {got}, expected "
            "'00:00:01,000 --> 00:00:02,500' with words under it"
        )
    clock = [int(part) for part in times.groups()]
    return Subtitle(_seconds(clock[:4]), _seconds(clock[4:]), words)


def _seconds(clock: Sequence[int]) -> float:
    hours, minutes, seconds, thousandths = clock
    return (((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths) / 1000


def _apart(cues: Sequence[Subtitle]) -> Iterator[_Cue]:
    """The cues in order of time, each at least a millisecond long, none overlapping the next."""
    exact = sorted((_Cue(_ms(c.start), _ms(c.end), _words(c.text)) for c in cues), key=lambda c: c.start)
    together = [list(group) for _, group in groupby(exact, key=lambda c: c.start)]
    begins = [group[0].start for group in together]
    free = 0
    for number, group in enumerate(together):
        start = max(begins[number], free)
        end = min([max(cue.end for cue in group), *begins[number + 1 : number + 2]])
        end = max(end, start + len(group))
        for place, cue in enumerate(group):
            yield _Cue(
                _share(start, end, place, len(group)), _share(start, end, place + 1, len(group)), cue.text
            )
        free = end


def _share(start: int, end: int, place: int, of: int) -> int:
    return start + (end - start) * place // of


def _words(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line for line in lines if line.strip())


def _ms(seconds: float) -> int:
    return math.floor(seconds * 1000 + 0.5)


def _timecode(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d},{thousandths:03d}"
