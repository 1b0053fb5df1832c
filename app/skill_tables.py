"""Skills as people see them, and as documented fields for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from app.screen import Screen
from app.tables import listing
from skills.library import Broken, Loaded
from skills.lint import Finding
from skills.skill import When
from skills.trial import Outcome

COLOURS = {"error": "red", "warning": "yellow"}


def show_skills(screen: Screen, loaded: Sequence[Loaded], broken: Sequence[Broken]) -> None:
    """Every skill in use; under the table, in red, those that cannot be used."""
    table = listing("name", "version", "kind", "takes hold at", "from")
    for one in loaded:
        skill = one.skill
        origin = f"{one.source}, hides {one.hides}" if one.hides else one.source
        table.add_row(skill.name, skill.version, skill.kind, ", ".join(skill.applies_to), origin)
    screen.table(table)
    for fault in broken:
        _plain(
            screen, f"\n✗ {fault.name} ({fault.source}): {fault.path}:{fault.line}\n  {fault.words}", "red"
        )


def show_skill(screen: Screen, one: Loaded) -> None:
    """All about one skill, and its prompt."""
    skill = one.skill
    screen.heading(skill.credit, skill.description)
    screen.say("")
    for name, words in {
        "kind": skill.kind,
        "takes hold at": ", ".join(skill.applies_to),
        "used when": filters(skill.when),
        "requires": ", ".join(skill.requires),
        "inputs": ", ".join(f"{name} ({given.type})" for name, given in skill.inputs.items()),
        "answer": skill.output,
        "model": f"{skill.cost.model}, {skill.cost.answer_tokens} tokens at most" if skill.output else "",
        "looks at": ", ".join(skill.review_focus),
        "tests": str(len(skill.tests)),
        "from": f"{one.source}: {one.path}",
        "hides": one.hides,
    }.items():
        if words:
            screen.say(f"{name + ':':<15}{words}")
    _plain(screen, f"\n{skill.prompt.strip()}")


def show_prompt(screen: Screen, prompt: str) -> None:
    """A rendered prompt, as it is."""
    _plain(screen, prompt)


def show_findings(screen: Screen, found: Sequence[Finding], skills: int) -> None:
    """What the linter found, a line each that editors can jump to, and how much of it."""
    for one in found:
        line = f"{one.path}:{one.line}: {one.code} {one.severity}: {one.words}"
        _plain(screen, line, COLOURS[one.severity])
    errors = sum(one.severity == "error" for one in found)
    counted = f"{counting(errors, 'error')}, {counting(len(found) - errors, 'warning')}"
    screen.say(f"{counted if found else 'No findings'} in {counting(skills, 'skill')}.")


def show_outcomes(screen: Screen, found: Sequence[tuple[str, Outcome]]) -> None:
    """What became of tests; for those that failed, why."""
    for name, outcome in found:
        _plain(
            screen,
            f"{'✓' if outcome.passed else '✗'} {name}: {outcome.test}",
            "" if outcome.passed else "red",
        )
        for reason in outcome.reasons:
            _plain(screen, f"  {reason}", "red")
    failed = sum(not outcome.passed for _, outcome in found)
    total = counting(len(found), "test")
    screen.say(f"{failed} of {total} failed." if failed else f"{total} passed." if found else "No tests.")


def filters(when: When) -> str:
    """When a skill is used, in words."""
    said = [
        f"{name}: {', '.join(values)}"
        for name, values in when.model_dump(exclude={"script"}).items()
        if values
    ]
    if when.script is not None:
        said.append("the film begins as a script" if when.script else "the film begins as an idea")
    return "; ".join(said) or "always"


def counting(number: int, noun: str) -> str:
    """``1 skill``, ``3 skills``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def skill_facts(one: Loaded) -> Mapping[str, Any]:
    """A skill in the list."""
    skill = one.skill
    return {
        "name": skill.name,
        "version": skill.version,
        "kind": skill.kind,
        "applies_to": list(skill.applies_to),
        "description": skill.description,
        "source": one.source,
        "path": str(one.path),
        "hides": one.hides,
    }


def _plain(screen: Screen, words: str, style: str = "") -> None:
    """Words from a file: nothing in them is markup, and lines are left as long as they are."""
    if not screen.silent:
        screen.console.print(Text(words, style=style), soft_wrap=True)
