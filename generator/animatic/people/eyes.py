"""Eyes that look, blink and feel, the brows over them, and glasses; head units."""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.acting.pose import Feeling, Pose
from generator.animatic.cards.look import Age, Brows, Eyes, Lenses, Look, Mark
from generator.animatic.palette import Color, darker, luma, mix
from generator.animatic.pen import Pen, Point, polygon, smooth


class _Mood(NamedTuple):
    """What a feeling does to an eye and its brow."""

    inner: float = 0.0
    """How far the inner end of the brow is down."""
    outer: float = 0.0
    arch: float = 0.05
    """How far the middle of the brow is up."""
    open: float = 1.0
    """Height of the eye against its usual."""
    slant: float = 0.0
    """How far the inner end of the upper lid is down; below 0 the outer end."""
    low: float = 0.0
    """How far the lower lid is up, 0 to 1."""
    iris: float = 1.0


_MOODS: dict[Feeling, _Mood] = {
    Feeling.NEUTRAL: _Mood(),
    Feeling.HAPPY: _Mood(-0.07, -0.05, 0.09, 0.98, 0.0, 0.5),
    Feeling.SAD: _Mood(-0.2, 0.13, 0.0, 0.86, -0.07, 0.1),
    Feeling.ANGRY: _Mood(0.19, -0.14, -0.01, 0.92, 0.1, 0.3, 0.9),
    Feeling.AFRAID: _Mood(-0.25, 0.02, 0.02, 1.24, -0.03, 0.0, 0.72),
    Feeling.SURPRISED: _Mood(-0.24, -0.2, 0.11, 1.34, 0.0, 0.0, 0.74),
    Feeling.THOUGHTFUL: _Mood(0.05, -0.06, 0.05, 0.86, 0.02, 0.2),
    Feeling.TIRED: _Mood(-0.05, 0.09, 0.02, 0.74, -0.04, 0.15),
}
_BROW_WEIGHT = {Brows.THIN: 0.036, Brows.MEDIUM: 0.056, Brows.BUSHY: 0.078}
_EYE_SIZE = {Eyes.ROUND: (1.0, 1.0), Eyes.ALMOND: (1.1, 0.88), Eyes.NARROW: (1.06, 0.66)}
_WHITE: Color = (0.98, 0.97, 0.95)
_FRAME: Color = (0.16, 0.15, 0.18)
_GLASS: Color = (0.84, 0.92, 0.96)
_DARK: Color = (0.1, 0.1, 0.13)


def eyes(pen: Pen, look: Look, pose: Pose) -> None:
    """Both eyes with their brows; a patch hides one."""
    mood = _MOODS.get(pose.act.feeling, _Mood())
    big = 1.22 if look.age is Age.CHILD else 1.08 if look.feminine else 0.98
    wide, high = _EYE_SIZE[look.eye_shape]
    patched = Mark.EYE_PATCH in look.marks
    for side in (-1, 1):
        narrow = _narrowed(side, pose.head_turn)
        x = eye_x(side, pose.head_turn)
        if not (patched and side > 0):
            size = (0.17 * big * wide * narrow, 0.148 * big * high * mood.open)
            _eye(pen, look, pose, mood, (x, 0.06), size, side)
        _brow(pen, look, mood, pose.act.feeling is Feeling.THOUGHTFUL, (x, narrow), side)


def eye_x(side: int, turn: float) -> float:
    """Where the middle of an eye is, -1 for the left and 1 for the right one in the picture."""
    return 0.27 * turn + side * 0.35 * (1 - 0.2 * max(0.0, side * turn))


def _narrowed(side: int, turn: float) -> float:
    return 1 - 0.36 * max(0.0, side * turn)


