from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app.build import Studio
from app.studio.rooms import director, films, shot
from app.studio.visit import Guest, Visit
from app.studio.worker import work
from tests.studio.serving import Served, needs_browser
from tools import board, notes, revising, viewing
from tools.errors import NotFound, ToolError
from tools.records import NoteCategory

FIRST, SECOND = "LAMP_010_0010", "LAMP_010_0020"


def worked(studio: Studio) -> None:
    """Let the worker do all there is."""
    while work(studio):
        pass


def noted(visit: Visit, text: str, **more: Any) -> dict[str, Any]:
    """The last piece of what is answered to a note on the first shot."""
    return list(shot.note(visit, "LAMP", FIRST, text, **more))[-1]


def critics_note(visit: Visit) -> int:
    """A critic's note at frame 3 of the first shot's take; gives its number."""
    with visit.studio.database.write("critic") as session:
        film = board.film(session, "LAMP")
        take_id = board.shot(session, film, FIRST).take_id
        assert take_id is not None
        return notes.add_note(
            session, take_id, "the picture jumps", NoteCategory.CAMERA, author="measures", frame=3
        )


def test_without_a_name_the_first_shot_is_shown_with_its_circled_take(visit: Visit) -> None:
    seen = shot.shot(visit, "LAMP")
    assert seen["shot"]["code"] == FIRST
    assert (seen["shot"]["place"], seen["neighbours"]) == (1, {"before": None, "after": SECOND})
    assert seen["take"] == seen["takes"][0]
    assert seen["take"]["circled"]
    assert len(seen["take"]["clip"]) == 64


def test_a_line_lies_on_the_frames_where_it_is_heard(visit: Visit) -> None:
    told = [shot.shot(visit, "LAMP", f"#{place}")["take"] for place in range(1, 7)]
    lines = [(line, take) for take in told for line in take["lines"]]
    assert {line["who"] for line, _ in lines} == {"Mara", "Jonas"}
    assert all(0 <= line["first"] < line["last"] < take["frames"] for line, take in lines)


def test_a_take_that_is_not_there_is_said(visit: Visit) -> None:
    with pytest.raises(NotFound, match="v001"):
        shot.shot(visit, "LAMP", FIRST, "v009")


def test_a_film_without_shots_has_nothing_to_show(visit: Visit) -> None:
    made = films.make(visit, idea="a lighthouse")
    seen = shot.shot(visit, made["film"])
    assert (seen["shot"], seen["takes"], seen["take"]) == (None, [], None)


def test_a_new_take_has_the_same_words_and_another_seed(visit: Visit) -> None:
    assert shot.retake(visit, "LAMP", FIRST)["work"] == shot.BEGUN
    worked(visit.studio)
    seen = shot.shot(visit, "LAMP", FIRST)
    assert [take["number"] for take in seen["takes"]] == [1, 2]
    assert seen["take"]["number"] == 2
    told = shot.compare(visit, "LAMP", FIRST)
    assert (told["before"], told["after"]) == ("v001", "v002")
    assert "seed" in {one["field"] for one in told["differences"]}
    assert "asked" not in {one["part"] for one in told["differences"]}


def test_four_takes_may_be_asked_for_and_nine_may_not(visit: Visit) -> None:
    shot.retake(visit, "LAMP", FIRST, count=4)
    assert shot.shot(visit, "LAMP", FIRST)["shot"]["wanted"] == 4
    with pytest.raises(ToolError, match="expected 1 to 8"):
        shot.retake(visit, "LAMP", FIRST, count=9)


def test_a_note_is_understood_and_makes_another_take(visit: Visit) -> None:
    heard = noted(visit, "closer", frame=5)
    assert heard["understood"]
    assert (heard["note"]["frame"], heard["note"]["category"]) == (5, "camera")
    assert [one["field"] for one in heard["differences"]] == ["camera"]
    assert heard["work"] == shot.BEGUN
    worked(visit.studio)
    seen = shot.shot(visit, "LAMP", FIRST)
    assert seen["take"]["number"] == 2
    (note,) = seen["notes"]
    assert note["counts"]
    assert note["tried"] == 2


def test_approving_the_take_that_answers_a_note_settles_it(visit: Visit) -> None:
    said = noted(visit, "closer")["note"]["id"]
    worked(visit.studio)
    assert shot.approve(visit, "LAMP", FIRST) == {"shot": FIRST, "take": 2, "resolved": [said]}
    assert shot.approve(visit, "LAMP", FIRST, "v001")["take"] == 1
    assert [take["circled"] for take in shot.shot(visit, "LAMP", FIRST)["takes"]] == [True, False]


def test_a_note_can_be_kept_without_changing_anything(visit: Visit) -> None:
    heard = noted(visit, "closer", only_note=True)
    assert (heard["understood"], heard["differences"], heard["work"]) == (False, [], "")
    assert shot.shot(visit, "LAMP", FIRST)["shot"]["status"] == "approved"


