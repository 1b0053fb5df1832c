"""The head of a robot: lamps for eyes, a grille that lights when it speaks, an antenna.

Head units; see :mod:`generator.animatic.people.hair`.
"""

from __future__ import annotations

import math
from enum import StrEnum

import skia

from generator.animatic.acting.pose import Feeling, Pose
from generator.animatic.cards.look import Look
from generator.animatic.creatures.mien import Mien, mien_of
from generator.animatic.creatures.robot_clothes import hatless
from generator.animatic.palette import Color, darker, lighter, luma, mix
from generator.animatic.pen import Pen, Point, polygon, smooth
from generator.animatic.wording import dice

_GLASS: Color = (0.11, 0.13, 0.17)
_BARS = 7


class Model(StrEnum):
    """How a robot is built."""

    ROUND = "round"
    BOX = "box"
    DOME = "dome"


_HEADS: dict[Model, tuple[Point, ...]] = {
    Model.ROUND: (
        (0, -1.0),
        (0.5, -0.88),
        (0.88, -0.42),
        (0.96, 0.08),
        (0.82, 0.56),
        (0.48, 0.88),
        (0, 0.96),
    ),
    Model.BOX: (
        (0, -0.9),
        (0.7, -0.9),
        (0.88, -0.84),
        (0.94, -0.6),
        (0.94, 0.62),
        (0.88, 0.84),
        (0.7, 0.9),
        (0, 0.9),
    ),
    Model.DOME: ((0, -1.02), (0.46, -0.92), (0.8, -0.52), (0.92, 0.0), (0.92, 0.66), (0.84, 0.84), (0, 0.88)),
}
_SOFT = {Model.ROUND: 1.0, Model.BOX: 0.5, Model.DOME: 0.8}


def model_of(look: Look) -> Model:
    """The build of a robot, by its name."""
    return dice("model", look.name).choice(tuple(Model))


def second_of(look: Look) -> Color:
    """The colour of panels and joints: that of its clothes where it differs from the metal."""
    cloth, metal = look.wears.top_color, look.skin
    if sum(abs(a - b) for a, b in zip(cloth, metal, strict=True)) > 0.3:
        return cloth
    return lighter(metal, 0.55) if luma(metal) < 0.6 else darker(metal, 0.5)


def lamp_of(look: Look) -> Color:
    """The colour its lamps shine in: between that of its eyes and a clear light."""
    return mix(
        lighter(look.eyes, 0.25), (0.45, 0.95, 1.0) if look.eyes[2] > look.eyes[0] else (1.0, 0.8, 0.35), 0.75
    )


