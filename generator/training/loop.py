"""The loop: update, average, write down, and stop at any moment without losing more than a few seconds.

Whoever stops it, it goes on exactly where it was: a run of 2n updates and one of n, a stop and n more end
with the same bits.
"""

from __future__ import annotations

import hashlib
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from types import FrameType
from typing import Any, Protocol

import torch
from torch import nn

from generator.training import card, log
from generator.training.average import Average
from generator.training.files import Folder, keep, kept, write_json
from generator.training.log import Line, Tally
from generator.training.pace import rate
from generator.training.recipe import Recipe, Stage
from generator.training.task import Task, TrainingFault
from generator.training.together import Team, joined, synchronise

__all__ = [
    "Finished",
    "Listener",
    "NotFinite",
    "Point",
    "Silent",
    "Stopped",
    "finished",
    "synchronise",
    "train",
]

_LINE = 0.5
"""Seconds between lines of the log."""


class NotFinite(TrainingFault):
    """A figure or a weight is no number any more."""


class Stopped(Exception):
    """Somebody asked for it; a checkpoint was written."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a stage is."""

    stage: str
    step: int
    """Updates done."""
    share: float
    """Of the budget, 0 to 1."""
    seconds: float
    """Since it was begun, without the time it was stopped."""
    left: float
    """Seconds to come; infinite while nobody knows."""
    samples: float
    """Samples a second, of all processes."""
    figures: Mapping[str, float]
    """Of the last update."""


class Listener(Protocol):
    """Who is told."""

    def at(self, point: Point) -> None:
        """Another update is done."""

    def said(self, words: str) -> None:
        """Something that people should know."""


