"""What lies at a path: which of the published forms, which version, which precision. Reads headers only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from pydantic import BaseModel, Field, ValidationError

from generator.echo.headers import BadWeights, Source, Stored, header, identity
from generator.echo.policy import Version

__all__ = ["BadWeights", "Checkpoint", "Form", "Precision", "inspect", "shipped"]


class Form(StrEnum):
    """How a checkpoint lies on the disk (echo-facts 1.1)."""

    MONOLITH = "monolith"
    """One safetensors file with every part, as 1.0 was published."""
    RELEASE = "release folder"
    """``checkpoint.json`` and one such file, as 1.5 is published."""
    DIFFUSERS = "diffusers folder"
    """A sub-folder a part, under diffusers' own names."""
    SHIPPED = "shipped folder"
    """A file a part, under diffusers' own names: the package's own weights."""


class Precision(StrEnum):
    """What the weights are stored in. FP32 is not published; tiny networks of tests are."""

    BF16 = "bf16"
    FP8 = "fp8"
    FP32 = "fp32"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Weights on the disk, recognised but not loaded."""

    path: Path
    form: Form
    version: Version
    precision: Precision
    sources: tuple[Source, ...]
    identity: str
    """Sixteen hexadecimal digits of what the files say and a sample of what they hold; not of the path."""

    def tensors(self) -> tuple[Stored, ...]:
        """Every tensor of every file, from the headers."""
        return tuple(tensor for source in self.sources for tensor in header(source).tensors)


FOLDERS: Mapping[str, str] = {
    "transformer": "transformer",
    "connectors": "connectors",
    "video_vae": "vae",
    "audio_vae": "audio_vae",
    "vocoder": "vocoder",
}
"""The sub-folder of every part in a diffusers folder."""
INDEXES = ("modular_model_index.json", "model_index.json")
MANIFEST = "checkpoint.json"
WORDS = "words"
"""The file of a shipped folder that holds the reader of prompts, which is no part of the network."""
TEACHER = "teacher"
"""The file of a shipped folder that holds the transformer before it was distilled to eight steps."""
MARKER = "echo.json"
"""``{"version": "1.0"}`` beside a diffusers folder's index; stands above what the index says."""


class _Manifest(BaseModel):
    schema_version: Literal[1]
    precision: Literal["bf16", "fp8", "fp4"]
    files: dict[str, str]


class _Index(BaseModel):
    pipeline: str = Field(alias="_class_name")


class _Shards(BaseModel):
    weight_map: dict[str, str]


class _Marker(BaseModel):
    version: Literal[Version.ONE, Version.ONE_FIVE]


class _Found(NamedTuple):
    form: Form
    sources: tuple[Source, ...]
    version: Version | None
    precision: Precision | None = None


def inspect(path: Path, version: Version | None = None) -> Checkpoint:
    """Recognise the weights at ``path`` without reading them.

    Args:
        path: the 1.0 file, the 1.5 folder or its file, or a diffusers folder.
        version: what the caller says it is; needed only where the files do not say.

    Raises:
        BadWeights: nothing usable is there, or the version is unknown, or it is another than was said. The
            two versions have the same tensors, so a wrong pairing would load and give wrong pictures.
    """
    found = _found(path)
    if found.version and version and found.version != version:
        raise BadWeights(f"{path} holds version {found.version}, got version {version}: correct it")
    known = found.version or version
    if known is None:
        raise BadWeights(
            f"{path} does not say which version it holds: set DAILIES_ECHO_VERSION to {Version.ONE} or "
            f"{Version.ONE_FIVE}. "
            "The wrong one would load without an error and give wrong pictures"
        )
    headers = [header(source) for source in found.sources]
    precision = _precision(tensor.dtype for each in headers for tensor in each.tensors)
    if found.precision and found.precision != precision:
        raise BadWeights(
            f"{path}: {MANIFEST} says {found.precision}, the file holds {precision}: two downloads are "
            "mixed; download the folder again"
        )
    return Checkpoint(path, found.form, known, precision, found.sources, identity(found.sources))


