"""The command line as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent


def environment(home: Path, **more: str) -> dict[str, str]:
    """A light, private studio: slate, hashing embedder, its own home."""
    light = {"DAILIES_HOME": str(home), "DAILIES_EMBEDDER": "hashing", "DAILIES_ENGINE": "slate"}
    return {**os.environ, "NO_COLOR": "1", "COLUMNS": "160", **light, **more}


def dailies(home: Path, *words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``dailies`` and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        cwd=ROOT,
        env=environment(home, **more),
        capture_output=True,
        text=True,
        input=stdin,
        timeout=240,
        check=False,
    )


def document(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The one JSON document on standard output."""
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found
