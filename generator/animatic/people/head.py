"""A head: skull, ears, nose, and what lies on them in order.

Drawn in head units; see :mod:`generator.animatic.people.hair`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.animatic.acting.pose import Feeling, Pose
from generator.animatic.cards.look import Age, Face, Hair, Look
from generator.animatic.cards.wardrobe import Headwear
from generator.animatic.palette import Color, darker, mix
from generator.animatic.pen import Pen, Point, smooth
from generator.animatic.people.beards import beard, moustache
from generator.animatic.people.eyes import eyes, glasses
from generator.animatic.people.hair import front_hair
from generator.animatic.people.hats import headwear
from generator.animatic.people.marks import crease, eye_patch, marks
from generator.animatic.people.mouth import mouth
from generator.animatic.people.pieces import fill, line_of, lined, within
from generator.animatic.wording import dice

_LIP: Color = (0.66, 0.32, 0.32)
_NOSES = 4
_OVER_EARS = (Hair.BOB, Hair.LONG, Hair.WAVY)
JAW_DROP = 0.08
"""How far the chin goes down when the mouth is wide open, head units."""


class _Outline(NamedTuple):
    """Half widths of a face, and where its chin is."""

    temple: float
    cheek: float
    jaw: float
    chin: float
    end: float


_OUTLINES: dict[Face, _Outline] = {
    Face.OVAL: _Outline(0.80, 0.81, 0.62, 0.30, 1.0),
    Face.ROUND: _Outline(0.82, 0.86, 0.72, 0.34, 0.96),
    Face.SQUARE: _Outline(0.81, 0.81, 0.67, 0.42, 0.99),
    Face.LONG: _Outline(0.77, 0.76, 0.61, 0.33, 1.09),
    Face.HEART: _Outline(0.83, 0.83, 0.54, 0.20, 1.0),
}


def head(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    """The head without what hangs behind it; ``shade_side`` -1 or 1 is where the shadow falls."""
    turn, nod, feeling, jaw = pose.head_turn, pose.nod * 4, pose.act.feeling, JAW_DROP * pose.mouth
    pen.again(lambda p: _skull(p, look, pose, shade_side), "skull", turn, nod, jaw, feeling)
    with pen.moved(0, nod):
        pen.again(lambda p: _lower_face(p, look, pose), "lower", turn, jaw, feeling, pose.act.laughing)
        pen.again(
            lambda p: eyes(p, look, pose), "eyes", turn, pose.look, pose.blink, feeling, pose.act.laughing
        )
        eye_patch(pen, look, turn)
    pen.again(lambda p: _over_the_face(p, look, turn, nod), "over", turn, nod)


def _skull(pen: Pen, look: Look, pose: Pose, shade_side: float) -> None:
    turn, face = pose.head_turn, face_of(look)
    if look.hair not in _OVER_EARS and look.wears.headwear not in (Headwear.HOOD, Headwear.KERCHIEF):
        for side in (-1, 1):
            if side * turn <= 0.55:
                ear(pen, look, side * (face.cheek + 0.01) - 0.1 * turn, side)
    path = smooth(skull(face, turn, JAW_DROP * pose.mouth))
    fill(pen, path, look.skin)
    with within(pen, path):
        _form(pen, look, pose, shade_side)
        with pen.moved(0, pose.nod * 4):
            marks(pen, look, turn)
    pen.path(path, line_of(look.skin), 1.0, 1.25 * pen.hair)


def _lower_face(pen: Pen, look: Look, pose: Pose) -> None:
    beard(pen, look, pose.head_turn, JAW_DROP * pose.mouth)
    _nose(pen, look, pose.head_turn)
    mouth(pen, look, pose)
    moustache(pen, look, pose.head_turn)


def _over_the_face(pen: Pen, look: Look, turn: float, nod: float) -> None:
    front_hair(pen, look, turn)
    if look.glasses:
        with pen.moved(0, nod):
            glasses(pen, turn, look.lenses)
    headwear(pen, look, turn)


@lru_cache(maxsize=256)
def face_of(look: Look) -> _Outline:
    """The outline of a look's face: its kind, changed by age, build and sex."""
    temple, cheek, jaw, chin, end = _OUTLINES[look.face]
    if look.age is Age.CHILD:
        return _Outline(temple + 0.03, cheek + 0.05, jaw + 0.09, chin, end - 0.04)
    fuller = 0.2 * max(0.0, look.girth - 1.04)
    firm = 0.0 if look.feminine else 0.03
    return _Outline(temple, cheek + 0.5 * fuller, jaw + fuller + firm, chin + fuller + 1.6 * firm, end)


