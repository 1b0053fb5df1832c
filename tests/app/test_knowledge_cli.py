from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from agent.book import Book
from agent.desk import Desk
from agent.model import Models, Price, Unreachable
from agent.scripted import Fault, Scripted
from app import knowledge_cli
from app.undo_cli import redo, undo
from skills.answers import StoryAnswer
from skills.hooks import Hook
from skills.library import Facts, Library
from tests.app.running import environment
from tests.making import Home
from tests.skills.shelf import ASKING, STORY, shelve

BIBLE = "# The lamp room\nThe lamp burns whale oil.\n\n# Jonas\nJonas is the ferryman. He cannot read.\n"
app = typer.Typer()
for command in (knowledge_cli.attach, knowledge_cli.sources, knowledge_cli.calls, undo, redo):
    app.command()(command)


@pytest.fixture
def film(home: Home) -> str:
    home.begin()
    return home.film().code


@pytest.fixture
def bible(tmp_path: Path) -> Path:
    path = tmp_path / "bible.md"
    path.write_text(BIBLE)
    return path


def told(home: Home, *words: str, **more: str) -> Result:
    return CliRunner().invoke(app, words, env=environment(home.folder, **more), catch_exceptions=False)


def document(home: Home, *words: str) -> dict[str, Any]:
    found = json.loads(told(home, *words, "--json").stdout)
    assert isinstance(found, dict)
    return found


def asked(home: Home, *answers: object) -> None:
    """Ask a scripted model for as many stories."""
    shelve(home.folder / "skills", ASKING)
    models = Models(writing="big", prices={"big": Price(0.5, 2.0)})
    for turn, answer in enumerate(answers):
        model = Scripted({"asking": [answer]}, models)
        desk = Desk(model, Library(home.folder / "skills"), Book(home.database, home.film().id), Facts())
        try:
            desk.ask(Hook.STORY, {"idea": f"A fox, {turn}.", "seconds": 60, "language": "en"}, StoryAnswer)
        except Unreachable:
            continue


def test_files_are_attached_listed_and_taken_away(home: Home, film: str, bible: Path) -> None:
    notes = bible.with_name("notes.txt")
    notes.write_text("The boat is blue.")
    done = told(home, "attach", film, str(bible), str(notes))
    assert done.stdout == "bible.md: 2 passages learned.\nnotes.txt: 1 passage learned.\n"
    listed = told(home, "sources", film).stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["file", "bible.md", "notes.txt"]
    assert told(home, "attach", film, "notes.txt", "--remove").stdout == "notes.txt: taken away.\n"
    assert told(home, "sources", film, "-q").stdout == "bible.md\n"
    assert document(home, "sources", film)["sources"][0]["passages"] == 2


def test_attaching_and_taking_away_are_turns_that_can_be_taken_back(
    home: Home, film: str, bible: Path
) -> None:
    told(home, "attach", film, str(bible))
    told(home, "attach", film, "bible.md", "--remove")
    assert told(home, "undo", film).stdout.splitlines() == [
        "taken back: “take away bible.md”",
        "  bible.md is attached",
    ]
    assert told(home, "sources", film, "Can Jonas read?", "-q").stdout.startswith("bible.md, passage 2")
    assert told(home, "undo", film).stdout.splitlines()[1] == "  bible.md is no longer attached"
    assert told(home, "sources", film, "-q").stdout == ""
    told(home, "redo", film)
    assert document(home, "sources", film)["sources"][0]["passages"] == 2


def test_a_question_shows_what_would_be_found(home: Home, film: str, bible: Path) -> None:
    told(home, "attach", film, str(bible))
    shown = told(home, "sources", film, "Can Jonas read?").stdout
    assert "bible.md, passage 2 (Jonas)" in shown
    assert "He cannot read." in shown
    (quote,) = document(home, "sources", film, "Can Jonas read?")["quotes"]
    assert (quote["source"], quote["score"] > 0.25) == ("bible.md, passage 2 (Jonas)", True)
    assert told(home, "sources", film, "xylophone").stdout == "Nothing in the files has to do with that.\n"


def test_a_film_without_files_says_how_to_attach_one(home: Home, film: str) -> None:
    for words in (["sources", film], ["sources", film, "the lamp"]):
        assert told(home, *words).stdout == f"Nothing yet. Attach a file: dailies attach {film} FILE\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.md", "cannot be read: No such file"),
        (".", "cannot be read: Is a directory"),
        ("big.txt", "more than 2 MB"),
        ("script.pdf", "got a PDF"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence_and_nothing_is_attached(
    home: Home, film: str, bible: Path, name: str, said: str
) -> None:
    bible.with_name("big.txt").write_bytes(b"word " * 500_000)
    bible.with_name("script.pdf").write_bytes(b"%PDF-1.7")
    done = told(home, "attach", film, str(bible), str(bible.parent / name))
    assert done.exit_code == 2
    assert said in done.stderr
    assert document(home, "sources", film)["sources"] == []


def test_another_film_than_there_is_is_named(home: Home, film: str, bible: Path) -> None:
    done = told(home, "attach", "NONE", str(bible))
    assert (done.exit_code, film in done.stderr) == (2, True)


def test_the_calls_of_a_film_are_a_table_with_totals(home: Home, film: str) -> None:
    asked(home, STORY, Fault("500"))
    done = told(home, "calls", film, DAILIES_LLM_BUDGET_TOKENS="20000", DAILIES_LLM_BUDGET_COST="0.5")
    header, good, failed, error, totals = done.stdout.splitlines()
    assert header.split() == ["#", "skill", "model", "in", "out", "s", "cost", "outcome"]
    assert good.split()[:4] == ["1", "asking", "1.0.0", "big"]
    assert good.split()[4].startswith("~")
    assert (good.split()[-1], failed.split()[-1]) == ("good", "failed")
    assert "2: the script did not answer" in error
    assert totals.startswith("2 calls: ")
    assert "of 20,000 left), cost 0.00" in totals
    assert " of 0.5000, 0 s" in totals


def test_the_calls_of_a_film_for_programs(home: Home, film: str) -> None:
    asked(home, STORY)
    found = document(home, "calls", film)
    (call,) = found["calls"]
    assert (call["skill"], call["outcome"], call["counted"]) == ("asking 1.0.0", "good", False)
    assert found["spent"]["tokens"] == call["tokens_in"] + call["tokens_out"]
    assert found["budget"] == {"tokens": 1_000_000, "cost": 0.0}
    assert told(home, "calls", film, "-q").stdout == "1 asking 1.0.0: good\n"


def test_a_film_that_asked_no_model_says_so(home: Home, film: str) -> None:
    assert told(home, "calls", film).stdout == "No language model was asked.\n"
