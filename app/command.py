"""What every command of the command line shares: options, exit codes, the screen and the opened studio."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.build import Studio
    from app.screen import Screen
    from app.settings import Settings

FAULT, MENDABLE, BUSY, WAITING, STOPPED = 1, 2, 3, 4, 130

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only the result: codes and paths, a line each.")]
FilmName = Annotated[str, typer.Argument(help="The film's code, as `dailies films` shows it.")]
YesAll = Annotated[bool, typer.Option("--yes", "-y", help="Say yes to story, shot list and takes.")]


def settings() -> Settings:
    """What the environment says; where it says something else than was asked, a sentence."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from app.engines import first_fault
    from app.settings import Settings
    from tools.errors import ToolError

    try:
        return Settings()
    except SettingsError as error:
        raise ToolError(f"a DAILIES_… setting is not JSON: {error}: {error.__cause__}") from error
    except ValidationError as error:
        raise ToolError(f"a DAILIES_… setting is not as expected: {first_fault(error)}") from error


@contextmanager
def opened() -> Iterator[Studio]:
    """The home folder, opened for one command."""
    from app.build import open_studio

    studio = open_studio(settings())
    try:
        yield studio
    finally:
        studio.database.close()


@contextmanager
def screen_of(*, quiet: bool = False, as_json: bool = False) -> Iterator[Screen]:
    """A screen to print on; what the user can mend becomes a sentence and an exit code."""
    from agent.writer import BadReply
    from app.screen import Screen
    from generator.interface import Unsupported
    from tools.errors import Busy, ToolError

    shown = Screen(quiet=quiet, as_json=as_json)
    try:
        yield shown
    except Busy as error:
        raise typer.Exit(shown.failed("busy", str(error), BUSY)) from error
    except (ToolError, Unsupported, BadReply) as error:
        raise typer.Exit(shown.failed("mendable", str(error), MENDABLE)) from error
    except KeyboardInterrupt:
        words = "stopped; finished takes are kept, `dailies resume` goes on"
        raise typer.Exit(shown.failed("stopped", words, STOPPED)) from None


def picture_size(words: str) -> tuple[int, int] | None:
    """Width and height from ``1280x736``; None for nothing."""
    from tools.errors import ToolError

    if not words:
        return None
    width, _, height = words.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise ToolError(f"got the size {words!r}, expected WIDTHxHEIGHT such as 1280x736")
    return int(width), int(height)
