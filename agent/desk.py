"""The desk: a skill's question is put to a model, and a good answer, or a plain reason, comes back.

Everything that can go wrong with a model is dealt with here, once: prompts that do not fit, budgets, answers
that are cut off, broken or beside the point, refusals, silence. Every call is written into the book.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from agent import desk_record
from agent.book import Book
from agent.desk_prompt import CHAT_RULES, RULES, Known, Question, fitting, mending, system
from agent.model import Ending, Listen, Message, Model, Prompt, Said, Tool, Use
from agent.tokens import estimate
from agent.writer import BadReply
from generator.interface import Cancelled
from skills.hooks import Hook
from skills.library import Facts, Library, Loaded
from skills.reply import Unusable, read
from skills.skill import Skill
from skills.template import render
from tools.errors import ToolError
from tools.records import CallOutcome

A = TypeVar("A", bound=BaseModel)

SHOWN = 3
"""Faults of an answer that the user is told."""

Check = Callable[[A], Sequence[str]]
"""What is wrong with an answer, in words for the model; nothing when it is good."""


def _silent(_piece: str) -> None:
    """Listen to nothing."""


def _good(_answer: BaseModel) -> Sequence[str]:
    """Find nothing wrong."""
    return ()


class Desk:
    """Puts the questions of skills to a model, for one film.

    Args:
        model: who answers.
        library: where the skills are.
        book: what the film may use up, and where calls are written down.
        facts: of the film, as they stand when asked for: they decide which skills are used.
        listen: is told the answers as they come, and may raise ``Cancelled``.
    """

    def __init__(
        self,
        model: Model,
        library: Library,
        book: Book,
        facts: Facts | Callable[[], Facts],
        listen: Listen = _silent,
    ) -> None:
        self.model, self.library, self.book, self.listen = model, library, book, listen
        self._facts = facts

    @property
    def facts(self) -> Facts:
        """The film as it stands now."""
        return self._facts() if callable(self._facts) else self._facts

    def heard_by(self, listen: Listen) -> Desk:
        """A desk like this one with somebody else listening."""
        return Desk(self.model, self.library, self.book, self._facts, listen)

    def can(self, use: Use) -> bool:
        """Whether there is a model for this."""
        return bool(self.model.models.named(use))

    def credit(self, hook: Hook) -> str:
        """Name and version of the skill that asks at a hook: ``story 1.0.0``."""
        return self.library.prompt(hook, self.facts).skill.credit

    def confirms(self, hook: Hook) -> bool:
        """Whether the answer at a hook waits for the user's yes."""
        return self.library.prompt(hook, self.facts).skill.asks_user(hook)

    def ask(
        self,
        hook: Hook,
        values: Mapping[str, object],
        answer: type[A],
        check: Check[A] = _good,
        *,
        seed: int = 0,
        pictures: tuple[Path, ...] = (),
        skill: Loaded | None = None,
    ) -> A:
        """The model's answer to a skill's question.

        An answer that cannot be used is shown to the model once, with what is wrong. A question that was
        answered well before, in this film, by this model, is not asked again: after an interruption nothing
        is paid for twice.

        Args:
            hook: where the work stands.
            values: what the hook gives, by name (:data:`skills.hooks.HOOKS`).
            answer: what the answer must be.
            check: what else it must be.
            seed: for models that know seeds.
            pictures: PNG or JPEG files to look at; they need a model that sees.
            skill: which skill asks, where a hook has several, as with critics.

        Raises:
            BadReply: the model refused, or its second answer cannot be used either.
            OverBudget: the film has used up what it may; the model was not asked.
            Misconfigured: the prompt does not fit the model, or the model will never answer so.
            Unreachable: no answer came.
            Cancelled: ``listen`` stopped it.
            ToolError: the skill is broken, or nobody asks at this hook.
        """
        facts = self.facts
        asks = (skill or self.library.prompt(hook, facts)).skill
        question = self._question(facts, asks, hook, values, answer, seed, pictures)
        digest = desk_record.digest(question.prompt, self.model.models)
        if (known := self.book.answered(digest)) is not None:
            with suppress(Unusable):
                return _usable(known, answer, check)
        return self._answer(self._anew(question, digest), digest, answer, check, last=False)

    def converse(
        self,
        values: Mapping[str, object],
        messages: Sequence[Message],
        tools: Sequence[Tool],
        *,
        use: Use = "cheap",
    ) -> Said:
        """What the model says next in a conversation: words, or tools it asks for.

        Args:
            values: what the chat hook gives.
            messages: what was said, oldest first, without a system message.
            tools: what it may call; a chat skill that lists tools allows only those.
            use: which model talks.

        Raises:
            OverBudget, Misconfigured, Unreachable, Cancelled, ToolError: as in :meth:`ask`.
        """
        facts = self.facts
        asks = self.library.prompt(Hook.CHAT, facts).skill
        offered = [t for t in tools if not asks.allowed_tools or t.name in asks.allowed_tools]

        def make(known: Sequence[Known]) -> Prompt:
            head = system(CHAT_RULES, _language(facts, values), [*known, (asks, render(asks, values))])
            return Prompt(
                skill=asks.credit,
                messages=(head, *messages),
                tools=tuple(offered),
                use=use,
                answer_tokens=asks.cost.answer_tokens,
                temperature=asks.cost.temperature,
            )

        question = fitting(make, self._known(facts, Hook.CHAT, values), self.model.models.context)
        digest = desk_record.digest(question.prompt, self.model.models)
        question, said = self._complete(question, digest)
        refused = said.ending is Ending.REFUSED
        self._write(question, digest, said, CallOutcome.REFUSED if refused else CallOutcome.GOOD)
        return said

    def _answer(self, question: Question, digest: str, answer: type[A], check: Check[A], *, last: bool) -> A:
        """Ask, and unless it was the ``last`` time, ask to mend what cannot be used.

        The mended answer is kept under the digest of the question as it was asked first.
        """
        question, said = self._complete(question, digest)
        if said.ending is Ending.REFUSED:
            self._write(question, digest, said, CallOutcome.REFUSED)
            raise _declined(question.prompt, said)
        try:
            usable = _usable(said.text, answer, check)
        except Unusable as error:
            outcome = CallOutcome.BAD if last else CallOutcome.REPAIRED
            self._write(question, digest, said, outcome, str(error))
            if last:
                raise _bad(question.prompt, said, error) from error
            question = mending(question, said, error.faults, self.model.models.context)
        else:
            self._write(question, digest, said, CallOutcome.GOOD)
            return usable
        return self._answer(question, digest, answer, check, last=True)

    def _anew(self, question: Question, digest: str) -> Question:
        """With another seed after every time it was given up: a model that knows seeds would say the same."""
        seed = question.prompt.seed + self.book.bad(digest)
        return replace(question, prompt=replace(question.prompt, seed=seed))

    def _question(
        self,
        facts: Facts,
        asks: Skill,
        hook: Hook,
        values: Mapping[str, object],
        answer: type[BaseModel],
        seed: int,
        pictures: tuple[Path, ...],
    ) -> Question:
        asked = Message("user", render(asks, values) + self._focus(facts, asks, hook), pictures)

        def make(known: Sequence[Known]) -> Prompt:
            return Prompt(
                skill=asks.credit,
                messages=(system(RULES, _language(facts, values), known), asked),
                schema=answer.model_json_schema(),
                use="vision" if pictures else asks.cost.model,
                answer_tokens=asks.cost.answer_tokens,
                temperature=asks.cost.temperature,
                seed=seed,
            )

        return fitting(make, self._known(facts, hook, values), self.model.models.context)

    def _focus(self, facts: Facts, asks: Skill, hook: Hook) -> str:
        """What a critic looks at above all: its own focus, and that of the knowledge in use."""
        if hook is not Hook.CRITIQUE:
            return ""
        knowledge = self.library.knowledge(Hook.CONDITION, facts)
        wanted = [*asks.review_focus, *(focus for one in knowledge for focus in one.skill.review_focus)]
        return "\n- ".join(["\n\nLook above all at:", *wanted]) if wanted else ""

    def _known(self, facts: Facts, hook: Hook, values: Mapping[str, object]) -> list[Known]:
        said = [(one.skill, render(one.skill, values)) for one in self.library.knowledge(hook, facts)]
        return [(skill, words) for skill, words in said if words.strip()]

    def _complete(self, question: Question, digest: str) -> tuple[Question, Said]:
        """Call the model within the budget; a call without an answer is written down here."""
        prompt, models = question.prompt, self.model.models
        most = self.book.allow(question.tokens, prompt.answer_tokens, desk_record.price(prompt, models))
        question = replace(question, prompt=replace(prompt, answer_tokens=most))
        heard: list[str] = []

        def listen(piece: str) -> None:
            heard.append(piece)
            self.listen(piece)

        try:
            return question, self.model.complete(question.prompt, listen)
        except (ToolError, Cancelled, KeyboardInterrupt) as error:
            # What was heard before is paid for.
            text = "".join(heard)
            said = Said(text, tokens_in=question.tokens if text else 0, tokens_out=estimate(text))
            self._write(question, digest, said, CallOutcome.FAILED, str(error) or "stopped")
            raise

    def _write(
        self, question: Question, digest: str, said: Said, outcome: CallOutcome, error: str = ""
    ) -> None:
        self.book.write(desk_record.entry(question, self.model.models, digest, said, outcome, error))


def _language(facts: Facts, values: Mapping[str, object]) -> str:
    return str(values.get("language") or facts.language)


def _usable(text: str, answer: type[A], check: Check[A]) -> A:
    """The answer in a text, checked.

    Raises:
        Unusable: it is not the answer asked for, or not a good one.
    """
    value = read(text, answer)
    if faults := tuple(check(value)):
        raise Unusable(*faults)
    return value


def _declined(prompt: Prompt, said: Said) -> BadReply:
    words = f": '{' '.join(said.text.split())[:200]}'" if said.text.strip() else ""
    return BadReply(
        f"the model declined what {prompt.skill} asked{words}. Say it in other words, or use another model."
    )


def _bad(prompt: Prompt, said: Said, error: Unusable) -> BadReply:
    model = f"the model {said.model}" if said.model else "the model"
    more = len(error.faults) - SHOWN
    faults = "; ".join([*error.faults[:SHOWN], *([f"and {more} more"] if more > 0 else [])])
    return BadReply(
        f"{prompt.skill}: {model} answered twice, and neither answer can be used: {faults}. "
        "Try again, or use a larger model (DAILIES_LLM_MODEL)."
    )
