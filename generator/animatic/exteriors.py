"""Places in the open air, layer by layer from the sky to the ground under the feet."""

from __future__ import annotations

import random
from collections.abc import Callable

from generator.animatic import nature as put
from generator.animatic.furniture import barrel, crate
from generator.animatic.mood import Hour, Mood
from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.sky import sky

HORIZON = -1.05
"""Height of the horizon, metres: the eye of a standing camera."""

Layer = tuple[float, Callable[[Pen], None]]
Dice = Callable[[str], random.Random]
Parts = dict[str, Callable[[Pen, Mood, random.Random], None]]


def exterior_layers(kind: str, mood: Mood, dice: Dice) -> list[Layer]:
    """Layers of an outdoor place from back to front; ``dice(part)`` gives the place's own random source."""
    far, mid, ground = _PLACES.get(kind, _PLACES["field"])
    return [
        (0.1, lambda pen: sky(pen, mood, dice("sky"), HORIZON)),
        (0.3, lambda pen: far(pen, mood, dice("far"))),
        (0.6, lambda pen: mid(pen, mood, dice("mid"))),
        (0.88, lambda pen: ground(pen, mood, dice("ground"))),
    ]


def front_layer(kind: str, mood: Mood, dice: Dice) -> Layer | None:
    """Leaves or a post close to the camera at the edge of a wide picture, or None."""
    if kind in ("sea", "rooftop", "boat", "platform"):
        return None

    def draw(pen: Pen) -> None:
        roll = dice("front")
        side = roll.choice((-1, 1))
        color = darker(mix(put.LEAF, rgb(0x2F4A44), roll.random()), 0.45)
        if kind in ("street", "harbour", "station", "school yard"):
            put.street_lamp(pen, side * 3.5, 1.0, mood)
        else:
            for i in range(7):
                put.bush(pen, side * (3.1 + i * 0.45), 1.5 - 0.05 * i, 1.0 + 0.12 * i, color, roll)

    return (1.3, draw)


def _air(mood: Mood, color: Color, share: float) -> Color:
    """``color`` seen through the air: the farther, the more like the horizon."""
    return mix(color, mood.sky[1], share)


def _plain(pen: Pen, color: Color, top: float = HORIZON) -> None:
    pen.fade(-18, top, 36, 5.6, lighter(color, 0.08), darker(color, 0.3))


def _snowy(mood: Mood, color: Color) -> Color:
    return mix(color, rgb(0xEEF2F4), 0.85) if mood.snow else color


def _hills(pen: Pen, mood: Mood, roll: random.Random) -> None:
    put.ridge(pen, HORIZON + 0.1, 1.3, _air(mood, _snowy(mood, rgb(0x6E8A86)), 0.6), roll)
    put.ridge(pen, HORIZON + 0.12, 0.7, _air(mood, _snowy(mood, rgb(0x66855F)), 0.4), roll)


def _field_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    put.ridge(pen, HORIZON + 0.16, 0.28, _air(mood, _snowy(mood, rgb(0x7C9A5C)), 0.18), roll)
    for _ in range(7):
        put.tree(pen, roll.choice((-1, 1)) * roll.uniform(1.4, 8.0), HORIZON + 0.16, roll.uniform(0.9, 1.9),
                 _air(mood, put.LEAF, 0.15), roll)  # fmt: skip


def _field_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    color = _snowy(mood, hsv(roll.uniform(0.17, 0.27), 0.4, 0.58))
    _plain(pen, color, HORIZON + 0.12)
    pen.blob([(-0.4, HORIZON + 0.14), (0.1, -0.5), (-0.9, 0.3), (-2.4, 4), (2.6, 4), (1.2, 0.3), (0.6, -0.5), (-0.1, HORIZON + 0.14)],
             mix(color, rgb(0xC2A57A), 0.55))  # fmt: skip
    put.grass(pen, -0.8, 1.6, lighter(color, 0.12), roll)
    for _ in range(60 * (not mood.snow)):
        y = roll.uniform(-0.6, 1.3)
        size = 0.012 + 0.014 * (y + 0.7)
        pen.oval(roll.uniform(-9, 9), y, size, size, hsv(roll.choice((0.0, 0.13, 0.75)), 0.4, 0.95))


