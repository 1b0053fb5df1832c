"""Released weights into diffusers' classes: every tensor of the file used exactly once, or an error.

First the headers are matched against an empty network (shapes only, ``plan``); only when everything fits are
numbers read, memory-mapped and straight to the device (``load``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn

from generator.echo import fp8
from generator.echo.checkpoint import BadWeights, Checkpoint
from generator.echo.headers import Stored
from generator.echo.network import PARTS, Network, skeleton
from generator.echo.profiles import Profile
from generator.echo.renames import Place, renamed

if TYPE_CHECKING:
    from diffusers.pipelines.ltx2.vocoder import LTX2VocoderWithBWE

FULL_PRECISION = frozenset({"audio_vae", "vocoder"})
"""Parts in float32 whatever the rest is in; the release's audio encoder is (echo-facts 2.6)."""
_EIGHT, _FLOAT, _FLOATS = frozenset({"F8_E4M3"}), frozenset({"F32"}), frozenset({"BF16", "F32"})
_SCALE = ".weight_scale"
_NAMED = 5


class Row(NamedTuple):
    """One part of a plan, for people."""

    part: str
    tensors: int
    parameters: int
    size: int
    """Bytes on the disk."""
    dtypes: tuple[str, ...]
    """In safetensors' words, the most common first."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which tensor of which file goes where; nothing is missing and nothing is left over."""

    parts: Mapping[str, Mapping[str, Stored]]
    """Part, then name in the part's state dict."""
    scaled: Mapping[str, frozenset[str]]
    """Part, then the linear layers whose weight stays in eight bits."""
    left_out: tuple[str, ...]
    """Keys of the file that no part uses, known and meant."""

    def rows(self) -> tuple[Row, ...]:
        """A row for every part, in the order of ``network.PARTS``."""
        return tuple(_row(part, tuple(tensors.values())) for part, tensors in self.parts.items())


def plan(checkpoint: Checkpoint, profile: Profile) -> Plan:
    """How a checkpoint fills a network of this size; reads headers only.

    Raises:
        BadWeights: tensors are missing, unexpected, given twice, or of another shape or type; all are counted
            and the first of each kind named.
    """
    return _fitted(checkpoint, profile, skeleton(profile))


def load(
    checkpoint: Checkpoint,
    profile: Profile,
    *,
    device: torch.device | str = "cpu",
    dtype: torch.dtype = torch.bfloat16,
) -> Network:
    """The network with the checkpoint's weights.

    Args:
        checkpoint: what :func:`generator.echo.checkpoint.inspect` recognised.
        profile: the size; released weights need ``profiles.RELEASE``.
        device: where the weights go. On the CPU they stay mapped from the file where their type fits, so
            they are read when first used, and the file must not be changed meanwhile.
        dtype: of the transformer, the connectors and the video autoencoder. The parts in
            ``FULL_PRECISION`` are float32; eight-bit weights stay as they are.

    Raises:
        BadWeights: the checkpoint does not fit, or a file changed since it was inspected.
    """
    network = skeleton(profile)
    fitted = _fitted(checkpoint, profile, network)
    for part, module in network.parts().items():
        fp8.install(module, fitted.scaled[part])
        wanted = torch.float32 if part in FULL_PRECISION else dtype
        module.load_state_dict(_read(fitted.parts[part], device, wanted), assign=True)
    _rebuild_resampler(network.vocoder, device)
    _check_nothing_is_empty(network)
    return network


def match(tensors: Iterable[Stored], network: Network) -> Plan:
    """Which stored tensor fills which of the network's; looks at names, shapes and types only.

    Args:
        tensors: of every file of a checkpoint.
        network: of the wanted size; its weights are not looked at and may be on ``meta``.

    Raises:
        BadWeights: as :func:`plan`.
    """
    faults = _Faults()
    parts, left_out = _placed(tensors, faults)
    scaled = {part: _compare(part, module, parts[part], faults) for part, module in network.parts().items()}
    faults.refuse()
    return Plan(parts, scaled, left_out)


@dataclass(frozen=True, slots=True)
class _Faults:
    missing: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)
    dtype: list[str] = field(default_factory=list)

    def refuse(self) -> None:
        """Raise BadWeights with everything that was found, a few of each kind by name."""
        kinds = {
            "missing": self.missing,
            "unexpected": self.unexpected,
            "given twice": self.twice,
            "of a wrong shape": self.shape,
            "of a wrong type": self.dtype,
        }
        said = [f"{len(keys)} {kind}: {_some(keys)}" for kind, keys in kinds.items() if keys]
        if said:
            raise BadWeights("; ".join(said))


def _some(keys: list[str]) -> str:
    return ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")


