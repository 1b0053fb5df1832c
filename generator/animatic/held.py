"""What somebody has in hand, read from the words, and how it is held."""

from __future__ import annotations

import re

from generator.animatic.acting import Gesture, Stance
from generator.animatic.anatomy import SADDLE, Grasp
from generator.animatic.pen import Pen
from generator.animatic.props import draw_prop, prop_at, prop_of
from generator.animatic.wording import says, words

HANDFUL = (Gesture.HOLD, Gesture.READ, Gesture.FACE, Gesture.EAR, Gesture.LIFT, Gesture.THROW, Gesture.PUSH,
           Gesture.WORK, Gesture.POUR, Gesture.CARRY, Gesture.REACH)  # fmt: skip
"""Gestures that can have something in the hands."""
_ABOUT = (Gesture.HOLD, Gesture.READ, Gesture.FACE, Gesture.EAR)
"""Gestures that are hardly seen without a thing: any thing the sentence names will do."""
_TOO_LARGE = ("boat", "door", "window", "hand", "fist", "eye", "gull", "clock", "computer")
_VERBS = (
    "hold*", "carr*", "clutch*", "grip*", "cradle*", "offer*", "give*", "show*", "bring*", "lift*",
    "raise*", "hoist*", "wind*", "wrap*", "tie*", "tying", "hang*", "throw*", "toss*", "hurl*", "push*",
    "pushing", "drag*", "wheel*", "lay*", "put*", "pull*", "take*", "grab*", "pick*", "catch*", "turn*",
    "read*", "blow*", "pour*", "drink*", "sip*", "eat*", "polish*", "lean*", "swing*", "clos*", "open*",
    "stud*", "examin*", "sweep*", "hands", "hug*", "wave*", "waving", "wipe*", "smok*",
)  # fmt: skip
_ENDS = frozenset({"under", "into", "onto", "at", "over", "from", "behind", "beside", "below", "above",
                   "near", "against", "past", "toward", "towards", "through", "who", "where", "while",
                   "and"})  # fmt: skip
_SIZES = {"bicycle": 1.45, "umbrella": 0.6, "bag": 0.45, "cup": 0.2, "phone": 0.2, "key": 0.2,
          "whistle": 0.17, "broom": 1.35, "coat": 0.5, "basket": 0.4, "box": 0.34, "rope": 0.34,
          "ticket": 0.2, "coin": 0.14, "ring": 0.12, "kettle": 0.3, "scarf": 0.32, "gear": 0.27,
          "watch": 0.2, "oil can": 0.27}  # fmt: skip


def thing_in_hand(action: str, gesture: Gesture, props: tuple[str, ...]) -> tuple[str, str]:
    """The prop somebody handles in ``action`` and the words that describe it; empty when nothing.

    It is the object of what the hands do (``lifts out a brass gear``), else it comes ``with`` the person.
    """
    for verbs in (_VERBS, ("with",)):
        found = _object_of(verbs, action)
        if found[0]:
            return found
    if gesture in _ABOUT:
        for text in (action, *props):
            kind = prop_of(text)
            if kind and kind not in _TOO_LARGE:
                return kind, next((p for p in props if prop_of(p) == kind), "")
        if gesture is Gesture.READ:
            return "letter", ""
    return "", ""


def _object_of(verbs: tuple[str, ...], action: str) -> tuple[str, str]:
    for clause in re.split(r"[.;!?]", action):
        said = words(clause)
        for at, word in enumerate(said):
            if not says(word, *verbs):
                continue
            after = said[at + 1 : at + 8]
            end = next((i for i, w in enumerate(after) if w in _ENDS), len(after))
            place, kind = prop_at(" ".join(after[:end]))
            if kind and kind not in _TOO_LARGE:
                return kind, " ".join(after[: place + 1])
    return "", ""


def gesture_with(gesture: Gesture, stance: Stance, kind: str) -> Gesture:
    """``gesture`` as it is done with a thing of this kind: a suitcase hangs from an arm."""
    if stance is Stance.RIDE:
        return Gesture.PUSH
    if kind == "bag" and gesture in (Gesture.NONE, Gesture.HOLD, Gesture.CARRY):
        return Gesture.HOLD if stance in (Stance.SIT, Stance.LIE, Stance.KNEEL) else Gesture.CARRY
    if kind == "bicycle" and gesture in (Gesture.NONE, Gesture.HOLD, Gesture.REACH):
        return Gesture.PUSH
    return Gesture.HOLD if kind and gesture is Gesture.NONE else gesture


def draw_held(pen: Pen, kind: str, described: str, grasp: Grasp) -> None:
    """Draw a thing in the hands of somebody, body units."""
    (lx, ly), (ox, oy), f = grasp.lead, grasp.other, grasp.facing
    x, y = (lx + ox) / 2, (ly + oy) / 2
    if grasp.gesture in (Gesture.FACE, Gesture.EAR, Gesture.THROW, Gesture.REACH, Gesture.CARRY):
        x, y = lx, ly
    if grasp.gesture is Gesture.POUR:
        _thing(pen, "cup", "", (ox, oy - 0.04), 0.17, 1.0)
        vessel = kind if kind in ("bottle", "kettle") else "kettle"
        pen.line([(ox + f * 0.02, oy - 0.1), (lx - f * 0.16, ly + 0.09)], (0.6, 0.38, 0.2), 0.016, 0.9)
        _thing(pen, vessel, described, (lx, ly + 0.06), 0.32, -f, 32.0 if vessel == "kettle" else 98.0)
    elif kind == "bicycle":
        middle = grasp.hip[0] + f * SADDLE if grasp.stance is Stance.RIDE else lx - f * 0.1
        _thing(pen, kind, described, (middle, -0.54), _SIZES[kind], f)
    elif kind == "broom":
        if grasp.gesture is Gesture.LIFT:
            _thing(pen, kind, described, (x + f * 0.14, y - 0.5), _SIZES[kind], f, 192.0)
        else:
            _thing(pen, kind, described, (lx, -0.67), _SIZES[kind], 1.0)
    elif grasp.gesture is Gesture.CARRY:
        size = _SIZES.get(kind, 0.3)
        _thing(pen, kind, described, (x, y + 0.42 * size), size, 1.0)
    elif kind == "bag":
        _thing(pen, kind, described, (x, y + 0.1), _SIZES[kind], 1.0)
    elif kind == "whistle" and grasp.gesture is Gesture.FACE:
        _thing(pen, kind, described, (x - f * 0.02, y - 0.05), 0.13, f)
    else:
        _thing(pen, kind, described, (x, y - 0.03), _SIZES.get(kind, 0.28), f if kind == "oil can" else 1.0)


def _thing(pen: Pen, kind: str, described: str, at: tuple[float, float], size: float, side: float,
           turn: float = 0.0) -> None:  # fmt: skip
    """Draw a prop; ``side`` -1 mirrors it."""
    with pen.moved(*at):
        pen.canvas.scale(side, 1.0)
        with pen.moved(0, 0, turn=turn, size=size):
            draw_prop(pen.sized(size), kind, described)
