"""The prompt timeline: what is seen in turn inside a longer shot, a fragment for each 3.24 seconds (J22)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.interface import FPS, MAX_FRAGMENTS, Fragment

FRAGMENT_FRAMES = 81
"""Frames of film that one fragment stands for: 3.24 seconds."""
ALIKE = 0.75
"""Share of the words of two fragments that both have, from which they tell the same."""
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+(?:['’]\w+)?")


def room(frames: int) -> int:
    """How many fragments a shot has room for: one more for each 3.24 seconds, at most five."""
    return min(MAX_FRAGMENTS, 1 + frames // FRAGMENT_FRAMES)


def timeline(texts: Sequence[str], frames: int) -> tuple[Fragment, ...]:
    """Fragments, each at the start of the seconds it stands for, as many as the shot has room for."""
    starts = (n * FRAGMENT_FRAMES / FPS for n in range(room(frames)))
    return tuple(Fragment(start=start, text=text) for start, text in zip(starts, texts, strict=False))


def repeats(texts: Sequence[str]) -> list[int]:
    """Places (from 1) of the fragments that tell nearly the same as the one before them."""
    return [n for n, (before, text) in enumerate(pairwise(texts), start=1) if _alike(before, text)]


def _alike(one: str, other: str) -> bool:
    words, others = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(words & others) >= ALIKE * max(1, len(words | others))
