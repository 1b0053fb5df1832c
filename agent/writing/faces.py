"""How a dialogue is cut between faces: singles over a shoulder, and cuts inside a two-shot."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agent.writing import dice
from agent.writing.framing import WALK
from agent.writing.groups import Group
from generator.interface import FPS, Camera, Line, Scale, Setup
from tools.story import Coverage, ShotDraft

LONG = 5.0
"""Seconds from which a two-shot may cut to a face."""
LOOK = 1.6
"""The shortest a set-up inside a shot lasts, seconds."""
_FROM_BEHIND = {Scale.MEDIUM, Scale.MEDIUM_CLOSE}
_CLOSER = {Scale.FULL: Scale.MEDIUM, Scale.MEDIUM: Scale.MEDIUM_CLOSE, Scale.MEDIUM_CLOSE: Scale.CLOSE}


def over_shoulder(view: Camera, group: Group, to: str, scene: Sequence[ShotDraft]) -> Camera:
    """The camera of a shot, taken from behind the shoulder of ``to`` where that suits a single: from the
    second exchange on, while the speaker stays in place, from both sides in turn, and every third time
    without a shoulder.

    Args:
        view: the camera as it would be.
        group: what the shot shows.
        to: tag of whom the speaker talks to.
        scene: the shots of the scene so far.
    """
    alone = group.coverage is Coverage.SINGLE and len(group.people) == 1 and bool(group.sayings)
    known = {tag for shot in scene for tag in shot.tags}
    near = {tag for shot in scene[-2:] for tag in shot.tags}
    busy = len(group.deeds) > 1 or any(WALK.search(deed.text.lower()) for deed in group.deeds)
    if not alone or busy or view.scale not in _FROM_BEHIND or to not in near:
        return view
    talk = [shot.camera for shot in scene if shot.lines]
    taken = [camera for camera in talk if camera.over]
    on = group.people[0]
    same_side = bool(taken) and taken[-1].on == on
    enough = len(talk) > 1 and all(camera.over for camera in talk[-2:])
    if not talk or on not in known or same_side or enough:
        return view
    return view.model_copy(update={"on": on, "over": to})


def inside(view: Camera, group: Group, lines: Sequence[Line], frames: int, seed: int) -> tuple[Setup, ...]:
    """The cuts inside a long two-shot: to the second speaker as they answer, perhaps back to the first."""
    words = [saying.text for saying in group.sayings]
    if group.coverage is not Coverage.TWO_SHOT or group.dual or frames < LONG * FPS:
        return ()
    if dice.number("inside", *words, seed) % 2:
        return ()
    found: list[Setup] = []
    for before, line in pairwise(lines):
        frame = int(line.start * FPS)
        last = found[-1].frame if found else 0
        room = min(frame - last, frames - frame) >= LOOK * FPS
        if line.speaker != before.speaker and room and len(found) < 2:
            found.append(Setup(frame=frame, camera=Camera(scale=_CLOSER[view.scale], on=line.speaker)))
    return tuple(found)
