"""What a take remembers where the user has pinned memories: pins first, then what was recalled. Pure.

A pinned take stands in the place of its shot's circled one before anything is chosen, so that what keeps a
person is filled from it; a pin that nothing would choose by itself comes before what was recalled and, where
no place is left, displaces the least of it, never what keeps a person. Four beside the people and seven in
all, as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent import kok
from tools.memory import Past
from tools.pinning import Kept, Off
from tools.records import Reason
from tools.relevance import Recalled


def standing_in(past: Sequence[Past], pins: Sequence[Kept], off: Sequence[Off] = ()) -> list[Past]:
    """The earlier shots that may be remembered, those with a pinned take as that take has them, in order."""
    kept, gone = {pin.past.shot_id: pin.past for pin in pins}, {one.shot_id for one in off}
    standing = [kept.pop(p.shot_id, p) for p in past if p.shot_id not in gone]
    return sorted([*standing, *kept.values()], key=lambda p: p.position)


def before_recalled(recalled: Sequence[Recalled], pins: Sequence[Kept]) -> list[Recalled]:
    """What is to be remembered beside the people: the pins, then what was recalled of other shots."""
    wished = [Recalled(pin.past, 1.0, {Reason.NARRATIVE: 1.0}) for pin in pins]
    shots = {pin.past.shot_id for pin in pins}
    return wished + [r for r in recalled if r.past.shot_id not in shots]


def explained(selection: kok.Selection, pins: Sequence[Kept], off: Sequence[Off] = ()) -> kok.Selection:
    """The same memories; those that are pinned say so; pins that found no place, and what is switched off,
    are named."""
    words = {pin.past.take_id: pin.words for pin in pins}
    chosen = tuple(_pinned(c, words) for c in selection.chosen)
    used = {c.memory.take_id for c in chosen}
    missing = [pin for pin in pins if pin.past.take_id not in used]
    left = [f"pinned, but there is no place for it: {p.past.code} v{p.past.take_number:03d}" for p in missing]
    left += [f"switched off by you{f' ({one.words})' if one.words else ''}: {one.code}" for one in off]
    return kok.Selection(chosen, (*selection.left_out, *left))


def _pinned(chosen: kok.Chosen, words: dict[int, str]) -> kok.Chosen:
    if chosen.memory.take_id not in words:
        return chosen
    why = words[chosen.memory.take_id]
    voice = ", with the voice" if chosen.memory.voiced else ""
    told = f"pinned by you{f': {why}' if why else ''}{voice}"
    return replace(chosen, memory=replace(chosen.memory, words=told))
