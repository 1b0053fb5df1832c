"""What a judge says of a clip."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean

Vector = tuple[float, ...]
"""Of unit length; the cosine of two is how like they are."""


@dataclass(frozen=True, slots=True)
class PersonScore:
    """Somebody in the picture against who they should be.

    What the words of a shot say is always judged; who somebody is, only where the story is known.
    """

    tag: int
    """0 for ``ID_A``: who should stand there."""
    tag_right: bool
    """Whether the handle on the head is theirs."""
    emotion_right: bool
    action_right: bool
    vector: Vector
    """Their look."""
    hues: Mapping[str, float] = field(default_factory=dict)
    """Errors of ``skin``, ``hair`` and ``shirt`` in turns, 0 to 0.5; empty without a story."""
    attributes: Mapping[str, bool] = field(default_factory=dict)
    """Whether ``style``, ``head`` and ``pattern`` are right; empty without a story."""
    identity: float | None = None
    """Cosine with the person as drawn; None without a story."""
    lag: int | None = None
    """Frames the mouth is late for the words; None for who says nothing."""
    lips: float | None = None
    """Correlation of mouth and words at that lag, -1 to 1."""


@dataclass(frozen=True, slots=True)
class VoiceScore:
    """Somebody who is heard against who they should be."""

    tag: int
    vector: Vector
    """Their voice."""
    pitch: float
    """F0, Hz."""
    f0: float | None = None
    """Error of the pitch in semitones, from 0; None without a story."""
    tract: float | None = None
    """Error of the length of the throat in semitones, from 0; None without a story."""
    likeness: float | None = None
    """Cosine with the voice as it is spoken in the world; None without a story."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A clip against its shot and its story."""

    people: tuple[PersonScore, ...]
    """In the order of the shot."""
    voices: tuple[VoiceScore, ...]
    """In the order in which they first speak."""
    scene_right: bool
    people_right: bool
    """Whether as many are in the picture as should be."""
    heard: tuple[int, ...]
    """Syllables that were understood."""
    wrong: int
    """Syllables to put in, take out or exchange (the numerator of the syllable error rate)."""
    said: int
    """Syllables that were to be said."""

    def figures(self) -> dict[str, float]:
        """Every figure of the clip by name, means over its people; what cannot be judged is left out."""
        people, voices = self.people, self.voices
        found = {
            **{name: _mean(one.hues.get(name) for one in people) for name in ("skin", "hair", "shirt")},
            **{
                name: _mean(one.attributes.get(name) for one in people)
                for name in ("style", "head", "pattern")
            },
            "hue": _mean(error for one in people for error in one.hues.values()),
            "attributes": _mean(right for one in people for right in one.attributes.values()),
            "identity": _mean(one.identity for one in people),
            "tag": _mean(one.tag_right for one in people),
            "emotion": _mean(one.emotion_right for one in people),
            "action": _mean(one.action_right for one in people),
            "lag": _mean(None if one.lag is None else abs(one.lag) for one in people),
            "lips": _mean(one.lips for one in people),
            "voice": _mean(one.likeness for one in voices),
            "f0": _mean(one.f0 for one in voices),
            "tract": _mean(one.tract for one in voices),
            "speech": max(0.0, 1.0 - self.wrong / self.said) if self.said else math.nan,
            "scene": float(self.scene_right),
            "people": float(self.people_right),
        }
        return {name: value for name, value in found.items() if not math.isnan(value)}


def _mean(values: Iterable[float | None]) -> float:
    known = [float(value) for value in values if value is not None]
    return fmean(known) if known else math.nan
