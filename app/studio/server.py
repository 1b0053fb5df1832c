"""The server: Gradio's API engine, our page, a film's media, and the gate before them all."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from gradio.events import api

from app.studio import delivered, media, uploads
from app.studio.doors import WHOLE, Door, doors, endpoint
from app.studio.gate import Gate, guest_of
from app.studio.rooms import ROOMS
from app.studio.staffing import Staffing
from app.studio.visit import Visit
from tools.digests import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import Scope

    from app.build import Studio
    from app.studio.doors import Enter

LONG = 8
"""Calls of one streaming door at once: chats of as many people."""
DOORS = "/doors"
"""Where Gradio answers: ``/doors/gradio_api/run/NAME``, and ``/doors/gradio_api/mcp/`` for agents."""


def build(studio: Studio) -> FastAPI:
    """The studio's server, not yet listening."""
    staffing = Staffing(studio)

    def enter(headers: Mapping[str, str]) -> Visit:
        return Visit(studio, guest_of(headers, studio.settings.studio_films), staffing)

    server = FastAPI(title="Dailies", docs_url=None, redoc_url=None, openapi_url=None)
    server.add_middleware(Gate, settings=studio.settings)
    all_doors = doors(ROOMS)
    _pages(server, all_doors)
    media.serve(server, enter)
    delivered.serve(server, enter)
    uploads.serve(server, studio.settings.work, studio.settings.studio_upload_mb)
    gr.mount_gradio_app(
        server, _engine(all_doors, enter), DOORS, mcp_server=True, show_error=False, run_history=False
    )
    return server


def _engine(all_doors: Sequence[Door], enter: Enter) -> gr.Blocks:
    """Gradio's API engine without a page: every door an endpoint and a tool."""
    engine = gr.Blocks(title="Dailies", analytics_enabled=False)
    with engine:
        for door in all_doors:
            api(
                endpoint(door, enter),
                api_name=door.name,
                queue=door.streams,
                concurrency_limit=LONG if door.streams else None,
            )
            if door.streams:
                api(
                    endpoint(door, enter, whole=True),
                    api_name=f"{door.name}{WHOLE}",
                    queue=False,
                    concurrency_limit=None,
                )
    engine.api_open = False  # A stream is joined, never called for its first piece alone.
    return engine


def _pages(server: FastAPI, all_doors: Sequence[Door]) -> None:
    page = files("app.studio") / "page"
    facts = json.dumps({door.name: door.facts() for door in all_doors})

    @server.get("/")
    def index() -> HTMLResponse:
        return HTMLResponse(_whole(Path(str(page))), headers=_ASKED_AGAIN)

    @server.get("/page/doors.json")
    def listing() -> Response:
        return Response(facts, media_type="application/json", headers=_ASKED_AGAIN)

    @server.get("/health")
    def health() -> dict[str, str]:
        return {"studio": "open"}

    server.mount("/page", _Page(directory=str(page)))


def _whole(page: Path) -> str:
    """The page with all its modules and styles named at its head: a browser then asks for them at once, and
    not for each only when it has read another. They are named by what is in them, so it asks only once."""
    links = [f'<link rel="stylesheet" href="/page/{name}">' for name in _names(page, "rooms/*.css")]
    links += [f'<link rel="modulepreload" href="/page/{name}">' for name in _names(page, "**/*.js")]
    html = (page / "index.html").read_text(encoding="utf-8").replace("</head>", "\n".join([*links, _DOORS]))
    return html.replace('="/page/', f'="/page/{_stamp(page)}/')


def _stamp(page: Path) -> str:
    """Another one as soon as a file of the page is another."""
    states = [(file.name, file.stat()) for file in sorted(page.rglob("*")) if file.is_file()]
    return digest([[name, state.st_mtime_ns, state.st_size] for name, state in states])


def _names(page: Path, pattern: str) -> list[str]:
    return sorted(path.relative_to(page).as_posix() for path in page.glob(pattern))


_DOORS = "<link rel='preload' as='fetch' crossorigin href='/page/doors.json'></head>"
"""What the doors take is asked for together with the modules."""
_ASKED_AGAIN = {"cache-control": "no-cache"}
"""So that an update of Dailies is seen at the next load."""
_KEPT = {"cache-control": "private, max-age=31536000, immutable"}
_STAMPED = re.compile(r"^[0-9a-f]{16}/")


class _Page(StaticFiles):
    """The page's own files: kept by the browser where they are named by what is in them, else asked about at
    every load."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file."""
        plain = _STAMPED.sub("", Path(path).as_posix(), count=1)
        response = await super().get_response(plain, scope)
        response.headers.update(_ASKED_AGAIN if plain == path else _KEPT)
        return response
