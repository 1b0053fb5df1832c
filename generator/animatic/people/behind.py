"""A person seen from behind: over a shoulder, or turned away from the camera."""

from __future__ import annotations

from generator.animatic.acting.anatomy import Body, body_of, grasp_of
from generator.animatic.acting.pose import Act, Gesture, Pose
from generator.animatic.cards.look import Age, Creature, Hair, Look
from generator.animatic.cards.wardrobe import Headwear, Top
from generator.animatic.creatures.kinds import wild
from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen, smooth
from generator.animatic.people.clothes import GOLD, cloth_of, shadow
from generator.animatic.people.cut import outline_of
from generator.animatic.people.hair_from_behind import from_the_back
from generator.animatic.people.hands import grip_of
from generator.animatic.people.hats import hat_from_the_back
from generator.animatic.people.head import ear, face_of, skull
from generator.animatic.people.limbs import legs, seated, sleeve
from generator.animatic.people.patterns import pattern_over
from generator.animatic.people.pieces import draw, fill, line_of, within

_BESIDE = (Gesture.NONE, Gesture.POINT, Gesture.WAVE, Gesture.RAISE, Gesture.CARRY, Gesture.HIPS,
           Gesture.HEAD, Gesture.EAR)  # fmt: skip
"""Gestures whose hands are beside the body, not before it."""
_COVERED = (Hair.BOB, Hair.LONG, Hair.WAVY, Hair.AFRO, Hair.CURLY)
"""Hair under which no ear is seen from behind."""


def from_behind(pen: Pen, look: Look) -> None:
    """Draw the person standing, seen from behind, with the soles at the pen's origin, in metres."""
    pose = Pose(act=Act(), back=1.0)
    if wild(look):
        from generator.animatic.creatures.wild import wild_animal

        wild_animal(pen, look, pose, None, 1.0, alone=True)
        return
    with pen.moved(0, 0, size=look.height / 1.7):
        backwards(pen.sized(look.height / 1.7), look, pose, body_of(look, pose), 1.0)


def backwards(pen: Pen, look: Look, pose: Pose, body: Body, shade_side: float) -> None:
    """Draw a body from behind, body units; arms that do something before it are hidden by it."""
    if look.creature is Creature.ROBOT:
        from generator.animatic.creatures.robot import robot

        robot(pen, look, pose, body, None, grasp_of(body, pose), shade_side)
        return
    act = pose.act
    arms = [
        (index, grip_of(act.gesture, pose.lift, index == body.lead)) for index in (1 - body.lead, body.lead)
    ]
    hidden = act.gesture not in _BESIDE
    if hidden:
        for index, grip in arms:
            sleeve(pen, look, body, index, grip, shade_side)
    legs(pen, look, body, pose.turn)
    _neck(pen, look, body)
    _coat(pen, look, body, pose.turn, shade_side)
    if not hidden:
        for index, grip in arms:
            sleeve(pen, look, body, index, grip, shade_side)
    if look.creature is not Creature.HUMAN:
        from generator.animatic.creatures.upright import dressed_tail

        dressed_tail(pen, look, pose, body)
    with pen.moved(*body.head, turn=pose.slant * 0.6, size=body.build.head):
        _nape(pen.sized(body.build.head), look, pose, shade_side)


