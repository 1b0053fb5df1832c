"""The doors as a table for docs/api.md, from their own docstrings: ``python -m app.studio.listing``."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.studio.doors import doors
from app.studio.rooms import ROOMS

if TYPE_CHECKING:
    from app.studio.doors import Door

BEGIN = "<!-- doors: written by python -m app.studio.listing --write -->"
END = "<!-- end of the doors -->"
PAGE = Path("docs/api.md")


def listing() -> str:
    """Every room with its doors: what each does, what it takes, and whether it streams."""
    return "\n\n".join(
        _room(module.__name__.rpartition(".")[2], inspect.getdoc(module) or "", list(found))
        for module in ROOMS
        if (found := doors([module]))
    )


def _room(name: str, words: str, found: list[Door]) -> str:
    head = f"### {name}\n\n{words.partition(chr(10) * 2)[0]}"
    return f"{head}\n\n| door | takes | does |\n|---|---|---|\n" + "\n".join(map(_row, found))


def _row(door: Door) -> str:
    does = " ".join((inspect.getdoc(door.function) or "").partition("\n\n")[0].split())
    takes = "<br>".join(_parameter(one) for one in door.given) or "nothing"
    name = f"`{door.name}`" + (" (streams)" if door.streams else "")
    return f"| {name} | {takes} | {does} |".replace("||", "\\|\\|")


def _parameter(one: inspect.Parameter) -> str:
    kind = one.annotation.__name__ if isinstance(one.annotation, type) else str(one.annotation)
    kind = str(one.annotation) if "[" in str(one.annotation) else kind
    preset = "" if one.default is one.empty else f" = {one.default!r}"
    return f"`{one.name}: {kind}{preset}`".replace("|", "\\|")


def main(words: list[str]) -> None:
    """Print the table, or write it into its page."""
    if words != ["--write"]:
        sys.stdout.write(f"{listing()}\n")
        return
    told = PAGE.read_text(encoding="utf-8")
    head, tail = told.partition(BEGIN)[0], told.partition(END)[2]
    PAGE.write_text(f"{head}{BEGIN}\n\n{listing()}\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
