"""The pictures of docs/studio.md: ``python -m benchmarks.studio_pictures HOME FILM SHOT [FOLDER]``.

``HOME`` is a ``DAILIES_HOME`` with the finished film ``FILM``, and ``SHOT`` the code of one of its shots that
has two takes. They are written into docs/images unless said otherwise. Needs Chromium and Playwright.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

DESK, PHONE = (1400, 900), (390, 844)
COLOURS = 256
"""A picture in so many colours stays below 250 KB."""
SETTLING = 1500
"""Milliseconds until pictures and players have come, once the room is there."""


@dataclass(frozen=True)
class Shown:
    """A picture: the room, what is done in it first, by which light and how large."""

    name: str
    room: str
    arrange: Callable[[Page], None] = lambda _: None
    dark: bool = False
    size: tuple[int, int] = DESK


def compare(page: Page) -> None:
    """The two newest takes under the wipe, with the frame in hand in the middle of the shot."""
    middle(page)
    page.keyboard.press("v")
    page.get_by_role("button", name="End comparing").wait_for()


def middle(page: Page) -> None:
    """The frame in hand, two thirds into the shot."""
    page.locator(".scrub").evaluate(
        "bar => { bar.value = bar.max * 2 / 3; bar.dispatchEvent(new Event('input', { bubbles: true })); }"
    )


def asked(page: Page) -> None:
    """What was asked of the camera."""
    page.locator(".asked").evaluate("part => part.scrollIntoView({ block: 'start' })")
    page.evaluate("scrollBy(0, -70)")


def memory(page: Page) -> None:
    """What the take remembers."""
    page.locator("section.memory").evaluate("part => part.scrollIntoView({ block: 'start' })")
    page.evaluate("scrollBy(0, -70)")


def second_scene(page: Page) -> None:
    """The film at its seventh shot."""
    for _ in range(6):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(200)


PICTURES = (
    Shown("films", "films"),
    Shown("board", "board"),
    Shown("shot", "shot", middle, dark=True),
    Shown("compare", "shot", compare, dark=True),
    Shown("asked", "shot", asked),
    Shown("memory", "shot", memory),
    Shown("cast", "cast"),
    Shown("film", "cut", second_scene, dark=True),
    Shown("journal", "journal"),
    Shown("settings", "settings", dark=True),
    Shown("phone", "board", size=PHONE),
)


def main(home: Path, film: str, shot: str, folder: Path) -> None:
    """Take them all."""
    with studio(home) as url, sync_playwright() as play:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--mute-audio"])
        for shown in PICTURES:
            path = folder / f"studio-{shown.name}.png"
            path.write_bytes(smaller(picture(browser, shown, url, film, shot)))
            print(path, f"{path.stat().st_size / 1000:.0f} kB")
        browser.close()


def picture(browser: Browser, shown: Shown, url: str, film: str, shot: str) -> bytes:
    """One room as a guest sees it, as PNG."""
    width, height = shown.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shown.dark else "light",
        locale="en-GB",
    )
    where = {"films": "", "shot": f"?film={film}&room=shot&shot={shot}"}
    page.goto(url + where.get(shown.room, f"?film={film}&room={shown.room}"))
    page.locator("main h1, main ul, main li").first.wait_for()
    page.wait_for_timeout(SETTLING)
    shown.arrange(page)
    page.wait_for_timeout(SETTLING)
    taken = page.screenshot()
    page.close()
    return taken


def smaller(png: bytes) -> bytes:
    """The same in few colours; rare ones count as much as common ones, or marks would lose theirs."""
    full = Image.open(BytesIO(png)).convert("RGB")
    pixels = np.asarray(full).reshape(-1, 3)
    rare = np.unique(pixels & 0xF0, axis=0, return_index=True)[1]
    even = np.repeat(pixels[rare], len(pixels) // len(rare), axis=0)
    palette = Image.fromarray(np.concatenate([pixels, even])[None]).quantize(COLOURS)
    out = BytesIO()
    full.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def studio(home: Path) -> Iterator[str]:
    """``dailies studio`` on a free port; gives its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "studio", "--port", "0", "--no-browser"],
        env={**os.environ, "DAILIES_HOME": str(home), "COLUMNS": "160", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the studio did not open"
        yield found.group()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4] if len(sys.argv) > 4 else "docs/images")
    )
