"""From a shot as a model describes it to a shot of the plan: names become tags, seconds become frames.

What a model mostly means is done for it: whoever is seen to speak is in frame, an insert shows nobody, and
people stand in the cast's order. What it cannot have meant is a fault, told to it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from agent.authoring.names import Names
from agent.authoring.wording import quoting, strangers
from agent.writing import timing
from agent.writing.sentences import flat, sentence
from agent.writing.units import Saying
from generator.interface import Camera, Scale
from skills.answers import Framing, Seen
from tools.story import Coverage, Performance, ShotDraft

MOST_IN_FRAME = 4
MOST_PROPS = 4
_VOICE_ALONE = {Coverage.ESTABLISHING, Coverage.INSERT, Coverage.REACTION}
"""Shots over which somebody who is not in them may be heard."""
_NEAR = {Scale.INSERT, Scale.EXTREME_CLOSE, Scale.CLOSE}


def faults(seen: Seen, speaks: Sequence[Saying], names: Names, language: str) -> list[str]:
    """What is wrong with a shot, in words.

    Args:
        seen: as the model describes it.
        speaks: its lines.
        names: the cast.
        language: of the film.
    """
    told = [seen.action, seen.sound, *(p.action for p in seen.people), *seen.fragments]
    found = [names.stranger(p.name) for p in seen.people if names.tag(p.name) is None]
    found += _camera_faults(seen, speaks, names)
    if len(seen.people) > MOST_IN_FRAME:
        found.append(f"{len(seen.people)} people are in frame, expected at most {MOST_IN_FRAME}: show fewer")
    found += quoting(" ".join([seen.action, *seen.fragments]), "its action")
    return found + [fault for text in told for fault in strangers(text, language, "it")][:1]


def _camera_faults(seen: Seen, speaks: Sequence[Saying], names: Names) -> list[str]:
    if seen.coverage is Coverage.INSERT:
        return []
    frame = _frame(seen, speaks, names)
    found = []
    for what, name in (("on", seen.camera.on), ("over", seen.camera.over)):
        tag = names.tag(name) if name else None
        if name and tag is None:
            found.append(f"camera.{what}: {names.stranger(name)}, or nothing")
        elif tag and tag not in frame:
            found.append(
                f"camera.{what} is {name}, who is not in frame: add {name} to people or leave it empty"
            )
    return found


def direct(
    seen: Seen, scene: int, sayings: Sequence[Saying], lead: float, least: float, names: Names
) -> ShotDraft:
    """The shot, without faults (see :func:`faults`).

    Args:
        seen: as the model describes it.
        scene: number of its scene.
        sayings: its lines in order.
        lead: seconds of action before the first line.
        least: the shortest the shot may be, seconds.
        names: the cast.
    """
    frame = _frame(seen, sayings, names)
    heard = [_heard(saying, seen, frame) for saying in sayings]
    lines, frames = timing.plan(heard, lead, least, dual=_together(sayings))
    return ShotDraft(
        scene=scene,
        coverage=seen.coverage,
        frames=frames,
        action=sentence(flat(seen.action)),
        people=tuple(_performance(tag, seen, names) for tag in frame),
        lines=lines,
        camera=_camera(seen, frame, names),
        props=tuple(dict.fromkeys(flat(p) for p in seen.props if flat(p)))[:MOST_PROPS],
        sound=flat(seen.sound),
        music=flat(seen.music),
        continuity=flat(seen.continuity),
        fragments=tuple(text for text, _ in groupby(flat(f) for f in seen.fragments) if text),
    )


def _frame(seen: Seen, speaks: Sequence[Saying], names: Names) -> tuple[str, ...]:
    """Tags in frame: those named, and whoever is seen to speak."""
    if seen.coverage is Coverage.INSERT:
        return ()
    tags = [tag for p in seen.people if (tag := names.tag(p.name))]
    if seen.coverage not in _VOICE_ALONE:
        tags += [s.tag for s in speaks if not s.voice_over]
    return names.in_order(tags)


def _heard(saying: Saying, seen: Seen, frame: Sequence[str]) -> Saying:
    """A line whose speaker is not in frame is heard only."""
    off = saying.voice_over or (seen.coverage in _VOICE_ALONE and saying.tag not in frame)
    return Saying(saying.tag, saying.text, saying.delivery, off, saying.speech, saying.dual)


def _together(sayings: Sequence[Saying]) -> bool:
    return len(sayings) == 2 and sayings[1].dual and sayings[0].tag != sayings[1].tag


def _performance(tag: str, seen: Seen, names: Names) -> Performance:
    doing = next((p for p in seen.people if names.tag(p.name) == tag), None)
    return Performance(
        tag=tag,
        action=flat(doing.action).rstrip(".。") if doing else "",
        expression=flat(doing.expression).rstrip(".。") if doing else "",
    )


def _camera(seen: Seen, frame: Sequence[str], names: Names) -> Camera:
    view: Framing = seen.camera
    if seen.coverage is Coverage.INSERT:
        scale = view.scale if view.scale in _NEAR else Scale.INSERT
        return Camera(scale=scale, move=view.move, angle=view.angle)
    on = (names.tag(view.on) or "") if view.on else ""
    over = (names.tag(view.over) or "") if view.over else ""
    alone = len(frame) < 2
    return Camera(
        scale=view.scale,
        move=view.move,
        angle=view.angle,
        on="" if alone else on,
        over="" if alone or over == on else over,
    )
