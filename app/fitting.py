"""Whether the takes of a film still fit, as the film's camera is now: for the command line and the studio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.impact import speed
from agent.stale import Stale, standing
from app.engines import camera
from tools import provenance

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.settings import Settings
    from generator.interface import Capabilities
    from tools.board import FilmRow
    from tools.provenance import Web
    from tools.provenance_price import Rate


@dataclass(frozen=True, slots=True)
class Fit:
    """A film, what its takes rest on, and which of them no longer fit."""

    web: Web
    camera: Capabilities
    """The film's camera as it is now."""
    fast: Rate
    stale: Mapping[int, Stale]
    """The takes that no longer fit, by shot id, in order."""


def fitting(settings: Settings, session: Session, film: FilmRow) -> Fit:
    """Hold every circled take of a film against what there is now.

    Raises:
        Unsupported: the film's camera cannot work on this machine.
    """
    able = camera(settings, film.engine).capabilities
    web, fast = provenance.read(session, film.id), speed(session, film, able)
    return Fit(web, able, fast, standing(web, able))
