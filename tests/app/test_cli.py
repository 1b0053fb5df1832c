from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.running import ROOT, dailies, document, environment

SMALL = ("--size", "128x128")
SCRIPT = "INT. KITCHEN - DAY\n\nANNA pours tea.\n\nANNA\nSugar?\n\nBEN\nNo. Never.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one finished film, TEA."""
    home = tmp_path_factory.mktemp("home")
    (home / "tea.fountain").write_text(SCRIPT)
    done = dailies(home, "make", str(home / "tea.fountain"), "--yes", *SMALL)
    assert done.returncode == 0, done.stderr
    return home


def _rows(home: Path) -> int:
    """How many rows there are that a refused command must not have added to."""
    path = home / "dailies.db"
    if not path.exists():
        return 0
    with sqlite3.connect(path) as connection:
        return sum(
            connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
            for t in ("film", "job", "journal", "take")
        )


def test_make_says_where_the_film_is_and_what_to_do_next(made: Path, tmp_path: Path) -> None:
    done = dailies(
        tmp_path / "home", "make", str(made / "tea.fountain"), "--yes", *SMALL, "--out", str(tmp_path / "out")
    )
    assert f"watch   {tmp_path}/out/film.mp4" in done.stdout
    assert "dailies show TEA" in done.stdout
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {
        "README.md", "cast.md", "contact-sheet.png", "dialogue.srt", "film.mp4", "journal.md",
        "manifest.json", "screenplay.fountain", "shots", "shots.md", "story.md",
    }  # fmt: skip


def test_every_command_gives_one_json_document(made: Path) -> None:
    assert document(dailies(made, "films", "--json"))["films"][0]["code"] == "TEA"
    shown = document(dailies(made, "show", "tea", "--json"))
    assert {"film", "story", "cast", "shots"} == set(shown)
    taken = document(dailies(made, "takes", "TEA", "#1", "--json"))
    assert taken["takes"][0]["request"]["prompt"]
    assert Path(taken["takes"][0]["clip"]).exists()
    assert document(dailies(made, "log", "TEA", "--json"))["journal"][0]["tool"] == "planning.create_film"
    assert document(dailies(made, "resume", "--json")) == {"films": []}
    assert "checks" in document(dailies(made, "doctor", "--json"))
    assert document(dailies(made, "db", "upgrade", "--json"))["schema"]
    assert document(dailies(made, "cancel", "TEA", "--json")) == {"film": "TEA", "stopping": False}


def test_quiet_prints_the_result_and_nothing_else(made: Path, tmp_path: Path) -> None:
    done = dailies(
        made, "make", str(made / "tea.fountain"), "--yes", "-q", "--out", str(tmp_path / "o"), *SMALL
    )
    assert (done.stdout, done.stderr, done.returncode) == (f"{tmp_path}/o/film.mp4\n", "", 0)
    codes = dailies(made, "films", "-q").stdout.split()
    assert codes[-1] == "TEA"
    clips = dailies(made, "takes", "TEA", "#1", "-q").stdout.split()
    assert all(Path(clip).exists() for clip in clips)


