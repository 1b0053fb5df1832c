"""The pictures of the toon world: a pure function of shot, story and seed, drawn fast enough to teach from.

Lengths are in picture heights, with the origin at the middle of the picture and y downwards.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.animatic.palette import Color, darker, hsv, lighter, mix
from generator.toon import heads, scenery
from generator.toon.brush import fill, pen
from generator.toon.speech import openings
from generator.toon.world import FPS, Action, Identity, Move, Person, Size, Story, ToonShot

if TYPE_CHECKING:
    import skia

Frames = npt.NDArray[np.uint8]
Curve = npt.NDArray[np.float32]

_SCALES = {Size.WIDE: 0.8, Size.MEDIUM: 1.0, Size.CLOSE: 1.22}
_BESIDE = 0.82
"""How large two people stand against one alone."""
_ASIDE = 0.31
"""How far from the middle each of two stands, in picture heights."""
_PAN = 0.07
_PUSH = 1.12
_HEAD = -0.10
"""Height of the middle of a head."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shot as it is, and what is true of it."""

    frames: Frames
    """uint8 [T, H, W, 3], RGB."""
    boxes: dict[int, Curve]
    """By tag: left, top, right and bottom of the head in pixels, float32 [T, 4]."""
    opening: dict[int, Curve]
    """By tag: how far the mouth is open, 0 to 1, float32 [T]."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How somebody stands in one frame."""

    x: float = 0.0
    y: float = 0.0
    head_x: float = 0.0
    head_y: float = 0.0
    tilt: float = 0.0
    """Degrees, clockwise."""
    left: float = 15.0
    """Degrees the arms are raised from hanging; left and right are those of the picture."""
    right: float = 15.0
    holds: bool = False


def pose(action: Action, second: float) -> Pose:
    """What a body does at a moment of an action; every action repeats about once a second."""
    swing = math.sin(2 * math.pi * second * 1.1)
    step = math.sin(math.pi * second * 0.7)
    poses = {
        Action.STAND: Pose(head_y=0.004 * swing),
        Action.WAVE: Pose(right=140 + 28 * swing),
        Action.WALK: Pose(x=0.06 * step, y=-0.015 * abs(swing), left=15 + 30 * swing, right=15 - 30 * swing),
        Action.JUMP: Pose(y=-0.10 * abs(swing), left=60, right=60),
        Action.NOD: Pose(head_y=0.035 + 0.035 * swing),
        Action.SHAKE: Pose(head_x=0.045 * swing),
        Action.HOLD: Pose(holds=True),
        Action.DANCE: Pose(x=0.03 * swing, tilt=8 * swing, left=120 + 25 * swing, right=120 - 25 * swing),
    }
    return poses[action]


def draw(shot: ToonShot, story: Story, seed: int, width: int = 128, height: int = 96) -> Drawn:
    """Draw a shot.

    Args:
        shot: what happens; everyone in it is of the story's cast.
        story: who they are, and how its places look.
        seed: small things that nobody asked for: where exactly they stand, when a movement begins.
        width: pixels; a multiple of 32.
        height: the same.
    """
    import skia

    dice = random.Random(seed)  # noqa: S311 — drawing
    phases = [dice.uniform(-0.06, 0.06) for _ in shot.people]
    shifts = [dice.uniform(-0.01, 0.01) for _ in shot.people]
    opening = {person.tag: mouth(shot, person.tag) for person in shot.people}
    boxes = {person.tag: np.zeros((shot.frames, 4), np.float32) for person in shot.people}
    frames = np.zeros((shot.frames, height, width, 4), np.uint8)
    back = scenery.painted(shot.scene, story.settings[shot.scene], width / height)
    for number in range(shot.frames):
        second = number / FPS
        view = _view(shot, number, width, height)
        surface = skia.Surface.MakeRasterDirect(
            skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType),
            frames[number],
            width * 4,
        )
        with surface as canvas:
            canvas.concat(view)
            canvas.drawPicture(back)
            for place, person in enumerate(shot.people):
                x, scale = _stand(place, len(shot.people))
                now = pose(person.action, second + phases[place])
                identity = story.cast[person.tag]
                at = (x + shifts[place] + now.x * scale, now.y * scale)
                _figure(canvas, person, identity, now, at, scale, float(opening[person.tag][number]))
                boxes[person.tag][number] = _box(view, identity, now, at, scale)
    return Drawn(np.ascontiguousarray(frames[..., :3]), boxes, opening)


