"""A step with the weights resident, swapped and streamed: seconds, peak, and what was estimated.

``swap`` brings the whole transformer for each shot, which is counted apart from the steps; ``layers`` passes
block after block in every step. The weights lie in host memory, so 64 GiB of it are needed, and 60 GiB on
the card for ``resident``. At full size it takes about five minutes. Published: 47.6 GiB resident in bf16,
and 115 s of steps with 16.4 GiB when streamed on an RTX 5090 (echo-facts 7).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import torch

from benchmarks.gpu import weights
from benchmarks.gpu.clock import GIB, cost, forget_peak, seconds
from benchmarks.gpu.options import Options, parse
from benchmarks.gpu.scene import Scene, scene, widths_of
from benchmarks.gpu.table import show
from generator.echo import residency
from generator.echo.backbone import Backbone
from generator.echo.profiles import TEXT_TOKENS
from generator.echo.residency import Residency
from generator.echo.stage import Stage

_COLUMNS = ["residency", "s to come", "s a step", "peak GiB", "estimated GiB"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for every residency."""
    options = parse(arguments, __doc__)
    home = torch.device("cpu")
    parts = ("transformer", "connectors", "video_vae", "audio_vae", "vocoder")
    made = weights.network(options.profile, options.device, options.dtype, parts, home)
    stage = Stage(made.parts(), options.device, Residency.RESIDENT)
    backbone = Backbone.of(made.transformer)
    widths = widths_of(made.transformer, TEXT_TOKENS)
    at = scene(options.grid, options.slots, widths, options.device, options.dtype)
    foreseen = _foreseen(options, at, made.parts())
    rows = [_row(stage, way, backbone, at, foreseen[way]) for way in Residency]
    show(f"residency, {options.slots} memories: {options.words}", _COLUMNS, rows, options)


def _row(stage: Stage, way: Residency, backbone: Backbone, at: Scene, foreseen: int) -> list[str]:
    device = at.target.video.device
    stage.empty()
    stage.settle(way)
    forget_peak(device)
    come = seconds(lambda: _bring(stage, way), device)
    with stage.using("transformer"), backbone.shot(at.layout, at.context) as velocity:
        took = cost(lambda: velocity(at.target, at.step), device)
    return [way, f"{come:.2f}", f"{took.seconds:.3f}", took.gib, f"{foreseen / GIB:.2f}"]


def _bring(stage: Stage, way: Residency) -> None:
    """What a shot waits for: all parts when they stay, the transformer when it comes and goes."""
    for name in ("connectors", "video_vae", "audio_vae", "vocoder") if way is Residency.RESIDENT else ():
        with stage.using(name):
            pass
    with stage.using("transformer"):
        pass


def _foreseen(options: Options, at: Scene, parts: dict[str, torch.nn.Module]) -> dict[Residency, int]:
    """The estimate for the steps alone: the other stages have scripts of their own."""
    voice = at.layout.audio.tokens - options.grid.audio
    size = residency.Size(*options.size, options.frames, options.slots, voice)
    work = residency.work(size, options.profile, item=options.dtype.itemsize)
    held = {name: residency.held(part) for name, part in parts.items()}
    steps, everything = held["transformer"], sum(part.whole for part in held.values())
    return {
        Residency.RESIDENT: everything + work["transformer"],
        Residency.SWAP: steps.whole + work["transformer"],
        Residency.LAYERS: steps.streamed + work["transformer"],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
