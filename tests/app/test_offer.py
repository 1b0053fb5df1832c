"""What the conversation offers can be answered, put off, or talked past."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.inside import told

SCRIPT = "INT. KITCHEN - DAY\n\nANNA pours tea.\n\nANNA\nSugar?\n\nBEN\nNo. Never.\n"


@pytest.fixture
def tea(tmp_path: Path) -> str:
    """The path of a screenplay of a few shots."""
    (tmp_path / "tea.fountain").write_text(SCRIPT)
    return str(tmp_path / "tea.fountain")


def talk(home: Path, *lines: str, film: tuple[str, ...] = ("--size", "128x128")) -> str:
    said = [word for line in lines for word in ("--say", line)]
    return told(home, "chat", *film, *said).stdout


def test_other_words_at_an_offer_are_said_to_the_director(tmp_path: Path, tea: str) -> None:
    said = talk(tmp_path, tea, "yes", "yes", "swap 1 and 2", "show the story", "later", "/shots")
    assert "Cut the film anew? [yes/later] show the story" in said
    assert "Logline:" in said
    assert "Cut the film anew? [yes/later] later" in said, "it is offered again"
    assert said.count("is ready: ") == 1, "it is not cut anew unasked"


def test_go_on_is_a_yes_to_what_is_offered(tmp_path: Path, tea: str) -> None:
    said = talk(tmp_path, tea, "yes", "yes", "retake 1", "show shot 1", "go on")
    assert said.count("is ready: ") == 2


def test_a_long_list_is_not_shown_again_for_every_change(tmp_path: Path, tea: str) -> None:
    said = talk(tmp_path, tea, "yes", "swap 1 and 2", "swap 1 and 2", "stop")
    assert said.count("what happens") == 1
    assert said.count("Shall these shots be rendered? (/shots shows them)") == 2
    assert said.count("changed places") == 2