def shipped(folder: Path, *, teacher: bool = False) -> Checkpoint:
    """The package's own weights in a folder: a file for each part, and one for the words.

    Args:
        folder: with ``transformer.safetensors`` and the others.
        teacher: take the transformer that was not distilled.

    Raises:
        BadWeights: a file is missing or cut short; the message names them.
    """
    files = {part: folder / f"{part}.safetensors" for part in FOLDERS}
    if teacher:
        files["transformer"] = folder / f"{TEACHER}.safetensors"
    words = folder / f"{WORDS}.safetensors"
    if missing := [path.name for path in (*files.values(), words) if not path.is_file()]:
        raise BadWeights(f"{folder} lacks {', '.join(missing)}")
    sources = tuple(Source(path, part) for part, path in files.items())
    stored = [tensor for source in (*sources, Source(words)) for tensor in header(source).tensors]
    return Checkpoint(
        path=folder,
        form=Form.SHIPPED,
        version=Version.TOON,
        precision=_precision(tensor.dtype for tensor in stored),
        sources=sources,
        identity=identity((*sources, Source(words, WORDS))),
    )


def _found(path: Path) -> _Found:
    if path.is_file():
        manifest = path.parent / MANIFEST
        if manifest.is_file() and path.name in _parsed(manifest, _Manifest).files.values():
            return _release(path.parent)
        return _single(path)
    if not path.is_dir():
        raise BadWeights(f"there is nothing at {path}: expected a safetensors file or a folder of weights")
    if (path / MANIFEST).is_file():
        return _release(path)
    if any((path / name).exists() for name in (*INDEXES, MARKER, FOLDERS["transformer"])):
        return _diffusers(path)
    raise BadWeights(
        f"{path} holds no weights this camera knows: expected {MANIFEST} (1.5) or {' or '.join(INDEXES)} "
        "(diffusers) in it, or the path of the 1.0 file itself"
    )


def _single(path: Path) -> _Found:
    source = Source(path)
    # The 1.0 file carries the configuration of its network; a bare file without says nothing of its version.
    version = Version.ONE if "config" in header(source).metadata else None
    return _Found(Form.MONOLITH, (source,), version)


def _release(folder: Path) -> _Found:
    manifest = _parsed(folder / MANIFEST, _Manifest)
    if manifest.precision == "fp4":
        raise BadWeights(
            f"{folder} is the fp4 release, which comes as a pickle: loading it would run code from "
            "the download. Use the fp8 or the bf16 folder"
        )
    if "model" not in manifest.files:
        raise BadWeights(f"{folder / MANIFEST} names no model file, got {sorted(manifest.files)}")
    source = Source(_beside(folder / MANIFEST, manifest.files["model"]))
    return _Found(Form.RELEASE, (source,), Version.ONE_FIVE, Precision(manifest.precision))


def _diffusers(folder: Path) -> _Found:
    sources = [Source(path, part) for part, name in FOLDERS.items() for path in _shards(folder / name)]
    return _Found(Form.DIFFUSERS, tuple(sources), _marked(folder))


def _marked(folder: Path) -> Version | None:
    if (folder / MARKER).is_file():
        return _parsed(folder / MARKER, _Marker).version
    indexes = [folder / name for name in INDEXES if (folder / name).is_file()]
    echo = any(_parsed(index, _Index).pipeline.startswith("Echo") for index in indexes)
    return Version.ONE_FIVE if echo else None


def _shards(folder: Path) -> list[Path]:
    indexes = sorted(folder.glob("*.safetensors.index.json"))
    if len(indexes) == 1:
        shards = set(_parsed(indexes[0], _Shards).weight_map.values())
        return [_beside(indexes[0], name) for name in sorted(shards)]
    files = sorted(folder.glob("*.safetensors"))
    if len(indexes) > 1 or len(files) != 1:
        names = ", ".join(path.name for path in indexes or files) or "none"
        raise BadWeights(f"{folder} should hold one safetensors file, or shards and one index; got {names}")
    return files


def _beside(index: Path, name: str) -> Path:
    if Path(name).name != name:
        raise BadWeights(f"{index} points to {name!r}, outside its folder: it is not what was published")
    return index.parent / name


_Model = TypeVar("_Model", bound=BaseModel)


def _parsed(path: Path, model: type[_Model]) -> _Model:
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as why:
        first = why.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise BadWeights(f"{path} is not as expected: {where} {first['msg']}") from why


def _precision(dtypes: Iterable[str]) -> Precision:
    found = set(dtypes)
    if any(dtype.startswith("F8") for dtype in found):
        return Precision.FP8
    return Precision.BF16 if "BF16" in found else Precision.FP32