def test_a_note_is_one_turn_that_can_be_taken_back(visit: Visit) -> None:
    heard = noted(visit, "closer")
    director.undo(visit, "LAMP", heard["turn"])
    with visit.look("LAMP") as (session, film):
        assert viewing.notes(session, film.id) == []
    assert shot.compare(visit, "LAMP", FIRST, after="plan")["differences"] == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "  "}, "expected 1 to"),
        ({"text": "closer", "frame": 10_000}, "got frame 10000"),
        ({"text": "closer", "category": "smell"}, "got the category 'smell'"),
        ({"text": "closer", "reach": "nowhere"}, "got the reach 'nowhere'"),
        ({"text": "closer", "take": "v009"}, "got the take 'v009'"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_in_words(
    visit: Visit, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(ToolError, match=words):
        noted(visit, **given)
    assert shot.shot(visit, "LAMP", FIRST)["notes"] == []


def test_a_note_is_settled_and_opened_again(visit: Visit) -> None:
    said = noted(visit, "closer", only_note=True)["note"]["id"]
    assert not shot.resolve(visit, "LAMP", said)["open"]
    assert shot.resolve(visit, "LAMP", said, reopen=True)["open"]


def test_a_critics_note_called_wrong_counts_no_more(visit: Visit) -> None:
    said = critics_note(visit)
    assert shot.shot(visit, "LAMP", FIRST)["notes"][0]["counts"]
    assert shot.label(visit, "LAMP", said, "wrong")["label"] == "wrong"
    assert not shot.shot(visit, "LAMP", FIRST)["notes"][0]["counts"]
    assert shot.label(visit, "LAMP", said)["label"] == ""


def test_a_note_of_another_film_cannot_be_settled(visit: Visit) -> None:
    said = critics_note(visit)
    other = films.make(visit, idea="a lighthouse")["film"]
    with pytest.raises(NotFound, match="no note"):
        shot.resolve(visit, other, said)


def test_a_changed_plan_says_why_the_take_no_longer_fits_and_what_each_way_out_costs(visit: Visit) -> None:
    assert shot.ways(visit, "LAMP", FIRST)["stale"] is None
    noted(visit, "closer")
    told = shot.ways(visit, "LAMP", FIRST)
    assert told["stale"]["words"]
    assert [way["name"] for way in told["ways"]] == ["keep", "render"]
    assert "rendering" in told["ways"][-1]["price"]["words"]


def test_an_earlier_take_that_fits_is_a_way_back(visit: Visit) -> None:
    with visit.turn("LAMP", "six seconds") as change:
        row = board.shot(change.session, change.film, FIRST)
        revising.stretch_shot(change.session, row.id, row.version, 6.0)
    shot.retake(visit, "LAMP", FIRST)
    worked(visit.studio)
    director.undo(visit, "LAMP", change.turn_id)
    told = shot.ways(visit, "LAMP", FIRST)
    assert "back" in {way["name"] for way in told["ways"]}
    assert told["back"] == 1


def test_what_remembers_a_take_is_known_and_can_be_pinned_or_rendered_again(visit: Visit) -> None:
    told = shot.ways(visit, "LAMP", FIRST)
    later = [one["shot"] for one in told["dependents"] if one["steps"] == 2 or FIRST in one["words"]]
    assert later
    noted(visit, "closer")
    worked(visit.studio)
    (on, *_) = [one["shot"] for one in told["dependents"] if FIRST in one["words"]]
    assert "pin" in {way["name"] for way in shot.ways(visit, "LAMP", on)["ways"]}
    assert shot.refresh(visit, "LAMP", [on])["shots"] == [on]
    assert shot.keep(visit, "LAMP", on)["pinned"] == [f"{FIRST} v001"]


def test_what_fits_is_not_rendered_again(visit: Visit) -> None:
    with pytest.raises(ToolError, match="every take fits"):
        shot.refresh(visit, "LAMP", [])
    with pytest.raises(ToolError, match="fits as it is"):
        shot.refresh(visit, "LAMP", [FIRST])


def test_a_stranger_sees_no_shot_and_changes_none(visit: Visit) -> None:
    stranger = Visit(visit.studio, Guest("ada", frozenset({"OTHER"})), visit.staffing)
    for door in (shot.shot, shot.ways, shot.retake, shot.approve, shot.keep, shot.compare):
        with pytest.raises(NotFound, match="no film 'LAMP' here"):
            door(stranger, "LAMP", FIRST)
    with pytest.raises(NotFound, match="no film 'LAMP' here"):
        list(shot.note(stranger, "LAMP", FIRST, "closer"))


def _opened(served: Served, page_of: Callable[..., Any], code: str = FIRST, **more: Any) -> Any:
    page = page_of(f"{served.url}?film=LAMP&room=shot&shot={code}", **more)
    expect(page.get_by_role("heading", name=code, exact=True)).to_be_visible()
    return page


WATCHED = """() => {
  window.onScreen = [];
  const picture = document.querySelector(".after video.on");
  const shown = (_, facts) => {
    window.onScreen.push(Math.round(facts.mediaTime * 25));
    picture.requestVideoFrameCallback(shown);
  };
  picture.requestVideoFrameCallback(shown);
}"""
"""Notes every frame that comes to the screen."""

DRAGGED = """(bar, frame) => {
  window.onScreen = [];
  bar.value = frame;
  bar.dispatchEvent(new Event("input"));
}"""
"""Drags the bar to a frame, and forgets the frames before."""


def _stands_at(page: Any, frame: int) -> None:
    """The bar, the words and the picture itself are at a frame."""
    bar = page.get_by_role("slider", name="Frame")
    expect(page.locator(".shot-frame")).to_have_text(f"frame {frame} of {bar.get_attribute('max')}")
    expect(bar).to_have_value(str(frame))
    picture, until = page.locator(".after video.on"), time.monotonic() + 10
    while picture.evaluate("picture => Math.floor(picture.currentTime * 25)") != frame:
        assert time.monotonic() < until, f"the picture does not come to frame {frame}"


@needs_browser
def test_the_keyboard_steps_frame_by_frame(served: Served, page_of: Callable[..., Any]) -> None:
    page = _opened(served, page_of)
    last = int(page.get_by_role("slider", name="Frame").get_attribute("max"))
    for key, frame in (
        ("ArrowRight", 1),
        ("Shift+ArrowRight", 11),
        ("ArrowLeft", 10),
        ("End", last),
        ("ArrowRight", last),
        ("Home", 0),
    ):
        page.keyboard.press(key)
        _stands_at(page, frame)


@needs_browser
def test_the_picture_that_is_shown_is_that_of_the_frame(served: Served, page_of: Callable[..., Any]) -> None:
    page = _opened(served, page_of)
    bar = page.get_by_role("slider", name="Frame")
    page.evaluate(WATCHED)
    # The first picture of all may still be on its way to the screen when the bar is dragged; then no more.
    bar.evaluate(DRAGGED, 11)
    page.wait_for_function("() => window.onScreen.includes(11)")
    for frame in (7, 20, 3):
        bar.evaluate(DRAGGED, frame)
        page.wait_for_function("() => window.onScreen.length")
        assert set(page.evaluate("window.onScreen")) == {frame}


@needs_browser
def test_the_picture_plays_and_runs_backwards_to_its_beginning(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = _opened(served, page_of)
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator(".shot-frame")).not_to_contain_text("frame 0 of")
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".shot-frame")).to_contain_text("frame 0 of")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


