"""Footsteps: as many as the walk has, on the ground of the place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.animatic.acting.pose import Stance, Travel
from generator.animatic.acting.reading import act_of
from generator.animatic.sound.noises import Dice, Wave, burst, strung

_PACE = {Stance.WALK: 0.52, Stance.RUN: 0.31}
"""Seconds from step to step."""


@dataclass(frozen=True, slots=True)
class Walk:
    """When somebody is on foot, seconds."""

    start: float
    end: float
    pace: float


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a sole meets: the bands of heel and sole in Hz, and how long the sole is heard."""

    heel: tuple[float, float]
    sole: tuple[float, float]
    drag: float
    soft: float
    """Level of the sole against the heel."""


_GROUNDS = {
    "wood": _Ground((80, 500), (700, 2_500), 0.03, 0.3),
    "stone": _Ground((150, 1_200), (1_500, 5_000), 0.02, 0.4),
    "grass": _Ground((60, 300), (1_500, 5_500), 0.06, 0.7),
    "gravel": _Ground((100, 600), (1_800, 7_000), 0.06, 1.4),
    "sand": _Ground((60, 250), (900, 3_500), 0.08, 0.8),
    "snow": _Ground((60, 250), (600, 2_200), 0.09, 1.6),
    "metal": _Ground((200, 900), (2_000, 6_000), 0.05, 0.5),
    "water": _Ground((80, 400), (700, 5_000), 0.09, 1.8),
}
_UNDERFOOT = {
    "church": "stone", "prison": "stone", "corridor": "stone", "station": "stone", "hospital": "stone",
    "shop": "stone", "platform": "stone", "street": "stone", "stairs": "stone", "castle": "stone",
    "cave": "gravel", "forest": "grass", "garden": "grass", "field": "grass", "park": "grass",
    "mountain": "gravel", "lighthouse": "gravel", "school yard": "gravel", "rooftop": "gravel", "sea": "sand",
    "desert": "sand", "lamp room": "metal", "spaceship": "metal", "workshop": "stone",
}  # fmt: skip


def ground_of(kind: str, snow: bool, rain: bool) -> str:
    """What one walks on in a place of this kind, outdoors in this weather."""
    if snow:
        return "snow"
    under = _UNDERFOOT.get(kind, "wood")
    return "water" if rain and under == "stone" else under


def walk_of(action: str, seconds: float) -> Walk | None:
    """The walk in the words of an action, or None when nobody is on foot."""
    act = act_of(action)
    if act.stance not in _PACE:
        return None
    first, last = {Travel.ENTER: (0.0, 0.55), Travel.EXIT: (0.42, 1.0)}.get(act.travel, (0.0, 1.0))
    return Walk(first * seconds, last * seconds, _PACE[act.stance])


def steps(dice: Dice, walk: Walk, ground: str) -> Wave:
    """The steps of a walk; left and right differ a little, as they do."""
    under = _GROUNDS[ground]
    many = max(1, int((walk.end - walk.start) / walk.pace))
    hits = []
    for number in range(many):
        at = walk.pace * number + float(dice.uniform(0.0, 0.02))
        weight = float(dice.uniform(0.8, 1.0)) * (1.0 if number % 2 else 0.88)
        hits.append((at, weight * burst(dice, 0.12, *under.heel, 0.02)))
        sole = burst(dice, 0.16, *under.sole, under.drag, 0.01)
        hits.append((at + 0.06, np.float32(0.4 * weight * under.soft) * sole))
    return strung(hits)
