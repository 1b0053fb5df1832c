"""A skill as a folder that other programs read too."""

from __future__ import annotations

from pathlib import Path

from skills import markdown
from skills.loading import MARKDOWN
from skills.skill import Skill, SkillKind
from tools.errors import ToolError
from tools.store import writing


def export(skill: Skill, folder: Path) -> Path:
    """Write knowledge as ``<folder>/<name>/SKILL.md`` in the Agent Skills format; gives the new folder.

    Put back under a ``skills`` folder it loads as the same knowledge. Its tests stay behind: the format has
    no place for them.

    Raises:
        ToolError: the skill says what a SKILL.md cannot, or the folder is already there.
        NoRoom: the folder cannot be written.
    """
    if reason := _unsayable(skill):
        raise ToolError(
            f"the skill {skill.credit} cannot be a {MARKDOWN}: {reason}. Share its folder as it is instead."
        )
    target = folder / skill.name
    if target.exists():
        raise ToolError(f"{target} is already there; choose another folder, or remove it first")
    with writing(folder):
        target.mkdir(parents=True)
        (target / MARKDOWN).write_text(markdown.written(skill), encoding="utf-8")
    return target


def _unsayable(skill: Skill) -> str:
    """Why a SKILL.md cannot say it; empty when it can."""
    if skill.kind is not SkillKind.KNOWLEDGE:
        return f"that is plain knowledge, and this is a {skill.kind} skill with inputs and an answer"
    if not skill.literal and ("{{" in skill.prompt or "{%" in skill.prompt):
        return "its prompt has gaps to fill in"
    when = skill.when
    if any("," in word for word in (*when.words, *when.styles, *when.languages, *when.engines)):
        return "a filter has a comma in it"
    return ""
