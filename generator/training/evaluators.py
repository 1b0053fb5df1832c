"""Teaching who judges: all evaluators at once, on lessons of :mod:`generator.training.lessons` alone."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from functools import cached_property
from statistics import fmean

import torch
from torch import Tensor, nn
from torch.nn import functional

from generator.echo.codec import Codec
from generator.echo.profiles import Profile
from generator.evaluators.crops import SIDE, levels
from generator.evaluators.judge import Judge
from generator.evaluators.networks import Evaluators
from generator.evaluators.person import Look, on_circle
from generator.evaluators.scores import PersonScore, VoiceScore
from generator.evaluators.voice import WINDOW
from generator.training import lessons
from generator.training.corpus import HELD_OUT, Corpus, Shot
from generator.training.descent import descend
from generator.training.lessons import HEARD, SEEN, Pictures, Sounds

_JITTER = 4
"""Pixels a side is moved each way."""
_NEAR = 0.15
"""Temperature of the likeness of two rows of one person against all others."""
_LONG = 41
"""Frames of a shot of the examination."""


class EvaluatorsTask:
    """See :class:`generator.training.task.Task`.

    One loss for all: squared error of hues on the circle, of pitch and throat; cross-entropy of what is one
    of some; and for the vectors of looks and voices that a row be nearer to another of the same person than
    to anybody else's (E66).

    Args:
        profile: the size of its pictures.
        batch: people and voices of an update; half as many films and sounds, which are learned sooner.
        lr: the highest learning rate.
        seed: of weights and corpus.
        codec: the autoencoders through which every other lesson goes; None: drawings and speech as they are.
        stories: how many are drawn and spoken once and used; four shots each.
        device: where to work; lessons stay in host memory.
        half: compute in bfloat16; judging is always float32.
        examined: stories of the examination, two shots each.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        batch: int,
        lr: float,
        seed: int = 0,
        codec: Codec | None = None,
        stories: int = 400,
        device: str = "cpu",
        half: bool = True,
        examined: int = 20,
    ) -> None:
        self._size, self._batch, self._codec, self._seed = profile.size, batch, codec, seed
        self._device, self._half = torch.device(device), half
        self._stories, self._examined = stories, examined
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.nets = Evaluators().to(self._device)
        self._optimizer = torch.optim.AdamW(self.nets.parameters(), lr=lr, weight_decay=0.01)

    def modules(self) -> Mapping[str, nn.Module]:
        """The evaluators, as one."""
        return {"evaluators": self.nets}

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """One for all of them."""
        return {"evaluators": self._optimizer}

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:  # noqa: ARG002
        """One update of every evaluator."""
        self.nets.train()
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            losses = self._seen(dice) | self._heard(dice)
        loss = torch.stack(list(losses.values())).sum()
        descend(loss, self.nets.parameters(), [self._optimizer])
        return {"loss": loss.item()} | {name: value.item() for name, value in losses.items()}

    @cached_property
    def _pictures(self) -> Pictures:
        corpus = Corpus(self._seed, frames=(SEEN,), shots=4)
        return lessons.pictures(corpus, range(self._stories), self._size, self._codec)

    @cached_property
    def _sounds(self) -> Sounds:
        corpus = Corpus(self._seed, frames=(HEARD,), shots=4)
        return lessons.sounds(corpus, range(self._stories), self._codec)

    def _seen(self, dice: torch.Generator) -> dict[str, Tensor]:
        taught = self._pictures
        rows = _pairs(taught.same, self._batch, dice)
        at = torch.randint(taught.glimpses.shape[1], rows.shape, generator=dice)
        order, turns = recoloured(taught.hues[rows[: self._batch]], dice)
        look: Look = self.nets.person(self._sides(rows, at, dice, order.repeat(2, 1)))
        hues = on_circle(turns.repeat(2, 1)).to(self._device)
        opening = taught.opening[rows, at].to(self._device)
        losses = {
            "hue": 4.0 * (look.hues.float() - hues).square().sum(dim=-1).mean(),
            "opening": functional.binary_cross_entropy_with_logits(look.opening.float(), opening),
            "identity": likeness(look.vector),
        }
        for name, logits in look.choices.items():
            losses[name] = self._right(logits, taught.choices[name][rows])
        some = rows[: (self._batch + 1) // 2]
        watched = self.nets.action(self._sides(some[:, None], torch.arange(taught.glimpses.shape[1]), dice))
        places = taught.shot[some]
        around = self.nets.place(levels(taught.glimpses[places, at[: len(some)]]).to(self._device))
        return losses | {
            "action": self._right(watched, taught.action[some]),
            "scene": self._right(around.scene, taught.scene[places]),
            "people": self._right(around.people, taught.people[places]),
        }

    def _heard(self, dice: torch.Generator) -> dict[str, Tensor]:
        taught = self._sounds
        rows = _pairs(taught.same, self._batch, dice)
        moved = (torch.rand(rows.shape, generator=dice) * (taught.room[rows] + 1)).long()
        frames = (taught.start[rows] + moved)[:, None] + torch.arange(WINDOW)
        heard = taught.heard[taught.shot[rows][:, None], frames.clamp(max=taught.heard.shape[1] - 1)]
        louder = 0.15 * torch.randn(len(rows), 1, 1, generator=dice)
        throat = self.nets.voice((heard + louder).to(self._device))
        clips = torch.randint(len(taught.heard), ((self._batch + 1) // 2,), generator=dice)
        logits = self.nets.speech(taught.heard[clips].to(self._device))
        return {
            "pitch": 4.0
            * functional.smooth_l1_loss(throat.pitch.float(), taught.pitch[rows].to(self._device), beta=0.1),
            "tract": 4.0
            * functional.smooth_l1_loss(throat.tract.float(), taught.tract[rows].to(self._device), beta=0.05),
            "voice": likeness(throat.vector),
            "speech": self._right(logits.flatten(0, 1), taught.symbols[clips].flatten()),
        }

    def _sides(self, rows: Tensor, at: Tensor, dice: torch.Generator, order: Tensor | None = None) -> Tensor:
        """The sides of people in some of their glimpses: float32 [..., 3, 96, 80].

        They are a little off, every other one is mirrored, and their channels are in ``order`` [rows, 3].
        """
        taught = self._pictures
        whole = taught.glimpses[taught.shot[rows], at]
        widest = whole.shape[-2] - SIDE
        off = torch.randint(-_JITTER, _JITTER + 1, (len(rows),), generator=dice)
        lefts = (taught.left[rows.flatten()] + off).clamp(0, widest).tolist()
        mirrored = torch.randint(2, (len(rows),), generator=dice).tolist()
        cut = [row[..., left : left + SIDE, :] for row, left in zip(whole, lefts, strict=True)]
        cut = [side.flip(-2) if turn else side for side, turn in zip(cut, mirrored, strict=True)]
        if order is not None:
            cut = [side[..., channels] for side, channels in zip(cut, order, strict=True)]
        return levels(torch.stack(cut).to(self._device))

    def _right(self, logits: Tensor, wanted: Tensor) -> Tensor:
        return functional.cross_entropy(logits.float(), wanted.to(self._device))

    def measure(self) -> Mapping[str, float]:
        """Figures of the judge on held-out shots: as drawn and spoken, and (``… again``) after the codec.

        They are those of :meth:`generator.evaluators.scores.Scores.figures`, and ``own look`` and
        ``own voice``: how often somebody is nearer to their own drawings, or speech, than to the other's.
        """
        judge = Judge(copy.deepcopy(self.nets).cpu())
        corpus = Corpus(self._seed, frames=(_LONG,), shots=2)
        shots = [shot for number in range(self._examined) for shot in corpus.story(HELD_OUT + number)]
        plain = _means(_examined(judge, shot, self._size, None) for shot in shots)
        if self._codec is None:
            return plain
        again = _means(_examined(judge, shot, self._size, self._codec) for shot in shots)
        return plain | {f"{name} again": value for name, value in again.items()}


def _examined(judge: Judge, shot: Shot, size: tuple[int, int], codec: Codec | None) -> dict[str, float]:
    """All figures of one shot."""
    frames, wave = shot.drawn(*size).frames, shot.spoken()
    if codec is not None:
        frames, wave = lessons.redrawn(frames, codec), lessons.resaid(wave, codec)
    scores = judge.scores(frames, wave, shot.toon, shot.story)
    known = {tag: judge.known(tag, identity) for tag, identity in shot.story.cast.items()}
    looks = [_nearest(one, {tag: who.look for tag, who in known.items()}) for one in scores.people]
    voices = [_nearest(one, {tag: who.voice for tag, who in known.items()}) for one in scores.voices]
    own = {"own look": looks, "own voice": voices}
    return scores.figures() | {name: fmean(right) for name, right in own.items() if right}


def _nearest(one: PersonScore | VoiceScore, known: Mapping[int, Tensor]) -> bool:
    """Whether the nearest of all known vectors is their own."""
    vector = torch.tensor(one.vector)
    return max(known, key=lambda tag: float(known[tag] @ vector)) == one.tag


def _means(rows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of every figure over the shots that have it."""
    found: dict[str, list[float]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, []).append(value)
    return {name: fmean(values) for name, values in found.items()}


def likeness(vectors: Tensor) -> Tensor:
    """How badly two rows of the same person find each other: float32 scalar, 0 where they always do.

    Args:
        vectors: [2B, D], of unit length; row n and row B + n are of the same person.
    """
    near = vectors.float() @ vectors.float().T / _NEAR
    own = torch.arange(len(vectors), device=vectors.device)
    near = near.masked_fill(torch.eye(len(vectors), dtype=torch.bool, device=vectors.device), float("-inf"))
    return functional.cross_entropy(near, own.roll(len(vectors) // 2))


def recoloured(hues: Tensor, dice: torch.Generator) -> tuple[Tensor, Tensor]:
    """Other colours for people: red, green and blue change places, which turns every hue by the same rule.

    Args:
        hues: [B, 3], turns.
        dice: decides; every order of the channels is as likely.

    Returns:
        The order of the channels, int64 [B, 3], and the hues in it.
    """
    third = torch.randint(3, (len(hues), 1), generator=dice)
    way = 1 - 2 * torch.randint(2, (len(hues), 1), generator=dice)
    order = (way * (torch.arange(3) - third)).remainder(3)
    return order, (way * hues + third / 3.0).remainder(1.0)


def _pairs(same: Tensor, count: int, dice: torch.Generator) -> Tensor:
    """``count`` rows, then for each another of the same person, if there is one: int64 [2 * count]."""
    rows = torch.randint(len(same), (count,), generator=dice)
    first, after = same[rows].T
    others = (after - first - 1).clamp(min=1)
    step = 1 + (torch.rand(count, generator=dice) * others).long()
    return torch.cat([rows, first + (rows - first + step) % (after - first)])
