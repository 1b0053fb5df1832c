"""A hundred and twenty clips without a fault, of many kinds: what no critic may find anything wrong with."""

from __future__ import annotations

from benchmarks.cast import CAST
from generator.interface import Camera, Figure, Line, Move, Place, Scale, Setup, ShotRequest

SIZE = (256, 160)

_PLACES = (
    Place(heading="INT. KITCHEN - DAY", name="KITCHEN", time="DAY"),
    Place(heading="EXT. PIER - DUSK", name="PIER", time="DUSK", interior=False),
    Place(heading="INT. LAMP ROOM - NIGHT", name="LAMP ROOM", time="NIGHT", light="one oil lamp"),
    Place(heading="EXT. FOREST - DAY", name="FOREST", time="DAY", interior=False),
    Place(heading="EXT. STREET - NIGHT", name="STREET", time="NIGHT", interior=False, light="rain"),
    Place(heading="INT. OFFICE - MORNING", name="OFFICE", time="MORNING"),
    Place(heading="内景 茶馆 日", name="茶馆", time="日"),
    Place(heading="EXT. FIELD - DAWN", name="FIELD", time="DAWN", interior=False, light="fog"),
)
_WORDS = (
    "The boat is late again, and the lamp is low.",
    "Maybe we should wait here until the morning comes.",
    "I never said that I would stay.",
    "Read the letter, and then tell me what you think.",
)
_CHINESE = (
    "船又晚了，灯也快灭了。",
    "也许我们应该等到天亮。",
    "我从来没说过我会留下。",
    "看完这封信再告诉我。",
)
_DEEDS = ("walks to the left", "waves", "points at the door", "walks to the right", "dances", "jumps")
_CALM = ("waits", "holds a cup", "sits", "looks up", "listens", "reads a book")
_THINGS = ("letter", "lantern", "cup", "key", "clock", "telephone")
_MOVES = (Move.STATIC, Move.PUSH_IN, Move.PAN_LEFT, Move.PULL_OUT, Move.TRACK_RIGHT, Move.HANDHELD)
_SCALES = (Scale.MEDIUM, Scale.MEDIUM_CLOSE, Scale.FULL, Scale.CLOSE)
_SOUNDS = ("", "wind", "a clock ticks", "", "rain", "distant traffic")

LONG, SHORT = 97, 73
"""Frames of a clip with words and of one without."""


TUNED, HELD = 0, 1
"""The clips the critics' thresholds were set on, and those they are judged on: other places, deeds, words."""


def clean(turn: int = HELD) -> list[ShotRequest]:
    """The requests, five of each of 24 people, in the order of their stories."""
    return [ask for number in range(len(CAST)) for ask in _story(number, turn)]


def _story(number: int, turn: int) -> list[ShotRequest]:
    """Somebody's five shots, all in one place: the light of a scene is the same in all its shots."""
    person, other = CAST[number], CAST[(number + 5 + 3 * turn) % len(CAST)]
    lot = number + 3 * turn
    deed, calm = _DEEDS[lot % len(_DEEDS)], _CALM[lot % len(_CALM)]
    thing, scale = _THINGS[lot % len(_THINGS)], _SCALES[lot % len(_SCALES)]
    held = Camera(scale=Scale.MEDIUM)
    closer = Setup(frame=49, camera=Camera(scale=Scale.CLOSE, on=person.tag))
    spoken = _said(lot, person, 0.5, 3.4)
    answers = (*_said(lot, person, 0.4, 1.9), *_said(lot + 1, other, 2.2, 3.6))
    cutting = Setup(frame=49, camera=Camera(scale=Scale.INSERT))
    facts: list[dict[str, object]] = [
        {"figures": (_does(person, calm),), "lines": spoken, "camera": Camera(scale=scale)},
        {"figures": (person, other), "lines": answers, "camera": held},
        {"figures": (_does(person, deed),), "frames": SHORT,
         "camera": Camera(scale=Scale.FULL, move=_MOVES[lot % len(_MOVES)])},
        {"figures": (person, other), "lines": spoken, "camera": held, "cuts": (closer,)},
        {"figures": (_does(person, f"holds a {thing}"),), "props": (thing,), "frames": SHORT,
         "camera": Camera(scale=Scale.INSERT)} if number % 2 else
        {"figures": (person,), "props": (thing,), "camera": held, "cuts": (cutting,)},
    ]  # fmt: skip
    return [_request(number, lot, shot, **given) for shot, given in enumerate(facts)]


def _request(number: int, lot: int, shot: int, **facts: object) -> ShotRequest:
    chinese = CAST[number].name[0] > "一"
    given: dict[str, object] = {
        "code": f"CLEAN_{10 * (number + 1):03d}_{10 * (shot + 1):04d}",
        "prompt": "",
        "width": SIZE[0],
        "height": SIZE[1],
        "frames": LONG,
        "seed": 5 * lot + shot,
        "place": _PLACES[lot % len(_PLACES)],
        "language": "zh" if chinese else "en",
        "sound": _SOUNDS[(lot + shot) % len(_SOUNDS)],
        "music": "a slow piano" if (lot + shot) % 7 == 3 else "",
    }
    return ShotRequest.model_validate({**given, **facts})


def _said(lot: int, speaker: Figure, start: float, end: float) -> tuple[Line, ...]:
    words = _CHINESE if speaker.name[0] > "一" else _WORDS
    return (Line(speaker=speaker.tag, text=words[lot % len(words)], start=start, end=end),)


def _does(person: Figure, action: str) -> Figure:
    return person.model_copy(update={"action": action})
