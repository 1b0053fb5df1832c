"""The board: all shots in order, what the film costs, and changing the shot list as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from agent.stale import standing
from agent.toolbox import finding, ordering
from app.engines import camera
from app.studio.facts import shot_card
from app.studio.visit import Change, Visit
from generator.interface import FPS, Capabilities, Scale, Unsupported
from tools import board as rows
from tools import gallery, ledger, provenance, provenance_price, revising, splitting, takes
from tools.errors import NotFound, ToolError
from tools.records import ShotStatus
from tools.story import LONGEST_SHOT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from agent.stale import Stale
    from tools.board import FilmRow, ShotRow
    from tools.provenance import Web

WAITING = frozenset((ShotStatus.TODO, ShotStatus.RETAKE, ShotStatus.WIP))
"""Where a shot stands that is rendered with the next work."""
LONGEST_ACTION = 1_000
"""Characters of what happens in a shot."""
SHORTEST = 1.0
"""Seconds of the shortest shot that is put in by hand."""


def board(visit: Visit, film: str) -> dict[str, Any]:
    """All shots of a film in order with their stills, status, notes and what no longer fits; the film's
    length, what it has cost so far, what the shots that wait will cost, and whether the cut is up to date.

    Args:
        visit: who asks.
        film: the film's code.
    """
    with visit.look(film) as (session, row):
        able = _camera(visit, row.engine)
        web = provenance.read(session, row.id)
        stale = standing(web, able)
        waiting = [shot for shot in web.shots if _waits(shot)]
        return {
            "film": row.code,
            "state": row.state,
            "width": row.width,
            "height": row.height,
            "scales": [str(scale) for scale in Scale],
            "longest": LONGEST_SHOT,
            "people": [{"tag": tag, "name": name} for tag, name in web.names.items()],
            "scenes": [
                {"number": number, "heading": scene.heading} for number, scene in sorted(web.scenes.items())
            ],
            "shots": _cards(session, web, stale),
            "totals": _totals(row, web, stale, waiting),
            "spent": _spent(session, row),
            "to_come": _to_come(session, row, waiting, able),
            "cut": _cut(session, web),
        }


def insert_shot(
    visit: Visit,
    film: str,
    beside: str,
    action: str,
    people: list[str] | None = None,
    scale: str = "medium",
    seconds: float = ordering.NEW_SECONDS,
    before: bool = False,
) -> dict[str, Any]:
    """Put a new shot after another one, in its scene. Gives its code; it waits to be rendered.

    Args:
        visit: who asks.
        film: the film's code.
        beside: the code of the shot it stands beside.
        action: what happens, one or two sentences.
        people: names or tags of those in frame, left to right.
        scale: how large people are seen: wide, medium, close-up …
        seconds: its length; the next legal one is taken.
        before: True to put it before the other shot.
    """
    words = " ".join(action.split())
    if not 1 <= len(words) <= LONGEST_ACTION:
        raise ToolError(
            f"got {len(words)} characters, expected 1 to {LONGEST_ACTION}: what happens in the shot?"
        )
    if not SHORTEST <= seconds <= LONGEST_SHOT:
        raise ToolError(f"got {seconds:g} s, expected {SHORTEST:g} to {LONGEST_SHOT:g} s")
    with visit.turn(film, f"insert a shot {'before' if before else 'after'} {beside}") as change:
        shot = _shot(change, beside)
        tags = [finding.person(change.session, change.film, name).tag for name in people or []]
        size = finding.one_of(Scale, scale, "scale")
        plan = ordering.drafted(shot, words, tags, size, seconds)
        new_id = revising.insert_shot(change.session, shot.id, plan, before=before)
        return {"shot": rows.shot_row(change.session, new_id).code}


def split_shot(
    visit: Visit, film: str, shot: str, line: int = 0, first: str = "", second: str = ""
) -> dict[str, Any]:
    """Divide a shot in two; lines, set-ups and length are divided with it. Gives the code of the second half.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot's code.
        line: the second half begins before this line, from 1; 0 divides in the middle, never inside a line.
        first: what happens in the first half; empty for what happened in the whole.
        second: what happens in the second half; the same.
    """
    if max(len(first), len(second)) > LONGEST_ACTION:
        raise ToolError(f"expected at most {LONGEST_ACTION} characters of what happens in a half")
    with visit.turn(film, f"split {shot}") as change:
        row = _shot(change, shot)
        new_id = splitting.split_shot(
            change.session, row.id, row.version, line=line, first=first, second=second
        )
        return {"shot": rows.shot_row(change.session, new_id).code}


def move_shot(visit: Visit, film: str, shot: str, to: int) -> dict[str, Any]:
    """Put a shot at another place of the film; those between make room, codes stay.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot's code.
        to: its new place, from 1.
    """
    with visit.turn(film, f"move {shot} to place {to}") as change:
        revising.move_shot(change.session, _shot(change, shot).id, to - 1)
        return {"shot": shot, "place": to}


def omit_shots(visit: Visit, film: str, shots: list[str]) -> dict[str, Any]:
    """Leave shots out of the film; they keep their places, their codes and their takes.

    Args:
        visit: who asks.
        film: the film's code.
        shots: codes.
    """
    with visit.turn(film, f"omit {_named(shots)}") as change:
        for row in _shots(change, shots):
            revising.omit_shot(change.session, row.id)
    return {"shots": shots}


def restore_shots(visit: Visit, film: str, shots: list[str]) -> dict[str, Any]:
    """Take shots that were left out back into the film.

    Args:
        visit: who asks.
        film: the film's code.
        shots: codes.
    """
    with visit.turn(film, f"restore {_named(shots)}") as change:
        for row in _shots(change, shots):
            revising.restore_shot(change.session, row.id)
    return {"shots": shots}


def retake_shots(visit: Visit, film: str, shots: list[str]) -> dict[str, Any]:
    """Ask for another take of shots. Nothing is rendered yet: that begins with ``go_on``.

    Args:
        visit: who asks.
        film: the film's code.
        shots: codes.
    """
    with visit.turn(film, f"retake {_named(shots)}") as change:
        revising.retake(change.session, [row.id for row in _shots(change, shots)])
    return {"shots": shots}


def approve_shots(visit: Visit, film: str, shots: list[str]) -> dict[str, Any]:
    """Approve the take that each of these shots shows.

    Args:
        visit: who asks.
        film: the film's code.
        shots: codes.
    """
    with visit.turn(film, f"approve {_named(shots)}") as change:
        for row in _shots(change, shots):
            if row.take_id is None:
                raise ToolError(
                    f"{row.code} has no take yet: there is nothing to approve until it is rendered"
                )
            takes.approve(change.session, row.take_id)
    return {"shots": shots}


def _camera(visit: Visit, engine: str) -> Capabilities | None:
    """The film's camera as it is now; None where it cannot work on this machine."""
    try:
        return camera(visit.studio.settings, engine).capabilities
    except (Unsupported, ToolError):
        return None


