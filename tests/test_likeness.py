"""The animatic keeps what docs/animatic.md promises, on all twenty-four characters."""

from __future__ import annotations

import pytest

from benchmarks.likeness import measure


@pytest.mark.slow
def test_colours_lips_pitch_and_levels_are_as_promised() -> None:
    missed = [f"{figure.name}: {figure.value:.3g} {figure.unit}" for figure in measure() if figure.missed]
    assert missed == []
