"""The author: the director's questions answered by a language model, one skill a step (E45)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import BaseModel

from agent import steps
from agent.authoring.breakdown import breakdown
from agent.authoring.casting import casting
from agent.authoring.clarify import clarify
from agent.authoring.condition import condition
from agent.authoring.continuity import continuity
from agent.authoring.critique import credit as critics
from agent.authoring.critique import critique
from agent.authoring.given import language
from agent.authoring.revise import revise
from agent.authoring.scenes import scenes
from agent.authoring.shots import shots
from agent.authoring.story import story
from agent.desk import Desk
from agent.model import Listen
from agent.steps import given
from agent.writer import A, BadReply
from skills.hooks import Hook
from tools.story import Brief, CastDraft, ShotListDraft, StoryDraft

Sources = Callable[[str], str]
"""Gives passages of the attached files for a query, quoted; empty when none fit (E50)."""

HOOKS: Mapping[str, Hook] = {
    steps.CLARIFY: Hook.CLARIFY,
    steps.STORY: Hook.STORY,
    steps.CAST: Hook.CAST,
    steps.SCENES: Hook.SCENES,
    steps.SHOTS: Hook.SHOTS,
    steps.CONDITION: Hook.CONDITION,
    steps.REVISE: Hook.REVISE,
}
"""The hook whose skill asks a step's question. The shots of a script are a breakdown, and takes are looked at
by every critic there is."""

_STEPS: Mapping[str, Callable[[Desk, Sources, Mapping[str, object]], BaseModel]] = {
    steps.CLARIFY: clarify,
    steps.STORY: story,
    steps.CAST: casting,
    steps.SCENES: scenes,
    steps.CONDITION: condition,
    steps.REVISE: revise,
    steps.CRITIQUE: critique,
}


class Author:
    """A :class:`agent.writer.Writer` over a desk."""

    follows_words = True

    def __init__(self, desk: Desk, sources: Sources) -> None:
        self.desk = desk
        self.sources = sources
        self.remarks: list[str] = []
        """What went on without, in words for the user; the newest last."""

    @property
    def knows(self) -> frozenset[str]:
        """All steps; ``critique`` only with a model that sees."""
        return frozenset(HOOKS) | ({steps.CRITIQUE} if self.desk.can("vision") else frozenset())

    def heard_by(self, listen: Listen) -> Author:
        """An author at the same desk with somebody else listening; it has made no remarks yet."""
        return Author(self.desk.heard_by(listen), self.sources)

    def confirms(self, step: str) -> bool:
        """Whether the skill that answers a step waits for the user's yes."""
        return self.desk.confirms(self._hook(step))

    def credit(self, step: str) -> str:
        """The skill that answers a step: ``story 1.0.0``; of takes, all critics."""
        if step == steps.CRITIQUE:
            return critics(self.desk)
        return self.desk.credit(self._hook(step))

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        """Answer a step of :mod:`agent.steps`.

        Raises:
            BadReply: the step is unknown, a value is missing, or the model's answer was no good twice.
            OverBudget: the film has used up what it may.
            Unreachable: the model did not answer.
            Misconfigured: it will not, until a setting is changed.
        """
        if step not in self.knows:
            raise BadReply(f"got the step '{step}', expected one of {', '.join(sorted(self.knows))}")
        reply = self._reply(step, values)
        if not isinstance(reply, answer):
            got, expected = type(reply).__name__, answer.__name__
            raise BadReply(
                f"step '{step}': got a {got}, expected a {expected}: ask the step for what it gives"
            )
        return reply

    def _hook(self, step: str) -> Hook:
        scripted = step == steps.SHOTS and self.desk.facts.script
        return Hook.BREAKDOWN if scripted else HOOKS[step]

    def _reply(self, step: str, values: Mapping[str, object]) -> BaseModel:
        if step == steps.SHOTS:
            return self._shots(values)
        return _STEPS[step](self.desk, self.sources, values)

    def _shots(self, values: Mapping[str, object]) -> ShotListDraft:
        """The shot list with its continuity; broken down where there is a script, else written."""
        brief, told = given(values, "brief", Brief), given(values, "story", StoryDraft)
        plan = (breakdown if told.screenplay.scenes else shots)(self.desk, self.sources, values)
        cards = given(values, "cast", CastDraft).characters
        kept = continuity(self.desk, plan, cards, language(brief, told.screenplay), brief.seed)
        self.remarks += kept.remarks
        return ShotListDraft(shots=kept.shots)
