"""Where skills are kept: the user's for every film, and each film's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings
    from skills.library import Library


def library(settings: Settings, film: str = "") -> Library:
    """The skills in use: the program's, the user's, and those of a film by its code."""
    from skills.library import Library

    return Library(settings.skills, *([settings.films / film / "skills"] if film else []))
