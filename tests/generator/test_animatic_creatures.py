from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import skia

from generator.animatic.acting.pose import Act, Feeling, Gesture, Pose, Stance
from generator.animatic.cards.look import Creature, Look, look_of
from generator.animatic.palette import Color, Light
from generator.animatic.pen import Pen
from generator.animatic.people.extents import extent_of
from generator.animatic.people.figure import eye_height, figure, head_height
from generator.interface import Camera, Figure, Scale
from tests.generator.animatic_shots import pictures, request, silence

Mask = npt.NDArray[np.bool_]

KINDS = [kind for kind in Creature if kind is not Creature.HUMAN]
WILD = [kind for kind in KINDS if kind is not Creature.ROBOT]
PLAIN = Light(shade=0.0)
SIZE = (420, 300)
FOOT = (210, 220)


def _look(kind: Creature, *, dressed: bool = False, name: str = "Biscuit") -> Look:
    card = Figure(
        tag="ID_A", name=name, appearance=f"a {kind.value}", wardrobe="green coat" if dressed else ""
    )
    return replace(look_of(card), creature=kind, dressed=dressed)


def _pose(stance: Stance = Stance.STAND, feeling: Feeling = Feeling.NEUTRAL, **changes: float) -> Pose:
    gesture = Gesture.WAVE if changes.pop("waving", 0) else Gesture.NONE
    act = Act(stance=stance, gesture=gesture, feeling=feeling)
    return replace(Pose(act, turn=0.4, head_turn=0.3, lift=1.0, stride=0.9), **changes)  # type: ignore[arg-type]


def _scale(look: Look) -> float:
    """Pixels a metre that make every kind as tall."""
    return 110 / (eye_height(look, Stance.STAND) + head_height(look) / 2)


def _drawn(look: Look, pose: Pose, k: float | None = None) -> npt.NDArray[np.uint8]:
    """The figure alone on nothing, uint8 [H, W, 4], RGBA; the soles are at ``FOOT``."""
    k = k or _scale(look)
    pixels = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
    canvas.translate(*FOOT)
    canvas.scale(k, k)
    figure(Pen(canvas, PLAIN, 0.5 / k), look, pose, alone=True)
    return pixels


def _mask(look: Look, pose: Pose) -> Mask:
    return np.asarray(_drawn(look, pose)[:, :, 3] > 40)


def _has(pixels: npt.NDArray[np.uint8], color: Color) -> bool:
    """Whether a patch of about this colour is in the picture."""
    away = np.abs(pixels[:, :, :3].astype(int) - np.round(np.array(color) * 255)).max(axis=2)
    return int(((away < 6) & (pixels[:, :, 3] == 255)).sum()) > 60


@pytest.mark.parametrize("kind", KINDS)
def test_an_animal_or_a_robot_is_seen_whole_in_every_stance(kind: Creature) -> None:
    for dressed in (False, True):
        look = _look(kind, dressed=dressed)
        for number, stance in enumerate(Stance):
            feeling = list(Feeling)[number % len(Feeling)]
            mask = _drawn(look, _pose(stance, feeling, mouth=0.5), 0.8 * _scale(look))[:, :, 3] > 40
            assert mask.mean() > 0.01, (kind, stance)
            edge = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
            assert not edge.any(), (kind, stance)


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_feelings_of_an_animal_or_a_robot_look_the_same(kind: Creature) -> None:
    look = _look(kind)
    faces = [_drawn(look, _pose(feeling=feeling, clock=0.1), 2 * _scale(look)) for feeling in Feeling]
    for index, one in enumerate(faces):
        for other in faces[index + 1 :]:
            assert (np.abs(one.astype(int) - other).max(axis=2) > 30).sum() > 25


def test_every_kind_of_animal_has_a_silhouette_of_its_own() -> None:
    masks = {kind: _mask(_look(kind), _pose()) for kind in KINDS}
    alike = {
        (one.value, other.value): float((masks[one] & masks[other]).sum() / (masks[one] | masks[other]).sum())
        for number, one in enumerate(KINDS)
        for other in KINDS[number + 1 :]
    }
    assert {pair: share for pair, share in alike.items() if share >= 0.8} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_colour_of_the_fur_is_that_of_the_card_on_two_legs_and_on_four(kind: Creature) -> None:
    fur = (0.62, 0.36, 0.21)
    for dressed in (False, True):
        look = replace(_look(kind, dressed=dressed), skin=fur)
        seen = _drawn(look, _pose(), 2 * _scale(look))
        assert _has(seen, fur)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dressed", [False, True])
