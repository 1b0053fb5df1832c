"""A bird: on two legs, hopping, and in the air when it runs, jumps or waves.

Metres; it looks to the right, see :mod:`generator.animatic.creatures.hide`.
"""

from __future__ import annotations

import math

from generator.animatic.acting.pose import Gesture, Pose, Stance
from generator.animatic.cards.look import Look
from generator.animatic.creatures.animal_head import BEAK
from generator.animatic.palette import Color, darker, mix
from generator.animatic.pen import Pen, Point

HEAD = 0.155
"""Half the height of the head."""
_CREAM: Color = (0.95, 0.92, 0.86)
_AIR = (Stance.RUN, Stance.JUMP, Stance.CLIMB)
_WINGS = (Gesture.WAVE, Gesture.RAISE, Gesture.CLAP, Gesture.HUG, Gesture.FIGHT)
_LOW = (Stance.SIT, Stance.LIE, Stance.KNEEL, Stance.FALL, Stance.BOW)


def perch(pose: Pose) -> tuple[Point, float]:
    """Where the body is, and how high the soles are over the ground."""
    over = pose.measured(_over_ground)
    y = pose.measured(lambda p: -0.17 if p.act.stance in _LOW else -0.28)
    return (-0.06, y - over - 0.004 * pose.breath), over


def _over_ground(pose: Pose) -> float:
    stance = pose.act.stance
    if stance in _AIR:
        return 0.34 * (stance is not Stance.JUMP) + 0.04 * math.sin(pose.clock * 11.0)
    return 0.07 * abs(math.sin(pose.stride)) if stance in (Stance.WALK, Stance.DANCE) else 0.0


def head_of(pose: Pose) -> Point:
    """The middle of the head when it looks to the right."""
    (x, y), _ = perch(pose)
    sunk = 0.05 if pose.act.asleep else 0.0
    return (x + 0.08 + pose.sway, y - 0.2 + sunk + pose.nod)


def bird(pen: Pen, look: Look, pose: Pose) -> None:
    """Tail, legs, body and the near wing; the head comes after."""
    (x, y), over = perch(pose)
    fur = look.skin
    flap = pose.act.stance in _AIR or (pose.act.gesture in _WINGS and pose.lift > 0.3)
    beat = math.sin(pose.clock * 11.0)
    with pen.moved(x, y, turn=-8.0 + 4.0 * pose.beat):
        pen.blob(
            [(-0.12, 0.02), (-0.3, 0.1), (-0.38, 0.2), (-0.3, 0.22), (-0.1, 0.14)], darker(fur, 0.35), 1.0
        )
    if pose.act.stance not in _LOW:
        for foot in (0.03, -0.05):
            _leg(pen, (x + foot, y + 0.14), -over if pose.act.stance not in _AIR else y + 0.26)
    if flap:
        _raised(pen, (x + 0.02, y - 0.05), beat, darker(fur, 0.4))
    pen.blob([(x + 0.14, y - 0.2), (x + 0.19, y - 0.02), (x + 0.12, y + 0.14), (x - 0.06, y + 0.17),
              (x - 0.2, y + 0.08),
              (x - 0.14, y - 0.08), (x - 0.02, y - 0.2)], fur, 1.0)  # fmt: skip
    pen.blob([(x + 0.17, y - 0.1), (x + 0.18, y + 0.0), (x + 0.11, y + 0.12), (x - 0.02, y + 0.15),
              (x + 0.04, y + 0.0)],
             mix(fur, _CREAM, 0.6))  # fmt: skip
    if flap:
        _raised(pen, (x - 0.04, y - 0.04), beat, darker(fur, 0.2))
    else:
        pen.blob([(x + 0.07, y - 0.08), (x + 0.05, y + 0.06), (x - 0.1, y + 0.12), (x - 0.28, y + 0.14),
                  (x - 0.14, y - 0.02),
                  (x - 0.04, y - 0.11)], darker(fur, 0.2), 1.0)  # fmt: skip
        for i in range(3):
            pen.curve([(x + 0.0 - 0.04 * i, y + 0.05 + 0.015 * i), (x - 0.1 - 0.05 * i, y + 0.1 + 0.008 * i)],
                      darker(fur, 0.42))  # fmt: skip


def _leg(pen: Pen, top: Point, sole: float) -> None:
    x, dark = top[0] + 0.015, darker(BEAK, 0.15)
    pen.line([top, (x, sole - 0.02)], dark, 0.02)
    for toe in (-0.03, 0.02, 0.055):
        pen.line([(x, sole - 0.025), (x + toe, sole - 0.008)], dark, 0.016)


def _raised(pen: Pen, root: Point, beat: float, color: Color) -> None:
    """A spread wing; ``beat`` -1 is below, 1 above."""
    with pen.moved(*root, turn=-18.0 - 34.0 * beat):
        pen.blob([(0.06, 0.04), (0.02, -0.06), (-0.1, -0.24), (-0.3, -0.36), (-0.36, -0.28),
                  (-0.34, -0.16), (-0.26, -0.1),
                  (-0.2, -0.02), (-0.1, 0.06)], color, 1.0)  # fmt: skip
        for tip in ((-0.3, -0.26), (-0.28, -0.16), (-0.2, -0.06)):
            pen.line([(tip[0] * 0.5, tip[1] * 0.5), tip], darker(color, 0.3))
