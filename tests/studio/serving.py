"""The studio as a user opens it, in a process of its own, and a browser before it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.app.running import ROOT, environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
OPENS_IN = 30.0
"""Seconds a studio may take to open on a busy machine; how fast it is, is measured elsewhere."""


@dataclass
class Served:
    """An open studio."""

    process: subprocess.Popen[str]
    url: str
    home: Path

    def call(self, name: str, *given: Any, **headers: str) -> Any:
        """A door over HTTP, as any program calls it; raises ``HTTPError`` where it is refused."""
        request = urllib.request.Request(
            f"{self.url}doors/gradio_api/run/{name}",
            json.dumps({"data": given}).encode(),
            {"content-type": "application/json", **headers},
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)["data"][0]

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def open_studio(home: Path, *words: str, **more: str) -> Iterator[Served]:
    """Run ``dailies studio`` on a free port, until it answers; closed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "studio", "--port", "0", "--no-browser", *words],
        cwd=ROOT,
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Served(process, _address(process), home)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
        assert process.stdout is not None
        process.stdout.close()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line + process.stdout.read()
    url, end = found.group(), time.monotonic() + OPENS_IN
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}health", timeout=5):
                return url
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the studio does not answer")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--mute-audio"])
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page on which nothing may go wrong unseen."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            where = message.location.get("url", "")
            self.faults.append(f"{message.type}: {message.text} {where}")
