"""The program's own skills: each lints, its tests pass, and its question reads as it was reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from skills.hooks import HOOKS
from skills.library import Library, built_in
from skills.lint import lint
from skills.loading import load
from skills.schema import FILE, HEAD, schema
from skills.skill import SkillKind
from skills.trial import trial
from tests.skills.snapshots import SNAPSHOTS, questions

FOLDERS = sorted(path.parent for path in built_in().glob("*/skill.yaml"))
PACKS = ("noir", "documentary", "childrens-picture-book")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_it_lints_without_a_finding(folder: Path) -> None:
    assert lint(folder, [one.name for one in FOLDERS]) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_its_tests_pass(folder: Path) -> None:
    outcomes = trial(load(folder).skill)
    assert len(outcomes) >= 2
    assert [outcome for outcome in outcomes if not outcome.passed] == []


def test_none_is_broken() -> None:
    assert Library().broken == ()


def test_every_question_reads_as_it_was_reviewed() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in SNAPSHOTS.glob("*.txt")}
    assert kept == questions(), "after a wanted change: python -m tests.skills.snapshots"


@pytest.mark.parametrize("name", PACKS)
def test_a_style_pack_is_short_and_speaks_to_every_step_that_can_use_it(name: str) -> None:
    skill = load(built_in() / name).skill
    assert skill.kind is SkillKind.KNOWLEDGE
    assert set(skill.applies_to) == {"story", "scenes", "shots", "breakdown", "condition"}
    assert 120 <= len(skill.prompt.split()) <= 220
    for part in ("Light:", "Camera:", "Colour:", "Sound:", "Cutting:", "Avoid:"):
        assert f"- {part}" in skill.prompt


def test_the_schema_for_editors_is_that_of_the_format() -> None:
    assert (built_in() / FILE).read_text(encoding="utf-8") == schema(), "dailies skills schema renews it"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_editor_finds_the_schema(folder: Path) -> None:
    assert folder.joinpath("skill.yaml").read_text(encoding="utf-8").startswith(f"{HEAD}\n")


def test_the_schema_names_every_key_and_hook() -> None:
    document = yaml.safe_load(schema())
    assert document["additionalProperties"] is False
    assert {"schema", "name", "prompt", "tests"} <= set(document["properties"])
    assert document["$defs"]["Hook"]["enum"] == list(HOOKS)
