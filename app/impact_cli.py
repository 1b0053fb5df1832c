"""What rests on what: ``dailies status``, ``why``, ``impact`` and ``refresh``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.command import STOPPED, WAITING, AsJson, FilmName, Quiet, opened, screen_of

if TYPE_CHECKING:
    from agent.stale import Stale
    from agent.worker import Outcome
    from app.build import Studio
    from app.fitting import Fit
    from app.screen import Screen
    from tools.board import ShotRow
    from tools.provenance import Dependent, Filmed, Web
    from tools.viewing import NoteRow

NAMED = 4
"""Shots that are named in one sentence; more are counted."""
ShotName = Annotated[str, typer.Argument(help="The shot's code, its end (010_0020), or #4 for the fourth.")]
TakeName = Annotated[str, typer.Argument(help="The take: v002. Default: the circled one.")]


def status(film: FilmName, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Show where every shot stands: its take, whether that still fits and why not, its open notes."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.impact import ways_out
        from app import impact_tables, tables
        from tools import viewing

        seen = _look(studio, film)
        web, stale = seen.web, seen.stale
        ways = ways_out(web, list(stale.values()), seen.fast, seen.camera)
        with studio.database.read() as session:
            notes = _by_shot(viewing.notes(session, web.film.id))
        screen.table(impact_tables.shots(web.shots, stale, notes), empty="No shots yet.")
        screen.say(tables.film_line(web.film))
        if stale:
            screen.say(f"{_counted(len(stale), 'take')} no longer fit{'s' * (len(stale) == 1)}. You can:")
            impact_tables.show_ways(screen, ways)
        screen.bare(f"{s.code} {s.status}{' stale' if s.id in stale else ''}" for s in web.shots)
        screen.result(
            {
                "film": tables.film_facts(web.film),
                "shots": [
                    impact_tables.shot_facts(s, stale.get(s.id), notes.get(s.code, [])) for s in web.shots
                ],
                "ways": [impact_tables.way_facts(way) for way in ways],
            }
        )


def why(
    film: FilmName, shot: ShotName, take: TakeName = "", quiet: Quiet = False, as_json: AsJson = False
) -> None:
    """Show everything a take rests on: cards, memories with their reasons, and who remembers it."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.impact import resting_on
        from agent.inputs import grounds
        from agent.stale import judged
        from app import impact_tables
        from tools import board, provenance, viewing

        seen = _look(studio, film)
        web = seen.web
        with studio.database.read() as session:
            found = take_named(web, board.shot(session, web.film, shot), take)
            memories = viewing.take(session, found.id).slots
        on = grounds(web)[found.shot_id]
        one = judged(web, on, found, seen.stale, seen.camera)
        resting = resting_on(web, on.shot, found.number)
        cards = provenance.worn_by(found.inputs, web.cards)
        circled = on.shot.take_id == found.id
        screen.heading(found.name + (" (circled)" if circled else ""), on.shot.plan.action)
        screen.say(f"  rendered by {found.engine} {found.engine_version}, seed {found.request.seed}")
        for card in cards:
            screen.say(f"  card {card.number} of {card.name}: {card.wardrobe}")
        screen.table(impact_tables.slots(web, found, memories), empty="  remembers nothing")
        for words in found.left_out:
            screen.say(f"  left out: {words}")
        for words in one.words if one else ("fits the film as it is planned",):
            screen.say(f"  {'stale' if one else 'state'}: {words}")
        screen.say(f"  {'remembered by' if resting else 'nothing remembers it'}")
        if resting:
            screen.table(impact_tables.dependents(resting))
        screen.bare(one.words if one else ())
        screen.result(
            {
                "take": found.name,
                "circled": circled,
                "cards": [{"tag": c.tag, "name": c.name, "number": c.number} for c in cards],
                "slots": [{n: getattr(s, n) for n in s.__dataclass_fields__} for s in memories],
                "left_out": list(found.left_out),
                "stale": impact_tables.stale_facts(one) if one else None,
                "dependents": [impact_tables.dependent_facts(d) for d in resting],
                "edges": [impact_tables.edge_facts(edge) for edge in provenance.edges(web, [found])],
            }
        )


