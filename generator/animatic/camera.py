"""What the camera sees: framing by scale, one move with ease, parallax by depth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.animatic.acting import ease
from generator.interface import Angle, Camera, Move, Scale

REFERENCE_HEIGHT = 4.6
"""Metres seen from top to bottom when every layer is at its natural size."""
REFERENCE_MIDDLE = -1.3


@dataclass(frozen=True)
class View:
    """A rectangle of the world: its centre, its height in metres, and a pan in parts of the picture."""

    x: float
    y: float
    height: float
    pan: float = 0.0
    """Turn of the camera to the right, in picture widths: it moves every layer alike."""
    tilt: float = 0.0
    """Turn of the camera downwards, in picture heights."""

    def rect(self, aspect: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in metres; ``aspect`` is width over height."""
        x = self.x + self.pan * self.height * aspect
        y = self.y + self.tilt * self.height
        half = self.height / 2
        return (x - half * aspect, y - half, x + half * aspect, y + half)


@dataclass(frozen=True)
class Subject:
    """Somebody to be framed: where they stand and how tall they are, metres."""

    x: float
    eye: float
    """Height of the eyes over the ground."""
    top: float
    """Height of the crown over the ground."""
    head: float
    """Height of the head."""
    facing: float
    """-1 to 1: empty space is left on this side."""
    lying: bool = False
    """True when the body takes more room across than upwards; ``x`` is the middle of the body."""


# Height of the picture in heads for the closer scales, the share of the height at which the eyes are,
# and the room beside the outermost person in heads.
_CLOSER: dict[Scale, tuple[float, float, float]] = {
    Scale.MEDIUM: (4.1, 0.335, 1.45),
    Scale.MEDIUM_CLOSE: (2.75, 0.36, 1.15),
    Scale.CLOSE: (1.95, 0.38, 0.9),
    Scale.EXTREME_CLOSE: (1.15, 0.35, 0.5),
}
_FEET: dict[Scale, tuple[float, float]] = {Scale.EXTREME_WIDE: (8.4, 0.8), Scale.WIDE: (4.3, 0.79)}


def framing(scale: Scale, subjects: Sequence[Subject], aspect: float) -> View:
    """The view that shows ``subjects`` at ``scale``; an empty place when there are none."""
    if scale in _FEET or not subjects:
        height, feet = _FEET.get(scale, (3.4, 0.78))
        if subjects:
            spread = max(s.x for s in subjects) - min(s.x for s in subjects) + 1.4
            height = max(height, spread / aspect, 1.45 * max(s.top for s in subjects))
        return View(_middle(subjects), (0.5 - feet) * height, height)
    if scale is Scale.FULL:
        tallest = max(s.top for s in subjects)
        room = 1.25 if any(s.lying for s in subjects) else 0.55
        height = max(1.42 * tallest + 0.1, _spread(subjects, room) / aspect, 1.9)
        return View(_middle(subjects), -0.325 * height, height)
    subjects = [replace(s, x=s.x - 0.68) if s.lying else s for s in subjects]
    heads, eyes, room = _CLOSER.get(scale, _CLOSER[Scale.MEDIUM])
    if scale is Scale.EXTREME_CLOSE:
        subjects = subjects[:1]
    head = max(s.head for s in subjects)
    height = max(heads * head, _spread(subjects, room * head) / aspect)
    if len(subjects) > 1:
        # The tallest keeps head room; the chin of the smallest stays above the caption.
        lowest = min(s.eye - 0.6 * s.head for s in subjects)
        height = max(height, (max(s.eye for s in subjects) - lowest) / (0.8 - eyes))
        eye = max(s.eye for s in subjects)
        return View(_middle(subjects), -eye + (0.5 - eyes) * height, height)
    look_room = subjects[0].facing * 0.075 * height * min(aspect, 1.4)
    return View(subjects[0].x + look_room, -subjects[0].eye + (0.5 - eyes) * height, height)


def _middle(subjects: Sequence[Subject]) -> float:
    if not subjects:
        return 0.0
    return (max(s.x for s in subjects) + min(s.x for s in subjects)) / 2


def _spread(subjects: Sequence[Subject], room: float) -> float:
    return max(s.x for s in subjects) - min(s.x for s in subjects) + 2 * room


def moved(view: View, move: Move, share: float, time: float, alive: bool = True) -> View:
    """``view`` after ``share`` (0 to 1) of the move, ``time`` seconds into the shot.

    A fixed view of an empty place (not ``alive``) comes closer by two percent, so that no picture is frozen.
    """
    k = ease(share)
    x, y, height, pan, tilt = view.x, view.y, view.height, 0.0, 0.0
    if move in (Move.PAN_LEFT, Move.PAN_RIGHT):
        pan = (0.13 - 0.17 * k) * (1 if move is Move.PAN_LEFT else -1)
    elif move in (Move.TILT_UP, Move.TILT_DOWN):
        tilt = (0.13 - 0.15 * k) * (1 if move is Move.TILT_UP else -1)
    elif move is Move.PUSH_IN:
        height *= 1.0 - 0.2 * k
        y -= 0.02 * view.height * k
    elif move is Move.PULL_OUT:
        height *= 0.84 + 0.22 * k
    elif move in (Move.TRACK_LEFT, Move.TRACK_RIGHT):
        x += (0.2 - 0.4 * k) * view.height * (1 if move is Move.TRACK_LEFT else -1)
    elif move in (Move.ZOOM_IN, Move.ZOOM_OUT):
        pan, tilt, height = 0.0, 0.0, height * (1.0 - 0.24 * (k if move is Move.ZOOM_IN else 1 - k))
    elif move in (Move.CRANE_UP, Move.CRANE_DOWN):
        y += (0.16 - 0.34 * k) * view.height * (1 if move is Move.CRANE_UP else -1)
    elif move is Move.HANDHELD:
        pan = 0.006 * (math.sin(time * 1.9) + 0.6 * math.sin(time * 3.7 + 1.0))
        tilt = 0.008 * (math.sin(time * 2.3 + 0.5) + 0.5 * math.sin(time * 4.3))
    elif not alive:
        height *= 1.0 - 0.02 * share
    return View(x, y, height, pan, tilt)


def at_depth(view: View, depth: float, camera: Camera) -> View:
    """How a layer sees ``view``: 1 is where the people are, 0 moves with the camera.

    A low angle shows more of what is above behind the people, a high angle more of the ground.
    """
    height = REFERENCE_HEIGHT * (view.height / REFERENCE_HEIGHT) ** depth
    x, y = view.x * depth, REFERENCE_MIDDLE + (view.y - REFERENCE_MIDDLE) * depth
    rise = {Angle.LOW: -0.16, Angle.HIGH: 0.13, Angle.EYE: 0.0}[camera.angle]
    return View(x, y + rise * height * max(0.0, 1 - depth) ** 0.5, height, view.pan, view.tilt)
