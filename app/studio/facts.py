"""What several rooms show of the same row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.board import FilmRow, ShotRow


def film_card(row: FilmRow, poster: str | None) -> dict[str, Any]:
    """A film: as ``dailies films --json`` tells it, with its picture and its length, but not where on this
    machine it lies."""
    told = tables.film_facts(row)
    del told["folder"]
    return told | {
        "poster": poster,
        "seconds": row.frames / row.fps,
        "created": row.created_at.isoformat(),
    }


def shot_card(
    row: ShotRow, fps: int, stills: Mapping[int, str], names: Mapping[str, str], stale: Sequence[str] = ()
) -> dict[str, Any]:
    """A shot on the board: little enough for three hundred of them."""
    plan = row.plan
    return {
        "code": row.code,
        "position": row.position,
        "scene": plan.scene,
        "heading": row.heading,
        "status": str(row.status),
        "version": row.version,
        "take": row.take_number,
        "takes": row.takes,
        "still": stills.get(row.take_id or 0),
        "frames": plan.frames,
        "seconds": plan.frames / fps,
        "action": plan.action,
        "scale": str(plan.camera.scale),
        "people": [names.get(person.tag, person.tag) for person in plan.people],
        "lines": len(plan.lines),
        "stale": list(stale),
    }
