"""Where a speech may be cut when it is longer than a shot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tools.story import speech_seconds

_WIDE = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WIDE_OPENERS = "「『《〈【（"
_WIDE_CLOSERS = "。．，、；：！？～」』》〉】）・"
_NEVER_LAST = _WIDE_OPENERS + "“‘([{"
_NEVER_FIRST = _WIDE_CLOSERS + "…—·”’)]}ー々"
"""Marks that may not end and not start a piece."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:Mr|Mrs|Ms|Dr|St|Mt|Prof|Sgt|Capt|Lt|Col|Gen|Rev|No|vs|[A-Z])\.$"
)
_SENTENCE = re.compile(r"""[.!?…][.!?…]*["'”’)\]]*(?=\s)|[。！？…]+[」』”’）]*""")
_CLAUSE = re.compile(
    r"""[,;:]["'”’)\]]*(?=\s)|\s(?=[-–—]+\s)|[–—-]+(?=\s)|[，；：、]+[」』”’）]*|——|(?=\n)"""
)
_WORD = re.compile(rf"(?=\s)|(?<=[{_WIDE}{_WIDE_CLOSERS}])(?=\S)|(?<=\S)(?=[{_WIDE}{_WIDE_OPENERS}])")
_BEFORE_CUT = re.compile(rf"[{_WIDE}{_WIDE_CLOSERS}]")
_AFTER_CUT = re.compile(rf"[{_WIDE}{_WIDE_OPENERS}]")


def split_speech(text: str, max_seconds: float) -> list[str]:
    """Cut ``text`` into pieces that each take at most ``max_seconds`` to say (``story.speech_seconds``).

    Cuts fall at the ends of sentences, else of clauses, else between words or Chinese characters; only
    white space is lost. A piece is longer than ``max_seconds`` only when it is a single word. Text that
    fits comes back as it is.

    Raises:
        ValueError: ``max_seconds`` is not positive.
    """
    if not max_seconds > 0:
        raise ValueError(f"max_seconds is {max_seconds}; expected more than 0")
    if not text.strip() or speech_seconds(text) <= max_seconds:
        return [text] if text else []
    return [piece for piece in _pieces(text.strip(), max_seconds, level=0) if piece]


def may_cut(text: str, start: int, end: int) -> bool:
    """True when a film may drop ``text[start:end]`` and go on in the next shot: the gap is white space, or
    nothing between characters of a script written without spaces (or after its punctuation)."""
    gap = text[start:end]
    if gap:
        return gap.isspace()
    return 0 < start < len(text) and _between_wide(text[start - 1], text[start])


def _between_wide(before: str, after: str) -> bool:
    wide = _BEFORE_CUT.match(before) or _AFTER_CUT.match(after)
    return bool(wide) and before not in _NEVER_LAST and after not in _NEVER_FIRST


def _pieces(text: str, max_seconds: float, level: int) -> Iterator[str]:
    units = list(_units(text, level))
    for group in _packed(units, text, max_seconds):
        piece = text[group[0] : group[1]].strip()
        if level < 2 and speech_seconds(piece) > max_seconds:
            yield from _pieces(piece, max_seconds, level + 1)
        else:
            yield piece


def _units(text: str, level: int) -> Iterator[tuple[int, int]]:
    """The smallest parts of ``text`` at a level (0 sentences, 1 clauses, 2 words), end to end."""
    start = 0
    for end in _cuts(text, level):
        if end > start and text[start:end].strip():
            yield start, end
            start = end
    if text[start:].strip():
        yield start, len(text)


def _cuts(text: str, level: int) -> Iterator[int]:
    for found in (_SENTENCE, _CLAUSE, _WORD)[level].finditer(text):
        end = found.end()
        if not 0 < end < len(text):
            continue
        if level == 0 and _ABBREVIATION.search(text[max(0, end - 8) : end]):
            continue
        if text[end].isspace() or _between_wide(text[end - 1], text[end]):
            yield end


def _packed(units: Sequence[tuple[int, int]], text: str, max_seconds: float) -> Iterator[tuple[int, int]]:
    """Neighbouring units joined while they fit, and evenly: no last word is left alone."""
    count = len(_greedy(units, text, max_seconds))
    total = speech_seconds(text[units[0][0] : units[-1][1]])
    low, best = total / count, _greedy(units, text, max_seconds)
    for step in range(1, 8):
        limit = low + (max_seconds - low) * step / 8
        if 0 < limit < max_seconds and len(tried := _greedy(units, text, limit)) == count:
            best = tried
            break
    yield from best


def _greedy(units: Sequence[tuple[int, int]], text: str, limit: float) -> list[tuple[int, int]]:
    joined = [units[0]]
    for start, end in units[1:]:
        if speech_seconds(text[joined[-1][0] : end].strip()) <= limit:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
