"""Who stands where before the camera, how deep, how high, and to which side the body is turned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.animatic.acting.paths import Curve, smooth
from generator.animatic.acting.pose import WALKERS, Act, Gesture, Stance, Travel
from generator.animatic.acting.timeline import Beat
from generator.animatic.acting.together import Meeting
from generator.animatic.cards.look import Look
from generator.animatic.people.figure import eye_height
from generator.animatic.wording import dice
from generator.interface import Facing, Figure, Scale, ShotRequest

_SPACING = {Scale.EXTREME_WIDE: 0.95, Scale.WIDE: 0.95, Scale.FULL: 0.85, Scale.MEDIUM: 0.66,
            Scale.MEDIUM_CLOSE: 0.54, Scale.CLOSE: 0.48, Scale.EXTREME_CLOSE: 0.48,
            Scale.INSERT: 0.6}  # fmt: skip
_BEHIND = 0.1
"""How much higher in the picture the feet of somebody are who stands a step behind, metres."""
_SMALL = 1.45
"""Metres up to which somebody is never put behind others."""


def homes_of(people: Sequence[Figure], scale: Scale) -> list[float]:
    """Where everybody stands, from left to right, metres; more than two stand closer."""
    step = _SPACING[scale] * (1.0 if len(people) < 3 else 0.9)
    return [(i - (len(people) - 1) / 2) * step for i in range(len(people))]


def depths_of(request: ShotRequest, looks: Sequence[Look], acts: Sequence[Act]) -> list[int]:
    """0 for who stands in front, 1 for a step behind: three make a triangle, who matters is its point."""
    people = request.figures
    if len(people) < 3:
        return [0] * len(people)
    parity = 1
    tags = [figure.tag for figure in people]
    main = next(
        (tag for tag in (request.camera.on, *(line.speaker for line in request.lines)) if tag in tags), ""
    )
    if main and tags.index(main) % 2 == parity:
        parity = 0
    return [
        int(
            i % 2 == parity
            and look.height > _SMALL
            and act.stance not in (Stance.SIT, Stance.KNEEL, Stance.LIE)
        )
        for i, (look, act) in enumerate(zip(looks, acts, strict=True))
    ]


def raised_of(looks: Sequence[Look], acts: Sequence[Act], depths: Sequence[int], scale: Scale) -> list[float]:
    """How far everybody is raised, metres: a small person by a box, who is behind by perspective."""
    share = {Scale.MEDIUM: 0.2, Scale.MEDIUM_CLOSE: 0.5, Scale.CLOSE: 0.65}.get(scale, 0.0)
    eyes = [eye_height(look, act.stance) for look, act in zip(looks, acts, strict=True)]
    return [share * (max(eyes) - eye) + _BEHIND * depth for eye, depth in zip(eyes, depths, strict=True)]


def turn_of(index: int, homes: Sequence[float], figure: Figure, act: Act, way: float) -> float:
    """Where the body faces, -1 to 1: towards the others, alone to the side of the figure's screen direction.

    ``way`` is the side somebody on the move goes to.
    """
    if act.stance in (Stance.WALK, Stance.RUN, Stance.SNEAK, Stance.RIDE, Stance.SWIM):
        return 0.5 * way
    kept = {Facing.LEFT: -1.0, Facing.RIGHT: 1.0}.get(figure.facing, 0.0)
    if len(homes) > 1:
        middle = (homes[0] + homes[-1]) / 2
        if abs(homes[index] - middle) < 0.05:
            return 0.2 * (kept or (1.0 if dice("turn", figure.tag).random() < 0.5 else -1.0))
        inward = 0.42 * float(np.sign(middle - homes[index]))
        return -inward if act.gesture is Gesture.THROW or act.stance is Stance.FALL else inward
    # People who talk across a cut look in opposite directions: odd and even tags.
    return 0.36 * (kept or (1.0 if ord(figure.tag[-1:] or "A") % 2 else -1.0))


def turns_of(
    index: int, beats: Sequence[Beat], turn: float, xs: Sequence[Curve], met: Sequence[Meeting]
) -> Curve:
    """Where the body faces: along the way, to whom something is done with, else to its own side."""
    goals = np.full(xs[index].size, turn, np.float32)
    for beat in beats:
        if beat.act.turns:
            goals[: beat.first + 4] = -turn
        if beat.act.lens:
            goals[beat.first : beat.after] = turn * 0.3
    for m in met:
        if index in (m.who, m.other):
            other = m.who if m.other == index else m.other
            span = slice(m.first, m.after)
            goals[span] = np.sign(xs[other][span] - xs[index][span]) * np.float32(0.6)
    step = np.diff(xs[index], prepend=xs[index][:1])
    if step.size > 1:
        step[0] = step[1]
    walking = np.array([b.act.stance in WALKERS or b.act.travel is not Travel.NONE
                        for b in beats for _ in range(b.first, b.after)])  # fmt: skip
    goals = np.where((np.abs(step) > 0.004) & walking, np.sign(step) * np.float32(0.85), goals)
    return smooth(goals.astype(np.float32), 9)


def ways_of(turns: Curve) -> Curve:
    """The side the body acts to, -1 or 1; who turns round is between the two for a third of a second."""
    sides = np.where(turns >= 0, 1.0, -1.0).astype(np.float32)
    return np.round(smooth(sides, 9), 4)


def back_of(beats: Sequence[Beat]) -> Curve:
    """Who turns away, turns in a second; who has turned away before the shot is seen from behind at once."""
    goals = np.array([float(b.act.turned) for b in beats for _ in range(b.first, b.after)], np.float32)
    return np.clip(smooth(goals, 15), 0.0, 1.0)


def chair_of(beats: Sequence[Beat], x: Curve) -> float | None:
    """Where the chair stands of somebody who sits for a part of the shot, metres."""
    seated = [beat for beat in beats if beat.act.stance is Stance.SIT]
    return float(x[seated[0].first]) if seated and len(seated) < len(beats) else None
