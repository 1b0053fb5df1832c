"""A finished film, the doors to it, and the page before it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from app.build import Studio, open_studio
from app.settings import Settings
from app.studio.staffing import Staffing
from app.studio.visit import Guest, Visit
from tests.app.running import dailies
from tests.making import SCRIPT
from tests.studio import serving

SHOTS = 6
"""At least so many shots has the film ``LAMP`` (made from ``tests.making.SCRIPT`` with the slate)."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one finished film, ``LAMP``; copied for every test that changes it."""
    home = tmp_path_factory.mktemp("made")
    script = tmp_path_factory.mktemp("scripts") / "lamp.fountain"
    script.write_text(SCRIPT)
    done = dailies(home, "make", str(script), "--size", "128x128", "--yes")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def filmed(made: Path, tmp_path: Path) -> Path:
    """A home of one's own with the finished film."""
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def studio(filmed: Path) -> Iterator[Studio]:
    """The opened home, in the test's own process."""
    opened = open_studio(Settings(home=filmed, embedder="hashing", engine="slate"))
    yield opened
    opened.database.close()


@pytest.fixture
def visit(studio: Studio) -> Visit:
    """Whoever is at this machine: what a door takes first."""
    return Visit(studio, Guest(), Staffing(studio))


@pytest.fixture(scope="module")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Served]:
    """An open studio with the finished film, for all tests of a file: leave it as you found it."""
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("served") / "home"))
    with serving.open_studio(home) as open_:
        yield open_


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with serving.browsing() as browser:
        yield browser


@pytest.fixture
def page_of(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages: ``page_of(url, dark=True, size=(390, 844))``; the console must stay silent on each."""
    with ExitStack() as stack:
        watched: list[serving.Watched] = []

        def open_page(
            url: str, *, dark: bool = False, size: tuple[int, int] = (1400, 900), **more: Any
        ) -> Any:
            context = chromium.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme="dark" if dark else "light",
                **more,
            )
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(15_000)
            watched.append(serving.Watched(page))
            page.goto(url)
            return page

        yield open_page
        assert [fault for one in watched for fault in one.faults] == []