def robot_head(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    """The head with antenna and bolts, seen from the front."""
    model, t = model_of(look), pose.head_turn
    _antenna(pen, look, pose, model)
    _bolts(pen, look, t)
    path = _case(look, pose)
    pen.shape(path, look.skin)
    with pen.inside(path):
        _plates(pen, look, model, t)
        pen.path(smooth([(shade_side * 0.5 + 0.1 * t, -1.4), (shade_side * 0.56 + 0.1 * t, 0.2),
                         (shade_side * 0.2, 1.4), (shade_side * 1.5, 1.4), (shade_side * 1.5, -1.4)]),
                 darker(look.skin, 0.5), pen.light.shade + 0.04)  # fmt: skip
    pen.path(path, darker(look.skin, 0.42), 1.0, pen.hair)
    with pen.moved(0, pose.nod * 4):
        _face(pen, look, pose, model)


def robot_nape(pen: Pen, look: Look, pose: Pose) -> None:
    """The head seen from behind: a hatch with slits."""
    model = model_of(look)
    _antenna(pen, look, pose, model)
    _bolts(pen, look, 0.0)
    pen.shape(_case(look, pose), darker(look.skin, 0.08))
    pen.rect(-0.42, -0.3, 0.84, 0.8, darker(look.skin, 0.2), r=0.1)
    for i in range(4):
        pen.line([(-0.26, -0.1 + 0.15 * i), (0.26, -0.1 + 0.15 * i)], darker(look.skin, 0.55), 0.04)


def grille_of(pose: Pose) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the grille."""
    x = 0.24 * pose.head_turn
    return (x - 0.42, 0.36, x + 0.42, 0.76)


def case_of(look: Look, pose: Pose) -> list[Point]:
    """Points around the head, without antenna and bolts."""
    right, t = _HEADS[model_of(look)], pose.head_turn
    left = [(-x, y) for x, y in right[-2:0:-1]]
    return [(x + 0.06 * t * (y + 0.6), y) for x, y in (*right, *left)]


def _case(look: Look, pose: Pose) -> skia.Path:
    return smooth(case_of(look, pose), tension=_SOFT[model_of(look)])


def _antenna(pen: Pen, look: Look, pose: Pose, model: Model) -> None:
    if not hatless(look):
        return
    metal, lamp = darker(look.skin, 0.3), lamp_of(look)
    sway = 0.05 * math.sin(pose.clock * 3.1) + 0.04 * pose.beat
    roots = (-0.42, 0.42) if model is Model.ROUND else (0.0,) if model is Model.BOX else (0.5,)
    for root in roots:
        tip = (root * 1.2 - 0.1 * pose.head_turn + sway, -1.42 if model is not Model.DOME else -1.3)
        pen.line([(root - 0.1 * pose.head_turn, -0.7), tip], metal, 0.06)
        lit = 0.25 + 0.75 * min(1.0, pose.mouth * 2)
        pen.oval(*tip, 0.11 + pen.hair, 0.11 + pen.hair, darker(second_of(look), 0.45))
        pen.oval(*tip, 0.11, 0.11, mix(second_of(look), lamp, lit))


def _bolts(pen: Pen, look: Look, t: float) -> None:
    """The discs where a person has ears."""
    for side in (-1, 1):
        if side * t > 0.6:
            continue
        x = side * 0.97 - 0.1 * t
        pen.rect(x - 0.12, -0.22, 0.24, 0.5, darker(look.skin, 0.5), r=0.09)
        pen.rect(x - 0.12 + pen.hair, -0.22 + pen.hair, 0.24 - 2 * pen.hair, 0.5 - 2 * pen.hair,
                 second_of(look),
                 r=0.08)  # fmt: skip


def _plates(pen: Pen, look: Look, model: Model, t: float) -> None:
    """The second colour, the seams and the rivets."""
    s, line = 0.12 * t, darker(look.skin, 0.35)
    if model is Model.DOME:
        pen.rect(-1.2, -1.2, 2.4, 0.72, second_of(look))
        pen.line([(-1.2, -0.48), (1.2, -0.48)], line, 0.04)
    elif model is Model.ROUND:
        pen.rect(s - 0.14, -1.2, 0.28, 0.76, second_of(look))
    else:
        pen.rect(-1.2, -1.2, 2.4, 0.46, second_of(look))
        for x in (-0.78, 0.78):
            for y in (-0.6, 0.74):
                pen.oval(x + s, y, 0.04, 0.04, line)
    roll = dice("rust", look.name)
    for _ in range(3):
        x, y = roll.uniform(-0.8, 0.8), roll.choice((-0.66, 0.8, 0.86))
        pen.oval(x, y, 0.16, 0.07, mix(look.skin, (0.5, 0.27, 0.16), 0.45), 0.8)
    pen.curve(
        [(-0.62 + s, -0.72), (-0.4 + s, -0.84), (-0.16 + s, -0.9)], lighter(look.skin, 0.55), 0.055, 0.7
    )


def _face(pen: Pen, look: Look, pose: Pose, model: Model) -> None:
    t, mien = pose.head_turn, mien_of(pose.act.feeling)
    lamp = lamp_of(look)
    if model is Model.DOME:
        pen.rect(0.2 * t - 0.76, -0.36, 1.52, 0.56, darker(look.skin, 0.6), r=0.26)
        pen.rect(0.2 * t - 0.72, -0.32, 1.44, 0.48, _GLASS, r=0.22)
    for side in (-1, 1):
        far = max(0.0, side * t)
        x, w = 0.22 * t + side * 0.39 * (1 - 0.2 * far), 0.25 * (1 - 0.26 * far)
        _lamp(pen, look, pose, mien, (x, -0.08), w, side, lamp, ringed=model is not Model.DOME)
    _grille(pen, look, pose, mien, 0.24 * t, lamp)


def _lamp(pen: Pen, look: Look, pose: Pose, mien: Mien, at: Point, radius: float, side: int, lamp: Color, *,
          ringed: bool) -> None:  # fmt: skip
    """One eye: a light in a socket, cut by two shutters as a feeling cuts it, dimmed by a blink."""
    (x, y), high = at, 0.26 if ringed else 0.2
    if ringed:
        pen.oval(x, y, radius + 0.07, high + 0.07, darker(look.skin, 0.55))
        pen.oval(x, y, radius + 0.02, high + 0.02, _GLASS)
    socket = smooth([(x - radius, y), (x, y - high), (x + radius, y), (x, y + high)], tension=1.45)
    lit = 1.0 - 0.85 * pose.blink
    gx, gy = (
        x + 0.3 * radius * max(-1.0, min(1.0, pose.look[0])),
        y + 0.3 * high * max(-1.0, min(1.0, pose.look[1])),
    )
    with pen.inside(socket):
        size = 0.86 * mien.pupil**0.4
        pen.oval(gx, gy, radius * size, high * size, mix(_GLASS, lamp, 0.7 * lit))
        pen.oval(gx, gy, radius * size * 0.62, high * size * 0.62, mix(_GLASS, lighter(lamp, 0.55), lit))
        _shutters(pen, pose, mien, at, (radius, high), side, look.skin if ringed else _GLASS)
    if ringed:
        pen.oval(x - radius * 0.4, y - high * 0.5, 0.05, 0.04, (1, 1, 1), 0.7 * lit)


def _shutters(pen: Pen, pose: Pose, mien: Mien, at: Point, size: Point, side: int, color: Color) -> None:
    """A plate from above, slanted by anger or sorrow; one from below with a round edge for joy."""
    (x, y), (w, h) = at, size
    slant = 1.7 * mien.slant * h
    brim = y - h + 2 * h * min(0.95, max(0.0, mien.lid - 0.1) + 0.8 * pose.blink) + 0.25 * abs(slant)
    inner, outer = brim + slant, brim - slant
    left, right = (outer, inner) if side < 0 else (inner, outer)
    upper = polygon(
        [(x - w * 1.3, y - h * 1.6), (x + w * 1.3, y - h * 1.6), (x + w * 1.3, right), (x - w * 1.3, left)]
    )
    pen.path(upper, darker(color, 0.2))
    if pose.act.feeling is Feeling.HAPPY:
        pen.oval(x, y + h * 0.95, w * 1.15, h * 1.05, darker(color, 0.1))


def _grille(pen: Pen, look: Look, pose: Pose, mien: Mien, x: float, lamp: Color) -> None:
    """A curve of light in silence, bars that dance in speech."""
    pen.rect(x - 0.46, 0.34, 0.92, 0.44, darker(look.skin, 0.55), r=0.14)
    pen.rect(x - 0.42, 0.38, 0.84, 0.36, _GLASS, r=0.11)
    if pose.mouth < 0.06:
        y, lift = 0.56 + mien.corner * 0.5, mien.corner * 1.0
        pen.curve([(x - 0.3, y - lift), (x - 0.15, y - lift * 0.25), (x, y), (x + 0.15, y - lift * 0.25),
                   (x + 0.3, y - lift)], mix(_GLASS, lamp, 0.85), 0.06)  # fmt: skip
        return
    bright = mix(_GLASS, lamp, 0.55 + 0.45 * min(1.0, pose.mouth * 1.6))
    for i in range(_BARS):
        off = (i - (_BARS - 1) / 2) / (_BARS / 2)
        dance = 0.25 * math.sin(pose.clock * 23.0 + 2.1 * i)
        tall = 0.03 + 0.13 * pose.mouth * (1.0 - 0.55 * abs(off) + dance)
        at = x + off * 0.34
        pen.line([(at, 0.56 - tall), (at, 0.56 + tall)], bright, 0.07)
