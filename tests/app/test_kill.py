"""kill -9 at random moments of a thirty-shot film: nothing finished is lost or rendered again."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.app.running import ROOT, environment

FOLDERS = "\n\n".join(
    f"INT. ROOM {n} - NIGHT\n\nMARA walks to the window of room {n}.\n\nMARA\nThis is room {n}."
    for n in range(16)
)


def _dailies(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finished(home: Path) -> dict[str, tuple[int, str]]:
    """Every finished take: its shot and number to its row and clip."""
    database = home / "dailies.db"
    if not database.exists():
        return {}
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        try:
            rows = connection.execute(
                "SELECT shot.code, take.number, take.id, take.clip FROM take "
                "JOIN shot ON shot.id = take.shot_id WHERE take.state = 'rendered'"
            ).fetchall()
        except sqlite3.OperationalError:
            return {}  # killed before the tables were made
    return {f"{code} v{number}": (take_id, clip) for code, number, take_id, clip in rows}


def _survive(home: Path, kills: int, seed: int) -> dict[str, Any]:
    script = home.parent / "rooms.fountain"
    script.write_text(FOLDERS)
    dice = random.Random(seed)
    before: dict[str, tuple[int, str]] = {}
    words: tuple[str, ...] = ("make", str(script), "--yes", "--size", "128x128", "--json")
    for _ in range(kills):
        process = _dailies(home, *words)
        time.sleep(dice.uniform(0.2, 4.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        after = _finished(home)
        assert before.items() <= after.items()
        before = after
        if _has_film(home):
            words = ("resume", "--yes", "--json")
    out, errors = _dailies(home, *words).communicate(timeout=240)
    assert before.items() <= _finished(home).items(), errors
    document = json.loads(out)
    assert isinstance(document, dict)
    return document


def _has_film(home: Path) -> bool:
    if not (home / "dailies.db").exists():
        return False
    with sqlite3.connect(home / "dailies.db") as connection:
        try:
            return bool(connection.execute("SELECT count(*) FROM job").fetchone()[0])
        except sqlite3.OperationalError:
            return False


def _check_whole(home: Path) -> None:
    from tools import board, viewing
    from tools.db import open_database
    from tools.store import MediaStore

    database, store = open_database(f"sqlite:///{home / 'dailies.db'}"), MediaStore(home / "media")
    with database.read() as session:
        for film in board.films(session):
            assert film.state == "finished"
            assert film.shots >= 30
            for shot in board.shots(session, film.id):
                made = viewing.takes(session, shot.id)
                assert [t.state for t in made] == ["rendered"]
                assert shot.take_id == made[0].id
        assert board.missing_media(session, lambda sha: store.has(sha) and store.sound(sha)) == []


@pytest.mark.parametrize("seed", [1])
def test_a_film_killed_at_random_moments_is_finished_by_resume(tmp_path: Path, seed: int) -> None:
    _survive(tmp_path / "home", kills=4, seed=seed)
    _check_whole(tmp_path / "home")


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [2, *range(10, 18)])
def test_a_film_killed_at_many_random_moments_is_finished_by_resume(tmp_path: Path, seed: int) -> None:
    _survive(tmp_path / "home", kills=8, seed=seed)
    _check_whole(tmp_path / "home")
