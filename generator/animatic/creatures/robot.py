"""A robot: the joints of a person, made of plates, tubes and bolts.

Body units; see :mod:`generator.animatic.acting.anatomy`.
"""

from __future__ import annotations

from collections.abc import Callable

import skia

from generator.animatic.acting.anatomy import Body, Grasp
from generator.animatic.acting.pose import Gesture, Pose, Stance
from generator.animatic.cards.look import Look
from generator.animatic.creatures.mien import mien_of
from generator.animatic.creatures.robot_clothes import behind_the_head, on_the_body, on_the_head
from generator.animatic.creatures.robot_head import (
    Model,
    lamp_of,
    model_of,
    robot_head,
    robot_nape,
    second_of,
)
from generator.animatic.palette import Color, darker, lighter, mix
from generator.animatic.pen import Pen, Point, polygon, smooth
from generator.animatic.people.limbs import seated

Held = Callable[[Pen, Grasp], None]

_GLASS: Color = (0.11, 0.13, 0.17)
_IDLE = (Gesture.NONE, Gesture.POINT, Gesture.REACH, Gesture.WAVE, Gesture.THROW, Gesture.CARRY, Gesture.GIVE,
         Gesture.TAKE, Gesture.KNOCK, Gesture.OPEN, Gesture.SHAKE)  # fmt: skip
"""Gestures that leave the other arm behind the body."""


def robot(pen: Pen, look: Look, pose: Pose, body: Body, held: Held | None, grasp: Grasp,
          shade_side: float) -> None:  # fmt: skip
    """The whole robot, from before or from behind; ``held`` draws what is in its hands."""
    facing, other = grasp.facing, 1 - body.lead
    lying = grasp.stance is Stance.LIE
    behind = abs(pose.turn) > 0.25 and grasp.gesture in _IDLE and not lying
    before = () if lying else (body.lead,) if behind else (other, body.lead)
    low = seated(body)
    if held and pose.back > 0.5:
        held(pen, grasp)
        held = None
    if behind:
        _arm(pen, look, body, other)
    if not low:
        _legs(pen, look, body, facing, lying)
    _neck(pen, look, body)
    _trunk(pen, look, pose, body, shade_side)
    if low:
        _legs(pen, look, body, facing, lying)
    on_the_body(pen, look, pose, body)
    if not body.over_face:
        _hands_and_things(pen, look, body, before, held, grasp)
    size = body.build.head
    unit = pen.sized(size)
    with pen.moved(*body.head, turn=pose.slant * 0.6, size=size):
        behind_the_head(unit, look, pose)
        if pose.back > 0.5:
            robot_nape(unit, look, pose)
        else:
            robot_head(unit, look, pose, shade_side)
        on_the_head(unit, look, pose)
    if body.over_face:
        _hands_and_things(pen, look, body, before, held, grasp)


def _hands_and_things(pen: Pen, look: Look, body: Body, arms: tuple[int, ...], held: Held | None,
                      grasp: Grasp) -> None:  # fmt: skip
    if held and grasp.gesture is Gesture.READ:
        held(pen, grasp)
        held = None
    for index in arms:
        _arm(pen, look, body, index)
    if held:
        held(pen, grasp)


def _tube(pen: Pen, one: Point, other: Point, color: Color, width: float) -> None:
    pen.limb([one, other], color, width)
    dx, dy = other[0] - one[0], other[1] - one[1]
    pen.line([(one[0] + dx * 0.2 - width * 0.2, one[1] + dy * 0.2),
              (one[0] + dx * 0.7 - width * 0.2, one[1] + dy * 0.7)],
             lighter(color, 0.4), width * 0.16, 0.6)  # fmt: skip


def _joint(pen: Pen, at: Point, radius: float, color: Color) -> None:
    pen.oval(*at, radius + pen.hair, radius + pen.hair, darker(color, 0.5))
    pen.oval(*at, radius, radius, color)
    pen.oval(*at, radius * 0.36, radius * 0.36, darker(color, 0.45))


