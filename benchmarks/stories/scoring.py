"""How much of what shots depend on a policy remembers, and how much of what it remembers is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.stories.policies import Watched
from benchmarks.stories.story import Dependency, Story
from tools.records import Reason

REASONS = tuple(reason for reason in Reason if reason is not Reason.NATIVE)


@dataclass(frozen=True, slots=True)
class Score:
    """Of one policy over many shots; only shots that depend on something count. Shares are 0 to 1."""

    recall: float
    """Dependencies served by the best four."""
    by_reason: dict[Reason, float]
    """The same, of each reason's dependencies."""
    held: float
    """Dependencies served by any slot the camera gets."""
    needed: float
    """Chosen slots that serve a dependency."""
    useful: float
    """Chosen slots that serve a dependency or do the shot some other good."""
    chosen: float
    """Slots chosen for a shot, mean."""


def score(watched: Iterable[Watched], policy: str) -> Score:
    """Score one policy."""
    wanted: Counter[Reason] = Counter()
    served: Counter[Reason] = Counter()
    held = slots = needed = useful = shots = 0
    for one in watched:
        for position, given in enumerate(one.remembered[policy]):
            needs = one.story.needs(position)
            if not needs:
                continue
            shots += 1
            wanted.update(need.reason for need in needs)
            served.update(need.reason for need in needs if need.serves & {*given.best})
            held += sum(bool(need.serves & {*given.slots}) for need in needs)
            serving = frozenset().union(*(need.serves for need in needs))
            slots += len(given.dynamic)
            needed += len(serving & {*given.dynamic})
            useful += len(one.story.useful(position) & {*given.dynamic})
    total = max(1, wanted.total())
    return Score(
        recall=served.total() / total,
        by_reason={reason: served[reason] / max(1, wanted[reason]) for reason in REASONS},
        held=held / total,
        needed=needed / max(1, slots),
        useful=useful / max(1, slots),
        chosen=slots / max(1, shots),
    )


def fields(watched: Iterable[Watched]) -> dict[str, float]:
    """Shares of all dependencies by what the fields of the plans say of them: ``named``; ``misnamed``, when
    they name another shot as well, or only another; ``left out``, to the words or the order of the shots."""
    said: Counter[str] = Counter()
    for one in watched:
        for position in range(len(one.story.shots)):
            said.update(_said(one.story, position, need) for need in one.story.needs(position))
    return {way: said[way] / max(1, said.total()) for way in ("named", "misnamed", "left out")}


def _said(story: Story, position: int, need: Dependency) -> str:
    if need.reason in {Reason.ACTION, Reason.NARRATIVE}:
        return "left out"
    if need.reason is Reason.COSTUME:
        tag = need.of.split()[0]
        return "named" if any(change.tag == tag for change in story.dressings) else "left out"
    if need.reason is Reason.CHARACTER:
        return "named"
    alike = {n for n in range(position) if _alike(story, position, n, need.reason)}
    if not alike:
        return "left out"
    # Close pictures of the place do not serve, but they do not mislead either.
    return "named" if alike <= need.serves or need.reason is Reason.SCENE else "misnamed"


def _alike(story: Story, position: int, earlier: int, reason: Reason) -> bool:
    """Whether two shots have a field of the reason in common."""
    if reason is Reason.PROP:
        return bool({*story.shots[position].props} & {*story.shots[earlier].props})
    place, then = (story.scenes[story.truths[n].scene].place for n in (position, earlier))
    return place == then
