from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cards import Hear, ask, meant
from app.screen import Screen
from tools.asking import QuestionRow
from tools.story import Topic

LOOK = QuestionRow(
    1,
    1,
    Topic.STYLE,
    "How should it look?",
    ("quiet drama", "film noir", "comic book"),
    "quiet drama",
    None,
    False,
)
WHO = QuestionRow(1, 2, Topic.CHARACTERS, "Who is it about?", ("a nurse", "a cook"), "a nurse", None, False)


def saying(*lines: str) -> Hear:
    rest: Iterator[str] = iter(lines)
    return lambda _: next(rest, None)


def said(*lines: str) -> str | None:
    return ask([LOOK, WHO], Screen(quiet=True), saying(*lines), list[str]().append)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("", ""),
        ("a", ""),
        ("A)", ""),
        ("1", ""),
        ("Quiet Drama", ""),
        ("quiet", ""),
        ("b", "film noir"),
        ("b.", "film noir"),
        ("2", "film noir"),
        ("Film", "film noir"),
        ("woodcut,  two colours", "woodcut, two colours"),
        ("d", "d"),
        ("7", "7"),
    ],
)
def test_an_answer_is_a_letter_a_number_a_name_or_the_users_own_words(words: str, meaning: str) -> None:
    assert meant(LOOK, words) == meaning


@given(st.text(max_size=50))
def test_any_line_means_something(words: str) -> None:
    assert meant(LOOK, words) == " ".join(meant(LOOK, words).split())


def test_enter_takes_the_default_and_all_defaults_are_a_plain_yes() -> None:
    assert said("", "") == "yes"
    assert said("a", "1") == "yes"


def test_what_was_answered_comes_by_number() -> None:
    assert json.loads(said("b", "一只狐狸") or "") == {"1": "film noir", "2": "一只狐狸"}


def test_skip_takes_the_default_of_all_the_rest() -> None:
    assert said("skip") == "yes"
    assert json.loads(said("noir, but green", "SKIP") or "") == {"1": "noir, but green"}


@pytest.mark.parametrize("lines", [("stop",), ("b", "quit"), ("b", "/quit"), ("b",), ()])
def test_who_leaves_has_answered_nothing_yet(lines: tuple[str, ...]) -> None:
    assert said(*lines) is None


def test_a_card_can_be_read_without_colour(capsys: pytest.CaptureFixture[str]) -> None:
    ask([LOOK, WHO], Screen(), saying("skip"), list[str]().append)
    assert capsys.readouterr().out == (
        "\n2 questions before I write.\n"
        "Enter takes what is marked, skip takes it for all the rest, stop leaves.\n"
        "\n1 of 2, style: How should it look?\n"
        "   a) quiet drama  <- Enter\n"
        "   b) film noir\n"
        "   c) comic book\n"
        "   or your own words\n"
    )


def test_a_slash_command_is_no_answer() -> None:
    heard: list[str] = []
    answer = ask([LOOK, WHO], Screen(quiet=True), saying("/help", "b", " /story", ""), heard.append)
    assert heard == ["/help", "/story"]
    assert json.loads(answer or "") == {"1": "film noir"}


def test_an_answer_of_many_pages_is_asked_for_again() -> None:
    assert said("a" * 2_001, "", "") == "yes"
