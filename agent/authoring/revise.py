"""Revise: a note on a shot becomes the fields it changes (E62)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from agent import briefing
from agent.authoring.names import Names
from agent.desk import Desk
from agent.revision import FIELDS
from agent.steps import given
from agent.writing.banks import language_of
from generator.interface import FPS
from skills.answers import RevisionAnswer
from skills.hooks import Hook
from tools.story import CastDraft, SceneDraft, ShotDraft

CAST_TOKENS = 500


def revise(
    desk: Desk,
    sources: Callable[[str], str],  # noqa: ARG001 — a note is about what is seen
    values: Mapping[str, object],
) -> RevisionAnswer:
    """What a note changes, or what to ask the user about it.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query.
        values: ``note`` (words), ``shot`` (:class:`ShotDraft`), ``cast`` and ``scene`` (:class:`SceneDraft`).

    Raises:
        BadReply: a value is missing, or the answer was no good twice.
    """
    note, plan = given(values, "note", str), given(values, "shot", ShotDraft)
    cast, scene = given(values, "cast", CastDraft), given(values, "scene", SceneDraft)
    here = CastDraft(characters=tuple(c for c in cast.characters if c.tag in _present(plan)))
    return desk.ask(
        Hook.REVISE,
        {
            "note": briefing.within(note, 400),
            "shot": told(plan, Names(cast.characters)),
            "cast": briefing.cast(here.characters, CAST_TOKENS),
            "scene": briefing.scenes([scene], 200),
            "language": language_of(f"{plan.action} {note}"),
        },
        RevisionAnswer,
        lambda answer: list(faults(answer, plan, Names(cast.characters))),
    )


def told(plan: ShotDraft, names: Names) -> str:
    """The shot as a revision may change it, a field a line."""
    facts = [
        ("action", plan.action),
        ("seconds", f"{plan.frames / FPS:.1f}"),
        ("scale", plan.camera.scale),
        ("move", plan.camera.move),
        ("angle", plan.camera.angle),
        ("props", ", ".join(plan.props)),
        ("sound", plan.sound),
        ("music", plan.music),
        ("continuity", plan.continuity),
    ]
    lines = [f"{name}: {value}" for name, value in facts if value]
    for person in plan.people:
        lines.append(f"{names.name(person.tag)}: action: {person.action}; expression: {person.expression}")
    for number, line in enumerate(plan.lines, start=1):
        lines.append(f"line {number}: {names.name(line.speaker)} ({line.delivery or 'plainly'}): {line.text}")
    return "\n".join(lines)


def faults(answer: RevisionAnswer, plan: ShotDraft, names: Names) -> Iterator[str]:
    """What cannot be carried out in an answer."""
    if not answer.changes and not answer.question:
        yield "nothing changes and nothing is asked: give at least one change, or a question for the user"
    for number, change in enumerate(answer.changes, start=1):
        if change.field not in FIELDS[change.of]:
            fitting = ", ".join(sorted(FIELDS[change.of]))
            yield f"change {number}: a {change.of} has no {change.field}; it has {fitting}"
        if change.of == "character" and names.tag(change.name) is None:
            yield f"change {number}: {names.stranger(change.name)}"
        if change.field in {"line", "delivery"} and change.line > len(plan.lines):
            yield f"change {number}: got line {change.line}, the shot has {len(plan.lines)}"


def _present(plan: ShotDraft) -> set[str]:
    return {*plan.tags, *(line.speaker for line in plan.lines)}
