"""Whether somebody sounds as before, and as the card says (E61)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from agent.critics.finding import Finding, Past, figure_of, inside, named
from agent.critics.speech import heard_for, lines_of, voice_like
from agent.critics.vectors import farther
from generator.interface import Figure, Heard, Measures, ShotRequest
from tools.records import NoteCategory
from tools.story import Evidence

FAR, NEARER = 4.0, 2.5
"""Semitones from the voice so far: a finding by itself, and one where the timbre differs too. Lines of one
voice were within 0.6; a voice that acts moves by two or three."""
OTHER_TIMBRE = 1.2
"""Root mean square difference of the cepstra; lines of one voice were within 0.92."""
LEAST_VOICED = 0.25
"""Share of a line with a pitch from which its pitch is known."""
BEYOND = 3.0
"""Semitones outside what the card's words allow."""

_BOUNDS: tuple[tuple[str, str, float, float], ...] = (
    (r"\b(?:bass|baritone)\b|男低音|男中音", "", 50.0, 190.0),
    (r"\b(?:deep|gravelly|rumbling)\b|低沉|浑厚", r"\bman\b|男人", 50.0, 190.0),
    (r"\bsoprano\b|女高音", "", 150.0, 450.0),
)
"""Words of a card's voice and, where one needs it, of its appearance; the median F0 they allow, Hz.
``high`` alone says little: a man's high voice is lower than a woman's low one."""


def voice(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:
    """Somebody who speaks with another voice than so far, or than the card says; one finding a speaker."""
    for tag in dict.fromkeys(line.speaker for line in request.lines):
        heard = _voiced(tag, request, measures)
        if not heard:
            continue
        so_far = [
            other
            for take in past
            if _same_voice(tag, request, take.request)
            for other in _voiced(tag, take.request, take.measures)
        ]
        figure = figure_of(request, tag)
        finding = _against_story(named(tag, request), heard, so_far, request) if so_far else None
        finding = finding or (_against_card(figure, heard, request) if figure else None)
        if finding:
            yield finding


def _voiced(tag: str, request: ShotRequest, measures: Measures) -> list[Heard]:
    """A speaker's lines whose pitch is known, where nobody else can be meant."""
    return [
        heard
        for number, _ in lines_of(tag, request)
        for heard in heard_for(number, request, measures)
        if heard.pitch is not None and heard.voiced >= LEAST_VOICED and voice_like(heard)
        if heard.line is not None or _alone(heard, tag, request)
    ]


def _alone(heard: Heard, tag: str, request: ShotRequest) -> bool:
    """Whether a phrase falls into the planned time of one speaker alone."""
    end = request.frames / request.fps
    return all(
        line.speaker == tag
        for line in request.lines
        if heard.start < (line.end or end) and heard.end > line.start
    )


def _same_voice(tag: str, request: ShotRequest, earlier: ShotRequest) -> bool:
    one, other = figure_of(request, tag), figure_of(earlier, tag)
    return one is not None and other is not None and one.voice == other.voice


def _against_story(
    name: str, heard: Sequence[Heard], so_far: Sequence[Heard], request: ShotRequest
) -> Finding | None:
    usual = median(_pitches(so_far))
    colours = [other.timbre for other in so_far if other.timbre]
    for one in heard:
        away = semitones(one.pitch or usual, usual)
        other_colour = bool(one.timbre and colours) and _apart(one.timbre, colours) > OTHER_TIMBRE
        expected = f"within {FAR:g} semitones of {usual:.0f} Hz"
        if abs(away) > FAR or (abs(away) > NEARER and other_colour):
            return _finding(
                one, request, "voice", one.pitch or 0.0, expected,
                f"{name} speaks at {one.pitch:.0f} Hz, {abs(away):.0f} semitones "
                f"{'above' if away > 0 else 'below'} so far",
            )  # fmt: skip
        if model := farther(one.vectors, [other.vectors for other in so_far]):
            return _finding(
                one, request, f"voice by {model.name}", model.likeness, f"at least {model.least}",
                f"{name} sounds like somebody else: a likeness of {model.likeness:.2f} to the voice so far",
            )  # fmt: skip
    return None


def _against_card(figure: Figure, heard: Sequence[Heard], request: ShotRequest) -> Finding | None:
    said, looks = figure.voice.casefold(), figure.appearance.casefold()
    for words, of, low, high in _BOUNDS:
        for one in heard if re.search(words, said) and re.search(of, looks) else ():
            pitch = one.pitch or low
            if semitones(pitch, high) > BEYOND or semitones(low, pitch) > BEYOND:
                return _finding(
                    one, request, "voice", pitch, f"{low:.0f} to {high:.0f} Hz",
                    f"{figure.name} speaks at {pitch:.0f} Hz, where the card says “{figure.voice}”",
                )  # fmt: skip
    return None


def _finding(
    heard: Heard, request: ShotRequest, measure: str, value: float, expected: str, words: str
) -> Finding:
    frame = inside(round(heard.start * request.fps), request)
    return Finding(
        NoteCategory.DIALOGUE,
        f"{words}, expected {expected}",
        frame,
        Evidence(measure=measure, value=round(value, 2), expected=expected, frame=frame),
    )


def semitones(one: float, other: float) -> float:
    """How far ``one`` is above ``other``, both in Hz."""
    return 12.0 * math.log2(one / other)


def _pitches(heard: Iterable[Heard]) -> list[float]:
    return [one.pitch for one in heard if one.pitch is not None]


def _apart(timbre: Sequence[float], others: Sequence[Sequence[float]]) -> float:
    """Root mean square difference to the median of the others."""
    usual = [median(values) for values in zip(*others, strict=True)]
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(timbre, usual, strict=True)) / len(usual))
