"""What a figure can do, and its pose at a moment."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

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
    SNEAK = "sneak"
    JUMP = "jump"
    FALL = "fall"
    BOW = "bow"
    DANCE = "dance"
    CLIMB = "climb"
    SWIM = "swim"


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
    GIVE = "give"
    TAKE = "take"
    OPEN = "open"
    HUG = "hug"
    SHAKE = "shake hands"
    KISS = "kiss"
    FIGHT = "fight"
    CLAP = "clap"
    KNOCK = "knock"
    WEEP = "weep"
    WRITE = "write"
    DRINK = "drink"
    EAT = "eat"
    DRIVE = "drive"
    UNWRAP = "unwrap"


WALKERS = (Stance.WALK, Stance.RUN, Stance.SNEAK)
"""Stances that carry somebody from place to place."""


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
    """The words say that it goes to the left."""
    to_right: bool = False
    """The words say that it goes to the right."""
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
    since: Stance | None = None
    """The stance that the words say it began from: who sits down stood before."""
    turned: bool = False
    """Shows the camera the back."""
    turns: bool = False
    """Turns round from the other side."""
    around: bool = False
    """Looks around."""
    aims: bool = False
    """Looks at something: the eyes rest on it."""
    high: bool = False
    """Points over the heads of the others."""
    lens: bool = False
    """Looks into the camera."""
    shivers: bool = False
    """Trembles with cold or fear."""
    answers: bool = False
    """It is done to this one: who is given a thing, who is hit."""
    tells: bool = False
    """The words name a doing, not only a feeling."""


@dataclass(frozen=True)
class Pose:
    """A body at one moment. Angles in degrees, lengths in metres."""

    act: Act
    turn: float = 0.0
    """Where the body faces: -1 left profile, 0 the camera, 1 right profile."""
    way: float | None = None
    """The side the body acts to: -1 left, 1 right, between them while it turns round; None is that of
    ``turn``."""
    look: tuple[float, float] = (0.0, 0.0)
    """Where the eyes look: x -1 to 1, y -1 (up) to 1 (down)."""
    head_turn: float = 0.0
    tilt: float = 0.0
    """Of the head to the right."""
    lean: float = 0.0
    """Of the head to the side the body acts to."""
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
    back: float = 0.0
    """0 faces the camera, 1 is seen from behind."""
    height: float = 0.0
    """Metres the soles are over the ground: a jump."""
    roll: float = 0.0
    """Degrees the whole body is tipped over around the soles; positive to the right."""
    chair: float | None = None
    """Where a chair stands, metres to the right of the soles; None when only who sits has one."""
    clock: float = 9.0
    """Seconds since the act began."""
    weight: float = 0.0
    """On which leg somebody stands: -1 the left in the picture, 1 the right."""
    before: Pose | None = None
    """What the body comes from, while it still does; it goes on meanwhile."""
    blend: float = 1.0
    """How much of ``before`` is left behind, 0 to 1."""
    target: tuple[float, float] | None = None
    """Where the acting hand goes, metres from the soles, up negative."""

    @property
    def facing(self) -> float:
        """The side the body acts to, -1 to 1."""
        if self.way is not None:
            return self.way
        return 1.0 if self.turn >= 0 else -1.0

    @property
    def slant(self) -> float:
        """How far the head is tilted to the right in all."""
        return self.tilt + self.lean * self.facing

    def going_on_from(self, before: Pose, share: float) -> Pose:
        """The pose ``share`` (0 to 1) of the way from ``before``, which goes on meanwhile."""
        k = ease(share)

        def mixed(one: float, other: float) -> float:
            return one + (other - one) * k

        return replace(
            self, before=before, blend=share,
            look=(mixed(before.look[0], self.look[0]), mixed(before.look[1], self.look[1])),
            head_turn=mixed(before.head_turn, self.head_turn), tilt=mixed(before.tilt, self.tilt),
            lean=mixed(before.lean, self.lean), nod=mixed(before.nod, self.nod),
            sway=mixed(before.sway, self.sway), blink=mixed(before.blink, self.blink),
            mouth=mixed(before.mouth, self.mouth),
        )  # fmt: skip

    def measured(self, measure: Callable[[Pose], float]) -> float:
        """``measure`` of this pose, on its way from the one before."""
        now = measure(self)
        if self.before is None or self.blend >= 1.0:
            return now
        was = self.before.measured(measure)
        return was + (now - was) * ease(self.blend)


def ease(share: float) -> float:
    """Slow at both ends: 0 to 1 over 0 to 1, clamped."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


STEADY = frozenset({
    Gesture.HOLD, Gesture.READ, Gesture.CROSS, Gesture.HIPS, Gesture.HEAD, Gesture.CARRY, Gesture.PUSH,
    Gesture.WORK, Gesture.POUR, Gesture.WRITE, Gesture.DRIVE, Gesture.EAT, Gesture.DRINK, Gesture.EAR,
})  # fmt: skip
"""Gestures that are under way when the shot begins."""


