"""Ctrl-C while the director works: the first stops after the frame in hand, the second at once."""

from __future__ import annotations

import signal
from types import FrameType, TracebackType
from typing import Any, Self

from agent.crew import Happening, Report
from app.making import Answerer


class Stopping:
    """While it lasts, Ctrl-C is heard where work may stop, and at once where a question is open."""

    def __init__(self) -> None:
        self._wanted = self._asking = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._pressed)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def report(self, tell: Report) -> Report:
        """``tell``, which stops the work where it was asked to."""

        def told(happening: Happening) -> None:
            self.check()
            tell(happening)

        return told

    def check(self) -> None:
        """Stop here, if that is wanted.

        Raises:
            KeyboardInterrupt: it is.
        """
        if self._wanted:
            raise KeyboardInterrupt

    def answerer(self, answer: Answerer) -> Answerer:
        """``answer``, during which Ctrl-C is heard at once."""

        def answered(question: dict[str, Any]) -> str | None:
            self._asking = True
            try:
                return answer(question)
            finally:
                self._asking = False

        return answered

    def _pressed(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 — as signal calls it
        if self._asking or self._wanted:
            raise KeyboardInterrupt
        self._wanted = True
