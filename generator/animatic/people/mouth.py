"""A mouth that speaks and feels; head units."""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.acting.pose import Feeling, Pose
from generator.animatic.cards.look import Look
from generator.animatic.palette import Color, mix
from generator.animatic.pen import Pen, Point, smooth
from generator.animatic.people.marks import crease

_INSIDE: Color = (0.33, 0.11, 0.14)
_TEETH: Color = (0.97, 0.95, 0.91)
_TONGUE: Color = (0.78, 0.38, 0.4)
_SHUT = 0.06
"""Opening below which the lips touch."""
_MIDDLE = 0.64
"""y of the line between the lips."""

# How far the corners are up, and the width against the usual.
_CORNERS: dict[Feeling, tuple[float, float]] = {
    Feeling.NEUTRAL: (0.025, 1.0),
    Feeling.HAPPY: (0.16, 1.3),
    Feeling.SAD: (-0.15, 0.92),
    Feeling.ANGRY: (-0.12, 1.1),
    Feeling.AFRAID: (-0.1, 1.1),
    Feeling.SURPRISED: (-0.02, 0.6),
    Feeling.THOUGHTFUL: (0.0, 0.78),
    Feeling.TIRED: (-0.06, 0.9),
}


class Lips(NamedTuple):
    """The mouth at a moment, head units."""

    x: float
    y: float
    half: float
    """Half the width."""
    lift: float
    """How far the corners are over the middle."""
    opening: float

    @property
    def top(self) -> float:
        """The upper edge of an open mouth."""
        return self.y - 0.035 - 0.04 * self.opening

    @property
    def low(self) -> float:
        """The lower edge of an open mouth."""
        return self.y + 0.06 + 0.32 * self.opening

    @property
    def open(self) -> bool:
        """False when the lips touch."""
        return self.opening >= _SHUT


def lips_of(look: Look, pose: Pose) -> Lips:
    """The lips of a look in a pose; small openings are round, wide ones broad."""
    opening, feeling = pose.mouth, pose.act.feeling
    lift, broad = _CORNERS.get(feeling, (0.0, 1.0))
    if feeling is Feeling.SURPRISED:
        opening = max(opening, 0.3)
    if pose.act.laughing:
        lift, broad = 0.17, 1.35
    rounded = 1.0 if opening < _SHUT else 0.7 + 0.3 * min(1.0, opening / 0.7)
    if lift > 0.1:
        rounded = (rounded + 1.0) / 2
    half = (0.26 if look.feminine else 0.285) * (1 - 0.14 * abs(pose.head_turn)) * broad * rounded
    return Lips(0.29 * pose.head_turn, _MIDDLE, half, lift, opening)


def mouth(pen: Pen, look: Look, pose: Pose) -> None:
    """The mouth as a line when it is shut, else with teeth and tongue."""
    lips = lips_of(look, pose)
    color = mix(look.skin, (0.74, 0.24, 0.3) if look.feminine else (0.56, 0.26, 0.27), 0.62)
    if lips.open:
        _open(pen, lips, color, 0.06 if look.feminine else 0.042, pose.act.feeling)
    else:
        _shut(pen, look, lips, color, pose.act.feeling)


def _shut(pen: Pen, look: Look, lips: Lips, color: Color, feeling: Feeling) -> None:
    x, y, half, lift, _ = lips
    bow = y + lift * 0.5
    ends = [(x - half, y - lift * 0.75), (x + half, y - lift * 0.75)]
    ink = crease(color, 0.36)
    if feeling is Feeling.AFRAID:
        steps = [(-0.5, -0.035), (-0.17, 0.035), (0.17, -0.035), (0.5, 0.035)]
        pen.curve([ends[0], *((x + half * k, y + d) for k, d in steps), ends[1]], ink, 0.055)
        return
    if feeling is Feeling.THOUGHTFUL:
        ends[1] = (ends[1][0], ends[1][1] - 0.06)
    side = bow - lift * 0.36
    pen.curve(
        [ends[0], (x - half * 0.55, side), (x, bow + 0.005), (x + half * 0.55, side), ends[1]], ink, 0.05
    )
    if abs(lift) > 0.09:
        for end, side in zip(ends, (-1, 1), strict=True):
            turn = -0.03 if lift > 0 else 0.03
            pen.curve(
                [(end[0] - side * 0.02, end[1] - turn), end, (end[0] + side * 0.035, end[1] + turn)],
                ink,
                0.036,
            )
    if look.feminine:
        lower = [(x - half * 0.45, bow + 0.06), (x, bow + 0.09), (x + half * 0.45, bow + 0.06)]
        pen.curve(lower, color, 0.05, 0.8)
    else:
        pen.curve([(x - 0.09, bow + 0.11), (x, bow + 0.125), (x + 0.09, bow + 0.11)], color, 0.028, 0.6)


def _open(pen: Pen, lips: Lips, color: Color, line: float, feeling: Feeling) -> None:
    x, y, half, lift, opening = lips
    corner = y - lift * 0.7
    left: Point = (x - half, corner)
    right: Point = (x + half, corner)
    top, low = lips.top - min(lift, 0.0) * 0.2, lips.low
    path = smooth([left, (x - half * 0.45, top), (x, top + 0.012), (x + half * 0.45, top), right,
                   (x + half * 0.6, (low * 3 + corner) / 4), (x, low),
                   (x - half * 0.6, (low * 3 + corner) / 4)])  # fmt: skip
    pen.path(path, _INSIDE)
    with pen.inside(path):
        clenched = feeling in (Feeling.ANGRY, Feeling.AFRAID)
        high = top - 0.2
        pen.rect(x - half, high, 2 * half, top - high + 0.075 + 0.03 * opening, _TEETH)
        pen.oval(x, low + 0.03, half * 0.68, (low - y) * 0.52, _TONGUE)
        if clenched:
            pen.rect(x - half, low - 0.06, 2 * half, 0.2, _TEETH)
    pen.path(path, color, 1.0, line)
