"""A model that answers from a script: for trying skills without a server, for tests and benchmarks.

It ships with the product. What it can do wrong, it does on purpose: see :class:`Fault`.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel

from agent.model import Ending, Listen, Misconfigured, Models, Prompt, Said, ToolCall, Unreachable
from agent.tokens import estimate, estimate_prompt
from tools.errors import ToolError

FaultKind = Literal["429", "500", "401", "hang", "dropped", "truncated", "empty", "refusal"]
PIECE = 24
"""Characters that are heard at a time."""
_TICK = 0.1


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong instead of an answer, or with it.

    ``429``, ``500``, ``dropped`` and ``hang`` are :class:`agent.model.Unreachable` and ``401`` is
    :class:`agent.model.Misconfigured`, as a client has it after its last try; over
    :class:`agent.loopback.Loopback` each is one true fault of a server. ``truncated``, ``empty`` and
    ``refusal`` are answers.
    """

    kind: FaultKind
    of: object = "I am sorry, I cannot help with that."
    """The answer that is cut off by ``truncated`` and ``dropped``, or the words of a ``refusal``."""
    wait: float = 0.0
    """Seconds that ``429`` asks to wait (Retry-After)."""


@dataclass(frozen=True, slots=True)
class Calls:
    """An answer that calls tools: each a name and its arguments."""

    calls: Sequence[tuple[str, Mapping[str, Any]]]
    text: str = ""


class Scripted:
    """A :class:`agent.model.Model` that says what it was told to say.

    Args:
        answers: by the name of a skill (``story``), what it says in turn; the last one repeats. Or a
            function of the prompt. A mapping, list or pydantic value is said as JSON, a text as it is;
            :class:`Calls` calls tools and :class:`Fault` goes wrong.
        models: what it passes for.
        patience: seconds after which ``hang`` is given up.
    """

    def __init__(
        self,
        answers: Mapping[str, Sequence[object]] | Callable[[Prompt], object],
        models: Models = Models(writing="scripted", vision="scripted", cheap="scripted"),  # noqa: B008 — frozen
        patience: float = 60.0,
    ) -> None:
        self._answers = answers
        self._models = models
        self._patience = patience
        self._asked: Counter[str] = Counter()
        self.prompts: list[Prompt] = []
        """Everything it was asked, in order."""

    @classmethod
    def read(cls, path: Path) -> Scripted:
        """The script in a YAML file: ``{story: [{title: …}, "plain words"], cast: [{fault: "429"}]}``.

        ``{fault: truncated, of: …}`` is a :class:`Fault`, ``{calls: [[name, {…}]], text: …}`` a
        :class:`Calls`.

        Raises:
            ToolError: it cannot be read, or it is not a script.
        """
        try:
            script = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ToolError(f"the script {path} cannot be read: {error}") from error
        if not isinstance(script, dict) or not all(isinstance(a, list) and a for a in script.values()):
            raise ToolError(
                f"{path} is not a script; expected skills with a list of answers each: `story: [...]`"
            )
        return cls({str(name): [_answer(path, a) for a in answers] for name, answers in script.items()})

    @property
    def models(self) -> Models:
        """What it passes for."""
        return self._models

    def complete(self, prompt: Prompt, listen: Listen) -> Said:
        """Say the next answer, a few characters at a time: see :meth:`agent.model.Model.complete`.

        Raises:
            Misconfigured: the script says nothing for the skill.
        """
        said = self.answer(prompt)
        if isinstance(said, Fault):
            raise self._failure(said, listen)
        for start in range(0, len(said.text), PIECE):
            listen(said.text[start : start + PIECE])
        return said

    def answer(self, prompt: Prompt) -> Said | Fault:
        """The next answer, or what goes wrong instead of one.

        Raises:
            Misconfigured: the script says nothing for the skill.
        """
        self.prompts.append(prompt)
        match self._next(prompt):
            case Fault("truncated", of):
                text = written(of)
                return self._said(prompt, text[: len(text) // 2], ending=Ending.LENGTH)
            case Fault("empty"):
                return self._said(prompt, "")
            case Fault("refusal", of):
                return self._said(prompt, written(of), ending=Ending.REFUSED)
            case Fault() as fault:
                return fault
            case Calls(asked, text):
                calls = tuple(
                    ToolCall(f"call_{n}", name, written(arguments))
                    for n, (name, arguments) in enumerate(asked, 1)
                )
                return self._said(prompt, text, calls, Ending.TOOLS)
            case answer:
                return self._said(prompt, written(answer))

    def _next(self, prompt: Prompt) -> object:
        if callable(self._answers):
            return self._answers(prompt)
        name = prompt.skill.partition(" ")[0]
        if not self._answers.get(name):
            there = ", ".join(sorted(self._answers)) or "nothing"
            raise Misconfigured(
                f"the script has no answer for the skill {name!r}; it has {there}. Add `{name}: [...]` to it"
            )
        turn = min(self._asked[name], len(self._answers[name]) - 1)
        self._asked[name] += 1
        return self._answers[name][turn]

    def _said(
        self, prompt: Prompt, text: str, calls: tuple[ToolCall, ...] = (), ending: Ending = Ending.STOP
    ) -> Said:
        return Said(
            text=text,
            calls=calls,
            ending=ending,
            model=self._models.named(prompt.use),
            tokens_in=estimate_prompt(prompt),
            tokens_out=estimate(text + "".join(c.name + c.arguments for c in calls)),
        )

    def _failure(self, fault: Fault, listen: Listen) -> ToolError:
        if fault.kind == "401":
            return Misconfigured(
                "the script does not let us in (401). Set DAILIES_LLM_API_KEY to a key it knows"
            )
        if fault.kind == "hang":
            end = time.monotonic() + self._patience
            while time.monotonic() < end:
                listen("")
                time.sleep(_TICK)
        return Unreachable(
            f"the script did not answer: {fault.kind}. Nothing is lost: `dailies resume` goes on"
        )


def written(answer: object) -> str:
    """An answer as a model writes it: a text as it is, everything else as JSON."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, BaseModel):
        return answer.model_dump_json()
    return json.dumps(answer, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"got a {type(value).__name__} in a scripted answer, expected what JSON can hold")


def _answer(path: Path, given: object) -> object:
    match given:
        case {"fault": kind, **rest} if set(rest) <= {"of", "wait"}:
            return _fault(path, str(kind), rest)
        case {"calls": [*calls], **rest} if set(rest) <= {"text"}:
            return Calls([_call(path, call) for call in calls], str(rest.get("text", "")))
        case _:
            return given


def _fault(path: Path, named: str, rest: Mapping[object, Any]) -> Fault:
    wait = rest.get("wait", 0)
    if not isinstance(wait, int | float):
        raise ToolError(f"{path}: got the wait {wait!r}, expected seconds")
    for kind in get_args(FaultKind):
        if kind == named:
            return Fault(kind, rest.get("of", Fault.of), wait)
    raise ToolError(f"{path}: got the fault {named!r}, expected one of {', '.join(get_args(FaultKind))}")


def _call(path: Path, given: object) -> tuple[str, Mapping[str, Any]]:
    match given:
        case [str(name), dict(arguments)]:
            return name, arguments
        case _:
            raise ToolError(f"{path}: got the call {given!r}, expected [name, {{argument: value}}]")
