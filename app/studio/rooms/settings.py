"""Settings: the cameras, the model, what is used up, who may come in, and how this machine does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil

from app.engines import standings
from app.health import examining
from app.studio.visit import EVERY, Visit
from tools import jobs, ledger
from tools.errors import ToolError

if TYPE_CHECKING:
    from app.settings import Settings
    from tools.board import FilmRow

WORKER = "app.studio.worker"
"""The module that the worker's process runs."""


def settings(visit: Visit, film: str = "") -> dict[str, Any]:
    """What the studio works with: cameras, language model, its limits, the worker, who may come in.

    No password and no key is ever among it. Where files are kept is told only to those who may see all films.

    Args:
        visit: who asks.
        film: also what this film is made with, and what it has used up; empty for the studio alone.
    """
    made_with = None
    if film:
        with visit.look(film) as (session, row):
            spent = ledger.spent(session, row.id)
            job = jobs.newest(session, row.id)
            made_with = _film(row) | {
                "review": str(job.options.get("review", "later")) if job is not None else "later",
                "used": {"calls": spent.calls, "tokens": spent.tokens, "cost": spent.cost},
            }
    given = visit.studio.settings
    return {
        "film": made_with,
        "engine": given.engine,
        "engines": [one.facts() for one in standings(given)],
        "model": _model(given),
        "critics": _critics(given),
        "worker": worker(),
        "guest": {
            "name": visit.guest.name,
            "all": EVERY in visit.guest.films,
            "films": sorted(visit.guest.films - {EVERY}),
        },
        "door": _door(given),
        "kept": _kept(given) if EVERY in visit.guest.films else None,
    }


def health(visit: Visit) -> Iterator[dict[str, Any]]:
    """Look at everything the studio needs on this machine, one thing after another.

    Each piece is ``{"checks": [one]}`` with its name, whether it is fine, whether the studio can do without
    it, and what was found or what to do.
    """
    if EVERY not in visit.guest.films:
        raise ToolError("how this machine does is shown to whoever runs the studio: ask them")
    for check in examining(visit.studio.settings):
        yield {"checks": [check.facts()]}


def worker() -> dict[str, Any]:
    """Whether the process that plans and renders lives, and since when (seconds since 1970)."""
    for process in psutil.Process(os.getpid()).children():
        try:
            if WORKER in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                return {"alive": True, "since": process.create_time()}
        except psutil.NoSuchProcess:
            continue
    return {"alive": False, "since": None}


def _film(row: FilmRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "engine": row.engine,
        "width": row.width,
        "height": row.height,
        "fps": row.fps,
        "seed": row.seed,
        "memory": row.memory,
        "language": row.language,
    }


def _model(given: Settings) -> dict[str, Any]:
    """The model's server without what may stand before the ``@`` of its address, and never its key."""
    address = urlsplit(given.llm_base_url)
    return {
        "server": f"{address.scheme}://{address.netloc.rpartition('@')[2]}" if given.llm_base_url else "",
        "writing": given.llm_model,
        "vision": given.llm_vision_model,
        "cheap": given.llm_cheap_model,
        "most_tokens": given.llm_budget_tokens,
        "most_cost": given.llm_budget_cost,
        "priced": bool(given.llm_prices),
    }


def _critics(given: Settings) -> dict[str, Any]:
    """Whether each critic's model is there, and how often a take with findings is made again by itself."""
    models = {
        "people": given.critic_clip,
        "faces": given.critic_face,
        "voices": given.critic_speaker,
        "words": given.critic_recogniser,
    }
    return {"models": {name: path is not None for name, path in models.items()}, "retakes": given.retakes}


def _door(given: Settings) -> dict[str, Any]:
    asked = "header" if given.studio_user_header else "password" if given.studio_users else "nobody"
    return {"asked": asked, "users": len(given.studio_users), "upload_mb": given.studio_upload_mb}


def _kept(given: Settings) -> dict[str, str]:
    return {"home": str(given.home), "films": str(given.films), "media": str(given.media)}


DOORS = (settings, health)
