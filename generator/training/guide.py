"""Teaching the transformer to believe its memory: guidance by what is remembered, learned for good.

A network that has seen little believes what it remembers only by half: what it says with memory lies between
what it says without and the truth. Going on in the same direction mends that, ``v0 + w (v - v0)``, but asks
the network twice in every step (E40 counts sixty calls for thirty steps). So it is taught to say so at once.
Its words stay: guidance is by memory alone, because no shot was ever taught without words.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from generator.echo.sampling import Pair
from generator.training import muon
from generator.training.degrade import Wear, worn
from generator.training.descent import descend
from generator.training.flow import Nets, flow
from generator.training.latents import Batch, Library
from generator.training.levels import EMPHASIS, Shifted
from generator.training.objective import dice_of_measures, noise_like, noised, rf_loss
from generator.training.shape import SLOTS, shape


@dataclass(frozen=True, slots=True)
class Options:
    """What a recipe says of a stage of guidance."""

    guidance: float = 3.0
    """w: 1 is the network as it was."""
    small_lr: float = 3e-4
    """Of AdamW, for vectors and tables."""
    slots: tuple[float, ...] = SLOTS
    """How often 0, 1, … 7 shots are remembered; without memory it stays as it was."""
    frames: tuple[tuple[int, float], ...] = ((25, 1.0),)
    """Lengths and how often each is taught; see :func:`generator.training.shape.shape`."""
    degrade: bool = False
    """Whether memory is worn for the one that is taught. The teacher sees it as it was: so what a worn memory
    stood for is learned, before distillation tells all three the same (E40, E43)."""
    wear: Wear = field(default_factory=Wear)
    median: float = EMPHASIS
    """Half of all noise levels lie above."""
    clip: float = 1.0


class GuideTask:
    """See :class:`generator.training.task.Task`.

    Args:
        teacher: networks that were taught by flow; frozen here. The one that is taught starts as a copy of
            the transformer and shares the words.
        library: shots to learn from.
        held_out: shots that are only measured on.
        batch: shots of 25 frames in an update.
        lr: the highest learning rate of Muon.
        options: see :class:`Options`.
    """

    def __init__(
        self,
        teacher: Nets,
        library: Library,
        held_out: Library,
        *,
        batch: int,
        lr: float,
        options: Options,
    ) -> None:
        self._teacher, self._library, self._held_out = teacher, library, held_out
        self._batch, self._options, self._levels = batch, options, Shifted(options.median)
        self._device = next(teacher.transformer.parameters()).device
        for part in teacher:
            part.requires_grad_(False)
        self.nets = teacher._replace(transformer=copy.deepcopy(teacher.transformer).requires_grad_(True))
        self._optimizers = muon.optimizers(self.nets.transformer, lr, options.small_lr)

    def modules(self) -> Mapping[str, nn.Module]:
        """The transformer alone."""
        return {"transformer": self.nets.transformer}

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """Muon inside, AdamW at the edges."""
        return self._optimizers

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:
        """One update towards what the guided teacher says of the same noise and the memory as it was."""
        size, frames, slots = shape(number, self._batch, self._options.slots, self._options.frames)
        batch = self._library.batch(dice, size, frames, slots).to(self._device)
        told = self._worn(batch, dice)
        sigma = self._levels.draw(dice, size).to(self._device)
        losses = self._losses(self.nets, told, batch, sigma, dice)
        taught, clip = self.nets.transformer.parameters(), self._options.clip
        descend(losses.video + losses.audio, taught, self._optimizers.values(), clip)
        return _figures(losses)

    @torch.no_grad()
    def measure(self) -> Mapping[str, float]:
        """How far held-out shots with one memory still are from the guided teacher, and how far it was."""
        dice = dice_of_measures()
        batch = self._held_out.batch(dice, 2 * self._batch, self._held_out.lengths[0], 1).to(self._device)
        sigma, state = self._levels.draw(dice, len(batch.video)).to(self._device), dice.get_state()
        now = _figures(self._losses(self.nets, batch, batch, sigma, dice))
        before = _figures(self._losses(self._teacher, batch, batch, sigma, dice.set_state(state)))
        return now | {f"{name}_before": value for name, value in before.items()}

    def _worn(self, batch: Batch, dice: torch.Generator) -> Batch:
        if not self._options.degrade or not batch.memory:
            return batch
        return batch._replace(memory=worn(batch.memory, dice, self._options.wear, batch.grid.width))

    def _losses(self, nets: Nets, told: Batch, true: Batch, sigma: Tensor, dice: torch.Generator) -> Pair:
        video, audio = (noised(x, noise_like(x, dice), sigma) for x in (true.video, true.audio))
        wanted = self._guided(true, video, audio, sigma)
        found = flow(nets, told, video, audio, sigma)
        return Pair(*(rf_loss(v, to) for v, to in zip(found, wanted, strict=True)))

    @torch.no_grad()
    def _guided(self, batch: Batch, video: Tensor, audio: Tensor, sigma: Tensor) -> Pair:
        told = flow(self._teacher, batch, video, audio, sigma)
        if not batch.memory:
            return told
        untold = flow(self._teacher, batch._replace(memory=[]), video, audio, sigma)
        return Pair(*(torch.lerp(u, v, self._options.guidance) for u, v in zip(untold, told, strict=True)))


def _figures(losses: Pair) -> dict[str, float]:
    video, audio = (float(loss.detach()) for loss in losses)
    return {"loss": video + audio, "video": video, "audio": audio}
