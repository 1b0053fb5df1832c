"""Trials: some tales filmed in some ways by some camera, on all cores, and how they are kept."""

from __future__ import annotations

import json
import math
import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.toon_filming import Reel, Way
from benchmarks.toon_making import Brings, Figures, Judge, Maker
from benchmarks.toon_scoring import Told, judged, told
from benchmarks.toon_tales import Tale, returning, tale

KEPT = Path(__file__).parent / "results" / "toon.json"
_DIGITS = 5


class Tales(StrEnum):
    """Which stories."""

    PLAIN = "plain"
    PAIRS = "pairs"
    """Two people in every shot, and one of them speaks."""
    RETURNS = "returns"
    """Somebody returns after fifteen shots, in the only shot that is generated."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How much is filmed."""

    stories: int
    shots: int
    """Generated shots a story."""
    frames: int
    """Frames a shot, 8k + 1."""
    seeds: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What is filmed, in which ways, how often."""

    name: str
    camera: Brings
    ways: tuple[Way, ...]
    tales: Tales
    scope: Scope

    def tale(self, number: int) -> Tale:
        """One of its stories."""
        if self.tales is Tales.RETURNS:
            return returning(number, self.scope.frames)
        return tale(number, self.scope.shots, self.scope.frames, pairs=self.tales is Tales.PAIRS)


@dataclass(frozen=True, slots=True)
class Record:
    """What came of a trial: the part of results/toon.json that has its name."""

    camera: str
    stories: int
    seeds: int
    shots: int
    frames: int
    ways: Mapping[str, Told]

    def facts(self) -> dict[str, Any]:
        """For JSON."""
        ways = {name: _plain(way) for name, way in self.ways.items()}
        return {
            "camera": self.camera,
            "stories": self.stories,
            "seeds": self.seeds,
            "shots": self.shots,
            "frames": self.frames,
            "ways": ways,
        }

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Record:
        """From JSON."""
        ways = {name: _told(way) for name, way in facts["ways"].items()}
        return cls(**{**facts, "ways": ways})


def run(trial: Trial, jobs: int = 1, tell: Callable[[str], None] = lambda _: None) -> Record:
    """Film and judge.

    Args:
        trial: what.
        jobs: processes, each with a camera of its own and one thread; 1 works in this process.
        tell: hears which story is done.
    """
    numbers = range(trial.scope.stories)
    stories: list[Mapping[str, list[list[Figures]]]] = []
    if jobs == 1:
        for number in numbers:
            stories.append(_story(trial, number))
            tell(f"{trial.name}: {number + 1} of {trial.scope.stories} stories")
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, context, initializer=_alone) as pool:
            for number, story in enumerate(pool.map(partial(_story, trial), numbers), 1):
                stories.append(story)
                tell(f"{trial.name}: {number} of {trial.scope.stories} stories")
    ways = {way.name: told([story[way.name] for story in stories]) for way in trial.ways}
    shots = next(iter(ways.values())).shots
    scope = trial.scope
    return Record(_maker(trial.camera).identity, scope.stories, scope.seeds, shots, scope.frames, ways)


def merged(parts: Mapping[str, Record]) -> Record:
    """Trials of several cameras as one, each with a single way, which is called as the key says."""
    ways = {name: next(iter(part.ways.values())) for name, part in parts.items()}
    cameras = " / ".join(dict.fromkeys(part.camera for part in parts.values()))
    return replace(next(iter(parts.values())), camera=cameras, ways=ways)


def keep(name: str, facts: Mapping[str, Any], path: Path = KEPT) -> None:
    """Write what came of a trial into the results, in place of what came of it before."""
    results = everything(path)
    trials = {**results.get("trials", {}), name: facts}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**results, "trials": trials}, indent=2) + "\n")


def kept(path: Path = KEPT) -> Mapping[str, Any]:
    """What came of all trials so far, by name; what is no film as it was written."""
    trials: Mapping[str, Any] = everything(path).get("trials", {})
    return {name: Record.of(facts) if "ways" in facts else facts for name, facts in trials.items()}


def everything(path: Path = KEPT) -> dict[str, Any]:
    """The whole file of results; empty where there is none."""
    found: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {"benchmark": "toon"}
    return found


def _story(trial: Trial, number: int) -> Mapping[str, list[list[Figures]]]:
    """A story in every way: seeds × shots. Drawings are shared by all of them."""
    judge, reel = _judge(trial.camera), Reel(trial.tale(number), _maker(trial.camera))
    return {
        way.name: [judged(reel, way, judge, seed) for seed in range(trial.scope.seeds)] for way in trial.ways
    }


@cache
def _maker(camera: Brings) -> Maker:
    return camera.maker()


@cache
def _judge(camera: Brings) -> Judge:
    return camera.judge()


def _alone() -> None:
    import torch

    torch.set_num_threads(1)


def _plain(way: Told) -> dict[str, Any]:
    return {
        "values": {name: [_number(v) for v in values] for name, values in way.values.items()},
        "slopes": {name: [_number(v) for v in values] for name, values in way.slopes.items()},
        "spread": {name: _number(v) for name, v in way.spread.items()},
        "shots": way.shots,
    }


def _told(facts: Mapping[str, Any]) -> Told:
    return Told(
        values={name: _numbers(values) for name, values in facts["values"].items()},
        slopes={name: _numbers(values) for name, values in facts["slopes"].items()},
        spread={name: _numbers([v])[0] for name, v in facts["spread"].items()},
        shots=facts["shots"],
    )


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, _DIGITS)


def _numbers(values: Sequence[float | None]) -> tuple[float, ...]:
    return tuple(float("nan") if value is None else value for value in values)
