"""The condition: one shot written anew with what earlier shots have shown (c_t of Eq. 16; E55).

The model says what is seen and heard. Dialogue, camera, people and length are the plan's, byte for byte: its
answer has no place for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from agent import briefing
from agent.authoring import asked
from agent.authoring.names import Names
from agent.authoring.wording import quoting, strangers
from agent.caption import language
from agent.desk import Desk
from agent.linting.voices import breath
from agent.steps import given
from agent.timeline import repeats, room, timeline
from agent.writing.sentences import size
from generator.interface import Figure, ShotCondition
from skills.answers import ConditionAnswer, Doing
from skills.hooks import Hook

MOST_ACTION = 60
"""Words an action may have: more of it would push the rest out of the caption."""
_MARKS = re.compile(r"\bID_[A-Z]{1,3}\b|\bshot\d+[:：]")
"""What only the caption may say."""


def condition(
    desk: Desk,
    sources: Callable[[str], str],  # noqa: ARG001 — a single shot needs no files: the plan has read them
    values: Mapping[str, object],
) -> ShotCondition:
    """A shot as the model puts it; where it says nothing, as planned.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query.
        values: ``condition`` (:class:`ShotCondition`), ``recalled`` (lines) and ``notes`` (words).

    Raises:
        BadReply: a value is missing, or the answer was no good twice.
    """
    plan = given(values, "condition", ShotCondition)
    recalled, notes = given(values, "recalled", tuple), given(values, "notes", tuple)
    answer = desk.ask(
        Hook.CONDITION,
        {
            "shot": asked.shot(plan),
            "cast": asked.cast(plan, 400),
            "scene": asked.scene(plan.place),
            "recalled": briefing.within("\n".join(recalled), 500),
            "notes": briefing.within("\n".join(notes), 400),
            "language": language(plan),
        },
        ConditionAnswer,
        lambda said: list(faults(plan, said)),
    )
    return written(plan, answer)


def written(plan: ShotCondition, answer: ConditionAnswer) -> ShotCondition:
    """The plan with what the answer changes in it."""
    names = Names(asked.cards(plan))
    doing = {names.tag(one.name): one for one in answer.people}
    return plan.model_copy(
        update={
            "action": answer.action,
            "figures": tuple(_acted(figure, doing.get(figure.tag)) for figure in plan.figures),
            "sound": answer.sound or plan.sound,
            "music": answer.music or plan.music,
            "continuity": answer.continuity or plan.continuity,
            "fragments": timeline(answer.fragments, plan.frames) or plan.fragments,
        }
    )


def _acted(figure: Figure, doing: Doing | None) -> Figure:
    if doing is None:
        return figure
    changed = {"action": doing.action, "expression": doing.expression}
    return figure.model_copy(update={name: text for name, text in changed.items() if text})


def faults(plan: ShotCondition, answer: ConditionAnswer) -> Iterator[str]:
    """What is wrong with an answer, in words that say what to mend."""
    texts = {
        "action": answer.action,
        "sound": answer.sound,
        "continuity": answer.continuity,
        **{f"the action of {one.name}": one.action for one in answer.people},
        **{f"fragment {n}": text for n, text in enumerate(answer.fragments, start=1)},
    }
    for what, text in texts.items():
        yield from quoting(text, what)
        yield from strangers(text, language(plan), what)
        if mark := _MARKS.search(text):
            yield f"{what} has '{mark.group()}': write names, no tags and no shot numbers"
        if any(line.text.casefold() in text.casefold() for line in plan.lines if size(line.text) > 1):
            yield f"{what} repeats the dialogue: it is added by itself; say only what is seen"
    if (words := round(size(answer.action))) > MOST_ACTION:
        yield f"the action has {words} words, expected at most {MOST_ACTION}"
    if word := breath(answer.sound):
        yield f"the sound has '{word}': breathing turns to noise; leave it out"
    yield from _names(plan, answer)
    yield from _timeline(plan, answer)


def _names(plan: ShotCondition, answer: ConditionAnswer) -> Iterator[str]:
    names = Names(asked.cards(plan))
    frame = [figure.tag for figure in plan.figures]
    seen: set[str] = set()
    for one in answer.people:
        tag = names.tag(one.name)
        if tag is None or tag not in frame:
            inside = ", ".join(names.name(tag) for tag in frame) or "nobody"
            yield f"got '{one.name}' among the people, expected only those in frame: {inside}"
        elif tag in seen:
            yield f"'{one.name}' is told twice among the people: once is enough"
        else:
            seen.add(tag)


def _timeline(plan: ShotCondition, answer: ConditionAnswer) -> Iterator[str]:
    most = room(plan.frames) if room(plan.frames) > 1 else 0
    if len(answer.fragments) > most:
        length = plan.frames / plan.fps
        yield f"got {len(answer.fragments)} fragments, expected at most {most} in {length:.2f} seconds"
    for place in repeats(answer.fragments):
        yield f"fragment {place + 1} tells the same as fragment {place}: say what is new"
