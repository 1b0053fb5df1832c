"""How long until the first word: ``dailies --help`` and the imports behind a command."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from benchmarks.figure import Figure

RUNS = 7


def measure() -> list[Figure]:
    """Medians of whole processes."""
    return [
        Figure("dailies --help", _median("-m", "app.cli", "--help"), "s", 1.0),
        Figure("import the director", _median("-c", "import agent.worker"), "s", 3.0),
        Figure("python itself", _median("-c", "pass"), "s"),
    ]


def _median(*words: str) -> float:
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])
