"""Our camera arrives where diffusers' own Echo pipeline arrives: same weights, words, memory and noise."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from generator.echo import profiles, sampling, text
from generator.echo.backbone import Backbone
from generator.echo.codec import Codec
from generator.echo.layout import Sight
from generator.echo.memory import Slot
from generator.echo.network import Network
from generator.echo.policy import One, OneFive, Open, Paired, Policy, Switches, unpacked
from generator.echo.sampling import SIGMAS, PackedNoise, Pair, ReleasedNoise
from generator.echo.text import Context, Words
from tests.generator import echo_pipeline
from tests.generator.echo_pipeline import Scene, scene

TOLERANCE = 1e-5
"""Largest difference of any latent in float32; latents have a deviation near 1. Measured: 8e-7."""
CLEARLY = 10 * TOLERANCE
"""What has an effect moves some latent by more than this."""
ONCE = (0.98125, 0.0)
"""A single step is one velocity: if only the whole loop fails, the loop is at fault."""
FEW = (0.98125, 0.421875, 0.0)
"""Two steps."""

PROMPT = "  ID_A, an old woman in a green coat, lifts the lamp – »Who is there?« "

SCENES = {
    "no memory": scene(),
    "one slot, one frame, upright": scene([12], frames=1, size=(96, 64)),
    "three slots, nine frames, upright": scene([12, 7, 20], frames=9, size=(160, 64)),
    "seven slots": scene([12, 7, 20, 1, 9, 30, 12]),
    "silent slots, square": scene([None, 12, None, 7], size=(96, 96)),
    "a first frame": scene(first_frame=True),
    "a first frame and memory": scene([12, None, 20], first_frame=True),
}
SHAPES = {
    "only silent slots, wide": scene([None, None], frames=9, size=(64, 192)),
    "one slot": scene([12]),
    "one frame that is given": scene([12], frames=1, first_frame=True),
    "25 frames, wide": scene([12, 7], size=(64, 192)),
    "a single token": scene([1], frames=1, size=(32, 32)),
}
MASKED = {
    "three slots": scene([12, 7, 20]),
    "seven slots, nine frames, upright": scene([12, 7, 20, 1, 9, 30, 12], frames=9, size=(160, 64)),
}
OTHERWISE_MASKED = {
    "no memory": scene(),
    "one slot, one frame": scene([12], frames=1, size=(96, 64)),
    "slots without audio tokens": scene([12, None, 7, None]),
    "a first frame": scene([12, 7], first_frame=True),
}


@pytest.fixture(scope="module")
def theirs() -> Network:
    """The network as diffusers runs it."""
    return echo_pipeline.tiny()


@pytest.fixture(scope="module")
def ours() -> Network:
    """The same weights; its transformer is taken over by ``backbone``."""
    return echo_pipeline.tiny()


@pytest.fixture(scope="module")
def backbone(ours: Network) -> Backbone:
    """Our side."""
    return Backbone.of(ours.transformer)


def exact(**changes: Any) -> Switches:
    """Noise and levels as diffusers has them."""
    return Switches(**{"bf16_sigmas": False, "released_noise": False, **changes})


def shoot(
    backbone: Backbone,
    policy: Policy,
    asked: Scene,
    sigmas: Sequence[float] = SIGMAS,
    *,
    sight: Sight | None = None,
) -> Pair:
    """The shot as our camera denoises it; ``sight`` replaces the policy's own rule of who sees whom."""
    layout = policy.story(asked.memory, asked.grid, asked.first_frame)
    layout = replace(layout, sight=sight or layout.sight)
    draw = ReleasedNoise if policy.switches.released_noise else PackedNoise
    noise = draw(torch.Generator().manual_seed(echo_pipeline.SEED), asked.grid)
    steps = sampling.schedule(sigmas, policy.rounding(bool(asked.memory)))
    with backbone.shot(layout, asked.context, policy.switches.tau) as velocity:
        return sampling.denoise(velocity, noise, layout, steps)


def difference(one: Pair, other: Pair) -> float:
    """The largest of any latent of two results."""
    assert all(x.shape == y.shape for x, y in zip(one, other, strict=True))
    return max(float((x - y).abs().max()) for x, y in zip(one, other, strict=True))


@pytest.mark.parametrize("name", SCENES | SHAPES)
def test_one_forward_pass_of_1_5_is_that_of_diffusers(theirs: Network, backbone: Backbone, name: str) -> None:
    asked = (SCENES | SHAPES)[name]
    found = shoot(backbone, OneFive(exact()), asked, ONCE)
    assert difference(found, echo_pipeline.denoised(theirs, asked, ONCE)) < TOLERANCE


@pytest.mark.parametrize("name", SCENES)
def test_eight_steps_of_1_5_end_where_diffusers_ends(theirs: Network, backbone: Backbone, name: str) -> None:
    found = shoot(backbone, OneFive(exact()), SCENES[name])
    assert difference(found, echo_pipeline.denoised(theirs, SCENES[name])) < TOLERANCE


