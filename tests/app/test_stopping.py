from __future__ import annotations

import signal

import pytest

from agent.crew import Happening
from app.stopping import Stopping

WORK = Happening("render")


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_work_stops_where_it_next_reports() -> None:
    told: list[Happening] = []
    with Stopping() as stopping:
        report = stopping.report(told.append)
        report(WORK)
        press()
        with pytest.raises(KeyboardInterrupt):
            report(WORK)
    assert told == [WORK]


def test_pressed_twice_it_stops_at_once() -> None:
    with Stopping():
        press()
        with pytest.raises(KeyboardInterrupt):
            press()


def test_at_an_open_question_it_stops_at_once() -> None:
    def answer(_question: object) -> str:
        press()
        return "never said"

    with Stopping() as stopping, pytest.raises(KeyboardInterrupt):
        stopping.answerer(answer)({})


def test_afterwards_the_key_means_what_it_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stopping():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before
