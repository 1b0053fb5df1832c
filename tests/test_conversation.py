"""A film made in conversation with a language model, over the true client, from the idea to the cut.

The model is scripted and answers on loopback; everything else is the program as a user runs it.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent.loopback import Loopback
from agent.model import Models, Prompt
from agent.scripted import Calls, Scripted
from tests.agent.authoring_answers import CAST, CONTINUITY, IDEA, QUESTIONS, RUNS, SCENES, STORY
from tests.app.inside import told
from tests.app.running import ROOT, document, environment

TALK = (IDEA, "she burns it", "skip", "yes", "yes")
"""The idea, an answer and a skipped question, the two confirmations."""
PLANNED = {
    "clarifier": QUESTIONS,
    "story": STORY,
    "casting": CAST,
    "scenes": SCENES,
    "continuity": CONTINUITY,
}
CALLS = 7
"""Calls until the shot list stands: questions, story, cast, scenes, two runs of shots, continuity."""
SHOTS = 9


@dataclass
class Studio:
    """A home folder and the environment that sends its questions to a server."""

    home: Path
    settings: dict[str, str]

    def dailies(self, *words: str) -> subprocess.CompletedProcess[str]:
        return told(self.home, *words, **self.settings)

    def chat(self, *lines: str, film: str = "") -> subprocess.CompletedProcess[str]:
        said = [word for line in lines for word in ("--say", line)]
        return self.dailies("chat", *([film] if film else ["--size", "128x128"]), *said, "--json")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(f"file:{self.home / 'dailies.db'}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchall()

    def plan(self) -> list[tuple[Any, ...]]:
        """Everything that decides the film, without ids and times."""
        return [
            *self.rows("SELECT title, logline, style, beats FROM story ORDER BY number"),
            *self.rows(
                "SELECT tag, name, appearance, wardrobe, voice FROM card JOIN character ON "
                "character.id = card.character_id ORDER BY tag, card.number"
            ),
            *self.rows("SELECT number, heading, light, description, synopsis FROM scene ORDER BY number"),
            *self.rows("SELECT code, position, plan FROM shot ORDER BY position"),
            *self.rows("SELECT topic, text, answer, given FROM question ORDER BY round, number"),
        ]

    def clips(self) -> list[tuple[Any, ...]]:
        """Every circled take: what was asked of the camera and what came back."""
        return self.rows(
            "SELECT shot.code, take.digest, take.clip FROM shot JOIN take ON take.id = shot.take_id "
            "ORDER BY shot.position"
        )


@contextmanager
def studio(home: Path, model: Scripted, **more: str) -> Iterator[Studio]:
    with Loopback(model) as server:
        yield Studio(home, {"DAILIES_LLM_BASE_URL": server.url, "DAILIES_LLM_MODEL": "scripted", **more})


def scripted(**changes: Sequence[object]) -> Scripted:
    """A model that plans the same film whenever it is asked; ``changes``: what a skill says in turn instead,
    with ``_`` for ``-``."""
    said = {name.replace("_", "-"): iter(answers) for name, answers in changes.items()}

    def brain(prompt: Prompt) -> object:
        skill = prompt.skill.split()[0]
        return next(said[skill]) if skill in said else by_content(prompt)

    return Scripted(brain, Models(writing="scripted"))


def by_content(prompt: Prompt) -> object:
    """The same answer to the same question, however often it is asked and in which process."""
    skill, text = prompt.skill.split()[0], prompt.messages[-1].text
    if skill == "shot-list":
        return RUNS[0 if "from shot 1 of the film on" in text else 1]
    if skill in PLANNED:
        return PLANNED[skill]
    wanted = next(line for line in text.splitlines() if line.startswith("Action: "))
    return {"action": wanted.removeprefix("Action: "), "music": "no music"}


def skills(model: Scripted) -> list[str]:
    return [prompt.skill.split()[0] for prompt in model.prompts]


@pytest.mark.slow
def test_an_idea_becomes_a_film_in_conversation_twice_the_same(tmp_path: Path) -> None:
    films = []
    for name in ("first", "second"):
        with studio(tmp_path / name, scripted(), DAILIES_ENGINE="animatic") as made:
            done = made.chat(*TALK)
            made_of = document(done)
            assert done.returncode == 0, done.stderr
            assert made_of["film"]["state"] == "finished"
            assert Path(made_of["film"]["folder"], "film.mp4").stat().st_size > 10_000
            films.append((made.plan(), made.clips()))
    assert len(films[0][1]) == SHOTS
    assert films[0] == films[1]


def test_every_answer_reaches_the_model_and_every_call_is_written_down(tmp_path: Path) -> None:
    model = scripted()
    with studio(tmp_path, model) as made:
        made.chat(*TALK)
        story = next(p for p in model.prompts if p.skill.startswith("story"))
        assert "she burns it" in story.messages[-1].text
        assert skills(model)[:CALLS] == [
            "clarifier",
            "story",
            "casting",
            "scenes",
            "shot-list",
            "shot-list",
            "continuity",
        ]
        assert skills(model)[CALLS:] == ["condition-writer"] * SHOTS
        calls = made.rows("SELECT skill, outcome, tokens_in, counted FROM call ORDER BY id")
        assert [c[0] for c in calls] == [p.skill for p in model.prompts]
        assert {c[1] for c in calls} == {"good"}
        assert all(c[2] > 0 and c[3] for c in calls)
        signed = made.rows("SELECT DISTINCT skill FROM take")
        assert signed == [("condition-writer 1.0.0",)]
        assert made.dailies("lint", "LIGHTHOU").returncode == 0


def test_a_change_in_words_sends_the_story_back_and_both_are_kept(tmp_path: Path) -> None:
    other = STORY | {"title": "The Letter Opener"}
    model = scripted(story=[STORY, other])
    with studio(tmp_path, model) as made:
        made.chat(IDEA, "skip", "make it end with an opener of letters", "yes", "stop")
        assert [row[0] for row in made.rows("SELECT title FROM story ORDER BY number")] == [
            "Forty Envelopes",
            "The Letter Opener",
        ]
        second = [p for p in model.prompts if p.skill.startswith("story")][1].messages[-1].text
        assert "an opener of letters" in second
        assert "Forty Envelopes" in second


def test_free_talk_changes_the_plan_through_tools_and_undo_takes_it_back(tmp_path: Path) -> None:
    model = scripted(
        chat_router=[
            Calls([("change_wardrobe", {"character": "Mara", "wardrobe": "a red coat", "from_shot": "3"})]),
            "Consider it done, and I repainted the boat too.",
            Calls([("undo", {})]),
            "Undone.",
        ]
    )
    with studio(tmp_path, model) as made:
        made.chat(*TALK)
        before, clips = made.plan(), made.clips()
        answer = document(made.chat("make her coat red from shot 3 on", film="LIGHTHOU"))
        reply = answer["messages"][-1]["text"]
        assert "red" in reply
        assert "from 010_0030 on" in reply
        assert "boat" not in reply, "the answer is read from the rows, not from the model's words"
        assert made.plan() != before
        assert made.clips() == clips, "nothing is rendered by itself"
        made.chat("undo that", film="LIGHTHOU")
        assert made.plan() == before


# -- kill -9 --------------------------------------------------------------------------------------------


class Deadly:
    """Answers from a script; when the call of a number comes in, the asking process is killed first."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0
        self.victim: subprocess.Popen[str] | None = None

    def __call__(self, prompt: Prompt) -> object:
        self.count += 1
        if self.count == self.at and self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
        return by_content(prompt)


