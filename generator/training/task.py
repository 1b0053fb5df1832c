"""What the loop knows of a thing that is taught: its networks, its optimisers, one update, its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import torch
from torch import nn


class TrainingFault(Exception):
    """Something the user can mend; the message says got, expected, and what to do."""


class Task(Protocol):
    """One thing that is taught.

    A task keeps nothing that matters outside its modules and optimisers: whoever loads those, the dice and
    the number of the next update goes on exactly as if nothing had happened. Devices, precision and the mode
    of the modules (``train``, ``eval``) are its own matter.
    """

    def modules(self) -> Mapping[str, nn.Module]:
        """What is trained, averaged and saved, by name; the same objects every time."""

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """Who updates it, by name. Their learning rates at the start are the highest they will get."""

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:
        """One update of everything.

        Args:
            number: updates done before this one.
            dice: of the CPU; all randomness comes from it.

        Returns:
            Figures for the log; one that is not finite ends the training.
        """

    def measure(self) -> Mapping[str, float]:
        """Held-out figures, with whatever weights are in the modules now.

        It may set buffers (the mean and deviation of latents): they are saved with weights that are finished,
        and put back as they were when it was only for a look.
        """
