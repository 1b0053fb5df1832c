"""The pictures of a shot, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import skia

from generator.animatic.acting.anatomy import Grasp
from generator.animatic.acting.held import HANDFUL, draw_held
from generator.animatic.acting.pose import Stance
from generator.animatic.acting.stage import Actor
from generator.animatic.camera import View, at_depth
from generator.animatic.caption import draw_caption
from generator.animatic.grain import grain_over
from generator.animatic.palette import Color, Light, luma, mix
from generator.animatic.pen import Kept, Paints, Pen
from generator.animatic.people.figure import figure
from generator.animatic.places.interiors import Layer
from generator.animatic.places.mood import Mood
from generator.animatic.places.place import Backdrop, backdrop_of
from generator.animatic.places.railway import LINE_DEPTH, draw_headlight
from generator.animatic.places.weather import fall, splashes
from generator.animatic.scenery import Plate, plate, vignette
from generator.animatic.shot import Framed, Shot, shoulder_side
from generator.animatic.shoulder import Shoulder, shoulder_of
from generator.animatic.things import insert
from generator.canvas import image_of, surface_on
from generator.footage import Pixels
from generator.interface import FPS, Move, Scale, ShotRequest

# How far out of focus what is behind the people is, by scale; pixels of a picture 736 high.
_BLUR = {
    Scale.MEDIUM: 1.8,
    Scale.MEDIUM_CLOSE: 3.6,
    Scale.CLOSE: 6.0,
    Scale.EXTREME_CLOSE: 9.0,
    Scale.INSERT: 7.0,
}
_FILL: Color = (1.0, 0.95, 0.9)
"""The light that people have beside that of the place."""
_GREY = 0.3
"""Saturation under which a film counts as black and white."""
_LOW = (Stance.SIT, Stance.KNEEL, Stance.LIE)
_SOURCE = skia.Paint(BlendMode=skia.BlendMode.kSrc)


def frames_of(shot: Shot) -> Iterator[Pixels]:
    """Draw the frames of a shot in order.

    Two arrays take turns: an answer is drawn over when the next but one is asked for.
    """
    width, height = shot.request.width, shot.request.height
    easels = [_easel(width, height) for _ in range(2)]
    backdrop = backdrop_of(shot.request.place, shot.mood, shot.request.action)
    dark = vignette(width, height)
    for setup in shot.setups:
        scene = _Scene(setup, shot.mood, _plates(setup, shot.mood, backdrop))
        still, past = _still(scene), _shoulder(scene)
        for frame in range(setup.first, setup.after):
            pixels, surface = easels[frame % 2]
            canvas = surface.getCanvas()
            if still is not None:
                canvas.drawImage(still, 0, 0, skia.SamplingOptions(), _SOURCE)
            else:
                _layers(canvas, scene, frame, front=False)
            _subjects(canvas, scene, frame)
            _layers(canvas, scene, frame, front=True)
            if past is not None:
                past.draw(canvas, setup.views[0], setup.view(frame), height, frame)
            fall(canvas, shot.mood, frame, width, height)
            canvas.drawImage(dark, 0, 0)
            grain_over(canvas, shot.mood.grain, frame, width, height)
            draw_caption(canvas, shot.captions, frame, width, height)
            yield pixels


def _easel(width: int, height: int) -> tuple[Pixels, skia.Surface]:
    """An array and a surface that draws into it."""
    pixels = np.zeros((height, width, 4), np.uint8)
    return pixels, surface_on(pixels)


@dataclass(frozen=True)
class _Placed:
    depth: float
    plate: Plate
    front: bool


@dataclass(frozen=True)
class _Scene:
    """A set-up with its place painted, ready for the people."""

    setup: Framed
    mood: Mood
    plates: tuple[_Placed, ...]
    paints: Paints = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    """What was drawn of each person before."""

    @property
    def request(self) -> ShotRequest:
        return self.setup.request

    @property
    def aspect(self) -> float:
        return self.request.width / self.request.height

    def pixels_a_metre(self, view: View) -> float:
        return self.request.height / view.span


def _plates(setup: Framed, mood: Mood, backdrop: Backdrop) -> tuple[_Placed, ...]:
    request = setup.request
    size = (request.width, request.height)
    blur = _BLUR.get(request.camera.scale, 0.0) * request.height / 736
    placed = []
    layers: list[tuple[Layer, bool, float]] = [
        (layer, False, blur * (1.15 - 0.4 * layer[0])) for layer in backdrop.behind
    ]
    if backdrop.front and request.camera.scale is Scale.WIDE:
        layers.append((backdrop.front, True, 3.0 * request.height / 736))
    if setup.thing is not None:
        support = insert.support_of(setup.thing)
        layers += [((1.0, support), False, 0.0)] if support else []
    for index, (layer, front, soft) in enumerate(layers):
        views = [at_depth(view, layer[0], request.camera) for view in _extremes(setup.views)]
        made = plate(layer, mood.light, views, size, soft, opaque=index == 0)
        if made is not None:
            placed.append(_Placed(layer[0], made, front))
    return tuple(placed)


def _extremes(views: tuple[View, ...]) -> list[View]:
    """The views that reach farthest: enough to know how large a layer must be."""
    keys = (
        lambda v: v.x,
        lambda v: v.y,
        lambda v: v.height,
        lambda v: v.pan,
        lambda v: v.tilt,
        lambda v: v.zoom,
    )
    return [pick(views, key=key) for key in keys for pick in (min, max)]


def _still(scene: _Scene) -> skia.Image | None:
    """One picture of all that is behind the people when the camera does not move; else None."""
    if len(set(scene.setup.views)) > 1:
        return None
    pixels, surface = _easel(scene.request.width, scene.request.height)
    _layers(surface.getCanvas(), scene, scene.setup.first, front=False)
    return image_of(pixels)


def _shoulder(scene: _Scene) -> Shoulder | None:
    setup = scene.setup
    if setup.shoulder is None:
        return None
    size = (scene.request.width, scene.request.height)
    return shoulder_of(setup.shoulder, shoulder_side(setup.stage), scene.mood.light, size)


def _layers(canvas: skia.Canvas, scene: _Scene, frame: int, *, front: bool) -> None:
    """The place: what is behind the people with the fog before it, or what is before them."""
    request, view = scene.request, scene.setup.view(frame)
    for placed in scene.plates:
        if placed.front is front:
            box = at_depth(view, placed.depth, request.camera).rect(scene.aspect)
            placed.plate.draw(canvas, box, request.height)
    if scene.mood.fog and not scene.mood.interior and not front:
        _haze(canvas, scene)


def _haze(canvas: skia.Canvas, scene: _Scene) -> None:
    """Fog between the place and the people, thicker towards the ground."""
    width, height = scene.request.width, scene.request.height
    pen = Pen(canvas, scene.mood.light)
    clear, low = pen.packed(scene.mood.sky[1], 0.12), pen.packed(scene.mood.sky[1], 0.5)
    ends = [skia.Point(0, 0), skia.Point(0, height)]
    paint = skia.Paint(Dither=True)
    paint.setShader(skia.GradientShader.MakeLinear(ends, [clear, low]))
    canvas.drawRect(skia.Rect.MakeWH(width, height), paint)


def _subjects(canvas: skia.Canvas, scene: _Scene, frame: int) -> None:
    """What the shot is about: people, or the thing of an insert."""
    setup, view = scene.setup, scene.setup.view(frame)
    if setup.headlight:
        _headlight(canvas, scene, frame)
    k = scene.pixels_a_metre(view)
    with _seen_through(canvas, view, scene):
        hair = _hair(scene.request, k)
        pen = Pen(canvas, _on_people(scene.mood), hair, scene.paints, weight=hair * k)
        if setup.thing is not None:
            sway = float(np.sin(frame / FPS * 0.9)) * (scene.request.camera.move is not Move.HANDHELD)
            insert.draw_thing(canvas, pen, setup.thing, sway, frame / FPS)
        else:
            splashes(pen, scene.mood, frame)
            for actor in _far_first(setup.stage.actors):
                _person(pen.keeping(scene.kept.setdefault(actor.figure.tag, {})), actor, frame)


def _headlight(canvas: skia.Canvas, scene: _Scene, frame: int) -> None:
    view = at_depth(scene.setup.view(frame), LINE_DEPTH, scene.request.camera)
    share = frame / max(scene.request.frames - 1, 1)
    with _seen_through(canvas, view, scene):
        draw_headlight(Pen(canvas, scene.mood.light, 2 / scene.pixels_a_metre(view)), share)


def _seen_through(canvas: skia.Canvas, view: View, scene: _Scene) -> skia.AutoCanvasRestore:
    """Draw in the metres of ``view`` until the answer is left."""
    restore = skia.AutoCanvasRestore(canvas)
    left, top, _, _ = view.rect(scene.aspect)
    k = scene.pixels_a_metre(view)
    canvas.scale(k, k)
    canvas.translate(-left, -top)
    return restore


def _on_people(mood: Mood) -> Light:
    """Faces must be read at night, too: people get more light than the place, and a warmer one."""
    light = mood.light
    dark = 1.0 - luma(light.tint)
    # In a film without colours there is nothing to make richer.
    rich = min(1.0, light.saturation * (1.0 + dark)) if light.saturation > _GREY else light.saturation
    return replace(light, tint=mix(light.tint, _FILL, 0.3 + 0.4 * max(0.0, dark)), saturation=rich)


def _hair(request: ShotRequest, k: float) -> float:
    """A line weight that grows a little with the figures: 1.3 to 3 pixels at 736 lines."""
    pixels = 1.1 + 0.9 * min(2.0, k * 736 / request.height / 900)
    # In steps, so that a person can be drawn from recordings while the camera comes closer.
    return float(2.0 ** (round(12 * np.log2(pixels * request.height / 736 / k)) / 12))


def _far_first(actors: tuple[Actor, ...]) -> list[Actor]:
    """Sitting and lying people are nearer to the camera, so that nobody's legs cross a face."""
    return sorted(actors, key=lambda a: (-a.depth, -a.look.height * (a.act.stance not in _LOW)))


def _person(pen: Pen, actor: Actor, frame: int) -> None:
    def held(hand: Pen, grasp: Grasp) -> None:
        draw_held(hand, actor.prop, actor.prop_words, grasp)

    pose = actor.pose(frame)
    full = actor.prop and pose.act.gesture in HANDFUL and pose.lift > 0.25
    with pen.moved(float(actor.x[frame]), -actor.raised - float(actor.y[frame])):
        figure(pen, actor.look, pose, held if full else None)
