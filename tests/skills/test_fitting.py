"""When a skill is used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.fitting import Facts, fits, said
from skills.skill import When


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("storm", "A STORM at sea", True),
        ("storm", "Storms, and then quiet", True),
        ("storm", "a stormy night", False),
        ("storm", "brainstorm", False),
        ("witch", "three witches", True),
        ("city", "two cities", True),
        ("film noir", "a film-noir look", True),
        ("film noir", "a film\nnoir look", True),
        ("film-noir", "Film Noir", True),
        ("film noir", "noir film", False),
        ("straße", "in der STRASSE", True),
        ("café", "cafe\u0301 at dawn", True),
        ("暴风雨", "海上的暴风雨之夜", True),
        ("暴风雨", "晴天", False),
        ("C++", "C++ at night", True),
    ],
)
def test_words_are_found_whole_in_any_case_and_as_plurals(word: str, text: str, found: bool) -> None:
    assert said([word], text) is found


@pytest.mark.parametrize(
    ("when", "facts", "used"),
    [
        (When(), Facts(), True),
        (When(words=("storm", "sea")), Facts(words="a calm sea"), True),
        (When(words=("storm",)), Facts(style="storm"), False),
        (When(styles=("noir",)), Facts(style="Noir, 35 mm"), True),
        (When(words=("storm",), styles=("noir",)), Facts(words="storm"), False),
        (When(languages=("zh",)), Facts(language="zh-CN"), True),
        (When(languages=("zh",)), Facts(language="en"), False),
        (When(engines=("echo",)), Facts(engine="echo:random-tiny"), True),
        (When(engines=("echo",)), Facts(engine="animatic"), False),
        (When(script=True), Facts(script=True), True),
        (When(script=False), Facts(script=True), False),
    ],
)
def test_every_filter_that_is_given_must_hold(when: When, facts: Facts, used: bool) -> None:
    assert fits(when, facts) is used


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=8), st.text(max_size=40))
def test_a_word_is_found_where_it_stands_alone(word: str, around: str) -> None:
    assert said([word], f"{around} {word} {around}")
