from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app.studio.rooms import board
from app.studio.visit import Guest, Visit
from tests.studio.serving import Served, needs_browser
from tools import board as rows
from tools import notes, undo, viewing
from tools.errors import NotFound, ToolError
from tools.records import NoteCategory


def _codes(visit: Visit) -> list[str]:
    return [shot["code"] for shot in board.board(visit, "LAMP")["shots"]]


def _statuses(visit: Visit) -> dict[str, str]:
    return {shot["code"]: shot["status"] for shot in board.board(visit, "LAMP")["shots"]}


def _undo(visit: Visit) -> None:
    with visit.turn("LAMP", "undo") as change:
        turn_id = undo.last_turn(change.session, change.film.id)
        assert turn_id is not None
        undo.undo_turn(change.session, turn_id)


def test_the_board_shows_every_shot_in_order_with_its_still(visit: Visit) -> None:
    seen = board.board(visit, "LAMP")
    assert [shot["position"] for shot in seen["shots"]] == list(range(len(seen["shots"])))
    assert all(len(shot["still"]) == 64 for shot in seen["shots"])
    assert {shot["scene"] for shot in seen["shots"]} == {scene["number"] for scene in seen["scenes"]}
    assert seen["totals"]["rendered"] == seen["totals"]["shots"] == len(seen["shots"])
    assert seen["cut"] == "current"


def test_the_board_says_what_the_film_has_cost_and_what_waits_will_cost(visit: Visit) -> None:
    seen = board.board(visit, "LAMP")
    assert seen["spent"]["seconds"] > 0
    assert seen["to_come"]["takes"] == 0
    board.retake_shots(visit, "LAMP", _codes(visit)[:2])
    seen = board.board(visit, "LAMP")
    assert (seen["totals"]["waiting"], seen["to_come"]["takes"]) == (2, 2)
    assert seen["to_come"]["seconds"] > 0


def test_the_board_says_which_take_no_longer_fits_and_why(visit: Visit) -> None:
    code = _codes(visit)[1]
    board.split_shot(visit, "LAMP", code)
    first = next(shot for shot in board.board(visit, "LAMP")["shots"] if shot["code"] == code)
    assert first["itself"]
    assert any("length changed" in words for words in first["stale"])


def test_what_a_critic_says_of_two_takes_is_one_note_and_yours_are_counted_each(visit: Visit) -> None:
    with visit.turn("LAMP", "notes") as change:
        shot = rows.shots(change.session, change.film.id)[0]
        (take,) = viewing.takes(change.session, shot.id)
        for author, text in (("a critic", "dark"), ("a critic", "still dark"), ("user", "a"), ("user", "b")):
            notes.add_note(change.session, take.id, text, NoteCategory.CAMERA, author=author)
    assert board.board(visit, "LAMP")["shots"][0]["notes"] == 3


def test_a_new_shot_stands_beside_another_in_its_scene_and_waits(visit: Visit) -> None:
    before = _codes(visit)
    made = board.insert_shot(visit, "LAMP", before[0], " Rain on   the glass. ", ["Mara"], "close-up", 2.0)
    seen = board.board(visit, "LAMP")
    new = seen["shots"][1]
    assert made["shot"] == new["code"] == f"{before[0][:-4]}0015"
    assert (new["action"], new["people"], new["scale"]) == ("Rain on the glass.", ["Mara"], "close-up")
    assert (new["status"], seen["totals"]["waiting"], seen["cut"]) == ("todo", 1, "old")
    _undo(visit)
    assert _codes(visit) == before


def test_a_new_shot_can_stand_before_the_first(visit: Visit) -> None:
    first = _codes(visit)[0]
    made = board.insert_shot(visit, "LAMP", first, "Black.", before=True)
    assert _codes(visit)[:2] == [made["shot"], first]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"action": " "}, "what happens in the shot"),
        ({"action": "x" * 1_001}, "got 1001 characters"),
        ({"action": "Rain.", "seconds": 60.0}, "got 60 s, expected 1 to 9.64 s"),
        ({"action": "Rain.", "seconds": float("nan")}, "expected 1 to"),
        ({"action": "Rain.", "people": ["Zed"]}, "expected one of the cast"),
        ({"action": "Rain.", "scale": "enormous"}, "as the scale, expected one of"),
    ],
)
def test_a_new_shot_that_cannot_be_is_refused_and_changes_nothing(
    visit: Visit, given: dict[str, Any], words: str
) -> None:
    before = _codes(visit)
    with pytest.raises(ToolError, match=words):
        board.insert_shot(visit, "LAMP", before[0], **given)
    assert _codes(visit) == before


def test_a_shot_is_split_at_a_line_and_undo_makes_it_whole(visit: Visit) -> None:
    before = board.board(visit, "LAMP")["shots"]
    spoken = next(shot for shot in before if shot["lines"])
    made = board.split_shot(visit, "LAMP", spoken["code"], line=1, first="She looks up.")
    after = {shot["code"]: shot for shot in board.board(visit, "LAMP")["shots"]}
    assert after[spoken["code"]]["action"] == "She looks up."
    assert (after[spoken["code"]]["said"], after[made["shot"]]["said"]) == ([], spoken["said"])
    _undo(visit)
    assert [(s["code"], s["frames"], s["action"]) for s in board.board(visit, "LAMP")["shots"]] == [
        (s["code"], s["frames"], s["action"]) for s in before
    ]


