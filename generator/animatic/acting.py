"""What a figure can do, and its pose at a moment."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.animatic.wording import dice


class Stance(StrEnum):
    """How the body rests."""

    STAND = "stand"
    SIT = "sit"
    KNEEL = "kneel"
    LIE = "lie"
    WALK = "walk"
    RUN = "run"
    RIDE = "ride"


class Gesture(StrEnum):
    """What the arms do."""

    NONE = "none"
    POINT = "point"
    HOLD = "hold"
    REACH = "reach"
    WAVE = "wave"
    CROSS = "cross"
    HIPS = "hips"
    FACE = "face"
    EAR = "ear"
    READ = "read"
    RAISE = "raise"
    HEAD = "head"
    LIFT = "lift"
    THROW = "throw"
    PUSH = "push"
    WORK = "work"
    POUR = "pour"
    CARRY = "carry"


class Travel(StrEnum):
    """Whether the figure crosses the frame."""

    NONE = "none"
    ENTER = "enter"
    EXIT = "exit"
    CROSS = "cross"


class Feeling(StrEnum):
    """The face."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    AFRAID = "afraid"
    SURPRISED = "surprised"
    THOUGHTFUL = "thoughtful"
    TIRED = "tired"


@dataclass(frozen=True)
class Act:
    """What a figure does during a shot."""

    stance: Stance = Stance.STAND
    gesture: Gesture = Gesture.NONE
    travel: Travel = Travel.NONE
    feeling: Feeling = Feeling.NEUTRAL
    away: bool = False
    """Looks away from the others."""
    down: bool = False
    """Looks down."""
    up: bool = False
    """Looks up."""
    to_left: bool = False
    """Direction of travel."""
    nod: float = 0.0
    """1 nods, -1 shakes the head."""
    asleep: bool = False
    """The head is bowed in sleep."""
    shut: bool = False
    """The eyes stay shut."""
    laughing: bool = False
    """The mouth is open in a laugh."""
    leaning: bool = False
    """The body bends forward."""


@dataclass(frozen=True)
class Pose:
    """A body at one moment. Angles in degrees, lengths in metres."""

    act: Act
    turn: float = 0.0
    """Where the body faces: -1 left profile, 0 the camera, 1 right profile."""
    look: tuple[float, float] = (0.0, 0.0)
    """Where the eyes look: x -1 to 1, y -1 (up) to 1 (down)."""
    head_turn: float = 0.0
    tilt: float = 0.0
    nod: float = 0.0
    """Head lowered (positive) or raised, metres in the face."""
    breath: float = 0.0
    """0 to 1."""
    sway: float = 0.0
    stride: float = 0.0
    """Phase of the step, radians; used by walk and run."""
    lift: float = 0.0
    """Phase of the gesture, 0 (at rest) to 1 (full)."""
    talk: float = 0.0
    """How much the person is speaking about now, 0 to 1: the mouth, smoothed."""
    beat: float = 0.0
    """Small liveliness of the hands while talking, -1 to 1."""
    blink: float = 0.0
    """1 is shut."""
    mouth: float = 0.0
    """Opening, 0 to 1."""


def ease(share: float) -> float:
    """Slow at both ends: 0 to 1 over 0 to 1, clamped."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


_STEADY = (Gesture.HOLD, Gesture.READ, Gesture.CROSS, Gesture.HIPS, Gesture.HEAD, Gesture.CARRY,
           Gesture.PUSH, Gesture.WORK, Gesture.POUR)  # fmt: skip


def _lift(act: Act, time: float, talk: float) -> float:
    """How far a gesture is done: some are there from the start, the others begin with the shot."""
    if act.gesture in _STEADY:
        return 1.0
    lift = ease((time + 0.35) / 0.9)
    return lift * (1 - 0.7 * min(1.0, 2 * talk)) if act.gesture is Gesture.FACE else lift


def blink_at(name: str, time: float) -> float:
    """How shut the eyes are at ``time`` seconds: a blink of 0.18 s every two to five seconds, by name."""
    roll, at = dice("blink", name), 0.4
    at += roll.uniform(0.3, 2.0)
    while at < time:
        if time - at < 0.18:
            return 1.0 - abs((time - at) / 0.09 - 1.0)
        at += roll.uniform(2.0, 4.8)
    return 0.0


def pose_at(
    act: Act, name: str, time: float, mouth: float, talk: float, turn: float, look: tuple[float, float]
) -> Pose:
    """The pose of ``act`` at ``time`` seconds.

    ``mouth`` and ``talk`` (the mouth, smoothed) are 0 to 1; ``turn`` and ``look`` come from the blocking.
    """
    phase = dice("phase", name).uniform(0, math.tau)
    breath = 0.5 + 0.5 * math.sin(time * math.tau / 3.6 + phase)
    drift = math.sin(time * 1.1 + phase) * 0.6 + math.sin(time * 0.43 + phase * 2) * 0.4
    beat = talk * math.sin(time * 5.1 + phase)
    eyes = (look[0] + 0.08 * math.sin(time * 0.9 + phase), look[1])
    if act.away:
        turn, eyes = -turn if abs(turn) > 0.1 else 0.55, (-look[0] if look[0] else 0.8, -0.1)
    if act.down:
        eyes = (eyes[0] * 0.5, 0.9)
    if act.up:
        eyes = (eyes[0] * 0.5, -0.9)
    nod = 0.012 * beat + (0.03 if act.down else -0.03 if act.up else 0.0)
    nod += 0.022 * max(0.0, math.sin(time * 5.2)) * (act.nod > 0)
    shake = 0.3 * math.sin(time * 6.0) * (act.nod < 0)
    tilt = drift * 1.6 + beat * 2.0
    if act.asleep:
        nod, tilt = 0.045 + 0.006 * breath, (11.0 if turn >= 0 else -11.0)
    if act.laughing:
        nod += 0.012 * math.sin(time * 11.0)
        mouth = max(mouth, 0.42 + 0.16 * math.sin(time * 11.0))
    speed = 10.0 if act.stance is Stance.RUN else 6.2
    pose = Pose(
        act=act, turn=turn, look=eyes, head_turn=max(-1.0, min(1.0, turn + eyes[0] * 0.3 + shake)),
        tilt=tilt, nod=nod, breath=breath, sway=drift * 0.006,
        stride=time * speed + phase,
        lift=_lift(act, time, talk),
        talk=talk, beat=beat, blink=blink_at(name, time), mouth=mouth,
    )  # fmt: skip
    shut = 1.0 if act.asleep or act.shut else 0.35 if act.feeling is Feeling.TIRED else 0.0
    return replace(pose, blink=max(pose.blink, shut))
