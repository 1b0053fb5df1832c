"""A model writes shots: what is done for it, and what it is told to mend."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from agent.authoring.names import Names
from agent.scripted import Fault, Scripted
from agent.writer import BadReply
from generator.interface import FPS, MAX_FRAMES, Camera, Move, Scale
from tests.agent.authoring_answers import RUNS, answers, room
from tools.db import Database
from tools.story import CardDraft, Coverage, ShotDraft

LINE = {"speaker": "Tom", "text": "One more for you. The boat leaves at dawn."}


def shot(place: int, **changes: Any) -> list[dict[str, Any]]:
    """The runs of the small film with one shot of the first changed."""
    runs = copy.deepcopy(RUNS)
    runs[0]["shots"][place] |= changes
    return runs


def planned(database: Database, *runs: object) -> tuple[tuple[ShotDraft, ...], Scripted]:
    planner = room(database, answers(shot_list=runs))
    return planner.plan()[3].shots, planner.model


def names(*said: str) -> Names:
    return Names(
        [
            CardDraft(tag=f"ID_{chr(65 + n)}", name=name, appearance="", wardrobe="", voice="")
            for n, name in enumerate(said)
        ]
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people": [{"name": "Zoe"}]}, "shot 2: got the name 'Zoe', expected one of the cast: Mara, Tom"),
        ({"lines": [LINE | {"speaker": "Zoe"}]}, "got the name 'Zoe'"),
        ({"camera": {"on": "Zoe"}}, "camera.on: got the name 'Zoe'"),
        (
            {"people": [{"name": "Tom"}], "camera": {"over": "Mara"}},
            "camera.over is Mara, who is not in frame",
        ),
        ({"action": 'Tom says "take it".'}, "holds quotation marks"),
        ({"action": "汤姆把信递给玛拉。"}, "another language than the film"),
        ({"lines": [LINE | {"text": "信来了，船在黎明离开。"}]}, "its dialogue is in another language"),
        ({"lines": [LINE, LINE, LINE]}, "its lines take 11.0 s, expected at most 9.6 s"),
        ({"scene": 20}, r"got shots of the scenes [10, 20, 10, 10, 10], expected exactly these"),
        ({"people": [{"name": "Mara"}] * 5}, "5 people are in frame, expected at most 4"),
    ],
)
def test_what_a_shot_cannot_mean_is_asked_for_again(
    database: Database, changes: dict[str, Any], words: str
) -> None:
    _, model = planned(database, shot(1, **changes)[0], *RUNS)
    assert words in model.prompts[4].messages[-1].text


def test_too_few_shots_are_asked_for_again(database: Database) -> None:
    shots, model = planned(database, {"shots": RUNS[0]["shots"][:3]}, *RUNS)
    assert len(shots) == 9
    assert "got shots of the scenes [10, 10, 10]" in model.prompts[4].messages[-1].text


def test_two_bad_answers_are_told_to_the_user(database: Database) -> None:
    with pytest.raises(BadReply, match=r"shot-list 1\.0\.0.*answered twice.*Zoe"):
        planned(database, shot(1, people=[{"name": "Zoe"}])[0])


def test_a_shot_is_long_enough_for_its_lines_and_they_lie_inside_it(database: Database) -> None:
    shots, _ = planned(database, *shot(1, seconds=1.0))
    said = shots[1].lines[0]
    assert shots[1].frames / FPS >= said.end + 0.5
    assert (said.start, said.speech) == (0.5, None)
    assert all(s.frames % 8 == 1 and s.frames <= MAX_FRAMES for s in shots)


def test_whoever_is_seen_to_speak_is_in_frame(database: Database) -> None:
    shots, _ = planned(database, *shot(1, people=[{"name": "Mara"}], camera={}))
    assert shots[1].tags == ("ID_A", "ID_B")


def test_whoever_is_heard_over_a_reaction_or_an_insert_is_not(database: Database) -> None:
    shots, _ = planned(database, *shot(1, coverage="reaction", people=[{"name": "Mara"}], camera={}))
    assert (shots[1].tags, shots[1].lines[0].voice_over) == (("ID_A",), True)


def test_an_insert_shows_nobody_from_near(database: Database) -> None:
    shots, _ = planned(
        database,
        *shot(3, people=[{"name": "Mara"}], camera={"scale": "wide", "move": "push in", "on": "Mara"}),
    )
    assert (shots[3].coverage, shots[3].people) == (Coverage.INSERT, ())
    assert shots[3].camera == Camera(scale=Scale.INSERT, move=Move.PUSH_IN)


def test_people_stand_in_the_casts_order_in_every_shot(database: Database) -> None:
    shots, _ = planned(database, *RUNS)
    assert shots[1].tags == shots[7].tags == ("ID_A", "ID_B")
    assert shots[1].people[1].action == "holds a letter out"


def test_quotation_marks_round_a_line_are_taken_off(database: Database) -> None:
    shots, _ = planned(database, *shot(1, lines=[LINE | {"text": "“One more  for\nyou.”"}]))
    assert shots[1].lines[0].text == "One more for you."


def test_neighbouring_fragments_that_are_alike_are_one(database: Database) -> None:
    shots, _ = planned(database, *shot(1, fragments=["Tom waits", "Tom waits", "Mara turns"]))
    assert shots[1].fragments == ("Tom waits", "Mara turns")


def test_each_run_sees_the_shots_before_it(database: Database) -> None:
    _, model = planned(database, *RUNS)
    first, second = (p.messages[1].text for p in model.prompts if p.skill.startswith("shot-list"))
    assert "The film begins here" in first
    assert "5 [10] single, close-up, 6.8 s | Mara | Mara takes the first letter down" in second
    assert "shots 6 to 9 of 9 in the film; the last of them ends the film" in second


# -- continuity -----------------------------------------------------------------------------------------


def test_what_must_stay_is_added_to_the_shot(database: Database) -> None:
    runs = shot(4, continuity="the seal is whole.")
    assert planned(database, *runs)[0][4].continuity == (
        "the seal is whole; the lamp is out; the letter is unopened"
    )


@pytest.mark.parametrize(
    "trouble", [{"notes": [{"shot": 99, "keep": "x"}]}, "no JSON at all", Fault("refusal")]
)
def test_a_plan_survives_without_its_continuity_and_says_so(database: Database, trouble: object) -> None:
    planner = room(database, answers(continuity=[trouble]))
    assert len(planner.plan()[3].shots) == 9
    assert "planned without continuity notes for shots 1 to 9" in planner.author.remarks[0]


# -- names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("Mara Lind", "ID_A"),
        ("MARA", "ID_A"),
        ("mara (V.O.)", "ID_A"),
        ("ID_B", "ID_B"),
        ("Tom Lind", None),
        ("Lind", None),
        ("Old Ben", "ID_D"),
        ("小明", "ID_E"),
        ("Zoe", None),
        ("", None),
    ],
)
def test_a_name_is_known_when_only_one_card_can_be_meant(said: str, tag: str | None) -> None:
    assert names("Mara Lind", "Jonas Lind", "Tom", "Ben", "小明").tag(said) == tag
