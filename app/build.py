"""Settings in, everything wired out: with ``engines``, the only place that knows every concrete class."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agent.crew import Crew
from app.engines import camera, lab
from app.settings import Settings
from app.shelves import library
from tools.db import Database, open_database
from tools.embedding import Embedder, HashingEmbedder
from tools.store import MediaStore, writing

if TYPE_CHECKING:
    from agent.writer import Writer
    from generator.plugins.plugin import Plugin
    from tools.board import FilmRow

ABANDONED = 24 * 3600.0
"""Seconds after which something half-made in the work folder has no owner any more."""


@dataclass(frozen=True, slots=True)
class Studio:
    """An opened home folder."""

    settings: Settings
    database: Database
    store: MediaStore


def open_studio(settings: Settings) -> Studio:
    """Open the home folder, making it at the first use.

    Raises:
        NoRoom: it cannot be written.
        WrongVersion: its database belongs to another version.
    """
    with writing(settings.home):
        for folder in (settings.home, settings.media, settings.work, settings.films):
            folder.mkdir(parents=True, exist_ok=True)
        _sweep(settings.work)
    store = MediaStore(settings.media)
    store.sweep(time.time() - ABANDONED)
    return Studio(settings, open_database(settings.database), store)


def embedder(name: str) -> Embedder:
    """The embedder recall uses."""
    if name == "hashing":
        return HashingEmbedder()
    from tools.sentences import SentenceEmbedder

    return SentenceEmbedder(name)


def writer(studio: Studio, film: FilmRow, meaning: Embedder) -> Writer:
    """Who writes a film: the language model of the settings, or the house writer where there is none."""
    from app.models import model

    spoken = model(studio.settings)
    if spoken is None:
        from agent.house import House

        return House()
    from agent.author import Author
    from agent.book import Book
    from agent.desk import Desk
    from agent.facts import facts
    from tools import knowledge

    def sources(query: str) -> str:
        with studio.database.read() as session:
            return knowledge.quoted(knowledge.find(session, film.id, query, meaning))

    most = studio.settings
    book = Book(studio.database, film.id, None, most.llm_budget_tokens, most.llm_budget_cost)
    desk = Desk(spoken, library(most, film.code), book, partial(facts, studio.database, film.id))
    return Author(desk, sources)


def critics(settings: Settings) -> tuple[Plugin, ...]:
    """The models of the critics that are set; none is loaded before it first looks or listens.

    Raises:
        Unsupported: a folder or a library is not there; the message says what to do.
    """
    folders = {
        "clip": settings.critic_clip,
        "face": settings.critic_face,
        "speaker": settings.critic_speaker,
        "words": settings.critic_recogniser,
        "toon": settings.critic_toon,
    }
    if not any(folders.values()):
        return ()
    from generator.plugins.chosen import chosen

    return chosen(**folders)


def crew(studio: Studio, film: FilmRow) -> Crew:
    """Everything a film is made with, delivering into the studio's own folder, telling nobody.

    Raises:
        ToolError: there is no such camera.
        Unsupported: the camera, or a model of the critics, is not there; the message says what to do.
    """
    meaning = embedder(studio.settings.embedder)
    return Crew(
        database=studio.database,
        store=studio.store,
        camera=camera(studio.settings, film.engine),
        lab=lab(critics(studio.settings)),
        writer=writer(studio, film, meaning),
        embedder=meaning,
        work=studio.settings.work,
        folder=studio.settings.films,
        report=lambda _: None,
        retakes=studio.settings.retakes,
    )


def _sweep(work: Path) -> None:
    """Remove what killed processes left behind long ago; what is younger may have a living owner."""
    for left in work.iterdir():
        if left.is_dir() and time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
