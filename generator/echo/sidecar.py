"""The latents of a clip beside it: what the camera generated, before pixels and samples rounded it.

1.0 remembers a voice by a slice of the very latents it generated (echo-facts 4.1), and super-resolution
begins from them (requirements E70), so they are kept with the take.
"""

from __future__ import annotations

from pathlib import Path

from generator.echo.layout import Grid
from generator.echo.policy import unpacked
from generator.echo.sampling import Pair
from generator.media import draft

NAME = "latents.safetensors"


def write_latents(latents: Pair, size: Grid, weights: str, folder: Path) -> Path:
    """Write video [1, C, f, h, w] and audio [1, T, C'], normalised, into ``folder``; gives the file.

    ``weights`` says whose latents these are: those of other weights mean something else.
    """
    from safetensors.torch import save_file

    path = folder / NAME
    tensors = {
        "video": unpacked(latents.video, size).contiguous().cpu(),
        "audio": latents.audio.contiguous().cpu(),
    }
    with draft(path) as temporary:
        save_file(tensors, temporary, metadata={"weights": weights})
    return path
