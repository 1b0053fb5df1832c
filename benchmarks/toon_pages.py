"""The tables of docs/toon.md, written between their markers from what the trials left behind.

Nothing here stands beside the paper's own figures: another world, another size, other judges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.toon_gates import DRIFTING, SCORES, By, Found, found, gates
from benchmarks.toon_numbers import Interval, Numbers, bootstrap, mean, ratio
from benchmarks.toon_scoring import METRICS, NAMED
from benchmarks.toon_trials import Record

PAGE = Path(__file__).parent.parent / "docs" / "toon.md"
SHOWN = tuple(m.name for m in METRICS if m.name not in {"mixed faces", "mixed voices", "psnr", "seconds"})
"""Metrics of the main table."""
ABLATED: Mapping[str, tuple[str, ...]] = {
    "slot-mask": ("mixed voices", "mixed faces", "voice", "hue", "speech"),
    "isolation": ("speech", "voice", "f0", "hue"),
    "tau": ("hue", "identity", "action", "speech"),
    "K": ("hue", "identity", "voice", "action", "speech", "seconds"),
    "window": ("voice", "f0", "speech"),
    "bank": ("hue", "identity", "voice", "f0"),
    "return": ("hue", "attributes", "identity", "voice", "f0"),
}
"""Metrics by ablation: what it should move, and what it should not."""
EMPTY = "Not measured yet."


def write(trials: Mapping[str, Any], page: Path = PAGE) -> None:
    """Put every table of :func:`tables` where the page has its markers."""
    text = page.read_text(encoding="utf-8")
    for name, table in tables(trials).items():
        text = between(text, name, table)
    page.write_text(text, encoding="utf-8")


def between(text: str, name: str, table: str) -> str:
    """A page with this table between ``<!-- toon:name -->`` and ``<!-- /toon:name -->``.

    Raises:
        ValueError: the page lacks the markers.
    """
    pattern = re.compile(rf"(<!-- toon:{name} -->\n).*?(<!-- /toon:{name} -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"the page has no place for {name!r}: add <!-- toon:{name} --> and its end")
    return pattern.sub(lambda place: f"{place[1]}\n{table}\n\n{place[2]}", text)


def tables(trials: Mapping[str, Any]) -> dict[str, str]:
    """The tables by the name of their markers; for each profile, where there is something of it.

    Args:
        trials: ``profile/trial`` to its record, as :func:`benchmarks.toon_trials.kept` gives them.
    """
    return {
        name: _each(trials, table)
        for name, table in {
            "gates": _gates,
            "memory": _memory,
            "steps": _steps,
            "drift": _drift,
            "ablations": _ablations,
            "film": _film,
        }.items()
    }


def number(figure: Interval, unit: str = "") -> str:
    """A figure with its interval, in as many digits as it has to say."""
    digits = 1 if abs(figure.value) >= 10 else 2 if abs(figure.value) >= 1 else 3
    tail = f" {unit}" if unit else ""
    return f"{figure.value:.{digits}f}{tail} ({figure.low:.{digits}f} … {figure.high:.{digits}f})"


def goal(one: Found) -> str:
    """What a gate asks, in words."""
    gate = one.gate
    asked = f"{'≥' if gate.at_least else '≤'} {gate.goal:.3g} {gate.unit}".rstrip()
    return {By.VALUE: asked, By.ALL: f"{asked} for certain", By.ANY: f"{asked} but for chance"}[gate.by]


def _each(trials: Mapping[str, Any], table: Callable[[str, Mapping[str, Any]], str]) -> str:
    profiles = sorted({name.split("/", 1)[0] for name in trials})
    parts = []
    for profile in profiles:
        own = {
            name.split("/", 1)[1]: facts for name, facts in trials.items() if name.startswith(f"{profile}/")
        }
        if said := table(profile, own):
            parts.append(f"**{profile}, toon world.** {said}")
    return "\n\n".join(parts) or EMPTY


def _gates(profile: str, trials: Mapping[str, Any]) -> str:
    rows = [
        (
            one.gate.words,
            goal(one),
            "" if one.figure is None else number(one.figure, one.gate.unit),
            str(one.state),
        )
        for one in found(trials, gates(profile))
    ]
    return "\n\n" + _table(("gate", "goal", "measured", ""), rows)


def _memory(profile: str, trials: Mapping[str, Any]) -> str:  # noqa: ARG001
    if "memory" not in trials:
        return ""
    ways = {**getattr(trials.get("ceiling"), "ways", {}), **trials["memory"].ways}
    rows = [(way, *(_cell(told.values.get(name)) for name in SHOWN)) for way, told in ways.items()]
    return f"{_size(trials['memory'])}\n\n{_table(('memory', *map(_head, SHOWN)), rows)}"


def _steps(profile: str, trials: Mapping[str, Any]) -> str:  # noqa: ARG001
    if not {"memory", "teacher"} <= set(trials):
        return ""
    student, teacher = (trials[name].ways["oracle"].values for name in ("memory", "teacher"))
    there = [name for name in (*SCORES, "hue", "f0", "seconds") if name in student and name in teacher]
    rows = [
        (
            _head(name),
            _cell(student[name]),
            _cell(teacher[name]),
            _cell(student[name], teacher[name], figure=ratio),
        )
        for name in there
    ]
    head = ("right memory", "eight steps", "teacher", "÷")
    return f"{trials['memory'].camera} against {trials['teacher'].camera}.\n\n{_table(head, rows)}"


def _drift(profile: str, trials: Mapping[str, Any]) -> str:  # noqa: ARG001
    there = {name: trials[name] for name in ("drift", "drift without degraded memory") if name in trials}
    if not there:
        return ""
    metrics = ("identity", "hue", "voice", "f0")
    rows = [
        (name.replace("drift", "").strip() or "shipped", way, *(_cell(told.slopes.get(m)) for m in metrics))
        for name, record in there.items()
        for way, told in record.ways.items()
    ]
    first = next(iter(there.values()))
    table = _table(("weights", "memory", *(f"{_head(m)}, a shot" for m in metrics)), rows)
    return f"{_size(first)} The gate reads *{DRIFTING}*.\n\n{table}"


def _ablations(profile: str, trials: Mapping[str, Any]) -> str:  # noqa: ARG001
    parts = []
    for name, metrics in ABLATED.items():
        if name in trials:
            rows = [
                (way, *(_cell(told.values.get(metric)) for metric in metrics))
                for way, told in trials[name].ways.items()
            ]
            parts.append(f"{_size(trials[name])}\n\n{_table((name, *map(_head, metrics)), rows)}")
    return "\n\n".join(parts)


def _film(profile: str, trials: Mapping[str, Any]) -> str:  # noqa: ARG001
    if "film" not in trials:
        return ""
    film = trials["film"]
    pace = bootstrap(ratio, film["work"], film["length"])
    work, length = (sum(film[name]) for name in ("work", "length"))
    parts = [
        f"{len(film['work'])} shots, {length:.0f} s of film: {work:.0f} s in the camera",
        f"{number(pace)} seconds a second",
        f"the slowest shot {max(film['work']):.1f} s",
        f"the whole command, with writing and critics, {film['seconds']:.0f} s",
    ]
    return f"{'; '.join(parts)}."


def _cell(*columns: Sequence[float] | None, figure: Callable[..., Numbers] = mean) -> str:
    if not columns or any(column is None for column in columns):
        return "–"
    try:
        return number(bootstrap(figure, *(c for c in columns if c is not None)))
    except ValueError:
        return "–"


def _head(metric: str) -> str:
    unit = NAMED[metric].unit
    return f"{metric} {'↑' if NAMED[metric].more else '↓'}" + (f", {unit}" if unit else "")


def _size(record: Record) -> str:
    seeds = f"{record.seeds} seed" + ("s" if record.seeds > 1 else "")
    shots = f"{record.shots} shot" + ("s" if record.shots > 1 else "")
    return f"{record.stories} stories × {shots} × {seeds}, {record.frames} frames a shot; {record.camera}."


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
