"""A film without a script has a screenplay all the same: made from its shots."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from agent.author import Author
from agent.book import Book
from agent.desk import Desk
from agent.model import Models
from agent.scripted import Scripted
from generator.interface import Line
from skills.library import Facts
from tests.agent.authoring_answers import IDEA, LIBRARY, answers
from tests.making import Home
from tools.editorial.folder import _templates
from tools.editorial.fountain import read_fountain
from tools.editorial.transcript import transcript
from tools.records import JobState
from tools.story import (
    Action,
    CardDraft,
    CastDraft,
    Coverage,
    SceneDraft,
    ScenesDraft,
    ShotDraft,
    Speech,
    tag_for,
)


def cast(*names: str) -> CastDraft:
    return CastDraft(
        characters=tuple(
            CardDraft(tag=tag_for(n), name=name, appearance="tall", wardrobe="coat", voice="low")
            for n, name in enumerate(names)
        )
    )


def shot(scene: int, action: str, *lines: Line) -> ShotDraft:
    return ShotDraft(scene=scene, coverage=Coverage.SINGLE, frames=97, action=action, lines=lines)


SCENES = ScenesDraft(
    scenes=(
        SceneDraft(
            number=10, heading="INT. LAMP ROOM - NIGHT", interior=True, place="LAMP ROOM", time="NIGHT"
        ),
        SceneDraft(number=20, heading="EXT. PIER - DAWN", interior=False, place="PIER", time="DAWN"),
    )
)


def test_a_shot_is_its_action_and_then_its_lines() -> None:
    made = transcript(
        "The Lamp",
        cast("Mara", "Tom"),
        SCENES,
        [
            shot(10, "Mara waits.", Line(speaker="ID_A", text="Late.", delivery="low")),
            shot(10, "Mara turns.", Line(speaker="ID_B", text="Wait!", voice_over=True)),
            shot(20, "The pier."),
        ],
    )
    assert [(s.heading, s.number) for s in made.scenes] == [
        ("INT. LAMP ROOM - NIGHT", "10"),
        ("EXT. PIER - DAWN", "20"),
    ]
    assert made.scenes[0].blocks == (
        Action(text="Mara waits."),
        Speech(speaker="MARA", text="Late.", parenthetical="low", index=0),
        Action(text="Mara turns."),
        Speech(speaker="TOM", text="Wait!", extension="O.S.", index=1),
    )
    assert [s.index for s in made.speeches()] == [0, 1]


@pytest.mark.parametrize(
    ("name", "text"), [("Mara", "The boat is late."), ("MAN #2", "Late again."), ("小明", "船晚了。")]
)
def test_it_reads_back_from_fountain_as_it_was_made(name: str, text: str) -> None:
    plan = [
        shot(10, "Somebody waits.", Line(speaker="ID_A", text=text, delivery="low", voice_over=True)),
        shot(20, "The pier."),
    ]
    made = transcript("The Lamp", cast(name), SCENES, plan)
    film = SimpleNamespace(title=made.title)
    paper = (
        _templates()
        .get_template("screenplay.fountain.j2")
        .render(film=film, story=SimpleNamespace(screenplay=made))
    )
    assert read_fountain(paper, "screenplay.fountain") == made


def test_a_film_a_model_planned_from_an_idea_is_delivered_with_its_screenplay(home: Home) -> None:
    job_id = home.begin(IDEA)
    model = Scripted(answers(condition_writer=["as planned"]), Models(writing="scripted"))
    desk = Desk(model, LIBRARY, Book(home.database, home.film().id), Facts(words=IDEA))
    outcome = home.run(job_id, "yes", "yes", "yes", writer=Author(desk, lambda _: ""))
    assert outcome.state is JobState.DONE
    paper = (home.folder / "film" / "screenplay.fountain").read_text(encoding="utf-8")
    found = read_fountain(paper, "screenplay.fountain")
    assert [scene.heading for scene in found.scenes] == ["INT. LAMP ROOM - NIGHT", "EXT. PIER - DAWN"]
    assert [(s.speaker, s.text) for s in found.speeches()] == [
        ("TOM", "One more for you. The boat leaves at dawn."),
        ("MARA", "Put it with the others, and shut the door."),
        ("MARA", "This one is mine. See that somebody opens it."),
    ]
