"""Which circled takes no longer fit, and why: computed when asked, never acted on (E63).

A take is stale where something it was rendered from has changed, or where it remembers a take that has been
replaced. A take that remembers one which is itself stale is so only in a weaker sense: it fits what there is,
and will not once that one is rendered again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agent.impact_words import sentences
from agent.inputs import Ground, changes, grounds
from generator.interface import Capabilities
from tools import board, provenance
from tools.provenance import Filmed, Source, Web
from tools.records import ShotStatus


@dataclass(frozen=True, slots=True)
class Stale:
    """A take that no longer fits, and why."""

    shot: board.ShotRow
    take: Filmed
    reasons: tuple[str, ...]
    """What has changed under it, a sentence each."""
    through: tuple[str, ...]
    """Which takes it remembers that are themselves stale, a sentence each."""
    because: tuple[int, ...]
    """Ids of the takes it remembers that were replaced or are stale."""

    @property
    def itself(self) -> bool:
        """True when it no longer fits what there is; False when only what it remembers does not."""
        return bool(self.reasons)

    @property
    def words(self) -> tuple[str, ...]:
        """Why: its own reasons, and only where it has none those of what it remembers."""
        return self.reasons or self.through


def standing(web: Web, camera: Capabilities | None = None) -> dict[int, Stale]:
    """Every shot whose circled take no longer fits, by shot id, in the order of the film.

    Args:
        web: the film with everything its takes rest on.
        camera: the film's camera as it is now; None leaves it out of the question which one it was.
    """
    on, found = grounds(web), dict[int, Stale]()
    kept = {shot.take_id: shot for shot in web.shots if shot.status is not ShotStatus.OMIT}
    for take in web.takes.values():  # by age: what a take remembers has been judged before it
        shot = kept.get(take.id)
        if shot is not None and (one := judged(web, on[shot.id], take, found, camera)) is not None:
            found[shot.id] = one
    return dict(sorted(found.items(), key=lambda item: item[1].shot.position))


def judged(
    web: Web, on: Ground, take: Filmed, stale: Mapping[int, Stale], camera: Capabilities | None = None
) -> Stale | None:
    """A take held against what there is now; None when it fits.

    Args:
        web: the film.
        on: what a take of its shot would rest on now.
        take: any rendered take of that shot.
        stale: what is known of the takes it may remember, by shot id.
        camera: the film's camera as it is now, or None.
    """
    reasons = sentences(web, on.shot.position, changes(take, on))
    if camera is not None and (take.engine, take.engine_version) != (camera.name, camera.version):
        reasons.append(f"rendered by {take.engine} {take.engine_version}, now {camera.name} {camera.version}")
    through: list[str] = []
    because: list[int] = []
    for slot in take.slots:
        words, itself = _remembered(web, on.shot, slot, stale)
        if words and slot.take_id is not None:
            (reasons if itself else through).append(words)
            because.append(slot.take_id)
    reasons += _unheeded(web, on.shot, take)
    if not reasons and not through:
        return None
    return Stale(on.shot, take, _once(reasons), _once(through), tuple(dict.fromkeys(because)))


def stale(session: Session, film: board.FilmRow, rows: Iterable[board.ShotRow]) -> list[board.ShotRow]:
    """Of these shots, those whose circled take rests on another plan, card, scene or style."""
    web = provenance.read(session, film.id)
    on = grounds(web)
    return [
        row
        for row in rows
        if row.status is not ShotStatus.OMIT
        and (take := web.circled(row)) is not None
        and sentences(web, row.position, changes(take, on[row.id]))
    ]


def _remembered(web: Web, shot: board.ShotRow, slot: Source, stale: Mapping[int, Stale]) -> tuple[str, bool]:
    """What is wrong with a memory, and whether the take itself is stale for it; empty when nothing is."""
    source = web.takes.get(slot.take_id or 0)
    if source is None:
        return "", False
    of, words, itself = web.by_id[source.shot_id], "", True
    if of.status is ShotStatus.OMIT:
        words = f"remembers {source.name}, which is left out of the film"
    elif of.position > shot.position:
        words = f"remembers {source.name}, which now comes later"
    elif (shot.id, of.id) in web.off:
        words = f"remembers {source.name}, which you switched off"
    elif (shot.id, source.id) not in web.pins:
        now = web.circled(of)
        if not web.stands(source):
            words = f"remembers {source.name}" + (f", now v{now.number:03d}" if now is not None else "")
        elif of.id in stale:
            words, itself = f"{of.code}, which it remembers, is itself stale", False
    return words, itself


def _unheeded(web: Web, shot: board.ShotRow, take: Filmed) -> Iterator[str]:
    """Pins that were made since."""
    slots = {slot.take_id for slot in take.slots}
    offered = " ".join(take.left_out)
    for shot_id, take_id in sorted(web.pins):
        pinned = web.takes.get(take_id)
        if shot_id == shot.id and pinned is not None and take_id not in slots and pinned.name not in offered:
            yield f"does not remember {pinned.name}, which you pinned"


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
