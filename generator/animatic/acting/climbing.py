"""What somebody climbs: a ladder or a rope that stands still while the climber goes up."""

from __future__ import annotations

from generator.animatic.acting.anatomy import Grasp
from generator.animatic.acting.pose import Gesture
from generator.animatic.palette import Color, darker, lighter
from generator.animatic.pen import Pen
from generator.animatic.things.stuff import WOOD
from generator.animatic.wording import says

CLIMBED = {"ladder": Gesture.CARRY, "rope": Gesture.HOLD}
"""What is climbed, and the gesture of the hands: beside the head, or before it in the middle."""
_STEMS = {"ladder": ("ladder", "rung", "梯子", "爬梯"), "rope": ("rope", "绳")}
_TOP = 4.6
"""How far it goes up, body units over the ground."""
_RUNG = 0.29
_HEMP: Color = (0.72, 0.59, 0.4)


def climbed_in(words: str) -> str:
    """What the words of a climber name to climb on: a kind of :data:`CLIMBED`, or an empty string."""
    return next((kind for kind, stems in _STEMS.items() if says(words, *stems)), "")


def draw_climbed(pen: Pen, kind: str, grasp: Grasp) -> None:
    """Draw the ladder or the rope at the climber, body units; behind a climber who is seen from behind."""
    if kind == "rope":
        _rope(pen, grasp)
    else:
        _ladder(pen, grasp)


def _ladder(pen: Pen, grasp: Grasp) -> None:
    x, foot, color = grasp.hip[0], grasp.height, lighter(WOOD, 0.22)
    if grasp.back:
        y = foot - _RUNG
        while y > foot - _TOP:
            pen.limb([(x - 0.24, y), (x + 0.24, y)], color, 0.042)
            y -= _RUNG
    for side in (-1, 1):
        pen.limb([(x + side * 0.27, foot), (x + side * 0.24, foot - _TOP)], darker(color, 0.1), 0.062)


def _rope(pen: Pen, grasp: Grasp) -> None:
    x, end = (grasp.lead[0] + grasp.other[0]) / 2, grasp.height - 0.04
    top = end - _TOP
    pen.limb([(x, top), (x + 0.01, end)], _HEMP, 0.05)
    for i in range(46):
        y = top + 0.05 + i * 0.1
        pen.line([(x - 0.02, y), (x + 0.022, y - 0.035)], darker(_HEMP, 0.35), 0.012)
    pen.oval(x + 0.01, end, 0.045, 0.06, darker(_HEMP, 0.2))
