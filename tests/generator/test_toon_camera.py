"""The camera with weights of the cartoon world: random ones in a folder, the true path."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from app import trial
from generator.echo import attention, network
from generator.echo.attention import Kind
from generator.echo.backbone import Backbone
from generator.echo.checkpoint import shipped
from generator.echo.codec import Codec
from generator.echo.engine import Echo, Setup
from generator.echo.headers import BadWeights
from generator.echo.layout import CLAPPER, TARGET, Layout, grid
from generator.echo.memory import Slot, SlotCache
from generator.echo.policy import (
    TAUGHT,
    Clapped,
    One,
    Paired,
    Toon,
    Version,
    policy,
)
from generator.echo.profiles import TOON_128, TOON_256, Profile
from generator.echo.sampling import PackedNoise, Pair, Step, denoise, falling, integrate, schedule
from generator.echo.setup import prepare
from generator.echo.slots import Reader
from generator.echo.text import Context
from generator.echo.vocabulary import vocabulary
from generator.footage import probe, read_sound
from generator.interface import SAMPLE_RATE, Clip, MemorySlot, Place, ShotRequest, Unsupported
from generator.lab import Lab
from generator.toon.encoder import ToonWords
from generator.toon.words import REGISTERS
from tests.generator.toon_weights import save

W, H, FRAMES = 128, 96, 25
GRID = grid(FRAMES, H, W, 25)
PROMPT = (
    'ID_A is Mara, red hair. Mara waves. Mara says: "ba lo mi". Inside: KITCHEN, day. '
    "Static camera, medium shot."
)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("weights"))


@pytest.fixture(scope="module")
def camera(weights: Path) -> Echo:
    return Echo(Setup(profile="toon-128", folder=weights))


def request(**changes: object) -> ShotRequest:
    plain = ShotRequest(
        code="TOON_010_0010",
        prompt=PROMPT,
        width=W,
        height=H,
        frames=FRAMES,
        seed=7,
        place=Place(heading="INT. KITCHEN - DAY"),
    )
    return plain.model_copy(update=changes)


def memory(count: int, voice: int = 12) -> list[Slot]:
    draw = torch.Generator().manual_seed(count)
    return [
        Slot(
            torch.randn(1, 48, 1, GRID.height, GRID.width, generator=draw),
            torch.randn(1, voice, 32, generator=draw),
            f"shot {number}",
        )
        for number in range(count)
    ]


# ---- sizes ----


@pytest.mark.parametrize("profile", [TOON_128, TOON_256], ids=lambda profile: profile.name)
def test_every_file_of_weights_is_under_sixteen_mebibytes_in_half_precision(profile: Profile) -> None:
    for name, part in network.skeleton(profile).parts().items():
        size = 2 * sum(tensor.numel() for tensor in part.state_dict().values())
        assert size < 16 * 2**20, name


def test_a_latent_stands_for_eight_frames_of_32_pixels_and_four_mels_of_sound() -> None:
    parts = network.random(TOON_128)
    codec = Codec(parts, stereo=False)
    film = codec.encode_frames(np.zeros((17, H, W, 3), np.uint8))
    assert film.shape == (1, 48, 3, 3, 4)
    assert [frame.shape for frame in codec.decode_video(film)] == [(H, W, 3)] * 17
    voice = np.random.default_rng(0).normal(0, 0.1, (2, SAMPLE_RATE)).astype(np.float32)
    sound = codec.encode_sound(voice, SAMPLE_RATE)
    assert sound.shape == (1, 26, 32)
    heard = codec.decode_sound(sound, SAMPLE_RATE)
    assert heard.shape == (2, SAMPLE_RATE)
    assert np.array_equal(heard[0], heard[1])


# ---- the clapper ----


@pytest.mark.parametrize("count", [0, 1, 7])
def test_each_stream_is_the_clapper_then_memory_then_the_target(count: int) -> None:
    layout = Toon().story(memory(count), GRID)
    groups = [CLAPPER, *range(count), TARGET]
    assert [run.group for run in layout.video.runs] == groups
    assert [run.group for run in layout.audio.runs] == groups
    assert layout.video.tokens == 1 + 12 * count + 48
    assert layout.audio.tokens == 1 + 12 * count + 25
    for stream in (layout.video, layout.audio):
        assert stream.clean.tolist() == [True] * stream.target.start + [False] * (
            stream.tokens - stream.target.start
        )
        assert not stream.latent[:, 0].any()


def test_the_clapper_stands_where_the_first_latent_does_and_memory_behind_the_longest_shot() -> None:
    layout = Toon().story(memory(2), GRID)
    for stream in (layout.video, layout.audio):
        assert torch.equal(stream.position[:, :, 0], stream.position[:, :, stream.target.start])
    seconds = layout.video.position[0, 0, 1:25, 0]
    assert seconds.tolist() == pytest.approx([12.0] * 12 + [12.04] * 12, abs=1e-5)
    assert layout.audio.position[0, 0, 1, 0] == 12.0
    assert layout.audio.position[0, 0, 24, 1] == pytest.approx(12.0 + 93 * 0.01, abs=1e-5)
    assert layout.video.position[0, 0, -1, 1] == 1.0


def test_everybody_sees_the_clapper_and_it_sees_itself() -> None:
    sight = Clapped(Paired())
    groups = (CLAPPER, TARGET, 0, 1)
    for see in (sight.video, sight.audio, sight.across):
        for layer in range(6):
            assert all(see(group, CLAPPER, layer, 6) for group in groups)
            assert not any(see(CLAPPER, group, layer, 6) for group in groups[1:])
            for query, key in itertools.product(groups[1:], groups[1:]):
                assert see(query, key, layer, 6) == getattr(Paired(), see.__name__)(query, key, layer, 6)


def test_a_mask_of_the_release_can_be_taken_away() -> None:
    def seen(layout: Layout, kind: Kind, layer: int) -> int:
        return len(attention.plan(layout, kind, layer, 6))

    taught, free = (
        Toon(switches).story(memory(2), GRID)
        for switches in (TAUGHT, replace(TAUGHT, slot_mask=False, early=0.0))
    )
    assert seen(taught, Kind.AUDIO, 0) == 3  # clapper; memory; target
    assert seen(taught, Kind.AUDIO, 5) == seen(free, Kind.AUDIO, 0) == 2
    assert seen(taught, Kind.VIDEO_TO_AUDIO, 0) == 4
    assert seen(free, Kind.VIDEO_TO_AUDIO, 0) == 2
    with pytest.raises(ValueError, match=r"got early 1\.5"):
        replace(TAUGHT, early=1.5)


def test_what_the_clapper_says_does_not_depend_on_anybody() -> None:
    backbone = Backbone.of(network.random(TOON_128).transformer)
    said = []
    for seed in (0, 1):
        layout = Toon().story(memory(1 + seed), GRID)
        noise = PackedNoise(torch.Generator().manual_seed(seed), GRID, widths=TOON_128.widths).draw()
        context = Context(torch.ones(1, 16, 128), torch.ones(1, 16, 96))
        found: list[Tensor] = []
        hook = backbone.transformer.proj_out.register_forward_hook(
            lambda _, __, out, to=found: to.append(out)
        )
        with backbone.shot(layout, context) as velocity:
            velocity(noise, Step(1.0, 1000.0, 0.0, 0.0))
        hook.remove()
        said.append(found[0][:, 0])
    assert torch.allclose(said[0], said[1], atol=1e-5)


def test_the_memory_of_another_network_is_refused() -> None:
    with pytest.raises(ValueError, match="48 and 32 channels, expected 128 and 128: another network"):
        One().story(memory(1), GRID)


def test_the_cartoon_world_is_taught_without_the_slips_of_the_release() -> None:
    assert policy(Version.TOON) == Toon(TAUGHT)
    assert Toon().rounding(remembers=True) == (False, False)
    assert (Toon().window, Toon().clip_frames) == (12, 1)


# ---- many steps ----


class Straight:
    """A flow whose every path is straight: the velocity is noise minus clean, whatever the level."""

    def __init__(self, noise: Pair, clean: Pair) -> None:
        self.flow = Pair(*(a - b for a, b in zip(noise, clean, strict=True)))
        self.told: list[float] = []

    def __call__(self, target: Pair, step: Step) -> Pair:  # noqa: ARG002
        self.told.append(step.sigma)
        return self.flow


class Once:
    """Noise that is drawn once."""

    def __init__(self, noise: Pair) -> None:
        self.left = [noise]

    def draw(self) -> Pair:
        return self.left.pop()


@pytest.mark.parametrize("steps", [1, 2, 30])
def test_on_straight_paths_any_number_of_steps_arrives(steps: int) -> None:
    layout = Toon().story([], GRID)
    dice = torch.Generator().manual_seed(0)
    draw = PackedNoise(dice, GRID, widths=TOON_128.widths)
    noise, clean = draw.draw(), draw.draw()
    flow, heard = Straight(noise, clean), list[float]()
    made = integrate(flow, Once(noise), layout, falling(steps), heard.append)
    assert torch.allclose(made.video, clean.video, atol=1e-5)
    assert torch.allclose(made.audio, clean.audio, atol=1e-5)
    assert len(flow.told) == len(heard) == steps
    assert heard[-1] == 1.0


def test_levels_fall_from_one_to_zero_and_are_close_where_there_is_much_noise() -> None:
    assert falling(2) == (1.0, 0.75, 0.0)
    assert falling(4, shift=1.0) == (1.0, 0.75, 0.5, 0.25, 0.0)
    assert len(schedule(falling(30))) == 30
    for steps, shift in ((0, 3.0), (3, 0.0)):
        with pytest.raises(ValueError, match="expected at least 1 and above 0"):
            falling(steps, shift)


# ---- weights in a folder ----


def test_shipped_weights_are_loaded_as_they_are_in_float32(weights: Path) -> None:
    folder = weights / "toon-128"
    made = network.loaded(TOON_128, folder)
    for name, part in made.parts().items():
        stored = load_file(folder / f"{name}.safetensors")
        own = part.state_dict()
        assert own.keys() == stored.keys()
        assert all(torch.equal(own[key], tensor.float()) for key, tensor in stored.items())
    teacher = network.loaded(TOON_128, folder, teacher=True).transformer.state_dict()
    assert any(not torch.equal(teacher[key], held) for key, held in made.transformer.state_dict().items())


@pytest.mark.parametrize("name", ["transformer", "vocoder", "words"])
def test_a_missing_or_short_file_is_named(weights: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "toon-128"
    folder.mkdir()
    for path in (weights / "toon-128").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    lost = folder / f"{name}.safetensors"
    lost.write_bytes(lost.read_bytes()[:-100])
    with pytest.raises(Unsupported, match=rf"toon-128 cannot be used: .*{name}\.safetensors is cut short"):
        prepare(Setup(profile="toon-128", folder=tmp_path))
    lost.unlink()
    with pytest.raises(Unsupported, match=rf"toon-128 lacks {name}\.safetensors\. Train it again"):
        prepare(Setup(profile="toon-128", folder=tmp_path))


def test_words_of_another_width_are_refused(tmp_path: Path) -> None:
    save_file(ToonWords(8).state_dict(), tmp_path / "words.safetensors")
    with pytest.raises(BadWeights, match=r"does not fit the words of 'toon-128'"):
        vocabulary(TOON_128, tmp_path)


def test_weights_are_known_by_what_they_are_and_not_by_where_they_lie(weights: Path, tmp_path: Path) -> None:
    folder = weights / "toon-128"
    first = shipped(folder).identity
    assert shipped(save(tmp_path / "same") / "toon-128").identity == first
    assert shipped(save(tmp_path / "other", seed=5) / "toon-128").identity != first
    assert shipped(folder, teacher=True).identity != first


@pytest.mark.parametrize(
    ("setup", "said"),
    [
        (
            Setup(profile="toon-512"),
            "got the profile 'toon-512', expected one of: random-tiny, toon-128, toon-256",
        ),
        (Setup(profile="22b"), "got the profile '22b'"),
        (Setup(teacher=True), "'random-tiny' has no teacher"),
        (Setup(version=Version.TOON), "got the version toon, expected 1.0 or 1.5"),
        (Setup(profile="toon-128", teacher=True, steps=0), "got 0 steps"),
    ],
)
def test_a_setup_that_cannot_be_is_refused_in_words(setup: Setup, said: str) -> None:
    with pytest.raises(Unsupported, match=said):
        prepare(setup)


# ---- words ----


def test_a_prompt_is_read_into_as_many_tokens_as_it_needs(weights: Path) -> None:
    reader = vocabulary(TOON_128, weights / "toon-128")
    hidden = reader.encode(PROMPT, FRAMES)
    count = hidden.states.shape[1]
    assert count % REGISTERS == 0
    assert hidden.states.shape == (1, count, 96, 1)
    mask = hidden.mask[0].tolist()
    assert mask == sorted(mask)
    assert 0 < sum(mask) <= count
    assert reader.encode("", FRAMES).mask.sum() > 0


# ---- the whole way ----


def shoot(camera: Echo, shelf: trial.Shelf, folder: Path, wanted: ShotRequest) -> Clip:
    folder.mkdir()
    return camera.render(wanted, folder, shelf.files.__getitem__, lambda _: None)


def remembered(shelf: trial.Shelf, clip: Clip, ordinal: int = 0) -> MemorySlot:
    still = clip.picture.with_suffix(".png")
    moment = Lab().moment(clip, still)
    return MemorySlot(
        ordinal=ordinal,
        picture=shelf.put(still),
        clip=shelf.put(clip.picture),
        voice=shelf.put(clip.sound),
        latents=shelf.put(clip.latents),
        frame=moment.frame,
        audio_start=moment.audio_start,
        audio_end=moment.audio_end,
    )


def test_a_shot_is_made_and_remembered_and_the_same_request_gives_the_same_clip(
    camera: Echo, tmp_path: Path
) -> None:
    shelf = trial.Shelf()
    first = shoot(camera, shelf, tmp_path / "1", request())
    seen = probe(first.picture)
    assert (seen.width, seen.height, seen.frames) == (W, H, FRAMES)
    assert read_sound(first.sound).shape == (2, SAMPLE_RATE)
    again = shoot(camera, shelf, tmp_path / "2", request())
    other = shoot(camera, shelf, tmp_path / "3", request(slots=(remembered(shelf, first),)))
    digests = [hashlib.sha256(clip.picture.read_bytes()).hexdigest() for clip in (first, again, other)]
    assert digests[0] == digests[1] != digests[2]


def test_a_voice_is_remembered_by_its_fullest_half_second(camera: Echo, tmp_path: Path) -> None:
    shelf = trial.Shelf()
    clip = shoot(camera, shelf, tmp_path / "1", request(frames=49))
    rig = camera._rig
    assert rig is not None
    reader = Reader(rig.codec, Toon(), rig.camera.weights, SlotCache())
    slot = remembered(shelf, clip)
    voice = reader.read(slot, shelf.files.__getitem__, W, H).audio
    assert voice is not None
    assert voice.shape == (1, 12, 32)
    silent = reader.read(slot.model_copy(update={"voice": "", "latents": ""}), shelf.files.__getitem__, W, H)
    assert silent.audio is not None
    assert silent.audio.shape == (1, 12, 32)


def test_the_teacher_takes_its_steps_and_is_another_camera(
    camera: Echo, weights: Path, tmp_path: Path
) -> None:
    teacher = Echo(Setup(profile="toon-128", folder=weights, teacher=True, steps=3))
    told = list[float]()
    (tmp_path / "1").mkdir()
    teacher.render(request(), tmp_path / "1", trial.Shelf().files.__getitem__, told.append)
    assert teacher.capabilities.facts["steps"] == "3 of the teacher"
    assert teacher.capabilities.version != camera.capabilities.version
    assert teacher.capabilities.version.endswith("+teacher3")


def test_it_says_plainly_what_it_is_and_what_it_can(camera: Echo) -> None:
    able = camera.capabilities
    assert (able.size, able.max_frames, able.max_slots, able.first_frame) == ((W, H), 241, 7, False)
    for words in (able.needs, able.facts["world"]):
        assert "trained by us on a cartoon world: people are simple drawings" in words
    assert "switches" not in able.facts
    assert able.facts["policy"] == "toon"
    assert able.version.startswith("1+toon-128+toon+")


def test_another_size_than_it_was_taught_is_refused(camera: Echo, tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match="got 96x128; the network 'toon-128' was taught 128x96 alone"):
        camera.render(
            request(width=96, height=128), tmp_path, trial.Shelf().files.__getitem__, lambda _: None
        )


def test_a_switch_makes_another_version(weights: Path) -> None:
    plain, masked = (
        Echo(Setup(profile="toon-128", folder=weights, switches=switches)).capabilities
        for switches in (None, replace(TAUGHT, slot_mask=False))
    )
    assert masked.facts["switches"] == "slot_mask=False"
    assert plain.version != masked.version


def test_eight_steps_are_the_released_ones(camera: Echo, tmp_path: Path) -> None:
    told = list[float]()
    camera.render(request(), tmp_path, trial.Shelf().files.__getitem__, told.append)
    layout = Toon().story([], GRID)
    flow = Straight(*(PackedNoise(torch.Generator(), GRID, widths=TOON_128.widths).draw() for _ in range(2)))
    denoise(flow, PackedNoise(torch.Generator(), GRID, widths=TOON_128.widths), layout, schedule())
    assert flow.told[:4] == [1.0, 0.99375, 0.9875, 0.98125]
    assert sum(0.08 < done <= 0.85 for done in told) == 8


def test_the_weights_of_the_package_make_a_picture_and_a_sound(tmp_path: Path) -> None:
    camera, shelf = Echo(Setup(profile="toon-128")), trial.Shelf()
    clip = shoot(camera, shelf, tmp_path / "1", request(frames=49))
    measures = Lab().measure(clip)
    assert measures.black_frames == 0
    assert measures.loudness_lufs is not None
