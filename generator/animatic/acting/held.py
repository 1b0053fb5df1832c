"""What somebody has in hand, read from the words, and how it is held."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.animatic.acting.anatomy import Grasp
from generator.animatic.acting.climbing import CLIMBED, draw_climbed
from generator.animatic.acting.pose import Gesture, Stance
from generator.animatic.acting.stances import SADDLE
from generator.animatic.palette import Color
from generator.animatic.pen import Pen, Point
from generator.animatic.things.props import draw_prop, prop_at, prop_of
from generator.animatic.wording import is_han, says, words

HANDFUL = (Gesture.HOLD, Gesture.READ, Gesture.FACE, Gesture.EAR, Gesture.LIFT, Gesture.THROW, Gesture.PUSH,
           Gesture.WORK, Gesture.POUR, Gesture.CARRY, Gesture.REACH, Gesture.GIVE, Gesture.WRITE,
           Gesture.DRINK, Gesture.EAT, Gesture.DRIVE, Gesture.UNWRAP)  # fmt: skip
"""Gestures that can have something in the hands."""
_ABOUT = (
    Gesture.HOLD,
    Gesture.READ,
    Gesture.FACE,
    Gesture.EAR,
    Gesture.GIVE,
    Gesture.TAKE,
    Gesture.WRITE,
    Gesture.DRINK,
    Gesture.EAT,
)
"""Gestures that are hardly seen without a thing: any thing the sentence names will do."""
_ALWAYS = {Gesture.READ: "letter", Gesture.WRITE: "letter", Gesture.DRINK: "cup", Gesture.EAT: "bowl",
           Gesture.EAR: "phone"}  # fmt: skip
"""What is in the hands when the words name nothing."""
_IN_LEAD = (Gesture.FACE, Gesture.EAR, Gesture.THROW, Gesture.REACH, Gesture.CARRY, Gesture.GIVE,
            Gesture.DRINK)  # fmt: skip
"""Gestures with the thing in the acting hand alone."""
_OPENED = ("box", "letter", "envelope", "bottle", "bag", "book")
"""What is held while it is opened."""
_RUBBER: Color = (0.16, 0.15, 0.17)
_STEEL: Color = (0.75, 0.76, 0.8)
_LETS_GO = 0.9
"""Seconds after which a thrown thing leaves the hand."""
_TOO_LARGE = ("boat", "door", "window", "hand", "fist", "eye", "gull", "clock", "computer")
_VERBS = (
    "hold*", "carr*", "clutch*", "grip*", "cradle*", "offer*", "give*", "show*", "bring*", "lift*",
    "raise*", "hoist*", "wind*", "wrap*", "tie*", "tying", "hang*", "throw*", "toss*", "hurl*", "push*",
    "pushing", "drag*", "wheel*", "lay*", "put*", "pull*", "take*", "grab*", "pick*", "catch*", "turn*",
    "read*", "blow*", "pour*", "drink*", "sip*", "eat*", "polish*", "lean*", "swing*", "clos*", "open*",
    "stud*", "examin*", "sweep*", "hands", "hug*", "wave*", "waving", "wipe*", "smok*", "giv*",
    "pass", "passes", "taking", "receiv*", "accept*", "writ*", "sign*", "unwrap*", "unfold*", "drop*",
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
    if gesture in _ABOUT or (gesture in HANDFUL and any(map(is_han, action))):
        for text in (action, *props):
            kind = prop_of(text)
            if kind and kind not in _TOO_LARGE:
                return kind, next((p for p in props if prop_of(p) == kind), "")
    if gesture in _ALWAYS and not says(action, "listens at", "headphones"):
        return _ALWAYS[gesture], ""
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
    if kind in _OPENED and gesture is Gesture.OPEN:
        return Gesture.UNWRAP
    if kind == "umbrella" and gesture is Gesture.OPEN:
        return Gesture.HOLD
    return Gesture.HOLD if kind and gesture is Gesture.NONE else gesture


def draw_held(pen: Pen, kind: str, described: str, grasp: Grasp) -> None:
    """Draw a thing in the hands of somebody, body units."""
    if grasp.stance is Stance.CLIMB and kind in CLIMBED:
        draw_climbed(pen, kind, grasp)
        return
    special = _BY_GESTURE.get(grasp.gesture) or _BY_KIND.get(kind)
    if special is not None:
        special(pen, kind, described, grasp)
        return
    x, y = _spot(grasp)
    size, f = _SIZES.get(kind, 0.28), grasp.facing
    if grasp.gesture is Gesture.CARRY:
        _thing(pen, kind, described, (x, y + 0.42 * _SIZES.get(kind, 0.3)), _SIZES.get(kind, 0.3), 1.0)
    elif kind == "whistle" and grasp.gesture is Gesture.FACE:
        _thing(pen, kind, described, (x - f * 0.02, y - 0.05), 0.13, f)
    else:
        low = 0.1 if kind == "bag" else -0.03
        _thing(pen, kind, described, (x, y + low), size, f if kind == "oil can" else 1.0)


def _spot(grasp: Grasp) -> Point:
    """Where a thing is: in the acting hand, in the one that keeps it still, or between both."""
    (lx, ly), (ox, oy), f = grasp.lead, grasp.other, grasp.facing
    if grasp.gesture is Gesture.THROW and grasp.clock > _LETS_GO:
        far = grasp.clock - _LETS_GO
        return lx + f * 5.5 * far, ly - 1.2 * far + 3.0 * far * far
    if grasp.gesture in _IN_LEAD:
        return lx, ly
    if grasp.gesture is Gesture.UNWRAP:
        return ox + f * 0.04, oy - 0.02
    if grasp.gesture is Gesture.READ:
        # The acting hand leaves the book to turn a page.
        return ox + f * 0.115, oy
    return (lx + ox) / 2, (ly + oy) / 2


def _pouring(pen: Pen, kind: str, described: str, grasp: Grasp) -> None:
    (lx, ly), (ox, oy), f = grasp.lead, grasp.other, grasp.facing
    _thing(pen, "cup", "", (ox, oy - 0.04), 0.17, 1.0)
    vessel = kind if kind in ("bottle", "kettle") else "kettle"
    pen.line([(ox + f * 0.02, oy - 0.1), (lx - f * 0.16, ly + 0.09)], (0.6, 0.38, 0.2), 0.016, 0.9)
    _thing(pen, vessel, described, (lx, ly + 0.06), 0.32, -f, 32.0 if vessel == "kettle" else 98.0)


def _bicycle(pen: Pen, kind: str, described: str, grasp: Grasp) -> None:
    f = grasp.facing
    middle = grasp.hip[0] + f * SADDLE if grasp.stance is Stance.RIDE else grasp.lead[0] - f * 0.1
    _thing(pen, kind, described, (middle, -0.54), _SIZES[kind], f)


def _broom(pen: Pen, kind: str, described: str, grasp: Grasp) -> None:
    x, y = _spot(grasp)
    if grasp.gesture is Gesture.LIFT:
        _thing(pen, kind, described, (x + grasp.facing * 0.14, y - 0.5), _SIZES[kind], grasp.facing, 192.0)
    else:
        _thing(pen, kind, described, (grasp.lead[0], -0.67), _SIZES[kind], 1.0)


def _wheel(pen: Pen, _kind: str, _described: str, grasp: Grasp) -> None:
    """A steering wheel, its spokes towards the hub."""
    x, y = _spot(grasp)
    pen.ring(x, y, 0.125, 0.13, _RUBBER, 0.034)
    for dx, dy in ((-0.11, 0.0), (0.11, 0.0), (0.0, 0.12)):
        pen.line([(x, y), (x + dx, y + dy)], _RUBBER, 0.022)
    pen.oval(x, y, 0.035, 0.035, _RUBBER)


def _writing(pen: Pen, kind: str, described: str, grasp: Grasp) -> None:
    """Paper in one hand, a pencil in the other."""
    (lx, ly), (ox, oy), f = grasp.lead, grasp.other, grasp.facing
    sheet = kind if kind in ("book", "letter", "map", "photo") else "letter"
    _thing(pen, sheet, described, (ox + f * 0.08, oy - 0.03), 0.27, 1.0)
    pen.line([(lx + f * 0.035, ly - 0.1), (lx - f * 0.035, ly + 0.035)], (0.82, 0.6, 0.2), 0.016)


def _eating(pen: Pen, kind: str, described: str, grasp: Grasp) -> None:
    """A bowl and a spoon, or what is bitten off in the hand."""
    (lx, ly), (ox, oy), f = grasp.lead, grasp.other, grasp.facing
    if kind in ("bread", "fruit"):
        _thing(pen, kind, described, (lx, ly - 0.02), 0.16, 1.0)
        return
    _thing(pen, kind, described, (ox + f * 0.06, oy - 0.03), 0.24, 1.0)
    pen.line([(lx + f * 0.03, ly + 0.03), (lx - f * 0.05, ly - 0.05)], _STEEL, 0.014)
    pen.oval(lx - f * 0.06, ly - 0.06, 0.022, 0.015, _STEEL)


def _thing(pen: Pen, kind: str, described: str, at: tuple[float, float], size: float, side: float,
           turn: float = 0.0) -> None:  # fmt: skip
    """Draw a prop; ``side`` -1 mirrors it."""
    with pen.moved(*at):
        pen.canvas.scale(side, 1.0)
        with pen.moved(0, 0, turn=turn, size=size):
            draw_prop(pen.sized(size), kind, described)


_Draw = Callable[[Pen, str, str, Grasp], None]
_BY_GESTURE: dict[Gesture, _Draw] = {Gesture.POUR: _pouring, Gesture.WRITE: _writing, Gesture.EAT: _eating}
_BY_KIND: dict[str, _Draw] = {"wheel": _wheel, "bicycle": _bicycle, "broom": _broom}
