"""What a shot needs is counted by running it; parts come, leave and stream without changing a bit."""

from __future__ import annotations

import math
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from generator.echo.backbone import Backbone
from generator.echo.fp8 import quantise
from generator.echo.layout import TARGET, Grid, Layout, Part, audio_position, grid, stream, video_position
from generator.echo.network import Network, random, skeleton
from generator.echo.profiles import RANDOM_TINY, RELEASE
from generator.echo.residency import (
    MARGIN,
    TEXT,
    Held,
    Residency,
    Size,
    choose,
    estimate,
    free_bytes,
    held,
    words,
    work,
)
from generator.echo.sampling import Pair, Step
from generator.echo.stage import Stage
from generator.echo.streaming import Relay, blocks_of, size_of, tensors_of
from generator.echo.text import Context, tiny
from generator.echo.text import skeleton as text_skeleton
from generator.interface import Unsupported

GIB = 2**30
CPU = torch.device("cpu")
FULL = Size(1280, 736, 241)
STEP = Step(sigma=0.9, timestep=900.0, keep=0.1, noise=0.9)


# What a shot needs


class Meter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Counts the bytes of all tensors that are alive at once."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.live: dict[int, int] = {}
        self.peak = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        out = func(*args, **(kwargs or {}))
        given = {id_of(leaf) for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, Tensor)}
        for leaf in tree_leaves(out):
            if isinstance(leaf, Tensor) and id_of(leaf) not in self.live and id_of(leaf) not in given:
                self.live[id_of(leaf)] = leaf.untyped_storage().nbytes()
                weakref.finalize(leaf.untyped_storage(), self.live.pop, id_of(leaf), None)
        self.peak = max(self.peak, sum(self.live.values()))
        return out


def id_of(tensor: Tensor) -> int:
    return int(tensor.untyped_storage()._cdata)


class Open:
    """Everybody sees everybody."""

    def video(self, *_: int) -> bool:
        return True

    audio = across = video


