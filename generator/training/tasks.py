"""What can be taught, by the name a recipe calls it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from generator.echo.layout import PIXELS_PER_LATENT
from generator.echo.profiles import PROFILES, Profile
from generator.training import card
from generator.training.corpus import HELD_OUT, Corpus
from generator.training.files import Folder
from generator.training.recipe import BadRecipe, Recipe, Stage
from generator.training.task import Task
from generator.training.together import joined

if TYPE_CHECKING:
    import torch

    from generator.echo.codec import Codec
    from generator.training.flow import Nets
    from generator.training.latents import Library

T = TypeVar("T", bound=Task)
Choices = TypeVar("Choices")

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

    return _going_on(AudioVaeTask(_profile(recipe), **_common(recipe, stage)), folder)


def _vocoder(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.vocoder import VocoderTask

    profile = _profile(recipe)
    vae = _codec(profile, folder).network.audio_vae
    return _going_on(VocoderTask(profile, vae=vae, **_common(recipe, stage)), folder)


def _evaluators(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.evaluators import EvaluatorsTask

    profile = _profile(recipe)
    task = EvaluatorsTask(profile, codec=_codec(profile, folder), **_common(recipe, stage))
    return _going_on(task, folder)


def _flow(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    import torch

    from generator.training.flow import FlowTask, Options, new_nets

    device = str(stage.options.get("device", "cpu"))
    profile = _profile(recipe)
    library, held_out = _libraries(recipe, profile, folder)
    return _going_on(
        FlowTask(
            new_nets(profile, recipe.seed, torch.device(device)),
            library,
            held_out,
            batch=stage.batch,
            lr=stage.lr,
            options=_options(Options, stage, "device", "half"),
            device=device,
            half=bool(stage.options.get("half", False)),
        ),
        folder,
    )


def _guide(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.guide import GuideTask, Options

    profile = _profile(recipe)
    options = _options(Options, stage, "device")
    library, held_out = _libraries(recipe, profile, folder)
    return GuideTask(
        _teacher(recipe, stage, folder),
        library,
        held_out,
        batch=stage.batch,
        lr=stage.lr,
        options=options,
    )


def _distil(recipe: Recipe, stage: Stage, folder: Folder) -> Task:
    from generator.training.distil import DistilTask, Options
    from generator.training.flow import flow
    from generator.training.latents import Batch

    profile = _profile(recipe)
    options = _options(Options, stage, "device")
    teacher = _teacher(recipe, stage, folder)
    device = next(teacher.transformer.parameters()).device

    def drawn(library: Library) -> Callable[[torch.Generator, int, int, int], Batch]:
        return lambda dice, size, frames, slots: library.batch(dice, size, frames, slots).to(device)

    library, held_out = _libraries(recipe, profile, folder)
    task: DistilTask[Nets, Batch] = DistilTask(
        teacher,
        flow,
        drawn(library),
        held_out=drawn(held_out),
        batch=stage.batch,
        lr=stage.lr,
        columns=profile.size[0] // PIXELS_PER_LATENT,
        options=options,
    )
    return task


def _teacher(recipe: Recipe, stage: Stage, folder: Folder) -> Nets:
    """The transformer as the stages before left it, with its words."""
    import torch

    from generator.training.flow import new_nets

    nets = new_nets(_profile(recipe), recipe.seed, torch.device(str(stage.options.get("device", "cpu"))))
    for name, module in nets._asdict().items():
        card.load(module, folder.taught(name))
    return nets


def _options(kind: type[Choices], stage: Stage, *others: str) -> Choices:
    """The options of a stage, but for ``others``, which are none of the task's own."""
    given = {name: value for name, value in stage.options.items() if name not in others}
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # dataclasses, all of them
    if unknown := sorted(given.keys() - known):
        raise BadRecipe(f"got the options {', '.join(unknown)}, expected some of: {', '.join(sorted(known))}")
    return TypeAdapter(kind).validate_python(given)


def _common(recipe: Recipe, stage: Stage) -> dict[str, Any]:
    """The arguments most tasks have."""
    return {"batch": stage.batch, "lr": stage.lr, "seed": recipe.seed, **stage.options}


def _libraries(recipe: Recipe, profile: Profile, folder: Folder) -> tuple[Library, Library]:
    """What is learned from, and what is only measured on."""
    lessons, codec = recipe.corpus, _codec(profile, folder)
    corpus = Corpus(recipe.seed, lessons.frames, lessons.shots)
    short = Corpus(recipe.seed, (min(lessons.frames),), lessons.shots)
    return (
        _library(profile, codec, folder, corpus, range(lessons.stories), "library"),
        _library(profile, codec, folder, short, range(HELD_OUT, HELD_OUT + 24), "held-out"),
    )


def _library(
    profile: Profile, codec: Codec, folder: Folder, corpus: Corpus, stories: range, name: str
) -> Library:
    """Stories as latents, encoded now or when they were first needed, beside the stages' folders.

    A team shares the work: everybody encodes a part, and reads the others'.
    """
    from generator.training import shelf
    from generator.training.latents import Encoded, Library, encoded, silence

    weights = [folder.found(module) for module in ("video_vae", "audio_vae")]
    made = [hashlib.sha256(file.read_bytes()).hexdigest() if file else "" for file in weights]

    def part(number: int, parts: int) -> list[Encoded]:
        some = stories[len(stories) * number // parts : len(stories) * (number + 1) // parts]
        key = hashlib.sha256(repr((profile.name, corpus, some, made)).encode()).hexdigest()
        path = folder.path.parent / f"{name}-{number + 1}-of-{parts}.safetensors"
        shots = shelf.got(path, key)
        if shots is None:
            shots = encoded(profile, codec, corpus, some)
            shelf.put(shots, path, key)
        return shots

    with joined() as team:
        own = part(team.rank, team.size)
        team.wait()
        parts = [own if number == team.rank else part(number, team.size) for number in range(team.size)]
    shots = [shot for some in parts for shot in some]
    return Library(shots, profile.size, corpus.shots, silence(codec))


def _codec(profile: Profile, folder: Folder) -> Codec:
    """The autoencoders and the vocoder as the stages before left them; random where none did."""
    from generator.echo import network
    from generator.echo.codec import Codec

    nets = network.random(profile)
    for name in ("video_vae", "audio_vae", "vocoder"):
        if (found := folder.found(name)) is not None:
            card.load(getattr(nets, name), found)
    return Codec(nets)


def _going_on(task: T, folder: Folder) -> T:
    """The task with what stages before it have taught the same modules."""
    for name, module in task.modules().items():
        if (found := folder.found(name)) is not None:
            card.load(module, found)
    return task


TASKS: Mapping[str, Make] = {
    "video-vae": _video_vae,
    "audio-vae": _audio_vae,
    "vocoder": _vocoder,
    "evaluators": _evaluators,
    "flow": _flow,
    "guide": _guide,
    "distil": _distil,
}