def _fitted(checkpoint: Checkpoint, profile: Profile, network: Network) -> Plan:
    try:
        return match(checkpoint.tensors(), network)
    except BadWeights as why:
        raise BadWeights(
            f"the weights at {checkpoint.path} do not fit the network '{profile.name}': {why}"
        ) from why


def _placed(
    tensors: Iterable[Stored], faults: _Faults
) -> tuple[dict[str, dict[str, Stored]], tuple[str, ...]]:
    """Every tensor at its place, part by part; and the keys that are left out on purpose."""
    parts: dict[str, dict[str, Stored]] = {part: {} for part in PARTS}
    left_out = []
    for stored in tensors:
        try:
            place = _place(stored)
        except KeyError:
            faults.unexpected.append(stored.key)
            continue
        if place is None:
            left_out.append(stored.key)
        elif parts[place.part].setdefault(place.name, stored) is not stored:
            faults.twice.append(stored.key)
    return parts, tuple(left_out)


def _place(stored: Stored) -> Place | None:
    part = stored.source.part
    return renamed(stored.key) if part is None else Place(part, stored.key)


def _compare(part: str, module: nn.Module, given: Mapping[str, Stored], faults: _Faults) -> frozenset[str]:
    """Note every fault of one part; return its layers in eight bits."""
    wanted = module.state_dict()
    linears = {f"{name}{_SCALE}" for name, each in module.named_modules() if isinstance(each, nn.Linear)}
    scales = linears & given.keys()
    eight = {scale.removesuffix(_SCALE) + ".weight" for scale in scales}
    faults.missing.extend(f"{part} {name}" for name in wanted if name not in given)
    faults.unexpected.extend(given[name].key for name in given if name not in wanted and name not in scales)
    for name, tensor in wanted.items():
        if name in given:
            types = _EIGHT if name in eight else _FLOATS
            _compare_one(given[name], tuple(tensor.shape), types, faults)
    for name in sorted(scales):
        shape = (1,) if given[name].shape == (1,) else ()
        _compare_one(given[name], shape, _FLOAT, faults)
    return frozenset(scale.removesuffix(_SCALE) for scale in scales)


def _compare_one(stored: Stored, shape: tuple[int, ...], dtypes: AbstractSet[str], faults: _Faults) -> None:
    if stored.shape != shape:
        faults.shape.append(f"{stored.key} (got {list(stored.shape)}, expected {list(shape)})")
    if stored.dtype not in dtypes:
        faults.dtype.append(f"{stored.key} (got {stored.dtype}, expected {' or '.join(sorted(dtypes))})")


def _read(tensors: Mapping[str, Stored], device: torch.device | str, dtype: torch.dtype) -> dict[str, Tensor]:
    from safetensors import SafetensorError, safe_open

    read = {}
    for path, names in _by_file(tensors).items():
        try:
            with safe_open(path, framework="pt", device=str(device)) as file:
                for name in names:
                    read[name] = _typed(name, file.get_tensor(tensors[name].key), dtype)
        except (OSError, SafetensorError) as why:
            raise BadWeights(f"{path} cannot be read ({why}): download it again") from why
    return read


def _by_file(tensors: Mapping[str, Stored]) -> dict[Path, list[str]]:
    files: dict[Path, list[str]] = {}
    for name, stored in tensors.items():
        files.setdefault(stored.source.path, []).append(name)
    return files


def _typed(name: str, tensor: Tensor, dtype: torch.dtype) -> Tensor:
    if name.endswith(_SCALE):
        return tensor.reshape(())
    return tensor if tensor.dtype == fp8.E4M3 else tensor.to(dtype)


def _rebuild_resampler(vocoder: LTX2VocoderWithBWE, device: torch.device | str) -> None:
    """The one buffer no checkpoint holds: the filter from 16 to 48 kHz, computed where it is built."""
    empty = vocoder.resampler
    built = type(empty)(ratio=empty.ratio, window_type="hann", persistent=False)
    vocoder.resampler = built.to(device).eval()


def _check_nothing_is_empty(network: Network) -> None:
    empty = [
        f"{part} {name}"
        for part, module in network.parts().items()
        for name, tensor in (*module.named_parameters(), *module.named_buffers())
        if tensor.is_meta
    ]
    if empty:
        raise BadWeights(f"{len(empty)} tensors are in no file and were not built: {_some(empty)}")


def _row(part: str, tensors: tuple[Stored, ...]) -> Row:
    dtypes = Counter(tensor.dtype for tensor in tensors)
    return Row(
        part=part,
        tensors=len(tensors),
        parameters=sum(tensor.parameters for tensor in tensors),
        size=sum(tensor.size for tensor in tensors),
        dtypes=tuple(dtype for dtype, _ in dtypes.most_common()),
    )
