"""``python -m benchmarks [NAME …]``: measure, print a table, write ``benchmarks/results/<name>.json``."""

from __future__ import annotations

import importlib
import json
import platform
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure

NAMES = (
    "startup",
    "overhead",
    "recall",
    "memory",
    "cut",
    "animatic",
    "likeness",
    "faults",
    "camera",
    "planning",
    "demo",
    "studio",
    "toon",
)
RESULTS = Path(__file__).parent / "results"


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all; 1 when a figure misses its target."""
    unknown = set(wanted) - set(NAMES)
    if unknown:
        print(f"got {sorted(unknown)}, expected some of: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    missed = False
    for name in wanted or NAMES:
        figures = importlib.import_module(f"benchmarks.{name}").measure()
        _show(name, figures)
        _write(name, figures)
        missed |= any(f.missed for f in figures)
    return int(missed)


def _show(name: str, figures: list[Figure]) -> None:
    table = Table(title=name, title_justify="left", box=None)
    for column in ("figure", "value", "target", ""):
        table.add_column(column, justify="right" if column == "value" else "left")
    for figure in figures:
        mark = "" if figure.target is None else "missed" if figure.missed else "ok"
        table.add_row(figure.name, f"{figure.value:.3g} {figure.unit}", figure.goal, mark)
    Console().print(table)


def _write(name: str, figures: list[Figure]) -> None:
    RESULTS.mkdir(exist_ok=True)
    facts = {
        "benchmark": name,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "figures": [f.facts() for f in figures],
    }
    path = RESULTS / f"{name}.json"
    # What a benchmark keeps beside its figures, from longer runs of its own, stays.
    kept = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(kept | facts, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
