"""Where everybody looks: at who speaks, at what is pointed at, and, as people do, away and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.animatic.acting.paths import Curve, smooth
from generator.animatic.acting.pose import Gesture, Stance
from generator.animatic.acting.timeline import Beat
from generator.animatic.acting.together import Meeting, named_in
from generator.animatic.wording import dice
from generator.interface import FPS, Cue, ShotRequest

_AT_THE_HANDS = {Gesture.READ: 0.62, Gesture.WRITE: 0.7, Gesture.UNWRAP: 0.6, Gesture.WORK: 0.5,
                 Gesture.POUR: 0.6, Gesture.EAT: 0.35}  # fmt: skip
"""How far down the eyes are while the hands do it."""


def speaking(request: ShotRequest, cues: Sequence[Cue]) -> list[str]:
    """The tag heard at each frame; empty where nobody speaks, the next speaker a moment before."""
    tags = [""] * request.frames
    for cue in cues:
        first = max(0, int((cue.start - 0.25) * FPS))
        for frame in range(first, min(request.frames, int(cue.end * FPS) + 1)):
            tags[frame] = request.lines[cue.line].speaker
    return tags


@dataclass(frozen=True)
class Onlooker:
    """Somebody among others, and what decides where the eyes go."""

    index: int
    rhythm: str
    """What decides when the eyes wander."""
    request: ShotRequest
    xs: Sequence[Curve]
    """Where everybody is."""
    turns: Curve
    """Where the own body faces."""
    speakers: Sequence[str]
    """Who is heard at each frame."""
    met: Sequence[Meeting]

    def ahead(self, frame: int) -> float:
        """The side the body faces: -1 or 1."""
        return 1.0 if self.turns[frame] > 0 else -1.0

    def towards(self, other: int | None, frame: int) -> float:
        """The side on which the other one is, as far as eyes go."""
        if other is None:
            return 0.95 * self.ahead(frame)
        way = float(self.xs[other][frame] - self.xs[self.index][frame])
        return 0.95 * (float(np.sign(way)) if abs(way) > 0.02 else self.ahead(frame))

    def partner(self, frame: int) -> int | None:
        """Who something is done with."""
        me = self.index
        pairs = ((m.who, m.other) for m in self.met if m.first <= frame < m.after)
        return next((b if a == me else a for a, b in pairs if me in (a, b)), None)

    def spoken_to(self, frame: int) -> int | None:
        """Who speaks, or, for the speaker, the other one who speaks in the shot, else the nearest."""
        tags = [figure.tag for figure in self.request.figures]
        speaker, me = self.speakers[frame], self.index
        if speaker not in tags or len(tags) == 1:
            return None
        if speaker != tags[me]:
            return tags.index(speaker)
        lines = (line.speaker for line in self.request.lines)
        answering = next((tag for tag in lines if tag in tags and tag != speaker), None)
        if answering is not None:
            return tags.index(answering)
        here = self.xs[me][frame]
        return min((abs(float(self.xs[i][frame] - here)), i) for i in range(len(tags)) if i != me)[1]


def gaze_of(who: Onlooker, beats: Sequence[Beat]) -> tuple[Curve, Curve]:
    """Where the eyes of somebody go at every frame: -1 left to 1 right, and -1 up to 1 down."""
    goals = [_goal(who, beat, frame) for beat in beats for frame in range(beat.first, beat.after)]
    steady = np.array([_steady(beat) for beat in beats for _ in range(beat.first, beat.after)])
    across, down = np.array(goals, np.float32).T
    aside, low = _saccades(who.rhythm, len(goals))
    # A glance aside never goes over to the other side, nor into the lens.
    across = np.where(steady | (np.abs(across) < 0.3), across, across * (1 - aside))
    down = np.where(steady, down, down + low)
    return smooth(across.astype(np.float32), 5), smooth(down.astype(np.float32), 5)


def _goal(who: Onlooker, beat: Beat, frame: int) -> tuple[float, float]:
    act = beat.act
    low = _AT_THE_HANDS.get(act.gesture, 0.0)
    told = _told(who, beat, frame)
    if told is not None:
        return told
    partner = who.partner(frame)
    if partner is not None:
        return who.towards(partner, frame), low * 0.5
    if act.aims or act.gesture is Gesture.POINT:
        named = named_in(beat.words, who.request.figures, who.index)
        return who.towards(named, frame), low
    other = who.spoken_to(frame)
    if other is not None and (not low or who.speakers[frame] != who.request.figures[who.index].tag):
        return who.towards(other, frame), 0.0
    if low:
        return 0.35 * who.ahead(frame), low
    return (0.78 if who.request.lines else 0.62) * who.ahead(frame), 0.0


def _told(who: Onlooker, beat: Beat, frame: int) -> tuple[float, float] | None:
    """Where the words themselves send the eyes; None when they do not."""
    act, ahead = beat.act, who.ahead(frame)
    if act.stance is Stance.BOW:
        return 0.5 * ahead, 0.7
    if act.lens:
        return -float(who.turns[frame]) * 0.8, 0.0
    if act.around:
        return 0.95 * ahead * float(np.cos((frame - beat.first) / FPS * 2.3)), -0.1
    return (-0.9 * ahead, -0.1) if act.away and not act.turned else None


def _steady(beat: Beat) -> bool:
    """True while the eyes do not wander."""
    act = beat.act
    return act.lens or act.around or act.asleep or act.gesture in (Gesture.POINT, Gesture.KISS, Gesture.HUG)


def _saccades(rhythm: str, frames: int) -> tuple[Curve, Curve]:
    """Glances away and back, by rhythm: how much the eyes leave their goal, 0 to 0.4, and how far down."""
    roll = dice("saccade", rhythm)
    aside, low = np.zeros(frames, np.float32), np.zeros(frames, np.float32)
    at = roll.uniform(0.6, 2.4)
    while at * FPS < frames:
        first, after = int(at * FPS), int((at + roll.uniform(0.3, 0.75)) * FPS)
        aside[first:after] = roll.uniform(0.15, 0.36)
        low[first:after] = roll.choice((-0.25, 0.2, 0.45))
        at += roll.uniform(1.5, 3.8)
    return aside, low


def nods_of(index: int, request: ShotRequest, cues: Sequence[Cue]) -> Curve:
    """How a listener nods when the other one has said something, metres in the face."""
    nods = np.zeros(request.frames, np.float32)
    me = request.figures[index]
    for cue in cues:
        line = request.lines[cue.line]
        if line.speaker == me.tag or dice("nods", me.name, line.text).random() < 0.35:
            continue
        time = np.arange(request.frames) / FPS - (cue.end - 0.35)
        inside = (time > 0) & (time < 0.9)
        nods += np.where(inside, 0.016 * np.sin(time * np.pi / 0.45) ** 2, 0.0).astype(np.float32)
    return nods


def stress_of(mouth: Curve) -> Curve:
    """The stresses of what is said, -1 to 1: where the mouth is wider open than it has been on the whole."""
    stress: Curve = np.clip(4.0 * (smooth(mouth, 5) - smooth(mouth, 25)), -1.0, 1.0).astype(np.float32)
    return stress