def test_a_moved_shot_keeps_its_code(visit: Visit) -> None:
    codes = _codes(visit)
    quiet = next(shot for shot in board.board(visit, "LAMP")["shots"] if not shot["lines"])["code"]
    board.move_shot(visit, "LAMP", quiet, len(codes))
    assert _codes(visit) == [code for code in codes if code != quiet] + [quiet]
    with pytest.raises(ToolError, match="got place 0"):
        board.move_shot(visit, "LAMP", quiet, 0)


def test_shots_are_left_out_and_taken_back_together(visit: Visit) -> None:
    quiet = [shot["code"] for shot in board.board(visit, "LAMP")["shots"] if not shot["lines"]][:2]
    board.omit_shots(visit, "LAMP", quiet)
    assert {_statuses(visit)[code] for code in quiet} == {"omit"}
    board.restore_shots(visit, "LAMP", quiet)
    assert {_statuses(visit)[code] for code in quiet} == {"review"}


def test_several_shots_are_one_turn(visit: Visit) -> None:
    codes = _codes(visit)[:3]
    board.retake_shots(visit, "LAMP", codes)
    board.approve_shots(visit, "LAMP", codes)
    assert {_statuses(visit)[code] for code in codes} == {"approved"}
    _undo(visit)
    assert {_statuses(visit)[code] for code in codes} == {"retake"}


def test_several_shots_are_changed_all_or_not_at_all(visit: Visit) -> None:
    codes = _codes(visit)
    new = board.insert_shot(visit, "LAMP", codes[0], "Rain.")["shot"]
    board.retake_shots(visit, "LAMP", codes[:1])
    with pytest.raises(ToolError, match="has no take yet"):
        board.approve_shots(visit, "LAMP", [codes[0], new])
    assert _statuses(visit)[codes[0]] == "retake"


@pytest.mark.parametrize("shots", [[], ["LAMP_010_9999"], ["0010"], [""]])
def test_shots_that_are_not_there_are_named(visit: Visit, shots: list[str]) -> None:
    with pytest.raises(ToolError, match=r"expected (the codes of one or more|whole codes)"):
        board.retake_shots(visit, "LAMP", shots)


def test_a_stranger_sees_no_board_and_moves_nothing(visit: Visit) -> None:
    codes = _codes(visit)
    stranger = Visit(visit.studio, Guest("ada", frozenset({"OTHER"})), visit.staffing)
    for door, given in (
        (board.board, ()),
        (board.insert_shot, (codes[0], "Rain.")),
        (board.split_shot, (codes[0],)),
        (board.move_shot, (codes[0], 2)),
        (board.omit_shots, (codes,)),
        (board.retake_shots, (codes,)),
    ):
        doing: Callable[..., object] = door
        with pytest.raises(NotFound, match="no film 'LAMP' here"):
            doing(stranger, "LAMP", *given)
    assert _codes(visit) == codes


# -- in the browser: everything that is changed is taken back ----------------------------------------------


def _open(served: Served, page_of: Callable[..., Any], **more: Any) -> Any:
    page = page_of(f"{served.url}?film=LAMP&room=board", **more)
    expect(page.locator("article.shot").first).to_be_visible()
    return page


def _shown(page: Any) -> list[str]:
    return [one.get_attribute("aria-label") for one in page.locator("article.shot").all()]


@pytest.fixture
def changing(served: Served) -> Any:
    """What the test changes is taken back afterwards, turn by turn."""
    before = served.call("board", "LAMP")["shots"]
    yield
    while [_facts(shot) for shot in served.call("board", "LAMP")["shots"]] != [_facts(s) for s in before]:
        served.call("undo", "LAMP", 0)


def _facts(shot: dict[str, Any]) -> tuple[Any, ...]:
    return shot["code"], shot["status"], shot["frames"], shot["action"]


