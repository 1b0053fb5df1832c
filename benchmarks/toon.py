"""What the toon camera makes of its memory, in the toon world: ``python -m benchmarks.toon``.

By itself a look at a few stories, which is not kept. ``--full`` films twenty stories with every memory and
three seeds; ``--teacher``, ``--drift``, ``--ablate``, ``--film`` and ``--sheet`` measure and show the rest.
What they find is kept in benchmarks/results/toon.json; ``--gates`` prints the gates from it, and ``--write``
writes the tables of docs/toon.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure
from benchmarks.toon_camera import ToonKit
from benchmarks.toon_filming import Reel
from benchmarks.toon_gates import found, gates
from benchmarks.toon_numbers import average
from benchmarks.toon_pages import goal, number, write
from benchmarks.toon_plan import (
    ABLATIONS,
    CEILING,
    FULL,
    LONG,
    MEMORY,
    QUICK,
    SIDE,
    Kit,
    ablation,
    ceiling,
    drift,
    memory,
    returns,
)
from benchmarks.toon_scoring import NAMED
from benchmarks.toon_sheet import ACROSS, as_jpeg, sheet
from benchmarks.toon_tales import tale
from benchmarks.toon_trials import Record, Scope, Trial, keep, kept, merged, run
from generator.echo.setup import SHIPPED
from generator.interface import Unsupported

IMAGES = Path(__file__).parent.parent / "docs" / "images"


def measure() -> list[Figure]:
    """A look at a few stories, for the table of all benchmarks; without targets, for four stories are few."""
    record = run(memory(ToonKit(), QUICK))
    return [
        Figure(
            f"toon world: {NAMED[metric].words}, memory {way}",
            average(told.values[metric]),
            NAMED[metric].unit,
        )
        for way, told in record.ways.items()
        for metric in ("hue", "voice", "speech", "seconds")
        if metric in told.values
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked; 2 where the weights are missing."""
    told = _parser().parse_args(arguments)
    kit = ToonKit(told.profile, told.weights, told.judges or told.weights, told.device)
    try:
        _measure(told, kit)
    except Unsupported as error:
        print(error, file=sys.stderr)
        return 2
    if told.gates:
        _show_gates(told.profile)
    if told.write:
        write(kept())
    return 0


def measured(name: str, kit: Kit, scope: Scope, jobs: int = 1) -> Record:
    """An ablation, whatever cameras it takes."""
    trials = ablation(name, kit, scope)
    if len(trials) == 1:
        return run(next(iter(trials.values())), jobs, _tell)
    return merged({word: run(trial, jobs, _tell) for word, trial in trials.items()})


def _measure(told: argparse.Namespace, kit: ToonKit) -> None:
    asked = [told.full, told.teacher, told.drift, told.ablate, told.film, told.sheet]
    if not any([*asked, told.gates, told.write]):
        _look(kit, _scope(QUICK, told), told.jobs)
    if told.full:
        scope = _scope(FULL, told)
        for trial in (ceiling(kit, scope), memory(kit, scope), returns(kit, scope)):
            _record(kit, trial.name, run(trial, told.jobs, _tell))
    if told.teacher:
        trial = memory(kit, _scope(replace(FULL, seeds=1), told), teacher=True)
        _record(kit, trial.name, run(trial, told.jobs, _tell))
    if told.drift:
        _drift(told, kit)
    for name in ABLATIONS if "all" in told.ablate else told.ablate:
        _record(kit, name, measured(name, kit, _scope(SIDE, told), told.jobs))
    if told.film:
        from benchmarks.toon_film import shoot

        facts = shoot(f"echo:{kit.profile}", IMAGES / f"{kit.profile}-film.jpg")
        keep(f"{kit.profile}/film", facts)
    if told.sheet:
        _sheet(kit)


def _drift(told: argparse.Namespace, kit: ToonKit) -> None:
    scope = _scope(LONG, told)
    _record(kit, "drift", run(drift(kit.camera(), scope), told.jobs, _tell))
    if told.against is not None:
        other = replace(kit, weights=told.against).camera()
        name = "drift without degraded memory"
        _record(kit, name, run(drift(other, scope, name=name), told.jobs, _tell))


def _look(kit: ToonKit, scope: Scope, jobs: int) -> None:
    trials: list[Trial] = [ceiling(kit, scope), memory(kit, scope)]
    for trial in trials:
        _show(kit.profile, run(trial, jobs, _tell))


def _record(kit: ToonKit, name: str, record: Record) -> None:
    keep(f"{kit.profile}/{name}", record.facts())
    _show(f"{kit.profile}, {name}", record)


def _sheet(kit: ToonKit) -> None:
    page = IMAGES / f"{kit.profile}-memory.jpg"
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "sheet.png"
        sheet(Reel(tale(0, ACROSS, FULL.frames), kit.camera().maker()), [*CEILING, *MEMORY], drawn)
        as_jpeg(drawn, page)
    print(page)


def _scope(scope: Scope, told: argparse.Namespace) -> Scope:
    asked = {name: getattr(told, name) for name in ("stories", "shots", "frames", "seeds")}
    return replace(scope, **{name: value for name, value in asked.items() if value})


def _show(title: str, record: Record) -> None:
    table = Table(title=f"toon world: {title}", title_justify="left", box=None)
    table.add_column("")
    for way in record.ways:
        table.add_column(way, justify="right")
    for name, metric in NAMED.items():
        row = [_plain(told.values.get(name, ())) for told in record.ways.values()]
        if any(row):
            table.add_row(f"{name} {metric.unit}".rstrip(), *row)
    Console().print(table)


def _show_gates(profile: str) -> None:
    trials = {n.split("/", 1)[1]: facts for n, facts in kept().items() if n.startswith(f"{profile}/")}
    table = Table(title=f"toon world: gates of {profile}", title_justify="left", box=None)
    for column in ("gate", "goal", "measured", ""):
        table.add_column(column)
    for one in found(trials, gates(profile)):
        figure = "" if one.figure is None else number(one.figure, one.gate.unit)
        table.add_row(one.gate.words, goal(one), figure, str(one.state))
    Console().print(table)


def _plain(values: Sequence[float]) -> str:
    value = average(values)
    return "" if value != value else f"{value:.3g}"  # noqa: PLR0124


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.toon",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    flag: dict[str, Any] = {"action": "store_true"}
    parser.add_argument("--full", **flag, help="20 stories, every memory, three seeds; returns; the ceilings")
    parser.add_argument("--teacher", **flag, help="the many-step teacher on the same stories")
    parser.add_argument("--drift", **flag, help="thirty shots on self-made memory")
    parser.add_argument("--against", type=Path, help="with --drift: weights taught without degraded memory")
    parser.add_argument("--ablate", nargs="+", default=[], choices=[*ABLATIONS, "all"])
    parser.add_argument("--film", **flag, help="a 30-shot film by the director, and its contact sheet")
    parser.add_argument("--sheet", **flag, help="the same shots with every memory, on one page")
    parser.add_argument("--gates", **flag, help="print the gates")
    parser.add_argument("--write", **flag, help="write the tables of docs/toon.md")
    parser.add_argument("--profile", default="toon-128")
    parser.add_argument("--weights", type=Path, default=SHIPPED, help="a folder with one for each profile")
    parser.add_argument("--judges", type=Path, help="such a folder with the evaluators; default: the same")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    for name in ("stories", "shots", "frames", "seeds"):
        parser.add_argument(f"--{name}", type=int, help="instead of the usual number")
    return parser


if __name__ == "__main__":
    sys.exit(main())