def _until_done(made: Studio, kill: Deadly) -> None:
    lines = [word for line in TALK for word in ("--say", line)]
    for attempt in range(4):
        words = ["chat", "--size", "128x128", *lines] if attempt == 0 else _next(made)
        kill.victim = subprocess.Popen(
            [sys.executable, "-m", "app.cli", *words],
            cwd=ROOT,
            env=environment(made.home, **made.settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        out, _ = kill.victim.communicate(timeout=120)
        if kill.victim.returncode == 0:
            return
        assert kill.victim.returncode == -signal.SIGKILL, out
    raise AssertionError("it never came to an end")


def _next(made: Studio) -> list[str]:
    """How a user goes on: the same conversation, with what it has not been told yet."""
    state = made.rows("SELECT state, question FROM job")
    asked = made.rows("SELECT count(*) FROM question WHERE answer IS NOT NULL")[0][0]
    confirmed = made.rows("SELECT confirmed_at, plan_confirmed_at FROM story")
    left = [] if asked else ["she burns it", "skip"]
    left += ["yes"] * (2 - sum(x is not None for row in confirmed for x in row))
    interrupted = state[0][0] != "waiting"
    lines = [*(["yes"] if interrupted else []), *left]
    return ["chat", "LIGHTHOU", *(word for line in lines for word in ("--say", line))]


def _survives(tmp_path: Path, at: int) -> None:
    kill = Deadly(at)
    with studio(tmp_path / "killed", Scripted(kill, Models(writing="scripted"))) as made:
        _until_done(made, kill)
        killed = made.plan(), made.clips()
        good = made.rows("SELECT skill, request_digest FROM call WHERE outcome = 'good'")
        assert len(good) == len(set(good)), "no question was paid for twice"
    with studio(tmp_path / "whole", scripted()) as made:
        made.chat(*TALK)
        assert (made.plan(), made.clips()) == killed


@pytest.mark.parametrize("at", [6])
@pytest.mark.slow
def test_a_conversation_killed_at_a_call_goes_on_to_the_same_film(tmp_path: Path, at: int) -> None:
    _survives(tmp_path, at)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("at", [n for n in range(1, CALLS + SHOTS + 1) if n != 6])
def test_a_conversation_killed_at_any_call_goes_on_to_the_same_film(tmp_path: Path, at: int) -> None:
    _survives(tmp_path, at)
