"""What the camera sees: framing by scale, one move with ease, parallax by depth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.animatic.acting.pose import ease
from generator.animatic.wording import dice
from generator.interface import Angle, Camera, Move, Scale

REFERENCE_HEIGHT = 4.6
"""Metres seen from top to bottom when every layer is at its natural size."""
REFERENCE_MIDDLE = -1.3
_WIDER, _ASIDE = (0.98, 1.05), 0.015
"""What one take differs from another: least and greatest height of the picture, and widths to a side."""
_CAPTION = 0.3
"""From the middle of the picture to the chins that captions must not cover, in picture heights."""
_CRANE = 0.26
"""How far a crane carries the camera, in picture heights."""


@dataclass(frozen=True)
class View:
    """Where the camera stands and how it is turned: a rectangle of the world, metres."""

    x: float
    y: float
    height: float
    """Of the world in the picture before the lens zooms; as it shrinks, near layers grow more than far."""
    pan: float = 0.0
    """Turn of the camera to the right, in picture widths: it moves every layer alike."""
    tilt: float = 0.0
    """Turn of the camera downwards, in picture heights."""
    zoom: float = 1.0
    """What the lens shows of ``height``: it changes every layer alike."""

    @property
    def span(self) -> float:
        """Metres from the top to the bottom of the picture."""
        return self.height * self.zoom

    def rect(self, aspect: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in metres; ``aspect`` is width over height."""
        x = self.x + self.pan * self.span * aspect
        y = self.y + self.tilt * self.span
        half = self.span / 2
        return (x - half * aspect, y - half, x + half * aspect, y + half)

    def by_hand(self, seed: int, aspect: float) -> View:
        """The same view as an operator frames it in one take: closer or wider, and a little to a side.

        The lower fifth, where captions are, stays where it is, so that no chin comes down into it.
        """
        hand = dice("operator", seed)
        height = self.height * hand.uniform(*_WIDER)
        aside = hand.uniform(-_ASIDE, _ASIDE) * self.height * aspect
        return replace(self, x=self.x + aside, y=self.y + _CAPTION * (self.height - height), height=height)

    def beside(self, metres: float) -> View:
        """The same view from so far to the right."""
        return replace(self, x=self.x + metres)


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
    reach: tuple[float, float] = (-0.3, 0.3)
    """How far the body goes to the left and to the right of ``x``."""
    face: float = 0.0
    """Where the head is from ``x``: an animal carries it before its body."""


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
            tallest = max(s.top for s in subjects)
            height = max(height, (_across(subjects) + 0.8) / aspect, 1.45 * tallest)
        return View(_between(subjects), (0.5 - feet) * height, height)
    if scale is Scale.FULL:
        tallest = max(s.top for s in subjects)
        room = 1.9 if any(s.lying for s in subjects) else 0.5
        height = max(1.42 * tallest + 0.1, (_across(subjects) + room) / aspect, 1.9)
        return View(_between(subjects), -0.325 * height, height)
    subjects = [replace(s, x=s.x - 0.68 if s.lying else s.x + s.face) for s in subjects]
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


def _across(subjects: Sequence[Subject]) -> float:
    """Metres from the leftmost to the rightmost body."""
    return max(s.x + s.reach[1] for s in subjects) - min(s.x + s.reach[0] for s in subjects)


def _between(subjects: Sequence[Subject]) -> float:
    """The middle of all bodies."""
    if not subjects:
        return 0.0
    return (max(s.x + s.reach[1] for s in subjects) + min(s.x + s.reach[0] for s in subjects)) / 2


def _middle(subjects: Sequence[Subject]) -> float:
    return (max(s.x for s in subjects) + min(s.x for s in subjects)) / 2


def _spread(subjects: Sequence[Subject], room: float) -> float:
    return max(s.x for s in subjects) - min(s.x for s in subjects) + 2 * room


def moved(view: View, move: Move, share: float, time: float, alive: bool = True) -> View:
    """``view`` after ``share`` (0 to 1) of the move, ``time`` seconds into the shot.

    A fixed view of an empty place (not ``alive``) comes closer by two percent, so that no picture is frozen.
    """
    return replace(view, **_change(view, move, share, time, alive))


def _change(view: View, move: Move, share: float, time: float, alive: bool) -> dict[str, float]:
    k, tall = ease(share), view.height
    change: dict[str, float] = {} if alive else {"height": tall * (1.0 - 0.02 * share)}
    match move:
        case Move.PAN_LEFT | Move.PAN_RIGHT:
            change = {"pan": (0.13 - 0.17 * k) * (1 if move is Move.PAN_LEFT else -1)}
        case Move.TILT_UP | Move.TILT_DOWN:
            change = {"tilt": (0.13 - 0.15 * k) * (1 if move is Move.TILT_UP else -1)}
        case Move.PUSH_IN:
            change = {"height": tall * (1.0 - 0.2 * k), "y": view.y - 0.02 * tall * k}
        case Move.PULL_OUT:
            change = {"height": tall * (0.84 + 0.22 * k)}
        case Move.TRACK_LEFT | Move.TRACK_RIGHT:
            change = {"x": view.x + (0.2 - 0.4 * k) * tall * (1 if move is Move.TRACK_LEFT else -1)}
        case Move.ZOOM_IN | Move.ZOOM_OUT:
            change = {"zoom": 1.06 - 0.3 * (k if move is Move.ZOOM_IN else 1 - k)}
        case Move.CRANE_UP | Move.CRANE_DOWN:
            up = k if move is Move.CRANE_UP else 1 - k
            change = {"y": view.y - _CRANE * tall * up, "height": tall * (1.0 + 0.12 * up)}
        case Move.HANDHELD:
            pan = 0.006 * (math.sin(time * 1.9) + 0.6 * math.sin(time * 3.7 + 1.0))
            tilt = 0.008 * (math.sin(time * 2.3 + 0.5) + 0.5 * math.sin(time * 4.3))
            change = {"pan": pan, "tilt": tilt}
    return change


def at_depth(view: View, depth: float, camera: Camera) -> View:
    """How a layer sees ``view``: 1 is where the people are, 0 moves with the camera.

    A low angle shows more of what is above behind the people, a high angle more of the ground.
    """
    height = REFERENCE_HEIGHT * (view.height / REFERENCE_HEIGHT) ** depth
    x, y = view.x * depth, REFERENCE_MIDDLE + (view.y - REFERENCE_MIDDLE) * depth
    rise = {Angle.LOW: -0.16, Angle.HIGH: 0.13, Angle.EYE: 0.0}[camera.angle]
    return replace(view, x=x, y=y + rise * height * max(0.0, 1 - depth) ** 0.5, height=height)
