"""Muzzles, noses, beaks, and mouths that speak.

Head units; see :mod:`generator.animatic.people.hair`.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.acting.pose import Feeling, Pose
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.mien import mien_of
from generator.animatic.palette import Color, darker, lighter, luma, mix
from generator.animatic.pen import Pen, smooth

_INSIDE: Color = (0.34, 0.12, 0.14)
_TONGUE: Color = (0.85, 0.45, 0.47)
_TEETH: Color = (0.97, 0.95, 0.9)
_ROSE: Color = (0.84, 0.5, 0.5)
_BLACK: Color = (0.16, 0.13, 0.14)
_FANGS = (Creature.DOG, Creature.CAT, Creature.FOX, Creature.WOLF, Creature.BEAR, Creature.LION)
_PINK_NOSES = (Creature.CAT, Creature.RABBIT, Creature.MOUSE, Creature.SHEEP, Creature.LION)


class Muzzle(NamedTuple):
    """The part of the face that stands out."""

    y: float
    wide: float
    """Half the width."""
    tall: float
    """Half the height."""
    nose_y: float
    nose: float
    """Half the width of the nose."""
    lip_y: float
    lip: float
    """Half the width of the mouth."""
    reach: float
    """How far it moves with a turn of the head."""


def opening_of(pose: Pose, look: Look) -> float:
    """How far the mouth is open, 0 to 1: speech, surprise, a dog that pants for joy."""
    feeling = pose.act.feeling
    rest = 0.3 if feeling is Feeling.SURPRISED else 0.0
    if feeling is Feeling.HAPPY and look.creature is Creature.DOG:
        rest = 0.28 + 0.06 * pose.breath
    return max(pose.mouth, rest)


def muzzle(pen: Pen, look: Look, pose: Pose, shape: Muzzle, fur: Color) -> None:
    """The muzzle with nose and mouth in ``fur``."""
    x, opening = shape.reach * pose.head_turn, opening_of(pose, look)
    corner = mien_of(pose.act.feeling).corner
    if opening > 0.06:
        _chin(pen, x, shape, opening, fur)
    _cheeks(pen, look, x, shape, fur)
    if opening > 0.06:
        _open(pen, look, pose, x, shape, opening, corner)
    else:
        _closed(pen, x, shape, corner, fur)
    if look.creature in (Creature.RABBIT, Creature.MOUSE):
        pen.rect(x - 0.085, shape.lip_y + 0.02, 0.17, 0.15, _TEETH, r=0.03)
        pen.line([(x, shape.lip_y + 0.03), (x, shape.lip_y + 0.16)], darker(_TEETH, 0.4), 0.018)
    _nose(pen, look, x, shape, fur)
    if look.creature in (Creature.CAT, Creature.MOUSE, Creature.RABBIT, Creature.LION):
        _whiskers(pen, x, shape, fur)


def _cheeks(pen: Pen, look: Look, x: float, shape: Muzzle, fur: Color) -> None:
    """One rounded muzzle, or the two cushions of a cat."""
    y, wide, tall = shape.y, shape.wide, shape.tall
    if look.creature in (Creature.CAT, Creature.RABBIT, Creature.MOUSE, Creature.LION):
        for side in (-1, 1):
            pen.oval(x + side * wide * 0.46, y, wide * 0.56, tall, fur)
        return
    top = [(x - wide, y + tall * 0.3), (x - wide * 0.86, y - tall * 0.3), (x - wide * 0.5, y - tall * 0.9),
           (x, y - tall), (x + wide * 0.5, y - tall * 0.9), (x + wide * 0.86, y - tall * 0.3),
           (x + wide, y + tall * 0.3)]  # fmt: skip
    low = [(x + wide * 0.66, y + tall * 0.86), (x, y + tall * 0.72), (x - wide * 0.66, y + tall * 0.86)]
    pen.blob([*top, *low], fur)
    line = darker(fur, 0.34)
    pen.curve([*low[::-1][:1], top[0], top[1], top[2]], line, 0.026, 0.75)
    pen.curve([*top[-3:], low[0]], line, 0.026, 0.75)


def _chin(pen: Pen, x: float, shape: Muzzle, opening: float, fur: Color) -> None:
    drop = _drop(opening)
    wide = shape.lip
    pen.blob([(x - wide, shape.lip_y - 0.05), (x + wide, shape.lip_y - 0.05),
              (x + wide * 0.8, shape.lip_y + drop * 0.8), (x, shape.lip_y + drop + 0.13),
              (x - wide * 0.8, shape.lip_y + drop * 0.8)], fur, 0.8)  # fmt: skip


def _drop(opening: float) -> float:
    return 0.08 + 0.4 * opening


def _open(pen: Pen, look: Look, pose: Pose, x: float, shape: Muzzle, opening: float, corner: float) -> None:
    y, half, drop = shape.lip_y - 0.02, shape.lip * (1.0 - 0.1 * opening), _drop(opening)
    dip = 0.0 if shape.nose > 0.3 else 0.035
    inside = smooth([(x - half, y - corner), (x - half * 0.45, y + dip), (x, y - dip),
                     (x + half * 0.45, y + dip),
                     (x + half, y - corner), (x + half * 0.64, y + drop * 0.76), (x, y + drop),
                     (x - half * 0.64, y + drop * 0.76)], tension=0.8)  # fmt: skip
    pen.path(inside, _INSIDE)
    with pen.inside(inside):
        pen.oval(x, y + drop * 0.95, half * 0.66, drop * 0.62, _TONGUE)
        pen.line([(x, y + drop * 0.5), (x, y + drop)], darker(_TONGUE, 0.25), 0.025)
        if look.creature in _FANGS and pose.act.feeling is Feeling.ANGRY:
            for side in (-1, 1):
                at = x + side * half * 0.56
                pen.poly([(at - 0.05, y - 0.04), (at + 0.05, y - 0.04), (at, y + 0.18)], _TEETH)
    pen.path(inside, darker(_INSIDE, 0.2), 1.0, 0.03)
    if look.creature is Creature.DOG and pose.act.feeling is Feeling.HAPPY and pose.mouth < 0.2:
        pen.blob([(x - 0.14, y + drop * 0.4), (x + 0.14, y + drop * 0.4), (x + 0.15, y + drop + 0.1),
                  (x, y + drop + 0.2), (x - 0.15, y + drop + 0.1)], _TONGUE, 0.7)  # fmt: skip


def _closed(pen: Pen, x: float, shape: Muzzle, corner: float, fur: Color) -> None:
    line, y, half = darker(fur, 0.62) if luma(fur) > 0.25 else lighter(fur, 0.25), shape.lip_y, shape.lip
    if shape.nose > 0.3:
        pen.curve([(x - half, y - corner), (x - half * 0.4, y + corner * 0.3 + 0.02),
                   (x + half * 0.4, y + corner * 0.3 + 0.02), (x + half, y - corner)], line,
                   0.045)  # fmt: skip
        return
    pen.line([(x, shape.nose_y + shape.nose * 0.5), (x, y)], line, 0.04)
    for side in (-1, 1):
        pen.curve([(x, y), (x + side * half * 0.45, y + 0.05 + corner * 0.2),
                   (x + side * half, y - corner)], line, 0.045)  # fmt: skip


def _nose(pen: Pen, look: Look, x: float, shape: Muzzle, fur: Color) -> None:
    y, w = shape.nose_y, shape.nose
    if look.creature is Creature.PIG:
        pen.oval(x, y, w + pen.hair, w * 0.74 + pen.hair, darker(fur, 0.42))
        pen.oval(x, y, w, w * 0.74, mix(fur, _ROSE, 0.3))
    if w > 0.3:
        for side in (-1, 1):
            pen.oval(x + side * w * 0.42, y, w * 0.13, w * 0.24, darker(fur, 0.6))
        return
    color = _ROSE if look.creature in _PINK_NOSES else _BLACK
    pen.blob([(x - w, y - w * 0.45), (x - w * 0.4, y - w * 0.7), (x + w * 0.4, y - w * 0.7),
              (x + w, y - w * 0.45), (x + w * 0.5, y + w * 0.35), (x, y + w * 0.65),
              (x - w * 0.5, y + w * 0.35)], color, 0.8)  # fmt: skip
    pen.oval(x - w * 0.25, y - w * 0.36, w * 0.3, w * 0.14, lighter(color, 0.6), 0.8)


def _whiskers(pen: Pen, x: float, shape: Muzzle, fur: Color) -> None:
    color = (0.95, 0.93, 0.9) if luma(fur) < 0.75 else darker(fur, 0.35)
    for side in (-1, 1):
        for lean in (-0.1, 0.0, 0.1):
            root = x + side * shape.wide * 0.6
            pen.curve([(root, shape.y + lean * 0.6), (root + side * 0.3, shape.y + lean - 0.02),
                       (root + side * 0.58, shape.y + lean * 1.9 + 0.05)], color, 0.02, 0.85)  # fmt: skip


def beak(pen: Pen, look: Look, pose: Pose, color: Color) -> None:
    """The beak of a bird, both halves."""
    t, opening = pose.head_turn, opening_of(pose, look)
    x, side = 0.46 * t, 1.0 if t >= 0 else -1.0
    tip, lift = x + side * 0.2 * abs(t), mien_of(pose.act.feeling).corner
    drop = 0.1 + 0.36 * opening
    if opening > 0.05:
        pen.blob([(x - 0.27, 0.3), (x + 0.27, 0.3), (tip + 0.1, 0.36 + drop), (tip - 0.08, 0.38 + drop)],
                 darker(color, 0.2), 1.0)  # fmt: skip
        pen.blob([(x - 0.2, 0.3), (x + 0.2, 0.3), (tip + 0.03, 0.3 + drop * 0.75)], _INSIDE)
    pen.blob([(x - 0.34, 0.3 - lift * 0.6), (x - 0.16, 0.08), (x, 0.03), (x + 0.16, 0.08),
              (x + 0.34, 0.3 - lift * 0.6), (tip + 0.1, 0.48), (tip, 0.58), (tip - 0.1, 0.48)], color,
             1.0)  # fmt: skip
    for nostril in (-1, 1):
        pen.oval(x + nostril * 0.1, 0.2, 0.025, 0.035, darker(color, 0.5))


def wide_mouth(pen: Pen, look: Look, pose: Pose, fur: Color) -> None:
    """The mouth of a frog, from cheek to cheek."""
    x, opening, corner = 0.16 * pose.head_turn, opening_of(pose, look), mien_of(pose.act.feeling).corner
    y, half = 0.36, 0.74
    left, right = (x - half, y - corner * 1.4), (x + half, y - corner * 1.4)
    if opening <= 0.06:
        bow = y + 0.1 + corner * 0.4
        pen.curve([left, (x - half * 0.5, bow), (x + half * 0.5, bow), right], darker(fur, 0.6), 0.05)
    else:
        drop = 0.1 + 0.4 * opening
        inside = smooth([left, (x, y + 0.02), right, (x + half * 0.6, y + drop * 0.8), (x, y + drop),
                         (x - half * 0.6, y + drop * 0.8)], tension=0.8)  # fmt: skip
        pen.path(inside, _INSIDE)
        with pen.inside(inside):
            pen.oval(x, y + drop, half * 0.6, drop * 0.5, _TONGUE)
        pen.path(inside, darker(fur, 0.6), 1.0, 0.04)
    for side in (-1, 1):
        pen.oval(x + side * 0.1, 0.06, 0.03, 0.035, darker(fur, 0.5))
