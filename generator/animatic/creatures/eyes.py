"""The eyes and brows of an animal: they look, blink and feel.

Head units; see :mod:`generator.animatic.people.hair`.
"""

from __future__ import annotations

from generator.animatic.acting.pose import Pose
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.mien import Mien, mien_of
from generator.animatic.palette import Color, darker, lighter, luma, mix
from generator.animatic.pen import Pen, Point, polygon, smooth

_INK: Color = (0.13, 0.1, 0.12)
_SLITS = (Creature.CAT, Creature.FOX)


def eyes(pen: Pen, look: Look, pose: Pose, place: tuple[float, float, float], fur: Color) -> None:
    """Both eyes with their brows; ``place`` is x and y of the right eye and its radius, ``fur`` the lids'."""
    out, y, radius = place
    mien, t = mien_of(pose.act.feeling), pose.head_turn
    for side in (-1, 1):
        far = max(0.0, side * t)
        x = 0.24 * t + side * out * (1 - 0.22 * far)
        size = (radius * (1 - 0.3 * far), radius * 1.12)
        _eye(pen, look, pose, mien, (x, y), size, side, fur)
        _brow(pen, fur, mien, (x, y - radius * 1.75), radius * (1 - 0.3 * far), side)


def _eye(pen: Pen, look: Look, pose: Pose, mien: Mien, at: Point, size: Point, side: int,
         fur: Color) -> None:  # fmt: skip
    (x, y), (w, h) = at, size
    lid = mien.lid + (0.3 if pose.look[1] > 0.6 else 0.0)
    shut = max(lid, lid + (1 - lid) * pose.blink)
    edge = darker(fur, 0.6) if luma(fur) > 0.2 else lighter(fur, 0.12)
    if shut > 0.86:
        pen.curve([(x - w, y + h * 0.1), (x, y + h * 0.45), (x + w, y + h * 0.1)], edge, 0.065)
        return
    ball = smooth([(x - w, y), (x - w * 0.66, y - h * 0.8), (x, y - h), (x + w * 0.66, y - h * 0.8),
                   (x + w, y), (x + w * 0.66, y + h * 0.78), (x, y + h * 0.95),
                   (x - w * 0.66, y + h * 0.78)])  # fmt: skip
    pen.path(ball, (0.97, 0.96, 0.94))
    with pen.inside(ball):
        _iris(pen, look, pose, mien, (x, y), size)
        brim = y - h + 2 * h * max(0.0, shut)
        inner, outer = brim + mien.slant * h, brim - mien.slant * h
        left, right = (outer, inner) if side < 0 else (inner, outer)
        if shut > 0.02 or mien.slant:
            lid_shape = polygon([(x - w * 1.2, y - h * 1.4), (x + w * 1.2, y - h * 1.4), (x + w * 1.2, right),
                                 (x - w * 1.2, left)])  # fmt: skip
            pen.path(lid_shape, darker(fur, 0.12))
            pen.line([(x - w * 1.2, left), (x + w * 1.2, right)], edge, 0.05)
        if mien.low > 0.01:
            low = y + h - 2 * h * mien.low
            cheek = smooth([(x - w * 1.3, y + h * 1.3), (x - w * 1.1, low + h * 0.35), (x, low),
                            (x + w * 1.1, low + h * 0.35), (x + w * 1.3, y + h * 1.3)])  # fmt: skip
            pen.path(cheek, fur)
            pen.path(cheek, edge, 0.7, 0.03)
    pen.path(ball, edge, 1.0, 0.045)


def _iris(pen: Pen, look: Look, pose: Pose, mien: Mien, at: Point, size: Point) -> None:
    (x, y), (w, h) = at, size
    gx = x + max(-1.0, min(1.0, pose.look[0])) * w * 0.36
    gy = y + max(-1.0, min(1.0, pose.look[1])) * h * 0.3
    iris = mix(look.eyes, (0.82, 0.62, 0.22), 0.3)
    pen.oval(gx, gy, w * 0.76, h * 0.76, darker(iris, 0.4))
    pen.oval(gx, gy, w * 0.68, h * 0.68, iris)
    narrow = 0.2 if look.creature in _SLITS else 0.46
    pen.oval(gx, gy, w * narrow * mien.pupil, h * (0.6 if narrow < 0.3 else 0.46) * mien.pupil, _INK)
    pen.oval(gx + w * 0.26, gy - h * 0.28, w * 0.19, w * 0.19, (1, 1, 1), 0.95)


def _brow(pen: Pen, fur: Color, mien: Mien, at: Point, half: float, side: int) -> None:
    x, y = at
    color = darker(fur, 0.58) if luma(fur) > 0.3 else lighter(fur, 0.3)
    pen.curve([(x - side * half * 0.9, y + mien.inner - 0.01),
               (x + side * half * 0.1, y + (mien.inner + mien.outer) / 2 - 0.045),
               (x + side * half, y + mien.outer + 0.05)], color, 0.075)  # fmt: skip
