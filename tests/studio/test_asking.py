from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app.studio.rooms import asking, director, films
from app.studio.visit import Visit
from app.studio.worker import work
from tests.studio.serving import Served, needs_browser
from tools.errors import Conflict, NotFound, ToolError

FIRST = "LAMP_010_0010"


def last(visit: Visit) -> dict[str, Any]:
    """What is asked for the film's last shot but one, which remembers some."""
    return asking.condition(visit, "LAMP", "#5")


def journal(visit: Visit) -> int:
    return int(asking.condition(visit, "LAMP")["seen"])


def test_the_condition_holds_every_word_of_the_plan_the_caption_and_what_was_sent(visit: Visit) -> None:
    assert asking.condition(visit, "LAMP")["shot"] == FIRST
    told = asking.condition(visit, "LAMP", "#2")
    assert {"action", "scale", "seconds", "ID_A.wardrobe", "scene.light"} <= told["fields"].keys()
    assert told["sent"]["caption"] == told["asked"]["caption"]
    assert told["asked"]["count"] == len(told["asked"]["caption"]) < told["asked"]["limit"]
    assert told["sent"]["differences"] == []


def test_a_preview_says_the_caption_with_other_words_and_saves_nothing(visit: Visit) -> None:
    before = journal(visit)
    fresh = {"action": "Mara blows out the lamp.", "ID_A.wardrobe": "red shawl", "scale": "close-up"}
    seen = asking.preview_shot(visit, "LAMP", "#2", fresh)
    assert "blows out the lamp" in seen["caption"]
    assert "red shawl" in seen["caption"]
    assert "close-up" in seen["caption"]
    assert journal(visit) == before


def test_what_is_saved_is_what_was_previewed(visit: Visit) -> None:
    fresh = {
        "action": "Mara hums.",
        "ID_A.wardrobe": "red shawl",
        "scene.light": "one candle",
        "seconds": "6",
    }
    seen = asking.preview_shot(visit, "LAMP", "#3", fresh)
    asking.change_shot(visit, "LAMP", "#3", fresh)
    assert asking.condition(visit, "LAMP", "#3")["asked"] == seen


def test_saving_renders_nothing_says_what_no_longer_fits_and_is_undone_at_once(visit: Visit) -> None:
    before = asking.condition(visit, "LAMP")
    saved = asking.change_shot(visit, "LAMP", FIRST, {"action": "Mara hums.", "scene.light": "one candle"})
    mine = next(one for one in saved["stale"] if one["shot"] == FIRST)
    assert any("action" in words for words in mine["words"])
    assert len(saved["stale"]) > 1
    assert asking.condition(visit, "LAMP")["sent"]["take"] == 1
    assert asking.condition(visit, "LAMP")["sent"]["differences"] != []
    director.undo(visit, "LAMP")
    assert asking.condition(visit, "LAMP")["fields"] == before["fields"]


@pytest.mark.parametrize(("reach", "holds"), [("here", [True, False]), ("onwards", [True, True])])
def test_clothes_hold_as_far_as_they_are_said_to(visit: Visit, reach: str, holds: list[bool]) -> None:
    shots = [
        code
        for place in range(1, 7)
        if "ID_A.wardrobe" in (told := asking.condition(visit, "LAMP", f"#{place}"))["fields"]
        and (code := told["shot"])
    ]
    asking.change_shot(visit, "LAMP", shots[0], {"ID_A.wardrobe": "red shawl"}, reach)
    worn = [asking.condition(visit, "LAMP", code)["fields"]["ID_A.wardrobe"] for code in shots[:2]]
    assert [words == "red shawl" for words in worn] == holds


def test_two_people_who_change_different_words_are_both_heard(visit: Visit) -> None:
    seen = journal(visit)
    asking.change_shot(visit, "LAMP", FIRST, {"sound": "wind"}, seen=seen)
    asking.change_shot(visit, "LAMP", FIRST, {"action": "Mara hums."}, seen=seen)
    fields = asking.condition(visit, "LAMP", FIRST)["fields"]
    assert (fields["sound"], fields["action"]) == ("wind", "Mara hums.")


