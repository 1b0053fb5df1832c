"""``dailies train`` as a user runs it: the tiny task among those that can be taught."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from app.cli import app
from generator.training.files import Folder
from generator.training.recipe import Recipe, Stage
from generator.training.tasks import TASKS
from tests.app.running import ROOT, environment
from tests.generator.tiny_task import Tiny

TINY = "name: small\nprofile: none\nstages:\n"
STAGE = "- {name: NAME, task: tiny, batch: 8, lr: 0.05, steps: STEPS, options: {spoilt: SPOILT}}\n"


class Stopping(Tiny):
    """Ctrl-C in the third update of its first run."""

    def step(self, number: int, dice: Any) -> Mapping[str, float]:
        found = super().step(number, dice)
        if number == 2 and not self.folder.checkpoint.exists():
            signal.raise_signal(signal.SIGINT)
        return found


@pytest.fixture(autouse=True)
def _taught() -> Iterator[None]:
    """The tiny task stands among the others for as long as a test."""
    tasks = cast("MutableMapping[str, Callable[[Recipe, Stage, Folder], Any]]", TASKS)
    tasks.update(tiny=Tiny, stopping=Stopping)
    yield
    del tasks["tiny"], tasks["stopping"]


def recipe(folder: Path, *steps: int, spoilt: int = -1, task: str = "tiny") -> str:
    """A recipe of stages ``stage-1``, ``stage-2`` …, as a file; gives its path."""
    stages = [
        STAGE.replace("NAME", f"stage-{n}").replace("STEPS", str(count)).replace("SPOILT", str(spoilt))
        for n, count in enumerate(steps, start=1)
    ]
    path = folder / "small.yaml"
    path.write_text(TINY + "".join(stages).replace("task: tiny", f"task: {task}"))
    return str(path)


def told(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``dailies train`` within this process."""
    done = CliRunner().invoke(app, ("train", *words), env=environment(folder), catch_exceptions=False)
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def test_a_recipe_is_trained_and_what_came_of_it_is_said(tmp_path: Path) -> None:
    done = told(tmp_path, recipe(tmp_path, 30, 20))
    assert done.returncode == 0, done.stderr
    assert "stage-1: preparing its lessons" in done.stdout
    assert "stage-1: step 30" in done.stdout
    assert "samples/s" in done.stdout
    assert "ruler.safetensors" in done.stdout
    assert f"Everything is in {tmp_path}/training/small." in done.stdout.replace("\n", " ")
    made = {path.name for path in (tmp_path / "training" / "small" / "stage-2").iterdir()}
    assert {
        "checkpoint.pt",
        "figures.png",
        "finished.json",
        "log.jsonl",
        "ruler.json",
        "ruler.safetensors",
    } <= made


def test_the_second_time_finished_stages_are_left_out(tmp_path: Path) -> None:
    path, place = recipe(tmp_path, 5, 4), ("--folder", str(tmp_path / "out"))
    first = json.loads(told(tmp_path, path, *place, "--stage", "stage-1", "--json").stdout)
    assert [stage["stage"] for stage in first["stages"]] == ["stage-1"]
    second = json.loads(told(tmp_path, path, *place, "--json").stdout)
    assert [(stage["skipped"], stage["steps"]) for stage in second["stages"]] == [(True, 5), (False, 4)]
    assert second["recipe"] == "small"
    assert all(Path(file).is_file() for stage in second["stages"] for file in stage["weights"])
    anew = json.loads(told(tmp_path, path, *place, "--fresh", "--json").stdout)
    assert [stage["skipped"] for stage in anew["stages"]] == [False, False]
    assert (tmp_path / "out" / "stage-1.old-1").is_dir()


def test_quiet_prints_the_weights_and_nothing_else(tmp_path: Path) -> None:
    done = told(tmp_path, recipe(tmp_path, 5), "--folder", str(tmp_path / "out"), "--quiet")
    assert (done.stdout, done.stderr) == (f"{tmp_path}/out/stage-1/ruler.safetensors\n", "")


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    path = recipe(tmp_path, 9, task="stopping")
    done = told(tmp_path, path, "--json")
    assert done.returncode == 130
    assert json.loads(done.stdout)["error"] == {
        "kind": "stopped",
        "message": "stage-1 was stopped after 3 updates; they are kept. The same command goes on from there",
    }
    again = json.loads(told(tmp_path, path, "--json").stdout)
    assert again["stages"][0]["steps"] == 9


def test_somebody_at_work_is_answered_with_its_own_exit_code(tmp_path: Path) -> None:
    with Folder(tmp_path / "out" / "stage-1").at_work():
        done = told(tmp_path, recipe(tmp_path, 9), "--folder", str(tmp_path / "out"), "--json")
    assert done.returncode == 3
    assert "another process trains in" in json.loads(done.stdout)["error"]["message"]


def test_a_loss_that_is_no_number_is_answered_in_words(tmp_path: Path) -> None:
    done = told(tmp_path, recipe(tmp_path, 9, spoilt=4), "--json")
    assert done.returncode == 2
    assert "stage-1: got loss nan in update 5" in json.loads(done.stdout)["error"]["message"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "expected a YAML file, or one of: smoke, toon-128, toon-128-more, toon-256"),
        (("smoke", "--stage", "cutting"), "got the stage 'cutting', expected one of: picture, movement"),
    ],
)
def test_bad_input_is_answered_in_words(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = told(tmp_path, *words, "--json")
    assert done.returncode == 2
    assert said in json.loads(done.stdout)["error"]["message"]
    assert not list(tmp_path.iterdir())


def test_every_shipped_recipe_asks_for_tasks_there_are() -> None:
    from generator.training.recipe import load, shipped

    assert {stage.task for name in shipped() for stage in load(name).stages} <= set(TASKS)


def test_the_help_needs_no_torch() -> None:
    code = "import sys, app.train_cli; print('torch' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "False"
