"""What the toon camera must reach: each gate a figure with its interval, met, missed or not measured yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from benchmarks.toon_numbers import Interval, Numbers, bootstrap, gain, mean, ratio

Kept = Mapping[str, Any]
"""Trials of one profile: :class:`benchmarks.toon_trials.Record` by name, and the film's facts."""


class State(StrEnum):
    """How a gate stands."""

    MET = "met"
    MISSED = "missed"
    OPEN = "not measured"


class By(StrEnum):
    """What of a figure must be on the right side of the goal."""

    VALUE = "value"
    ALL = "all of the interval"
    """For an effect that must be there; the goal itself is not enough."""
    ANY = "any of the interval"
    """For an effect that must not be there: chance alone is no miss."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Something promised, and how it is measured."""

    words: str
    figure: Callable[[Kept], Interval]
    """Raises KeyError or ValueError where it was not measured."""
    goal: float
    at_least: bool = False
    unit: str = ""
    by: By = By.VALUE


@dataclass(frozen=True, slots=True)
class Found:
    """A gate with its figure."""

    gate: Gate
    figure: Interval | None

    @property
    def state(self) -> State:
        """Whether it is met."""
        if self.figure is None:
            return State.OPEN
        return State.MET if self._holds(*self.figure) else State.MISSED

    def _holds(self, value: float, low: float, high: float) -> bool:
        gate = self.gate
        worst, best = (low, high) if gate.at_least else (high, low)
        read = {By.VALUE: value, By.ALL: worst, By.ANY: best}[gate.by]
        if gate.by is By.ALL and read == gate.goal:
            return False
        return read >= gate.goal if gate.at_least else read <= gate.goal


def found(kept: Kept, gates: Sequence[Gate]) -> list[Found]:
    """Every gate with what the trials say of it."""
    return [Found(gate, _figure(gate, kept)) for gate in gates]


def gates(profile: str) -> list[Gate]:
    """The gates of a profile, in the order in which they are told."""
    sharp = 28.0 if profile == "toon-256" else 26.0
    saved = _two(gain, "memory", "hue", "none", "wrong")
    mixed = _two(gain, "slot-mask", "mixed voices", "without", "with")
    returned = _two(gain, "return", "hue", "native", "agent")
    most, pitch = _two(ratio, "memory", "hue", "oracle", "none"), _mean("memory", "oracle", "f0")
    return [
        Gate(
            "drawings through the autoencoder: PSNR", _mean("ceiling", "recoded", "psnr"), sharp, True, "dB"
        ),
        Gate("drawings through it: attributes right", _mean("ceiling", "recoded", "attributes"), 0.95, True),
        Gate("syllables right", _mean("memory", "oracle", "speech"), 0.9, True),
        Gate("hue error, right memory ÷ none", most, 1 / 3),
        Gate("stretch: hue error, right memory", _mean("memory", "oracle", "hue"), 0.06, unit="turns"),
        Gate("hue error saved by another story's memory: none", saved, 0.0, unit="turns", by=By.ANY),
        Gate("F0 error, right memory", pitch, 2.0, unit="semitones"),
        Gate("stretch: F0 error, right memory", pitch, 1.5, unit="semitones"),
        Gate("eight steps ÷ many-step teacher, worst score", _eight_steps, 0.9, True),
        Gate("drift of identity, degraded memory in training ÷ without", _drift, 0.5),
        Gate("two people: voices mixed up more often without the slot mask", mixed, 0.0, True, by=By.ALL),
        Gate("return after 15 shots: hue error of native − agent", returned, 0.0, True, "turns", By.ALL),
        Gate("a 30-shot film by the director: seconds in the camera a second of film", _film, 1.0),
    ]


SCORES = ("identity", "voice", "speech", "action")
"""What eight steps are compared with the teacher by; each is better when it is more."""
DRIFTING = "recent"
"""The bank of Recent-4 alone: whatever it holds was made by the camera, so it can drift."""


def _figure(gate: Gate, kept: Kept) -> Interval | None:
    try:
        return gate.figure(kept)
    except (KeyError, ValueError):
        return None


def _mean(trial: str, way: str, metric: str) -> Callable[[Kept], Interval]:
    return lambda kept: bootstrap(mean, kept[trial].ways[way].values[metric])


def _two(
    figure: Callable[[Numbers, Numbers], Numbers], trial: str, metric: str, one: str, other: str
) -> Callable[[Kept], Interval]:
    def measured(kept: Kept) -> Interval:
        ways = kept[trial].ways
        return bootstrap(figure, ways[one].values[metric], ways[other].values[metric])

    return measured


def _eight_steps(kept: Kept) -> Interval:
    student, teacher = kept["memory"].ways["oracle"].values, kept["teacher"].ways["oracle"].values
    return min(bootstrap(ratio, student[score], teacher[score]) for score in SCORES)


def _drift(kept: Kept) -> Interval:
    trials = ("drift", "drift without degraded memory")
    columns = [kept[trial].ways[DRIFTING].slopes["identity"] for trial in trials]
    if bootstrap(mean, columns[1]).value >= 0:
        raise ValueError("nothing is lost without degraded memory, so there is nothing to halve")
    return bootstrap(ratio, *columns)


def _film(kept: Kept) -> Interval:
    film = kept["film"]
    return bootstrap(ratio, film["work"], film["length"])