def _nape(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    if look.creature is Creature.HUMAN:
        back_of_head(pen, look, pose.head_turn, shade_side)
        return
    from generator.animatic.creatures.upright import dressed_nape

    dressed_nape(pen, look, pose)


def back_of_head(pen: Pen, look: Look, turn: float, shade_side: float) -> None:
    """The head from behind, head units."""
    face, worn = face_of(look), look.wears.headwear
    skin = darker(look.skin, 0.06)
    path = smooth(skull(face, -turn, -0.08))
    fill(pen, path, skin)
    with within(pen, path):
        pen.rect(
            shade_side * 0.5 if shade_side > 0 else -1.5, -1.2, 1.0, 3, darker(skin, 0.5), pen.light.shade
        )
    pen.path(path, line_of(skin), 1.0, 1.25 * pen.hair)
    draw(pen, from_the_back(look.hair), look.hair_color)
    if look.hair not in _COVERED and worn not in (Headwear.HOOD, Headwear.KERCHIEF):
        for side in (-1, 1):
            ear(pen, look, side * (face.cheek - 0.02) + 0.1 * turn, side)
    draw(pen, hat_from_the_back(worn), look.wears.headwear_color)


def _neck(pen: Pen, look: Look, body: Body) -> None:
    (nx, ny), (hx, hy) = body.neck, body.head
    wide = 0.092 if look.feminine or look.age is Age.CHILD else 0.118
    pen.limb(
        [(nx, ny + 0.06), (hx * 0.6 + nx * 0.4, hy + body.build.head * 0.6)], darker(look.skin, 0.14), wide
    )


def _coat(pen: Pen, look: Look, body: Body, turn: float, shade_side: float) -> None:
    """The back of the upper garment."""
    edge = outline_of(look, body, turn)
    path, color = smooth(edge.points, tension=0.8), cloth_of(look)
    fill(pen, path, color)
    with within(pen, path):
        pattern_over(pen, look.wears, body.neck, body.hip)
        _back_details(pen, look, body, edge.hem, color)
        shadow(pen, body, edge, shade_side, color)
    pen.path(path, line_of(color), 1.0, 1.2 * pen.hair)
    _collar(pen, look, body, color)


def _back_details(pen: Pen, look: Look, body: Body, hem: float, color: Color) -> None:
    wears, (nx, ny), (hx, hy) = look.wears, body.neck, body.hip
    line = darker(color, 0.44)
    if wears.top in (Top.COAT, Top.SUIT, Top.JACKET, Top.DRESS):
        pen.line([(nx, ny), (hx, hy), (hx, hem + 0.05)], line)
    if wears.top is Top.COAT and not seated(body):
        pen.line([(hx, hy + 0.12), (hx, hem + 0.05)], line, pen.hair * 2.2)
        pen.rect(hx - 0.1, (ny + hy) / 2 + 0.05, 0.2, 0.035, darker(color, 0.14), r=0.01)
    if wears.top in (Top.SWEATER, Top.HOODIE, Top.JACKET):
        pen.rect(hx - 0.32, hy - 0.03, 0.64, 0.14, darker(color, 0.17))
    if wears.top in (Top.SHIRT, Top.UNIFORM):
        pen.curve([(nx - 0.2, ny + 0.1), (nx, ny + 0.12), (nx + 0.2, ny + 0.1)], line)
    if wears.top is Top.UNIFORM:
        pen.rect(hx - 0.32, hy - 0.1, 0.64, 0.046, darker(color, 0.62))
    if wears.top is Top.DRESS:
        pen.rect(hx - 0.3, (ny + hy) / 2 + 0.03, 0.6, 0.04, darker(color, 0.4))
    if wears.top is Top.OVERALLS:
        cloth = wears.top_color
        pen.rect(hx - 0.32, hy - 0.12, 0.64, 0.4, cloth)
        for side in (-1, 1):
            pen.line([(nx + side * 0.13, ny - 0.04), (hx - side * 0.05, hy - 0.1)], cloth, 0.046)
        pen.oval(nx, (ny + hy) / 2 + 0.04, 0.016, 0.016, GOLD)
    if wears.apron:
        middle = (ny + hy) / 2 + 0.07
        pen.line([(hx - 0.3, middle), (hx + 0.3, middle)], wears.apron, 0.022)
        for side in (-1, 1):
            pen.line([(hx, middle), (hx + side * 0.05, middle + 0.13)], wears.apron, 0.016)


def _collar(pen: Pen, look: Look, body: Body, color: Color) -> None:
    (nx, ny), wears = body.neck, look.wears
    if wears.top is Top.HOODIE and wears.headwear is not Headwear.HOOD:
        pen.blob([(nx - 0.13, ny - 0.05), (nx, ny - 0.03), (nx + 0.13, ny - 0.05), (nx + 0.12, ny + 0.1),
                  (nx, ny + 0.2), (nx - 0.12, ny + 0.1)], darker(color, 0.1), 1.1)  # fmt: skip
    elif wears.top not in (Top.TSHIRT, Top.DRESS):
        tone = lighter(color, 0.1) if wears.top in (Top.COAT, Top.SUIT, Top.SHIRT) else darker(color, 0.12)
        pen.blob([(nx - 0.075, ny + 0.012), (nx - 0.064, ny - 0.05), (nx, ny - 0.04), (nx + 0.064, ny - 0.05),
                  (nx + 0.075, ny + 0.012), (nx, ny + 0.03)], tone, 1.1)  # fmt: skip
    if wears.scarf:
        pen.blob([(nx - 0.13, ny - 0.01), (nx - 0.1, ny - 0.075), (nx, ny - 0.06), (nx + 0.1, ny - 0.075),
                  (nx + 0.13, ny - 0.01), (nx + 0.1, ny + 0.04), (nx, ny + 0.05), (nx - 0.1, ny + 0.04)],
                 wears.scarf, 1.2)  # fmt: skip
        pen.curve(
            [(nx - 0.1, ny - 0.02), (nx, ny + 0.0), (nx + 0.1, ny - 0.015)], darker(wears.scarf, 0.32), 0.01
        )
