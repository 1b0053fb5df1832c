"""What the terminal shows: words and tables for people, one JSON document for programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.progress import Progress

if TYPE_CHECKING:
    from app.health import Check


def program() -> str:
    """How the user can call this program again from here: by name, or by path when it is not on the PATH."""
    called = Path(sys.argv[0])
    if shutil.which("dailies") is not None or called.name != "dailies":
        return "dailies"
    here = Path.cwd()
    return str(called.relative_to(here)) if called.is_relative_to(here) else str(called)


class Screen:
    """Where a command prints.

    Args:
        quiet: nothing but results and errors.
        as_json: people's words go to standard error, and :meth:`result` prints the document.
    """

    def __init__(self, *, quiet: bool = False, as_json: bool = False) -> None:
        self.quiet, self.as_json = quiet, as_json
        self.console = Console(stderr=as_json, highlight=False, soft_wrap=not sys.stdout.isatty())

    @property
    def silent(self) -> bool:
        """True when people's words are not wanted."""
        return self.quiet or self.as_json

    def say(self, words: str) -> None:
        """A line for people."""
        if not self.silent:
            self.console.print(escape(words))

    def heading(self, title: str, words: str = "") -> None:
        """A title and a line under it."""
        if not self.silent:
            self.console.print(f"\n[bold]{escape(title)}[/bold]")
            if words:
                self.console.print(escape(words))

    def table(self, table: Table, empty: str = "") -> None:
        """A table, or words when it has no rows."""
        if self.silent:
            return
        self.console.print(table if table.row_count else empty)

    def checks(self, checks: Sequence[Check]) -> None:
        """The result of ``doctor``."""
        for check in checks:
            mark = (
                "[green]✓[/green]"
                if check.fine
                else "[yellow]·[/yellow]"
                if check.optional
                else "[red]✗[/red]"
            )
            if not self.silent:
                self.console.print(f"{mark} {escape(check.name)}: {escape(check.words)}")

    def bare(self, lines: Iterable[str]) -> None:
        """The result alone, for ``--quiet``: a line each, for other programs to read."""
        if self.quiet and not self.as_json:
            sys.stdout.writelines(f"{line}\n" for line in lines)

    def result(self, document: dict[str, Any]) -> None:
        """The JSON document, when it was asked for."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")

    def failed(self, kind: str, words: str, code: int) -> int:
        """Say what went wrong; gives the exit code."""
        if self.as_json:
            self.result({"error": {"kind": kind, "message": words}})
        else:
            Console(stderr=True, highlight=False).print(
                f"[red]dailies:[/red] {escape(words)}", soft_wrap=True
            )
        return code

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar with the time left, for as long as the context lasts."""
        with Progress(self.console, silent=self.silent) as progress:
            yield progress
