"""How much room a person takes: body, head and lips as rectangles, worked out without drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from generator.animatic.acting.anatomy import Body, body_of
from generator.animatic.acting.pose import Pose, Stance
from generator.animatic.cards.look import Creature, Hair, Look
from generator.animatic.cards.wardrobe import Headwear
from generator.animatic.pen import Point
from generator.animatic.people.beards import chin_hair
from generator.animatic.people.cut import outline_of
from generator.animatic.people.figure import LYING, head_size
from generator.animatic.people.hair import before_head, behind_head
from generator.animatic.people.hair_from_behind import from_the_back
from generator.animatic.people.hats import hat, hat_from_the_back
from generator.animatic.people.head import JAW_DROP, face_of, skull
from generator.animatic.people.limbs import SKIRT, seated, skirt_hem, skirted
from generator.animatic.people.mouth import lips_of
from generator.animatic.people.pieces import Piece, step_of

_HAND = 0.075
"""From the wrist to the finger tips."""
_SOLE = 0.087
"""From an ankle to the ground under the sole."""


class Rect(NamedTuple):
    """Metres from the soles of the person, x to the right, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


class Extent(NamedTuple):
    """Where a person is."""

    body: Rect
    """Everything that is drawn of the person with hair, hat, clothes and shoes."""
    head: Rect
    """Skull and face."""
    lips: Rect


def extent_of(look: Look, pose: Pose) -> Extent:
    """Where a person in a pose is, without what they hold, the furniture and the shadow on the ground."""
    if look.creature is not Creature.HUMAN:
        from generator.animatic.creatures.room import room_of

        return room_of(look, pose)
    body = body_of(look, pose)
    placed = _Placed(look, pose, body)
    skin = skull(face_of(look), pose.head_turn, JAW_DROP * pose.mouth)
    lips = lips_of(look, pose)
    y = pose.nod * 4
    mouth = [(lips.x - lips.half, lips.top + y), (lips.x + lips.half, lips.low + y)]
    if not lips.open:
        mouth = [(lips.x - lips.half, lips.y - 0.06 + y), (lips.x + lips.half, lips.y + 0.1 + y)]
    worn = [*_hair_corners(look, pose), *skin, (-0.98, 0.1), (0.98, 0.1)]
    return Extent(
        placed.rect([*_trunk(look, pose, body), *placed.from_head(worn)]),
        placed.rect(placed.from_head(skin)),
        placed.rect(placed.from_head(_corners(mouth))),
    )


class _Placed(NamedTuple):
    """Takes points of a body to metres from the soles."""

    look: Look
    pose: Pose
    body: Body

    def from_head(self, points: Iterable[Point]) -> list[Point]:
        """Head units to body units."""
        size, (x, y) = head_size(self.look, self.body), self.body.head
        return [(x + px * size, y + py * size) for px, py in _turned(points, self.pose.slant * 0.6)]

    def rect(self, points: Iterable[Point]) -> Rect:
        """The rectangle around points of the body."""
        size = self.look.height / 1.7
        lying = self.pose.act.stance is Stance.LIE
        at = _turned(points, -90.0 if lying else self.pose.roll)
        dx, dy = LYING if lying else (0.0, 0.0)
        xs, ys = [(x + dx) * size for x, _ in at], [(y + dy) * size for _, y in at]
        return Rect(min(xs), min(ys), max(xs), max(ys))


def _turned(points: Iterable[Point], degrees: float) -> list[Point]:
    if not degrees:
        return list(points)
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    return [(x * c - y * s, x * s + y * c) for x, y in points]


def _corners(points: Iterable[Point]) -> list[Point]:
    xs, ys = zip(*points, strict=True)
    return [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]


def _trunk(look: Look, pose: Pose, body: Body) -> list[Point]:
    """Clothes, arms that are drawn, legs and shoes."""
    points = list(outline_of(look, body, pose.turn).points)
    if skirted(look) and not seated(body):
        low = body.hip[1] + SKIRT
        points += [(x, low) for x in skirt_hem(look, body)]
    if pose.act.stance is not Stance.LIE:
        for shoulder, elbow, hand in body.arms:
            points += _around(shoulder, body.build.arm * 0.56) + _around(elbow, body.build.arm * 0.45)
            points += _around(_beyond(elbow, hand, _HAND - 0.03), 0.032)
    for _, knee, foot in body.legs:
        points += _around(knee, body.build.leg * 0.43)
        points += _foot(pose, knee, foot)
    return points


def _foot(pose: Pose, knee: Point, foot: Point) -> list[Point]:
    ux, uy = _unit(knee, foot)
    if uy < 0.25:
        return [(foot[0] + ux * 0.16, foot[1] - 0.07), (foot[0], foot[1] + 0.04)]
    toe = 0.085 + 0.08 * min(1.0, abs(pose.turn) / 0.45)
    ahead = toe if pose.turn >= 0 else -toe
    flat = [(foot[0] + ahead, foot[1] + _SOLE), (foot[0] - math.copysign(0.07, ahead), foot[1] + _SOLE)]
    if foot[1] > -0.115:
        return [*flat, (foot[0] - ahead * 0.5, foot[1])]
    angle = math.degrees(math.atan2(-ux, uy)) * 0.75
    return [
        (foot[0] + x, foot[1] + y)
        for x, y in _turned([(px - foot[0], py - foot[1]) for px, py in flat], angle)
    ]


def _unit(a: Point, b: Point) -> Point:
    length = max(math.dist(a, b), 1e-6)
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length)


def _beyond(a: Point, b: Point, far: float) -> Point:
    ux, uy = _unit(a, b)
    return (b[0] + ux * far, b[1] + uy * far)


def _around(at: Point, radius: float) -> list[Point]:
    return [(at[0] + dx, at[1] + dy) for dx in (-radius, radius) for dy in (-radius, radius)]


def _hair_corners(look: Look, pose: Pose) -> list[Point]:
    """Corners around hair, beard and hat, head units."""
    step = step_of(pose.head_turn)
    points = list(_worn_on_head(look.hair, look.wears.headwear, step, pose.back > 0.5))
    for piece in chin_hair(look.beard, step, step_of(JAW_DROP * pose.mouth)) if pose.back <= 0.5 else ():
        points += _box(piece)
    return points


@lru_cache(maxsize=1024)
def _worn_on_head(style: Hair, worn: Headwear, step: int, back: bool) -> tuple[Point, ...]:
    if back:
        pieces = [*from_the_back(style), *hat_from_the_back(worn)]
    else:
        pieces = [*behind_head(style, step), *before_head(style, step), *hat(worn, step)]
    points = [corner for piece in pieces for corner in _box(piece)]
    if worn is Headwear.NONE:
        return tuple(points)
    covered = [corner for piece in hat(worn, step) for corner in _box(piece)]
    top = min(y for _, y in covered)
    return tuple((x, max(y, top)) for x, y in points)


def _box(piece: Piece) -> list[Point]:
    box = piece.path.computeTightBounds()
    out = piece.width / 2
    return [
        (x, y) for x in (box.left() - out, box.right() + out) for y in (box.top() - out, box.bottom() + out)
    ]
