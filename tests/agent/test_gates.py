from __future__ import annotations

from pathlib import Path

import pytest

from agent.author import Author
from agent.book import Book
from agent.desk import Desk
from agent.model import Models
from agent.scripted import Scripted
from skills.hooks import Hook
from skills.library import Facts, Library, built_in
from tests.agent.authoring_answers import answers, film
from tests.making import Home
from tools.records import JobState


def _author(home: Home, skills: Path) -> Author:
    desk = Desk(
        Scripted(answers(), Models(writing="scripted")),
        Library(skills),
        Book(home.database, film(home.database)),
        Facts(),
    )
    return Author(desk, lambda _: "")


def _own(folder: Path, name: str, gate: str) -> None:
    text = (built_in() / name / "skill.yaml").read_text()
    target = folder / name / "skill.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(text.replace("gate: ask", f"gate: {gate}"))


def test_a_story_skill_that_asks_nobody_goes_on_to_the_shot_list(home: Home, tmp_path: Path) -> None:
    _own(tmp_path / "skills", "story", "auto")
    author = _author(home, tmp_path / "skills")
    outcome = home.run(home.begin("A keeper gets a letter."), "yes", writer=author)
    assert outcome.state is JobState.WAITING
    assert outcome.question is not None
    assert outcome.question["gate"] == "shot list"


def test_without_a_word_the_user_is_asked_for_story_and_shot_list(home: Home, tmp_path: Path) -> None:
    author = _author(home, tmp_path / "none")
    assert (author.confirms("story"), author.confirms("shots")) == (True, True)
    assert not author.confirms("cast")


def test_a_gate_where_nobody_is_asked_is_an_error_with_its_line(tmp_path: Path) -> None:
    text = (built_in() / "casting" / "skill.yaml").read_text()
    target = tmp_path / "casting" / "skill.yaml"
    target.parent.mkdir()
    target.write_text(text + "gate: ask\n")
    (broken,) = Library(tmp_path).broken
    assert "the user is not asked at the hook cast" in broken.words
    assert text.count("\n") + 1 == broken.line


@pytest.mark.parametrize(("style", "told"), [("noir", True), ("watercolour", False)])
def test_critics_are_told_what_the_knowledge_of_the_film_looks_at(
    home: Home, tmp_path: Path, style: str, told: bool
) -> None:
    model = Scripted({"critic": [{"findings": []}]}, Models(writing="w", vision="v"))
    desk = Desk(model, Library(), Book(home.database, film(home.database)), Facts(style=style))
    (critic,) = desk.library.critics(desk.facts)
    still = tmp_path / "still.png"
    still.write_bytes(b"\x89PNG\r\n\x1a\n")
    from skills.answers import CritiqueAnswer

    values = {"shot": "a shot", "cast": "nobody", "language": "en"}
    desk.ask(Hook.CRITIQUE, values, CritiqueAnswer, pictures=(still,), skill=critic)
    asked = model.prompts[0].messages[-1].text
    assert "- appearance" in asked
    assert ("one hard light source" in asked) is told
