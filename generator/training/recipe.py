"""Recipes: what is taught, in what order, for how long; a YAML file each."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from generator.training.pace import Budget, Decay
from generator.training.task import TrainingFault

_PACE = frozenset({"minutes", "steps", "every", "measure_every", "falls", "keep_float32"})
"""What may be changed in a stage that has begun: how long it takes and what is written."""

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""Small letters, digits and hyphens: names are those of folders, too."""


class BadRecipe(TrainingFault):
    """There is no such recipe, or it cannot be read; the message says where it is wrong."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Lessons(_Part):
    """What is taught from; see :mod:`generator.training.corpus`."""

    stories: int = Field(default=700, ge=1)
    """How many are drawn."""
    shots: int = Field(default=6, ge=1)
    """Shots of a story."""
    frames: tuple[int, ...] = (25,)
    """Their lengths, 8k + 1 each; one that is given twice is twice as frequent."""

    @field_validator("frames")
    @classmethod
    def _eights_and_one(cls, frames: tuple[int, ...]) -> tuple[int, ...]:
        if not frames or any(length % 8 != 1 or not 9 <= length <= 241 for length in frames):
            raise ValueError("expected lengths of 8k + 1 frames, 9 to 241")
        return frames


class Stage(_Part):
    """One thing that is taught."""

    name: Name = ""
    """Its folder's; the task's where none is given."""
    task: Name
    """Which, as :mod:`generator.training.tasks` calls it."""
    minutes: float | None = Field(default=None, gt=0, le=10_000)
    """How long; or"""
    steps: int | None = Field(default=None, ge=1)
    """how many updates."""
    batch: int = Field(ge=1)
    """Samples of an update, in every process."""
    lr: float = Field(gt=0, le=1)
    """The highest learning rate."""
    warmup: int = Field(default=0, ge=0)
    """Updates until it is reached."""
    decay: Decay = Decay.COSINE
    """What it does then."""
    ema: float = Field(default=0.999, ge=0, lt=1)
    """How much of the averaged weights stays at an update; 0 keeps the last weights instead."""
    every: float = Field(default=120, gt=0)
    """Seconds between checkpoints."""
    measure_every: float = Field(default=0, ge=0)
    """Seconds between looks at the held-out figures; 0: only at the end."""
    falls: str = ""
    """A figure that must have fallen by the end, or the stage has failed."""
    keep_float32: tuple[str, ...] = ()
    """Modules whose finished weights are not rounded to bfloat16."""
    options: Mapping[str, Any] = {}
    """What the task alone understands."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, given: object) -> object:
        return {"name": given.get("task"), **given} if isinstance(given, dict) else given

    @model_validator(mode="after")
    def _one_budget(self) -> Self:
        if (self.minutes is None) == (self.steps is None):
            raise ValueError("expected either minutes or steps")
        return self

    @property
    def budget(self) -> Budget:
        """How long it lasts."""
        return Budget(self.steps, None if self.minutes is None else self.minutes * 60)


class Recipe(_Part):
    """Stages, one after another, each of which may use what those before it have written."""

    name: Name
    profile: str = Field(min_length=1)
    """Sizes of the networks and the picture, as :mod:`generator.echo.profiles` calls them."""
    seed: int = Field(default=0, ge=0, lt=2**31)
    corpus: Lessons = Lessons()
    stages: tuple[Stage, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_name_once(self) -> Self:
        names = [stage.name for stage in self.stages]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two stages are called {', '.join(twice)}; give each a name of its own")
        return self

    def stage(self, name: str) -> Stage:
        """A stage by name.

        Raises:
            BadRecipe: it has none of this name.
        """
        for stage in self.stages:
            if stage.name == name:
                return stage
        known = ", ".join(stage.name for stage in self.stages)
        raise BadRecipe(f"got the stage {name!r}, expected one of: {known}")

    def before(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages that come before one of its own, in order."""
        return self.stages[: self.stages.index(stage)]

    def taught(self, stage: Stage) -> dict[str, Any]:
        """All that decides what a stage learns, without how long: a checkpoint fits only the same."""
        whole = self.model_dump(mode="json", exclude={"stages", "name"})
        return whole | {"stage": stage.model_dump(mode="json", exclude=set(_PACE))}


def shipped() -> dict[str, Traversable]:
    """The recipes that come with the package, by name."""
    folder = files("generator.training") / "recipes"
    found = {Path(file.name).stem: file for file in folder.iterdir() if file.name.endswith(".yaml")}
    return dict(sorted(found.items()))


def load(source: str) -> Recipe:
    """A recipe that is shipped, by name, or the YAML file at a path.

    Raises:
        BadRecipe: there is none, or it is wrong; the first fault is named.
    """
    file = shipped().get(source)
    place = Path(source).expanduser()
    if file is None and not place.is_file():
        known = ", ".join(shipped())
        raise BadRecipe(f"there is no recipe {source!r}; expected a YAML file, or one of: {known}")
    try:
        text = (file or place).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRecipe(f"{source} cannot be read: {error}") from error
    return read(text, source)


def read(text: str, source: str = "the recipe") -> Recipe:
    """A recipe from YAML; ``source`` is what messages call it.

    Raises:
        BadRecipe: it is wrong; the first fault is named.
    """
    import yaml

    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BadRecipe(f"{source} is not YAML: {error}") from error
    if not isinstance(document, dict):
        raise BadRecipe(f"{source}: got {type(document).__name__}, expected name, profile and stages")
    try:
        return Recipe.model_validate(document)
    except ValidationError as error:
        raise BadRecipe(f"{source}: {first_fault(error)}") from error


def first_fault(error: ValidationError) -> str:
    """The first thing that is wrong, in words: ``stages.0.lr: got 'fast', input should be a number``."""
    fault = error.errors()[0]
    where = "".join(f"{step}." for step in fault["loc"])[:-1]
    if fault["type"] == "extra_forbidden":
        return f"{where}: there is no such field"
    if fault["type"] == "missing":
        return f"{where}: this field is missing"
    said = fault["msg"].removeprefix("Value error, ")
    given = "" if isinstance(fault["input"], dict) else f"got {fault['input']!r}, "
    return f"{f'{where}: ' if where else ''}{given}{said[:1].lower()}{said[1:]}"
