"""What two people do together: who the other one is, what they do, and how they come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.animatic.acting.paths import Curve
from generator.animatic.acting.pose import WALKERS, Act, Feeling, Gesture, Stance, Travel
from generator.animatic.acting.timeline import Beat
from generator.animatic.cards.look import Look
from generator.animatic.wording import is_han, says, words
from generator.interface import FPS, Figure

_CONTACT = {Gesture.GIVE: 0.82, Gesture.TAKE: 0.82, Gesture.SHAKE: 0.8, Gesture.HUG: 0.36, Gesture.KISS: 0.42,
            Gesture.FIGHT: 0.66}  # fmt: skip
"""Metres between two people of 1.7 m who do it."""
_DANCING = 0.68
"""Metres between two people of 1.7 m who dance: their hands meet."""
_ANSWERS = {Gesture.GIVE: Gesture.TAKE, Gesture.TAKE: Gesture.GIVE, Gesture.SHAKE: Gesture.SHAKE,
            Gesture.HUG: Gesture.HUG, Gesture.KISS: Gesture.NONE, Gesture.FIGHT: Gesture.FIGHT}  # fmt: skip
_STEP = 0.7
"""Seconds in which two people come together."""
_BUSY = (Stance.LIE, Stance.RIDE, Stance.FALL, Stance.JUMP, Stance.CLIMB, Stance.SWIM)


@dataclass(frozen=True)
class Meeting:
    """Two people who do something together."""

    who: int
    other: int
    first: int
    after: int
    gesture: Gesture
    """None for a dance."""


def named_in(text: str, people: Sequence[Figure], me: int) -> int | None:
    """Index of the first of the other ``people`` whom ``text`` names; None when it names nobody."""
    for index, figure in enumerate(people):
        name = figure.name.strip()
        first = words(name)[:1]
        han = name if any(map(is_han, name)) else ""
        if index != me and ((first and says(text, first[0])) or (han and han in text)):
            return index
    return None


def meet(
    beats: Sequence[Sequence[Beat]], people: Sequence[Figure], homes: Sequence[float], looks: Sequence[Look]
) -> tuple[list[list[Beat]], list[Meeting]]:
    """The beats of all with what the others do to them, and who meets whom when."""
    done = [list(mine) for mine in beats]
    met: list[Meeting] = []
    for who, mine in enumerate(beats):
        for beat in mine:
            other = _other(beat, who, people, homes)
            gesture = _meant(beat, other is not None and named_in(beat.words, people, who) is not None)
            if other is None or gesture is None or _taken(done[other], beat, met, who, other):
                continue
            touch = _touch(who, other, homes, looks)
            _play(done, replace(beat, act=replace(beat.act, gesture=gesture), touch=touch), who, other)
            met.append(Meeting(who, other, beat.first, beat.after, gesture))
    return done, [*met, *_dances(done, people, homes, met)]


def _dances(
    done: list[list[Beat]], people: Sequence[Figure], homes: Sequence[float], met: Sequence[Meeting]
) -> list[Meeting]:
    """Who dances with whom: the one who is named, else the nearest one who dances at the same time."""
    pairs: list[Meeting] = []
    for who in range(len(done)):
        for beat in [b for b in done[who] if b.act.stance is Stance.DANCE and not b.act.answers]:
            named = named_in(beat.words, people, who)
            partners = [named] if named is not None else [
                i for i in range(len(people)) if i != who and _dances_in(done[i], beat)
            ]  # fmt: skip
            other = min(partners, key=lambda i: (abs(homes[i] - homes[who]), i), default=None)
            if other is None or _taken(done[other], beat, [*met, *pairs], who, other):
                continue
            if not _dances_in(done[other], beat):
                act = Act(Stance.DANCE, feeling=Feeling.HAPPY, answers=True, tells=True)
                done[other] = _laid(done[other], [replace(beat, act=act, words="")])
            pairs.append(Meeting(who, other, beat.first, beat.after, Gesture.NONE))
    return pairs


def _dances_in(theirs: Sequence[Beat], beat: Beat) -> bool:
    return any(b.act.stance is Stance.DANCE and b.first < beat.after and beat.first < b.after for b in theirs)


def _other(beat: Beat, who: int, people: Sequence[Figure], homes: Sequence[float]) -> int | None:
    """Who it is done to: the one who is named, else the nearest."""
    if len(people) < 2:
        return None
    named = named_in(beat.words, people, who)
    if named is not None:
        return named
    return min((i for i in range(len(people)) if i != who), key=lambda i: (abs(homes[i] - homes[who]), i))


def _meant(beat: Beat, named: bool) -> Gesture | None:
    """What is done together; taking or pushing only when somebody is named."""
    gesture = beat.act.gesture
    if gesture is Gesture.PUSH and named:
        return Gesture.FIGHT
    if gesture is Gesture.TAKE and not named:
        return None
    return gesture if gesture in _CONTACT else None


def _taken(theirs: Sequence[Beat], beat: Beat, met: Sequence[Meeting], who: int, other: int) -> bool:
    """True when the other one cannot: on the way, lying, or already busy with somebody else or with this."""
    overlap = [b for b in theirs if b.first < beat.after and beat.first < b.after]
    if any(b.act.stance in (*WALKERS, *_BUSY) or b.act.travel is not Travel.NONE for b in overlap):
        return True
    return any({m.who, m.other} & {who, other} and m.first < beat.after and beat.first < m.after for m in met)


def _touch(who: int, other: int, homes: Sequence[float], looks: Sequence[Look]) -> tuple[float, float]:
    low = min(looks[who].height, looks[other].height)
    return ((homes[who] + homes[other]) / 2, -0.64 * low)


def _play(done: list[list[Beat]], beat: Beat, who: int, other: int) -> None:
    """Both do their part for the whole beat; a thing changes hands in its middle."""
    answer = _ANSWERS[beat.act.gesture]
    theirs = next(b.act for b in done[other] if b.first <= beat.first < b.after)
    stance = theirs.stance if theirs.stance in (Stance.SIT, Stance.KNEEL) else Stance.STAND
    feeling = (
        Feeling.HAPPY if answer is Gesture.NONE and theirs.feeling is Feeling.NEUTRAL else theirs.feeling
    )
    act = Act(stance, answer, feeling=feeling, answers=True, tells=True)
    mine = _handed(replace(beat, act=replace(beat.act, shut=beat.act.gesture is Gesture.KISS)))
    done[who] = _laid(done[who], mine)
    done[other] = _laid(done[other], _handed(replace(beat, act=act)))


def _handed(beat: Beat) -> list[Beat]:
    """Who gives has nothing after the middle; who takes has it then."""
    then = {Gesture.GIVE: Gesture.NONE, Gesture.TAKE: Gesture.HOLD}.get(beat.act.gesture)
    if then is None:
        return [beat]
    middle = (beat.first + beat.after) // 2
    act = replace(beat.act, gesture=then, answers=False)
    after = replace(beat, act=act, words="", first=middle, touch=None)
    return [replace(beat, after=middle), after]


def _laid(beats: Sequence[Beat], over: Sequence[Beat]) -> list[Beat]:
    """``over`` laid on top of ``beats``; who took something keeps it where nothing else was to be done."""
    first, after = over[0].first, over[-1].after
    kept = [replace(b, after=min(b.after, first)) for b in beats if b.first < first]
    rest = [replace(b, first=max(b.first, after)) for b in beats if b.after > after]
    if over[-1].act.gesture is Gesture.HOLD:
        rest = [replace(b, act=replace(b.act, gesture=Gesture.HOLD)) if b.act.gesture is Gesture.NONE else b
                for b in rest]  # fmt: skip
    return [*kept, *over, *rest]


def approaches(
    met: Sequence[Meeting], homes: Sequence[float], beats: Sequence[Sequence[Beat]], looks: Sequence[Look],
    frames: int,
) -> list[Curve]:  # fmt: skip
    """How far everybody leaves home to come together, metres a frame; who is seated stays."""
    shifts = [np.zeros(frames, np.float32) for _ in homes]
    for meeting in met:
        pair = (meeting.who, meeting.other)
        size = sum(looks[i].height for i in pair) / 3.4
        gap = abs(homes[pair[1]] - homes[pair[0]])
        missing = gap - _CONTACT.get(meeting.gesture, _DANCING) * size
        free = [i for i in pair if not _seated(beats[i], meeting.first)]
        if missing <= 0 or not free:
            continue
        k = np.clip((np.arange(frames) - meeting.first) / (_STEP * FPS), 0, 1)
        step = (missing / len(free) * k * k * (3 - 2 * k)).astype(np.float32)
        for i in free:
            towards = np.sign(homes[pair[0] + pair[1] - i] - homes[i])
            shifts[i] = shifts[i] + step * np.float32(towards)
    return shifts


def _seated(beats: Sequence[Beat], frame: int) -> bool:
    return any(b.first <= frame < b.after and b.act.stance in (Stance.SIT, Stance.KNEEL) for b in beats)
