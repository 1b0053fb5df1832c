"""Rooms people live in."""

from __future__ import annotations

import random

from generator.animatic.palette import Color, darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen
from generator.animatic.places import big_things as big
from generator.animatic.places import furniture as put
from generator.animatic.places import lamps, openings
from generator.animatic.places import wall_things as wall
from generator.animatic.places.lights import LAMP, pool
from generator.animatic.places.mood import Hour
from generator.animatic.places.shell import M, Shell, Y
from generator.animatic.things.stuff import WOOD


def room_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Any room: a window, a door, pictures."""
    x = s.side
    openings.window(pen, s, -1.5 * x, -2.2, 1.3, 1.3, roll)
    leaf, color = s.own(pen, "door", hsv(0.08, 0.35, 0.55))
    openings.door(leaf, 2.3 * x, Y, color)
    if not s.lacks("picture"):
        put.picture(pen, 0.5 * x, -2.2, 0.7, 0.55, roll)
        put.picture(pen, -3.6 * x, -2.1, 0.6, 0.7, roll)


def room_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Any room: books, a chest of drawers, a rug, a lamp."""
    _rug(pen, s, hsv(roll.random(), 0.36, 0.52))
    shelves, wood = s.own(pen, "bookshelf", WOOD)
    put.shelf(shelves, -3.4, M, 1.2, 4, roll, wood=wood)
    if not s.lacks("plant"):
        put.plant(pen, 3.25, M, 0.9, roll)
    put.drawers(pen, 1.75, M, 1.0, darker(WOOD, 0.05))
    lamps.table_lamp(pen, 1.6, M - 0.85, s)
    lamps.pendant(pen, 0.2, -2.95, s.mood, s.trim)


def _rug(pen: Pen, s: Shell, usual: Color) -> None:
    """An oval rug with a border, where people stand."""
    cloth, color = s.own(pen, "rug", usual)
    cloth.oval(0, 0.2, 2.45, 0.38, darker(color, 0.25))
    cloth.oval(0, 0.18, 2.42, 0.36, color)
    cloth.oval(0, 0.18, 2.16, 0.3, mix(color, rgb(0xD8CBB0), 0.62))
    cloth.ring(0, 0.18, 1.9, 0.25, mix(color, rgb(0xD8CBB0), 0.2), 0.02)


def kitchen_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Tiles, cupboards, a window, hanging spoons."""
    tiles = lighter(s.wall, 0.35)
    pen.rect(-16, -2.05, 32, 2.05 + Y, tiles)
    for i in range(-60, 61):
        pen.line([(i * 0.2, -2.05), (i * 0.2, Y)], darker(tiles, 0.1), 0.008)
    for i in range(7):
        pen.line([(-12, -2.05 + i * 0.2), (12, -2.05 + i * 0.2)], darker(tiles, 0.1), 0.008)
    flip = s.side
    openings.window(pen, s, 0.9 * flip, -2.25, 1.25, 1.15, roll)
    doors, cupboard = s.own(pen, "cupboards", hsv(roll.random(), 0.22, 0.72))
    for x in (-1.6, -2.5, 2.6):
        doors.rect(x * flip - 0.42, -3.0, 0.84, 0.85, cupboard, r=0.02)
        doors.rect(x * flip - 0.36, -2.94, 0.72, 0.73, darker(cupboard, 0.1), r=0.02)
        doors.rect(x * flip - 0.42, -2.15, 0.84, 0.05, (0.05, 0.04, 0.1), 0.22)
        pen.oval(x * flip + 0.26, -2.3, 0.03, 0.03, put.METAL)
    pen.rect(min(-0.85 * flip, -0.0), -2.08, 0.85, 0.03, darker(put.METAL, 0.3), r=0.01)
    for i in range(5):
        x = -0.75 * flip + i * 0.17 * flip
        pen.line([(x, -2.06), (x, -1.9)], put.METAL, 0.014)
        pen.oval(x, -1.84, 0.05, 0.07, darker(put.METAL, 0.15 * (i % 2)))
    if not s.lacks("clock"):
        dial, rim = s.own(pen, "clock", darker(WOOD, 0.35))
        wall.clock(dial, -0.35 * flip, -2.72, 0.19, rim)


def kitchen_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Worktop, stove, fridge, lamp."""
    usual, flip = hsv(roll.random(), 0.26, 0.62), s.side
    units, color = s.own(pen, "cupboards", usual)
    foot = Y + 0.22
    put.counter(units, 0.0, foot, 6.2, color, rgb(0xD9C7A8))
    top = foot - 0.94
    if not s.lacks("stove"):
        metal, tone = s.own(pen, "stove", rgb(0x3B3D42))
        big.stove(metal, -1.9 * flip, foot + 0.01, tone)
        kettle = hsv(0.02, 0.55, 0.7)
        pen.oval(-1.72 * flip, top - 0.16, 0.17, 0.15, kettle)
        pen.ring(-1.72 * flip, top - 0.31, 0.1, 0.1, darker(kettle, 0.5), 0.025)
    pen.curve(
        [(0.7 * flip, top), (0.7 * flip, top - 0.32), (0.86 * flip, top - 0.34), (0.86 * flip, top - 0.2)],
        put.METAL,
        0.04,
    )
    for i, hue in enumerate((0.1, 0.3, 0.97)):
        x = -0.7 * flip + i * 0.19
        pen.rect(x, top - 0.22 + i * 0.02, 0.15, 0.22 - i * 0.02, hsv(hue, 0.35, 0.75), r=0.025)
    if not s.lacks("fridge"):
        door, white = s.own(pen, "fridge", rgb(0xD8DDDA))
        big.fridge(door, 3.05 * flip, M, white)
    lamps.pendant(pen, 0.3 * flip, -2.85, s.mood, hsv(0.1, 0.4, 0.75))


