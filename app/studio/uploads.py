"""Files the guest brings: held under a name nobody can guess until a door takes them."""

from __future__ import annotations

import re
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import UploadFile
from fastapi.responses import JSONResponse, Response

from tools.errors import ToolError
from tools.store import writing

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.studio.visit import Visit

SUFFIXES = frozenset(
    (
        ".fountain",
        ".fdx",
        ".txt",
        ".md",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".wav",
        ".flac",
        ".mp3",
        ".m4a",
        ".ogg",
        ".webm",
    )
)
"""What a door could be given: screenplays and texts, pictures, voices."""
_BLOCK = 1 << 20
_TOKEN = re.compile(r"[0-9a-f]{32}-[A-Za-z0-9._-]{1,80}")
_STRANGE = re.compile(r"[^A-Za-z0-9._-]")


def serve(server: FastAPI, work: Path, most_mb: int) -> None:
    """Add the route that takes a file."""

    @server.post("/upload")
    async def upload(file: UploadFile) -> Response:
        name = Path(file.filename or "").name
        suffix = Path(name).suffix.lower()
        if suffix not in SUFFIXES:
            known = ", ".join(sorted(SUFFIXES))
            return JSONResponse(
                {"error": f"got {name or 'a file without a name'}, expected one of {known}"}, 415
            )
        token = f"{secrets.token_hex(16)}-{_STRANGE.sub('_', name)[-80:]}"
        with writing(work):
            folder = work / "uploads"
            folder.mkdir(parents=True, exist_ok=True)
            size = await _kept(file, folder / token, most_mb << 20)
        if size is None:
            return JSONResponse({"error": f"{name} is larger than {most_mb} MB: make it smaller"}, 413)
        return JSONResponse({"upload": token, "name": name, "size": size})


def taken(visit: Visit, token: str) -> Path:
    """The file of a token.

    Raises:
        ToolError: there is none, or not any more.
    """
    path = visit.studio.settings.work / "uploads" / token
    if not _TOKEN.fullmatch(token) or not path.is_file():
        raise ToolError("the file that was brought is not here any more: bring it again")
    return path


def name_of(token: str) -> str:
    """The name the guest's file had, as far as it is plain."""
    return token.partition("-")[2]


async def _kept(file: UploadFile, path: Path, most: int) -> int | None:
    """Its size in bytes; None where it is more than ``most``, and nothing is kept."""
    size = 0
    with path.open("wb") as kept:
        while block := await file.read(_BLOCK):
            size += len(block)
            if size > most:
                break
            kept.write(block)
    if size > most:
        path.unlink()
        return None
    return size


def sweep(work: Path) -> None:
    """Forget what was brought and never taken, when the studio opens."""
    shutil.rmtree(work / "uploads", ignore_errors=True)