def laid(shot: Grid, slots: int = 0, voice: int = 0) -> Layout:
    def look(group: int, frames: int) -> Part:
        count = frames * shot.height * shot.width
        return Part(group, torch.zeros(1, count, 128), video_position(frames, shot.height, shot.width, 24.0))

    def sound(group: int, length: int) -> Part:
        return Part(group, torch.zeros(1, length, 128), audio_position(length))

    memory = range(slots)
    return Layout(
        stream([look(group, 1) for group in memory], look(TARGET, shot.frames)),
        stream([sound(group, voice // slots) for group in memory], sound(TARGET, shot.audio)),
        Open(),
    )


def tiny_context(dtype: torch.dtype) -> Context:
    return Context(torch.zeros(1, 1024, 128, dtype=dtype), torch.zeros(1, 1024, 64, dtype=dtype))


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
@pytest.mark.parametrize("slots", [0, 3])
def test_the_transformer_needs_what_is_counted_while_it_runs(dtype: torch.dtype, slots: int) -> None:
    size = Size(512, 512, 49, slots, 40 * slots)
    shot = grid(49, 512, 512, 25)
    transformer = random(RANDOM_TINY).transformer
    for parameter in transformer.parameters():
        parameter.data = parameter.data.to(dtype)
    del transformer.transformer_blocks[2:]
    backbone, layout = Backbone.of(transformer), laid(shot, slots, 40 * slots)
    target = Pair(torch.zeros(1, shot.video, 128, dtype=dtype), torch.zeros(1, shot.audio, 128, dtype=dtype))
    with Meter() as meter, backbone.shot(layout, tiny_context(dtype)) as velocity:
        velocity(target, STEP)
    foreseen = work(size, RANDOM_TINY, item=dtype.itemsize)["transformer"]
    assert foreseen == pytest.approx(meter.peak, rel=0.08)


def test_the_decoder_needs_what_is_counted_while_it_runs() -> None:
    vae = SKELETON.video_vae
    with torch.no_grad(), Meter() as meter:
        vae.decode(torch.zeros(1, 128, 9, 16, 16, device="meta", dtype=torch.bfloat16))
    foreseen = work(Size(512, 512, 65), RELEASE)["video_vae"]
    assert meter.peak <= foreseen <= 1.4 * meter.peak


def test_the_connectors_need_what_is_counted_while_they_run() -> None:
    connectors = SKELETON.connectors
    with torch.no_grad(), Meter() as meter:
        states = torch.zeros(1, 1024, 3840, 49, device="meta", dtype=torch.bfloat16)
        connectors(states, torch.ones(1, 1024, device="meta"), padding_side="left")
    assert work(FULL, RELEASE)["connectors"] == pytest.approx(meter.peak, rel=0.06)


def test_the_text_encoder_needs_what_is_counted_while_it_runs() -> None:
    encoder = tiny(RANDOM_TINY)
    with Meter() as meter:
        encoder.encode("a lamp")
    own = meter.peak - work(FULL, RANDOM_TINY, item=4)[TEXT]
    assert 0 <= own < 8 * 2**20  # two masks [1024, 1024] and one layer's own work: nothing beside 24 GB


@pytest.mark.parametrize(("linear", "planned", "measured"), [(2, 45.2, 47.57), (1, 31.6, 33.12)])
def test_resident_is_what_the_release_plans_and_measures(
    linear: int, planned: float, measured: float
) -> None:
    needs = estimate(released(linear), work(FULL, RELEASE, eight_bit=linear == 1))[Residency.RESIDENT] / GIB
    assert planned * 0.9 < needs < measured * 1.1


def test_the_rest_of_the_release_on_the_card_with_two_blocks_is_its_offloaded_figure() -> None:
    """Offloaded, the release keeps all but the blocks of the transformer there: 15.44 to 17.17 GiB."""
    parts, slots = released(2), FULL._replace(slots=7, voice=7 * 96)
    stays = sum(size.streamed for size in parts.values())
    low, high = (stays + work(size, RELEASE)["transformer"] for size in (FULL, slots))
    assert 15.44 * 0.8 < low / GIB < high / GIB < 17.17 * 1.2


def test_streaming_the_layers_of_the_released_size_fits_a_card_of_sixteen() -> None:
    parts = released(2) | {TEXT: held(text_skeleton(RELEASE))}
    worst = FULL._replace(slots=7, voice=7 * 241, first_frame=True)
    needs = estimate(parts, work(worst, RELEASE))
    assert needs[Residency.LAYERS] < 12 * GIB
    assert needs[Residency.LAYERS] < needs[Residency.SWAP] < needs[Residency.RESIDENT]


def test_memory_costs_its_tokens_and_a_row_of_modulation_for_each() -> None:
    alone, one = work(FULL, RELEASE), work(FULL._replace(first_frame=True), RELEASE)
    assert one["transformer"] - alone["transformer"] == 9 * 2 * (28_520 * 4096 + 241 * 2048)
    assert FULL._replace(slots=7, voice=672).tokens == (28_520 + 7 * 920, 241 + 672)


@given(
    st.integers(2, 40), st.integers(2, 40), st.integers(0, 30), st.integers(0, 7), st.sampled_from(Residency)
)
def test_a_larger_shot_never_needs_less(
    across: int, down: int, latents: int, slots: int, residency: Residency
) -> None:
    def needs(size: Size) -> int:
        return estimate(SOME, work(size, RELEASE))[residency]

    size = Size(32 * across, 32 * down, 8 * latents + 1, slots)
    for larger in (
        size._replace(width=size.width + 32),
        size._replace(frames=size.frames + 8),
        size._replace(slots=slots + 1),
    ):
        assert needs(larger) >= needs(size)


# Choosing


def foresee(size: Size) -> dict[Residency, int]:
    return estimate(SOME, work(size, RELEASE))


@pytest.mark.parametrize(
    ("free", "expected"),
    [(79, Residency.RESIDENT), (44.5, Residency.SWAP), (23, Residency.LAYERS), (15, Residency.LAYERS)],
)
def test_the_fastest_way_that_fits_is_chosen(free: float, expected: Residency) -> None:
    needs = foresee(FULL)
    assert choose(int(free * GIB), FULL, foresee) is expected
    assert needs[expected] * (1 + MARGIN) <= free * GIB


def test_what_fits_nowhere_is_refused_with_what_would() -> None:
    free = int(11 * GIB)
    tall = Size(1920, 1088, 241, slots=7, voice=672)
    with pytest.raises(Unsupported) as refused:
        choose(free, tall, foresee)
    said = str(refused.value)
    assert said.startswith("1920x1088, 241 frames with 7 memories needs ")
    assert "resident" in said
    assert "11.0 GiB are free" in said
    picture, length = said.split("what fits: ")[1].split("; or ")
    width, height = (int(side) for side in picture.split(",")[0].split("x"))
    assert math.isclose(width / height, 1920 / 1088, rel_tol=0.03)
    assert (width % 32, height % 32) == (0, 0)
    assert choose(free, tall._replace(width=width, height=height), foresee)
    frames = int(length.removeprefix("1920x1088, ").split(" ")[0])
    assert frames % 8 == 1
    assert choose(free, tall._replace(frames=frames), foresee)
    with pytest.raises(Unsupported):
        choose(free, tall._replace(frames=frames + 8), foresee)


def test_a_card_that_is_far_too_small_is_told_so() -> None:
    with pytest.raises(Unsupported, match="no smaller size fits"):
        choose(GIB, FULL, foresee, smallest=256)


def test_only_the_ways_that_are_offered_are_chosen() -> None:
    assert choose(80 * GIB, FULL, lambda s: {Residency.LAYERS: foresee(s)[Residency.LAYERS]}) == "layers"


def test_the_choice_is_one_line() -> None:
    needs = {Residency.RESIDENT: 46 * GIB, Residency.SWAP: 39 * GIB, Residency.LAYERS: 8 * GIB}
    said = words(needs, Residency.SWAP, 44 * GIB)
    assert said == "swap: about 39.0 GiB of 44.0 GiB free (resident 46.0 GiB, layers 8.0 GiB)"


def test_free_memory_of_a_cpu_is_that_of_the_machine() -> None:
    assert 0 < free_bytes(CPU) < 2**50


# Coming and leaving


def forward() -> tuple[Tensor, Tensor]:
    draw = torch.Generator().manual_seed(3)

    def noise(*shape: int) -> Tensor:
        return torch.randn(shape, generator=draw)

    layout = laid(Grid(2, 3, 4, 10), slots=2, voice=10)
    context = Context(noise(1, 64, 128), noise(1, 64, 64))
    with BACKBONE.shot(layout, context) as velocity:
        return velocity(Pair(noise(1, 24, 128), noise(1, 10, 128)), STEP)


NETWORK = random(RANDOM_TINY)
BACKBONE = Backbone.of(NETWORK.transformer)


@pytest.fixture
def expected() -> tuple[Tensor, Tensor]:
    return forward()


@pytest.mark.parametrize("residency", Residency)
@pytest.mark.parametrize("inference", [False, True])
def test_where_the_weights_live_changes_no_bit(
    residency: Residency, expected: tuple[Tensor, Tensor], *, inference: bool
) -> None:
    before = {name: tensor.clone() for name, tensor in NETWORK.transformer.state_dict().items()}
    stage = Stage(NETWORK.parts(), CPU, residency)
    for _ in range(2):
        with torch.inference_mode(inference), stage.using("transformer"):
            for _ in range(2):
                found = forward()
                assert all(torch.equal(one, two) for one, two in zip(found, expected, strict=True))
    stage.empty()
    assert all(torch.equal(before[k], v) for k, v in NETWORK.transformer.state_dict().items())
    assert not any(p.is_inference() for p in NETWORK.transformer.parameters())
    again = forward()
    assert all(torch.equal(one, two) for one, two in zip(again, expected, strict=True))


@pytest.mark.parametrize("residency", Residency)
def test_weights_are_held_while_in_use_and_stay_only_when_resident(residency: Residency) -> None:
    stage = Stage(NETWORK.parts(), CPU, residency)
    size = held(NETWORK.transformer)
    inside = size.streamed if residency is Residency.LAYERS else size.whole
    assert stage.held == 0
    with stage.using("transformer"):
        assert stage.held == pytest.approx(inside, rel=0.05)
        with stage.using("transformer"), stage.using("vocoder"):
            assert stage.held == pytest.approx(inside + held(NETWORK.vocoder).whole, rel=0.05)
        assert stage.held >= inside * 0.95
    assert (stage.held > 0) == (residency is Residency.RESIDENT)
    stage.empty()
    assert stage.held == 0


@pytest.mark.parametrize("residency", [Residency.SWAP, Residency.LAYERS])
def test_an_error_in_the_middle_of_a_block_leaves_nothing_behind(
    residency: Residency, expected: tuple[Tensor, Tensor]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    stage = Stage(NETWORK.parts(), CPU, residency)
    hook = NETWORK.transformer.transformer_blocks[4].ff.register_forward_hook(stop)
    with pytest.raises(KeyboardInterrupt), stage.using("transformer"):
        forward()
    hook.remove()
    assert stage.held == 0
    with stage.using("transformer"):
        found = forward()
    assert all(torch.equal(one, two) for one, two in zip(found, expected, strict=True))


def test_the_way_can_change_between_shots(expected: tuple[Tensor, Tensor]) -> None:
    stage = Stage(NETWORK.parts(), CPU, Residency.RESIDENT)
    for residency in (Residency.RESIDENT, Residency.LAYERS, Residency.SWAP, Residency.RESIDENT):
        stage.settle(residency)
        assert stage.residency is residency
        assert stage.held == 0 or residency is Residency.RESIDENT
        with stage.using("transformer"):
            found = forward()
        assert all(torch.equal(one, two) for one, two in zip(found, expected, strict=True))


@pytest.mark.parametrize("residency", Residency)
def test_the_text_encoder_is_a_part_like_any_other(residency: Residency) -> None:
    encoder = tiny(RANDOM_TINY)
    expected = encoder.encode("a lamp swings").states
    stage = Stage(NETWORK.parts(), CPU, residency)
    stage.add(TEXT, encoder.part)
    with stage.using(TEXT):
        assert torch.equal(encoder.encode("a lamp swings").states, expected)
    with pytest.raises(ValueError, match="'text' twice"):
        stage.add(TEXT, encoder.part)


def test_blocks_of_several_types_and_an_odd_count_take_turns() -> None:
    class Odd(nn.Module):
        def __init__(self, number: int) -> None:
            super().__init__()
            dtype = torch.float16 if number % 2 else torch.float32
            self.weight = nn.Parameter(torch.full((3 + number, 5), float(number), dtype=dtype))
            self.register_buffer("scale", torch.tensor(number + 0.5))

        def forward(self, x: Tensor) -> Tensor:
            return x * 2 + self.weight.float().sum() + self.get_buffer("scale")

    blocks = [Odd(number) for number in range(5)]
    expected = nn.Sequential(*blocks)(torch.zeros(1))
    relay = Relay(blocks, CPU)
    with opened(relay):
        for _ in range(3):
            assert torch.equal(nn.Sequential(*blocks)(torch.zeros(1)), expected)
    assert torch.equal(nn.Sequential(*blocks)(torch.zeros(1)), expected)


def test_eight_bit_layers_take_turns_with_their_scales() -> None:
    layers = [quantise(nn.Linear(32, 32)) for _ in range(3)]
    x = torch.randn(2, 32, generator=torch.Generator().manual_seed(0))
    expected = nn.Sequential(*layers)(x)
    with opened(Relay(layers, CPU)):
        assert torch.equal(nn.Sequential(*layers)(x), expected)
    assert layers[0].weight.dtype == torch.float8_e4m3fn


def test_only_a_stack_of_blocks_is_streamed() -> None:
    parts = NETWORK.parts()
    assert len(blocks_of(parts["transformer"])) == 10
    assert all(not blocks_of(part) for name, part in parts.items() if name != "transformer")
    assert held(parts["vocoder"]) == Held(*[size_of(tensors_of(parts["vocoder"]))] * 2)


def test_a_tensor_that_two_layers_share_counts_once() -> None:
    one = nn.Linear(4, 4)
    two = nn.Linear(4, 4)
    two.weight = one.weight
    assert size_of(tensors_of(nn.ModuleList([one, two]))) == 4 * (16 + 4 + 4)


@contextmanager
def opened(relay: Relay) -> Iterator[None]:
    relay.open()
    yield
    relay.close()


def typed(network: Network) -> Network:
    for tensor in tensors_of(*network.parts().values()):
        tensor.data = tensor.data.to(torch.bfloat16)
    return network


SKELETON = typed(skeleton(RELEASE))


def released(linear: int) -> dict[str, Held]:
    """Weights of the released size: bfloat16, and ``linear`` bytes a weight in the transformer's blocks."""
    parts = {name: held(part) for name, part in SKELETON.parts().items()}
    blocks = SKELETON.transformer.transformer_blocks
    layers = [layer for layer in blocks.modules() if isinstance(layer, nn.Linear)]
    saved = (2 - linear) * sum(layer.weight.numel() for layer in layers)
    whole, streamed = parts["transformer"]
    return parts | {"transformer": Held(whole - saved, streamed - 2 * saved // len(blocks))}


SOME = released(2)
