"""A skill's own tests, run without a model: is it used, what does it ask, what becomes of an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from skills.answers import ANSWERS
from skills.fitting import Facts, fits
from skills.reply import Unusable, read
from skills.skill import Skill, SkillTest
from skills.template import render
from tools.errors import ToolError

_FACTS = TypeAdapter(Facts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one test."""

    test: str
    reasons: tuple[str, ...] = ()
    """Why it failed; none when it passed."""

    @property
    def passed(self) -> bool:
        """Whether everything came out as the test says."""
        return not self.reasons


def trial(skill: Skill) -> tuple[Outcome, ...]:
    """Run every test of a skill, in order."""
    return tuple(Outcome(test.name, tuple(_reasons(skill, test))) for test in skill.tests)


def renders(test: SkillTest) -> bool:
    """Whether a test looks at the prompt; one that only asks whether the skill is used need not."""
    return bool(test.values or test.contains or test.lacks)


def facts_of(test: SkillTest) -> Facts:
    """The facts of a test.

    Raises:
        ToolError: a fact is unknown or of another kind.
    """
    known = list(Facts.__dataclass_fields__)
    if strangers := sorted(test.facts.keys() - set(known)):
        raise ToolError(f"got the facts {', '.join(strangers)}, expected {', '.join(known)}")
    try:
        return _FACTS.validate_python(test.facts)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise ToolError(f"the fact {name}: got {first['input']!r}; {first['msg']}") from error


def _reasons(skill: Skill, test: SkillTest) -> Iterator[str]:
    try:
        if test.used is not None and (used := fits(skill.when, facts_of(test))) is not test.used:
            yield f"the skill is {'used' if used else 'not used'} for these facts"
        if renders(test):
            yield from _of_the_prompt(render(skill, test.values), test)
    except ToolError as error:
        yield str(error)
    if test.answers:
        yield from _of_the_answers(skill, test)
    elif test.expect or test.fails:
        yield "`expect` and `fails` are about answers; the test has no `answers`"


def _of_the_prompt(prompt: str, test: SkillTest) -> Iterator[str]:
    yield from (f"the prompt lacks {words!r}" for words in test.contains if words not in prompt)
    yield from (f"the prompt contains {words!r}" for words in test.lacks if words in prompt)


def _of_the_answers(skill: Skill, test: SkillTest) -> Iterator[str]:
    if not skill.output:
        yield "the skill answers in words; remove `answers`"
        return
    try:
        answer = _first_good(test.answers, ANSWERS[skill.output])
    except Unusable as error:
        if not test.fails:
            yield f"no answer could be used: {error}"
        elif test.fails.casefold() not in str(error).casefold():
            yield f"expected the error {test.fails!r}, got: {error}"
        return
    if test.fails:
        yield f"expected the error {test.fails!r}, but the answer is good"
    yield from _of_the_values(answer.model_dump(mode="json"), test.expect)


def _first_good(answers: Sequence[object], kind: type[BaseModel]) -> BaseModel:
    """The first answer that can be read; a model is told what is wrong with one before it gives the next."""
    for last, given in enumerate(answers, start=1 - len(answers)):
        try:
            return read(given if isinstance(given, str) else json.dumps(given, ensure_ascii=False), kind)
        except Unusable:
            if last == 0:
                raise
    raise Unusable("there is no answer")


def _of_the_values(answer: Mapping[str, Any], expect: Mapping[str, Any]) -> Iterator[str]:
    for path, wanted in expect.items():
        try:
            got = _at(answer, path)
        except (KeyError, IndexError, ValueError, TypeError):
            yield f"the answer has no {path!r}"
            continue
        if got != wanted:
            yield f"{path}: got {got!r}, expected {wanted!r}"


def _at(answer: Any, path: str) -> Any:  # noqa: ANN401 — any part of an answer
    for step in path.split("."):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer
