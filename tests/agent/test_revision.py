from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from agent import revision
from agent.authoring.revise import revise
from agent.book import Book
from agent.crew import Review
from agent.desk import Desk
from agent.model import Listen
from agent.revision import Reach
from agent.scripted import Scripted
from agent.writer import A, BadReply
from generator.interface import Line, Scale
from skills.answers import Change, RevisionAnswer
from skills.library import Facts, Library
from tests.making import Home
from tests.tools import drafts
from tools import board, jobs, memory, planning, viewing
from tools.db import Database
from tools.errors import ToolError
from tools.records import JobState
from tools.story import CastDraft, Performance, ShotListDraft


def _film(database: Database) -> tuple[int, list[board.ShotRow]]:
    line = Line(speaker="ID_A", text="It is late.", start=0.5, end=1.5)
    second = drafts.shot(10, "ID_A", "ID_B", frames=97).model_copy(update={"lines": (line,)})
    plan = ShotListDraft(shots=(drafts.shot(10, "ID_A"), second, drafts.shot(20, "ID_A", "ID_B")))
    with database.write("user") as session:
        film_id = drafts.film(session)
        planning.write_story(session, film_id, drafts.STORY, "house 1")
        planning.write_cast(session, film_id, drafts.CAST)
        planning.write_scenes(session, film_id, drafts.SCENES)
        planning.write_shots(session, film_id, plan)
        return film_id, board.shots(session, film_id)


def _apply(database: Database, film_id: int, shot_id: int, *changes: Mapping[str, Any]) -> list[str]:
    answer = RevisionAnswer(changes=tuple(Change.model_validate(c) for c in changes))
    with database.write("user") as session:
        return revision.apply(session, film_id, shot_id, answer)


def test_only_what_the_note_names_changes(database: Database) -> None:
    film_id, rows = _film(database)
    told = _apply(
        database,
        film_id,
        rows[1].id,
        {"of": "shot", "field": "seconds", "value": "5"},
        {"of": "shot", "field": "line", "value": "It is very late by now, I think.", "line": 1},
        {"of": "shot", "field": "scale", "value": "closeup"},
        {"of": "character", "name": "jonas", "field": "expression", "value": "wary"},
        {"of": "scene", "field": "light", "value": "one candle"},
    )
    assert told[-1] == "LAMP_010_0020, seconds: 5"
    with database.read() as session:
        after = board.shots(session, film_id)
        scene = board.scene_of(session, rows[1].id)
    assert (after[0], after[2]) == (rows[0], rows[2])
    plan = after[1].plan
    assert (plan.camera.scale, plan.frames, scene.light) == (Scale.CLOSE, 129, "one candle")
    assert plan.lines[0].text == "It is very late by now, I think."
    assert plan.people == (Performance(tag="ID_A"), Performance(tag="ID_B", expression="wary"))


def test_clothes_hold_in_one_shot_alone_unless_they_hold_onwards(database: Database) -> None:
    film_id, rows = _film(database)
    wear = {"of": "character", "name": "Mara", "field": "wardrobe", "value": "a red coat"}
    _apply(database, film_id, rows[1].id, wear)

    def worn() -> list[str]:
        with database.read() as session:
            return [memory.cards_at(session, film_id, n)["ID_A"].wardrobe for n in range(3)]

    assert worn() == ["a yellow coat", "a red coat", "a yellow coat"]
    _apply(database, film_id, rows[1].id, wear | {"value": "a blue coat", "onwards": True})
    assert worn()[:2] == ["a yellow coat", "a blue coat"]


@pytest.mark.parametrize(
    ("reach", "worn"),
    [
        (Reach.SHOT, ["a yellow coat", "a red coat", "a green coat"]),
        (Reach.ONWARDS, ["a yellow coat", "a red coat", "a green coat"]),
        (Reach.EVERYWHERE, ["a red coat", "a red coat", "a red coat"]),
    ],
)
def test_the_user_may_say_where_a_change_of_a_card_holds(
    database: Database, reach: Reach, worn: list[str]
) -> None:
    film_id, rows = _film(database)
    green = {"of": "character", "name": "Mara", "field": "wardrobe", "value": "a green coat", "onwards": True}
    _apply(database, film_id, rows[2].id, green)
    answer = RevisionAnswer(changes=(Change.model_validate(green | {"value": "a red coat"}),))
    with database.write("user") as session:
        told = revision.apply(session, film_id, rows[1].id, answer, reach)
        found = [memory.cards_at(session, film_id, n)["ID_A"].wardrobe for n in range(3)]
    assert told == [f"Mara, wardrobe: a red coat ({reach})"]
    assert found == worn