@needs_browser
def test_a_note_by_the_keyboard_becomes_a_take_that_is_compared_and_approved(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = _opened(served, page_of, SECOND)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("n")
    page.keyboard.type("closer")
    page.keyboard.press("Control+Enter")
    heard = page.get_by_role("status", name="What became of the note")
    expect(heard).to_contain_text("camera")
    expect(page.get_by_role("button", name="Open note at 00:00:00:10: closer")).to_be_visible()
    expect(page.get_by_role("button", name="Approve v002")).to_be_visible()
    page.keyboard.press("v")
    expect(page.get_by_role("region", name="Difference")).to_contain_text("seed")
    expect(page.locator(".before video.on")).to_be_visible()
    page.get_by_label("Where the wipe stands").fill("20")
    page.get_by_role("button", name="Side by side").click()
    page.keyboard.press("End")
    stands = "picture => picture.currentTime"
    assert page.locator(".before video.on").evaluate(stands) == page.locator(".after video.on").evaluate(
        stands
    )
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="v002 is approved")).to_be_visible()
    expect(page.get_by_text("1 settled")).to_be_visible()
    page.keyboard.press("[")
    expect(page.get_by_role("button", name="Approve v001")).to_be_visible()
    expect(page).to_have_url(f"{served.url}?film=LAMP&room=shot&shot={SECOND}&take=v001")


@needs_browser
def test_the_keyboard_goes_from_shot_to_shot(served: Served, page_of: Callable[..., Any]) -> None:
    page = _opened(served, page_of)
    page.keyboard.press(".")
    expect(page.get_by_role("heading", name=SECOND, exact=True)).to_be_visible()
    page.keyboard.press("PageUp")
    expect(page.get_by_role("heading", name=FIRST, exact=True)).to_be_visible()


@needs_browser
def test_on_a_phone_nothing_hangs_over(served: Served, page_of: Callable[..., Any]) -> None:
    page = _opened(served, page_of, size=(390, 844), dark=True)
    page.keyboard.press("v")
    over = "() => document.documentElement.scrollWidth - window.innerWidth"
    assert page.evaluate(over) <= 0