def _forest_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    pen.rect(-18, -12, 36, 12 + HORIZON + 0.2, _air(mood, rgb(0x6F8B77), 0.42))
    for i in range(44):
        x = -11 + i * 0.5 + roll.uniform(-0.2, 0.2)
        put.trunk(pen, x, HORIZON + 0.2, roll.uniform(0.1, 0.22), _air(mood, rgb(0x55685C), 0.4))
    pen.glow(roll.uniform(-1.5, 1.5), -2.6, 3.4, mood.light.key, 0.4)


def _forest_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    color = _air(mood, rgb(0x4C5F4B), 0.16)
    for i in range(13):
        x = -7.5 + i * 1.25 + roll.uniform(-0.4, 0.4)
        put.trunk(pen, x, HORIZON + 0.42, roll.uniform(0.22, 0.42), _air(mood, rgb(0x5A4B40), 0.14))
    for i in range(26):
        put.bush(pen, -10 + i * 0.8, HORIZON + 0.45, roll.uniform(0.5, 0.9), color, roll)


def _forest_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    color = _snowy(mood, rgb(0x5F6B45))
    _plain(pen, color, HORIZON + 0.38)
    pen.blob([(-0.5, HORIZON + 0.38), (-0.2, -0.3), (-1.3, 0.6), (-2.2, 4), (2.4, 4), (1.0, 0.6), (0.6, -0.3), (0.3, HORIZON + 0.38)],
             mix(color, rgb(0x9A7F5E), 0.6))  # fmt: skip
    for x in (-3.4, 3.0, -5.6, 5.4):
        put.trunk(pen, x + roll.uniform(-0.3, 0.3), -0.05, roll.uniform(0.5, 0.7), rgb(0x54453B))
    put.grass(pen, -0.55, 1.6, lighter(color, 0.12), roll, 120)


def _sea_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    if roll.random() < 0.6:
        x = roll.choice((-1, 1)) * roll.uniform(2.2, 4.2)
        land = _air(mood, rgb(0x55696A), 0.5)
        pen.blob([(x - 2.4, HORIZON + 0.06), (x - 1.4, HORIZON - 0.34), (x, HORIZON - 0.5), (x + 1.3, HORIZON - 0.25),
                  (x + 2.6, HORIZON + 0.06)], land)  # fmt: skip
    put.sea(pen, HORIZON, 1.6, mood, roll)


def _sea_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    put.sea(pen, HORIZON + 0.3, 1.8, mood, roll)
    if roll.random() < 0.7:
        put.boat(pen, roll.choice((-1, 1)) * roll.uniform(1.8, 3.4), HORIZON + 0.42, 0.55, hsv(roll.random(), 0.5, 0.55))


def _beach_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    sand = _snowy(mood, rgb(0xD9C39A))
    edge = [(-18, -0.42), (-9, -0.38), (-4, -0.45), (0, -0.36), (4, -0.44), (9, -0.37), (18, -0.42)]
    pen.blob([(-18, 6), *edge, (18, 6)], sand)
    pen.curve([(x, y - 0.015) for x, y in edge], rgb(0xF3F1E8), 0.06, 0.85)
    pen.fade(-18, -0.3, 36, 4.5, sand, darker(sand, 0.25), 0.0, 1.0)
    for _ in range(50):
        y = roll.uniform(-0.25, 1.6)
        pen.oval(roll.uniform(-9, 9), y, 0.03 * (0.6 + y), 0.014 * (0.6 + y), darker(sand, roll.uniform(0.15, 0.4)), 0.7)


