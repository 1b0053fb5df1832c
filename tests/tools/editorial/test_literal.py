"""Literal mode: cut, never changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.interface import Line
from tools.editorial.literal import differences, split_speech
from tools.story import Screenplay, ScriptScene, Speech, speech_seconds

TEXTS = ("Where were you? I waited.", "Out.", "你好，世界。我在等你。")


def play(*texts: str) -> Screenplay:
    speeches = tuple(Speech(speaker="MARA", text=text, index=i) for i, text in enumerate(texts))
    return Screenplay(scenes=(ScriptScene(heading="", blocks=speeches),))


def said(*lines: tuple[int | None, str]) -> list[Line]:
    return [Line(speaker="ID_A", text=text, speech=index) for index, text in lines]


def test_a_film_that_says_the_script_has_no_differences() -> None:
    assert differences(play(*TEXTS), said(*enumerate(TEXTS))) == []
    cut = said((0, "Where were you?"), (0, "I waited."), (1, "Out."), (2, "你好，世界。"), (2, "我在等你。"))
    assert differences(play(*TEXTS), cut) == []
    assert differences(play(), []) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([(0, TEXTS[0]), (2, TEXTS[2])], "speech 2 (MARA) is missing: “Out.”"),
        ([(0, "Where were you, I waited."), (1, "Out."), (2, TEXTS[2])], "speech 1 (MARA): the film says"),
        ([(0, "Where were you?"), (1, "Out."), (2, TEXTS[2])], "stops early; missing: “I waited.”"),
        ([(0, "Where were y"), (0, "ou? I waited."), (1, "Out."), (2, TEXTS[2])], "the film says “ou?"),
        ([(0, TEXTS[0]), (1, "Out."), (1, "Out."), (2, TEXTS[2])], "expected nothing more"),
        ([(1, "Out."), (0, TEXTS[0]), (2, TEXTS[2])], "speech 1 (MARA) is said after speech 2"),
        ([*enumerate(TEXTS), (None, "Hm.")], "not in the script: “Hm.”"),
        ([*enumerate(TEXTS), (7, "Hm.")], "not in the script: “Hm.”"),
        ([(0, TEXTS[0] + " "), (1, "Out."), (2, TEXTS[2])], "speech 1 (MARA): the film says"),
    ],
)
def test_each_difference_is_told_in_words(lines: list[tuple[int | None, str]], told: str) -> None:
    (only,) = differences(play(*TEXTS), said(*lines))
    assert told in only


def test_a_speech_is_cut_at_sentences_then_clauses_then_words() -> None:
    assert split_speech("Yes. No.", 5) == ["Yes. No."]
    assert split_speech("I came home late. You were not there at all.", 2.5) == [
        "I came home late.",
        "You were not there at all.",
    ]
    assert split_speech("When the fog came in, we lost the boat.", 2) == [
        "When the fog came in,",
        "we lost the boat.",
    ]
    assert split_speech("one two three four five six", 1.2) == ["one two three", "four five six"]
    assert split_speech("Ask Mr. Brown about it. He knows.", 2) == ["Ask Mr. Brown about it.", "He knows."]
    assert split_speech("", 3) == []


def test_chinese_is_cut_after_its_marks_and_never_before_them() -> None:
    assert split_speech("你在哪里？我在这里等你。", 2.5) == ["你在哪里？", "我在这里等你。"]
    assert split_speech("我在这里等你，等了一夜。", 2.5) == ["我在这里等你，", "等了一夜。"]
    assert "don’t" in split_speech("I really don’t know what you mean", 1)[0] + split_speech("don’t", 0.1)[0]


def test_four_hundred_words_become_pieces_that_fit() -> None:
    text = " ".join(f"word{n}{'.' if n % 17 == 16 else ''}" for n in range(400))
    pieces = split_speech(text, 8.0)
    assert " ".join(pieces) == text
    assert max(map(speech_seconds, pieces)) <= 8.0
    assert differences(play(text), said(*((0, piece) for piece in pieces))) == []


def test_a_limit_that_is_not_positive_is_refused() -> None:
    with pytest.raises(ValueError, match="expected more than 0"):
        split_speech("Yes.", 0)


text = st.lists(
    st.sampled_from(
        [
            "I",
            "came",
            "home.",
            "Late,",
            "don’t",
            "“Go!”",
            "Mr.",
            "—",
            "well…",
            "\n",
            "你好",
            "，",
            "世界。",
            "「等」",
            "2.5",
            "a-b",
        ]
    ),
    min_size=1,
    max_size=40,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts)))


@settings(max_examples=150, deadline=None)
@given(text.filter(str.strip), st.sampled_from([0.5, 1.0, 2.0, 4.0, 8.64]))
def test_pieces_are_the_speech_in_order_and_fit(speech: str, limit: float) -> None:
    pieces = split_speech(speech, limit)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", speech)
    for piece in pieces:
        assert speech_seconds(piece) <= limit or split_speech(piece, limit) == [piece]
        assert speech_seconds(piece) <= limit or len(piece.split()) == 1
    script = play(speech.strip())
    assert differences(script, said(*((0, piece) for piece in split_speech(speech.strip(), limit)))) == []
