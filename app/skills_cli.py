"""``dailies skills …``: look at skills, make, check, test, read and share them. None of it asks a model."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from app.command import MENDABLE, AsJson, Quiet, opened, screen_of, settings

if TYPE_CHECKING:
    from skills.library import Library
    from skills.skill import Skill

skills_app = typer.Typer(
    name="skills",
    help="What the director knows: skills as YAML that you can add, test and share.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="The skill, as `dailies skills list` shows it.")]
Target = Annotated[str, typer.Argument(help="A skill's name, or the path of its folder. Default: all.")]
E = TypeVar("E", bound=StrEnum)
OfFilm = Annotated[str, typer.Option("--film", help="With the skills of this film: its code.")]


@skills_app.command("list")
def list_(film: OfFilm = "", quiet: Quiet = False, as_json: AsJson = False) -> None:
    """List the skills in use, where each is from, and those that are broken."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import skill_tables

        library = _library(film)
        loaded, broken = library.all(), library.broken
        skill_tables.show_skills(screen, loaded, broken)
        screen.bare(one.skill.name for one in loaded)
        screen.result(
            {
                "skills": [skill_tables.skill_facts(one) for one in loaded],
                "broken": [asdict(one) for one in broken],
            }
        )


@skills_app.command()
def show(name: Name, film: OfFilm = "", quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Show all about a skill, and its prompt."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import skill_tables

        one = _library(film).named(name)
        skill_tables.show_skill(screen, one)
        screen.bare([str(one.path)])
        screen.result(
            {
                "skill": one.skill.model_dump(mode="json", by_alias=True),
                "source": one.source,
                "path": str(one.path),
                "hides": one.hides,
            }
        )


@skills_app.command()
def new(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens: storm-at-sea.")],
    kind: Annotated[str, typer.Option(help="knowledge, prompt or critic.")] = "knowledge",
    hook: Annotated[
        list[str] | None, typer.Option(help="Where it takes hold; may be given more than once.")
    ] = None,
    film: Annotated[str, typer.Option("--film", help="Only for this film: its code.")] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Begin a skill: a file that is right already, with a word beside every key and a test that passes."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app.screen import program
        from skills.hooks import Hook
        from skills.scaffold import create
        from skills.skill import SkillKind

        library = _library(film)
        folder = list(library.folders.values())[-1]
        path = create(folder, name, _one_of(SkillKind, kind), [_one_of(Hook, one) for one in hook or ()])
        made = library.named(name)
        screen.say(f"Wrote {path}")
        if made.hides:
            screen.say(f"It is used instead of the {made.hides} of the same name.")
        screen.say("Edit it; it is used by the next question, without a restart. Then:")
        for command in ("lint", "test", "render"):
            screen.say(f"  {program()} skills {command} {name}" + (f" --film {film}" if film else ""))
        screen.bare([str(path)])
        screen.result({"path": str(path), "hides": made.hides})


@skills_app.command()
def lint(target: Target = "", film: OfFilm = "", quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Say what is wrong with skills and what could be better, line by line; 2 when there is an error."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import skill_tables
        from skills.lint import lint as find

        library = _library(film)
        folders = _folders(library, target)
        names = [place.name for place in library.places()]
        found = [finding for folder in folders for finding in find(folder, names)]
        skill_tables.show_findings(screen, found, len(folders))
        screen.bare(f"{one.path}:{one.line}: {one.code} {one.severity}: {one.words}" for one in found)
        screen.result({"skills": len(folders), "findings": [asdict(one) for one in found]})
        if any(one.severity == "error" for one in found):
            raise typer.Exit(MENDABLE)


@skills_app.command("test")
def try_out(target: Target = "", film: OfFilm = "", quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Run the tests of skills, without a model; 2 when one fails."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import skill_tables
        from skills.loading import Unloadable, load
        from skills.trial import Outcome, trial

        found: list[tuple[str, Outcome]] = []
        for folder in _folders(_library(film), target):
            try:
                found += [(folder.name, outcome) for outcome in trial(load(folder).skill)]
            except Unloadable as error:
                found.append((folder.name, Outcome("it can be loaded", (str(error),))))
        skill_tables.show_outcomes(screen, found)
        failed = [(name, outcome) for name, outcome in found if not outcome.passed]
        screen.bare(f"{name}: {outcome.test}: {why}" for name, outcome in failed for why in outcome.reasons)
        screen.result(
            {
                "passed": len(found) - len(failed),
                "failed": len(failed),
                "tests": [
                    {"skill": name, "test": o.test, "passed": o.passed, "reasons": list(o.reasons)}
                    for name, o in found
                ],
            }
        )
        if failed:
            raise typer.Exit(MENDABLE)


@skills_app.command()
def render(
    name: Name,
    values: Annotated[
        Path | None, typer.Option(help="A YAML file with a value for each input. Default: those of a test.")
    ] = None,
    film: OfFilm = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Print the prompt as a model reads it."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import skill_tables
        from skills import template

        skill = _library(film).named(name).skill
        given = _values_in(values) if values else _values_of(skill)
        prompt = template.render(skill, given)
        skill_tables.show_prompt(screen, prompt)
        screen.bare([prompt])
        screen.result({"skill": skill.credit, "values": given, "prompt": prompt})


@skills_app.command()
def export(
    name: Name,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where its folder goes.")],
    film: OfFilm = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Write knowledge as a SKILL.md that other agents read, and that loads here again."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from skills.export import export as write

        path = write(_library(film).named(name).skill, folder.expanduser().resolve())
        screen.say(f"Wrote {path / 'SKILL.md'}. Its tests stay behind: the format has no place for them.")
        screen.bare([str(path)])
        screen.result({"path": str(path)})


@skills_app.command()
def schema(quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Print the JSON schema of skill.yaml, for editors."""
    with screen_of(quiet=quiet, as_json=as_json):
        from skills.schema import schema as text

        sys.stdout.write(text())


def _library(film: str) -> Library:
    from app.shelves import library

    if not film:
        return library(settings())
    from tools import board

    with opened() as studio, studio.database.read() as session:
        return library(studio.settings, board.film(session, film).code)


def _folders(library: Library, target: str) -> tuple[Path, ...]:
    """The folders a name or a path means; all of the library for nothing."""
    from skills.loading import file_in
    from tools.errors import ToolError

    if not target or library.places(target):
        return library.places(target)
    path = Path(target).expanduser().resolve()
    folder = path.parent if path.is_file() else path
    if folder.is_dir() and file_in(folder) is not None:
        return (folder,)
    known = ", ".join(dict.fromkeys(place.name for place in library.places()))
    raise ToolError(f"got {target!r}, expected a folder with a skill.yaml, or one of {known}")


def _values_in(path: Path) -> dict[str, Any]:
    from skills.document import BadYaml, parse, text_of
    from tools.errors import ToolError

    try:
        found = parse(text_of(path.read_bytes())).data
    except (BadYaml, OSError) as error:
        line = f":{error.line}" if isinstance(error, BadYaml) else ""
        raise ToolError(f"{path}{line}: {error}") from error
    if not isinstance(found, dict):
        raise ToolError(f"{path}: expected a value for each input, such as `idea: A fox.`")
    return found


def _values_of(skill: Skill) -> dict[str, Any]:
    """The values of the first test that has some; none where the skill needs none."""
    return next((test.values for test in skill.tests if test.values), {})


def _one_of(kinds: type[E], word: str) -> E:
    from tools.errors import ToolError

    try:
        return kinds(word)
    except ValueError as error:
        raise ToolError(f"got {word!r}, expected one of {', '.join(kinds)}") from error
