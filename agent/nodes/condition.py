"""Condition: the shot, the cards and the memories become one request, and a take is opened with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agent import kok, steps
from agent.caption import caption
from agent.crew import Crew, Happening
from agent.facing import Directions, directions
from agent.linter import Finding, Known, errors, lint
from agent.linting.past import returning
from agent.model import OverBudget
from agent.nodes.remember import CHOSEN
from agent.state import State, shot_in_hand
from agent.timeline import timeline
from agent.writer import BadReply
from generator.interface import (
    Facing,
    Figure,
    Grammar,
    MemorySlot,
    Place,
    ShotCondition,
    ShotRequest,
    check,
)
from tools import board, memory, takes, viewing
from tools.errors import ToolError
from tools.records import Card
from tools.story import Performance, SceneDraft

REWRITTEN = {"action", "figures", "sound", "music", "continuity", "fragments"}
"""What a writer may say of a planned shot; everything else stays as it is, byte for byte."""
STRICT = "echo"
"""Engines named so are not asked for what the linter calls an error."""


def condition(state: State, runtime: Runtime[Crew]) -> State:
    """Compile the request (c_t of Eq. 16), refuse what the camera cannot do, open the take.

    Raises:
        Unsupported: the camera cannot do it.
        ToolError: the linter found an error and the camera is strict.
    """
    crew, film_id, shot_id = runtime.context, state["film_id"], shot_in_hand(state)
    chosen = CHOSEN.validate_python(state["memories"])
    with crew.database.read() as session:
        film, shot = board.film(session, film_id), board.shot_row(session, shot_id)
        meant = planned(session, film, shot)
        known = _known(session, crew, state)
        rendered = viewing.rendered_count(session, shot_id)
        history = crew.history(film_id)
        history.sync(session)
        seen = returning(film.memory, history.before(shot.position))
    written, credit = _written(crew, meant, known)
    request = _request(crew, film, written, rendered, tuple(c.slot for c in chosen))
    check(request, crew.camera.capabilities)
    _judge(crew, request.code, errors(lint(request, Known(crew.camera.capabilities.grammar, seen))))
    with crew.database.read() as session:
        inputs = inputs_of(session, film, shot, request, chosen)
    opening = takes.Opening(
        shot_id=shot_id,
        request=request,
        engine=crew.camera.capabilities.name,
        engine_version=crew.camera.capabilities.version,
        camera=crew.camera.capabilities.facts,
        memories=[c.memory for c in chosen],
        recalled=state.get("recalled", []),
        left_out=state.get("left_out", []),
        inputs=inputs,
        skill=credit,
    )
    with crew.database.write(crew.actor, crew.turn_id) as session:
        return {"take_id": takes.open_take(session, opening)}


def planned(session: Session, film: board.FilmRow, shot: board.ShotRow) -> ShotCondition:
    """A shot as the plan has it, with everybody as they are dressed by then."""
    plan = shot.plan
    names = {c.tag: c.name for c in board.cast(session, film.id).characters}
    cards = memory.cards_at(session, film.id, shot.position)
    looks = _directions(session, shot)
    heard = dict.fromkeys(line.speaker for line in plan.lines if line.speaker not in plan.tags)
    return ShotCondition(
        code=shot.code,
        frames=plan.frames,
        language=film.language,
        style=film.style,
        place=_place(board.scene_of(session, shot.id)),
        figures=tuple(_figure(p, names, cards, looks) for p in plan.people),
        voices=tuple(_figure(Performance(tag=tag), names, cards, {}) for tag in heard),
        lines=plan.lines,
        action=plan.action,
        props=plan.props,
        camera=plan.camera,
        cuts=plan.cuts,
        sound=plan.sound,
        music=plan.music,
        continuity=plan.continuity,
        fragments=timeline(plan.fragments, plan.frames),
    )


def _known(session: Session, crew: Crew, state: State) -> dict[str, object] | None:
    """What the writer is told beside the plan: the earlier shots recall offered, best first, and open notes;
    None where it does not write conditions."""
    if steps.CONDITION not in crew.writer.knows:
        return None
    earlier = [board.shot_row(session, r["shot"]) for r in state.get("recalled", [])]
    takes_so_far = viewing.takes(session, shot_in_hand(state))
    return {
        "recalled": tuple(f"{row.code}: {row.plan.action}" for row in earlier),
        "notes": tuple(note for take in takes_so_far for note in take.notes),
    }


def _written(
    crew: Crew, meant: ShotCondition, known: Mapping[str, object] | None
) -> tuple[ShotCondition, str]:
    """The condition as the writer puts it, and who wrote it; where it has no word for it, as planned."""
    if known is None:
        return meant, crew.writer.credit(steps.SHOTS)
    values = {"condition": meant, **known}
    try:
        written = _kept(meant, crew.writer.ask(steps.CONDITION, values, ShotCondition))
    except (BadReply, OverBudget) as error:
        crew.report(Happening("planned", f"filmed as planned: {error}", meant.code))
        return meant, f"{crew.writer.credit(steps.SHOTS)}, as planned"
    return written, crew.writer.credit(steps.CONDITION)


def _kept(meant: ShotCondition, written: ShotCondition) -> ShotCondition:
    """What was written, when nothing in it was changed that is not the writer's to change."""
    people = [
        [figure.model_copy(update={"action": "", "expression": ""}) for figure in one.figures]
        for one in (meant, written)
    ]
    fixed = ShotCondition.model_fields.keys() - REWRITTEN
    changed = sorted(name for name in fixed if getattr(meant, name) != getattr(written, name))
    if strange := changed + ["people"] * (people[0] != people[1]):
        raise BadReply(
            f"got another {', '.join(strange)} than planned, expected only {', '.join(sorted(REWRITTEN))} to "
            "change: change the plan instead"
        )
    return written


