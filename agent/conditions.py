"""A shot's condition as fields: everything that can be edited in it, and what is asked for with other values.

Fields are words by name: ``action``, ``sound``, ``music``, ``props``, ``continuity``, ``seconds``, ``scale``,
``angle``, ``move``; what somebody in frame does, ``ID_A.action`` and ``ID_A.expression``; how somebody looks
here, ``ID_A.appearance``, ``ID_A.wardrobe``, ``ID_A.voice``; dialogue, ``line 1.speaker``, ``line 1.text``,
``line 1.delivery``; and of the scene ``scene.light`` and ``scene.description``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from agent import amending
from agent.caption import uncut
from agent.clothing import still_worn
from agent.facing import directions
from agent.inputs import ground, ground_of
from agent.linter import Finding, Known, Severity, lint
from agent.nodes.condition import asked
from agent.revision import CARD, PERFORMANCE, SCENE, Reach, wear
from agent.toolbox import finding
from generator.interface import FPS, Grammar, Line, ShotCondition
from tools import board, merging, pacing, planning, provenance, revising
from tools.errors import ToolError
from tools.lookup import one
from tools.provenance import CardRow
from tools.records import Shot
from tools.story import LINE_PAUSE, ShotDraft

Fields = Mapping[str, str]
PLAIN = ("action", *amending.CAMERA, "seconds", "sound", "music", "props", "continuity")
SPOKEN = ("speaker", "text", "delivery")
_LINE = re.compile(rf"line (\d{{1,3}})\.({'|'.join(SPOKEN)})")
_PERSON = re.compile(rf"(ID_[A-Z]{{1,3}})\.({'|'.join(sorted(PERFORMANCE | CARD))})")
_SCENE = re.compile(rf"scene\.({'|'.join(sorted(SCENE))})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a camera would be asked for."""

    caption: str
    """Empty where no caption can be made of it."""
    uncut: int
    """Characters of the caption with every word in it; more than a camera reads where words gave way."""
    findings: tuple[Finding, ...]
    seconds: float
    """Length of the shot: a legal one, and long enough for its words."""


def fields(session: Session, film: board.FilmRow, shot: board.ShotRow) -> dict[str, str]:
    """Everything in a shot that can be edited, as it stands."""
    on = ground_of(session, film, shot)
    plan, dressed = shot.plan, on.cards
    found = {name: _plain(plan, name) for name in PLAIN}
    for person in plan.people:
        found |= {f"{person.tag}.{name}": getattr(person, name) for name in sorted(PERFORMANCE)}
    for figure in (*on.meant.figures, *on.meant.voices):
        if figure.tag in dressed:
            found |= {f"{figure.tag}.{name}": getattr(figure, name) for name in sorted(CARD)}
    for number, line in enumerate(plan.lines, start=1):
        found |= {f"line {number}.{name}": getattr(line, name) for name in SPOKEN}
    return found | {f"scene.{name}": getattr(on.scene, name) for name in sorted(SCENE)}


def preview(
    session: Session, film: board.FilmRow, shot: board.ShotRow, fresh: Fields, grammar: Grammar
) -> Asked:
    """What the camera would be asked for with other values in some fields; nothing is changed.

    Raises:
        ToolError: there is no such field, or its value cannot be.
    """
    meant = _rehearsed(session, film, shot, fresh)
    seconds = meant.frames / film.fps
    try:
        request = asked(film, meant, grammar)
    except ValueError as error:
        return Asked("", uncut(meant, grammar), (_too_long(error),), seconds)
    return Asked(request.prompt, uncut(meant, grammar), tuple(lint(request, Known(grammar))), seconds)


def change(
    session: Session,
    film: board.FilmRow,
    shot: board.ShotRow,
    fresh: Fields,
    reach: Reach = Reach.SHOT,
    *,
    seen: int | None = None,
) -> None:
    """Give some fields of a shot other values for good.

    Args:
        session: of the database.
        film: the film.
        shot: the shot.
        fresh: new values by field; a line whose text is empty is removed, the one after the last is added.
        reach: where looks, clothes and voice hold.
        seen: the film's mark when the values were written (:func:`tools.merging.mark`); None for now.

    Raises:
        Conflict: somebody else changed one of these since; says who and what.
        ToolError: there is no such field, its value cannot be, or the film keeps its script.
    """
    plan = _replanned(session, film, shot.plan, fresh)
    if changed := amending.changes(shot.plan, plan):
        expected = merging.version_seen(session, one(session, Shot, shot.id), seen)
        planning.change_shot(session, shot.id, expected, changed)
    for tag, looks in _looks(fresh).items():
        wear(session, film, shot, finding.person(session, film, tag), looks, reach, seen=seen)
    if scene := _of_scene(fresh):
        revising.change_scene(session, shot.scene_id, scene, seen=seen)


def _plain(plan: ShotDraft, name: str) -> str:
    if name in amending.CAMERA:
        return str(getattr(plan.camera, name))
    if name == "seconds":
        return f"{plan.frames / FPS:g}"
    if name == "props":
        return ", ".join(plan.props)
    return str(getattr(plan, name))