def _cliff_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    side = roll.choice((-1, 1))
    rock = _air(mood, rgb(0x6A675F), 0.12)
    x = side * 1.9
    pen.blob([(x - 3.0, 0.2), (x - 1.9, -0.75), (x - 1.0, -1.15), (x + 0.2, -1.3), (x + 1.4, -1.12), (x + 2.4, -0.6),
              (x + 3.2, 0.2)], rock)  # fmt: skip
    pen.blob([(x - 1.3, -1.03), (x - 0.4, -1.3), (x + 0.9, -1.28), (x + 1.6, -1.0), (x, -1.1)], _air(mood, rgb(0x738A55), 0.1))
    put.lighthouse(pen, x, -1.25, 2.0, mood)


def _cliff_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    color = _snowy(mood, rgb(0x76875A))
    edge = [(-18, -0.45), (-8, -0.5), (-4, -0.38), (0, -0.45), (4, -0.36), (8, -0.5), (18, -0.42)]
    pen.blob([(-18, 6), *edge, (18, 6)], color)
    pen.fade(-18, -0.2, 36, 4.2, color, darker(color, 0.35), 0.0, 1.0)
    for _ in range(16):
        x, y = roll.uniform(-8, 8), roll.uniform(-0.35, 1.3)
        r = roll.uniform(0.06, 0.2) * (0.8 + y * 0.4)
        pen.blob([(x - r, y), (x - r * 0.6, y - r * 0.8), (x + r * 0.3, y - r), (x + r, y)], rgb(0x7F7B72))
    put.grass(pen, -0.4, 1.6, lighter(color, 0.1), roll, 120)


def _harbour_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    put.sea(pen, HORIZON + 0.2, 1.8, mood, roll)
    for x in (-3.6, 0.9, 3.4):
        put.boat(pen, x + roll.uniform(-0.4, 0.4), HORIZON + 0.55, roll.uniform(0.75, 1.05), hsv(roll.random(), 0.5, 0.5))


def _harbour_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    wood = _snowy(mood, rgb(0x8B735B))
    pen.fade(-18, -0.42, 36, 4.6, wood, darker(wood, 0.4))
    pen.rect(-18, -0.46, 36, 0.09, darker(wood, 0.35))
    for i in range(-44, 45):
        pen.line([(i * 0.36, -0.4), (i * 0.95, 4.0)], darker(wood, 0.3), 0.014)
    for x in (-4.6, -2.9, 2.5, 4.4):
        pen.rect(x - 0.12, -0.86, 0.24, 0.62, darker(wood, 0.2), r=0.05)
        pen.rect(x - 0.14, -0.7, 0.28, 0.09, rgb(0xC9B78E), r=0.03)
    barrel(pen, -3.6, -0.05, 0.7)
    crate(pen, 3.5, 0.0, 0.6)


def _harbour_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    _hills(pen, mood, roll)
    x = -8.0
    while x < 8:
        w = roll.uniform(0.5, 0.9)
        put.house(pen, x, HORIZON + 0.1, w, roll.uniform(0.5, 0.95), _air(mood, hsv(roll.random(), 0.25, 0.82), 0.25), mood, roll)
        x += w + roll.uniform(0.0, 0.3)


def _mountain_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    for x, w, h in ((-5.5, 6, 2.3), (4.8, 6.4, 2.7), (-1.2, 5.6, 3.1), (8.8, 5, 2.0), (-9.5, 5.5, 2.4)):
        put.peak(pen, x + roll.uniform(-0.7, 0.7), HORIZON + 0.15, w, h * roll.uniform(0.85, 1.1), _air(mood, rgb(0x6B7A8A), 0.45), roll)


def _mountain_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    put.ridge(pen, HORIZON + 0.3, 0.6, _air(mood, _snowy(mood, rgb(0x5B7058)), 0.2), roll)
    for _ in range(26):
        put.pine(pen, roll.uniform(-9, 9), HORIZON + 0.32, roll.uniform(0.6, 1.3), _air(mood, rgb(0x3F5E4E), 0.16), mood.snow)


