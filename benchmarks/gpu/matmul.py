"""The card's measured matmul peak, bf16 and fp8: what every share in the other scripts is a share of.

Squares, and the products the network is made of, one after another. Takes under a minute and 2 GiB.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import torch

from benchmarks.gpu.clock import seconds
from benchmarks.gpu.options import Options, parse
from benchmarks.gpu.table import show
from generator.echo.fp8 import E4M3

_RUNS = 20
_FP8_SINCE = (8, 9)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print operations a second of every product."""
    options = parse(arguments, __doc__)
    rows = [
        [
            f"{m} × {k} × {n}",
            f"{_speed((m, k, n), options):.3g}",
            f"{_speed((m, k, n), options, eight_bit=True):.3g}" if _has_fp8(options.device) else "–",
        ]
        for m, k, n in shapes(options)
    ]
    kind = str(options.dtype).removeprefix("torch.")
    show(f"matmul, TFLOP/s ({kind})", ["product", kind, "fp8"], rows, options)


def peak(options: Options, *, eight_bit: bool = False) -> float:
    """The most operations a second that were reached, in TFLOP/s."""
    return max(_speed(shape, options, eight_bit=eight_bit) for shape in shapes(options))


def shapes(options: Options) -> list[tuple[int, int, int]]:
    """Rows, inner side, columns: a square, and attention's and the feed-forward's products on a shot."""
    settings = options.profile.transformer
    width = settings.get("num_attention_heads", 32) * settings.get("attention_head_dim", 128)
    tokens = options.grid.video // 16 * 16
    square = 8192 if options.device.type == "cuda" else 256
    products = [(tokens, width, width), (tokens, width, 4 * width), (tokens, 4 * width, width)]
    return [(square, square, square), *products]


def _speed(shape: tuple[int, int, int], options: Options, *, eight_bit: bool = False) -> float:
    m, k, n = shape
    multiply = (_eight if eight_bit else _plain)(m, k, n, options)
    multiply()
    best = min(seconds(lambda: [multiply() for _ in range(_RUNS)], options.device) for _ in range(3))
    return 2 * m * k * n * _RUNS / best / 1e12


def _plain(m: int, k: int, n: int, options: Options) -> Callable[[], object]:
    a, b = (torch.randn(side, device=options.device).to(options.dtype) for side in ((m, k), (n, k)))
    return lambda: torch.nn.functional.linear(a, b)


def _eight(m: int, k: int, n: int, options: Options) -> Callable[[], object]:
    a, b = (torch.randn(side, device=options.device).to(E4M3) for side in ((m, k), (n, k)))
    one = torch.ones((), device=options.device)
    return lambda: torch._scaled_mm(
        a, b.t(), scale_a=one, scale_b=one, out_dtype=torch.bfloat16, use_fast_accum=True
    )


def _has_fp8(device: torch.device) -> bool:
    return device.type == "cuda" and torch.cuda.get_device_capability(device) >= _FP8_SINCE


if __name__ == "__main__":
    main(sys.argv[1:])
