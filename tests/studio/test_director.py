from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app.studio import worker
from app.studio.rooms import director, films
from app.studio.visit import Guest, Visit
from tests.studio.conftest import SHOTS
from tests.studio.serving import Served, needs_browser
from tools import board, jobs, undo
from tools.errors import NotFound, ToolError
from tools.records import JobState, ShotStatus


def said(visit: Visit, words: str, film: str = "LAMP") -> dict[str, Any]:
    """The last piece of an answer."""
    return list(director.say(visit, film, words))[-1]


def entry(visit: Visit, place: int = -1) -> dict[str, Any]:
    found: dict[str, Any] = director.director(visit, "LAMP")["entries"][place]
    return found


def now(visit: Visit, film: str = "LAMP") -> dict[str, Any]:
    found: dict[str, Any] = director.director(visit, film)["now"]
    return found


def asked(visit: Visit, idea: str = "a lighthouse keeper and a storm") -> str:
    """A new film whose director has come to its first question."""
    made: str = films.make(visit, idea=idea, engine="slate")["film"]
    worker.work(visit.studio)
    return made


def test_a_change_that_was_said_is_told_and_can_be_undone_and_done_again(visit: Visit) -> None:
    reply = said(visit, "change the style to woodcut")
    assert reply["changed"]
    assert "woodcut" in reply["reply"]
    assert (entry(visit)["turn"], entry(visit)["stands"]) == (reply["turn"], True)

    back = director.undo(visit, "LAMP", reply["turn"])
    assert back["words"] == "change the style to woodcut"
    assert back["changes"]
    assert entry(visit)["gone"]
    assert entry(visit)["returns"]

    assert director.redo(visit, "LAMP")["words"] == "change the style to woodcut"
    assert entry(visit)["stands"]


def test_undo_that_cannot_be_says_why(visit: Visit) -> None:
    with pytest.raises(ToolError, match="nothing to take back"):
        director.undo(visit, "LAMP")
    with pytest.raises(ToolError, match="nothing to do again"):
        director.redo(visit, "LAMP")
    with pytest.raises(NotFound, match="no turn 999"):
        director.undo(visit, "LAMP", 999)
    first = said(visit, "change the style to woodcut")["turn"]
    said(visit, "change the style to noir")
    with pytest.raises(ToolError, match="take the later change back first"):
        director.undo(visit, "LAMP", first)


def test_the_director_speaks_at_once_and_gives_its_whole_answer_at_last(visit: Visit) -> None:
    first, *_, last = director.say(visit, "LAMP", "show the story")
    assert first == {"piece": ""}
    assert last["changed"] is False
    assert "Logline" in last["reply"]


def test_a_message_that_is_empty_is_refused(visit: Visit) -> None:
    with pytest.raises(ToolError, match="expected 1 to 4000"):
        said(visit, "   ")
    assert director.director(visit, "LAMP")["entries"] == []


def test_a_change_made_in_another_room_is_told_in_the_chat_with_its_undo(visit: Visit) -> None:
    director.change_story(visit, "LAMP", style="woodcut")
    done = entry(visit)
    assert (done["kind"], done["text"], done["stands"]) == ("done", "style: woodcut", True)


def test_somebody_with_a_name_is_named(visit: Visit) -> None:
    ada = Visit(visit.studio, Guest("ada"), visit.staffing)
    said(ada, "show the story")
    assert entry(visit, -2)["who"] == "ada"


def test_another_take_that_was_asked_for_is_rendered_without_asking_again(visit: Visit) -> None:
    assert now(visit)["kind"] == "nothing"
    assert said(visit, "retake 2")["goes_on"]
    assert now(visit)["kind"] == "work"
    assert worker.work(visit.studio)
    with visit.look("LAMP") as (session, film):
        assert board.shot(session, film, "#2").take_number == 2


def test_a_plain_yes_is_an_answer_to_what_is_still_to_do(visit: Visit) -> None:
    assert said(visit, "swap 1 and 2")["goes_on"] is False
    assert now(visit)["kind"] == "cut"
    reply = said(visit, "Yes, please.")
    assert (reply["reply"], reply["goes_on"]) == ("The film is cut anew.", True)
    assert worker.work(visit.studio)
    assert now(visit)["kind"] == "nothing"
    assert "Everything is rendered" in said(visit, "go on")["reply"]