def _mountain_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    _cliff_ground(pen, mood, roll)
    for x in (-4.2, 4.0):
        put.pine(pen, x + roll.uniform(-0.4, 0.4), -0.15, 3.2, rgb(0x37543F), mood.snow)


def _city_far(pen: Pen, mood: Mood, roll: random.Random) -> None:
    x = -11.0
    while x < 11:
        w, h = roll.uniform(0.5, 1.1), roll.uniform(0.9, 2.7)
        color = _air(mood, rgb(0x6F7886), 0.48 + roll.uniform(-0.08, 0.08))
        pen.rect(x, HORIZON + 0.2 - h, w, h, color)
        if mood.hour in (Hour.NIGHT, Hour.DUSK):
            for _ in range(int(h * 6)):
                wx, wy = x + roll.uniform(0.06, w - 0.12), HORIZON + 0.15 - roll.uniform(0.1, h)
                pen.rect(wx, wy, 0.05, 0.07, (1.35, 1.08, 0.66), 0.8)
        x += w * roll.uniform(0.85, 1.1)


def _street_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    x = -10.0
    while x < 10:
        w = roll.uniform(1.7, 2.6)
        color = hsv(roll.choice((0.03, 0.08, 0.11, 0.3, 0.55, 0.6)) + roll.uniform(-0.02, 0.02), roll.uniform(0.18, 0.38), roll.uniform(0.6, 0.8))
        put.house(pen, x + w / 2, HORIZON + 0.42, w, roll.uniform(2.3, 3.3), _air(mood, color, 0.1), mood, roll)
        pen.rect(x + w * 0.38, HORIZON - 0.5, w * 0.24, 0.92, darker(hsv(roll.choice((0.0, 0.08, 0.35, 0.58)), 0.4, 0.45), 0.2), r=0.02)
        if roll.random() < 0.5:
            awning = hsv(roll.random(), 0.36, 0.66)
            pen.poly([(x + w * 0.06, HORIZON - 0.55), (x + w * 0.94, HORIZON - 0.55), (x + w, HORIZON - 0.3), (x, HORIZON - 0.3)], awning)
        x += w + 0.02


def _street_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    paving, road = _snowy(mood, rgb(0xA9A298)), rgb(0x5B5D63)
    _plain(pen, paving, HORIZON + 0.4)
    for i in range(-40, 41):
        pen.line([(i * 0.5, HORIZON + 0.4), (i * 0.92, 0.55)], darker(paving, 0.16), 0.012)
    for y in (-0.5, -0.3, 0.0):
        pen.line([(-18, y), (18, y)], darker(paving, 0.16), 0.012)
    pen.rect(-18, 0.55, 36, 5, _snowy(mood, road))
    pen.rect(-18, 0.42, 36, 0.14, lighter(paving, 0.15))
    for i in range(-8, 9):
        pen.rect(i * 1.8, 1.2, 0.9, 0.1, rgb(0xD8D2BE), 0.8)
    for x in (-4.4, 3.9):
        put.street_lamp(pen, x, -0.2, mood)
    if mood.rain:
        for _ in range(14):
            pen.oval(roll.uniform(-7, 7), roll.uniform(-0.4, 1.4), roll.uniform(0.2, 0.6), 0.035, lighter(mood.sky[1], 0.2), 0.35)


def _platform_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    color, x0 = hsv(roll.choice((0.0, 0.35, 0.6)), 0.5, 0.45), -9.0
    pen.rect(x0, -2.9, 18, 2.4, color, r=0.2)
    pen.rect(x0, -2.2, 18, 0.95, lighter(mix(color, rgb(0xE8DDC4), 0.75)))
    for i in range(12):
        pen.rect(x0 + 0.4 + i * 1.5, -2.1, 1.05, 0.75, darker(mix(mood.sky[1], rgb(0x52636E), 0.6), 0.25), r=0.08)
        if mood.hour is not Hour.DAY:
            pen.rect(x0 + 0.4 + i * 1.5, -2.1, 1.05, 0.75, (1.2, 0.98, 0.62), 0.75, r=0.08)
    pen.rect(x0, -0.9, 18, 0.1, rgb(0xD9C38C))
    for i in range(9):
        pen.oval(x0 + 1 + i * 2, -0.42, 0.26, 0.26, rgb(0x2E3136))


