from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from app.notes_cli import label, notes, resolve
from app.revise_cli import _looks_like, approve, diff, note, retake
from app.undo_cli import redo, undo
from tests import long_film
from tests.app.running import environment
from tests.making import Home
from tools import board, jobs, planning, revising, viewing
from tools import notes as noting
from tools.records import NoteCategory, ShotStatus

app = typer.Typer()
for command in (note, retake, approve, diff, notes, resolve, label, undo, redo):
    app.command()(command)

FILM = "LAMP"


@pytest.fixture(scope="module")
def finished(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rendered film of six shots; Mara speaks in the first."""
    return long_film.finished(migrated, tmp_path_factory.mktemp("finished"), 6)


@pytest.fixture
def home(finished: Path, tmp_path: Path) -> Home:
    """The same film, to be worked on."""
    return long_film.copied(finished, tmp_path / "home")


def run(home: Home, *words: str, code: int = 0) -> Result:
    """``dailies …`` in the test's own process."""
    done = CliRunner().invoke(app, words, env=environment(home.folder), catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def told(home: Home, *words: str) -> dict[str, Any]:
    """The JSON document of a command."""
    found = json.loads(run(home, *words, "--json").stdout)
    assert isinstance(found, dict)
    return found


def _notes(home: Home) -> list[viewing.NoteRow]:
    with home.database.read() as session:
        return viewing.notes(session, home.film().id)


def _journal(home: Home) -> list[board.JournalEntry]:
    with home.database.read() as session:
        return board.journal(session, home.film().id)


def _found(home: Home) -> int:
    """A critic's note on the first take; gives its number."""
    with home.database.write("critic") as session:
        return noting.add_note(session, 1, "too dark", NoteCategory.LAYOUT, author=noting.MEASURES, frame=2)


def test_a_note_is_kept_shown_as_a_difference_and_rendered(home: Home) -> None:
    done = run(home, "note", FILM, "#1", "closer", "--frame", "4")
    assert "note 1 on LAMP_010_0010 v001 at frame 4 (camera): closer" in done.stdout
    assert "- medium, static, eye level" in done.stdout
    assert "+ medium close-up, static, eye level" in done.stdout
    assert "rendered LAMP_010_0010 v002" in done.stdout
    assert "remembers LAMP_010_0010 v001, now v002" in " ".join(done.stdout.split())
    assert "render  render these" in done.stdout
    assert [row.takes for row in home.shots()] == [2, 1, 1, 1, 1, 1]
    assert _notes(home)[0].tried == 2


def test_programs_get_the_note_its_changes_and_what_was_rendered(home: Home) -> None:
    found = told(home, "note", FILM, "#1", "she should whisper")
    assert (found["note"]["category"], found["understood"]) == ("dialogue", True)
    assert found["note"]["tried"] == 2
    assert [(one["part"], one["field"]) for one in found["changes"]] == [("asked", "lines")]
    assert [(one["shot"], one["take"]) for one in found["rendered"]] == [("LAMP_010_0010", 2)]
    assert {one["reasons"][0] for one in found["stale"]} == {"remembers LAMP_010_0010 v001, now v002"}
    assert next(way["name"] for way in found["ways"]) == "keep"


def test_a_note_for_later_renders_nothing_yet(home: Home) -> None:
    told = run(home, "note", FILM, "#1", "closer", "--later").stdout
    assert "LAMP_010_0010 is to be rendered again: " in told
    assert (home.shots()[0].status, home.shots()[0].takes) == (ShotStatus.RETAKE, 1)


def test_a_retake_for_later_says_so_and_nothing_of_other_takes(home: Home) -> None:
    run(home, "note", FILM, "#1", "closer")
    told = run(home, "retake", FILM, "#2", "--later").stdout
    assert told.startswith("LAMP_010_0020 is to be rendered again: ")
    assert "no longer fit" not in told


@pytest.mark.parametrize("words", [("it needs more soul",), ("closer", "--only-note")])
def test_a_note_that_changes_nothing_renders_nothing(home: Home, words: tuple[str, ...]) -> None:
    run(home, "note", FILM, "#1", *words)
    assert (home.shots()[0].status, home.shots()[0].takes) == (ShotStatus.REVIEW, 1)
    assert _notes(home)[0].open


def test_a_note_that_is_not_understood_tells_nothing_of_other_takes(home: Home) -> None:
    run(home, "note", FILM, "#1", "closer")
    told = run(home, "note", FILM, "#1", "it needs more soul").stdout
    assert "Say it in other words, or ask for a retake." in told
    assert "no longer fit" not in told


def test_a_note_that_changes_another_shot_says_that_this_one_stays(home: Home) -> None:
    told = run(home, "note", FILM, "#1", "hold longer on 3").stdout
    assert "LAMP_020_0010 is held longer: 1.6 s" in told
    assert "This shot stays as it was filmed: nothing is rendered." in told
    assert "the length changed: 0.4 s → 1.6 s" in told
    assert [row.takes for row in home.shots()] == [1] * 6


def test_a_note_with_the_same_seed_changes_only_what_it_says(home: Home) -> None:
    run(home, "note", FILM, "#1", "closer", "--same-seed")
    first, second = home.takes()[:2]
    assert first.request.seed == second.request.seed


def test_a_retake_is_the_same_request_with_a_new_seed_and_several_lie_side_by_side(home: Home) -> None:
    found = told(home, "retake", FILM, "#2", "--takes", "3")
    assert [one["take"] for one in found["rendered"]] == [2, 3, 4]
    assert Path(found["sheet"]).is_file()
    assert {one["field"] for one in told(home, "diff", FILM, "#2")["differences"]} >= {"seed"}
    assert "asked" not in {one["part"] for one in told(home, "diff", FILM, "#2")["differences"]}


def test_a_take_that_is_approved_answers_its_notes_and_an_older_one_takes_its_place(home: Home) -> None:
    run(home, "note", FILM, "#1", "closer")
    assert "resolved: note 1, closer" in run(home, "approve", FILM, "#1").stdout
    back = run(home, "approve", FILM, "#1", "v001").stdout
    assert "LAMP_010_0010 v001 is approved; v002 is kept." in back
    assert "cuts it anew" in back
    assert (home.shots()[0].take_number, home.shots()[0].takes) == (1, 2)


def test_two_takes_and_a_take_and_the_plan_are_compared(home: Home) -> None:
    run(home, "note", FILM, "#1", "closer", "--later")
    assert told(home, "diff", FILM, "#1")["after"] == "plan"
    with home.database.write("user") as session:
        job_id = jobs.enqueue(session, home.film().id, "make", {})
    home.run(job_id, lab=long_film.Plain())
    shown = run(home, "diff", FILM, "#1", "v001", "v002").stdout
    assert "LAMP_010_0010: v001 → v002" in shown
    assert "made with\n  seed\n  - " in shown
    assert "nothing differs" in run(home, "diff", FILM, "#1", "v002", "v002").stdout
    against = told(home, "diff", FILM, "#1", "plan")
    assert (against["before"], against["after"]) == ("v002", "plan")
    older = told(home, "diff", FILM, "#1", "plan", "v001")
    assert (older["before"], older["after"]) == ("v001", "plan")


def test_notes_are_listed_closed_opened_and_called_right_or_wrong(home: Home) -> None:
    number = str(_found(home))
    assert "too dark" in run(home, "notes", FILM).stdout
    assert told(home, "label", FILM, number, "wrong")["note"]["label"] == "wrong"
    assert told(home, "resolve", FILM, number)["note"]["open"] is False
    assert run(home, "notes", FILM, "--open", "-q").stdout == ""
    assert told(home, "resolve", FILM, number, "--reopen")["note"]["open"] is True
    assert run(home, "notes", FILM, "#1", "-q").stdout == f"{number} LAMP_010_0010 open\n"
    assert run(home, "notes", FILM, "#2").stdout == "No notes.\n"


def test_everything_said_on_the_command_line_can_be_taken_back_and_done_again(home: Home) -> None:
    number = str(_found(home))
    for words in (
        ("note", FILM, "#1", "closer", "--later"),
        ("label", FILM, number, "right"),
        ("resolve", FILM, number),
        ("approve", FILM, "#2"),
        ("retake", FILM, "#3", "--takes", "2", "--later"),
    ):
        run(home, *words)
    said = [
        "retake LAMP_020_0010 x 2",
        "approve LAMP_010_0020 v001",
        f"resolve note {number}",
        f"note {number} is right",
        "note on LAMP_010_0010: closer",
    ]
    assert [told(home, "undo", FILM)["said"] for _ in said] == said
    assert "nothing to take back" in run(home, "undo", FILM, code=2).stderr
    assert [told(home, "redo", FILM)["said"] for _ in said] == said[::-1]
    assert [row.status for row in home.shots()[:3]] == [
        ShotStatus.RETAKE,
        ShotStatus.APPROVED,
        ShotStatus.RETAKE,
    ]


def test_after_an_undo_it_is_said_which_older_take_fits_again(home: Home) -> None:
    with home.database.write("user") as session:
        turn = planning.open_turn(session, 1, "user", "six seconds")
        session.info["turn_id"] = turn
        first = board.shots(session, 1)[0]
        revising.stretch_shot(session, first.id, first.version, 6.0)
    run(home, "retake", FILM, "#1")
    assert "v001 fits again: " in run(home, "undo", FILM, str(turn)).stdout
    assert len(home.takes()) == 7


def test_taking_back_a_note_brings_the_take_before_it_back(home: Home) -> None:
    run(home, "note", FILM, "#1", "closer")
    assert "v001 counts again" in run(home, "undo", FILM).stdout
    assert "v002 counts again" in run(home, "redo", FILM).stdout
    assert len(home.takes()) == 7


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("note", FILM, "#9", "closer"), "there is no such shot"),
        (("note", FILM, "#1", " "), "expected 1 to 2000"),
        (("note", FILM, "#1", "closer", "--frame", "99"), "expected 0 to 8"),
        (("note", FILM, "#1", "closer", "--category", "mood"), "expected one of appearance"),
        (("note", FILM, "#1", "closer", "--everywhere", "--only-here"), "got --everywhere and --only-here"),
        (("note", FILM, "#1", "closer", "--take", "v007"), "expected one of this shot's: v001"),
        (("retake", FILM, "#1", "--takes", "2", "--same-seed"), "would be one take"),
        (("approve", FILM, "#1", "v003"), "expected one of this shot's: v001"),
        (("label", FILM, "7", "right"), "there is no note 7"),
        (("resolve", FILM, "7"), "there is no note 7"),
        (("undo", FILM, "99"), "there is no turn 99"),
        (("redo", FILM), "nothing to do again"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    home: Home, words: tuple[str, ...], why: str
) -> None:
    before = home.shots()
    assert why in " ".join(run(home, *words, code=2).stderr.split())
    assert (home.shots(), _notes(home)) == (before, [])


@pytest.mark.parametrize(
    "words",
    [
        ("label", FILM, "1", "rong"),
        ("approve", FILM, "#1", "v003"),
        ("retake", FILM, "#1", "--takes", "2", "--same-seed"),
        ("undo", FILM, "1"),
    ],
)
def test_what_is_refused_leaves_no_turn(home: Home, words: tuple[str, ...]) -> None:
    _found(home)
    before = _journal(home)
    run(home, *words, code=2)
    assert _journal(home) == before


def test_a_take_with_the_picture_of_an_earlier_one_is_told_so(home: Home) -> None:
    assert "the picture is that of" not in run(home, "retake", FILM, "#1").stdout
    with home.database.read() as session:
        old, new = viewing.takes(session, home.shots()[0].id)
    assert _looks_like(new, [old, new]) == ""
    assert _looks_like(replace(new, clip=old.clip), [old, new]) == "; the picture is that of v001"
