"""A shot ready to be drawn: its set-ups blocked, framed and captioned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.animatic.acting.stage import Actor, Stage, stage_of
from generator.animatic.camera import View, framing, moved
from generator.animatic.caption import Caption, captions_of
from generator.animatic.cards.look import Look, accent_of, look_of
from generator.animatic.places.mood import Mood, mood_of
from generator.animatic.places.place import kind_of
from generator.animatic.places.railway import has_headlight
from generator.animatic.sound.soundtrack import Soundtrack
from generator.animatic.things import insert
from generator.interface import FPS, Camera, Figure, Scale, ShotRequest

_CLOSE = (Scale.MEDIUM_CLOSE, Scale.CLOSE, Scale.EXTREME_CLOSE)
"""Scales at which a set-up for one person shows that person alone."""
_PAST = 0.13
"""How far out of the middle somebody stands who is seen over a shoulder, in picture widths."""


@dataclass(frozen=True)
class Framed:
    """A camera set-up: the frames from ``first`` up to, not including, ``after``."""

    first: int
    after: int
    request: ShotRequest
    """The shot as this set-up sees it: its camera, and only the people it shows."""
    stage: Stage
    """Its curves are as long as the shot, whatever the set-up shows of them."""
    views: tuple[View, ...]
    """One a frame of the set-up, where the people are."""
    thing: insert.Thing | None
    """What an insert shows."""
    shoulder: Look | None
    """The person over whose shoulder the camera looks."""
    headlight: bool
    """True when a train is a light far down the line."""

    def view(self, frame: int) -> View:
        """The camera at a frame of the shot."""
        return self.views[frame - self.first]

    def window(self, frame: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the picture at a frame of the shot, metres where the people are."""
        return self.view(frame).rect(self.request.width / self.request.height)


@dataclass(frozen=True)
class Shot:
    """A shot ready to be drawn."""

    request: ShotRequest
    mood: Mood
    setups: tuple[Framed, ...]
    captions: tuple[Caption, ...]


def shot_of(request: ShotRequest, sound: Soundtrack, looks: Mapping[str, Look] | None = None) -> Shot:
    """Block, frame and caption a shot; draws nothing yet.

    ``looks`` are those of the figures by tag; whoever is missing looks as the words of the card say.
    """
    known = dict(looks or {})
    known |= {figure.tag: look_of(figure) for figure in request.figures if figure.tag not in known}
    colors = {tag: accent_of(look) for tag, look in known.items()}
    return Shot(
        request,
        mood_of(request.place, request.style),
        tuple(_framed(request, setup, sound, known) for setup in request.setups),
        captions_of(request, sound.cues, colors),
    )


def _framed(request: ShotRequest, setup: tuple[int, int, Camera], sound: Soundtrack,
            looks: Mapping[str, Look]) -> Framed:  # fmt: skip
    first, after, camera = setup
    seen = request.model_copy(update={"camera": camera, "cuts": (), "figures": _seen(request, camera)})
    aspect = request.width / request.height
    thing = insert.thing_of(seen) if camera.scale is Scale.INSERT else None
    base = _base(seen, stage_of(seen, looks, sound.mouths, sound.cues, 4.0), aspect)
    base = base.by_hand(request.seed, aspect)
    stage = stage_of(seen, looks, sound.mouths, sound.cues, base.height * aspect)
    alive = bool(stage.actors) and thing is None
    views = []
    for frame in range(first, after):
        share = (frame - first) / max(after - first - 1, 1)
        view = moved(base, camera.move, share, (frame - first) / FPS, alive)
        views.append(view.beside(float(stage.follow[frame]) * alive))
    beside = thing is None and stage.actors and camera.over not in {a.figure.tag for a in stage.actors}
    shoulder = looks.get(camera.over) if beside else None
    headlight = kind_of(request.place) == "platform" and thing is None and has_headlight(request.action)
    return Framed(first, after, seen, stage, tuple(views), thing, shoulder, headlight)


def _seen(request: ShotRequest, camera: Camera) -> tuple[Figure, ...]:
    """Who stands before the camera in a set-up; who is looked past stands beside it."""
    others = tuple(figure for figure in request.figures if figure.tag != camera.over) or request.figures
    alone = tuple(figure for figure in others if figure.tag == camera.on)
    return alone if alone and (camera.scale in _CLOSE or camera.over) else others


def _base(request: ShotRequest, stage: Stage, aspect: float) -> View:
    scale = request.camera.scale
    if scale is Scale.INSERT:
        return View(insert.VIEW.x, insert.VIEW.y, insert.VIEW.height * max(1.0, 1.3 / aspect))
    view = framing(scale, [actor.subject() for actor in _main_first(stage, request)], aspect)
    if request.camera.over and stage.actors:
        # Room at the edge for the head the camera looks past.
        return view.beside(shoulder_side(stage) * _PAST * view.height * aspect)
    return view


def shoulder_side(stage: Stage) -> float:
    """The edge at which somebody looked past stands: -1 left, 1 right; the way the other one looks."""
    return -1.0 if stage.actors[0].turn < 0 else 1.0


def _main_first(stage: Stage, request: ShotRequest) -> list[Actor]:
    """Who the camera is for comes first, then who speaks first in the picture."""
    order = [request.camera.on, *(line.speaker for line in request.lines if not line.voice_over)]
    rank = {tag: i for i, tag in reversed(list(enumerate(order)))}
    return sorted(stage.actors, key=lambda actor: rank.get(actor.figure.tag, len(order)))
