"""Where to cut: units gathered into shots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from agent.writing.units import Deed, Saying, Unit
from tools.story import LINE_PAUSE, LONGEST_SHOT, Coverage

SHORT_LINE = 3.0
"""Seconds: a line up to this length may share a two-shot with its answer (nine words)."""
LONG_TAKES = 7.0
"""Seconds of patience from which dialogue may play in two-shots of up to four lines."""


@dataclass(frozen=True, slots=True)
class Group:
    """A shot to be: what happens in it, then what is said."""

    coverage: Coverage
    deeds: tuple[Deed, ...] = ()
    sayings: tuple[Saying, ...] = ()
    prop: str = ""
    dual: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """Tags of everyone who acts or is seen to speak, in order of mention."""
        acting = [tag for deed in self.deeds for tag in deed.people]
        return tuple(dict.fromkeys([*acting, *(s.tag for s in self.sayings if not s.voice_over)]))

    @property
    def deed_seconds(self) -> float:
        """How long the action takes before anybody speaks; several sentences overlap a little."""
        return max(sum(d.seconds for d in self.deeds) - 0.6 * max(len(self.deeds) - 1, 0), 0.0)

    @property
    def talk_seconds(self) -> float:
        """Words and the air around them."""
        if not self.sayings:
            return 0.0
        if self.dual:
            return max(s.seconds for s in self.sayings) + 0.25 * (len(self.sayings) - 1) + 2 * LINE_PAUSE
        return sum(s.seconds for s in self.sayings) + LINE_PAUSE * (len(self.sayings) + 1)

    @property
    def seconds(self) -> float:
        """The whole length."""
        return self.deed_seconds + self.talk_seconds


def gone_after(groups: Sequence[Group]) -> frozenset[str]:
    """Tags of those who are out of the scene after ``groups``, its shots so far."""
    gone: set[str] = set()
    for group in groups:
        for deed in group.deeds:
            gone = (gone - set(deed.people)) | set(deed.exits)
        gone -= {saying.tag for saying in group.sayings if not saying.voice_over}
    return frozenset(gone)


PropOf = Callable[[str], str]
"""The prop a sentence is about, or empty."""


def gather(units: Sequence[Unit], prop_of: PropOf, patience: float) -> list[Group]:
    """Units in order as groups, each within the longest shot.

    ``patience``: seconds a shot of pure action may last before the next sentence gets its own.
    """
    groups: list[Group] = []
    rest = list(units)
    exchanges = 0
    while rest:
        group = (
            _deeds(rest, prop_of, patience) if isinstance(rest[0], Deed) else _talk(rest, exchanges, patience)
        )
        used = len(group.deeds) + len(group.sayings)
        exchanges += bool(group.sayings)
        groups.append(group)
        rest = rest[used:]
    return _led(groups, patience)


def _deeds(rest: Sequence[Unit], prop_of: PropOf, patience: float) -> Group:
    """The next run of action that one frame can hold."""
    first = rest[0]
    assert isinstance(first, Deed)  # noqa: S101 — gather() looked
    prop = prop_of(first.text)
    if not first.people and prop:
        return _insert(first, prop, rest[1:2], prop_of, patience)
    group = Group(Coverage.SINGLE, (first,))
    for unit in rest[1:4]:
        if not isinstance(unit, Deed) or (not unit.people and prop_of(unit.text)):
            break
        wider = replace(group, deeds=(*group.deeds, unit))
        parted = group.deeds[-1].exits and unit.people and not unit.exits
        if parted or wider.seconds > patience or len(wider.people) > max(2, len(group.people)):
            break
        group = wider
    return group


def _insert(first: Deed, prop: str, after: Sequence[Unit], prop_of: PropOf, patience: float) -> Group:
    """A sentence about a thing, and the next one when it is about nothing else."""
    group = Group(Coverage.INSERT, (first,), prop=prop)
    if after and isinstance(unit := after[0], Deed) and not unit.people and not prop_of(unit.text):
        wider = replace(group, deeds=(first, unit))
        return wider if wider.seconds <= patience else group
    return group


def _talk(rest: Sequence[Unit], exchanges: int, patience: float) -> Group:
    """The next lines that belong together: spoken at once, by one speaker, or a short exchange."""
    first = rest[0]
    assert isinstance(first, Saying)  # noqa: S101 — gather() looked
    run = [first]
    for unit in rest[1:4]:
        if not isinstance(unit, Saying):
            break
        run.append(unit)
    together = _dual(run)
    if together:
        return together
    same = [s for i, s in enumerate(run) if all(r.tag == first.tag and not r.dual for r in run[1 : i + 1])]
    monologue = _longest(same[:3])
    if len(monologue.sayings) > 1 or first.voice_over:
        return monologue
    if exchanges % 2 == 0 or patience > LONG_TAKES:
        return _exchange(run, patience) or monologue
    return monologue


def _dual(run: Sequence[Saying]) -> Group | None:
    pair = [run[0], *(s for s in run[1:2] if s.dual)]
    group = Group(Coverage.TWO_SHOT, sayings=tuple(pair), dual=True)
    return group if len(pair) > 1 and pair[0].tag != pair[1].tag and group.seconds <= LONGEST_SHOT else None


def _longest(same: Sequence[Saying]) -> Group:
    """As many of one speaker's lines as fit; lines seen and lines off screen are not mixed."""
    group = Group(Coverage.SINGLE, sayings=(same[0],))
    for saying in same[1:]:
        wider = replace(group, sayings=(*group.sayings, saying))
        if wider.seconds > LONGEST_SHOT or saying.voice_over != same[0].voice_over:
            break
        group = wider
    return group


def _exchange(run: Sequence[Saying], patience: float) -> Group | None:
    """Two people's short lines in one two-shot."""
    group = Group(Coverage.TWO_SHOT, sayings=(run[0],))
    limit = 4 if patience > LONG_TAKES else 2
    for saying in run[1:limit]:
        wider = replace(group, sayings=(*group.sayings, saying))
        fits = (
            saying.seconds <= SHORT_LINE
            and group.sayings[0].seconds <= SHORT_LINE
            and wider.seconds <= LONGEST_SHOT
        )
        if not fits or saying.voice_over or saying.dual or len(wider.people) > 2:
            break
        group = wider
    return group if len(group.people) == 2 else None


def _led(groups: Sequence[Group], patience: float) -> list[Group]:
    """A short action flows into the line that follows it."""
    merged: list[Group] = []
    for group in groups:
        before = merged[-1] if merged else None
        if before and _flows(before, group, patience):
            merged[-1] = replace(group, deeds=before.deeds)
        else:
            merged.append(group)
    return merged


def _flows(before: Group, group: Group, patience: float) -> bool:
    """True when one frame holds action and line: the same people, or two in all, and the time."""
    if before.sayings or before.coverage is Coverage.INSERT or not group.sayings or group.deeds:
        return False
    if any(s.voice_over for s in group.sayings) or before.deed_seconds + group.talk_seconds > LONGEST_SHOT:
        return False
    together = set(before.people) | set(group.people)
    if gone_after([before]) - set(group.people):
        return False
    return before.deed_seconds <= patience - 1.5 and len(together) <= max(2, len(group.people))
