"""Random weights of the cartoon world's network, in a folder as the package ships trained ones."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file

from generator.echo import network
from generator.echo.profiles import TOON_128
from generator.toon.encoder import ToonWords


def save(folder: Path, seed: int = 0) -> Path:
    """A folder of profiles with toon-128 in it: bfloat16, a file a part, and the teacher's."""
    into = folder / TOON_128.name
    into.mkdir(parents=True)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        words = ToonWords(**TOON_128.text)
    parts: dict[str, torch.nn.Module] = dict(network.random(TOON_128, seed).parts())
    parts |= {"words": words, "teacher": network.random(TOON_128, seed + 1).transformer}
    for name, part in parts.items():
        kept = {key: tensor.bfloat16().contiguous() for key, tensor in part.state_dict().items()}
        save_file(kept, into / f"{name}.safetensors")
    return folder
