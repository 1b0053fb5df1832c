from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app.studio.rooms import asking, board, cast, director, journal
from app.studio.visit import Guest, Visit
from tests.studio.serving import Served, needs_browser
from tools.errors import NotFound, ToolError

SHOT = "LAMP_010_0010"
QUICK = 0.2
"""Seconds in which a door answers."""


def change(visit: Visit, action: str, code: str = SHOT) -> int:
    """A change of what happens in a shot, as a turn of this guest."""
    asking.change_shot(visit, "LAMP", code, {"action": action})
    return newest(visit)


def newest(visit: Visit) -> int:
    """The number of the last turn."""
    return int(turns(visit)[0]["turn"])


def turns(visit: Visit, **asked: Any) -> list[dict[str, Any]]:
    return [one for one in journal.journal(visit, "LAMP", **asked)["entries"] if one["turn"]]


def test_the_crews_work_is_counted_and_a_turn_told_with_what_it_was_before(visit: Visit) -> None:
    first = journal.journal(visit, "LAMP")["entries"]
    assert first[0]["who"] == "crew"
    assert first[0]["steps"]["takes.finish_take"] >= 5
    before = board.board(visit, "LAMP")["shots"][0]["action"]
    turn = change(visit, "She blows the lamp out.")
    newest = journal.journal(visit, "LAMP")["entries"][0]
    assert newest["turn"] == turn
    assert newest["who"] == "user"
    assert newest["stands"]
    (told,) = [one for one in newest["changes"] if one["field"] == "action"]
    assert told["of"] == SHOT
    assert told["before"] == before
    assert told["after"] == "She blows the lamp out."


def test_a_turn_that_is_taken_back_says_so_and_can_be_done_again(visit: Visit) -> None:
    turn = change(visit, "She blows the lamp out.")
    director.undo(visit, "LAMP", turn)
    undone, done = turns(visit)[:2]
    assert undone["kinds"] == ["undo"]
    assert (done["gone"], done["stands"], done["returns"]) == (True, False, True)
    director.redo(visit, "LAMP")
    assert next(one for one in turns(visit) if one["turn"] == turn)["stands"]


def test_it_is_read_a_page_at_a_time_and_nothing_is_told_twice_or_left_out(visit: Visit) -> None:
    made = [change(visit, f"She counts to {n}.") for n in range(7)]
    found, before = [], 0
    while True:
        page = journal.journal(visit, "LAMP", before=before, limit=3)
        assert len(page["entries"]) <= 3
        found += page["entries"]
        if page["next"] is None:
            break
        before = page["next"]
    assert [one["turn"] for one in found if one["turn"]] == made[::-1]
    places = [one["place"] for one in found]
    assert places == sorted(places, reverse=True)
    assert sum(one.get("steps", {}).get("cuts.record_cut", 0) for one in found) == 1


def test_it_is_filtered_by_shot_person_and_kind(visit: Visit) -> None:
    ada = Visit(visit.studio, Guest("ada"), visit.staffing)
    mine, hers = change(visit, "She waits."), change(ada, "He waits.", "LAMP_010_0020")
    cast.rename_character(visit, "LAMP", "Mara", "Nora")
    renamed = newest(visit)
    assert [one["turn"] for one in turns(visit, shot=SHOT)] == [mine]
    assert [one["turn"] for one in turns(visit, person="ada")] == [hers]
    assert [one["turn"] for one in turns(visit, kind="cast")] == [renamed]
    assert [one["turn"] for one in turns(visit, kind="plan")] == [hers, mine]
    crew = journal.journal(visit, "LAMP", person="crew")
    assert {one["who"] for one in crew["entries"]} == {"crew"}
    assert {"ada", "user"} <= set(crew["people"])
    touched = journal.journal(visit, "LAMP", shot=SHOT)["entries"]
    assert touched[-1]["steps"]["takes.finish_take"] == 1


def test_what_cannot_be_looked_for_is_refused(visit: Visit) -> None:
    with pytest.raises(ToolError, match="expected one of: plan"):
        journal.journal(visit, "LAMP", kind="colour")
    with pytest.raises(ToolError, match="1 to 200"):
        journal.journal(visit, "LAMP", limit=100_000)
    with pytest.raises(NotFound, match="no such shot"):
        journal.journal(visit, "LAMP", shot="OTHER_010_0010")
    with pytest.raises(NotFound, match="no turn 99999"):
        journal.turn_changes(visit, "LAMP", 99_999)


def test_what_was_new_and_is_gone_is_still_told(visit: Visit) -> None:
    board.insert_shot(visit, "LAMP", SHOT, "A moth circles the lamp.")
    turn = newest(visit)
    director.undo(visit, "LAMP", turn)
    (born,) = [one for one in journal.turn_changes(visit, "LAMP", turn)["changes"] if one["before"] is None]
    assert born["of"].startswith("LAMP_010_")
    gone = [one for one in turns(visit)[0]["changes"] if one["after"] is None]
    assert gone[0]["of"] == born["of"]


@pytest.mark.slow
def test_a_page_comes_at_once_also_after_hundreds_of_changes(visit: Visit) -> None:
    for n in range(150):
        change(visit, f"She counts to {n}.")
    journal.journal(visit, "LAMP")
    began = time.perf_counter()
    page = journal.journal(visit, "LAMP")
    whole = time.perf_counter() - began
    assert len(page["entries"]) == 50
    assert whole < QUICK


@needs_browser
def test_a_change_is_taken_back_from_the_journal(served: Served, page_of: Callable[..., Any]) -> None:
    served.call("change_shot", "LAMP", SHOT, {"action": "She sings to the lamp."}, "here", 0)
    page = page_of(f"{served.url}?film=LAMP&room=journal")
    entry = page.locator(".entry").first
    expect(entry.locator("ins")).to_contain_text("sings")
    entry.get_by_role("button", name="Take back").click()
    expect(page.locator(".entry.gone")).to_contain_text("taken back")
    page.get_by_role("button", name="Do again").click()
    expect(page.locator(".entry.gone")).to_have_count(0)
    page.locator(".filters select").last.select_option("work")
    expect(page.locator(".entry:not(.crew)")).to_have_count(0)
    page.locator(".filters select").last.select_option("memory")
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".entry").first).to_be_visible()
