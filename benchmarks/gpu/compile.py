"""One block of the transformer compiled by torch: seconds against eager, and how far the numbers part.

Also whether one compiled graph serves every layer: code that knows which layer it is in is compiled again
for each (echo-facts 7 tells of that in the official code). On a CPU the graphs are only traced, not
compiled. At full size it takes about two minutes and needs 8 GiB: three blocks are all that is built.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.gpu import weights
from benchmarks.gpu.clock import alone, race
from benchmarks.gpu.options import Options, parse
from benchmarks.gpu.scene import scene, widths_of
from benchmarks.gpu.table import show
from generator.echo.backbone import Backbone
from generator.echo.profiles import TEXT_TOKENS

_LAYERS = 3
"""Two early ones and a late one: as many graphs as there are rules, if one graph serves all layers."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print eager and compiled, with all memories."""
    options = parse(arguments, __doc__)
    settings = dict(options.profile.transformer) | {"num_layers": _LAYERS}
    profile = replace(options.profile, transformer=settings)
    made = weights.network(profile, options.device, options.dtype, ("transformer",))
    backbone = Backbone.of(made.transformer)
    at = scene(
        options.grid,
        options.slots,
        widths_of(made.transformer, TEXT_TOKENS),
        options.device,
        options.dtype,
    )
    with alone(), backbone.shot(at.layout, at.context) as velocity, torch.no_grad():
        blocks = list(made.transformer.transformer_blocks)
        inputs = _given(blocks[0], lambda: velocity(at.target, at.step))
        rows, graphs = _compared(blocks, inputs, options)
    title = f"a block, {options.slots} memories: {options.words}; {graphs}"
    show(title, ["layer", "eager s", "compiled s", "times as fast", "largest difference"], rows, options)


def _compared(
    blocks: list[nn.Module], inputs: dict[str, Any], options: Options
) -> tuple[list[list[str]], str]:
    torch._dynamo.reset()
    torch._dynamo.utils.counters.clear()
    backend = "inductor" if options.device.type == "cuda" else "aot_eager"
    rows = []
    for layer, block in enumerate(blocks):
        compiled = torch.compile(block, backend=backend)
        eager = block(**inputs)
        apart = max(_apart(a, b) for a, b in zip(eager, compiled(**inputs), strict=True))
        plain, fast = race([partial(block, **inputs), partial(compiled, **inputs)], options.device)
        rows.append([str(layer), f"{plain:.4f}", f"{fast:.4f}", f"{plain / fast:.2f}", f"{apart:.2e}"])
    counted = torch._dynamo.utils.counters["stats"]["unique_graphs"]
    return rows, f"{counted} graphs for {len(blocks)} layers by {backend}"


def _given(block: nn.Module, run: Callable[[], object]) -> dict[str, Any]:
    """What a block is called with inside a whole step."""
    seen: dict[str, Any] = {}

    def look(_: nn.Module, args: tuple[object, ...], kwargs: dict[str, Any]) -> None:
        assert not args, "blocks are called by keyword"
        seen.update(kwargs)

    hook = block.register_forward_pre_hook(look, with_kwargs=True)
    try:
        run()
    finally:
        hook.remove()
    return seen


def _apart(one: Tensor, two: Tensor) -> float:
    return float((one.float() - two.float()).abs().max())


if __name__ == "__main__":
    main(sys.argv[1:])
