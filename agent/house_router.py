"""The house understands the user by rules: a few commands in English and Chinese, said as people say them.

It guesses nothing. What fits no phrase is answered with what does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.house_phrases import PHRASES, Arguments
from agent.model import Listen, Tool
from agent.router import Run
from agent.stage import Stage
from agent.writing.sentences import sentence
from tools.talk import MessageRow

HELP = """\
Say for example: make her coat red from shot 3 on; swap 4 and 5; move 6 before 2; cut shot 7; restore 7; \
closer on 3; hold longer on 3; shorter; shot 3 shorter; she whispers in shot 3; no music; no rain in shot 2; \
cut the last line of shot 3; change the style to woodcut; retake 3-5; approve 3; why did you remember shot 2 \
in shot 5; show the shots; undo; redo; yes."""
UNKNOWN = "The house writer did not understand “{words}”."
WAY_ON = f"{HELP}\nA language model understands more: docs/models.md."
SHOWN = 200
"""Characters of what was not understood that are said back."""

_HELP = re.compile(r"help|what can (?:i|you) (?:say|do)|帮助|你能做什么", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:(?:please|ok|okay|and|now|can you|could you|would you|i want you to|i'd like you to|let's)[ ,，]+|"
    r"请|麻烦|帮我)+|[ ,]*(?:\bplease|\bthanks|\bthank you|吧|谢谢)?[.!?。！？ ]*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?<=\D)[.;]\s+|[;。；\n]+|,? (?:and )?then |, (?:and )?(?=(?:make|swap|move|cut|retake) )"
)


class HouseRouter:
    """A :class:`agent.router.Router` made of rules."""

    def route(
        self,
        words: str,
        stage: Stage,  # noqa: ARG002 — the tools themselves say when they cannot be used
        film: str,  # noqa: ARG002 — the tools look at the film
        history: Sequence[MessageRow],  # noqa: ARG002 — the tools look back where a word needs it
        tools: Sequence[Tool],  # noqa: ARG002
        run: Run,
        listen: Listen,  # noqa: ARG002 — rules answer at once
    ) -> str:
        """Do what every part of a message says, in order (see :class:`agent.router.Router`)."""
        told, lost = [], False
        for part in clauses(words):
            call = understood(part)
            if call is not None:
                result = run(*call)
                told.append(result.text if result.done else sentence(result.text))
            elif _HELP.fullmatch(part):
                told.append(HELP)
            else:
                told.append(UNKNOWN.format(words=part[:SHOWN]))
                lost = True
        return "\n".join([*told, *([WAY_ON] if lost else [])])


def clauses(words: str) -> Iterator[str]:
    """The parts of a message, each one command, without what is only polite."""
    for part in _CLAUSE.split(words):
        if plain := _POLITE.sub("", " ".join(part.split())):
            yield plain


def understood(words: str) -> tuple[str, Arguments] | None:
    """The call that a command means; None when no phrase fits it."""
    return next((call for phrase in PHRASES if (call := phrase.call(words)) is not None), None)