def _platform_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    stone = _snowy(mood, rgb(0xA39C92))
    pen.fade(-18, -0.5, 36, 5, stone, darker(stone, 0.35))
    pen.rect(-18, -0.5, 36, 0.1, rgb(0xE0C766))
    for i in range(-30, 31):
        pen.line([(i * 0.7, -0.4), (i * 1.5, 3.5)], darker(stone, 0.15), 0.012)
    iron = rgb(0x3E5A54)
    for x in (-3.7, 3.7):
        pen.rect(x - 0.09, -4.4, 0.18, 4.3, iron)
        pen.rect(x - 0.18, -0.35, 0.36, 0.3, iron, r=0.04)
    pen.rect(-18, -4.55, 36, 0.3, iron)
    pen.poly([(-18, -4.5), (18, -4.5), (18, -7), (-18, -7)], darker(rgb(0x6B6F6C), 0.2))
    pen.oval(2.2, -3.75, 0.3, 0.3, iron)
    pen.oval(2.2, -3.75, 0.25, 0.25, rgb(0xF2ECDC))
    pen.line([(2.2, -3.75), (2.2, -3.92)], iron, 0.03)
    pen.line([(2.2, -3.75), (2.33, -3.7)], iron, 0.03)
    pen.rect(-2.9, -0.55, 1.5, 0.09, rgb(0x8A6446), r=0.02)
    pen.rect(-2.9, -0.88, 1.5, 0.2, rgb(0x8A6446), r=0.02)
    for x in (-2.75, -1.55):
        pen.rect(x - 0.03, -0.88, 0.06, 0.88, iron)


def _roof_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    x = -9.0
    while x < 9:
        w = roll.uniform(1.1, 2.0)
        color = _air(mood, hsv(roll.choice((0.05, 0.1, 0.58)), 0.2, 0.6), 0.22)
        put.house(pen, x + w / 2, HORIZON + 1.2, w, roll.uniform(1.2, 2.4), color, mood, roll, roof=roll.random() < 0.4)
        x += w + roll.uniform(0.05, 0.4)


def _roof_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    roof, wall = _snowy(mood, rgb(0x7F7D80)), rgb(0x8C6B5C)
    pen.fade(-18, -0.4, 36, 4.6, roof, darker(roof, 0.35))
    pen.rect(-18, -0.82, 36, 0.46, wall)
    pen.rect(-18, -0.88, 36, 0.1, lighter(wall, 0.25))
    for i in range(-30, 31):
        pen.line([(i * 0.45, -0.76), (i * 0.45, -0.4)], darker(wall, 0.2), 0.014)
    x = roll.choice((-3.2, 3.2))
    pen.rect(x - 0.45, -1.55, 0.9, 1.45, darker(wall, 0.12))
    pen.rect(x - 0.52, -1.62, 1.04, 0.1, lighter(wall, 0.12))
    pen.line([(-x, -0.2), (-x, -2.6)], put.BARK, 0.05)
    for y, half in ((-2.4, 0.4), (-2.1, 0.55), (-1.8, 0.45)):
        pen.line([(-x - half, y), (-x + half, y)], rgb(0x4A4E54), 0.035)


