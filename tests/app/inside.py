"""The command line within the test's own process: torch and diffusers are loaded once for many commands."""

from __future__ import annotations

import subprocess
from pathlib import Path

from typer.testing import CliRunner

from app.cli import app
from tests.app.running import environment


def told(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """As :func:`tests.app.running.dailies`; a fault of the program is raised."""
    done = CliRunner().invoke(app, words, env=environment(home, **more), catch_exceptions=False)
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)
