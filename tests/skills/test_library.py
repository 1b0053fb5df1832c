"""Which skills there are, which of them is used, and what becomes of broken ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from skills.hooks import Hook
from skills.library import Facts, Library, built_in
from tests.skills.shelf import ASKING, TIP, shelve, write
from tools.errors import NotFound, ToolError


def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "user", tmp_path / "film")


def in_use(shelf: Library, name: str) -> tuple[str, str, str]:
    one = shelf.named(name)
    return one.source, one.skill.version, one.hides


# ---- sources ----


def test_the_programs_own_skills_are_always_there() -> None:
    names = [one.skill.name for one in Library().all()]
    assert {"noir", "documentary", "childrens-picture-book"} <= set(names)
    assert names == sorted(names)
    assert all(one.source == "built-in" and one.path.is_relative_to(built_in()) for one in Library().all())


def test_the_later_source_wins_and_says_what_it_hides(tmp_path: Path) -> None:
    shelve(tmp_path / "user", name="noir", version="2.0.0")
    assert in_use(library(tmp_path), "noir") == ("user", "2.0.0", "built-in 1.0.0")
    shelve(tmp_path / "film", name="noir", version="3.0.0")
    assert in_use(library(tmp_path), "noir") == ("film", "3.0.0", "user 2.0.0")


def test_folders_that_are_not_there_are_empty(tmp_path: Path) -> None:
    assert Library(tmp_path / "no", tmp_path / "nowhere").all() == Library().all()


def test_a_skill_nobody_has_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no skill 'noirr'; there are .*noir"):
        library(tmp_path).named("noirr")


# ---- broken ones ----


def test_a_broken_skill_is_listed_and_the_others_go_on(tmp_path: Path) -> None:
    shelve(tmp_path / "user", name="good")
    shelve(tmp_path / "user", name="bad", version=1.0, kind="wisdom")
    shelf = library(tmp_path)
    assert in_use(shelf, "good")[0] == "user"
    (broken,) = shelf.broken
    assert (broken.name, broken.source, broken.line) == ("bad", "user", 3)
    assert "in quotes" in broken.words
    assert "1 more: `dailies skills lint bad`" in broken.words
    with pytest.raises(NotFound, match="cannot be used"):
        shelf.named("bad")


def test_a_broken_skill_does_not_hide_a_good_one_and_says_so(tmp_path: Path) -> None:
    write(tmp_path / "user" / "noir", "name: noir\n")
    shelf = library(tmp_path)
    assert in_use(shelf, "noir") == ("built-in", "1.0.0", "")
    assert shelf.broken[0].words.endswith("; the built-in noir 1.0.0 stays in use")


def test_a_broken_skill_below_a_good_one_is_only_said(tmp_path: Path) -> None:
    write(tmp_path / "user" / "mine", "name: mine\n")
    shelve(tmp_path / "film", name="mine")
    shelf = library(tmp_path)
    assert in_use(shelf, "mine") == ("film", "1.0.0", "")
    assert "stays in use" not in shelf.broken[0].words


def test_nothing_in_a_skills_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "user" / "empty").mkdir(parents=True)
    (tmp_path / "user" / ".git").mkdir()
    (tmp_path / "user" / "skill.schema.json").write_text("{}")
    (tmp_path / "user" / "lost.yaml").write_text("schema: dailies/skill@1")
    assert [one.name for one in library(tmp_path).broken] == ["empty", "lost.yaml"]


def test_a_skill_that_lacks_what_it_requires_is_broken_and_so_are_those_that_require_it(
    tmp_path: Path,
) -> None:
    shelve(tmp_path / "user", name="first", requires=["second"])
    shelve(tmp_path / "user", name="second", requires=["third", "noir"])
    shelf = library(tmp_path)
    assert [(b.name, b.line) for b in shelf.broken] == [("first", 13), ("second", 13)]
    assert "requires third, which is not there" in shelf.broken[1].words
    shelve(tmp_path / "film", name="third", requires=["first"])
    assert shelf.broken == ()
    assert in_use(shelf, "first")[0] == "user"


def test_a_skill_that_lacks_what_it_requires_hides_nothing(tmp_path: Path) -> None:
    shelve(tmp_path / "user", name="noir", requires=["nobody"])
    shelf = library(tmp_path)
    assert in_use(shelf, "noir")[0] == "built-in"
    assert "stays in use" in shelf.broken[0].words


def test_knowledge_does_not_take_the_place_of_a_question_by_its_name(tmp_path: Path) -> None:
    shelf = alone(tmp_path)
    shelve(tmp_path / "own", ASKING)
    shelve(tmp_path / "user", name="asking")
    assert asked(shelf) == "asking"
    (broken,) = shelf.broken
    assert (broken.source, "give it another name" in broken.words) == ("user", True)
    assert broken.words.endswith("the built-in asking 1.0.0 stays in use")


# ---- hot reload ----


def test_what_is_saved_now_is_used_by_the_next_call(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    assert "tip" not in [one.skill.name for one in shelf.all()]
    shelve(tmp_path / "user")
    assert in_use(shelf, "tip")[1] == "1.0.0"
    shelve(tmp_path / "user", version="1.0.1")
    assert in_use(shelf, "tip")[1] == "1.0.1"
    shelve(tmp_path / "user", version=2)
    assert shelf.broken[0].name == "tip"
    shelve(tmp_path / "user", version="2.0.0")
    assert in_use(shelf, "tip")[1] == "2.0.0"
    shutil.rmtree(tmp_path / "user" / "tip")
    assert shelf.broken == ()
    with pytest.raises(NotFound):
        shelf.named("tip")


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    folder = shelve(tmp_path / "user")
    shelf = library(tmp_path)
    first = shelf.named("tip").skill
    assert shelf.named("tip").skill is first
    os.utime(folder / "skill.yaml", ns=(1, 1))
    assert shelf.named("tip").skill is not first


# ---- which is used ----


def alone(tmp_path: Path) -> Library:
    """A library whose own skills are the test's."""
    return Library(tmp_path / "user", tmp_path / "film", own=tmp_path / "own")


