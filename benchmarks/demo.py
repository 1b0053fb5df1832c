"""What ``make demo`` costs: wall time and peak memory of the whole process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time

from benchmarks.figure import Figure


def measure() -> list[Figure]:
    """One run in an empty home."""
    with tempfile.TemporaryDirectory() as home:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "app.cli", "make", "example:short", "--yes", "--quiet"],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DAILIES_HOME": home},
        )
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e9
    return [Figure("make demo", seconds, "s"), Figure("peak memory of make demo", peak, "GB", 2.5)]
