from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from agent.house import House
from agent.writer import A
from app.lint_cli import lint
from tests.app.running import environment
from tests.making import Home
from tools.story import ShotListDraft

SCRIPT = """INT. KITCHEN - DAY

ANNA (40s, short grey hair, blue apron) pours tea.

ANNA
(out of breath)
Sugar?

EXT. GARDEN - DAY

Anna waits under the apple tree.
"""
app = typer.Typer()
app.command()(lint)


class Sighing(House):
    """A house writer that hears a sigh in every shot."""

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        made = super().ask(step, values, answer)
        if not isinstance(made, ShotListDraft):
            return made
        shots = tuple(shot.model_copy(update={"sound": "a long sigh"}) for shot in made.shots)
        return made.model_copy(update={"shots": shots})


def run(home: Home, *words: str) -> Result:
    """``dailies lint`` in the test's own process."""
    return CliRunner().invoke(app, words, env=environment(home.folder), catch_exceptions=False)


def plan(home: Home, **changes: Any) -> None:
    """A film up to its shot list."""
    home.run(home.begin(SCRIPT), "yes", **changes)
    assert not home.takes()


def test_a_film_without_a_fault_says_so(home: Home) -> None:
    home.make(SCRIPT.replace("(out of breath)\n", ""))
    done = run(home, home.film().code)
    assert done.exit_code == 0
    assert done.stdout.split() == f"No findings in {len(home.shots())} shots.".split()


def test_a_warning_is_shown_and_is_no_failure(home: Home) -> None:
    home.make(SCRIPT)
    done = run(home, home.film().code)
    assert done.exit_code == 0
    assert "v001  V002  warning" in done.stdout
    assert "line 1" in done.stdout
    assert f"0 errors, 1 warning in {len(home.shots())} shots." in done.stdout


def test_an_error_of_a_shot_that_was_not_rendered_yet_ends_with_two(home: Home) -> None:
    plan(home, writer=Sighing())
    done = run(home, home.film().code)
    assert done.exit_code == 2
    assert f"{home.shots()[0].code} planned  V001  error" in done.stdout
    assert "got the sound 'sigh'" in " ".join(done.stdout.split())


def test_one_shot_can_be_looked_at_alone(home: Home) -> None:
    plan(home, writer=Sighing())
    done = run(home, home.film().code, "#1", "-q")
    assert done.stdout == f"{home.shots()[0].code} V001 error\n"


def test_programs_get_every_shot_with_its_findings(home: Home) -> None:
    home.make(SCRIPT)
    found = json.loads(run(home, home.film().code, "--json").stdout)
    assert (found["errors"], found["warnings"]) == (0, 1)
    assert [one["shot"] for one in found["shots"]] == [shot.code for shot in home.shots()]
    assert {one["take"] for one in found["shots"]} == {1}
    (finding,) = [f for one in found["shots"] for f in one["findings"]]
    assert finding.keys() == {"code", "severity", "where", "message"}


def test_a_film_without_shots_has_nothing_to_look_at(home: Home) -> None:
    home.begin(SCRIPT)
    done = run(home, home.film().code)
    assert (done.exit_code, done.stdout) == (0, "No shots yet.\n")


@pytest.mark.parametrize(("name", "shot"), [("NOWHERE", ""), ("TEST", "#9")])
def test_what_is_not_there_is_named(home: Home, name: str, shot: str) -> None:
    plan(home)
    done = run(home, name, shot)
    assert done.exit_code == 2
    assert "there is no" in done.stderr or "has no shot" in done.stderr
