"""Rooms: a wall, a floor, what makes each room that room, and what the words say stands in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import furniture as put
from generator.animatic.places.fixtures import hang, stand
from generator.animatic.places.lights import SHADE
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.places.rooms import DRAWN
from generator.animatic.places.shell import Shell, Y
from generator.animatic.places.told import Told
from generator.animatic.places.wash import named

FLOOR = Y
"""Where the back wall meets the floor, metres."""
CEILING = -3.35

Layer = tuple[float, Callable[[Pen], None]]
"""How much the layer moves with the camera (0 the sky, 1 the people), and how to draw it."""


@dataclass(frozen=True)
class _Style:
    hues: tuple[float, ...]
    saturation: float
    value: float
    floor: str


_STYLES: dict[str, _Style] = {
    "lamp room": _Style((0.56, 0.58, 0.08), 0.14, 0.62, "planks"),
    "kitchen": _Style((0.13, 0.3, 0.52, 0.08), 0.2, 0.86, "tiles"),
    "living room": _Style((0.09, 0.38, 0.55, 0.97), 0.2, 0.74, "boards"),
    "bedroom": _Style((0.6, 0.75, 0.08, 0.4), 0.18, 0.76, "boards"),
    "office": _Style((0.55, 0.1, 0.33), 0.12, 0.78, "carpet"),
    "corridor": _Style((0.1, 0.3, 0.57), 0.18, 0.68, "tiles"),
    "stairs": _Style((0.1, 0.58, 0.35), 0.18, 0.62, "boards"),
    "workshop": _Style((0.08, 0.56), 0.16, 0.55, "concrete"),
    "train": _Style((0.09, 0.4, 0.58), 0.26, 0.62, "carpet"),
    "shop": _Style((0.1, 0.42, 0.95), 0.22, 0.78, "boards"),
    "cafe": _Style((0.45, 0.07, 0.35), 0.26, 0.6, "boards"),
    "bar": _Style((0.02, 0.4, 0.62), 0.36, 0.4, "boards"),
    "hospital": _Style((0.48, 0.53, 0.4), 0.1, 0.9, "tiles"),
    "school": _Style((0.14, 0.3, 0.55), 0.2, 0.82, "boards"),
    "library": _Style((0.08, 0.38), 0.24, 0.55, "boards"),
    "boat cabin": _Style((0.07, 0.09), 0.36, 0.55, "planks"),
    "church": _Style((0.1, 0.6), 0.1, 0.66, "stone"),
    "prison": _Style((0.58, 0.1), 0.08, 0.55, "concrete"),
    "car": _Style((0.6,), 0.08, 0.3, "carpet"),
    "bathroom": _Style((0.5, 0.45, 0.58, 0.95), 0.14, 0.86, "tiles"),
    "theatre": _Style((0.99, 0.02), 0.42, 0.3, "boards"),
    "courtroom": _Style((0.08, 0.1), 0.3, 0.6, "boards"),
    "throne room": _Style((0.08, 0.62, 0.97), 0.18, 0.52, "stone"),
    "laboratory": _Style((0.5, 0.55), 0.07, 0.86, "tiles"),
    "spaceship": _Style((0.58, 0.55), 0.16, 0.42, "concrete"),
    "tent": _Style((0.11, 0.13), 0.3, 0.72, "earth"),
    "cave": _Style((0.07, 0.6), 0.14, 0.34, "earth"),
    "greenhouse": _Style((0.3, 0.4), 0.1, 0.8, "stone"),
    "room": _Style((0.09, 0.3, 0.55, 0.93), 0.17, 0.76, "boards"),
}


KINDS = frozenset(_STYLES)
"""Every kind that has walls."""


def interior_layers(
    kind: str, mood: Mood, name: str, told: Told, dice: Callable[[str], random.Random]
) -> list[Layer]:
    """Layers of a room from back to front; ``dice(part)`` gives the place's own random source."""
    style = _STYLES.get(kind, _STYLES["room"])
    lot = dice("shell")
    hue = lot.choice(style.hues) + lot.uniform(-0.03, 0.03)
    wall = hsv(hue, style.saturation, style.value + lot.uniform(-0.04, 0.04))
    painted = told.colors.get("walls")
    wall = mood.scheme.pull(wall) if painted is None else mix(painted, wall, 0.12)
    shell = Shell(wall, lighter(mix(wall, rgb(0xEFE6D5), 0.5), 0.1), mood, name, told, lot.choice((-1, 1)))
    back, mid = DRAWN.get(kind, DRAWN["room"])

    def behind(pen: Pen) -> None:
        _wall(named(pen), shell, style.floor, dice("wall"))
        back(pen, shell, dice("back"))
        hang(pen, shell, kind)
        _corners(pen, mood)

    def before(pen: Pen) -> None:
        mid(pen, shell, dice("mid"))
        stand(pen, shell, kind, dice("told"))

    return [(0.55, behind), (0.8, before)]


