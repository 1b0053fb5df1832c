"""Every room on a phone and on a desk, by day and by night: nothing runs over, and everybody can use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.studio.serving import Served, needs_browser

pytestmark = [pytest.mark.slow, needs_browser]

ROOMS = ("board", "shot", "cast", "cut", "journal", "settings", "director")
PHONE = (390, 844)


def _open(served: Served, page_of: Callable[..., Page], room: str, **how: object) -> Page:
    page = page_of(f"{served.url}?film=LAMP&room={room}" if room else served.url, **how)
    expect(page.get_by_role("heading", level=1).or_(page.locator("aside.front h2")).first).to_be_attached()
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("room", ["", *ROOMS])
def test_an_accessibility_checker_finds_nothing_serious(
    served: Served, page_of: Callable[..., Page], room: str, dark: bool
) -> None:
    page = _open(served, page_of, room, dark=dark, bypass_csp=True)  # the checker brings styles of its own
    found = Axe().run(page).response["violations"]
    bad = [
        (one["id"], one["impact"], [node["html"][:160] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert bad == []


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_a_phone_shows_every_room_without_scrolling_sideways(
    served: Served, page_of: Callable[..., Page], room: str
) -> None:
    page = _open(served, page_of, room, size=PHONE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    over = page.evaluate(
        "[...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('nav, [data-scrolls]'))"
        ".slice(0, 5).map(e => e.outerHTML.slice(0, 120))"
    )
    assert wide <= PHONE[0], over


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_every_control_has_a_name(served: Served, page_of: Callable[..., Page], room: str) -> None:
    page = _open(served, page_of, room)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, select, textarea, [role=slider]')]
        .filter(e => e.offsetParent !== null)
        .filter(e => !(e.textContent.trim() || e.ariaLabel || e.title || e.labels?.[0]?.textContent?.trim()
                       || e.querySelector('img[alt]:not([alt=""])')))
        .map(e => e.outerHTML.slice(0, 160))"""
    )
    assert nameless == []


def test_the_interface_speaks_chinese(served: Served, page_of: Callable[..., Page]) -> None:
    page = _open(served, page_of, "board")
    page.get_by_label("Language").select_option("zh")
    expect(page.get_by_role("link", name="分镜板")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "zh"
