"""Shops: the same room for all, with the goods of the trade that its name says."""

from __future__ import annotations

import random

from generator.animatic.palette import darker, hsv, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import furniture as put
from generator.animatic.places import lamps
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.places.trades import trade_of
from generator.animatic.things.stuff import BRASS, WOOD

_CASES = (-3.2, -1.6, 0.0, 1.6, 3.2)
"""Where the shelves stand, metres from the middle."""
_TOP = M + 0.1 - 0.94
"""The top of the counter."""


def shop_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Shelves full of goods, a sign over them; beside the people what only this trade has."""
    trade = trade_of(s.name)
    shelves, wood = s.own(pen, "bookshelf", WOOD)
    for x in _CASES:
        if x != -1.6 or trade.feature is None:
            put.shelf(shelves, x, Y, 1.5, 5, roll, trade.wares, wood)
    if trade.feature is not None:
        trade.feature(pen, -1.6, Y, roll)
    board = trade.sign or hsv(roll.random(), 0.4, 0.45)
    pen.rect(-1.3, -3.28, 2.6, 0.4, darker(board, 0.3), r=0.04)
    pen.rect(-1.25, -3.24, 2.5, 0.32, board, r=0.03)
    for i in range(9):
        pen.rect(-0.95 + i * 0.215, -3.15, 0.12, 0.14, rgb(0xEFE3C4), r=0.03)


def shop_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A counter with a till and scales, and what stands on the floor."""
    put.counter(pen, 1.9, M + 0.1, 2.6, WOOD, lighter(WOOD, 0.35))
    till = rgb(0x5C4A42)
    pen.poly([(1.9, _TOP), (2.5, _TOP), (2.42, _TOP - 0.35), (2.0, _TOP - 0.35)], till)
    pen.rect(2.02, _TOP - 0.5, 0.38, 0.16, rgb(0xD8D2BE), r=0.02)
    for i in range(6):
        pen.oval(2.02 + (i % 3) * 0.14, _TOP - 0.1 - 0.12 * (i // 3), 0.035, 0.03, rgb(0xE9E1CC))
    pen.rect(1.0, _TOP - 0.1, 0.4, 0.1, darker(BRASS, 0.2), r=0.02)
    pen.oval(1.2, _TOP - 0.24, 0.15, 0.15, BRASS)
    pen.oval(1.2, _TOP - 0.24, 0.11, 0.11, rgb(0xF2ECDC))
    trade = trade_of(s.name)
    x = 2.6
    while x < 3.0:
        x += trade.wares[0](pen, x, _TOP, roll)
    boxes, tone = s.own(pen, "crates", WOOD)
    trade.floor(boxes, tone, roll)
    for x in (-1.7, 1.7):
        lamps.pendant(pen, x, -2.85, s.mood, s.trim)
