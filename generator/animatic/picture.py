"""The pictures of a shot, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import skia

from generator.animatic import insert
from generator.animatic.anatomy import Grasp
from generator.animatic.camera import View, at_depth, framing, moved
from generator.animatic.caption import Caption, captions_of, draw_caption
from generator.animatic.figure import figure
from generator.animatic.held import HANDFUL, draw_held
from generator.animatic.interiors import Layer
from generator.animatic.look import accent_of
from generator.animatic.mood import Mood, mood_of
from generator.animatic.palette import Light, mix
from generator.animatic.pen import Paints, Pen
from generator.animatic.place import Backdrop, backdrop_of, kind_of
from generator.animatic.railway import LINE_DEPTH, draw_headlight, has_headlight
from generator.animatic.scenery import Plate, plate, vignette
from generator.animatic.soundtrack import Soundtrack
from generator.animatic.stage import Actor, Stage, stage_of
from generator.animatic.weather import fall
from generator.interface import FPS, Move, Scale, ShotRequest

Pixels = npt.NDArray[np.uint8]
"""uint8 [H, W, 4], BGRA."""

# How far out of focus what is behind the people is, by scale; pixels of a picture 736 high.
_BLUR = {
    Scale.MEDIUM: 1.8,
    Scale.MEDIUM_CLOSE: 3.6,
    Scale.CLOSE: 6.0,
    Scale.EXTREME_CLOSE: 9.0,
    Scale.INSERT: 7.0,
}


@dataclass(frozen=True)
class Shot:
    """A shot ready to be drawn."""

    request: ShotRequest
    mood: Mood
    stage: Stage
    views: tuple[View, ...]
    """One a frame, where the people are."""
    captions: tuple[Caption, ...]
    thing: insert.Thing | None
    """What an insert shows."""
    headlight: bool
    """True when a train is a light far down the line."""


def shot_of(request: ShotRequest, sound: Soundtrack) -> Shot:
    """Block, frame and caption a shot; draws nothing yet."""
    aspect = request.width / request.height
    scale = request.camera.scale
    is_insert = scale is Scale.INSERT
    first = stage_of(request, sound.mouths, sound.cues, 4.0)
    base = (
        insert.VIEW
        if is_insert
        else framing(scale, [a.subject() for a in _main_first(first, request)], aspect)
    )
    if is_insert:
        base = View(base.x, base.y, base.height * max(1.0, 1.3 / aspect))
    stage = stage_of(request, sound.mouths, sound.cues, base.height * aspect)
    alive = bool(stage.actors) and not is_insert
    views = []
    for frame in range(request.frames):
        share = frame / max(request.frames - 1, 1)
        view = moved(base, request.camera.move, share, frame / FPS, alive)
        views.append(
            View(view.x + float(stage.follow[frame]) * alive, view.y, view.height, view.pan, view.tilt)
        )
    colors = {actor.figure.tag: accent_of(actor.look) for actor in stage.actors}
    return Shot(request, mood_of(request.place, request.style), stage, tuple(views),
                captions_of(request, sound.cues, colors),
                insert.thing_of(request) if is_insert else None,
                _shows_headlight(request))  # fmt: skip


def _shows_headlight(request: ShotRequest) -> bool:
    on_line = kind_of(request.place) == "platform" and request.camera.scale is not Scale.INSERT
    return on_line and has_headlight(request.action)


def _main_first(stage: Stage, request: ShotRequest) -> list[Actor]:
    """Who the camera is for comes first: who speaks first in the picture."""
    order = [line.speaker for line in request.lines if not line.voice_over]
    rank = {tag: i for i, tag in reversed(list(enumerate(order)))}
    return sorted(stage.actors, key=lambda actor: rank.get(actor.figure.tag, len(order)))


def frames_of(shot: Shot) -> Iterator[Pixels]:
    """Draw the frames of a shot in order.

    Two arrays take turns: an answer is drawn over when the next but one is asked for.
    """
    request = shot.request
    width, height = request.width, request.height
    plates = _plates(shot, backdrop_of(request.place, shot.mood, request.action))
    easels = [_easel(width, height) for _ in range(2)]
    dark = vignette(width, height)
    paints: Paints = {}
    still = _still(shot, plates)
    for frame in range(request.frames):
        pixels, surface = easels[frame % 2]
        canvas = surface.getCanvas()
        if still is not None:
            canvas.drawImage(still, 0, 0, skia.SamplingOptions(), _SOURCE)
        else:
            _behind(canvas, shot, plates, frame)
        if shot.headlight:
            _headlight(canvas, shot, frame)
        _subjects(canvas, shot, frame, paints)
        _before(canvas, shot, plates, frame)
        fall(canvas, shot.mood, frame, width, height)
        canvas.drawImage(dark, 0, 0)
        draw_caption(canvas, shot.captions, frame, width, height)
        yield pixels


def _easel(width: int, height: int) -> tuple[Pixels, skia.Surface]:
    """An array and a surface that draws into it."""
    pixels = np.zeros((height, width, 4), np.uint8)
    return pixels, skia.Surface(pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)


_SOURCE = skia.Paint(BlendMode=skia.BlendMode.kSrc)


@dataclass(frozen=True)
class _Placed:
    depth: float
    plate: Plate
    front: bool


def _plates(shot: Shot, backdrop: Backdrop) -> list[_Placed]:
    request = shot.request
    size = (request.width, request.height)
    blur = _BLUR.get(request.camera.scale, 0.0) * request.height / 736
    placed = []
    layers: list[tuple[Layer, bool, float]] = [
        (layer, False, blur * (1.15 - 0.4 * layer[0])) for layer in backdrop.behind
    ]
    if backdrop.front and request.camera.scale is Scale.WIDE:
        layers.append((backdrop.front, True, 3.0 * request.height / 736))
    if shot.thing is not None:
        support = insert.support_of(shot.thing)
        layers += [((1.0, support), False, 0.0)] if support else []
    for index, (layer, front, soft) in enumerate(layers):
        views = [at_depth(view, layer[0], request.camera) for view in _extremes(shot.views)]
        made = plate(layer, shot.mood.light, views, size, soft, opaque=index == 0)
        if made is not None:
            placed.append(_Placed(layer[0], made, front))
    return placed


def _extremes(views: tuple[View, ...]) -> list[View]:
    """The views that reach farthest: enough to know how large a layer must be."""
    keys = (lambda v: v.x, lambda v: v.y, lambda v: v.height, lambda v: v.pan, lambda v: v.tilt)
    return [pick(views, key=key) for key in keys for pick in (min, max)]


def _still(shot: Shot, plates: list[_Placed]) -> skia.Image | None:
    """One picture of all that is behind the people when the camera does not move; else None."""
    if len(set(shot.views)) > 1:
        return None
    pixels, surface = _easel(shot.request.width, shot.request.height)
    _behind(surface.getCanvas(), shot, plates, 0)
    return skia.Image.fromarray(
        pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType, copy=True
    )


def _behind(canvas: skia.Canvas, shot: Shot, plates: list[_Placed], frame: int) -> None:
    _layers(canvas, shot, [p for p in plates if not p.front], frame)


def _before(canvas: skia.Canvas, shot: Shot, plates: list[_Placed], frame: int) -> None:
    _layers(canvas, shot, [p for p in plates if p.front], frame)


def _layers(canvas: skia.Canvas, shot: Shot, plates: list[_Placed], frame: int) -> None:
    request = shot.request
    for placed in plates:
        box = at_depth(shot.views[frame], placed.depth, request.camera).rect(request.width / request.height)
        placed.plate.draw(canvas, box, request.height)
    if shot.mood.fog and not shot.mood.interior and plates and not plates[0].front:
        _haze(canvas, shot, frame)


def _haze(canvas: skia.Canvas, shot: Shot, _frame: int) -> None:
    """Fog between the place and the people, thicker towards the ground."""
    width, height = shot.request.width, shot.request.height
    low = Pen(canvas, shot.mood.light).packed(shot.mood.sky[1], 0.5)
    clear = Pen(canvas, shot.mood.light).packed(shot.mood.sky[1], 0.12)
    ends = [skia.Point(0, 0), skia.Point(0, height)]
    paint = skia.Paint(Dither=True)
    paint.setShader(skia.GradientShader.MakeLinear(ends, [clear, low]))
    canvas.drawRect(skia.Rect.MakeWH(width, height), paint)


def _headlight(canvas: skia.Canvas, shot: Shot, frame: int) -> None:
    request = shot.request
    view = at_depth(shot.views[frame], LINE_DEPTH, request.camera)
    left, top, _, _ = view.rect(request.width / request.height)
    k = request.height / view.height
    canvas.save()
    canvas.scale(k, k)
    canvas.translate(-left, -top)
    draw_headlight(Pen(canvas, shot.mood.light, 2 / k), frame / max(request.frames - 1, 1))
    canvas.restore()


def _subjects(canvas: skia.Canvas, shot: Shot, frame: int, paints: Paints) -> None:
    request, view = shot.request, shot.views[frame]
    left, top, _, _ = view.rect(request.width / request.height)
    k = request.height / view.height
    canvas.save()
    canvas.scale(k, k)
    canvas.translate(-left, -top)
    pen = Pen(canvas, _on_people(shot.mood), _hair(request, k), paints)
    if shot.thing is not None:
        sway = float(np.sin(frame / FPS * 0.9)) * (request.camera.move is not Move.HANDHELD)
        insert.draw_thing(canvas, pen, shot.thing, sway, frame / FPS)
    else:
        for actor in _far_first(shot.stage.actors):
            _person(pen, actor, frame)
    canvas.restore()


def _on_people(mood: Mood) -> Light:
    """Faces must be read at night, too: people get a little more light than the place."""
    return replace(mood.light, tint=mix(mood.light.tint, (1.0, 1.0, 1.0), 0.3))


def _hair(request: ShotRequest, k: float) -> float:
    """A line weight that grows a little with the figures: 1.3 to 3 pixels at 736 lines."""
    pixels = 1.1 + 0.9 * min(2.0, k * 736 / request.height / 900)
    return pixels * request.height / 736 / k


def _far_first(actors: tuple[Actor, ...]) -> list[Actor]:
    """Sitting and lying people are nearer to the camera, so that nobody's legs cross a face."""
    return sorted(
        actors,
        key=lambda actor: (
            -actor.look.height * (1 if actor.act.stance.value in ("stand", "walk", "run") else 0)
        ),
    )


def _person(pen: Pen, actor: Actor, frame: int) -> None:
    def held(hand: Pen, grasp: Grasp) -> None:
        draw_held(hand, actor.prop, actor.prop_words, grasp)

    pose = actor.pose(frame)
    full = actor.prop and pose.act.gesture in HANDFUL and pose.lift > 0.25
    with pen.moved(float(actor.x[frame]), -actor.raised):
        figure(pen, actor.look, pose, held if full else None)
