"""The command line. Every command takes ``--json``: one JSON document on standard output.

Exit codes: 0 done, 1 a fault of the program, 2 something you can mend, 3 somebody else is at work,
4 the director waits for your word, 130 stopped.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.chat_cli import chat
from app.command import (
    MENDABLE,
    STOPPED,
    WAITING,
    AsJson,
    FilmName,
    Quiet,
    YesAll,
    opened,
    picture_size,
    screen_of,
    settings,
)
from app.impact_cli import impact, refresh, status, why
from app.knowledge_cli import attach, calls, sources
from app.lint_cli import lint
from app.notes_cli import label, notes, resolve
from app.pin_cli import pin, unpin
from app.revise_cli import approve, diff, note, retake
from app.skills_cli import skills_app
from app.studio_cli import studio
from app.train_cli import train
from app.undo_cli import redo, undo

if TYPE_CHECKING:
    from app.build import Studio
    from app.screen import Screen

MAKE, LOOK, CHANGE, SET_UP = "Make", "Look", "Change", "Set up"
"""Groups of commands in the help."""

app = typer.Typer(
    name="dailies",
    help="A film director on your machine: an idea or a screenplay in, a film out, shot by shot.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
db_app = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(db_app, name="db", rich_help_panel=SET_UP)
engine_app = typer.Typer(
    help="The cameras: which there are, and whether they work here.", no_args_is_help=True
)
app.add_typer(engine_app, name="engine", rich_help_panel=SET_UP)
app.add_typer(skills_app, name="skills", rich_help_panel=SET_UP)


app.command(rich_help_panel=MAKE)(studio)
app.command(rich_help_panel=MAKE)(chat)


@app.command(rich_help_panel=MAKE)
def make(  # noqa: PLR0913, PLR0917 — one parameter an option
    source: Annotated[
        str,
        typer.Argument(help="A screenplay (.fountain, .fdx, .txt), example:short, or an idea in quotes."),
    ],
    engine: Annotated[
        str, typer.Option(help="Which camera renders. Default: DAILIES_ENGINE or animatic.")
    ] = "",
    profile: Annotated[
        str, typer.Option(help="Of echo: toon-128 (our small one), random-tiny (noise).")
    ] = "",
    out: Annotated[Path | None, typer.Option(help="Where the film goes. Default: DAILIES_HOME.")] = None,
    yes: YesAll = False,
    title: Annotated[str, typer.Option(help="Title. Default: the screenplay's own.")] = "",
    style: Annotated[str, typer.Option(help="The look, in your words.")] = "",
    seed: Annotated[int, typer.Option(min=0, help="Another seed, another film from the same idea.")] = 0,
    size: Annotated[
        str, typer.Option(help="Picture size, sides multiples of 32. Default: the engine's, mostly 1280x736.")
    ] = "",
    memory: Annotated[str, typer.Option(help="Memory: agent, native (First-3, Recent-4) or none.")] = "agent",
    review: Annotated[bool, typer.Option("--review", help="Stop after every take and ask.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Make a film from a screenplay or an idea."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.crew import Review
        from app import making
        from app.engines import camera, named, world

        policy = Review.APPROVE if yes else Review.EACH if review else Review.LATER
        order = making.Order(
            source=source,
            engine=named(engine or studio.settings.engine, profile),
            size=picture_size(size),
            out=out,
            title=title,
            style=style,
            seed=seed,
            memory=memory,
            review=policy,
        )
        job = making.begin(studio, order)
        if told := world(camera(studio.settings, order.engine).capabilities):
            screen.say(told)
        _carry_on(studio, screen, [job], yes=yes)


@app.command(rich_help_panel=MAKE)
def resume(
    film: Annotated[str, typer.Argument(help="The film's code. Default: everything unfinished.")] = "",
    yes: YesAll = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Go on with what was interrupted. Finished takes are kept."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import making
        from tools import board, jobs

        with studio.database.read() as session:
            wanted = [board.film(session, film).id] if film else jobs.unfinished(session)
        if not wanted:
            screen.say("Nothing is unfinished.")
        _carry_on(studio, screen, [making.revive(studio, film_id) for film_id in wanted], yes=yes)


@app.command(rich_help_panel=LOOK)
def films(quiet: Quiet = False, as_json: AsJson = False) -> None:
    """List all films."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import tables
        from tools import board

        with studio.database.read() as session:
            rows = board.films(session)
        screen.table(tables.films(rows), empty="No films yet. Make one: dailies make example:short --yes")
        screen.bare(row.code for row in rows)
        screen.result({"films": [tables.film_facts(row) for row in rows]})