def impact(
    film: FilmName,
    of: Annotated[
        str, typer.Argument(help="A shot, somebody's name, a scene (“scene 20”), or “style”.")
    ] = "",
    change: Annotated[
        str, typer.Option("--if", help="A change in words: “make her coat red from shot 9 on”.")
    ] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Show which takes rest on something, or would no longer fit after a change. Changes nothing."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from tools.errors import ToolError

        if bool(of) == bool(change):
            got = "both" if of else "neither"
            raise ToolError(
                f"got {got}, expected a shot, somebody, a scene or style, or --if and a change in words"
            )
        if change:
            _foreseen(studio, screen, film, change)
        else:
            _resting(studio, screen, film, of)


def refresh(
    film: FilmName,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only this shot; may be given again. Default: all that are stale."),
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what would be rendered (default).")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Render them.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Render takes again that no longer fit: the plan with prices, or with --yes the work itself."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.impact import chosen
        from app import impact_tables
        from tools import board
        from tools.provenance_price import price

        seen = _look(studio, film)
        row = seen.web.film
        with studio.database.read() as session:
            shots = [board.shot(session, row, name) for name in only or ()]
        wanted = chosen(seen.stale, shots)
        cost = price(seen.fast, [one.shot.plan.frames for one in wanted])
        beside = _waiting(seen.web, wanted)
        none = "Every take fits: there is nothing to render." if row.rendered else "There is no take yet."
        screen.table(impact_tables.stale_takes(wanted), empty=none)
        if wanted:
            screen.say(f"{_counted(len(wanted), 'shot')}: {cost.words}.")
        if wanted and beside:
            more = f" and {len(beside) - NAMED} more" if len(beside) > NAMED else ""
            screen.say(f"Waiting to be rendered anyway: {', '.join(beside[:NAMED])}{more}.")
        facts: dict[str, Any] = {
            "film": row.code,
            "plan": [impact_tables.stale_facts(one) for one in wanted],
            "price": impact_tables.price_facts(cost),
            "waiting": beside,
            "rendered": [],
        }
        outcome = None
        if wanted and yes and not plan:
            facts["rendered"], outcome = _rendered(studio, screen, seen.web, wanted)
        elif wanted:
            screen.say("Nothing was rendered; --yes renders them.")
        screen.bare(facts["rendered"] or [one.shot.code for one in wanted])
        screen.result(facts)
        _leave(outcome)


def take_named(web: Web, shot: ShotRow, name: str) -> Filmed:
    """A rendered take of a shot by ``v002`` or ``2``; without a name the circled one.

    Raises:
        ToolError: it has no such take; says which it has.
    """
    from tools.errors import ToolError

    digits = re.fullmatch(r"v?0*(\d+)", name.strip().lower())
    made = [take for take in web.takes.values() if take.shot_id == shot.id]
    if name and digits is None:
        raise ToolError(f"got the take {name!r}, expected its number such as v001")
    found = web.take(shot, int(digits[1])) if digits else web.circled(shot)
    if found is None:
        known = ", ".join(f"v{take.number:03d}" for take in made) or "no rendered take yet"
        raise ToolError(f"got {name or 'no take'} of {shot.code}, which has {known}")
    return found


def _foreseen(studio: Studio, screen: Screen, film: str, change: str) -> None:
    from agent.impact_rehearsal import foreseen
    from app import impact_tables
    from app.making import staff
    from tools import board

    with studio.database.read() as session:
        row = board.film(session, film)
    seen = foreseen(staff(studio, row.id), row.id, change)
    screen.say(f"If it were so: {seen.told}.")
    screen.table(impact_tables.stale_takes(seen.stale), empty="Every take would fit as it does now.")
    if seen.stale:
        screen.say(f"{_counted(len(seen.stale), 'take')} would no longer fit. You could:")
        impact_tables.show_ways(screen, seen.ways)
    screen.say("Nothing was changed.")
    screen.bare(one.take.name for one in seen.stale)
    screen.result(
        {
            "film": row.code,
            "change": seen.told,
            "stale": [impact_tables.stale_facts(one) for one in seen.stale],
            "ways": [impact_tables.way_facts(way) for way in seen.ways],
        }
    )


def _resting(studio: Studio, screen: Screen, film: str, of: str) -> None:
    from app import impact_tables
    from tools.provenance_price import price

    seen = _look(studio, film)
    web = seen.web
    found = _dependents(studio, web, of)
    cost = price(seen.fast, [web.by_id[one.shot_id].plan.frames for one in found])
    screen.table(
        impact_tables.dependents(found), empty=f"No take rests on {'the style' if of == 'style' else of}."
    )
    if found:
        screen.say(f"To render {_counted(len(found), 'shot')} again: {cost.words}.")
    screen.bare(one.name for one in found)
    screen.result(
        {
            "film": web.film.code,
            "of": of,
            "dependents": [impact_tables.dependent_facts(one) for one in found],
            "price": impact_tables.price_facts(cost),
        }
    )


def _dependents(studio: Studio, web: Web, of: str) -> list[Dependent]:
    """The takes that rest on a shot, somebody, a scene or the style, by what people call it."""
    from agent import impact as choices
    from tools import board
    from tools.errors import NotFound

    said = " ".join(of.split()).casefold()
    somebody = next((tag for tag, name in web.names.items() if said in {tag.casefold(), name.casefold()}), "")
    scene = re.fullmatch(r"scene 0*(\d+)", said)
    if said == "style":
        return choices.resting_on_style(web)
    if somebody:
        return choices.resting_on_somebody(web, somebody)
    if scene and int(scene[1]) in web.scenes:
        return choices.resting_on_scene(web, int(scene[1]))
    try:
        with studio.database.read() as session:
            shot = board.shot(session, web.film, of)
    except NotFound as error:
        scenes = ", ".join(f"scene {number}" for number in web.scenes)
        known = f"{', '.join(web.names.values())}, {scenes}"
        raise NotFound(f"got {of!r}, expected a shot, style, or one of {known}") from error
    return choices.resting_on(web, shot)


def _rendered(studio: Studio, screen: Screen, web: Web, wanted: list[Stale]) -> tuple[list[str], Outcome]:
    """Ask for another take of these shots, as one turn, and run the worker; gives what was rendered."""
    from agent.crew import Review
    from app import making
    from app.turning import turn
    from app.working import work
    from tools import provenance, takes

    job_id = making.revive(studio, web.film.id)  # says so where somebody is at work, before anything is asked
    words = f"refresh {', '.join(one.shot.code for one in wanted)}"
    with turn(studio, web.film.id, words) as said:
        for one in wanted:
            takes.ask_retake(said.session, one.shot.id, same_seed=True)
    outcome = work(studio, screen, job_id, review=Review.LATER)
    with studio.database.read() as session:
        after = provenance.read(session, web.film.id)
    made = [take.name for take_id, take in after.takes.items() if take_id not in web.takes]
    screen.say(f"Rendered: {', '.join(made) or 'nothing'}.")
    return made, outcome


def _look(studio: Studio, name: str) -> Fit:
    from app.fitting import fitting
    from tools import board

    with studio.database.read() as session:
        return fitting(studio.settings, session, board.film(session, name))


def _waiting(web: Web, wanted: list[Stale]) -> list[str]:
    """Codes of the shots that are rendered with the next work whatever is chosen here."""
    from tools.records import ShotStatus

    chosen = {one.shot.id for one in wanted}
    return [
        shot.code
        for shot in web.shots
        if shot.id not in chosen
        and shot.status is not ShotStatus.OMIT
        and (shot.take_id is None or shot.status in {ShotStatus.RETAKE, ShotStatus.WIP})
    ]


def _by_shot(notes: list[NoteRow]) -> dict[str, list[NoteRow]]:
    found: dict[str, list[NoteRow]] = {}
    for note in notes:
        if note.open and note.label != "wrong":
            found.setdefault(note.code, []).append(note)
    return found


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _leave(outcome: Outcome | None) -> None:
    from tools.records import JobState

    if outcome is not None and outcome.state in {JobState.WAITING, JobState.CANCELLED}:
        raise typer.Exit(WAITING if outcome.state is JobState.WAITING else STOPPED)
