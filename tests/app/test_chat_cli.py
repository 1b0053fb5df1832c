"""Conversations at the terminal, as a user has them."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import app
from tests.app.inside import told
from tests.app.running import ROOT, environment

IDEA = "A lost umbrella."
TEA = "INT. KITCHEN - DAY\n\nANNA pours tea.\n\nANNA\nSugar?\n\nBEN\nNo. Never.\n"
LONG = "\n\n".join(f"INT. ROOM {n} - DAY\n\nMARA waits in room {n}." for n in range(8))
SMALL = ("--size", "128x128")
PROGRAM = (sys.executable, "-m", "app.cli", "chat")


def talk(
    home: Path, *words: str, lines: tuple[str, ...] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    """``dailies chat`` within the test's own process, ``lines`` typed into it."""
    typed = "".join(f"{line}\n" for line in lines)
    done = CliRunner().invoke(
        app, ("chat", *words), input=typed, env=environment(home, **more), catch_exceptions=False
    )
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def spoken(home: Path, *words: str, said: tuple[str, ...] = ()) -> dict[str, Any]:
    """What ``dailies chat --json`` gives after ``said``."""
    lines = [part for line in said for part in ("--say", line)]
    found = json.loads(talk(home, *words, *lines, "--json", *SMALL).stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def tea(tmp_path: Path) -> str:
    """The path of a screenplay of a few shots."""
    (tmp_path / "tea.fountain").write_text(TEA)
    return str(tmp_path / "tea.fountain")


@pytest.fixture
def long(tmp_path: Path) -> str:
    """The path of a screenplay of eight scenes."""
    (tmp_path / "long.fountain").write_text(LONG)
    return str(tmp_path / "long.fountain")


def _takes(home: Path) -> dict[int, str]:
    """Every finished take: its id and clip."""
    try:
        with sqlite3.connect(f"file:{home / 'dailies.db'}?mode=ro", uri=True) as connection:
            return dict(connection.execute("SELECT id, clip FROM take WHERE state = 'rendered'").fetchall())
    except sqlite3.OperationalError:
        return {}


def _until_takes(home: Path, count: int) -> None:
    deadline = time.monotonic() + 60
    while len(_takes(home)) < count and time.monotonic() < deadline:
        time.sleep(0.05)


def test_an_idea_becomes_a_film_in_one_conversation(tmp_path: Path) -> None:
    lines = (IDEA, "d", "2", "", "again", "yes", "yes", "quit")
    done = talk(tmp_path, *SMALL, lines=lines)
    order = [
        "No language model is set up: the house writer plans by rules (docs/models.md).",
        "What is the film about?",
        "1 of 3, style: How should it look?",
        "3 of 3, scenes: Where does it happen?",
        "look: film noir",
        "Is this the story?",
        "Is this the story?",
        "Shall these shots be rendered?",
        "is ready: ",
        "you> quit",
        "Nothing is lost: dailies chat LOST",
    ]
    place = 0
    for words in order:
        place = done.stdout.find(words, place)
        assert place >= 0, f"{words!r} is missing or out of order in\n{done.stdout}"
        place += len(words)
    assert done.returncode == 0
    assert (tmp_path / "films" / "LOST" / "film.mp4").exists()


def test_yes_asks_for_nothing_but_the_idea(tmp_path: Path, tea: str) -> None:
    done = spoken(tmp_path / "home", "--yes", said=(tea,))
    assert done["film"]["state"] == "finished"
    assert done["film"]["approved"] == done["film"]["shots"]
    assert done["question"] is None


def test_what_cannot_be_read_is_said_and_asked_for_again(tmp_path: Path, tea: str) -> None:
    done = talk(tmp_path / "home", *SMALL, lines=("nowhere.fountain", "", tea, "stop"))
    assert "there is no file nowhere.fountain" in done.stdout
    assert "Is this the story?" in done.stdout
    assert done.returncode == 4


def test_leaving_at_a_question_keeps_it_and_the_next_visit_asks_it_again(tmp_path: Path) -> None:
    left = spoken(tmp_path, said=(IDEA, "d", "stop"))
    assert left["film"]["state"] == "waits for your word on the questions"
    assert [card["topic"] for card in left["question"]["cards"]] == ["style", "characters", "scenes"]
    done = talk(tmp_path, "lost", lines=("skip",))
    assert "1 of 3, style" in done.stdout
    assert "Is this the story?" in done.stdout
    assert done.returncode == 4


def test_make_without_a_terminal_shows_the_cards_to_programs(tmp_path: Path) -> None:
    done = told(tmp_path, "make", IDEA, *SMALL, "--json")
    question = json.loads(done.stdout)["films"][0]["question"]
    assert done.returncode == 4
    assert question["gate"] == "questions"
    assert question["cards"][0] == {
        "number": 1,
        "topic": "style",
        "text": "How should it look?",
        "options": [
            "picture book",
            "quiet drama",
            "poetic realism",
            "film noir",
            "documentary",
            "comic book",
        ],
        "default": "picture book",
    }


def test_the_story_and_the_shots_can_be_looked_at_beside_a_question(tmp_path: Path, tea: str) -> None:
    done = talk(tmp_path / "home", *SMALL, lines=(tea, "yes", "/shots", "/story", "/help", "/dance", "stop"))
    assert done.stdout.count("pours tea") >= 2
    assert "why did you remember shot 2" in done.stdout
    assert "got /dance, expected /shots" in done.stdout
    assert done.stdout.count("Shall these shots be rendered?") == 1


def test_a_finished_film_can_be_taken_up_and_left(tmp_path: Path, tea: str) -> None:
    talk(tmp_path / "home", "--yes", *SMALL, lines=(tea,))
    done = talk(tmp_path / "home", "TEA", lines=("go on", "/quit"))
    assert "Everything is rendered and cut." in done.stdout
    assert done.returncode == 0


def test_a_film_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    done = talk(tmp_path, "NOBODY")
    assert done.returncode == 2
    assert "there is no film 'NOBODY'" in done.stderr


def test_a_file_can_be_attached_in_the_talk(tmp_path: Path, tea: str) -> None:
    (tmp_path / "notes.md").write_text("# The kettle\n\nThe kettle is green and never boils before noon.\n")
    lines = (tea, f"/attach {tmp_path}/notes.md", "/attach nowhere.md", "stop")
    done = talk(tmp_path / "home", *SMALL, lines=lines)
    assert "notes.md is read: 1 passage " in done.stdout
    assert "there is no file 'nowhere.md'" in done.stdout


def test_a_change_in_the_shot_list_is_shown_before_it_is_rendered(tmp_path: Path, tea: str) -> None:
    done = talk(tmp_path / "home", *SMALL, lines=(tea, "yes", "omit shot 1", "yes", "quit"))
    assert done.stdout.count("Shall these shots be rendered?") == 2
    assert "is ready: " in done.stdout
    assert done.returncode == 0


def test_a_change_after_the_cut_is_offered_for_rendering_and_can_wait(tmp_path: Path, tea: str) -> None:
    home = tmp_path / "home"
    talk(home, "--yes", *SMALL, lines=(tea,))
    before = _takes(home)
    lines = ("retake 1", "later", "go on", "quit")
    done = talk(home, "TEA", lines=lines)
    assert "Later, then." in done.stdout
    assert len(_takes(home)) == len(before) + 1
    assert before.items() <= _takes(home).items()


def test_what_was_said_is_shown_when_the_film_is_taken_up_again(tmp_path: Path, tea: str) -> None:
    home = tmp_path / "home"
    talk(home, "--yes", *SMALL, lines=(tea, "show shot 1", "quit"))
    done = spoken(home, "TEA")
    assert [m["speaker"] for m in done["messages"]] == ["user", "director"]
    assert "you> show shot 1" in talk(home, "TEA", lines=("quit",)).stdout


def test_undo_takes_the_last_change_back(tmp_path: Path, tea: str) -> None:
    home = tmp_path / "home"
    talk(home, "--yes", *SMALL, lines=(tea,))
    before = spoken(home, "TEA")["film"]
    spoken(home, "TEA", said=("omit shot 1", "later"))
    assert spoken(home, "TEA")["film"]["shots"] == before["shots"] - 1
    spoken(home, "TEA", said=("later", "/undo"))
    assert spoken(home, "TEA")["film"]["shots"] == before["shots"]


def _start(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, *words],
        cwd=ROOT,
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _type(process: subprocess.Popen[str], *lines: str) -> None:
    assert process.stdin is not None
    process.stdin.write("".join(f"{line}\n" for line in lines))
    process.stdin.flush()


def _read_until(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    heard = ""
    while words not in heard:
        letter = process.stdout.read(1)
        assert letter, heard
        heard += letter


def test_ctrl_c_while_rendering_stops_and_the_talk_goes_on(tmp_path: Path, long: str) -> None:
    home = tmp_path / "home"
    with _start(home, "--yes", "--size", "640x352") as process:
        _type(process, long)
        _until_takes(home, 2)
        process.send_signal(signal.SIGINT)
        _read_until(process, "you> ")
        before = _takes(home)
        out, _ = process.communicate("go on\nquit\n", timeout=120)
    assert process.returncode == 0
    assert "is ready: " in out
    assert before.items() <= _takes(home).items()
    assert len(before) < len(_takes(home))


@pytest.mark.slow
def test_a_talk_killed_at_a_question_and_at_work_goes_on_where_it_was(tmp_path: Path, long: str) -> None:
    home = tmp_path / "home"
    with _start(home, "--size", "640x352") as process:
        _type(process, long)
        _read_until(process, "Is this the story?")
        process.kill()
    with _start(home, "LONG") as process:
        _type(process, "yes")
        _read_until(process, "Shall these shots be rendered?")
        process.kill()
    with _start(home, "LONG") as process:
        _type(process, "yes")
        _until_takes(home, 3)
        process.kill()
    before = _takes(home)
    done = talk(home, "LONG", lines=("yes", "quit"))
    assert "It was interrupted." in done.stdout
    assert "is ready: " in done.stdout
    assert before
    assert before.items() <= _takes(home).items()
    assert len(set(_takes(home))) == spoken(home, "LONG")["film"]["shots"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="a terminal of our own needs a Unix system")
def test_at_a_terminal_every_question_can_be_answered_by_keys(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    words = [*PROGRAM, *SMALL]
    home = environment(tmp_path / "home", TERM="xterm")
    with subprocess.Popen(words, cwd=ROOT, env=home, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        heard = ""
        for prompt, keys in (
            ("film> ", IDEA),
            ("your answer: ", "b"),
            ("your answer: ", "skip"),
            ("what to change: ", "\x04"),
        ):
            heard = _seen(ours, prompt)
            os.write(ours, keys.encode() + (b"" if keys == "\x04" else b"\n"))
        rest = _seen(ours, "Nothing is lost")
        process.wait(30)
    os.close(ours)
    assert "Is this the story?" in heard
    assert "Traceback" not in rest
    assert process.returncode == 0


def _seen(terminal: int, words: str) -> str:
    heard = ""
    while words not in heard:
        try:
            heard += os.read(terminal, 4_096).decode(errors="replace")
        except OSError as error:
            raise AssertionError(f"{words!r} never came; heard {heard!r}") from error
    return heard
