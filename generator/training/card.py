"""Finished weights and the card beside them, which says what they are and how good they were found to be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from generator.training.files import whole, write_json
from generator.training.task import TrainingFault

_VERSIONS = ("torch", "diffusers", "dailies")


def write(
    module: nn.Module, weights: Path, card: Path, facts: Mapping[str, Any], *, keep_float32: bool = False
) -> dict[str, Any]:
    """Write a module's weights as safetensors, and their card; gives the card.

    Same weights, configuration and rounding make the same bytes: neither says when it was written.

    Args:
        module: whose floating tensors are rounded to bfloat16 unless ``keep_float32``.
        weights: the file of the weights; its metadata holds the module's ``config`` as JSON, if it has one.
        card: the file of the card.
        facts: what the card says besides (recipe, stage, seed, steps, seconds, figures).
        keep_float32: leave tensors as they are.

    Raises:
        TrainingFault: they cannot be written.
    """
    from safetensors.torch import save

    tensors = {key: _stored(tensor, keep_float32=keep_float32) for key, tensor in module.state_dict().items()}
    # One key: the order of several is not the same every time.
    data = save(tensors, metadata={"config": json.dumps(_config(module), sort_keys=True, default=str)})
    with whole(weights) as temporary:
        temporary.write_bytes(data)
    document = {
        "weights": weights.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "parameters": sum(parameter.numel() for parameter in module.parameters()),
        "float": "float32" if keep_float32 else "bfloat16",
        **facts,
        "versions": {name: _version(name) for name in _VERSIONS},
    }
    write_json(card, document)
    return document


def load(module: nn.Module, weights: Path) -> None:
    """Fill a module with what :func:`write` wrote, in the module's own precision.

    Raises:
        TrainingFault: the file is no such file, or is of another network.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        module.load_state_dict(load_file(weights))
    except (OSError, SafetensorError, RuntimeError) as error:
        raise TrainingFault(f"{weights} does not fit: {error}") from error


def _stored(tensor: Tensor, *, keep_float32: bool) -> Tensor:
    rounded = tensor.is_floating_point() and not keep_float32
    return tensor.detach().to("cpu", torch.bfloat16 if rounded else tensor.dtype).clone().contiguous()


def _config(module: nn.Module) -> dict[str, Any]:
    return {key: value for key, value in dict(getattr(module, "config", {})).items() if key[:1] != "_"}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
