"""What a figure does, read from its words, and its pose at a moment."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.animatic.wording import dice, first_place, says


class Stance(StrEnum):
    """How the body rests."""

    STAND = "stand"
    SIT = "sit"
    KNEEL = "kneel"
    LIE = "lie"
    WALK = "walk"
    RUN = "run"


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
    """The eyes stay shut."""


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


_STANCES = (
    (Stance.LIE, ("lie", "lies", "lying", "asleep", "sleep*", "unconscious", "collapsed", "dead",
                  "in bed", "躺", "睡")),
    (Stance.KNEEL, ("kneel*", "crouch*", "squat*", "on her knees", "on his knees", "bends down", "跪", "蹲")),
    (Stance.SIT, ("sit", "sits", "sitting", "seated", "sat", "drives", "driving", "rows", "in a chair",
                  "at the desk",
                  "坐")),
    (Stance.RUN, ("run", "runs", "running", "races", "sprints", "rushes", "hurries", "dashes", "chases",
                  "flees",
                  "跑")),
    (Stance.WALK, ("walk*", "stride*", "strolls", "steps", "stepping", "wander*", "paces", "pacing", "climbs",
                   "climbing", "crosses", "approaches", "comes", "marches", "limps", "走")),
)  # fmt: skip
_GESTURES = (
    (Gesture.WAVE, ("wave", "waves at", "waves to", "waving", "waves", "beckons", "greets", "挥手")),
    (Gesture.POINT, ("point", "points", "pointing", "gestures", "indicates", "aims", "指")),
    (Gesture.CROSS, ("arms crossed", "crosses her arms", "crosses his arms", "folded arms", "folds",
                     "arms folded",
                     "crossed arms", "抱臂")),
    (Gesture.HIPS, ("hands on hips", "hands on her hips", "hands on his hips")),
    (Gesture.HEAD, ("head in hands", "head in her hands", "head in his hands", "covers her face",
                    "covers his face",
                    "sobs", "clutches her head", "clutches his head")),
    (Gesture.RAISE, ("raises", "raise", "lifts", "hands up", "cheers", "celebrates", "throws", "举")),
    (Gesture.READ, ("reads", "reading", "read", "studies", "examines", "writes", "writing", "types",
                    "letter", "map",
                    "读", "写")),
    (Gesture.EAR, ("phone", "telephone", "calls", "listens at", "on the line", "headphones", "电话", "手机")),
    (Gesture.FACE, ("drinks", "sips", "drinking", "eats", "eating", "wipes", "whispers", "smokes", "coughs",
                    "binoculars", "喝", "吃")),
    (Gesture.HOLD, ("hold*", "carries", "carrying", "carry", "clutch*", "grips", "gripping", "cradles",
                    "hugs",
                    "hands", "offers", "gives", "shows", "brings", "polishes", "pours", "拿", "抱")),
    (Gesture.REACH, ("reach*", "opens", "opening", "pulls", "pushes", "turns the", "grabs", "takes",
                     "touches",
                     "knocks", "presses", "lights", "switches", "picks", "works", "repairs", "fixes",
                     "sweeps", "cuts",
                     "伸", "推", "拉", "开")),
)  # fmt: skip
_FEELINGS = (
    (Feeling.HAPPY, ("happy", "smil*", "grin*", "laugh*", "joy*", "delight*", "amused", "cheerful",
                     "warm*", "proud*",
                     "relieved", "tender*", "playful", "hopeful", "fond", "微笑", "笑", "高兴", "开心")),
    (Feeling.ANGRY, ("angry", "anger", "furious", "glare*", "scowl*", "shout*", "yell*", "stern",
                     "irritated", "fierce",
                     "frown*", "determined", "resolute", "bitter", "cold", "怒", "生气")),
    (Feeling.AFRAID, ("afraid", "fear*", "scared", "terrified", "worried", "anxious", "nervous", "tense",
                      "panic*",
                      "alarmed", "uneasy", "scream*", "害怕", "担心", "紧张")),
    (Feeling.SURPRISED, ("surpris*", "shock*", "astonish*", "stunned", "amazed", "startled", "gasps",
                         "wide eyed",
                         "wonder", "awe", "curious", "惊")),
    (Feeling.SAD, ("sad*", "cry", "cries", "crying", "weep*", "tear", "tears", "grief", "sob*",
                   "mournful", "heartbroken",
                   "sorrow*", "lonely", "regret*", "guilty", "apologetic", "悲", "哭", "难过", "伤心")),
    (Feeling.TIRED, ("tired", "weary", "exhausted", "sleepy", "yawn*", "drained", "累", "疲")),
    (Feeling.THOUGHTFUL, ("thoughtful", "pensive", "think*", "ponder*", "doubt*", "hesitat*", "quiet*",
                          "calm", "serious",
                          "concentrat*", "focused", "思")),
)  # fmt: skip


def act_of(action: str, expression: str = "") -> Act:
    """The act in the words of a figure's action and expression; standing still when they say nothing."""
    stance = next((kind for kind, stems in _STANCES if says(action, *stems)), Stance.STAND)
    travel = _travel(action)
    if travel is not Travel.NONE and stance not in (Stance.RUN, Stance.WALK):
        stance = Stance.WALK
    gesture = _earliest(action)
    feeling = next((kind for kind, stems in _FEELINGS if says(expression, *stems)), None)
    if feeling is None:
        feeling = next((kind for kind, stems in _FEELINGS if says(action, *stems)), Feeling.NEUTRAL)
    return Act(
        stance, gesture, travel, feeling,
        away=says(action, "looks away", "turns away", "looking away", "avoids", "stares out",
                  "out the window",
                  "looks out", "at the sea", "to the horizon"),
        down=says(f"{action} {expression}", "looks down", "looking down", "lowers", "downcast", "bows",
                  "head down",
                  "at the floor", "at her hands", "at his hands", "低头"),
        up=says(action, "looks up", "looking up", "gazes up", "at the sky", "at the stars",
                "at the ceiling", "抬头"),
        to_left=says(action, "left", "to the left"),
        asleep=says(action, "asleep", "sleep*", "unconscious", "dead", "dozes", "naps", "eyes closed", "睡"),
        nod=1.0 if says(action, "nod*", "点头") else -1.0 if says(action, "shakes her head",
            "shakes his head") else 0.0,
    )  # fmt: skip


