"""The pages about the command line name what there is: every command, option and setting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from agent.house_router import understood
from app.cli import app
from app.settings import Settings

ROOT = Path(__file__).parents[2]
CLI, CHAT = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("cli.md", "chat.md"))
EVERYWHERE = {"--json", "--quiet", "--help", "--yes"}
"""Options told once for all commands, or of the whole program."""


def options(group: TyperGroup, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command with its long options."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from options(command, f"{before}{name} ")
        else:
            yield before + name, {o for p in command.params for o in p.opts if o.startswith("--")}


COMMANDS = dict(options(typer.main.get_group(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_its_options_are_told(name: str) -> None:
    assert re.search(rf"`(?:dailies )?{name}\b", CLI)
    assert {option for option in COMMANDS[name] - EVERYWHERE if option not in CLI} == set()


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_told(field: str) -> None:
    assert f"`DAILIES_{field.upper()}`" in CLI


def test_all_that_can_be_said_is_understood_without_a_model() -> None:
    table = re.search(r"\| to \| say for example \|\n\|---\|---\|\n(.*?)\n\n", CHAT, re.DOTALL)
    assert table is not None
    phrases = [part.strip() for row in table[1].splitlines() for part in row.split("|")[2].split("·")]
    assert len(phrases) > 20
    assert [words for words in phrases if understood(words.rstrip("?")) is None] == []


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]), ids=lambda page: page.name
)
def test_links_to_files_of_the_project_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
