"""An animal as animals are: on four legs, a bird on two, a frog on its haunches."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.animatic.acting.anatomy import Grasp
from generator.animatic.acting.pose import Act, Gesture, Pose, Stance
from generator.animatic.cards.look import Age, Creature, Look
from generator.animatic.creatures import bird as birds
from generator.animatic.creatures import frog as frogs
from generator.animatic.creatures.animal_head import SHAPES, animal_head, back_of_head, behind_head
from generator.animatic.creatures.four_legs import LYING_HEAD, frame_of
from generator.animatic.creatures.hide import hide, mirrored
from generator.animatic.creatures.kinds import beast_of, size_of
from generator.animatic.creatures.neck_and_head import hat, scarf
from generator.animatic.pen import Pen, Point

Held = Callable[[Pen, Grasp], None]

_BITE = 0.55
"""Size of what an animal holds in its mouth against what a person holds."""


class Head(NamedTuple):
    """Where a head is in the picture, metres from the point under it on the ground."""

    at: Point
    half: float
    turn: float
    """Degrees."""


def facing_of(pose: Pose) -> float:
    """To which side the body looks; who lies has the head on the left, as people have."""
    return -1.0 if pose.act.stance is Stance.LIE else pose.facing


def head_of(look: Look, pose: Pose) -> Head:
    """The head of an animal in a pose."""
    half, (x, y) = _head(look, pose)
    return Head((facing_of(pose) * x, y + _sunk(pose)), half, pose.slant * 0.8)


def _head(look: Look, pose: Pose) -> tuple[float, Point]:
    """Half the height of the head and its middle, looking to the right."""
    if look.creature in (Creature.BIRD, Creature.FROG):
        kind, size = (birds if look.creature is Creature.BIRD else frogs), _size(look)
        x, y = kind.head_of(pose)
        aside = LYING_HEAD if pose.act.stance is Stance.LIE else 0.0
        return kind.HEAD * size, (x * size + aside, y * size)
    beast = beast_of(look)
    return beast.head, frame_of(beast, look.creature, pose).head


def _sunk(pose: Pose) -> float:
    """A swimmer is lifted to lie in the water; an animal swims as it walks."""
    return pose.height if pose.act.stance is Stance.SWIM else 0.0


def _size(look: Look) -> float:
    return size_of(look) * (0.8 if look.age is Age.CHILD else 1.0)


def eyes_over_ground(look: Look, stance: Stance) -> float:
    """Height of the eyes over the ground in metres."""
    head = head_of(look, Pose(Act(stance=stance)))
    return -(head.at[1] + SHAPES[look.creature].eye[1] * head.half)


def head_tall(look: Look) -> float:
    """Height of the head in metres, chin to crown."""
    return 2 * _head(look, Pose(Act()))[0]


def wild_animal(pen: Pen, look: Look, pose: Pose, held: Held | None, shade_side: float, *,
                alone: bool) -> None:  # fmt: skip
    """Draw the animal over the pen's origin, in metres; ``alone`` leaves its shadow out."""
    head, facing = head_of(look, pose), facing_of(pose)
    if not alone:
        _shadow(pen, look, pose, head, facing)
    with pen.moved(0, _sunk(pose)), mirrored(pen, facing):
        _body(pen, look, pose)
    unit = pen.sized(head.half)
    with pen.moved(*head.at, turn=head.turn, size=head.half):
        if pose.back > 0.5:
            back_of_head(unit, look, pose)
        else:
            behind_head(unit, look, pose)
            animal_head(unit, look, pose, shade_side)
        hat(unit, look, pose)
    if held is not None and pose.act.stance is not Stance.RIDE:
        _bitten(pen, look, pose, head, facing, held)


def _body(pen: Pen, look: Look, pose: Pose) -> None:
    if look.creature in (Creature.BIRD, Creature.FROG):
        size = _size(look)
        aside = LYING_HEAD if pose.act.stance is Stance.LIE else 0.0
        with pen.moved(aside, 0, size=size):
            draw = birds.bird if look.creature is Creature.BIRD else frogs.frog
            draw(pen.sized(size), look, pose)
        return
    beast = beast_of(look)
    frame = frame_of(beast, look.creature, pose)
    hide(pen, look, pose, beast, frame)
    scarf(pen, look, beast, frame)


def _shadow(pen: Pen, look: Look, pose: Pose, head: Head, facing: float) -> None:
    if look.creature in (Creature.BIRD, Creature.FROG):
        middle, wide = head.at[0] - facing * 0.08, 0.2
    else:
        frame = frame_of(beast_of(look), look.creature, pose)
        middle = facing * (frame.hips[0] + frame.withers[0]) / 2
        wide = abs(frame.withers[0] - frame.hips[0]) / 2 + beast_of(look).haunch
    pen.oval(middle, pose.height - 0.01, wide, 0.09 * wide + 0.015, (0.06, 0.05, 0.1), 0.3, 0.02)


def _bitten(pen: Pen, look: Look, pose: Pose, head: Head, facing: float, held: Held) -> None:
    """What it carries is in its mouth."""
    shape = SHAPES[look.creature].muzzle
    low = shape.lip_y + 0.1 if shape else 0.45
    reach = (shape.reach if shape else 0.4) * pose.head_turn
    at = (head.at[0] + reach * head.half, head.at[1] + low * head.half)
    size = _BITE * min(1.6, max(0.7, head.half / 0.17))
    with pen.moved(*at, size=size):
        grasp = Grasp((0.0, 0.0), (0.0, 0.0), (0.0, 0.3), facing, Gesture.CARRY, Stance.STAND)
        held(pen.sized(size), grasp)
