from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from agent.authoring.condition import condition, faults, written
from agent.book import Book
from agent.desk import Desk
from agent.house import House
from agent.scripted import Fault, Scripted
from agent.timeline import timeline
from agent.writer import A, BadReply
from generator.interface import Camera, Capabilities, Figure, Line, Place, Scale, ShotCondition
from generator.slate import Slate
from skills.answers import ConditionAnswer
from skills.library import Facts, Library
from tests.making import Home
from tools.db import Database
from tools.errors import ToolError
from tools.records import JobState, TakeState

PLAN = ShotCondition(
    code="LAMP_010_0020",
    frames=121,
    place=Place(heading="INT. LAMP ROOM - NIGHT", name="LAMP ROOM", time="NIGHT", light="one warm lamp"),
    figures=(
        Figure(
            tag="ID_A", name="Mara", appearance="a woman, 60s", action="trims the lamp", expression="weary"
        ),
        Figure(tag="ID_B", name="Tom Lind", appearance="a man, 19"),
    ),
    lines=(Line(speaker="ID_A", text="You are late.", start=0.5, end=1.5),),
    action="Mara trims the lamp.",
    camera=Camera(scale=Scale.MEDIUM),
    sound="wind",
    music="no music",
    continuity="the letter is open",
)
ANSWER: dict[str, Any] = {
    "action": "Mara turns the lamp down and lays the letter face down.",
    "people": [{"name": "Mara", "action": "turns the lamp down", "expression": "guarded"}],
    "sound": "rain on glass",
    "continuity": "the letter lies face down",
    "fragments": ["Mara turns the lamp down.", "The letter lies on the table."],
}
VALUES = {"condition": PLAN, "recalled": ("LAMP_010_0010: Mara opens the letter.",), "notes": ("slower",)}


SCRIPT = """Title: The Lamp

INT. LAMP ROOM - NIGHT

MARA (60s, silver hair in a bun, yellow oilskin coat) trims the lamp.

MARA
(out of breath)
The boat is late.

EXT. PIER - DAWN

Mara waits alone on the pier.
"""


@pytest.fixture
def begun(home: Home) -> Database:
    """A database with a film in it."""
    home.begin(SCRIPT)
    return home.database


def desk(database: Database, *answers: object) -> tuple[Desk, Scripted]:
    """A desk whose model says this in turn."""
    model = Scripted({"condition-writer": list(answers)})
    return Desk(model, Library(), Book(database, 1), Facts()), model


class Writing(House):
    """The house writer, with a condition step of its own."""

    def __init__(self, answers: Sequence[object], change: Mapping[str, object] | None = None) -> None:
        self.answers, self.change, self.asked = answers, change, list[Mapping[str, object]]()
        self.database: Database | None = None

    @property
    def knows(self) -> frozenset[str]:
        return super().knows | {"condition"}

    def credit(self, step: str) -> str:
        return "condition-writer 1.0.0" if step == "condition" else super().credit(step)

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        if step != "condition":
            return super().ask(step, values, answer)
        self.asked.append(values)
        plan = values["condition"]
        assert isinstance(plan, ShotCondition)
        if self.change is not None:
            return answer.model_validate(plan.model_copy(update=self.change).model_dump())
        assert self.database is not None
        reply = condition(desk(self.database, *self.answers)[0], lambda _: "", values)
        assert isinstance(reply, answer)
        return reply


class Strict(Slate):
    """A slate that passes for an echo camera."""

    capabilities = Capabilities(name="echo", version="1", needs="nothing")


# -- the answer -------------------------------------------------------------------------------------------


