"""Trades: what each sells, and what stands in its shop besides shelves."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, smooth
from generator.animatic.places import furniture as put
from generator.animatic.places import wares
from generator.animatic.places.lights import shadow
from generator.animatic.places.shell import M
from generator.animatic.places.wares import STEEL, Ware
from generator.animatic.things.stuff import WOOD
from generator.animatic.wording import says

Feature = Callable[[Pen, float, float, random.Random], None]
"""Draws something as wide as a case of shelves with its foot at (x, y)."""
Floor = Callable[[Pen, Color, random.Random], None]
"""Draws what stands on the floor at the left; the colour is that of its wood."""


def _oven(pen: Pen, x: float, y: float, roll: random.Random) -> None:
    """A brick oven with a fire in its mouth, peels beside it."""
    brick = rgb(0xA8664B)
    pen.rect(x - 0.72, y - 2.9, 1.44, 2.9, darker(brick, 0.35))
    for row in range(17):
        for column in range(5):
            left = x - 0.72 + column * 0.3 - 0.15 * (row % 2)
            from_left, wide = max(left, x - 0.72), min(left + 0.28, x + 0.72) - max(left, x - 0.72)
            tone = mix(brick, darker(brick, 0.3), roll.random())
            pen.rect(from_left, y - 2.9 + row * 0.17, wide, 0.15, tone, r=0.02)
    mouth = smooth([(x - 0.46, y - 0.95), (x - 0.4, y - 1.35), (x, y - 1.55), (x + 0.4, y - 1.35),
                    (x + 0.46, y - 0.95)], tension=0.6)  # fmt: skip
    pen.path(mouth, lighter(brick, 0.3), 1.0, 0.16)
    pen.path(mouth, (0.14, 0.07, 0.06))
    with pen.inside(mouth):
        pen.oval(x, y - 0.93, 0.4, 0.3, (1.0, 0.5, 0.18))
        pen.oval(x, y - 0.93, 0.24, 0.2, (1.25, 0.85, 0.4))
        for dx in (-0.24, 0.02, 0.26):
            pen.oval(x + dx, y - 0.97, 0.13, 0.09, darker(wares.CRUST, 0.3))
    pen.rect(x - 0.56, y - 0.96, 1.12, 0.09, lighter(brick, 0.35), r=0.02)
    pen.glow(x, y - 1.1, 1.3, (1.0, 0.6, 0.25), 0.55)


def _cold_store(pen: Pen, x: float, y: float, _roll: random.Random) -> None:
    """White tiles with hams and sausages on a rail."""
    tile = rgb(0xEDF0EC)
    pen.rect(x - 0.75, y - 2.7, 1.5, 2.7, darker(tile, 0.16))
    for row in range(13):
        for column in range(7):
            pen.rect(x - 0.74 + column * 0.213, y - 2.69 + row * 0.208, 0.2, 0.195, tile, r=0.01)
    pen.rect(x - 0.75, y - 2.35, 1.5, 0.05, STEEL)
    for i, dx in enumerate((-0.58, -0.28, 0.04, 0.34, 0.6)):
        top = y - 2.3
        pen.line([(x + dx, top), (x + dx, top + 0.15)], STEEL, 0.022)
        if i % 2:
            for k in range(4):
                pen.oval(x + dx + 0.035 * (-1) ** k, top + 0.24 + k * 0.2, 0.05, 0.115, rgb(0x9C4A38))
        else:
            meat = rgb(0xB9605A)
            pen.blob([(x + dx - 0.05, top + 0.12), (x + dx + 0.05, top + 0.12), (x + dx + 0.14, top + 0.6),
                      (x + dx + 0.05, top + 0.88), (x + dx - 0.08, top + 0.86),
                      (x + dx - 0.14, top + 0.55)], meat)  # fmt: skip
            pen.oval(x + dx + 0.02, top + 0.62, 0.06, 0.13, lighter(meat, 0.55))


def _green_cross(pen: Pen, x: float, y: float, _roll: random.Random) -> None:
    """A white cabinet of little drawers under the green cross."""
    white = rgb(0xF0F2EE)
    pen.rect(x - 0.75, y - 2.7, 1.5, 2.7, white, r=0.03)
    for w, h in ((0.7, 0.24), (0.24, 0.7)):
        pen.rect(x - w / 2, y - 2.15 - h / 2, w, h, rgb(0x3F9A62), r=0.02)
    pen.glow(x, y - 2.15, 0.9, (0.4, 0.95, 0.6), 0.3)
    for row in range(7):
        for column in range(5):
            left, top = x - 0.68 + column * 0.276, y - 1.6 + row * 0.215
            pen.rect(left, top, 0.25, 0.185, darker(white, 0.1), r=0.015)
            pen.oval(left + 0.125, top + 0.1, 0.022, 0.022, rgb(0xB9975A))


def _tool_board(pen: Pen, x: float, y: float, _roll: random.Random) -> None:
    """Saws, hammers, spanners and coils on a board with holes."""
    board = rgb(0xC2A878)
    pen.rect(x - 0.75, y - 2.6, 1.5, 2.6, board, r=0.02)
    for row in range(3):
        for i, dx in enumerate((-0.52, -0.17, 0.17, 0.52)):
            with pen.moved(x + dx, y - 2.42 + row * 0.82):
                _TOOLS[(i + row) % 4](pen)


def _hammer(pen: Pen) -> None:
    pen.rect(-0.025, 0.0, 0.05, 0.55, WOOD, r=0.015)
    pen.rect(-0.13, -0.03, 0.26, 0.11, darker(STEEL, 0.35), r=0.02)


def _spanner(pen: Pen) -> None:
    pen.line([(0.0, 0.1), (0.0, 0.52)], darker(STEEL, 0.2), 0.055)
    pen.ring(0.0, 0.06, 0.065, 0.065, darker(STEEL, 0.2), 0.045)


def _saw(pen: Pen) -> None:
    pen.poly([(-0.1, 0.0), (0.1, 0.0), (0.03, 0.5), (-0.04, 0.5)], STEEL)
    pen.rect(-0.12, -0.08, 0.24, 0.15, rgb(0xA8432F), r=0.05)


def _coil(pen: Pen) -> None:
    for size in (0.16, 0.11):
        pen.ring(0.0, 0.24, size, size * 1.3, rgb(0xC9853A), 0.035)


_TOOLS = (_hammer, _spanner, _saw, _coil)


def _flower_stand(pen: Pen, x: float, y: float, roll: random.Random) -> None:
    """Steps full of buckets under a hanging basket."""
    for step in range(3):
        base = y - 1.5 + step * 0.72
        for i in range(4):
            petals = hsv((0.95, 0.13, 0.78, 0.04, 0.6, 0.0)[(i * 2 + step) % 6], 0.52, 0.9)
            wares.bunch(pen, x - 0.56 + i * 0.37, base, 0.72, petals, roll)
        pen.rect(x - 0.75, base, 1.5, 0.07, WOOD)


def _crates_of_fruit(pen: Pen, wood: Color, _roll: random.Random) -> None:
    for x, hue in ((-2.4, 0.01), (-3.15, 0.24)):
        put.crate(pen, x, M, 0.62, wood)
        for i in range(8):
            pen.oval(x - 0.25 + i * 0.07, M - 0.64 - 0.05 * (i % 2), 0.075, 0.075,
                     hsv(hue + 0.04 * (i % 2), 0.55, 0.75))  # fmt: skip


def _sacks_of_flour(pen: Pen, _wood: Color, roll: random.Random) -> None:
    cloth = rgb(0xE7DCC2)
    for x, tall in ((-3.1, 0.85), (-2.5, 0.7), (-2.0, 0.5)):
        shadow(pen, x, M, 0.36)
        pen.blob([(x - 0.3, M), (x - 0.32, M - tall * 0.6), (x - 0.2, M - tall), (x, M - tall * 0.92),
                  (x + 0.2, M - tall), (x + 0.32, M - tall * 0.6), (x + 0.3, M)], cloth, 1.0)  # fmt: skip
        pen.oval(x, M - tall * 0.96, 0.17, 0.05, rgb(0xFAF8F2))
        pen.blob([(x - 0.09, M - tall * 0.3), (x, M - tall * 0.66), (x + 0.09, M - tall * 0.3)],
                 darker(wares.CRUST, 0.1))  # fmt: skip
    with pen.moved(-1.62, M + 0.06, size=1.7):
        wares.bread_basket(pen, -0.18, 0.0, roll)


def _buckets(pen: Pen, _wood: Color, roll: random.Random) -> None:
    for i, x in enumerate((-3.3, -2.85, -2.4, -1.95)):
        shadow(pen, x, M, 0.22)
        wares.bunch(pen, x, M + 0.02 * i, 0.85, hsv((0.95, 0.13, 0.76, 0.02)[i], 0.52, 0.9), roll)


def _piles_of_books(pen: Pen, wood: Color, _roll: random.Random) -> None:
    put.table(pen, -2.6, M, 1.7, wood)
    for pile, (x, count) in enumerate(((-3.15, 6), (-2.6, 4), (-2.05, 7))):
        for i in range(count):
            tone = hsv(0.13 * i + 0.3 * pile, 0.45, 0.62)
            left, top = x - 0.2 + 0.02 * (i * 7 % 3), M - 0.82 - i * 0.07
            pen.rect(left, top, 0.4, 0.065, tone, r=0.01)
            pen.rect(left + 0.36, top + 0.012, 0.04, 0.04, rgb(0xF1EAD8))


def _cabinet(pen: Pen, _wood: Color, roll: random.Random) -> None:
    white = rgb(0xEDEFEA)
    put.counter(pen, -2.6, M, 1.7, white, rgb(0xBFD8C8))
    left = -3.4
    while left < -2.0:
        left += wares.medicine(pen, left, M - 0.94, roll) + 0.05


def _barrels_of_handles(pen: Pen, wood: Color, _roll: random.Random) -> None:
    for i, lean in enumerate((-14, -5, 4, 13)):
        with pen.moved(-2.9, M - 0.5, turn=lean):
            pen.rect(-0.022, -1.05, 0.044, 1.05, lighter(WOOD, 0.3))
            if i % 2:
                pen.rect(-0.17, -1.2, 0.34, 0.18, rgb(0xC9A24A), r=0.02)
            else:
                pen.rect(-0.11, -1.26, 0.22, 0.26, darker(STEEL, 0.3), r=0.04)
    put.barrel(pen, -2.9, M, 0.8, wood)
    put.crate(pen, -2.1, M, 0.6, wood)
    for i in range(3):
        pen.rect(-2.35 + i * 0.17, M - 0.8, 0.15, 0.2, hsv(0.3 * i, 0.5, 0.7), r=0.01)


def _toys(pen: Pen, wood: Color, _roll: random.Random) -> None:
    shadow(pen, -2.75, M, 0.9)
    pen.curve([(-3.4, M - 0.1), (-3.0, M - 0.01), (-2.5, M - 0.01), (-2.1, M - 0.1)], rgb(0xB8433C), 0.07)
    for dx in (-0.28, 0.3):
        pen.line([(-2.75 + dx, M - 0.05), (-2.75 + dx * 0.8, M - 0.5)], lighter(wood, 0.25), 0.08)
    pen.blob([(-3.12, M - 0.52), (-3.0, M - 0.72), (-2.6, M - 0.68), (-2.42, M - 1.0), (-2.2, M - 0.98),
              (-2.1, M - 0.82), (-2.32, M - 0.76), (-2.42, M - 0.46), (-2.8, M - 0.42)],
             lighter(wood, 0.3), 1.0)  # fmt: skip
    pen.curve([(-2.48, M - 1.02), (-2.6, M - 0.86), (-2.68, M - 0.7)], rgb(0xB8433C), 0.08)
    pen.rect(-2.88, M - 0.74, 0.24, 0.1, rgb(0x3F6CA5), r=0.03)
    wares.bear(pen, -1.75, M + 0.05, 0.72, rgb(0xB07F4A))


def _block(pen: Pen, wood: Color, roll: random.Random) -> None:
    shadow(pen, -2.6, M, 0.75)
    for dx in (-0.5, 0.5):
        pen.rect(-2.65 + dx, M - 0.5, 0.1, 0.5, darker(wood, 0.3))
    pen.rect(-3.25, M - 0.86, 1.3, 0.4, lighter(wood, 0.25), r=0.03)
    for i in range(6):
        pen.line([(-3.1 + i * 0.2, M - 0.84), (-3.1 + i * 0.2, M - 0.48)], darker(wood, 0.05), 0.015)
    wares.cut(pen, -3.1, M - 0.86, roll)
    pen.rect(-2.35, M - 1.1, 0.3, 0.2, STEEL, r=0.02)
    pen.rect(-2.1, M - 1.18, 0.06, 0.2, darker(WOOD, 0.3), r=0.02)


@dataclass(frozen=True)
class Trade:
    """What makes a shop the shop it is."""

    words: tuple[str, ...]
    wares: tuple[Ware, ...]
    floor: Floor
    feature: Feature | None = None
    """What stands in place of a case of shelves."""
    sign: Color | None = None


_TRADES = (
    Trade(("bakery", "baker", "patisserie", "pastry", "cake", "bread", "面包", "蛋糕"),
          (wares.loaf, wares.bread_basket, wares.loaf), _sacks_of_flour, _oven, rgb(0x8C5A34)),
    Trade(("florist", "flower", "花店"), (wares.flowers, wares.potted), _buckets, _flower_stand,
          rgb(0x5E8A5C)),
    Trade(("bookshop", "bookstore", "book", "antiquarian", "书店"), (wares.book,), _piles_of_books,
          sign=rgb(0x4A4F6E)),
    Trade(("pharmacy", "drugstore", "chemist", "apothecary", "药店", "药房"), (wares.medicine,), _cabinet,
          _green_cross, rgb(0x3F8A5C)),
    Trade(("hardware", "ironmonger", "tool", "paint shop", "五金"), (wares.hardware,), _barrels_of_handles,
          _tool_board, rgb(0x8A4A36)),
    Trade(("toy", "toyshop", "doll", "玩具"), (wares.toy,), _toys, sign=rgb(0xC25A4A)),
    Trade(("butcher", "meat", "sausage", "肉铺", "肉店"), (wares.cut, wares.jar), _block, _cold_store,
          rgb(0x9A3B38)),
    Trade(("grocer", "grocery", "greengrocer", "fruit", "vegetable", "水果", "菜店", "杂货"),
          (wares.fruit, wares.fruit, wares.jar), _crates_of_fruit, sign=rgb(0x4F7F55)),
)  # fmt: skip
_ALL_SORTS = Trade((), (wares.jar, wares.jar, wares.bottle), _crates_of_fruit)


def trade_of(name: str) -> Trade:
    """The trade that the name of a shop says; one that sells all sorts of things when it says none."""
    return next((trade for trade in _TRADES if says(name, *trade.words)), _ALL_SORTS)
