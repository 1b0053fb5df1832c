"""A pose without the movements that are too small to be seen, so that what stands still is drawn once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from generator.animatic.acting.anatomy import Body, Limb
from generator.animatic.acting.pose import Pose
from generator.animatic.pen import Point

_GRAIN = 0.5
"""Of a pixel: the grid on which joints lie."""
_HEAD = 0.16
"""Half the height of a head, body units."""


def settled_pose(pose: Pose, pixel: float) -> Pose:
    """``pose`` with turns, glances, lids and lips in steps of about half a ``pixel``, given in body units."""
    # Powers of two, as below: the grid stays where it is while the camera comes closer.
    fine = 2.0 ** min(7, max(3, math.ceil(math.log2(_HEAD / pixel))))
    return replace(
        pose,
        turn=_stepped(pose.turn, fine),
        head_turn=_stepped(pose.head_turn, fine),
        look=(_stepped(pose.look[0], fine / 3), _stepped(pose.look[1], fine / 3)),
        mouth=_stepped(pose.mouth, fine / 4),
        blink=_stepped(pose.blink, fine / 6),
        nod=_stepped(pose.nod, 6 * fine),
    )


def settled_body(body: Body, pixel: float) -> Body:
    """``body`` with its joints on a grid finer than a ``pixel``, given in body units.

    Across, a joint is counted from the hips or the neck it hangs from: who sways is drawn in the same shapes.
    """
    grid = 2.0 ** -math.floor(math.log2(_GRAIN * pixel))
    hip, neck = body.hip[0], body.neck[0]
    low, high = _settling(hip, hip, grid), _settling(neck, hip + _stepped(neck - hip, grid), grid)
    return replace(
        body,
        hip=low(body.hip),
        neck=high(body.neck),
        arms=(_each(body.arms[0], high), _each(body.arms[1], high)),
        legs=(_each(body.legs[0], low), _each(body.legs[1], low)),
    )


def _settling(was: float, now: float, grid: float) -> Callable[[Point], Point]:
    """Takes joints that hang from ``was`` across to a grid that begins at ``now``."""
    return lambda point: (now + _stepped(point[0] - was, grid), _stepped(point[1], grid))


def from_here(body: Body, x: float) -> Body:
    """``body`` seen from ``x``: the same shapes wherever it stands."""

    def off(point: Point) -> Point:
        return (point[0] - x, point[1])

    return replace(
        body,
        hip=off(body.hip),
        neck=off(body.neck),
        arms=(_each(body.arms[0], off), _each(body.arms[1], off)),
        legs=(_each(body.legs[0], off), _each(body.legs[1], off)),
    )


def steps_of(joints: Iterable[Point], x: float) -> tuple[int, ...]:
    """What tells joints apart that are seen from ``x``, in ten-thousandths of a body unit."""
    return tuple(round(10_000 * value) for point in joints for value in (point[0] - x, point[1]))


def _each(limb: Limb, change: Callable[[Point], Point]) -> Limb:
    return (change(limb[0]), change(limb[1]), change(limb[2]))


def _stepped(value: float, steps: float) -> float:
    return round(value * steps) / steps
