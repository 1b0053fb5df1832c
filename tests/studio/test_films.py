from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app.studio.rooms import films
from app.studio.visit import Guest, Visit
from tests.studio.serving import Served, needs_browser
from tools.errors import NotFound, ToolError


def test_a_film_shows_its_picture_and_its_length(visit: Visit) -> None:
    (card,) = films.films(visit)["films"]
    assert card["code"] == "LAMP"
    assert card["state"] == "finished"
    assert len(card["poster"]) == 64
    assert card["seconds"] > 5


def test_words_are_never_taken_for_the_path_of_a_file(visit: Visit) -> None:
    made = films.make(visit, idea="/etc/passwd")
    with visit.look(made["film"]) as (_, film):
        assert film.brief.text == "/etc/passwd"


def test_a_film_is_made_of_one_thing(visit: Visit) -> None:
    with pytest.raises(ToolError, match="one of an idea, a file and an example"):
        films.make(visit)
    with pytest.raises(ToolError, match="one of an idea, a file and an example"):
        films.make(visit, idea="a lighthouse", example="short")


def test_a_guest_sees_only_the_films_that_are_open_to_them(visit: Visit) -> None:
    stranger = Visit(visit.studio, Guest("ada", frozenset({"OTHER"})), visit.staffing)
    assert films.films(stranger)["films"] == []
    with pytest.raises(NotFound, match="no film 'LAMP' here"):
        films.pulse(stranger, "LAMP")


@needs_browser
def test_a_film_is_opened_from_the_list(served: Served, page_of: Callable[..., Any]) -> None:
    page = page_of(served.url)
    page.get_by_role("link", name="The Lamp").click()
    expect(page).to_have_url(f"{served.url}?film=LAMP&room=board")
