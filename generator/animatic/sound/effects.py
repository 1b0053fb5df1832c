"""Things that are heard once: a knock, a door, steps, named in the action or the sound of a shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.animatic.places.mood import mood_of
from generator.animatic.places.place import kind_of
from generator.animatic.sound.calls import CALLS
from generator.animatic.sound.effect_words import IN_ACTION, IN_SOUND
from generator.animatic.sound.motions import MOTIONS
from generator.animatic.sound.noises import RATE, Dice, Wave, dice_for, played
from generator.animatic.sound.steps import Walk, ground_of, steps, walk_of
from generator.animatic.sound.struck import STRUCK
from generator.animatic.wording import plain
from generator.interface import SAMPLE_RATE, Place, ShotRequest

MAX_EFFECTS = 4
"""One-shot sounds in a clip."""

_AIR = 0.1
_MADE = STRUCK | CALLS | MOTIONS
_ROOMS = {
    "church": (0.35, 1.6), "cave": (0.35, 1.4), "castle": (0.3, 1.2), "prison": (0.25, 1.0),
    "stairs": (0.3, 1.0), "corridor": (0.2, 0.8), "station": (0.25, 1.2), "theatre": (0.2, 1.0),
    "workshop": (0.15, 0.6),
}  # fmt: skip
"""How loud a room answers, and how many seconds it takes to fall by 60 dB."""
_SMALL_ROOM, _OUTDOORS = (0.1, 0.35), (0.04, 0.5)


@dataclass(frozen=True, slots=True)
class Effect:
    """A sound that happens once."""

    name: str
    start: float
    """Seconds from the start of the clip."""
    wave: Wave
    """float32 [samples], mono, 48 kHz, peak 1."""

    @property
    def end(self) -> float:
        """Seconds from the start of the clip."""
        return self.start + self.wave.size / SAMPLE_RATE


def effects(request: ShotRequest, busy: Sequence[tuple[float, float]]) -> tuple[Effect, ...]:
    """The effects of a shot, in order of time.

    Where a word stands in the action says when it is heard; what only the sound of the shot names comes
    early. Steps last as long as the walk.

    Args:
        request: the shot.
        busy: spans in seconds in which somebody speaks; effects move to the nearest gap when there is one.
    """
    seconds = request.frames / request.fps
    made: list[Effect] = []
    for name, share in _named(request)[:MAX_EFFECTS]:
        dice = dice_for("effect", name, request.place.name)
        if name == "steps":
            made.append(_steps(dice, _walk(request, seconds), request.place))
            continue
        wave = _finished(_MADE[name](dice), request.place)
        taken = [*busy, *((effect.start, effect.end) for effect in made if effect.name != "steps")]
        made.append(Effect(name, _spot(share * seconds, wave.size / SAMPLE_RATE, seconds, taken), wave))
    return tuple(sorted(made, key=lambda effect: effect.start))


def _named(request: ShotRequest) -> list[tuple[str, float]]:
    """Names of effects with their place in the clip, 0 to 1."""
    found: dict[str, float] = {}
    done = [
        (text, IN_ACTION, 0.7) for text in (request.action, *(figure.action for figure in request.figures))
    ]
    for text, lexicon, share in ((request.sound, IN_SOUND, 0.4), *done):
        told = plain(text)
        for hit in lexicon.find(told):
            found.setdefault(hit.meaning, 0.06 + share * hit.start / max(len(told), 1))
    return list(found.items())


def _walk(request: ShotRequest, seconds: float) -> Walk:
    """The walk that is seen, else one that is only heard."""
    texts = (*(figure.action for figure in request.figures), request.action)
    seen = (walk for text in texts if (walk := walk_of(text, seconds)))
    return next(seen, Walk(0.1 * seconds, 0.9 * seconds, 0.52))


def _steps(dice: Dice, walk: Walk, place: Place) -> Effect:
    mood = mood_of(place, "")
    outside = not place.interior
    ground = ground_of(kind_of(place), outside and mood.snow, outside and mood.rain)
    return Effect("steps", walk.start, _finished(steps(dice, walk, ground), place))


def _finished(wave: Wave, place: Place) -> Wave:
    """As it sounds in its place, at 48 kHz, peak 1, with its last moment faded."""
    level, fall = _ROOMS.get(kind_of(place), _SMALL_ROOM if place.interior else _OUTDOORS)
    tail = dice_for("answer").standard_normal(int(fall * RATE), dtype=np.float32)
    tail *= np.exp(-6.9 * np.arange(tail.size, dtype=np.float32) / tail.size)
    tail *= np.float32(level / np.sqrt(np.sum(tail**2)))
    tail[0] = 1.0
    from scipy.signal import oaconvolve

    out = played(np.asarray(oaconvolve(wave, tail), np.float32))
    edge = min(SAMPLE_RATE // 50, out.size)
    out[-edge:] *= np.linspace(1.0, 0.0, edge, dtype=np.float32)
    return np.asarray(out / max(float(np.abs(out).max()), 1e-9), dtype=np.float32)


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
