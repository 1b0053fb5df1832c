"""Whole ways through the studio, as a person goes them: the real page, the real server, the animatic."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.studio.serving import Served, needs_browser, open_studio

pytestmark = [pytest.mark.slow, needs_browser, pytest.mark.timeout(600)]

RENDERED = 240_000
"""Milliseconds a handful of shots may take on two busy cores."""
SCRIPT = """Title: The Ferry

EXT. PIER - DAY

INA (40s, short black hair, green raincoat) waits with a suitcase.

INA
It is late.

BO (60s, white beard, blue cap) ties a rope.

BO
(calm)
It is always late.

Ina sits down on the suitcase.

EXT. FERRY - DAY

Ina stands at the rail. The pier grows small.

INA
It came.
"""


@pytest.fixture
def animatic(tmp_path: Path) -> Iterator[Served]:
    with open_studio(tmp_path / "home", DAILIES_ENGINE="animatic") as served:
        yield served


@pytest.fixture
def screenplay(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def _ready(page: Page) -> None:
    expect(page.get_by_role("heading", name=re.compile("The film is ready"))).to_be_visible(timeout=RENDERED)


def _rendering(page: Page) -> None:
    expect(page.locator(".bar .working")).to_contain_text("rendering", timeout=60_000)


def _brought(page: Page, screenplay: Path) -> None:
    """From a screenplay to the first shots on the board."""
    page.locator("input[type=file]").first.set_input_files(screenplay)
    page.get_by_role("button", name="Yes, this is the story").click(timeout=60_000)
    page.get_by_role("button", name=re.compile(r"Render these \d+ shots")).click(timeout=60_000)


def test_an_idea_becomes_a_film(animatic: Served, page_of: Callable[..., Page]) -> None:
    page = page_of(animatic.url)
    page.get_by_label("What is the film about?").fill(
        "Two sisters repair a radio in a kitchen at night. It plays a song their mother sang."
    )
    page.get_by_role("button", name="Make the film").click()
    suggestions = page.get_by_role("button", name=re.compile("Take all suggestions|Go on with this answer"))
    story = page.get_by_role("button", name="Yes, this is the story")
    expect(suggestions.or_(story)).to_be_visible(timeout=60_000)
    if suggestions.is_visible():
        suggestions.click()
    story.click(timeout=60_000)
    page.get_by_role("button", name=re.compile(r"Render these \d+ shots")).click(timeout=60_000)
    expect(page.get_by_role("heading", name=re.compile("The film is ready"))).to_be_visible(timeout=500_000)
    page.get_by_role("button", name="Watch the film").click()
    expect(page).to_have_url(re.compile("room=cut"))


def test_a_note_on_shot_four_is_a_new_take_compared_approved_and_exported(
    animatic: Served, screenplay: Path, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    page = page_of(animatic.url)
    _brought(page, screenplay)
    _ready(page)
    shots = animatic.call("board", "FERRY")["shots"]
    fourth = shots[3]["code"]
    page.goto(f"{animatic.url}?film=FERRY&room=shot&shot={fourth}")
    page.get_by_label("What should be different?").fill("closer; hold longer")
    page.get_by_role("button", name="Note and new take").click()
    expect(page.get_by_role("status", name="What became of the note")).to_be_visible(timeout=30_000)
    _ready_again(animatic, fourth, 2)
    expect(page.get_by_role("region", name="Takes")).to_contain_text("v002")
    page.keyboard.press("Escape")
    page.locator("main h1").click()
    page.keyboard.press("v")
    expect(page.get_by_role("group", name="Compare")).to_be_visible()
    expect(page.get_by_role("region", name="Difference")).to_contain_text("camera")
    page.keyboard.press("a")
    expect(page.get_by_text("approved").first).to_be_visible()
    page.goto(f"{animatic.url}?film=FERRY&room=cut")
    page.get_by_role("button", name=re.compile("Cut and export|Cut the film anew|Cut anew")).first.click()
    with page.expect_download(timeout=RENDERED) as download:
        packed = page.get_by_role("link", name=re.compile("zip|Everything", re.IGNORECASE))
        packed.first.click(timeout=RENDERED)
    whole = tmp_path / "film.zip"
    download.value.save_as(whole)
    with zipfile.ZipFile(whole) as film:
        assert film.testzip() is None
        assert any(name.endswith("film.mp4") for name in film.namelist())
        assert any(name.endswith("dialogue.srt") for name in film.namelist())


def _ready_again(served: Served, shot: str, takes: int) -> None:
    """Until a shot has so many rendered takes and nothing more is at work."""
    end = time.monotonic() + RENDERED / 1000
    while time.monotonic() < end:
        (row,) = [one for one in served.call("board", "FERRY")["shots"] if one["code"] == shot]
        if row["take"] == takes and served.call("pulse", "FERRY")["work"] is None:
            return
        time.sleep(0.5)
    raise AssertionError(f"{shot} has no take {takes}")


def test_a_reload_and_a_second_tab_in_the_middle_of_a_render_show_where_it_is(
    animatic: Served, screenplay: Path, page_of: Callable[..., Page]
) -> None:
    page = page_of(animatic.url)
    _brought(page, screenplay)
    _rendering(page)
    page.reload()
    _rendering(page)
    second = page_of(page.url)
    _rendering(second)
    page.close()
    _ready(second)


def test_two_people_see_each_others_changes_within_two_seconds(
    animatic: Served, screenplay: Path, page_of: Callable[..., Page]
) -> None:
    one = page_of(animatic.url)
    _brought(one, screenplay)
    _ready(one)
    code = animatic.call("board", "FERRY")["shots"][1]["code"]
    two = page_of(f"{animatic.url}?film=FERRY&room=board")
    expect(two.get_by_role("main")).to_contain_text(code.split("_", 1)[1])
    one.goto(f"{animatic.url}?film=FERRY&room=shot&shot={code}")
    expect(one.get_by_role("heading", name=code)).to_be_visible()
    one.keyboard.press("a")
    expect(one.get_by_text("approved").first).to_be_visible()
    expect(two.locator(f"[data-key='{code}']").get_by_text("approved")).to_be_visible(timeout=2_000)


def test_a_server_that_is_killed_in_the_middle_of_a_render_goes_on_when_it_is_opened_again(
    tmp_path: Path, screenplay: Path, page_of: Callable[..., Page]
) -> None:
    home = tmp_path / "home"
    with open_studio(home, DAILIES_ENGINE="animatic") as first:
        page = page_of(first.url)
        _brought(page, screenplay)
        _rendering(page)
        page.close()
        first.kill()
    with open_studio(home, DAILIES_ENGINE="animatic") as again:
        page = page_of(f"{again.url}?film=FERRY&room=board")
        _ready(page)
        assert all(shot["take"] == 1 for shot in again.call("board", "FERRY")["shots"])


def test_a_film_is_made_and_revised_with_the_keyboard_alone(
    animatic: Served, page_of: Callable[..., Page]
) -> None:
    page = page_of(animatic.url)
    expect(page.get_by_label("What is the film about?")).to_be_visible()
    _tab_to(page, "What is the film about?")
    page.keyboard.type(SCRIPT)
    _tab_to(page, "Make the film")
    page.keyboard.press("Enter")
    for name in ("Yes, this is the story", "Render these"):
        expect(page.get_by_role("button", name=re.compile(name))).to_be_visible(timeout=60_000)
        _tab_to(page, name)
        page.keyboard.press("Enter")
    _ready(page)
    page.locator("body").press("2")
    expect(page).to_have_url(re.compile("room=shot"))
    expect(page.get_by_role("heading", name="FERRY_010_0010")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("closer")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status", name="What became of the note")).to_be_visible(timeout=30_000)


def _tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const e = document.activeElement, control = e.matches('button, input, textarea, select, a');
                return control ? [e.labels?.[0]?.innerText, e.ariaLabel, e.innerText].join(' ') : '';
            }"""
        )
        if name in found:
            return
    raise AssertionError(f"the keyboard does not come to {name!r}")
