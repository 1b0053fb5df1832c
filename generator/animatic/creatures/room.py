"""How much room an animal or a robot takes: measured on a small drawing of it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import skia

from generator.animatic.acting.anatomy import body_of
from generator.animatic.acting.pose import Pose, Stance
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.animal_head import lips_of, skull_of
from generator.animatic.creatures.kinds import wild
from generator.animatic.creatures.robot_head import case_of, grille_of
from generator.animatic.creatures.upright import HEAD
from generator.animatic.creatures.wild import head_of
from generator.animatic.palette import Light
from generator.animatic.pen import Pen, Point
from generator.animatic.people.extents import Extent, Rect
from generator.animatic.people.figure import LYING, eye_height, figure, head_height, head_size

_TALL = 160
"""Pixels from the soles to over the head of who stands."""
_LINE = 0.5
"""Line weight in pixels: a half, that of a full shot of 736 lines."""


def room_of(look: Look, pose: Pose) -> Extent:
    """Body, head and lips of an animal or a robot, metres from the soles."""
    if look.creature is Creature.ROBOT:
        skull, lips = case_of(look, pose), grille_of(pose)
    else:
        skull, lips = skull_of(look, pose), lips_of(look, pose)
    low = pose.nod * 4
    mouth = [(x, y + low) for x in (lips[0], lips[2]) for y in (lips[1], lips[3])]
    return Extent(_painted(look, pose), _box(_placed(look, pose, skull)), _box(_placed(look, pose, mouth)))


def _painted(look: Look, pose: Pose) -> Rect:
    """The box around what is painted, to a hundred and sixtieth of the height."""
    k = _TALL / (eye_height(look, Stance.STAND) + head_height(look))
    mask = np.zeros((_TALL * 3, _TALL * 6), np.uint8)
    canvas = skia.Surface(
        mask, skia.ColorType.kAlpha_8_ColorType, skia.AlphaType.kPremul_AlphaType
    ).getCanvas()
    canvas.translate(_TALL * 3, _TALL * 2)
    canvas.scale(k, k)
    figure(Pen(canvas, Light(), _LINE / k), look, pose, alone=True)
    rows, columns = np.flatnonzero(mask.max(axis=1)), np.flatnonzero(mask.max(axis=0))
    return Rect(columns[0] / k - _TALL * 3 / k, rows[0] / k - _TALL * 2 / k,
                (columns[-1] + 1 - _TALL * 3) / k, (rows[-1] + 1 - _TALL * 2) / k)  # fmt: skip


def _placed(look: Look, pose: Pose, points: Iterable[Point]) -> list[Point]:
    """Head units to metres from the soles."""
    if wild(look):
        head = head_of(look, pose)
        return [
            (head.at[0] + x * head.half, head.at[1] + y * head.half) for x, y in _turned(points, head.turn)
        ]
    body, size = body_of(look, pose), look.height / 1.7
    half = body.build.head if look.creature is Creature.ROBOT else head_size(look, body) * HEAD
    (cx, cy), lying = body.head, pose.act.stance is Stance.LIE
    at = [(cx + x * half, cy + y * half) for x, y in _turned(points, pose.slant * 0.6)]
    dx, dy = LYING if lying else (0.0, 0.0)
    return [((x + dx) * size, (y + dy) * size) for x, y in _turned(at, -90.0 if lying else pose.roll)]


def _turned(points: Iterable[Point], degrees: float) -> list[Point]:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x * c - y * s, x * s + y * c) for x, y in points]


def _box(points: list[Point]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))
