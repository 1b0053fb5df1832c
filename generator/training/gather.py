"""The files of a finished training in one folder, as the camera loads them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from generator.training.course import Passed
from generator.training.files import whole
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
    found: dict[str, Path] = {}
    for stage, one in zip(recipe.stages, passed, strict=True):
        if stage.task == "distil" and "transformer" in found:
            found["teacher"] = found["transformer"]
        found |= {Path(name).stem: one.folder / name for name in one.end.weights}
    target = root / "weights" / recipe.profile
    target.mkdir(parents=True, exist_ok=True)
    for name in found.keys() - _ONLY_TAUGHT_BY:
        for ending in (".safetensors", ".json"):
            # Never written over: a camera may be filming with the file that was there.
            with whole(target / f"{name}{ending}") as temporary:
                shutil.copyfile(found[name].with_suffix(ending), temporary)
    return target.parent
