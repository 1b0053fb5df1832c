from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import skia

from generator.animatic.acting.pose import Act, Feeling, Gesture, Pose, Stance, pose_at
from generator.animatic.cards.look import Age, Beard, Brows, Eyes, Face, Hair, Lenses, Look, Mark, look_of
from generator.animatic.cards.wardrobe import Bottom, Headwear, Pattern, Top
from generator.animatic.palette import Color, Light, rgb
from generator.animatic.pen import Pen
from generator.animatic.people.behind import from_behind
from generator.animatic.people.extents import Rect, extent_of
from generator.animatic.people.figure import figure
from generator.interface import Figure

Picture = npt.NDArray[np.uint8]
_SIZE = 360
_ZOOM = 120
"""Pixels a metre."""
_SOLES = (180, 300)

WOMAN = look_of(
    Figure(tag="A", name="Ada", appearance="a woman of 30, long brown hair", wardrobe="red dress")
)
MAN = look_of(
    Figure(tag="B", name="Bo", appearance="a stout man of 40, black beard", wardrobe="blue coat, hat")
)
BOY = look_of(
    Figure(tag="C", name="Cem", appearance="a boy of 8, curly hair", wardrobe="green t-shirt, shorts")
)


def dressed(look: Look, **changes: object) -> Look:
    """``look`` in other clothes."""
    return replace(look, wears=replace(look.wears, **changes))  # type: ignore[arg-type]


PLAIN = dressed(
    replace(WOMAN, hair=Hair.SHORT, beard=Beard.NONE, glasses=False, marks=(), face=Face.OVAL),
    top=Top.SHIRT, bottom=Bottom.TROUSERS, pattern=Pattern.PLAIN, headwear=Headwear.NONE, scarf=None,
    tie=None,
    apron=None,
)  # fmt: skip


def pose(turn: float = 0.3, time: float = 2.0, mouth: float = 0.0, **act: object) -> Pose:
    """A pose in the middle of a shot, eyes open."""
    made = pose_at(Act(**act), "A", time, mouth, 0.0, turn, (turn, 0.0))  # type: ignore[arg-type]
    return replace(made, blink=0.0)


def drawn(look: Look, at: Pose, zoom: float = _ZOOM, soles: tuple[float, float] = _SOLES) -> Picture:
    """The person alone on a clear canvas: uint8 [H, W, 4], RGBA."""
    pixels = np.zeros((_SIZE, _SIZE, 4), np.uint8)
    surface = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)
    with surface as canvas:
        canvas.translate(*soles)
        canvas.scale(zoom, zoom)
        figure(Pen(canvas, Light(), 1.0 / zoom), look, at, alone=True)
    return pixels


def face_of(look: Look, at: Pose) -> Picture:
    """The head, large."""
    head = extent_of(look, at).head
    zoom = 240 / (head.bottom - head.top)
    middle = ((head.left + head.right) / 2, (head.top + head.bottom) / 2)
    return drawn(look, at, zoom, (_SIZE / 2 - middle[0] * zoom, _SIZE / 2 - middle[1] * zoom))


def behind(look: Look) -> Picture:
    """The person from behind on a clear canvas."""
    pixels = np.zeros((_SIZE, _SIZE, 4), np.uint8)
    surface = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)
    with surface as canvas:
        canvas.translate(*_SOLES)
        canvas.scale(_ZOOM, _ZOOM)
        from_behind(Pen(canvas, Light(), 1.0 / _ZOOM), look)
    return pixels


def painted(picture: Picture) -> Rect:
    """The box of painted pixels, metres from the soles."""
    ys, xs = np.nonzero(picture[..., 3] > 100)
    left, right = (float(xs.min()) - _SOLES[0]) / _ZOOM, (float(xs.max()) + 1 - _SOLES[0]) / _ZOOM
    return Rect(left, (float(ys.min()) - _SOLES[1]) / _ZOOM, right, (float(ys.max()) + 1 - _SOLES[1]) / _ZOOM)


def near(picture: Picture, color: Color, within: float = 0.05) -> int:
    """How many pixels are of about this colour."""
    off = np.abs(picture[..., :3] / 255 - np.array(color)).max(axis=2)
    return int(((off < within) & (picture[..., 3] > 200)).sum())


def unlike(one: Picture, other: Picture) -> float:
    """Share of the painted pixels in which two pictures differ visibly."""
    a, b = one[::2, ::2].astype(np.int16), other[::2, ::2].astype(np.int16)
    apart = np.abs(a - b).max(axis=2) > 24
    return float(apart.sum()) / max(1, int(((a[..., 3] > 0) | (b[..., 3] > 0)).sum()))


