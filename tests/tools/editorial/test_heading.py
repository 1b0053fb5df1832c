"""What a scene heading says."""

from __future__ import annotations

import pytest

from tools.editorial.heading import is_heading, setting


@pytest.mark.parametrize(
    ("heading", "interior", "place", "time"),
    [
        ("INT. LAMP ROOM - NIGHT", True, "LAMP ROOM", "NIGHT"),
        ("EXT. PIER — DAWN", False, "PIER", "DAWN"),
        ("EXT. PIER–DUSK", False, "PIER", "DUSK"),
        ("EXT. PIER—DUSK", False, "PIER", "DUSK"),
        ("INT. HOUSE - KITCHEN - CONTINUOUS", True, "HOUSE - KITCHEN", "CONTINUOUS"),
        ("INT. HOUSE - KITCHEN", True, "HOUSE - KITCHEN", ""),
        ("INT. ROOM - NIGHT - LATER", True, "ROOM", "NIGHT - LATER"),
        ("EXT. FIELD - TWO HOURS LATER", False, "FIELD", "TWO HOURS LATER"),
        ("EXT. FIELD - MAGIC HOUR", False, "FIELD", "MAGIC HOUR"),
        ("INT. KITCHEN, NIGHT", True, "KITCHEN", "NIGHT"),
        ("INT. KITCHEN. NIGHT", True, "KITCHEN", "NIGHT"),
        ("INT. NIGHT CLUB", True, "NIGHT CLUB", ""),
        ("INT. CO-OP", True, "CO-OP", ""),
        ("INT./EXT. CAR -- DAY", True, "CAR", "DAY"),
        ("EXT/INT. CAR - DAY", False, "CAR", "DAY"),
        ("I/E CAR - DAY", True, "CAR", "DAY"),
        ("EST. CITY - DAY", False, "CITY", "DAY"),
        ("int. room - later", True, "room", "later"),
        ("LAMP ROOM - DUSK", True, "LAMP ROOM", "DUSK"),
        ("INT. CUISINE - NUIT", True, "CUISINE", "NUIT"),
        ("内景 厨房 夜", True, "厨房", "夜"),
        ("外景。码头——黄昏", False, "码头", "黄昏"),
        ("内景 灯塔 灯室 - 深夜", True, "灯塔 灯室", "深夜"),
        ("外 街道 日", False, "街道", "日"),
        ("INT.", True, "", ""),
        ("", True, "", ""),
    ],
)
def test_a_heading_says_inside_or_outside_where_and_when(
    heading: str, interior: bool, place: str, time: str
) -> None:
    assert setting(heading) == (interior, place, time)


@pytest.mark.parametrize(
    "line", ["Est bien.", "Interior thoughts", "EXTRA milk", "ESTATE", "内容很多", "A INT. ROOM"]
)
def test_words_that_merely_start_alike_are_no_heading(line: str) -> None:
    assert not is_heading(line)
