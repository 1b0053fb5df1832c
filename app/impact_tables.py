"""Stale takes, what rests on what, and the ways out: tables for people, fields for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table

from agent.impact import WayOut
from agent.stale import Stale
from app.screen import Screen
from app.tables import listing
from tools.board import ShotRow
from tools.provenance import Dependent, Edge, Filmed, Web
from tools.provenance_price import Price
from tools.viewing import NoteRow, SlotRow


def shots(rows: Sequence[ShotRow], stale: Mapping[int, Stale], notes: Mapping[str, list[NoteRow]]) -> Table:
    """Where every shot stands."""
    table = listing("shot", "status", "take", "fits", "open notes")
    for row in rows:
        take = f"v{row.take_number:03d}" if row.take_number else "–"
        said = "\n".join(_note(note) for note in notes.get(row.code, []))
        table.add_row(row.code, row.status, take, _fits(row, stale.get(row.id)), said)
    return table


def stale_takes(found: Iterable[Stale]) -> Table:
    """Takes that no longer fit, and why."""
    table = listing("take", "why it no longer fits")
    for one in found:
        table.add_row(one.take.name, "\n".join(one.words))
    return table


def dependents(found: Sequence[Dependent]) -> Table:
    """Who rests on something."""
    table = listing("take", "how", "steps")
    for one in found:
        table.add_row(one.name, one.words, str(one.steps))
    return table


def slots(web: Web, take: Filmed, rows: Sequence[SlotRow]) -> Table:
    """What a take remembers, why, and whether that still stands."""
    table = listing("slot", "kind", "from", "why", "now")
    for source, row in zip(take.slots, rows, strict=True):
        remembered = web.takes.get(source.take_id or 0)
        table.add_row(
            str(row.ordinal + 1),
            row.kind,
            row.source,
            f"{row.reason}: {row.words}",
            "" if remembered is None else _stands(web, take, remembered),
        )
    return table


def show_ways(screen: Screen, ways: Sequence[WayOut]) -> None:
    """What can be done, with its price."""
    for way in ways:
        screen.say(f"  {way.name:<7} {way.words} ({way.price.words})")


def stale_facts(one: Stale) -> dict[str, Any]:
    """A take that no longer fits, for programs."""
    return {
        "shot": one.shot.code,
        "take": one.take.number,
        "itself": one.itself,
        "reasons": list(one.reasons),
        "through": list(one.through),
        "because": list(one.because),
    }


def way_facts(way: WayOut) -> dict[str, Any]:
    """A way out for programs."""
    return {"name": way.name, "words": way.words, "shots": list(way.shots), "price": price_facts(way.price)}


def price_facts(price: Price) -> dict[str, Any]:
    """A price for programs."""
    return {name: getattr(price, name) for name in price.__dataclass_fields__}


def dependent_facts(one: Dependent) -> dict[str, Any]:
    """Something that rests on something, for programs."""
    return {"take": one.name, "steps": one.steps, "words": one.words}


def edge_facts(edge: Edge) -> dict[str, Any]:
    """An edge of the graph for programs."""
    return {"earlier": edge.earlier, "later": edge.later, "words": edge.words}


def shot_facts(row: ShotRow, stale: Stale | None, notes: Sequence[NoteRow]) -> dict[str, Any]:
    """Where a shot stands, for programs."""
    return {
        "shot": row.code,
        "status": str(row.status),
        "take": row.take_number,
        "stale": stale_facts(stale) if stale is not None else None,
        "notes": [{"id": n.id, "take": n.take_number, "frame": n.frame, "text": n.text} for n in notes],
    }


def _fits(row: ShotRow, stale: Stale | None) -> str:
    if row.take_number is None:
        return ""
    return "\n".join(stale.words) if stale is not None else "yes"


def _note(note: NoteRow) -> str:
    at = f" at frame {note.frame}" if note.frame is not None else ""
    return f"v{note.take_number:03d}{at}: {note.text}"


def _stands(web: Web, take: Filmed, remembered: Filmed) -> str:
    if (take.shot_id, remembered.shot_id) in web.off:
        return "switched off by you"
    if (take.shot_id, remembered.id) in web.pins:
        return "pinned by you"
    if web.stands(remembered):
        return "as it was"
    now = web.circled(web.by_id[remembered.shot_id])
    return f"replaced by v{now.number:03d}" if now is not None else "gone"