def test_the_room_an_animal_takes_is_that_of_its_pixels(kind: Creature, dressed: bool) -> None:
    look = _look(kind, dressed=dressed)
    k = 0.8 * _scale(look)
    for stance, feeling in zip((Stance.STAND, Stance.RUN, Stance.SIT, Stance.LIE), Feeling, strict=False):
        pose = _pose(stance, feeling, mouth=0.4, waving=1)
        rows, columns = np.nonzero(_drawn(look, pose, k)[:, :, 3] > 40)
        seen = ((columns.min() - FOOT[0]) / k, (rows.min() - FOOT[1]) / k,
                (columns.max() + 1 - FOOT[0]) / k, (rows.max() + 1 - FOOT[1]) / k)  # fmt: skip
        body, head, lips = extent_of(look, pose)
        size = max(seen[2] - seen[0], seen[3] - seen[1])
        assert np.abs(np.subtract(body, seen)).max() < 0.04 * size
        assert head.left <= lips.left < lips.right <= head.right + 0.02
        assert body.left - 0.02 < head.left < head.right < body.right + 0.02


@pytest.mark.parametrize("kind", WILD)
def test_a_mouth_opens_where_the_lips_are_said_to_be(kind: Creature) -> None:
    look, k = _look(kind), 2 * _scale(_look(kind))
    shut, wide = (_drawn(look, _pose(mouth=mouth), k).astype(int) for mouth in (0.0, 0.9))
    lips = extent_of(look, _pose(mouth=0.9)).lips
    left, top, right, low = (round(v * k) + FOOT[i % 2] for i, v in enumerate(lips))
    changed = np.abs(shut - wide).max(axis=2) > 40
    assert changed[top:low, left:right].mean() > 0.15


@pytest.mark.parametrize("kind", KINDS)
def test_eyes_shut_in_a_blink(kind: Creature) -> None:
    look, k = _look(kind), 2 * _scale(_look(kind))
    awake, blinking = (_drawn(look, _pose(blink=blink), k) for blink in (0.0, 1.0))
    whites = [int((picture[:, :, :3].min(axis=2) > 235).sum()) for picture in (awake, blinking)]
    changed = (np.abs(awake.astype(int) - blinking).max(axis=2) > 40).sum()
    assert changed > 30
    assert whites[1] <= whites[0]


def test_an_animal_that_walks_moves_its_legs_and_keeps_its_head_over_its_place() -> None:
    look = _look(Creature.DOG)
    poses = [_pose(Stance.WALK, stride=stride) for stride in (0.0, 1.6)]
    one, other = (_mask(look, pose) for pose in poses)
    below = slice(FOOT[1] - 45, FOOT[1])
    assert (one[below] ^ other[below]).sum() > 150
    for pose in poses:
        head = extent_of(look, pose).head
        assert abs(head.left + head.right) / 2 < 0.05


def test_an_animal_that_turns_shows_its_other_side() -> None:
    look = _look(Creature.HORSE)
    right, left = (_mask(look, _pose(turn=turn, head_turn=turn)) for turn in (0.5, -0.5))
    middle = FOOT[0]
    assert right[:, :middle].sum() > 2 * right[:, middle:].sum()
    assert left[:, middle:].sum() > 2 * left[:, :middle].sum()


def test_a_robot_lights_its_grille_when_it_speaks() -> None:
    look = _look(Creature.ROBOT)
    k = 2 * _scale(look)
    lips = extent_of(look, _pose()).lips
    left, top, right, low = (round(v * k) + FOOT[i % 2] for i, v in enumerate(lips))
    dark, lit = (
        float(_drawn(look, _pose(mouth=mouth, clock=0.4), k)[top:low, left:right, :3].mean())
        for mouth in (0.0, 0.9)
    )
    assert lit > dark + 12


def test_robots_of_different_names_are_built_differently() -> None:
    k = 2 * _scale(_look(Creature.ROBOT))
    shapes = [
        _drawn(_look(Creature.ROBOT, name=name), _pose(), k)[:, :, 3] > 40 for name in ("Rex", "Zed", "机器")
    ]
    assert all((one ^ other).sum() > 400 for one, other in zip(shapes, [*shapes[1:], shapes[0]], strict=True))


def test_an_animal_is_drawn_the_same_twice() -> None:
    look = _look(Creature.COW)
    assert np.array_equal(_drawn(look, _pose()), _drawn(_look(Creature.COW), _pose()))


@pytest.mark.parametrize("scale", [Scale.FULL, Scale.CLOSE])
def test_a_small_animal_is_framed_so_that_it_can_be_read(scale: Scale) -> None:
    grey, white = (
        request(
            figures=(Figure(tag="ID_A", name="Pip", appearance=f"a {color} mouse", action="waits"),),
            camera=Camera(scale=scale),
            width=320,
            height=184,
        )
        for color in ("grey", "white")
    )
    one, other = (pictures(asked, 2, sound=silence(asked))[0].astype(int) for asked in (grey, white))
    fur = np.abs(one - other).max(axis=2) > 24
    assert fur.mean() > (0.01 if scale is Scale.FULL else 0.12)