def _rehearsed(session: Session, film: board.FilmRow, shot: board.ShotRow, fresh: Fields) -> ShotCondition:
    """The shot as it would be planned, everybody as they would be dressed."""
    plan = _replanned(session, film, shot.plan, fresh)
    plans = board.scene_plans(session, shot.scene_id) | {shot.id: plan}
    looks = directions(list(plans.values()))[list(plans).index(shot.id)]
    dressed = provenance.worn(provenance.cards(session, film.id), shot.position)
    for tag, values in _looks(fresh).items():
        who = finding.person(session, film, tag)
        before, dressed[tag] = dressed[who.tag], _worn(dressed[who.tag], values)
        if tag in plan.tags:
            said = still_worn(plan.continuity, before.wardrobe, dressed[tag].wardrobe)
            plan = plan.model_copy(update={"continuity": said})
    scene = board.scene_of(session, shot.id).model_copy(update=_of_scene(fresh))
    return ground(film, replace(shot, plan=plan), scene, dressed, looks).meant


def _replanned(session: Session, film: board.FilmRow, plan: ShotDraft, fresh: Fields) -> ShotDraft:
    """The plan with other values; the length comes after the words it must hold."""
    _known(fresh)
    for name in (name for name in PLAIN if name in fresh and name != "seconds"):
        plan = plan if fresh[name] == _plain(plan, name) else amending.amended(plan, name, fresh[name])
    for name, value in fresh.items():
        if (found := _PERSON.fullmatch(name)) and found[2] in PERFORMANCE:
            who = finding.person(session, film, found[1])
            plan = amending.performed(plan, who.tag, who.name, found[2], value)
    plan = _respoken(plan, fresh)
    if "seconds" in fresh and fresh["seconds"] != _plain(plan, "seconds"):
        plan = amending.amended(plan, "seconds", fresh["seconds"])
    return plan


def _respoken(plan: ShotDraft, fresh: Fields) -> ShotDraft:
    """The plan with other lines, the last first: one that is removed moves those after it."""
    said: dict[int, dict[str, str]] = {}
    for name, value in fresh.items():
        if found := _LINE.fullmatch(name):
            said.setdefault(int(found[1]), {})[found[2]] = value
    for number in sorted(said, reverse=True):
        values = said[number]
        if number == len(plan.lines) + 1:
            plan = _with_line(plan, values)
            continue
        if "speaker" in values:
            plan = _said_by(plan, number, values["speaker"])
        for name, field in (("delivery", "delivery"), ("text", "line")):
            if name in values:
                plan = amending.amended(plan, field, values[name], number)
    return plan


def _said_by(plan: ShotDraft, number: int, tag: str) -> ShotDraft:
    if not 1 <= number <= len(plan.lines):
        raise ToolError(f"got line {number}, expected one of the shot's {len(plan.lines)}")
    lines = list(plan.lines)
    if lines[number - 1].speaker == tag:
        return plan
    unseen = tag not in plan.tags
    lines[number - 1] = lines[number - 1].model_copy(update={"speaker": tag, "voice_over": unseen})
    return plan.model_copy(update={"lines": tuple(lines)})


def _with_line(plan: ShotDraft, values: Fields) -> ShotDraft:
    """The plan with one more line after the last; nothing is added where nothing is said."""
    text = " ".join(values.get("text", "").split()).strip('"“”')
    speaker = values.get("speaker") or next(iter(plan.tags), "")
    if not text:
        return plan
    if not speaker:
        raise ToolError(f"nobody says “{text}”, expected somebody of the cast as the speaker")
    after = max((line.end for line in plan.lines), default=0.0) + LINE_PAUSE
    fresh = Line(
        speaker=speaker,
        text=text,
        delivery=" ".join(values.get("delivery", "").split()),
        voice_over=speaker not in plan.tags,
        start=after,
    )
    return pacing.worded(plan, (*plan.lines, fresh))


def _looks(fresh: Fields) -> dict[str, dict[str, str]]:
    """New looks, by tag."""
    looks: dict[str, dict[str, str]] = {}
    for name, value in fresh.items():
        if (found := _PERSON.fullmatch(name)) and found[2] in CARD:
            looks.setdefault(found[1], {})[found[2]] = " ".join(value.split())
    return looks


def _worn(card: CardRow, values: Fields) -> CardRow:
    if empty := [name for name, value in values.items() if not value and name != "voice"]:
        raise ToolError(f"{card.name} needs words for the {empty[0]}: say how they look")
    return replace(
        card,
        appearance=values.get("appearance", card.appearance),
        wardrobe=values.get("wardrobe", card.wardrobe),
        voice=values.get("voice", card.voice),
    )


def _of_scene(fresh: Fields) -> dict[str, str]:
    return {
        found[1]: " ".join(value.split())
        for name, value in fresh.items()
        if (found := _SCENE.fullmatch(name))
    }


def _known(fresh: Fields) -> None:
    kinds = (_PERSON, _LINE, _SCENE)
    strange = [n for n in fresh if n not in PLAIN and not any(kind.fullmatch(n) for kind in kinds)]
    if strange:
        raise ToolError(
            f"got the field {strange[0]!r}, expected one that `condition` gives, such as action, "
            "ID_A.wardrobe, line 1.text or scene.light"
        )


def _too_long(error: ValueError) -> Finding:
    return Finding("C001", Severity.ERROR, str(error), "caption")