def _judge(crew: Crew, code: str, found: Iterable[Finding]) -> None:
    """An error of the linter stops a strict camera before any work, and is told to the others."""
    words = "; ".join(f"{finding.code} {finding.where}: {finding.message}" for finding in found)
    if not words:
        return
    if crew.camera.capabilities.name.startswith(STRICT):
        raise ToolError(f"{code} is not rendered: {words}")
    crew.report(Happening("lint", words, code))


def _request(
    crew: Crew, film: board.FilmRow, meant: ShotCondition, rendered: int, slots: tuple[MemorySlot, ...]
) -> ShotRequest:
    try:
        request = asked(film, meant, crew.camera.capabilities.grammar)
    except ValueError as error:  # the names and the dialogue alone are longer than a camera reads
        raise ToolError(str(error)) from error
    seed = seed_of(film.seed, meant.code.split("_", 1)[1], rendered)
    return request.model_copy(update={"seed": seed, "slots": slots})


def asked(film: board.FilmRow, meant: ShotCondition, grammar: Grammar) -> ShotRequest:
    """The request for a shot, without memories.

    Raises:
        ValueError: the names and the dialogue alone are longer than a camera reads.
    """
    return ShotRequest(
        **{name: getattr(meant, name) for name in ShotCondition.model_fields},
        prompt=caption(meant, grammar),
        width=film.width,
        height=film.height,
    )


def seed_of(film_seed: int, shot: str, rendered: int) -> int:
    """The seed of a take: the film's, the shot's and the number of takes rendered before, mixed."""
    return int.from_bytes(hashlib.sha256(f"{film_seed}/{shot}/{rendered}".encode()).digest()[:4], "big")


def _directions(session: Session, shot: board.ShotRow) -> Directions:
    plans = board.scene_plans(session, shot.scene_id)
    return directions(list(plans.values()))[list(plans).index(shot.id)]


def _figure(person: Performance, names: dict[str, str], cards: dict[str, Card], looks: Directions) -> Figure:
    card = cards.get(person.tag)
    return Figure(
        tag=person.tag,
        name=names.get(person.tag, person.tag),
        appearance=card.appearance if card else "",
        wardrobe=card.wardrobe if card else "",
        voice=card.voice if card else "",
        action=person.action,
        expression=person.expression,
        facing=looks.get(person.tag, Facing.FREE),
        portrait=(card.picture or "") if card else "",
    )


def _place(scene: SceneDraft) -> Place:
    return Place(
        heading=scene.heading,
        interior=scene.interior,
        name=scene.place,
        time=scene.time,
        light=scene.light,
        description=scene.description,
    )


def inputs_of(
    session: Session,
    film: board.FilmRow,
    shot: board.ShotRow,
    request: ShotRequest,
    chosen: Sequence[kok.Chosen],
) -> dict[str, str]:
    """Digest of everything the take rests on, by name, so that staleness can be told and explained."""
    cards = memory.cards_at(session, film.id, shot.position)
    heard = {line.speaker for line in shot.plan.lines} | set(shot.plan.tags)
    facts: dict[str, object] = {
        "shot": shot.plan.model_dump(mode="json"),
        "scene": board.scene_of(session, shot.id).model_dump(mode="json"),
        "style": film.style,
        "size": [film.width, film.height],
        "screen direction": {figure.tag: figure.facing for figure in request.figures},
    }
    facts |= {f"card {tag}": [cards[tag].id, cards[tag].number] for tag in sorted(heard) if tag in cards}
    facts |= {f"memory {n}": repr(c) for n, c in enumerate(chosen)}
    return {name: _digest(value) for name, value in facts.items()}


def _digest(value: object) -> str:
    return memory.text_digest(json.dumps(value, sort_keys=True, ensure_ascii=False))