def living_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A window, a hearth, pictures."""
    flip = s.side
    openings.window(pen, s, -1.9 * flip, -2.15, 1.5, 1.4, roll)
    if not s.lacks("fireplace"):
        stone, color = s.own(pen, "fireplace", rgb(0x9B7A6A))
        put.fireplace(stone, 1.7 * flip, Y, color)
    if not s.lacks("picture"):
        put.picture(pen, 1.7 * flip, -2.55, 1.0, 0.65, roll)
        put.picture(pen, 3.4 * flip, -2.2, 0.5, 0.65, roll)
        put.picture(pen, -0.45 * flip, -2.3, 0.42, 0.55, roll)


def living_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Sofa, armchair, lamp, rug."""
    cloth, flip = hsv(roll.random(), 0.36, 0.52), s.side
    _rug(pen, s, hsv(roll.random(), 0.4, 0.5))
    seat, color = s.own(pen, "sofa", cloth)
    put.sofa(seat, -1.75 * flip, M + 0.05, 2.1, color)
    shade, tone = s.own(pen, "lamp", rgb(0xE8CF9E))
    lamps.floor_lamp(shade, -3.1 * flip, M, s.mood, tone)
    seat, color = s.own(pen, "armchair", hsv(roll.random(), 0.3, 0.5))
    put.sofa(seat, 2.9 * flip, M + 0.1, 1.0, color)
    if not s.lacks("plant"):
        put.plant(pen, 3.9 * flip, M, 1.1, roll)


def bedroom_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A window, a door, a picture."""
    openings.window(pen, s, 0.75, -2.15, 1.3, 1.35, roll)
    if not s.lacks("picture"):
        put.picture(pen, -1.9, -2.3, 0.8, 0.6, roll)
    leaf, color = s.own(pen, "door", lighter(WOOD, 0.2))
    openings.door(leaf, -3.7, Y, color)


def bedroom_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """Bed, bedside lamp, wardrobe, a small rug."""
    blanket = hsv(roll.random(), 0.32, 0.62)
    _rug(pen, s, hsv(roll.random(), 0.3, 0.6))
    cover, color = s.own(pen, "bed", blanket)
    put.bed(cover, -1.9, M + 0.05, color)
    put.drawers(pen, -0.35, M, 0.5, WOOD, 0.52)
    lamps.table_lamp(pen, -0.35, M - 0.52, s)
    wood, tone = s.own(pen, "wardrobe", darker(WOOD, 0.12))
    big.wardrobe(wood, 2.55, M, tone)


def corridor_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A row of doors and wall lamps."""
    leaf, color = s.own(pen, "door", hsv(roll.choice((0.08, 0.4, 0.58)), 0.35, 0.5))
    for i in range(-3, 4):
        openings.door(leaf, i * 2.1 + 0.4, Y, color)
        pen.rect(i * 2.1 + 0.2, -2.95, 0.4, 0.14, rgb(0xE9E1CC), r=0.02)
        pen.poly(
            [(i * 2.1 - 0.75, -2.6), (i * 2.1 - 0.55, -2.6), (i * 2.1 - 0.5, -2.4), (i * 2.1 - 0.8, -2.4)],
            rgb(0xF0D9A6),
        )
        if s.mood.hour is not Hour.DAY:
            pen.glow(i * 2.1 - 0.65, -2.45, 1.4, LAMP, 0.5)
            pool(pen, i * 2.1 - 0.65, Y + 0.3, 1.0, 0.25)


def corridor_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A runner on the floor, a plant, a chair for those who wait."""
    cloth, runner = s.own(pen, "rug", hsv(roll.random(), 0.4, 0.45))
    cloth.poly([(-9, -0.35), (9, -0.35), (10, 0.5), (-10, 0.5)], runner)
    cloth.fade(-10, -0.35, 20, 0.85, darker(runner, 0.5), darker(runner, 0.5), 0.35, 0.0)
    for y in (-0.29, 0.42):
        cloth.rect(-10, y, 20, 0.03, lighter(runner, 0.35))
    if not s.lacks("plant"):
        put.plant(pen, -2.4, M - 0.12, 0.9, roll)
    put.chair(pen, 2.5, M - 0.12, -1)


def stairs_back(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A flight of stairs going up to the right."""
    openings.window(pen, s, -2.4, -2.3, 0.9, 1.2, roll, curtain=False)
    if not s.lacks("picture"):
        put.picture(pen, -0.9, -2.3, 0.5, 0.65, roll)
    wood = darker(WOOD, 0.05)
    for i in range(14):
        x, y = 0.2 + i * 0.3, Y - i * 0.2
        pen.rect(x, y - 0.2, 6, 0.2, darker(wood, 0.12 + 0.01 * i))
        pen.rect(x - 0.03, y - 0.23, 0.36, 0.05, lighter(wood, 0.18))
        pen.rect(x + 0.13, y - 1.05, 0.03, 0.85, darker(wood, 0.3))
    pen.line([(0.3, Y - 1.0), (4.7, Y - 3.94)], darker(wood, 0.4), 0.09)


def stairs_mid(pen: Pen, s: Shell, roll: random.Random) -> None:
    """A lamp and a plant at the foot of the stairs."""
    lamps.pendant(pen, -1.2, -2.9, s.mood, s.trim)
    put.plant(pen, -3.2, M, 1.0, roll)
    put.drawers(pen, -1.9, M, 0.9, darker(WOOD, 0.15))
    lamps.table_lamp(pen, -1.9, M - 0.85, s)
