"""Rules about voices: who has one, how it is described, and that nobody is heard to breathe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.linting.rule import Fault, Reading, Rule, Severity
from agent.linting.wording import voiced
from agent.writing.sentences import size

VOICE_WORDS = (8, 14)
"""The fewest and the most words that describe a voice."""
_BREATHS = re.compile(
    r"\b(?:breath\w*|sigh(?:s|ed|ing)?|gasp\w*|panting|exhal\w+|inhal\w+|wheez\w+)\b"
    r"|呼吸|喘|叹气|叹息|叹了口气|吸气|呼气",
    re.IGNORECASE,
)
"""Sounds of breathing: a camera makes noise of them."""


def breath(text: str) -> str:
    """The first word for a sound of breathing in ``text``, or empty."""
    found = _BREATHS.search(text)
    return found.group() if found else ""


def _breathing(read: Reading) -> Iterator[Fault]:
    if word := breath(read.request.sound):
        yield Fault("sound", f"got the sound '{word}': breathing turns to noise; leave it out")


def _breathless(read: Reading) -> Iterator[Fault]:
    request = read.request
    told = {"action": request.action}
    told |= {f"line {n}": line.delivery for n, line in enumerate(request.lines, start=1)}
    told |= {f"fragment {n}": f.text for n, f in enumerate(request.fragments, start=1)}
    for where, text in told.items():
        if word := breath(text):
            yield Fault(
                where,
                f"'{word}' may be heard as noise: say what is seen instead, such as shoulders that drop",
            )


def _voices(read: Reading) -> Iterator[Fault]:
    least, most = VOICE_WORDS
    for figure in read.people:
        count = round(size(figure.voice))
        if figure.tag in read.speakers and figure.voice and not least <= count <= most:
            yield Fault(
                figure.tag,
                f"{figure.name}'s voice is described in {count} words, expected {least} to {most}: pitch, "
                "pace and one thing of its own",
            )


def _voiceless(read: Reading) -> Iterator[Fault]:
    for figure in read.people:
        if figure.tag in read.speakers and voiced(read, figure.tag) not in read.prose:
            why = "their card describes none" if not figure.voice else "it gave way to the limit"
            yield Fault(figure.tag, f"the caption does not say what {figure.name}'s voice is like: {why}")


def _silent(read: Reading) -> Iterator[Fault]:
    for figure in read.people:
        if figure.tag not in read.speakers and voiced(read, figure.tag) in read.prose:
            yield Fault(
                figure.tag,
                f"{figure.name} is silent and the caption describes their voice: it would be heard; "
                "leave it out",
            )


RULES = (
    Rule("V001", Severity.ERROR, "No breaths, sighs or gasps among the sounds.", _breathing),
    Rule("V002", Severity.WARNING, "None in action, delivery or fragments either.", _breathless),
    Rule("V003", Severity.WARNING, "A voice is described in 8 to 14 words.", _voices),
    Rule("V004", Severity.WARNING, "The caption describes the voice of everybody who speaks.", _voiceless),
    Rule("V005", Severity.ERROR, "It describes no voice of anybody who does not.", _silent),
)
