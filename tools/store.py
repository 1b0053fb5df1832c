"""The media store: files named by the sha256 of what is in them.

A file appears under its name only when every byte is on disk, so a name that exists is whole; a killed
process leaves at most a file under ``incoming/``, which the next start sweeps away.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.errors import NoRoom, NotFound

_NAME = re.compile(r"[0-9a-f]{64}")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored file."""

    sha256: str
    suffix: str
    """With its dot: ``.mp4``."""
    size: int


class MediaStore:
    """A folder of content-addressed files: ``<root>/ab/ab12….mp4``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, file: Path) -> Blob:
        """Copy a file in; the same bytes are kept once.

        Raises:
            NoRoom: the disk is full or the folder cannot be written. The store is as it was.
        """
        with writing(self.root):
            incoming = self.root / "incoming"
            incoming.mkdir(parents=True, exist_ok=True)
            with file.open("rb") as source, tempfile.NamedTemporaryFile(dir=incoming, delete=False) as copy:
                try:
                    return self._settle(source, copy, file.suffix)
                finally:
                    Path(copy.name).unlink(missing_ok=True)

    def _settle(self, source, copy, suffix: str) -> Blob:  # type: ignore[no-untyped-def]  # noqa: ANN001
        digest, size = hashlib.sha256(), 0
        while block := source.read(_BLOCK):
            digest.update(block)
            copy.write(block)
            size += len(block)
        copy.flush()
        os.fsync(copy.fileno())
        name = digest.hexdigest()
        target = self.root / name[:2] / f"{name}{suffix}"
        target.parent.mkdir(exist_ok=True)
        Path(copy.name).replace(target)
        sync_folder(target.parent)
        return Blob(name, suffix, size)

    def path(self, sha256: str) -> Path:
        """The file of a digest.

        Raises:
            NotFound: it is not a digest, or nothing is stored under it.
        """
        if not _NAME.fullmatch(sha256):
            raise NotFound(f"got {sha256[:80]!r}, expected a sha256 of 64 hexadecimal digits")
        for file in (self.root / sha256[:2]).glob(f"{sha256}.*"):
            return file
        raise NotFound(f"the media file {sha256[:12]}… is missing from {self.root}")

    def has(self, sha256: str) -> bool:
        """True when the digest is stored."""
        return bool(_NAME.fullmatch(sha256)) and any((self.root / sha256[:2]).glob(f"{sha256}.*"))

    def sound(self, sha256: str) -> bool:
        """True when the stored bytes still are what their name says."""
        return file_digest(self.path(sha256)) == sha256

    def sweep(self, older_than: float) -> int:
        """Delete what killed processes left half-copied before ``older_than`` (seconds since the epoch)."""
        left = [f for f in self.root.glob("incoming/*") if f.stat().st_mtime < older_than]
        for file in left:
            file.unlink(missing_ok=True)
        return len(left)


def file_digest(path: Path) -> str:
    """sha256 (hex) of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn a full disk or a closed folder into :class:`NoRoom`, in words."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoRoom(f"no room left at {folder}: {error.strerror}. {_free(folder)}") from error
        if error.errno in _CLOSED:
            raise NoRoom(
                f"{error.filename or folder} cannot be written: {error.strerror}. "
                "Choose another folder with --out or DAILIES_HOME."
            ) from error
        raise


def _free(folder: Path) -> str:
    there = next((p for p in (folder, *folder.parents) if p.exists()), Path("/"))
    free = shutil.disk_usage(there).free // 2**20
    return f"{free} MB are free there; make space, then run `dailies resume`: finished takes are kept."


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