def _deck_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    wood = rgb(0xA07C58)
    pen.blob([(-18, 5), (-9, -0.1), (-4, -0.34), (0, -0.4), (4, -0.34), (9, -0.1), (18, 5)], wood)
    pen.fade(-18, 0.0, 36, 4, wood, darker(wood, 0.4), 0.0, 1.0)
    for i in range(-26, 27):
        pen.line([(i * 0.3, -0.33), (i * 0.85, 3.4)], darker(wood, 0.3), 0.013)
    for y in (-1.1, -0.72):
        pen.curve([(-8, y + 0.2), (-4, y), (0, y - 0.06), (4, y), (8, y + 0.2)], rgb(0xE6DFCE), 0.05)
    for i in range(-7, 8):
        pen.rect(i * 1.05 - 0.03, -1.12, 0.06, 0.82, rgb(0xE6DFCE))
    x = roll.choice((-2.5, 2.5))
    pen.rect(x - 0.09, -9, 0.18, 9, rgb(0x7A5C42))
    pen.line([(x, -6), (x - 6, -0.3)], rgb(0x6B5A48), 0.025)
    pen.line([(x, -6), (x + 6, -0.3)], rgb(0x6B5A48), 0.025)
    barrel(pen, -x * 1.35, -0.05, 0.72)


def _yard_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    color = _air(mood, hsv(roll.choice((0.03, 0.09)), 0.32, 0.7), 0.1)
    put.house(pen, 0.0, HORIZON + 0.42, 7.5, 2.6, color, mood, roll, roof=False)
    pen.rect(-0.55, HORIZON - 0.75, 1.1, 1.17, rgb(0x5A4636))
    pen.poly([(-0.9, HORIZON - 0.78), (0, HORIZON - 1.2), (0.9, HORIZON - 0.78)], lighter(color, 0.3))
    for x in (-5.4, 5.4):
        put.tree(pen, x, HORIZON + 0.42, 2.6, put.LEAF, roll)


def _garden_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    put.house(pen, roll.choice((-2.4, 2.4)), HORIZON + 0.35, 2.6, 1.9, hsv(0.09, 0.2, 0.85), mood, roll)
    for _ in range(6):
        put.tree(pen, roll.uniform(-7, 7), HORIZON + 0.4, roll.uniform(1.2, 2.2), _air(mood, put.LEAF, 0.1), roll)
    for i in range(18):
        put.bush(pen, -8 + i * 0.95, HORIZON + 0.5, 0.6, mix(put.LEAF, rgb(0x6F8B4F), roll.random()), roll)


def _desert_ground(pen: Pen, mood: Mood, roll: random.Random) -> None:
    sand = rgb(0xD8B67F)
    _plain(pen, sand, HORIZON + 0.12)
    for _ in range(14):
        x, y = roll.uniform(-9, 9), roll.uniform(-0.7, 1.4)
        pen.curve([(x - 0.8, y), (x, y - 0.07), (x + 0.8, y)], darker(sand, 0.18), 0.02, 0.6)


def _dunes(pen: Pen, mood: Mood, roll: random.Random) -> None:
    put.ridge(pen, HORIZON + 0.14, 0.9, _air(mood, rgb(0xCFA873), 0.25), roll)


_PLACES: dict[str, tuple[Callable[[Pen, Mood, random.Random], None], ...]] = {
    "field": (_hills, _field_mid, _field_ground),
    "forest": (_forest_far, _forest_mid, _forest_ground),
    "sea": (_sea_far, _sea_mid, _beach_ground),
    "lighthouse": (_sea_far, _cliff_mid, _cliff_ground),
    "harbour": (_harbour_far, _harbour_mid, _harbour_ground),
    "mountain": (_mountain_far, _mountain_mid, _mountain_ground),
    "street": (_city_far, _street_mid, _street_ground),
    "platform": (_city_far, _platform_mid, _platform_ground),
    "rooftop": (_city_far, _roof_mid, _roof_ground),
    "boat": (_sea_far, _sea_mid, _deck_ground),
    "school yard": (_city_far, _yard_mid, _street_ground),
    "garden": (_hills, _garden_mid, _field_ground),
    "desert": (_dunes, _dunes, _desert_ground),
}
"""For each kind of place: what is far, what is behind the people, and the ground."""