class Silent:
    """A listener that shows nothing."""

    def at(self, point: Point) -> None:
        """Nothing."""

    def said(self, words: str) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a stage ended."""

    stage: str
    steps: int
    seconds: float
    figures: Mapping[str, float]
    """Held out, with averaged weights."""
    weights: tuple[str, ...]
    """File names in its folder."""


def train(
    task: Task,
    recipe: Recipe,
    stage: Stage,
    folder: Folder,
    listener: Listener | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Finished:
    """Train a stage to the end of its budget; from its checkpoint, where there is one.

    Args:
        task: what is taught.
        recipe: whose seed and name the cards tell.
        stage: one of the recipe's.
        folder: where everything is written; made if it is not there.
        listener: who is told how far it is.
        clock: seconds, from any start; budgets in minutes go by it.

    Raises:
        Stopped: by Ctrl-C or SIGTERM, with a checkpoint written.
        NotFinite: a figure or a weight is not finite; the last good checkpoint is kept.
        TrainingFault: somebody else trains here, the checkpoint is of another recipe or damaged, the disk is
            full, or the figure that should have fallen did not.
    """
    with joined() as team, folder.at_work() if team.first else nullcontext(), _stopping() as wanted:
        team.wait()  # the others read nothing before the first has the folder
        return _Run(task, recipe, stage, folder, listener or Silent(), clock, team).go(wanted)


def finished(recipe: Recipe, stage: Stage, folder: Folder) -> Finished | None:
    """How the stage ended; None while its budget is not spent.

    Raises:
        TrainingFault: it was finished with another recipe.
    """
    import json

    try:
        document = json.loads(folder.end.read_text(encoding="utf-8"))
        end = Finished(stage.name, document["steps"], document["seconds"], document["figures"],
                       tuple(document["weights"]))  # fmt: skip
        taught = document["taught"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not stage.budget.spent(end.steps, end.seconds):
        return None
    if not all((folder.path / name).is_file() for name in end.weights):
        return None
    _same(taught, recipe.taught(stage), folder)
    return end


class _Run:
    def __init__(
        self,
        task: Task,
        recipe: Recipe,
        stage: Stage,
        folder: Folder,
        listener: Listener,
        clock: Callable[[], float],
        team: Team,
    ) -> None:
        self._task, self._recipe, self._stage, self._folder = task, recipe, stage, folder
        self._listener, self._team, self._budget = listener, team, stage.budget
        self._modules, self._optimizers = task.modules(), task.optimizers()
        self._dice = torch.Generator().manual_seed(_seed(recipe.seed, stage.name, team.rank))
        self._step, before = 0, 0.0
        for optimizer in self._optimizers.values():
            for group in optimizer.param_groups:
                group.setdefault("initial_lr", group["lr"])
        team.share(self._modules)
        self._average = Average(self._modules, stage.ema)
        if (state := self._found()) is not None:
            before = self._take_up(state)
        start = clock()
        self._clock: Callable[[], float] = lambda: before + clock() - start
        self._began = (self._step, before)
        self._kept, self._looked, self._told = before, before, before
        self._tally, self._figures = Tally(), dict[str, float]()

    def go(self, wanted: Callable[[], bool]) -> Finished:
        """Until the budget is spent."""
        while True:
            seconds, stop = self._team.agreed(self._clock(), wanted())
            if self._budget.spent(self._step, seconds):
                return self._finish(seconds)
            if stop:
                self._keep(seconds)
                raise Stopped(f"{self._stage.name} was stopped after {self._step} updates; they are kept")
            if seconds - self._kept >= self._stage.every:
                self._keep(seconds)
            if self._stage.measure_every and seconds - self._looked >= self._stage.measure_every:
                self._look(seconds)
            self._update(seconds)

    def _update(self, seconds: float) -> None:
        share = self._budget.share(self._step, seconds)
        part = rate(self._step, share, self._stage.warmup, self._stage.decay)
        for optimizer in self._optimizers.values():
            for group in optimizer.param_groups:
                group["lr"] = group["initial_lr"] * part
        self._figures = dict(self._task.step(self._step, self._dice))
        self._check(f"got {self._wrong()} in update {self._step + 1}" if self._wrong() else "")
        self._average.update()
        self._step += 1
        self._tally.add(self._figures)
        self._tell()

    def _tell(self) -> None:
        seconds = self._clock()
        if self._step == 1 or seconds - self._told >= _LINE:
            self._write_line(seconds)
        speed = (self._step - self._began[0]) / max(seconds - self._began[1], 1e-9)
        self._listener.at(
            Point(
                stage=self._stage.name,
                step=self._step,
                share=self._budget.share(self._step, seconds),
                seconds=seconds,
                left=self._budget.left(self._step, seconds, speed),
                samples=speed * self._stage.batch * self._team.size,
                figures=self._figures,
            )
        )

    def _write_line(self, seconds: float) -> None:
        means = self._tally.taken()
        self._told = seconds
        if means and self._team.first:
            log.append(self._folder.log, Line(self._step, seconds, means))

    def _look(self, seconds: float) -> None:
        """Held-out figures on the way; the training does not notice."""
        self._looked = seconds
        if self._team.first:
            with self._average.applied():
                figures = dict(self._task.measure())
            log.append(self._folder.log, Line(self._step, seconds, figures, measured=True))
        self._team.wait()

    def _keep(self, seconds: float) -> None:
        bad = [name for name, module in self._modules.items() if not _finite(module)]
        self._check(f"got weights that are not finite in {', '.join(bad)}" if bad else "")
        dice = self._team.gathered(self._dice.get_state())
        self._write_line(seconds)
        self._kept = seconds
        if not self._team.first:
            return
        keep(
            self._folder,
            {
                "taught": self._recipe.taught(self._stage),
                "step": self._step,
                "seconds": seconds,
                "modules": {name: module.state_dict() for name, module in self._modules.items()},
                "optimizers": {name: one.state_dict() for name, one in self._optimizers.items()},
                "average": self._average.state_dict(),
                "dice": dice,
            },
        )
        self._draw()

    def _found(self) -> Mapping[str, Any] | None:
        state, remarks = kept(self._folder)
        if state is None:
            return None
        for remark in remarks:
            self._listener.said(f"{remark}; going on from the one before it, {state['step']} updates")
        return state

    def _take_up(self, state: Mapping[str, Any]) -> float:
        _same(state["taught"], self._recipe.taught(self._stage), self._folder)
        try:
            for name, module in self._modules.items():
                module.load_state_dict(state["modules"][name])
            for name, optimizer in self._optimizers.items():
                optimizer.load_state_dict(state["optimizers"][name])
            self._average.load_state_dict(state["average"])
        except (KeyError, RuntimeError, ValueError) as error:
            raise TrainingFault(
                f"the checkpoint in {self._folder.path} is of another network: {error}. --fresh begins anew"
            ) from error
        self._step = state["step"]
        if self._team.rank < len(state["dice"]):
            self._dice.set_state(state["dice"][self._team.rank])
        else:  # more processes than before: those that join must not repeat lessons
            self._dice.manual_seed(_seed(self._recipe.seed, self._stage.name, self._team.rank, self._step))
        return float(state["seconds"])

    def _finish(self, seconds: float) -> Finished:
        self._keep(seconds)
        self._check(self._did_not_fall() if self._team.first else "", TrainingFault)
        end = Finished(self._stage.name, self._step, seconds, {}, ())
        if self._team.first:
            end = self._write(seconds)
        self._team.wait()
        return end

    def _write(self, seconds: float) -> Finished:
        with self._average.applied():
            figures = dict(self._task.measure())
            facts = self._facts(seconds, figures)
            for name, module in self._modules.items():
                places = self._folder.weights(name), self._folder.card(name)
                kept32 = name in self._stage.keep_float32
                card.write(module, *places, {"module": name} | facts, keep_float32=kept32)
        log.append(self._folder.log, Line(self._step, seconds, figures, measured=True))
        self._draw()
        names = tuple(self._folder.weights(name).name for name in self._modules)
        end = {"steps": self._step, "seconds": seconds, "figures": figures, "weights": names}
        write_json(self._folder.end, end | {"taught": self._recipe.taught(self._stage)})
        return Finished(self._stage.name, self._step, seconds, figures, names)

    def _facts(self, seconds: float, figures: Mapping[str, float]) -> dict[str, Any]:
        return {
            "recipe": self._recipe.name,
            "stage": self._stage.name,
            "seed": self._recipe.seed,
            "steps": self._step,
            "seconds": round(seconds),
            "processes": self._team.size,
            "figures": {name: float(f"{value:.6g}") for name, value in figures.items()},
            "taught": self._recipe.taught(self._stage),
        }

    def _draw(self) -> None:
        from generator.training.plot import draw

        draw(log.read(self._folder.log), f"{self._recipe.name}: {self._stage.name}", self._folder.plot)

    def _did_not_fall(self) -> str:
        name = self._stage.falls
        if not name or log.fell(log.read(self._folder.log), name):
            return ""
        return f"{self._stage.name}: {name} did not fall in {self._step} updates; see {self._folder.plot}"

    def _wrong(self) -> str:
        return ", ".join(
            f"{name} {value}" for name, value in self._figures.items() if not math.isfinite(value)
        )

    def _check(self, fault: str, kind: type[TrainingFault] = NotFinite) -> None:
        """Stop everybody where anybody found a fault."""
        _, anybody = self._team.agreed(0.0, bool(fault))
        if not anybody:
            return
        what = fault or "another process found a fault"
        if kind is NotFinite:
            what += ". The last good checkpoint is kept; a smaller learning rate may help"
        raise kind(what if self._stage.name in what else f"{self._stage.name}: {what}")


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """While it lasts, Ctrl-C and SIGTERM are heard between updates; pressed twice, Ctrl-C stops at once."""
    pressed = threading.Event()

    def hear(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 — as signal calls it
        if pressed.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        pressed.set()

    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return
    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield pressed.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _same(before: Mapping[str, Any], now: Mapping[str, Any], folder: Folder) -> None:
    """Refuse to mix two recipes; says what is different."""
    changed = [f"{name} {old!r}, now {new!r}" for name, old, new in _differences(before, now)]
    if changed:
        raise TrainingFault(
            f"{folder.path} was begun with another recipe: {'; '.join(changed[:3])}. Go on with the old one, "
            "choose another --folder, or begin anew with --fresh"
        )


def _differences(before: object, now: object, name: str = "") -> Iterator[tuple[str, object, object]]:
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in sorted({*before, *now}):
            yield from _differences(before.get(key), now.get(key), f"{name}.{key}" if name else str(key))
    elif before != now:
        yield name, before, now


def _finite(module: nn.Module) -> bool:
    floats = (tensor for tensor in module.state_dict().values() if tensor.is_floating_point())
    return all(bool(tensor.isfinite().all()) for tensor in floats)


def _seed(*parts: object) -> int:
    """A seed of its own for every stage and process."""
    digest = hashlib.sha256(":".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
