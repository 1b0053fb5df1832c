"""Headers of safetensors files: what is in them, without reading it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.interface import Unsupported


class BadWeights(Unsupported):
    """The weights cannot be used as they are; the message says what was found and what to do."""


class Source(NamedTuple):
    """A safetensors file, and the part it holds; None for all parts under the released names."""

    path: Path
    part: str | None = None


class Stored(NamedTuple):
    """A tensor as the header of its file describes it."""

    source: Source
    key: str
    dtype: str
    """In safetensors' words: ``BF16``, ``F32``, ``F8_E4M3``."""
    shape: tuple[int, ...]
    size: int
    """Bytes."""

    @property
    def parameters(self) -> int:
        """Numbers in it."""
        return prod(self.shape)


class Header(NamedTuple):
    """What a safetensors file says of itself."""

    metadata: Mapping[str, str]
    tensors: tuple[Stored, ...]


_LFS = b"version https://git-lfs"
_LONGEST_HEADER = 100_000_000
_AGAIN = "download it again"
_SAMPLES, _SAMPLE = 16, 4096


class _Entry(BaseModel):
    dtype: str
    shape: tuple[int, ...]
    data_offsets: tuple[int, int]


_SAID = TypeAdapter(dict[str, Any])
_ENTRIES = TypeAdapter(dict[str, _Entry])
_METADATA = TypeAdapter(dict[str, str])


def header(source: Source) -> Header:
    """What a safetensors file says of itself; none of the numbers are read.

    Raises:
        BadWeights: it is missing, empty, cut short, too long, a git-lfs pointer, or something else.
    """
    path = source.path
    text, size = _text(path)
    try:
        said = _SAID.validate_json(text)
        metadata = _METADATA.validate_python(said.pop("__metadata__", {}))
        entries = _ENTRIES.validate_python(said)
    except ValidationError as why:
        raise BadWeights(f"{path} is not a safetensors file: got no readable header; {_AGAIN}") from why
    expected = 8 + len(text) + max((entry.data_offsets[1] for entry in entries.values()), default=0)
    if size != expected:
        raise BadWeights(
            f"{path} is {'cut short' if size < expected else 'too long'}: got {size:,} bytes, its header "
            f"says {expected:,}; {_AGAIN}"
        )
    return Header(metadata, tuple(_stored(source, key, entry) for key, entry in entries.items()))


def _stored(source: Source, key: str, entry: _Entry) -> Stored:
    start, end = entry.data_offsets
    return Stored(source, key, entry.dtype, entry.shape, end - start)


def _text(path: Path) -> tuple[bytes, int]:
    """The JSON of the header, and the size of the file in bytes."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_LFS))
            length = _length(path, start, size)
            file.seek(8)
            return file.read(length), size
    except OSError as why:
        raise BadWeights(f"{path} cannot be read ({why.strerror}): {_AGAIN}") from why


def _length(path: Path, start: bytes, size: int) -> int:
    if start == _LFS:
        raise BadWeights(
            f"{path} is a git-lfs pointer, not the weights: run `git lfs pull` where it was cloned"
        )
    if size < 8:
        raise BadWeights(f"{path} is empty or cut short: got {size} bytes; {_AGAIN}")
    length = int.from_bytes(start[:8], "little")
    if length > _LONGEST_HEADER:
        raise BadWeights(f"{path} is not a safetensors file; GGUF files and pickles are not read")
    if 8 + length > size:
        raise BadWeights(f"{path} is cut short within its header: got {size:,} bytes; {_AGAIN}")
    return length


def identity(sources: Iterable[Source]) -> str:
    """Sixteen hexadecimal digits of the headers, the sizes and sixteen samples of every file.

    Cheap (64 KB a file are read), and two trainings of one network still differ. Where the files lie does
    not matter.
    """
    digest = hashlib.sha256()
    for path, part in sources:
        text, size = _text(path)
        digest.update(f"{part} {size} ".encode() + text)
        body = size - 8 - len(text) - _SAMPLE
        with path.open("rb") as file:
            for sample in range(_SAMPLES):
                file.seek(8 + len(text) + max(0, body * sample // (_SAMPLES - 1)))
                digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:16]
