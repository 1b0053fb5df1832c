"""What a description names and the room does not have anyway: where it stands, how it is drawn."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic.palette import Color, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import big_things as big
from generator.animatic.places import furniture as put
from generator.animatic.places import lamps, openings
from generator.animatic.places import wall_things as wall
from generator.animatic.places import yard_things as yard
from generator.animatic.places.shell import M, Shell, Y

_Hung = Callable[[Pen, float, Shell, Color], None]
_Stood = Callable[[Pen, float, float, Shell, Color, random.Random], None]

_HUNG: dict[str, tuple[int, _Hung]] = {
    "clock": (0xB89B6A, lambda pen, x, _s, c: wall.clock(pen, x, -2.72, 0.24, c)),
    "poster": (0xC4794A, lambda pen, x, _s, c: wall.poster(pen, x, -2.1, c)),
    "picture": (0x8A6446, lambda pen, x, _s, c: wall.portrait(pen, x, -2.2, c)),
    "map": (0xDCCBA0, lambda pen, x, _s, c: wall.chart(pen, x, -2.15, c)),
    "mirror": (0xC9A64C, lambda pen, x, s, c: wall.mirror(pen, x, -2.0, s.wall, c)),
    "flag": (0xA8443A, lambda pen, x, _s, c: wall.banner(pen, x, -3.0, c)),
    "sign": (0xC2574F, lambda pen, x, s, c: wall.neon(pen, x, -2.6, c, lit=s.lit)),
    "window": (0xE4DCCB, lambda pen, x, s, _c: openings.window(
        pen, s, x, -2.15, 1.1, 1.2, random.Random(round(x)))),  # noqa: S311 — drawing
    "door": (0x8A6446, lambda pen, x, _s, c: openings.door(pen, x, Y, c)),
    "fireplace": (0x9B7A6A, lambda pen, x, _s, c: put.fireplace(pen, x, Y, c)),
    "wardrobe": (0x7D5B40, lambda pen, x, _s, c: big.wardrobe(pen, x, Y + 0.06, c)),
}  # fmt: skip
_STOOD: dict[str, tuple[int, _Stood]] = {
    "stove": (0x3B3D42, lambda pen, x, y, _s, c, _r: big.stove(pen, x, y, c)),
    "fridge": (0xD8DDDA, lambda pen, x, y, _s, c, _r: big.fridge(pen, x, y, c)),
    "cupboards": (0x9A8468, lambda pen, x, y, _s, c, _r: put.counter(pen, x, y, 1.3, c, rgb(0xD9C7A8))),
    "piano": (0x3A302C, lambda pen, x, y, _s, c, _r: big.piano(pen, x, y, c)),
    "lathe": (0x5F7A72, lambda pen, x, y, _s, c, _r: big.lathe(pen, x, y, c)),
    "candles": (0xF2EAD8, lambda pen, x, y, _s, c, _r: big.candles(pen, x, y, c)),
    "long table": (0x8A6446, lambda pen, _x, y, _s, c, _r: put.table(pen, 0.0, y, 3.6, c)),
    "table": (0x8A6446, lambda pen, x, y, _s, c, _r: put.table(pen, x, y, 1.3, c)),
    "bookshelf": (0x8A6446, lambda pen, x, y, _s, c, r: put.shelf(pen, x, y, 1.1, 5, r, wood=c)),
    "bed": (0x6E7FA0, lambda pen, x, y, _s, c, _r: put.bed(pen, x, y, c)),
    "plant": (0xB0694A, lambda pen, x, y, _s, _c, r: put.plant(pen, x, y, 1.1, r)),
    "flowers": (0xC24F58, lambda pen, x, y, _s, c, r: big.vase(pen, x, y, c, r)),
    "crates": (0x8A6446, lambda pen, x, y, _s, c, _r: big.crates(pen, x, y, c)),
    "barrels": (0x7A5A40, lambda pen, x, y, _s, c, _r: put.barrel(pen, x, y, 0.9, c)),
    "sofa": (0x6F7B5E, lambda pen, x, y, _s, c, _r: put.sofa(pen, x, y, 1.9, c)),
    "armchair": (0x8A5A4C, lambda pen, x, y, _s, c, _r: put.sofa(pen, x, y, 1.0, c)),
    "chair": (0x8A6446, lambda pen, x, y, _s, c, _r: put.chair(pen, x, y, 1 if x < 0 else -1, c)),
    "bench": (0x8A6446, lambda pen, x, y, _s, c, _r: yard.bench(pen, x, y, c)),
    "lamp": (0xE8CF9E, lambda pen, x, y, s, c, _r: lamps.floor_lamp(pen, x, y, s.mood, c)),
    "television": (0x2E3238, lambda pen, x, y, s, c, _r: big.television(pen, x, y, c, lit=s.lit)),
    "ladder": (0xA98258, lambda pen, x, y, _s, c, _r: big.ladder(pen, x, y, c)),
    "statue": (0xCFCAC0, lambda pen, x, y, _s, c, _r: big.statue(pen, x, y, c)),
    "bathtub": (0xEDEFEC, lambda pen, x, y, _s, c, _r: big.bathtub(pen, x, y, c)),
    "bicycle": (0x3F6CA5, lambda pen, x, y, _s, c, _r: big.bicycle(pen, x, y, c)),
    "tree": (0x3F6B4A, lambda pen, x, y, s, c, _r: big.fir(pen, x, y, c, lit=s.lit)),
    "tent": (0xC08A4A, lambda pen, x, y, _s, c, _r: big.tent(pen, x, y, c)),
}
_WALL_SPOTS = (-0.55, 0.6, -2.75, 2.8, -3.6, 3.7)
_FREE_WALL: dict[str, tuple[float, ...]] = {
    "kitchen": (-3.55, 3.6),
    "living room": (0.45, -3.5, 2.75),
    "bedroom": (-0.75, -2.8, 3.6),
    "office": (-1.4, 1.5, 3.9),
    "stairs": (-1.6, -3.3),
    "workshop": (1.2, -3.2, 3.7),
    "corridor": (-0.65, 1.45, -2.75, 3.55),
    "room": (1.25, -2.7, 3.4),
}
_FLOOR_SPOTS = (2.45, -2.5, 3.45, -3.5, 1.55, -1.6)
_FREE_FLOOR: dict[str, tuple[float, ...]] = {
    "kitchen": (1.75, -3.5, 2.6),
    "living room": (3.1, -3.5, 1.8),
    "bedroom": (1.55, -3.4, 3.5),
    "office": (-1.5, 3.0, -2.6),
    "workshop": (1.6, -3.3, 3.0),
    "room": (-1.75, 2.5, -2.8),
}
_FLIPPED = {"wall": ("kitchen", "living room", "room"), "floor": ("kitchen", "living room")}
"""Rooms that may be the other way round."""
_OWNED: dict[str, frozenset[str]] = {
    "lamp room": frozenset({"lamp", "window", "crates", "barrels"}),
    "kitchen": frozenset({"stove", "fridge", "cupboards", "curtains", "window", "clock"}),
    "living room": frozenset(
        {"sofa", "armchair", "fireplace", "curtains", "window", "lamp", "rug", "picture", "plant"}
    ),
    "bedroom": frozenset({"bed", "wardrobe", "curtains", "window", "picture", "lamp", "door"}),
    "office": frozenset({"window", "clock", "bookshelf", "table", "plant", "television"}),
    "corridor": frozenset({"door", "rug", "plant"}),
    "stairs": frozenset({"window", "picture", "plant"}),
    "workshop": frozenset({"window", "table", "crates", "barrels"}),
    "train": frozenset({"window", "chair"}),
    "shop": frozenset({"bookshelf", "crates"}),
    "cafe": frozenset({"window", "table", "chair"}),
    "bar": frozenset({"bookshelf", "chair", "lamp"}),
    "hospital": frozenset({"window", "bed", "door", "curtains", "television"}),
    "school": frozenset({"window", "clock", "table", "chair", "map"}),
    "library": frozenset({"window", "bookshelf", "table", "armchair", "lamp", "ladder"}),
    "boat cabin": frozenset({"window", "table", "crates", "barrels", "lamp"}),
    "church": frozenset({"window", "candles"}),
    "prison": frozenset({"window", "bed"}),
    "car": frozenset({"window", "chair", "door"}),
    "bathroom": frozenset({"bathtub", "mirror", "window"}),
    "theatre": frozenset({"curtains", "lamp"}),
    "courtroom": frozenset({"table", "flag"}),
    "throne room": frozenset({"armchair", "flag", "candles", "rug"}),
    "laboratory": frozenset({"table", "bookshelf"}),
    "spaceship": frozenset({"window", "chair", "television"}),
    "tent": frozenset({"tent", "lamp", "bed"}),
    "cave": frozenset({"rocks"}),
    "greenhouse": frozenset({"plant", "window"}),
    "void": frozenset({"window", "door"}),
    "room": frozenset({"window", "door", "curtains", "picture", "bookshelf", "plant"}),
}
"""What a kind of room draws itself, in the colour that the words give it."""


def hang(pen: Pen, s: Shell, kind: str) -> None:
    """What hangs on the wall or stands against it."""
    spots = iter(_spots(_FREE_WALL.get(kind, _WALL_SPOTS), s, kind in _FLIPPED["wall"]))
    for name, color in s.told.colors.items():
        if name not in _HUNG or name in _OWNED.get(kind, ()):
            continue
        x = next(spots, None)
        if x is None:
            return
        usual, draw = _HUNG[name]
        tool, tone = s.own(pen, name, rgb(usual) if color is None else color)
        draw(tool, x, s, tone)


def stand(pen: Pen, s: Shell, kind: str, roll: random.Random) -> None:
    """What stands in the room, a little nearer than its own furniture."""
    spots = iter(_spots(_FREE_FLOOR.get(kind, _FLOOR_SPOTS), s, kind in _FLIPPED["floor"]))
    for name, color in s.told.colors.items():
        if name not in _STOOD or name in _OWNED.get(kind, ()):
            continue
        x = next(spots, None)
        if x is None:
            return
        usual, draw = _STOOD[name]
        tool, tone = s.own(pen, name, rgb(usual) if color is None else color)
        draw(tool, x, M + 0.24, s, tone, roll)


def _spots(free: tuple[float, ...], s: Shell, flipped: bool) -> list[float]:
    """Where the room has space, metres from its middle."""
    return [x * s.side for x in free] if flipped else list(free)
