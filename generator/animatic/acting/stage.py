"""The people of a shot, blocked: where everybody is, what they do and where they look at every frame."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from generator.animatic.acting.blocking import (
    back_of,
    chair_of,
    depths_of,
    homes_of,
    raised_of,
    turn_of,
    turns_of,
    ways_of,
)
from generator.animatic.acting.business import things_of, with_thing
from generator.animatic.acting.gaze import Onlooker, gaze_of, nods_of, speaking, stress_of
from generator.animatic.acting.paths import (
    Curve,
    Ground,
    follow_of,
    follows_alone,
    moving,
    path_of,
    rise_of,
    roll_of,
    smooth,
    way_of,
)
from generator.animatic.acting.pose import WALKERS, Act, Pose, Stance, Travel, pose_at
from generator.animatic.acting.reading import Phase, phases_of
from generator.animatic.acting.timeline import Beat, Span, beats_of, spans_of
from generator.animatic.acting.together import approaches, meet, named_in
from generator.animatic.camera import Subject
from generator.animatic.cards.look import Look, look_of
from generator.animatic.creatures.kinds import wild
from generator.animatic.people.extents import extent_of
from generator.animatic.people.figure import eye_height, head_height
from generator.animatic.wording import says
from generator.interface import FPS, Cue, Figure, Scale, ShotRequest

_STEP = 0.62
"""Metres a walker covers in half a cycle of the legs."""
_FACES = (Scale.CLOSE, Scale.EXTREME_CLOSE)
"""Scales at which a back would leave nothing to see."""
_SLIDE = 0.0095
"""Metres the feet slide back for each degree the body tips over, so that it lies where it stood."""


@dataclass(frozen=True)
class Actor:
    """A person of the shot with everything that does not change from frame to frame."""

    figure: Figure
    rhythm: str
    """What decides when the person breathes, blinks and glances aside: in another take at other times."""
    look: Look
    act: Act
    """What they do for most of the shot."""
    beats: tuple[Beat, ...]
    spans: tuple[Span, ...]
    home: float
    """Where they stand, metres."""
    turn: float
    prop: str
    """What they hold; empty when nothing."""
    prop_words: str
    raised: float
    """Metres the person stands higher than the ground, so that faces meet in a close picture."""
    depth: int
    """0 in front, 1 a step behind the others: to be drawn before them."""
    chair: float | None
    """Where the chair stands of somebody who sits for a part of the shot, metres."""
    x: Curve
    y: Curve
    """Metres the soles are over the ground."""
    roll: Curve
    """How far the body is tipped over to where it faces, degrees."""
    turns: Curve
    """Where the body faces, frame by frame."""
    ways: Curve
    """The side the body acts to, -1 to 1, frame by frame."""
    back: Curve
    """How much of the back is seen, 0 to 1."""
    gaze: Curve
    gaze_down: Curve
    nods: Curve
    mouth: Curve
    talk: Curve
    stress: Curve

    def subject(self) -> Subject:
        """For the camera."""
        frames = [beat.after - beat.first for beat in self.beats]
        eyes = [eye_height(self.look, beat.act.stance) for beat in self.beats]
        eye = sum(e * n for e, n in zip(eyes, frames, strict=True)) / sum(frames)
        head = head_height(self.look)
        subject = Subject(self.home, eye + self.raised, eye + self.raised + head / 2, head, self.turn,
                          self.act.stance is Stance.LIE)  # fmt: skip
        if subject.lying or not wild(self.look):
            return subject
        body, skull, _ = extent_of(self.look, self.pose(self.x.size // 2))
        return replace(
            subject, reach=(body.left, body.right), face=(skull.left + skull.right) / 2, top=-body.top
        )

    @cached_property
    def _firsts(self) -> list[int]:
        return [span.first for span in self.spans]

    @cached_property
    def _poses(self) -> dict[int, Pose]:
        return {}

    def pose(self, frame: int) -> Pose:
        """The pose at a frame; worked out once, for the picture and for the truth."""
        known = self._poses.get(frame)
        if known is None:
            known = self._poses[frame] = self._pose(frame)
        return known

    def _pose(self, frame: int) -> Pose:
        return self._in_span(bisect_right(self._firsts, frame) - 1, frame)

    def _in_span(self, index: int, frame: int) -> Pose:
        """The pose in a span; a frame after its end has what it would go on to."""
        span = self.spans[index]
        pose, done = self._acted(span, frame), frame - span.first + 1
        if index == 0 or done > span.length:
            return pose
        return pose.going_on_from(self._in_span(index - 1, frame), done / (span.length + 1))

    def _acted(self, span: Span, frame: int) -> Pose:
        x, turn, back = float(self.x[frame]), float(self.turns[frame]), float(self.back[frame])
        way = float(self.ways[frame])
        turn += (way * 0.95 - turn) * 4 * back * (1 - back)
        pose = pose_at(
            span.act, self.rhythm, frame / FPS, float(self.mouth[frame]), float(self.talk[frame]), turn,
            (float(self.gaze[frame]), float(self.gaze_down[frame])), (frame - span.begun) / FPS,
            float(self.stress[frame]) * float(self.talk[frame]),
        )  # fmt: skip
        target = (span.touch[0] - x, span.touch[1] + self.raised) if span.touch else None
        return replace(
            pose,
            way=way,
            stride=self._stride(x, way, span.act.stance) if span.act.stance in WALKERS else pose.stride,
            nod=pose.nod + float(self.nods[frame]) + 0.02 * float(self.gaze_down[frame]),
            back=back, height=float(self.y[frame]), roll=float(self.roll[frame]) * way,
            chair=None if self.chair is None else self.chair - x,
            target=target,
        )  # fmt: skip

    def _stride(self, x: float, way: float, stance: Stance) -> float:
        stride = _STEP * {Stance.RUN: 1.35, Stance.SNEAK: 0.7}.get(stance, 1.0) * self.look.height / 1.7
        return x / stride * math.pi * math.copysign(1.0, way)


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
    people = request.figures
    if not people:
        return Stage((), np.zeros(request.frames, np.float32))
    homes = homes_of(people, request.camera.scale)
    looks = [looks_by_tag.get(figure.tag) or look_of(figure) for figure in people]
    own = [beats_of(phases, request.frames) for phases in _leaving([_phases(f, request) for f in people])]
    beats, met = meet(own, people, homes, looks)
    things = things_of(beats, looks, request, met)
    beats = [[with_thing(b, thing[0]) for b in mine] for mine, thing in zip(beats, things, strict=True)]
    acts = [_main(mine) for mine in beats]
    follow = follow_of(beats, people[0].facing, request)
    grounds = [Ground(width, len(people) == 1, f.facing, home) for f, home in zip(people, homes, strict=True)]
    xs = [
        (np.full(request.frames, ground.home, np.float32) + follow) if follow.any() else path_of(mine, ground)
        for mine, ground in zip(beats, grounds, strict=True)
    ]
    turns = [
        turn_of(i, homes, figure, beats[i][-1].act, way_of(beats[i][-1].act, grounds[i]))
        for i, figure in enumerate(people)
    ]
    shifts = approaches(met, homes, beats, looks, request.frames)
    slide = _SLIDE if len(people) == 1 else _SLIDE / 2
    rolls = [roll_of(mine) for mine in beats]
    xs = [
        x + shift - np.float32(slide * np.sign(turn)) * roll
        for x, shift, turn, roll in zip(xs, shifts, turns, rolls, strict=True)
    ]
    if len(people) == 1 and not follow.any():
        follow = follows_alone(xs[0], homes[0], request, beats[0])
    depths = depths_of(request, looks, acts)
    raised = raised_of(looks, acts, depths, request.camera.scale)
    speakers = speaking(request, cues)
    actors = []
    for i, figure in enumerate(people):
        turning = turns_of(i, beats[i], turns[i], xs, met)
        rhythm = f"{figure.name} {request.seed}"
        gaze, gaze_down = gaze_of(Onlooker(i, rhythm, request, xs, turning, speakers, met), beats[i])
        mouth = mouths.get(figure.tag, np.zeros(request.frames, np.float32)).astype(np.float32)
        actors.append(Actor(
            figure, rhythm, looks[i], acts[i], tuple(beats[i]), spans_of(beats[i], moving(xs[i])),
            homes[i], turns[i], *things[i], raised[i], depths[i], chair_of(beats[i], xs[i]), xs[i],
            rise_of(beats[i]), rolls[i], turning, ways_of(turning), back_of(beats[i]), gaze, gaze_down,
            nods_of(i, request, cues), mouth, smooth(mouth, 13), stress_of(mouth),
        ))  # fmt: skip
    return Stage(tuple(actors), follow)


def _phases(figure: Figure, request: ShotRequest) -> tuple[Phase, ...]:
    """What somebody does; the words of the shot are theirs only when they are alone in it."""
    action = figure.action or (request.action if len(request.figures) == 1 else "")
    delivery = " ".join(line.delivery for line in request.lines if line.speaker == figure.tag)
    speaks = any(line.speaker == figure.tag and not line.voice_over for line in request.lines)
    shows_face = speaks or request.camera.scale in _FACES
    cold = not request.place.interior and says(request.place.description, "snow*", "blizzard", "freez*", "雪")
    me = request.figures.index(figure)
    return tuple(
        replace(p, act=replace(
            p.act, turned=p.act.turned and not shows_face, shivers=p.act.shivers or cold,
            high=len(request.figures) > 1 and named_in(p.words, request.figures, me) is None,
        ))
        for p in phases_of(action, f"{figure.expression} {delivery}")
    )  # fmt: skip


def _leaving(phases: Sequence[tuple[Phase, ...]]) -> list[tuple[Phase, ...]]:
    """Somebody who runs while others stay runs out of the picture; alone, the camera would go along."""
    if all(mine[0].act.stance in WALKERS for mine in phases):
        return list(phases)
    return [
        (replace(mine[0], act=replace(mine[0].act, travel=Travel.EXIT)),)
        if len(mine) == 1
        and mine[0].act.stance is Stance.RUN
        and mine[0].act.travel is Travel.NONE
        and not says(mine[0].words, "runs to", "runs up to", "runs on the spot")
        else mine
        for mine in phases
    ]


def _main(beats: Sequence[Beat]) -> Act:
    """What is done for the longest time; of two, the one that is done first."""
    return max(beats, key=lambda beat: beat.after - beat.first).act