def _cards(session: Session, web: Web, stale: dict[int, Stale]) -> list[dict[str, Any]]:
    stills, notes = gallery.stills(session, web.film.id), gallery.open_notes(session, web.film.id)
    cards = []
    for shot in web.shots:
        old = stale.get(shot.id)
        card = shot_card(shot, web.film.fps, stills, web.names, old.words if old else ())
        cards.append(
            card
            | {
                "itself": old is not None and old.itself,
                "tags": list(shot.plan.tags),
                "said": [[web.names.get(ln.speaker, ln.speaker), ln.text] for ln in shot.plan.lines],
                "notes": notes.get(shot.id, 0),
            }
        )
    return cards


def _totals(film: FilmRow, web: Web, stale: dict[int, Stale], waiting: Sequence[ShotRow]) -> dict[str, Any]:
    counts = Counter(str(shot.status) for shot in web.shots)
    return {
        "seconds": film.frames / film.fps,
        "shots": film.shots,
        "rendered": film.rendered,
        "approved": film.approved,
        "omitted": counts[ShotStatus.OMIT],
        "waiting": len(waiting),
        "stale": len(stale),
    }


def _spent(session: Session, film: FilmRow) -> dict[str, Any]:
    used = ledger.spent(session, film.id)
    return {
        "seconds": gallery.rendered_seconds(session, film.id),
        "tokens": used.tokens,
        "calls": used.calls,
        "money": used.cost,
    }


def _to_come(
    session: Session, film: FilmRow, waiting: Sequence[ShotRow], able: Capabilities | None
) -> dict[str, Any]:
    """What the shots that wait will cost; ``seconds`` is None while nobody knows how fast the camera is."""
    size = (film.width, film.height)
    fast = provenance_price.rate(session, film.id, able.name if able else film.engine, size)
    frames = [shot.plan.frames for shot in waiting for _ in range(max(shot.wanted, 1))]
    price = provenance_price.price(fast, frames)
    return {
        "takes": len(frames),
        "seconds": price.seconds,
        "film_seconds": sum(frames) / FPS,
        "tokens": price.tokens,
        "measured": price.measured,
    }


def _cut(session: Session, web: Web) -> str:
    """``none`` before the first cut, ``current`` where the newest one shows what there is, else ``old``."""
    cut = rows.newest_cut(session, web.film.id)
    now = tuple(shot.take_id for shot in web.shots if shot.status is not ShotStatus.OMIT)
    return "none" if not cut else "current" if cut == now else "old"


def _waits(shot: ShotRow) -> bool:
    return shot.status is not ShotStatus.OMIT and (shot.take_id is None or shot.status in WAITING)


def _shot(change: Change, code: str) -> ShotRow:
    return rows.shot(change.session, change.film, code)


def _shots(change: Change, codes: Sequence[str]) -> list[ShotRow]:
    if not codes:
        raise ToolError("got no shot, expected the codes of one or more")
    every = {row.code: row for row in rows.shots(change.session, change.film.id)}
    if strangers := [code for code in codes if code not in every]:
        raise NotFound(f"got {', '.join(strangers)}, expected whole codes of shots of {change.film.code}")
    return [every[code] for code in dict.fromkeys(codes)]


def _named(codes: Sequence[str]) -> str:
    return ", ".join(codes) if len(codes) < 4 else f"{len(codes)} shots"


DOORS = (
    board,
    insert_shot,
    split_shot,
    move_shot,
    omit_shots,
    restore_shots,
    retake_shots,
    approve_shots,
)
