"""Places in the open air, layer by layer from the sky to the ground under the feet."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic.palette import darker, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import buildings, coast, country, outdoors, railway, town
from generator.animatic.places import built_places as built
from generator.animatic.places import far_places as far_off
from generator.animatic.places import nature as put
from generator.animatic.places import old_places as old
from generator.animatic.places import soft_places as soft
from generator.animatic.places.ground import HORIZON
from generator.animatic.places.lights import LAMP, SHADE
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.sky import sky
from generator.animatic.places.told import Told

Layer = tuple[float, Callable[[Pen], None]]
Dice = Callable[[str], random.Random]
Draw = Callable[[Pen, Mood, random.Random], None]


def exterior_layers(kind: str, mood: Mood, told: Told, dice: Dice) -> list[Layer]:
    """Layers of an outdoor place from back to front; ``dice(part)`` gives the place's own random source."""
    far, mid, ground = PLACES.get(kind, PLACES["field"])
    heaven = _HEAVENS.get(kind, _sky)

    def distance(pen: Pen) -> None:
        far(pen, mood, dice("far"))
        if kind not in _HEAVENS:
            pen.fade(-18, HORIZON - 1.3, 36, 1.6, mood.sky[1], mood.sky[1], 0.0, 0.3)

    def near(pen: Pen) -> None:
        ground(pen, mood, dice("ground"))
        if mood.rain and kind not in _HEAVENS and kind not in ("sea", "desert"):
            _wet(pen, mood, dice("wet"))
        _towards_us(pen, mood)
        outdoors.stand(pen, mood, told, kind, dice("told"))

    return [
        (0.1, lambda pen: heaven(pen, mood, dice("sky"))),
        (0.3, distance),
        (railway.LINE_DEPTH, lambda pen: mid(pen, mood, dice("mid"))),
        (0.88, near),
    ]


def _sky(pen: Pen, mood: Mood, roll: random.Random) -> None:
    sky(pen, mood, roll, HORIZON)


def _wet(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """The sky and the lamps in a wet ground, and puddles."""
    sheen = lighter(mood.sky[1], 0.35 if mood.hour is Hour.NIGHT else 0.15)
    pen.fade(-18, -0.42, 36, 0.4, sheen, sheen, 0.0, 0.26)
    pen.fade(-18, -0.02, 36, 2.0, sheen, sheen, 0.26, 0.0)
    for _ in range(9):
        x, y = roll.uniform(-5, 5), roll.uniform(-0.2, 1.3)
        half, flat = roll.uniform(0.3, 0.8), 0.035 + 0.035 * (y + 0.3)
        pen.oval(x, y, half, flat, darker(sheen, 0.3), 0.45)
        pen.oval(x + 0.04, y + 0.008, half * 0.92, flat * 0.82, sheen, 0.6)
    if mood.hour is not Hour.DAY:
        for _ in range(6):
            x = roll.uniform(-4, 4)
            pen.glow(x, 0.2, roll.uniform(0.5, 1.0), LAMP, 0.25, squash=roll.uniform(0.6, 1.1))


def _towards_us(pen: Pen, mood: Mood) -> None:
    """The ground falls into shade towards the camera: the eye stays with the people."""
    deep = 0.6 if mood.hour is Hour.NIGHT else 0.22
    start = -0.45 if mood.hour is Hour.NIGHT else 0.15
    pen.fade(-18, start, 36, 2.0, SHADE, SHADE, 0.0, deep)
    pen.rect(-18, start + 2.0, 36, 6, SHADE, deep)


def front_layer(kind: str, mood: Mood, dice: Dice) -> Layer | None:
    """Leaves or a post close to the camera at the edge of a wide picture, or None."""
    if kind in _OPEN or kind in _HEAVENS or "platform" in kind:
        return None

    def draw(pen: Pen) -> None:
        roll = dice("front")
        side = roll.choice((-1, 1))
        color = darker(mix(put.leaf(mood, roll), rgb(0x2F4A44), roll.random()), 0.45)
        if kind in ("street", "harbour", "school yard"):
            buildings.street_lamp(pen, side * 3.5, 1.0, mood)
        else:
            for i in range(16):
                near = min(i, 7)
                put.bush(pen, side * (3.3 + i * 0.45), 1.55 - 0.05 * near, 1.0 + 0.12 * near, color, roll)

    return (1.3, draw)


_OPEN = ("sea", "rooftop", "boat", "desert", "snowfield", "stadium", "bridge", "market", "lighthouse")
_HEAVENS: dict[str, Draw] = {
    "moon": far_off.black_sky,
    "alien planet": far_off.alien_sky,
    "space": far_off.space_sky,
    "underwater": soft.deep_water,
    "void": soft.soft_light,
}
"""What is over the places without our sky."""
PLACES: dict[str, tuple[Draw, Draw, Draw]] = {
    "field": (country.hills, country.field_mid, country.field_ground),
    "forest": (country.forest_far, country.forest_mid, country.forest_ground),
    "sea": (coast.sea_far, coast.sea_mid, coast.beach_ground),
    "lighthouse": (coast.sea_far, coast.cliff_mid, country.cliff_ground),
    "harbour": (coast.harbour_far, coast.harbour_mid, coast.harbour_ground),
    "mountain": (country.mountain_far, country.mountain_mid, country.mountain_ground),
    "street": (town.city_far, town.street_mid, town.street_ground),
    "market": (town.city_far, built.market_mid, built.market_ground),
    "bridge": (town.city_far, built.bridge_mid, built.bridge_ground),
    "stadium": (built.stadium_far, built.stadium_mid, built.stadium_ground),
    "platform": (town.city_far, railway.line_mid, railway.platform_ground),
    "platform with a train": (town.city_far, railway.train_mid, railway.platform_ground),
    "country platform": (country.hills, railway.line_mid, railway.platform_ground),
    "country platform with a train": (country.hills, railway.train_mid, railway.platform_ground),
    "rooftop": (town.city_far, town.roof_mid, town.roof_ground),
    "boat": (coast.sea_far, coast.sea_mid, coast.deck_ground),
    "school yard": (town.city_far, town.yard_mid, town.street_ground),
    "garden": (country.hills, country.garden_mid, country.garden_ground),
    "desert": (country.dunes, country.desert_mid, country.desert_ground),
    "ruins": (built.wall_far, old.ruins_mid, old.ruins_ground),
    "graveyard": (country.hills, old.graveyard_mid, old.graveyard_ground),
    "swamp": (old.swamp_far, old.swamp_mid, old.swamp_ground),
    "snowfield": (country.mountain_far, old.snow_mid, old.snow_ground),
    "moon": (far_off.moon_far, far_off.moon_mid, far_off.moon_ground),
    "alien planet": (far_off.alien_far, far_off.alien_mid, far_off.alien_ground),
    "space": (far_off.space_far, far_off.space_mid, far_off.space_ground),
    "underwater": (soft.deep_far, soft.deep_mid, soft.deep_ground),
    "void": (soft.soft_far, soft.soft_mid, soft.soft_ground),
}
"""For each kind of place: what is far, what is behind the people, and the ground."""
