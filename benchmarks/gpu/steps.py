"""Seconds and peak memory of one step with 0 to 7 memories, in bf16, and the share of the card's peak.

Eight steps make a shot. Weights are random: a step takes as long whatever they are. At full size it takes
about five minutes and needs some 60 GiB.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from benchmarks.gpu import matmul, weights
from benchmarks.gpu.clock import cost
from benchmarks.gpu.options import Options, parse
from benchmarks.gpu.scene import scene, widths_of
from benchmarks.gpu.table import show
from benchmarks.gpu.work import operations
from generator.echo.backbone import Backbone
from generator.echo.profiles import TEXT_TOKENS
from generator.echo.sampling import SIGMAS

COLUMNS = ["memories", "video", "audio", "s a step", "s a shot", "TFLOP", "TFLOP/s", "of peak", "peak GiB"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for every number of memories."""
    options = parse(arguments, __doc__)
    made = weights.network(options.profile, options.device, options.dtype, ("transformer",))
    best = matmul.peak(options)
    rows = table(Backbone.of(made.transformer), options, best, range(options.slots + 1))
    show(f"a step: {options.words}; peak {best:.3g} TFLOP/s", COLUMNS, rows, options)


def table(backbone: Backbone, options: Options, best: float, slots: Iterable[int]) -> list[list[str]]:
    """A row for each number of memories; ``best`` is the card's peak in TFLOP/s."""
    return [_row(backbone, options, best, number) for number in slots]


def _row(backbone: Backbone, options: Options, best: float, slots: int) -> list[str]:
    widths = widths_of(backbone.transformer, TEXT_TOKENS)
    at = scene(options.grid, slots, widths, options.device, options.dtype)
    with backbone.shot(at.layout, at.context) as velocity:
        took = cost(lambda: velocity(at.target, at.step), options.device)
    done = operations(backbone, at) / 1e12
    return [
        str(slots),
        f"{at.layout.video.tokens:,}",
        f"{at.layout.audio.tokens:,}",
        f"{took.seconds:.3f}",
        f"{took.seconds * (len(SIGMAS) - 1):.2f}",
        f"{done:.3g}",
        f"{done / took.seconds:.3g}",
        f"{done / took.seconds / best:.0%}",
        took.gib,
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