def test_the_second_who_changes_the_same_words_is_told_who_was_first(visit: Visit) -> None:
    seen = journal(visit)
    asking.change_shot(visit, "LAMP", FIRST, {"action": "Mara sings."}, seen=seen)
    with pytest.raises(Conflict, match="action changed by user"):
        asking.change_shot(visit, "LAMP", FIRST, {"action": "Mara hums.", "scene.light": "dim"}, seen=seen)
    assert asking.condition(visit, "LAMP", FIRST)["fields"]["scene.light"] != "dim"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "at least one field"),
        ({"weather": "rain"}, "got the field 'weather'"),
        ({"seconds": "90"}, "expected"),
        ({"seconds": "long"}, "seconds such as"),
        ({"scale": "huge"}, "expected one of"),
        ({"action": " "}, "needs an action"),
        ({"ID_Z.action": "waits"}, "ID_Z"),
        ({"ID_A.wardrobe": ""}, "wardrobe"),
        ({"line 1.text": "Other words altogether."}, "keeps its script"),
        ({"line 9.text": "What?"}, "line 9"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_changed(
    visit: Visit, fields: dict[str, str], words: str
) -> None:
    code = next(
        told["shot"]
        for place in range(1, 7)
        if (told := asking.condition(visit, "LAMP", f"#{place}"))["lines"] and "ID_A.action" in told["fields"]
    )
    before = journal(visit)
    with pytest.raises(ToolError, match=words):
        asking.change_shot(visit, "LAMP", code, fields)
    assert journal(visit) == before


@pytest.mark.slow
def test_lines_are_reworded_added_and_taken_out_where_the_script_is_free(visit: Visit) -> None:
    code = films.make(visit, idea="A keeper of a lighthouse waits for a boat.", ask=False)["film"]
    while work(visit.studio):
        pass
    told = next(t for place in range(1, 9) if (t := asking.condition(visit, code, f"#{place}"))["people"])
    who, count = told["people"][0]["tag"], told["lines"]
    added = {f"line {count + 1}.text": "Is anybody there?", f"line {count + 1}.speaker": who}
    seen = asking.preview_shot(visit, code, told["shot"], added)
    assert '"Is anybody there?"' in seen["caption"]
    asking.change_shot(visit, code, told["shot"], added)
    asking.change_shot(visit, code, told["shot"], {f"line {count + 1}.delivery": "whispering"})
    fields = asking.condition(visit, code, told["shot"])["fields"]
    assert fields[f"line {count + 1}.delivery"] == "whispering"
    asking.change_shot(visit, code, told["shot"], {f"line {count + 1}.text": ""})
    assert asking.condition(visit, code, told["shot"])["lines"] == count


def test_every_memory_says_where_it_comes_from_why_and_whether_it_stands(visit: Visit) -> None:
    slots = last(visit)["memory"]["slots"]
    assert slots
    for slot in slots:
        assert slot["shot"].startswith("LAMP_")
        assert len(slot["picture"]) == 64
        assert slot["words"]
        assert slot["now"] == "stands"
        assert (slot["pinned"], slot["off"]) == (None, None)


def test_a_memory_is_pinned_with_why_switched_off_and_left_to_recall_again(visit: Visit) -> None:
    told = last(visit)
    slot, shot = told["memory"]["slots"][0], told["shot"]
    source = {"source": slot["shot"], "take": f"v{slot['take']:03d}"}
    asking.pin_memory(visit, "LAMP", shot, **source, why="her face", character=slot["character"])
    assert last(visit)["memory"]["slots"][0]["pinned"] == "her face"
    asking.switch_memory_off(visit, "LAMP", shot, **source, why="the wrong light")
    now = last(visit)["memory"]
    assert (now["slots"][0]["pinned"], now["slots"][0]["off"]) == (None, "the wrong light")
    assert [one["never"] for one in now["decided"]] == [True]
    asking.unpin_memory(visit, "LAMP", shot, **source)
    assert last(visit)["memory"]["decided"] == []


def test_the_next_take_does_not_remember_what_is_switched_off(visit: Visit) -> None:
    from app.studio.rooms import shot as loupe

    told = last(visit)
    gone = told["memory"]["slots"][0]["shot"]
    asking.switch_memory_off(visit, "LAMP", told["shot"], gone)
    loupe.retake(visit, "LAMP", told["shot"], same_seed=True)
    while work(visit.studio):
        pass
    now = last(visit)
    assert now["sent"]["take"] == 2
    assert gone not in {slot["shot"] for slot in now["memory"]["slots"]}
    assert any(gone in words and "switched off" in words for words in now["memory"]["left_out"])


def test_a_memory_is_swapped_for_an_earlier_take(visit: Visit) -> None:
    told = last(visit)
    slot = told["memory"]["slots"][0]
    choices = asking.memory_choices(visit, "LAMP", told["shot"])["takes"]
    assert {one["shot"] for one in choices} < {f"LAMP_010_00{n}0" for n in range(1, 9)} | {
        f"LAMP_020_00{n}0" for n in range(1, 9)
    }
    other = next(one for one in choices if one["shot"] != slot["shot"])
    asking.swap_memory(visit, "LAMP", told["shot"], slot["shot"], "v001", other["shot"], "v001")
    decided = {one["shot"]: one["never"] for one in last(visit)["memory"]["decided"]}
    assert decided == {slot["shot"]: True, other["shot"]: False}
    director.undo(visit, "LAMP")
    assert last(visit)["memory"]["decided"] == []


def test_another_films_shot_is_not_to_be_had(visit: Visit) -> None:
    with pytest.raises(NotFound):
        asking.condition(visit, "LAMP", "OTHER_010_0010")
    with pytest.raises(ToolError, match="earlier shot"):
        asking.pin_memory(visit, "LAMP", FIRST, "#3")


@needs_browser
def test_the_caption_follows_the_words_and_saving_offers_a_take(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=shot&shot={FIRST}")
    action = page.get_by_role("textbox", name="Action")
    before = action.input_value()
    action.fill("Mara sings an old song.")
    caption = page.get_by_role("region", name="The caption")
    expect(caption).to_contain_text("Mara sings an old song.")
    action.press("Control+Enter")
    expect(page.get_by_role("button", name="Render this shot")).to_be_visible()
    expect(page.get_by_text("1 field is changed and not saved.")).to_have_count(0)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(action).to_have_value(before)


@needs_browser
def test_words_of_somebody_else_are_shown_beside_ones_own(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=shot&shot={FIRST}")
    sound = page.get_by_role("textbox", name="Sound")
    before = sound.input_value()
    sound.fill("a gull")
    served.call("change_shot", "LAMP", FIRST, {"sound": "wind"}, "here", 0)
    expect(page.get_by_text("Somebody changed this in the meantime: “wind”")).to_be_visible()
    page.get_by_role("button", name="Keep mine").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(sound).to_have_value("a gull")
    served.call("change_shot", "LAMP", FIRST, {"sound": before}, "here", 0)


@needs_browser
def test_a_memory_is_switched_off_and_on_by_keyboard(served: Served, page_of: Callable[..., Any]) -> None:
    shots = served.call("board", "LAMP")["shots"]
    page = page_of(f"{served.url}?film=LAMP&room=shot&shot={shots[4]['code']}")
    memory = page.get_by_role("region", name="What it remembers")
    first = memory.get_by_role("listitem").first
    first.get_by_text("Change…").focus()
    page.keyboard.press("Enter")
    first.get_by_label("Why (if you like)").fill("the wrong light")
    first.get_by_role("button", name="Switch off").press("Enter")
    expect(first).to_contain_text("switched off: counts for the next take · the wrong light")
    expect(memory.get_by_role("button", name="New take with these memories")).to_be_visible()
    first.get_by_role("button", name="Switch it on again").press("Enter")
    expect(first).to_contain_text("still stands")
