"""Condition: the shot, the cards and the memories become one request, and a take is opened with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agent import steps
from agent.caption import caption
from agent.crew import Crew, Happening
from agent.inputs import ground_of, inputs
from agent.linter import Finding, Known, errors, lint
from agent.linting.past import returning
from agent.model import OverBudget
from agent.nodes.remember import CHOSEN, remember
from agent.seeds import seed_for
from agent.state import State, shot_in_hand
from agent.writer import BadReply
from generator.interface import Grammar, MemorySlot, ShotCondition, ShotRequest, check
from tools import board, pinning, takes, viewing
from tools.errors import ToolError

REWRITTEN = {"action", "figures", "sound", "music", "continuity", "fragments"}
"""What a writer may say of a planned shot; everything else stays as it is, byte for byte."""
STRICT = "echo"
"""Engines named so are not asked for what the linter calls an error."""


def condition(state: State, runtime: Runtime[Crew]) -> State:
    """Compile the request (c_t of Eq. 16), refuse what the camera cannot do, open the take.

    Nothing may remember a take that was replaced (E63): where another take of a remembered shot was circled
    since the memories were chosen, they are chosen again.

    Raises:
        Unsupported: the camera cannot do it.
        ToolError: the linter found an error and the camera is strict.
    """
    crew = runtime.context
    opening = _opening(crew, state)
    sources = [memory.take_id for memory in opening.memories if memory.take_id is not None]
    with crew.database.write(crew.actor, crew.turn_id) as session:
        if not pinning.replaced(session, opening.shot_id, sources):
            return {"take_id": takes.open_take(session, opening)}
    again = remember(state, runtime)
    return again | condition({**state, **again}, runtime)


def _opening(crew: Crew, state: State) -> takes.Opening:
    film_id, shot_id = state["film_id"], shot_in_hand(state)
    chosen = CHOSEN.validate_python(state["memories"])
    with crew.database.read() as session:
        film, shot = board.film(session, film_id), board.shot_row(session, shot_id)
        on = ground_of(session, film, shot)
        known = _known(session, crew, state)
        seed = seed_for(film.seed, shot, viewing.rendered_count(session, shot_id))
        history = crew.history(film_id)
        history.sync(session)
        seen = returning(film.memory, history.before(shot.position))
    able = crew.camera.capabilities
    written, credit = _written(crew, on.meant, known)
    request = _request(crew, film, written, seed, tuple(c.slot for c in chosen))
    check(request, able)
    _judge(crew, request.code, errors(lint(request, Known(able.grammar, seen))))
    memories = [c.memory for c in chosen]
    return takes.Opening(
        shot_id=shot_id,
        request=request,
        engine=able.name,
        engine_version=able.version,
        camera=able.facts,
        memories=memories,
        recalled=state.get("recalled", []),
        left_out=state.get("left_out", []),
        inputs=inputs(on, (able.name, able.version), memories),
        skill=credit,
    )


def planned(session: Session, film: board.FilmRow, shot: board.ShotRow) -> ShotCondition:
    """A shot as the plan has it, with everybody as they are dressed by then."""
    return ground_of(session, film, shot).meant


def _known(session: Session, crew: Crew, state: State) -> dict[str, object] | None:
    """What the writer is told beside the plan: the earlier shots recall offered, best first, and open notes;
    None where it does not write conditions."""
    if steps.CONDITION not in crew.writer.knows:
        return None
    earlier = [board.shot_row(session, r["shot"]) for r in state.get("recalled", [])]
    return {
        "recalled": tuple(f"{row.code}: {row.plan.action}" for row in earlier),
        "notes": tuple(note.text for note in viewing.open_notes(session, shot_in_hand(state))),
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
    crew: Crew, film: board.FilmRow, meant: ShotCondition, seed: int, slots: tuple[MemorySlot, ...]
) -> ShotRequest:
    try:
        request = asked(film, meant, crew.camera.capabilities.grammar)
    except ValueError as error:  # the names and the dialogue alone are longer than a camera reads
        raise ToolError(str(error)) from error
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
