"""A film by the real camera with tiny random weights: the whole road from a screenplay to ``film.mp4``."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent.seeds import seed_of
from generator.footage import probe, read_frames, read_sound
from generator.interface import FPS, SAMPLE_RATE
from tests.app.inside import told
from tests.app.running import ROOT, document, environment
from tools.store import MediaStore

SCRIPT = """INT. KITCHEN - DAY

ANNA (40s, red apron) pours tea.

ANNA
Sugar?

Anna sits down at the table.

ANNA
Then milk.
"""
ECHO = ("--engine", "echo", "--profile", "random-tiny")


@dataclass(frozen=True)
class Film:
    """A film that was killed after its second take and finished by ``resume``."""

    home: Path
    script: Path
    before: dict[str, str]
    """Finished takes when it was killed: shot to clip."""
    facts: dict[str, Any]


def _finished(home: Path) -> dict[str, str]:
    """Every finished take: its shot to its clip."""
    database = home / "dailies.db"
    if not database.exists():
        return {}
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        try:
            rows = connection.execute(
                "SELECT shot.code, take.id || take.clip FROM take JOIN shot ON shot.id = take.shot_id "
                "WHERE take.state = 'rendered'"
            ).fetchall()
        except sqlite3.OperationalError:
            return {}  # not made yet
    return dict(rows)


def _kill(home: Path, words: tuple[str, ...], takes: int, **more: str) -> dict[str, str]:
    """Run a command, kill it when so many takes are finished, and give these."""
    command = [sys.executable, "-m", "app.cli", *words, "--quiet"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(home, **more)) as process:
        deadline = time.monotonic() + 120
        while len(_finished(home)) < takes and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    return _finished(home)


def _takes(home: Path, film: str, **more: str) -> list[dict[str, Any]]:
    """The one take of every shot, in order."""
    shots = document(told(home, "show", film, "--json", **more))["shots"]
    found = [document(told(home, "takes", film, shot["code"], "--json", **more))["takes"] for shot in shots]
    assert [len(takes) for takes in found] == [1] * len(shots)
    return [takes[0] for takes in found]


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    home = tmp_path_factory.mktemp("home")
    script = home / "tea.fountain"
    script.write_text(SCRIPT)
    before = _kill(home, ("make", str(script), "--yes", *ECHO), takes=2)
    assert 2 <= len(before) < 4
    # The camera in the environment is another one: the film remembers its own.
    resumed = told(home, "resume", "TEA", "--yes", "--json", DAILIES_ENGINE="slate")
    assert resumed.returncode == 0, resumed.stderr
    return Film(home, script, before, document(resumed)["films"][0])


def test_a_killed_film_is_finished_by_the_camera_it_was_begun_with(film: Film) -> None:
    assert (film.facts["state"], film.facts["engine"]) == ("finished", "echo:random-tiny")
    assert film.facts["rendered"] == film.facts["shots"] == 4
    assert film.before.items() <= _finished(film.home).items()


def test_the_film_is_whole_at_the_small_size_of_the_profile(film: Film) -> None:
    movie = Path(film.facts["folder"]) / "film.mp4"
    found, frames = probe(movie), film.facts["frames"]
    assert (film.facts["width"], film.facts["height"]) == (128, 96)
    assert (found.width, found.height, found.frames) == (128, 96, frames)
    assert frames == sum(t["request"]["frames"] for t in _takes(film.home, "TEA"))
    assert read_frames(movie, [frames - 1])[0].shape == (96, 128, 3)
    samples = frames * SAMPLE_RATE // FPS
    assert 0 <= read_sound(movie).shape[1] - samples < 1024  # AAC fills its last block


def test_every_take_records_camera_version_policy_profile_and_seed(film: Film) -> None:
    takes = _takes(film.home, "TEA")
    assert {take["engine"] for take in takes} == {"echo"}
    assert {take["engine_version"] for take in takes} == {"1+random-tiny+1.5+random"}
    for take in takes:
        facts = take["camera"]
        assert {name: facts[name] for name in ("policy", "profile", "weights")} == {
            "policy": "1.5",
            "profile": "random-tiny",
            "weights": "random",
        }
        assert re.match(r"resident: about \d+ MiB of .* free", facts["residency"])
    codes = [take["request"]["code"].removeprefix("TEA_") for take in takes]
    assert [take["request"]["seed"] for take in takes] == [seed_of(0, code, 0) for code in codes]
    shown = told(film.home, "takes", "TEA", "#1").stdout
    assert "echo 1+random-tiny+1.5+random · policy 1.5 · profile random-tiny" in shown
    assert f"seed {seed_of(0, '010_0010', 0)}" in shown


def test_later_shots_remember_earlier_takes_by_what_the_camera_generated(film: Film) -> None:
    takes, store = _takes(film.home, "TEA"), MediaStore(film.home / "media")
    latents = [Path(take["latents"]) for take in takes]
    assert all(path.is_file() and path.suffix == ".safetensors" for path in latents)
    remembered = [slot for take in takes for slot in take["request"]["slots"]]
    assert [len(take["request"]["slots"]) for take in takes] == [0, 1, 1, 2]
    assert {store.path(slot["latents"]) for slot in remembered} <= set(latents)
    assert [bool(slot["voice"]) for slot in takes[2]["request"]["slots"]] == [True]
    for take in takes:
        assert [slot["source"].split()[0] for slot in take["slots"]] == [
            next(t["request"]["code"] for t in takes if t["latents"] == str(store.path(slot["latents"])))
            for slot in take["request"]["slots"]
        ]


def test_the_same_film_again_uses_the_same_clips_and_says_so(film: Film) -> None:
    again = told(film.home, "make", str(film.script), "--yes", *ECHO)
    assert again.returncode == 0, again.stderr
    assert again.stdout.count("same request as TEA_") == 4
    newest = document(told(film.home, "films", "--json"))["films"][0]["code"]
    first, second = _takes(film.home, "TEA"), _takes(film.home, newest)
    assert newest != "TEA"
    for field in ("digest", "clip", "sound", "latents"):
        assert [take[field] for take in first] == [take[field] for take in second]
    assert [take["reused"] for take in second] == [f"{take['request']['code']} v001" for take in first]


def test_the_other_policy_makes_a_film_too(tmp_path: Path) -> None:
    script = tmp_path / "tea.fountain"
    script.write_text(SCRIPT)
    older = {"DAILIES_ECHO_VERSION": "1.0", "DAILIES_ENGINE": "echo:random-tiny"}
    words = ("make", str(script), "--yes", "--json", "--size", "64x64")
    made = document(told(tmp_path, *words, **older))["films"][0]
    assert (made["state"], made["engine"]) == ("finished", "echo:random-tiny")
    takes = _takes(tmp_path, made["code"])
    assert {take["camera"]["policy"] for take in takes} == {"1.0"}
    assert {take["engine_version"] for take in takes} == {"1+random-tiny+1.0+random"}
    assert {take["reused"] for take in takes} == {""}
    assert [len(take["request"]["slots"]) for take in takes] == [0, 1, 1, 2]
    assert probe(Path(made["folder"]) / "film.mp4").frames == made["frames"]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("version", ["1.0", "1.5"])
def test_a_film_killed_twice_has_the_very_clips_of_one_that_was_not(tmp_path: Path, version: str) -> None:
    script, more = tmp_path / "tea.fountain", {"DAILIES_ECHO_VERSION": version}
    script.write_text(SCRIPT)
    words = ("make", str(script), "--yes", *ECHO)
    assert told(tmp_path / "whole", *words, **more).returncode == 0
    _kill(tmp_path / "home", words, takes=1, **more)
    before = _kill(tmp_path / "home", ("resume", "--yes"), takes=3, **more)
    assert len(before) == 3
    assert told(tmp_path / "home", "resume", "--yes", **more).returncode == 0
    assert before.items() <= _finished(tmp_path / "home").items()
    for field in ("digest", "engine_version"):
        whole, resumed = (_takes(tmp_path / home, "TEA", **more) for home in ("whole", "home"))
        assert [take[field] for take in whole] == [take[field] for take in resumed]
    for field in ("clip", "sound", "latents"):
        assert [Path(take[field]).name for take in whole] == [Path(take[field]).name for take in resumed]
