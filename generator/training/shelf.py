"""Encoded shots kept on the disk: what took minutes to encode is read in a second."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from generator.training.files import whole
from generator.training.latents import Encoded

_FIELDS = ("number", "video", "audio", "loudest", "words", "tokens")


def put(shots: Sequence[Encoded], path: Path, key: str) -> None:
    """Write shots, in their order; ``key`` says what they were made of.

    Raises:
        TrainingFault: the disk is full, or the folder cannot be written.
    """
    from safetensors.torch import save_file

    tensors: dict[str, Tensor] = {}
    for length in sorted({shot.frames for shot in shots}):
        some = [(number, shot) for number, shot in enumerate(shots) if shot.frames == length]
        tensors |= {
            f"{length}.number": torch.tensor([number for number, _ in some]),
            f"{length}.video": torch.stack([shot.video for _, shot in some]),
            f"{length}.audio": torch.stack([shot.audio for _, shot in some]),
            f"{length}.loudest": torch.tensor([shot.loudest for _, shot in some]),
            f"{length}.words": torch.tensor([len(shot.tokens) for _, shot in some]),
            f"{length}.tokens": torch.cat([shot.tokens for _, shot in some]),
        }
    with whole(path) as temporary:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(tensors, temporary, {"key": key})


def got(path: Path, key: str) -> list[Encoded] | None:
    """The shots of a file, or None when there is none, or it was made of something else."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="pt") as file:
            if (file.metadata() or {}).get("key") != key:
                return None
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 — not a mapping
    except (FileNotFoundError, SafetensorError):
        return None
    found: dict[int, Encoded] = {}
    for length in sorted({int(name.partition(".")[0]) for name in tensors}):
        part = {
            name: tensors[f"{length}.{name}"]
            for name in ("number", "video", "audio", "loudest", "words", "tokens")
        }
        words = part["tokens"].split(part["words"].tolist())
        rows = zip(
            part["number"].tolist(),
            part["video"],
            part["audio"],
            words,
            part["loudest"].tolist(),
            strict=True,
        )
        found |= {number: Encoded(v, a, t, start, length) for number, v, a, t, start in rows}
    return [found[number] for number in range(len(found))]
