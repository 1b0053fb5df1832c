"""When each line is heard in its shot, and how long the shot must be."""

from __future__ import annotations

from collections.abc import Sequence

from agent.writing.units import Saying
from generator.interface import FPS, Line
from tools.story import LINE_PAUSE, legal_frames

OVERLAP = 0.25
"""Seconds by which people who speak together start one after the other."""


def plan(
    sayings: Sequence[Saying], lead: float, least: float, dual: bool = False
) -> tuple[tuple[Line, ...], int]:
    """Lines with their planned times, and the shot's frames (8k + 1, at most 241).

    Args:
        sayings: in the order they are said.
        lead: seconds of action before the first line.
        least: the shortest the shot may be, seconds.
        dual: spoken together.
    """
    starts: list[float] = []
    clock = lead + LINE_PAUSE
    for saying in sayings:
        starts.append(clock)
        clock += OVERLAP if dual else saying.seconds + LINE_PAUSE
    ends = [start + saying.seconds for start, saying in zip(starts, sayings, strict=True)]
    frames = legal_frames(max([least, lead, *(end + LINE_PAUSE for end in ends)]))
    return tuple(
        _line(saying, start, end, frames / FPS)
        for saying, start, end in zip(sayings, starts, ends, strict=True)
    ), frames


def _line(saying: Saying, start: float, end: float, length: float) -> Line:
    return Line(
        speaker=saying.tag,
        text=saying.text,
        delivery=saying.delivery,
        voice_over=saying.voice_over,
        speech=saying.speech,
        start=min(round(start, 3), length),
        end=min(round(end, 3), length),
    )
