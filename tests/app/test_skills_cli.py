"""``dailies skills``: make a skill, break it, mend it, read it, share it; all without a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.skills_cli import skills_app
from skills.schema import schema
from tests.app.running import environment
from tests.making import Home


def told(home: Path, *words: str, **more: str) -> Result:
    return CliRunner().invoke(skills_app, words, env=environment(home, **more), catch_exceptions=False)


def document(done: Result) -> dict[str, Any]:
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def begun(home: Path, name: str = "storm-at-sea") -> Path:
    return Path(told(home, "new", name, "-q").stdout.strip())


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


# ---- the newcomer's way ----


def test_a_new_skill_says_where_it_is_and_what_to_do_next(tmp_path: Path) -> None:
    done = told(tmp_path, "new", "storm-at-sea")
    path = tmp_path / "skills" / "storm-at-sea" / "skill.yaml"
    assert (done.exit_code, path.is_file()) == (0, True)
    assert f"Wrote {path}" in done.stdout
    for command in ("lint", "test", "render"):
        assert f"skills {command} storm-at-sea" in done.stdout
        assert told(tmp_path, command, "storm-at-sea").exit_code == 0


def test_a_new_skill_writes_over_nothing(tmp_path: Path) -> None:
    path = begun(tmp_path)
    path.write_text("mine")
    done = told(tmp_path, "new", "storm-at-sea")
    assert done.exit_code == 2
    assert "already there" in done.stderr
    assert path.read_text() == "mine"


def test_a_new_skill_that_hides_one_says_so(tmp_path: Path) -> None:
    assert "instead of the built-in 1.0.0" in told(tmp_path, "new", "noir").stdout
    assert "user, hides built-in 1.0.0" in told(tmp_path, "list").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Storm",), "expected small letters"),
        (("storm", "--kind", "wisdom"), "expected one of prompt, knowledge, critic"),
        (("storm", "--kind", "prompt"), "add --hook"),
        (("storm", "--hook", "tale"), "expected one of clarify, story"),
        (("storm", "--film", "NOPE"), "there is no film 'NOPE'"),
    ],
)
def test_what_cannot_be_begun_is_a_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = told(tmp_path, "new", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "skills").exists()


def test_what_is_edited_is_listed_tested_and_rendered_as_it_is_now(tmp_path: Path) -> None:
    path = begun(tmp_path)
    spoil(path, "- Light:", "- Light, from below:")
    assert "Light, from below" in told(tmp_path, "render", "storm-at-sea").stdout
    done = told(tmp_path, "test", "storm-at-sea")
    assert done.exit_code == 2
    assert "the prompt lacks 'Light:'" in done.stdout
    assert "1 of 3 tests failed" in done.stdout


# ---- broken ones ----


def test_a_broken_skill_is_listed_with_its_line_and_reason(tmp_path: Path) -> None:
    path = begun(tmp_path)
    spoil(path, "prompt: |", "promt: |")
    done = told(tmp_path, "list")
    assert done.exit_code == 0
    assert "noir" in done.stdout
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "promt" in text)
    assert f"✗ storm-at-sea (user): {path}:{line}" in done.stdout
    assert "did you mean 'prompt'?" in done.stdout
    assert told(tmp_path, "show", "storm-at-sea").exit_code == 2


def test_lint_says_every_fault_with_its_line_and_ends_with_two(tmp_path: Path) -> None:
    path = begun(tmp_path)
    spoil(path, 'version: "1.0.0"', "version: 1.0")
    spoil(path, "Storm at sea.", "{{ idea }}")
    done = told(tmp_path, "lint", "storm-at-sea")
    assert done.exit_code == 2
    assert f"{path}:5: S002 error: the version is the number 1.0" in done.stdout
    spoil(path, "version: 1.0", 'version: "1.0.0"')
    assert "S004 error: 'idea' is not declared" in told(tmp_path, "lint", "storm-at-sea").stdout
    assert told(tmp_path, "test", "storm-at-sea").exit_code == 2


def test_warnings_alone_are_fine(tmp_path: Path) -> None:
    path = begun(tmp_path)
    spoil(path, "Use when", "Made for when")
    done = told(tmp_path, "lint", str(path))
    assert (done.exit_code, "S102 warning" in done.stdout) == (0, True)
    assert "0 errors, 1 warning in 1 skill." in done.stdout


def test_a_path_is_as_good_as_a_name(tmp_path: Path) -> None:
    path = begun(tmp_path / "other")
    for target in (path, path.parent):
        assert told(tmp_path, "lint", str(target)).stdout == "No findings in 1 skill.\n"
        assert "3 tests passed." in told(tmp_path, "test", str(target)).stdout
    done = told(tmp_path, "lint", "storm")
    assert (done.exit_code, "expected a folder with a skill.yaml, or one of" in done.stderr) == (2, True)


def test_without_a_name_every_skill_is_checked(tmp_path: Path) -> None:
    begun(tmp_path)
    names = told(tmp_path, "list", "-q").stdout.split()
    assert {"noir", "storm-at-sea"} <= set(names)
    assert told(tmp_path, "lint").stdout.endswith(f" in {len(names)} skills.\n")


# ---- reading ----


def test_show_tells_all_about_a_skill(tmp_path: Path) -> None:
    said = told(tmp_path, "show", "noir").stdout
    for words in ("noir 1.0.0", "knowledge", "styles: noir", "built-in", "Light: one hard source"):
        assert words in said


def test_render_takes_values_from_a_file(tmp_path: Path) -> None:
    path = Path(told(tmp_path, "new", "my-story", "--kind", "prompt", "--hook", "story", "-q").stdout.strip())
    assert "<idea>\nA few words.\n</idea>" in told(tmp_path, "render", "my-story").stdout
    values = tmp_path / "values.yaml"
    values.write_text("idea: 'A [bold] fox. :fox:'\nlanguage: zh\nseconds: 9\n")
    done = told(tmp_path, "render", "my-story", "--values", str(values))
    assert (done.exit_code, "needs the value 'answers'" in done.stderr) == (2, True)
    spoil(path, "{type: text}", "{type: text, default: ''}")
    said = told(tmp_path, "render", "my-story", "--values", str(values), "-q").stdout
    assert "<idea>\nA [bold] fox. :fox:\n</idea>" in said
    values.write_text("idea: [a\n")
    assert (
        f"{values}:2: this is not YAML"
        in told(tmp_path, "render", "my-story", "--values", str(values)).stderr
    )


def test_schema_is_that_of_the_format(tmp_path: Path) -> None:
    assert told(tmp_path, "schema").stdout == schema()


# ---- sharing ----


def test_export_writes_a_skill_md_that_loads_again(tmp_path: Path) -> None:
    done = told(tmp_path, "export", "noir", str(tmp_path / "skills"))
    assert (done.exit_code, "SKILL.md" in done.stdout) == (0, True)
    assert "user, hides built-in 1.0.0" in told(tmp_path, "list").stdout
    mine = told(tmp_path, "render", "noir").stdout
    assert mine == told(tmp_path / "elsewhere", "render", "noir").stdout
    assert told(tmp_path, "export", "noir", str(tmp_path / "skills")).exit_code == 2


# ---- of one film ----


def test_a_skill_of_a_film_is_there_with_that_film_only(tmp_path: Path, home: Home) -> None:
    home.begin()
    film = home.film().code
    path = Path(told(tmp_path, "new", "storm-at-sea", "--film", film.lower(), "-q").stdout.strip())
    assert path == tmp_path / "films" / film / "skills" / "storm-at-sea" / "skill.yaml"
    assert "storm-at-sea" not in told(tmp_path, "list", "-q").stdout
    assert "storm-at-sea" in told(tmp_path, "list", "--film", film, "-q").stdout
    assert told(tmp_path, "lint", "storm-at-sea", "--film", film).exit_code == 0


# ---- for other programs ----


def test_every_command_has_a_document(tmp_path: Path) -> None:
    made = document(told(tmp_path, "new", "storm-at-sea", "--json"))
    assert made == {"path": str(tmp_path / "skills/storm-at-sea/skill.yaml"), "hides": ""}
    listed = document(told(tmp_path, "list", "--json"))
    mine = next(one for one in listed["skills"] if one["name"] == "storm-at-sea")
    assert (mine["source"], mine["path"], mine["kind"]) == ("user", made["path"], "knowledge")
    assert listed["broken"] == []
    assert document(told(tmp_path, "show", "noir", "--json"))["skill"]["schema"] == "dailies/skill@1"
    assert document(told(tmp_path, "lint", "noir", "--json")) == {"skills": 1, "findings": []}
    tried = document(told(tmp_path, "test", "noir", "--json"))
    assert (tried["passed"], tried["failed"], len(tried["tests"])) == (4, 0, 4)
    assert "Film noir" in document(told(tmp_path, "render", "noir", "--json"))["prompt"]
    exported = document(told(tmp_path, "export", "noir", str(tmp_path / "out"), "--json"))
    assert exported == {"path": str(tmp_path / "out" / "noir")}
    assert "properties" in document(told(tmp_path, "schema", "--json"))


def test_findings_and_failures_have_their_places_in_documents_and_lines(tmp_path: Path) -> None:
    path = begun(tmp_path)
    spoil(path, "prompt: |", "promt: |")
    (found,) = document(told(tmp_path, "lint", "storm-at-sea", "--json"))["findings"]
    assert (found["path"], found["code"], found["severity"]) == (str(path), "S002", "error")
    assert document(told(tmp_path, "list", "--json"))["broken"][0]["line"] == found["line"]
    (failed,) = document(told(tmp_path, "test", "storm-at-sea", "--json"))["tests"]
    assert (failed["passed"], "did you mean 'prompt'" in failed["reasons"][0]) == (False, True)
    assert told(tmp_path, "lint", "storm-at-sea", "-q").stdout.startswith(
        f"{path}:{found['line']}: S002 error"
    )
    error = document(told(tmp_path, "show", "nobody", "--json"))["error"]
    assert (error["kind"], "there is no skill 'nobody'" in error["message"]) == ("mendable", True)
