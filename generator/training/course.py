"""A recipe followed: its stages in order, those that are finished left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from generator.training.files import Folder
from generator.training.loop import Finished, Listener, Silent, finished, train
from generator.training.recipe import BadRecipe, Recipe, Stage, first_fault
from generator.training.task import Task
from generator.training.together import joined

Tasks = Mapping[str, Callable[[Recipe, Stage, Folder], Task]]
"""What can be taught, by the names recipes use; ``Folder.taught`` finds what earlier stages wrote."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A stage that is behind us."""

    end: Finished
    folder: Path
    skipped: bool
    """True: it was finished before."""


def folder_of(recipe: Recipe, stage: Stage, root: Path) -> Folder:
    """The folder of a stage below ``root``."""
    return Folder(root / stage.name, tuple(root / one.name for one in recipe.before(stage)))


def follow(
    recipe: Recipe,
    tasks: Tasks,
    root: Path,
    listener: Listener | None = None,
    *,
    only: str = "",
    fresh: bool = False,
) -> tuple[Passed, ...]:
    """Train the stages of a recipe that are not finished.

    Args:
        recipe: what to follow.
        tasks: what can be taught.
        root: its folder; every stage has one of its own in it.
        listener: who is told how far it is.
        only: the name of one stage, or all.
        fresh: put aside what there is of them, and begin anew.

    Returns:
        The stages in order; in a process that is not the first of its team, nothing.

    Raises:
        BadRecipe: it has no such stage, or there is no such task; nothing was trained.
        Stopped, TrainingFault: as of :func:`generator.training.loop.train`.
    """
    stages = (recipe.stage(only),) if only else recipe.stages
    for stage in stages:
        if stage.task not in tasks:
            raise BadRecipe(f"got the task {stage.task!r}, expected one of: {', '.join(sorted(tasks))}")
    with joined() as team:
        heard = listener if listener is not None and team.first else Silent()
        if fresh and team.first:
            for stage in stages:
                if (aside := folder_of(recipe, stage, root).put_aside()) is not None:
                    heard.said(f"{stage.name}: what was there is now {aside}")
        team.wait()
        passed = [_pass(recipe, stage, tasks, folder_of(recipe, stage, root), heard) for stage in stages]
        return tuple(passed) if team.first else ()


def _pass(recipe: Recipe, stage: Stage, tasks: Tasks, folder: Folder, listener: Listener) -> Passed:
    if (end := finished(recipe, stage, folder)) is not None:
        return Passed(end, folder.path, skipped=True)
    listener.said(f"{stage.name}: preparing its lessons")
    task = _made(recipe, stage, tasks, folder)
    return Passed(train(task, recipe, stage, folder, listener), folder.path, skipped=False)


def _made(recipe: Recipe, stage: Stage, tasks: Tasks, folder: Folder) -> Task:
    try:
        return tasks[stage.task](recipe, stage, folder)
    except ValidationError as error:
        raise BadRecipe(f"{stage.name}: {first_fault(error)}") from error
    except TypeError as error:
        unknown = next(
            (name for name in stage.options if f"unexpected keyword argument '{name}'" in str(error)), ""
        )
        if not unknown:
            raise
        raise BadRecipe(f"{stage.name}: the task {stage.task} has no option {unknown!r}") from error
