"""One of several processes that train the tiny task, for torchrun: writes what it ended with.

``python -m tests.generator.tiny_team RECIPE.yaml FOLDER``
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from generator.training.course import folder_of, follow
from generator.training.loop import train
from generator.training.recipe import read
from generator.training.together import joined
from tests.generator.tiny_task import TASKS, Tiny


class Remembering(Tiny):
    """Keeps the dice it was given."""

    def step(self, number: int, dice: torch.Generator) -> dict[str, float]:
        """As before."""
        found = dict(super().step(number, dice))
        self.dice = dice.get_state()
        return found


def main(source: str, folder: str) -> None:
    """Train, write ``rank-N.pt``, and find everything done."""
    plan, root = read(Path(source).read_text()), Path(folder)
    (stage,) = plan.stages
    with joined() as team:
        place = folder_of(plan, stage, root / "run")
        task = Remembering(plan, stage, place)
        train(task, plan, stage, place)
        if hasattr(task, "dice"):
            state = {"modules": task.ruler.state_dict(), "dice": task.dice}
            torch.save(state, root / f"rank-{team.rank}.pt")
        assert len(follow(plan, TASKS, root / "run")) == (1 if team.first else 0)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(*sys.argv[1:])
