"""Opening the studio and keeping it open: the server in this process, the worker in one of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app.studio import uploads
from app.studio.gate import HERE
from generator.interface import Unsupported
from tools.errors import ToolError

if TYPE_CHECKING:
    from app.build import Studio
    from app.screen import Screen
    from app.settings import Settings

ENDED = 0.5
"""Seconds between two looks whether the worker still lives."""


def hold(studio: Studio, screen: Screen, *, port: int | None, host: str, browser: bool) -> None:
    """Serve until the user stops it.

    Raises:
        ToolError: the port is taken, or the address is open to others and nobody is asked who they are.
    """
    settings = studio.settings
    address, door = host or settings.studio_host, settings.studio_port if port is None else port
    _guarded(settings, address)
    with _listening(address, door) as ear, working() as _:
        uploads.sweep(settings.work)
        from uvicorn import Config, Server

        from app.studio.server import build

        name = "127.0.0.1" if address in {"0.0.0.0", "::"} else address  # noqa: S104
        url = f"http://{name}:{ear.getsockname()[1]}/"
        # Addresses stay those of the connection: who may say who comes is decided by them, in the gate.
        server = Server(
            Config(
                build(studio), log_level="warning", access_log=False, server_header=False, proxy_headers=False
            )
        )
        screen.say(
            f"The studio is open: {url}\nCtrl-C closes it. Work that is going on then goes on the next time."
        )
        threading.Thread(target=_warm, args=(settings,), daemon=True).start()
        if browser:
            threading.Timer(0.3, webbrowser.open, [url]).start()
        with suppress(KeyboardInterrupt):  # told again once the server has closed
            server.run(sockets=[ear])
    screen.say("Closed. Nothing is lost.")


def _warm(settings: Settings) -> None:
    """Load the engine of new films, so that the first page does not wait for its libraries."""
    from app.engines import camera

    with suppress(ToolError, Unsupported):  # what is missing is said where the engine is chosen
        camera(settings, settings.engine).capabilities  # noqa: B018 — asking is what loads


@contextmanager
def working() -> Iterator[None]:
    """A worker process while it lasts; one that dies is started again."""
    over = threading.Event()

    def keep() -> None:
        while not over.is_set():
            process = subprocess.Popen([sys.executable, "-m", "app.studio.worker"])
            while process.poll() is None and not over.wait(ENDED):
                pass
            process.terminate()
            process.wait()

    keeper = threading.Thread(target=keep, name="worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


@contextmanager
def _listening(address: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ear.bind((address, port))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise ToolError(
                f"the studio cannot listen at {address}:{port}: {reason}. Another studio may be open there; "
                "try --port 0 for a free port"
            ) from error
        ear.listen(64)
        yield ear


def _guarded(settings: Settings, address: str) -> None:
    if address not in HERE and not settings.studio_users and not settings.studio_user_header:
        raise ToolError(
            f"{address} is open to others: set DAILIES_STUDIO_USERS or DAILIES_STUDIO_USER_HEADER first, so "
            "that the studio knows who comes. See docs/studio.md"
        )
