"""Every word of the page has a Chinese one, and no Chinese one is left over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.studio.rooms import cut, shot
from app.studio.work import WORDS

PAGE = Path(__file__).parent.parent.parent / "app" / "studio" / "page"
_STRING = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"""\bt\(\s*{_STRING}""")
_EITHER = re.compile(rf"\bt\([^\"()]*\?\s*{_STRING}\s*:\s*{_STRING}")
_OR = re.compile(rf"\bt\([^\"()]*\?\?\s*{_STRING}")
_AMONG = re.compile(r"\bt\(\{([^{}]*)\}")
_TITLE = re.compile(rf"^\s*title: {_STRING}", re.MULTILINE)
_TOLD = re.compile(r"// said: *(.*)")
"""Words that reach ``t`` by a variable are named in a comment: ``// said: one | another``."""
_BELOW = re.compile(r"// said below\n(.*?);\n", re.DOTALL)
"""Or they are those of the table below the comment: its values, or all but the first of each of its rows."""
_VALUE = re.compile(rf"[:,]\s*{_STRING}")


def _in_script(text: str) -> Iterator[str]:
    for pattern in (_SAID, _OR, _TITLE):
        yield from pattern.findall(text)
    for both in _EITHER.findall(text):
        yield from both
    for table in (*_AMONG.findall(text), *_BELOW.findall(text)):
        yield from _VALUE.findall(table)
    for line in _TOLD.findall(text):
        yield from (word.strip() for word in line.split("|"))


def _said() -> set[str]:
    found = {*WORDS.values(), "working", "waiting for the worker"}
    found |= {shot.BEGUN, shot.ALREADY, *cut.PURPOSES.values(), *cut.KINDS.values()}
    for path in PAGE.rglob("*.js"):
        found |= {json.loads(f'"{words}"') for words in _in_script(path.read_text(encoding="utf-8"))}
    return found


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    words = json.loads((PAGE / "words" / "zh.json").read_text(encoding="utf-8"))
    assert isinstance(words, dict)
    return words


def test_every_word_of_the_page_is_there_in_chinese(chinese: dict[str, str]) -> None:
    assert sorted(_said() - chinese.keys()) == []


def test_no_chinese_word_is_left_over(chinese: dict[str, str]) -> None:
    assert sorted(chinese.keys() - _said()) == []


def test_what_stands_in_braces_stands_in_both_languages(chinese: dict[str, str]) -> None:
    braces = re.compile(r"\{\w+\}")
    wrong = [en for en, zh in chinese.items() if sorted(braces.findall(en)) != sorted(braces.findall(zh))]
    assert wrong == []