LOOKS = [
    WOMAN,
    MAN,
    BOY,
    PLAIN,
    dressed(replace(PLAIN, hair=Hair.AFRO), top=Top.SWEATER),
    dressed(replace(PLAIN, hair=Hair.BUN, age=Age.ELDER), top=Top.CARDIGAN, bottom=Bottom.SKIRT),
    dressed(replace(PLAIN, hair=Hair.PONYTAIL, age=Age.TEEN), top=Top.HOODIE),
    dressed(replace(PLAIN, hair=Hair.BRAIDS), top=Top.OVERALLS, headwear=Headwear.BEANIE),
    dressed(replace(MAN, beard=Beard.LONG, hair=Hair.BALD), headwear=Headwear.NONE, top=Top.VEST),
    dressed(replace(MAN, girth=0.89, height=1.9), top=Top.SUIT, headwear=Headwear.HELMET),
    dressed(PLAIN, top=Top.JACKET, headwear=Headwear.HOOD),
    dressed(replace(PLAIN, hair=Hair.WAVY, face=Face.LONG), top=Top.UNIFORM, headwear=Headwear.CAP),
]
POSES = [
    pose(),
    pose(turn=-0.8),
    pose(stance=Stance.WALK, turn=0.85),
    pose(stance=Stance.RUN, turn=-0.85),
    pose(stance=Stance.SIT),
    pose(stance=Stance.KNEEL),
    pose(stance=Stance.LIE),
    pose(gesture=Gesture.POINT),
    pose(gesture=Gesture.RAISE),
    pose(gesture=Gesture.FACE, mouth=0.8),
    pose(gesture=Gesture.HIPS, turn=-0.3),
    replace(pose(), back=1.0),
]


@pytest.mark.parametrize(
    "look", LOOKS, ids=lambda look: f"{look.hair}-{look.wears.top}-{look.wears.headwear}"
)
def test_the_box_of_a_body_is_where_it_is_painted(look: Look) -> None:
    for at in POSES:
        said, seen = extent_of(look, at).body, painted(drawn(look, at))
        off = max(abs(a - b) for a, b in zip(said, seen, strict=True)) / look.height
        assert off <= 0.03, (at.act.stance, at.act.gesture, at.back, said, seen)


def test_head_and_lips_are_where_skin_and_lips_are_painted() -> None:
    look = replace(PLAIN, hair=Hair.BALD)
    for at in (pose(turn=0.0), pose(turn=0.6, mouth=0.7), pose(turn=-0.6, mouth=0.3, feeling=Feeling.SAD)):
        extent = extent_of(look, at)
        shut = drawn(look, replace(at, mouth=0.0))
        wide = drawn(look, replace(at, mouth=1.0))
        rows, columns = np.nonzero(np.abs(shut.astype(int) - wide.astype(int)).max(axis=2) > 40)
        y, x = (rows.mean() - _SOLES[1]) / _ZOOM, (columns.mean() - _SOLES[0]) / _ZOOM
        assert extent.head.left < extent.lips.left < x < extent.lips.right < extent.head.right
        assert extent.head.top < extent.lips.top < y < extent.lips.bottom + 0.03
        assert extent.body.top <= extent.head.top < extent.head.bottom < 0


@pytest.mark.parametrize(
    "looks",
    [
        [replace(PLAIN, hair=style) for style in Hair],
        [replace(MAN, beard=style) for style in Beard],
        [replace(PLAIN, face=face, hair=Hair.BUN) for face in Face],
        [replace(PLAIN, eye_shape=shape) for shape in Eyes],
        [replace(PLAIN, brows=brows) for brows in Brows],
        [replace(PLAIN, marks=marks) for marks in ((), *((mark,) for mark in Mark))],
        [dressed(PLAIN, headwear=hat) for hat in Headwear],
        [PLAIN, *(replace(PLAIN, glasses=True, lenses=lenses) for lenses in Lenses)],
    ],
    ids=["hair", "beard", "face", "eyes", "brows", "marks", "hat", "glasses"],
)
def test_every_feature_of_a_head_can_be_told_from_the_others(looks: list[Look]) -> None:
    faces = [face_of(look, pose()) for look in looks]
    for i, one in enumerate(faces):
        assert all(unlike(one, other) > 0.0004 for other in faces[i + 1 :]), i


def test_every_feeling_changes_a_face_of_forty_pixels() -> None:
    faces = []
    for feeling in Feeling:
        at = pose(feeling=feeling)
        head = extent_of(PLAIN, at).head
        left, top = round(head.left * _ZOOM) + _SOLES[0], round(head.top * _ZOOM) + _SOLES[1]
        faces.append(drawn(PLAIN, at)[top : top + 40, left : left + 30].repeat(2, 0).repeat(2, 1))
    for i, one in enumerate(faces):
        assert all(unlike(one, other) > 0.015 for other in faces[i + 1 :]), list(Feeling)[i]


def test_every_garment_has_a_picture_of_its_own() -> None:
    color = rgb(0x4477AA)
    worn = [drawn(dressed(PLAIN, top=top, top_color=color, inner_color=color), pose()) for top in Top]
    legs = [drawn(dressed(PLAIN, bottom=bottom), pose()) for bottom in Bottom]
    for pictures in (worn, legs):
        for i, one in enumerate(pictures):
            assert all(unlike(one, other) > 0.02 for other in pictures[i + 1 :]), i


