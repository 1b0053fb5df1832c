"""The same step with the linear layers in eight bits, without memory and with all of it, beside bf16.

Published figures say that fp8 as released saves memory, not time (echo-facts 7); one user's say it is 1.5
times as fast. At full size it takes about three minutes and needs some 60 GiB (the bf16 weights come first).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from torch import nn

from benchmarks.gpu import matmul, weights
from benchmarks.gpu.options import parse
from benchmarks.gpu.steps import COLUMNS, table
from benchmarks.gpu.table import show
from generator.echo.backbone import Backbone
from generator.echo.fp8 import quantise


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both, one under the other; shares are of the bf16 peak."""
    options = parse(arguments, __doc__)
    made = weights.network(options.profile, options.device, options.dtype, ("transformer",))
    best, slots = matmul.peak(options), sorted({0, options.slots})
    backbone = Backbone.of(made.transformer)
    rows = [["plain", *row] for row in table(backbone, options, best, slots)]
    count = in_eight_bits(made.transformer.transformer_blocks)
    rows += [["fp8", *row] for row in table(backbone, options, best, slots)]
    title = f"a step, {count} linear layers in eight bits: {options.words}; peak {best:.3g} TFLOP/s"
    show(title, ["weights", *COLUMNS], rows, options)


def in_eight_bits(module: nn.Module) -> int:
    """Quantise every linear layer in place, one after another; gives how many there were."""
    found = [(name, part) for name, part in module.named_modules() if type(part) is nn.Linear]
    for name, linear in found:
        parent, _, last = name.rpartition(".")
        module.get_submodule(parent).add_module(last, quantise(linear))
    return len(found)


if __name__ == "__main__":
    main(sys.argv[1:])
