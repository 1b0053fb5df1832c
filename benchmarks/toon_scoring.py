"""What is measured of a shot, and what a set of films says together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import stdev

import numpy as np

from benchmarks.toon_filming import Reel, Shown, Way, film
from benchmarks.toon_making import Figures, Film, Judge
from benchmarks.toon_numbers import average, slope
from benchmarks.toon_tales import with_looks_swapped, with_voices_swapped
from generator.toon.world import MOST_PEOPLE, Story, ToonShot

NOTHING = float("nan")


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of a shot."""

    name: str
    words: str
    unit: str
    more: bool
    """Whether more is better."""


METRICS = (
    Metric("hue", "hue error of skin, hair and shirt", "turns", more=False),
    Metric("attributes", "hair style, head and pattern right", "", more=True),
    Metric("identity", "cosine of the person with their own drawings", "", more=True),
    Metric("voice", "cosine of the voice with its own renders", "", more=True),
    Metric("f0", "F0 error", "semitones", more=False),
    Metric("speech", "syllables right", "", more=True),
    Metric("action", "action right", "", more=True),
    Metric("scene", "place right", "", more=True),
    Metric("emotion", "emotion right", "", more=True),
    Metric("lag", "lips before or after the voice", "frames", more=False),
    Metric("mixed faces", "two-person shots whose looks fit better the other way round", "", more=False),
    Metric("mixed voices", "two-person shots whose voice is nearer the other person's", "", more=False),
    Metric("psnr", "PSNR against the drawing", "dB", more=True),
    Metric("seconds", "time to make it", "s", more=False),
)
"""Everything that may be measured; a judge gives those from hue to lag."""
NAMED = {metric.name: metric for metric in METRICS}


@dataclass(frozen=True, slots=True)
class Told:
    """What the films of one way say, story by story."""

    values: Mapping[str, tuple[float, ...]]
    """Metric to the mean over the shots and the seeds of each story."""
    slopes: Mapping[str, tuple[float, ...]]
    """Metric to its growth per shot in each story, mean over the seeds."""
    spread: Mapping[str, float]
    """Metric to the standard deviation of the means of the seeds; NaN of one seed."""
    shots: int
    """Shots a film that were judged."""


def judged(reel: Reel, way: Way, judge: Judge, seed: int = 0) -> list[Figures]:
    """The figures of every shot of a tale, filmed in this way."""
    tale = reel.tale
    return [figures(judge, shown, tale.shots[shown.position], tale.story) for shown in film(reel, way, seed)]


def figures(judge: Judge, shown: Shown, shot: ToonShot, story: Story) -> Figures:
    """The figures of one shot."""
    own = judge.figures(shown.made, shot, story)
    return {
        **own,
        **_mixed(judge, own, shown, shot, story),
        "psnr": psnr(shown.made.frames, shown.truth.frames),
        "seconds": shown.seconds,
    }


def _mixed(judge: Judge, own: Figures, shown: Shown, shot: ToonShot, story: Story) -> Figures:
    """Whether the two people of a shot would fit the film better with each other's looks, or voices.

    With each other's, for a judge knows only how like somebody is to whom they should be.
    """
    if len(shot.people) != MOST_PEOPLE:
        return {}
    faces = judge.figures(shown.made, shot, with_looks_swapped(story, shot))
    found = {"mixed faces": _worse(faces.get("hue", NOTHING), own.get("hue", NOTHING))}
    if shot.lines:
        voices = judge.figures(shown.made, shot, with_voices_swapped(story, shot))
        found["mixed voices"] = _worse(own.get("voice", NOTHING), voices.get("voice", NOTHING))
    return found


def _worse(one: float, other: float) -> float:
    return NOTHING if math.isnan(one) or math.isnan(other) else float(one < other)


def psnr(film: Film, truth: Film) -> float:
    """Peak signal to noise of uint8 films of one shape, dB; at most 100."""
    apart = float(np.mean((film.astype(np.float32) - truth.astype(np.float32)) ** 2))
    return 100.0 if apart == 0 else min(100.0, 10 * math.log10(255.0**2 / apart))


def told(stories: Sequence[Sequence[Sequence[Figures]]]) -> Told:
    """Films of some stories with some seeds each, shot by shot, as figures by story.

    Args:
        stories: stories × seeds × shots.
    """
    values, slopes, spread = {}, {}, {}
    for name in _names(shot for story in stories for shots in story for shot in shots):
        series = [[[shot.get(name, NOTHING) for shot in shots] for shots in story] for story in stories]
        means = [[average(shots) for shots in story] for story in series]
        values[name] = tuple(average(story) for story in means)
        slopes[name] = tuple(average([slope(shots) for shots in story]) for story in series)
        spread[name] = _spread([average(seed) for seed in zip(*means, strict=True)])
    return Told(values, slopes, spread, len(stories[0][0]))


def _names(shots: Iterable[Figures]) -> list[str]:
    there = {name for shot in shots for name, value in shot.items() if not math.isnan(value)}
    return [metric.name for metric in METRICS if metric.name in there]


def _spread(means: Sequence[float]) -> float:
    there = [mean for mean in means if not math.isnan(mean)]
    return stdev(there) if len(there) > 1 else NOTHING
