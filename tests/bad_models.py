"""A film of two shots that a good model plans at once, and everything that bad ones are tried on.

The program runs as a user runs it, over the true client; only the server is ours, on loopback.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.loopback import Loopback
from agent.model import Models, Prompt
from agent.scripted import Scripted
from tests.agent.authoring_answers import CAST, IDEA, SCENES, STORY
from tests.app.inside import told

WAITS, MENDABLE = 4, 2
"""Exit codes: a question is open, the user can mend it."""
BUDGET = 25_000
"""Tokens a film may use here: between two and three times what a good model needs."""
LIGHT = {
    "DAILIES_LLM_MODEL": "scripted",
    "DAILIES_LLM_RETRIES": "0",
    "DAILIES_LLM_TIMEOUT": "10",
    "DAILIES_LLM_BUDGET_TOKENS": str(BUDGET),
}
SMALL = ("--size", "128x128")
NO_QUESTIONS: dict[str, Any] = {"questions": [], "enough": True}
TWO_SHOTS: dict[str, Any] = {"scenes": [SCENES["scenes"][0] | {"shots": 2}]}
RUN: dict[str, Any] = {
    "shots": [
        {
            "scene": 10,
            "seconds": 2.3,
            "coverage": "insert",
            "action": "The flame of the lamp shrinks to a blue thread.",
            "camera": {"scale": "insert"},
        },
        {
            "scene": 10,
            "seconds": 2.5,
            "coverage": "single",
            "action": "Mara shelves the letter beside all the others.",
            "people": [{"name": "Mara", "action": "shelves the letter", "expression": "closed"}],
            "lines": [{"speaker": "Mara", "text": "Shut the door."}],
            "camera": {"scale": "medium"},
            "props": ["letter"],
        },
    ]
}
KEPT: dict[str, Any] = {"notes": [{"shot": 2, "keep": "the lamp is nearly out"}]}

SCRIPT = """Title: The Lamp

INT. LAMP ROOM - NIGHT

MARA (60s, silver hair, yellow coat) trims the lamp.

MARA
The boat is late, and it is not coming back.

She turns the wick down.
"""
MARA: dict[str, Any] = {"characters": [CAST["characters"][0]]}
BREAKDOWN: dict[str, Any] = {
    "shots": [
        {
            "covers": [1, 2],
            "coverage": "single",
            "action": "Mara trims the lamp and looks out.",
            "people": [{"name": "Mara", "action": "trims the lamp", "expression": "closed"}],
            "camera": {"scale": "medium"},
        },
        {"covers": [3], "coverage": "insert", "action": "The wick goes down.", "camera": {"scale": "insert"}},
    ]
}

GOOD = {
    "clarifier": NO_QUESTIONS,
    "story": STORY,
    "casting": CAST,
    "scenes": TWO_SHOTS,
    "shot-list": RUN,
    "continuity": KEPT,
}
LITERAL = GOOD | {
    "casting": MARA,
    "scenes": SCENES | {"scenes": SCENES["scenes"][:1]},
    "breakdown": BREAKDOWN,
}
TABLES = {
    "story": "SELECT title, logline, style, beats, skill FROM story ORDER BY number",
    "casting": "SELECT tag, name, appearance, wardrobe, voice FROM card JOIN character ON "
    "character.id = card.character_id ORDER BY tag, card.number",
    "scenes": "SELECT number, heading, light, description, synopsis FROM scene ORDER BY number",
    "shot-list": "SELECT code, position, plan FROM shot ORDER BY position",
}
"""The rows of a film's plan, step by step; without ids and times."""


def model(*, literal: bool = False, **bad: Sequence[object]) -> Scripted:
    """A good model, but for what it says first: ``bad`` by skill, with ``_`` for ``-``."""
    said = {name.replace("_", "-"): iter(answers) for name, answers in bad.items()}
    good = LITERAL if literal else GOOD

    def brain(prompt: Prompt) -> object:
        skill = prompt.skill.split()[0]
        fallback = good[skill] if skill in good else _as_planned(prompt)
        return next(said[skill], fallback) if skill in said else fallback

    return Scripted(brain, Models(writing="scripted"))


def _as_planned(prompt: Prompt) -> object:
    if prompt.tools:
        return "There is nothing to do."
    wanted = next(line for line in prompt.messages[1].text.splitlines() if line.startswith("Action: "))
    return {"action": wanted.removeprefix("Action: ")}


@dataclass
class Studio:
    """A home folder with one film in it, and whichever model it is worked on with."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def dailies(self, who: Scripted, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """One command, with a model behind a server."""
        with Loopback(who, piece=4_000) as server:
            return self.at(server, *words, **settings)

    def at(self, server: Loopback, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """One command, with a server."""
        return self.alone(*words, DAILIES_LLM_BASE_URL=server.url, **settings)

    def alone(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """One command, with nobody but who the settings name."""
        return told(self.home, *words, **{**LIGHT, **self.settings, **settings})

    def make(self, who: Scripted, source: str = IDEA, **settings: str) -> subprocess.CompletedProcess[str]:
        """``dailies make``, and yes to everything."""
        return self.dailies(who, "make", source, "--yes", *SMALL, **settings)

    def lay_out(self, who: Scripted, source: str = IDEA, **settings: str) -> subprocess.CompletedProcess[str]:
        """A conversation up to the shot list, which is left waiting for a yes."""
        return self.dailies(who, "chat", *SMALL, "--say", source, "--say", "yes", **settings)

    def say(self, who: Scripted, *lines: str, **settings: str) -> str:
        """What is answered to ``lines`` about the film there is."""
        (code,) = self.rows("SELECT code FROM film")[0]
        said = [word for line in lines for word in ("--say", line)]
        done = self.dailies(who, "chat", str(code), *said, **settings)
        assert done.returncode in {0, WAITS}, done.stderr
        return done.stdout

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What is in the film's database."""
        with closing(sqlite3.connect(f"file:{self.home / 'dailies.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    def plan(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that decides the film."""
        return {step: self.rows(query) for step, query in TABLES.items()}

    def outcomes(self, skill: str = "") -> list[str]:
        """How the calls ended, oldest first; those of one skill, or all."""
        calls = self.rows("SELECT skill, outcome FROM call ORDER BY id")
        return [outcome for name, outcome in calls if name.startswith(skill)]

    def errors(self, skill: str) -> list[str]:
        """What was wrong with the calls of a skill that went wrong."""
        calls = self.rows("SELECT skill, error FROM call WHERE error != '' ORDER BY id")
        return [error for name, error in calls if name.startswith(skill)]

    def spent(self) -> int:
        """Tokens the film has used."""
        return int(self.rows("SELECT coalesce(sum(tokens_in + tokens_out), 0) FROM call")[0][0])