def _arm(pen: Pen, look: Look, body: Body, index: int) -> None:
    shoulder, elbow, hand = body.arms[index]
    metal, dark, thick = look.skin, darker(look.skin, 0.3), body.build.arm
    _claw(pen, elbow, hand, dark)
    _tube(pen, shoulder, elbow, dark, thick * 0.5)
    dx, dy = hand[0] - elbow[0], hand[1] - elbow[1]
    _tube(pen, (elbow[0] + dx * 0.12, elbow[1] + dy * 0.12), (elbow[0] + dx * 0.8, elbow[1] + dy * 0.8),
          metal,
          thick * 0.84)  # fmt: skip
    _joint(pen, elbow, thick * 0.4, second_of(look))
    _joint(pen, shoulder, thick * 0.66, metal)


def _claw(pen: Pen, elbow: Point, hand: Point, color: Color) -> None:
    """A round palm with two fingers and a thumb."""
    dx, dy = hand[0] - elbow[0], hand[1] - elbow[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1e-6
    ux, uy = dx / length, dy / length
    for spread in (-0.55, 0.05, 0.6):
        vx, vy = ux - uy * spread, uy + ux * spread
        pen.limb([hand, (hand[0] + vx * 0.055, hand[1] + vy * 0.055)], color, 0.026)
    pen.oval(*hand, 0.036 + pen.hair, 0.036 + pen.hair, darker(color, 0.45))
    pen.oval(*hand, 0.036, 0.036, color)


def _legs(pen: Pen, look: Look, body: Body, facing: float, lying: bool) -> None:
    """The legs; the feet of who lies would lift the blanket."""
    limbs = body.legs if facing > 0 else body.legs[::-1]
    metal, dark, thick = look.skin, darker(look.skin, 0.3), body.build.leg
    for hip, knee, foot in limbs:
        _tube(pen, hip, knee, dark, thick * 0.5)
        _tube(
            pen,
            (knee[0] + (foot[0] - knee[0]) * 0.14, knee[1] + (foot[1] - knee[1]) * 0.14),
            foot,
            metal,
            thick * 0.78,
        )
        _joint(pen, knee, thick * 0.4, second_of(look))
        if lying:
            continue
        x, y = foot[0], foot[1] + 0.05
        pen.blob([(x - facing * 0.085, y - 0.05), (x + facing * 0.05, y - 0.075),
                  (x + facing * 0.15, y - 0.02),
                  (x + facing * 0.155, y + 0.034), (x - facing * 0.09, y + 0.034)], darker(metal, 0.2),
                  1.0)  # fmt: skip


def _neck(pen: Pen, look: Look, body: Body) -> None:
    (nx, ny), (hx, hy) = body.neck, body.head
    dark = darker(look.skin, 0.4)
    pen.limb([(nx, ny + 0.04), (hx, hy + body.build.head * 0.7)], dark, 0.075)
    for share in (0.15, 0.5, 0.85):
        y = ny + (hy + body.build.head * 0.85 - ny) * share
        x = nx + (hx - nx) * share * 0.5
        pen.line([(x - 0.045, y), (x + 0.045, y)], darker(dark, 0.5), 0.012)


def _trunk(pen: Pen, look: Look, pose: Pose, body: Body, shade_side: float) -> None:
    """Chest, waist and pelvis, with the second colour and the lights."""
    build, (nx, ny), (hx, hy) = body.build, body.neck, body.hip
    metal, squeeze = look.skin, 1 - 0.16 * abs(pose.turn)
    wide, waist, hips = build.wide * squeeze, build.waist * squeeze * 0.62, build.hips * squeeze
    waist_y = hy - (hy - ny) * 0.2
    pen.limb([((nx + hx) / 2, (ny + hy) / 2), (hx, hy - 0.02)], darker(metal, 0.42), waist * 1.5)
    pen.blob([(hx - hips, hy - 0.07), (hx + hips, hy - 0.07), (hx + hips * 0.72, hy + 0.05), (hx, hy + 0.08),
              (hx - hips * 0.72, hy + 0.05)], darker(metal, 0.14), 1.0)  # fmt: skip
    chest = _chest(model_of(look), (nx, ny), (nx * 0.3 + hx * 0.7, waist_y), wide, hips)
    pen.shape(chest, metal)
    with pen.inside(chest):
        if pose.back > 0.5:
            _hatch(pen, look, nx, ny)
        else:
            _panel(pen, look, pose, nx + 0.06 * pose.turn, ny, wide)
        pen.poly([(nx + shade_side * wide * 0.5, ny - 0.2), (nx + shade_side * wide * 2, ny - 0.2),
                  (hx + shade_side * wide * 2, hy), (hx + shade_side * wide * 0.4, hy)], darker(metal, 0.6),
                 pen.light.shade * 0.9)  # fmt: skip
    pen.path(chest, darker(metal, 0.42), 1.0, pen.hair)


def _chest(model: Model, neck: Point, waist: Point, wide: float, hips: float) -> skia.Path:
    (nx, ny), (wx, wy) = neck, waist
    if model is Model.BOX:
        half = wide * 0.96
        return smooth([(nx - half * 0.9, ny), (nx + half * 0.9, ny), (nx + half, ny + 0.04),
                       (wx + half * 0.86, wy - 0.03),
                       (wx + half * 0.78, wy), (wx - half * 0.78, wy), (wx - half * 0.86, wy - 0.03),
                       (nx - half, ny + 0.04)],
                      tension=0.35)  # fmt: skip
    low = hips * (1.22 if model is Model.DOME else 0.8)
    middle = ((nx + wx) / 2, (ny + wy) / 2)
    full = max(wide * (0.86 if model is Model.DOME else 1.06), low)
    return smooth([(nx - wide * 0.6, ny), (nx + wide * 0.6, ny), (nx + wide * 0.95, ny + 0.08),
                   (middle[0] + full, middle[1]),
                   (wx + low, wy), (wx - low, wy), (middle[0] - full, middle[1]),
                   (nx - wide * 0.95, ny + 0.08)],
                  tension=0.75)  # fmt: skip


def _panel(pen: Pen, look: Look, pose: Pose, x: float, ny: float, wide: float) -> None:
    """A plate with a gauge and three lights; the gauge shows the feeling, a light the voice."""
    second, lamp, line = second_of(look), lamp_of(look), darker(look.skin, 0.35)
    half = wide * 0.62
    pen.rect(x - half, ny + 0.1, half * 2, 0.2, darker(second, 0.4), r=0.03)
    pen.rect(
        x - half + pen.hair, ny + 0.1 + pen.hair, half * 2 - 2 * pen.hair, 0.2 - 2 * pen.hair, second, r=0.028
    )
    pen.oval(x - half * 0.5, ny + 0.2, 0.055, 0.055, darker(second, 0.6))
    pen.oval(x - half * 0.5, ny + 0.2, 0.046, 0.046, (0.93, 0.91, 0.84))
    lean = 0.036 * max(-1.0, min(1.0, mien_of(pose.act.feeling).ears + 0.3 * pose.beat))
    pen.line([(x - half * 0.5, ny + 0.215), (x - half * 0.5 + lean, ny + 0.172)], (0.7, 0.2, 0.18), 0.01)
    for i, color in enumerate(((0.85, 0.3, 0.25), (0.92, 0.75, 0.3), lamp)):
        lit = min(1.0, 0.3 + 1.4 * pose.mouth) if i == 2 else 0.85
        pen.oval(x + half * (0.16 + 0.3 * i), ny + 0.165, 0.02, 0.02, mix(_GLASS, color, lit))
    pen.line([(x + half * 0.1, ny + 0.235), (x + half * 0.82, ny + 0.235)], darker(second, 0.45), 0.018)
    pen.curve([(x - wide * 1.1, ny + 0.36), (x, ny + 0.375), (x + wide * 1.1, ny + 0.36)], line)
    for side in (-1, 1):
        pen.oval(x + side * wide * 0.8, ny + 0.1, 0.012, 0.012, line)


def _hatch(pen: Pen, look: Look, x: float, ny: float) -> None:
    pen.path(polygon([(x - 0.1, ny + 0.1), (x + 0.1, ny + 0.1), (x + 0.1, ny + 0.3), (x - 0.1, ny + 0.3)]),
             darker(look.skin, 0.2))  # fmt: skip
    for i in range(3):
        pen.line(
            [(x - 0.07, ny + 0.15 + 0.05 * i), (x + 0.07, ny + 0.15 + 0.05 * i)],
            darker(look.skin, 0.55),
            0.014,
        )