def test_the_writer_is_told_how_people_are_dressed_in_the_shot_itself(database: Database) -> None:
    film_id, rows = _film(database)
    with database.write("user") as session:
        mara = memory.cards_at(session, film_id, 0)["ID_A"].character_id
        planning.dress(session, mara, "a red coat", from_position=2)
        cast = revision.values(session, film_id, rows[1], "warmer")["cast"]
    assert isinstance(cast, CastDraft)
    assert cast.characters[0].wardrobe == "a yellow coat"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"of": "scene", "field": "scale", "value": "wide"}, "got the scale of a scene, expected one of"),
        ({"of": "shot", "field": "scale", "value": "gigantic"}, "got 'gigantic' as the scale"),
        ({"of": "shot", "field": "seconds", "value": "long"}, "expected seconds such as 4.5"),
        ({"of": "shot", "field": "seconds", "value": "1"}, "its dialogue needs that long"),
        ({"of": "shot", "field": "delivery", "value": "softly", "line": 3}, "got line 3"),
        ({"of": "shot", "field": "action", "value": ""}, "a shot needs an action"),
        ({"of": "character", "name": "", "field": "voice", "value": "low"}, "of nobody"),
        ({"of": "character", "name": "Otto", "field": "voice", "value": "low"}, "expected one of the cast"),
    ],
)
def test_a_revision_that_cannot_be_is_refused_whole(
    database: Database, change: dict[str, Any], words: str
) -> None:
    film_id, rows = _film(database)
    good = {"of": "shot", "field": "sound", "value": "wind"}
    with pytest.raises(ToolError, match=words):
        _apply(database, film_id, rows[1].id, good, change)
    with database.read() as session:
        assert board.shots(session, film_id) == rows


def _revise(database: Database, *answers: object) -> tuple[RevisionAnswer, Scripted]:
    film_id, rows = _film(database)
    scripted = Scripted({"reviser": answers})
    desk = Desk(scripted, Library(), Book(database, film_id), Facts())
    with database.read() as session:
        values = {
            "note": "she should be afraid",
            "shot": rows[1].plan,
            "cast": board.cast(session, film_id),
            "scene": board.scene_of(session, rows[1].id),
        }
    return revise(desk, lambda _: "", values), scripted


FEAR = {"of": "character", "name": "MARA", "field": "expression", "value": "afraid"}


def test_a_note_becomes_the_fields_it_changes(database: Database) -> None:
    answer, scripted = _revise(database, {"changes": [FEAR]})
    assert answer.changes == (Change.model_validate(FEAR),)
    prompt = scripted.prompts[0].messages[-1].text
    assert "she should be afraid" in prompt
    assert "line 1: MARA (plainly): It is late." in prompt


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ({"changes": []}, "nothing changes and nothing is asked"),
        ({"changes": [FEAR | {"of": "scene", "name": ""}]}, "a scene has no expression"),
        ({"changes": [FEAR | {"name": "Otto"}]}, "got the name 'Otto', expected one of the cast"),
        ({"changes": [{"of": "shot", "field": "line", "value": "x", "line": 7}]}, "got line 7"),
    ],
)
def test_an_answer_that_cannot_be_carried_out_is_asked_for_again(
    database: Database, bad: object, fault: str
) -> None:
    answer, scripted = _revise(database, bad, {"changes": [FEAR]})
    assert answer.changes[0].field == "expression"
    assert fault in scripted.prompts[1].messages[-1].text


def test_twice_a_bad_answer_is_said(database: Database) -> None:
    with pytest.raises(BadReply):
        _revise(database, {"changes": []})


def _at_review(home: Home, **changes: Any) -> tuple[int, viewing.TakeRow]:
    job_id = home.begin()
    outcome = home.run(job_id, "yes", "yes", review=Review.EACH, **changes)
    assert outcome.question is not None
    assert outcome.question["gate"] == "take"
    assert outcome.question["words"] is True
    return job_id, home.takes()[0]


def test_words_at_a_review_change_the_shot_and_it_is_rendered_again(home: Home) -> None:
    job_id, take = _at_review(home)
    outcome = home.run(job_id, "closer, please", review=Review.EACH)
    assert outcome.state is JobState.WAITING
    first, second = home.takes()
    assert first.notes[-1] == "closer, please"
    assert second.request.camera.scale is not take.request.camera.scale
    assert outcome.question is not None
    assert outcome.question["take_id"] == second.id
    home.database.close()


def test_words_nobody_understands_stay_as_a_note_and_the_question_is_asked_again(home: Home) -> None:
    job_id, take = _at_review(home)
    outcome = home.run(job_id, "it needs more soul", review=Review.EACH)
    assert outcome.state is JobState.WAITING
    assert outcome.question is not None
    assert outcome.question["take_id"] == take.id
    assert outcome.question["said"] == "“it needs more soul” was not understood; it is kept as a note"
    outcome = home.run(job_id, "and a ghost", review=Review.EACH)
    assert [t.notes for t in home.takes()] == [("it needs more soul", "and a ghost")]
    home.run(job_id, "yes", review=Review.EACH)
    assert len(home.takes()) == 2
    assert home.shots()[0].status == "approved"
    home.database.close()


class Follows:
    """A writer that carries notes out."""

    follows_words = True
    knows: frozenset[str] = frozenset({"revise"})

    remarks: Sequence[str] = ()

    def credit(self, _step: str) -> str:
        return "test 1"

    def heard_by(self, _listen: Listen) -> Follows:
        return self

    def ask(self, _step: str, values: Mapping[str, object], answer: type[A]) -> A:
        assert values["note"] == "more tension"
        return answer.model_validate({"changes": [{"of": "shot", "field": "sound", "value": "a low drone"}]})


def test_a_writer_that_follows_notes_is_asked_first(home: Home) -> None:
    job_id, _ = _at_review(home)
    with home.database.write("user") as session:
        jobs.tell(session, job_id, "more tension")
    home.run(job_id, review=Review.EACH, writer=Follows())
    assert home.takes()[1].request.sound == "a low drone"
    home.database.close()
