"""The director's words as they come, and what may not get to the terminal with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from agent.model import Listen
from app.build import Studio
from app.screen import Screen
from app.settings import Settings
from app.talking import NOTHING, Talking, plain
from generator.interface import Cancelled
from tests.making import Home
from tools import talk
from tools.errors import ToolError


@dataclass
class Chatty:
    """Understands everybody: says ``pieces`` as they come, then gives ``text``."""

    pieces: Sequence[str] = ()
    text: str = ""
    error: BaseException | None = None

    def route(self, *given: Any) -> str:
        listen: Listen = given[-1]
        for piece in self.pieces:
            listen(piece)
        if self.error:
            raise self.error
        return self.text


def talking(home: Home, router: Chatty) -> Talking:
    home.begin()
    studio = Studio(Settings(home=home.folder), home.database, home.store)
    talker = Talking(studio, Screen(), 1, home.crew())
    talker.router = router
    return talker


def test_words_are_shown_as_they_come_and_once(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    aside = talking(home, Chatty(("It is", "", " the [bold] lamp."), "It is the [bold] lamp.")).beside("why?")
    assert aside == NOTHING
    assert capsys.readouterr().out == "It is the [bold] lamp.\n"


def test_an_answer_that_was_not_heard_is_shown(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    talking(home, Chatty(("I look.",), "Shot 2 shows the lamp.")).beside("why?")
    assert capsys.readouterr().out == "I look.\nShot 2 shows the lamp.\n"


def test_nothing_that_steers_the_terminal_gets_through(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    talking(home, Chatty(("\x1b[2J", "red\r"), "\x1b]0;title\x07 and\nblue")).beside("why?")
    assert capsys.readouterr().out == "[2Jred\n]0;title and\nblue\n"
    assert plain("a\tb\n\u202ec\x9b") == "a\tb\nc"


@pytest.mark.parametrize("error", [Cancelled(), KeyboardInterrupt()])
def test_an_answer_that_is_stopped_leaves_the_talk_open(
    home: Home, error: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    talker = talking(home, Chatty(("It",), error=error))
    assert talker.beside("why?") == NOTHING
    assert capsys.readouterr().out == "It\nStopped.\n"
    with home.database.read() as session:
        assert [message.text for message in talk.messages(session, 1)] == ["why?"]


def test_a_fault_the_user_can_mend_is_said(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    talking(home, Chatty(error=ToolError("the model did not answer: try again"))).beside("why?")
    assert capsys.readouterr().out == "The model did not answer: try again.\n"


def test_a_message_that_is_too_long_is_refused_in_words(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    talking(home, Chatty()).beside("why? " * 2_000)
    assert "attach long notes as a file" in capsys.readouterr().out
