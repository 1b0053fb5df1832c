"""The server: Gradio's API engine, our page, a film's media, and the gate before them all."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    html = _with_modules((page / "index.html").read_text(encoding="utf-8"), Path(str(page)))

    @server.get("/")
    def index() -> HTMLResponse:
        return HTMLResponse(html, headers=_ASKED_AGAIN)

    @server.get("/page/doors.json")
    def listing() -> Response:
        return Response(facts, media_type="application/json", headers=_ASKED_AGAIN)

    @server.get("/health")
    def health() -> dict[str, str]:
        return {"studio": "open"}

    server.mount("/page", _Page(directory=str(page)))


def _with_modules(html: str, page: Path) -> str:
    """The page with all its modules named at its head: a browser then asks for them at once, and not for each
    only when it has read another."""
    names = sorted(path.relative_to(page).as_posix() for path in page.rglob("*.js"))
    links = "\n".join(f'<link rel="modulepreload" href="/page/{name}">' for name in names)
    return html.replace("</head>", f"{links}\n</head>")


_ASKED_AGAIN = {"cache-control": "no-cache"}
"""So that an update of Dailies is seen at the next load."""


class _Page(StaticFiles):
    """The page's own files."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:  # noqa: ANN401 — as starlette calls it
        """A file, asked about again at every load."""
        response = super().file_response(*arguments, **named)
        response.headers.update(_ASKED_AGAIN)
        return response
