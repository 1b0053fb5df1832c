"""``dailies doctor``: what is there, what is missing, and what it would bring."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from agent.writing.sentences import counted
from app.build import critics, open_studio
from app.engines import ENGINES, camera, sides
from app.models import named, server
from app.settings import Settings
from generator.interface import Unsupported
from tools import board
from tools.errors import ToolError

ROOM = 2 * 2**30
"""Free bytes below which a film may not fit."""
PATIENCE = 3.0
"""Seconds a language model's server has to say what it has."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    fine: bool
    words: str
    optional: bool = False

    def facts(self) -> dict[str, Any]:
        """For programs."""
        return {"name": self.name, "fine": self.fine, "optional": self.optional, "words": self.words}


def examine(settings: Settings) -> list[Check]:
    """Look at everything. Nothing here raises for what is merely missing."""
    return list(examining(settings))


def examining(settings: Settings) -> Iterator[Check]:
    """Look at everything, one thing after another: some take their time."""
    yield Check("python", sys.version_info >= (3, 11), f"{platform.python_version()} (needs 3.11 or newer)")
    yield _attempt("home folder", lambda: _home(settings))
    yield _attempt("database", lambda: _database(settings))
    lacking = "echo" if settings.echo_weights is None else ""
    for name in ENGINES:
        # Weights are large and have a licence of their own: a machine is well without them.
        yield _attempt(f"engine {name}", partial(_engine, settings, name), optional=name == lacking)
    yield _codecs()
    yield _recall(settings)
    yield _voices()
    yield _attempt("critics", lambda: _critics(settings))
    yield _attempt("language model", lambda: _model(settings), optional=True)
    yield _card()


def _attempt(name: str, look: Callable[[], Check], *, optional: bool = False) -> Check:
    try:
        return look()
    except (ToolError, Unsupported, ImportError, OSError) as error:
        return Check(name, False, str(error), optional)


def _home(settings: Settings) -> Check:
    there = next(p for p in (settings.home, *settings.home.parents) if p.exists())
    free = shutil.disk_usage(there).free
    writable = os.access(there, os.W_OK)
    words = f"{settings.home}, {free / 2**30:.0f} GB free"
    if not writable:
        words += "; cannot be written: set DAILIES_HOME to another folder"
    elif free < ROOM:
        words += "; make some room: a film needs about 10 MB a minute, twice while it is cut"
    return Check("home folder", writable and free > ROOM, words)


def _database(settings: Settings) -> Check:
    studio = open_studio(settings)
    with studio.database.read() as session:
        count, missing = len(board.films(session)), board.missing_media(session, studio.store.has)
    studio.database.close()
    words = f"{count} films" + (
        f"; {len(missing)} media files are missing from {settings.media}" if missing else ""
    )
    return Check("database", not missing, words)


def _engine(settings: Settings, name: str) -> Check:
    able = camera(settings, name).capabilities
    return Check(
        f"engine {name}",
        True,
        f"version {able.version}, up to {able.max_frames} frames, {sides(able)}"
        + (f"; {able.needs}" if able.needs else ""),
    )


def _codecs() -> Check:
    import av

    wanted = {"libx264", "aac", "flac"}
    missing = wanted - set(av.codecs_available)
    return Check("codecs", not missing, f"missing {sorted(missing)}" if missing else "H.264, AAC and FLAC")


def _recall(settings: Settings) -> Check:
    if settings.embedder == "hashing":
        return Check("recall", True, "by words only (DAILIES_EMBEDDER=hashing)")
    from tools.sentences import INSTALLED, installed_weights

    if settings.embedder == INSTALLED:
        weights = installed_weights() / "model.safetensors"
        return Check("recall", weights.exists(), f"by meaning, {settings.embedder}")
    return Check("recall", True, f"by meaning, {settings.embedder} (loaded at its first use)")


def _critics(settings: Settings) -> Check:
    critics(settings)
    models = {
        "a picture model": settings.critic_clip,
        "a model of faces": settings.critic_face,
        "a model of speakers": settings.critic_speaker,
        "a recogniser": settings.critic_recogniser,
    }
    looking = [f"{what} ({folder})" for what, folder in models.items() if folder is not None]
    words = f"measures and {', '.join(looking)}" if looking else "measures alone; models too: docs/critics.md"
    if settings.retakes:
        words += f"; a take with findings is made again up to {counted(settings.retakes, 'time')}"
    return Check("critics", True, words)


def _model(settings: Settings) -> Check:
    if not settings.llm_base_url:
        words = "none: the house writer works; set DAILIES_LLM_BASE_URL to plan with one (docs/models.md)"
        return Check("language model", False, words, optional=True)
    from agent.llm.client import Llm
    from agent.llm.faults import listed

    at = replace(server(settings), timeout=PATIENCE, retries=0)
    llm = Llm(at, named(settings))
    served, models = llm.served(), llm.models
    there = {"writing": models.writing, "vision": models.vision, "cheap": models.cheap}
    words = ", ".join(f"{use}: {name}" for use, name in there.items() if name) + f" at {at.address}"
    missing = [name for name in there.values() if name and name not in served]
    if missing:
        words += f"; {' and '.join(missing)} is not among what it has: {listed(served)}"
    elif not models.vision:
        words += "; takes are judged by measures alone (set DAILIES_LLM_VISION_MODEL)"
    return Check("language model", not missing, words, optional=True)


def _voices() -> Check:
    there = find_spec("espeakng_loader") is not None
    words = (
        "espeak-ng (GPL-3.0)"
        if there
        else ("formant voices; clearer ones with: pip install 'dailies[voices]' (espeak-ng, GPL-3.0)")
    )
    return Check("voices", there, words, optional=True)


def _card() -> Check:
    if not Path("/proc/driver/nvidia").exists() and shutil.which("nvidia-smi") is None:
        return Check(
            "graphics card", False, "none found; the animatic engine does not need one", optional=True
        )
    import torch

    there = torch.cuda.is_available()
    words = torch.cuda.get_device_name() if there else "found, but this torch cannot use it"
    return Check("graphics card", there, words, optional=True)
