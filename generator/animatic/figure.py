"""A person, drawn from a look and a pose."""

from __future__ import annotations

from collections.abc import Callable

from generator.animatic.acting import Gesture, Pose, Stance
from generator.animatic.anatomy import KNEELING, Body, Grasp, body_of, build_of
from generator.animatic.clothes import neckwear, torso
from generator.animatic.hair import back_hair
from generator.animatic.head import head
from generator.animatic.limbs import legs, sleeve
from generator.animatic.look import Age, Look
from generator.animatic.palette import Color, darker, mix
from generator.animatic.pen import Pen

Held = Callable[[Pen, Grasp], None]
"""Draws what the hands hold, body units."""

_SEAT: Color = (0.42, 0.3, 0.22)


def eye_height(look: Look, stance: Stance) -> float:
    """Height of the eyes over the ground in metres."""
    build, size = build_of(look), look.height / 1.7
    standing = -(build.shoulder - 0.028 - build.head)
    if stance is Stance.LIE:
        return 0.62
    drop = {Stance.SIT: -build.hip - 0.5, Stance.KNEEL: -build.hip + KNEELING}.get(stance, 0.0)
    return (standing - drop) * size


def head_height(look: Look) -> float:
    """Height of the head in metres, chin to crown."""
    return 2 * build_of(look).head * look.height / 1.7


def figure(pen: Pen, look: Look, pose: Pose, held: Held | None = None, shade_side: float = 1.0) -> None:
    """Draw the person with the soles at the pen's origin, in metres; ``held`` is drawn in the hands."""
    size = look.height / 1.7
    inner = pen.sized(size)
    with pen.moved(0, 0, size=size):
        if pose.act.stance is Stance.LIE:
            _lying(inner, look, pose, shade_side)
        else:
            _upright(inner, look, pose, held, shade_side)


def _upright(pen: Pen, look: Look, pose: Pose, held: Held | None, shade_side: float) -> None:
    body = body_of(look, pose)
    _shadow(pen, body, pose)
    if pose.act.stance is Stance.SIT:
        _seat(pen, body, pose)
    _person(pen, look, pose, body, held, shade_side)


def _lying(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    pen.rect(-1.0, -0.3, 2.0, 0.3, (0.5, 0.4, 0.33), r=0.06)
    pen.rect(-0.98, -0.42, 1.96, 0.16, (0.83, 0.8, 0.75), r=0.07)
    pen.rect(-0.98, -0.52, 0.42, 0.16, (0.93, 0.91, 0.86), r=0.07)
    with pen.moved(0.85, -0.55, turn=-90):
        _person(pen, look, pose, body_of(look, pose), None, shade_side)
    pen.rect(-0.5, -0.84, 1.5, 0.56, mix(look.wears.top_color, (0.55, 0.55, 0.62), 0.7), r=0.14)
    pen.rect(-0.5, -0.84, 0.16, 0.56, (0.86, 0.84, 0.8), r=0.06)


def _person(pen: Pen, look: Look, pose: Pose, body: Body, held: Held | None, shade_side: float) -> None:
    turn, act = pose.turn, pose.act
    other = 1 - body.lead
    facing = 1.0 if turn >= 0 else -1.0
    grasp = Grasp(body.arms[body.lead][2], body.arms[other][2], body.hip, facing, act.gesture, act.stance)
    size = body.build.head * (0.97 if look.feminine and look.age is not Age.CHILD else 1.0)
    unit = pen.sized(size)
    with pen.moved(*body.head, turn=pose.tilt * 0.6, size=size):
        back_hair(unit, look, pose.head_turn)
    beside = act.gesture in (
        Gesture.NONE,
        Gesture.POINT,
        Gesture.REACH,
        Gesture.WAVE,
        Gesture.THROW,
        Gesture.CARRY,
    )
    behind = abs(turn) > 0.25 and beside and act.stance is not Stance.LIE
    if behind:
        sleeve(pen, look, body, other)
    if act.stance is not Stance.SIT:
        legs(pen, look, body, turn, act.stance)
    nx, ny = body.neck
    hx, hy = body.head
    wide = 0.092 if look.feminine or look.age is Age.CHILD else 0.118
    pen.limb([(nx, ny + 0.06), (hx * 0.6 + nx * 0.4, hy + size * 0.7)], look.skin, wide)
    pen.limb(
        [(hx * 0.5 + nx * 0.5, ny - 0.02), (hx * 0.6 + nx * 0.4, hy + size * 0.8)],
        darker(look.skin, 0.22),
        wide * 0.96,
    )
    torso(pen, look, body, turn, act.stance, shade_side)
    if act.stance is Stance.SIT:
        legs(pen, look, body, turn, act.stance)
    neckwear(pen, look, body, turn)
    arms: tuple[int, ...] = (body.lead,) if behind else (other, body.lead)
    if body.over_face or act.stance is Stance.LIE:
        arms = ()
    if held and not body.over_face and act.gesture is Gesture.READ:
        held(pen, grasp)
        held = None
    for index in arms:
        sleeve(pen, look, body, index)
    if held and not body.over_face:
        held(pen, grasp)
        if act.gesture is Gesture.HOLD:
            _thumbs(pen, look, body)
    with pen.moved(*body.head, turn=pose.tilt * 0.6, size=size):
        head(unit, look, pose, shade_side)
    if body.over_face and act.stance is not Stance.LIE:
        if held and act.gesture is not Gesture.FACE:
            held(pen, grasp)
        for index in (other, body.lead):
            sleeve(pen, look, body, index)
        if held and act.gesture is Gesture.FACE:
            held(pen, grasp)


def _thumbs(pen: Pen, look: Look, body: Body) -> None:
    for side, arm in zip((1, -1), body.arms, strict=True):
        x, y = arm[2]
        pen.limb([(x, y + 0.01), (x + side * 0.035, y - 0.005)], look.skin, 0.03)


def _shadow(pen: Pen, body: Body, pose: Pose) -> None:
    wide = 0.46 if pose.act.stance in (Stance.SIT, Stance.KNEEL, Stance.RUN) else 0.34
    pen.oval(body.hip[0] + 0.03, 0.0, wide, 0.055, (0.06, 0.05, 0.1), 0.3, 0.03)


def _seat(pen: Pen, body: Body, pose: Pose) -> None:
    f = 1.0 if pose.turn >= 0 else -1.0
    x, y = body.hip
    dark = darker(_SEAT, 0.3)
    back = x - f * 0.25
    for foot in (back, x + f * 0.2):
        pen.limb([(foot, y + 0.1), (foot, 0.0)], dark, 0.04)
    pen.limb([(back, y + 0.1), (back - f * 0.04, y - 0.46)], _SEAT, 0.05)
    pen.rect(min(back, x + f * 0.24) - 0.02, y + 0.06, 0.53, 0.06, _SEAT, r=0.02)