def test_an_idea_becomes_a_film_by_answers_alone(visit: Visit) -> None:
    film = asked(visit)
    questions = now(visit, film)
    assert questions["gate"] == "questions"
    assert all(card["default"] in card["options"] for card in questions["cards"])

    director.answer(visit, film, json.dumps({"1": "a comedy"}), gate="questions")
    worker.work(visit.studio)
    entries = director.director(visit, film)["entries"]
    assert "a comedy" in entries[1]["text"]
    while now(visit, film).get("gate") == "questions":
        director.answer(visit, film)
        worker.work(visit.studio)

    assert now(visit, film)["gate"] == "story"
    director.change_story(visit, film, title="The Last Light", logline="A keeper stays.")
    assert now(visit, film)["title"] == "The Last Light"
    assert now(visit, film)["logline"] == "A keeper stays."
    director.answer(visit, film, "yes", gate="story")
    worker.work(visit.studio)

    plan = now(visit, film)
    assert plan["gate"] == "shot list"
    assert plan["pending"] > 1
    assert plan["people"]
    director.answer(visit, film, "yes", gate="shot list")
    worker.work(visit.studio)
    assert now(visit, film)["kind"] == "nothing"


def test_an_answer_to_a_question_that_is_not_asked_any_more_changes_nothing(visit: Visit) -> None:
    film = asked(visit)
    with pytest.raises(ToolError, match="answered already"):
        director.answer(visit, film, "yes", gate="shot list")
    director.answer(visit, film, "yes", gate="questions")
    with pytest.raises(ToolError, match="answered already"):
        director.answer(visit, film, "yes", gate="questions")


def test_an_answer_that_is_none_is_refused_before_the_worker_sees_it(visit: Visit) -> None:
    film = asked(visit)
    for words in ("maybe", "[1]", '{"1": 2}', '{"one": "x"}'):
        with pytest.raises(ToolError, match="expected yes, or answers by number"):
            director.answer(visit, film, words)
    with pytest.raises(ToolError, match="say it shorter"):
        director.answer(visit, film, json.dumps({"1": "x" * 2_001}))
    assert now(visit, film)["gate"] == "questions"


def test_an_answer_is_refused_where_nothing_is_asked(visit: Visit) -> None:
    with pytest.raises(ToolError, match="answered already"):
        director.answer(visit, "LAMP")


def test_a_film_that_failed_says_why(visit: Visit) -> None:
    with visit.studio.database.write("user") as session:
        film = board.film(session, "LAMP")
        job_id = jobs.enqueue(session, film.id, "make", {})
        jobs.end(session, job_id, JobState.FAILED, "the disk is full: make room")
    assert (now(visit)["kind"], now(visit)["reason"]) == ("failed", "the disk is full: make room")
    with visit.studio.database.write("user") as session:
        jobs.end(session, job_id, JobState.FAILED, "Traceback (most recent call last):\n  x\nValueError: no")
    assert now(visit)["reason"] == "ValueError: no"


def test_what_is_still_to_be_rendered_is_counted(visit: Visit) -> None:
    with visit.turn("LAMP", "retake two") as change:
        rows = board.shots(change.session, change.film.id)
        from tools import revising

        revising.retake(change.session, [rows[0].id, rows[1].id])
    waits = now(visit)
    assert (waits["kind"], waits["pending"]) == ("shots", 2)
    assert waits["estimate"] > 0


def test_only_the_newest_entries_are_sent(visit: Visit) -> None:
    for words in ("show the story", "show the shots", "help"):
        said(visit, words)
    short = director.director(visit, "LAMP", newest=2)
    assert (len(short["entries"]), short["earlier"]) == (2, 4)


def test_a_stranger_hears_and_says_nothing(visit: Visit) -> None:
    stranger = Visit(visit.studio, Guest("eve", frozenset({"OTHER"})), visit.staffing)
    for door in (director.director, director.hush, director.answer, director.undo, director.redo):
        with pytest.raises(NotFound):
            door(stranger, "LAMP")
    with pytest.raises(NotFound):
        list(director.say(stranger, "LAMP", "retake 1"))
    with pytest.raises(NotFound):
        list(director.attach(stranger, "LAMP", "x"))


def test_a_text_file_becomes_something_the_director_can_quote(visit: Visit) -> None:
    folder = visit.studio.settings.work / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "0-bible.md").write_text("# The lamp\n\nThe lamp has burnt for a hundred years.\n")
    *_, last = director.attach(visit, "LAMP", "0-bible.md")
    assert last["passages"] == 1
    assert director.director(visit, "LAMP")["files"] == ["bible.md"]
    assert "bible.md is read: 1 passage" in entry(visit)["text"]
    assert entry(visit)["stands"]
    (folder / "0-fake.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with pytest.raises(ToolError):
        list(director.attach(visit, "LAMP", "0-fake.txt"))
