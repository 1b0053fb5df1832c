"""Who stands where, who looks at whom, and how everybody moves during the shot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from generator.animatic.acting import Act, Gesture, Pose, Stance, Travel, pose_at
from generator.animatic.action_words import act_of
from generator.animatic.camera import Subject
from generator.animatic.figure import eye_height, head_height
from generator.animatic.held import gesture_with, thing_in_hand
from generator.animatic.look import Look, look_of
from generator.animatic.props import prop_at
from generator.animatic.wardrobe import Headwear
from generator.animatic.wording import dice, says, words
from generator.interface import FPS, Cue, Figure, Scale, ShotRequest

Curve = npt.NDArray[np.float32]
"""One number a frame."""

_SPACING = {Scale.EXTREME_WIDE: 0.95, Scale.WIDE: 0.95, Scale.FULL: 0.85, Scale.MEDIUM: 0.66,
            Scale.MEDIUM_CLOSE: 0.54, Scale.CLOSE: 0.48, Scale.EXTREME_CLOSE: 0.48,
            Scale.INSERT: 0.6}  # fmt: skip
_STEP = 0.62
"""Metres a walker covers in half a cycle of the legs."""

_WITH_FEET_STILL = (Gesture.LIFT, Gesture.THROW, Gesture.WORK, Gesture.POUR, Gesture.REACH, Gesture.FACE)
"""What nobody does while walking or running."""


@dataclass(frozen=True)
class Actor:
    """A person of the shot with everything that does not change from frame to frame."""

    figure: Figure
    look: Look
    act: Act
    home: float
    """Where they stand, metres."""
    turn: float
    prop: str
    """What they hold; empty when nothing."""
    prop_words: str
    raised: float
    """Metres the person stands higher than the ground, so that faces meet in a close picture."""
    x: Curve
    gaze: Curve
    mouth: Curve
    talk: Curve

    def subject(self) -> Subject:
        """For the camera."""
        eye = eye_height(self.look, self.act.stance)
        head = head_height(self.look)
        return Subject(self.home, eye + self.raised, eye + self.raised + head / 2, head, self.turn,
                       self.act.stance is Stance.LIE)  # fmt: skip

    def pose(self, frame: int) -> Pose:
        """The pose at a frame, and the stance of somebody who has arrived: standing."""
        act, time = self.act, frame / FPS
        x = float(self.x[frame])
        before = float(self.x[max(frame - 1, 0)])
        walking = abs(x - before) > 0.002 or (
            frame == 0 and abs(float(self.x[min(1, self.x.size - 1)]) - x) > 0.002
        )
        turn = self.turn
        if act.stance in (Stance.WALK, Stance.RUN):
            if walking:
                turn = 0.85 if x >= before else -0.85
                if frame == 0:
                    turn = 0.85 if float(self.x[min(1, self.x.size - 1)]) >= x else -0.85
                if act.gesture in _WITH_FEET_STILL:
                    act = replace(act, gesture=Gesture.NONE)
            else:
                act = replace(act, stance=Stance.STAND)
        gaze = float(self.gaze[frame])
        pose = pose_at(
            act, self.figure.name, time, float(self.mouth[frame]), float(self.talk[frame]), turn, (gaze, 0.0)
        )
        if act.stance in (Stance.WALK, Stance.RUN):
            stride = _STEP * (1.35 if act.stance is Stance.RUN else 1.0) * self.look.height / 1.7
            return replace(pose, stride=x / stride * 3.14159 * (1 if turn >= 0 else -1))
        return pose


@dataclass(frozen=True)
class Stage:
    """The people of a shot, and how far the camera follows them."""

    actors: tuple[Actor, ...]
    follow: Curve
    """Metres the camera has moved to the right with somebody who walks."""


def stage_of(
    request: ShotRequest,
    looks_by_tag: Mapping[str, Look],
    mouths: Mapping[str, Curve],
    cues: Sequence[Cue],
    width: float,
) -> Stage:
    """Block a set-up of a shot.

    Args:
        request: the shot with the set-up's camera and only the people it shows.
        looks_by_tag: what the people look like; whoever is missing looks as the words of the card say.
        mouths: opening of the mouth of every figure by tag, one number a frame.
        cues: when each line is heard.
        width: how many metres the picture is wide when nobody is followed.
    """
    frames = request.frames
    people = request.figures
    homes = _homes(people, request.camera.scale)
    speakers = _speaking(request, cues)
    acts = _leaving([_act(figure, request) for figure in people], people)
    looks = [looks_by_tag.get(figure.tag) or look_of(figure) for figure in people]
    follow = _follow(acts, request)
    actors = []
    for index, figure in enumerate(people):
        look, act = looks[index], acts[index]
        turn = _turn(index, homes, figure, act, bool(follow.any()) and float(follow[-1]) < 0)
        mouth = mouths.get(figure.tag, np.zeros(frames, np.float32)).astype(np.float32)
        prop, prop_words = _held(act, _words(figure, request), look, request)
        act = replace(act, gesture=gesture_with(act.gesture, act.stance, prop))
        actors.append(Actor(
            figure, look, act, homes[index], turn, prop, prop_words, _raised(index, looks, acts,
                request.camera.scale),
            x=_path(act, homes[index], homes, width, frames) + follow,
            gaze=_gaze(index, people, homes, turn, speakers, request, frames),
            mouth=mouth, talk=_smooth(mouth, 13),
        ))  # fmt: skip
    return Stage(tuple(actors), follow)


def _homes(people: Sequence[Figure], scale: Scale) -> list[float]:
    step = _SPACING[scale]
    return [(i - (len(people) - 1) / 2) * step for i in range(len(people))]


def _raised(index: int, looks: Sequence[Look], acts: Sequence[Act], scale: Scale) -> float:
    """How far a small person is raised: film crews use a box, too."""
    share = {Scale.MEDIUM: 0.2, Scale.MEDIUM_CLOSE: 0.5, Scale.CLOSE: 0.65}.get(scale, 0.0)
    eyes = [eye_height(look, act.stance) for look, act in zip(looks, acts, strict=True)]
    return share * (max(eyes) - eyes[index])


def _words(figure: Figure, request: ShotRequest) -> str:
    """What somebody does; the words of the shot are theirs only when they are alone in it."""
    return figure.action or (request.action if len(request.figures) == 1 else "")


def _act(figure: Figure, request: ShotRequest) -> Act:
    delivery = " ".join(line.delivery for line in request.lines if line.speaker == figure.tag)
    return act_of(_words(figure, request), f"{figure.expression} {delivery}")


def _leaving(acts: Sequence[Act], people: Sequence[Figure]) -> list[Act]:
    """Somebody who runs while others stay runs out of the picture; alone, the camera would go along."""
    if all(act.stance in (Stance.WALK, Stance.RUN) for act in acts):
        return list(acts)
    return [
        replace(act, travel=Travel.EXIT)
        if act.stance is Stance.RUN
        and act.travel is Travel.NONE
        and not says(figure.action, "runs to", "runs up to", "runs on the spot")
        else act
        for act, figure in zip(acts, people, strict=True)
    ]


def _follow(acts: Sequence[Act], request: ShotRequest) -> Curve:
    """When all who are seen walk and nobody enters or leaves, the camera walks with them."""
    going = (Stance.WALK, Stance.RUN) if request.place.interior else (Stance.WALK, Stance.RUN, Stance.RIDE)
    moving = [act for act in acts if act.stance in going and act.travel is Travel.NONE]
    if not moving or len(moving) < len(acts):
        return np.zeros(request.frames, np.float32)
    speed = 2.3 if moving[0].stance in (Stance.RUN, Stance.RIDE) else 0.95
    way = (np.arange(request.frames) - (request.frames - 1) / 2) / FPS * speed
    return (way * (-1 if moving[0].to_left else 1)).astype(np.float32)


def _turn(index: int, homes: Sequence[float], figure: Figure, act: Act, leftward: bool) -> float:
    if act.travel is not Travel.NONE or act.stance in (Stance.WALK, Stance.RUN, Stance.RIDE):
        return -0.5 if act.to_left or leftward else 0.5
    if len(homes) > 1:
        middle = (homes[0] + homes[-1]) / 2
        if abs(homes[index] - middle) < 0.05:
            return 0.14 if dice("turn", figure.tag).random() < 0.5 else -0.14
        inward = 0.42 if homes[index] < middle else -0.42
        return -inward if act.gesture is Gesture.THROW else inward
    # People who talk across a cut look in opposite directions: odd and even tags.
    return 0.34 if ord(figure.tag[-1:] or "A") % 2 else -0.34


def _path(act: Act, home: float, homes: Sequence[float], width: float, frames: int) -> Curve:
    at = np.linspace(0.0, 1.0, frames)
    out = width / 2 + 0.55
    side = 1.0 if act.to_left or (home > 0.05 and len(homes) > 1) else -1.0
    if act.travel is Travel.ENTER:
        span = min(0.62, max(0.3, 2.6 / max(frames / FPS, 0.1)))
        return np.array([side * out + (home - side * out) * _arrive(k / span) for k in at], np.float32)
    if act.travel is Travel.EXIT:
        away = -1.0 if act.to_left or (home < -0.05 and len(homes) > 1) else 1.0
        return np.array([home + (away * out - home) * _leave((k - 0.4) / 0.6) for k in at], np.float32)
    if act.travel is Travel.CROSS:
        return np.array([side * out * (1 - 2 * k) for k in at], np.float32)
    return np.full(frames, home, np.float32)


def _arrive(k: float) -> float:
    """Even steps that slow down at the end."""
    return 1.0 - float((1 - min(max(k, 0.0), 1.0)) ** 1.6)


def _leave(k: float) -> float:
    return float(min(max(k, 0.0), 1.0) ** 1.5)


def _speaking(request: ShotRequest, cues: Sequence[Cue]) -> list[str]:
    """The tag heard at each frame; empty where nobody speaks, the next speaker a moment before."""
    tags = [""] * request.frames
    for cue in cues:
        first = max(0, int((cue.start - 0.25) * FPS))
        for frame in range(first, min(request.frames, int(cue.end * FPS) + 1)):
            tags[frame] = request.lines[cue.line].speaker
    return tags


def _gaze(index: int, people: Sequence[Figure], homes: Sequence[float], turn: float, speakers: Sequence[str],
          request: ShotRequest, frames: int) -> Curve:  # fmt: skip
    """Where the eyes go, -1 to 1: to who speaks, and who speaks looks at who is spoken to."""
    me = people[index].tag
    places = {figure.tag: home for figure, home in zip(people, homes, strict=True)}
    rest = 0.8 if turn > 0 else -0.8
    if len(people) == 1:
        level = 0.75 if request.lines else 0.4
        return np.full(frames, level if turn > 0 else -level, np.float32)
    goals = []
    for speaker in speakers:
        other = speaker if speaker != me else _addressee(me, request, places)
        at = places.get(other)
        goals.append(rest * 0.8 if at is None or other == me else 0.95 * float(np.sign(at - homes[index])))
    return _smooth(np.array(goals, np.float32), 7)


def _addressee(me: str, request: ShotRequest, places: dict[str, float]) -> str:
    """Who ``me`` talks to: the other one who speaks in the shot, else the nearest."""
    spoken = [line.speaker for line in request.lines if line.speaker != me and line.speaker in places]
    if spoken:
        return spoken[0]
    return min((tag for tag in places if tag != me), key=lambda tag: (abs(places[tag] - places[me]), tag))


def _smooth(curve: Curve, span: int) -> Curve:
    padded = np.pad(curve, span // 2, mode="edge")
    return np.convolve(padded, np.full(span, 1.0 / span), mode="valid").astype(np.float32)[: curve.size]


def _held(act: Act, action: str, look: Look, request: ShotRequest) -> tuple[str, str]:
    """The prop in somebody's hands and the words that describe it."""
    if act.stance is Stance.RIDE:
        place, kind = prop_at(action)
        return "bicycle", " ".join(words(action)[max(0, place - 2) : place + 1]) if kind == "bicycle" else ""
    kind, described = thing_in_hand(action, act.gesture, request.props)
    if kind == "hat" and look.wears.headwear is not Headwear.NONE:
        return "", ""
    return kind, described
