"""Teaching the eight-step camera from the many-step one, with memory (E40 to E43).

Three networks are told the same: the teacher, who knows how real shots move; the student, who makes a shot in
the eight steps of the release; the critic, who learns how the student's shots move. The student goes where
the teacher's opinion of its shots differs from the critic's. Every update makes shots as a film does, from
pure noise, up to a step drawn at random, and that step is taught; then the critic learns from the same shots,
once for each time the student does (E42).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

import torch
from torch import Tensor, nn

from generator.echo.sampling import Pair, schedule
from generator.training.amplify import Amplification
from generator.training.degrade import Wear, worn
from generator.training.descent import descend
from generator.training.dmd import direction, dmd_loss
from generator.training.levels import EMPHASIS, Shifted
from generator.training.momentum import smooth_momentum
from generator.training.objective import (
    AUDIO_SHARE,
    cleaned,
    dice_of_measures,
    flow_losses,
    memory_length_weight,
    noise_like,
    noised,
    total,
)
from generator.training.shape import SLOTS, shape

_REMEMBERED = 2
"""Slots of what is measured on."""


class Shots(Protocol):
    """A batch of shots of one length that remember equally much; a named tuple."""

    @property
    def video(self) -> Tensor:
        """The true picture: [B, T, C], clean."""

    @property
    def audio(self) -> Tensor:
        """The true sound: [B, T', C'], clean."""

    @property
    def memory(self) -> Sequence[tuple[Tensor, Tensor]]:
        """For each slot its video [B, n, C] and audio [B, L, C'] tokens."""

    @property
    def tokens(self) -> Tensor:
        """The words: int64 [B, N, 3], 0 where there is none."""


class Networks(Protocol):
    """What makes a shot; a named tuple."""

    @property
    def transformer(self) -> nn.Module:
        """The part that is taught; has ``transformer_blocks``."""

    @property
    def words(self) -> nn.Module:
        """The part that reads; shared by all three and kept as it is."""

    @property
    def connectors(self) -> nn.Module:
        """The part between; shared and kept too."""


B = TypeVar("B", bound=Shots)
N = TypeVar("N", bound=Networks)
T = TypeVar("T")


Velocity = Callable[[N, B, Tensor, Tensor, Tensor], Pair]
"""One call of the networks: dz/dsigma of the noisy video and audio under the memory and words of the shots.

The last argument is sigma, [B].
"""
Batches = Callable[[torch.Generator, int, int, int], B]
"""Draws ``size`` shots of ``frames`` frames that remember ``slots`` others, in this order."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a recipe says of distillation."""

    critic_lr: float = 2e-4
    betas: tuple[float, float] = (0.9, 0.99)
    lambda_audio: float = AUDIO_SHARE
    """Weight of the sound (Eq. 15)."""
    length_factor: float = 4.0
    """lambda_v(K_max) of Eq. 13, as in the second stage (E43)."""
    gradient_factor: float = 6.0
    """gamma of E32, as in the second stage; the student's alone, for the critic only estimates."""
    own: bool = False
    """Whether gamma is kept to the attentions' own weights; see :mod:`generator.training.amplify`."""
    slots: tuple[float, ...] = SLOTS
    """How often 0, 1, … 7 shots are remembered (E30)."""
    frames: tuple[tuple[int, float], ...] = ((25, 1.0),)
    """Lengths and how often each is taught; see :func:`generator.training.shape.shape`."""
    smoothing: float = 0.5
    """Share of the past in the mean of the momentum (E42); 0 is off. On Gaussians 0.9 made the student swing
    past the teacher for 200 updates, 0.5 did not."""
    degrade: bool = True
    """Whether memory is worn (E43)."""
    wear: Wear = field(default_factory=Wear)
    true_judges: bool = False
    """Whether teacher and critic see memory as it was before wear, so that the student learns to see through
    it. The paper tells all three the same (E40), which is the default."""
    median: float = EMPHASIS
    """Of the noise levels at which shots are judged; see :class:`generator.training.levels.Shifted`."""
    clip: float = 1.0
    """Longest gradient of an update."""


class DistilTask(Generic[N, B]):
    """See :class:`generator.training.task.Task`; trains ``transformer``, the student, and ``critic``.

    Args:
        teacher: many-step networks; they are frozen here. Student and critic start as copies of the
            transformer.
        velocity: how any of them is called.
        batches: true shots, for words, memory and lengths; the target itself is used for measuring only.
        held_out: shots that are only measured on.
        batch: shots of 25 frames in an update.
        lr: the student's highest learning rate.
        columns: latents across the picture.
        options: see :class:`Options`.
    """

    def __init__(
        self,
        teacher: N,
        velocity: Velocity[N, B],
        batches: Batches[B],
        *,
        held_out: Batches[B],
        batch: int,
        lr: float,
        columns: int,
        options: Options | None = None,
    ) -> None:
        self._velocity, self._batches, self._held_out = velocity, batches, held_out
        self._options, self._batch, self._columns = options or Options(), batch, columns
        self._teacher = teacher
        for part in (teacher.transformer, teacher.words, teacher.connectors):
            part.requires_grad_(False)
        self._student, self._critic = _copied(teacher), _copied(teacher)
        self._steps = schedule()
        self._levels = Shifted(self._options.median, lowest=0.02, highest=0.98)
        Amplification(self._student.transformer, self._options.gradient_factor, own=self._options.own)
        self._optimizers = {
            "student": self._optimizer(self._student, lr),
            "critic": self._optimizer(self._critic, self._options.critic_lr),
        }

    def modules(self) -> Mapping[str, nn.Module]:
        """The student under the name the camera loads, and the critic."""
        return {"transformer": self._student.transformer, "critic": self._critic.transformer}

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """One for each; both with smoothed momentum (E42)."""
        return self._optimizers

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:
        """The student once, then the critic once, on the same shots.

        Returns:
            ``loss`` and its parts: those of the student and of the critic, by stream.
        """
        size, frames, slots = shape(number, self._batch, self._options.slots, self._options.frames)
        true = self._batches(dice, size, frames, slots)
        told = self._worn(true, dice)
        judged = true if self._options.true_judges else told
        longest = len(self._options.slots) - 1
        weight = memory_length_weight(slots, longest, self._options.length_factor)

        made = self._made(told, int(torch.randint(len(self._steps), (), generator=dice)), dice)
        uphill = self._uphill(judged, made, dice)
        matching = Pair(*(dmd_loss(x, g) for x, g in zip(made, uphill, strict=True)))
        loss = self._update("student", self._student, matching, weight)

        flow = self._flow_losses(self._critic, judged, _still(made), dice)
        critic = self._update("critic", self._critic, flow, weight)
        return {
            "loss": loss,
            "student_video": float(matching.video.detach()),
            "student_audio": float(matching.audio.detach()),
            "critic": critic,
            "critic_video": float(flow.video.detach()),
            "critic_audio": float(flow.audio.detach()),
        }

    @torch.no_grad()
    def measure(self) -> Mapping[str, float]:
        """How held-out shots of the student compare with true ones, with two memories, never worn.

        Returns:
            ``*_spread``: deviation of made latents over that of true ones (below 1, shots look alike).
            ``*_surprise``: the teacher's flow loss on made shots over its loss on true ones (above 1, the
            teacher would not have made them; far below, they are plainer than true ones).
        """
        dice = dice_of_measures()
        slots = min(_REMEMBERED, len(self._options.slots) - 1)
        shots = self._held_out(dice, self._batch, self._options.frames[0][0], slots)
        made, true = self._made(shots, len(self._steps) - 1, dice), Pair(shots.video, shots.audio)
        state = dice.get_state()
        on_made = self._flow_losses(self._teacher, shots, made, dice)
        on_true = self._flow_losses(self._teacher, shots, true, dice.set_state(state))
        spread = Pair(*(x.std() / truth.std() for x, truth in zip(made, true, strict=True)))
        return {
            "video_spread": float(spread.video),
            "audio_spread": float(spread.audio),
            "video_surprise": float(on_made.video / on_true.video),
            "audio_surprise": float(on_made.audio / on_true.audio),
        }

    def _optimizer(self, nets: N, lr: float) -> torch.optim.Optimizer:
        options = self._options
        optimizer = torch.optim.AdamW(
            nets.transformer.parameters(), lr=lr, betas=options.betas, weight_decay=0.0
        )
        smooth_momentum(optimizer, options.smoothing)
        return optimizer

    def _worn(self, shots: B, dice: torch.Generator) -> B:
        if not self._options.degrade or not shots.memory:
            return shots
        return _with(shots, memory=worn(shots.memory, dice, self._options.wear, self._columns))

    def _made(self, told: B, last: int, dice: torch.Generator) -> Pair:
        """What the student cleans at step ``last``, having come there by itself; only that has a gradient."""
        noisy = _noise(told, dice)
        with torch.no_grad():
            for step in self._steps[:last]:
                clean = self._clean(self._student, told, noisy, self._level(told, step.sigma))
                fresh = _noise(told, dice)
                noisy = Pair(*(x * step.keep + e * step.noise for x, e in zip(clean, fresh, strict=True)))
        return self._clean(self._student, told, noisy, self._level(told, self._steps[last].sigma))

    @torch.no_grad()
    def _uphill(self, judged: B, made: Pair, dice: torch.Generator) -> Pair:
        """The direction that takes the student's shots away from the teacher's."""
        sigma = self._levels.draw(dice, len(made.video)).to(made.video.device)
        noisy = Pair(*(noised(x, e, sigma) for x, e in zip(made, _noise(judged, dice), strict=True)))
        real = self._clean(self._teacher, judged, noisy, sigma)
        fake = self._clean(self._critic, judged, noisy, sigma)
        return Pair(*(direction(x, r, f) for x, r, f in zip(made, real, fake, strict=True)))

    def _flow_losses(self, nets: N, told: B, clean: Pair, dice: torch.Generator) -> Pair:
        """Rectified flow on these shots (Eq. 12), by stream."""
        sigma = self._levels.draw(dice, len(clean.video)).to(clean.video.device)
        return flow_losses(
            lambda video, audio: self._velocity(nets, told, video, audio, sigma), clean, sigma, dice
        )

    def _update(self, name: str, nets: N, losses: Pair, weight: float) -> float:
        loss = total(losses.video, losses.audio, weight, self._options.lambda_audio)
        descend(loss, nets.transformer.parameters(), [self._optimizers[name]], self._options.clip)
        return float(loss.detach())

    def _clean(self, nets: N, told: B, noisy: Pair, sigma: Tensor) -> Pair:
        flow = self._velocity(nets, told, *noisy, sigma)
        return Pair(*(cleaned(z, v, sigma) for z, v in zip(noisy, flow, strict=True)))

    def _level(self, told: B, sigma: float) -> Tensor:
        return torch.full((len(told.video),), sigma, device=told.video.device)


def _copied(nets: N) -> N:
    return _with(nets, transformer=copy.deepcopy(nets.transformer).requires_grad_(True))


def _with(named: T, **fields: object) -> T:
    tuple_like: Any = named
    changed: T = tuple_like._replace(**fields)
    return changed


def _still(made: Pair) -> Pair:
    return Pair(made.video.detach(), made.audio.detach())


def _noise(told: Shots, dice: torch.Generator) -> Pair:
    return Pair(noise_like(told.video, dice), noise_like(told.audio, dice))