def _wall(pen: Pen, shell: Shell, floor: str, roll: random.Random) -> None:
    wall = shell.wall
    # Under everything, or the soft edges of wall and floor would let nothing show through.
    pen.rect(-16, -12, 32, 18, wall)
    pen.fade(-16, CEILING, 32, 1.2, darker(wall, 0.3), wall, 1.0, 0.0)
    pen.rect(-16, -12, 32, 12 + CEILING, darker(mix(wall, rgb(0xE8E0D2), 0.4), 0.32))
    pen.rect(-16, CEILING - 0.05, 32, 0.12, lighter(wall, 0.22))
    pen.rect(-16, CEILING + 0.07, 32, 0.025, darker(wall, 0.3), 0.6)
    if roll.random() < 0.6 and floor in ("boards", "carpet", "tiles"):
        _panels(pen, shell)
    pen.fade(-16, FLOOR - 0.55, 32, 0.55, SHADE, SHADE, 0.0, 0.16)
    pen.rect(-16, FLOOR - 0.14, 32, 0.14, shell.trim)
    pen.rect(-16, FLOOR - 0.02, 32, 0.02, darker(shell.trim, 0.4))
    told = shell.told.colors.get("floor")
    _floor(pen, floor, wall if told is None else told, roll, 0.12 if told is None else 0.8)
    pen.fade(-16, FLOOR, 32, 0.5, SHADE, SHADE, 0.34, 0.0)


def _panels(pen: Pen, shell: Shell) -> None:
    """Wainscot."""
    wood = mix(shell.wall, shell.trim, 0.5)
    pen.rect(-16, -1.62, 32, 1.62 + FLOOR, wood)
    pen.rect(-16, -1.66, 32, 0.06, shell.trim)
    pen.rect(-16, -1.6, 32, 0.02, darker(wood, 0.25), 0.6)
    for i in range(-16, 17):
        pen.rect(i * 0.85, -1.5, 0.72, 0.6, darker(wood, 0.06), r=0.02)
        pen.rect(i * 0.85, -1.5, 0.72, 0.018, darker(wood, 0.2), 0.7)


def _floor(pen: Pen, kind: str, wall: Color, roll: random.Random, share: float) -> None:
    """The floor; ``share`` of the colour ``wall`` is in it."""
    colors = {"boards": 0x9B7350, "planks": 0x7B5E47, "tiles": 0xC9C2B2, "carpet": 0x7D7A80,
              "concrete": 0x8F8D8A, "stone": 0x8B877E, "earth": 0x7A6650}  # fmt: skip
    base = mix(rgb(colors[kind]), wall, share)
    pen.fade(-16, FLOOR, 32, 3.6, base, darker(base, 0.42))
    seam = darker(base, 0.22)
    if kind in ("boards", "planks", "tiles", "stone"):
        for i in range(-40, 41):
            pen.line([(i * 0.42, FLOOR), (i * 1.15, 4.0)], seam, 0.012)
    if kind in ("tiles", "stone"):
        y, step = FLOOR, 0.14
        while y < 3.6:
            pen.line([(-16, y), (16, y)], seam, 0.012)
            y, step = y + step, step * 1.3
    elif kind in ("boards", "planks"):
        for _ in range(46):
            y = FLOOR + 2.6 * roll.random() ** 1.7
            slot = roll.randrange(-16, 16)
            k = (y - FLOOR) / (4.0 - FLOOR)
            x0, x1 = slot * (0.42 + 0.73 * k), (slot + 1) * (0.42 + 0.73 * k)
            pen.line([(x0, y), (x1, y)], seam, 0.014)
    elif kind == "earth":
        for _ in range(40):
            y = FLOOR + 2.6 * roll.random() ** 1.5
            pen.oval(roll.uniform(-9, 9), y, 0.05 + 0.05 * (y + 1), 0.016 + 0.012 * (y + 1), seam, 0.7)


def _corners(pen: Pen, mood: Mood) -> None:
    """The ends of the room fall into shade, so that the middle is where one looks."""
    night = mood.hour is Hour.NIGHT
    deep = 0.62 if night else 0.3
    for side in (-1, 1):
        for i in range(24):
            x = side * (2.6 + i * 0.22)
            pen.rect(min(x, side * 16), -12, abs(side * 16 - x), 17, SHADE, deep / 24)
    if night:
        pen.fade(-16, CEILING - 0.3, 32, 1.9, SHADE, SHADE, 0.4, 0.0)
        pen.fade(-16, 0.0, 32, 2.2, SHADE, SHADE, 0.0, 0.5)


def front_layer(kind: str, dice: Callable[[str], random.Random]) -> Layer | None:
    """Something dark and close at the edge of a wide picture, or None."""
    if kind in _BARE:
        return None

    def draw(pen: Pen) -> None:
        roll = dice("front")
        side = roll.choice((-1, 1))
        if roll.random() < 0.5:
            put.plant(pen, side * 3.7, 1.35, 1.5, roll)
        else:
            put.floor_vase(pen, side * 3.75, 1.4, roll)

    return (1.3, draw)


_BARE = (
    "hospital", "car", "prison", "train", "spaceship", "cave", "tent", "bathroom", "laboratory",
    "workshop", "lamp room", "boat cabin", "church", "shop", "courtroom", "theatre", "throne room",
)  # fmt: skip
"""Where nobody puts a plant before the camera."""
