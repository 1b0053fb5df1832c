"""What makes an animal of a person: head, ears and tail on a body that is dressed.

The body, its clothes and what it does are those of people; see :mod:`generator.animatic.people.figure`.
"""

from __future__ import annotations

from generator.animatic.acting.anatomy import Body
from generator.animatic.acting.pose import Pose, Stance
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.animal_head import SHAPES, animal_head, back_of_head, behind_head
from generator.animatic.creatures.hide import mirrored
from generator.animatic.creatures.tails import tail
from generator.animatic.pen import Pen
from generator.animatic.people.eyes import glasses
from generator.animatic.people.hats import hat_from_the_back, headwear
from generator.animatic.people.pieces import draw

HEAD = 1.14
"""An animal's head against a person's: small muzzles must be read, too."""


def tail_and_ears(pen: Pen, look: Look, pose: Pose, body: Body, size: float) -> None:
    """What is behind the body and the head, body units; ``size`` is half the height of a person's head."""
    if pose.act.stance is not Stance.LIE:
        dressed_tail(pen, look, pose, body)
    with pen.moved(*body.head, turn=pose.slant * 0.6, size=size * HEAD):
        behind_head(pen.sized(size * HEAD), look, pose)


def dressed_tail(pen: Pen, look: Look, pose: Pose, body: Body) -> None:
    """The tail at the hips; over the clothes when the body is seen from behind."""
    x, y = body.hip
    with pen.moved(x, 0), mirrored(pen, pose.facing):
        aside = 0.25 if pose.back > 0.5 else 0.95
        size = 0.6 if look.creature is Creature.HORSE else 1.0
        tail(pen, look, pose, (-body.build.hips * aside, y - 0.02), size)


def dressed_head(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    """The head with hat and glasses, in the head units of a person."""
    with pen.moved(0, 0, size=HEAD):
        unit = pen.sized(HEAD)
        animal_head(unit, look, pose, shade_side)
        if look.glasses:
            with pen.moved(0, SHAPES[look.creature].eye[1] - 0.06 + pose.nod * 4):
                glasses(unit, pose.head_turn)
        headwear(unit, look, pose.head_turn)


def dressed_nape(pen: Pen, look: Look, pose: Pose) -> None:
    """The head from behind, in the head units of a person."""
    with pen.moved(0, 0, size=HEAD):
        unit = pen.sized(HEAD)
        back_of_head(unit, look, pose)
        draw(unit, hat_from_the_back(look.wears.headwear), look.wears.headwear_color)
