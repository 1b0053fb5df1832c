"""A head: face, eyes that look and blink, brows that feel, a mouth that speaks.

Drawn in head units; see :mod:`generator.animatic.hair`.
"""

from __future__ import annotations

from generator.animatic.acting import Feeling, Pose
from generator.animatic.hair import beard, front_hair, headwear, moustache
from generator.animatic.look import Age, Look, Mark
from generator.animatic.palette import Color, darker, lighter, luma, mix
from generator.animatic.pen import Pen, Point, polygon, smooth

_LIP: Color = (0.66, 0.32, 0.32)
_INSIDE: Color = (0.34, 0.12, 0.14)

# Brow: height at the inner end, height at the outer end (head units, negative is up); mouth: corner lift.
_FACES: dict[Feeling, tuple[float, float, float]] = {
    Feeling.NEUTRAL: (0.0, 0.0, 0.03),
    Feeling.HAPPY: (-0.05, -0.02, 0.12),
    Feeling.SAD: (-0.12, 0.06, -0.1),
    Feeling.ANGRY: (0.1, -0.07, -0.07),
    Feeling.AFRAID: (-0.15, 0.0, -0.06),
    Feeling.SURPRISED: (-0.14, -0.1, 0.0),
    Feeling.THOUGHTFUL: (0.05, -0.03, 0.0),
    Feeling.TIRED: (-0.02, 0.06, -0.03),
}


