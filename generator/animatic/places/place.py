"""Which place a heading names, and the layers it is drawn with."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from generator.animatic.places import exteriors, interiors
from generator.animatic.places.interiors import Layer
from generator.animatic.places.mood import Mood
from generator.animatic.places.railway import has_train
from generator.animatic.places.told import told_by
from generator.animatic.places.wash import washed
from generator.animatic.places.words import kind_of
from generator.animatic.wording import dice, says
from generator.interface import Place

__all__ = ["Backdrop", "backdrop_of", "kind_of"]


@dataclass(frozen=True)
class Backdrop:
    """A place as layers; each is (how much it moves with the camera, how to draw it)."""

    kind: str
    behind: tuple[Layer, ...]
    """From the farthest to the nearest; the first covers the whole picture."""
    front: Layer | None
    """Before the people, for wide shots."""


def backdrop_of(place: Place, mood: Mood, action: str = "") -> Backdrop:
    """The layers of a place; the same heading always gives the same place.

    ``action`` only says whether a train stands at a platform.
    """
    kind = kind_of(place)
    key = place_key(place)

    def own(part: str) -> random.Random:
        return dice("place", key, kind, part)

    if place.interior and kind in interiors.KINDS:
        layers = interiors.interior_layers(
            kind, mood, place.name or place.heading, told_by(place.description), own
        )
        return _washed(kind, layers, interiors.front_layer(kind, own), mood)
    drawn = _platform(place, action) if kind == "platform" else kind
    open_air = exteriors.exterior_layers(drawn, mood, told_by(place.description), own)
    return _washed(kind, open_air, exteriors.front_layer(drawn, mood, own), mood)


def _washed(kind: str, layers: Sequence[Layer], front: Layer | None, mood: Mood) -> Backdrop:
    """The layers in the colours of the film."""
    painted = tuple((depth, washed(draw, mood.scheme)) for depth, draw in layers)
    return Backdrop(kind, painted, front and (front[0], washed(front[1], mood.scheme)))


def _platform(place: Place, action: str) -> str:
    """Which of the drawings of a platform: in the country or in town, with or without a train."""
    text = f"{place.name} {place.heading} {place.description}"
    rural = says(text, "country", "rural", "village", "halt", "field", "branch line", "hill", "乡")
    train = has_train(action, place.description)
    return f"{'country ' if rural else ''}platform{' with a train' if train else ''}"


def place_key(place: Place) -> str:
    """What identifies a place: its name, else its heading without the time of day."""
    name = place.name.strip() or place.heading.rsplit(" - ", maxsplit=1)[0]
    return " ".join(name.upper().split())
