"""A table on the screen, with the machine it was measured on."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence

import torch
from rich.console import Console
from rich.table import Table

from benchmarks.gpu.options import Options

_WIDTH = 110


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], options: Options) -> None:
    """Print it; the first column to the left, figures to the right."""
    table = Table(box=None)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    screen = Console()
    screen = Console(width=max(screen.width, _WIDTH))
    for part in (title, table, _machine(options.device)):
        screen.print(part, highlight=False)


def _machine(device: torch.device) -> str:
    if device.type != "cuda":
        return (
            f"{platform.machine()}, a trial on the CPU: no figure for the records; torch {torch.__version__}"
        )
    card = torch.cuda.get_device_properties(device)
    return f"{card.name}, {card.total_memory / 2**30:.0f} GiB; torch {torch.__version__}"
