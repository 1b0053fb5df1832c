from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from agent.house_router import clauses, understood
from agent.loopback import Loopback
from agent.scripted import Scripted
from app.build import open_studio
from app.settings import Settings
from app.studio import worker
from app.studio.rooms import director, films
from app.studio.staffing import Staffing
from app.studio.visit import Guest, Visit
from tests import long_film
from tests.studio import serving
from tests.studio.serving import Served, needs_browser
from tools import board, jobs, revising, talk
from tools.errors import NotFound, ToolError
from tools.records import JobState

DOOR = 0.2
"""Seconds a door may take."""


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


@pytest.mark.slow
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
    bible, fake = f"{'0' * 32}-bible.md", f"{'0' * 32}-fake.txt"
    (folder / bible).write_text("# The lamp\n\nThe lamp has burnt for a hundred years.\n")
    *_, last = director.attach(visit, "LAMP", bible)
    assert last["passages"] == 1
    assert director.director(visit, "LAMP")["files"] == ["bible.md"]
    assert "bible.md is read: 1 passage" in entry(visit)["text"]
    assert entry(visit)["stands"]
    (folder / fake).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with pytest.raises(ToolError):
        list(director.attach(visit, "LAMP", fake))


@pytest.fixture
def listened(filmed: Path) -> Iterator[Callable[..., Visit]]:
    """Visits to a studio whose director is a language model that says what it is told to say."""
    with ExitStack() as stack:

        def open_(*answers: object, delay: float = 0.0) -> Visit:
            model = Scripted({"chat-router": answers})
            server = stack.enter_context(Loopback(model, delay=delay))
            opened = open_studio(
                Settings(home=filmed, embedder="hashing", engine="slate", llm_base_url=server.url)
            )
            stack.callback(opened.database.close)
            return Visit(opened, Guest(), Staffing(opened))

        yield open_


def test_what_a_model_says_is_heard_piece_by_piece(listened: Callable[..., Visit]) -> None:
    visit = listened("The lamp is the fourth shot, and I like it best of all.")
    *pieces, last = director.say(visit, "LAMP", "which shot do you like best?")
    assert len(pieces) > 2
    assert "".join(piece["piece"] for piece in pieces) == last["reply"]


def test_a_director_who_is_hushed_says_no_more_and_the_message_is_not_left_unanswered(
    listened: Callable[..., Visit],
) -> None:
    visit = listened("A very long story indeed.", delay=1.0)
    talk = director.say(visit, "LAMP", "tell me everything")
    next(talk)
    director.hush(visit, "LAMP")
    *_, last = talk
    assert last["reply"].startswith("Stopped.")
    assert not entry(visit)["waits"]
    assert "long story" in said(visit, "go ahead then, tell me")["reply"]


def test_a_message_without_an_answer_waits_for_one(visit: Visit) -> None:
    with visit.turn("LAMP", "hello") as change:
        talk.say(change.session, change.film.id, talk.USER, "hello", change.turn_id)
    assert entry(visit)["waits"]
    said(visit, "show the story")
    assert not entry(visit)["waits"]


def test_shots_that_no_longer_fit_are_named_where_the_film_is_ready(visit: Visit) -> None:
    assert now(visit)["outdated"] == []
    said(visit, "closer on 2")
    assert 2 in now(visit)["outdated"]


@pytest.mark.slow
def test_the_door_of_three_hundred_shots_answers_in_time(migrated: Path, tmp_path: Path) -> None:
    shutil.copy(migrated, tmp_path / "dailies.db")
    studio = open_studio(Settings(home=tmp_path, embedder="hashing", engine="slate"))
    long_film.filmed(studio.database, 300)
    visit = Visit(studio, Guest(), Staffing(studio))
    code = films.films(visit)["films"][0]["code"]
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        director.director(visit, code)
        spent.append(time.perf_counter() - begun)
    studio.database.close()
    assert min(spent) < DOOR


def test_every_example_in_the_box_is_understood_without_a_model() -> None:
    page = Path(worker.__file__).parent / "page"
    box = (page / "rooms" / "director" / "box.js").read_text(encoding="utf-8")
    found = re.search(r"const SAYINGS = (\[.*\]);", box)
    assert found
    examples = json.loads(found.group(1))
    chinese = json.loads((page / "words" / "zh.json").read_text(encoding="utf-8"))
    for words in [*examples, *(chinese[one] for one in examples if one in chinese)]:
        assert all(understood(part) for part in clauses(words)), words


