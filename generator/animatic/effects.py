"""Things that are heard once: a knock, a door, steps, named in the action or the sound of a shot."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from generator.animatic.noises import Dice, Wave, band, decay, dice_for, lay, times
from generator.interface import SAMPLE_RATE

MAX_EFFECTS = 3
"""One-shot sounds in a clip."""

_AIR = 0.1


@dataclass(frozen=True, slots=True)
class Effect:
    """A sound that happens once."""

    name: str
    start: float
    """Seconds from the start of the clip."""
    wave: Wave
    """float64 [samples], peak about 1."""


def effects(
    action: str, sound: str, seed: int, seconds: float, busy: Sequence[tuple[float, float]]
) -> list[Effect]:
    """The effects of a shot, in order of time.

    Args:
        action: what happens; where a word stands in it says when it is heard.
        sound: what is to be heard; its effects come early.
        seed: of the request.
        seconds: length of the clip.
        busy: spans in seconds in which somebody speaks; effects move to the nearest gap when there is one.
    """
    made: list[Effect] = []
    for name, place in _named(action, sound)[:MAX_EFFECTS]:
        wave = _EFFECTS[name](dice_for("effect", name, seed))
        length = wave.size / SAMPLE_RATE
        taken = [*busy, *((e.start, e.start + e.wave.size / SAMPLE_RATE) for e in made)]
        made.append(Effect(name, _spot(place * seconds, length, seconds, taken), wave))
    return sorted(made, key=lambda effect: effect.start)


def _named(action: str, sound: str) -> list[tuple[str, float]]:
    """Names of effects with their place in the clip, 0 to 1."""
    found: dict[str, float] = {}
    for text, first, share in ((sound, 0.1, 0.6), (action, 0.1, 0.75)):
        plain = re.sub(r"\b(?:no|without)\s+[\w-]+", lambda m: " " * len(m.group()), text.lower())
        for name, words in _WORDS.items():
            match = re.search(rf"\b(?:{words})\b", plain)
            if match:
                found.setdefault(name, first + share * match.start() / max(len(plain), 1))
    return list(found.items())


def _spot(wanted: float, length: float, seconds: float, busy: Sequence[tuple[float, float]]) -> float:
    """The start nearest to ``wanted`` at which ``length`` seconds are free, else the one inside the clip."""
    latest = max(0.0, seconds - length)
    tries = [wanted, 0.0, *(end + _AIR for _, end in busy), *(start - length - _AIR for start, _ in busy)]
    free = [
        at
        for at in tries
        if 0.0 <= at <= latest and all(at + length <= start or at >= end for start, end in busy)
    ]
    return min(free, key=lambda at: abs(at - wanted)) if free else min(max(wanted, 0.0), latest)


def _knock(dice: Dice) -> Wave:
    out = np.zeros(int(0.75 * SAMPLE_RATE))
    for index in range(3):
        body = np.sin(2 * np.pi * 170 * times(0.14)) + 0.6 * band(dice, int(0.14 * SAMPLE_RATE), 150, 1_200)
        lay(out, (0.9 - 0.1 * index) * decay(0.14, 0.025) * body, 0.2 * index)
    return out


def _door(dice: Dice) -> Wave:
    out = np.zeros(int(0.9 * SAMPLE_RATE))
    creak = np.sin(2 * np.pi * np.cumsum(dice.uniform(280, 460) + 60 * np.sin(9 * times(0.45))) / SAMPLE_RATE)
    lay(out, 0.15 * creak * np.sin(np.pi * times(0.45) / 0.45), 0.0)
    thud = np.sin(2 * np.pi * 75 * times(0.35)) + 0.7 * band(dice, int(0.35 * SAMPLE_RATE), 80, 900)
    lay(out, 0.7 * decay(0.35, 0.06) * thud, 0.5)
    return out


def _steps(dice: Dice) -> Wave:
    out = np.zeros(int(2.2 * SAMPLE_RATE))
    for index in range(4):
        heel = decay(0.12, 0.018) * band(dice, int(0.12 * SAMPLE_RATE), 90, 700)
        sole = decay(0.08, 0.02) * band(dice, int(0.08 * SAMPLE_RATE), 900, 3_500)
        lay(out, 0.5 * heel, 0.5 * index + dice.uniform(0, 0.03))
        lay(out, 0.15 * sole, 0.5 * index + 0.09)
    return out


def _thunder(dice: Dice) -> Wave:
    length = 2.6
    roll = band(dice, int(length * SAMPLE_RATE), 30, 180) * decay(length, 0.9, 0.08)
    crack = band(dice, int(0.5 * SAMPLE_RATE), 200, 2_500) * decay(0.5, 0.1, 0.005)
    out = 0.35 * roll
    lay(out, 0.15 * crack, 0.0)
    return np.asarray(out)


def _phone(_dice: Dice) -> Wave:
    out = np.zeros(int(1.5 * SAMPLE_RATE))
    time = times(0.4)
    hammer = np.sign(np.sin(2 * np.pi * 20 * time))
    trill = hammer * (np.sin(2 * np.pi * 1_320 * time) + np.sin(2 * np.pi * 1_660 * time))
    edge = np.minimum(1.0, np.minimum(time, 0.4 - time) / 0.01)
    lay(out, 0.25 * trill * edge, 0.0)
    lay(out, 0.25 * trill * edge, 0.6)
    return out


def _glass(dice: Dice) -> Wave:
    out = np.zeros(int(0.8 * SAMPLE_RATE))
    for _ in range(14):
        ring = np.sin(2 * np.pi * dice.uniform(2_500, 9_000) * times(0.35))
        lay(out, 0.25 * ring * decay(0.35, dice.uniform(0.02, 0.1), 0.0005), float(dice.exponential(0.08)))
    lay(out, 0.3 * decay(0.1, 0.02, 0.0005) * band(dice, int(0.1 * SAMPLE_RATE), 1_500, 10_000), 0.0)
    return out


def _bell(_dice: Dice) -> Wave:
    time = times(1.8)
    parts = ((1.0, 1.0), (2.0, 0.6), (2.76, 0.4), (5.4, 0.2))
    ring = sum(
        share * np.sin(2 * np.pi * 660 * part * time) * np.exp(-time * part / 0.7) for part, share in parts
    )
    return np.asarray(0.4 * ring * np.minimum(1.0, time / 0.002))


def _click(dice: Dice) -> Wave:
    out = np.zeros(int(0.15 * SAMPLE_RATE))
    for at in (0.0, 0.05):
        lay(out, 0.4 * decay(0.03, 0.004, 0.0005) * band(dice, int(0.03 * SAMPLE_RATE), 1_200, 6_000), at)
    return out


_WORDS = {
    "knock": r"knock\w*|raps|bangs on",
    "door": r"door (?:opens?|closes?|slams?|shuts?|creaks?)|(?:opens?|closes?|slams?|shuts?) the door"
    r"|slam\w*",
    "thunder": r"thunder\w*|lightning",
    "phone": r"(?:tele)?phone rings?|ringing phone|ringtone|phone (?:buzzes|starts)",
    "glass": r"glass (?:breaks?|shatters?|smashes)|shatters?|shattering|breaking glass|smash\w*",
    "bell": r"bell\w*|chimes?|tolls?",
    "steps": r"foot-?steps?|steps|walks?|walking|runs?|running|strides?|paces|enters?|climbs?",
    "click": r"clicks?|switch(?:es)?|flips?|latch|locks?|unlocks?",
}
_EFFECTS: dict[str, Callable[[Dice], Wave]] = {
    "knock": _knock, "door": _door, "steps": _steps, "thunder": _thunder, "phone": _phone, "glass": _glass,
    "bell": _bell, "click": _click,
}  # fmt: skip