def test_the_dialogue_of_the_film_is_that_of_the_script(made: Path) -> None:
    folder = document(dailies(made, "show", "TEA", "--json"))["film"]["folder"]
    text = (Path(folder) / "dialogue.srt").read_text()
    assert "\nSugar?\n" in text
    assert "\nNo. Never.\n" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("make", "nowhere.fountain"), "there is no file nowhere.fountain"),
        (("make", "example:none"), "expected one of: five-minutes, idea, short"),
        (("make", "a lamp", "--engine", "imax"), "expected one of: animatic, echo, slate"),
        (("make", "a lamp", "--size", "huge"), "expected WIDTHxHEIGHT"),
        (("make", "a lamp", "--size", "100x100"), "expected a multiple of 32"),
        (("make", "a lamp", "--memory", "all"), "expected agent, native or none"),
        (("make", "."), "is a folder"),
        (("make", ""), "empty"),
        (("show", "NOBODY"), "there is no film 'NOBODY'"),
        (("takes", "TEA", "9999"), "there is no such shot"),
    ],
)
def test_bad_input_is_answered_in_words_and_changes_nothing(
    made: Path, words: tuple[str, ...], said: str
) -> None:
    before = _rows(made)
    done = dailies(made, *words, "--json")
    assert done.returncode == 2, done.stderr
    assert said in document(done)["error"]["message"]
    assert "Traceback" not in done.stderr
    assert _rows(made) == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.fountain", b"", "empty"),
        ("picture.fountain", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "expected"),
        ("big.fountain", b"INT. ROOM - DAY\n\nRain.\n\n" * 450_000, "MB"),
        ("broken.fdx", b"<FinalDraft><Content><Paragraph>", "line"),
    ],
)
def test_a_bad_script_is_answered_in_words_and_changes_nothing(
    made: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    before = _rows(made)
    done = dailies(made, "make", str(tmp_path / name), "--yes", *SMALL)
    assert done.returncode == 2
    assert said in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert _rows(made) == before


@pytest.mark.slow
def test_sixty_characters_and_a_speech_of_four_hundred_words_make_a_film(tmp_path: Path) -> None:
    long = " ".join(f"Word{n}{'.' if n % 9 == 8 else ''}" for n in range(400))
    crowd = "\n\n".join(f"PERSON {n}\nHello, I am number {n}." for n in range(60))
    script = tmp_path / "crowd.fountain"
    script.write_text(f"EXT. SQUARE - DAY\n\n{crowd}\n\nMARA\n{long}\n")
    done = dailies(tmp_path / "home", "make", str(script), "--yes", "--json", *SMALL)
    assert done.returncode == 0, done.stderr
    film = document(done)["films"][0]
    shown = document(dailies(tmp_path / "home", "show", film["code"], "--json"))
    assert len(shown["cast"]) == 61
    spoken = [line["text"] for s in shown["shots"] for line in s["plan"]["lines"] if line["speech"] == 60]
    assert len(spoken) > 10
    assert " ".join(spoken) == long
    assert all(s["plan"]["frames"] <= 241 for s in shown["shots"])


@pytest.mark.slow
def test_without_a_terminal_the_director_waits_and_says_how_to_answer(tmp_path: Path) -> None:
    done = dailies(tmp_path, "make", "A lamp and a letter on the last night.", *SMALL)
    assert done.returncode == 4
    assert "waits for your word on the questions" in done.stdout
    assert "dailies resume" in done.stdout
    code = document(dailies(tmp_path, "films", "--json"))["films"][0]["code"]
    assert dailies(tmp_path, "resume", code, "--yes", "--quiet").returncode == 0
    assert document(dailies(tmp_path, "films", "--json"))["films"][0]["state"] == "finished"


@pytest.mark.slow
def test_two_processes_on_one_film_are_told_apart(tmp_path: Path) -> None:
    script = tmp_path / "long.fountain"
    script.write_text("\n\n".join(f"INT. ROOM {n} - DAY\n\nMARA waits in room {n}." for n in range(40)))
    words = [sys.executable, "-m", "app.cli", "make", str(script), "--yes", "--quiet", "--size", "640x352"]
    with subprocess.Popen(words, cwd=ROOT, env=environment(tmp_path / "home")) as first:
        deadline = time.monotonic() + 60
        while not _takes(tmp_path / "home") and time.monotonic() < deadline:
            time.sleep(0.2)
        second = dailies(tmp_path / "home", "resume", "LONG", "--yes")
        assert second.returncode == 3, second.stdout + second.stderr
        assert f"process {first.pid}" in second.stderr
        assert "is at work on LONG" in second.stderr
        assert dailies(tmp_path / "home", "cancel", "LONG").stdout == "LONG will stop.\n"
        assert first.wait(60) == 130


def test_an_interrupted_film_says_so_and_goes_on(tmp_path: Path) -> None:
    script = tmp_path / "long.fountain"
    script.write_text("\n\n".join(f"INT. ROOM {n} - DAY\n\nMARA waits in room {n}." for n in range(20)))
    words = [sys.executable, "-m", "app.cli", "make", str(script), "--yes", "-q", "--size", "640x352"]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment(tmp_path / "home"), stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while _takes(tmp_path / "home") < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "dailies resume" in said
    assert "Traceback" not in said
    assert document(dailies(tmp_path / "home", "films", "--json"))["films"][0]["state"] == "interrupted"
    done = document(dailies(tmp_path / "home", "resume", "--yes", "--json"))
    assert done["films"][0]["state"] == "finished"


def _takes(home: Path) -> int:
    try:
        with sqlite3.connect(f"file:{home / 'dailies.db'}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM take").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_a_folder_nobody_may_write_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("")
    done = dailies(tmp_path / "blocked" / "home", "films")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "DAILIES_HOME" in done.stderr


def test_an_out_folder_that_cannot_be_written_keeps_the_film(made: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("")
    done = dailies(
        made, "make", str(made / "tea.fountain"), "--yes", "--out", str(tmp_path / "blocked/film"), *SMALL
    )
    assert done.returncode == 2
    assert "--out" in done.stderr
    newest = document(dailies(made, "films", "--json"))["films"][0]
    assert newest["rendered"] == newest["shots"]


def _small_disk(folder: Path) -> bool:
    """Mount three megabytes there; False where that is not allowed."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    return (
        shutil.which("mount") is not None
        and subprocess.run(words, check=False, capture_output=True).returncode == 0
    )


def test_a_full_disk_is_said_in_words_and_resume_goes_on_when_there_is_room(tmp_path: Path) -> None:
    script, disk = tmp_path / "long.fountain", tmp_path / "disk"
    script.write_text("\n\n".join(f"INT. ROOM {n} - DAY\n\nMARA waits in room {n}." for n in range(40)))
    if not _small_disk(disk):
        pytest.skip("mounting a small disk is not allowed here")
    try:
        done = dailies(disk, "make", str(script), "--yes", "--size", "256x160")
        assert done.returncode == 2, done.stdout + done.stderr
        assert "no room" in done.stderr
        assert "dailies resume" in done.stderr
        assert "Traceback" not in done.stderr
        with sqlite3.connect(f"file:{disk / 'dailies.db'}?mode=ro", uri=True) as connection:
            kept = connection.execute("SELECT id, clip FROM take WHERE state = 'rendered'").fetchall()
        assert kept
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        again = dailies(disk, "resume", "--yes", "--json")
        assert again.returncode == 0, again.stderr
        assert document(again)["films"][0]["state"] == "finished"
        with sqlite3.connect(disk / "dailies.db") as connection:
            now = connection.execute("SELECT id, clip FROM take WHERE state = 'rendered'").fetchall()
        assert set(kept) <= set(now)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


@pytest.mark.slow
def test_a_machine_that_cannot_draw_is_told_what_to_install_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "skia.py").write_text("raise ImportError('libGL.so.1: cannot open shared object file')")
    home, more = tmp_path / "home", {"PYTHONPATH": str(tmp_path), "DAILIES_ENGINE": "animatic"}
    done = dailies(home, "make", "A lamp and a letter.", "--yes", **more)
    assert done.returncode == 2
    assert "apt install libgl1 libegl1" in done.stderr
    assert document(dailies(home, "films", "--json"))["films"] == []
    checks = document(dailies(home, "doctor", "--json", **more))["checks"]
    assert [c["fine"] for c in checks if c["name"] == "engine animatic"] == [False]


def test_help_starts_in_well_under_a_second() -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "app.cli", "--help"], cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 1.0
