"""Files that are no skill: every fault has its line and says what to do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from skills.document import DEEPEST, MOST_BYTES, BadYaml, parse, text_of
from skills.loading import Unloadable, load
from tests.skills.shelf import ASKING, TIP, shelve, write

LINES = """\
schema: dailies/skill@1
name: tip
version: "1.0.0"
description: A small piece of knowledge. Use when testing.
kind: knowledge
applies_to: [story]
prompt: Keep it small.
"""


def faults(tmp_path: Path, text: str | bytes, name: str = "tip") -> list[tuple[int, str, str]]:
    with pytest.raises(Unloadable) as raised:
        load(write(tmp_path / name, text))
    assert str(tmp_path) in str(raised.value)
    return [(f.line, f.code, f.words) for f in raised.value.faults]


def test_a_good_file_is_read_with_its_lines(tmp_path: Path) -> None:
    read = load(write(tmp_path / "tip", LINES))
    assert (read.skill.credit, read.line("kind"), read.line("when", "words")) == ("tip 1.0.0", 5, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("version: \"1.0.0\"", "version: 1.0", 3, 'the number 1.0; put three numbers in quotes: "1.0.0"'),
        ("version: \"1.0.0\"", "version: 'v1'", 3, 'expected three numbers in quotes: "1.0.0"'),
        ("prompt: Keep", "promt: Keep", 7, "unknown key 'promt'; did you mean 'prompt'?"),
        ("prompt: Keep", "nonsense: Keep", 7, "unknown key 'nonsense'"),
        ("kind: knowledge", "kind: knowlege", 5, "did you mean 'knowledge'?"),
        ("[story]", "[story, shot]", 6, "did you mean 'shots'?"),
        ("[story]", "[]", 6, "applies_to: got []"),
        ("name: tip", "name: Tip_One", 2, "expected small letters, digits and single hyphens"),
        ("name: tip", "name: top", 2, "'top' is not that of its folder, 'tip'"),
        ("dailies/skill@1", "dailies/skill@9", 1, "expected 'dailies/skill@1'"),
        ("kind: knowledge", "kind: knowledge\noutput: story@1", 6, "remove `output`"),
        ("kind: knowledge", "kind: critic", 6, "applies_to: [critique]"),
        ("kind: knowledge", "kind: prompt", 1, "the hook story wants `output: story@1`"),
        ("kind: knowledge", "when:\n  word: [a]\nkind: knowledge", 6, "did you mean 'words'?"),
        ("kind: knowledge", "kind: knowledge\nkind: prompt", 6, "stands twice, first on line 5"),
        ("Keep it small.", "'{{ idea }}'", 7, "'idea' is not declared"),
        ("Keep it small.", "|\n  One.\n  {{ idea }}", 9, "'idea' is not declared"),
        ("Keep it small.", "&a small", 7, "anchors (&) and aliases (*)"),
        ("Keep it small.", "!!python/object:os.system x", 7, "this is not YAML"),
        ("Keep it small.", "a: b: c", 7, "needs quotes"),
        ("Keep it small.", "2024-99-99", 1, "put it in quotes"),
    ],
)  # fmt: skip
def test_a_fault_has_its_line_and_says_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    found = faults(tmp_path, LINES.replace(old, new))
    assert (line, True) in [(at, words in said) for at, _, said in found], found


def test_a_misspelt_key_is_one_fault_not_two(tmp_path: Path) -> None:
    assert len(faults(tmp_path, LINES.replace("prompt: Keep", "promt: Keep"))) == 1


def test_all_faults_are_said_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = LINES.replace('"1.0.0"', "1.0").replace("[story]", "[tale]").replace("kind: knowledge\n", "")
    assert [line for line, _, _ in faults(tmp_path, text)] == [1, 3, 5]


@pytest.mark.parametrize(
    ("inputs", "line", "words"),
    [
        ("{idea: {type: word}}", 8, "gives 'idea' as a text; got the type word"),
        ("{shot: {type: text}}", 8, "does not give 'shot'; it gives idea, answers"),
        ("{idea: {type: text, default: 3}}", 8, "cannot default to 3"),
        ("{idea: {typ: text}}", 8, "did you mean 'type'?"),
    ],
)
def test_inputs_are_held_against_what_the_hook_gives(
    tmp_path: Path, inputs: str, line: int, words: str
) -> None:
    found = faults(tmp_path, f"{LINES}inputs: {inputs}\n")
    assert (line, True) in [(at, words in said) for at, _, said in found], found


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "the file is empty"),
        (b"- a\n", 1, "got a list, expected keys"),
        (b"name: tip\nprompt: caf\xe9\n", 2, "is not UTF-8"),
        (b"a: 1\nb: \x07\n", 2, "U+0007 cannot stand here"),
        (b"a: [1, 2\n", 2, "this is not YAML"),
        (b"\ta: 1\n", 1, "this is not YAML"),
        (b"a: 1\n---\nb: 2\n", 2, "this is not YAML"),
        (b"x: " + b"[" * 99 + b"]" * 99, 1, f"more than {DEEPEST} deep"),
        (b"x" * (MOST_BYTES + 1), 1, "65,536 at most"),
        (b"? [a, b]\n: 1\n", 1, "this is not YAML"),
    ],
)
def test_what_is_no_document_is_refused_with_its_line(
    tmp_path: Path, data: bytes, line: int, words: str
) -> None:
    (found,) = faults(tmp_path, data)
    assert (found[0], found[1]) == (line, "S001")
    assert words in found[2]


@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"#\n \t0.", max_size=60).map(str.encode))
def test_any_bytes_are_a_document_or_a_sentence(data: bytes) -> None:
    with suppress(BadYaml):
        parse(text_of(data))


def test_every_key_and_item_knows_its_line() -> None:
    text = yaml.safe_dump({"a": {"b": [1, 2]}, "c": "x"})
    document = parse(f"# head\n{text}")
    lines = [document.line(loc) for loc in (("a",), ("a", "b"), ("a", "b", 1), ("c",), ("a", "z"))]
    assert lines == [2, 3, 5, 6, 2]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "tip", LINES)
    inside = tmp_path / "skills" / "tip"
    inside.mkdir(parents=True)
    (inside / "skill.yaml").symlink_to(secret / "skill.yaml")
    linked = tmp_path / "skills" / "linked"
    linked.symlink_to(secret)
    for folder in (inside, linked):
        with pytest.raises(Unloadable, match="put the file itself into its folder"):
            load(folder)


def test_a_prompt_skill_must_answer_as_its_hook_does(tmp_path: Path) -> None:
    with pytest.raises(Unloadable, match="wants `output: story@1`"):
        load(shelve(tmp_path, ASKING, output="shots@1"))
    with pytest.raises(Unloadable, match="it answers in words"):
        load(shelve(tmp_path, ASKING, applies_to=["chat"]))


def test_a_skill_without_a_file_says_where_it_should_be(tmp_path: Path) -> None:
    (tmp_path / "tip").mkdir()
    with pytest.raises(Unloadable, match=r"no skill\.yaml and no SKILL\.md"):
        load(tmp_path / "tip")
    (tmp_path / "tip.yaml").write_text(yaml.safe_dump(TIP))
    with pytest.raises(Unloadable, match=r"move it to tip/skill\.yaml"):
        load(tmp_path / "tip.yaml")
