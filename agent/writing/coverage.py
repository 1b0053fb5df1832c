"""Which shots a scene needs: coverage as an assistant director would list it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from agent.writing.dressing import Props
from agent.writing.groups import LONG_TAKES, Group, gather, gone_after
from agent.writing.sentences import size
from agent.writing.units import Deed, Unit
from tools.story import Coverage

ESTABLISHING_SECONDS = 3.2
INSERT_SECONDS = 2.3
REACTION_SECONDS = 2.0
CLOSING_SECONDS = 3.6


@dataclass(frozen=True, slots=True)
class Position:
    """Where a scene stands in the film."""

    new_place: bool
    visited: bool
    """An earlier scene played here: a sentence about a thing is then a detail, not the place."""
    last: bool
    patience: float
    """Seconds a shot may last before the next sentence or line gets its own."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A group and why it is there; ``added`` groups show no block of the script."""

    group: Group
    added: bool = False
    closing: bool = False


def cover(
    units: Sequence[Unit],
    position: Position,
    props: Props,
    thread: Sequence[str],
    shown: Collection[str] = (),
) -> list[Covered]:
    """The shots of a scene in order.

    ``thread``: props that run through the film and deserve an insert; ``shown``: those that have had theirs.
    """
    opening, rest = _opening(units, position, props, thread)
    fresh = [prop for prop in thread if prop not in shown]
    details = _details(rest, props, fresh)
    groups = [_kind(group) for group in gather(rest, lambda text: details.get(text, ""), position.patience)]
    shots = [*opening, *(Covered(group) for group in _mastered(groups))]
    shots = _inserted(shots, props, fresh)
    shots = _reacted(shots, position)
    return _closed(shots, position) or [Covered(Group(Coverage.ESTABLISHING), added=True)]


def _details(units: Sequence[Unit], props: Props, fresh: Sequence[str]) -> dict[str, str]:
    """Sentences without people that first show a thing of the film's thread, and the thing."""
    found: dict[str, str] = {}
    for unit in units:
        prop = props.alone(unit.text) if isinstance(unit, Deed) and not unit.people else ""
        if prop in fresh and prop not in found.values():
            found[unit.text] = prop
    return found


def _opening(
    units: Sequence[Unit], position: Position, props: Props, thread: Sequence[str]
) -> tuple[list[Covered], list[Unit]]:
    """The establishing shot, with the scenery the script opens on."""
    scenery: list[Deed] = []
    for unit in units[:3]:
        if (
            not isinstance(unit, Deed)
            or unit.people
            or (position.visited and props.first(unit.text) in thread)
            or sum(size(deed.text) for deed in (*scenery, unit)) > max(24.0, size(unit.text))
        ):
            break
        scenery.append(unit)
    known = position.visited and units and not scenery
    if known or not (position.new_place or not units):
        return [], list(units)
    group = Group(Coverage.ESTABLISHING, tuple(scenery))
    return [Covered(group, added=not scenery)], list(units[len(scenery) :])


def _kind(group: Group) -> Group:
    """The coverage a group's people call for."""
    if group.coverage is Coverage.INSERT:
        return group
    people = len(group.people)
    kind = Coverage.SINGLE if people <= 1 else Coverage.TWO_SHOT if people == 2 else Coverage.GROUP
    return replace(group, coverage=kind)


def _mastered(groups: Sequence[Group]) -> list[Group]:
    """The first shot that holds two people together is the scene's master."""
    first = next((i for i, g in enumerate(groups) if len(g.people) == 2 and not g.dual), None)
    return [
        replace(g, coverage=Coverage.MASTER) if i == first and not g.sayings else g
        for i, g in enumerate(groups)
    ]


def _inserted(shots: Sequence[Covered], props: Props, thread: Sequence[str]) -> list[Covered]:
    """One insert a scene, on a thing of the film's thread at the moment it is first handled."""
    done: list[Covered] = []
    shown = any(s.group.coverage is Coverage.INSERT for s in shots)
    for shot in shots:
        done.append(shot)
        prop = next((p for d in shot.group.deeds if d.people and (p := props.handled(d.text)) in thread), "")
        if prop and not shown and not shot.group.sayings:
            shown = True
            done.append(Covered(Group(Coverage.INSERT, prop=prop), added=True))
    return done


def _reacted(shots: Sequence[Covered], position: Position) -> list[Covered]:
    """A scene that ends on a line ends on the face of who heard it."""
    last = shots[-1].group if shots else None
    talk = [s for shot in shots for s in shot.group.sayings]
    seen = list(dict.fromkeys(tag for shot in shots for tag in shot.group.people))
    if (
        position.last
        or position.patience > LONG_TAKES
        or not last
        or not last.sayings
        or len(talk) < 3
        or len(last.people) != 1
    ):
        return list(shots)
    away = {*last.people, *gone_after([shot.group for shot in shots])}
    listener = next((s.tag for s in reversed(talk) if s.tag not in away and s.tag in seen), "")
    if not listener:
        return list(shots)
    return [*shots, Covered(Group(Coverage.REACTION, (Deed("", (listener,)),)), added=True)]


def _closed(shots: Sequence[Covered], position: Position) -> list[Covered]:
    """The film's last shot: its last action seen from farther away, or a look back at the people."""
    if not position.last or not shots:
        return list(shots)
    last = shots[-1].group
    if last.coverage is Coverage.ESTABLISHING and len(shots) == 1:
        return list(shots)
    if last.deeds and not last.sayings and last.coverage is not Coverage.INSERT:
        return [*shots[:-1], replace(shots[-1], closing=True)]
    away = gone_after([shot.group for shot in shots])
    seen = [tag for shot in reversed(shots) for tag in shot.group.people if tag not in away]
    seen = list(dict.fromkeys(seen))[:2]
    kind = {0: Coverage.ESTABLISHING, 1: Coverage.SINGLE}.get(len(seen), Coverage.TWO_SHOT)
    deed = (Deed("", tuple(seen)),) if seen else ()
    return [*shots, Covered(Group(kind, deed), added=True, closing=True)]
