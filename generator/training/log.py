"""The log of a stage: a line of JSON every half second, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """Figures at one point of the training."""

    step: int
    """Updates done."""
    seconds: float
    figures: Mapping[str, float]
    """Means over the updates since the line before; of a measurement, the held-out figures."""
    measured: bool = False
    """True: held out, and with averaged weights."""


@dataclass(slots=True)
class Tally:
    """The mean of every figure since it was last asked for."""

    _sums: dict[str, float] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, figures: Mapping[str, float]) -> None:
        """Take the figures of one update in; one need not come with every update."""
        for name, value in figures.items():
            self._sums[name] = self._sums.get(name, 0.0) + value
            self._counts[name] = self._counts.get(name, 0) + 1

    def taken(self) -> dict[str, float]:
        """The means, and begin again."""
        means = {name: total / self._counts[name] for name, total in self._sums.items()}
        self._sums.clear()
        self._counts.clear()
        return means


def append(path: Path, line: Line) -> None:
    """Add a line; one that a killed process left half-written is ended first."""
    document: dict[str, Any] = {"step": line.step, "seconds": round(line.seconds, 3)}
    document["measured" if line.measured else "figures"] = dict(line.figures)
    with path.open("a+b") as file:
        torn = file.tell() > 0 and _last(path) != b"\n"
        file.write((b"\n" if torn else b"") + json.dumps(document).encode() + b"\n")


def read(path: Path) -> tuple[Line, ...]:
    """The lines that count, oldest first.

    What was done again after a checkpoint was taken up replaces what was done before; a line that is not
    whole is left out.
    """
    found: list[Line] = []
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        line = _line(text)
        if line is None:
            continue
        while found and (found[-1].step, found[-1].measured) >= (line.step, line.measured):
            found.pop()
        found.append(line)
    return tuple(found)


def fell(lines: Sequence[Line], name: str) -> bool:
    """Whether a figure is lower in the last quarter of the lines than in the first."""
    values = [line.figures[name] for line in lines if not line.measured and name in line.figures]
    some = max(1, len(values) // 4)
    return len(values) > 1 and sum(values[-some:]) < sum(values[:some])


def _line(text: str) -> Line | None:
    try:
        document = json.loads(text)
        measured = "measured" in document
        figures = document["measured" if measured else "figures"]
        return Line(int(document["step"]), float(document["seconds"]), dict(figures), measured)
    except (ValueError, KeyError, TypeError):
        return None


def _last(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1)
