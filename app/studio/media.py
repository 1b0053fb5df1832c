"""A film's media over HTTP: only files that the film's rows name, to guests who may see the film."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from tools import gallery
from tools.errors import NotFound
from tools.store import writing

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.studio.doors import Enter
    from app.studio.visit import Visit

KINDS = {
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
WIDTHS = frozenset((160, 320, 640))
"""Widths in pixels a still may be asked in."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FOREVER = {"cache-control": "private, max-age=31536000, immutable"}
"""A file is named by its digest: it can never be another."""


def serve(server: FastAPI, enter: Enter) -> None:
    """Add the routes; ranges are answered, so that a player can seek."""

    @server.get("/media/{film}/{sha256}")
    def media(request: Request, film: str, sha256: str, w: int = 0) -> Response:
        visit = enter(request.headers)
        try:
            path = _owned(visit, film, sha256)
        except NotFound as error:
            return PlainTextResponse(str(error), 404)
        if w in WIDTHS and path.suffix in {".png", ".jpg", ".webp"}:
            path = _narrow(visit.studio.settings.work, path, w)
        return FileResponse(
            path, media_type=KINDS.get(path.suffix, "application/octet-stream"), headers=_FOREVER
        )


def _owned(visit: Visit, code: str, sha256: str) -> Path:
    """The file of a digest, where the film has it.

    Raises:
        NotFound: it has not, or there is no such film for this guest.
    """
    with visit.look(code) as (session, film):
        suffix = gallery.suffix(session, film.id, sha256) if _DIGEST.fullmatch(sha256) else None
    if suffix is None:
        raise NotFound("the film has no such file")
    return visit.studio.store.path(sha256)


def _narrow(work: Path, still: Path, width: int) -> Path:
    """A still made smaller, made once."""
    from PIL import Image

    target = work / "stills" / f"{still.stem}-{width}.webp"
    if not target.exists():
        with writing(target.parent), Image.open(still) as picture:
            target.parent.mkdir(parents=True, exist_ok=True)
            picture.thumbnail((width, width * 2))
            with NamedTemporaryFile(dir=target.parent, delete=False) as half:
                picture.convert("RGB").save(half, "WEBP", quality=82)
            Path(half.name).replace(target)
    return target
