"""A task that takes a moment: a line through points, with all that a real one has (noise, buffers, momentum).

As a program it trains in a folder: ``python -m tests.generator.tiny_task FOLDER RECIPE.yaml``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn

from generator.training.course import Tasks, follow
from generator.training.files import Folder
from generator.training.loop import Point, Stopped, synchronise
from generator.training.recipe import Recipe, Stage, read

TRUE = torch.tensor([[2.0, -1.0, 0.5]])


class Ruler(nn.Module):
    """A normalised line; ``centre`` is set by what is measured."""

    centre: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.line = nn.BatchNorm1d(3), nn.Linear(3, 1)
        self.register_buffer("centre", torch.zeros(3))

    def forward(self, points: torch.Tensor) -> torch.Tensor:
        """[B, 3] to [B, 1]."""
        found: torch.Tensor = self.line(self.norm(points))
        return found


class Tiny:
    """See :class:`generator.training.task.Task`.

    Options: ``naps`` seconds an update takes; ``spoilt`` the update whose loss is not a number.
    """

    def __init__(self, recipe: Recipe, stage: Stage, folder: Folder) -> None:
        self.recipe, self.stage, self.folder = recipe, stage, folder
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(recipe.seed)
            self.ruler = Ruler()
        self.optimizer = torch.optim.AdamW(self.ruler.parameters(), lr=stage.lr)
        self.rates: list[float] = []

    def modules(self) -> Mapping[str, nn.Module]:
        """The line."""
        return {"ruler": self.ruler}

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """One."""
        return {"ruler": self.optimizer}

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:
        """Noisy points."""
        time.sleep(self.stage.options.get("naps", 0))
        self.rates.append(self.optimizer.param_groups[0]["lr"])
        points = torch.randn(self.stage.batch, 3, generator=dice)
        noise = torch.randn(self.stage.batch, 1, generator=dice) * 0.1
        loss = (self.ruler(points) - points @ TRUE.T - noise).square().mean()
        if number == self.stage.options.get("spoilt"):
            loss = loss * torch.nan
        self.optimizer.zero_grad()
        loss.backward()
        synchronise(self.ruler.parameters())
        self.optimizer.step()
        return {"loss": loss.item()}

    def measure(self) -> Mapping[str, float]:
        """How far the line is off; sets ``centre``."""
        self.ruler.centre.fill_(7.0)
        return {"off": (self.ruler.line.weight - TRUE).abs().mean().item()}


TASKS: Tasks = {"tiny": Tiny}


class Printing:
    """A listener that says how far it is."""

    def at(self, point: Point) -> None:
        """The update."""
        self.said(str(point.step))

    def said(self, words: str) -> None:
        """Words."""
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    torch.set_num_threads(1)
    try:
        follow(read(Path(sys.argv[2]).read_text()), TASKS, Path(sys.argv[1]), Printing())
    except Stopped as stopped:
        Printing().said(str(stopped))
        sys.exit(130)
