"""A person, drawn from a look and a pose."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import skia

from generator.animatic.acting.anatomy import KNEELING, Body, Grasp, body_of, build_of, grasp_of
from generator.animatic.acting.pose import Gesture, Pose, Stance
from generator.animatic.cards.look import Age, Creature, Look
from generator.animatic.cards.wardrobe import Pattern
from generator.animatic.creatures.kinds import wild
from generator.animatic.palette import Color, darker, mix
from generator.animatic.pen import Pen, Point, polygon
from generator.animatic.people.accessories import neckwear
from generator.animatic.people.behind import backwards
from generator.animatic.people.clothes import torso
from generator.animatic.people.hair import back_hair
from generator.animatic.people.hands import grip_of
from generator.animatic.people.hats import back_of_hood
from generator.animatic.people.head import head
from generator.animatic.people.limbs import legs, seated, sleeve
from generator.animatic.people.pieces import lined
from generator.animatic.people.settled import from_here, settled_body, settled_pose, steps_of

Held = Callable[[Pen, Grasp], None]
"""Draws what the hands hold, body units."""

_SEAT: Color = (0.42, 0.3, 0.22)


def eye_height(look: Look, stance: Stance) -> float:
    """Height of the eyes over the ground in metres."""
    if wild(look):
        from generator.animatic.creatures.wild import eyes_over_ground

        return eyes_over_ground(look, stance)
    build, size = build_of(look), look.height / 1.7
    standing = -(build.shoulder - 0.028 - build.head)
    if stance is Stance.LIE:
        return 0.62
    drop = {Stance.SIT: -build.hip - 0.5, Stance.KNEEL: -build.hip + KNEELING}.get(stance, 0.0)
    return (standing - drop) * size


def head_height(look: Look) -> float:
    """Height of the head in metres, chin to crown."""
    if wild(look):
        from generator.animatic.creatures.wild import head_tall

        return head_tall(look)
    return 2 * build_of(look).head * look.height / 1.7


def figure(
    pen: Pen,
    look: Look,
    pose: Pose,
    held: Held | None = None,
    shade_side: float = 1.0,
    *,
    alone: bool = False,
) -> None:
    """Draw the person with the soles at the pen's origin, in metres.

    ``held`` is drawn in the hands. ``alone`` leaves out what is not the person: the shadow on the ground,
    the chair, the bed.
    """
    if wild(look):
        from generator.animatic.creatures.wild import wild_animal

        wild_animal(pen, look, pose, held, shade_side, alone=alone)
        return
    size = look.height / 1.7
    inner = pen.sized(size)
    body = body_of(look, pose)
    if inner.pixel:
        grain = inner.pixel * (1.0 if look.wears.pattern is Pattern.PLAIN else _PATTERNED)
        pose, body = settled_pose(pose, inner.pixel), settled_body(body, grain)
    with pen.moved(0, 0, size=size):
        if pose.act.stance is Stance.LIE:
            _lying(inner, look, pose, body, shade_side, alone)
            return
        if not alone:
            _shadow(inner, body, pose, size)
            if pose.chair is not None or pose.act.stance is Stance.SIT:
                _seat(inner, pose, (pose.chair or 0.0) / size)
        with inner.moved(0, 0, turn=pose.roll):
            if look.creature is Creature.ROBOT:
                _robot(inner, look, pose, body, held, shade_side)
            elif pose.back > 0.5:
                _turned_away(inner, look, pose, body, held, shade_side)
            else:
                _person(inner, look, pose, body, held, shade_side)


def head_size(look: Look, body: Body) -> float:
    """Half the height of the head as it is drawn, body units."""
    return body.build.head * (0.97 if look.feminine and look.age is not Age.CHILD else 1.0)


_PATTERNED = 0.25
"""How much finer a body settles whose clothes have a pattern: stripes a few pixels wide show every step."""
_WORN = 0.3
"""How far hands, shoes and clothes reach beyond the joints, body units."""
LYING = (0.85, -0.55)
"""Where the soles of somebody are who lies in bed, the head to the left; body units."""


def _lying(pen: Pen, look: Look, pose: Pose, body: Body, shade_side: float, alone: bool) -> None:
    if not alone:
        pen.rect(-1.0, -0.3, 2.0, 0.3, (0.5, 0.4, 0.33), r=0.06)
        pen.rect(-0.98, -0.42, 1.96, 0.16, (0.83, 0.8, 0.75), r=0.07)
        pen.rect(-0.98, -0.52, 0.42, 0.16, (0.93, 0.91, 0.86), r=0.07)
    with pen.moved(*LYING, turn=-90):
        draw = _robot if look.creature is Creature.ROBOT else _person
        draw(pen, look, pose, body, None, shade_side)
    if not alone:
        pen.rect(-0.5, -0.84, 1.5, 0.56, mix(look.wears.top_color, (0.55, 0.55, 0.62), 0.7), r=0.14)
        pen.rect(-0.5, -0.84, 0.16, 0.56, (0.86, 0.84, 0.8), r=0.06)


def _turned_away(pen: Pen, look: Look, pose: Pose, body: Body, held: Held | None, shade_side: float) -> None:
    if held:
        held(pen, grasp_of(body, pose))
    backwards(pen, look, pose, body, shade_side)


_BESIDE = (Gesture.NONE, Gesture.POINT, Gesture.REACH, Gesture.WAVE, Gesture.THROW, Gesture.CARRY,
           Gesture.GIVE,
           Gesture.TAKE, Gesture.KNOCK, Gesture.OPEN, Gesture.SHAKE)  # fmt: skip
"""Gestures of one arm: the other is behind the body of who is turned."""


def _robot(pen: Pen, look: Look, pose: Pose, body: Body, held: Held | None, shade_side: float) -> None:
    from generator.animatic.creatures.robot import robot

    robot(pen, look, pose, body, held, grasp_of(body, pose), shade_side)


def _behind_head(pen: Pen, look: Look, pose: Pose, body: Body, size: float) -> None:
    """Hair and hood behind the body; the ears and the tail of an animal."""
    if look.creature is not Creature.HUMAN:
        from generator.animatic.creatures.upright import tail_and_ears

        tail_and_ears(pen, look, pose, body, size)
        return
    unit = pen.sized(size)
    with pen.moved(*body.head, turn=pose.slant * 0.6, size=size):
        unit.again(lambda p: _back_of_head(p, look, pose.head_turn), "back", pose.head_turn)


def _back_of_head(unit: Pen, look: Look, turn: float) -> None:
    back_of_hood(unit, look)
    back_hair(unit, look, turn)


def _head(pen: Pen, look: Look, pose: Pose, body: Body, size: float, shade_side: float) -> None:
    unit = pen.sized(size)
    with pen.moved(*body.head, turn=pose.slant * 0.6, size=size):
        if look.creature is Creature.HUMAN:
            head(unit, look, pose, shade_side)
            return
        from generator.animatic.creatures.upright import dressed_head

        dressed_head(unit, look, pose, shade_side)


def _person(pen: Pen, look: Look, pose: Pose, body: Body, held: Held | None, shade_side: float) -> None:
    act, turn, other = pose.act, pose.turn, 1 - body.lead
    lying = act.stance is Stance.LIE
    size = head_size(look, body)
    grasp = grasp_of(body, pose)

    def arm(index: int) -> None:
        grip = grip_of(act.gesture, pose.lift, index == body.lead)
        if _out_of_sight(pen, body.arms[index]):
            return
        joints = steps_of((*body.arms[index], body.hip), neck)
        with pen.moved(neck, 0):
            pen.again(
                lambda p: sleeve(p, look, from_here(body, neck), index, grip, shade_side),
                "arm", index, joints, grip,
            )  # fmt: skip

    hip, neck = body.hip[0], body.neck[0]
    trunk = steps_of((body.hip, body.neck), hip)
    _behind_head(pen, look, pose, body, size)
    behind = abs(turn) > 0.25 and act.gesture in _BESIDE and not lying
    if behind:
        arm(other)
    sitting = seated(body)
    if not sitting:
        _legs(pen, look, body, turn)
    _neck(pen, look, body, size)
    with pen.moved(hip, 0):
        pen.again(lambda p: torso(p, look, from_here(body, hip), turn, shade_side), "torso", trunk, turn)
    if sitting:
        _legs(pen, look, body, turn)
    with pen.moved(neck, 0):
        pen.again(lambda p: neckwear(p, look, from_here(body, neck), turn), "neckwear", trunk, turn)
    arms: tuple[int, ...] = (body.lead,) if behind else (other, body.lead)
    if body.over_face or lying:
        arms = ()
    if held and not body.over_face and act.gesture is Gesture.READ:
        held(pen, grasp)
        held = None
    for index in arms:
        arm(index)
    if held and not body.over_face:
        held(pen, grasp)
        if act.gesture is Gesture.HOLD:
            _thumbs(pen, look, body)
    _head(pen, look, pose, body, size, shade_side)
    if body.over_face and not lying:
        if held and act.gesture is not Gesture.FACE:
            held(pen, grasp)
        for index in (body.lead,) if behind else (other, body.lead):
            arm(index)
        if held and act.gesture is Gesture.FACE:
            held(pen, grasp)


def _legs(pen: Pen, look: Look, body: Body, turn: float) -> None:
    """The legs, unless they are outside the picture, as in most close shots."""
    if not _out_of_sight(pen, (*body.legs[0], *body.legs[1])):
        hip = body.hip[0]
        joints = steps_of((*body.legs[0], *body.legs[1]), hip)
        with pen.moved(hip, 0):
            pen.again(lambda p: legs(p, look, from_here(body, hip), turn), "legs", joints, turn)


def _out_of_sight(pen: Pen, joints: Sequence[Point]) -> bool:
    """True when limbs with these joints, and what is worn on them, are wholly outside the picture."""
    across, down = [x for x, _ in joints], [y for _, y in joints]
    box = skia.Rect.MakeLTRB(min(across) - _WORN, min(down) - _WORN, max(across) + _WORN, max(down) + _WORN)
    return bool(pen.canvas.quickReject(box))


def _neck(pen: Pen, look: Look, body: Body, size: float) -> None:
    """The neck in the shadow of the chin."""
    (nx, ny), (hx, hy) = body.neck, body.head
    half = 0.046 if look.feminine or look.age is Age.CHILD else 0.059
    low, high = ny + 0.06, hy + size * 0.6
    top = hx * 0.6 + nx * 0.4
    neck = polygon([(nx - half, low), (top - half, high), (top + half, high), (nx + half, low)])
    lined(pen, neck, darker(look.skin, 0.22), 1.0)


def _thumbs(pen: Pen, look: Look, body: Body) -> None:
    for side, arm in zip((1, -1), body.arms, strict=True):
        x, y = arm[2]
        pen.limb([(x, y + 0.01), (x + side * 0.035, y - 0.005)], look.skin, 0.024)


def _shadow(pen: Pen, body: Body, pose: Pose, size: float) -> None:
    """On the ground, also under who jumps; as wide as the feet are apart, longer under who falls."""
    feet = [leg[2][0] for leg in body.legs]
    fallen = min(1.0, abs(pose.roll) / 90)
    middle = (min(feet) + max(feet)) / 2 * (1 - fallen) + math.copysign(0.8, pose.roll) * fallen
    wide = max(0.3, (max(feet) - min(feet)) / 2 + 0.2) * (1 - fallen) + 0.95 * fallen
    pen.oval(middle + 0.03, pose.height / size, wide, 0.055, (0.06, 0.05, 0.1), 0.3, 0.03)


def _seat(pen: Pen, pose: Pose, x: float) -> None:
    f = pose.facing
    y, dark = -0.5, darker(_SEAT, 0.3)
    back = x - f * 0.25
    for foot in (back, x + f * 0.2):
        pen.limb([(foot, y + 0.1), (foot, 0.0)], dark, 0.04)
    pen.limb([(back, y + 0.1), (back - f * 0.04, y - 0.46)], _SEAT, 0.05)
    pen.rect(x - 0.265 - f * 0.005, y + 0.06, 0.53, 0.06, _SEAT, r=0.02)
