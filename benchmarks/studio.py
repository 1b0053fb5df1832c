"""The studio as a guest meets it: how soon it opens, how soon a board stands, what a door takes, whether the
server's memory stays flat, and how long it is from the opened page to a first film.
"""

from __future__ import annotations

import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil

from benchmarks.figure import Figure
from tests import long_film
from tests.studio.serving import CHROMIUM, Served, browsing, open_studio
from tools.db import open_database

OPENINGS = 3
BOARDS = 5
CALLS = 200
LOADS = (20, 200)
"""Page loads after which the server's memory is read: warm, and later."""
DAY = 60_000
"""Milliseconds somebody waits for a question of the director."""
FILM = 900_000
"""Milliseconds a first film may take before it is given up."""
NEWEST = 60
"""Entries of the chat the page asks for."""
STANDS = """window.stands = new Promise((done) => new MutationObserver((_, watch) => {
  if (document.querySelectorAll("article.shot").length < %d) return;
  watch.disconnect(); done(performance.now());
}).observe(document, {childList: true, subtree: true}));"""
"""Milliseconds from navigation to the last card, by the page's own clock."""


def measure() -> list[Figure]:
    """Everything on a studio in a process of its own, on this machine; what needs a browser, where there is
    Chromium."""
    figures = [Figure("dailies studio, to the first answered page", _opens(), "s", 5.0)]
    figures += _server()
    if CHROMIUM:
        figures += [*_board(30, 1.0), *_board(300, 2.0)]
        figures.append(Figure("first contact: from the page to the first film", first_contact(), "s", 180.0))
    return figures


@contextmanager
def film_of(shots: int) -> Iterator[tuple[Served, str]]:
    """An open studio with a film of so many shots, whose takes are rows only; with the film's code."""
    with tempfile.TemporaryDirectory() as name:
        database = open_database(f"sqlite:///{Path(name) / 'dailies.db'}")
        long_film.filmed(database, shots)
        database.close()
        with open_studio(Path(name)) as served:
            yield served, served.call("films")["films"][0]["code"]


def load_page(served: Served, code: str) -> None:
    """What a browser asks for when the board is opened, but for the files it keeps."""
    for path in ("", "page/doors.json"):
        with urllib.request.urlopen(f"{served.url}{path}", timeout=30) as reply:
            reply.read()
    for door, *given in (("pulse",), ("board",), ("director", NEWEST), ("pulse",)):
        served.call(str(door), code, *given)


def resident(served: Served) -> float:
    """MiB the server holds in memory."""
    return float(psutil.Process(served.process.pid).memory_info().rss) / 2**20


def grown(served: Served, code: str) -> tuple[float, float]:
    """MiB the server holds after each of :data:`LOADS` page loads."""
    held, done = [], 0
    for loads in LOADS:
        for _ in range(loads - done):
            load_page(served, code)
        done = loads
        held.append(resident(served))
    return held[0], held[1]


def board_seconds(served: Served, code: str, shots: int, times: int = BOARDS) -> list[float]:
    """Seconds from navigation to the last card of a board, each time; the first load is left out."""
    with browsing() as browser:
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.add_init_script(STANDS % shots)
        found = []
        for _ in range(times + 1):
            page.goto(f"{served.url}?film={code}&room=board", wait_until="commit")
            found.append(float(page.evaluate("() => window.stands")) / 1000)
        return found[1:]


def first_contact() -> float:
    """Seconds from the opened page to the finished example, drawn by the animatic, with a guest who agrees at
    once."""
    with (
        tempfile.TemporaryDirectory() as name,
        open_studio(Path(name), DAILIES_ENGINE="animatic") as served,
        browsing() as browser,
    ):
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(served.url)
        page.get_by_role("button", name="Example: short").click()
        page.get_by_role("button", name="Yes, this is the story").click(timeout=DAY)
        page.get_by_role("button", name="Render these").click(timeout=DAY)
        page.get_by_role("heading", name="The film is ready").wait_for(timeout=FILM)
        return time.perf_counter() - begun


def _opens() -> float:
    """Seconds; median."""

    def once(home: str) -> float:
        begun = time.perf_counter()
        with open_studio(Path(home)) as served, urllib.request.urlopen(served.url, timeout=30) as reply:
            reply.read()
            return time.perf_counter() - begun

    with tempfile.TemporaryDirectory() as home:
        once(home)  # makes the database
        return statistics.median(once(home) for _ in range(OPENINGS))


def _board(shots: int, target: float) -> Iterator[Figure]:
    with film_of(shots) as (served, code):
        stood = board_seconds(served, code, shots)
    yield Figure(f"board of {shots} shots in the browser, best of {BOARDS}", min(stood), "s", target)
    yield Figure("the same, median", statistics.median(stood), "s", target)


def _server() -> Iterator[Figure]:
    """A film of 300 shots: its doors over HTTP, medians; the memory it leaves behind."""
    with film_of(300) as (served, code):
        early, late = grown(served, code)
        yield Figure(f"server's memory after {LOADS[0]} page loads", early, "MiB")
        yield Figure(f"more after {LOADS[1]}", (late / early - 1) * 100, "%", 5.0)
        shot = served.call("board", code)["shots"][0]["code"]
        calls: dict[str, tuple[str, ...]] = {"board": (code,), "pulse": (code,), "shot": (code, shot, "")}
        for door, given in calls.items():
            took = statistics.median(_timed(partial(served.call, door, *given)) for _ in range(CALLS))
            yield Figure(f"door {door}, film of 300 shots", took * 1000, "ms", 200.0)


def _timed(doing: Callable[[], object]) -> float:
    begun = time.perf_counter()
    doing()
    return time.perf_counter() - begun
