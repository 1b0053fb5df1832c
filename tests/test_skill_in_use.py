"""A skill is used by the next question of a director that is running already; a broken one stops nobody.

The steps are those of docs/skills.md; the model is scripted and answers on loopback (E45, E46).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.model import Prompt
from agent.scripted import Scripted
from tests.app.inside import told
from tests.app.running import ROOT, environment
from tests.test_conversation import Studio, scripted, studio

IDEA = "A lighthouse keeper who opens no letters gets one more on the night the storm comes."
PAGE = (ROOT / "docs" / "skills.md").read_text(encoding="utf-8")
LAMP = "one swinging lamp below deck"
"""Words of the skill on that page."""
GATE = "or say what to change: "


def storm_at_sea() -> str:
    """The skill of docs/skills.md, as it stands there."""
    found = re.search(r"```yaml\n(# yaml-language-server.*?)```", PAGE, re.DOTALL)
    assert found is not None
    assert LAMP in found[1]
    return found[1]


def save(home: Path, text: str) -> Path:
    path = home / "skills" / "storm-at-sea" / "skill.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def prompts(model: Scripted, skill: str) -> list[str]:
    """All a model was shown for a skill, a text a question."""
    asked: list[Prompt] = [p for p in model.prompts if p.skill.split()[0] == skill]
    return ["\n".join(message.text for message in prompt.messages) for prompt in asked]


def planned(made: Studio, idea: str) -> subprocess.CompletedProcess[str]:
    """Everything up to the shot list, in conversation."""
    lines = [word for line in (idea, "skip", "yes", "stop") for word in ("--say", line)]
    return told(made.home, "chat", "--size", "128x128", *lines, **made.settings)


@contextmanager
def talk(made: Studio) -> Iterator[subprocess.Popen[str]]:
    """A ``dailies chat`` that is running; it is killed when its context is left before it ends."""
    words = ["chat", "--size", "128x128"]
    with subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words],
        cwd=ROOT,
        env=environment(made.home, **made.settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def say(running: subprocess.Popen[str], *lines: str) -> None:
    assert running.stdin is not None
    running.stdin.write("".join(f"{line}\n" for line in lines))
    running.stdin.flush()


def heard(running: subprocess.Popen[str], until: str) -> str:
    """What it says, up to and with ``until``."""
    assert running.stdout is not None
    said = ""
    while not said.endswith(until):
        piece = running.stdout.read(1)
        assert piece, f"it ended before {until!r}: {said}"
        said += piece
    return said


def test_a_skill_saved_while_the_director_waits_is_in_its_next_question(tmp_path: Path) -> None:
    model = scripted()
    with studio(tmp_path, model) as made, talk(made) as running:
        say(running, IDEA, "skip")
        heard(running, until=GATE)
        told(tmp_path, "skills", "new", "storm-at-sea")
        save(tmp_path, storm_at_sea())
        say(running, "yes")
        heard(running, until=GATE)
        say(running, "stop")
        running.communicate(timeout=60)
    assert [LAMP in text for text in prompts(model, "story")] == [False]
    assert [LAMP in text for text in prompts(model, "scenes")] == [True]
    assert [LAMP in text for text in prompts(model, "shot-list")] == [True, True]


def test_a_skill_keeps_out_of_films_it_is_not_for(tmp_path: Path) -> None:
    model = scripted()
    with studio(tmp_path, model) as made:
        save(tmp_path, storm_at_sea())
        planned(made, "A girl teaches a heron to wait.")
    assert prompts(model, "shot-list")
    assert not any(LAMP in text for text in prompts(model, "shot-list"))


def test_a_broken_skill_is_said_by_file_and_line_and_the_plan_goes_on_without_it(tmp_path: Path) -> None:
    model = scripted()
    with studio(tmp_path, model) as made:
        broken = storm_at_sea().replace("\nprompt:", "\npromt:").replace('"1.0.0"', "1.1")
        path = save(tmp_path, broken)
        listed = told(tmp_path, "skills", "list")
        assert listed.returncode == 0
        assert f"✗ storm-at-sea (user): {path}:5" in listed.stdout
        assert "the version is the number 1.1" in listed.stdout
        linted = told(tmp_path, "skills", "lint", "storm-at-sea")
        assert linted.returncode == 2
        assert f"{path}:12: S002 error: unknown key 'promt'; did you mean 'prompt'?" in linted.stdout
        assert planned(made, IDEA).returncode == 4, "it waits at the shot list"
    assert prompts(model, "shot-list")
    assert not any(LAMP in text for text in prompts(model, "shot-list"))
