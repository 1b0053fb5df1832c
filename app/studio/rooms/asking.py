"""What is asked of the camera for a shot: its condition as fields, what was sent, and what it remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent import conditions, difference
from agent.caption import LIMIT
from agent.nodes.condition import planned
from agent.revision import Reach
from app import tables
from app.engines import camera
from app.fitting import fitting
from app.studio.takes import shown
from app.studio.visit import Visit
from generator.interface import MAX_SLOTS, Angle, Move, Scale
from tools import board, merging, pinning, remembered, viewing
from tools.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from agent.conditions import Asked
    from agent.stale import Stale
    from generator.interface import Grammar, Setup
    from tools.board import FilmRow, ShotRow
    from tools.remembered import Decision, Remembered
    from tools.viewing import TakeRow

REACHES = {"here": Reach.SHOT, "onwards": Reach.ONWARDS, "everywhere": Reach.EVERYWHERE}
"""Where other looks, clothes and voices hold, by the names the doors take."""
LONGEST_WHY = 300
"""Characters of a reason."""


def condition(visit: Visit, film: str, shot: str = "", take: str = "") -> dict[str, Any]:
    """What is asked of the camera for a shot: the plan as fields to edit, the caption with its findings, what
    was really sent with a take, and what that take remembers, memory by memory.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot's code, its end, or #4 for the fourth; empty for the first.
        take: the take to look at, as v002; empty for the circled one.
    """
    with visit.look(film) as (session, row):
        rows = board.shots(session, row.id)
        if not rows:
            return {"shot": None}
        at = board.shot(session, row, shot) if shot else rows[0]
        seen = _seen(session, at, take)
        decided = remembered.decisions(session, at.id)
        asked = conditions.preview(session, row, at, {}, _grammar(visit, row))
        names = {card.tag: card.name for card in board.cast(session, row.id).characters}
        return {
            "shot": at.code,
            "seen": merging.mark(session, row.id),
            "fields": conditions.fields(session, row, at),
            "people": [{"tag": tag, "name": names.get(tag, tag)} for tag in at.plan.tags],
            "heard": [
                {"tag": tag, "name": names.get(tag, tag)}
                for tag in dict.fromkeys(line.speaker for line in at.plan.lines)
                if tag not in at.plan.tags
            ],
            "cast": [{"tag": tag, "name": name} for tag, name in names.items()],
            "lines": len(at.plan.lines),
            "cuts": [_set_up(cut, row.fps, names) for cut in at.plan.cuts],
            "scene": {
                "number": at.plan.scene,
                "heading": at.heading,
                "shots": sum(other.scene_id == at.scene_id for other in rows),
            },
            "choices": {name: [str(one) for one in kind] for name, kind in _CHOICES.items()},
            "asked": _asked_facts(asked),
            "sent": _sent(session, row, at, seen) if seen is not None else None,
            "memory": {
                "policy": row.memory,
                "most": MAX_SLOTS,
                "slots": [_slot_facts(one, names, decided) for one in _memories(session, seen)],
                "left_out": list(seen.left_out) if seen is not None else [],
                "decided": [_decision_facts(one, names) for one in decided],
                "earlier": at.position > 0,
            },
        }


def preview_shot(visit: Visit, film: str, shot: str, fields: dict[str, str]) -> dict[str, Any]:
    """The caption a camera would be sent were some fields of a shot otherwise; nothing is saved.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
        fields: new words by field, as ``condition`` names them: action, ID_A.wardrobe, line 1.text,
            scene.light and so on.
    """
    with visit.look(film) as (session, row):
        at = board.shot(session, row, shot)
        return _asked_facts(conditions.preview(session, row, at, fields, _grammar(visit, row)))


def change_shot(
    visit: Visit, film: str, shot: str, fields: dict[str, str], reach: str = "here", seen: int = 0
) -> dict[str, Any]:
    """Change any words of a shot's plan, its scene, or how people look in it; one turn, all of it or nothing.

    Nothing is rendered. ``stale`` says which takes no longer fit because of it, and why.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
        fields: new words by field, as ``condition`` names them; a line without text is removed, one
            after the last is added.
        reach: where other looks, clothes and voices hold: here, onwards (from this shot on) or everywhere.
        seen: what ``condition`` gave as ``seen``: what others changed since is kept, or this is refused and
            says who changed what. 0 for the film as it is now.
    """
    if not fields:
        raise ToolError("got nothing to change, expected other words for at least one field")
    if reach not in REACHES:
        raise ToolError(f"got the reach {reach!r}, expected {', '.join(REACHES)}")
    with visit.look(film) as (session, row):
        at = board.shot(session, row, shot)
        before = fitting(visit.studio.settings, session, row).stale
    with visit.turn(film, f"{at.code}: {_named(fields)}") as change:
        now = board.shot_row(change.session, at.id)
        conditions.change(change.session, change.film, now, fields, REACHES[reach], seen=seen or None)
        after = fitting(visit.studio.settings, change.session, board.film(change.session, row.id)).stale
    with visit.look(film) as (session, _):
        mark = merging.mark(session, row.id)
    return {"shot": at.code, "seen": mark, "stale": _newly(before, after)}


def memory_choices(visit: Visit, film: str, shot: str) -> dict[str, Any]:
    """Every earlier take that a shot could remember, by shot, with its still.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot that remembers.
    """
    with visit.look(film) as (session, row):
        found = remembered.candidates(session, board.shot(session, row, shot).id)
        names = {card.tag: card.name for card in board.cast(session, row.id).characters}
    return {
        "takes": [
            {
                "shot": one.code,
                "take": one.take,
                "circled": one.circled,
                "still": one.still,
                "people": [names.get(tag, tag) for tag in one.people],
            }
            for one in found
        ]
    }


def pin_memory(
    visit: Visit, film: str, shot: str, source: str, take: str = "", why: str = "", character: str = ""
) -> dict[str, Any]:
    """Let the next takes of a shot remember a take of an earlier shot, whatever is recalled; renders nothing.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot that is to remember.
        source: the earlier shot.
        take: which take of it, as v002; empty for the circled one.
        why: why, in your words.
        character: tag of the person it keeps; empty for a place or an action.
    """
    with visit.turn(film, f"remember {source} in {shot}") as change:
        at = board.shot(change.session, change.film, shot)
        kept = _take(change.session, change.film, source, take)
        pinning.pin(change.session, at.id, kept.id, _why(why), character)
    return {"shot": at.code, "remembers": _name(kept)}


def unpin_memory(visit: Visit, film: str, shot: str, source: str, take: str = "") -> dict[str, Any]:
    """Leave it to recall again whether a shot remembers an earlier one: no longer pinned, or no longer off.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot that remembers.
        source: the earlier shot.
        take: which take of it is pinned, as v002; empty for the circled one.
    """
    with visit.turn(film, f"leave {source} to recall in {shot}") as change:
        at = board.shot(change.session, change.film, shot)
        kept = _take(change.session, change.film, source, take)
        pinning.unpin(change.session, at.id, kept.id)
    return {"shot": at.code, "left": _name(kept)}


def switch_memory_off(
    visit: Visit, film: str, shot: str, source: str, take: str = "", why: str = ""
) -> dict[str, Any]:
    """Let the next takes of a shot not remember an earlier shot, in no slot; renders nothing.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot that is not to remember.
        source: the earlier shot.
        take: the take that was remembered, as v002; empty for the circled one. None of the shot's is.
        why: why, in your words.
    """
    with visit.turn(film, f"do not remember {source} in {shot}") as change:
        at = board.shot(change.session, change.film, shot)
        gone = _take(change.session, change.film, source, take)
        pinning.switch_off(change.session, at.id, gone.id, _why(why))
    return {"shot": at.code, "off": _name(gone)}


def swap_memory(
    visit: Visit,
    film: str,
    shot: str,
    source: str,
    take: str,
    other: str,
    other_take: str = "",
    why: str = "",
    character: str = "",
) -> dict[str, Any]:
    """Let the next takes of a shot remember another take in the place of one; renders nothing.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot that remembers.
        source: the shot whose take it remembers now; switched off where the other is of another shot.
        take: which take of it, as v002.
        other: the earlier shot to remember instead; the same one for another take of it.
        other_take: which take of that, as v001; empty for the circled one.
        why: why, in your words.
        character: tag of the person the memory keeps; empty for a place or an action.
    """
    with visit.turn(film, f"remember {other} instead of {source} in {shot}") as change:
        at = board.shot(change.session, change.film, shot)
        old = _take(change.session, change.film, source, take)
        new = _take(change.session, change.film, other, other_take)
        pinning.swap(change.session, at.id, old.id, new.id, _why(why), character)
    return {"shot": at.code, "remembers": _name(new), "instead": _name(old)}


_CHOICES = {"scale": Scale, "angle": Angle, "move": Move}


def _seen(session: Session, at: ShotRow, take: str) -> TakeRow | None:
    if take:
        return viewing.numbered(session, at.id, take)
    return shown(viewing.takes(session, at.id), at.take_id)


def _grammar(visit: Visit, row: FilmRow) -> Grammar:
    return camera(visit.studio.settings, row.engine).capabilities.grammar


def _asked_facts(asked: Asked) -> dict[str, Any]:
    return {
        "caption": asked.caption,
        "count": len(asked.caption),
        "limit": LIMIT,
        "uncut": asked.uncut,
        "seconds": asked.seconds,
        "findings": [
            {"code": f.code, "severity": str(f.severity), "where": f.where, "message": f.message}
            for f in asked.findings
        ],
    }


def _set_up(cut: Setup, fps: int, names: Mapping[str, str]) -> str:
    """A set-up that begins inside the shot: ``1.2 s close-up of Mara, eye level, static``."""
    camera = cut.camera
    on = f" of {names.get(camera.on, camera.on)}" if camera.on else ""
    return f"{cut.frame / fps:.1f} s {camera.scale}{on}, {camera.angle}, {camera.move}"


def _sent(session: Session, row: FilmRow, at: ShotRow, take: TakeRow) -> dict[str, Any]:
    """What the camera was really given, and how that differs from what it would be asked for now."""
    request = take.request
    found = difference.conditions(request, planned(session, row, at))
    return {
        "take": take.number,
        "caption": request.prompt,
        "count": len(request.prompt),
        "seed": request.seed,
        "width": request.width,
        "height": request.height,
        "frames": request.frames,
        "slots": len(request.slots),
        "engine": f"{take.engine} {take.engine_version}",
        "writer": take.skill,
        "digest": take.digest,
        "differences": [tables.difference_facts(one) for one in found],
    }


def _memories(session: Session, seen: TakeRow | None) -> list[Remembered]:
    return remembered.memories(session, seen.id) if seen is not None else []


def _slot_facts(one: Remembered, names: Mapping[str, str], decided: list[Decision]) -> dict[str, Any]:
    kept = next((d for d in decided if not d.never and (d.code, d.take) == (one.code, one.take)), None)
    gone = next((d for d in decided if d.never and d.code == one.code), None)
    return {
        "ordinal": one.ordinal,
        "kind": one.kind,
        "shot": one.code,
        "take": one.take,
        "character": one.character,
        "name": names.get(one.character, ""),
        "picture": one.picture,
        "voice": one.voice,
        "start": one.audio_start,
        "end": one.audio_end,
        "frame": one.frame,
        "score": one.score,
        "parts": dict(one.parts),
        "reason": one.reason,
        "words": one.words,
        "now": one.now,
        "pinned": kept.words if kept is not None else None,
        "off": gone.words if gone is not None else None,
    }


def _decision_facts(one: Decision, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "shot": one.code,
        "take": one.take,
        "name": names.get(one.character, ""),
        "still": one.still,
        "why": one.words,
        "never": one.never,
    }


def _newly(before: Mapping[int, Stale], after: Mapping[int, Stale]) -> list[dict[str, Any]]:
    """The takes that fitted, or did so for fewer reasons, before."""
    known = {shot_id: set(one.words) for shot_id, one in before.items()}
    return [
        {"shot": one.shot.code, "take": one.take.number, "words": list(one.words), "itself": one.itself}
        for shot_id, one in after.items()
        if set(one.words) - known.get(shot_id, set())
    ]


def _take(session: Session, film: FilmRow, shot: str, take: str) -> TakeRow:
    at = board.shot(session, film, shot)
    if take:
        return viewing.numbered(session, at.id, take)
    if at.take_id is None:
        raise ToolError(f"{at.code} has no take yet: it can be remembered once it is rendered")
    return viewing.take(session, at.take_id)


def _why(words: str) -> str:
    said = " ".join(words.split())
    if len(said) > LONGEST_WHY:
        raise ToolError(f"got {len(said)} characters as the reason, expected at most {LONGEST_WHY}")
    return said


def _name(take: TakeRow) -> str:
    return f"{take.code} v{take.number:03d}"


def _named(fields: Mapping[str, str]) -> str:
    names = list(fields)
    return ", ".join(names) if len(names) < 4 else f"{len(names)} fields"


DOORS = (
    condition,
    preview_shot,
    change_shot,
    memory_choices,
    pin_memory,
    unpin_memory,
    switch_memory_off,
    swap_memory,
)