def test_a_shot_is_written_with_what_earlier_shots_have_shown(begun: Database) -> None:
    asks, model = desk(begun, ANSWER)
    made = condition(asks, lambda _: "", VALUES)
    assert made.action == ANSWER["action"]
    assert [f.action for f in made.figures] == ["turns the lamp down", ""]
    assert made.figures[0].expression == "guarded"
    assert (made.sound, made.music, made.continuity) == (
        "rain on glass",
        "no music",
        "the letter lies face down",
    )
    assert made.fragments == timeline(ANSWER["fragments"], 121)
    prompt = model.prompts[0].messages[-1].text
    assert "LAMP_010_0010: Mara opens the letter." in prompt
    assert "slower" in prompt
    assert "room for fragments: 2" in prompt


def test_dialogue_camera_people_and_length_stay_byte_for_byte() -> None:
    made = written(PLAN, ConditionAnswer.model_validate(ANSWER))
    same = ("code", "frames", "lines", "camera", "cuts", "place", "props", "style", "voices")
    assert all(getattr(made, name) == getattr(PLAN, name) for name in same)
    assert [f.tag for f in made.figures] == ["ID_A", "ID_B"]
    assert [f.appearance for f in made.figures] == [f.appearance for f in PLAN.figures]


def test_what_the_answer_leaves_out_stays_as_planned() -> None:
    made = written(PLAN, ConditionAnswer(action="Mara waits."))
    assert made == PLAN.model_copy(update={"action": "Mara waits."})


def test_people_may_be_named_by_a_part_of_their_name_or_by_tag() -> None:
    answer = {"action": "They wait.", "people": [{"name": "tom", "action": "waits"}]}
    assert written(PLAN, ConditionAnswer.model_validate(answer)).figures[1].action == "waits"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"action": 'Mara says "Go."'}, "action holds quotation marks"),
        ({"action": "Mara sees that you are late. She waits."}, "action repeats the dialogue"),
        ({"action": "Mara waits. " * 31}, "the action has 62 words, expected at most 60"),
        ({"action": "林婉擦着灯，没有回头。"}, "another language"),
        (
            {"people": [{"name": "Ines"}]},
            "got 'Ines' among the people, expected only those in frame: Mara, Tom",
        ),
        ({"people": [{"name": "Mara"}, {"name": "ID_A"}]}, "'ID_A' is told twice"),
        ({"action": "ID_A waits."}, "action has 'ID_A': write names"),
        ({"fragments": ["shot2: Mara waits."]}, "fragment 1 has 'shot2:'"),
        ({"sound": "a long sigh"}, "the sound has 'sigh'"),
        ({"fragments": ["One.", "Two.", "Three."]}, "got 3 fragments, expected at most 2 in 4.84 seconds"),
        ({"fragments": ["Mara lifts the lamp.", "Mara lifts the lamp!"]}, "fragment 2 tells the same"),
    ],
)
def test_an_answer_with_a_fault_is_told_what_to_mend(change: dict[str, Any], words: str) -> None:
    told = list(faults(PLAN, ConditionAnswer.model_validate(ANSWER | change)))
    assert len(told) == 1
    assert words in told[0]


def test_a_good_answer_has_no_faults() -> None:
    assert list(faults(PLAN, ConditionAnswer.model_validate(ANSWER))) == []


def test_a_short_shot_has_no_room_for_fragments() -> None:
    short = PLAN.model_copy(update={"frames": 73})
    (told,) = faults(short, ConditionAnswer(action="Mara waits.", fragments=("Mara waits.",)))
    assert "expected at most 0 in 2.92 seconds" in told


def test_a_faulty_answer_is_asked_for_again_and_a_second_one_is_a_bad_reply(begun: Database) -> None:
    bad = ANSWER | {"people": [{"name": "Ines"}]}
    asks, model = desk(begun, bad, ANSWER)
    assert condition(asks, lambda _: "", VALUES).action == ANSWER["action"]
    assert "got 'Ines' among the people" in model.prompts[1].messages[-1].text
    other = VALUES | {"notes": ("quicker",)}
    with pytest.raises(BadReply, match="got 'Ines' among the people"):
        condition(desk(begun, bad)[0], lambda _: "", other)


