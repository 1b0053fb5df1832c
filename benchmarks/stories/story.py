"""A story whose dependencies are known, and the rules by which they are.

What is true of a shot (:class:`Truth`) is kept apart from what its plan says. Dependencies follow from the
truth alone: a plan may call a thing by another name, leave it out, or name another thing alike, and the
dependency stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tools.records import Reason
from tools.story import CastDraft, SceneDraft, ShotDraft

AWAY = 8
"""After so many shots without a face or a voice, they have to be remembered."""
NEAR = 2
"""So many shots back in the same scene are of use to any shot."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a shot, whatever its plan says."""

    scene: int
    place: str
    open: bool
    """Whether the picture shows the place: not an insert, not a close-up."""
    faces: frozenset[str]
    """Tags of those whose faces are seen."""
    looks: Mapping[str, int]
    """How often each person has changed by now."""
    things: frozenset[str] = frozenset()
    happens: str = ""
    told: str = ""
    begun: str = ""
    goes_on: str = ""
    voices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dependency:
    """Something a shot needs of an earlier one. Any of ``serves`` will do."""

    reason: Reason
    of: str
    """Who, where or what, for people to read."""
    serves: frozenset[int]
    """Places in the shot list."""


@dataclass(frozen=True, slots=True)
class Dressing:
    """Somebody's card changes."""

    tag: str
    wardrobe: str
    position: int


@dataclass(frozen=True, slots=True)
class Story:
    """A shot list as a planner would write it, and what each of its shots truly depends on."""

    number: int
    cast: CastDraft
    scenes: tuple[SceneDraft, ...]
    shots: tuple[ShotDraft, ...]
    dressings: tuple[Dressing, ...]
    truths: tuple[Truth, ...] = field(repr=False)

    def needs(self, position: int) -> tuple[Dependency, ...]:
        """What the shot at ``position`` depends on; most shots depend on nothing."""
        return dependencies(self.truths, position)

    def useful(self, position: int) -> frozenset[int]:
        """Earlier shots that do the one at ``position`` some good: they serve a dependency, show somebody in
        frame as they look now, show the place, or lie just before in the scene."""
        now = self.truths[position]
        found = {n for need in self.needs(position) for n in need.serves}
        for n, then in enumerate(self.truths[:position]):
            same = any(then.looks[tag] == now.looks[tag] for tag in now.faces & then.faces)
            here = then.place == now.place and then.open and now.open
            just = then.scene == now.scene and position - n <= NEAR
            found |= {n} if same or here or just else set()
        return frozenset(found)


def dependencies(truths: Sequence[Truth], position: int) -> tuple[Dependency, ...]:
    """What a shot truly depends on, by six rules; each names every earlier shot that would serve."""
    now, before = truths[position], list(enumerate(truths[:position]))
    scene = {n for n, t in before if t.scene == now.scene}
    found = [
        *_returns(now, before, position),
        *_voices(now, before, position),
        *_clothes(now, before, scene),
        *[
            Dependency(Reason.PROP, thing, frozenset(n for n, t in before if thing in t.things))
            for thing in sorted(now.things)
            if not any(thing in truths[n].things for n in scene)
        ],
    ]
    if now.open and not any(truths[n].open for n in scene):
        shown = frozenset(n for n, t in before if t.place == now.place and t.open)
        found.append(Dependency(Reason.SCENE, now.place, shown))
    if now.goes_on:
        shown = frozenset(n for n, t in before if now.goes_on in {t.begun, t.goes_on})
        found.append(Dependency(Reason.ACTION, now.goes_on, shown))
    if now.told:
        shown = frozenset(n for n, t in before if t.happens == now.told)
        found.append(Dependency(Reason.NARRATIVE, now.told, shown))
    return tuple(need for need in found if need.serves)


def _returns(now: Truth, before: Sequence[tuple[int, Truth]], position: int) -> list[Dependency]:
    """Somebody is seen who was away."""
    found = []
    for tag in sorted(now.faces):
        seen = frozenset(n for n, t in before if tag in t.faces)
        if seen and position - max(seen) > AWAY:
            found.append(Dependency(Reason.CHARACTER, f"{tag} returns", seen))
    return found


def _voices(now: Truth, before: Sequence[tuple[int, Truth]], position: int) -> list[Dependency]:
    """Somebody is heard who has not been heard for long; a voice is learnt where nobody else speaks."""
    found = []
    for tag in sorted(now.voices):
        heard = frozenset(n for n, t in before if t.voices == {tag})
        if heard and position - max(heard) > AWAY:
            found.append(Dependency(Reason.CHARACTER, f"the voice of {tag}", heard))
    return found


def _clothes(now: Truth, before: Sequence[tuple[int, Truth]], scene: set[int]) -> list[Dependency]:
    """Somebody is seen who has changed, for the first time in this scene."""
    found = []
    for tag in sorted(now.faces):
        if now.looks[tag] == 0 or any(n in scene and tag in t.faces for n, t in before):
            continue
        seen = frozenset(n for n, t in before if tag in t.faces and t.looks[tag] == now.looks[tag])
        found.append(Dependency(Reason.COSTUME, f"{tag} has changed", seen))
    return found
