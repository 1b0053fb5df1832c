"""New skills are right from the start."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from skills.answers import ANSWERS
from skills.example import example as sample
from skills.hooks import Hook
from skills.library import Facts, Library
from skills.lint import lint
from skills.loading import load
from skills.scaffold import create
from skills.schema import FILE, schema
from skills.skill import SkillKind
from skills.trial import trial
from tools.errors import ToolError

ASKABLE = [hook for hook in Hook if hook is not Hook.CRITIQUE]


def assert_right(path: Path) -> None:
    assert lint(path.parent) == ()
    outcomes = trial(load(path.parent).skill)
    assert outcomes
    assert [o for o in outcomes if not o.passed] == []


@pytest.mark.parametrize("hook", ASKABLE)
@pytest.mark.parametrize("kind", [SkillKind.PROMPT, SkillKind.KNOWLEDGE])
def test_a_new_skill_lints_and_its_tests_pass(tmp_path: Path, kind: SkillKind, hook: Hook) -> None:
    assert_right(create(tmp_path, "storm-at-sea", kind, [hook]))


def test_a_new_critic_lints_and_its_tests_pass(tmp_path: Path) -> None:
    assert_right(create(tmp_path, "storm-critic", SkillKind.CRITIC))
    assert Library(tmp_path).critics(Facts(words="a storm"))[0].skill.cost.model == "vision"


@given(st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True))
@example("no")
@example("null")
@example("the-of")
@example("office-bird-bread")
@example("x-1-2")
@settings(max_examples=25, deadline=None)
def test_any_name_that_will_do_makes_a_skill_that_is_right(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert_right(create(Path(folder), name, SkillKind.KNOWLEDGE))


def test_it_is_used_for_the_words_of_its_name_and_editors_find_the_schema(tmp_path: Path) -> None:
    path = create(tmp_path, "storm-at-sea", SkillKind.KNOWLEDGE)
    library = Library(tmp_path)
    assert library.knowledge(Hook.SCENES, Facts(words="Storms!"))[0].path == path
    assert library.knowledge(Hook.SCENES, Facts(words="a calm day at home")) == ()
    assert path.read_text().startswith(f"# yaml-language-server: $schema=../{FILE}\n")
    assert (tmp_path / FILE).read_text() == schema()
    assert library.broken == ()


@pytest.mark.parametrize(
    ("name", "kind", "hooks", "words"),
    [
        ("Storm", SkillKind.KNOWLEDGE, [], "expected small letters"),
        ("../storm", SkillKind.KNOWLEDGE, [], "expected small letters"),
        ("", SkillKind.KNOWLEDGE, [], "expected small letters"),
        ("storm", SkillKind.PROMPT, [], "add --hook with one of clarify, story"),
        ("storm", SkillKind.PROMPT, [Hook.STORY, Hook.CAST], "the question of one hook"),
        ("storm", SkillKind.CRITIC, [Hook.STORY], "a critic has the hook critique"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, kind: SkillKind, hooks: list[Hook], words: str
) -> None:
    with pytest.raises(ToolError, match=words):
        create(tmp_path / "skills", name, kind, hooks)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = create(tmp_path, "storm", SkillKind.KNOWLEDGE)
    path.write_text("mine")
    with pytest.raises(ToolError, match="already there"):
        create(tmp_path, "storm", SkillKind.KNOWLEDGE)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_example_of_every_answer_is_a_good_one(answer: type) -> None:
    found = sample(answer)
    assert found
    answer(**found)
