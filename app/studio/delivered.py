"""The delivered files over HTTP: each by its name, and all of them as one zip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import FileResponse, PlainTextResponse, Response, StreamingResponse

from tools import cuts
from tools.editorial import delivered
from tools.errors import NotFound

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.studio.doors import Enter
    from app.studio.visit import Visit

ZIP = "all.zip"
"""Under this name all files come as one."""


def serve(server: FastAPI, enter: Enter) -> None:
    """Add the route. A name holds no folder: what lies deeper comes with the zip."""

    @server.get("/delivered/{film}/{name}")
    def give(request: Request, film: str, name: str) -> Response:
        try:
            folder, code = _folder(enter(request.headers), film)
            if name == ZIP:
                return _zip(folder, code)
            return FileResponse(
                delivered.piece(folder, name).path,
                filename=f"{code}-{name}",
                media_type="application/octet-stream",
            )
        except NotFound as error:
            return PlainTextResponse(str(error), 404)


def _folder(visit: Visit, film: str) -> tuple[Path, str]:
    with visit.look(film) as (session, row):
        cut = cuts.newest(session, row.id)
    if cut is None:
        raise NotFound("the film has not been cut yet: cut it first")
    return Path(cut.folder), row.code


def _zip(folder: Path, code: str) -> Response:
    if not delivered.pieces(folder):
        raise NotFound("the folder of the cut is not there any more: cut the film again")
    return StreamingResponse(
        delivered.zipped(folder, code),
        media_type="application/zip",
        headers={"content-disposition": f'attachment; filename="{code}.zip"'},
    )
