"""One shot under the loupe: its takes, what differs between them, notes, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from agent.impact import chosen, earlier, resting_on, ways_out
from agent.remarks import Remark
from agent.revision import Reach
from app import impact_tables, revising, tables
from app.fitting import fitting
from app.studio.facts import shot_card
from app.studio.takes import note_card, shown, take_card
from app.studio.visit import Visit
from app.studio.work import started
from tools import board, notes, pinning, takes, viewing
from tools.errors import ToolError
from tools.provenance_price import price

if TYPE_CHECKING:
    from tools.board import FilmRow, ShotRow

REACHES = {"": None, "here": Reach.SHOT, "onwards": Reach.ONWARDS, "everywhere": Reach.EVERYWHERE}
"""Where a change of looks and clothes holds, by the names the doors take."""
BEGUN = "It is being rendered."
ALREADY = "The worker is at the film already: it comes to this by itself."


def shot(visit: Visit, film: str, shot: str = "", take: str = "") -> dict[str, Any]:
    """One shot: how it stands, all its takes, the notes on them, and the shots beside it.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot's code, its end, or #4 for the fourth; empty for the first.
        take: the take to look at, as v002 or 2; empty for the circled one.
    """
    with visit.look(film) as (session, row):
        rows = board.shots(session, row.id)
        if not rows:
            return {"shot": None, "takes": [], "take": None, "notes": [], "neighbours": _beside(rows, 0)}
        at = board.shot(session, row, shot) if shot else rows[0]
        made = viewing.takes(session, at.id)
        seen = viewing.numbered(session, at.id, take) if take else shown(made, at.take_id)
        counting = {note.id for note in viewing.open_notes(session, at.id)}
        names = {card.tag: card.name for card in board.cast(session, row.id).characters}
        stills = {one.id: one.still for one in made if one.still}
        return {
            "shot": shot_card(at, row.fps, stills, names)
            | {"wanted": at.wanted, "place": at.position + 1, "of": len(rows), "fps": row.fps},
            "takes": [take_card(one, row.fps, at.take_id) for one in made],
            "take": take_card(seen, row.fps, at.take_id) if seen is not None else None,
            "notes": [note_card(one, counting) for one in viewing.notes(session, row.id, at.id)],
            "neighbours": _beside(rows, at.position),
        }


def compare(visit: Visit, film: str, shot: str, before: str = "", after: str = "") -> dict[str, Any]:
    """What was asked, made, remembered and measured differently in two takes of a shot, in words.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
        before: a take, as v001; empty for the last but one.
        after: another; ``plan`` for what would be asked now; empty for the last.
    """
    with visit.look(film) as (session, row):
        names, found = revising.compared(session, row, board.shot(session, row, shot), before, after)
    return {
        "before": names[0],
        "after": names[1],
        "differences": [tables.difference_facts(one) for one in found],
    }


def note(  # noqa: PLR0913, PLR0917 — what can be said of a take
    visit: Visit,
    film: str,
    shot: str,
    text: str,
    frame: int = -1,
    take: str = "",
    category: str = "",
    reach: str = "",
    same_seed: bool = False,
    only_note: bool = False,
) -> Iterator[dict[str, Any]]:
    """Say what should be different in a take: a note is kept, the plan changed, the shot rendered again.

    Answers piece by piece: ``step`` says what is being done, the last piece what was understood.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
        text: what should be different, in words.
        frame: the frame it is about, from 0; -1 for the whole take.
        take: the take it is about, as v002; empty for the circled one.
        category: appearance, action, dialogue, camera, layout or sync; empty to tell by the words.
        reach: where a change of looks and clothes holds: here, onwards or everywhere; empty to tell by the
            words.
        same_seed: render with the seed of the circled take.
        only_note: keep the note and change nothing.
    """
    remark = Remark(
        text.strip(),
        frame if frame >= 0 else None,
        revising.category(category),
        _reach(reach),
        only_note=only_note,
    )
    with visit.look(film) as (session, row):
        at = board.shot(session, row, shot)
        about = revising.taken(session, at, take)
    yield {"step": "Reading the note…"}
    people = visit.staffing.of(row.id)
    _, turn_id = visit.open_turn(film, f"note on {at.code}: {remark.words}")
    heard = revising.remarked(people, row.id, turn_id, about, remark, same_seed=same_seed)
    with visit.look(film) as (session, _):
        kept = viewing.note(session, row.id, heard.note_id)
    yield {
        "note": tables.note_facts(kept),
        "understood": heard.understood,
        "said": heard.text,
        "differences": [tables.difference_facts(one) for one in heard.differences],
        "work": _begun(visit, row.id) if heard.understood else "",
        "turn": turn_id,
    }


def resolve(visit: Visit, film: str, note: int, reopen: bool = False) -> dict[str, Any]:
    """Close a note, or open it again so that it counts for the next take.

    Args:
        visit: who asks.
        film: the film's code.
        note: the note's number.
        reopen: open it again instead.
    """
    with visit.turn(film, f"{'reopen' if reopen else 'resolve'} note {note}") as change:
        viewing.note(change.session, change.film.id, note)
        (notes.unresolve_note if reopen else notes.resolve_note)(change.session, note)
        return tables.note_facts(viewing.note(change.session, change.film.id, note))


def label(visit: Visit, film: str, note: int, verdict: str = "") -> dict[str, Any]:
    """Say whether a critic's note is right or wrong; a wrong one counts no more.

    Args:
        visit: who asks.
        film: the film's code.
        note: the note's number.
        verdict: right or wrong; empty takes it back.
    """
    with visit.turn(film, f"note {note} is {verdict or 'not judged'}") as change:
        viewing.note(change.session, change.film.id, note)
        notes.label(change.session, note, verdict)
        return tables.note_facts(viewing.note(change.session, change.film.id, note))


def retake(visit: Visit, film: str, shot: str, count: int = 1, same_seed: bool = False) -> dict[str, Any]:
    """Ask for other takes of a shot as it is planned now; the worker renders them.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
        count: how many, 1 to 8, each with a seed of its own.
        same_seed: one take with the seed of the circled one: only what was changed is then different.
    """
    row, at = _at(visit, film, shot)
    with visit.turn(film, f"retake {at.code}" + (f" x {count}" if count > 1 else "")) as change:
        takes.ask_retake(change.session, at.id, count=count, same_seed=same_seed)
    return {"shot": at.code, "takes": count, "work": _begun(visit, row.id)}


def approve(visit: Visit, film: str, shot: str, take: str = "") -> dict[str, Any]:
    """Say yes to a take: it is circled, its shot approved, and the notes it was made to answer are closed.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
        take: the take, as v002; an older one takes the place of the newer, which is kept. Empty for the
            circled one.
    """
    with visit.look(film) as (session, row):
        at = board.shot(session, row, shot)
        chosen_ = revising.taken(session, at, take)
    with visit.turn(film, f"approve {at.code} v{chosen_.number:03d}") as change:
        takes.approve(change.session, chosen_.id)
        said = viewing.notes(change.session, row.id, at.id)
    return {
        "shot": at.code,
        "take": chosen_.number,
        "resolved": [one.id for one in said if one.resolved_by == chosen_.number],
    }


def ways(visit: Visit, film: str, shot: str, take: str = "") -> dict[str, Any]:
    """Whether the circled take of a shot still fits, what can be done where not, and which takes rest on it.

    Nothing is changed.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
        take: whose dependents are wanted, as v002; empty for the circled take.
    """
    with visit.look(film) as (session, row):
        at = board.shot(session, row, shot)
        fit = fitting(visit.studio.settings, session, row)
        seen = viewing.numbered(session, at.id, take).number if take else at.take_number
    stale = fit.stale.get(at.id)
    this = [stale] if stale is not None else []
    known = next((one for one in fit.web.takes.values() if (one.shot_id, one.number) == (at.id, seen)), None)
    resting = resting_on(fit.web, at, known.number) if known is not None else []
    back = earlier(fit.web, this, fit.camera).get(at.id) if stale is not None else None
    return {
        "stale": impact_tables.stale_facts(stale) | {"words": list(stale.words)}
        if stale is not None
        else None,
        "ways": [impact_tables.way_facts(way) for way in ways_out(fit.web, this, fit.fast, fit.camera)],
        "back": back.number if back is not None else None,
        "dependents": [
            {"shot": fit.web.by_id[one.shot_id].code} | impact_tables.dependent_facts(one) for one in resting
        ],
        "price": impact_tables.price_facts(
            price(fit.fast, [fit.web.by_id[one.shot_id].plan.frames for one in resting])
        ),
    }


def keep(visit: Visit, film: str, shot: str) -> dict[str, Any]:
    """Pin what the circled take of a shot remembers and was replaced since, so that the take fits as it is.

    Args:
        visit: who asks.
        film: the film's code.
        shot: the shot.
    """
    _, at = _at(visit, film, shot)
    with visit.turn(film, f"pin {at.code}") as change:
        kept = pinning.keep(change.session, at.id, "kept as it was")
        names = [viewing.take_name(change.session, take_id) for take_id in kept]
    return {"shot": at.code, "pinned": names}


def refresh(visit: Visit, film: str, shots: list[str]) -> dict[str, Any]:
    """Render takes again that no longer fit, with the seeds they have.

    Args:
        visit: who asks.
        film: the film's code.
        shots: their shots; an empty list for all takes that no longer fit.
    """
    with visit.look(film) as (session, row):
        named = [board.shot(session, row, name) for name in shots]
        wanted = chosen(fitting(visit.studio.settings, session, row).stale, named)
    if not wanted:
        raise ToolError("every take fits: there is nothing to render")
    codes = [one.shot.code for one in wanted]
    with visit.turn(film, f"refresh {', '.join(codes)}") as change:
        for one in wanted:
            takes.ask_retake(change.session, one.shot.id, same_seed=True)
    return {"shots": codes, "work": _begun(visit, row.id)}


def _at(visit: Visit, film: str, shot: str) -> tuple[FilmRow, ShotRow]:
    with visit.look(film) as (session, row):
        return row, board.shot(session, row, shot)


def _beside(rows: list[ShotRow], position: int) -> dict[str, str | None]:
    """Codes of the shots before and after a place."""
    return {
        "before": rows[position - 1].code if position > 0 else None,
        "after": rows[position + 1].code if position + 1 < len(rows) else None,
    }


def _reach(name: str) -> Reach | None:
    if name not in REACHES:
        raise ToolError(f"got the reach {name!r}, expected here, onwards, everywhere or nothing")
    return REACHES[name]


def _begun(visit: Visit, film_id: int) -> str:
    """Let the worker know that there is something to render; gives what becomes of it, in words."""
    return BEGUN if started(visit, film_id) else ALREADY


DOORS = (shot, compare, note, resolve, label, retake, approve, ways, keep, refresh)
