"""The files of a finished training in one folder, as the camera loads them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from generator.training.course import Passed
from generator.training.recipe import Recipe

_ONLY_TAUGHT_BY = frozenset({"critic"})
"""Modules that were there to teach another and are of no use after."""


def gather(recipe: Recipe, root: Path, passed: Sequence[Passed]) -> Path | None:
    """Copy what the stages left to ``root/weights/<profile>``; of a module taught twice, the later state.

    The transformer as it was before it was distilled is kept as ``teacher``.

    Args:
        recipe: what was followed.
        root: its folder.
        passed: its stages, in order.

    Returns:
        ``root/weights``, which ``DAILIES_ECHO_TOON`` may name; None while a stage is missing.
    """
    if len(passed) != len(recipe.stages):
        return None
    target = root / "weights" / recipe.profile
    target.mkdir(parents=True, exist_ok=True)
    for stage, one in zip(recipe.stages, passed, strict=True):
        if stage.task == "distil":
            _moved(target, "transformer", "teacher")
        for name in one.end.weights:
            if Path(name).stem not in _ONLY_TAUGHT_BY:
                for file in (one.folder / name, (one.folder / name).with_suffix(".json")):
                    shutil.copyfile(file, target / file.name)
    return target.parent


def _moved(folder: Path, name: str, to: str) -> None:
    for ending in (".safetensors", ".json"):
        if (file := folder / f"{name}{ending}").is_file():
            file.replace(folder / f"{to}{ending}")