@pytest.mark.parametrize("pattern", [p for p in Pattern if p is not Pattern.PLAIN])
def test_a_pattern_is_on_body_and_sleeves_in_its_colour_and_nowhere_else(pattern: Pattern) -> None:
    ink = rgb(0xFF00C8)
    look = dressed(PLAIN, top=Top.TSHIRT, top_color=rgb(0x101010), pattern=pattern, pattern_color=ink)
    at = pose(turn=0.0)
    found, plain = drawn(look, at), drawn(dressed(look, pattern=Pattern.PLAIN), at)
    changed = np.nonzero((found != plain).any(axis=2))
    assert (found[..., 0].astype(int) - found[..., 1] > 40).sum() > 40
    assert near(plain, ink, 0.35) == 0
    ys, xs = (changed[0] - _SOLES[1]) / _ZOOM, (changed[1] - _SOLES[0]) / _ZOOM
    extent = extent_of(look, at)
    assert ys.min() > extent.head.bottom - 0.05
    assert ys.max() < -0.6 * look.height / 1.7
    assert xs.max() - xs.min() > 0.4


def test_what_is_worn_under_an_open_coat_shows() -> None:
    inner = rgb(0xE8C020)
    coat = dressed(PLAIN, top=Top.COAT, inner_color=inner)
    closed = near(drawn(dressed(coat, under=Top.SHIRT), pose()), inner)
    opened = near(drawn(dressed(coat, under=Top.SWEATER), pose()), inner)
    assert opened > 3 * closed
    assert opened > 200


def test_scarf_tie_and_apron_are_seen_in_their_colours() -> None:
    odd = rgb(0xFF40D0)
    for name in ("scarf", "tie", "apron"):
        assert near(drawn(dressed(PLAIN, **{name: odd}), pose(turn=0.0)), odd) > 25, name


def test_a_coat_keeps_its_colour_from_shot_to_shot() -> None:
    look = dressed(MAN, top_color=rgb(0x3F6CA5), headwear_color=rgb(0x5A4636))
    for i in range(30):
        at = pose(turn=-0.9 + 0.06 * i, time=0.4 * i, stance=(Stance.STAND, Stance.WALK)[i % 2],
                  gesture=list(Gesture)[i % len(Gesture)])  # fmt: skip
        picture = drawn(look, at)
        assert near(picture, look.wears.top_color, 0.02) > 400, i
        assert near(picture, look.wears.headwear_color, 0.02) > 30, i


def test_the_same_person_is_drawn_with_the_same_bytes() -> None:
    assert all((drawn(look, POSES[2]) == drawn(look, POSES[2])).all() for look in LOOKS[:3])


def test_nobody_shows_a_face_from_behind() -> None:
    for look in LOOKS:
        picture = behind(replace(look, eyes=rgb(0x00F060)))
        assert near(picture, rgb(0x00F060), 0.2) == 0, look.hair
        back = painted(picture)
        assert back.bottom == pytest.approx(0.0, abs=0.03)
        assert -back.top >= 0.97 * look.height


def test_who_turns_away_keeps_the_arms_in_pose() -> None:
    at = replace(pose(gesture=Gesture.RAISE), back=1.0)
    down = replace(pose(), back=1.0)
    assert painted(drawn(PLAIN, at)).top < painted(drawn(PLAIN, down)).top
    assert painted(drawn(PLAIN, at)).left < painted(drawn(PLAIN, down)).left


def test_a_wider_mouth_shows_more_of_the_inside() -> None:
    heights = []
    for opening in (0.0, 0.15, 0.4, 0.7, 1.0):
        lips = extent_of(PLAIN, pose(mouth=opening)).lips
        heights.append(lips.bottom - lips.top)
    assert heights[1:] == sorted(heights[1:])
    small, wide = extent_of(PLAIN, pose(mouth=0.15)).lips, extent_of(PLAIN, pose(mouth=0.9)).lips
    assert small.right - small.left < wide.right - wide.left


def test_every_build_has_its_own_silhouette() -> None:
    def height_of_head(look: Look) -> float:
        head = extent_of(look, pose()).head
        return (head.bottom - head.top) / look.height

    def girth_of(look: Look) -> int:
        return int((drawn(look, pose())[..., 3] > 100).sum())

    assert height_of_head(BOY) > height_of_head(replace(PLAIN, age=Age.TEEN)) > height_of_head(PLAIN) * 0.98
    assert (
        girth_of(replace(PLAIN, girth=1.24))
        > girth_of(PLAIN) * 1.06
        > girth_of(replace(PLAIN, girth=0.89)) * 1.06
    )


def test_the_shadow_and_the_chair_are_not_the_person() -> None:
    at = pose(stance=Stance.SIT)
    pixels = np.zeros((_SIZE, _SIZE, 4), np.uint8)
    with skia.Surface(
        pixels, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    ) as canvas:
        canvas.translate(*_SOLES)
        canvas.scale(_ZOOM, _ZOOM)
        figure(Pen(canvas, Light(), 1.0 / _ZOOM), PLAIN, at)
    assert (pixels[..., 3] > 0).sum() > (drawn(PLAIN, at)[..., 3] > 0).sum() + 300
