"""Progress: a bar with the time left on a terminal, a line a shot elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from agent.crew import THINKING, Happening

PLANNING = {
    "story": "story",
    "cast": "cast",
    "scenes": "scenes",
    "shots": "shot list",
    "learn": "recall",
}
"""Steps of the plan, as people call them."""
TOLD = frozenset(("reuse", "planned", "lint", "remark"))
"""Steps whose words are worth a line of their own."""
LAB = {"cut": "cutting", "screener": "burning in"}
"""What is done with finished clips."""


class Progress:
    """A :class:`agent.crew.Report` that people can read."""

    def __init__(self, console: Console, *, silent: bool) -> None:
        self._console, self._silent = console, silent
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            console=console,
            disable=silent or not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("planning", total=None)
        self._shot = ""

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def pause(self) -> None:
        """Take the bar away while a question is asked."""
        self._bar.stop()

    def go_on(self) -> None:
        """Put it back."""
        self._bar.start()

    def __call__(self, happening: Happening) -> None:
        """Show what happens."""
        step = happening.step
        if step in PLANNING:
            self._line(f"{PLANNING[step]}: {happening.words}")
        elif step == "render":
            self._rendering(happening)
        elif step in TOLD:
            self._line(f"{happening.shot}: {happening.words}" if happening.shot else happening.words)
        elif step == THINKING:
            self._bar.update(self._task, description="the model is writing")
        elif step in LAB:
            self._bar.update(self._task, description=LAB[step])
        if happening.total:
            self._bar.update(self._task, completed=happening.done, total=happening.total)

    def _rendering(self, happening: Happening) -> None:
        self._bar.update(self._task, description=f"rendering {happening.shot}")
        if happening.shot != self._shot and not self._console.is_terminal:
            self._line(f"rendering {happening.shot} ({int(happening.done) + 1} of {happening.total})")
        self._shot = happening.shot

    def _line(self, words: str) -> None:
        if not self._silent:
            self._bar.console.print(escape(words))
