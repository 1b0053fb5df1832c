"""What is wrong with a skill, and what could be better, each with its line.

====  ========  ==================================================================================
code  severity  about
====  ========  ==================================================================================
S001  error     the file cannot be read: missing, too large, not UTF-8, not YAML, a key twice
S002  error     a key or value does not fit the format, the hook point, or the name of the folder
S003  error     the template is not one, or uses what a prompt may not use
S004  error     the prompt uses a value that is not declared
S005  error     a text of the user is compared or changed instead of written out
S006  error     a test lacks a value the prompt needs, or gives one it does not have
S007  error     a test asks about facts there are none of
S101  warning   an input is declared and not used
S102  warning   the description does not say when the skill is used
S103  warning   the prompt is long for a small model
S104  warning   there are no tests
====  ========  ==================================================================================
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skills.loading import MARKDOWN, Read, Unloadable, load
from skills.skill import SkillKind
from skills.template import unused
from skills.trial import facts_of, renders
from tools.errors import ToolError

Severity = Literal["error", "warning"]
LONG = {SkillKind.PROMPT: 6_000, SkillKind.KNOWLEDGE: 2_500, SkillKind.CRITIC: 6_000}
"""Characters; knowledge is added to prompts, several at a time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend."""

    path: Path
    line: int
    """From 1."""
    code: str
    severity: Severity
    words: str


def lint(folder: Path, known: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything to mend in the skill of a folder, by line; nothing when all is well.

    Args:
        folder: of the skill.
        known: names of the skills there are, to hold ``requires`` against; empty asks nothing of it.
    """
    try:
        read = load(folder)
    except Unloadable as error:
        return tuple(Finding(error.path, f.line, f.code, "error", f.words) for f in error.faults)
    found = [*_about_its_words(read), *_about_its_tests(read)]
    if known and (missing := sorted(set(read.skill.requires) - set(known))):
        words = f"it requires {', '.join(missing)}, which is not there; add it or remove `requires`"
        found.append(_error(read, read.line("requires"), "S002", words))
    return tuple(sorted(found, key=lambda f: (f.line, f.code, f.words)))


def _about_its_words(read: Read) -> Iterator[Finding]:
    skill = read.skill
    for name in unused(skill):
        yield _warning(
            read, read.line("inputs", name), "S101", f"the input {name!r} is never used; remove it"
        )
    if "use when" not in skill.description.casefold():
        words = "the description does not say when the skill is used; add a sentence: Use when …"
        yield _warning(read, read.line("description"), "S102", words)
    if len(skill.prompt) > LONG[skill.kind]:
        words = f"the prompt has {len(skill.prompt):,} characters; small models follow {LONG[skill.kind]:,}"
        yield _warning(read, read.line("prompt"), "S103", words)
    # A SKILL.md has no place for tests.
    if not skill.tests and read.path.name != MARKDOWN:
        yield _warning(read, 1, "S104", "there are no tests; add `tests:` with a name, values and `contains`")


def _about_its_tests(read: Read) -> Iterator[Finding]:
    skill = read.skill
    needed = [name for name, one in skill.inputs.items() if one.default is None]
    for number, test in enumerate(skill.tests):
        line = read.line("tests", number)
        lacking = [name for name in needed if name not in test.values] if renders(test) else []
        if lacking:
            words = f"the test {test.name!r} lacks values for {', '.join(lacking)}"
            yield _error(read, line, "S006", words)
        for name in test.values.keys() - skill.inputs.keys():
            words = f"the test {test.name!r} gives {name!r}, which is no input of the skill"
            yield _error(read, read.line("tests", number, "values", name), "S006", words)
        try:
            facts_of(test)
        except ToolError as error:
            yield _error(read, read.line("tests", number, "facts"), "S007", str(error))


def _error(read: Read, line: int, code: str, words: str) -> Finding:
    return Finding(read.path, line, code, "error", words)


def _warning(read: Read, line: int, code: str, words: str) -> Finding:
    return Finding(read.path, line, code, "warning", words)
