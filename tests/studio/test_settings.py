from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import expect

from app.settings import Settings
from app.studio.rooms import settings
from app.studio.visit import Guest, Visit
from tests.studio.serving import Served, needs_browser
from tools.errors import NotFound, ToolError


def _with(visit: Visit, told: Settings) -> Visit:
    return replace(visit, studio=replace(visit.studio, settings=told))


def test_a_film_tells_what_it_is_made_with_and_what_it_has_used(visit: Visit) -> None:
    told = settings.settings(visit, "LAMP")
    assert told["film"]["engine"] == "slate"
    assert told["film"]["width"] == 128
    assert told["film"]["used"] == {"calls": 0, "tokens": 0, "cost": 0.0}


def test_every_camera_says_whether_it_can_be_used_here_or_what_is_missing(
    visit: Visit, tmp_path: Path
) -> None:
    cameras = {one["name"]: one for one in settings.settings(visit)["engines"]}
    assert cameras["slate"]["ready"]
    assert cameras["echo"]["ready"]
    assert "cartoon world" in cameras["echo"]["words"]
    bare = visit.studio.settings.model_copy(update={"echo_toon": tmp_path})
    echo = {one["name"]: one for one in settings.settings(_with(visit, bare))["engines"]}["echo"]
    assert not echo["ready"]
    assert "DAILIES_ECHO_WEIGHTS" in echo["state"]


def test_the_address_of_a_model_is_told_without_what_stands_before_it(visit: Visit) -> None:
    given = visit.studio.settings.model_copy(
        update={"llm_base_url": "http://me:secret@127.0.0.1:9/v1?key=secret"}
    )
    told = settings.settings(_with(visit, given))
    assert told["model"]["server"] == "http://127.0.0.1:9"
    assert "secret" not in str(told)


def test_a_guest_of_some_films_sees_neither_folders_nor_the_machine(visit: Visit) -> None:
    ada = replace(visit, guest=Guest("ada", frozenset({"LAMP"})))
    told = settings.settings(ada, "LAMP")
    assert told["kept"] is None
    assert str(visit.studio.settings.home) not in str(told)
    with pytest.raises(ToolError, match="whoever runs the studio"):
        list(settings.health(ada))
    with pytest.raises(NotFound):
        settings.settings(ada, "OTHER")


def test_health_comes_one_check_after_another(visit: Visit) -> None:
    pieces = [piece["checks"] for piece in settings.health(visit)]
    assert all(len(checks) == 1 for checks in pieces)
    names = [checks[0]["name"] for checks in pieces]
    assert names[:3] == ["python", "home folder", "database"]
    assert "codecs" in names


def worker_of(served: Served) -> psutil.Process:
    for child in psutil.Process(served.process.pid).children():
        if settings.WORKER in child.cmdline():
            return child
    raise AssertionError("no worker")


@pytest.mark.slow
@needs_browser
def test_a_worker_that_dies_starts_again_and_the_page_says_so(
    served: Served, page_of: Callable[..., Any]
) -> None:
    before = served.call("settings", "")["worker"]
    assert before["alive"]
    worker_of(served).kill()
    end = time.monotonic() + 20
    while (now := served.call("settings", "")["worker"])["since"] in {before["since"], None}:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert now["alive"]
    page = page_of(f"{served.url}?film=LAMP&room=settings")
    expect(page.get_by_role("region", name="The worker")).to_contain_text("It works")
    page.get_by_role("button", name="Look at everything").click()
    health = page.get_by_role("region", name="Health")
    expect(health.get_by_role("status")).to_have_text("All is well.", timeout=20_000)
    expect(health).to_contain_text("codecs")
    page.get_by_role("button", name="Show the keys").click()
    expect(page.get_by_role("dialog")).to_contain_text("Undo")
