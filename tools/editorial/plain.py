"""Plain text with ``MARA: Where were you?`` lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tools.editorial.assemble import assemble
from tools.editorial.elements import Element, Kind, cue
from tools.editorial.heading import is_heading, without_number
from tools.editorial.title_page import title_page
from tools.story import Screenplay

MAX_NAME = 40
"""Characters of a speaker's name with its brackets."""

_CUE = re.compile(r"(?P<name>[^\s:：\d][^:：]{0,60}?)\s*[:：](?!//)\s*(?P<words>\S.*)$")
_DIRECTION = re.compile(r"[（(](?P<inside>[^()（）]{1,120})[)）]\s*(?P<words>\S.*)$")
_LABEL_WORDS = """
    title author style genre logline length duration setting place time note notes theme mood tone idea
    format brief characters cast language music sound camera scene synopsis date contact audience
    标题 片名 作者 风格 类型 时长 地点 时间 备注 主题 语言 音乐 人物 场景 简介"""
_LABELS = frozenset(_LABEL_WORDS.split())
"""Words before a colon that describe the film, not a person of it."""


def speaker_line(line: str) -> tuple[Element, str] | None:
    """The cue and the words of ``MARA (V.O.): Where were you?``; None for any other line.

    A name has at most three words, each in capitals or with a capital, or is written without case.
    """
    found = _CUE.match(line)
    if not found or is_heading(line):
        return None
    spoken = cue(found.group("name").replace("（", "(").replace("）", ")"))
    words = spoken.text.split()
    if not words or len(words) > 3 or len(found.group("name")) > MAX_NAME or spoken.text.lower() in _LABELS:
        return None
    if not all(word[0].isupper() or word[0].isdigit() or not word.isascii() for word in words):
        return None
    return spoken, found.group("words").rstrip()


def read_plain(text: str) -> Screenplay:
    """The screenplay in plain ``text``: headings as in Fountain, ``NAME: words``, all else action.

    An indented line right under a speech goes on with it. ``(softly)`` before the words is how they are said.
    """
    lines = text.split("\n")
    page = title_page(lines)
    return assemble(_elements(lines[page.end :]), title=page.title, author=page.author)


def _elements(lines: Sequence[str]) -> Iterator[Element]:
    speaking = False
    for raw in lines:
        line = raw.strip()
        spoken = speaker_line(line)
        if not line:
            speaking = False
            yield Element(Kind.BREAK)
        elif is_heading(line):
            speaking = False
            number, heading = without_number(line)
            yield Element(Kind.HEADING, heading, number=number)
        elif spoken:
            speaking = True
            yield from _speech(*spoken)
        elif speaking and raw[0] in " \t\u3000":
            yield Element(Kind.DIALOGUE, line)
        else:
            speaking = False
            yield Element(Kind.ACTION, line)


def _speech(spoken: Element, words: str) -> Iterator[Element]:
    direction = _DIRECTION.match(words)
    yield spoken
    if direction:
        yield Element(Kind.PARENTHETICAL, direction.group("inside").strip())
    yield Element(Kind.DIALOGUE, direction.group("words") if direction else words)