def test_a_missing_value_is_named(database: Database) -> None:
    with pytest.raises(BadReply, match="got nothing as 'condition', expected a ShotCondition"):
        condition(desk(database, ANSWER)[0], lambda _: "", {"recalled": (), "notes": ()})


# -- the step ---------------------------------------------------------------------------------------------


def _film(home: Home, writer: Writing) -> None:
    writer.database = home.database
    outcome = home.run(home.begin(SCRIPT), "yes", "yes", writer=writer)
    assert outcome.state is JobState.DONE


SILENT = {"action": "Mara and the others wait in the light.", "sound": "rain on glass"}


def test_takes_are_filmed_as_written_and_say_by_whom(home: Home) -> None:
    writer = Writing([SILENT])
    _film(home, writer)
    for take in home.takes():
        assert take.skill == "condition-writer 1.0.0"
        assert take.request.action == SILENT["action"]
        assert "Sounds: rain on glass." in take.request.prompt
    assert writer.asked[0]["recalled"] == ()
    assert writer.asked[-1]["recalled"]


def test_when_the_model_has_no_good_answer_the_shot_is_filmed_as_planned(home: Home) -> None:
    _film(home, Writing(["I would rather not."]))
    assert all(take.skill == "house 1, as planned" for take in home.takes())
    plans = {shot.code: shot.plan.action for shot in home.shots()}
    assert all(take.request.action == plans[take.code] for take in home.takes())
    told = [h for h in home.happenings if h.step == "planned"]
    assert len(told) == len(home.shots())
    assert told[0].words.startswith("filmed as planned: condition-writer 1.0.0")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lines": ()}, "lines"),
        ({"camera": Camera(scale=Scale.EXTREME_CLOSE, on="ID_Z")}, "camera"),
        ({"figures": (Figure(tag="ID_Z", name="Zoe"),)}, "people"),
    ],
)
def test_a_writer_that_changes_what_is_not_its_to_change_is_not_followed(
    home: Home, change: dict[str, object], words: str
) -> None:
    _film(home, Writing([], change))
    told = [h.words for h in home.happenings if h.step == "planned"]
    assert any(words in one for one in told)
    assert all(line in take.request.prompt for take in home.takes() for line in _lines(home, take.shot_id))


def _lines(home: Home, shot_id: int) -> list[str]:
    return [line.text for shot in home.shots() if shot.id == shot_id for line in shot.plan.lines]


def test_a_silent_server_stops_the_work_and_loses_nothing(home: Home) -> None:
    writer = Writing([Fault("500")])
    writer.database = home.database
    with pytest.raises(ToolError, match="did not answer"):
        home.run(home.begin(SCRIPT), "yes", "yes", writer=writer)
    assert home.takes() == []


MIXED = {"sound": "a long sigh"}


def test_an_error_of_the_linter_stops_an_echo_camera_before_any_work(home: Home) -> None:
    home.camera = Strict()
    with pytest.raises(ToolError, match=r"_0010 is not rendered: V001 sound: got the sound 'sigh'"):
        home.run(home.begin(SCRIPT), "yes", "yes", writer=Writing([], MIXED))
    assert home.takes() == []


def test_other_cameras_render_all_the_same_and_say_what_was_found(home: Home) -> None:
    _film(home, Writing([], MIXED))
    assert all(take.state is TakeState.RENDERED for take in home.takes())
    told = [h for h in home.happenings if h.step == "lint"]
    assert [h.shot for h in told] == [shot.code for shot in home.shots()]
    assert told[0].words.startswith("V001 sound: got the sound 'sigh'")


def test_a_warning_keeps_nobody_from_rendering_and_the_house_writer_gives_no_error(home: Home) -> None:
    home.camera = Strict()
    home.make(SCRIPT)
    assert "out of breath" in " ".join(take.request.prompt for take in home.takes())
    assert not [h for h in home.happenings if h.step == "lint"]