def asked(shelf: Library, facts: Facts = Facts()) -> str:  # noqa: B008 — frozen
    return shelf.prompt(Hook.STORY, facts).skill.name


def test_the_question_is_asked_by_the_latest_source_then_by_the_one_with_filters_then_by_name(
    tmp_path: Path,
) -> None:
    shelf = alone(tmp_path)
    shelve(tmp_path / "own", ASKING, name="b")
    shelve(tmp_path / "own", ASKING, name="a")
    assert asked(shelf) == "a"
    shelve(tmp_path / "own", ASKING, name="z", when={"words": ["storm"]})
    assert asked(shelf) == "a"
    assert asked(shelf, Facts(words="a storm")) == "z"
    shelve(tmp_path / "user", ASKING, name="mine")
    assert asked(shelf, Facts(words="a storm")) == "mine"
    shelve(tmp_path / "film", ASKING, name="ours", when={"languages": ["zh"]})
    assert asked(shelf, Facts(language="zh")) == "ours"
    assert asked(shelf) == "mine"


def test_without_a_skill_that_fits_the_reason_is_said(tmp_path: Path) -> None:
    shelf = alone(tmp_path)
    with pytest.raises(ToolError, match="no prompt skill fits the hook story; `dailies skills list`"):
        asked(shelf)
    shelve(tmp_path / "own", ASKING)
    shelve(tmp_path / "user", ASKING, when={"words": ["storm"]})
    assert asked(shelf, Facts(words="storm")) == "asking"
    with pytest.raises(ToolError, match=r"hides the built-in 1\.0\.0 .* or widen its `when`"):
        asked(shelf)
    shutil.rmtree(tmp_path / "own" / "asking")
    shelve(tmp_path / "user", ASKING, prompt="{{ idia }}")
    with pytest.raises(ToolError, match=r"mend .*skill\.yaml:\d+: 'idia' is not declared"):
        asked(shelf)


def test_knowledge_is_all_that_fits_nearest_to_the_film_first(tmp_path: Path) -> None:
    shelf = alone(tmp_path)
    shelve(tmp_path / "own", name="b")
    shelve(tmp_path / "own", name="c", when={"styles": ["noir"]})
    shelve(tmp_path / "user", name="a")
    shelve(tmp_path / "film", name="z")
    shelve(tmp_path / "film", name="other", applies_to=["shots"])
    found = [one.skill.name for one in shelf.knowledge(Hook.STORY, Facts(style="noir"))]
    assert found == ["z", "a", "c", "b"]
    assert [one.skill.name for one in shelf.knowledge(Hook.STORY, Facts())] == ["z", "a", "b"]


def test_critics_are_those_that_fit(tmp_path: Path) -> None:
    shelf = alone(tmp_path)
    critic = TIP | {"kind": "critic", "applies_to": ["critique"], "output": "critique@1"}
    shelve(tmp_path / "own", critic, name="eye")
    shelve(tmp_path / "own", critic, name="noir-eye", when={"styles": ["noir"]})
    assert [one.skill.name for one in shelf.critics(Facts())] == ["eye"]
    assert [one.skill.name for one in shelf.critics(Facts(style="noir"))] == ["noir-eye", "eye"]
    assert shelf.knowledge(Hook.CRITIQUE, Facts()) == ()