def _travel(action: str) -> Travel:
    if says(action, "enters", "enter", "comes in", "steps in", "walks in", "arrives", "appears",
            "runs in", "bursts",
            "entering", "进来", "走进"):  # fmt: skip
        return Travel.ENTER
    if says(action, "exits", "leaves", "walks off", "walks out", "walks away", "runs off", "runs away",
            "runs out",
            "goes out", "steps out", "exit", "leaving", "离开", "走出"):  # fmt: skip
        return Travel.EXIT
    if says(action, "crosses", "walks across", "walks past", "passes", "strolls", "walks along",
            "runs across",
            "runs along", "走过"):  # fmt: skip
        return Travel.CROSS
    return Travel.NONE


def _earliest(action: str) -> Gesture:
    found = [(place, kind) for kind, stems in _GESTURES if (place := first_place(action, *stems)) >= 0]
    return min(found, key=lambda pair: pair[0])[1] if found else Gesture.NONE


def ease(share: float) -> float:
    """Slow at both ends: 0 to 1 over 0 to 1, clamped."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


_STEADY = (Gesture.HOLD, Gesture.READ, Gesture.CROSS, Gesture.HIPS, Gesture.HEAD)


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
    speed = 10.0 if act.stance is Stance.RUN else 6.2
    pose = Pose(
        act=act, turn=turn, look=eyes, head_turn=max(-1.0, min(1.0, turn + eyes[0] * 0.3 + shake)),
        tilt=drift * 1.6 + beat * 2.0, nod=nod, breath=breath, sway=drift * 0.006,
        stride=time * speed + phase,
        lift=_lift(act, time, talk),
        talk=talk, beat=beat, blink=blink_at(name, time), mouth=mouth,
    )  # fmt: skip
    shut = 1.0 if act.asleep else 0.35 if act.feeling is Feeling.TIRED else 0.0
    return replace(pose, blink=max(pose.blink, shut))
