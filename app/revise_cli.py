"""Looking at takes and saying what should be different: notes, retakes, approval, differences.

Nothing is rendered but the shot that was spoken of; what else no longer fits is counted, never touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.command import STOPPED, WAITING, AsJson, FilmName, Quiet, opened, screen_of
from app.turning import opened_turn, turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.crew import Crew
    from agent.difference import Difference
    from agent.revision import Reach
    from app.build import Studio
    from app.screen import Screen
    from tools.board import FilmRow, ShotRow
    from tools.records import JobState
    from tools.undo import Changed
    from tools.viewing import TakeRow

ShotName = Annotated[
    str, typer.Argument(help="The shot's code, its end (010_0020), or #4 for the fourth.", metavar="SHOT")
]
SHOWN = 6
"""Takes that no longer fit, of which the reasons are shown; more are counted."""
PLAN = "plan"
"""What is said instead of a take for what would be asked now."""
NOT_UNDERSTOOD = "Nothing is rendered. Say it in other words, or ask for a retake."
NOT_THIS = "This shot stays as it was filmed: nothing is rendered."
Later = Annotated[bool, typer.Option("--later", help="Render nothing now; `dailies resume` does.")]


def note(  # noqa: PLR0913, PLR0917 — one parameter an option
    film: FilmName,
    shot: ShotName,
    text: Annotated[str, typer.Argument(help="What should be different, in your words.")],
    frame: Annotated[int | None, typer.Option(min=0, help="The frame it is about, from 0.")] = None,
    take: Annotated[str, typer.Option(help="The take it is about. Default: the circled one.")] = "",
    category: Annotated[
        str, typer.Option(help="appearance, action, dialogue, camera, layout or sync. Default: by its words.")
    ] = "",
    from_here: Annotated[
        bool, typer.Option("--from-here", help="Looks and clothes change from this shot on.")
    ] = False,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="Looks and clothes change in the whole film.")
    ] = False,
    only_here: Annotated[
        bool, typer.Option("--only-here", help="Looks and clothes change in this shot alone.")
    ] = False,
    only_note: Annotated[bool, typer.Option("--only-note", help="Keep the note and change nothing.")] = False,
    same_seed: Annotated[bool, typer.Option("--same-seed", help="Render it with the seed it has.")] = False,
    later: Later = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Say what should be different in a take: it is kept as a note, the plan changed, the shot rendered."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.remarks import Remark
        from app import making, revising

        at = _at(studio, film, shot)
        about = _taken(studio, at.shot, take)
        reach = _reach(from_here, everywhere, only_here)
        remark = Remark(text, frame, revising.category(category), reach, only_note=only_note)
        people = making.staff(studio, at.film.id)
        turn_id = opened_turn(studio, at.film.id, f"note on {at.shot.code}: {text}")
        heard = revising.remarked(people, at.film.id, turn_id, about, remark, same_seed=same_seed)
        _say_note(studio, screen, at.film.id, heard.note_id)
        _say_heard(screen, heard.text, heard.differences)
        if not heard.understood and not only_note:
            elsewhere = _changed(studio, turn_id)
            screen.say(f"  {NOT_THIS if elsewhere else NOT_UNDERSTOOD}")
        made = None if later or not heard.understood else _render(studio, screen, at.film.id, people)
        if later and heard.understood:
            _say_later(screen, at)
        _result(
            studio,
            screen,
            at,
            people,
            made,
            {
                "note": _note_facts(studio, at.film.id, heard.note_id),
                "understood": heard.understood,
                "said": heard.text,
                "changes": _differences(heard.differences),
                "turn": turn_id,
            },
        )


def retake(
    film: FilmName,
    shot: ShotName,
    takes: Annotated[int, typer.Option(min=1, max=8, help="How many, each with a seed of its own.")] = 1,
    same_seed: Annotated[
        bool, typer.Option("--same-seed", help="The circled take's seed again: only the plan differs.")
    ] = False,
    later: Later = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Render a shot again: the same request with a new seed, several seeds at once, or the same seed."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.seeds import sheet_path
        from app import making
        from tools.takes import ask_retake

        at = _at(studio, film, shot)
        words = f"retake {at.shot.code}" + (f" x {takes}" if takes > 1 else "")
        with turn(studio, at.film.id, words) as said:
            ask_retake(said.session, at.shot.id, count=takes, same_seed=same_seed)
        people = making.staff(studio, at.film.id)
        made = None if later else _render(studio, screen, at.film.id, people)
        if later:
            _say_later(screen, at)
        sheet = str(sheet_path(people, at.shot.code)) if takes > 1 and made is not None else None
        _result(studio, screen, at, people, made, {"takes": takes, "sheet": sheet, "turn": said.id})


def approve(
    film: FilmName,
    shot: ShotName,
    take: Annotated[str, typer.Argument(help="The take: v002. Default: the circled one.")] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Say yes to a take. An older one takes the place of the newer, which is kept."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import tables
        from app.screen import program
        from tools import board, takes, viewing

        at = _at(studio, film, shot)
        chosen = _taken(studio, at.shot, take)
        with turn(studio, at.film.id, f"approve {at.shot.code} v{chosen.number:03d}") as said:
            takes.approve(said.session, chosen.id)
        with studio.database.read() as session:
            row = board.shot_row(session, at.shot.id)
            answered = [
                one
                for one in viewing.notes(session, at.film.id, at.shot.id)
                if one.resolved_by == chosen.number
            ]
            cut = board.newest_cut(session, at.film.id)
        screen.say(f"{row.code} v{chosen.number:03d} is approved{_kept(at.shot, chosen)}.")
        for one in answered:
            screen.say(f"  resolved: note {one.id}, {one.text}")
        if cut and chosen.id not in cut:
            screen.say(f"  The cut still shows another take: {program()} resume {at.film.code} cuts it anew.")
        screen.bare([f"{row.code} v{chosen.number:03d}"])
        screen.result(
            {
                "shot": tables.shot_facts(row),
                "take": chosen.number,
                "resolved": [one.id for one in answered],
                "turn": said.id,
            }
        )


def diff(
    film: FilmName,
    shot: ShotName,
    before: Annotated[
        str, typer.Argument(help="A take: v001. Default: the one before; plan alone compares the last.")
    ] = "",
    after: Annotated[
        str, typer.Argument(help="Another, or plan for what would be asked now. Default: the last.")
    ] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Show what was asked, made, remembered and measured differently in two takes of a shot."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.difference import lines
        from app.revising import compared

        at = _at(studio, film, shot)
        if before == PLAN:
            before, after = after, PLAN
        with studio.database.read() as session:
            names, found = compared(session, at.film, at.shot, before, after)
        screen.heading(f"{at.shot.code}: {names[0]} → {names[1]}")
        for line in lines(found) or ["nothing differs"]:
            screen.say(line)
        screen.bare(f"{one.part}: {one.field}" for one in found)
        screen.result(
            {"shot": at.shot.code, "before": names[0], "after": names[1], "differences": _differences(found)}
        )


# -- finding --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _At:
    """The shot a command is about."""

    film: FilmRow
    shot: ShotRow


def _at(studio: Studio, film: str, shot: str) -> _At:
    from tools import board

    with studio.database.read() as session:
        row = board.film(session, film)
        return _At(row, board.shot(session, row, shot))


def _taken(studio: Studio, shot: ShotRow, name: str) -> TakeRow:
    from app.revising import taken

    with studio.database.read() as session:
        return taken(session, shot, name)


def _reach(from_here: bool, everywhere: bool, only_here: bool) -> Reach | None:
    from agent.revision import Reach
    from tools.errors import ToolError

    choices = {
        "--from-here": (Reach.ONWARDS, from_here),
        "--everywhere": (Reach.EVERYWHERE, everywhere),
        "--only-here": (Reach.SHOT, only_here),
    }
    said = {option: reach for option, (reach, given) in choices.items() if given}
    if len(said) > 1:
        raise ToolError(f"got {' and '.join(said)}, expected one of {', '.join(choices)}")
    return next(iter(said.values()), None)


# -- notes ----------------------------------------------------------------------------------------------


def _note_facts(studio: Studio, film_id: int, number: int) -> dict[str, Any]:
    from app import tables
    from tools import viewing

    with studio.database.read() as session:
        return tables.note_facts(viewing.note(session, film_id, number))


def _say_note(studio: Studio, screen: Screen, film_id: int, number: int) -> None:
    from tools import viewing

    with studio.database.read() as session:
        row = viewing.note(session, film_id, number)
    frame = "" if row.frame is None else f" at frame {row.frame}"
    screen.say(f"note {row.id} on {row.code} v{row.take_number:03d}{frame} ({row.category}): {row.text}")


def _say_heard(screen: Screen, words: str, found: Sequence[Difference]) -> None:
    from agent.difference import lines

    screen.say(f"  {words}")
    for line in lines(found):
        screen.say(f"  {line}")


def _changed(studio: Studio, turn_id: int) -> bool:
    """True when a turn changed what shots are made from, and did not only ask for takes."""
    from tools import undo
    from tools.records import ShotStatus

    def only_asks(one: Changed) -> bool:
        now = one.after or {}
        return one.table == "shot" and now.get("status") == ShotStatus.RETAKE and "plan" not in now

    with studio.database.read() as session:
        found = undo.turn_changes(session, turn_id)
    return any(one.table != "note" and not only_asks(one) for one in found)


# -- rendering ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """What a run of the worker rendered, and how it ended."""

    takes: list[TakeRow]
    state: JobState


def _render(studio: Studio, screen: Screen, film_id: int, people: Crew) -> _Made | None:
    """Run the worker on what is to be rendered; fresh takes wait for the user's yes.

    None where another process is at work on the film: it comes to the shot by itself.
    """
    from agent.crew import Review
    from app import making
    from app.working import work
    from tools import viewing
    from tools.errors import Busy

    with studio.database.read() as session:
        newest = viewing.newest(session, film_id)
    try:
        job_id = making.revive(studio, film_id)
    except Busy:
        screen.say("Another process is at work on the film: it renders the shot when it comes to it.")
        return None
    outcome = work(studio, screen, job_id, review=Review.LATER, people=people)
    with studio.database.read() as session:
        made = viewing.rendered_since(session, film_id, newest)
        like = {take.id: _looks_like(take, viewing.takes(session, take.shot_id)) for take in made}
    for take in made:
        spent = f"in {take.seconds:.1f} s" if take.seconds else f"with the clip of {take.reused}"
        screen.say(f"rendered {take.code} v{take.number:03d} {spent}: {take.verdict}{like[take.id]}")
    return _Made(made, outcome.state)


def _looks_like(take: TakeRow, takes: Sequence[TakeRow]) -> str:
    """Said of a take that came out as an earlier one: some cameras draw the same for every seed."""
    same = next((one for one in takes if one.number < take.number and one.clip == take.clip), None)
    return "" if same is None or not take.seconds else f"; the picture is that of v{same.number:03d}"


def _say_later(screen: Screen, at: _At) -> None:
    from app.screen import program

    screen.say(f"{at.shot.code} is to be rendered again: {program()} resume {at.film.code}")


def _result(
    studio: Studio, screen: Screen, at: _At, people: Crew, made: _Made | None, facts: dict[str, Any]
) -> None:
    """What was rendered, what no longer fits beside it, and the exit code."""
    from app import tables
    from app.screen import program
    from tools import board
    from tools.records import JobState

    with studio.database.read() as session:
        row = board.shot_row(session, at.shot.id)
    takes = made.takes if made is not None else []
    screen.bare(str(studio.store.path(take.clip)) for take in takes if take.clip)
    screen.result(
        facts
        | {
            "shot": tables.shot_facts(row),
            "rendered": [{"shot": t.code, "take": t.number, "seconds": t.seconds} for t in takes],
            **_unfitting(studio, screen, at, people, told=bool(takes) or _changed(studio, facts["turn"])),
        }
    )
    if takes:
        names = f"{at.film.code} {row.code}"
        screen.say(f"next  {program()} diff {names}  ·  {program()} approve {names}")
    if made is not None and made.state is not JobState.DONE:
        raise typer.Exit(WAITING if made.state is JobState.WAITING else STOPPED)


def _unfitting(studio: Studio, screen: Screen, at: _At, people: Crew, *, told: bool) -> dict[str, Any]:
    """The other takes that no longer fit, with their reasons, and what can be done at which price.

    ``told`` is False where nothing was changed: then people are not told again what they know.
    """
    from agent.impact import speed, ways_out
    from agent.stale import standing
    from app import impact_tables
    from app.screen import program
    from tools import provenance

    able = people.camera.capabilities
    with studio.database.read() as session:
        web, fast = provenance.read(session, at.film.id), speed(session, at.film, able)
    others = [one for one in standing(web, able).values() if one.shot.id != at.shot.id]
    stale = [one for one in others if one.itself]
    ways = ways_out(web, stale, fast, able)
    if stale and told:
        count = (
            "1 other take no longer fits" if len(stale) == 1 else f"{len(stale)} other takes no longer fit"
        )
        screen.say(f"{count}, and none was touched:")
        screen.table(impact_tables.stale_takes(stale[:SHOWN]))
        if len(stale) > SHOWN:
            screen.say(f"… and {len(stale) - SHOWN} more: {program()} status {at.film.code}")
        if resting := len(others) - len(stale):
            screen.say(f"{resting} more rest{'s' * (resting == 1)} on these.")
        screen.say("You can:")
        impact_tables.show_ways(screen, ways)
    return {
        "stale": [impact_tables.stale_facts(one) for one in stale],
        "ways": [impact_tables.way_facts(way) for way in ways],
    }


def _kept(shot: ShotRow, chosen: TakeRow) -> str:
    """What is said of the take that was circled before."""
    if shot.take_number is None or shot.take_number == chosen.number:
        return ""
    return f"; v{shot.take_number:03d} is kept"


# -- differences ----------------------------------------------------------------------------------------


def _differences(found: Sequence[Difference]) -> list[dict[str, Any]]:
    from app import tables

    return [tables.difference_facts(one) for one in found]
