from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from agent.house import House
from agent.writer import A
from agent.writing.clarify import questions
from tests.making import Home
from tools import asking, board, jobs
from tools.errors import ToolError
from tools.records import JobState
from tools.story import Brief, QuestionDraft, QuestionsDraft, Topic

IDEA = "A lost umbrella."


class Curious(House):
    """A writer that asks another question every round and never has enough."""

    def __init__(self, rounds: int = 99) -> None:
        self.rounds = rounds
        self.asked: list[int] = []

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        if step != "clarify":
            return super().ask(step, values, answer)
        number = int(str(values["round"]))
        self.asked.append(number)
        card = QuestionDraft(topic=Topic.THEME, text=f"Why {number}?", options=("so", "else"), preset="so")
        return answer.model_validate({"questions": [card], "enough": number >= self.rounds})


def gate(home: Home, job_id: int, *answers: str, **changes: Any) -> dict[str, Any]:
    question = home.run(job_id, *answers, **changes).question
    assert question is not None
    return question


def cards(home: Home, number: int = 1) -> list[asking.QuestionRow]:
    with home.database.read() as session:
        return asking.questions(session, 1, number)


def test_the_question_says_its_round_and_that_words_are_welcome(home: Home) -> None:
    assert gate(home, home.begin(IDEA)) == {
        "gate": "questions",
        "film_id": 1,
        "round": 1,
        "options": ["yes"],
        "words": True,
    }
    assert [card.topic for card in cards(home)] == [Topic.STYLE, Topic.CHARACTERS, Topic.SCENES]


def test_yes_takes_every_default(home: Home) -> None:
    assert gate(home, home.begin(IDEA), "yes")["gate"] == "story"
    assert [(card.answer, card.given) for card in cards(home)] == [(c.preset, False) for c in cards(home)]


def test_yes_makes_the_film_that_is_made_without_questions(home: Home) -> None:
    class Quiet(House):
        """A house writer that asks nothing."""

        knows = frozenset(("story", "cast", "scenes", "shots"))

    home.run(home.begin(IDEA), "yes", "yes")
    asked = [shot.plan for shot in home.shots()]
    home.run(home.begin(IDEA), "yes", writer=Quiet())
    assert [shot.plan for shot in home.shots()] == asked
    with home.database.read() as session:
        assert board.story(session, 1) == board.story(session, 2)


def test_what_was_answered_is_in_the_film(home: Home) -> None:
    said = json.dumps({"1": "film noir", "2": "a robot and a child", "3": ""})
    gate(home, home.begin(IDEA), said, "yes")
    with home.database.read() as session:
        people = board.cast(session, 1).characters
    assert home.film().style.startswith("film noir")
    assert [kind in " ".join(p.appearance for p in people) for kind in ("robot", "child")] == [True, True]
    assert [card.given for card in cards(home)] == [True, True, False]


@pytest.mark.parametrize(
    "said", ["perhaps", "[1]", '{"1": 2}', '{"one": "noir"}', '{"²": "noir"}', '{"9": "noir"}', "{"]
)
def test_an_answer_that_cannot_be_read_is_refused_in_words_and_the_question_stays(
    home: Home, said: str
) -> None:
    job_id = home.begin(IDEA)
    with pytest.raises(ToolError, match="expected"):
        home.run(job_id, said)
    assert all(card.answer is None for card in cards(home))
    with home.database.write("user") as session:
        again = jobs.enqueue(session, 1, "make", {})
    assert gate(home, again)["gate"] == "questions"


def test_a_writer_that_never_has_enough_is_stopped_after_three_rounds(home: Home) -> None:
    writer = Curious()
    question = gate(home, home.begin(IDEA), "yes", '{"1": "else"}', "yes", writer=writer)
    assert question["gate"] == "story"
    assert writer.asked == [1, 2, 3]
    with home.database.read() as session:
        answered = asking.answered(session, 1)
    assert [(a.question, a.answer, a.given) for a in answered] == [
        ("Why 1?", "so", False),
        ("Why 2?", "else", True),
        ("Why 3?", "so", False),
    ]


def test_a_writer_that_has_enough_is_not_asked_again(home: Home) -> None:
    writer = Curious(rounds=2)
    assert gate(home, home.begin(IDEA), "yes", "yes", writer=writer)["gate"] == "story"
    assert writer.asked == [1, 2]


def test_a_question_is_asked_once_however_often_the_work_is_taken_up(home: Home) -> None:
    writer = Curious(rounds=1)
    job_id = home.begin(IDEA)
    first = gate(home, job_id, writer=writer)
    assert [gate(home, job_id, writer=writer) for _ in range(2)] == [first, first]
    assert writer.asked == [1]


def test_a_film_taken_up_by_another_job_goes_on_after_its_answers(home: Home) -> None:
    gate(home, home.begin(IDEA), "yes")
    with home.database.write("user") as session:
        job = jobs.newest(session, 1)
        assert job is not None
        jobs.end(session, job.id, JobState.CANCELLED)
        again = jobs.enqueue(session, 1, "make", {})
    assert gate(home, again)["gate"] == "story"


def test_an_idea_that_says_everything_is_not_asked_about(home: Home) -> None:
    assert gate(home, home.begin("A black and white film about a nurse."))["gate"] == "story"


def test_another_story_is_written_with_the_same_answers(home: Home) -> None:
    gate(home, home.begin(IDEA), '{"3": "rooftop"}', "again")
    with home.database.read() as session:
        told = board.story(session, 1)
    assert told is not None
    assert told[1] == 2
    assert "ROOFTOP" in told[0].screenplay.scenes[0].heading


def test_the_house_never_offers_more_than_three_cards_of_six_options() -> None:
    from agent.writing.banks import bank

    for language in ("en", "zh"):
        for seed in range(20):
            asked: QuestionsDraft = questions(
                Brief(kind="idea", text="", seed=seed), bank("en" if language == "en" else "zh"), 1
            )
            assert len(asked.questions) == 3
            assert all(2 <= len(card.options) <= 6 for card in asked.questions)
