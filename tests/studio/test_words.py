"""Every word of the page has a Chinese one, and no Chinese one is left over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.studio.work import WORDS

PAGE = Path(__file__).parent.parent.parent / "app" / "studio" / "page"
_SAID = re.compile(r"""\bt\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
_TOLD = re.compile(r"""//\s*said:\s*(.*)""")
"""Words that reach ``t`` by a variable are named in a comment: ``// said: one | another``."""


def _said() -> set[str]:
    found = set(WORDS.values()) | {"working", "waiting for the worker"}
    for path in PAGE.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        found |= {json.loads(f'"{one or other}"') for one, other in _SAID.findall(text)}
        found |= {word.strip() for line in _TOLD.findall(text) for word in line.split("|")}
        found |= {title for title in re.findall(r'^\s*title: "([^"]+)"', text, re.MULTILINE)}
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
