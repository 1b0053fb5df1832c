"""docs/skills.md is whole, and its example is a skill that does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from skills import lint as linter
from skills.answers import ANSWERS
from skills.hooks import HOOKS, Hook
from skills.lint import lint
from skills.loading import load
from skills.skill import Skill, SkillTest, When
from skills.template import FILTERS
from skills.trial import trial
from tests.skills.shelf import write

PAGE = (Path(__file__).parents[2] / "docs" / "skills.md").read_text(encoding="utf-8")


def test_the_example_lints_and_its_tests_pass(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(# yaml-language-server.*?)```", PAGE, re.DOTALL)
    assert found is not None
    folder = write(tmp_path / "storm-at-sea", found[1])
    assert lint(folder) == ()
    outcomes = trial(load(folder).skill)
    assert [outcome.passed for outcome in outcomes] == [True, True, True]
    assert all(f"✓ storm-at-sea: {outcome.test}" in PAGE for outcome in outcomes)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_point_stands_with_what_it_gives_and_wants(hook: Hook) -> None:
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{hook}` | {HOOKS[hook].words}")]
    assert re.findall(r"`(\w+)`[ ,(]", row.split("|")[3] + " ") == list(HOOKS[hook].given)
    assert f"`{HOOKS[hook].answer}`" in row or not HOOKS[hook].answer


def test_every_key_filter_and_code_is_explained() -> None:
    fields = [field.alias or name for name, field in Skill.model_fields.items()]
    tests = [name for name in SkillTest.model_fields if name != "name"]
    for name in (*fields, *tests, *When.model_fields, *FILTERS, *ANSWERS):
        assert f"`{name}`" in PAGE, name
    assert linter.__doc__ is not None
    for code in re.findall(r"^S\d+", linter.__doc__, re.MULTILINE):
        assert code in PAGE