@pytest.mark.parametrize("name", MASKED | OTHERWISE_MASKED)
def test_one_forward_pass_of_1_0_is_that_of_diffusers_with_dense_masks(
    theirs: Network, backbone: Backbone, name: str
) -> None:
    asked = (MASKED | OTHERWISE_MASKED)[name]
    found = shoot(backbone, One(exact()), asked, ONCE)
    assert difference(found, echo_pipeline.denoised_as_one(theirs, asked, ONCE)) < TOLERANCE


@pytest.mark.parametrize("name", MASKED)
def test_eight_steps_of_1_0_end_where_dense_masks_end(theirs: Network, backbone: Backbone, name: str) -> None:
    found = shoot(backbone, One(exact()), MASKED[name])
    assert difference(found, echo_pipeline.denoised_as_one(theirs, MASKED[name])) < TOLERANCE


@pytest.mark.parametrize(
    ("switches", "inputs"),
    [
        ({"position_fps": 25.0}, {"model_frame_rate": 25.0}),
        ({"memory_origin": 300.0}, {"memory_position_offset": 300.0}),
    ],
)
def test_places_in_time_other_than_released_are_those_of_diffusers(
    theirs: Network, backbone: Backbone, switches: dict[str, float], inputs: dict[str, float]
) -> None:
    asked = SCENES["a first frame and memory"]
    found = shoot(backbone, OneFive(exact(**switches)), asked, FEW)
    assert difference(found, echo_pipeline.denoised(theirs, asked, FEW, **inputs)) < TOLERANCE


@pytest.mark.parametrize(
    "wrong",
    [Open(), Paired(early=0.6), Paired(early=0.8), Paired(one_way=True)],
    ids=["no masks", "a layer too early", "a layer too late", "one way"],
)
def test_a_rule_that_is_slightly_wrong_would_be_noticed(
    theirs: Network, backbone: Backbone, wrong: Sight
) -> None:
    asked = MASKED["three slots"]
    found = shoot(backbone, One(exact()), asked, FEW, sight=wrong)
    assert difference(found, echo_pipeline.denoised_as_one(theirs, asked, FEW)) > CLEARLY


@pytest.mark.parametrize(
    "switches",
    [
        {"bf16_sigmas": True},
        {"position_fps": 25.0},
        {"first_frame_zeroes_sigma": False},
        {"released_noise": True},
        {"memory_origin": 300.0},
        {"tau": 0.5},
    ],
    ids=lambda switches: next(iter(switches)),
)
@pytest.mark.parametrize("policy", [One, OneFive])
def test_a_switch_changes_the_result(
    backbone: Backbone, policy: type[One] | type[OneFive], switches: dict[str, Any]
) -> None:
    asked = scene([12, 7], first_frame=True)
    without, with_it = (shoot(backbone, policy(s), asked, ONCE) for s in (exact(), exact(**switches)))
    assert difference(without, with_it) > CLEARLY


def test_the_two_versions_remember_differently(backbone: Backbone) -> None:
    asked = MASKED["three slots"]
    results = [shoot(backbone, policy(exact()), asked, FEW) for policy in (One, OneFive)]
    assert difference(*results) > CLEARLY
    assert difference(results[1], shoot(backbone, OneFive(exact()), asked._replace(memory=()), FEW)) > CLEARLY


def test_pictures_and_words_become_the_film_that_diffusers_makes(
    theirs: Network, ours: Network, backbone: Backbone
) -> None:
    paint = np.random.default_rng(3)
    images = [paint.integers(0, 256, (50, 70, 3), dtype=np.uint8) for _ in range(3)]
    codec = Codec(ours)
    stills = [codec.encode_still(image, 96, 64) for image in images]
    asked = filmed(words(ours).context(PROMPT), stills)
    latents = shoot(backbone, OneFive(exact()), asked, FEW)
    frames = np.stack(list(codec.decode_video(unpacked(latents.video, asked.grid))))
    sound = codec.decode_sound(latents.audio, 9 * 1920)

    encoded = echo_pipeline.encoded(theirs, [Image.fromarray(image) for image in images], 64, 96)
    same = filmed(echo_pipeline.spoken(theirs, PROMPT), encoded)
    film = echo_pipeline.decoded(theirs, echo_pipeline.denoised(theirs, same, FEW), same.grid)
    # Half a level is what rounding to a byte takes away.
    assert np.abs(frames / 255 - film.pictures.permute(0, 2, 3, 1).numpy()).max() < 0.5 / 255 + 1e-4
    length = film.sound.shape[1]
    assert 0 < length < sound.shape[1]
    assert np.abs(sound[:, :length] - film.sound.numpy()).max() < 1e-4
    assert np.abs(sound[:, :length]).max() > CLEARLY
    assert not sound[:, length:].any()


def filmed(context: Context, stills: Sequence[Tensor]) -> Scene:
    """Nine frames that begin with the first still; the second has a voice, the third is silent."""
    voices = [slot.audio for slot in scene([12, None]).memory]
    slots = (Slot(still, voice, "a picture") for still, voice in zip(stills[1:], voices, strict=True))
    return Scene(9, 64, 96, context, tuple(slots), stills[0])


def words(ours: Network) -> Words:
    """Our reader of prompts, with the tiny text model."""
    return Words(lambda: text.tiny(profiles.RANDOM_TINY), ours.connectors, lambda _: nullcontext())
