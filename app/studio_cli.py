"""``dailies studio``: the page in the browser, and the worker beside it."""

from __future__ import annotations

from typing import Annotated

import typer

from app.command import opened, screen_of

Port = Annotated[
    int | None, typer.Option(min=0, max=65535, help="Default: DAILIES_STUDIO_PORT, 7860; 0 for a free one.")
]


def studio(
    port: Port = None,
    host: Annotated[str, typer.Option(help="The address to listen at. Default: DAILIES_STUDIO_HOST.")] = "",
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Open the studio: talk to the director, look at takes, write notes, export the cut."""
    with screen_of() as screen, opened() as home:
        from app.studio.opening import hold

        hold(home, screen, port=port, host=host, browser=browser)