def mouth(shot: ToonShot, tag: int) -> Curve:
    """How far somebody's mouth is open in every frame of a shot: float32 [T], 0 to 1."""
    curve = np.zeros(shot.frames, np.float32)
    for line in shot.lines:
        if line.speaker == tag:
            spoken = openings(line)
            room = max(0, min(len(spoken), shot.frames - line.start))
            curve[line.start : line.start + room] = spoken[:room]
    return curve


def _view(shot: ToonShot, number: int, width: int, height: int) -> skia.Matrix:
    import skia

    done = number / max(shot.frames - 1, 1)
    pan = {Move.PAN_LEFT: _PAN, Move.PAN_RIGHT: -_PAN}.get(shot.move, 0.0) * (done - 0.5) * 2
    push = {Move.PUSH_IN: _PUSH**done, Move.PULL_OUT: _PUSH ** (1 - done)}.get(shot.move, 1.0)
    scale = height * _SCALES[shot.size] * push
    # The ground stays under them in wide pictures: scaled about the chest, not the middle.
    matrix = skia.Matrix.Translate(width / 2 + pan * height, height * 0.5)
    return matrix.preScale(scale, scale)


def _stand(place: int, people: int) -> tuple[float, float]:
    if people == 1:
        return 0.0, 1.0
    return (-_ASIDE, _BESIDE) if place == 0 else (_ASIDE, _BESIDE)


def skin_of(identity: Identity) -> Color:
    """The colour of a skin."""
    return hsv(identity.skin, 0.42, 0.93)


def hair_of(identity: Identity) -> Color:
    """The colour of the hair."""
    return hsv(identity.hair, 0.75, 0.62)


def shirt_of(identity: Identity) -> Color:
    """The colour of the shirt."""
    return hsv(identity.shirt, 0.70, 0.85)


def _figure(
    canvas: skia.Canvas,
    person: Person,
    identity: Identity,
    now: Pose,
    at: tuple[float, float],
    scale: float,
    opening: float,
) -> None:
    canvas.save()
    canvas.translate(*at)
    canvas.scale(scale, scale)
    canvas.rotate(now.tilt, 0.0, 0.4)
    _body(canvas, identity, now)
    canvas.translate(now.head_x, _HEAD + now.head_y)
    heads.behind(canvas, identity, hair_of(identity))
    heads.worn(canvas, person.tag, identity)
    heads.face(canvas, identity, skin_of(identity), person.emotion, opening)
    heads.hair(canvas, identity, hair_of(identity))
    canvas.restore()


def _body(canvas: skia.Canvas, identity: Identity, now: Pose) -> None:
    import skia

    shirt = shirt_of(identity)
    for side, raised in ((-1, now.left), (1, now.right)):
        _arm(canvas, identity, side, raised, holds=now.holds)
    trunk = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.155, 0.10, 0.155, 0.62), 0.09, 0.09)
    canvas.drawRRect(trunk, fill(shirt))
    if identity.pattern:
        canvas.save()
        canvas.clipRRect(trunk, True)
        _pattern(canvas, identity.pattern, lighter(shirt, 0.6))
        canvas.restore()
    if now.holds:
        canvas.drawCircle(0.0, 0.36, 0.085, fill((0.98, 0.86, 0.30)))


def _pattern(canvas: skia.Canvas, pattern: int, color: Color) -> None:
    import skia

    if pattern == 1:
        canvas.drawRect(skia.Rect.MakeLTRB(-0.2, 0.20, 0.2, 0.30), fill(color))
        return
    canvas.drawRect(skia.Rect.MakeLTRB(0.0, 0.0, 0.2, 0.7), fill(color))


def _arm(canvas: skia.Canvas, identity: Identity, side: int, raised: float, *, holds: bool) -> None:
    angle = math.radians(raised)
    x, y = side * 0.145, 0.165
    hand = (x + side * 0.23 * math.sin(angle), y + 0.23 * math.cos(angle))
    if holds:
        hand = (side * 0.07, 0.36)
    canvas.drawLine(x, y, *hand, pen(0.085, darker(shirt_of(identity), 0.18)))
    canvas.drawCircle(*hand, 0.052, fill(mix(skin_of(identity), (1, 1, 1), 0.15)))


def _box(
    view: skia.Matrix, identity: Identity, now: Pose, at: tuple[float, float], scale: float
) -> npt.NDArray[np.float32]:
    import skia

    half_x, half_y = (scale * size for size in heads.half(identity))
    x, y = at[0] + now.head_x * scale, at[1] + (_HEAD + now.head_y) * scale
    found = view.mapRect(skia.Rect.MakeLTRB(x - half_x, y - half_y, x + half_x, y + half_y))
    return np.array([found.left(), found.top(), found.right(), found.bottom()], np.float32)
