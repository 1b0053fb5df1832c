"""SubRip out, and back in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.editorial.subtitles import BadSubtitles, Subtitle, parse_srt, srt


def test_subtitles_are_numbered_timed_and_parted_by_a_blank_line() -> None:
    text = srt([Subtitle(0.5, 1.9996, "Well?\nNo."), Subtitle(3661.0005, 3662, " 你好 ")])
    assert text == (
        "1\n00:00:00,500 --> 00:00:02,000\nWell?\nNo.\n\n2\n01:01:01,001 --> 01:01:02,000\n 你好 \n"
    )


def test_no_subtitles_are_an_empty_file() -> None:
    assert srt([]) == ""
    assert parse_srt("") == []


def test_an_overlap_ends_where_the_next_begins_and_equals_share() -> None:
    cues = [Subtitle(0, 5, "a"), Subtitle(2, 4, "b"), Subtitle(2, 3, "c"), Subtitle(9, 9, "d")]
    assert parse_srt(srt(cues)) == [
        Subtitle(0, 2, "a"),
        Subtitle(2, 3, "b"),
        Subtitle(3, 4, "c"),
        Subtitle(9, 9.001, "d"),
    ]


def test_a_blank_line_inside_a_cue_goes_and_nothing_else() -> None:
    assert parse_srt(srt([Subtitle(0, 1, "One.\r\n\n \nTwo.")])) == [Subtitle(0, 1, "One.\nTwo.")]


def test_files_of_other_programs_are_read() -> None:
    first = "\ufeff1\r\n00:00:01.000 --> 00:00:02,500 X1:0\r\n42\r\n\r\n\r\n"
    text = first + "0:00:03,000 --> 0:00:04,000\r\nYes\r\n"
    assert parse_srt(text) == [Subtitle(1, 2.5, "42"), Subtitle(3, 4, "Yes")]


@pytest.mark.parametrize(
    "text", ["1\nWell?\n", "1\n00:00:01,000 --> 00:00:02,000\n", "hello", "1\n1 --> 2\nx"]
)
def test_a_block_without_timing_or_words_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(BadSubtitles, match=r"line \d+: got .* expected"):
        parse_srt(text)


@pytest.mark.parametrize(
    ("start", "end", "text"), [(2, 1, "a"), (-1, 1, "a"), (float("nan"), 1, "a"), (0, 1, " ")]
)
def test_impossible_subtitles_are_refused(start: float, end: float, text: str) -> None:
    with pytest.raises(BadSubtitles, match="expected"):
        Subtitle(start, end, text)


line = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=20).filter(
    str.strip
)
words = st.lists(line, min_size=1, max_size=3).map("\n".join)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 9000), words), max_size=8))
def test_what_was_written_is_read_back(parts: list[tuple[int, int, str]]) -> None:
    cues, at = [], 0
    for gap, length, text in parts:
        cues.append(Subtitle((at + gap) / 1000, (at + gap + length) / 1000, text))
        at += gap + length
    assert parse_srt(srt(cues)) == cues


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 20), words), max_size=8))
def test_subtitles_never_overlap_and_none_is_lost(parts: list[tuple[float, float, str]]) -> None:
    found = parse_srt(srt([Subtitle(start, start + length, text) for start, length, text in parts]))
    assert sorted(cue.text for cue in found) == sorted(text for _, _, text in parts)
    assert all(cue.start < cue.end for cue in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
