"""What the description of a place in the open air names, and where it stands."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic.palette import Color, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import big_things as big
from generator.animatic.places import buildings, nature
from generator.animatic.places import furniture as put
from generator.animatic.places import yard_things as yard
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.told import Told
from generator.animatic.places.wash import named

_Draw = Callable[[Pen, float, float, Color, Mood, random.Random], None]

_STOOD: dict[str, tuple[int, _Draw]] = {
    "tree": (0x5F7F4E, lambda pen, x, y, c, _m, r: nature.tree(pen, x, y, 3.2, c, r)),
    "bench": (0x8A6446, lambda pen, x, y, c, _m, _r: yard.bench(pen, x, y, c)),
    "fountain": (0xB7B1A6, lambda pen, x, y, c, _m, _r: yard.fountain(pen, x, y, c)),
    "well": (0xA7A196, lambda pen, x, y, c, _m, _r: yard.well(pen, x, y, c)),
    "car": (0x7A4A4A, lambda pen, x, y, c, m, _r: yard.car(pen, x, y, c, lit=m.hour is Hour.NIGHT)),
    "tent": (0xC08A4A, lambda pen, x, y, c, _m, _r: big.tent(pen, x, y, c)),
    "campfire": (0xD9813A, lambda pen, x, y, _c, _m, _r: yard.campfire(pen, x, y)),
    "fireplace": (0xD9813A, lambda pen, x, y, _c, _m, _r: yard.campfire(pen, x, y)),
    "rocks": (0x8B867C, lambda pen, x, y, c, _m, r: nature.boulder(pen, x, y, 1.0, c, r)),
    "sign": (0xA98258, lambda pen, x, y, c, _m, _r: yard.signpost(pen, x, y, c)),
    "boat": (0x4F7F62, lambda pen, x, y, c, _m, _r: nature.boat(pen, x, y + 0.1, 1.3, c)),
    "snowman": (0xF3F5F6, lambda pen, x, y, c, _m, _r: yard.snowman(pen, x, y, c)),
    "lamp post": (0x2D3136, lambda pen, x, y, _c, m, _r: buildings.street_lamp(pen, x, y, m)),
    "lamp": (0x2D3136, lambda pen, x, y, _c, m, _r: buildings.street_lamp(pen, x, y, m)),
    "statue": (0xCFCAC0, lambda pen, x, y, c, _m, _r: big.statue(pen, x, y, c)),
    "flowers": (0xC24F58, lambda pen, x, y, c, _m, r: nature.flowers(pen, x, y, c, r)),
    "bicycle": (0x3F6CA5, lambda pen, x, y, c, _m, _r: big.bicycle(pen, x, y, c)),
    "crates": (0x8A6446, lambda pen, x, y, c, _m, _r: big.crates(pen, x, y, c)),
    "barrels": (0x7A5A40, lambda pen, x, y, c, _m, _r: put.barrel(pen, x, y, 0.9, c)),
    "ladder": (0xA98258, lambda pen, x, y, c, _m, _r: big.ladder(pen, x, y, c)),
    "table": (0x8A6446, lambda pen, x, y, c, _m, _r: put.table(pen, x, y, 1.4, c)),
    "long table": (0x8A6446, lambda pen, _x, y, c, _m, _r: put.table(pen, 0.0, y - 0.2, 3.4, c)),
    "chair": (0x8A6446, lambda pen, x, y, c, _m, _r: put.chair(pen, x, y, 1 if x < 0 else -1, c)),
    "candles": (0xF2EAD8, lambda pen, x, y, c, _m, _r: big.candles(pen, x, y, c)),
    "piano": (0x3A302C, lambda pen, x, y, c, _m, _r: big.piano(pen, x, y, c)),
    "sofa": (0x6F7B5E, lambda pen, x, y, c, _m, _r: put.sofa(pen, x, y, 1.9, c)),
}  # fmt: skip
_SPOTS = (2.3, -2.4, 3.5, -3.5)
_OWNED: dict[str, frozenset[str]] = {
    "platform": frozenset({"bench", "lamp", "lamp post", "clock"}),
    "street": frozenset({"lamp", "lamp post"}),
    "harbour": frozenset({"boat", "crates", "barrels", "lamp", "lamp post"}),
    "sea": frozenset({"boat"}),
    "boat": frozenset({"boat", "barrels"}),
    "lighthouse": frozenset({"lamp", "rocks"}),
    "forest": frozenset({"tree"}),
    "garden": frozenset({"tree"}),
    "field": frozenset({"tree"}),
    "mountain": frozenset({"rocks", "tree"}),
    "moon": frozenset({"rocks"}),
    "alien planet": frozenset({"rocks"}),
    "desert": frozenset({"rocks"}),
    "market": frozenset({"table", "crates"}),
    "graveyard": frozenset({"rocks", "tree", "statue"}),
    "ruins": frozenset({"rocks"}),
}
"""What a kind of place has anyway; with a colour of its own it is drawn all the same."""


def stand(pen: Pen, mood: Mood, told: Told, kind: str, roll: random.Random) -> None:
    """Draw what is named beside and behind the people."""
    owned = next(
        (known for start, known in _OWNED.items() if kind.endswith(start) or start in kind), frozenset()
    )
    things = [(n, c) for n, c in told.colors.items() if n in _STOOD and (n not in owned or c is not None)]
    if told.has("fence"):
        color = told.colors["fence"]
        yard.fence(pen if color is None else named(pen), -0.38, rgb(0xDAD5C8) if color is None else color)
    for (name, color), x in zip(things, _SPOTS, strict=False):
        usual, draw = _STOOD[name]
        if color is None:
            draw(pen, x, -0.12, rgb(usual), mood, roll)
        else:
            draw(named(pen), x, -0.12, color, mood, roll)