def head(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    """The head without what hangs behind it; ``shade_side`` -1 or 1 is where the shadow falls."""
    t = pose.head_turn
    jaw = 0.06 * pose.mouth
    wide = 0.86 if look.age is Age.CHILD else 0.82 * (0.97 + 0.3 * max(0.0, look.girth - 1.0))
    _ears(pen, look, t, wide)
    skull = _skull(look, t, jaw, wide)
    path = smooth(skull)
    pen.shape(path, look.skin)
    with pen.inside(path):
        _form(pen, look, pose, shade_side)
    down = pose.nod * 4
    with pen.moved(0, down):
        beard(pen, look, t, jaw)
        _nose(pen, look, t)
        _mouth(pen, look, pose)
        moustache(pen, look, t)
        _eyes(pen, look, pose)
    front_hair(pen, look, t)
    if look.glasses:
        with pen.moved(0, down):
            _glasses(pen, look, t)
    headwear(pen, look, t)


def _skull(look: Look, t: float, jaw: float, wide: float) -> list[Point]:
    chin = 0.30 if look.feminine else 0.36
    cheek = 0.72 if look.age is Age.CHILD else 0.64 if look.feminine else 0.68
    s = 0.1 * t
    return [(-0.5 + s * 0.3, -0.92), (0, -1.02), (0.5 + s * 0.3, -0.92), (wide - 0.02, -0.42),
            (wide - 0.02, 0.1),
            (cheek + s * 0.4, 0.6), (chin + s, 0.94 + jaw), (s, 1.0 + jaw), (-chin + s, 0.94 + jaw),
            (-cheek + s * 0.4, 0.6), (-wide + 0.02, 0.1), (-wide + 0.02, -0.42)]  # fmt: skip


def _ears(pen: Pen, look: Look, t: float, wide: float) -> None:
    for side in (-1, 1):
        x = side * (wide + 0.02) - 0.1 * t
        if side * t > 0.55:
            continue
        pen.oval(x, 0.12, 0.15 + pen.hair, 0.22 + pen.hair, darker(look.skin, 0.42))
        pen.oval(x, 0.12, 0.15, 0.22, mix(look.skin, _LIP, 0.1))
        pen.curve([(x - side * 0.02, 0.0), (x + side * 0.06, 0.1), (x, 0.22)], darker(look.skin, 0.25), 0.03)


def _form(pen: Pen, look: Look, pose: Pose, side: float) -> None:
    """Shadow of the form, of the hair, and the blush: clipped to the face."""
    t = pose.head_turn
    shadow = darker(mix(look.skin, (0.62, 0.25, 0.3), 0.14), 0.3)
    edge = side * 0.42 + 0.12 * t
    far = side * 1.3
    pen.path(
        smooth([(edge, -1.2), (edge + side * 0.1, -0.3), (edge + side * 0.02, 0.35), (edge - side * 0.15,
            0.8),
                (edge - side * 0.4, 1.2), (far, 1.3), (far, -1.2)]),
        shadow, pen.light.shade + 0.1,
    )  # fmt: skip
    pen.oval(0.14 * t, -0.78, 0.85, 0.32, shadow, pen.light.shade * 0.8)
    blush = mix(look.skin, (0.86, 0.33, 0.3), 0.5)
    strength = 0.36 if look.age is Age.CHILD or look.feminine else 0.2
    for x in (-0.5, 0.5):
        pen.oval(x + 0.22 * t, 0.42, 0.2, 0.13, blush, strength, 0.06)
    if Mark.FRECKLES in look.marks:
        for i, (x, y) in enumerate(
            ((-0.5, 0.36), (-0.38, 0.44), (-0.56, 0.47), (0.5, 0.36), (0.38, 0.44), (0.56, 0.47))
        ):
            pen.oval(x + 0.22 * t, y + 0.01 * (i % 2), 0.025, 0.025, darker(look.skin, 0.35), 0.8)
    if look.age is Age.ELDER:
        line = darker(look.skin, 0.3)
        for flip in (-1, 1):
            x = 0.28 * t
            pen.curve(
                [(x + flip * 0.3, 0.42), (x + flip * 0.4, 0.56), (x + flip * 0.38, 0.7)], line, 0.024, 0.75
            )
            pen.curve(
                [(x + flip * 0.22, 0.27), (x + flip * 0.36, 0.31), (x + flip * 0.48, 0.26)], line, 0.02, 0.6
            )
        for y in (-0.5, -0.6):
            pen.curve([(0.2 * t - 0.3, y), (0.2 * t, y - 0.04), (0.2 * t + 0.3, y)], line, 0.02, 0.5)


def _nose(pen: Pen, look: Look, t: float) -> None:
    x, color = 0.34 * t, darker(mix(look.skin, _LIP, 0.25), 0.28)
    side = 1 if t >= 0 else -1
    size = 0.75 if look.age is Age.CHILD else 1.0
    pen.curve([(x + side * 0.03, 0.14), (x + side * (0.06 + 0.1 * abs(t)) * size + side * 0.03, 0.33),
               (x + side * 0.02, 0.4), (x - side * 0.08, 0.385)], color, 0.038)  # fmt: skip


def _mouth(pen: Pen, look: Look, pose: Pose) -> None:
    lift = _FACES[pose.act.feeling][2]
    x, y, opening = 0.28 * pose.head_turn, 0.66, pose.mouth
    half = (0.25 if look.feminine else 0.27) * (1 - 0.12 * abs(pose.head_turn)) * (1 - 0.16 * opening)
    if pose.act.feeling is Feeling.HAPPY:
        half *= 1.2
    if pose.act.feeling is Feeling.SURPRISED and opening < 0.12:
        opening, half = 0.16, half * 0.6
    color = mix(look.skin, (0.72, 0.26, 0.3) if look.feminine else (0.55, 0.26, 0.26), 0.62)
    left, right = (x - half, y - lift), (x + half, y - lift)
    if pose.act.laughing:
        lift, half = 0.15, half * 1.12
        left, right = (x - half, y - lift), (x + half, y - lift)
    if opening < 0.06:
        bow = y + lift * 0.55
        pen.curve(
            [left, (x - half * 0.5, bow), (x, bow + 0.01), (x + half * 0.5, bow), right],
            darker(color, 0.3),
            0.045,
        )
        if look.feminine:
            pen.curve(
                [(x - half * 0.45, bow + 0.06), (x, bow + 0.085), (x + half * 0.45, bow + 0.06)],
                color,
                0.05,
                0.8,
            )
        return
    drop = 0.05 + 0.3 * opening
    top = y - 0.035 - 0.04 * opening
    path = smooth([left, (x - half * 0.45, top), (x, top + 0.012), (x + half * 0.45, top), right,
                   (x + half * 0.55, y + drop * 0.82), (x, y + drop), (x - half * 0.55,
                       y + drop * 0.82)])  # fmt: skip
    pen.path(path, _INSIDE)
    with pen.inside(path):
        pen.rect(x - half, top - 0.05, 2 * half, 0.05 + 0.09 + 0.03 * opening, (0.96, 0.94, 0.9))
        pen.oval(x, y + drop + 0.03, half * 0.7, drop * 0.5, (0.76, 0.36, 0.38))
    pen.path(path, color, 1.0, 0.055 if look.feminine else 0.04)


def _eyes(pen: Pen, look: Look, pose: Pose) -> None:
    t, feeling = pose.head_turn, pose.act.feeling
    big = 1.22 if look.age is Age.CHILD else 1.06 if look.feminine else 0.98
    open_by = {Feeling.SURPRISED: 1.2, Feeling.AFRAID: 1.14, Feeling.HAPPY: 0.88, Feeling.ANGRY: 0.84,
               Feeling.TIRED: 0.72, Feeling.THOUGHTFUL: 0.92}.get(feeling, 1.0)  # fmt: skip
    for side in (-1, 1):
        narrow = 1 - 0.34 * max(0.0, side * t)
        x = 0.27 * t + side * 0.34 * (1 - 0.2 * max(0.0, side * t))
        _eye(pen, look, pose, (x, 0.06), (0.175 * big * narrow, 0.135 * big * open_by), side)
        _brow(pen, look, feeling, x, side, narrow)


def _eye(pen: Pen, look: Look, pose: Pose, at: Point, size: Point, side: int) -> None:
    (x, y), (w, h) = at, size
    ink = darker(mix(look.hair_color, (0.16, 0.11, 0.13), 0.75), 0.3)
    shut = min(1.0, pose.blink + (0.45 if pose.look[1] > 0.6 else 0.0) * (1 - pose.blink))
    h_open = h * (1 - shut)
    if h_open < 0.025:
        pen.curve([(x - w, y), (x, y + 0.055), (x + w, y)], ink, 0.05)
        return
    top = y - h_open + h * 0.35 * shut
    path = smooth([(x - w, y + 0.01), (x - w * 0.5, top), (x + w * 0.4, top), (x + w, y), (x + w * 0.45,
        y + h * 0.8),
                   (x - w * 0.45, y + h * 0.8)])  # fmt: skip
    pen.path(path, (0.97, 0.96, 0.94))
    gx = x + max(-1.0, min(1.0, pose.look[0])) * w * 0.42
    gy = y + 0.005 + max(-1.0, min(1.0, pose.look[1])) * h * 0.3
    with pen.inside(path):
        pen.oval(gx, gy, h * 0.8, h * 0.86, darker(look.eyes, 0.35))
        pen.oval(gx, gy, h * 0.7, h * 0.76, look.eyes)
        pen.oval(gx, gy, h * 0.38, h * 0.42, (0.06, 0.05, 0.07))
        pen.oval(gx + h * 0.24, gy - h * 0.28, h * 0.16, h * 0.16, (1, 1, 1), 0.95)
        pen.rect(x - w, top - 0.02, 2 * w, 0.05, darker(look.skin, 0.5), 0.28)
    lash = [(x - w * 1.04, y + 0.01), (x - w * 0.5, top), (x + w * 0.4, top), (x + w * 1.04, y)]
    pen.curve(lash, ink, 0.06 if look.feminine else 0.045)
    if look.feminine:
        out = x + side * w
        pen.line([(out, y), (out + side * 0.07, y - 0.06)], ink, 0.04)
    pen.curve(
        [(x - w * 0.5, y + h * 0.86), (x, y + h * 0.95), (x + w * 0.5, y + h * 0.86)],
        darker(look.skin, 0.3),
        0.018,
        0.7,
    )


def _brow(pen: Pen, look: Look, feeling: Feeling, x: float, side: int, narrow: float) -> None:
    inner, outer, _ = _FACES[feeling]
    color = mix(
        darker(look.hair_color, 0.3), darker(look.skin, 0.6), 0.45 if luma(look.hair_color) > 0.5 else 0.1
    )
    y = -0.26
    reach = 0.2 * narrow
    pen.curve([(x - side * reach, y + inner + 0.01), (x + side * 0.03, y + (inner + outer) / 2 - 0.05),
               (x + side * reach * 1.1, y + outer + 0.03)], color,
               0.06 if look.feminine else 0.085)  # fmt: skip


def _glasses(pen: Pen, _look: Look, t: float) -> None:
    frame = (0.16, 0.15, 0.18)
    xs = [0.27 * t + side * 0.34 * (1 - 0.2 * max(0.0, side * t)) for side in (-1, 1)]
    for x, side in zip(xs, (-1, 1), strict=True):
        wide = 0.26 * (1 - 0.24 * max(0.0, side * t))
        pen.oval(x, 0.07, wide, 0.23, lighter((0.8, 0.9, 0.95)), 0.14)
        pen.ring(x, 0.07, wide, 0.23, frame, 0.042)
        pen.path(polygon([(x + side * wide, 0.03), (side * 0.82, -0.02)], False), frame, 1.0, 0.04)
    pen.curve([(xs[0] + 0.25, 0.04), ((xs[0] + xs[1]) / 2, 0.0), (xs[1] - 0.25, 0.04)], frame, 0.04)
