"""Places in the open air, layer by layer from the sky to the ground under the feet."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic import coast, country, railway, town
from generator.animatic import nature as put
from generator.animatic.ground import HORIZON
from generator.animatic.mood import Mood
from generator.animatic.palette import darker, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.sky import sky

Layer = tuple[float, Callable[[Pen], None]]
Dice = Callable[[str], random.Random]


def exterior_layers(kind: str, mood: Mood, dice: Dice) -> list[Layer]:
    """Layers of an outdoor place from back to front; ``dice(part)`` gives the place's own random source."""
    far, mid, ground = _PLACES.get(kind, _PLACES["field"])
    return [
        (0.1, lambda pen: sky(pen, mood, dice("sky"), HORIZON)),
        (0.3, lambda pen: far(pen, mood, dice("far"))),
        (railway.LINE_DEPTH, lambda pen: mid(pen, mood, dice("mid"))),
        (0.88, lambda pen: ground(pen, mood, dice("ground"))),
    ]


def front_layer(kind: str, mood: Mood, dice: Dice) -> Layer | None:
    """Leaves or a post close to the camera at the edge of a wide picture, or None."""
    if kind in ("sea", "rooftop", "boat") or "platform" in kind:
        return None

    def draw(pen: Pen) -> None:
        roll = dice("front")
        side = roll.choice((-1, 1))
        color = darker(mix(put.LEAF, rgb(0x2F4A44), roll.random()), 0.45)
        if kind in ("street", "harbour", "station", "school yard"):
            put.street_lamp(pen, side * 3.5, 1.0, mood)
        else:
            for i in range(16):
                put.bush(
                    pen, side * (3.1 + i * 0.45), 1.5 - 0.05 * min(i, 7), 1.0 + 0.12 * min(i, 7), color, roll
                )

    return (1.3, draw)


_PLACES: dict[str, tuple[Callable[[Pen, Mood, random.Random], None], ...]] = {
    "field": (country.hills, country.field_mid, country.field_ground),
    "forest": (country.forest_far, country.forest_mid, country.forest_ground),
    "sea": (coast.sea_far, coast.sea_mid, coast.beach_ground),
    "lighthouse": (coast.sea_far, coast.cliff_mid, country.cliff_ground),
    "harbour": (coast.harbour_far, coast.harbour_mid, coast.harbour_ground),
    "mountain": (country.mountain_far, country.mountain_mid, country.mountain_ground),
    "street": (town.city_far, town.street_mid, town.street_ground),
    "platform": (town.city_far, railway.line_mid, railway.platform_ground),
    "platform with a train": (town.city_far, railway.train_mid, railway.platform_ground),
    "country platform": (country.hills, railway.line_mid, railway.platform_ground),
    "country platform with a train": (country.hills, railway.train_mid, railway.platform_ground),
    "rooftop": (town.city_far, town.roof_mid, town.roof_ground),
    "boat": (coast.sea_far, coast.sea_mid, coast.deck_ground),
    "school yard": (town.city_far, town.yard_mid, town.street_ground),
    "garden": (country.hills, country.garden_mid, country.field_ground),
    "desert": (country.dunes, country.dunes, country.desert_ground),
}
"""For each kind of place: what is far, what is behind the people, and the ground."""
