"""The shot list of a film without a script: written in runs of eight, each with its dialogue (E52)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby

from agent import briefing
from agent.authoring.batches import runs
from agent.authoring.direction import direct, faults
from agent.authoring.given import language
from agent.authoring.names import Names
from agent.authoring.wording import strangers, unquoted
from agent.desk import Desk
from agent.steps import given
from agent.writing.groups import Group
from agent.writing.sentences import flat
from agent.writing.units import Saying
from skills.answers import ShotsAnswer, WrittenShot
from skills.hooks import Hook
from tools.story import (
    LONGEST_SHOT,
    Brief,
    CastDraft,
    Coverage,
    SceneDraft,
    ScenesDraft,
    ShotDraft,
    StoryDraft,
)

RUN = 8
"""Shots written at once."""
USUAL = 3
"""Shots of a scene that names no number."""
BEFORE = 2
"""Shots before a run that it is shown, to go on from."""
LEAD = 1.5
"""The longest a shot waits before its first line, seconds."""
UNSCRIPTED = -1
"""Number of the speech of a line that no script has."""


def shots(desk: Desk, sources: Callable[[str], str], values: Mapping[str, object]) -> list[ShotDraft]:
    """Every shot of the film in order, as many in each scene as its card plans.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query.
        values: ``brief``, ``story``, ``cast`` and ``scenes``.

    Raises:
        BadReply: a value is missing, or an answer was no good twice.
    """
    brief, told = given(values, "brief", Brief), given(values, "story", StoryDraft)
    cards = given(values, "scenes", ScenesDraft).scenes
    people = given(values, "cast", CastDraft).characters
    names, tongue = Names(people), language(brief)
    places = [card for card in cards for _ in range(card.planned or USUAL)]
    facts = {"story": briefing.story(told, 400), "cast": briefing.cast(people, 500), "language": tongue}
    found: list[ShotDraft] = []
    for run in runs([card.number for card in places], RUN):
        wanted = [places[place].number for place in run]
        here = [card for card in cards if card.number in wanted]
        answer = desk.ask(
            Hook.SHOTS,
            {
                **facts,
                "scenes": briefing.scenes(here, 600),
                "wanted": _wanted(run, places),
                "before": briefing.shots(found[-BEFORE:], len(found[:-BEFORE]) + 1, people, 250),
                "first": run.start + 1,
                "count": len(run),
                "sources": briefing.within(sources(" ".join(c.synopsis for c in here) or told.logline), 300),
            },
            ShotsAnswer,
            partial(_faults, wanted=wanted, names=names, tongue=tongue),
            seed=brief.seed,
        )
        found += [_draft(shot, names) for shot in answer.shots]
    return found


def _wanted(run: range, places: Sequence[SceneDraft]) -> str:
    """Which shots to write: ``scene 10: shots 3 to 5 of its 5``."""
    lines = []
    for number, group in groupby(run, key=lambda place: places[place].number):
        here = [place for place, card in enumerate(places) if card.number == number]
        own = list(group)
        first, last = own[0] - here[0] + 1, own[-1] - here[0] + 1
        which = f"shot {first}" if first == last else f"shots {first} to {last}"
        lines.append(f"scene {number}: {len(own)} ({which} of its {len(here)})")
    end = "; the last of them ends the film" if run.stop == len(places) else ""
    return "\n".join([*lines, f"shots {run.start + 1} to {run.stop} of {len(places)} in the film{end}"])


def _faults(answer: ShotsAnswer, wanted: Sequence[int], names: Names, tongue: str) -> list[str]:
    got = [shot.scene for shot in answer.shots]
    found = []
    if got != list(wanted):
        found.append(f"got shots of the scenes {got}, expected exactly these, in this order: {list(wanted)}")
    for number, shot in enumerate(answer.shots, start=1):
        found += [f"shot {number}: {fault}" for fault in _shot_faults(shot, names, tongue)]
    return found


def _shot_faults(shot: WrittenShot, names: Names, tongue: str) -> list[str]:
    sayings = _sayings(shot, names)
    unknown = [names.stranger(line.speaker) for line in shot.lines if names.tag(line.speaker) is None]
    said = " ".join(line.text for line in shot.lines)
    seconds = _talk_seconds(sayings)
    long = (
        f"its lines take {seconds:.1f} s, expected at most {LONGEST_SHOT:.1f} s: "
        "shorten them or use another shot"
    )
    return [
        *unknown,
        *([long] if seconds > LONGEST_SHOT else []),
        *faults(shot, sayings, names, tongue),
        *strangers(said, tongue, "its dialogue"),
    ]


def _sayings(shot: WrittenShot, names: Names) -> list[Saying]:
    return [
        Saying(tag, unquoted(line.text), flat(line.delivery), line.off_screen, UNSCRIPTED)
        for line in shot.lines
        if (tag := names.tag(line.speaker)) and unquoted(line.text)
    ]


def _talk_seconds(sayings: Sequence[Saying]) -> float:
    """Seconds that lines take with the air round them; 0 without lines."""
    return Group(Coverage.SINGLE, sayings=tuple(sayings)).talk_seconds


def _draft(shot: WrittenShot, names: Names) -> ShotDraft:
    """The shot; what its lines leave of its seconds is air, half of it before them, 1.5 s at most."""
    sayings = _sayings(shot, names)
    lead = min(max((shot.seconds - _talk_seconds(sayings)) / 2, 0.0), LEAD) if sayings else 0.0
    draft = direct(shot, shot.scene, sayings, lead, shot.seconds, names)
    return draft.model_copy(
        update={"lines": tuple(line.model_copy(update={"speech": None}) for line in draft.lines)}
    )
