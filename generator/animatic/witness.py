"""What the animatic knows to be true of a clip it draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.animatic.acting.pose import Pose
from generator.animatic.acting.stage import Actor
from generator.animatic.cards.look import Look
from generator.animatic.palette import Color
from generator.animatic.people.extents import Rect, extent_of
from generator.animatic.places.place import kind_of
from generator.animatic.shot import Framed, Shot
from generator.animatic.sound.soundtrack import Soundtrack
from generator.animatic.sound.voices import voice_of
from generator.interface import Figure
from generator.truth import Box, FigureTruth, LookTruth, PlaceTruth, SetupTruth, Truth, VoiceTruth

_WEATHER = ("rain", "snow", "fog", "storm")


def truth_of(shot: Shot, sound: Soundtrack) -> Truth:
    """Everything that is known of a shot before it is drawn; nothing is measured on pixels."""
    request, mood = shot.request, shot.mood
    shown = {actor.figure.tag: actor for setup in shot.setups for actor in setup.stage.actors}
    return Truth(
        width=request.width,
        height=request.height,
        frames=request.frames,
        fps=request.fps,
        place=PlaceTruth(
            kind=kind_of(request.place),
            interior=request.place.interior,
            hour=mood.hour.value,
            weather=tuple(name for name in _WEATHER if getattr(mood, name)),
        ),
        setups=tuple(SetupTruth(first=s.first, after=s.after, camera=s.request.camera) for s in shot.setups),
        view=tuple(_middle(setup, frame) for setup, frame in _frames(shot)),
        figures=tuple(_figure(f, shown[f.tag], shot, sound) for f in request.figures if f.tag in shown),
        props=tuple(dict.fromkeys(s.thing.kind or s.thing.label for s in shot.setups if s.thing)),
        lines=sound.spoken,
        effects=sound.effects,
        ambience=sound.ambience,
        music=sound.music,
    )


def _frames(shot: Shot) -> Iterator[tuple[Framed, int]]:
    for setup in shot.setups:
        for frame in range(setup.first, setup.after):
            yield setup, frame


def _middle(setup: Framed, frame: int) -> tuple[float, float, float]:
    left, top, right, bottom = setup.window(frame)
    return (_short((left + right) / 2), _short((top + bottom) / 2), _short(bottom - top))


@dataclass(frozen=True)
class _Sight:
    """Somebody at one frame."""

    pose: Pose
    body: Box
    head: Box
    lips: Box


def _figure(figure: Figure, actor: Actor, shot: Shot, sound: Soundtrack) -> FigureTruth:
    sights = [_sight(figure.tag, setup, frame) for setup, frame in _frames(shot)]
    act, mouth = actor.act, sound.mouths.get(figure.tag)
    voice = voice_of(figure)
    return FigureTruth(
        tag=figure.tag,
        look=_look(actor.look),
        voice=VoiceTruth(pitch=voice.pitch, tract=voice.tract, breath=voice.breath, rate=voice.rate,
                         melody=voice.melody),
        facing=figure.facing,
        stance=act.stance.value,
        gesture=act.gesture.value,
        travel=act.travel.value,
        feeling=act.feeling.value,
        holds=actor.prop,
        body=tuple(_inside(s.body, shot) if s else None for s in sights),
        head=tuple(_inside(s.head, shot) if s else None for s in sights),
        lips=tuple(_inside(s.lips, shot) if s else None for s in sights),
        opening=tuple(_short(float(value)) for value in mouth) if mouth is not None else (0.0,) * len(sights),
        gaze=tuple((_short(s.pose.look[0]), _short(s.pose.look[1])) if s else (0.0, 0.0) for s in sights),
        turn=tuple(_short(s.pose.turn) if s else 0.0 for s in sights),
        shut=tuple(_short(s.pose.blink) if s else 0.0 for s in sights),
    )  # fmt: skip


def _sight(tag: str, setup: Framed, frame: int) -> _Sight | None:
    actor = next((a for a in setup.stage.actors if a.figure.tag == tag), None)
    if actor is None or setup.thing is not None:
        return None
    pose = actor.pose(frame)
    extent = extent_of(actor.look, pose)
    left, top, _, bottom = setup.window(frame)
    k = setup.request.height / (bottom - top)
    x, y = float(actor.x[frame]) - left, -actor.raised - float(actor.y[frame]) - top

    def box(rect: Rect) -> Box:
        return (_short((rect[0] + x) * k), _short((rect[1] + y) * k), _short((rect[2] + x) * k),
                _short((rect[3] + y) * k))  # fmt: skip

    return _Sight(pose, box(extent.body), box(extent.head), box(extent.lips))


def _inside(box: Box, shot: Shot) -> Box | None:
    """``box``, or None when nothing of it is in the picture."""
    left, top, right, bottom = box
    out = right <= 0 or bottom <= 0 or left >= shot.request.width or top >= shot.request.height
    return None if out else box


def _look(look: Look) -> LookTruth:
    wears = look.wears
    return LookTruth(
        creature=look.creature.value,
        age=look.age.value,
        feminine=look.feminine,
        height=round(look.height, 4),
        girth=round(look.girth, 4),
        skin=_hex(look.skin),
        eyes=_hex(look.eyes),
        hair=look.hair.value,
        hair_color=_hex(look.hair_color),
        beard=look.beard.value,
        glasses=look.glasses,
        marks=tuple(mark.value for mark in look.marks),
        top=wears.top.value,
        top_color=_hex(wears.top_color),
        pattern=wears.pattern.value,
        bottom=wears.bottom.value,
        bottom_color=_hex(wears.bottom_color),
        headwear=wears.headwear.value,
        headwear_color=_hex(wears.headwear_color),
    )


def _hex(color: Color) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, channel))):02x}" for channel in color)


def _short(value: float) -> float:
    """Four digits after the point: a ten-thousandth of a pixel, and a third of the bytes."""
    return round(value, 4)
