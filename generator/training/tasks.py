"""What can be taught, by the name a recipe calls it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from generator.echo.profiles import PROFILES, Profile
from generator.training.corpus import Corpus
from generator.training.files import Folder
from generator.training.recipe import BadRecipe, Recipe, Stage
from generator.training.task import Task

if TYPE_CHECKING:
    from torch import Tensor

    from generator.echo.codec import Codec
    from generator.training.latents import Library

T = TypeVar("T", bound=Task)
Choices = TypeVar("Choices")
_HELD_OUT = 900_000
"""Number of the first story that nobody is taught from."""

Make = Callable[[Recipe, Stage, Folder], Task]


def _profile(recipe: Recipe) -> Profile:
    profile = PROFILES.get(recipe.profile)
    if profile is None or not profile.shipped:
        able = ", ".join(sorted(p.name for p in PROFILES.values() if p.shipped))
        raise BadRecipe(f"got the profile {recipe.profile!r}, expected one of: {able}")
    return profile


def _video_vae(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.video_vae import VideoVaeTask

    stories = recipe.corpus.stories
    return _going_on(VideoVaeTask(_profile(recipe), stories=stories, **_common(recipe, stage)), folder)


def _audio_vae(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.audio_vae import AudioVaeTask

    return _going_on(
        AudioVaeTask(_profile(recipe), batch=stage.batch, lr=stage.lr, seed=recipe.seed, **stage.options),
        folder,
    )


def _vocoder(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.vocoder import VocoderTask

    profile = _profile(recipe)
    vae = _codec(profile, folder).network.audio_vae
    return _going_on(
        VocoderTask(profile, batch=stage.batch, lr=stage.lr, seed=recipe.seed, vae=vae, **stage.options),
        folder,
    )


def _evaluators(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.evaluators import EvaluatorsTask

    profile = _profile(recipe)
    codec = _codec(profile, folder)
    return EvaluatorsTask(
        profile, batch=stage.batch, lr=stage.lr, seed=recipe.seed, codec=codec, **stage.options
    )


def _flow(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    import torch

    from generator.training.flow import FlowTask, Options, new_nets

    device = str(stage.options.get("device", "cpu"))
    own = {name: value for name, value in stage.options.items() if name not in {"device", "half"}}
    profile = _profile(recipe)
    return _going_on(
        FlowTask(
            new_nets(profile, recipe.seed, torch.device(device)),
            _library(recipe, profile, folder),
            _held_out(recipe, profile, folder),
            batch=stage.batch,
            lr=stage.lr,
            options=_options(Options, own),
            device=device,
            half=bool(stage.options.get("half", False)),
        ),
        folder,
    )


def _distil(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    import torch

    from generator.training.distil import DistilTask, Options
    from generator.training.flow import Nets, flow, new_nets
    from generator.training.latents import Batch

    profile, device = _profile(recipe), torch.device(str(stage.options.get("device", "cpu")))
    own = {name: value for name, value in stage.options.items() if name != "device"}
    options = _options(Options, own)
    teacher = new_nets(profile, recipe.seed, device)
    for name, module in teacher._asdict().items():
        if (found := _earlier(folder, name)) is None:
            raise BadRecipe(
                f"{stage.name}: expected a stage of flow before it; there is no {name}.safetensors"
            )
        module.load_state_dict(found)

    def drawn(library: Library) -> Callable[[torch.Generator, int, int, int], Batch]:
        return lambda dice, size, frames, slots: library.batch(dice, size, frames, slots).to(device)

    task: DistilTask[Nets, Batch] = DistilTask(
        teacher,
        flow,
        drawn(_library(recipe, profile, folder)),
        held_out=drawn(_held_out(recipe, profile, folder)),
        batch=stage.batch,
        lr=stage.lr,
        columns=profile.size[0] // 32,
        options=options,
    )
    return task


def _options(kind: type[Choices], given: Mapping[str, Any]) -> Choices:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # dataclasses, all of them
    if unknown := sorted(given.keys() - known):
        raise BadRecipe(f"got the options {', '.join(unknown)}, expected some of: {', '.join(sorted(known))}")
    return TypeAdapter(kind).validate_python(given)


def _common(recipe: Recipe, stage: Stage) -> dict[str, Any]:
    """The arguments most tasks have."""
    return {"batch": stage.batch, "lr": stage.lr, "seed": recipe.seed, **stage.options}


def _library(recipe: Recipe, profile: Profile, folder: Folder) -> Library:
    lessons = recipe.corpus
    corpus = Corpus(recipe.seed, lessons.frames, lessons.shots)
    return _shelved(profile, folder, corpus, range(lessons.stories), "library")


def _held_out(recipe: Recipe, profile: Profile, folder: Folder) -> Library:
    corpus = Corpus(recipe.seed, (min(recipe.corpus.frames),), recipe.corpus.shots)
    return _shelved(profile, folder, corpus, range(_HELD_OUT, _HELD_OUT + 24), "held-out")


def _shelved(profile: Profile, folder: Folder, corpus: Corpus, stories: range, name: str) -> Library:
    """The stories as latents, encoded now or when they were first needed, beside the stages' folders."""
    from generator.training import shelf
    from generator.training.latents import Library, encoded, silence

    weights = [_earlier_file(folder, module) for module in ("video_vae", "audio_vae")]
    made = [hashlib.sha256(file.read_bytes()).hexdigest() if file else "" for file in weights]
    key = hashlib.sha256(repr((profile.name, corpus, stories, made)).encode()).hexdigest()
    path = folder.path.parent / f"{name}.safetensors"
    shots = shelf.got(path, key)
    codec = _codec(profile, folder)
    if shots is None:
        shots = encoded(profile, codec, corpus, stories)
        path.parent.mkdir(parents=True, exist_ok=True)
        shelf.put(shots, path, key)
    return Library(shots, profile.size, corpus.shots, silence(codec))


def _codec(profile: Profile, folder: Folder) -> Codec:
    """The autoencoders and the vocoder as the stages before left them; random where none did."""
    from generator.echo import network
    from generator.echo.codec import Codec

    nets = network.random(profile)
    for name in ("video_vae", "audio_vae", "vocoder"):
        if (found := _earlier(folder, name)) is not None:
            getattr(nets, name).load_state_dict(found)
    return Codec(nets)


def _going_on(task: T, folder: Folder) -> T:
    """The task with what stages before it have taught the same modules."""
    for name, module in task.modules().items():
        if (found := _earlier(folder, name)) is not None:
            module.load_state_dict(found)
    return task


def _earlier(folder: Folder, module: str) -> dict[str, Tensor] | None:
    """The weights of a module as the latest stage before this one left them, float32; None if none did."""
    from safetensors.torch import load_file

    file = _earlier_file(folder, module)
    if file is None:
        return None
    return {
        name: value.float() if value.is_floating_point() else value for name, value in load_file(file).items()
    }


def _earlier_file(folder: Folder, module: str) -> Path | None:
    files = [place / f"{module}.safetensors" for place in reversed(folder.earlier)]
    return next((file for file in files if file.is_file()), None)


TASKS: Mapping[str, Make] = {
    "video-vae": _video_vae,
    "audio-vae": _audio_vae,
    "vocoder": _vocoder,
    "evaluators": _evaluators,
    "flow": _flow,
    "distil": _distil,
}
