"""What the linter finds: each code, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from skills import lint as linter
from skills.lint import lint
from tests.skills.shelf import ASKING, TIP, shelve, write


def found(folder: Path) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in lint(folder)]


@pytest.mark.parametrize("base", [TIP, ASKING])
def test_a_good_skill_has_no_findings(tmp_path: Path, base: dict[str, object]) -> None:
    assert lint(shelve(tmp_path, base)) == ()


@pytest.mark.parametrize(
    ("changes", "code", "severity", "words"),
    [
        ({"version": 1.0}, "S002", "error", "in quotes"),
        ({"prompt": "{% for %}"}, "S003", "error", "begin a template"),
        ({"prompt": "{{ idia }}"}, "S004", "error", "did you mean 'idea'?"),
        ({"prompt": "{{ idea|upper }}{{ seconds }}{{ language }}"}, "S005", "error", "only be written out"),
        ({"tests": [{"name": "t", "values": {"idea": "x"}}]}, "S006", "error", "for seconds, language"),
        ({"tests": [{"name": "t", "contains": ["x"]}]}, "S006", "error", "for idea, seconds"),
        (
            {"tests": [{"name": "t", "values": {**ASKING["tests"][0]["values"], "ideas": "x"}}]},
            "S006",
            "error",
            "gives 'ideas', which is no input",
        ),
        ({"tests": [{"name": "t", "facts": {"mood": "x"}}]}, "S007", "error", "got the facts mood"),
        ({"tests": [{"name": "t", "facts": {"script": "perhaps"}}]}, "S007", "error", "the fact script"),
        ({"prompt": "{{ idea }} {{ language }}"}, "S101", "warning", "'seconds' is never used"),
        ({"description": "A skill without any hint."}, "S102", "warning", "Use when …"),
        ({"prompt": ASKING["prompt"] + "x" * 6_000}, "S103", "warning", "small models follow 6,000"),
        ({"tests": []}, "S104", "warning", "there are no tests"),
    ],
)
def test_each_code_has_a_skill_that_trips_it(
    tmp_path: Path, changes: dict[str, object], code: str, severity: str, words: str
) -> None:
    (one,) = lint(shelve(tmp_path, ASKING, **changes))
    assert (one.code, one.severity) == (code, severity)
    assert words in one.words


def test_a_finding_has_the_line_it_is_about(tmp_path: Path) -> None:
    folder = shelve(
        tmp_path, ASKING, prompt="{{ idea }}\n{{ language }}", description="A skill, no more word."
    )
    lines = folder.joinpath("skill.yaml").read_text().splitlines()
    said = {one.code: lines[one.line - 1] for one in lint(folder)}
    assert said == {"S101": "  seconds:", "S102": "description: A skill, no more word."}


def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    assert found(write(tmp_path / "tip", b"\xff\xfe")) == [("S001", "error")]
    assert found(tmp_path / "nowhere") == [("S001", "error")]


def test_what_a_skill_requires_is_held_against_what_there_is(tmp_path: Path) -> None:
    folder = shelve(tmp_path, requires=["other"])
    assert lint(folder) == ()
    assert lint(folder, ["tip", "other"]) == ()
    (one,) = lint(folder, ["tip"])
    assert (one.code, "requires other" in one.words) == ("S002", True)


def test_the_table_of_codes_names_every_code_there_is() -> None:
    text = "".join(Path(linter.__file__).with_name(f"{n}.py").read_text() for n in ("loading", "template"))
    used = {f"S{number:03}" for number in range(200) if f'"S{number:03}"' in text}
    used |= {f"S{n:03}" for n in range(200) if f'"S{n:03}"' in Path(linter.__file__).read_text()}
    assert linter.__doc__ is not None
    assert {line.split()[0] for line in linter.__doc__.splitlines() if line.startswith("S")} == used