@needs_browser
def test_the_board_opens_a_shot_and_comes_back_to_its_card(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = _open(served, page_of)
    code = _shown(page)[2]
    page.locator("article.shot").nth(2).get_by_role("link").click()
    expect(page).to_have_url(f"{served.url}?film=LAMP&room=shot&shot={code}")
    page.go_back()
    expect(page.get_by_role("article", name=code).get_by_role("link")).to_be_focused()


@needs_browser
def test_one_tab_reaches_the_board_and_arrows_the_cards(served: Served, page_of: Callable[..., Any]) -> None:
    page = _open(served, page_of)
    links = page.locator("article.shot .open")
    assert [link.get_attribute("tabindex") for link in links.all()].count("0") == 1
    links.first.focus()
    page.keyboard.press("ArrowRight")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**room=shot**")


@needs_browser
@pytest.mark.usefixtures("changing")
def test_a_shot_is_moved_by_the_keyboard_and_keeps_the_focus(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = _open(served, page_of)
    quiet = next(i for i, s in enumerate(served.call("board", "LAMP")["shots"][:-1]) if not s["lines"])
    code, other = _shown(page)[quiet : quiet + 2]
    page.get_by_role("article", name=code).get_by_role("link").focus()
    page.keyboard.press("Control+ArrowRight")
    expect(page.locator("article.shot").nth(quiet + 1)).to_have_attribute("aria-label", code)
    assert _shown(page)[quiet] == other
    expect(page.get_by_role("article", name=code).get_by_role("link")).to_be_focused()


@needs_browser
@pytest.mark.usefixtures("changing")
def test_a_shot_is_moved_by_dragging_its_card(served: Served, page_of: Callable[..., Any]) -> None:
    page = _open(served, page_of)
    quiet = next(i for i, s in enumerate(served.call("board", "LAMP")["shots"][:-1]) if not s["lines"])
    code = _shown(page)[quiet]
    target = page.locator("article.shot").nth(quiet + 1)
    box = target.bounding_box()
    page.locator("article.shot").nth(quiet).drag_to(
        target, target_position={"x": box["width"] - 12, "y": box["height"] / 3}
    )
    expect(page.locator("article.shot").nth(quiet + 1)).to_have_attribute("aria-label", code)


@needs_browser
@pytest.mark.usefixtures("changing")
def test_the_menu_is_worked_by_the_keyboard(served: Served, page_of: Callable[..., Any]) -> None:
    page = _open(served, page_of)
    first = page.locator("article.shot").first
    button = first.get_by_role("button", name="What to do with")
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("A")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("a")
    expect(page.get_by_role("menuitem", name="Another take")).to_be_focused()
    page.keyboard.press("Enter")
    expect(first.locator(".status")).to_have_text("Retake")
    expect(button).to_be_focused()
    page.keyboard.press("a")
    expect(first.locator(".status")).to_have_text("Approved")


@needs_browser
@pytest.mark.usefixtures("changing")
def test_a_new_shot_is_put_in_by_its_form_and_waits(served: Served, page_of: Callable[..., Any]) -> None:
    page = _open(served, page_of)
    page.locator("article.shot .open").first.focus()
    page.keyboard.press("i")
    form = page.get_by_role("dialog", name="A new shot")
    form.get_by_label("What happens").fill("Rain <b>on</b> the glass.")
    form.get_by_label("Mara").check()
    form.get_by_label("Seconds").fill("2")
    form.get_by_role("button", name="Put it in").click()
    expect(form).to_have_count(0)
    expect(page.get_by_role("button", name="Render 1 waiting shot")).to_be_visible()
    card = page.locator("article.shot").nth(1)
    expect(card.locator(".action")).to_have_text("Rain <b>on</b> the glass.")
    expect(card.get_by_role("link")).to_be_focused()


@needs_browser
@pytest.mark.usefixtures("changing")
def test_a_shot_is_split_at_a_line_and_its_take_says_why_it_no_longer_fits(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = _open(served, page_of)
    place = next(i for i, s in enumerate(served.call("board", "LAMP")["shots"]) if s["lines"])
    card = page.locator("article.shot").nth(place)
    card.locator(".open").focus()
    page.keyboard.press("s")
    form = page.get_by_role("dialog", name="Split")
    form.get_by_label("before").first.check()
    form.get_by_role("button", name="Split", exact=True).click()
    mark = card.get_by_role("button", name="no longer fits")
    mark.hover()
    expect(card.get_by_role("tooltip")).to_be_visible()
    page.mouse.move(0, 0)
    mark.focus()
    expect(card.get_by_role("tooltip")).to_contain_text("length changed")


@needs_browser
@pytest.mark.usefixtures("changing")
def test_several_shots_are_chosen_with_shift_and_asked_for_again(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = _open(served, page_of)
    boxes = page.get_by_role("checkbox", name="Select LAMP")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    bar = page.get_by_role("region", name="Selected shots")
    expect(bar).to_contain_text("3 selected")
    bar.get_by_role("button", name="Another take").click()
    expect(bar).to_have_count(0)
    expect(page.get_by_role("button", name="Render 3 waiting shots")).to_be_visible()
    page.get_by_role("button", name="Retake 3").click()
    expect(page.locator("article.shot")).to_have_count(3)
    page.keyboard.press("u")
    expect(page.get_by_text("No shot is like that.")).to_be_visible()


@needs_browser
def test_filters_are_kept_while_the_guest_is_elsewhere(served: Served, page_of: Callable[..., Any]) -> None:
    page = _open(served, page_of)
    every = len(_shown(page))
    page.get_by_label("Who").select_option(label="Jonas")
    some = len(_shown(page))
    assert 0 < some < every
    page.get_by_role("link", name="Journal").click()
    page.get_by_role("link", name="Board").click()
    expect(page.locator("article.shot")).to_have_count(some)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("article.shot")).to_have_count(every)


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wider_than_a_phone_and_nothing_lacks_a_name(
    served: Served, page_of: Callable[..., Any], dark: bool
) -> None:
    page = _open(served, page_of, size=(390, 844), dark=dark, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="What to do with").first.click()
    found = Axe().run(page, context="main", options={"preload": False}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
