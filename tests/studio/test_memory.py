"""The server may stay open for weeks: what a page load takes, it gives back."""

from __future__ import annotations

import pytest

from benchmarks import studio

FLAT = 1.05
"""Of the memory after the first loads."""


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_two_hundred_page_loads_leave_the_memory_flat() -> None:
    with studio.film_of(30) as (served, code):
        early, late = studio.grown(served, code)
    assert late < early * FLAT, f"{early:.0f} MiB became {late:.0f} MiB"
