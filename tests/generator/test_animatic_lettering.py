from __future__ import annotations

import numpy as np
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.lettering import fitted, unreadable, width_of, write


def ink(text: str) -> int:
    pixels = np.zeros((60, 400, 4), np.uint8)
    write(skia.Surface(pixels).getCanvas(), text, 4, 40, 24, skia.Paint(skia.Color4f(1, 1, 1, 1)))
    return int(np.count_nonzero(pixels[:, :, 3]))


def test_latin_text_with_accents_needs_no_font_of_the_machine() -> None:
    assert unreadable("Ça va? “Naïve” – Zoë, Łódź, Привет…") == ""


def test_characters_without_a_typeface_are_drawn_as_boxes() -> None:
    assert ink("\U0010fffd\U0001f9ff\ue000") > 100 or unreadable("\ue000") == ""
    assert ink("你好") > 50


def test_a_long_line_is_set_in_two_rows_that_fit() -> None:
    block = fitted("The lamp has burned for forty years, and you want me to put it out tonight?", 300, 20, 10)
    assert len(block.lines) == 2
    assert all(width_of(line, block.size) <= 300 for line in block.lines)
    assert abs(len(block.lines[0]) - len(block.lines[1])) < 16


def test_text_that_cannot_fit_ends_with_an_ellipsis() -> None:
    block = fitted("word " * 200, 200, 20, 14)
    assert len(block.lines) == 2
    assert block.lines[-1].endswith("…")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_fits_its_width(text: str) -> None:
    block = fitted(text, 240, 20, 10)
    assert len(block.lines) <= 2
    assert all(width_of(line, block.size) <= 241 for line in block.lines)
