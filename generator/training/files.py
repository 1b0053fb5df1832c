"""What a stage keeps on the disk, so that nothing but the seconds since the last checkpoint can be lost."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.training.task import TrainingFault

_DIGEST = 32
"""Bytes of the sha256 behind every checkpoint: torch does not notice a flipped bit."""


class AtWork(TrainingFault):
    """Another process trains in this folder."""


class Damaged(TrainingFault):
    """A checkpoint is not what was written."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one stage, and those of the stages before it."""

    path: Path
    earlier: tuple[Path, ...] = ()
    """Oldest first."""

    @property
    def log(self) -> Path:
        """Figures over time: see :mod:`generator.training.log`."""
        return self.path / "log.jsonl"

    @property
    def plot(self) -> Path:
        """The same as a picture."""
        return self.path / "figures.png"

    @property
    def checkpoint(self) -> Path:
        """The newest checkpoint."""
        return self.path / "checkpoint.pt"

    @property
    def previous(self) -> Path:
        """The one before it."""
        return self.path / "checkpoint.previous.pt"

    @property
    def end(self) -> Path:
        """Says that the stage is finished, and how; absent until it is."""
        return self.path / "finished.json"

    def weights(self, module: str) -> Path:
        """Where this stage writes the finished weights of a module."""
        return self.path / f"{module}.safetensors"

    def card(self, module: str) -> Path:
        """Where it writes what there is to know about them."""
        return self.path / f"{module}.json"

    def found(self, module: str) -> Path | None:
        """The finished weights of a module that an earlier stage trained; of several, the last one's."""
        files = (folder / f"{module}.safetensors" for folder in reversed(self.earlier))
        return next((file for file in files if file.is_file()), None)

    def taught(self, module: str) -> Path:
        """As :meth:`found`, where a stage cannot begin without.

        Raises:
            TrainingFault: no earlier stage trained it.
        """
        if (found := self.found(module)) is not None:
            return found
        places = ", ".join(folder.name for folder in self.earlier) or "none: this stage is the first"
        raise TrainingFault(
            f"{self.path.name} begins with {module}.safetensors, and no stage before it has written one "
            f"(looked in {places}). Train them first."
        )

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Keep others out while this process trains here; a dead process keeps nobody out.

        Raises:
            AtWork: somebody else is at it.
        """
        from filelock import FileLock, Timeout

        with _in_words(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise AtWork(
                f"another process trains in {self.path}; wait for it, stop it, or choose another --folder"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def put_aside(self) -> Path | None:
        """Rename the folder, so that the stage begins anew; gives its new name, or None where none was.

        Raises:
            AtWork: somebody trains in it.
        """
        if not self.path.exists():
            return None
        with self.at_work():
            pass
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.old-{number}")).exists():
            number += 1
        return self.path.rename(aside)


def keep(folder: Folder, state: Mapping[str, Any]) -> None:
    """Write a checkpoint (tensors, numbers and words only); the one before it is kept, too."""
    import torch

    buffer = io.BytesIO()
    torch.save(dict(state), buffer)
    payload = buffer.getbuffer()
    with whole(folder.checkpoint) as temporary:
        with temporary.open("wb") as file:
            file.write(payload)
            file.write(hashlib.sha256(payload).digest())
        if folder.checkpoint.exists():
            folder.checkpoint.replace(folder.previous)


def kept(folder: Folder) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """The newest checkpoint that is sound, on the CPU, or None; and what is to be said about the others.

    Raises:
        Damaged: there are checkpoints, and none is sound.
    """
    there = [path for path in (folder.checkpoint, folder.previous) if path.exists()]
    said: list[str] = []
    for path in there:
        try:
            return _checkpoint(path), tuple(said)
        except Damaged as error:
            said.append(str(error))
    if said:
        raise Damaged(f"{'; '.join(said)}. Nothing is left to go on from: --fresh begins anew")
    return None, ()


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary name beside ``path``: on success it takes its place, whole; on any exception it goes.

    Raises:
        TrainingFault: the disk is full, or the folder cannot be written.
    """
    temporary = path.with_name(f".{path.name}.part")
    with _in_words(path):
        try:
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def write_json(path: Path, document: Mapping[str, Any]) -> None:
    """Write a document whole, or not at all."""
    with whole(path) as temporary:
        temporary.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _checkpoint(path: Path) -> dict[str, Any]:
    import torch

    data = path.read_bytes()
    payload, digest = data[:-_DIGEST], data[-_DIGEST:]
    if hashlib.sha256(payload).digest() != digest:
        raise Damaged(f"{path.name} is damaged")
    state: dict[str, Any] = torch.load(io.BytesIO(payload), map_location="cpu", weights_only=True)
    return state


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TrainingFault(
            f"{path} cannot be written: {error.strerror or error}. What was kept before is kept."
        ) from error