def _lift(act: Act, clock: float, talk: float) -> float:
    """How far a gesture is done: some are there from the start, others wind up, swing past and settle."""
    if act.gesture in STEADY:
        return 1.0
    if clock < 0.2:
        lift = -0.1 * math.sin(math.pi * max(clock, 0.0) / 0.2)
    else:
        lift = ease((clock - 0.2) / 0.42) + 0.07 * math.sin(math.pi * ease((clock - 0.5) / 0.4))
    return lift * (1 - 0.7 * min(1.0, 2 * talk)) if act.gesture is Gesture.FACE else lift


def blink_at(name: str, time: float) -> float:
    """How shut the eyes are at ``time`` seconds: a blink of 0.18 s every two to five seconds, by name."""
    at = next((start for start in reversed(_blinks(name)) if start <= time), math.inf)
    return 1.0 - abs((time - at) / 0.09 - 1.0) if time - at < 0.18 and at < math.inf else 0.0


@lru_cache(maxsize=256)
def _blinks(name: str) -> tuple[float, ...]:
    """When the blinks of somebody begin, seconds, for longer than any shot lasts."""
    roll, starts = dice("blink", name), []
    at = 0.4 + roll.uniform(0.3, 2.0)
    while at < 60.0:
        starts.append(at)
        at += roll.uniform(2.0, 4.8)
    return tuple(starts)


@lru_cache(maxsize=256)
def _phase(name: str) -> float:
    return dice("phase", name).uniform(0, math.tau)


def pose_at(
    act: Act, name: str, time: float, mouth: float, talk: float, turn: float, look: tuple[float, float],
    clock: float | None = None, beat: float | None = None,
) -> Pose:  # fmt: skip
    """The pose of ``act`` at ``time`` seconds.

    ``mouth`` and ``talk`` (the mouth, smoothed) are 0 to 1; ``turn`` and ``look`` come from the blocking.
    ``clock`` is how long the act has lasted, seconds (``time`` when None); ``beat`` (-1 to 1) is the stress
    of what is being said (an even beat when None). ``name`` decides the rhythm of breath, sway and blinks.
    """
    phase, clock = _phase(name), time if clock is None else clock
    breath = 0.5 + 0.5 * math.sin(time * math.tau / 3.6 + phase)
    drift = math.sin(time * 1.1 + phase) * 0.6 + math.sin(time * 0.43 + phase * 2) * 0.4
    beat = talk * math.sin(time * 5.1 + phase) if beat is None else beat
    eyes = (look[0] + 0.04 * math.sin(time * 0.9 + phase), look[1])
    if act.down:
        eyes = (eyes[0] * 0.5, 0.9)
    if act.up:
        eyes = (eyes[0] * 0.5, -0.9)
    shake = 0.3 * math.sin(clock * 6.0) * (act.nod < 0)
    tilt, lean = drift * 1.6 + beat * 2.0, 0.0
    nod = 0.012 * beat + _nod(act, clock)
    if act.asleep:
        nod, tilt, lean = 0.045 + 0.006 * breath, 0.0, 11.0
    if act.laughing:
        nod += 0.012 * math.sin(time * 11.0)
        lean -= 6.0
        mouth = max(mouth, 0.42 + 0.16 * math.sin(time * 11.0))
    shut = 1.0 if act.asleep or act.shut else 0.35 if act.feeling is Feeling.TIRED else 0.0
    head = turn + eyes[0] * (0.6 if act.around else 0.36) + shake
    speed = 10.0 if act.stance is Stance.RUN else 6.2
    return Pose(
        act=act, turn=turn, look=eyes, head_turn=max(-1.0, min(1.0, head)),
        tilt=tilt, lean=lean, nod=nod, breath=breath, sway=drift * 0.006 + _tremble(act, time),
        stride=time * speed + phase,
        lift=_lift(act, clock, talk),
        talk=talk, beat=beat, blink=max(shut, blink_at(name, time)), mouth=mouth,
        clock=clock,
        weight=math.tanh(2.2 * math.sin(time * math.tau / 7.3 + phase * 3)),
    )  # fmt: skip


def _nod(act: Act, clock: float) -> float:
    nod = 0.04 if act.down else -0.055 if act.up else 0.0
    if act.gesture is Gesture.WEEP:
        nod += 0.03 + 0.008 * math.sin(clock * 9.0)
    return nod + 0.035 * max(0.0, math.sin(clock * 5.2)) * (act.nod > 0)


def _tremble(act: Act, time: float) -> float:
    """A fine shaking of the body, metres."""
    strength = 0.004 if act.shivers else 0.0025 if act.feeling is Feeling.AFRAID else 0.0
    if act.laughing or act.gesture is Gesture.WEEP:
        return 0.005 * math.sin(time * 13.0)
    return strength * math.sin(time * 41.0)
