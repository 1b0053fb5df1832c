"""Plain text: plays with names before colons, prose, ideas."""

from __future__ import annotations

import pytest

from tools.editorial.screenplay import Source, read
from tools.story import Action, Speech


def source(text: str, name: str = "film.txt") -> Source:
    return read(text.encode(), name)


def test_names_before_colons_are_speakers() -> None:
    found = source("MARA: Where were you?\nJOE (V.O.): (softly) Out.\n  And about.\nShe sits.\n")
    assert found.kind == "text"
    assert found.screenplay is not None
    assert found.screenplay.scenes[0].blocks == (
        Speech(speaker="MARA", text="Where were you?", index=0),
        Speech(speaker="JOE", text="Out.\nAnd about.", parenthetical="softly", extension="V.O.", index=1),
        Action(text="She sits."),
    )


def test_a_play_may_have_headings_a_title_and_chinese_names() -> None:
    found = source("标题：灯塔\n\n内景 厨房 夜\n\n小明：你好。\n小红：（笑）再见！\n").screenplay
    assert found is not None
    assert (found.title, found.scenes[0].place, found.scenes[0].time) == ("灯塔", "厨房", "夜")
    assert [(s.speaker, s.text, s.parenthetical) for s in found.speeches()] == [
        ("小明", "你好。", ""),
        ("小红", "再见！", "笑"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A keeper finds a bottle. Inside is a letter: her own.",
        "THE LIGHTHOUSE\nA keeper finds a bottle.",
        "Style: noir\nLength: one minute\nA keeper finds a bottle at 12:30, see https://example.invalid/.",
        "一个灯塔看守人捡到一个瓶子。",
        "Est-ce que tu viens? " * 3,
    ],
)
def test_a_short_paragraph_is_an_idea(text: str) -> None:
    found = source(text)
    assert (found.kind, found.screenplay, found.text) == ("idea", None, text)


def test_longer_prose_is_a_text_without_a_screenplay() -> None:
    for text in ("She waits.\n\nHe comes.", "word " * 200):
        found = source(text)
        assert (found.kind, found.screenplay) == ("text", None)


def test_fountain_is_known_under_any_name() -> None:
    assert source("INT. ROOM - DAY\n\nRain.").kind == "fountain"
    assert source("MARA\nWell?\n\nJOE\nNo.\n", "play").kind == "fountain"
    assert source("She waits.\n\nHe comes.", "film.fountain").kind == "fountain"