def talk_of(page: Any) -> Any:
    return page.get_by_role("complementary", name="Director")


def tell(page: Any, words: str) -> None:
    page.get_by_label("Say something to the director").fill(words)
    page.keyboard.press("Enter")


@pytest.mark.slow
@needs_browser
def test_an_idea_becomes_a_film_with_nothing_but_the_buttons_of_the_talk(
    served: Served, page_of: Callable[..., Any]
) -> None:
    film = served.call("make", "a lighthouse keeper and a storm", "", "", "", "", "slate", 0, True)["film"]
    page = page_of(f"{served.url}?film={film}&room=cast")
    talk = talk_of(page)
    expect(talk.get_by_text("a lighthouse keeper and a storm")).to_be_visible()
    expect(talk.get_by_role("button", name="film noir")).to_be_visible(timeout=60_000)
    talk.get_by_role("button", name="film noir").click()
    expect(talk.get_by_role("button", name="film noir")).to_have_attribute("aria-pressed", "true")
    talk.get_by_role("button", name="Go on with").click()

    title = talk.get_by_role("textbox", name="Title")
    expect(title).to_be_visible(timeout=60_000)
    title.fill("<b>The Last Light</b>")
    page.wait_for_timeout(1500)
    expect(title).to_have_value("<b>The Last Light</b>")
    talk.get_by_role("button", name="Yes, this is the story").click()

    render = talk.get_by_role("button", name=re.compile(r"Render these \d+ shots"))
    expect(render).to_be_visible(timeout=60_000)
    expect(page.locator(".bar .title")).to_have_text("<b>The Last Light</b>")
    page.reload()
    render.click()
    expect(talk.get_by_role("heading", name=re.compile("The film is ready"))).to_be_visible(timeout=90_000)


@needs_browser
def test_a_change_that_is_said_links_its_shots_and_is_undone_where_it_stands(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=cast")
    expect(page.get_by_label("Say something to the director")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type("swap 1 and 2")
    page.keyboard.press("Enter")
    log = page.get_by_role("log")
    expect(log.get_by_text("changed places")).to_be_visible()
    expect(log.get_by_role("link", name="0010").first).to_have_attribute("href", re.compile("LAMP_010_0010"))
    expect(page.get_by_role("button", name="Cut the film anew")).to_be_visible()
    log.get_by_role("button", name="Undo").click()
    expect(log.get_by_text("taken back")).to_be_visible()
    log.get_by_role("button", name="Do it again").click()
    log.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name=re.compile("The film is ready"))).to_be_visible()
    log.get_by_role("link", name="0010").first.click()
    expect(page).to_have_url(re.compile(r"room=shot&shot=LAMP_010_0010"))


@needs_browser
def test_what_cannot_be_said_stays_in_the_box_and_a_new_line_is_no_message(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=cast")
    box = page.get_by_label("Say something to the director")
    box.fill("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    expect(box).to_have_value("one\ntwo")
    expect(page.get_by_role("log").get_by_text("one")).to_have_count(0)


@needs_browser
def test_on_a_phone_the_talk_is_a_tab_of_its_own_with_its_box_in_view(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=board", size=(390, 844))
    expect(talk_of(page)).to_be_hidden()
    page.get_by_role("link", name="Director").click()
    expect(page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.slow
@needs_browser
def test_an_answer_is_seen_as_it_comes_and_can_be_stopped(filmed: Path, page_of: Callable[..., Any]) -> None:
    words = " ".join(f"word{n}" for n in range(400))
    with (
        Loopback(Scripted({"chat-router": [words]}), delay=1.0) as model,
        serving.open_studio(filmed, DAILIES_LLM_BASE_URL=model.url) as served,
    ):
        page = page_of(f"{served.url}?film=LAMP&room=cast")
        tell(page, "tell me a story")
        talk_of(page).get_by_role("button", name="Stop").click()
        expect(page.get_by_role("log").get_by_text("Stopped.")).to_be_visible()
        tell(page, "tell me another")
        expect(page.get_by_role("log").get_by_text("word399")).to_be_visible()
