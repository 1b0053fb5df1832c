"""When somebody does what: the phases of an action laid out over the frames of a shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.animatic.acting.pose import STEADY, WALKERS, Act, Gesture, Stance, Travel
from generator.animatic.acting.reading import Phase
from generator.interface import FPS

_RESTS = (Stance.SIT, Stance.KNEEL, Stance.LIE, Stance.RIDE)
_ONCE = {Stance.JUMP: 1.3, Stance.FALL: 1.1, Stance.BOW: 2.8}
"""Seconds that something takes that is done once: alone in a shot, it is done in its middle."""
_SHORT = 0.6
"""Share of a change of stance, a turn or a nod, against 1 for anything else."""
_BLEND, _CHANGE = 8, 20
"""Frames from one act to the next, and from one stance to another."""
_TOO_LATE = 6
"""Frames before the end of a shot in which nothing new is begun."""


@dataclass(frozen=True)
class Beat:
    """An act and the frames it fills: from ``first`` up to, not including, ``after``."""

    act: Act
    words: str
    first: int
    after: int
    touch: tuple[float, float] | None = None
    """Where the acting hand meets somebody else's: metres, up negative."""


@dataclass(frozen=True)
class Span:
    """Frames with one act of the body, from ``first`` on: a beat with its walking and standing told apart."""

    act: Act
    first: int
    begun: int
    """The frame at which the beat began."""
    length: int
    """Frames in which the body comes from the span before."""
    touch: tuple[float, float] | None


def beats_of(phases: Sequence[Phase], frames: int) -> tuple[Beat, ...]:
    """The phases one after the other over ``frames``; a new doing begins a moment after the shot."""
    first_act = phases[0].act
    opening = _opening(first_act)
    start = 0 if opening == first_act else _delay(phases, frames)
    shares = [_share(phase.act) for phase in phases]
    beats = [Beat(opening, "", 0, start)] if start else []
    at = start
    for index, phase in enumerate(phases):
        last = index == len(phases) - 1
        after = frames if last else at + round((frames - start) * shares[index] / sum(shares))
        beats += _parts(Beat(phase.act, phase.words, at, after))
        at = after
    return tuple(beat for beat in beats if beat.after > beat.first)


def _opening(act: Act) -> Act:
    """How somebody is found who is about to do ``act``."""
    if act.since is None and (
        act.stance in WALKERS
        or act.travel is not Travel.NONE
        or act.stance in _RESTS
        or act.stance in _CYCLES
    ):
        return (
            act
            if act.gesture is Gesture.NONE or act.gesture in STEADY
            else replace(act, gesture=Gesture.NONE)
        )
    gesture = act.gesture if act.gesture in STEADY else Gesture.NONE
    stance = act.since or (Stance.STAND if act.stance in _ONCE else act.stance)
    changed = replace(act, stance=stance, gesture=gesture, since=None)
    if act.turned or act.turns:
        changed = replace(changed, turned=False, turns=False, away=False)
    return changed


_CYCLES = (Stance.DANCE, Stance.CLIMB, Stance.SWIM)


def _delay(phases: Sequence[Phase], frames: int) -> int:
    """The frame at which the first act begins."""
    soon = min(round(0.35 * FPS), frames // 12)
    act = phases[0].act
    if act.turns or act.turned:
        return max(soon, min(FPS, frames // 4))
    once = _ONCE.get(act.stance)
    if once is None or len(phases) > 1:
        return soon
    return max(soon, round((frames - once * FPS) / 2))


def _share(act: Act) -> float:
    passing = act.gesture is Gesture.NONE and act.travel is Travel.NONE
    return _SHORT if passing and (act.since is not None or act.turns or act.nod) else 1.0


def _parts(beat: Beat) -> tuple[Beat, ...]:
    """Who takes something has it in hand afterwards."""
    if beat.act.gesture is not Gesture.TAKE:
        return (beat,)
    middle = min((beat.first + beat.after) // 2, beat.first + 2 * FPS)
    after = replace(beat.act, gesture=Gesture.HOLD)
    return replace(beat, after=middle), replace(beat, act=after, first=middle)


def spans_of(beats: Sequence[Beat], moving: Sequence[bool]) -> tuple[Span, ...]:
    """The beats with their steps: a walker who does not move stands, who moves and stands steps along."""
    spans: list[Span] = []
    late = len(moving) - _TOO_LATE
    for beat in beats:
        for frame in range(beat.first, beat.after):
            act = _stepping(beat.act, moving[frame])
            last = spans[-1] if spans else None
            if last is not None and (frame > late or (last.begun == beat.first and last.act == act)):
                continue
            length = _length(last.act, act) if last else 0
            spans.append(Span(act, frame, beat.first, length, beat.touch))
    return tuple(spans)


def _length(before: Act, act: Act) -> int:
    return _BLEND if before.stance is act.stance or act.stance in WALKERS else _CHANGE if (
        act.stance in _RESTS or before.stance in (*_RESTS, Stance.FALL)
    ) else _BLEND  # fmt: skip


_WITH_FEET_STILL = (Gesture.LIFT, Gesture.THROW, Gesture.WORK, Gesture.POUR, Gesture.REACH, Gesture.FACE,
                    Gesture.WRITE, Gesture.OPEN, Gesture.KNOCK, Gesture.UNWRAP)  # fmt: skip
"""What nobody does while walking or running."""


def _stepping(act: Act, moves: bool) -> Act:
    if act.stance in WALKERS and not moves:
        return replace(act, stance=Stance.STAND)
    if act.stance in WALKERS and act.gesture in _WITH_FEET_STILL:
        return replace(act, gesture=Gesture.NONE)
    if act.stance is Stance.STAND and moves:
        return replace(act, stance=Stance.WALK)
    return act
