"""What a hand has to know of the body it belongs to, body units; y downwards."""

from __future__ import annotations

from dataclasses import dataclass

from generator.animatic.acting.pose import Pose
from generator.animatic.pen import Point


@dataclass(frozen=True, slots=True)
class Arm:
    """What a hand has to know of the body it belongs to."""

    pose: Pose
    top: Point
    """The shoulder joint."""
    neck: Point
    hip: Point
    side: int
    """-1 the left arm in the picture, 1 the right one."""
    f: float
    """Where the body faces: 1 to the right, -1 to the left."""
    lead: bool
    """True for the arm that acts."""
    head: float
    """Half the height of the head."""
    wide: float
    """Half the width of the shoulders."""
    hips: float
    length: float
    """From the shoulder to the hand of an arm that hangs."""
    target: Point | None
    """Where the acting hand is wanted."""

    def at(self, forward: float, down: float) -> Point:
        """A place before the body, from the middle of the shoulders."""
        return (self.neck[0] + self.f * forward, self.neck[1] + down)

    def near(self, out: float, down: float) -> Point:
        """A place before the chest, ``out`` to the arm's own side."""
        return (self.neck[0] + 0.05 * self.pose.turn + self.side * out, self.neck[1] + down)


def between(one: Point, other: Point, k: float) -> Point:
    """The place ``k`` (0 to 1) of the way from one to the other."""
    return (one[0] + (other[0] - one[0]) * k, one[1] + (other[1] - one[1]) * k)
