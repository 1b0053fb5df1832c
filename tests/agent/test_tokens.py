"""How many tokens a text is: never far below the truth, never far above it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.model import Message, Prompt
from agent.tokens import PICTURE, estimate, estimate_prompt

PROSE = (
    "The keeper had not slept. All night the wind had gone round and round the tower like an animal looking "
    "for a door, and twice he had climbed the hundred and twelve steps to see that the lamp still burned."
)
JSON = (
    '{"scenes": [{"interior": true, "place": "LAMP ROOM", "time": "NIGHT", "shots": 3}, {"interior": false}]}'
)
CHINESE = (
    "守塔人一夜没有合眼。风整夜绕着灯塔打转，像一只找门的野兽。"
    "他两次爬上一百一十二级台阶，去看那盏灯是不是还亮着。"
)
YAML = "when:\n  words: [noir, detective]\n  styles:\n    - black and white\nprompt: |\n  You write shots.\n"


# The counts are those of the vocabulary that needs the most tokens, of the four named in agent/tokens.py.
@pytest.mark.parametrize(
    ("text", "tokens", "most"),
    [(PROSE, 44, 1.35), (JSON, 40, 1.35), (YAML, 29, 1.35), (CHINESE, 74, 1.35)],
    ids=["prose", "json", "yaml", "chinese"],
)
def test_an_estimate_is_on_the_safe_side_and_not_far_off(text: str, tokens: int, most: float) -> None:
    assert 0.97 * tokens <= estimate(text) <= most * tokens


def test_nothing_is_no_tokens() -> None:
    assert estimate("") == 0


@given(st.text(), st.text())
def test_more_text_is_never_fewer_tokens(first: str, second: str) -> None:
    assert estimate(f"{first}\n{second}") >= max(estimate(first), estimate(second))


@given(st.text(alphabet=st.characters(min_codepoint=33)))
@example("\x7f")
def test_every_text_has_tokens(text: str) -> None:
    assert (estimate(text) > 0) == bool(text)


def test_a_hundred_thousand_characters_take_a_moment() -> None:
    began = time.perf_counter()
    estimate(PROSE * 500)
    assert time.perf_counter() - began < 1.0


def test_a_picture_and_a_schema_count() -> None:
    bare = Prompt("story 1.0.0", (Message("user", PROSE),))
    shown = Prompt("story 1.0.0", (Message("user", PROSE, pictures=(Path("take.png"),)),))
    formed = Prompt("story 1.0.0", (Message("user", PROSE),), schema={"type": "object"})

    assert estimate_prompt(shown) == estimate_prompt(bare) + PICTURE
    assert estimate_prompt(formed) > estimate_prompt(bare) > estimate(PROSE)