def skull(face: _Outline, turn: float, jaw: float) -> list[Point]:
    """Points around skull and face."""
    temple, cheek, wide, chin, end = face
    s, f = 0.1 * turn, 0.04 * turn
    half = [(0.5, -0.92), (temple, -0.42), (cheek, 0.1), (wide + 0.06, 0.52), (chin + 0.12, 0.86 * end + jaw)]
    lean = (0.3 * s, 0.0, f, 0.5 * s, s)
    right = [(x + d, y) for (x, y), d in zip(half, lean, strict=True)]
    left = [(-x + d, y) for (x, y), d in zip(half, lean, strict=True)]
    return [(0, -1.02), *right, (s, end + jaw), *reversed(left)]


def ear(pen: Pen, look: Look, x: float, side: int) -> None:
    """An ear at ``x``; 1 is the right one in the picture."""
    shape = [(x - side * 0.08, -0.08), (x + side * 0.1, -0.12), (x + side * 0.16, 0.04),
             (x + side * 0.1, 0.24),
             (x, 0.36), (x - side * 0.08, 0.3)]  # fmt: skip
    lined(pen, smooth(shape), mix(look.skin, _LIP, 0.12))
    pen.curve(
        [(x + side * 0.02, -0.01), (x + side * 0.09, 0.05), (x + side * 0.03, 0.19)],
        darker(look.skin, 0.3),
        0.03,
    )


def _form(pen: Pen, look: Look, pose: Pose, side: float) -> None:
    """Shadow of the form, of the hair, and the blush: clipped to the face."""
    t = pose.head_turn
    shadow = darker(mix(look.skin, (0.62, 0.25, 0.3), 0.16), 0.3)
    edge, far = side * 0.46 + 0.12 * t, side * 1.4
    pen.path(
        smooth([(edge, -1.2), (edge + side * 0.1, -0.3), (edge + side * 0.04, 0.3),
                (edge - side * 0.16, 0.76),
                (edge - side * 0.45, 1.2), (far, 1.3), (far, -1.2)]),
        shadow, pen.light.shade + 0.08,
    )  # fmt: skip
    if look.wears.headwear is not Headwear.NONE:
        pen.rect(-1, -0.7, 2, 0.48, shadow, pen.light.shade * 1.1)
    else:
        pen.oval(0.14 * t, -0.78, 0.86, 0.32, shadow, pen.light.shade * 0.8)
    blush = mix(look.skin, (0.86, 0.33, 0.3), 0.5)
    strength = 0.4 if look.age is Age.CHILD or look.feminine else 0.2
    if pose.act.feeling in (Feeling.HAPPY, Feeling.ANGRY):
        strength += 0.18
    for x in (-0.5, 0.5):
        pen.oval(x + 0.22 * t, 0.42, 0.2, 0.13, blush, strength, 0.06)


@lru_cache(maxsize=512)
def _nose_kind(name: str) -> int:
    return dice("nose", name).randrange(_NOSES)


def _nose(pen: Pen, look: Look, turn: float) -> None:
    """Straight, small, curved or broad, by name; children have small ones."""
    kind = 1 if look.age is Age.CHILD else _nose_kind(look.name)
    x, side = 0.34 * turn, 1.0 if turn >= 0 else -1.0
    out = side * (0.1 + 0.1 * abs(turn))
    color = crease(mix(look.skin, _LIP, 0.3), 0.32)
    low = 0.36 if look.feminine else 0.4
    if kind == 0:
        line = [
            (x + side * 0.03, 0.1),
            (x + out, low - 0.08),
            (x + out * 0.7, low),
            (x - side * 0.07, low - 0.01),
        ]
    elif kind == 1:
        line = [(x + out * 0.7, low - 0.12), (x + out, low - 0.06), (x + out * 0.4, low - 0.01),
                (x - side * 0.05, low - 0.02)]  # fmt: skip
    elif kind == 2:
        line = [(x + side * 0.01, 0.04), (x + out * 0.9, 0.17), (x + out * 1.15, low - 0.06),
                (x + out * 0.6, low + 0.03),
                (x - side * 0.06, low - 0.01)]  # fmt: skip
    else:
        line = [(x + 0.14, low - 0.1), (x + 0.15, low - 0.02), (x + 0.06, low), (x, low + 0.03),
                (x - 0.06, low),
                (x - 0.15, low - 0.02), (x - 0.14, low - 0.1)]  # fmt: skip
    pen.curve(line, color, 0.042)
    if kind in (0, 2):
        pen.oval(x - side * 0.05, low - 0.015, 0.03, 0.018, color, 0.8)
