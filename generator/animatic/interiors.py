"""Rooms: a wall, a floor, and what makes each room that room."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from generator.animatic import furniture as put
from generator.animatic.mood import Hour, Mood
from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.rooms import DRAWN
from generator.animatic.shell import Shell

FLOOR = -0.72
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
    "room": _Style((0.09, 0.3, 0.55, 0.93), 0.17, 0.76, "boards"),
}


def interior_layers(kind: str, mood: Mood, name: str, dice: Callable[[str], random.Random]) -> list[Layer]:
    """Layers of a room from back to front; ``dice(part)`` gives the place's own random source."""
    style = _STYLES.get(kind, _STYLES["room"])
    lot = dice("shell")
    wall = hsv(
        lot.choice(style.hues) + lot.uniform(-0.03, 0.03),
        style.saturation,
        style.value + lot.uniform(-0.04, 0.04),
    )
    shell = Shell(wall, lighter(mix(wall, rgb(0xEFE6D5), 0.5), 0.1), mood, name)
    back, mid = DRAWN.get(kind, DRAWN["room"])

    def behind(pen: Pen) -> None:
        roll = dice("back")
        _wall(pen, shell, style.floor, roll)
        back(pen, shell, roll)
        _corners(pen, mood)

    return [(0.55, behind), (0.8, lambda pen: mid(pen, shell, dice("mid")))]


def _wall(pen: Pen, shell: Shell, floor: str, roll: random.Random) -> None:
    wall = shell.wall
    # Under everything, or the soft edges of wall and floor would let nothing show through.
    pen.rect(-16, -12, 32, 18, wall)
    pen.fade(-16, CEILING, 32, 1.2, darker(wall, 0.3), wall, 1.0, 0.0)
    pen.rect(-16, -12, 32, 12 + CEILING, darker(mix(wall, rgb(0xE8E0D2), 0.4), 0.32))
    pen.rect(-16, CEILING - 0.05, 32, 0.12, lighter(wall, 0.22))
    if roll.random() < 0.6 and floor in ("boards", "carpet", "tiles"):
        pen.rect(-16, -1.62, 32, 1.62 + FLOOR, mix(wall, shell.trim, 0.5))
        pen.rect(-16, -1.66, 32, 0.06, shell.trim)
        for i in range(-16, 17):
            pen.rect(i * 0.85, -1.5, 0.72, 0.6, darker(mix(wall, shell.trim, 0.5), 0.06), r=0.02)
    pen.rect(-16, FLOOR - 0.14, 32, 0.14, shell.trim)
    pen.rect(-16, FLOOR - 0.02, 32, 0.02, darker(shell.trim, 0.4))
    _floor(pen, floor, wall, roll)
    pen.fade(-16, FLOOR, 32, 0.5, (0.05, 0.04, 0.1), (0.05, 0.04, 0.1), 0.3, 0.0)


def _floor(pen: Pen, kind: str, wall: Color, roll: random.Random) -> None:
    colors = {"boards": 0x9B7350, "planks": 0x7B5E47, "tiles": 0xC9C2B2, "carpet": 0x7D7A80,
              "concrete": 0x8F8D8A,
              "stone": 0x8B877E}  # fmt: skip
    base = mix(rgb(colors[kind]), wall, 0.12)
    pen.fade(-16, FLOOR, 32, 5.0, base, darker(base, 0.35))
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


def _corners(pen: Pen, mood: Mood) -> None:
    """The ends of the room fall into shade, so that the middle is where one looks."""
    deep = 0.55 if mood.hour is Hour.NIGHT else 0.3
    shade = (0.05, 0.04, 0.1)
    for side in (-1, 1):
        for i in range(24):
            x = side * (3.0 + i * 0.22)
            pen.rect(min(x, side * 16), -12, abs(side * 16 - x), 17, shade, deep / 24)


def front_layer(kind: str, dice: Callable[[str], random.Random]) -> Layer | None:
    """Something dark and close at the edge of a wide picture, or None."""
    if kind in ("hospital", "car", "prison", "train"):
        return None

    def draw(pen: Pen) -> None:
        roll = dice("front")
        side = roll.choice((-1, 1))
        still = Pen(pen.canvas, pen.light, pen.hair)
        if roll.random() < 0.5:
            put.plant(still, side * 3.7, 1.35, 1.5, roll)
        else:
            put.chair(still, side * 3.6, 1.25, side, darker(put.WOOD, 0.3))

    return (1.3, draw)
