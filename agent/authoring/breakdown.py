"""The shot list of a script: a model says which pieces a shot covers; the words stay the script's (0009)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from agent import briefing
from agent.authoring.batches import runs
from agent.authoring.direction import direct, faults
from agent.authoring.given import language
from agent.authoring.names import Names
from agent.desk import Desk
from agent.steps import given
from agent.writer import BadReply
from agent.writing.banks import bank, language_of
from agent.writing.groups import Group
from agent.writing.mentions import Roster, key
from agent.writing.sentences import clip, flat
from agent.writing.units import Deed, Saying, Unit, units
from skills.answers import BreakdownAnswer, LinedShot
from skills.hooks import Hook
from tools.story import (
    LONGEST_SHOT,
    Brief,
    CastDraft,
    Coverage,
    ScenesDraft,
    Screenplay,
    ShotDraft,
    StoryDraft,
)

RUN = 16
"""Pieces broken down at once."""
BEFORE = 2
"""Shots before a run that it is shown, to go on from."""
SHOWN = 32
"""Words of a piece that are shown; hardly one has more."""
SHORTEST = {Coverage.ESTABLISHING: 3.2, Coverage.INSERT: 2.3}
"""Seconds such a shot lasts at least; the others two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of action or as much of a speech as fits a shot, and the number of its scene."""

    scene: int
    unit: Unit


def breakdown(desk: Desk, sources: Callable[[str], str], values: Mapping[str, object]) -> list[ShotDraft]:  # noqa: ARG001
    """Every shot of the film in order; its dialogue is the script's, byte for byte.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query; a script needs none.
        values: ``brief``, ``story``, ``cast`` and ``scenes``.

    Raises:
        BadReply: a value is missing, the cards do not fit the script, or an answer was no good twice.
    """
    brief, told = given(values, "brief", Brief), given(values, "story", StoryDraft)
    cards = given(values, "scenes", ScenesDraft).scenes
    people = given(values, "cast", CastDraft).characters
    names, tongue = Names(people), language(brief, told.screenplay)
    script = pieces(told.screenplay, given(values, "cast", CastDraft), [c.number for c in cards], tongue)
    facts = {"story": briefing.story(told, 400), "cast": briefing.cast(people, 500), "language": tongue}
    found: list[ShotDraft] = []
    for run in runs([piece.scene for piece in script], RUN):
        numbers = {script[place].scene for place in run}
        answer = desk.ask(
            Hook.BREAKDOWN,
            {
                **facts,
                "scenes": briefing.scenes([card for card in cards if card.number in numbers], 600),
                "pieces": _listed(run, script, names),
                "before": briefing.shots(found[-BEFORE:], len(found[:-BEFORE]) + 1, people, 250),
                "longest": LONGEST_SHOT,
            },
            BreakdownAnswer,
            partial(_faults, run=run, script=script, names=names, tongue=tongue),
            seed=brief.seed,
        )
        found += _drafts(answer, run, script, names)
    _hold(told.screenplay, found)
    return found


def pieces(screenplay: Screenplay, cast: CastDraft, numbers: Sequence[int], tongue: str) -> list[Piece]:
    """A script in pieces, each with the number of its scene.

    Raises:
        BadReply: there is not one number a scene, or a speaker has no card.
    """
    from tools.editorial.literal import split_speech

    if len(numbers) != len(screenplay.scenes):
        raise BadReply(
            f"got {len(numbers)} scene cards for {len(screenplay.scenes)} scenes, expected one for each in "
            "order: ask for the scenes again."
        )
    roster = Roster((card.name, card.tag) for card in cast.characters)
    words = bank(language_of("", tongue))
    try:
        return [
            Piece(number, unit)
            for number, scene in zip(numbers, screenplay.scenes, strict=True)
            for unit in units(scene, roster, words, split_speech)
        ]
    except ValueError as error:
        raise BadReply(str(error)) from error


def _listed(run: range, script: Sequence[Piece], names: Names) -> str:
    """The pieces under their numbers in the film, each with its seconds; a heading where a scene begins."""
    lines = []
    for place in run:
        piece = script[place]
        if place == run.start or script[place - 1].scene != piece.scene:
            lines.append(f"scene {piece.scene}")
        lines.append(f"{place + 1} ({piece.unit.seconds:.1f} s) {_told(piece.unit, names)}")
    return "\n".join(lines)


def _told(unit: Unit, names: Names) -> str:
    text = clip(flat(unit.text), SHOWN)
    if isinstance(unit, Deed):
        return text
    marks = [mark for mark in (unit.delivery, "off screen" if unit.voice_over else "") if mark]
    manner = f" ({', '.join(marks)})" if marks else ""
    return f"{names.name(unit.tag)} says{manner}: {text}"


def _faults(
    answer: BreakdownAnswer, run: range, script: Sequence[Piece], names: Names, tongue: str
) -> list[str]:
    found = _cover_faults([n for shot in answer.shots for n in shot.covers], run)
    if found:
        return found
    for number, shot in enumerate(answer.shots, start=1):
        group = _group(shot.covers, script)
        told = _scene_faults(shot, script) + _length_faults(shot, script)
        told += faults(shot, group.sayings, names, tongue) + _dialogue_faults(shot, group)
        found += [f"shot {number}: {fault}" for fault in told]
    spare = sum(not shot.covers for shot in answer.shots)
    if spare > len(answer.shots) / 2:
        found.append(f"{spare} shots cover nothing, expected at most half of them: leave some out")
    return found


def _cover_faults(covered: Sequence[int], run: range) -> list[str]:
    """Every piece of the run once, in order."""
    wanted = [place + 1 for place in run]
    if list(covered) == wanted:
        return []
    span = f"the pieces {wanted[0]} to {wanted[-1]}"
    found = [f"piece {n} is covered by no shot" for n in wanted if n not in covered]
    found += [f"piece {n} is covered twice" for n in dict.fromkeys(covered) if covered.count(n) > 1]
    found += [f"there is no piece {n} in this run" for n in dict.fromkeys(covered) if n not in wanted]
    found = found or ["the pieces are not in order"]
    return [f"{fault}; expected {span}, each exactly once and in order" for fault in found[:4]]


def _scene_faults(shot: LinedShot, script: Sequence[Piece]) -> list[str]:
    scenes = sorted({script[n - 1].scene for n in shot.covers})
    return [f"it covers pieces of the scenes {scenes}: a shot plays in one scene"] if len(scenes) > 1 else []


def _length_faults(shot: LinedShot, script: Sequence[Piece]) -> list[str]:
    """What to split off when the pieces take longer than a shot."""
    seconds = _least(_group(shot.covers, script))
    if seconds <= LONGEST_SHOT:
        return []
    fits = [n for n in range(1, len(shot.covers)) if _least(_group(shot.covers[:n], script)) <= LONGEST_SHOT]
    first, rest = list(shot.covers[: fits[-1]]), list(shot.covers[fits[-1] :])
    return [
        f"its pieces take {seconds:.1f} s, expected at most {LONGEST_SHOT:.1f} s: let it cover {first} "
        f"and give {rest} to shots of their own"
    ]


def _dialogue_faults(shot: LinedShot, group: Group) -> list[str]:
    action = key(shot.action)
    spoken = [s for s in group.sayings if len(s.text.split()) > 3 and key(s.text) in action]
    return ["its action repeats the dialogue: write what is seen"] if spoken else []


def _drafts(answer: BreakdownAnswer, run: range, script: Sequence[Piece], names: Names) -> list[ShotDraft]:
    """The shots; one that covers nothing belongs to the scene of what is covered next, at the end to that
    of the last."""
    found, scenes = [], [script[run.stop - 1].scene]
    for shot in reversed(answer.shots):
        scenes.append(script[shot.covers[0] - 1].scene if shot.covers else scenes[-1])
    for shot, scene in zip(answer.shots, reversed(scenes[1:]), strict=True):
        group = _group(shot.covers, script)
        least = max(min(group.seconds, LONGEST_SHOT), SHORTEST.get(shot.coverage, 2.0))
        lead = min(_lead(shot, script), LONGEST_SHOT - group.talk_seconds)
        found.append(direct(shot, scene, group.sayings, lead, least, names))
    return found


def _group(covers: Sequence[int], script: Sequence[Piece]) -> Group:
    covered = [script[n - 1].unit for n in covers]
    sayings = tuple(unit for unit in covered if isinstance(unit, Saying))
    deeds = tuple(unit for unit in covered if isinstance(unit, Deed))
    dual = len(sayings) == 2 and sayings[1].dual
    return Group(Coverage.SINGLE, deeds, sayings, dual=dual)


def _least(group: Group) -> float:
    """The shortest it can be played, seconds: people act while they speak, so half of the action is free."""
    return round(group.talk_seconds + group.deed_seconds / (2 if group.sayings else 1), 2)


def _lead(shot: LinedShot, script: Sequence[Piece]) -> float:
    """Seconds of what is done before the first line."""
    done: list[Deed] = []
    for number in shot.covers:
        unit = script[number - 1].unit
        if isinstance(unit, Saying):
            return Group(Coverage.SINGLE, tuple(done)).deed_seconds
        done.append(unit)
    return 0.0


def _hold(screenplay: Screenplay, plan: Sequence[ShotDraft]) -> None:
    """Refuse a plan that says anything but the script."""
    from tools.editorial.literal import differences

    if found := differences(screenplay, [line for shot in plan for line in shot.lines]):
        raise BadReply(f"the shot list does not say the script: {'; '.join(found[:3])}. Plan it again.")