@app.command(rich_help_panel=LOOK)
def show(film: FilmName, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Show a film: its story, cast and shots."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import tables
        from tools import board

        with studio.database.read() as session:
            row = board.film(session, film)
            told, people = board.story(session, row.id), board.cast(session, row.id).characters
            shots = board.shots(session, row.id)
        screen.heading(row.title, told[0].logline if told else "no story yet")
        screen.table(tables.cast(people), empty="No cast yet.")
        screen.table(tables.shots(shots, people, row.fps), empty="No shots yet.")
        screen.say(tables.film_line(row))
        screen.bare(shot.code for shot in shots)
        screen.result(
            {
                "film": tables.film_facts(row),
                "story": told[0].model_dump(mode="json", exclude={"screenplay"}) if told else None,
                "cast": [c.model_dump(mode="json") for c in people],
                "shots": [tables.shot_facts(s) for s in shots],
            }
        )


@app.command(rich_help_panel=LOOK)
def takes(
    film: FilmName,
    shot: Annotated[str, typer.Argument(help="The shot's code, its end (010_0020), or #4 for the fourth.")],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Show the takes of a shot: what was sent, what each remembers and why."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import tables
        from tools import board, viewing

        with studio.database.read() as session:
            row = board.shot(session, board.film(session, film), shot)
            found = viewing.takes(session, row.id)
        screen.heading(row.code, row.plan.action)
        for take in found:
            tables.show_take(screen, studio.store, take, circled=take.id == row.take_id)
        if not found:
            screen.say("No takes yet.")
        screen.bare(str(studio.store.path(take.clip)) for take in found if take.clip)
        screen.result(
            {"shot": tables.shot_facts(row), "takes": [tables.take_facts(studio.store, t) for t in found]}
        )


@app.command(rich_help_panel=LOOK)
def screener(
    film: FilmName,
    out: Annotated[Path | None, typer.Option(help="The file. Default: screener.mp4 beside the film.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Make a review copy of a film: a slate, then shot, take and time burnt into every frame."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import tables
        from app.screening import copy, target
        from tools import board

        with studio.database.read() as session:
            row = board.film(session, film)
        path = target(row, out, force=force)
        with screen.progress() as progress:
            copy(studio, row, path, progress)
        screen.say(f"{row.title}, for review: {path}")
        screen.bare([str(path)])
        screen.result({"film": tables.film_facts(row), "screener": str(path)})


@app.command(rich_help_panel=LOOK)
def log(film: FilmName, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Show the journal: every command that changed a film."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app import tables
        from tools import board

        with studio.database.read() as session:
            entries = board.journal(session, board.film(session, film).id)
        screen.table(tables.journal(entries), empty="Nothing yet.")
        screen.bare(f"{entry.id} {entry.tool}" for entry in entries)
        screen.result({"journal": [tables.journal_facts(e) for e in entries]})


@app.command(rich_help_panel=MAKE)
def cancel(film: FilmName, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Ask the process that works on a film to stop. Finished takes are kept."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from tools import board, jobs

        with studio.database.write("user") as session:
            row = board.film(session, film)
            stopping = jobs.request_stop(session, row.id)
        screen.say(f"{row.code} will stop." if stopping else f"Nobody is at work on {row.code}.")
        screen.result({"film": row.code, "stopping": stopping})


def doctor(quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Check everything; say what is missing and what it would bring."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app.health import examine

        checks = examine(settings())
        screen.checks(checks)
        screen.bare(f"{check.name}: {check.words}" for check in checks if not check.fine)
        healthy = all(c.fine or c.optional for c in checks)
        screen.result({"healthy": healthy, "checks": [c.facts() for c in checks]})
        if not healthy:
            raise typer.Exit(MENDABLE)


@engine_app.command("list")
def engine_list(quiet: Quiet = False, as_json: AsJson = False) -> None:
    """List the engines and their profiles, and whether each can be used here."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import engine_tables
        from app.engines import standings

        found = standings(settings())
        engine_tables.show_engines(screen, found)
        screen.bare(one.name for one in found if one.ready)
        screen.result({"engines": [one.facts() for one in found]})


@engine_app.command("inspect")
def engine_inspect(
    path: Annotated[Path, typer.Argument(help="A file or folder of JoyAI-Echo weights.")],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Say what a file or folder of weights holds, without loading it."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import engine_tables
        from app.engines import inspected

        found = inspected(settings(), path)
        engine_tables.show_weights(screen, found)
        screen.bare([str(found["version"])])
        screen.result(found)


@engine_app.command("check")
def engine_check(
    name: Annotated[str, typer.Argument(help="The engine, as `dailies engine list` shows it.")],
    profile: Annotated[str, typer.Option(help="Its profile: toon-128 or random-tiny.")] = "",
    size: Annotated[str, typer.Option(help="Picture size. Default: small.")] = "",
    out: Annotated[Path | None, typer.Option(help="Keep the clips in this folder.")] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Render three short shots with memory; say what was done and how long it took."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from app import engine_tables, trial
        from app.engines import camera, lab, named

        wanted, kept = picture_size(size), out.expanduser().resolve() if out else None
        tried = camera(settings(), named(name, profile))
        able = tried.capabilities
        sides = trial.sides(able, wanted)
        with trial.folder(kept) as folder, screen.progress() as progress:
            shots = list(trial.shoot(tried, lab(), folder, progress, sides))
        able = tried.capabilities  # again: by now it knows how its weights lived
        engine_tables.show_trial(screen, able, shots, kept)
        screen.bare(str(shot.clip.picture) for shot in shots if kept)
        screen.result({"engine": able.model_dump(), "shots": [s.facts(kept=bool(kept)) for s in shots]})


@db_app.command("upgrade")
def db_upgrade(quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Bring the database to this version of Dailies."""
    with screen_of(quiet=quiet, as_json=as_json) as screen:
        from tools.db import SCHEMA, upgrade
        from tools.store import writing

        chosen = settings()
        with writing(chosen.home):
            chosen.home.mkdir(parents=True, exist_ok=True)
        upgrade(chosen.database)
        screen.say(f"The database is at schema {SCHEMA}.")
        screen.result({"schema": SCHEMA})


for panel, beside in (
    (LOOK, (status, why, impact, notes, diff, lint, calls, sources)),
    (CHANGE, (note, retake, approve, refresh, pin, unpin, resolve, label, undo, redo, attach)),
    (SET_UP, (doctor, train)),
):
    for function in beside:
        app.command(rich_help_panel=panel)(function)


def main() -> None:
    """Run the command line."""
    app()


def _carry_on(studio: Studio, screen: Screen, job_ids: list[int], *, yes: bool) -> None:
    from agent.crew import Review
    from app import tables
    from app.working import work
    from tools import board, jobs
    from tools.records import JobState

    facts: list[dict[str, Any]] = []
    waiting = stopped = False
    for job_id in job_ids:
        with studio.database.read() as session:
            film_id = jobs.look(session, job_id).film_id
        outcome = work(studio, screen, job_id, yes=yes, review=Review.APPROVE if yes else None)
        with studio.database.read() as session:
            row = board.film(session, film_id)
        facts.append(tables.film_facts(row) | {"job": str(outcome.state), "question": outcome.question})
        waiting |= outcome.state is JobState.WAITING
        stopped |= outcome.state is JobState.CANCELLED
        tables.show_outcome(screen, row, outcome.state)
    screen.bare(f"{fact['folder']}/film.mp4" for fact in facts if fact["folder"])
    screen.result({"films": facts})
    if waiting or stopped:
        raise typer.Exit(WAITING if waiting else STOPPED)


if __name__ == "__main__":
    main()
