"""SKILL.md, in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.document import parse
from skills.export import export
from skills.hooks import Hook
from skills.library import Facts, Library, built_in
from skills.lint import lint
from skills.loading import Unloadable, load
from skills.markdown import KNOWS, written
from skills.markdown import parse as read
from skills.skill import Skill
from skills.template import render
from tests.skills.shelf import ASKING, TIP, skill, write
from tools.errors import ToolError

LORE = """---
name: lore
description: How the old film-makers lit a face. Use when faces matter.
license: Apache-2.0
metadata:
  version: 1.2
  words: lamp, storm
---

# Faces

Use {{ one }} key light {# and a half #}.
"""


def test_a_skill_md_is_knowledge_taken_literally(tmp_path: Path) -> None:
    one = load(write(tmp_path / "lore", LORE, "SKILL.md")).skill
    assert (one.credit, one.kind, one.applies_to, one.when.words) == (
        "lore 1.2.0",
        "knowledge",
        KNOWS,
        ("lamp", "storm"),
    )
    assert render(one, {}) == "# Faces\n\nUse {{ one }} key light {# and a half #}."
    assert lint(tmp_path / "lore") == ()


def test_it_is_used_beside_the_others(tmp_path: Path) -> None:
    write(tmp_path / "lore", LORE, "SKILL.md")
    library = Library(tmp_path)
    assert [o.skill.name for o in library.knowledge(Hook.SHOTS, Facts(words="storms"))] == ["lore"]
    assert library.knowledge(Hook.SHOTS, Facts(words="calm")) == ()


def test_without_metadata_it_is_version_nought_and_always_used(tmp_path: Path) -> None:
    text = "---\nname: lore\ndescription: A skill from somewhere else.\n---\nBody.\n"
    one = load(write(tmp_path / "lore", text, "SKILL.md")).skill
    assert (one.version, one.when.words) == ("0.0.0", ())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# No head\n", 1, "expected a head between two lines `---`"),
        ("---\nname: lore\n", 1, "expected a head between two lines `---`"),
        ("---\n- a\n---\nBody.\n", 2, "the head has no keys"),
        (LORE.replace("name: lore", "name: [lore"), 3, "this is not YAML"),
        (LORE.replace("name: lore", "name: other"), 2, "not that of its folder, 'lore'"),
        (LORE.replace("  version: 1.2", "  version: new"), 6, "expected three numbers in quotes"),
        (LORE.replace("  words: lamp, storm", "  applies-to: storys"), 7, "did you mean 'story'?"),
        (LORE.replace("metadata:\n  version: 1.2\n  words: lamp, storm", "metadata: x"), 5, "expected keys"),
        (LORE.partition("# Faces")[0], 10, "prompt: got ''"),
    ],
)
def test_a_fault_has_the_line_of_the_file(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(Unloadable) as raised:
        load(write(tmp_path / "lore", text, "SKILL.md"))
    assert [f.line for f in raised.value.faults] == [line], raised.value.faults
    assert words in str(raised.value)


def test_skill_yaml_stands_before_skill_md(tmp_path: Path) -> None:
    write(tmp_path / "tip", LORE, "SKILL.md")
    write(tmp_path / "tip", "schema: dailies/skill@1\n")
    with pytest.raises(Unloadable, match=r"skill\.yaml"):
        load(tmp_path / "tip")


def test_files_beside_it_are_never_read(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "lore", LORE + "\nSee [more](references/more.md) and ../../secret.\n", "SKILL.md"
    )
    write(folder / "references", b"\xff\xff", "more.md")
    write(folder / "scripts", "raise SystemExit", "run.py")
    assert load(folder).skill.prompt.endswith("../../secret.")


# ---- out ----


def same_knowledge(one: Skill) -> Skill:
    return one.model_copy(
        update={"tests": (), "literal": True, "prompt": one.prompt.strip(), "review_focus": ()}
    )


@pytest.mark.parametrize("name", ["noir", "documentary", "childrens-picture-book"])
def test_exported_knowledge_loads_again_as_the_same(tmp_path: Path, name: str) -> None:
    one = load(built_in() / name).skill
    folder = export(one, tmp_path / "skills")
    again = load(folder).skill
    assert again == same_knowledge(one)
    assert render(again, {}) == render(one, {})
    assert Library(tmp_path / "skills").named(name).hides == f"built-in {one.version}"


WORDS = st.lists(st.text(alphabet="abc é光:#'\"-", min_size=1).map(str.strip).filter(bool), max_size=3)
LINES = st.text(alphabet="ab#-: {}%\n'\"é光", min_size=1, max_size=60).filter(lambda t: bool(t.strip()))


@given(prompt=LINES, words=WORDS, styles=WORDS, script=st.none() | st.booleans())
def test_any_plain_knowledge_survives_the_way_there_and_back(
    prompt: str, words: list[str], styles: list[str], script: bool | None
) -> None:
    when = {"words": words, "styles": styles, "script": script}
    one = skill(TIP, prompt=prompt, literal=True, when=when, requires=["noir"])
    document = read(written(one), "tip")
    assert Skill.model_validate(document.data) == same_knowledge(one)
    assert parse(written(one).removeprefix("---\n").partition("\n---\n")[0]).data["name"] == "tip"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (skill(ASKING), "this is a prompt skill"),
        (skill(TIP, inputs={"idea": {"type": "text"}}, prompt="{{ idea }}"), "gaps to fill in"),
        (skill(TIP, when={"words": ["a, b"]}), "a comma"),
    ],
)
def test_what_a_skill_md_cannot_say_is_refused(tmp_path: Path, one: Skill, words: str) -> None:
    with pytest.raises(ToolError, match=words):
        export(one, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    export(skill(TIP), tmp_path)
    with pytest.raises(ToolError, match="already there"):
        export(skill(TIP), tmp_path)
