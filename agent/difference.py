"""What is different between two askings of a shot: a note's change before and after, or two takes. Pure.

Everything is said in the words of the plan, a field at a time, so that a difference reads as it was asked:
``-`` what was, ``+`` what is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from generator.interface import FPS, Camera, Figure, Line, Measures, ShotCondition
from tools.viewing import SlotRow, TakeRow

ASKED, MADE, REMEMBERED, MEASURED = "asked", "made with", "remembers", "measured"

Values = tuple[str, ...]
"""What a field says: a list of words, empty when it says nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same."""

    part: str
    """``asked``, ``made with``, ``remembers`` or ``measured``."""
    field: str
    before: Values
    """What was and is no more."""
    after: Values
    """What is and was not."""


def conditions(before: ShotCondition, after: ShotCondition) -> list[Difference]:
    """What is asked differently."""
    return list(_between(ASKED, _asked(before), _asked(after)))


def takes(before: TakeRow, after: TakeRow) -> list[Difference]:
    """What was asked, made, remembered and measured differently.

    The caption is left out where a field of it differs: it follows from them.
    """
    found = conditions(before.request, after.request)
    if not found and before.request.prompt != after.request.prompt:
        found = [Difference(ASKED, "caption", (before.request.prompt,), (after.request.prompt,))]
    found += _between(MADE, _made(before), _made(after))
    found += _between(REMEMBERED, _remembered(before.slots), _remembered(after.slots))
    return [*found, *_between(MEASURED, _measured(before.measures), _measured(after.measures))]


def lines(found: Iterable[Difference]) -> list[str]:
    """Differences for people: a heading a part, a line a field, ``-`` and ``+`` below it."""
    told: list[str] = []
    for part, fields in groupby(found, key=lambda one: one.part):
        told.append(part)
        for one in fields:
            told.append(f"  {one.field}")
            told += [f"  - {words}" for words in one.before]
            told += [f"  + {words}" for words in one.after]
    return told


def _between(part: str, before: Mapping[str, Values], after: Mapping[str, Values]) -> Iterator[Difference]:
    for field in {**before, **after}:
        old, new = before.get(field, ()), after.get(field, ())
        if old != new:
            yield Difference(part, field, *_changed(old, new))


def _changed(old: Values, new: Values) -> tuple[Values, Values]:
    """What of two lists is not in both, in order."""
    gone: list[str] = []
    come: list[str] = []
    for kind, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[first:last]
            come += new[start:end]
    return tuple(gone), tuple(come)


def _said(words: str) -> Values:
    return (words,) if words else ()


# -- what was asked -------------------------------------------------------------------------------------


def _asked(shot: ShotCondition) -> dict[str, Values]:
    names = {figure.tag: figure.name for figure in (*shot.figures, *shot.voices)}
    place = shot.place
    told = {
        "action": _said(shot.action),
        "length": (f"{shot.frames / FPS:.2f} s ({shot.frames} frames)",),
        "camera": (_camera(shot.camera, names),),
        "cuts": tuple(f"from frame {cut.frame}: {_camera(cut.camera, names)}" for cut in shot.cuts),
        "in frame": tuple(figure.name for figure in shot.figures),
        "lines": tuple(_line(line, names) for line in shot.lines),
    }
    for figure in (*shot.figures, *shot.voices):
        told |= _figure(figure)
    return told | {
        "props": shot.props,
        "sound": _said(shot.sound),
        "music": _said(shot.music),
        "stays": _said(shot.continuity),
        "fragments": tuple(f"{part.start:.2f} s: {part.text}" for part in shot.fragments),
        "scene": _said(place.heading),
        "scene, light": _said(place.light),
        "scene, description": _said(place.description),
        "style": _said(shot.style),
    }


def _camera(camera: Camera, names: Mapping[str, str]) -> str:
    on = f", on {names.get(camera.on, camera.on)}" if camera.on else ""
    over = f", over {names.get(camera.over, camera.over)}" if camera.over else ""
    return f"{camera.scale}, {camera.move}, {camera.angle}{on}{over}"


def _line(line: Line, names: Mapping[str, str]) -> str:
    how = f", {line.delivery}" if line.delivery else ""
    unseen = ", unseen" if line.voice_over else ""
    who = names.get(line.speaker, line.speaker)
    return f"{who}{how}{unseen}: “{line.text}” ({line.start:.2f}–{line.end:.2f} s)"


def _figure(figure: Figure) -> dict[str, Values]:
    told = {
        "looks": figure.appearance,
        "wears": figure.wardrobe,
        "voice": figure.voice,
        "does": figure.action,
        "face": figure.expression,
        "faces": str(figure.facing),
        "portrait": figure.portrait[:12],
    }
    return {f"{figure.name}, {name}": _said(words) for name, words in told.items()}


# -- how it was made, and what came back ----------------------------------------------------------------


def _made(take: TakeRow) -> dict[str, Values]:
    request = take.request
    return {
        "seed": (str(request.seed),),
        "size": (f"{request.width}x{request.height}",),
        "engine": (f"{take.engine} {take.engine_version}",),
        "camera": tuple(f"{name} {value}" for name, value in take.camera.items()),
        "written by": _said(take.skill),
    }


def _remembered(slots: Sequence[SlotRow]) -> dict[str, Values]:
    return {"slots": tuple(_slot(slot) for slot in slots)} if slots else {}


def _slot(slot: SlotRow) -> str:
    voice = f", voice {slot.audio_start:.1f}–{slot.audio_end:.1f} s" if slot.voiced else ""
    return f"{slot.source}, frame {slot.frame}{voice}: {slot.words}"


_CALLED = {"plain": "share of one brightness", "loudness_lufs": "loudness (LUFS)"}
"""Measures whose own name says too little."""


def _measured(measures: Measures | None) -> dict[str, Values]:
    """Every measure that is one number; lists of frames and signatures are for the critics."""
    if measures is None:
        return {}
    values = ((name, getattr(measures, name)) for name in type(measures).model_fields)
    return {
        _CALLED.get(name, name.replace("_", " ")): (f"{value:.2f}".rstrip("0").rstrip("."),)
        for name, value in values
        if isinstance(value, int | float)
    }
