"""What a delivered folder holds: the files its manifest names, and nothing that lies beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tools.errors import NotFound

MANIFEST = "manifest.json"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a delivered cut."""

    name: str
    """As the manifest has it, with ``/`` for a folder inside."""
    path: Path
    size: int
    """Bytes."""


def pieces(folder: Path) -> list[Piece]:
    """The files of a cut that are there, the film first.

    The folder may be the user's own, with other things in it: only what the manifest names is given, and
    only where it really lies inside the folder.
    """
    try:
        named = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    names = [*sorted(map(str, named), key=lambda name: (name != "film.mp4", "/" in name, name)), MANIFEST]
    home = folder.resolve()
    found = []
    for name in names:
        path = folder / name
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or path.is_symlink():
            continue
        if path.is_file() and path.resolve().is_relative_to(home):
            found.append(Piece(name, path, path.stat().st_size))
    return found


def piece(folder: Path, name: str) -> Piece:
    """One file of a cut by its name.

    Raises:
        NotFound: the cut has no such file.
    """
    found = next((one for one in pieces(folder) if one.name == name), None)
    if found is None:
        raise NotFound("the cut has no such file: cut the film again, or choose one that it lists")
    return found


def zipped(folder: Path, inside: str) -> Iterator[bytes]:
    """All files of a cut as one zip, block by block as it is read: nothing is held or written.

    Args:
        folder: of the cut.
        inside: the folder they lie in inside the zip.
    """
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:  # pictures and sound are as small as they get
        for one in pieces(folder):
            entry = ZipInfo.from_file(one.path, f"{inside}/{one.name}", strict_timestamps=False)
            with one.path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as into:
                while block := source.read(_BLOCK):
                    into.write(block)
                    yield sink.taken()
    yield sink.taken()


class _Sink:
    """Where a zip is written to that is sent as it comes: it cannot be sought in."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, block: bytes) -> int:
        """Take a block."""
        self._written += block
        return len(block)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """What was written since it was last asked."""
        found = bytes(self._written)
        self._written.clear()
        return found
