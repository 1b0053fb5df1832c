"""A skill: what the director knows about one thing, as YAML that a developer can add, test and share.

This module is the format. :mod:`skills.library` finds and loads skills, :mod:`skills.template` renders them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from skills.hooks import HOOKS, Hook, Kind

SCHEMA = "dailies/skill@1"
MOST_PROMPT = 12_000
"""Characters of a skill's prompt: a third of a small model's context."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Semver = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


class Misfit(ValueError):
    """A skill contradicts itself or its hook points; ``at`` is the path of the key to mend."""

    def __init__(self, words: str, *at: str) -> None:
        super().__init__(words)
        self.at = at


class Part(BaseModel):
    """A part of a skill: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SkillKind(StrEnum):
    """What a skill does."""

    PROMPT = "prompt"
    """It asks the question of its hook points: one of them does at a time."""
    KNOWLEDGE = "knowledge"
    """It adds to the question: all that fit do."""
    CRITIC = "critic"
    """It looks at takes beside the measures: all that fit do."""


class When(Part):
    """When a skill is used; every filter that is given must hold, any of its values will do."""

    words: tuple[str, ...] = Field(default=(), description="Words in what the user asked, or in the story.")
    styles: tuple[str, ...] = Field(default=(), description="Words in the style of the film.")
    languages: tuple[str, ...] = Field(default=(), description="Languages of the film: en, zh.")
    engines: tuple[str, ...] = Field(default=(), description="Engines: animatic, echo.")
    script: bool | None = Field(default=None, description="true: only with a script; false: only without.")


class Input(Part):
    """A value the prompt may use."""

    type: Kind
    description: str = ""
    default: str | int | float | None = Field(default=None, description="Without one the value is required.")

    @model_validator(mode="after")
    def _default_is_of_its_type(self) -> Self:
        if self.default is None or isinstance(self.default, str) != (self.type is Kind.NUMBER):
            return self
        raise Misfit(f"an input of type {self.type} cannot default to {self.default!r}", "default")


class Cost(Part):
    """What the skill may use up, and which model it needs."""

    model: Literal["writing", "vision", "cheap"] = "writing"
    answer_tokens: int = Field(default=1_500, ge=16, le=16_000, description="The longest answer.")
    temperature: float = Field(default=0.7, ge=0.0, le=2.0)


class SkillTest(Part):
    """A test that needs no network: given values and scripted answers, what must come out."""

    name: str = Field(min_length=1)
    values: dict[str, Any] = Field(default_factory=dict, description="A value for each input.")
    facts: dict[str, Any] = Field(
        default_factory=dict, description="words, style, language, engine, script: is the skill used then?"
    )
    used: bool | None = Field(default=None, description="Whether `when` must let it be used for the facts.")
    contains: tuple[str, ...] = Field(default=(), description="What the rendered prompt must contain.")
    lacks: tuple[str, ...] = Field(default=(), description="What it must not contain.")
    answers: tuple[Any, ...] = Field(
        default=(), description="What the scripted model says, one a try: a mapping, or text as it comes."
    )
    expect: dict[str, Any] = Field(
        default_factory=dict, description="Values in the answer by path: `beats.0.name: set-up`."
    )
    fails: str = Field(default="", description="Words of the error the answers must lead to.")


class Skill(Part):
    """One skill.yaml."""

    schema_: Literal["dailies/skill@1"] = Field(alias="schema")
    name: Name = Field(description="As its folder: small letters, digits and hyphens.")
    version: Semver = Field(description='Quoted: "1.0.0".')
    description: str = Field(
        min_length=20, max_length=1_024, description="What it does, and when it should be used."
    )
    kind: SkillKind = Field(
        description="prompt asks the question of a hook point, knowledge adds to it, critic looks at takes."
    )
    applies_to: tuple[Hook, ...] = Field(min_length=1, description="Its hook points: see docs/skills.md.")
    when: When = When()
    requires: tuple[Name, ...] = Field(default=(), description="Skills that must be there.")
    allowed_tools: tuple[str, ...] = Field(default=(), description="Tools a chat skill may offer.")
    inputs: dict[str, Input] = Field(
        default_factory=dict, description="The values its prompt uses, of those its hook points give."
    )
    output: str = Field(default="", description="Name and version of the answer: story@1.")
    gate: Literal["ask", "auto"] | None = Field(
        default=None,
        description="ask: the user confirms the result; auto: the work goes on. Default: ask at story, "
        "shots and breakdown, where alone it can.",
    )
    cost: Cost = Cost()
    prompt: str = Field(
        min_length=1, max_length=MOST_PROMPT, description="What the model reads; {{ name }} is an input."
    )
    literal: bool = Field(default=False, description="true: the prompt stands as it is; {{ }} means nothing.")
    review_focus: tuple[str, ...] = Field(
        default=(), description="What critics look at above all, where this skill is used."
    )
    tests: tuple[SkillTest, ...] = ()

    @property
    def credit(self) -> str:
        """Name and version, as takes record it: ``noir 1.0.0``."""
        return f"{self.name} {self.version}"

    def asks_user(self, hook: Hook) -> bool:
        """Whether what it answers at a hook waits for the user's yes."""
        return HOOKS[hook].confirmed and self.gate != "auto"

    @model_validator(mode="after")
    def _fits_its_hooks(self) -> Self:
        if self.kind is SkillKind.KNOWLEDGE and self.output:
            raise Misfit("a knowledge skill answers nothing: remove `output`", "output")
        if self.kind is SkillKind.CRITIC and self.applies_to != (Hook.CRITIQUE,):
            raise Misfit("a critic looks at takes: write `applies_to: [critique]`", "applies_to")
        for hook in self.applies_to:
            self._fits(hook)
        return self

    def _fits(self, hook: Hook) -> None:
        point = HOOKS[hook]
        if self.gate == "ask" and not point.confirmed:
            raise Misfit(f"the user is not asked at the hook {hook}: remove `gate: ask`", "gate")
        if self.kind is not SkillKind.KNOWLEDGE and self.output != point.answer:
            wanted = f"`output: {point.answer}`" if point.answer else "no `output`: it answers in words"
            raise Misfit(f"got the output {self.output or 'none'}; the hook {hook} wants {wanted}", "output")
        for name, declared in self.inputs.items():
            given = point.given.get(name)
            if given is None:
                known = ", ".join(point.given)
                raise Misfit(f"the hook {hook} does not give {name!r}; it gives {known}", "inputs", name)
            # A text declared as a word would stand outside its tags, where it could pass for instructions.
            if declared.type is not given.kind:
                words = f"the hook {hook} gives {name!r} as a {given.kind}; got the type {declared.type}"
                raise Misfit(words, "inputs", name, "type")
