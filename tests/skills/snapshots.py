"""Every question of the program's own skills, as a model reads it. Run as a module to renew the snapshots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from skills.library import Library
from skills.skill import SkillKind
from skills.template import render

SNAPSHOTS = Path(__file__).parent / "snapshots"


def questions() -> Mapping[str, str]:
    """The prompts by file name, with the values of the first test that has some.

    Knowledge is left out: its file says what it says.
    """
    return dict(_rendered())


def _rendered() -> Iterator[tuple[str, str]]:
    for one in Library().all():
        skill = one.skill
        if skill.kind is not SkillKind.KNOWLEDGE:
            values = next((test.values for test in skill.tests if test.values), {})
            for hook in skill.applies_to:
                yield f"{skill.name}.{hook}.txt", render(skill, values) + "\n"


def renew() -> None:
    """Write every snapshot, and remove those of skills that are gone."""
    SNAPSHOTS.mkdir(exist_ok=True)
    for left in SNAPSHOTS.glob("*.txt"):
        left.unlink()
    for name, prompt in questions().items():
        (SNAPSHOTS / name).write_text(prompt, encoding="utf-8")


if __name__ == "__main__":
    renew()
