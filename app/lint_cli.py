"""``dailies lint``: what the linter finds in a film's shots, rendered or planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.command import MENDABLE, AsJson, FilmName, Quiet, opened, screen_of

if TYPE_CHECKING:
    from rich.table import Table

    from agent.linting.film import Linted


def lint(
    film: FilmName,
    shot: Annotated[
        str,
        typer.Argument(help="One shot: its code, its end (010_0020), or #4 for the fourth. Default: all."),
    ] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with the shots of a film before a camera is asked; docs/captions.md has the codes."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.linter import errors
        from agent.linting.film import linted
        from agent.writing.sentences import counted
        from app.engines import camera
        from tools import board

        with studio.database.read() as session:
            row = board.film(session, film)
            shots = [board.shot(session, row, shot)] if shot else board.shots(session, row.id)
            grammar = camera(studio.settings, row.engine).capabilities.grammar
            found = linted(session, row, shots, grammar)
        findings = [finding for one in found for finding in one.findings]
        grave = len(errors(findings))
        empty = f"No findings in {counted(len(found), 'shot')}." if found else "No shots yet."
        screen.table(_table(found), empty=empty)
        if findings:
            mild = len(findings) - grave
            screen.say(
                f"{counted(grave, 'error')}, {counted(mild, 'warning')} in {counted(len(found), 'shot')}."
            )
        screen.bare(f"{one.code} {f.code} {f.severity}" for one in found for f in one.findings)
        screen.result(
            {"film": row.code, "errors": grave, "warnings": len(findings) - grave, "shots": _facts(found)}
        )
        if grave:
            raise typer.Exit(MENDABLE)


def _table(found: list[Linted]) -> Table:
    from app.tables import listing

    table = listing("shot", "code", "severity", "where", "what to do")
    for one in found:
        for finding in one.findings:
            table.add_row(_shot(one), finding.code, finding.severity, finding.where, finding.message)
    return table


def _shot(one: Linted) -> str:
    return f"{one.code} v{one.take:03d}" if one.take else f"{one.code} planned"


def _facts(found: list[Linted]) -> list[dict[str, Any]]:
    """Every shot that was looked at, for programs."""
    return [
        {
            "shot": one.code,
            "take": one.take or None,
            "findings": [
                {"code": f.code, "severity": str(f.severity), "where": f.where, "message": f.message}
                for f in one.findings
            ],
        }
        for one in found
    ]
