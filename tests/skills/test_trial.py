"""A skill's own tests: what passes, and what each says when it fails."""

from __future__ import annotations

from typing import Any

import pytest

from skills.trial import trial
from tests.skills.shelf import ASKING, STORY, TIP, skill

VALUES = ASKING["tests"][0]["values"]


def reasons(base: dict[str, Any] = ASKING, when: dict[str, Any] | None = None, **test: Any) -> list[str]:
    (outcome,) = trial(skill(base, tests=[{"name": "t"} | test], when=when or {}))
    return list(outcome.reasons)


@pytest.mark.parametrize(
    "test",
    [
        {"values": VALUES, "contains": ["<idea>"], "lacks": ["{{"]},
        {"facts": {"words": "a storm"}, "used": True},
        {"facts": {"words": "calm"}, "used": False},
        {"answers": [STORY], "expect": {"title": "The Fox", "beats.1.name": "turn", "theme": ""}},
        {"answers": ["Well …", STORY], "expect": {"title": "The Fox"}},
        {"answers": [STORY | {"beats": []}, "{", STORY]},
        {"answers": ["null", "Sorry."], "fails": "json"},
    ],
)
def test_what_comes_out_as_written_passes(test: dict[str, Any]) -> None:
    assert reasons(when={"words": ["storm"]}, **test) == []


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ({"values": VALUES, "contains": ["hat"]}, "the prompt lacks 'hat'"),
        ({"values": VALUES, "lacks": ["fox"]}, "the prompt contains 'fox'"),
        ({"values": {"idea": "x"}}, "needs the value 'seconds'"),
        ({"facts": {"words": "calm"}, "used": True}, "the skill is not used for these facts"),
        ({"facts": {"words": "storm"}, "used": False}, "the skill is used for these facts"),
        ({"facts": {"wordz": "storm"}, "used": False}, "got the facts wordz, expected words, style"),
        ({"answers": [STORY], "expect": {"title": "No"}}, "title: got 'The Fox', expected 'No'"),
        ({"answers": [STORY], "expect": {"beats.9.name": "turn"}}, "the answer has no 'beats.9.name'"),
        ({"answers": [STORY], "expect": {"title.x": 1}}, "the answer has no 'title.x'"),
        ({"answers": ["Well …", "Sorry."]}, "no answer could be used: "),
        ({"answers": [STORY], "fails": "beats"}, "expected the error 'beats', but the answer is good"),
        ({"answers": ["Well …"], "fails": "beats"}, "expected the error 'beats', got: "),
        ({"expect": {"title": "x"}}, "the test has no `answers`"),
    ],
)
def test_what_does_not_says_why(test: dict[str, Any], words: str) -> None:
    (reason,) = reasons(when={"words": ["storm"]}, **test)
    assert words in reason


def test_knowledge_is_not_answered() -> None:
    assert reasons(TIP, answers=["yes"]) == ["the skill answers in words; remove `answers`"]


def test_a_test_that_only_asks_whether_the_skill_is_used_needs_no_values() -> None:
    assert reasons(facts={"language": "en"}, used=True) == []
