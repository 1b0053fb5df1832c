"""One field of a shot's plan, changed: the same for a tool of the chat and for a note on a take. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from agent.toolbox.finding import one_of
from agent.writing.sentences import joined, sentences
from generator.interface import Angle, Move, Scale
from tools import pacing
from tools.errors import ToolError
from tools.story import ShotDraft

REMOVED = {"", "none", "nothing", "no", "无", "没有"}
TEXTS = ("action", "sound", "music", "continuity")
CAMERA: dict[str, type[StrEnum]] = {"scale": Scale, "move": Move, "angle": Angle}
LADDER = [scale for scale in Scale if scale is not Scale.INSERT]
"""Scales from widest to closest."""
LONGEST = 1_000
"""Characters of one value."""


def amended(plan: ShotDraft, field: str, value: str, line: int = 0) -> ShotDraft:
    """The plan with one field changed.

    Args:
        plan: the shot.
        field: ``action``, ``sound``, ``music``, ``continuity``, ``props``, ``seconds``, ``scale``, ``move``,
            ``angle``, ``delivery`` or ``line``.
        value: the whole new value; ``none`` or nothing removes it. A scale may be ``closer`` or ``wider``.
        line: for ``delivery`` and ``line``: which line, from 1; -1 is the last; 0 the only one.

    Raises:
        ToolError: the value cannot be; says what was expected.
    """
    if len(value) > LONGEST:
        raise ToolError(f"got {len(value)} characters as the {field}, expected at most {LONGEST}")
    plain = "" if value.casefold() in REMOVED else " ".join(value.split())
    if field in TEXTS:
        if field == "action" and not plain:
            raise ToolError("a shot needs an action: say what happens in it")
        fragments = () if field == "action" else plan.fragments
        return plan.model_copy(update={field: plain, "fragments": fragments})
    if field == "props":
        props = tuple(dict.fromkeys(p.strip() for p in re.split(r"[,，、;]", plain) if p.strip()))
        return plan.model_copy(update={"props": props})
    if field == "seconds":
        return pacing.paced(plan, _seconds(value))
    if field in CAMERA:
        chosen = _nearer(plan, value) or one_of(CAMERA[field], value, field)
        return plan.model_copy(update={"camera": plan.camera.model_copy(update={field: chosen})})
    return _spoken(plan, field, plain, line)


def without(plan: ShotDraft, thing: str) -> ShotDraft:
    """The plan without a thing: gone from sound, music, props and what stays, and from the action where
    something else happens too.

    Raises:
        ToolError: the shot has nothing of it.
    """
    named = re.compile(rf"\b{re.escape(thing)}" if thing.isascii() else re.escape(thing), re.IGNORECASE)

    def left(text: str, mark: str) -> str:
        return ", ".join(part.strip() for part in re.split(mark, text) if not named.search(part)).strip()

    told = [part for part in sentences(plan.action) if not named.search(part)]
    fresh = plan.model_copy(
        update={
            **{name: left(getattr(plan, name), "[,，、;]") for name in ("sound", "music", "continuity")},
            "props": tuple(prop for prop in plan.props if not named.search(prop)),
            "action": joined(told) if told else plan.action,
        }
    )
    if fresh == plan:
        raise ToolError(f"the shot has no {thing} that could go")
    return fresh if fresh.action == plan.action else fresh.model_copy(update={"fragments": ()})


def performed(plan: ShotDraft, tag: str, name: str, field: str, value: str) -> ShotDraft:
    """The plan with what one person in frame does (``action``) or shows (``expression``) changed.

    Raises:
        ToolError: they are not in frame.
    """
    if tag not in plan.tags:
        raise ToolError(f"{name} is not in frame of this shot: change a shot that shows them")
    plain = "" if value.casefold() in REMOVED else " ".join(value.split())
    people = tuple(p.model_copy(update={field: plain}) if p.tag == tag else p for p in plan.people)
    return plan.model_copy(update={"people": people})


def changes(old: ShotDraft, new: ShotDraft) -> dict[str, object]:
    """The fields in which two plans differ, as :func:`tools.planning.change_shot` takes them."""
    names = ShotDraft.model_fields
    return {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}


def _nearer(plan: ShotDraft, value: str) -> Scale | None:
    """One scale closer or wider than the shot's, as far as there is one; None for any other word."""
    step = {"closer": 1, "tighter": 1, "wider": -1}.get(value.casefold())
    if step is None:
        return None
    if plan.camera.scale not in LADDER:
        raise ToolError(f"an {plan.camera.scale} is neither closer nor wider: say the scale itself")
    place = LADDER.index(plan.camera.scale) + step
    return LADDER[min(max(place, 0), len(LADDER) - 1)]


def _seconds(value: str) -> float:
    found = re.search(r"\d+(?:[.,]\d+)?", value)
    if found is None:
        raise ToolError(f"got {value!r} as the length, expected seconds such as 4.5")
    return float(found.group().replace(",", "."))


def _spoken(plan: ShotDraft, field: str, value: str, line: int) -> ShotDraft:
    count = len(plan.lines)
    place = (line or 1) - 1 if line >= 0 else count + line
    if not 0 <= place < count or (line == 0 and count > 1):
        told = "; ".join(f"{n}: “{spoken.text}”" for n, spoken in enumerate(plan.lines, start=1))
        raise ToolError(f"got line {line}, expected one of the shot's lines: {told or 'it has none'}")
    lines = list(plan.lines)
    if field == "delivery":
        lines[place] = lines[place].model_copy(update={"delivery": value})
        return plan.model_copy(update={"lines": tuple(lines)})
    if not value:
        del lines[place]
    else:
        update: dict[str, Any] = {"text": value.strip('"“”')}
        lines[place] = lines[place].model_copy(update=update)
    return pacing.worded(plan, lines)
