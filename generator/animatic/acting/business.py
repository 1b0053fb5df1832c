"""What actors do with things: who has which prop in hand, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.animatic.acting.climbing import CLIMBED, climbed_in
from generator.animatic.acting.held import gesture_with, thing_in_hand
from generator.animatic.acting.pose import Gesture, Stance
from generator.animatic.acting.timeline import Beat
from generator.animatic.acting.together import Meeting
from generator.animatic.cards.look import Look
from generator.animatic.cards.wardrobe import Headwear
from generator.animatic.things.props import prop_at
from generator.animatic.wording import says, words
from generator.interface import ShotRequest

_LETS_GO = ("puts down", "drops", "lets go", "sets down", "放下")


def things_of(
    beats: Sequence[Sequence[Beat]], looks: Sequence[Look], request: ShotRequest, met: Sequence[Meeting]
) -> list[tuple[str, str]]:
    """The prop everybody has in hand at some time and the words that describe it."""
    things = [_thing(mine, look, request) for mine, look in zip(beats, looks, strict=True)]
    for meeting in met:
        giver, taker = meeting.who, meeting.other
        if meeting.gesture is Gesture.TAKE or meeting.gesture is Gesture.GIVE:
            things[taker] = things[giver]
    return things


def _thing(beats: Sequence[Beat], look: Look, request: ShotRequest) -> tuple[str, str]:
    for beat in beats:
        if beat.act.stance is Stance.RIDE:
            place, kind = prop_at(beat.words)
            near = " ".join(words(beat.words)[max(0, place - 2) : place + 1])
            return "bicycle", near if kind == "bicycle" else ""
        if beat.act.stance is Stance.CLIMB and (way := climbed_in(beat.words)):
            return way, ""
        if beat.act.gesture is Gesture.DRIVE:
            return "wheel", ""
        kind, described = thing_in_hand(beat.words, beat.act.gesture, request.props)
        if kind and not (kind == "hat" and look.wears.headwear is not Headwear.NONE):
            return kind, described
    return "", ""


def with_thing(beat: Beat, kind: str) -> Beat:
    """A beat as it is done with the thing in hand, when its own words have it there."""
    if beat.act.stance is Stance.CLIMB and kind in CLIMBED:
        return replace(beat, act=replace(beat.act, gesture=CLIMBED[kind]))
    act, free = beat.act, beat.act.gesture is Gesture.NONE and beat.act.stance is not Stance.RIDE
    elsewhere = act.answers or not beat.words or says(beat.words, *_LETS_GO)
    if free and (elsewhere or thing_in_hand(beat.words, act.gesture, ())[0] != kind):
        return beat
    return replace(beat, act=replace(act, gesture=gesture_with(act.gesture, act.stance, kind)))