def _eye(pen: Pen, look: Look, pose: Pose, mood: _Mood, at: Point, size: Point, side: int) -> None:
    (x, y), (w, h) = at, size
    ink = darker(mix(look.hair_color, (0.16, 0.11, 0.13), 0.8), 0.35)
    shut = min(1.0, pose.blink + (0.45 if pose.look[1] > 0.6 else 0.0) * (1 - pose.blink))
    tilt = 0.035 if look.eye_shape is Eyes.ALMOND else 0.0
    inner, outer = (x - side * w, y + 0.012), (x + side * w, y - 0.005 - tilt)
    if h * (1 - shut) < 0.03:
        happy = pose.act.feeling is Feeling.HAPPY or pose.act.laughing
        pen.curve([inner, (x, y + (-0.06 if happy else 0.06)), outer], ink, 0.055)
        return
    top = y - h * (1 - shut) + 0.3 * h * shut
    lid = [
        inner,
        (x - side * w * 0.52, top + mood.slant + 0.01),
        (x + side * w * 0.44, top - mood.slant * 0.6),
        outer,
    ]
    floor = y + h * (0.84 - 0.42 * mood.low)
    path = smooth([*lid, (x + side * w * 0.5, floor), (x - side * w * 0.5, floor)])
    pen.path(path, _WHITE)
    with pen.inside(path):
        _iris(pen, look, pose, at, (w, 0.15 * (1.2 if look.age is Age.CHILD else 1.0) * mood.iris), h)
        pen.curve([(px, py + 0.02) for px, py in lid], darker(look.skin, 0.6), 0.055, 0.3)
    pen.curve([(px + (px - x) * 0.04, py) for px, py in lid], ink, 0.062 if look.feminine else 0.05)
    if look.feminine:
        pen.line([outer, (outer[0] + side * 0.075, outer[1] - 0.065)], ink, 0.042)
    under = [(x - w * 0.5, floor + 0.015), (x, floor + 0.035), (x + w * 0.5, floor + 0.015)]
    tired = pose.act.feeling is Feeling.TIRED
    pen.curve(under, darker(look.skin, 0.36), 0.036 if tired else 0.02, 0.75)


def _iris(pen: Pen, look: Look, pose: Pose, at: Point, size: Point, high: float) -> None:
    w, r = size
    gx = at[0] + max(-1.0, min(1.0, pose.look[0])) * w * 0.44
    gy = at[1] + max(-1.0, min(1.0, pose.look[1])) * min(high, 0.16) * 0.34
    r = min(r, w * 0.86)
    pen.oval(gx, gy, r * 0.86, r * 0.9, darker(look.eyes, 0.45))
    pen.oval(gx, gy + r * 0.06, r * 0.72, r * 0.74, look.eyes)
    pen.oval(gx, gy, r * 0.42, r * 0.44, (0.05, 0.04, 0.06))
    pen.oval(gx + r * 0.28, gy - r * 0.32, r * 0.22, r * 0.22, (1, 1, 1), 0.95)


def _brow(pen: Pen, look: Look, mood: _Mood, doubting: bool, at: tuple[float, float], side: int) -> None:
    """A tapered stroke; who thinks has one brow up."""
    x, narrow = at
    fair = luma(look.hair_color) > 0.5
    deep = luma(look.skin) < 0.35
    color = mix(darker(look.hair_color, 0.7 if deep else 0.35), darker(look.skin, 0.6), 0.45 if fair else 0.1)
    weight = _BROW_WEIGHT[look.brows] * (0.8 if look.feminine else 1.0)
    up = 0.13 if doubting and side > 0 else 0.0
    y, reach = -0.27 - up - 0.25 * weight, 0.21 * narrow
    start = (x - side * reach, y + mood.inner)
    middle = (x + side * 0.05, y + (mood.inner + mood.outer) / 2 - mood.arch)
    end = (x + side * reach * 1.22, y + mood.outer + 0.03)
    outline = [
        (start[0], start[1] - weight),
        (middle[0], middle[1] - weight * 0.85),
        end,
        (middle[0], middle[1] + weight * 0.7),
        (start[0], start[1] + weight),
    ]
    pen.path(smooth(outline, tension=0.8), color)


def glasses(pen: Pen, turn: float, lenses: Lenses = Lenses.CLEAR) -> None:
    """Round glasses on the nose, dark ones, or a monocle with its cord."""
    xs = [eye_x(side, turn) for side in (-1, 1)]
    single = lenses is Lenses.MONOCLE
    for x, side in zip(xs, (-1, 1), strict=True):
        if single and side < 0:
            continue
        wide = 0.275 * (1 - 0.26 * max(0.0, side * turn))
        dark = lenses is Lenses.DARK
        pen.oval(x, 0.07, wide, 0.25, _DARK if dark else _GLASS, 0.94 if dark else 0.16)
        pen.line([(x - 0.12, 0.14), (x + 0.04, -0.08)], (1, 1, 1), 0.035, 0.4)
        pen.ring(x, 0.07, wide, 0.25, _FRAME, 0.05)
        if single:
            pen.curve([(x + wide, 0.1), (x + wide + 0.12, 0.6), (x + wide - 0.1, 1.1)], _FRAME, 0.022)
        else:
            pen.path(polygon([(x + side * wide, 0.03), (side * 0.82, -0.02)], False), _FRAME, 1.0, 0.045)
    if not single:
        bridge = [(xs[0] + 0.26, 0.05), ((xs[0] + xs[1]) / 2, 0.0), (xs[1] - 0.26, 0.05)]
        pen.curve(bridge, _FRAME, 0.045)
