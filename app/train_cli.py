"""``dailies train``: teach the small camera by a recipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer

from app.command import STOPPED, AsJson, Quiet, screen_of, settings

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from generator.training.course import Passed
    from generator.training.loop import Point
    from generator.training.recipe import Recipe


def train(
    recipe: Annotated[
        str,
        typer.Argument(help="A shipped recipe (toon-128, toon-128-more, toon-256, smoke) or a YAML file."),
    ],
    stage: Annotated[str, typer.Option(help="One of its stages. Default: all, in order.")] = "",
    folder: Annotated[
        Path | None, typer.Option(help="Where everything is kept. Default: DAILIES_HOME/training/NAME.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume/--fresh", help="Go on where it was left, or put that aside.")
    ] = True,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Teach the small camera: the stages of a recipe, finished ones left out; Ctrl-C keeps what is done."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, _in_words():
        from generator.training.loop import Stopped
        from generator.training.recipe import load

        wanted = load(recipe)
        root = (folder or settings().home / "training" / wanted.name).expanduser().resolve()
        try:
            with Meter(screen.console, silent=screen.silent) as meter:
                passed = _follow(wanted, root, meter, only=stage, fresh=not resume)
        except (Stopped, KeyboardInterrupt) as error:
            said = str(error) or "stopped; what the last checkpoint holds is kept"
            words = f"{said}. The same command goes on from there"
            raise typer.Exit(screen.failed("stopped", words, STOPPED)) from None
        if not passed:
            return  # another process of the team says it
        screen.table(_table(passed))
        weights = _gathered(wanted, root, passed)
        screen.say(f"Everything is in {root}.")
        if weights:
            screen.say(f"To film with them: DAILIES_ECHO_TOON={weights} dailies make --engine echo …")
        screen.bare(str(one.folder / name) for one in passed for name in one.end.weights)
        screen.result(
            {
                "recipe": wanted.name,
                "folder": str(root),
                "weights": weights and str(weights),
                "stages": [_facts(one) for one in passed],
            }
        )


def _gathered(recipe: Recipe, root: Path, passed: tuple[Passed, ...]) -> Path | None:
    from generator.training.gather import gather

    return gather(recipe, root, passed)


class Meter:
    """What people see of a training: a bar on a terminal, a line for every tenth of a stage elsewhere."""

    def __init__(self, console: Console, *, silent: bool) -> None:
        from rich.progress import BarColumn, Progress, TextColumn

        self._console, self._silent = console, silent
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[words]}"),
            console=console,
            disable=silent or not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("preparing", total=1.0, words="")
        self._told: tuple[str, int] = ("", -1)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def at(self, point: Point) -> None:
        """Another update is done."""
        self._bar.update(self._task, description=point.stage, completed=point.share, words=_words(point))
        tenth = (point.stage, int(point.share * 10))
        if tenth != self._told and not self._console.is_terminal:
            self.said(f"{point.stage}: {_words(point)}")
        self._told = tenth

    def said(self, words: str) -> None:
        """Something that people should know."""
        from rich.markup import escape

        if not self._silent:
            self._bar.console.print(escape(words))


def _follow(recipe: Recipe, root: Path, meter: Meter, *, only: str, fresh: bool) -> tuple[Passed, ...]:
    from generator.training.course import follow
    from generator.training.tasks import TASKS

    return follow(recipe, TASKS, root, meter, only=only, fresh=fresh)


@contextmanager
def _in_words() -> Iterator[None]:
    """What the user can mend, as the errors the screen knows."""
    from generator.training.files import AtWork
    from generator.training.task import TrainingFault
    from tools.errors import Busy, ToolError

    try:
        yield
    except AtWork as error:
        raise Busy(str(error)) from error
    except TrainingFault as error:
        raise ToolError(str(error)) from error


def _words(point: Point) -> str:
    """``step 1,200  loss 0.0312  53 samples/s  12:04 left``."""
    figures = list(point.figures.items())[:1]
    named = [f"{name} {value:.4g}" for name, value in figures]
    left = [] if point.left == float("inf") else [f"{_clock(point.left)} left"]
    return "  ".join([f"step {point.step:,}", *named, f"{point.samples:.3g} samples/s", *left])


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _table(passed: tuple[Passed, ...]) -> Table:
    from app.tables import listing

    table = listing("stage", "steps", "time", "held out", "weights")
    for one in passed:
        figures = ", ".join(f"{name} {value:.4g}" for name, value in one.end.figures.items())
        time = f"{_clock(one.end.seconds)}{', before' if one.skipped else ''}"
        table.add_row(one.end.stage, f"{one.end.steps:,}", time, figures, ", ".join(one.end.weights))
    return table


def _facts(one: Passed) -> dict[str, Any]:
    return {
        "stage": one.end.stage,
        "folder": str(one.folder),
        "skipped": one.skipped,
        "steps": one.end.steps,
        "seconds": round(one.end.seconds, 2),
        "figures": dict(one.end.figures),
        "weights": [str(one.folder / name) for name in one.end.weights],
    }
