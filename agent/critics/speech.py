"""Critics of what is said: whether anybody speaks where a line is, and whether the words are the line's."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence

from agent.critics.finding import Finding, Past, inside, named
from generator.interface import Heard, Line, Measures, ShotRequest
from tools.records import NoteCategory
from tools.story import Evidence

SILENT = -55.0
"""Level in the band of speech, dBFS, at or under which nothing is said."""
RISE, CLEAR = 6.0, 25.0
"""Decibels above the rest of the shot: what speech has at least, and what is heard whatever it is."""
BEAT_LEAST, BEAT_MOST = 0.2, 0.9
"""How a level swings at the pace of syllables in speech: 96 lines 0.31 to 0.66, music 0.15, a clock 1.2."""
VOICED = 0.3
"""Share with a pitch from which it is a voice even where it does not rise above the rest."""
ACCURATE = 0.7
"""Speech accuracy, 1 - WER, under which a line was not said as written."""


def missing(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """A line in whose time nobody speaks."""
    if measures.sound_seconds is None:
        return
    for number, line in enumerate(request.lines):
        windows = heard_for(number, request, measures)
        if not any(spoken(heard) for heard in windows):
            start = windows[0].start if windows else line.start
            frame = inside(round(start * request.fps), request)
            level = max((heard.level for heard in windows), default=-100.0)
            yield Finding(
                NoteCategory.DIALOGUE,
                f"no voice is heard where {named(line.speaker, request)} says “{_short(line.text)}”",
                frame,
                Evidence(measure="speech", value=level, expected="a voice in the line's time", frame=frame),
            )


def accuracy(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """A line said with other words, where a recogniser listened: ``max(0, 1 - WER)``.

    A take that was made where jiwer is installed may be judged where it is not: then its words say nothing.
    """
    if importlib.util.find_spec("jiwer") is None:
        return
    for number, line in enumerate(request.lines):
        for heard in measures.heard:
            if heard.line != number or heard.words is None:
                continue
            share = accuracy_of(line.text, heard.words, request.language)
            if share < ACCURATE:
                frame = inside(round(heard.start * request.fps), request)
                yield Finding(
                    NoteCategory.DIALOGUE,
                    f"heard “{_short(heard.words)}”, expected “{_short(line.text)}”: "
                    f"{share:.0%} of the words are right",
                    frame,
                    Evidence(
                        measure="accuracy",
                        value=round(share, 3),
                        expected=f"at least {ACCURATE}",
                        frame=frame,
                    ),
                )


def heard_for(number: int, request: ShotRequest, measures: Measures) -> list[Heard]:
    """What is heard of a line: at its cue or, without cues, in the phrases of its planned time."""
    cued = [heard for heard in measures.heard if heard.line == number]
    if cued or any(heard.line is not None for heard in measures.heard):
        return cued
    line = request.lines[number]
    end = line.end or request.frames / request.fps
    return [heard for heard in measures.heard if heard.start < end and heard.end > line.start]


def spoken(heard: Heard) -> bool:
    """Whether what is heard can be somebody who speaks: it swings like syllables, and rises or has a pitch.

    A sound far above the rest of a shot counts whatever it is: an engine may let a tone stand for a voice.
    """
    if heard.level <= SILENT:
        return False
    if heard.rise is None or heard.rise >= CLEAR:
        return True
    return voice_like(heard) and (heard.rise >= RISE or heard.voiced >= VOICED)


def voice_like(heard: Heard) -> bool:
    """Whether a sound swings like syllables, as neither music nor a tone does."""
    return BEAT_LEAST <= heard.beat <= BEAT_MOST


def accuracy_of(expected: str, said: str, language: str) -> float:
    """``max(0, 1 - WER)`` with case and punctuation left out; by character where words are not spaced.

    Raises:
        ModuleNotFoundError: jiwer is not installed.
    """
    import jiwer

    wanted, got = _plain(expected), _plain(said)
    if not wanted:
        return 1.0
    rate = jiwer.cer if language.split("-", maxsplit=1)[0] in {"zh", "ja", "th"} else jiwer.wer
    return max(0.0, 1.0 - float(rate(wanted, got)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s']", " ", text.casefold()).split())


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:57] + "…"


def lines_of(tag: str, request: ShotRequest) -> list[tuple[int, Line]]:
    """The lines of a speaker that are said in their ordinary voice, with their numbers."""
    return [
        (number, line)
        for number, line in enumerate(request.lines)
        if line.speaker == tag and not _UNUSUAL.search(line.delivery)
    ]


_UNUSUAL = re.compile(
    r"whisper|shout|yell|scream|cry|cries|sing|laugh|mimick|imitat|低声|耳语|喊|叫|唱|哭", re.IGNORECASE
)
"""Deliveries in which nobody has the voice they are known by."""
